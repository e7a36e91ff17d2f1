//! The status quo at a date, given what was agreed before: what a later table inherits.

use super::episode::Episode;
use super::record::{LEFT_OUT, Levels};
use super::setting::{Epoch, Setting};
use super::signed::Signed;
use crate::agreement::history::Happening;
use crate::agreement::table::{Choice, Table};
use crate::scenario::model::Scenario;
use crate::scenario::place::{IssueIndex, LevelIndex, PartyIndex};
use crate::talks::learning::Conduct;
use crate::world::{Draws, World, chance::Chance};
use std::borrow::Cow;

/// What a table inherits at a date from those held before.
#[derive(Debug, Clone)]
pub(super) struct Inherited {
    /// By issue: the level practised then.
    pub(super) practised: Levels,
    /// By issue: the level of an agreement in force, or [`LEFT_OUT`].
    pub(super) agreed: Levels,
    /// Issues that an agreement in force settles, as bits.
    pub(super) settled: u32,
    /// Some agreement is in force.
    pub(super) in_force: bool,
}

/// Levels practised at a date if nothing is agreed from here on.
pub(super) fn without(setting: &Setting, date: u32) -> Levels {
    let mut levels = [0; LEVELS];
    for (j, status_quo) in setting.world.status_quo.iter().enumerate() {
        let lapsed = setting.lapses.lapsed(IssueIndex(j), date);
        levels[j] = if lapsed { status_quo.bound } else { status_quo.practised }.index() as u8;
    }
    levels
}

const LEVELS: usize = crate::agreement::package::MOST_ISSUES;

/// Lays what an agreement in force since `signed_at` has made of its issues by a date over the levels.
pub(super) fn overlay(
    levels: &mut Levels,
    scenario: &Scenario,
    setting: &Setting,
    table: &Table,
    signed: &Signed,
    date: u32,
) {
    let Some(history) = &signed.history else { return };
    if date < signed.at {
        return;
    }
    let schedule = &table.schedules[usize::from(signed.package.schedule)];
    for (menu, m) in table.menus.iter().enumerate() {
        let Choice::Agree(agreed) = m.choices[usize::from(signed.package.options[menu])] else { continue };
        let status_quo = setting.world.status_quo[m.issue];
        let active = &signed.active;
        let position = schedule.stage_of[menu] as u8;
        let stage = active.positions[..active.count].iter().position(|&p| p == position).unwrap_or(0);
        let state = table.arrives(menu, stage, signed.agreement.stages);
        let carried_out = history.entered[state].is_some_and(|at| at <= date);
        let over = history.collapse.is_some_and(|(at, ..)| at <= date);
        let lapsed = setting.lapses.lapsed(m.issue, signed.at);
        let level = match (over, carried_out) {
            (true, true) if !scenario.issues[m.issue].reversible => agreed,
            (true, _) => status_quo.bound,
            (false, true) => agreed,
            (false, false) if lapsed => status_quo.bound,
            (false, false) => status_quo.practised,
        };
        levels[m.issue] = level.index() as u8;
    }
}

/// What a table inherits at a date from those held before.
pub(super) fn inherited(
    scenario: &Scenario,
    setting: &Setting,
    earlier: &[Episode<'_>],
    date: u32,
) -> Inherited {
    let mut inherited = Inherited {
        practised: without(setting, date),
        agreed: [LEFT_OUT; LEVELS],
        settled: 0,
        in_force: false,
    };
    for episode in earlier {
        let Some(signed) = &episode.signed else { continue };
        let Some(history) = &signed.history else { continue };
        // What was signed at a table that began before but ends later is respected as well.
        let then = date.max(signed.at);
        overlay(&mut inherited.practised, scenario, &episode.setting, &episode.table, signed, then);
        let over = history.collapse.is_some_and(|(at, ..)| at <= date);
        inherited.in_force |= !over;
        for (j, &level) in episode.record.content.iter().enumerate().filter(|(_, l)| **l != LEFT_OUT) {
            let back =
                history.renegotiated.is_some_and(|(at, _)| at <= date) && inherited.practised[j] != level;
            if over || back {
                inherited.settled &= !(1 << j);
                inherited.agreed[j] = LEFT_OUT;
            } else {
                inherited.settled |= 1 << j;
                inherited.agreed[j] = level;
            }
        }
    }
    inherited
}

/// Where the world stands when tables are looked at beforehand.
#[derive(Clone, Copy)]
pub(super) struct Standpoint<'b> {
    pub(super) setting: &'b Setting,
    /// Issues that are settled, as bits.
    pub(super) settled: u32,
    pub(super) epoch: Epoch,
    /// Nothing has been settled or carried out that was not so at the start.
    pub(super) as_at_start: bool,
}

