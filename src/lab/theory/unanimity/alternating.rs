//! Two parties that make offers in turn, for ever.
//!
//! Rubinstein (1982), Econometrica 50:97: the one subgame-perfect equilibrium gives proposer 1 `(1−d_2)/(1−d_1 d_2)`, proposer 2
//! `(1−d_1)/(1−d_1 d_2)`. With interest rates `r_i` and `Δ` between offers, `d_i = exp(−r_i Δ)`, and party 1 gets `r_2/(r_1+r_2)` as `Δ → 0`
//! (Binmore, Rubinstein and Wolinsky 1986, RAND Journal of Economics 17:176).
//!
//! Binmore, Shaked and Sutton (1989), Quarterly Journal of Economics 104:753: a responder may instead leave with `s_i`, not discounted;
//! `x_1 = 1 − max(d_2 x_2, s_2)`, `x_2 = 1 − max(d_1 x_1, s_1)`. An outside option matters only if it is worth more than going on.

use crate::lab::theory::{INDIFFERENCE, InvalidInput, not_negative, share};

/// What each party keeps when it proposes; the other gets the rest.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Offers {
    /// Share of party 1 when it proposes.
    pub first: f64,
    /// Share of party 2 when it proposes.
    pub second: f64,
}

/// Offers with outside options.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct WithOptions {
    /// What each keeps.
    pub offers: Offers,
    /// By party: whether leaving is worth more to it as responder than going on would be.
    pub binding: [bool; 2],
}

/// Discount factors from 0 to 1, not both 1.
///
/// # Errors
/// When they are not.
pub fn forever(discount: [f64; 2]) -> Result<Offers, InvalidInput> {
    let [first, second] = discounts(discount)?;
    let both = 1.0 - first * second;
    Ok(Offers { first: (1.0 - second) / both, second: (1.0 - first) / both })
}

/// Discount factors as for [`forever`], and what each can have by leaving: 0 or more, together below 1.
///
/// # Errors
/// When a number is out of range.
pub fn with_options(discount: [f64; 2], options: [f64; 2]) -> Result<WithOptions, InvalidInput> {
    let d = discounts(discount)?;
    let s = [not_negative("outside_option", options[0])?, not_negative("outside_option", options[1])?];
    if s[0] + s[1] >= 1.0 {
        return Err(InvalidInput(format!(
            "the outside options are {} and {}; expected together less than the pie",
            s[0], s[1]
        )));
    }
    let offers = fixed_point(d, s);
    // Going on is worth its share of the next offer to a responder.
    let on = [d[0] * offers.first, d[1] * offers.second];
    Ok(WithOptions { offers, binding: [s[0] > on[0] + INDIFFERENCE, s[1] > on[1] + INDIFFERENCE] })
}

/// The one solution, by trying which options bind: none, one, both.
fn fixed_point(d: [f64; 2], s: [f64; 2]) -> Offers {
    let both = 1.0 - d[0] * d[1];
    let free = Offers { first: (1.0 - d[1]) / both, second: (1.0 - d[0]) / both };
    let first_binds = Offers { first: 1.0 - d[1] * (1.0 - s[0]), second: 1.0 - s[0] };
    let second_binds = Offers { first: 1.0 - s[1], second: 1.0 - d[0] * (1.0 - s[1]) };
    let both_bind = Offers { first: 1.0 - s[1], second: 1.0 - s[0] };
    // How far offers are from answering each other; exactly 0 up to rounding for the right one.
    let wrong = |x: &Offers| {
        let first = 1.0 - (d[1] * x.second).max(s[1]) - x.first;
        let second = 1.0 - (d[0] * x.first).max(s[0]) - x.second;
        first.abs().max(second.abs())
    };
    let others = [first_binds, second_binds, both_bind];
    others.into_iter().fold(free, |best, x| if wrong(&x) < wrong(&best) - INDIFFERENCE { x } else { best })
}

