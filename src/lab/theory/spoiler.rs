//! Whether to buy in a party that could spoil an agreement.
//!
//! Stedman (1997), International Security 22(2):5, as a geometric survival. An agreement yields W per period; left out, the spoiler ends
//! it with hazard s in each period after the first, so it is worth `W / (1 - δ(1-s))`; bought in at a concession c per period it
//! lasts: `(W-c) / (1-δ)`. Buying in pays iff `c <= W δ s / (1 - δ(1-s))`.

use super::{INDIFFERENCE, InvalidInput, discount, finite, share};

/// The two values and what decides between them.
#[derive(Debug, Clone, PartialEq)]
pub struct Inclusion {
    /// Value with the spoiler left out.
    pub exclude: f64,
    /// Value with the spoiler bought in.
    pub include: f64,
    /// Largest concession per period worth paying.
    pub most_worth_paying: f64,
    /// Whether buying in is at least as good.
    pub include_is_better: bool,
    /// Expected periods of life when left out; `None` when it never ends.
    pub life: Option<f64>,
    /// Probability of surviving ten hazards when left out.
    pub survives_ten: f64,
}

/// Flow `value` and `concession` per period, `hazard` in [0, 1], discount factor in [0, 1).
///
/// # Errors
/// When an input is outside its range.
pub fn inclusion(value: f64, concession: f64, hazard: f64, delta: f64) -> Result<Inclusion, InvalidInput> {
    finite("agreement_flow_value", value)?;
    finite("per_period_concession_to_include", concession)?;
    share("spoil_hazard_if_excluded", hazard)?;
    discount("delta", delta)?;
    let survival = 1.0 - hazard;
    let effective = 1.0 - delta * survival;
    let most_worth_paying = value * delta * hazard / effective;
    Ok(Inclusion {
        exclude: value / effective,
        include: (value - concession) / (1.0 - delta),
        most_worth_paying,
        include_is_better: concession <= most_worth_paying + INDIFFERENCE,
        life: (hazard > 0.0).then(|| 1.0 / hazard),
        survives_ten: (0..10).fold(1.0, |product, _| product * survival),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn by_hand() {
        let found = inclusion(10.0, 2.0, 0.1, 0.9).unwrap();
        assert!((found.exclude - 1000.0 / 19.0).abs() < 1e-12 && (found.include - 80.0).abs() < 1e-12);
        assert!((found.most_worth_paying - 90.0 / 19.0).abs() < 1e-12 && found.include_is_better);
        assert!(!inclusion(10.0, 6.0, 0.1, 0.9).unwrap().include_is_better);
    }

    #[test]
    fn at_the_limit_both_are_worth_the_same() {
        let limit = inclusion(10.0, 0.0, 0.3, 0.8).unwrap().most_worth_paying;
        let found = inclusion(10.0, limit, 0.3, 0.8).unwrap();
        assert!((found.exclude - found.include).abs() < 1e-12 && found.include_is_better);
    }

    #[test]
    fn without_hazard_nothing_is_worth_paying() {
        let found = inclusion(10.0, 0.0, 0.0, 0.9).unwrap();
        assert_eq!((found.most_worth_paying, found.life), (0.0, None));
        assert!(inclusion(10.0, 0.0, 0.0, 1.0).is_err());
    }
}
