//! One run as data: the record of one world under one format, with names instead of positions.

use super::find::{happened, stage};
use crate::language::Language;
use crate::scenario::model::Scenario;
use crate::simulation::engine::MONTHS;
use crate::simulation::record::{LEFT_OUT, Levels, Record};
use serde::Serialize;
use std::collections::BTreeMap;

/// What became of one run. Times are periods from the start, gains flows on each party's own scale.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct OneRun<'a> {
    /// In one line.
    pub happened: String,
    /// Whether something was signed.
    pub signed: bool,
    /// When.
    pub signed_at: Option<u32>,
    /// Whether something entered into force.
    pub in_force: bool,
    /// When all stages were completed.
    pub completed_at: Option<u32>,
    /// Whether it is in force at the horizon.
    pub alive: bool,
    /// Key of the reason why it ended.
    pub ended: &'static str,
    /// Id of the party that ended it.
    pub ended_by: Option<&'a str>,
    /// When.
    pub ended_at: u32,
    /// The last stage (or phase) that was begun, from 1; 0: none.
    pub stage: usize,
    /// Some package was acceptable to all who must agree.
    pub zone: bool,
    /// Some such package would be kept.
    pub zone_self_enforcing: bool,
    /// Chance that what was signed is ratified.
    pub chance_in_force: f64,
    /// Chance that it is ratified and completed within the horizon.
    pub chance_completed: f64,
    /// By issue signed: the level.
    pub levels: BTreeMap<&'a str, &'a str>,
    /// By party: what it gains against no agreement, by the course that things took.
    pub benefit: BTreeMap<&'a str, f64>,
    /// By party: the same in expectation over chance.
    pub expected_benefit: BTreeMap<&'a str, f64>,
    /// By party: what it has without any agreement in the same world.
    pub without_agreement: BTreeMap<&'a str, f64>,
    /// By party: gain of the course that things took.
    pub gain: BTreeMap<&'a str, f64>,
    /// By party: the same in expectation over chance.
    pub expected_gain: BTreeMap<&'a str, f64>,
    /// By party: the least flow for which it signs.
    pub reservation: BTreeMap<&'a str, f64>,
    /// By months after the start: the levels practised then, by issue.
    pub practised: BTreeMap<u32, BTreeMap<&'a str, &'a str>>,
}

impl<'a> OneRun<'a> {
    /// The record of a run of this scenario.
    pub fn new(scenario: &'a Scenario, record: &Record) -> Self {
        let practised = MONTHS.into_iter().zip(&record.practised);
        Self {
            happened: happened(scenario, record, Language::En),
            signed: record.signed.is_some(),
            signed_at: record.signed,
            in_force: record.in_force,
            completed_at: record.completed,
            alive: record.alive,
            ended: record.ended.key(),
            ended_by: record.by.map(|p| scenario.parties[usize::from(p)].id.as_str()),
            ended_at: record.ended_at,
            stage: stage(record),
            zone: record.zone,
            zone_self_enforcing: record.zone_self_enforcing,
            chance_in_force: record.chance_in_force,
            chance_completed: record.chance_completed,
            levels: if record.signed.is_some() { levels(scenario, &record.content) } else { BTreeMap::new() },
            benefit: by_party(scenario, &record.benefit()),
            expected_benefit: by_party(scenario, &record.expected_benefit()),
            without_agreement: by_party(scenario, &record.without_agreement),
            gain: by_party(scenario, &record.gain),
            expected_gain: by_party(scenario, &record.expected_gain),
            reservation: by_party(scenario, &record.reservation),
            practised: practised.map(|(months, at)| (months, levels(scenario, at))).collect(),
        }
    }
}

/// Numbers by the id of their party.
pub fn by_party<'a>(scenario: &'a Scenario, values: &[f64]) -> BTreeMap<&'a str, f64> {
    scenario.parties.iter().map(|p| p.id.as_str()).zip(values.iter().copied()).collect()
}

/// Words of levels by the id of their issue; what is left out is not there.
fn levels<'a>(scenario: &'a Scenario, levels: &Levels) -> BTreeMap<&'a str, &'a str> {
    let word = |(issue, level): (&'a crate::scenario::model::Issue, &u8)| {
        let word = issue.levels.get(usize::from(*level)).filter(|_| *level != LEFT_OUT)?;
        Some((issue.id.as_str(), word.as_str()))
    };
    scenario.issues.iter().zip(levels).filter_map(word).collect()
}
