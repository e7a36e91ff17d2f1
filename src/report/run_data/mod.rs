//! The same run for programs: what the story tells in sentences, with every number behind it.
//!
//! Values are steady flows per period on each party's own scale (0 what is practised at the start, 1 its best level on every issue), as in
//! the story; what conduct turns on (temptations, losses, guarantees, costs) is in years at its best. Times are periods from the start.
//! Parties, issues and levels go by the ids and words of the scenario file.

mod implementation;
mod picture;
mod talks;

pub(crate) use picture::talks as picture;

use super::story::{self, Content, Story};
use crate::language::Language;
use crate::results::one_run::{OneRun, by_party};
use crate::scenario::Scenario;
use crate::scenario::place::{IssueIndex, LevelIndex, PartyIndex};
use crate::simulation::engine::Engine;
use crate::simulation::episode::Episode;
use crate::simulation::setting::Setting;
use crate::talks::behaviour::Behaviour;
use crate::talks::situation::least_acceptable;
use serde::Serialize;
use std::collections::BTreeMap;

/// Version of the layout.
const SCHEMA_VERSION: u32 = 2;

/// One run, whole.
#[derive(Debug, Serialize)]
pub(crate) struct RunData<'a> {
    schema_version: u32,
    scenario: &'a str,
    format: &'a str,
    world: u64,
    seed: u64,
    behaviour: &'static str,
    period: &'a str,
    periods_per_year: u32,
    horizon: u32,
    /// The story in sentences: `title`, `sections`.
    #[serde(flatten)]
    story: Story,
    parties: Vec<Party<'a>>,
    /// Lapses and events of this world up to the horizon, by date.
    by_itself: Vec<ByItself<'a>>,
    /// The tables held, in order: one, unless the format has phases or stages with tables of their own.
    held: Vec<HeldTable<'a>>,
    not_held: Vec<&'a str>,
    outcome: OneRun<'a>,
}

/// A party in this world.
#[derive(Debug, Serialize)]
struct Party<'a> {
    id: &'a str,
    name: &'a str,
    at_the_table: bool,
    /// Whether some level touches it.
    touched: bool,
    /// Whether the smallest scale binds for it.
    smallest_scale: bool,
    /// The share of the possible gain that it insists on.
    demand: f64,
    /// What a year from now counts today.
    patience: f64,
    /// Own-scale years for each unit of stake.
    temptation: f64,
    outside_option: Option<f64>,
    /// Surplus that its delegates need.
    mandate: f64,
    /// Surplus at which its home cannot refuse any more.
    ratification: f64,
    /// Own-scale years.
    audience_cost: f64,
    /// By issue and level: gain over what is practised at the start.
    gains: BTreeMap<&'a str, BTreeMap<&'a str, f64>>,
}

/// Something that happens whatever is agreed.
#[derive(Debug, Serialize)]
struct ByItself<'a> {
    period: u32,
    what: &'static str,
    /// The issue that lapses, if nothing binds it, or the event.
    of: &'a str,
}

/// One table held.
#[derive(Debug, Serialize)]
struct HeldTable<'a> {
    name: &'a str,
    /// Period from which its calendar counts.
    began: u32,
    /// It takes up what an earlier agreement gave back to the table.
    again: bool,
    members: Vec<&'a str>,
    signatories: Vec<&'a str>,
    level: &'static str,
    /// Whether every member can block.
    unanimity: bool,
    /// By member: its votes.
    votes: BTreeMap<&'a str, u32>,
    meetings: usize,
    offers_each: u32,
    zone: Zone,
    /// Packages that could suit everybody, as far as the table can know at the start.
    prospects: usize,
    /// By party: what goes on without agreement at the start.
    goes_on: BTreeMap<&'a str, f64>,
    /// By party: the least that it may sign for at the start (reservation value, mandate, outside option).
    least: BTreeMap<&'a str, f64>,
    /// Everything proposed or spoken of, in order.
    packages: Vec<Package<'a>>,
    minutes: Vec<talks::Sitting<'a>>,
    ended: talks::Ended<'a>,
    signed: Option<implementation::Signed<'a>>,
    /// What became of this table, as if nothing else were held.
    outcome: OneRun<'a>,
}

