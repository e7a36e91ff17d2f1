//! Time to an event when some runs are cut short: Kaplan–Meier, its standard errors and intervals, and restricted mean time.
//!
//! Kaplan and Meier (1958), JASA 53:457; at equal times events come before censorings. Standard error of Greenwood (1926); linear interval
//! clipped to [0, 1] and log-log interval (Kalbfleisch and Prentice). The restricted mean is the area under the curve up to τ, with the
//! variance of Klein and Moeschberger (2003), equation 4.5.2.

use super::{InvalidInput, check_confidence, check_sample, normal};

/// The curve right after one event time.
#[derive(Debug, Clone, PartialEq)]
pub struct SurvivalStep {
    /// When the events happened.
    pub time: f64,
    /// How many were still under observation just before.
    pub at_risk: u64,
    /// How many events happened.
    pub events: u64,
    /// The share without an event after this time.
    pub survival: f64,
    /// Greenwood's standard error; 0 once the curve has reached 0.
    pub greenwood_se: f64,
    /// Survival ± z standard errors, clipped to [0, 1].
    pub linear: (f64, f64),
    /// The interval made on the scale log(-log S).
    pub log_log: (f64, f64),
}

/// One time at which something happened, with counts.
pub(super) struct Tally<const CAUSES: usize> {
    pub(super) time: f64,
    pub(super) at_risk: u64,
    pub(super) events: [u64; CAUSES],
}

/// Counts by distinct time, ascending. Cause 0 is censoring, cause k counts in `events[k-1]`.
pub(super) fn tally<const CAUSES: usize>(
    times: &[f64],
    causes: &[u8],
) -> Result<Vec<Tally<CAUSES>>, InvalidInput> {
    check_sample("times", times)?;
    if times.len() != causes.len() {
        return Err(InvalidInput(format!("there are {} times and {} events", times.len(), causes.len())));
    }
    if let Some(index) = times.iter().position(|time| *time < 0.0) {
        return Err(InvalidInput(format!("times[{index}] is {}; expected 0 or more", times[index])));
    }
    if let Some(index) = causes.iter().position(|cause| usize::from(*cause) > CAUSES) {
        return Err(InvalidInput(format!("event {index} is {}; expected 0 to {CAUSES}", causes[index])));
    }
    let mut order: Vec<usize> = (0..times.len()).collect();
    order.sort_by(|a, b| times[*a].total_cmp(&times[*b]));
    let mut rows: Vec<Tally<CAUSES>> = Vec::new();
    for (passed, index) in order.iter().enumerate() {
        if rows.last().is_none_or(|row| row.time < times[*index]) {
            rows.push(Tally {
                time: times[*index],
                at_risk: (times.len() - passed) as u64,
                events: [0; CAUSES],
            });
        }
        if let (Some(row), cause @ 1..) = (rows.last_mut(), usize::from(causes[*index])) {
            row.events[cause - 1] += 1;
        }
    }
    Ok(rows)
}

/// The log-log interval of a survival share with Greenwood's sum.
fn log_log(survival: f64, greenwood: f64, z: f64) -> (f64, f64) {
    if survival <= 0.0 {
        return (0.0, 0.0);
    }
    let log = libm::log(survival);
    if log >= 0.0 {
        return (1.0, 1.0);
    }
    let width = z * libm::sqrt(greenwood) / log;
    (libm::exp(log * libm::exp(-width)), libm::exp(log * libm::exp(width)))
}

/// The Kaplan–Meier curve: one step per event time.
///
/// `observed[k]` tells whether run k ended with the event (true) or was cut short (false) at `times[k]`.
///
/// # Errors
/// When the lists are empty or differ in length, a time is negative or not finite, or the confidence is outside (0, 1).
pub fn kaplan_meier(
    times: &[f64],
    observed: &[bool],
    confidence: f64,
) -> Result<Vec<SurvivalStep>, InvalidInput> {
    check_confidence(confidence)?;
    let causes: Vec<u8> = observed.iter().map(|event| u8::from(*event)).collect();
    let z = normal::two_sided(confidence);
    let (mut survival, mut greenwood) = (1.0, 0.0);
    let mut steps = Vec::new();
    for row in tally::<1>(times, &causes)?.iter().filter(|row| row.events[0] > 0) {
        let (n, d) = (row.at_risk as f64, row.events[0] as f64);
        let ended = row.at_risk == row.events[0];
        survival = if ended { 0.0 } else { survival * (1.0 - d / n) };
        if !ended {
            greenwood += d / (n * (n - d));
        }
        let se = survival * libm::sqrt(greenwood);
        steps.push(SurvivalStep {
            time: row.time,
            at_risk: row.at_risk,
            events: row.events[0],
            survival,
            greenwood_se: se,
            linear: ((survival - z * se).max(0.0), (survival + z * se).min(1.0)),
            log_log: log_log(survival, greenwood, z),
        });
    }
    Ok(steps)
}

