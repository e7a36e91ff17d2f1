//! What theory predicts: one file per published model or closed form.
//!
//! Each file says what it claims, whose result it is, the units and ranges of its inputs, and gives a pure function with validated
//! inputs. Nothing here knows of scenarios or simulation; the reference cases compare the engine with these.

pub(crate) mod closed_rule;
pub(crate) mod commitment;
pub(crate) mod cooperative;
pub(crate) mod deadline;
pub(crate) mod double_auction;
pub(crate) mod holdup;
pub(crate) mod implementation_chain;
mod linear;
mod linear_program;
pub(crate) mod linkage;
pub(crate) mod lotteries;
pub mod mediator;
pub(crate) mod open_rule;
pub mod political;
pub(crate) mod private_information;
pub(crate) mod ratification;
pub(crate) mod reassurance;
pub(crate) mod repeated_proposals;
pub(crate) mod spatial;
pub mod spatial_politics;
pub(crate) mod spoiler;
pub(crate) mod tied_hands;
pub(crate) mod trigger;
pub(crate) mod trust;
pub(crate) mod unanimity;
pub(crate) mod voting;
pub(crate) mod weighted_rule;
pub(crate) mod zone_of_agreement;

pub use crate::statistics::InvalidInput;
pub(crate) use crate::statistics::{finite, share};

/// Two numbers this close are taken as equal where a condition holds with equality (an indifferent party agrees, for instance).
pub(crate) const INDIFFERENCE: f64 = 1e-12;

/// The largest number of players, stages or proposals a closed form accepts.
pub(crate) const MOST: usize = 1000;

pub(crate) fn discount(name: &str, value: f64) -> Result<f64, InvalidInput> {
    if (0.0..1.0).contains(&value) {
        return Ok(value);
    }
    Err(InvalidInput(format!("{name} is {value}; expected a discount factor from 0 to below 1")))
}

pub(crate) fn not_negative(name: &str, value: f64) -> Result<f64, InvalidInput> {
    if value.is_finite() && value >= 0.0 {
        return Ok(value);
    }
    Err(InvalidInput(format!("{name} is {value}; expected 0 or more")))
}

pub(crate) fn at_most(name: &str, value: usize) -> Result<usize, InvalidInput> {
    if value <= MOST {
        return Ok(value);
    }
    Err(InvalidInput(format!("{name} is {value}; expected at most {MOST}")))
}
