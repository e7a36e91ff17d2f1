//! Functions with known sensitivity indices, on which estimators are tried.
//!
//! Ishigami and Homma (1990): `sin x1 + a sin² x2 + b x3⁴ sin x1` on (-π, π)³. The g-function (Sobol 1993; Saltelli et al. 2008):
//! `Π (|4x-2| + a_k) / (1 + a_k)` on (0, 1)^d.

use std::f64::consts::PI;

use super::InvalidInput;

/// First-order and total indices with the mean and variance of the output.
#[derive(Debug, Clone, PartialEq)]
pub struct AnalyticIndices {
    /// First-order index of each factor.
    pub first: Vec<f64>,
    /// Total index of each factor.
    pub total: Vec<f64>,
    /// Variance of the output.
    pub variance: f64,
    /// Mean of the output.
    pub mean: f64,
}

/// The Ishigami function at (x1, x2, x3), each in (-π, π).
pub fn ishigami(x: [f64; 3], a: f64, b: f64) -> f64 {
    let s1 = libm::sin(x[0]);
    let s2 = libm::sin(x[1]);
    let square = x[2] * x[2];
    s1 + a * s2 * s2 + b * square * square * s1
}

/// The indices of the Ishigami function (the index of the pair x1, x3 is the total index of x3).
///
/// # Errors
/// When a or b is not finite.
pub fn ishigami_indices(a: f64, b: f64) -> Result<AnalyticIndices, InvalidInput> {
    if !(a.is_finite() && b.is_finite()) {
        return Err(InvalidInput(format!("a is {a} and b is {b}; expected finite numbers")));
    }
    let pi4 = PI * PI * PI * PI;
    let v1 = 0.5 * (1.0 + b * pi4 / 5.0) * (1.0 + b * pi4 / 5.0);
    let v2 = a * a / 8.0;
    let v13 = b * b * pi4 * pi4 * (1.0 / 18.0 - 1.0 / 50.0);
    let variance = v1 + v2 + v13;
    Ok(AnalyticIndices {
        first: vec![v1 / variance, v2 / variance, 0.0],
        total: vec![(v1 + v13) / variance, v2 / variance, v13 / variance],
        variance,
        mean: a / 2.0,
    })
}

/// The g-function at x, each coordinate in (0, 1); `a[k]` belongs to `x[k]`, and the shorter of the two lists counts.
pub fn g_function(x: &[f64], a: &[f64]) -> f64 {
    x.iter().zip(a).map(|(x, a)| ((4.0 * x - 2.0).abs() + a) / (1.0 + a)).product()
}

/// The indices of the g-function.
///
/// # Errors
/// When there is no parameter, or one is negative or not finite.
pub fn g_indices(a: &[f64]) -> Result<AnalyticIndices, InvalidInput> {
    if a.is_empty() || a.iter().any(|a| !(a.is_finite() && *a >= 0.0)) {
        return Err(InvalidInput("a must be a list of numbers, 0 or more, one for each factor".to_owned()));
    }
    let parts: Vec<f64> = a.iter().map(|a| 1.0 / (3.0 * (1.0 + a) * (1.0 + a))).collect();
    let product: f64 = parts.iter().map(|part| 1.0 + part).product();
    let variance = product - 1.0;
    Ok(AnalyticIndices {
        first: parts.iter().map(|part| part / variance).collect(),
        total: parts.iter().map(|part| part * (product / (1.0 + part)) / variance).collect(),
        variance,
        mean: 1.0,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn published_ishigami_indices() {
        let found = ishigami_indices(7.0, 0.1).unwrap();
        assert!((found.variance - 13.8446).abs() < 1e-4);
        assert!((found.first[0] - 0.3139).abs() < 1e-4 && (found.first[1] - 0.4424).abs() < 1e-4);
        assert!((found.total[2] - 0.2437).abs() < 1e-4);
    }

    #[test]
    fn additive_function_has_equal_first_and_total() {
        let found = ishigami_indices(7.0, 0.0).unwrap();
        assert_eq!(found.first, found.total);
        assert!((found.first.iter().sum::<f64>() - 1.0).abs() < 1e-12);
    }

    #[test]
    fn g_function_by_hand() {
        assert_eq!(g_function(&[0.5, 0.0], &[0.0, 1.0]), 0.0);
        assert_eq!(g_function(&[1.0, 0.0], &[0.0, 1.0]), 3.0);
        assert!((g_indices(&[0.0]).unwrap().variance - 1.0 / 3.0).abs() < 1e-15);
        assert!(g_indices(&[]).is_err() && g_indices(&[-1.0]).is_err());
    }
}
