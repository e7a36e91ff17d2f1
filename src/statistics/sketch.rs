//! A quantile sketch with a bounded relative error, mergeable in any order.
//!
//! `DDSketch` (Masson, Rim and Lee 2019, PVLDB 12:2195): with relative accuracy α and γ = (1+α)/(1-α), a positive value x
//! counts in bucket `⌈log_γ x⌉`, whose estimate is 2γ^i/(γ+1); the quantile q is the bucket that holds rank ⌊q(n-1)⌋. The estimate is
//! within α of the true order statistic, relatively. Negative values are kept in mirrored buckets and zeros in their own.

use std::collections::BTreeMap;

use super::InvalidInput;

/// Counts of values in geometric buckets.
#[derive(Debug, Clone, PartialEq)]
pub struct Sketch {
    gamma: f64,
    log_gamma: f64,
    positive: BTreeMap<i32, u64>,
    negative: BTreeMap<i32, u64>,
    zeros: u64,
}

impl Sketch {
    /// An empty sketch with relative accuracy between 1e-6 and 1 (exclusive).
    ///
    /// # Errors
    /// When the accuracy is outside that range.
    pub fn new(relative_accuracy: f64) -> Result<Self, InvalidInput> {
        if !(1e-6..1.0).contains(&relative_accuracy) {
            return Err(InvalidInput(format!(
                "the relative accuracy is {relative_accuracy}; expected a number from 0.000001 to below 1"
            )));
        }
        let gamma = (1.0 + relative_accuracy) / (1.0 - relative_accuracy);
        Ok(Self {
            gamma,
            log_gamma: libm::log(gamma),
            positive: BTreeMap::new(),
            negative: BTreeMap::new(),
            zeros: 0,
        })
    }

    /// The ratio of neighbouring bucket ends.
    pub fn gamma(&self) -> f64 {
        self.gamma
    }

    /// The buckets of positive values: index and count.
    pub fn positive_buckets(&self) -> &BTreeMap<i32, u64> {
        &self.positive
    }

    /// How many values were added.
    pub fn count(&self) -> u64 {
        self.zeros + self.positive.values().sum::<u64>() + self.negative.values().sum::<u64>()
    }

    /// Adds one value; a value that is not finite is ignored.
    pub fn add(&mut self, value: f64) {
        if !value.is_finite() {
            return;
        }
        if value == 0.0 {
            self.zeros += 1;
            return;
        }
        let bucket = libm::ceil(libm::log(value.abs()) / self.log_gamma) as i32;
        let side = if value > 0.0 { &mut self.positive } else { &mut self.negative };
        *side.entry(bucket).or_insert(0) += 1;
    }

    /// Adds all the counts of another.
    ///
    /// # Errors
    /// When the two differ in accuracy.
    pub fn merge(&mut self, other: &Self) -> Result<(), InvalidInput> {
        if self.gamma != other.gamma {
            return Err(InvalidInput("two sketches of different accuracy cannot be merged".to_owned()));
        }
        for (mine, theirs) in [(&mut self.positive, &other.positive), (&mut self.negative, &other.negative)] {
            for (bucket, count) in theirs {
                *mine.entry(*bucket).or_insert(0) += count;
            }
        }
        self.zeros += other.zeros;
        Ok(())
    }

    fn estimate(&self, bucket: i32) -> f64 {
        2.0 * libm::pow(self.gamma, f64::from(bucket)) / (self.gamma + 1.0)
    }

    /// The estimate for the quantile `q` in [0, 1] (clamped); `None` without values.
    pub fn quantile(&self, q: f64) -> Option<f64> {
        let rank = lower_rank(q, self.count())?;
        let negative = self.negative.iter().rev().map(|(bucket, count)| (-self.estimate(*bucket), *count));
        let positive = self.positive.iter().map(|(bucket, count)| (self.estimate(*bucket), *count));
        let mut passed = 0;
        for (value, count) in negative.chain(std::iter::once((0.0, self.zeros))).chain(positive) {
            passed += count;
            if passed > rank {
                return Some(value);
            }
        }
        None
    }
}

/// The 0-based rank ⌊q(n-1)⌋ that a quantile q in [0, 1] (clamped) stands for; `None` without values.
pub fn lower_rank(q: f64, count: u64) -> Option<u64> {
    if count == 0 || q.is_nan() {
        return None;
    }
    Some((libm::floor(q.clamp(0.0, 1.0) * (count - 1) as f64) as u64).min(count - 1))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn powers_fall_in_their_own_bucket() {
        let mut sketch = Sketch::new(0.05).unwrap();
        for value in [1.0, 2.0, 100.0] {
            sketch.add(value);
        }
        assert_eq!(sketch.positive_buckets().keys().copied().collect::<Vec<_>>(), vec![0, 7, 47]);
    }

    #[test]
    fn refuses_bad_accuracy_and_unlike_sketches() {
        assert!(Sketch::new(0.0).is_err() && Sketch::new(1.0).is_err() && Sketch::new(f64::NAN).is_err());
        let mut sketch = Sketch::new(0.01).unwrap();
        assert!(sketch.merge(&Sketch::new(0.02).unwrap()).is_err());
        assert_eq!(sketch.quantile(0.5), None);
    }

    proptest! {
        #[test]
        fn estimates_keep_the_promised_accuracy(values in proptest::collection::vec(-1e4f64..1e4, 1..200), q in 0.0f64..1.0) {
            let mut sketch = Sketch::new(0.01).unwrap();
            for value in &values {
                sketch.add(*value);
            }
            let mut sorted = values.clone();
            sorted.sort_by(f64::total_cmp);
            let exact = sorted[lower_rank(q, sorted.len() as u64).unwrap() as usize];
            prop_assert!((sketch.quantile(q).unwrap() - exact).abs() <= 0.01 * exact.abs() * (1.0 + 1e-9));
        }

        #[test]
        fn merging_any_order_is_equal(values in proptest::collection::vec(-10.0f64..10.0, 1..80), cut in 0usize..80) {
            let cut = cut.min(values.len());
            let gather = |values: &[f64]| {
                let mut sketch = Sketch::new(0.02).unwrap();
                for value in values {
                    sketch.add(*value);
                }
                sketch
            };
            let mut merged = gather(&values[cut..]);
            merged.merge(&gather(&values[..cut])).unwrap();
            prop_assert_eq!(merged, gather(&values));
        }
    }
}
