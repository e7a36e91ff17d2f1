//! Moments that can be merged: count, mean and the central sums M2, M3, M4.
//!
//! Updating and merging formulas of Pébay (2008), SAND2008-6212, equations 2.1 and 3.1, which extend Chan, Golub and LeVeque (1983), The
//! American Statistician 37:242. The mean is kept as a pair of doubles, so that data far from zero (the NIST sets `NumAcc3`
//! and `NumAcc4`) lose nothing. Results of different merge trees agree to rounding, not to the last bit: where the last bit counts use
//! [`super::FixedSum`].

/// Running moments of a sample.
#[derive(Debug, Clone, PartialEq)]
pub struct Moments {
    count: u64,
    /// Mean, leading part and remainder.
    mean: (f64, f64),
    m2: f64,
    m3: f64,
    m4: f64,
    min: f64,
    max: f64,
}

impl Default for Moments {
    fn default() -> Self {
        Self {
            count: 0,
            mean: (0.0, 0.0),
            m2: 0.0,
            m3: 0.0,
            m4: 0.0,
            min: f64::INFINITY,
            max: f64::NEG_INFINITY,
        }
    }
}

/// Adds a double to a pair of doubles, keeping the rounding error in the second (Knuth's two-sum).
fn add_exactly(pair: (f64, f64), addend: f64) -> (f64, f64) {
    let sum = pair.0 + addend;
    let part = sum - pair.0;
    let error = (pair.0 - (sum - part)) + (addend - part) + pair.1;
    let high = sum + error;
    (high, error - (high - sum))
}

impl Moments {
    /// No values yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds one value.
    pub fn add(&mut self, value: f64) {
        let before = self.count as f64;
        self.count += 1;
        let n = self.count as f64;
        let delta = (value - self.mean.0) - self.mean.1;
        let step = delta / n;
        let term = delta * step * before;
        self.mean = add_exactly(self.mean, step);
        self.m4 +=
            term * step * step * (n * n - 3.0 * n + 3.0) + 6.0 * step * step * self.m2 - 4.0 * step * self.m3;
        self.m3 += term * step * (n - 2.0) - 3.0 * step * self.m2;
        self.m2 += term;
        self.min = self.min.min(value);
        self.max = self.max.max(value);
    }

    /// Adds all the values that another has seen.
    pub fn merge(&mut self, other: &Self) {
        if other.count == 0 {
            return;
        }
        if self.count == 0 {
            self.clone_from(other);
            return;
        }
        let (a, b) = (self.count as f64, other.count as f64);
        let n = a + b;
        let delta = (other.mean.0 - self.mean.0) + (other.mean.1 - self.mean.1);
        let d2 = delta * delta;
        let m4 = self.m4
            + other.m4
            + d2 * d2 * a * b * (a * a - a * b + b * b) / (n * n * n)
            + 6.0 * d2 * (a * a * other.m2 + b * b * self.m2) / (n * n)
            + 4.0 * delta * (a * other.m3 - b * self.m3) / n;
        let m3 = self.m3
            + other.m3
            + d2 * delta * a * b * (a - b) / (n * n)
            + 3.0 * delta * (a * other.m2 - b * self.m2) / n;
        self.m2 += other.m2 + d2 * a * b / n;
        self.m3 = m3;
        self.m4 = m4;
        self.mean = add_exactly(self.mean, delta * b / n);
        self.count += other.count;
        self.min = self.min.min(other.min);
        self.max = self.max.max(other.max);
    }

    /// How many values.
    pub fn count(&self) -> u64 {
        self.count
    }

    /// The mean; `None` without values.
    pub fn mean(&self) -> Option<f64> {
        (self.count > 0).then_some(self.mean.0)
    }

    /// The sums of squared, cubed and fourth powers of deviations from the mean.
    pub fn central_sums(&self) -> (f64, f64, f64) {
        (self.m2, self.m3, self.m4)
    }

    /// The variance with denominator n-1; `None` for fewer than two values.
    pub fn variance(&self) -> Option<f64> {
        (self.count > 1).then(|| self.m2 / (self.count as f64 - 1.0))
    }

