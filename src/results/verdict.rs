//! What may be said of a difference between two formats: the rule.
//!
//! In the base it must be at least 5 points, its interval must leave out 0, at least 90 of 100 of the worlds in which the formats differ must
//! go the same way, and it must hold among all pairs of formats (Holm 1979). Then it is *clear* if in every run of the star that counts the
//! lower end of the interval, in the direction of the base, is above 0: an intersection–union test, which needs no correction (Berger
//! 1982). A run whose interval does not leave 0 out on that side and ends below 5 points *contradicts*. Where its change from the base, over the same
//! worlds, leaves out 0, the finding *depends on* that run (a difference between significant and not significant is not by itself
//! significant: Gelman & Stern 2006); where it does not, the finding is *open*. Where none contradicts, but some run cannot tell, it is *not tested*.

use super::comparison::{Finding, InRun, Named, RunSays};
use super::words::{fixed, of_100};
use crate::language::Language;
use crate::say;
use crate::simulation::star::{Counted, Run};
use crate::simulation::tally::{ChangeTally, PairTally, RunTally};
pub use crate::statistics::CONFIDENCE;
use crate::statistics::paired_proportion::mcnemar_exact;
use crate::statistics::student::two_sided_tail;
use crate::statistics::{mean_interval, newcombe_paired, wilson};

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
            let share = short_of(self.same_way(sign), SAME_WAY);
            let differ = of_100(self.share(0) + self.share(1));
            return Some(say!(Language::En, "open-which-world", share = share, differ = differ));
        }
        if !self.enough(sign) {
            Some(say!(Language::En, "open-few-worlds"))
        } else if adjusted > 1.0 - CONFIDENCE {
            Some(say!(Language::En, "open-many-pairs"))
        } else {
            None
        }
    }
}

