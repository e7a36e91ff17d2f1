//! Two ways of ending that exclude each other, such as agreement and collapse.
//!
//! Aalen and Johansen (1978), Scandinavian Journal of Statistics 5:141: the share of runs that has ended by each cause, when some
//! are cut short. Taking the other cause for censoring and reporting 1 minus Kaplan–Meier overstates the share; that number
//! is given as well, so that the error can be shown.

use super::{
    InvalidInput,
    survival::{Tally, tally},
};
use std::collections::BTreeMap;

/// The shares right after one time at which something ended.
#[derive(Debug, Clone, PartialEq)]
pub struct RiskStep<const CAUSES: usize = 2> {
    /// When it happened.
    pub time: f64,
    /// How many were still under observation just before.
    pub at_risk: u64,
    /// How many ended by each cause.
    pub events: [u64; CAUSES],
    /// The cumulative share ended by each cause.
    pub incidence: [f64; CAUSES],
    /// The share not ended by any.
    pub survival: f64,
}

/// The cumulative shares of all causes.
#[derive(Debug, Clone, PartialEq)]
pub struct CompetingRisks<const CAUSES: usize = 2> {
    /// One step per time at which a run ended by some cause.
    pub steps: Vec<RiskStep<CAUSES>>,
    /// What 1 minus Kaplan–Meier would say of each cause at the end: too much.
    pub naive: [f64; CAUSES],
}

impl<const CAUSES: usize> CompetingRisks<CAUSES> {
    /// The shares ended by each cause at the end of observation.
    pub fn at_end(&self) -> [f64; CAUSES] {
        self.steps.last().map_or([0.0; CAUSES], |step| step.incidence)
    }

    /// The shares ended by each cause up to a time, that time included.
    pub fn by(&self, time: f64) -> [f64; CAUSES] {
        let last = self.steps.partition_point(|step| step.time <= time).checked_sub(1);
        last.and_then(|at| self.steps.get(at)).map_or([0.0; CAUSES], |step| step.incidence)
    }

    fn of(rows: impl Iterator<Item = Tally<CAUSES>>) -> Self {
        let mut survival = 1.0;
        let mut incidence = [0.0; CAUSES];
        let mut free = [1.0; CAUSES];
        let mut steps = Vec::new();
        for row in rows.filter(|row| row.events != [0; CAUSES]) {
            let n = row.at_risk as f64;
            for cause in 0..CAUSES {
                let share = row.events[cause] as f64 / n;
                incidence[cause] += survival * share;
                free[cause] *= 1.0 - share;
            }
            survival *= 1.0 - row.events.iter().sum::<u64>() as f64 / n;
            let Tally { time, at_risk, events } = row;
            steps.push(RiskStep { time, at_risk, events, incidence, survival });
        }
        Self { steps, naive: free.map(|share| 1.0 - share) }
    }
}

/// The Aalen–Johansen shares. `causes[k]` is 0 when run k was cut short at `times[k]`, 1 or 2 when it ended then.
///
/// # Errors
/// When the lists are empty or differ in length, a time is negative or not finite, or a cause is above 2.
pub fn aalen_johansen(times: &[f64], causes: &[u8]) -> Result<CompetingRisks, InvalidInput> {
    Ok(CompetingRisks::of(tally::<2>(times, causes)?.into_iter()))
}

/// The same from counts: by cause, how many ended in each period, and how many were cut short in each, after what ended in it.
pub fn of_counts<const CAUSES: usize>(
    ended: [&[(u32, u64)]; CAUSES],
    cut_short: &[(u32, u64)],
) -> CompetingRisks<CAUSES> {
    let mut rows: BTreeMap<u32, ([u64; CAUSES], u64)> = BTreeMap::new();
    for (cause, counts) in ended.into_iter().enumerate() {
        for (period, count) in counts {
            rows.entry(*period).or_insert(([0; CAUSES], 0)).0[cause] += count;
        }
    }
    for (period, count) in cut_short {
        rows.entry(*period).or_insert(([0; CAUSES], 0)).1 += count;
    }
    let of_row = |(events, cut): &([u64; CAUSES], u64)| events.iter().sum::<u64>() + cut;
    let mut at_risk: u64 = rows.values().map(of_row).sum();
    CompetingRisks::of(rows.into_iter().map(|(period, row)| {
        let now = Tally { time: f64::from(period), at_risk, events: row.0 };
        at_risk -= of_row(&row);
        now
    }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn without_censoring_the_shares_are_counts() {
        let found = aalen_johansen(&[1.0, 2.0, 2.0, 3.0], &[1, 2, 1, 2]).unwrap();
        assert_eq!(found.at_end(), [0.5, 0.5]);
        assert_eq!(found.steps[1].events, [1, 1]);
    }

    #[test]
    fn nothing_ended() {
        let found = aalen_johansen(&[4.0], &[0]).unwrap();
        assert_eq!((found.at_end(), found.naive), ([0.0, 0.0], [0.0, 0.0]));
        assert!(aalen_johansen(&[4.0], &[3]).is_err());
    }

    #[test]
    fn counts_give_what_the_runs_behind_them_give() {
        let found = aalen_johansen(&[1.0, 2.0, 2.0, 2.0, 3.0, 5.0], &[1, 2, 1, 0, 2, 0]).unwrap();
        let counted = of_counts([&[(1, 1), (2, 1)], &[(2, 1), (3, 1)]], &[(2, 1), (5, 1)]);
        assert_eq!(counted, found);
        assert_eq!(counted.by(0.5), [0.0, 0.0]);
        assert_eq!([counted.by(2.0), counted.by(9.0)], [found.steps[1].incidence, found.at_end()]);
    }

    proptest! {
        #[test]
        fn shares_and_survival_make_one_and_the_naive_share_is_never_less(
            runs in proptest::collection::vec((0u8..20, 0u8..3), 1..60)
        ) {
            let times: Vec<f64> = runs.iter().map(|run| f64::from(run.0)).collect();
            let causes: Vec<u8> = runs.iter().map(|run| run.1).collect();
            let found = aalen_johansen(&times, &causes).unwrap();
            for step in &found.steps {
                prop_assert!((step.incidence[0] + step.incidence[1] + step.survival - 1.0).abs() < 1e-12);
            }
            for cause in 0..2 {
                prop_assert!(found.naive[cause] >= found.at_end()[cause] - 1e-12);
            }
        }
    }
}
