//! One round: expected utilities, risk, offers, moves.

use super::{Reading, Settings};
use crate::lab::theory::political::median::median_of;

pub(super) struct Table {
    /// Capability × salience, as shares.
    pub(super) weights: Vec<f64>,
    /// The chance that a challenged actor resists.
    pub(super) saliences: Vec<f64>,
    pub(super) positions: Vec<f64>,
    /// The range of the first positions.
    pub(super) range: f64,
    pub(super) settings: Settings,
}

/// What an actor can be brought to, best first.
#[derive(Debug, Clone, Copy, PartialEq, PartialOrd)]
enum Kind {
    Conflict,
    Compromise,
    Capitulation,
}

/// Where an actor may move: the least key of the best kind is taken.
struct Offer {
    kind: Kind,
    key: f64,
    to: f64,
}

/// Votes between all positions, ready for chances of success.
struct Votes<'a> {
    table: &'a Table,
    /// By actor `k` and position `i`: the distance as `k` feels it.
    felt: Vec<Vec<f64>>,
    /// The denominator where it is the same for all pairs.
    common: Option<f64>,
}

impl Table {
    fn actors(&self) -> usize {
        self.positions.len()
    }

    fn distance(&self, i: usize, j: usize) -> f64 {
        ((self.positions[i] - self.positions[j]).abs() / self.range).min(1.0)
    }

    /// Where everybody stands after the round, and with which risk exponents.
    pub(super) fn next(&self) -> (Vec<f64>, Vec<f64>) {
        let n = self.actors();
        let neutral = vec![1.0; n];
        let chances = self.chances(&neutral);
        let security: Vec<f64> = (0..n)
            .map(|i| (0..n).filter(|j| *j != i).map(|j| self.expected(j, i, 1.0, chances[j * n + i])).sum())
            .collect();
        let risk = exponents(&security);
        let chances = self.chances(&risk);
        let positions = (0..n).map(|i| self.moves_to(i, &risk, &chances)).collect();
        (positions, risk)
    }

    /// Chances of success by challenger and challenged, with these risk exponents.
    pub(super) fn chances(&self, risk: &[f64]) -> Vec<f64> {
        Votes::new(self, risk).chances()
    }

    /// The expected utility of `i` from challenging `j` (25a), with a risk exponent and the chance of success.
    pub(super) fn expected(&self, i: usize, j: usize, r: f64, chance: f64) -> f64 {
        let d = self.distance(i, j);
        let utility = |base: f64| 2.0 - 4.0 * libm::pow(base.clamp(0.0, 1.0), r);
        let (success, failure) = (utility(0.5 - 0.5 * d), utility(0.5 + 0.5 * d));
        let q = self.settings.status_quo;
        let mut otherwise = q * utility(0.5);
        if q < 1.0 {
            otherwise += (1.0 - q) * self.disagreement_flow(i, d, &utility);
        }
        let s = self.saliences[j];
        s * (chance * success + (1.0 - chance) * failure) + (1.0 - s) * success - otherwise
    }

    /// What `i` expects if the other one drifts to the median: better (22) if that is nearer to `i` than it stands, else worse (23).
    fn disagreement_flow(&self, i: usize, d: f64, utility: &dyn Fn(f64) -> f64) -> f64 {
        let median = median_of(&self.positions, &self.weights).unwrap_or(self.positions[i]);
        let to_median = ((self.positions[i] - median).abs() / self.range).min(1.0);
        let both = 0.25 * (to_median + d);
        if to_median < d { utility(0.5 - both) } else { utility(0.5 + both) }
    }

    /// The best of what `i` is offered; where it stands, if nothing is.
    fn moves_to(&self, i: usize, risk: &[f64], chances: &[f64]) -> f64 {
        let n = self.actors();
        let mut best: Option<Offer> = None;
        for j in (0..n).filter(|j| self.positions[*j] != self.positions[i]) {
            let others = match self.settings.reading {
                Reading::Printed => risk[j],
                Reading::PublishedTable => risk[i],
            };
            let own = self.expected(i, j, risk[i], chances[i * n + j]);
            let other = self.expected(j, i, others, chances[j * n + i]);
            if let Some(offer) = self.offer(i, j, own, other)
                && best.as_ref().is_none_or(|b| (offer.kind, offer.key) < (b.kind, b.key))
            {
                best = Some(offer);
            }
        }
        best.map_or(self.positions[i], |offer| offer.to)
    }

    /// What `j` can bring `i` to, by the expected utilities of both (the octants of section 3).
    fn offer(&self, i: usize, j: usize, own: f64, other: f64) -> Option<Offer> {
        let (x, y) = (self.positions[i], self.positions[j]);
        let whole = |kind| Some(Offer { kind, key: (y - x).abs(), to: y });
        if other <= 0.0 || own >= other {
            return None;
        }
        if own > 0.0 {
            return whole(Kind::Conflict);
        }
        if own == 0.0 {
            return None;
        }
        if other <= -own {
            return whole(Kind::Capitulation);
        }
        // (35, 36): part of the way.
        let to = x + (y - x) * (own / other).abs();
        let key = match self.settings.reading {
            Reading::Printed => (to - x).abs(),
            Reading::PublishedTable => (own.abs() * x + other * y) / (own.abs() + other),
        };
        Some(Offer { kind: Kind::Compromise, key, to })
    }
}

impl<'a> Votes<'a> {
    fn new(table: &'a Table, risk: &[f64]) -> Self {
        let n = table.actors();
        let feel = |k: usize, i: usize| match table.settings.reading {
            Reading::Printed => table.distance(k, i),
            Reading::PublishedTable => libm::pow(table.distance(k, i), risk[k]),
        };
        let felt: Vec<Vec<f64>> = (0..n).map(|k| (0..n).map(|i| feel(k, i)).collect()).collect();
        let common = (table.settings.reading == Reading::PublishedTable).then(|| {
            let pairs = |k: usize| -> f64 {
                let own = &felt[k];
                own.iter().map(|a| own.iter().map(|b| (a - b).abs()).sum::<f64>()).sum()
            };
            (0..n).map(|k| table.weights[k] * pairs(k)).sum()
        });
        Self { table, felt, common }
    }

    /// The chance that `i` succeeds against `j` (30, 31), by `i` and `j`.
    fn chances(&self) -> Vec<f64> {
        let n = self.table.actors();
        let mut chances = vec![0.0; n * n];
        for i in 0..n {
            for j in (0..n).filter(|j| *j != i) {
                let (mut for_i, mut all) = (0.0, 0.0);
                for (felt, weight) in self.felt.iter().zip(&self.table.weights) {
                    let vote = weight * (felt[j] - felt[i]);
                    for_i += vote.max(0.0);
                    all += vote.abs();
                }
                let all = self.common.unwrap_or(all);
                chances[i * n + j] = if all > 0.0 { for_i / all } else { 0.0 };
            }
        }
        chances
    }
}

/// Risk exponents from security (32–34): others gain least from challenging whoever has been most careful.
fn exponents(security: &[f64]) -> Vec<f64> {
    let (low, high) = security
        .iter()
        .fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), s| (low.min(*s), high.max(*s)));
    let of = |s: &f64| {
        if high - low <= 1e-12 {
            return 1.0;
        }
        let acceptance = (2.0 * s - high - low) / (high - low);
        (1.0 - acceptance / 3.0) / (1.0 + acceptance / 3.0)
    };
    security.iter().map(of).collect()
}