/// A share of 100 that misses a bound: where rounding would reach it, with one decimal, rounded down.
fn short_of(share: f64, bound: f64) -> String {
    let reached = libm::round(share * 100.0) >= libm::round(bound * 100.0);
    if share < bound && reached { fixed(libm::floor(share * 1000.0) / 10.0, 1) } else { of_100(share) }
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
        let each =
            |(cell, &count): (usize, &u64)| (cell as i64 % 3 - cell as i64 / 3).pow(power) * count as i64;
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
    let (on, against, untold) = (that(RunSays::Turns), that(RunSays::Contradicts), that(RunSays::CannotTell));
    if counted().next().is_none() {
        Finding::NotTested { runs: Vec::new(), worlds: FULL }
    } else if !on.is_empty() {
        Finding::DependsOn { on }
    } else if !against.is_empty() {
        let why = say!(Language::En, "open-runs");
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
mod tests {
    use super::*;
    use crate::statistics::FixedSum;
    use crate::talks::behaviour::Behaviour;
    use crate::world::draw::Correlation;

    fn run(name: &str, counted: Counted) -> Run {
        Run {
            name: name.into(),
            words: format!("words of {name}"),
            counted,
            behaviour: Behaviour::Nash,
            correlation: Correlation::AsAssumed,
            scenario: None,
        }
    }

    /// Counts of signatures: only a, only b, of so many worlds; the rest one half both, one half neither.
    fn seen(worlds: u64, only_a: u64, only_b: u64) -> Seen {
        Seen::of(&pair(worlds, only_a, only_b), 0, worlds)
    }

    fn pair(worlds: u64, only_a: u64, only_b: u64) -> PairTally {
        let rest = worlds - only_a - only_b;
        PairTally {
            yes: [[rest / 2, only_a, only_b, rest - rest / 2]; 3],
            higher: [[only_a, only_b]; 3],
            gain: Vec::new(),
            gain_higher: Vec::new(),
        }
    }

    /// A run of so many worlds with these counts, in which so many worlds change from a difference of 1 in the base to none, and all others
    /// stay as they are.
    fn tally(worlds: u64, only_a: u64, only_b: u64, lost: u64) -> RunTally {
        let mut cells = [0; 9];
        (cells[3 * 2 + 1], cells[3 * 2 + 2], cells[0], cells[4]) =
            (lost, only_a, only_b, worlds - only_a - only_b - lost);
        let change = ChangeTally { yes: [cells; 3], gain: Vec::new() };
        RunTally { worlds, pairs: vec![pair(worlds, only_a, only_b)], changes: vec![change] }
    }

    fn judged(base: &Seen, runs: &[(&Run, RunTally)]) -> Finding {
        let sign = base.difference.estimate;
        let runs: Vec<(&Run, InRun)> =
            runs.iter().map(|(run, tally)| (*run, in_run(run, tally, 0, 0, sign))).collect();
        finding(base, base.p_value, &runs)
    }

    fn names(runs: &[Named]) -> Vec<&str> {
        runs.iter().map(|run| run.id.as_str()).collect()
    }

    #[test]
    fn clear_where_every_counted_run_goes_the_same_way() {
        let (a, b, corner) = (run("a", Counted::Yes), run("b", Counted::Yes), run("corner", Counted::No));
        let keeps = tally(600, 100, 2, 0);
        let against = tally(600, 0, 100, 0);
        let base = seen(2000, 400, 5);
        assert_eq!(judged(&base, &[(&a, keeps.clone()), (&b, keeps.clone())]), Finding::Clear);
        // What is told and not counted takes nothing away.
        assert_eq!(judged(&base, &[(&a, keeps.clone()), (&corner, against)]), Finding::Clear);
        // And the other way round: the base goes to b.
        assert_eq!(judged(&seen(2000, 5, 400), &[(&a, tally(600, 2, 100, 0))]), Finding::Clear);
        // Fewer than 5 points in a run are no contradiction if they are certain.
        assert_eq!(judged(&base, &[(&a, tally(600, 20, 1, 100))]), Finding::Clear);
    }

    #[test]
    fn it_depends_on_the_runs_that_change_it_and_on_no_other() {
        let (a, b, c) = (run("a", Counted::Yes), run("b", Counted::Yes), run("c", Counted::Yes));
        let runs = [(&a, tally(600, 100, 2, 0)), (&b, tally(600, 0, 0, 100)), (&c, tally(600, 9, 2, 0))];
        let Finding::DependsOn { on } = judged(&seen(2000, 400, 5), &runs) else { panic!("it depends") };
        assert_eq!(names(&on), ["b"]);
        assert_eq!(on[0].name, "words of b");
    }

    #[test]
    fn it_is_open_where_a_run_contradicts_and_perhaps_by_chance() {
        let a = run("a", Counted::Yes);
        // The run has 1.3 points, and three worlds changed.
        let found = judged(&seen(2000, 120, 2), &[(&a, tally(600, 12, 5, 3))]);
        let Finding::Open { runs, .. } = found else { panic!("{found:?}") };
        assert_eq!(names(&runs), ["a"]);
    }

    #[test]
    fn it_is_not_tested_where_a_run_cannot_tell_and_so_many_worlds_would_do() {
        let (a, b) = (run("a", Counted::Yes), run("b", Counted::Yes));
        let found = judged(&seen(2000, 400, 5), &[(&a, tally(600, 100, 2, 0)), (&b, tally(100, 9, 3, 0))]);
        let Finding::NotTested { runs, worlds } = found else { panic!("{found:?}") };
        assert_eq!(names(&runs), ["b"]);
        // A difference of 6 points with an interval of some ± 7: as many worlds as make it ± 6.
        assert!((101..=200).contains(&worlds), "{worlds}");
        let enough = tally(worlds, worlds * 9 / 100, worlds * 3 / 100, 0);
        assert!(matches!(
            judged(&seen(2000, 400, 5), &[(&b, enough)]),
            Finding::Clear | Finding::NotTested { .. }
        ));
        assert_eq!(
            judged(&seen(2000, 400, 5), &[]),
            Finding::NotTested { runs: Vec::new(), worlds: 600 },
            "without a star"
        );
    }

    #[test]
    fn what_is_not_clear_in_the_base_is_open_whatever_the_runs_say() {
        let a = run("a", Counted::Yes);
        let keeps = || [(&a, tally(600, 100, 2, 0))];
        let why = |base: &Seen| match judged(base, &keeps()) {
            Finding::Open { why, runs } if runs.is_empty() => why,
            other => panic!("{other:?}"),
        };
        assert_eq!(
            why(&seen(1000, 300, 100)),
            "which assumed world it is (75 of 100 differing worlds go this way; 40 of 100 differ)"
        );
        // 269 of 300 are 89.7 of 100: rounded they would reach the 90 that they miss.
        assert_eq!(
            why(&seen(1000, 269, 31)),
            "which assumed world it is (89.6 of 100 differing worlds go this way; 30 of 100 differ)"
        );
        assert_eq!(why(&seen(20, 8, 0)), "chance: too few assumed worlds were run to tell");
        assert_eq!(judged(&seen(2000, 90, 2), &keeps()), Finding::NoClearDifference);
    }

    #[test]
    fn a_mean_gain_from_few_worlds_is_open() {
        let difference = Interval { estimate: 0.2, low: 0.1, high: 0.3 };
        let base = Seen { difference, worlds: 1000, higher: [30, 0], gain: true, p_value: 1e-9 };
        assert!(matches!(finding(&base, 1e-9, &[]), Finding::Open { .. }));
    }

    #[test]
    fn among_many_pairs_more_is_asked_for() {
        let a = run("a", Counted::Yes);
        let base = seen(60, 20, 0);
        assert!(base.p_value < 1e-4);
        let runs = [(&a, in_run(&a, &tally(60, 20, 0, 0), 0, 0, 1.0))];
        assert_eq!(finding(&base, base.p_value, &runs), Finding::Clear);
        let Finding::Open { why, .. } = finding(&base, 0.06, &runs) else { panic!("not among so many") };
        assert!(why.contains("pairs"));
    }

    /// By hand: of 100 worlds 30 go from 1 to 0 and 10 from 0 to 1: mean −0.2, variance (40 − 400/100)/99.
    #[test]
    fn the_change_is_that_of_the_same_worlds() {
        let mut cells = [0; 9];
        (cells[7], cells[5], cells[4]) = (30, 10, 60);
        let seen = change(&ChangeTally { yes: [cells; 3], gain: Vec::new() }, 1);
        assert!((seen.estimate + 0.2).abs() < 1e-12);
        let (low, high) = mean_interval(-0.2, 36.0 / 99.0, 100, 0.95).unwrap();
        assert!((seen.low - low).abs() < 1e-12 && (seen.high - high).abs() < 1e-12);
        let gains: FixedSum = [0.1, 0.3].into_iter().collect();
        let seen = change(&ChangeTally { yes: [[0; 9]; 3], gain: vec![gains] }, 3);
        assert!((seen.estimate - 0.2).abs() < 1e-6 && seen.low < 0.0 && seen.high > 0.4);
    }
}