/// At true values: is there a package …
#[derive(Debug, Serialize)]
struct Zone {
    /// … that all who must agree at the table accept?
    members: bool,
    /// … that those accept as well whose consent it needs?
    rational: bool,
    /// … that all keep?
    self_enforcing: bool,
}

/// A package under its letter.
#[derive(Debug, Serialize)]
#[expect(clippy::struct_field_names, reason = "the words of the account are the words of the fields")]
struct Package<'a> {
    package: String,
    /// `null`: everything in one go.
    road_map: Option<&'a str>,
    stages: Vec<String>,
    levels: BTreeMap<&'a str, &'a str>,
}

/// What the parts of an account are made from.
struct Source<'e> {
    scenario: &'e Scenario,
    episode: &'e Episode<'e>,
    packages: Vec<Content>,
}

/// Accounts for one run.
pub(crate) fn run_data<'a>(
    engine: &'a Engine<'_>,
    seed: u64,
    format: usize,
    world: u64,
    behaviour: Behaviour,
) -> RunData<'a> {
    let drawn = engine.setting(world);
    let setting = engine.under(&drawn, behaviour);
    let played = engine.play(&setting, format, behaviour);
    let (scenario, program) = (engine.scenario, &engine.programs[format]);
    let held = |n: usize| played.episodes.iter().any(|e| e.node == n);
    let nodes = program.nodes.iter().enumerate();
    RunData {
        schema_version: SCHEMA_VERSION,
        scenario: &scenario.name,
        format: &engine.tables[format].name,
        world,
        seed,
        behaviour: behaviour.key(),
        period: &scenario.calendar.period,
        periods_per_year: scenario.calendar.periods_per_year,
        horizon: scenario.calendar.horizon,
        story: story::of(engine, (scenario, Language::En), (format, behaviour), &setting, &played),
        parties: PartyIndex::all(scenario.parties.len())
            .map(|i| party(engine, format, &setting, i))
            .collect(),
        by_itself: by_itself(scenario, &setting),
        held: played.episodes.iter().map(|e| one_held(engine, format, e)).collect(),
        not_held: nodes.filter(|(n, _)| !held(*n)).map(|(_, node)| node.name.as_str()).collect(),
        outcome: OneRun::new(scenario, &played.record),
    }
}

fn party<'a>(engine: &'a Engine<'_>, format: usize, setting: &Setting, i: PartyIndex) -> Party<'a> {
    let scenario = engine.scenario;
    let (party, traits, gains) = (&scenario.parties[i], &setting.world.traits[i], &setting.world.gains[i]);
    let periods = f64::from(scenario.calendar.periods_per_year);
    let levels = |(issue, by_level): (&'a crate::scenario::model::Issue, &Vec<f64>)| {
        let words = issue.levels.iter().map(String::as_str);
        (issue.id.as_str(), words.zip(by_level.iter().copied()).collect())
    };
    Party {
        id: &party.id,
        name: &party.name,
        at_the_table: engine.tables[format].is_member(i),
        touched: gains.touched,
        smallest_scale: gains.smallest,
        demand: traits.demand,
        patience: libm::pow(traits.discount, periods),
        temptation: traits.temptation / periods,
        outside_option: traits.outside_option,
        mandate: traits.mandate,
        ratification: traits.ratification,
        audience_cost: traits.audience_cost / periods,
        gains: scenario.issues.iter().zip(&gains.by_level).map(levels).collect(),
    }
}

