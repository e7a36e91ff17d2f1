//! Time-dependent tactics (Faratin, Sierra and Jennings 1998, §4.1): the target falls with the clock alone.
//!
//! Polynomial: `α(t) = k + (1 − k) min(t, 1)^(1/β)`; exponential: `α(t) = exp((1 − min(t, 1))^β ln k)`. The target is
//! `reservation + (1 − α)(best − reservation)`; the offer is the package of the lowest utility at or above it. Boulware, linear and
//! Conceder are `β` of 1/4, 1 and 4 (`t^e` with `e = 1/β`); hard-headed never concedes.

use super::{
    Kind, Parameter, Setting, Step, Tactic, View,
    aiming::{Aim, Aiming, PARTS, with_parts},
    choice::lowest,
};
use crate::lab::games::clock::Convention;

/// How far below its target NegMAS's band begins.
const BAND: f64 = 1e-4;

/// How the share that is conceded grows with time.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Fall {
    /// `k + (1 − k) t^(1/β)`.
    Polynomial {
        /// What is conceded at the start, in [0, 1].
        k: f64,
        /// Above 1 early, below 1 late.
        beta: f64,
    },
    /// `exp((1 − t)^β ln k)`.
    Exponential {
        /// What is conceded at the start, in (0, 1].
        k: f64,
        /// Above 1 early, below 1 late.
        beta: f64,
    },
    /// NegMAS's exponential aspiration: `1 − (exp((1 − t)^e) − 1) / (exp(1) − 1)`.
    Aspiration {
        /// Exponent.
        exponent: f64,
    },
    /// Nothing is ever conceded.
    Never,
}

impl Fall {
    /// The share conceded at a time, in [0, 1].
    pub fn conceded(self, time: f64) -> f64 {
        let t = time.min(1.0);
        match self {
            Self::Polynomial { k, beta } => k + (1.0 - k) * libm::pow(t, 1.0 / beta),
            Self::Exponential { k, beta } => libm::exp(libm::pow(1.0 - t, beta) * libm::log(k)),
            Self::Aspiration { exponent } => {
                1.0 - (libm::exp(libm::pow(1.0 - t, exponent)) - 1.0) / (core::f64::consts::E - 1.0)
            }
            Self::Never => 0.0,
        }
    }
}

/// A time-dependent tactic.
#[derive(Debug, Clone)]
pub struct TimeDependent {
    /// `1 − α` by round.
    kept: Vec<f64>,
    convention: Convention,
    /// From this time on it leaves the table.
    walks_at: f64,
}

/// With more rounds than this the acts of a round are worked out when it comes.
const MOST_PLANNED: usize = 4096;

impl TimeDependent {
    /// A tactic for a clock. The shares of all rounds are computed here, once.
    pub fn new(fall: Fall, clock: crate::lab::games::clock::Clock) -> Self {
        let kept = (0..clock.rounds).map(|round| 1.0 - fall.conceded(clock.time(round))).collect();
        Self { kept, convention: clock.convention, walks_at: f64::INFINITY }
    }

    /// The same, leaving from some time on.
    #[must_use]
    pub fn leaving_at(mut self, time: f64) -> Self {
        self.walks_at = time;
        self
    }

    /// The utility that it aims at.
    pub fn target(&self, view: &View<'_>) -> f64 {
        let kept = self.kept.get(view.round as usize).or(self.kept.last()).copied().unwrap_or(0.0);
        let (base, best) = (view.base(), view.best());
        match self.convention {
            Convention::Plain => base + kept * (best - base),
            // As a person who follows NegMAS writes it: the order of the sum matters for the last bit.
            Convention::NegMas => ((best - base) * kept + base - BAND).min(best).max(base),
        }
    }

    fn step(&self, view: &View<'_>) -> Step {
        let target = self.target(view);
        let offer = lowest(view, target);
        let accepts = match self.convention {
            Convention::NegMas => target,
            Convention::Plain => {
                let enough = |own| view.as_good_as(view.worth(own)).max(view.reservation);
                offer.map_or(f64::INFINITY, enough)
            }
        };
        Step::new(accepts, offer)
    }
}

impl Tactic for TimeDependent {
    fn goes_by_the_clock_alone(&self) -> bool {
        self.walks_at > 1.0
    }

    fn prepare(&mut self, view: &View<'_>, plan: &mut Vec<Step>) {
        if self.kept.len() <= MOST_PLANNED {
            let rounds = 0..self.kept.len() as u32;
            plan.extend(rounds.map(|round| self.step(&View { round, ..*view })));
        }
    }

