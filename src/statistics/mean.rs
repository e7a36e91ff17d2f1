//! Means and paired differences of means.
//!
//! Student's interval: mean ± t s/√n with n-1 degrees of freedom. For runs that share their random numbers the pairs are
//! analysed, not the two samples; the variance reduction factor `(s1² + s2²) / (s1² + s2² - 2 cov)` says what that
//! saved, and falls below 1 when the pairing hurts (Law and Kelton, "Simulation Modeling and Analysis"; Glasserman and Yao 1992,
//! Management Science 38:884).

use super::{InvalidInput, check_confidence, check_sample, moments::Moments, student};

/// Student's interval (low, high) from a mean, a variance with denominator n-1, and a count.
///
/// `None` for fewer than two values, a negative or missing variance, or a confidence outside (0, 1).
pub fn mean_interval(mean: f64, variance: f64, count: u64, confidence: f64) -> Option<(f64, f64)> {
    let usable = count >= 2 && variance >= 0.0 && variance.is_finite() && mean.is_finite();
    if !usable || check_confidence(confidence).is_err() {
        return None;
    }
    let half = student::two_sided(confidence, count as f64 - 1.0) * libm::sqrt(variance / count as f64);
    Some((mean - half, mean + half))
}

/// What two samples over the same trials say of the difference of their means. `None` marks what needs variance and finds none.
#[derive(Debug, Clone, PartialEq)]
pub struct PairedDifference {
    /// Mean of x minus mean of y.
    pub mean: f64,
    /// Standard error of that mean over pairs.
    pub se: f64,
    /// Student's interval over pairs.
    pub interval: (f64, f64),
    /// Mean over standard error; `None` when all differences are equal.
    pub t: Option<f64>,
    /// Two-sided p-value of Student's test; `None` when all differences are equal.
    pub p_value: Option<f64>,
    /// Variance reduction factor; `None` when all differences are equal.
    pub variance_reduction: Option<f64>,
    /// Pearson's correlation; `None` when a sample is constant.
    pub correlation: Option<f64>,
    /// The standard error that independent samples would have had.
    pub unpaired_se: f64,
}

/// The difference of means over pairs `x[k]`, `y[k]`.
///
/// # Errors
/// When the samples differ in length, hold fewer than two pairs or a value that is not finite, or the confidence is outside (0, 1).
pub fn paired_difference(x: &[f64], y: &[f64], confidence: f64) -> Result<PairedDifference, InvalidInput> {
    check_confidence(confidence)?;
    check_sample("x", x)?;
    check_sample("y", y)?;
    if x.len() != y.len() || x.len() < 2 {
        return Err(InvalidInput(format!(
            "x has {} values and y has {}; expected the same number, at least two",
            x.len(),
            y.len()
        )));
    }
    let n = x.len() as f64;
    let differences: Moments = x.iter().zip(y).map(|(a, b)| a - b).collect();
    let (left, right): (Moments, Moments) = (x.iter().copied().collect(), y.iter().copied().collect());
    let spread = |moments: &Moments| moments.variance().unwrap_or(0.0);
    let (mean, variance) = (differences.mean().unwrap_or(0.0), spread(&differences));
    let (vx, vy) = (spread(&left), spread(&right));
    let (mx, my) = (left.mean().unwrap_or(0.0), right.mean().unwrap_or(0.0));
    let covariance = x.iter().zip(y).map(|(a, b)| (a - mx) * (b - my)).sum::<f64>() / (n - 1.0);
    let se = libm::sqrt(variance / n);
    let half = student::two_sided(confidence, n - 1.0) * se;
    let t = (se > 0.0).then(|| mean / se);
    Ok(PairedDifference {
        mean,
        se,
        interval: (mean - half, mean + half),
        t,
        p_value: t.map(|t| student::two_sided_tail(t, n - 1.0)),
        variance_reduction: (se > 0.0).then(|| (vx + vy) / (vx + vy - 2.0 * covariance)),
        correlation: (vx > 0.0 && vy > 0.0).then(|| covariance / libm::sqrt(vx * vy)),
        unpaired_se: libm::sqrt(vx / n + vy / n),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Student (1908), "The probable error of a mean": ten patients, two drugs; mean 1.58, t = 4.06, p = 0.0028.
    #[test]
    fn students_sleep_data() {
        let second = [1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4];
        let first = [0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0];
        let found = paired_difference(&second, &first, 0.95).unwrap();
        assert!((found.mean - 1.58).abs() < 1e-12);
        assert!((found.t.unwrap() - 4.062_127_683_382_037).abs() < 1e-10);
        assert!((found.p_value.unwrap() - 0.002_832_890_197_384_4).abs() < 1e-12);
        assert!((found.interval.0 - 0.700_114_2).abs() < 1e-7);
    }

    #[test]
    fn equal_differences_have_no_t_and_a_point_for_an_interval() {
        let found = paired_difference(&[1.0, 2.0, 3.0], &[0.0, 1.0, 2.0], 0.95).unwrap();
        assert_eq!((found.se, found.interval, found.t), (0.0, (1.0, 1.0), None));
        assert!((found.correlation.unwrap() - 1.0).abs() < 1e-12);
    }

    #[test]
    fn interval_from_moments_is_students() {
        let (low, high) = mean_interval(0.0, 1.0, 11, 0.95).unwrap();
        assert!((high - 2.228_138_851_986_273 / libm::sqrt(11.0)).abs() < 1e-12 && low == -high);
        assert_eq!(mean_interval(0.0, 1.0, 1, 0.95), None);
        assert_eq!(mean_interval(0.0, f64::NAN, 9, 0.95), None);
    }

    #[test]
    fn refuses_unequal_lengths() {
        let error = paired_difference(&[1.0, 2.0], &[1.0], 0.95).unwrap_err();
        assert!(error.to_string().contains("x has 2 values and y has 1"));
    }
}
