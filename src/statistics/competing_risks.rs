//! Two ways of ending that exclude each other, such as agreement and collapse.
//!
//! Aalen and Johansen (1978), Scandinavian Journal of Statistics 5:141: the share of runs that has ended by each cause, when some
//! are cut short. Taking the other cause for censoring and reporting 1 minus Kaplan–Meier overstates the share; that number
//! is given as well, so that the error can be shown.

use super::{InvalidInput, survival::tally};

/// The shares right after one time at which something ended.
#[derive(Debug, Clone, PartialEq)]
pub struct RiskStep {
    /// When it happened.
    pub time: f64,
    /// How many were still under observation just before.
    pub at_risk: u64,
    /// How many ended by each cause.
    pub events: [u64; 2],
    /// The cumulative share ended by each cause.
    pub incidence: [f64; 2],
    /// The share not ended by either.
    pub survival: f64,
}

/// The cumulative shares of both causes.
#[derive(Debug, Clone, PartialEq)]
pub struct CompetingRisks {
    /// One step per time at which a run ended by either cause.
    pub steps: Vec<RiskStep>,
    /// What 1 minus Kaplan–Meier would say of each cause at the end: too much.
    pub naive: [f64; 2],
}

impl CompetingRisks {
    /// The shares ended by each cause at the end of observation.
    pub fn at_end(&self) -> [f64; 2] {
        self.steps.last().map_or([0.0, 0.0], |step| step.incidence)
    }
}

/// The Aalen–Johansen shares. `causes[k]` is 0 when run k was cut short at `times[k]`, 1 or 2 when it ended then.
///
/// # Errors
/// When the lists are empty or differ in length, a time is negative or not finite, or a cause is above 2.
pub fn aalen_johansen(times: &[f64], causes: &[u8]) -> Result<CompetingRisks, InvalidInput> {
    let mut survival = 1.0;
    let mut incidence = [0.0; 2];
    let mut free = [1.0; 2];
    let mut steps = Vec::new();
    for row in tally::<2>(times, causes)?.iter().filter(|row| row.events != [0, 0]) {
        let n = row.at_risk as f64;
        for cause in 0..2 {
            let share = row.events[cause] as f64 / n;
            incidence[cause] += survival * share;
            free[cause] *= 1.0 - share;
        }
        survival *= 1.0 - (row.events[0] + row.events[1]) as f64 / n;
        steps.push(RiskStep {
            time: row.time,
            at_risk: row.at_risk,
            events: row.events,
            incidence,
            survival,
        });
    }
    Ok(CompetingRisks { steps, naive: free.map(|share| 1.0 - share) })
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
