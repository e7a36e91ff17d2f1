//! What chance decides in one world, drawn by purpose and date and not by format: two formats that reach the same
//! situation at the same date meet the same luck.

use super::stream::Key;
use crate::scenario::model::Scenario;

/// Keys of the streams of chance.
#[derive(Debug, Clone)]
pub struct ChanceKeys {
    success: Key,
    lapse_after: Key,
    spoil: Vec<Key>,
    detect: Vec<Key>,
    ratify: Vec<Key>,
    failed: Key,
    detect_again: Vec<Key>,
    horizon: usize,
}

/// Most stages of a road map.
pub const MOST_STAGES: usize = 8;

/// The luck of one world: uniform draws in (0, 1).
#[derive(Debug, Clone)]
pub struct Chance {
    /// By period: whether a stage under way is completed.
    pub success: Vec<f64>,
    /// By period: whether a completed agreement lapses.
    pub lapse_after: Vec<f64>,
    /// By party and period: whether it spoils.
    pub spoil: Vec<Vec<f64>>,
    /// By party and stage: whether its defection is detected.
    pub detect: Vec<[f64; MOST_STAGES]>,
    /// By party: its threshold at home.
    pub ratify: Vec<f64>,
    /// By period: what becomes of a stage that fails in it.
    pub failed: Later,
    /// By party: whether its defection is detected in a stage that begins anew in a period.
    pub detect_again: Vec<Later>,
}

/// Draws by period that are made only when they are needed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Later {
    key: Key,
    world: u64,
}

impl Later {
    /// The draws of one owner in one world.
    pub(super) fn new(key: Key, world: u64) -> Self {
        Self { key, world }
    }

    /// The draw of a period, in (0, 1).
    pub fn at(&self, period: u32) -> f64 {
        self.key.of(&period.to_string()).stream(self.world).unit()
    }
}

impl ChanceKeys {
    /// The keys for a scenario.
    pub fn new(seed: u64, scenario: &Scenario) -> Self {
        let party = |purpose: &str| scenario.parties.iter().map(|p| Key::new(seed, purpose, &p.id)).collect();
        Self {
            success: Key::new(seed, "chance/success", ""),
            lapse_after: Key::new(seed, "chance/lapse after completion", ""),
            spoil: party("chance/spoil"),
            detect: party("chance/detect"),
            ratify: party("chance/ratify"),
            failed: Key::new(seed, "chance/failed stage", ""),
            detect_again: party("chance/detect again"),
            horizon: scenario.calendar.horizon as usize,
        }
    }

    /// By party: its threshold at home in one world.
    pub(super) fn ratification(&self, world: u64) -> Vec<f64> {
        self.ratify.iter().map(|key| key.stream(world).unit()).collect()
    }

    /// The luck of one world.
    pub fn draw(&self, world: u64) -> Chance {
        let many = |key: &Key| {
            let mut stream = key.stream(world);
            (0..self.horizon).map(|_| stream.unit()).collect::<Vec<f64>>()
        };
        let by_stage = |key: &Key| {
            let mut stream = key.stream(world);
            core::array::from_fn(|_| stream.unit())
        };
        let later = |key: &Key| Later::new(*key, world);
        Chance {
            success: many(&self.success),
            lapse_after: many(&self.lapse_after),
            spoil: self.spoil.iter().map(many).collect(),
            detect: self.detect.iter().map(by_stage).collect(),
            ratify: self.ratification(world),
            failed: later(&self.failed),
            detect_again: self.detect_again.iter().map(later).collect(),
        }
    }

    /// The luck of a further agreement (1: the second …) in the same world.
    pub fn draw_further(&self, world: u64, agreement: usize) -> Chance {
        let name = format!("agreement {agreement}");
        let further = |keys: &[Key]| keys.iter().map(|key| key.of(&name)).collect::<Vec<Key>>();
        let keys = Self {
            success: self.success.of(&name),
            lapse_after: self.lapse_after.of(&name),
            spoil: further(&self.spoil),
            detect: further(&self.detect),
            failed: self.failed.of(&name),
            detect_again: further(&self.detect_again),
            ..self.clone()
        };
        keys.draw(world)
    }
}
