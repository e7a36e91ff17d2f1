//! Shares when one centre needs the signature of n others, format by format.
//!
//! "Sequential bilateral" is not one format. The centre has Nash weight b against each of n others, all of whom must sign. If
//! payments are sunk at signature, the k-th signer gets `(1-b) b^(n-k)`: the last gains most. If they are due only when all have signed, the
//! k-th gets `(1-b) b^(k-1)`: the first gains most. The centre gets `b^n` in both. Signing at the same time with contingent payments
//! (Nash in Nash) gives each `(1-b)/(1+(n-1)(1-b))`; with sunk payments each takes 1-b and the centre stays away when
//! `1 - n(1-b) < 0`. Horn and Wolinsky (1988), RAND 19:408; Stole and Zwiebel (1996), Review of Economic Studies 63:375; Cai (2000), JET
//! 93:260; Marx and Shaffer (2007), IJIO 25:1109; Collard-Wexler, Gowrisankaran and Lee (2019), JPE 127:163.

use super::{INDIFFERENCE, InvalidInput, at_most, finite, share};

/// What the centre and the others get, in units of the pie.
#[derive(Debug, Clone, PartialEq)]
pub struct Shares {
    /// The centre.
    pub centre: f64,
    /// The others in the order of signing.
    pub others: Vec<f64>,
}

/// The shares of every format.
#[derive(Debug, Clone, PartialEq)]
pub struct Holdup {
    /// Everyone, the centre included, under symmetric multilateral unanimity.
    pub multilateral: f64,
    /// One after the other, payments sunk at signature.
    pub sequential_sunk: Shares,
    /// One after the other, payments due when all have signed.
    pub sequential_contingent: Shares,
    /// All at once, payments due when all have signed.
    pub simultaneous_contingent: Shares,
    /// All at once, payments sunk.
    pub simultaneous_sunk: Shares,
    /// Whether the centre takes part when payments are sunk and all sign at once.
    pub centre_participates: bool,
}

/// A centre with Nash weight `weight` in [0, 1] facing `n` others over a pie of 0 or more.
///
/// # Errors
/// When n is 0 or above 1000, or a number is outside its range.
pub fn holdup(n: usize, weight: f64, pie: f64) -> Result<Holdup, InvalidInput> {
    if at_most("n_peripheral", n)? == 0 {
        return Err(InvalidInput(
            "n_peripheral is 0; expected at least one party besides the centre".to_owned(),
        ));
    }
    share("centre_bargaining_weight", weight)?;
    finite("pie", pie)?;
    let others = n as f64;
    let mut powers = vec![pie];
    for k in 0..n {
        powers.push(powers[k] * weight);
    }
    let first_most: Vec<f64> = powers[..n].iter().map(|power| (1.0 - weight) * power).collect();
    let last_most: Vec<f64> = first_most.iter().rev().copied().collect();
    let each = pie * (1.0 - weight) / (1.0 + (others - 1.0) * (1.0 - weight));
    let sunk = pie * (1.0 - weight);
    let left = pie - others * sunk;
    Ok(Holdup {
        multilateral: pie / (others + 1.0),
        sequential_sunk: Shares { centre: powers[n], others: last_most },
        sequential_contingent: Shares { centre: powers[n], others: first_most },
        simultaneous_contingent: Shares { centre: pie - others * each, others: vec![each; n] },
        simultaneous_sunk: Shares { centre: left, others: vec![sunk; n] },
        centre_participates: left >= -INDIFFERENCE,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_order_that_pays_flips_with_contingency() {
        let found = holdup(3, 0.5, 1.0).unwrap();
        assert_eq!(found.sequential_sunk.others, vec![0.125, 0.25, 0.5]);
        assert_eq!(found.sequential_contingent.others, vec![0.5, 0.25, 0.125]);
        assert_eq!((found.simultaneous_sunk.centre, found.centre_participates), (-0.5, false));
    }

    #[test]
    fn every_format_divides_the_whole_pie() {
        for n in 1..6 {
            let found = holdup(n, 0.4, 10.0).unwrap();
            for shares in [
                &found.sequential_sunk,
                &found.sequential_contingent,
                &found.simultaneous_contingent,
                &found.simultaneous_sunk,
            ] {
                assert!((shares.centre + shares.others.iter().sum::<f64>() - 10.0).abs() < 1e-12);
            }
        }
    }

    #[test]
    fn an_indifferent_centre_takes_part() {
        assert!(holdup(3, 2.0 / 3.0, 1.0).unwrap().centre_participates);
        assert!(holdup(0, 0.5, 1.0).is_err() && holdup(2, 1.5, 1.0).is_err());
    }
}
