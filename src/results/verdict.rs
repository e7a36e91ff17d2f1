//! What may be said of a difference between two formats: the rule.
//!
//! In the base it must be at least 5 points, its interval must leave out 0, at least 90 of 100 of the worlds in which the formats differ must
//! go the same way, and it must hold among all pairs of formats (Holm 1979). Then it is *clear* if in every run of the star that counts the
//! lower end of the interval, in the direction of the base, is above 0: an intersection–union test, which needs no correction (Berger
//! 1982). A run whose interval does not leave 0 out on that side and ends below 5 points *contradicts*. Where its change from the base, over the same
//! worlds, leaves out 0, the finding *depends on* that run (a difference between significant and not significant is not by itself
//! significant: Gelman & Stern 2006); where it does not, the finding is *open*. Where none contradicts, but some run cannot tell, it is *not tested*.

use super::comparison::{Finding, InRun, Named, RunSays};
use super::words::of_100;
use crate::simulation::star::{Counted, Run};
use crate::simulation::tally::{ChangeTally, PairTally, RunTally};
use crate::statistics::paired_proportion::mcnemar_exact;
use crate::statistics::student::two_sided_tail;
use crate::statistics::{mean_interval, newcombe_paired, wilson};

/// Confidence of all intervals.
pub const CONFIDENCE: f64 = 0.95;
/// A difference below this is never called clear (shares, or gains on the own scale).
pub const LEAST_DIFFERENCE: f64 = 0.05;
/// Of the worlds in which two formats differ, at least this share must go the same way.
pub const SAME_WAY: f64 = 0.9;
/// And so many worlds must have been run that this share is certain at 95 %.
pub const SURELY_SAME_WAY: f64 = 0.8;
/// Worlds of a run where none was made.
const FULL: u64 = crate::simulation::star::Size::Full.worlds();

/// The binary measures, in order.
pub const MEASURES: [&str; 3] = super::words::SHARES;

/// An estimate with its interval.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Interval {
    /// Estimate.
    pub estimate: f64,
    /// Lower end.
    pub low: f64,
    /// Upper end.
    pub high: f64,
}

impl Interval {
    /// The same in the direction of `sign`: its estimate and both ends.
    fn towards(self, sign: f64) -> Self {
        let Self { estimate, low, high } = self;
        if sign < 0.0 { Self { estimate: -estimate, low: -high, high: -low } } else { self }
    }

    /// Whether 0 is outside.
    fn leaves_out_0(self) -> bool {
        self.low > 0.0 || self.high < 0.0
    }
}

/// One difference as counts show it.
#[derive(Debug, Clone, PartialEq)]
pub struct Seen {
    /// The difference `a − b`.
    pub difference: Interval,
    /// Worlds.
    pub worlds: u64,
    /// Worlds in which a is higher, in which b is.
    pub higher: [u64; 2],
    /// Whether it is one of gains.
    pub gain: bool,
    /// That there is no difference: two-sided p-value (McNemar's exact test; Student's of the mean of gains).
    pub p_value: f64,
}

impl Seen {
    /// The difference of one measure: of [`MEASURES`], and then of the gains of each party.
    pub fn of(pair: &PairTally, measure: usize, worlds: u64) -> Self {
        let n = worlds.max(1) as f64;
        let gain = measure >= MEASURES.len();
        let (difference, higher, p_value) = if gain {
            let party = measure - MEASURES.len();
            let sum = &pair.gain[party];
            let estimate = sum.mean().unwrap_or(0.0);
            let (low, high) = sum.mean_interval(CONFIDENCE).unwrap_or((estimate, estimate));
            let error = sum.standard_error().unwrap_or(0.0);
            let t = if estimate == 0.0 { 0.0 } else { estimate / error };
            let p = two_sided_tail(t, sum.count().saturating_sub(1).max(1) as f64);
            (Interval { estimate, low, high }, pair.gain_higher[party], p)
        } else {
            let [both, only_a, only_b, neither] = pair.yes[measure];
            let (low, high) = newcombe_paired(both, only_a, only_b, neither, CONFIDENCE);
            let estimate = (only_a as f64 - only_b as f64) / n;
            (Interval { estimate, low, high }, pair.higher[measure], mcnemar_exact(only_a, only_b))
        };
        Self { difference, worlds, higher, gain, p_value }
    }

    /// Share of the worlds in which a (0) or b (1) is higher.
    pub fn share(&self, which: usize) -> f64 {
        self.higher[which] as f64 / self.worlds.max(1) as f64
    }

    /// Worlds that go the way of `sign`, and worlds that differ.
    fn with(&self, sign: f64) -> (u64, u64) {
        (self.higher[usize::from(sign < 0.0)], self.higher[0] + self.higher[1])
    }

    /// Of the worlds in which the formats differ, the share that goes the way of `sign`.
    fn same_way(&self, sign: f64) -> f64 {
        let (with, differ) = self.with(sign);
        if differ == 0 { 0.0 } else { with as f64 / differ as f64 }
    }

    /// Whether enough worlds were run to say so: the interval leaves out 0, and so many differ that the share of those that
    /// go the same way cannot well be below four of five.
    fn enough(&self, sign: f64) -> bool {
        let (with, differ) = self.with(sign);
        self.difference.towards(sign).low > 0.0 && wilson(with, differ, CONFIDENCE).0 >= SURELY_SAME_WAY
    }

    /// A mean gain may come from few worlds: as many points more worlds must be higher than lower.
    fn widespread(&self) -> bool {
        !self.gain || (self.share(0) - self.share(1)).abs() >= LEAST_DIFFERENCE
    }

