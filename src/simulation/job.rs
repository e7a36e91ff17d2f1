//! A comparison as work in blocks: rows and counts of the base, and counts of the runs of the star around it.

use super::{
    engine::Engine,
    execute::Job,
    rays::Rays,
    rows,
    sampled::{Sampled, kept},
    setting::Catalogues,
    star::Star,
    store::Rows,
    tally::{RunTally, Shape, Tally},
};
use crate::scenario::model::Scenario;
use crate::talks::behaviour::Behaviour;
use crate::world::columns::Place;
use crate::world::draw::Correlation;
use crate::world::numbers::Numbers;
use crate::world::stored;
use serde::{Deserialize, Serialize};
use std::ops::Range;

/// Worlds in a block: small enough to resume from, large enough to be worth a file.
pub const BLOCK: u64 = 250;

/// A scenario to be run in blocks.
pub struct Runs<'a> {
    engine: Engine<'a>,
    scenario: &'a Scenario,
    seed: u64,
    behaviour: Behaviour,
    shape: Shape,
    worlds: u64,
    star: Option<(&'a Star, Rays<'a>)>,
    /// Writes rows of `worlds.csv`, if they are wanted.
    drawn: Option<stored::Writer>,
    /// What is kept of the numbers of the first worlds.
    kept: Vec<Place>,
}

/// Counts of a block.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Tallies {
    /// The base.
    pub main: Tally,
    /// The runs of the star over the first worlds, in its order; empty if none of these worlds is among them.
    pub runs: Vec<RunTally>,
    /// The first worlds one by one.
    pub sample: Sampled,
}

impl Tallies {
    /// Adds the counts of another block.
    pub fn merge(&mut self, other: &Self) {
        self.main.merge(&other.main);
        self.sample.merge(&other.sample);
        if self.runs.is_empty() {
            self.runs.clone_from(&other.runs);
        } else {
            self.runs.iter_mut().zip(&other.runs).for_each(|(a, b)| a.merge(b));
        }
    }
}

impl<'a> Runs<'a> {
    /// `runs` worlds of a scenario that has passed its checks, with one behaviour: the base alone.
    pub fn new(scenario: &'a Scenario, seed: u64, runs: u64, behaviour: Behaviour) -> Self {
        let engine = Engine::new(scenario, seed, Correlation::AsAssumed);
        let shape = Shape {
            formats: engine.tables.len(),
            parties: scenario.parties.len(),
            levels: scenario.issues.iter().map(|i| i.levels.len()).collect(),
            dates: engine.dates.len(),
            horizon: scenario.calendar.horizon as usize,
            schedules: engine.tables.iter().map(|t| t.schedules.len()).collect(),
            phases: engine.programs.iter().map(|p| if p.composite() { p.nodes.len() } else { 0 }).collect(),
        };
        let drawn = Some(stored::Writer::new(scenario));
        let kept = kept(scenario).into_iter().map(|(_, place)| place).collect();
        Self { engine, scenario, seed, behaviour, shape, worlds: runs, star: None, drawn, kept }
    }

    /// The same with the runs of a star of this scenario and behaviour.
    #[must_use]
    pub fn with(mut self, star: &'a Star) -> Self {
        let rays = Rays::new(self.scenario, self.seed, star);
        self.star = (!star.runs.is_empty()).then_some((star, rays));
        self
    }

    /// The same without what is drawn in each world.
    #[must_use]
    pub fn without_worlds(mut self) -> Self {
        self.drawn = None;
        self
    }

    /// The engine of the base.
    pub fn engine(&self) -> &Engine<'a> {
        &self.engine
    }

    /// The star, if there are runs beside the base.
    pub fn star(&self) -> Option<&'a Star> {
        self.star.as_ref().map(|(star, _)| *star)
    }

    /// The shape of the counts.
    pub fn shape(&self) -> &Shape {
        &self.shape
    }

    /// Counts of nothing.
    pub fn empty(&self) -> Tallies {
        Tallies { main: self.shape.empty(), runs: Vec::new(), sample: Sampled::default() }
    }

    /// The first worlds, which go through the runs of the star too, and the others.
    pub fn stretches(&self) -> [Range<u64>; 2] {
        let first = self.star().map_or(0, |star| star.size.worlds()).min(self.worlds);
        [0..first, first..self.worlds]
    }

    /// Some worlds alone: their rows, and the steps that they took ([`Catalogues::steps`]).
    pub fn some(&self, worlds: impl IntoIterator<Item = u64>) -> (Rows, u64) {
        let mut tallies = self.empty();
        let mut rows = Written::default();
        let drawn = worlds.into_iter().map(|world| self.engine.numbers(world));
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
        let star = self.star.as_ref().filter(|_| self.stretches()[0].contains(&index));
        let mut behaviours = vec![self.behaviour];
        behaviours.extend(star.iter().flat_map(|(_, rays)| rays.behaviours()));
        if let Some(drawn) = &self.drawn {
            drawn.write(numbers, &mut rows.worlds);
        }
        let setting = self.engine.setting_of(numbers);
        let mut catalogues = Catalogues::default();
        let records = self.engine.run_with(&setting, &mut catalogues, &behaviours);
        tallies.main.add(&setting.world, &records[0]);
        tallies.sample.add(numbers, &self.kept, &records[0]);
        for (table, record) in self.engine.tables.iter().zip(&records[0]) {
            let row = rows::row(self.scenario, table, index, record);
            // Writing to memory cannot fail, and every row has the header's length.
            let _ = rows.results.write_record(row);
        }
        let Some((star, rays)) = star else { return catalogues.steps() };
        if tallies.runs.is_empty() {
            tallies.runs = star.runs.iter().map(|_| self.shape.empty_run()).collect();
        }
        let steps = rays.count(&setting, &mut catalogues, &records, &mut tallies.runs);
        steps + catalogues.steps()
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
            self.world(&self.engine.numbers(index), &mut tallies, &mut rows);
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
    use super::super::star::Size;
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
        let text = include_str!("../../scenarios/teaching/1-zone-of-agreement.ron");
        let scenario = read(&SourceFile::new("1.ron", text)).expect("it is sound").scenario;
        let star = Star::of(&scenario, Behaviour::Concession, Size::Full, &[]);
        let runs = Runs::new(&scenario, 1, 2 * BLOCK + 107, Behaviour::Concession).with(&star);
        let blocks: Vec<Tallies> = (0..runs.blocks()).map(|b| runs.run(b).1).collect();
        let merged = |order: [usize; 3]| {
            let mut all = runs.empty();
            for block in order {
                all.merge(&blocks[block]);
            }
            all
        };
        assert_eq!(merged([0, 1, 2]), merged([2, 0, 1]));
        assert_eq!(merged([0, 1, 2]).main.worlds, 2 * BLOCK + 107);
        let all = merged([0, 1, 2]);
        assert_eq!(all.runs.len(), star.runs.len());
        assert!(all.runs.iter().all(|run| run.worlds == Size::Full.worlds()));
    }
}
