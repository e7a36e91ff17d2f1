//! Outcomes of several formats as whole numbers, and sums of them with whole coefficients, world by world: what shares and paired differences are made
//! of. All that is summed is exact.

use super::catalogues::Catalogues;
use super::engine::Engine;
use super::execute::Job;
use super::machine::Stopwatch;
use super::outcome::Outcome;
use super::record::Record;
use super::store::Rows;
use crate::scenario::Scenario;
use crate::statistics::whole_sum::WholeSum;
use crate::talks::behaviour::{Behaviour, TooLarge};
use crate::world::draw::Correlation;
use serde::{Deserialize, Serialize};

/// Worlds in a block: few, so that progress is seen and a request to stop is heard soon.
const BLOCK: u64 = 25;

/// Steps of a gain: it is rounded once to a multiple of 1/2^24, and held within ±1024.
const STEPS: f64 = 16_777_216.0;
/// Gains beyond ± this are held at it.
const MOST: f64 = 1024.0;

impl Outcome {
    /// What 1 of its whole numbers is worth.
    pub fn unit(self) -> f64 {
        if self.is_share() { 1.0 } else { 1.0 / STEPS }
    }

    /// Of one run, as a whole number of units.
    fn whole(self, record: &Record) -> i64 {
        let steps = if self.is_share() { 1.0 } else { STEPS };
        libm::round(self.of(record).clamp(-MOST, MOST) * steps) as i64
    }
}

/// Which part of an outcome.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// All of it.
    Whole,
    /// What could be had. Of a share: some package was acceptable to all who must sign. Of a gain: what it is without tactics or demands, under
    /// [`Behaviour::Benchmark`].
    Possible,
    /// What the talks made of it: the whole without that.
    Process,
}

/// An outcome, or a part of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Measured {
    /// What is counted.
    pub outcome: Outcome,
    /// How much of it.
    pub part: Part,
}

impl Measured {
    /// All of an outcome.
    pub fn whole(outcome: Outcome) -> Self {
        Self { outcome, part: Part::Whole }
    }

    fn needs_benchmark(self) -> bool {
        self.part != Part::Whole && !self.outcome.is_share()
    }

    fn of(self, record: &Record, benchmark: Option<&Record>) -> i64 {
        let whole = self.outcome.whole(record);
        let possible = || match benchmark {
            Some(benchmark) if !self.outcome.is_share() => self.outcome.whole(benchmark),
            _ => i64::from(record.zone),
        };
        match self.part {
            Part::Whole => whole,
            Part::Possible => possible(),
            Part::Process => whole - possible(),
        }
    }
}

/// Worlds that go through all formats of a scenario, and what is summed of them.
pub struct Combined<'a> {
    engine: Engine<'a>,
    behaviours: Vec<Behaviour>,
    worlds: u64,
    measures: &'a [Measured],
    /// By sum: a coefficient for each format.
    coefficients: &'a [Vec<i64>],
}

/// What was summed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sums {
    /// By measure and format: the outcomes.
    pub formats: Vec<Vec<WholeSum>>,
    /// By measure and sum: the outcomes of all formats with its coefficients.
    pub combined: Vec<Vec<WholeSum>>,
}

impl Sums {
    /// Adds one world: by measure, the outcome of each format in its units. Each sum has a coefficient for each format.
    pub fn add(&mut self, outcomes: &[Vec<i128>], coefficients: &[Vec<i64>]) {
        let formats = outcomes.first().map_or(0, Vec::len);
        self.formats.resize(outcomes.len(), vec![WholeSum::default(); formats]);
        self.combined.resize(outcomes.len(), vec![WholeSum::default(); coefficients.len()]);
        for (at, outcomes) in outcomes.iter().enumerate() {
            self.formats[at].iter_mut().zip(outcomes).for_each(|(sum, outcome)| sum.add(*outcome));
            for (sum, coefficients) in self.combined[at].iter_mut().zip(coefficients) {
                let all = coefficients.iter().zip(outcomes);
                sum.add(all.map(|(c, outcome)| i128::from(*c) * outcome).sum());
            }
        }
    }

    /// Adds those of other worlds.
    pub fn merge(&mut self, other: &Self) {
        let add = |all: &mut Vec<Vec<WholeSum>>, more: &[Vec<WholeSum>]| {
            if all.is_empty() {
                *all = more.to_vec();
            } else {
                let pairs = all.iter_mut().flatten().zip(more.iter().flatten());
                pairs.for_each(|(sum, more)| sum.merge(more));
            }
        };
        add(&mut self.formats, &other.formats);
        add(&mut self.combined, &other.combined);
    }
}

impl<'a> Combined<'a> {
    /// `worlds` worlds of a scenario that has passed its checks. Each sum has a coefficient for each format.
    pub fn new(
        scenario: &'a Scenario,
        (seed, worlds, behaviour): (u64, u64, Behaviour),
        measures: &'a [Measured],
        coefficients: &'a [Vec<i64>],
    ) -> Self {
        let mut behaviours = vec![behaviour];
        if measures.iter().any(|measure| measure.needs_benchmark()) && behaviour != Behaviour::Benchmark {
            behaviours.push(Behaviour::Benchmark);
        }
        let engine = Engine::new(scenario, seed, Correlation::AsAssumed);
        Self { engine, behaviours, worlds, measures, coefficients }
    }

