//! How far two independent samples lie apart, without assuming a distribution.
//!
//! Cliff's delta (Cliff 1993, Psychological Bulletin 114:494), the A of Vargha and Delaney (2000), the U of Mann and Whitney (1947), the
//! Wasserstein-1 distance (area between the two distribution functions) and the Kolmogorov–Smirnov statistic (their largest gap).

use super::{InvalidInput, check_sample};

/// Effects of sample x against sample y.
#[derive(Debug, Clone, PartialEq)]
pub struct TwoSampleEffect {
    /// Share of pairs with x above y minus share with x below y, in [-1, 1].
    pub cliffs_delta: f64,
    /// Share of pairs with x above y, ties counting half, in [0, 1].
    pub vargha_delaney: f64,
    /// Area between the distribution functions, in the unit of the values.
    pub wasserstein: f64,
    /// Largest gap between the distribution functions, in [0, 1].
    pub kolmogorov_smirnov: f64,
    /// Pairs with x above y, ties counting half.
    pub mann_whitney_u: f64,
}

fn ascending(values: &[f64]) -> Vec<f64> {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    sorted
}

/// Pairs with x above y and pairs with x below y.
fn dominance(x: &[f64], y: &[f64]) -> (u64, u64) {
    x.iter().fold((0, 0), |(above, below), value| {
        let less = y.partition_point(|other| other < value);
        let up_to = y.partition_point(|other| other <= value);
        (above + less as u64, below + (y.len() - up_to) as u64)
    })
}

/// The area between the two distribution functions and their largest gap.
fn distances(x: &[f64], y: &[f64]) -> (f64, f64) {
    let (mut area, mut largest) = (0.0, 0.0_f64);
    let (mut i, mut j) = (0, 0);
    let mut previous = None;
    while i < x.len() || j < y.len() {
        let value = match (x.get(i), y.get(j)) {
            (Some(a), Some(b)) => a.min(*b),
            (Some(a), None) => *a,
            (None, Some(b)) => *b,
            (None, None) => break,
        };
        let gap = (i as f64 / x.len() as f64 - j as f64 / y.len() as f64).abs();
        area += gap * (value - previous.unwrap_or(value));
        i += x[i..].iter().take_while(|item| **item == value).count();
        j += y[j..].iter().take_while(|item| **item == value).count();
        largest = largest.max((i as f64 / x.len() as f64 - j as f64 / y.len() as f64).abs());
        previous = Some(value);
    }
    (area, largest)
}

/// All five effects of x against y.
///
/// # Errors
/// When a sample is empty or holds a value that is not finite.
pub fn two_sample(x: &[f64], y: &[f64]) -> Result<TwoSampleEffect, InvalidInput> {
    check_sample("x", x)?;
    check_sample("y", y)?;
    let (x, y) = (ascending(x), ascending(y));
    let (above, below) = dominance(&x, &y);
    let pairs = x.len() as f64 * y.len() as f64;
    let ties = pairs - above as f64 - below as f64;
    let u = above as f64 + ties / 2.0;
    let (wasserstein, kolmogorov_smirnov) = distances(&x, &y);
    Ok(TwoSampleEffect {
        cliffs_delta: (above as f64 - below as f64) / pairs,
        vargha_delaney: u / pairs,
        wasserstein,
        kolmogorov_smirnov,
        mann_whitney_u: u,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn apart_and_alike() {
        let apart = two_sample(&[1.0, 1.0], &[2.0, 2.0, 2.0]).unwrap();
        assert_eq!((apart.cliffs_delta, apart.wasserstein, apart.kolmogorov_smirnov), (-1.0, 1.0, 1.0));
        let alike = two_sample(&[1.0, 2.0], &[2.0, 1.0]).unwrap();
        assert_eq!((alike.vargha_delaney, alike.wasserstein, alike.kolmogorov_smirnov), (0.5, 0.0, 0.0));
        assert!(two_sample(&[], &[1.0]).is_err());
    }

    proptest! {
        #[test]
        fn swapping_the_samples_turns_the_signs(x in proptest::collection::vec(-5i32..5, 1..30), y in proptest::collection::vec(-5i32..5, 1..30)) {
            let x: Vec<f64> = x.into_iter().map(f64::from).collect();
            let y: Vec<f64> = y.into_iter().map(f64::from).collect();
            let (here, there) = (two_sample(&x, &y).unwrap(), two_sample(&y, &x).unwrap());
            prop_assert_eq!(here.cliffs_delta, -there.cliffs_delta);
            prop_assert!((here.vargha_delaney + there.vargha_delaney - 1.0).abs() < 1e-12);
            prop_assert!((here.wasserstein - there.wasserstein).abs() < 1e-12);
            prop_assert!((2.0 * here.vargha_delaney - 1.0 - here.cliffs_delta).abs() < 1e-12);
        }
    }
}
