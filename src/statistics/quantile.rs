//! Sample quantiles and their distribution-free interval.
//!
//! Hyndman and Fan (1996), The American Statistician 50:361, types 1 (inverse of the distribution function), 7 (linear, the default of
//! R) and 8 (approximately median-unbiased, their recommendation). The interval is made of order statistics: with B ~ Bin(n, p), the
//! lower rank is the largest j with P(B <= j-1) <= α/2 and the upper the smallest j with P(B <= j-1) >= 1 - α/2.

use super::{InvalidInput, beta::binomial_cdf, check_confidence, check_sample};

/// Rounding slack for products such as 60 · 0.9 that should be whole.
const SLACK: f64 = 4.0 * f64::EPSILON;

/// The value between order statistics at the 1-based position `h`, clamped to the sample.
fn interpolate(sorted: &[f64], h: f64) -> Option<f64> {
    let last = *sorted.last()?;
    if h.is_nan() {
        return None;
    }
    let below = libm::floor(h + SLACK * h.abs());
    if below < 1.0 {
        return sorted.first().copied();
    }
    let index = below as usize;
    let Some(next) = sorted.get(index) else { return Some(last) };
    let fraction = (h - below).max(0.0);
    Some(sorted[index - 1] + fraction * (next - sorted[index - 1]))
}

/// Type 1: the smallest value with at least the share `p` at or below it. `sorted` is ascending; `None` when empty.
pub fn inverse_cdf(sorted: &[f64], p: f64) -> Option<f64> {
    let position = p.clamp(0.0, 1.0) * sorted.len() as f64;
    let rank = libm::ceil(position * (1.0 - SLACK)).max(1.0) as usize;
    sorted.get(rank - 1).copied()
}

/// Type 7: linear between order statistics, position `(n-1) p + 1`. `sorted` is ascending; `None` when empty.
pub fn linear(sorted: &[f64], p: f64) -> Option<f64> {
    interpolate(sorted, (sorted.len() as f64 - 1.0) * p.clamp(0.0, 1.0) + 1.0)
}

/// Type 8: position `(n + 1/3) p + 1/3`, approximately median-unbiased. `sorted` is ascending; `None` when empty.
pub fn median_unbiased(sorted: &[f64], p: f64) -> Option<f64> {
    interpolate(sorted, (sorted.len() as f64 + 1.0 / 3.0) * p.clamp(0.0, 1.0) + 1.0 / 3.0)
}

/// A distribution-free interval for a quantile. A rank that does not exist is `None`: the sample is too small to bound that side.
#[derive(Debug, Clone, PartialEq)]
pub struct QuantileInterval {
    /// 1-based rank of the lower limit.
    pub low_rank: Option<usize>,
    /// 1-based rank of the upper limit.
    pub high_rank: Option<usize>,
    /// The lower limit.
    pub low: Option<f64>,
    /// The upper limit.
    pub high: Option<f64>,
    /// The exact coverage `P(low rank <= B < high rank)`; `None` unless both limits exist.
    pub coverage: Option<f64>,
}

/// The smallest rank in 1..=n at which `reached` holds; it must stay true once true. `n + 1` when it never does.
fn first_rank(n: usize, reached: impl Fn(usize) -> bool) -> usize {
    let (mut low, mut high) = (1, n + 1);
    while low < high {
        let middle = usize::midpoint(low, high);
        if reached(middle) {
            high = middle;
        } else {
            low = middle + 1;
        }
    }
    low
}

/// The order-statistic interval for the `p`-quantile of an ascending sample.
///
/// # Errors
/// When the sample is empty or not finite, p is outside [0, 1], or the confidence is outside (0, 1).
pub fn interval(sorted: &[f64], p: f64, confidence: f64) -> Result<QuantileInterval, InvalidInput> {
    check_confidence(confidence)?;
    check_sample("sample", sorted)?;
    if !(0.0..=1.0).contains(&p) {
        return Err(InvalidInput(format!("p is {p}; expected a number between 0 and 1")));
    }
    let n = sorted.len();
    let tail = (1.0 - confidence) / 2.0;
    let below = |rank: usize| binomial_cdf(rank as u64 - 1, n as u64, p);
    let low_rank = first_rank(n, |rank| below(rank) > tail).checked_sub(1).filter(|rank| *rank >= 1);
    let high_rank = Some(first_rank(n, |rank| below(rank) >= 1.0 - tail)).filter(|rank| *rank <= n);
    let value = |rank: Option<usize>| rank.and_then(|rank| sorted.get(rank - 1).copied());
    let coverage = low_rank.zip(high_rank).map(|(low, high)| below(high) - below(low));
    Ok(QuantileInterval { low_rank, high_rank, low: value(low_rank), high: value(high_rank), coverage })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_three_types_differ_as_published() {
        let sample = [1.0, 2.0, 3.0, 4.0];
        assert_eq!(inverse_cdf(&sample, 0.5), Some(2.0));
        assert_eq!(linear(&sample, 0.5), Some(2.5));
        assert_eq!(linear(&sample, 0.25), Some(1.75));
        assert!((median_unbiased(&sample, 0.25).unwrap() - 17.0 / 12.0).abs() < 1e-14);
        assert_eq!(median_unbiased(&sample, 1.0), Some(4.0));
        assert_eq!(inverse_cdf(&sample, 0.0), Some(1.0));
    }

    #[test]
    fn whole_positions_are_not_missed_by_rounding() {
        let sample: Vec<f64> = (1..=100).map(f64::from).collect();
        for percent in 1..=100 {
            let p = f64::from(percent) / 100.0;
            assert_eq!(inverse_cdf(&sample, p), Some(f64::from(percent)));
        }
    }

    /// Conover, "Practical Nonparametric Statistics": for n = 10 the 2nd and 9th values cover the median with 0.9785.
    #[test]
    fn median_of_ten() {
        let sample: Vec<f64> = (1..=10).map(f64::from).collect();
        let found = interval(&sample, 0.5, 0.95).unwrap();
        assert_eq!((found.low_rank, found.high_rank), (Some(2), Some(9)));
        assert!((found.coverage.unwrap() - 0.978_515_625).abs() < 1e-12);
    }

    #[test]
    fn too_small_a_sample_bounds_one_side_only() {
        let sample: Vec<f64> = (1..=10).map(f64::from).collect();
        let found = interval(&sample, 0.99, 0.95).unwrap();
        assert_eq!((found.low_rank, found.high_rank, found.coverage), (Some(9), None, None));
        assert_eq!(interval(&sample, 0.01, 0.95).unwrap().low, None);
        assert!(interval(&[], 0.5, 0.95).is_err() && interval(&sample, 1.5, 0.95).is_err());
    }

    proptest! {
        #[test]
        fn quantiles_are_bounded_and_rise(mut values in proptest::collection::vec(-1e3f64..1e3, 1..50), p in 0.0f64..1.0) {
            values.sort_by(f64::total_cmp);
            for kind in [inverse_cdf, linear, median_unbiased] {
                let found = kind(&values, p).unwrap();
                prop_assert!(values[0] <= found && found <= values[values.len() - 1]);
                prop_assert!(kind(&values, p / 2.0).unwrap() <= found);
            }
        }
    }
}
