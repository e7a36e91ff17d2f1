//! Estimators: intervals, paired differences, quantiles, competing risks, sensitivity indices.
//!
//! Every file holds one estimator, stated exactly and with its source. Nothing here knows of negotiation. Results are the
//! same bytes on every machine: transcendental functions come from `libm`. What several threads fill and then merge
//! ([`FixedSum`], [`FixedHistogram`], [`Sketch`]) counts in integers, so the order of merging cannot matter.
//!
//! An interval made here describes simulation error alone: what more runs of the same assumptions would still change.

pub(crate) mod beta;
pub(crate) mod competing_risks;
pub(crate) mod effect;
pub(crate) mod fixed_sum;
pub(crate) mod given_data;
pub(crate) mod histogram;
pub(crate) mod holm;
pub(crate) mod mean;
pub(crate) mod moments;
pub(crate) mod morris;
pub(crate) mod normal;
pub(crate) mod paired_proportion;
pub(crate) mod prim;
pub(crate) mod proportion;
pub(crate) mod quantile;
pub(crate) mod regret;
pub(crate) mod shapley;
pub(crate) mod sign_test;
pub(crate) mod sketch;
pub(crate) mod sobol;
pub(crate) mod splitmix;
pub(crate) mod student;
pub(crate) mod survival;
pub(crate) mod test_function;
pub(crate) mod tree;
pub(crate) mod whole_sum;

/// Level of the intervals that results are told with.
pub const CONFIDENCE: f64 = 0.95;

pub use fixed_sum::FixedSum;
pub use histogram::FixedHistogram;
pub use holm::holm;
pub use mean::mean_interval;
pub use moments::Moments;
pub use paired_proportion::newcombe_paired;
pub use proportion::{newcombe_unpaired, wilson};
pub use sketch::Sketch;

/// An input that an estimator cannot use; the message names it, says what was found and what was expected.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct InvalidInput(pub String);

/// Checks a confidence level: strictly between 0 and 1.
/// The value, if it is a finite number.
pub(crate) fn finite(name: &str, value: f64) -> Result<f64, InvalidInput> {
    if value.is_finite() {
        return Ok(value);
    }
    Err(InvalidInput(format!("{name} is {value}; expected a finite number")))
}

/// The value, if it is a share.
pub(crate) fn share(name: &str, value: f64) -> Result<f64, InvalidInput> {
    if (0.0..=1.0).contains(&value) {
        return Ok(value);
    }
    Err(InvalidInput(format!("{name} is {value}; expected a number from 0 to 1")))
}

pub(crate) fn check_confidence(confidence: f64) -> Result<(), InvalidInput> {
    if confidence > 0.0 && confidence < 1.0 {
        return Ok(());
    }
    Err(InvalidInput(format!("confidence is {confidence}; expected a number between 0 and 1, such as 0.95")))
}

/// Checks that every value is finite, and that there is at least one.
pub(crate) fn check_sample(name: &str, values: &[f64]) -> Result<(), InvalidInput> {
    if values.is_empty() {
        return Err(InvalidInput(format!("{name} is empty; expected at least one value")));
    }
    match values.iter().position(|value| !value.is_finite()) {
        Some(index) => {
            Err(InvalidInput(format!("{name}[{index}] is {}; expected a finite number", values[index])))
        }
        None => Ok(()),
    }
}
