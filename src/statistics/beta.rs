//! The beta distribution: the regularised incomplete beta function and its inverse.
//!
//! Continued fraction of DLMF 8.17.22, evaluated by the modified Lentz method (Press et al., "Numerical Recipes", section
//! 6.4). The factor in front is computed by the saddle-point expansion of Loader (2000), "Fast and accurate computation of
//! binomial probabilities", which keeps full precision when the shapes are in the millions, where differences of
//! log-gammas lose eight digits.

const LN_SQRT_2PI: f64 = 0.918_938_533_204_672_7;

/// Loader's `stirlerr`: ln Γ(n+1) minus Stirling's formula.
fn stirling_error(n: f64) -> f64 {
    if n <= 15.0 {
        if n == 0.0 {
            return 0.0;
        }
        return libm::lgamma(n + 1.0) - (n + 0.5) * libm::log(n) + n - LN_SQRT_2PI;
    }
    let square = n * n;
    let series = 1.0 / 1188.0 / square;
    let series = (1.0 / 1680.0 - series) / square;
    let series = (1.0 / 1260.0 - series) / square;
    let series = (1.0 / 360.0 - series) / square;
    (1.0 / 12.0 - series) / n
}

/// Loader's `bd0`: `x ln(x/m) + m - x` without cancellation.
fn deviance(x: f64, mean: f64) -> f64 {
    if (x - mean).abs() < 0.1 * (x + mean) {
        let ratio = (x - mean) / (x + mean);
        let mut sum = (x - mean) * ratio;
        let mut term = 2.0 * x * ratio;
        let square = ratio * ratio;
        for j in 1..200 {
            term *= square;
            let next = sum + term / f64::from(2 * j + 1);
            if next == sum {
                break;
            }
            sum = next;
        }
        return sum;
    }
    x * libm::log(x / mean) + mean - x
}

/// `Γ(x+y+1) / (Γ(x+1) Γ(y+1)) p^x q^y` for real x, y > 0 and q = 1 - p, both strictly between 0 and 1.
fn binomial_density(x: f64, y: f64, p: f64, q: f64) -> f64 {
    let n = x + y;
    let exponent =
        stirling_error(n) - stirling_error(x) - stirling_error(y) - deviance(x, n * p) - deviance(y, n * q);
    libm::exp(exponent) * libm::sqrt(n / (2.0 * std::f64::consts::PI * x * y))
}

/// `x^a (1-x)^b / B(a, b)`.
fn front(a: f64, b: f64, x: f64, complement: f64) -> f64 {
    a * b / (a + b) * binomial_density(a, b, x, complement)
}

/// The continued fraction, for x below the mean.
fn continued_fraction(a: f64, b: f64, x: f64) -> f64 {
    const TINY: f64 = 1e-300;
    let guard = |value: f64| if value.abs() < TINY { TINY } else { value };
    let mut c = 1.0;
    let mut d = 1.0 / guard(1.0 - (a + b) * x / (a + 1.0));
    let mut result = d;
    for m in 1..10_000_000_u32 {
        let m = f64::from(m);
        let even = m * (b - m) * x / ((a + 2.0 * m - 1.0) * (a + 2.0 * m));
        d = 1.0 / guard(1.0 + even * d);
        c = guard(1.0 + even / c);
        result *= d * c;
        let odd = -(a + m) * (a + b + m) * x / ((a + 2.0 * m) * (a + 2.0 * m + 1.0));
        d = 1.0 / guard(1.0 + odd * d);
        c = guard(1.0 + odd / c);
        let factor = d * c;
        result *= factor;
        if (factor - 1.0).abs() < 1e-16 {
            break;
        }
    }
    result
}

/// The regularised incomplete beta function `I_x(a, b)`, with `complement` = 1 - x given apart so that neither end loses digits.
///
/// Shapes a, b > 0; x is clamped to [0, 1].
pub fn regularised_with_complement(a: f64, b: f64, x: f64, complement: f64) -> f64 {
    if x <= 0.0 {
        return 0.0;
    }
    if complement <= 0.0 {
        return 1.0;
    }
    if x <= (a + 1.0) / (a + b + 2.0) {
        front(a, b, x, complement) * continued_fraction(a, b, x) / a
    } else {
        1.0 - front(a, b, x, complement) * continued_fraction(b, a, complement) / b
    }
}

