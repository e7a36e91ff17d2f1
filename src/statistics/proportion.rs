//! Intervals for one proportion, two-sided.
//!
//! Wilson (1927), JASA 22:209, score interval without continuity correction: the one for charts. Clopper and Pearson (1934),
//! Biometrika 26:404, equal tails: never below its nominal coverage. Jeffreys: equal tails of Beta(k+1/2, n-k+1/2) (Brown, Cai and
//! DasGupta 2001, Statistical Science 16:101). In all three the lower limit is exactly 0 when no trial succeeds and the upper
//! exactly 1 when all do.

use super::{beta, normal};

/// The Wilson score interval (low, high) for `successes` out of `trials`.
///
/// Without trials, or with a confidence outside (0, 1), nothing is known: (0, 1). Successes above `trials` count as `trials`.
pub fn wilson(successes: u64, trials: u64, confidence: f64) -> (f64, f64) {
    if trials == 0 || !(confidence > 0.0 && confidence < 1.0) {
        return (0.0, 1.0);
    }
    let successes = successes.min(trials);
    let n = trials as f64;
    let p = successes as f64 / n;
    let z = normal::two_sided(confidence);
    let square = z * z;
    let denominator = 1.0 + square / n;
    let centre = (p + square / (2.0 * n)) / denominator;
    let half = z / denominator * libm::sqrt(p * (1.0 - p) / n + square / (4.0 * n * n));
    let low = if successes == 0 { 0.0 } else { (centre - half).max(0.0) };
    let high = if successes == trials { 1.0 } else { (centre + half).min(1.0) };
    (low, high)
}

/// The interval (low, high) of the difference of two shares of different trials, each given as (estimate, low, high) with a [`wilson`] interval:
/// Newcombe (1998), Statistics in Medicine 17:873-890, method 10.
pub fn newcombe_unpaired(first: (f64, f64, f64), second: (f64, f64, f64)) -> (f64, f64) {
    let ((p1, l1, u1), (p2, l2, u2)) = (first, second);
    let (below, above) = (libm::hypot(p1 - l1, u2 - p2), libm::hypot(u1 - p1, p2 - l2));
    (p1 - p2 - below, p1 - p2 + above)
}

/// Equal tails of two beta distributions, with the ends pinned.
fn equal_tails(
    successes: u64,
    trials: u64,
    confidence: f64,
    low: (f64, f64),
    high: (f64, f64),
) -> (f64, f64) {
    let tail = (1.0 - confidence) / 2.0;
    let lower = if successes == 0 { 0.0 } else { beta::quantile(low.0, low.1, tail) };
    let upper = if successes == trials { 1.0 } else { 1.0 - beta::quantile(high.1, high.0, tail) };
    (lower, upper)
}

/// The Clopper–Pearson interval (low, high); same conventions as [`wilson`].
pub fn clopper_pearson(successes: u64, trials: u64, confidence: f64) -> (f64, f64) {
    if trials == 0 || !(confidence > 0.0 && confidence < 1.0) {
        return (0.0, 1.0);
    }
    let successes = successes.min(trials);
    let (k, n) = (successes as f64, trials as f64);
    equal_tails(successes, trials, confidence, (k, n - k + 1.0), (k + 1.0, n - k))
}

/// The Jeffreys interval (low, high); same conventions as [`wilson`].
pub fn jeffreys(successes: u64, trials: u64, confidence: f64) -> (f64, f64) {
    if trials == 0 || !(confidence > 0.0 && confidence < 1.0) {
        return (0.0, 1.0);
    }
    let successes = successes.min(trials);
    let (k, n) = (successes as f64, trials as f64);
    let shapes = (k + 0.5, n - k + 0.5);
    equal_tails(successes, trials, confidence, shapes, shapes)
}

/// The rule of three: an upper limit of 3/n at 95 % when none of n trials succeeded (above 1 for fewer than three trials).
///
/// `None` when a trial succeeded or there were none.
pub fn rule_of_three(successes: u64, trials: u64) -> Option<f64> {
    (successes == 0 && trials > 0).then(|| 3.0 / trials as f64)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn close(found: (f64, f64), expected: (f64, f64)) {
        let gap = (found.0 - expected.0).abs().max((found.1 - expected.1).abs());
        assert!(gap < 1e-12, "{found:?} {expected:?}");
    }

    #[test]
    fn published_values() {
        close(wilson(7, 20, 0.95), (0.181_191_824_101_082_06, 0.567_145_723_314_763_8));
        close(clopper_pearson(7, 20, 0.95), (0.153_909_204_784_541_2, 0.592_188_534_532_828_2));
        close(jeffreys(7, 20, 0.95), (0.172_276_213_631_912_03, 0.567_766_093_841_496_1));
        assert_eq!(rule_of_three(0, 20), Some(0.15));
        // Newcombe (1998), table II, (a), method 10: 56/70 and 48/80.
        let of = |successes: u64, trials: u64| {
            let (low, high) = wilson(successes, trials, 0.95);
            (successes as f64 / trials as f64, low, high)
        };
        let (low, high) = newcombe_unpaired(of(56, 70), of(48, 80));
        assert!((low - 0.0524).abs() < 5e-5 && (high - 0.3339).abs() < 5e-5, "{low} {high}");
        assert_eq!(rule_of_three(1, 20), None);
    }

    #[test]
    fn ends_are_exact_and_nothing_known_is_everything_possible() {
        for interval in [wilson, clopper_pearson, jeffreys] {
            assert_eq!(interval(0, 30, 0.95).0, 0.0);
            assert_eq!(interval(30, 30, 0.95).1, 1.0);
            assert_eq!(interval(0, 0, 0.95), (0.0, 1.0));
            assert_eq!(interval(1, 2, f64::NAN), (0.0, 1.0));
        }
    }

    proptest! {
        #[test]
        fn intervals_nest_with_confidence_and_hold_the_estimate(n in 1u64..2000, k in 0u64..2000) {
            let k = k.min(n);
            let p = k as f64 / n as f64;
            for interval in [wilson, clopper_pearson, jeffreys] {
                let (narrow, wide) = (interval(k, n, 0.8), interval(k, n, 0.99));
                prop_assert!(wide.0 <= narrow.0 && narrow.1 <= wide.1);
                prop_assert!(narrow.0 - 1e-15 <= p && p <= narrow.1 + 1e-15);
            }
        }

        #[test]
        fn swapping_success_and_failure_mirrors_the_interval(n in 1u64..100_000, k in 0u64..100_000) {
            let k = k.min(n);
            for interval in [wilson, clopper_pearson, jeffreys] {
                let (here, there) = (interval(k, n, 0.95), interval(n - k, n, 0.95));
                prop_assert!((here.0 - (1.0 - there.1)).abs() < 1e-11);
                prop_assert!((here.1 - (1.0 - there.0)).abs() < 1e-11);
            }
        }
    }
}