/// Offers made every `interval` of time by parties with these interest rates (0 or more, not both 0), and the share of party 1 as the interval
/// becomes short.
///
/// # Errors
/// When a number is out of range.
pub fn continuous(rates: [f64; 2], interval: f64) -> Result<(Offers, f64), InvalidInput> {
    let r = [not_negative("rates", rates[0])?, not_negative("rates", rates[1])?];
    let dt = not_negative("dt", interval)?;
    let both = r[0] + r[1];
    if !(both > 0.0 && both.is_finite() && both * dt > 0.0 && (both * dt).is_finite()) {
        return Err(InvalidInput(format!(
            "the rates are {} and {} and dt is {dt}; expected dt above 0 and rates that are not both 0",
            r[0], r[1]
        )));
    }
    // 1 − exp(−r Δ) without loss of digits for short intervals.
    let lost = |rate: f64| -libm::expm1(-rate * dt);
    let offers = Offers { first: lost(r[1]) / lost(both), second: lost(r[0]) / lost(both) };
    Ok((offers, r[1] / both))
}

fn discounts(d: [f64; 2]) -> Result<[f64; 2], InvalidInput> {
    let d = [share("delta", d[0])?, share("delta", d[1])?];
    if d[0] * d[1] < 1.0 {
        return Ok(d);
    }
    Err(InvalidInput("both discount factors are 1: every division is an equilibrium".to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn near(a: f64, b: f64) -> bool {
        (a - b).abs() < 1e-12
    }

    #[test]
    fn by_hand() {
        let found = forever([0.9, 0.8]).unwrap();
        assert!(near(found.first, 5.0 / 7.0) && near(found.second, 5.0 / 14.0));
        assert_eq!(forever([1.0, 0.5]).unwrap(), Offers { first: 1.0, second: 0.0 });
        assert!(forever([1.0, 1.0]).is_err() && forever([-0.1, 0.5]).is_err());
    }

    /// The experiment of Binmore, Shaked and Sutton: with 0.9 twice, an option of 0.3 changes nothing, one of 0.6 is paid exactly.
    #[test]
    fn the_outside_option_principle() {
        let plain = forever([0.9, 0.9]).unwrap();
        let small = with_options([0.9, 0.9], [0.0, 0.3]).unwrap();
        assert_eq!((small.offers, small.binding), (plain, [false, false]));
        let large = with_options([0.9, 0.9], [0.0, 0.6]).unwrap();
        assert!(near(large.offers.first, 0.4) && near(large.offers.second, 0.64));
        assert_eq!(large.binding, [false, true]);
        assert!(with_options([0.9, 0.9], [0.5, 0.5]).is_err());
    }

    #[test]
    fn short_intervals() {
        let (offers, limit) = continuous([0.1, 0.2], 1.0).unwrap();
        assert!(near(offers.first, 0.699_390_394_644_272_6) && near(limit, 2.0 / 3.0));
        let (short, _) = continuous([0.1, 0.2], 1e-9).unwrap();
        assert!((short.first - limit).abs() < 1e-9 && (short.first + short.second - 1.0).abs() < 1e-9);
        assert!(continuous([0.0, 0.0], 1.0).is_err() && continuous([0.1, 0.1], 0.0).is_err());
    }

    proptest! {
        #[test]
        fn offers_answer_each_other(a in 0.0_f64..1.0, b in 0.0_f64..1.0, s in 0.0_f64..1.0, part in 0.0_f64..0.99) {
            let options = [s * part, (1.0 - s) * part];
            let WithOptions { offers: Offers { first, second }, binding } = with_options([a, b], options).unwrap();
            prop_assert!(near(first, 1.0 - f64::max(b * second, options[1])));
            prop_assert!(near(second, 1.0 - f64::max(a * first, options[0])));
            // The other names, the same division.
            let turned = with_options([b, a], [options[1], options[0]]).unwrap();
            prop_assert!(near(turned.offers.first, second) && near(turned.offers.second, first));
            if binding == [false, false] {
                let plain = forever([a, b]).unwrap();
                prop_assert!(near(plain.first, first) && near(plain.second, second));
            }
        }
    }
}
