//! Sums of whole numbers and of their squares: the mean and its interval of a quantity that is counted exactly.

use super::fixed_sum::centred;
use super::mean_interval;

/// Whole numbers that were added, in any order. Numbers up to 2^48 and 2^27 of them fit.
#[derive(Debug, Clone, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct WholeSum {
    count: u64,
    sum: i128,
    squares: i128,
}

impl WholeSum {
    /// Adds one number.
    pub fn add(&mut self, value: i128) {
        self.count += 1;
        self.sum = self.sum.saturating_add(value);
        self.squares = self.squares.saturating_add(value.saturating_mul(value));
    }

    /// Adds all that another has seen.
    pub fn merge(&mut self, other: &Self) {
        self.count += other.count;
        self.sum = self.sum.saturating_add(other.sum);
        self.squares = self.squares.saturating_add(other.squares);
    }

    /// How many were added.
    pub fn count(&self) -> u64 {
        self.count
    }

    /// The sum, exactly.
    pub fn sum(&self) -> i128 {
        self.sum
    }

    /// The mean in units of `unit`; 0 without numbers.
    pub fn mean(&self, unit: f64) -> f64 {
        if self.count == 0 { 0.0 } else { self.sum as f64 / self.count as f64 * unit }
    }

    /// Student's interval for the mean in units of `unit`; `None` for fewer than two numbers or a confidence outside (0, 1).
    pub fn interval(&self, unit: f64, confidence: f64) -> Option<(f64, f64)> {
        if self.count < 2 {
            return None;
        }
        let squares = centred(self.squares, self.sum, self.sum, self.count).max(0.0);
        let variance = squares / (self.count as f64 - 1.0) * unit * unit;
        mean_interval(self.mean(unit), variance, self.count, confidence)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::statistics::FixedSum;

    #[test]
    fn it_says_what_the_sum_in_fixed_point_says() {
        let values = [3, -1, 4, 1, -5, 9, 2, 6];
        let (mut whole, mut half) = (WholeSum::default(), WholeSum::default());
        for value in values {
            whole.add(value);
        }
        for value in &values[4..] {
            half.add(*value);
        }
        let mut merged = WholeSum::default();
        for value in &values[..4] {
            merged.add(*value);
        }
        merged.merge(&half);
        assert_eq!((&whole, whole.sum(), whole.count()), (&merged, 19, 8));
        let fixed: FixedSum = values.iter().map(|v| *v as f64 * 0.5).collect();
        assert_eq!(Some(whole.mean(0.5)), fixed.mean());
        assert_eq!(whole.interval(0.5, 0.95), fixed.mean_interval(0.95));
        assert_eq!(half.interval(1.0, 2.0), None);
    }

    #[test]
    fn nothing_and_one_have_no_interval_and_equal_ones_a_point() {
        let mut sum = WholeSum::default();
        assert_eq!((sum.mean(1.0), sum.interval(1.0, 0.95)), (0.0, None));
        for _ in 0..3 {
            sum.add(7);
        }
        assert_eq!(sum.interval(1.0, 0.95), Some((7.0, 7.0)));
    }
}
