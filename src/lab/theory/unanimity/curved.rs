//! Two parties whose utility need not be linear: talks that may break down, proposers drawn by lot.
//!
//! Party 1's share `x` is worth `u_1 = x^a_1` to it, the rest `u_2 = (1−x)^a_2` to party 2; an exponent below 1 is aversion to risk.
//!
//! Breakdown (Binmore, Rubinstein and Wolinsky 1986, RAND Journal of Economics 17:176): offers in turn, no discounting, but after each refusal
//! talks end with chance `p` and leave `b_i` (in utility): `u_2(1−x) = p b_2 + (1−p) u_2(1−y)` and `u_1(y) = p b_1 + (1−p) u_1(x)`, with
//! `x` and `y` party 1's share when 1 and when 2 proposes. As `p → 0` both go to the Nash solution with `b` as disagreement point.
//!
//! Lot (Britz, Herings and Predtetchinski 2010, Journal of Economic Theory 145:1951): party `i` proposes with chance `π_i` in each round, future
//! utility counts `d` times: `u_2(1−x) = d [π_1 u_2(1−x) + π_2 u_2(1−y)]`, `u_1(y) = d [π_1 u_1(x) + π_2 u_1(y)]`. As `d → 1` both go to the
//! Nash solution with the chances as weights, `π_1 a_1 / (π_1 a_1 + π_2 a_2)`.

use crate::lab::theory::{InvalidInput, discount, share};

/// Shares of party 1.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Shares {
    /// When party 1 proposes.
    pub first_proposes: f64,
    /// When party 2 proposes.
    pub second_proposes: f64,
    /// What both go to as talks become smooth.
    pub limit: f64,
}

/// Talks that break down with chance `risk` (above 0, at most 1) after each refusal, leaving utilities `breakdown` (0 or more, and less than
/// some division gives both), between parties with exponents above 0, and at most 1 if breakdown leaves anything.
///
/// # Errors
/// When a number is out of range.
pub fn breakdown(risk: f64, breakdown: [f64; 2], exponents: [f64; 2]) -> Result<Shares, InvalidInput> {
    let p = share("p_breakdown", risk)?;
    let b =
        [share("breakdown_payoffs_utils", breakdown[0])?, share("breakdown_payoffs_utils", breakdown[1])?];
    let a = positive(exponents)?;
    let (low, high) = (libm::pow(b[0], 1.0 / a[0]), 1.0 - libm::pow(b[1], 1.0 / a[1]));
    if p == 0.0 || low >= high {
        return Err(InvalidInput(format!(
            "p_breakdown is {p} and breakdown leaves {} and {}; expected a chance above 0, and a division that is better for both",
            b[0], b[1]
        )));
    }
    if b != [0.0, 0.0] && a.iter().any(|a| *a > 1.0) {
        return Err(InvalidInput(
            "an exponent is above 1 and breakdown leaves something: there may be several equilibria"
                .to_owned(),
        ));
    }
    let one = |x: f64| libm::pow(x, a[0]);
    let two = |x: f64| libm::pow(1.0 - x, a[1]);
    let answer = |x: f64| libm::pow(p * b[0] + (1.0 - p) * one(x), 1.0 / a[0]);
    // What party 2 has from x, less what it has from refusing: falling in x from where party 1 gets what breakdown leaves.
    let x = root(low, high, |x| two(x) - p * b[1] - (1.0 - p) * two(answer(x)));
    // The slope of the logarithm of the Nash product.
    let slope = |x: f64| {
        a[0] * libm::pow(x, a[0] - 1.0) * (two(x) - b[1])
            - a[1] * libm::pow(1.0 - x, a[1] - 1.0) * (one(x) - b[0])
    };
    let limit = if b == [0.0, 0.0] { a[0] / (a[0] + a[1]) } else { root(low, high, slope) };
    Ok(Shares { first_proposes: x, second_proposes: answer(x), limit })
}

/// Proposers drawn with chances that sum to 1, a discount factor from 0 to below 1, exponents above 0.
///
/// # Errors
/// When a number is out of range.
pub fn by_lot(recognition: [f64; 2], delta: f64, exponents: [f64; 2]) -> Result<Shares, InvalidInput> {
    let d = discount("delta", delta)?;
    let pi = [share("recognition", recognition[0])?, share("recognition", recognition[1])?];
    if (pi[0] + pi[1] - 1.0).abs() > 1e-9 {
        return Err(InvalidInput("the chances of recognition do not sum to 1".to_owned()));
    }
    let a = positive(exponents)?;
    // y = r_1 x and 1 − x = r_2 (1 − y), with r_i = (1 − (1−d)/(1−d π_j))^(1/a_i); kept is 1 − r without loss of digits.
    let kept = |i: usize| -libm::expm1(libm::log1p(-(1.0 - d) / (1.0 - d * pi[1 - i])) / a[i]);
    let (one, two) = (kept(0), kept(1));
    let both = one + two - one * two;
    let x = two / both;
    let weights = [pi[0] * a[0], pi[1] * a[1]];
    Ok(Shares {
        first_proposes: x,
        second_proposes: (1.0 - one) * x,
        limit: weights[0] / (weights[0] + weights[1]),
    })
}

