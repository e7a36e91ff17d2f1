//! Two proportions over the same trials: did each trial succeed under A, under B, under both or neither.
//!
//! Interval: Newcombe (1998), Statistics in Medicine 17:2635-2650, method 10 (score intervals joined with a
//! continuity-adjusted phi). Wald interval for comparison only. Test: exact McNemar (binomial with one half on the
//! discordant pairs). The ratio of variances tells what common random numbers saved: the variance of the difference with independent
//! trials over the one with paired trials.

use super::{InvalidInput, beta, check_confidence, normal, proportion::wilson};

/// What a paired table of successes says of the difference A minus B.
#[derive(Debug, Clone, PartialEq)]
pub struct PairedProportions {
    /// Share of A minus share of B, in [-1, 1].
    pub difference: f64,
    /// Newcombe's interval, method 10.
    pub newcombe: (f64, f64),
    /// The correlation of the two answers that the interval used, continuity-adjusted.
    pub phi: f64,
    /// The usual standard error.
    pub wald_se: f64,
    /// Difference ± z standard errors, not clipped.
    pub wald: (f64, f64),
    /// The exact two-sided McNemar test.
    pub mcnemar_p: f64,
    /// Variance with independent trials over variance with these pairs; `None` when the pairs show no variance at all.
    pub variance_ratio: Option<f64>,
}

/// Newcombe's continuity-adjusted phi: the product of the concordant cells minus that of the discordant ones, brought towards zero by
/// n/2 when positive.
fn adjusted_phi(both: f64, only_a: f64, only_b: f64, neither: f64) -> f64 {
    let product = (both + only_a) * (only_b + neither) * (both + only_b) * (only_a + neither);
    if product <= 0.0 {
        return 0.0;
    }
    let excess = both * neither - only_a * only_b;
    let half = (both + only_a + only_b + neither) / 2.0;
    let adjusted = if excess > 0.0 { (excess - half).max(0.0) } else { excess };
    adjusted / libm::sqrt(product)
}

/// Newcombe's interval (low, high) for the share of A minus the share of B, method 10.
///
/// Without trials, or with a confidence outside (0, 1), nothing is known: (-1, 1).
pub fn newcombe_paired(both: u64, only_a: u64, only_b: u64, neither: u64, confidence: f64) -> (f64, f64) {
    let trials = both.saturating_add(only_a).saturating_add(only_b).saturating_add(neither);
    if trials == 0 || !(confidence > 0.0 && confidence < 1.0) {
        return (-1.0, 1.0);
    }
    let n = trials as f64;
    let (first, second) = (both.saturating_add(only_a), both.saturating_add(only_b));
    let (p1, p2) = (first as f64 / n, second as f64 / n);
    let difference = (only_a as f64 - only_b as f64) / n;
    let (l1, u1) = wilson(first, trials, confidence);
    let (l2, u2) = wilson(second, trials, confidence);
    let phi = adjusted_phi(both as f64, only_a as f64, only_b as f64, neither as f64);
    let join = |x: f64, y: f64| libm::sqrt((x * x - 2.0 * phi * x * y + y * y).max(0.0));
    (difference - join(p1 - l1, u2 - p2), difference + join(u1 - p1, p2 - l2))
}

/// The exact two-sided McNemar test from the discordant pairs; 1 when there are none.
pub fn mcnemar_exact(only_a: u64, only_b: u64) -> f64 {
    let discordant = only_a.saturating_add(only_b);
    if discordant == 0 {
        return 1.0;
    }
    (2.0 * beta::binomial_cdf(only_a.min(only_b), discordant, 0.5)).min(1.0)
}

/// Everything at once.
///
/// # Errors
/// When there are no trials, more than 2^40 of them, or the confidence is outside (0, 1).
pub fn paired_proportions(
    both: u64,
    only_a: u64,
    only_b: u64,
    neither: u64,
    confidence: f64,
) -> Result<PairedProportions, InvalidInput> {
    check_confidence(confidence)?;
    let cells = [both, only_a, only_b, neither];
    if cells.iter().any(|cell| *cell > 1 << 40) || cells.iter().sum::<u64>() == 0 {
        return Err(InvalidInput(format!(
            "the four counts are {cells:?}; expected between 1 and 2^40 pairs"
        )));
    }
    let n = cells.iter().sum::<u64>() as f64;
    let (b, c) = (only_a as f64, only_b as f64);
    let difference = (b - c) / n;
    let wald_se = libm::sqrt((b + c - (b - c) * (b - c) / n).max(0.0)) / n;
    let z = normal::two_sided(confidence);
    let (p1, p2) = ((both as f64 + b) / n, (both as f64 + c) / n);
    let independent = p1 * (1.0 - p1) + p2 * (1.0 - p2);
    let covariance = (both as f64 * neither as f64 - b * c) / (n * n);
    let constant = only_a + only_b == 0 || only_a as f64 == n || only_b as f64 == n;
    Ok(PairedProportions {
        difference,
        newcombe: newcombe_paired(both, only_a, only_b, neither, confidence),
        phi: adjusted_phi(both as f64, b, c, neither as f64),
        wald_se,
        wald: (difference - z * wald_se, difference + z * wald_se),
        mcnemar_p: mcnemar_exact(only_a, only_b),
        variance_ratio: (!constant).then(|| independent / (independent - 2.0 * covariance)),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Newcombe (1998), table III: the two worked tables with 14 discordant pairs of 50.
    #[test]
    fn newcombe_published_tables() {
        let (low, high) = newcombe_paired(36, 12, 2, 0, 0.95);
        assert!((low - 0.0569).abs() < 5e-5 && (high - 0.3404).abs() < 5e-5);
        let (low, high) = newcombe_paired(20, 12, 2, 16, 0.95);
        assert!((low - 0.0562).abs() < 5e-5 && (high - 0.3292).abs() < 5e-5);
    }

    #[test]
    fn mcnemar_counts_by_hand() {
        assert!((mcnemar_exact(12, 2) - 212.0 / 16384.0).abs() < 1e-15);
        assert_eq!(mcnemar_exact(0, 0), 1.0);
        assert_eq!(mcnemar_exact(3, 3), 1.0);
    }

    #[test]
    fn no_difference_has_no_variance() {
        let table = paired_proportions(5, 0, 0, 7, 0.95).unwrap();
        assert_eq!((table.difference, table.wald_se, table.variance_ratio), (0.0, 0.0, None));
        assert!(table.newcombe.0 <= 0.0 && 0.0 <= table.newcombe.1);
    }

    #[test]
    fn refuses_what_it_cannot_use() {
        assert!(paired_proportions(0, 0, 0, 0, 0.95).is_err());
        assert!(paired_proportions(1, 1, 1, 1, 1.0).is_err());
        assert_eq!(newcombe_paired(0, 0, 0, 0, 0.95), (-1.0, 1.0));
        assert!(newcombe_paired(u64::MAX, u64::MAX, 1, 1, 0.95).0.is_finite());
    }

    proptest! {
        #[test]
        fn swapping_the_two_sides_mirrors_and_confidence_nests(a in 0u64..500, b in 0u64..500, c in 0u64..500, d in 1u64..500) {
            let (here, there) = (newcombe_paired(a, b, c, d, 0.9), newcombe_paired(a, c, b, d, 0.9));
            prop_assert!((here.0 + there.1).abs() < 1e-12 && (here.1 + there.0).abs() < 1e-12);
            let wide = newcombe_paired(a, b, c, d, 0.99);
            prop_assert!(wide.0 <= here.0 && here.1 <= wide.1);
        }
    }
}
