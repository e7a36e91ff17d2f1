//! Scenarios to run, their records, and what may be said of two lists of records.

use roundtable::scenario::model::{Absent, Provenance, Quantity, Rule, Says, Scenario, Spread, Statement};
use roundtable::scenario::place::{IssueIndex, LevelIndex, PartyIndex};
use roundtable::scenario::{SourceFile, Style, read, render};
use roundtable::simulation::engine::Engine;
use roundtable::simulation::record::Record;
use roundtable::talks::behaviour::Behaviour;
use roundtable::world::draw::Correlation;

/// Records of many worlds: by world, then behaviour, then format.
pub type Records = Vec<Vec<Vec<Record>>>;

/// Reads a scenario that must be legal.
pub fn scenario_of(name: &str, text: &str) -> Scenario {
    let file = SourceFile::new(name, text);
    match read(&file) {
        Ok(checked) => checked.scenario,
        Err(problems) => panic!("{}", render(&problems, &file, Style::Plain)),
    }
}

/// A scenario that is shipped, by its path below `scenarios`.
pub fn shipped(path: &str) -> Scenario {
    let whole = format!("{}/scenarios/{path}", env!("CARGO_MANIFEST_DIR"));
    scenario_of(path, &std::fs::read_to_string(whole).expect("the file can be read"))
}

/// The scenario of the generator for a seed, with every `only_what` change already made: default orders are written out,
/// so that nothing follows from the order of declaration.
pub fn generated(seed: u64) -> Scenario {
    let mut scenario = scenario_of("generated", &super::scenarios::legal_scenario(seed));
    for format in &mut scenario.formats {
        if format.proposing.order.is_empty() {
            format.proposing.order.clone_from(&format.membership.members);
        }
    }
    scenario
}

/// The same with third parties, rules, sub-tables, composites and events.
pub fn generated_with_everything(seed: u64) -> Scenario {
    scenario_of("generated", &super::scenarios::legal_scenario_m2(seed))
}

/// The same scenario where absent parties with duties are asked to join, in all its formats.
pub fn asked(mut scenario: Scenario) -> Scenario {
    let formats = scenario.formats.iter_mut().chain(&mut scenario.parts);
    formats.for_each(|format| format.contract.absent = Absent::Asked);
    scenario
}

/// The scenario of the generator for a seed, where absent parties with duties are asked to join.
pub fn generated_asked(seed: u64) -> Scenario {
    asked(generated(seed))
}

/// Seeds of the generator whose tables all have at most `most` packages, the first `count` of them from `first` on.
pub fn small_seeds(first: u64, count: usize, most: f64) -> Vec<u64> {
    small_seeds_of(generated, first, count, most)
}

/// The same for scenarios that are made in some way.
pub fn small_seeds_of(make: fn(u64) -> Scenario, first: u64, count: usize, most: f64) -> Vec<u64> {
    let small = |seed: &u64| {
        let scenario = make(*seed);
        let engine = Engine::new(&scenario, 1, Correlation::AsAssumed);
        engine.tables.iter().all(|table| table.packages() <= most)
    };
    (first..).filter(small).take(count).collect()
}

/// Plays the first worlds of a scenario under both behaviours.
pub fn play(scenario: &Scenario, seed: u64, worlds: u64) -> Records {
    let engine = Engine::new(scenario, seed, Correlation::AsAssumed);
    (0..worlds).map(|world| engine.run(&engine.setting(world), &Behaviour::ALL)).collect()
}

/// All records in one list.
pub fn flat(records: &Records) -> impl Iterator<Item = &Record> {
    records.iter().flatten().flatten()
}

/// Share of records that meet a condition.
pub fn share<'r>(records: impl Iterator<Item = &'r Record>, of: impl Fn(&Record) -> bool) -> f64 {
    let (mut all, mut yes) = (0.0, 0.0);
    for record in records {
        all += 1.0;
        yes += f64::from(u8::from(of(record)));
    }
    yes / all
}

/// How often the path was taken: signed, in force, completed, broken off, not signed.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub struct Trace {
    pub all: usize,
    pub signed: usize,
    pub in_force: usize,
    pub completed: usize,
    pub collapsed: usize,
}

impl Trace {
    pub fn add(&mut self, record: &Record) {
        self.all += 1;
        self.signed += usize::from(record.signed.is_some());
        self.in_force += usize::from(record.in_force);
        self.completed += usize::from(record.completed.is_some());
        self.collapsed += usize::from(record.in_force && !record.alive);
    }

    /// Fails unless every kind of course occurred: signed and not, in force and not, completed and collapsed.
    pub fn assert_taken(&self) {
        let Self { all, signed, in_force, completed, collapsed } = *self;
        let taken = signed > 0 && signed < all && in_force < signed && completed > 0 && collapsed > 0;
        assert!(taken, "the path was not taken: {self:?}");
    }
}

/// A number that is the same in all worlds.
pub fn fixed(value: f64) -> Quantity {
    range(value, value)
}

/// A number drawn evenly from a range.
pub fn range(from: f64, to: f64) -> Quantity {
    Quantity { from, to, spread: Spread::Uniform, source: Provenance::Default }
}

/// A statement that holds in all worlds.
pub fn indifferent(party: PartyIndex, about: IssueIndex) -> Statement {
    Statement {
        party,
        says: Says::Indifferent { about },
        holds_in: 100,
        source: Provenance::Default,
        span: 0..0,
    }
}

/// Mean, standard error and number of a list.
pub fn mean_error(values: &[f64]) -> (f64, f64) {
    let n = values.len() as f64;
    let mean = values.iter().sum::<f64>() / n;
    let variance = values.iter().map(|v| (v - mean) * (v - mean)).sum::<f64>() / (n - 1.0);
    (mean, (variance / n).sqrt())
}

/// Reduces a scenario to its first format, at which all parties settle one issue of so many levels by votes: those of the parties, those needed, and
/// who must accept. Nothing is said of what they want.
pub fn one_issue(s: &mut Scenario, levels: usize, votes: &(Vec<u32>, u32, Vec<usize>)) {
    let parties = s.parties.len();
    s.issues.truncate(1);
    let issue = &mut s.issues[0];
    issue.levels = (0..levels).map(|k| format!("level {k}")).collect();
    issue.duty = vec![Vec::new(); levels];
    issue.consent = vec![Vec::new(); levels];
    issue.guarantors = vec![Vec::new(); levels];
    (issue.practised, issue.bound) = (LevelIndex(0), LevelIndex(0));
    s.statements.clear();
    s.formats.truncate(1);
    let format = &mut s.formats[0];
    format.membership.members = PartyIndex::all(parties).collect();
    format.proposing.order = PartyIndex::all(parties).collect();
    let (votes, needed, must) = votes.clone();
    format.rule = Rule::Weighted { weights: PartyIndex::all(parties).zip(votes).collect(), needed };
    format.membership.indispensable = must.into_iter().map(PartyIndex).collect();
    format.contract.agenda = vec![true];
    format.contract.on_promise = vec![IssueIndex(0)];
}