fn positive(exponents: [f64; 2]) -> Result<[f64; 2], InvalidInput> {
    if exponents.iter().all(|a| (1e-3..=1e3).contains(a)) {
        return Ok(exponents);
    }
    Err(InvalidInput(format!(
        "the exponents are {} and {}; expected 0.001 to 1000",
        exponents[0], exponents[1]
    )))
}

/// Where a falling function crosses 0.
fn root(mut low: f64, mut high: f64, of: impl Fn(f64) -> f64) -> f64 {
    for _ in 0..200 {
        let middle = f64::midpoint(low, high);
        if of(middle) > 0.0 { low = middle } else { high = middle }
    }
    f64::midpoint(low, high)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn near(a: f64, b: f64) -> bool {
        (a - b).abs() < 1e-10
    }

    /// Linear: `x = ((1 − b_2) + (1 − p) b_1) / (2 − p)`.
    #[test]
    fn linear_by_hand() {
        let found = breakdown(0.05, [0.2, 0.1], [1.0, 1.0]).unwrap();
        assert!(near(found.first_proposes, (0.9 + 0.95 * 0.2) / 1.95) && near(found.limit, 0.55));
        let lot = by_lot([0.5, 0.5], 0.9, [1.0, 1.0]).unwrap();
        assert!(near(lot.first_proposes, 0.55) && near(lot.second_proposes, 0.45) && near(lot.limit, 0.5));
    }

    #[test]
    fn refuses_what_is_out_of_range() {
        assert!(breakdown(0.0, [0.0; 2], [1.0; 2]).is_err());
        assert!(breakdown(0.1, [0.5, 0.5], [1.0; 2]).is_err());
        assert!(breakdown(0.1, [0.1, 0.1], [2.0, 1.0]).is_err());
        assert!(by_lot([0.5, 0.4], 0.9, [1.0; 2]).is_err());
        assert!(by_lot([0.5, 0.5], 1.0, [1.0; 2]).is_err());
        assert!(by_lot([0.5, 0.5], 0.9, [0.0, 1.0]).is_err());
        assert_eq!(by_lot([1.0, 0.0], 0.9, [1.0; 2]).unwrap().first_proposes, 1.0);
    }

    proptest! {
        #[test]
        fn equations_hold_and_smooth_talks_are_near_the_limit(
            p in 0.01_f64..1.0, b in 0.0_f64..0.45, c in 0.0_f64..0.45, a1 in 0.2_f64..1.0, a2 in 0.2_f64..1.0,
        ) {
            let u = [|x: f64, a: f64| libm::pow(x, a), |x: f64, a: f64| libm::pow(1.0 - x, a)];
            let b = [u[0](b, a1), libm::pow(c, a2)];
            let found = breakdown(p, b, [a1, a2]).unwrap();
            let (x, y) = (found.first_proposes, found.second_proposes);
            prop_assert!(near(u[1](x, a2), p * b[1] + (1.0 - p) * u[1](y, a2)));
            prop_assert!(near(u[0](y, a1), p * b[0] + (1.0 - p) * u[0](x, a1)));
            let smooth = breakdown(1e-5, b, [a1, a2]).unwrap();
            prop_assert!((smooth.first_proposes - smooth.limit).abs() < 1e-3);

            let lot = by_lot([p, 1.0 - p], 0.9, [a1, a2]).unwrap();
            let (x, y) = (lot.first_proposes, lot.second_proposes);
            prop_assert!(near(u[1](x, a2), 0.9 * (p * u[1](x, a2) + (1.0 - p) * u[1](y, a2))));
            prop_assert!(near(u[0](y, a1), 0.9 * (p * u[0](x, a1) + (1.0 - p) * u[0](y, a1))));
            let smooth = by_lot([p, 1.0 - p], 1.0 - 1e-9, [a1, a2]).unwrap();
            prop_assert!((smooth.first_proposes - smooth.limit).abs() < 1e-6);
        }
    }
}
