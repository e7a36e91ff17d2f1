//! Sums in fixed point, so that adding and merging in any order gives the same bits.
//!
//! Each value is rounded once to a multiple of 2^-32 (about 2.3e-10) and held in range, |x| <= 2^20; sums, squares and products are then
//! exact integers. Up to 2^22 values of the greatest size fit; real data, being smaller, can be far more. Values outside the range
//! are brought to its end and counted ([`FixedSum::clamped`]), so that nothing is changed in silence.

use super::mean_interval;

/// Multiples of this are represented exactly.
const RESOLUTION: f64 = 1.0 / 4_294_967_296.0;
/// Values beyond ± this are clamped.
pub const LARGEST: f64 = 1_048_576.0;

/// The value as an integer number of resolutions, and whether it had to be changed to fit.
fn to_fixed(value: f64) -> (i128, bool) {
    if value.is_nan() {
        return (0, true);
    }
    let held = value.clamp(-LARGEST, LARGEST);
    (libm::round(held / RESOLUTION) as i128, held != value)
}

/// `Σ (x-m)(y-m')` around the means, in squared resolutions, from plain sums: exact but for the last conversion.
pub(super) fn centred(products: i128, sum_x: i128, sum_y: i128, count: u64) -> f64 {
    let n = i128::from(count);
    // Σxy - Σx Σy / n, with Σx = n a + r: the whole part of the mean is taken out exactly first.
    let (a, b) = (sum_x.div_euclid(n), sum_y.div_euclid(n));
    let (r, s) = (sum_x.rem_euclid(n), sum_y.rem_euclid(n));
    let whole = products.saturating_sub(a.saturating_mul(sum_y)).saturating_sub(b.saturating_mul(r));
    whole as f64 - (r as f64) * (s as f64) / n as f64
}

/// The mean and variance of a stream of numbers, independent of the order of adding and merging.
#[derive(Debug, Clone, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct FixedSum {
    count: u64,
    clamped: u64,
    sum: i128,
    squares: i128,
}

impl FixedSum {
    /// Nothing added yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds one value.
    pub fn add(&mut self, value: f64) {
        let (fixed, changed) = to_fixed(value);
        self.count += 1;
        self.clamped += u64::from(changed);
        self.sum = self.sum.saturating_add(fixed);
        self.squares = self.squares.saturating_add(fixed * fixed);
    }

    /// Adds all that another has seen.
    pub fn merge(&mut self, other: &Self) {
        self.count += other.count;
        self.clamped += other.clamped;
        self.sum = self.sum.saturating_add(other.sum);
        self.squares = self.squares.saturating_add(other.squares);
    }

    /// How many values were added.
    pub fn count(&self) -> u64 {
        self.count
    }

    /// How many values were outside the range (or not numbers) and were changed to fit.
    pub fn clamped(&self) -> u64 {
        self.clamped
    }

    /// The sum.
    pub fn sum(&self) -> f64 {
        self.sum as f64 * RESOLUTION
    }

    /// The mean; `None` without values.
    pub fn mean(&self) -> Option<f64> {
        (self.count > 0).then(|| self.sum() / self.count as f64)
    }

    /// The variance with denominator n-1; `None` for fewer than two values. Exactly 0 for equal values.
    pub fn variance(&self) -> Option<f64> {
        (self.count > 1).then(|| {
            let squares = centred(self.squares, self.sum, self.sum, self.count).max(0.0);
            squares * RESOLUTION * RESOLUTION / (self.count as f64 - 1.0)
        })
    }

    /// The standard error of the mean; `None` for fewer than two values.
    pub fn standard_error(&self) -> Option<f64> {
        self.variance().map(|variance| libm::sqrt(variance / self.count as f64))
    }

    /// Student's interval for the mean; `None` for fewer than two values or a confidence outside (0, 1).
    pub fn mean_interval(&self, confidence: f64) -> Option<(f64, f64)> {
        mean_interval(self.mean()?, self.variance()?, self.count, confidence)
    }
}

impl FromIterator<f64> for FixedSum {
    fn from_iter<I: IntoIterator<Item = f64>>(values: I) -> Self {
        let mut sum = Self::new();
        for value in values {
            sum.add(value);
        }
        sum
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::statistics::Moments;
    use proptest::prelude::*;

    #[test]
    fn equal_values_have_exactly_no_variance() {
        let sum: FixedSum = std::iter::repeat_n(0.1, 7).collect();
        assert_eq!(sum.variance(), Some(0.0));
        assert!((sum.mean().unwrap() - 0.1).abs() < RESOLUTION);
    }

    #[test]
    fn out_of_range_is_counted() {
        let sum: FixedSum = [1e9, f64::NAN, 1.0, f64::NEG_INFINITY].into_iter().collect();
        assert_eq!((sum.count(), sum.clamped()), (4, 3));
        assert_eq!(sum.sum(), 1.0);
    }

    #[test]
    fn two_million_values_at_the_end_of_the_range_fit() {
        let mut block: FixedSum = [LARGEST, LARGEST - 2.0].into_iter().collect();
        for _ in 0..20 {
            let copy = block.clone();
            block.merge(&copy);
        }
        assert_eq!(block.count(), 1 << 21);
        assert_eq!(block.mean(), Some(LARGEST - 1.0));
        let expected = (1u64 << 21) as f64 / ((1u64 << 21) as f64 - 1.0);
        assert!((block.variance().unwrap() - expected).abs() < 1e-12);
    }

    proptest! {
        #[test]
        fn any_order_gives_the_same_bits(values in proptest::collection::vec(-1e3f64..1e3, 2..80), cut in 1usize..79) {
            let cut = cut.min(values.len() - 1);
            let whole: FixedSum = values.iter().rev().copied().collect();
            let mut merged: FixedSum = values[cut..].iter().copied().collect();
            merged.merge(&values[..cut].iter().copied().collect());
            prop_assert_eq!(&whole, &merged);
            prop_assert_eq!(whole.variance(), merged.variance());
        }

        #[test]
        fn agrees_with_floating_point(values in proptest::collection::vec(-50.0f64..50.0, 3..80)) {
            let sum: FixedSum = values.iter().copied().collect();
            let moments: Moments = values.iter().copied().collect();
            let expected = mean_interval(moments.mean().unwrap(), moments.variance().unwrap(), moments.count(), 0.95).unwrap();
            prop_assert!((sum.mean().unwrap() - moments.mean().unwrap()).abs() < 1e-9);
            prop_assert!((sum.mean_interval(0.95).unwrap().0 - expected.0).abs() < 1e-6);
            prop_assert!((sum.variance().unwrap() - moments.variance().unwrap()).abs() < 1e-6);
        }
    }
}
