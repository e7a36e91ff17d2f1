//! Student's t distribution.
//!
//! Through the incomplete beta function: `P(|T| > t) = I_{v/(v+t²)}(v/2, 1/2)` (Abramowitz and Stegun 1964, 26.5.27), with v
//! degrees of freedom.

use super::beta;

/// The two-sided tail `P(|T| > |t|)` with `degrees` > 0 degrees of freedom (not only whole numbers).
pub fn two_sided_tail(t: f64, degrees: f64) -> f64 {
    if !t.is_finite() {
        return if t.is_nan() { f64::NAN } else { 0.0 };
    }
    let total = degrees + t * t;
    beta::regularised_with_complement(degrees / 2.0, 0.5, degrees / total, t * t / total)
}

/// The density with `degrees` > 0 degrees of freedom.
fn density(t: f64, degrees: f64) -> f64 {
    let constant = libm::lgamma(f64::midpoint(degrees, 1.0)) - libm::lgamma(degrees / 2.0);
    let kernel = -f64::midpoint(degrees, 1.0) * libm::log1p(t * t / degrees);
    libm::exp(constant + kernel) / libm::sqrt(degrees * std::f64::consts::PI)
}

/// The half-width of a two-sided interval in standard errors: the t with `P(|T| <= t) = confidence`, for a confidence strictly
/// between 0 and 1 and `degrees` > 0.
pub fn two_sided(confidence: f64, degrees: f64) -> f64 {
    let tail = 1.0 - confidence;
    let y = beta::quantile(0.5, degrees / 2.0, confidence);
    let mut t = libm::sqrt(degrees * y / (1.0 - y));
    for _ in 0..3 {
        let step = (two_sided_tail(t, degrees) - tail) / (2.0 * density(t, degrees));
        if !step.is_finite() || step.abs() > 0.5 * t {
            break;
        }
        t += step;
    }
    t
}

#[cfg(test)]
mod tests {
    use super::*;
    use statrs::distribution::{ContinuousCDF, StudentsT};

    #[test]
    fn published_table() {
        for (confidence, degrees, expected) in [
            (0.95, 1.0, 12.706_204_736_174_7),
            (0.95, 10.0, 2.228_138_851_986_273),
            (0.99, 30.0, 2.749_995_653_567_225),
            (0.5, 2.0, 0.816_496_580_927_726),
        ] {
            assert!((two_sided(confidence, degrees) - expected).abs() < 1e-11, "{confidence} {degrees}");
        }
    }

    #[test]
    fn many_degrees_of_freedom_approach_the_normal() {
        let gap = two_sided(0.95, 1e6) - super::super::normal::two_sided(0.95);
        assert!(gap > 0.0 && gap < 1e-5);
    }

    #[test]
    fn agrees_with_statrs() {
        for degrees in [1.0, 2.0, 5.5, 30.0, 400.0] {
            let oracle = StudentsT::new(0.0, 1.0, degrees).unwrap();
            for t in [-4.0, -1.0, 0.0, 0.3, 2.5] {
                let tail = 2.0 * oracle.cdf(-f64::abs(t));
                assert!((two_sided_tail(t, degrees) - tail).abs() < 1e-10, "{t} {degrees}");
            }
        }
    }
}