/// The first time at which the curve is at or below one half; `None` when it never is.
pub fn median(steps: &[SurvivalStep]) -> Option<f64> {
    // A product such as (1 - 1/10)(1 - 1/9)… that is exactly one half may round to a little more.
    steps.iter().find(|step| step.survival <= 0.5 + 1e-12).map(|step| step.time)
}

/// The restricted mean time up to `tau` >= 0 and its standard error: the area under the curve from 0 to `tau`.
pub fn restricted_mean(steps: &[SurvivalStep], tau: f64) -> (f64, f64) {
    let (mut area, mut variance) = (0.0, 0.0);
    let inside = steps.iter().take_while(|step| step.time < tau).count();
    let mut end = tau;
    // Backwards, so that `area` is always the area from an event time to tau.
    for step in steps[..inside].iter().rev() {
        area += step.survival * (end - step.time);
        end = step.time;
        let (n, d) = (step.at_risk as f64, step.events as f64);
        if step.at_risk > step.events {
            variance += area * area * d / (n * (n - d));
        }
    }
    (area + end.max(0.0), libm::sqrt(variance))
}

#[cfg(test)]
mod tests {
    use super::*;

    const TIMES: [f64; 21] = [
        6.0, 6.0, 6.0, 6.0, 7.0, 9.0, 10.0, 10.0, 11.0, 13.0, 16.0, 17.0, 19.0, 20.0, 22.0, 23.0, 25.0, 32.0,
        32.0, 34.0, 35.0,
    ];

    fn freireich() -> Vec<SurvivalStep> {
        let events = [1, 1, 1, 0, 1, 0, 1, 0, 0, 1, 1, 0, 0, 0, 1, 1, 0, 0, 0, 0, 0].map(|event| event == 1);
        kaplan_meier(&TIMES, &events, 0.95).unwrap()
    }

    /// Freireich et al. (1963), 6-MP arm, as in every textbook.
    #[test]
    fn published_curve() {
        let published = [0.857, 0.807, 0.753, 0.690, 0.627, 0.538, 0.448];
        for (step, expected) in freireich().iter().zip(published) {
            assert!((step.survival - expected).abs() < 5e-4);
        }
        assert_eq!(median(&freireich()), Some(23.0));
    }

    #[test]
    fn restricted_mean_without_censoring_is_the_mean_of_the_capped_times() {
        let times = [3.0, 3.0, 5.0, 8.0, 8.0, 9.0, 12.0];
        let steps = kaplan_meier(&times, &[true; 7], 0.95).unwrap();
        let capped: f64 = times.iter().map(|time| time.min(10.0)).sum::<f64>() / 7.0;
        assert!((restricted_mean(&steps, 10.0).0 - capped).abs() < 1e-12);
        assert_eq!(steps[4].log_log, (0.0, 0.0));
        assert!((restricted_mean(&steps, 1.0).0 - 1.0).abs() < 1e-15);
    }

    #[test]
    fn nothing_observed_never_falls() {
        let steps = kaplan_meier(&[1.0, 2.0], &[false, false], 0.95).unwrap();
        assert!(steps.is_empty());
        assert_eq!((median(&steps), restricted_mean(&steps, 4.0)), (None, (4.0, 0.0)));
    }

    #[test]
    fn a_half_reached_by_rounding_is_the_median() {
        let times: Vec<f64> = (1..=10).map(f64::from).collect();
        let steps = kaplan_meier(&times, &[true; 10], 0.95).unwrap();
        assert_eq!(median(&steps), Some(5.0));
    }

    #[test]
    fn refuses_what_it_cannot_use() {
        assert!(kaplan_meier(&[], &[], 0.95).is_err());
        assert!(kaplan_meier(&[1.0], &[], 0.95).is_err());
        assert!(kaplan_meier(&[-1.0], &[true], 0.95).is_err());
    }
}
