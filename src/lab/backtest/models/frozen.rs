//! The forecaster that did best in cross-validation, with its parameters as they were found: for decisions that it was not fitted on.
//!
//! Chosen among eighteen candidates, and fitted, on 203 issues of 81 proposals, half of DEU III (Arregui & Perarnaud 2021, doi:10.34810/data53), by
//! `roundtable backtest --candidates`; docs/backtest.md has the figures. On those decisions its row says how well it fits; elsewhere, how well it
//! forecasts. They were frozen before an error in the dates of that file was found, by which 1,139 of 4,011 capabilities were wrong, and stay as they are:
//! decisions that nobody had seen were forecast with them. On the corrected file the fit is β = −2.74 (`forecaster, refitted`).

use super::{Kind, Model};
use crate::lab::backtest::forecasters::{CHOSEN, Fit};

/// The parameter `β`: half of the mass stands on the positions that are taken, by `exp(β |x − m| / 100)`, half on the residuals of the compromise `m`.
const PARAMETERS: [f64; 1] = [-2.76];

/// What the compromise missed by (outcome minus forecast): quantiles at 1/80, 3/80 … 79/80.
const RESIDUALS: [f64; 40] = [
    -70.3, -53.9, -48.4, -46.3, -34.2, -29.4, -25.0, -22.0, -20.3, -18.0, -16.9, -15.9, -14.9, -13.4, -10.5,
    -8.0, -6.4, -4.7, -2.8, -2.1, -1.2, -0.1, 1.2, 2.5, 4.0, 5.6, 6.8, 9.2, 10.6, 12.2, 13.9, 15.7, 17.8,
    21.9, 24.1, 27.8, 31.9, 36.4, 47.5, 62.4,
];

/// The forecaster.
pub(super) const FROZEN: Model = Model {
    name: "forecaster",
    about: "half positions near the compromise, half its residuals; frozen",
    kind: Kind::Spread(|data, k| {
        let fit = Fit { parameters: PARAMETERS.to_vec(), residuals: RESIDUALS.to_vec() };
        Ok(Some(CHOSEN.forecast(&fit, &data.cases[k])))
    }),
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_frozen_parameters_belong_to_the_candidate_that_was_chosen() {
        assert_eq!(CHOSEN.name, "near-pool");
        assert_eq!(CHOSEN.priors.len(), PARAMETERS.len());
        assert!(RESIDUALS.is_sorted());
    }
}
