//! All facts and placebos as work in blocks: one block an arm of a test, one a placebo.

use super::judge::{Arm, Finding, judge};
use super::placebo::{self, PLACEBOS, PlaceboResult};
use super::trial::{ALPHA, Mechanism, Sample, Size, Trial};
use super::trials;
use crate::simulation::execute::{Job, Progress, execute};
use crate::simulation::store::{Rows, StoreError};
use serde::{Deserialize, Serialize};
use std::sync::atomic::AtomicBool;

/// Random scenarios looked at, for each that a test takes, before it gives up.
const PATIENCE: u64 = 12;

/// Version of the layout of [`Report`] as JSON.
pub const SCHEMA_VERSION: u32 = 1;

/// Everything that `verify --facts` says.
#[derive(Debug, Clone, Serialize)]
pub struct Report {
    /// Layout.
    pub schema_version: u32,
    /// Seed of scenarios and worlds.
    pub seed: u64,
    /// Error rate of each test.
    pub alpha: f64,
    /// How large the tests were.
    pub size: Size,
    /// The facts.
    pub facts: Vec<Finding>,
    /// The placebos.
    pub placebos: Vec<PlaceboResult>,
}

/// The facts and placebos of one seed.
pub struct Facts {
    seed: u64,
    size: Size,
    trials: Vec<Trial>,
}

/// What a block found.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub enum Part {
    /// One arm of a test.
    Arm(Arm),
    /// A placebo.
    Placebo(PlaceboResult),
}

impl Facts {
    /// All of them.
    pub fn new(seed: u64, size: Size) -> Self {
        Self { seed, size, trials: trials() }
    }

    /// Only the tests of these facts (`F2`), or with these ids (`F2a`).
    #[must_use]
    pub fn only(mut self, ids: &[&str]) -> Self {
        let of = |id: &str, trial: &Trial| {
            let rest = trial.id.strip_prefix(id);
            rest.is_some_and(|part| !part.starts_with(|c: char| c.is_ascii_digit()))
        };
        self.trials.retain(|trial| ids.iter().any(|id| of(id, trial)));
        self
    }

    /// Runs everything on `threads` threads; the same whatever their number.
    ///
    /// # Errors
    /// If a block panics. Stopped early, there is no report: `None`.
    pub fn run(
        &self,
        threads: usize,
        progress: &dyn Progress,
        stop: &AtomicBool,
    ) -> Result<Option<Report>, StoreError> {
        let mut parts = Vec::new();
        execute(self, None, threads, progress, stop, &mut |_, part| parts.push(part))?;
        Ok((parts.len() == self.blocks()).then(|| self.report(parts)))
    }

    fn report(&self, parts: Vec<Part>) -> Report {
        let (mut arms, mut placebos) = (Vec::new(), Vec::new());
        for part in parts {
            match part {
                Part::Arm(arm) => arms.push(arm),
                Part::Placebo(outcome) => placebos.push(outcome),
            }
        }
        let facts = self.trials.iter().zip(arms.chunks(2)).map(|(t, arms)| judge(t, &arms[0], &arms[1]));
        Report {
            schema_version: SCHEMA_VERSION,
            seed: self.seed,
            alpha: ALPHA,
            size: self.size,
            facts: facts.collect(),
            placebos,
        }
    }

    /// One arm of a test: as many scenarios as wanted that can show the fact, in order.
    fn arm(&self, trial: &Trial, mechanism: Mechanism) -> Arm {
        let mut arm = Arm::default();
        let mut taken = 0;
        for index in 0..self.size.scenarios * PATIENCE {
            if taken == self.size.scenarios {
                break;
            }
            let sample = Sample::new(self.seed, index, self.size.worlds);
            match (trial.measure)(&sample, mechanism) {
                Some(numbers) => {
                    arm.add(numbers);
                    taken += 1;
                }
                None => arm.passed_over += 1,
            }
        }
        arm
    }
}

impl Job for Facts {
    type Tally = Part;

    fn blocks(&self) -> usize {
        2 * self.trials.len() + PLACEBOS.len()
    }

    fn worlds(&self, block: usize) -> u64 {
        if block < 2 * self.trials.len() {
            self.size.scenarios * self.size.worlds
        } else {
            self.size.placebo_scenarios * self.size.placebo_worlds
        }
    }

    fn run(&self, block: usize) -> (Rows, Part) {
        let part = if let Some(trial) = self.trials.get(block / 2) {
            let mechanism = if block.is_multiple_of(2) { Mechanism::On } else { Mechanism::Off };
            Part::Arm(self.arm(trial, mechanism))
        } else {
            let placebo = &PLACEBOS[block - 2 * self.trials.len()];
            Part::Placebo(placebo::run(placebo, self.seed, self.size))
        };
        (Rows::default(), part)
    }
}