    /// The standard deviation with denominator n-1; `None` for fewer than two values.
    pub fn standard_deviation(&self) -> Option<f64> {
        self.variance().map(libm::sqrt)
    }

    /// Population skewness `√n M3 / M2^{3/2}`; `None` when all values are equal.
    pub fn skewness(&self) -> Option<f64> {
        (self.m2 > 0.0).then(|| libm::sqrt(self.count as f64) * self.m3 / (self.m2 * libm::sqrt(self.m2)))
    }

    /// Population excess kurtosis `n M4 / M2² - 3`; `None` when all values are equal.
    pub fn excess_kurtosis(&self) -> Option<f64> {
        (self.m2 > 0.0).then(|| self.count as f64 * self.m4 / (self.m2 * self.m2) - 3.0)
    }

    /// The smallest value; `None` without values.
    pub fn min(&self) -> Option<f64> {
        (self.count > 0).then_some(self.min)
    }

    /// The largest value; `None` without values.
    pub fn max(&self) -> Option<f64> {
        (self.count > 0).then_some(self.max)
    }
}

impl FromIterator<f64> for Moments {
    fn from_iter<I: IntoIterator<Item = f64>>(values: I) -> Self {
        let mut moments = Self::new();
        for value in values {
            moments.add(value);
        }
        moments
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn by_hand() {
        let moments: Moments = [1.0, 2.0, 3.0, 4.0, 5.0, 10.0].into_iter().collect();
        assert!((moments.mean().unwrap() - 25.0 / 6.0).abs() < 1e-14);
        assert!((moments.variance().unwrap() - 61.0 / 6.0).abs() < 1e-13);
        assert!((moments.skewness().unwrap() - 1.051_328_089_232_02).abs() < 1e-12);
        assert!((moments.excess_kurtosis().unwrap() + 0.021_349_099_704_381_5).abs() < 1e-12);
    }

    /// NIST Statistical Reference Datasets, `NumAcc4`: 1001 values near ten million; mean 10000000.2, standard deviation 0.1.
    #[test]
    fn nist_numacc4() {
        let values = || {
            std::iter::once(10_000_000.2)
                .chain((0..1000).map(|k| if k % 2 == 0 { 10_000_000.1 } else { 10_000_000.3 }))
        };
        let moments: Moments = values().collect();
        assert!((moments.mean().unwrap() - 10_000_000.2).abs() < 1e-8);
        assert!((moments.standard_deviation().unwrap() - 0.1).abs() < 1e-9);
        // The exact third sum of these doubles is far below the noise that a plain mean would leave (about 1e-8).
        assert!(moments.central_sums().1.abs() < 5e-9, "{:?}", moments.central_sums());
    }

    #[test]
    fn nothing_and_one() {
        let mut moments = Moments::new();
        assert_eq!((moments.mean(), moments.min(), moments.variance()), (None, None, None));
        moments.add(2.0);
        assert_eq!((moments.mean(), moments.variance(), moments.skewness()), (Some(2.0), None, None));
    }

    proptest! {
        #[test]
        fn any_merge_order_agrees(values in proptest::collection::vec(-100.0f64..100.0, 2..60), cut in 1usize..59) {
            let cut = cut.min(values.len() - 1);
            let whole: Moments = values.iter().copied().collect();
            let (mut left, mut right): (Moments, Moments) =
                (values[..cut].iter().copied().collect(), values[cut..].iter().copied().collect());
            let first = left.clone();
            left.merge(&right);
            right.merge(&first);
            for merged in [&left, &right] {
                let scale = 1.0 + whole.central_sums().2;
                prop_assert!((merged.mean().unwrap() - whole.mean().unwrap()).abs() < 1e-11);
                prop_assert!((merged.central_sums().0 - whole.central_sums().0).abs() < 1e-11 * scale);
                prop_assert!((merged.central_sums().1 - whole.central_sums().1).abs() < 1e-9 * scale);
                prop_assert!((merged.central_sums().2 - whole.central_sums().2).abs() < 1e-9 * scale);
            }
        }
    }
}
