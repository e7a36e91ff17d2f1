//! The weighted median: what no majority of capability × salience would change (Black 1948; the Condorcet winner of eqs. 26–29 in Scholz,
//! Calbert & Smith 2011).
//!
//! Ties: where exactly half of the weight stands at or below a position, every point from there to the next position is a median; the lowest is
//! told, as the first of equals everywhere in this program.

use super::mean::weightless;
use super::{Position, check_anywhere};
use crate::lab::theory::{INDIFFERENCE, InvalidInput};

/// The lowest weighted median of positions, by capability × salience.
///
/// # Errors
/// An actor that is not valid ([`super::check`]), or nobody with a weight above 0.
pub fn median(actors: &[Position]) -> Result<f64, InvalidInput> {
    check_anywhere(actors)?;
    let weights: Vec<f64> = actors.iter().map(Position::weight).collect();
    let positions: Vec<f64> = actors.iter().map(|actor| actor.position).collect();
    median_of(&positions, &weights).ok_or_else(weightless)
}

/// The lowest weighted median; `None` if no weight is above 0.
pub(crate) fn median_of(positions: &[f64], weights: &[f64]) -> Option<f64> {
    let total: f64 = weights.iter().sum();
    if total <= 0.0 || !total.is_finite() {
        return None;
    }
    let mut order: Vec<usize> = (0..positions.len()).filter(|&k| weights[k] > 0.0).collect();
    order.sort_by(|&a, &b| positions[a].total_cmp(&positions[b]));
    let mut below = 0.0;
    for &k in &order {
        below += weights[k];
        // Sums of the same weights in another order differ in their last digits.
        if below / total >= 0.5 - INDIFFERENCE {
            return Some(positions[k]);
        }
    }
    order.last().map(|&k| positions[k])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lab::theory::political::emission;

    fn at(list: &[(f64, f64)]) -> Vec<Position> {
        let of = |&(position, capability): &(f64, f64)| Position { position, capability, salience: 1.0 };
        list.iter().map(of).collect()
    }

    #[test]
    fn the_emission_decision_has_its_published_median() {
        assert_eq!(median(&emission()), Ok(7.0));
    }

    #[test]
    fn a_tie_is_told_by_its_lowest_point() {
        assert_eq!(median(&at(&[(10.0, 1.0), (0.0, 1.0)])), Ok(0.0));
        assert_eq!(median(&at(&[(10.0, 1.1), (0.0, 1.0)])), Ok(10.0));
        // Three times a tenth is not exactly half of six tenths in binary.
        assert_eq!(median(&at(&[(0.0, 0.1), (0.0, 0.1), (0.0, 0.1), (9.0, 0.3)])), Ok(0.0));
    }

    #[test]
    fn who_has_no_weight_has_no_say() {
        assert_eq!(median(&at(&[(0.0, 0.0), (5.0, 1.0), (9.0, 0.0)])), Ok(5.0));
        assert!(median(&at(&[(0.0, 0.0)])).is_err());
        assert_eq!(median(&at(&[(3.0, 2.0); 300])), Ok(3.0));
    }
}
