//! When the events of a world happen, lapses apart.

use crate::scenario::model::{Effect, Event, Scenario, Timing};
use crate::world::numbers::Luck;

/// The period in which each event happens; lapses and what never happens have none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Occurrences(Vec<Option<u32>>);

impl Occurrences {
    /// Dates from the file, or as the luck of the world has them.
    pub fn new(scenario: &Scenario, luck: &Luck) -> Self {
        let date = |(event, at): (&Event, &Option<u32>)| match (&event.effect, &event.when) {
            (Effect::Lapse(_), _) => None,
            (_, Timing::At(period)) => Some(*period),
            (_, Timing::PerYear(_)) => *at,
        };
        Self(scenario.events.iter().zip(&luck.event).map(date).collect())
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
