//! What a test of a fact is made of.

use super::dice::Dice;
use super::generator;
use crate::scenario::model::Scenario;
use serde::{Deserialize, Serialize};

/// Chance of error of each test: that a fact which is not there appears all the same, under any one behaviour.
pub const ALPHA: f64 = 0.001;

/// Confidence of the intervals that a twin, or a claim of equality, must keep within its margin (two one-sided tests of
/// 2.5 % each: Schuirmann 1987).
pub const CONFIDENCE: f64 = 0.95;

/// Differences below this are none: rounding.
pub const NOTHING: f64 = 1e-12;

/// What a fact says of the difference that a change makes.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Expected {
    /// More.
    Up,
    /// Less.
    Down,
    /// Nothing beyond this margin.
    Same(f64),
    /// No less, but for this margin.
    NoLess(f64),
}

/// Whether the mechanism that a fact speaks of is at work.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mechanism {
    /// At work.
    On,
    /// Switched off: the twin, in which the effect must be gone.
    Off,
}

/// By behaviour (or model): the difference found in one scenario; `None` where there was nothing to compare.
pub type Numbers = Vec<(String, Option<f64>)>;

/// A test of one half of a fact.
#[derive(Clone, Copy)]
pub struct Trial {
    /// Which: number of the fact, and a letter for each part of it.
    pub id: &'static str,
    /// What it says.
    pub claim: &'static str,
    /// Who says so.
    pub source: &'static str,
    /// What is changed, all else equal.
    pub change: &'static str,
    /// What is measured: one number a scenario.
    pub outcome: &'static str,
    /// What it should do.
    pub expected: Expected,
    /// The twin: what switches the mechanism off.
    pub twin: &'static str,
    /// How far the mean difference of the twin may lie from 0; 0: every difference must be exactly none.
    pub margin: f64,
    /// The difference (after the change less before) in one scenario; `None` if it cannot show the fact.
    pub measure: fn(&Sample, Mechanism) -> Option<Numbers>,
}

/// A random scenario for one test.
#[derive(Debug, Clone)]
pub struct Sample {
    /// The scenario.
    pub scenario: Scenario,
    /// Seed of its worlds.
    pub seed: u64,
    /// Number of worlds.
    pub worlds: u64,
    seeds: (u64, u64),
}

impl Sample {
    /// Scenario `index` of a seed, with so many worlds.
    pub fn new(seed: u64, index: u64, worlds: u64) -> Self {
        let scenario = generator::scenario(seed, index);
        Self { scenario, seed: Dice::new(seed, "worlds", index).seed(), worlds, seeds: (seed, index) }
    }

    /// Random choices of one fact in this scenario, the same with and without the mechanism.
    pub fn dice(&self, purpose: &str) -> Dice {
        Dice::new(self.seeds.0, purpose, self.seeds.1)
    }
}

/// How large the tests are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Size {
    /// Scenarios in each test and in each twin.
    pub scenarios: u64,
    /// Worlds in each scenario.
    pub worlds: u64,
    /// Scenarios in each placebo.
    pub placebo_scenarios: u64,
    /// Worlds in each scenario of a placebo.
    pub placebo_worlds: u64,
}

impl Size {
    /// What the command takes.
    pub const WHOLE: Self = Self { scenarios: 300, worlds: 60, placebo_scenarios: 60, placebo_worlds: 12 };
}