fn by_itself<'a>(scenario: &'a Scenario, setting: &Setting) -> Vec<ByItself<'a>> {
    let lapse = |(j, issue): (usize, &'a crate::scenario::model::Issue)| {
        setting.lapses.at(IssueIndex(j)).map(|period| ByItself { period, what: "lapse", of: &issue.id })
    };
    let event = |(e, event): (usize, &'a crate::scenario::model::Event)| {
        setting.events.at(e).map(|period| ByItself { period, what: "event", of: &event.name })
    };
    let lapses = scenario.issues.iter().enumerate().filter_map(lapse);
    let mut all: Vec<ByItself<'a>> =
        lapses.chain(scenario.events.iter().enumerate().filter_map(event)).collect();
    all.retain(|one| one.period <= scenario.calendar.horizon);
    all.sort_by_key(|one| one.period);
    all
}

fn one_held<'a>(engine: &'a Engine<'_>, format: usize, episode: &Episode<'_>) -> HeldTable<'a> {
    let scenario = engine.scenario;
    let minutes = story::spoken(episode);
    let source = Source { scenario, episode, packages: story::proposed(&minutes) };
    let (table, first) = (&episode.table, &episode.first);
    let ids = |parties: &[PartyIndex]| parties.iter().map(|&p| scenario.parties[p].id.as_str()).collect();
    let flows = |of: &dyn Fn(PartyIndex) -> f64| {
        let all: Vec<f64> = PartyIndex::all(scenario.parties.len()).map(|i| source.flow(i, of(i))).collect();
        by_party(scenario, &all)
    };
    HeldTable {
        name: &engine.programs[format].nodes[episode.node].name,
        began: episode.began,
        again: episode.again,
        members: ids(&table.members),
        signatories: ids(&table.signatories),
        level: if table.working_level { "delegates" } else { "leaders" },
        unanimity: table.rule.unanimous(),
        votes: table
            .members
            .iter()
            .map(|&p| (scenario.parties[p].id.as_str(), table.rule.votes(p)))
            .collect(),
        meetings: table.meetings.len(),
        offers_each: table.offers,
        zone: Zone {
            members: episode.zone.members,
            rational: episode.zone.rational,
            self_enforcing: episode.zone.self_enforcing,
        },
        prospects: first.feasible.len(),
        goes_on: flows(&|i| first.valuation.disagreement_payoff(i)),
        least: flows(&|i| least_acceptable(&first.valuation, i)),
        packages: source.packages.iter().enumerate().map(|(k, p)| package(scenario, k, p)).collect(),
        minutes: talks::sittings(scenario, &source, &minutes),
        ended: talks::ended(scenario, &source),
        signed: episode.signed.as_ref().map(|signed| implementation::signed(scenario, &source, signed)),
        outcome: OneRun::new(scenario, &episode.record),
    }
}

fn package<'a>(scenario: &'a Scenario, place: usize, content: &Content) -> Package<'a> {
    let word = |&(j, level): &(IssueIndex, LevelIndex)| {
        let issue = &scenario.issues[j];
        (issue.id.as_str(), issue.levels[level].as_str())
    };
    Package {
        package: story::letter(place),
        road_map: content.roadmap.map(|r| scenario.roadmaps[r].name.as_str()),
        stages: content.stages.clone(),
        levels: content.levels.iter().map(word).collect(),
    }
}

impl Source<'_> {
    /// A stock of a party as a steady flow.
    fn flow(&self, party: PartyIndex, stock: f64) -> f64 {
        stock * (1.0 - self.episode.first.valuation.terms.discount[party])
    }

    /// A stock in years at its best.
    fn years(&self, stock: f64) -> f64 {
        stock / f64::from(self.scenario.calendar.periods_per_year)
    }

    /// The letter of a package that was spoken of.
    fn letter(&self, content: Option<&Content>) -> Option<String> {
        let place = self.packages.iter().position(|known| Some(known) == content)?;
        Some(story::letter(place))
    }
}

/// Ids of the parties in a set of bits.
fn in_bits(scenario: &Scenario, bits: u32) -> Vec<&str> {
    let parties = scenario.parties.iter().enumerate();
    parties.filter(|(i, _)| bits & (1 << i) != 0).map(|(_, p)| p.id.as_str()).collect()
}