    /// Whether all tables are small enough for the behaviour.
    ///
    /// # Errors
    /// If one is not: the format that holds it, and the table.
    pub fn fits(&self) -> Result<(), (String, TooLarge)> {
        self.behaviours.first().map_or(Ok(()), |behaviour| self.engine.fits(*behaviour))
    }

    /// What all worlds will take in seconds of processor time, from a few of them.
    pub fn cpu_seconds(&self) -> f64 {
        let tried = self.worlds.min(4);
        let mut sums = Sums::default();
        let watch = Stopwatch::start();
        (0..tried).for_each(|k| self.world(k * self.worlds / tried, &mut sums));
        let taken = watch.cpu_seconds().unwrap_or_else(|| watch.wall_seconds());
        taken / tried.max(1) as f64 * self.worlds as f64
    }

    fn world(&self, world: u64, sums: &mut Sums) {
        let setting = self.engine.setting(world);
        let records = self.engine.run_with(&setting, &mut Catalogues::default(), &self.behaviours);
        let Some(formats) = records.first() else { return };
        let outcomes = self.measures.iter().map(|measure| {
            let benchmark = |format: usize| records.get(1).and_then(|all| all.get(format));
            let of = |(format, record): (usize, &Record)| {
                i128::from(measure.of(record, benchmark(format).or(Some(record))))
            };
            formats.iter().enumerate().map(of).collect()
        });
        sums.add(&outcomes.collect::<Vec<Vec<i128>>>(), self.coefficients);
    }
}

impl Job for Combined<'_> {
    type Tally = Sums;

    fn blocks(&self) -> usize {
        self.worlds.div_ceil(BLOCK) as usize
    }

    fn worlds(&self, block: usize) -> u64 {
        self.worlds.saturating_sub(block as u64 * BLOCK).min(BLOCK)
    }

    fn run(&self, block: usize) -> (Rows, Sums) {
        let first = block as u64 * BLOCK;
        let mut sums = Sums::default();
        (first..first + self.worlds(block)).for_each(|world| self.world(world, &mut sums));
        (Rows::default(), sums)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::{SourceFile, read, template};
    use crate::simulation::execute::{Silent, execute};
    use std::sync::atomic::AtomicBool;

    #[test]
    fn sums_are_those_of_the_records_whatever_the_threads() {
        let scenario = read(&SourceFile::new("demo.ron", template("demo"))).expect("it is sound").scenario;
        let measures = [
            Measured::whole(Outcome::Signed),
            Measured { outcome: Outcome::Signed, part: Part::Possible },
            Measured { outcome: Outcome::Signed, part: Part::Process },
            Measured::whole(Outcome::LeastGain),
            Measured { outcome: Outcome::LeastGain, part: Part::Possible },
            Measured { outcome: Outcome::LeastGain, part: Part::Process },
        ];
        let formats = scenario.formats.len();
        let mut coefficients = vec![vec![0; formats]; 2];
        (coefficients[0][0], coefficients[0][1], coefficients[1][1]) = (2, -2, 3);
        let job = Combined::new(&scenario, (5, 60, Behaviour::Concession), &measures, &coefficients);
        let all = |threads| {
            let mut sums = Sums::default();
            let stop = AtomicBool::new(false);
            execute(&job, None, threads, &Silent, &stop, &mut |_, more| sums.merge(&more)).expect("it runs");
            sums
        };
        let sums = all(1);
        assert_eq!(sums, all(3));
        let records: Vec<Vec<Record>> = (0..60)
            .map(|w| job.engine.run(&job.engine.setting(w), &[Behaviour::Concession]).remove(0))
            .collect();
        for format in 0..formats {
            let signed = records.iter().filter(|world| world[format].signed.is_some()).count();
            let zone = records.iter().filter(|world| world[format].zone).count();
            let told = [0, 1, 2].map(|at| sums.formats[at][format].sum());
            assert_eq!(told, [signed as i128, zone as i128, signed as i128 - zone as i128]);
            let least = |r: &Record| r.benefit().into_iter().fold(f64::INFINITY, f64::min);
            let mean = records.iter().map(|world| least(&world[format])).sum::<f64>() / 60.0;
            assert!((sums.formats[3][format].mean(Outcome::LeastGain.unit()) - mean).abs() < 1e-6);
        }
        for at in 0..measures.len() {
            let (a, b) = (sums.formats[at][0].sum(), sums.formats[at][1].sum());
            assert_eq!([0, 1].map(|k| sums.combined[at][k].sum()), [2 * (a - b), 3 * b]);
        }
        // The parts of a gain are those of the benchmark and of the rest.
        let parts = [3, 4, 5].map(|at| sums.formats[at][0].sum());
        assert!(parts[0] == parts[1] + parts[2] && parts[1] != parts[0], "{parts:?}");
    }
}
