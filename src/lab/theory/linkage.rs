//! What joining two issues in one package adds when nobody may lose.
//!
//! Each of n parties gains independently and uniformly on [-1, 1] from each of two issues; there are no side payments. Settling issues
//! apart, some issue passes with probability `1 - (1 - 2^-n)²`; offering the package as well adds `(1/2)^n - 2 (3/8)^n + (1/4)^n` (by sign
//! patterns). Tollison and Willett (1979), International Organization 33:425; Sebenius (1983), IO 37:281.

use super::{InvalidInput, at_most};

/// Probabilities that something can be agreed.
#[derive(Debug, Clone, PartialEq)]
pub struct Linkage {
    /// One given issue passes.
    pub single: f64,
    /// At least one issue passes when settled apart.
    pub separate: f64,
    /// At least one issue or the package passes.
    pub with_package: f64,
    /// What the package adds.
    pub gain: f64,
    /// The package passes.
    pub package: f64,
    /// The gains of all parties from both issues sum to more than 0, so that side payments could make the package acceptable.
    pub with_side_payments: f64,
}

fn power(base: f64, exponent: usize) -> f64 {
    (0..exponent).fold(1.0, |product, _| product * base)
}

/// Two issues among `n` parties.
///
/// # Errors
/// When n is 0 or above 1000.
pub fn two_issues(n: usize) -> Result<Linkage, InvalidInput> {
    if at_most("n_parties", n)? == 0 {
        return Err(InvalidInput("n_parties is 0; expected at least one party".to_owned()));
    }
    let single = power(0.5, n);
    let separate = single * (2.0 - single);
    let gain = single - 2.0 * power(0.375, n) + power(0.25, n);
    Ok(Linkage {
        single,
        separate,
        with_package: separate + gain,
        gain,
        package: single,
        with_side_payments: 0.5,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn exact_fractions() {
        let two = two_issues(2).unwrap();
        assert_eq!((two.separate, two.with_package), (7.0 / 16.0, 15.0 / 32.0));
        let six = two_issues(6).unwrap();
        assert!((six.with_package - 5415.0 / 131_072.0).abs() < 1e-16);
    }

    #[test]
    fn a_single_party_gains_nothing_it_could_not_have_alone_less_often() {
        // Alone: 1 - 1/4 apart; with the package whenever some subset is good, which is then the same event.
        let one = two_issues(1).unwrap();
        assert_eq!((one.separate, one.gain), (0.75, 0.0));
        assert!(two_issues(0).is_err());
    }
}