/// The regularised incomplete beta function `I_x(a, b)`: the distribution function of a beta variable with shapes a, b > 0.
pub fn regularised(a: f64, b: f64, x: f64) -> f64 {
    regularised_with_complement(a, b, x, 1.0 - x)
}

/// The share of a beta variable above x, accurate also where it is tiny.
fn upper_tail(a: f64, b: f64, x: f64) -> f64 {
    regularised_with_complement(b, a, 1.0 - x, x)
}

/// The value x with `I_x(a, b) = p`, for shapes a, b > 0 and p in [0, 1]: Newton steps kept inside a shrinking bracket.
pub fn quantile(a: f64, b: f64, p: f64) -> f64 {
    if p <= 0.0 || p >= 1.0 {
        return if p <= 0.0 { 0.0 } else { 1.0 };
    }
    // The smaller tail is solved for, since the other has fewer digits.
    let lower = p <= 0.5;
    let excess = |x: f64| if lower { regularised(a, b, x) - p } else { (1.0 - p) - upper_tail(a, b, x) };
    let (mut low, mut high) = (0.0_f64, 1.0_f64);
    let mut x = a / (a + b);
    for _ in 0..400 {
        let error = excess(x);
        if error == 0.0 {
            return x;
        }
        if error < 0.0 {
            low = x;
        } else {
            high = x;
        }
        let slope = front(a, b, x, 1.0 - x) / (x * (1.0 - x));
        let newton = x - error / slope;
        let next = if newton > low && newton < high { newton } else { f64::midpoint(low, high) };
        if (next - x).abs() <= 2.0 * f64::EPSILON * x || next <= low || next >= high {
            return next;
        }
        x = next;
    }
    x
}

/// The share of a binomial variable at or below `k`: `P(X <= k)` for `n` trials with success `p` in [0, 1].
pub fn binomial_cdf(k: u64, n: u64, p: f64) -> f64 {
    if k >= n {
        return 1.0;
    }
    if p <= 0.0 || p >= 1.0 {
        return if p <= 0.0 { 1.0 } else { 0.0 };
    }
    regularised_with_complement((n - k) as f64, k as f64 + 1.0, 1.0 - p, p)
}

#[cfg(test)]
mod tests {
    use super::*;
    use statrs::function::beta::beta_reg;

    #[test]
    fn closed_forms() {
        assert!((regularised(1.0, 1.0, 0.3) - 0.3).abs() < 1e-15);
        assert!((regularised(3.0, 1.0, 0.5) - 0.125).abs() < 1e-15);
        // The arcsine law.
        let arcsine = 2.0 / std::f64::consts::PI * libm::asin(libm::sqrt(0.2));
        assert!((regularised(0.5, 0.5, 0.2) - arcsine).abs() < 1e-14);
    }

    #[test]
    fn agrees_with_statrs() {
        for a in [0.5, 1.0, 2.5, 10.0, 80.0, 500.5] {
            for b in [0.5, 1.0, 3.0, 20.0, 300.0] {
                for x in [0.001, 0.1, 0.4, 0.5, 0.77, 0.99] {
                    assert!((regularised(a, b, x) - beta_reg(a, b, x)).abs() < 1e-11, "{a} {b} {x}");
                }
            }
        }
    }

    #[test]
    fn quantile_inverts_also_for_shapes_in_the_millions() {
        for (a, b) in [(0.5, 20.5), (8.0, 13.0), (1.0, 1e6), (5e5, 5e5), (0.5, 999_999.5)] {
            for p in [0.005, 0.025, 0.5, 0.975, 0.995] {
                let x = quantile(a, b, p);
                assert!((regularised(a, b, x) - p).abs() < 1e-9, "{a} {b} {p}");
            }
        }
    }

    #[test]
    fn binomial_sums() {
        assert!((binomial_cdf(2, 14, 0.5) - 106.0 / 16384.0).abs() < 1e-16);
        assert_eq!(binomial_cdf(5, 5, 0.2), 1.0);
        assert!((binomial_cdf(500_000, 1_000_000, 0.5) - 0.500_398_942_180_666).abs() < 1e-12);
    }
}
