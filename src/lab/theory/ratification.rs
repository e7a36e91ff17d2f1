//! The chance that an agreement enters into force when each party ratifies independently.
//!
//! Enters into force iff at least `quota` parties ratify and every party with a veto does: a Poisson-binomial count, by the
//! recursion over parties (Wang 1993, Statistica Sinica 3:295).

use super::{InvalidInput, at_most, share};

/// Probability of entry into force; `ratify[i]` in [0, 1] is the chance that party i ratifies, `veto` lists parties from 0.
///
/// # Errors
/// When a probability is outside [0, 1], a veto names no party, or there are more than 1000 parties.
pub fn entry_into_force(ratify: &[f64], quota: usize, veto: &[usize]) -> Result<f64, InvalidInput> {
    at_most("the number of parties", ratify.len())?;
    for (index, probability) in ratify.iter().enumerate() {
        share(&format!("probability {index}"), *probability)?;
    }
    if let Some(party) = veto.iter().find(|party| **party >= ratify.len()) {
        let parties = ratify.len();
        return Err(InvalidInput(format!("veto names party {party}; there are {parties}, counted from 0")));
    }
    // counts[k]: probability of k ratifications so far, with every veto so far not used.
    let mut counts = vec![1.0];
    for (party, probability) in ratify.iter().enumerate() {
        let refuse = if veto.contains(&party) { 0.0 } else { 1.0 - probability };
        let mut next = vec![0.0; counts.len() + 1];
        for (k, mass) in counts.iter().enumerate() {
            next[k] += mass * refuse;
            next[k + 1] += mass * probability;
        }
        counts = next;
    }
    Ok(counts.iter().skip(quota).sum())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn unanimity_is_a_product_and_majority_a_binomial() {
        assert!((entry_into_force(&[0.9; 6], 6, &[]).unwrap() - 0.531_441).abs() < 1e-14);
        assert!((entry_into_force(&[0.6; 5], 3, &[]).unwrap() - 2133.0 / 3125.0).abs() < 1e-14);
    }

    #[test]
    fn a_veto_only_lowers_it() {
        let ratify = [0.9, 0.8, 0.7, 0.5, 0.5, 0.5];
        assert!((entry_into_force(&ratify, 4, &[0]).unwrap() - 0.61875).abs() < 1e-14);
        assert!(entry_into_force(&ratify, 4, &[]).unwrap() > 0.61875);
        assert_eq!(entry_into_force(&ratify, 4, &[0, 0]), entry_into_force(&ratify, 4, &[0]));
    }

    #[test]
    fn edges() {
        assert!((entry_into_force(&[0.5, 0.5], 0, &[]).unwrap() - 1.0).abs() < 1e-15);
        assert_eq!(entry_into_force(&[0.5, 0.5], 3, &[]), Ok(0.0));
        assert_eq!(entry_into_force(&[0.5, 0.25], 0, &[1]), Ok(0.25));
        assert!(entry_into_force(&[0.5], 1, &[1]).is_err() && entry_into_force(&[1.5], 1, &[]).is_err());
    }
}
