//! How patient parties must be for cooperation to enforce itself.
//!
//! Prisoner's dilemma with payoffs temptation T, reward R, punishment P, sucker S per period. Grim trigger (Friedman 1971, Review of Economic
//! Studies 38:1): with defection detected with probability q and fined F, the one-period temptation is `T' = T - qF`, and
//! cooperation holds iff the discount factor is at least `(T'-R) / ((T'-R) + q (R-P))`; 0 when `T' <= R`. Tit for tat, perfect detection
//! (Axelrod 1984, "The Evolution of Cooperation"): `max{(T-R)/(T-P), (T-R)/(R-S)}`. Public good among n with benefit b to each from
//! each contribution and cost c (Fudenberg and Maskin 1986 for the folk theorem): `T = (n-1) b`, `R = n b - c`, `P = 0`.

use super::{InvalidInput, finite, not_negative, share};

/// The smallest discount factor in [0, 1] at which grim trigger sustains cooperation; 1 means never quite (a limit), `None` that no
/// discount factor does because cooperation pays less than punishment.
///
/// # Errors
/// When a payoff is not finite, the detection probability is outside [0, 1], or the fine is negative.
pub fn grim_threshold(
    temptation: f64,
    reward: f64,
    punishment: f64,
    detection: f64,
    fine: f64,
) -> Result<Option<f64>, InvalidInput> {
    finite("T", temptation)?;
    finite("R", reward)?;
    finite("P", punishment)?;
    share("detection_probability", detection)?;
    not_negative("fine_on_detection", fine)?;
    let gain = temptation - detection * fine - reward;
    if gain <= 0.0 {
        return Ok(Some(0.0));
    }
    let loss = detection * (reward - punishment);
    Ok((loss >= 0.0).then(|| gain / (gain + loss)))
}

/// The smallest discount factor at which tit for tat is a Nash equilibrium; `None` when no discount factor in [0, 1] will do.
///
/// # Errors
/// When a payoff is not finite.
pub fn tit_for_tat_threshold(
    temptation: f64,
    reward: f64,
    punishment: f64,
    sucker: f64,
) -> Result<Option<f64>, InvalidInput> {
    for (name, value) in [("T", temptation), ("R", reward), ("P", punishment), ("S", sucker)] {
        finite(name, value)?;
    }
    let gain = temptation - reward;
    if gain <= 0.0 {
        return Ok(Some(0.0));
    }
    let (forever, once) = (temptation - punishment, reward - sucker);
    if forever <= 0.0 || once <= 0.0 {
        return Ok(None);
    }
    Ok(Some((gain / forever).max(gain / once)).filter(|threshold| *threshold <= 1.0))
}

/// A public good among n: the payoffs of cheating and of cooperating, and the grim-trigger threshold.
#[derive(Debug, Clone, PartialEq)]
pub struct PublicGood {
    /// Temptation: what one earns by not contributing when all others do.
    pub temptation: f64,
    /// Reward: what each earns when all contribute.
    pub reward: f64,
    /// The smallest sustaining discount factor, as in [`grim_threshold`].
    pub threshold: Option<f64>,
}

/// The public good among `n` >= 1 players.
///
/// # Errors
/// When n is 0, a number is not finite, or the detection probability is outside [0, 1].
pub fn public_good(n: u64, benefit: f64, cost: f64, detection: f64) -> Result<PublicGood, InvalidInput> {
    if n == 0 {
        return Err(InvalidInput("n is 0; expected at least one player".to_owned()));
    }
    finite("benefit_to_each", benefit)?;
    finite("cost", cost)?;
    let temptation = (n - 1) as f64 * benefit;
    let reward = n as f64 * benefit - cost;
    let threshold = grim_threshold(temptation, reward, 0.0, detection, 0.0)?;
    Ok(PublicGood { temptation, reward, threshold })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Axelrod's tournament payoffs 5, 3, 1, 0: grim 1/2, tit for tat 2/3.
    #[test]
    fn axelrods_payoffs() {
        assert_eq!(grim_threshold(5.0, 3.0, 1.0, 1.0, 0.0), Ok(Some(0.5)));
        assert_eq!(tit_for_tat_threshold(5.0, 3.0, 1.0, 0.0), Ok(Some(2.0 / 3.0)));
    }

    #[test]
    fn imperfect_detection_asks_more_and_a_fine_less() {
        assert_eq!(grim_threshold(5.0, 3.0, 1.0, 0.5, 0.0), Ok(Some(2.0 / 3.0)));
        assert_eq!(grim_threshold(5.0, 3.0, 1.0, 0.5, 2.0), Ok(Some(0.5)));
        assert_eq!(grim_threshold(5.0, 3.0, 1.0, 0.75, 4.0), Ok(Some(0.0)));
        assert_eq!(grim_threshold(5.0, 3.0, 1.0, 0.0, 9.0), Ok(Some(1.0)));
    }

    #[test]
    fn larger_groups_need_less_patience_at_fixed_cost_and_benefit() {
        let threshold = |n| public_good(n, 1.0, 3.0, 1.0).unwrap().threshold.unwrap();
        assert_eq!(threshold(6), 0.4);
        assert!(threshold(12) < threshold(6));
    }

    #[test]
    fn no_patience_helps_when_cooperation_is_worse_than_punishment() {
        assert_eq!(public_good(2, 1.0, 3.0, 1.0).unwrap().threshold, None);
        assert_eq!(tit_for_tat_threshold(5.0, 1.0, 0.0, 0.5), Ok(None));
    }

    #[test]
    fn refuses_what_is_out_of_range() {
        assert!(grim_threshold(5.0, 3.0, 1.0, 1.5, 0.0).is_err());
        assert!(grim_threshold(5.0, 3.0, 1.0, 1.0, -1.0).is_err());
        assert!(public_good(0, 1.0, 1.0, 1.0).is_err());
    }
}
