//! A histogram on a grid that is fixed beforehand: integer counts, mergeable in any order.
//!
//! Quantiles invert the distribution function with linear interpolation inside a bin; their error is at most one bin width (for values
//! inside the grid). Values below the grid count in the first bin and values above it in the last.

use super::InvalidInput;

/// Counts of values on `bins` equal bins from `low` to `high`.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct FixedHistogram {
    low: f64,
    high: f64,
    counts: Vec<u64>,
    total: u64,
    outside: u64,
}

impl FixedHistogram {
    /// An empty histogram.
    ///
    /// # Errors
    /// When the ends are not finite and in order, or there is no bin.
    pub fn new(low: f64, high: f64, bins: usize) -> Result<Self, InvalidInput> {
        if !(low.is_finite() && high.is_finite() && low < high && (high - low).is_finite()) {
            return Err(InvalidInput(format!(
                "the grid runs from {low} to {high}; expected two finite ends in order"
            )));
        }
        if bins == 0 || bins > 1 << 24 {
            return Err(InvalidInput(format!("the grid has {bins} bins; expected between 1 and 2^24")));
        }
        Ok(Self { low, high, counts: vec![0; bins], total: 0, outside: 0 })
    }

    /// An empty histogram on a grid known to be good: ends in order, `bins` at least 1 (0 counts as 1).
    pub fn on_grid(low: f64, high: f64, bins: usize) -> Self {
        Self { low, high, counts: vec![0; bins.max(1)], total: 0, outside: 0 }
    }

    fn width(&self) -> f64 {
        (self.high - self.low) / self.counts.len() as f64
    }

    /// Adds one value; a value that is not a number is ignored.
    pub fn add(&mut self, value: f64) {
        if value.is_nan() {
            return;
        }
        let position = libm::floor((value - self.low) / self.width());
        let bin = position.clamp(0.0, (self.counts.len() - 1) as f64) as usize;
        self.counts[bin] += 1;
        self.total += 1;
        self.outside += u64::from(value < self.low || value > self.high);
    }

    /// Adds all the counts of another.
    ///
    /// # Errors
    /// When the two grids differ.
    pub fn merge(&mut self, other: &Self) -> Result<(), InvalidInput> {
        let same =
            self.low == other.low && self.high == other.high && self.counts.len() == other.counts.len();
        if !same {
            return Err(InvalidInput("two histograms on different grids cannot be merged".to_owned()));
        }
        for (mine, theirs) in self.counts.iter_mut().zip(&other.counts) {
            *mine += theirs;
        }
        self.total += other.total;
        self.outside += other.outside;
        Ok(())
    }

    /// How many values were added.
    pub fn count(&self) -> u64 {
        self.total
    }

    /// How many values lay outside the grid and were counted in its first or last bin.
    pub fn outside(&self) -> u64 {
        self.outside
    }

    /// The counts, bin by bin.
    pub fn counts(&self) -> &[u64] {
        &self.counts
    }

    /// The ends of the grid.
    pub fn range(&self) -> (f64, f64) {
        (self.low, self.high)
    }

    /// The quantile for `p` in [0, 1] (clamped); `None` without values. Always within the grid.
    pub fn quantile(&self, p: f64) -> Option<f64> {
        if self.total == 0 || p.is_nan() {
            return None;
        }
        let target = p.clamp(0.0, 1.0) * self.total as f64;
        let mut before = 0;
        let mut last = 0;
        for (bin, count) in self.counts.iter().enumerate().filter(|(_, count)| **count > 0) {
            last = bin;
            if (before + count) as f64 >= target {
                let inside = ((target - before as f64) / *count as f64).clamp(0.0, 1.0);
                return Some((self.low + (bin as f64 + inside) * self.width()).min(self.high));
            }
            before += count;
        }
        Some((self.low + (last as f64 + 1.0) * self.width()).min(self.high))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::statistics::quantile;
    use proptest::prelude::*;

    #[test]
    fn even_values_give_even_quantiles() {
        let mut histogram = FixedHistogram::new(0.0, 10.0, 10).unwrap();
        (0..100).for_each(|k| histogram.add(f64::from(k) / 10.0));
        for (p, expected) in [(0.0, 0.0), (0.25, 2.5), (0.5, 5.0), (1.0, 10.0)] {
            assert!((histogram.quantile(p).unwrap() - expected).abs() < 1e-12);
        }
    }

    #[test]
    fn ends_are_clamped_and_counted() {
        let mut histogram = FixedHistogram::new(-1.0, 1.0, 4).unwrap();
        for value in [-7.0, 1.0, f64::INFINITY, f64::NAN] {
            histogram.add(value);
        }
        assert_eq!((histogram.counts(), histogram.outside(), histogram.count()), (&[1, 0, 0, 2][..], 2, 3));
        assert_eq!(FixedHistogram::new(0.0, 1.0, 2).unwrap().quantile(0.5), None);
    }

    #[test]
    fn refuses_empty_grids_and_other_grids() {
        assert!(FixedHistogram::new(1.0, 1.0, 3).is_err());
        assert!(FixedHistogram::new(0.0, f64::NAN, 3).is_err());
        assert!(FixedHistogram::new(0.0, 1.0, 0).is_err());
        let mut histogram = FixedHistogram::new(0.0, 1.0, 3).unwrap();
        assert!(histogram.merge(&FixedHistogram::new(0.0, 1.0, 4).unwrap()).is_err());
    }

    proptest! {
        #[test]
        fn quantiles_are_within_a_bin_of_the_sample_and_rise(values in proptest::collection::vec(0.0f64..1.0, 1..200), p in 0.0f64..1.0) {
            let mut histogram = FixedHistogram::new(0.0, 1.0, 64).unwrap();
            for value in &values {
                histogram.add(*value);
            }
            let mut sorted = values.clone();
            sorted.sort_by(f64::total_cmp);
            let (found, sample) = (histogram.quantile(p).unwrap(), quantile::inverse_cdf(&sorted, p).unwrap());
            prop_assert!((found - sample).abs() <= 1.0 / 64.0 + 1e-12);
            prop_assert!(histogram.quantile(p / 2.0).unwrap() <= found);
        }

        #[test]
        fn merging_any_order_is_equal(values in proptest::collection::vec(-2.0f64..2.0, 1..100), cut in 0usize..100) {
            let cut = cut.min(values.len());
            let gather = |values: &[f64]| {
                let mut histogram = FixedHistogram::new(-1.0, 1.0, 16).unwrap();
                for value in values {
                    histogram.add(*value);
                }
                histogram
            };
            let mut merged = gather(&values[cut..]);
            merged.merge(&gather(&values[..cut])).unwrap();
            prop_assert_eq!(merged, gather(&values));
        }
    }
}
