//! When the events of a world happen, lapses apart.

use super::no_agreement::wait;
use crate::scenario::model::{Effect, Scenario, Timing};
use crate::world::{World, chance::Chance};

/// The period in which each event happens; lapses and what never happens have none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Occurrences(Vec<Option<u32>>);

impl Occurrences {
    /// Dates from the file, or waiting times from the luck of the world.
    pub fn new(scenario: &Scenario, world: &World, chance: &Chance) -> Self {
        let date = |e: usize| match (&scenario.events[e].effect, &scenario.events[e].when) {
            (Effect::Lapse(_), _) => None,
            (_, Timing::At(period)) => Some(*period),
            (_, Timing::PerYear(_)) => world.events[e].per_period.and_then(|h| wait(h, chance.event[e])),
        };
        Self((0..scenario.events.len()).map(date).collect())
    }

    /// Events that have happened by a period, as bits.
    pub fn by(&self, period: u32) -> u64 {
        let happened = |at: &Option<u32>| at.is_some_and(|at| at <= period);
        self.0.iter().enumerate().filter(|(_, at)| happened(at)).fold(0, |bits, (e, _)| bits | 1 << e)
    }

    /// The periods after this one, and up to another, in which something happens, in order.
    pub fn dates(&self, after: u32, until: u32) -> Vec<u32> {
        let mut dates: Vec<u32> =
            self.0.iter().flatten().copied().filter(|at| (after + 1..=until).contains(at)).collect();
        dates.sort_unstable();
        dates.dedup();
        dates
    }

    /// When an event happens.
    pub fn at(&self, event: usize) -> Option<u32> {
        self.0[event]
    }
}
