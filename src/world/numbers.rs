//! What is drawn in one world: every number in the units of the file, every switch, and the luck that has one draw a world. A [`World`] is
//! made from them, and from nothing else, so that whoever stores them can make it again to the last bit.

use super::drawn::{Drawn, PartyNumbers, Successor, Traits, World, discount, status_quo_at_start};
use super::preferences::{self, Gains, Wants};
use super::sample;
use crate::scenario::model::{Effect, Scenario, Timing};
use crate::scenario::place::PartyIndex;
use crate::scenario::time;
use crate::scenario::traits;

/// The world's numbers in the order of [`traits::WORLD`]; the first, the correlation, is drawn party by party ([`Numbers::loading`]).
pub type WorldNumbers = [f64; traits::WORLD.len()];

/// What is drawn in one world.
#[derive(Debug, Clone, PartialEq)]
pub struct Numbers {
    /// Seed of the draws: what is not here (luck by period and stage) is drawn again from it.
    pub seed: u64,
    /// Number of the world.
    pub world: u64,
    /// By party.
    pub parties: Vec<PartyNumbers>,
    /// By party: the loading of its demand on the common factor. The demand has it in it already.
    pub loading: Vec<f64>,
    /// By party, then by the entries of its `bias`.
    pub bias: Vec<Vec<f64>>,
    /// By party: what it wants.
    pub wants: Vec<Wants>,
    /// By statement: whether it holds.
    pub holds: Vec<bool>,
    /// By issue: stake of a duty.
    pub stake: Vec<f64>,
    /// By issue: months that carrying it out takes; 0 where the file does not say.
    pub takes: Vec<f64>,
    /// By road map and stage: chance per year of completion; 0 where the file gives none.
    pub success: Vec<Vec<f64>>,
    /// The world's own.
    pub of_world: WorldNumbers,
    /// By event.
    pub events: Vec<EventNumbers>,
    /// What chance decides once a world.
    pub luck: Luck,
}

/// What is drawn of an event.
#[derive(Debug, Clone, PartialEq)]
pub struct EventNumbers {
    /// Chance per year; 0 if it has a date.
    pub per_year: f64,
    /// By how much each of its moves goes.
    pub moves: Vec<f64>,
    /// Demand, patience and concession of a new government; 0 if it brings none.
    pub successor: [f64; 3],
}

/// What chance decides once a world.
#[derive(Debug, Clone, PartialEq)]
pub struct Luck {
    /// By event: the period in which it happens; none: never. Lapses have none here.
    pub event: Vec<Option<u32>>,
    /// By issue: the period in which it lapses if nothing binds it; none: never.
    pub lapse: Vec<Option<u32>>,
    /// By party, in (0, 1): its home refuses what it would ratify with no more than this chance.
    pub ratification: Vec<f64>,
    /// By party and subject, in (0, 1): whether what it hears of the subject is right; empty for those who tell nobody anything.
    pub hearing: Vec<Vec<f64>>,
}

impl Numbers {
    /// The world that they make.
    pub fn world(&self, scenario: &Scenario) -> World {
        let periods = f64::from(scenario.calendar.periods_per_year);
        let issues_by_id = preferences::issues_by_id(scenario);
        let gains: Vec<Gains> =
            self.wants.iter().map(|wants| wants.gains(&scenario.issues, &issues_by_id)).collect();
        let [_, after, plain, pause, renegotiation, learning, noise, foresight, attention] = self.of_world;
        World {
            index: self.world,
            traits: PartyIndex::all(scenario.parties.len())
                .map(|i| self.traits(scenario, i, periods, gains[i].touched))
                .collect(),
            gains,
            holds: self.holds.clone(),
            status_quo: status_quo_at_start(scenario),
            stake: self.stake.clone(),
            takes: (scenario.issues.iter().zip(&self.takes))
                .map(|(issue, &months)| issue.takes.as_ref().map(|_| time::periods(months, periods)))
                .collect(),
            lapse: lapse_chances(scenario, &self.events),
            success: (scenario.roadmaps.iter().zip(&self.success))
                .map(|(roadmap, rates)| {
                    let stages = roadmap.stages.iter().zip(rates);
                    let rate = |rate: &f64| sample::per_period(*rate, periods);
                    stages.map(|(stage, per_year)| stage.success.as_ref().map(|_| rate(per_year))).collect()
                })
                .collect(),
            plain_success: sample::per_period(plain, periods),
            lapse_after_completion: sample::per_period(after, periods),
            pause,
            renegotiation: renegotiation.min(1.0 - pause),
            learning,
            noise,
            foresight,
            attention: attention as u32,
            hearing: self.luck.hearing.clone(),
            events: (scenario.events.iter().zip(&self.events))
                .map(|(event, drawn)| drawn.of_period(&event.when, &event.effect, periods))
                .collect(),
            issues_by_id,
            revealed: 0,
            renewed: 0,
            shift: vec![0.0; scenario.parties.len()],
            lots: None,
        }
    }

