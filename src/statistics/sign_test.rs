//! The sign test: of paired differences, how many go one way.
//!
//! Exact and one-sided (Arbuthnott 1710; Dixon and Mood 1946, Journal of the American Statistical Association 41:557): if neither way were
//! likelier, the number of positive ones among `n` differences that are not 0 would be binomial with one half. Ties are left out.

use super::beta;

/// The chance of at least `plus` of `plus + minus` differences going up, were both ways equally likely; 1 without any.
pub fn one_sided(plus: u64, minus: u64) -> f64 {
    let all = plus.saturating_add(minus);
    // The upper tail at `plus` is, by symmetry, the lower tail at `minus`.
    if all == 0 { 1.0 } else { beta::binomial_cdf(minus, all, 0.5) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_by_hand() {
        assert_eq!(one_sided(0, 0), 1.0);
        assert!((one_sided(1, 0) - 0.5).abs() < 1e-15);
        assert!((one_sided(5, 0) - 1.0 / 32.0).abs() < 1e-15);
        // 10 or more of 12: (66 + 12 + 1) / 4096.
        assert!((one_sided(10, 2) - 79.0 / 4096.0).abs() < 1e-14);
        assert_eq!(one_sided(0, 4), 1.0);
    }

    /// Arbuthnott's: 82 years out of 82.
    #[test]
    fn arbuthnotts_christenings() {
        assert!((one_sided(82, 0) / libm::pow(0.5, 82.0) - 1.0).abs() < 1e-10);
    }
}
