//! A tighter mandate at home: a larger share, if there is an agreement at all.
//!
//! Putnam (1988), International Organization 42:427; Schelling (1960). Two parties split a pie; party i's ratifiers accept no less than `r_i`;
//! within that the split is even: `x_1 = clamp(pie/2, r_1, pie - r_2)`, and there is no agreement when `r_1 + r_2 > pie`. With `r_2`
//! uniform on [0, 1] and a pie of 1: agreement with probability `1 - r_1`, expected share (0 without agreement) `3/8 - r_1²/2`
//! up to `r_1` = 1/2 and `r_1 (1-r_1)` above.

use super::{InvalidInput, finite};

/// What party 1 can expect.
#[derive(Debug, Clone, PartialEq)]
pub struct TiedHands {
    /// Probability of agreement.
    pub agreement: f64,
    /// Expected share of party 1, 0 without agreement.
    pub share: f64,
    /// Expected share given agreement; `None` when there can be none.
    pub share_given_agreement: Option<f64>,
}

/// The integral of `max(r1, min(pie/2, pie - r))` over r from `from` to `to`, where `to <= pie - r1`.
fn integral(r1: f64, pie: f64, from: f64, to: f64) -> f64 {
    let half = pie / 2.0;
    if r1 >= half {
        return r1 * (to - from).max(0.0);
    }
    let flat = (to.min(half) - from).max(0.0) * half;
    let start = from.max(half);
    let falling = if to > start { pie * (to - start) - (to * to - start * start) / 2.0 } else { 0.0 };
    flat + falling
}

/// Party 1's threshold `r1`, party 2's uniform on [`low`, `high`] (equal ends: known), and the pie.
///
/// # Errors
/// When a number is not finite or the ends are not in order.
pub fn tied_hands(r1: f64, low: f64, high: f64, pie: f64) -> Result<TiedHands, InvalidInput> {
    for (name, value) in [
        ("level2_threshold_party1", r1),
        ("the lower end of party 2's threshold", low),
        ("the upper end of party 2's threshold", high),
        ("pie", pie),
    ] {
        finite(name, value)?;
    }
    if low > high {
        return Err(InvalidInput(format!(
            "party 2's threshold runs from {low} to {high}; expected the ends in order"
        )));
    }
    let last = high.min(pie - r1);
    let (agreement, share) = if low == high {
        let possible = low <= pie - r1;
        if possible { (1.0, (pie / 2.0).min(pie - low).max(r1)) } else { (0.0, 0.0) }
    } else if last <= low {
        (0.0, 0.0)
    } else {
        ((last - low) / (high - low), integral(r1, pie, low, last) / (high - low))
    };
    Ok(TiedHands { agreement, share, share_given_agreement: (agreement > 0.0).then(|| share / agreement) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn closed_forms_below_and_above_one_half() {
        for (r1, share) in [(0.0, 0.375), (0.25, 11.0 / 32.0), (0.5, 0.25), (0.6, 0.24)] {
            let found = tied_hands(r1, 0.0, 1.0, 1.0).unwrap();
            assert!((found.agreement - (1.0 - r1)).abs() < 1e-15, "{r1}");
            assert!((found.share - share).abs() < 1e-15, "{r1}");
        }
    }

    #[test]
    fn a_sum_over_a_grid_agrees() {
        for (r1, low, high, pie) in [(0.1, 0.2, 0.9, 1.0), (0.3, 0.0, 0.4, 1.5), (0.7, 0.1, 2.0, 1.0)] {
            let found = tied_hands(r1, low, high, pie).unwrap();
            let grid = (0..20_000).map(|k| low + (high - low) * (f64::from(k) + 0.5) / 20_000.0);
            let share: f64 = grid.filter(|r| r1 + r <= pie).map(|r| (pie / 2.0).min(pie - r).max(r1)).sum();
            assert!((share / 20_000.0 - found.share).abs() < 1e-4, "{r1}");
        }
    }

    #[test]
    fn no_agreement_has_no_conditional_share() {
        let found = tied_hands(1.0, 0.0, 1.0, 1.0).unwrap();
        assert_eq!((found.agreement, found.share_given_agreement), (0.0, None));
        assert!(tied_hands(0.5, 1.0, 0.0, 1.0).is_err());
    }
}