    /// Why the base by itself is not clear; `None`: it is. `adjusted` is its p-value among those of all pairs.
    fn unclear(&self, adjusted: f64) -> Option<String> {
        let sign = self.difference.estimate;
        if self.same_way(sign) < SAME_WAY || !self.widespread() {
            let (share, differ) = (of_100(self.same_way(sign)), of_100(self.share(0) + self.share(1)));
            return Some(format!(
                "which assumed world it is ({share} of 100 differing worlds go this way; {differ} of 100 differ)"
            ));
        }
        let chance = if !self.enough(sign) {
            "chance: too few assumed worlds were run to tell"
        } else if adjusted > 1.0 - CONFIDENCE {
            "chance: too few assumed worlds were run for so many pairs of formats"
        } else {
            return None;
        };
        Some(chance.into())
    }
}

/// How a difference changes from the base to a run, over the same worlds.
pub fn change(tally: &ChangeTally, measure: usize) -> Interval {
    let of = |estimate: f64, interval: Option<(f64, f64)>| {
        let (low, high) = interval.unwrap_or((f64::NEG_INFINITY, f64::INFINITY));
        Interval { estimate, low, high }
    };
    if let Some(sum) = measure.checked_sub(MEASURES.len()).map(|party| &tally.gain[party]) {
        return of(sum.mean().unwrap_or(0.0), sum.mean_interval(CONFIDENCE));
    }
    let counts = &tally.yes[measure];
    let moments = |power: u32| {
        let each = |(cell, &count): (usize, &u64)| (cell as i64 % 3 - cell as i64 / 3).pow(power) * count as i64;
        counts.iter().enumerate().map(each).sum::<i64>() as f64
    };
    let n = counts.iter().sum::<u64>() as f64;
    let (sum, squares) = (moments(1), moments(2));
    let variance = ((squares - sum * sum / n) / (n - 1.0)).max(0.0);
    of(if n > 0.0 { sum / n } else { 0.0 }, mean_interval(sum / n, variance, n as u64, CONFIDENCE))
}

/// One difference in one run of the star.
pub fn in_run(run: &Run, tally: &RunTally, pair: usize, measure: usize, sign: f64) -> InRun {
    let seen = Seen::of(&tally.pairs[pair], measure, tally.worlds).difference;
    let change = change(&tally.changes[pair], measure);
    InRun {
        run: run.name.clone(),
        estimate: seen.estimate,
        low: seen.low,
        high: seen.high,
        n: tally.worlds,
        change: change.estimate,
        change_low: change.low,
        change_high: change.high,
        says: says(seen, change, sign),
    }
}

/// What a run says of a difference that goes the way of `sign` in the base.
fn says(seen: Interval, change: Interval, sign: f64) -> RunSays {
    let seen = seen.towards(sign);
    if seen.low > 0.0 {
        RunSays::Keeps
    } else if seen.high >= LEAST_DIFFERENCE {
        RunSays::CannotTell
    } else if change.leaves_out_0() {
        RunSays::Turns
    } else {
        RunSays::Contradicts
    }
}

/// What may be said of a difference: `adjusted` is the p-value of the base among those of all pairs, `runs` are those of the star, each with what
/// was seen in it.
pub fn finding(base: &Seen, adjusted: f64, runs: &[(&Run, InRun)]) -> Finding {
    let sign = base.difference.estimate;
    if sign.abs() < LEAST_DIFFERENCE {
        return Finding::NoClearDifference;
    }
    if let Some(why) = base.unclear(adjusted) {
        return Finding::Open { why, runs: Vec::new() };
    }
    let counted = || runs.iter().filter(|(run, _)| run.counted == Counted::Yes);
    let that = |wanted: RunSays| -> Vec<Named> {
        let all = counted().filter(|(_, seen)| seen.says == wanted);
        all.map(|(run, _)| Named { id: run.name.clone(), name: run.words.clone() }).collect()
    };
    let (on, against, untold) =
        (that(RunSays::Turns), that(RunSays::Contradicts), that(RunSays::CannotTell));
    if counted().next().is_none() {
        Finding::NotTested { runs: Vec::new(), worlds: FULL }
    } else if !on.is_empty() {
        Finding::DependsOn { on }
    } else if !against.is_empty() {
        let why = "it is not seen in these runs, and their change from the base may be chance".into();
        Finding::Open { why, runs: against }
    } else if untold.is_empty() {
        Finding::Clear
    } else {
        let cannot = counted().filter(|(_, seen)| seen.says == RunSays::CannotTell);
        let worlds = cannot.map(|(_, seen)| needed(seen, sign)).max().unwrap_or(FULL);
        Finding::NotTested { runs: untold, worlds }
    }
}

/// How many worlds a run would need so that its interval, as much narrower, leaves out 0 or ends below 5 points, whichever comes first, if its
/// estimate stays what it is; two digits, rounded up.
fn needed(seen: &InRun, sign: f64) -> u64 {
    let here = Interval { estimate: seen.estimate, low: seen.low, high: seen.high }.towards(sign);
    let half = (here.high - here.low) / 2.0;
    let reach = here.estimate.max(LEAST_DIFFERENCE - here.estimate);
    let exact = libm::ceil(seen.n as f64 * (half / reach) * (half / reach)).max(seen.n as f64 + 1.0);
    let unit = libm::pow(10.0, (libm::floor(libm::log10(exact)) - 1.0).max(0.0));
    (libm::ceil(exact / unit) * unit) as u64
}

#[cfg(test)]
#[path = "verdict_tests.rs"]
mod tests;