    fn walks_out(&mut self, view: &View<'_>) -> bool {
        view.time() >= self.walks_at
    }

    fn propose(&mut self, view: &View<'_>) -> Option<usize> {
        lowest(view, Self::target(self, view))
    }

    fn accepts(&mut self, view: &View<'_>, package: usize) -> bool {
        view.utilities[package] >= self.step(view).accepts
    }

    fn listens(&self) -> bool {
        false
    }

    fn may_walk_out(&self) -> bool {
        self.walks_at <= 1.0
    }
}

pub(super) const BETA: Parameter =
    Parameter::number("beta", "above 1 it concedes early, below 1 late", 1.0, (1e-3, 1e3));
pub(super) const K: Parameter = Parameter::number("k", "share conceded at the start", 0.0, (0.0, 1.0));

impl Aim for TimeDependent {
    fn target(&mut self, view: &View<'_>) -> f64 {
        Self::target(self, view)
    }
}

/// The tactic of a fall: planned where it offers the lowest package and accepts as usual, else put together.
fn of(fall: Fall, setting: &Setting<'_>) -> Box<dyn Tactic> {
    let tactic = TimeDependent::new(fall, setting.clock);
    let first = setting.values.len() - PARTS.len();
    if setting.values[first] < 1.0 && setting.values[first + 2] < 1.0 {
        return Box::new(tactic);
    }
    Aiming::of(tactic, setting)
}

fn polynomial(setting: &Setting<'_>) -> Box<dyn Tactic> {
    let (beta, k) = (setting.values[0], setting.values[1]);
    of(Fall::Polynomial { k, beta }, setting)
}

pub(super) const KINDS: &[Kind] = &[
    Kind {
        name: "boulware",
        about: "concedes late: t^(1/β) with β = 1/4 (Faratin, Sierra and Jennings 1998)",
        parameters: &with_parts::<2, 7>([Parameter { default: 0.25, ..BETA }, K]),
        make: |setting| polynomial(&setting),
    },
    Kind {
        name: "linear",
        about: "concedes evenly over time (Faratin, Sierra and Jennings 1998)",
        parameters: &with_parts::<2, 7>([BETA, K]),
        make: |setting| polynomial(&setting),
    },
    Kind {
        name: "conceder",
        about: "concedes early: t^(1/β) with β = 4 (Faratin, Sierra and Jennings 1998)",
        parameters: &with_parts::<2, 7>([Parameter { default: 4.0, ..BETA }, K]),
        make: |setting| polynomial(&setting),
    },
    Kind {
        name: "exponential",
        about: "concedes by exp((1 − t)^β ln k) (Faratin, Sierra and Jennings 1998)",
        parameters: &with_parts::<2, 7>([BETA, Parameter { default: 0.05, range: (1e-9, 1.0), ..K }]),
        make: |setting| {
            let (beta, k) = (setting.values[0], setting.values[1]);
            of(Fall::Exponential { k, beta }, &setting)
        },
    },
    Kind {
        name: "aspiration",
        about: "aspires to (exp((1 − t)^e) − 1) / (e − 1) of what it can have, as in NegMAS",
        parameters: &with_parts::<1, 6>([Parameter::number(
            "exponent",
            "below 1 it concedes late, above 1 early",
            0.725,
            (1e-3, 1e3),
        )]),
        make: |setting| of(Fall::Aspiration { exponent: setting.values[0] }, &setting),
    },
    Kind {
        name: "hard-headed",
        about: "offers and accepts its best alone",
        parameters: &[],
        make: |setting| Box::new(TimeDependent::new(Fall::Never, setting.clock)),
    },
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn published_values_of_the_two_functions() {
        // tests/cases/05_tactics.json, fa-1.
        let fall = Fall::Polynomial { k: 0.1, beta: 0.5 };
        for (t, alpha) in [(0.0, 0.1), (0.1, 0.109), (0.25, 0.15625), (0.5, 0.325), (1.0, 1.0)] {
            assert!((fall.conceded(t) - alpha).abs() < 1e-12);
        }
        let fall = Fall::Exponential { k: 0.1, beta: 1.0 };
        assert!((fall.conceded(0.0) - 0.1).abs() < 1e-12 && fall.conceded(1.0) == 1.0);
        assert_eq!(Fall::Aspiration { exponent: 0.725 }.conceded(1.0), 1.0);
        assert_eq!(Fall::Never.conceded(0.9), 0.0);
    }
}
