//! A comparison as work in blocks: rows and counts of the main run, and counts of the runs that test its robustness.

use super::{
    engine::Engine,
    execute::Job,
    rows,
    setting::Catalogues,
    store::Rows,
    tally::{Shape, Tally},
};
use crate::scenario::model::Scenario;
use crate::talks::behaviour::Behaviour;
use crate::world::draw::Correlation;
use crate::world::numbers::Numbers;
use crate::world::stored;
use serde::{Deserialize, Serialize};
use std::ops::Range;

/// Worlds in a block: small enough to resume from, large enough to be worth a file.
pub const BLOCK: u64 = 250;

/// The first worlds are also run under the other behaviour and the other correlations.
pub const ROBUSTNESS_WORLDS: u64 = 250;

/// One way of running that a finding must survive.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Variant {
    /// Behaviour at the table.
    pub behaviour: Behaviour,
    /// How demands move together.
    pub correlation: Correlation,
}

/// A scenario to be run in blocks.
pub struct Runs<'a> {
    engines: Vec<Engine<'a>>,
    scenario: &'a Scenario,
    behaviour: Behaviour,
    shape: Shape,
    worlds: u64,
    robustness: bool,
    /// Writes rows of `worlds.csv`, if they are wanted.
    drawn: Option<stored::Writer>,
}

/// Counts of a block.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Tallies {
    /// The main run.
    pub main: Tally,
    /// The variants of [`Runs::variants`], over the first worlds.
    pub variants: Vec<Tally>,
}

impl Tallies {
    /// Adds the counts of another block.
    pub fn merge(&mut self, other: &Self) {
        self.main.merge(&other.main);
        self.variants.iter_mut().zip(&other.variants).for_each(|(a, b)| a.merge(b));
    }
}

impl<'a> Runs<'a> {
    /// `runs` worlds of a scenario that has passed its checks, with one behaviour in the main run.
    pub fn new(scenario: &'a Scenario, seed: u64, runs: u64, behaviour: Behaviour) -> Self {
        let engines: Vec<Engine<'a>> = Correlation::tried(scenario.parties.len())
            .into_iter()
            .map(|c| Engine::new(scenario, seed, c))
            .collect();
        let main = &engines[0];
        let shape = Shape {
            formats: main.tables.len(),
            parties: scenario.parties.len(),
            levels: scenario.issues.iter().map(|i| i.levels.len()).collect(),
            dates: main.dates.len(),
            horizon: scenario.calendar.horizon as usize,
            schedules: main.tables.iter().map(|t| t.schedules.len()).collect(),
            phases: main.programs.iter().map(|p| if p.composite() { p.nodes.len() } else { 0 }).collect(),
        };
        let drawn = Some(stored::Writer::new(scenario));
        Self { engines, scenario, behaviour, shape, worlds: runs, robustness: true, drawn }
    }

    /// The same without the runs that test robustness: for benchmarks of the simulation alone, and single formats.
    #[must_use]
    pub fn main_only(mut self) -> Self {
        self.robustness = false;
        self
    }

    /// The same without what is drawn in each world.
    #[must_use]
    pub fn without_worlds(mut self) -> Self {
        self.drawn = None;
        self
    }

