//! The null model of decision rules: unrelated proposals until one passes.
//!
//! Each of n parties says yes to each proposal independently with probability p; a proposal passes with at least `quota` yeses (a
//! binomial tail), so the number of proposals is geometric. The more consent is required, the longer it takes, with no bargaining at all.

use super::{InvalidInput, ratification, share};

/// How long it takes.
#[derive(Debug, Clone, PartialEq)]
pub struct Proposals {
    /// Probability that one proposal passes.
    pub pass: f64,
    /// Expected number of proposals; `None` when none can pass.
    pub expected: Option<f64>,
    /// Probability that one of the first ten passes.
    pub within_ten: f64,
}

/// `n` parties, `quota` yeses needed, each yes with probability `yes` in [0, 1].
///
/// # Errors
/// When the probability is outside [0, 1] or n is above 1000.
pub fn until_passing(n: usize, quota: usize, yes: f64) -> Result<Proposals, InvalidInput> {
    share("p_each_yes", yes)?;
    super::at_most("n", n)?;
    let pass = ratification::entry_into_force(&vec![yes; n], quota, &[])?;
    let fail = (1.0 - pass).max(0.0);
    Ok(Proposals {
        pass,
        expected: (pass > 0.0).then(|| 1.0 / pass),
        within_ten: 1.0 - (0..10).fold(1.0, |product, _| product * fail),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn majority_and_unanimity() {
        let majority = until_passing(6, 4, 0.5).unwrap();
        assert!((majority.pass - 11.0 / 32.0).abs() < 1e-15);
        assert!((majority.expected.unwrap() - 32.0 / 11.0).abs() < 1e-13);
        let unanimity = until_passing(6, 6, 0.5).unwrap();
        assert_eq!(unanimity.expected, Some(64.0));
        assert!((unanimity.within_ten - 0.145_709_150_235_984_3).abs() < 1e-14);
    }

    #[test]
    fn what_cannot_pass_takes_for_ever() {
        assert_eq!(until_passing(3, 4, 0.5).unwrap().expected, None);
        assert_eq!(until_passing(3, 2, 0.0).unwrap().expected, None);
        assert!(until_passing(3, 2, 2.0).is_err());
    }
}