impl<'b> Standpoint<'b> {
    pub(super) fn new(
        setting: &'b Setting,
        inherited: Option<&Inherited>,
        period: u32,
        as_at_start: bool,
    ) -> Self {
        let settled = inherited.map_or(0, |i| i.settled);
        Self { setting, settled, epoch: setting.epoch(period), as_at_start }
    }
}

/// The setting that a table finds at a date.
pub(super) fn setting_at<'a>(
    scenario: &Scenario,
    draws: &Draws<'_>,
    setting: &Cow<'a, Setting>,
    earlier: &[Episode<'_>],
    inherited: &Inherited,
    date: u32,
) -> Cow<'a, Setting> {
    let before = earlier.iter().filter(|e| e.signed.as_ref().is_some_and(|s| s.history.is_some())).count();
    if before == 0 {
        return setting.clone();
    }
    let mut later = setting.as_ref().clone();
    let ratify = setting.chance.ratify.clone();
    later.chance = Chance { ratify, ..draws.chance_of_further(setting.world.index, before) };
    for episode in earlier {
        if let Some(signed) = &episode.signed {
            reset(scenario, &mut later, episode, signed, inherited, date);
            later.conduct.extend(conduct(signed, date));
        }
    }
    if inherited.in_force {
        later.world.traits.iter_mut().for_each(|t| t.conflict_cost = 0.0);
    }
    Cow::Owned(later)
}

/// Where an agreement has left its issues: what it has carried out is practised, and reverts if it collapses.
fn reset(
    scenario: &Scenario,
    later: &mut Setting,
    episode: &Episode<'_>,
    signed: &Signed,
    inherited: &Inherited,
    date: u32,
) {
    let Some(history) = &signed.history else { return };
    let World { status_quo, lapse, lapse_after_completion, .. } = &mut later.world;
    for j in episode.covers() {
        let practised = LevelIndex::from(usize::from(inherited.practised[j]));
        let over = history.collapse.is_some_and(|(at, ..)| at <= date);
        // What is back at the table is kept as it is practised for as long as the rest of the agreement is in force.
        let settled = !over;
        let stays = !scenario.issues[j].reversible && inherited.practised[j] == episode.record.content[j];
        status_quo[j].practised = practised;
        if stays || !settled {
            status_quo[j].bound = practised;
        }
        lapse[j] = if settled { *lapse_after_completion } else { 0.0 };
        let collapse = history.collapse.map(|(at, ..)| at).filter(|at| settled && *at > date);
        later.lapses.set(j, collapse);
    }
}

/// What others saw by a date of how the signatories kept to an agreement: in each stage that began, of each with a duty in it,
/// whether it was caught.
fn conduct(signed: &Signed, date: u32) -> Vec<(PartyIndex, Conduct)> {
    let mut seen = Vec::new();
    let Some(history) = &signed.history else { return seen };
    for k in 0..signed.agreement.stages {
        let Some(entered) = history.entered[k].filter(|at| *at < date) else { continue };
        let (agreement, terms) = signed.acted_on(entered);
        for party in PartyIndex::all(signed.terms.parties) {
            let stake = agreement.stake[k][party];
            if stake > 0.0 {
                let by =
                    |(at, h): &(u32, Happening)| *at <= date && *h == Happening::Defected(party, k, true);
                let (resists, detection) = (agreement.resists[k][party], terms.detection[party]);
                let caught = history.happenings.iter().any(by);
                seen.push((party, Conduct { resists, stake, detection, caught }));
            }
        }
    }
    seen
}