    /// The engine of the main run.
    pub fn engine(&self) -> &Engine<'a> {
        &self.engines[0]
    }

    /// The shape of the counts.
    pub fn shape(&self) -> &Shape {
        &self.shape
    }

    /// Counts of nothing.
    pub fn empty(&self) -> Tallies {
        Tallies {
            main: self.shape.empty(),
            variants: self.variants().iter().map(|_| self.shape.empty()).collect(),
        }
    }

    /// All ways of running; the main one first.
    pub fn variants(&self) -> Vec<Variant> {
        if !self.robustness || self.shape.formats < 2 {
            return Vec::new();
        }
        let mut behaviours = vec![self.behaviour];
        behaviours.extend(Behaviour::ALL.into_iter().filter(|b| *b != self.behaviour));
        let with = |correlation: Correlation| behaviours.clone().into_iter().map(move |b| (correlation, b));
        Correlation::tried(self.scenario.parties.len())
            .into_iter()
            .flat_map(with)
            .map(|(correlation, behaviour)| Variant { behaviour, correlation })
            .collect()
    }

    /// The first worlds, which are also run for robustness, and the others.
    pub fn stretches(&self) -> [Range<u64>; 2] {
        let robust = if self.variants().is_empty() { 0 } else { self.worlds.min(ROBUSTNESS_WORLDS) };
        [0..robust, robust..self.worlds]
    }

    /// Some worlds alone: their rows, and the steps that they took ([`Catalogues::steps`]).
    pub fn some(&self, worlds: impl IntoIterator<Item = u64>) -> (Rows, u64) {
        let mut tallies = self.empty();
        let mut rows = Written::default();
        let drawn = worlds.into_iter().map(|world| self.engines[0].numbers(world));
        let steps = drawn.map(|numbers| self.world(&numbers, &mut tallies, &mut rows)).sum();
        (rows.into_rows(), steps)
    }

    /// A world that was stored ([`stored::Reader`]) once more: its rows. The seed of these runs must be its own.
    pub fn again(&self, numbers: &Numbers) -> Rows {
        let mut rows = Written::default();
        self.world(numbers, &mut self.empty(), &mut rows);
        rows.into_rows()
    }

    /// Takes a world through all that it must go through; gives the steps.
    fn world(&self, numbers: &Numbers, tallies: &mut Tallies, rows: &mut Written) -> u64 {
        let index = numbers.world;
        let variants = self.variants();
        let robust = index < ROBUSTNESS_WORLDS && !variants.is_empty();
        let mut behaviours = vec![self.behaviour];
        if robust {
            behaviours.extend(Behaviour::ALL.into_iter().filter(|b| *b != self.behaviour));
        }
        if let Some(drawn) = &self.drawn {
            drawn.write(numbers, &mut rows.worlds);
        }
        let setting = self.engines[0].setting_of(numbers);
        let mut catalogues = Catalogues::default();
        for (c, engine) in self.engines.iter().enumerate() {
            if c > 0 && !robust {
                break;
            }
            let records = if c == 0 {
                engine.run_with(&setting, &mut catalogues, &behaviours)
            } else {
                engine.run_with(&engine.varied(&setting), &mut catalogues, &behaviours)
            };
            if robust {
                for (b, records) in records.iter().enumerate() {
                    tallies.variants[c * behaviours.len() + b].add(&setting.world, records);
                }
            }
            if c == 0 {
                tallies.main.add(&setting.world, &records[0]);
                for (table, record) in engine.tables.iter().zip(&records[0]) {
                    let row = rows::row(self.scenario, table, index, record);
                    // Writing to memory cannot fail, and every row has the header's length.
                    let _ = rows.results.write_record(row);
                }
            }
        }
        catalogues.steps()
    }
}

impl Job for Runs<'_> {
    type Tally = Tallies;

    fn blocks(&self) -> usize {
        self.worlds.div_ceil(BLOCK) as usize
    }

    fn worlds(&self, block: usize) -> u64 {
        let first = block as u64 * BLOCK;
        self.worlds.saturating_sub(first).min(BLOCK)
    }

    fn run(&self, block: usize) -> (Rows, Tallies) {
        let first = block as u64 * BLOCK;
        let mut tallies = self.empty();
        let mut rows = Written::default();
        for index in first..first + self.worlds(block) {
            self.world(&self.engines[0].numbers(index), &mut tallies, &mut rows);
        }
        (rows.into_rows(), tallies)
    }
}

/// Rows as they are written.
struct Written {
    results: csv::Writer<Vec<u8>>,
    worlds: String,
}

impl Default for Written {
    fn default() -> Self {
        let results = csv::WriterBuilder::new().has_headers(false).from_writer(Vec::new());
        Self { results, worlds: String::new() }
    }
}

impl Written {
    fn into_rows(self) -> Rows {
        Rows { results: self.results.into_inner().unwrap_or_default(), worlds: self.worlds.into_bytes() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::{SourceFile, read, template};

    fn scenario() -> Scenario {
        read(&SourceFile::new("demo.ron", template("demo"))).expect("the template is sound").scenario
    }

    #[test]
    fn rows_have_the_length_of_the_header() {
        let scenario = scenario();
        let (rows, _) = Runs::new(&scenario, 1, 5, Behaviour::Nash).run(0);
        let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(rows.results.as_slice());
        let columns = rows::header(&scenario).len();
        let lengths: Vec<usize> = reader.records().map(|r| r.expect("a row").len()).collect();
        assert_eq!(lengths, vec![columns; 5 * scenario.formats.len()]);
    }

    #[test]
    fn blocks_merge_to_the_same_in_any_order() {
        let scenario = scenario();
        let runs = Runs::new(&scenario, 1, 2 * BLOCK + 7, Behaviour::Concession);
        let blocks: Vec<Tallies> = (0..runs.blocks()).map(|b| runs.run(b).1).collect();
        let merged = |order: [usize; 3]| {
            let mut all = runs.empty();
            for block in order {
                all.merge(&blocks[block]);
            }
            all
        };
        assert_eq!(merged([0, 1, 2]), merged([2, 0, 1]));
        assert_eq!(merged([0, 1, 2]).main.worlds, 2 * BLOCK + 7);
        assert_eq!(merged([0, 1, 2]).variants[0].worlds, ROBUSTNESS_WORLDS);
    }
}