    fn traits(&self, scenario: &Scenario, i: PartyIndex, periods: f64, touched: bool) -> Traits {
        let party = &scenario.parties[i];
        let mut bias = vec![0.0; scenario.parties.len()];
        for ((towards, _), drawn) in party.bias.iter().zip(&self.bias[i]) {
            bias[*towards] = *drawn;
        }
        Traits::of(&self.parties[i], party, periods, &bias, touched)
    }
}

impl EventNumbers {
    fn of_period(&self, when: &Timing, effect: &Effect, periods: f64) -> Drawn {
        let per_year = matches!(when, Timing::PerYear(_)).then_some(self.per_year);
        let [demand, patience, concession] = self.successor;
        let successor = Successor { demand, discount: discount(patience, periods), concession };
        Drawn {
            per_period: per_year.map(|per_year| sample::per_period(per_year, periods)),
            moves: self.moves.clone(),
            successor: matches!(effect, Effect::NewGovernment(_)).then_some(successor),
        }
    }
}

/// By issue: chance per period that what is practised, but not bound, lapses.
pub(super) fn lapse_chances(scenario: &Scenario, events: &[EventNumbers]) -> Vec<f64> {
    let periods = f64::from(scenario.calendar.periods_per_year);
    let mut lapse = vec![0.0; scenario.issues.len()];
    for (event, drawn) in scenario.events.iter().zip(events) {
        if let (Effect::Lapse(j), Timing::PerYear(_)) = (&event.effect, &event.when) {
            // Several events may threaten one issue: it survives only all of them.
            lapse[*j] = 1.0 - (1.0 - lapse[*j]) * (1.0 - sample::per_period(drawn.per_year, periods));
        }
    }
    lapse
}

/// Periods until something happens that does so with chance `h` a period, at a quantile between 0 and 1: survival for `k` periods has the
/// chance `(1 − h)^k`; `None`: never.
pub fn wait(h: f64, unit: f64) -> Option<u32> {
    if h <= 0.0 {
        None
    } else if h >= 1.0 {
        Some(1)
    } else {
        let periods = libm::ceil(libm::log1p(-unit) / libm::log1p(-h)).max(1.0);
        (periods < f64::from(u32::MAX)).then_some(periods as u32)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waiting_times_are_geometric() {
        // With h = 1/2, half lapse after one period, a quarter after two, and so on.
        let waits: Vec<Option<u32>> = [0.25, 0.49, 0.6, 0.8].map(|unit| wait(0.5, unit)).to_vec();
        assert_eq!(waits, [Some(1), Some(1), Some(2), Some(3)]);
        assert_eq!((wait(0.0, 0.9), wait(1.0, 0.9)), (None, Some(1)));
    }

    #[test]
    fn survival_matches_the_chance_per_period() {
        let h = 0.03;
        let n = 100_000;
        let survived =
            (0..n).filter(|k| wait(h, (f64::from(*k) + 0.5) / f64::from(n)).is_none_or(|at| at > 12)).count();
        assert!((survived as f64 / f64::from(n) - libm::pow(1.0 - h, 12.0)).abs() < 1e-4);
    }
}
