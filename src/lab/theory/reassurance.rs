//! A costly first step that tells the trustworthy from the untrustworthy.
//!
//! The mechanism is that of Kydd (2000, 2005); the constraints below are derived for this game. Stakes α in the first stage and 1-α in the
//! second. In the separating profile a trustworthy player cooperates, and in the second stage cooperates iff the other did; an
//! untrustworthy one defects twice; whoever cooperates in the first stage is believed. With prior p of trustworthiness and payoffs
//! R, T, P, S by type (t, u):
//!
//! - the untrustworthy prefer to show themselves iff `α [p(Tu-Ru) + p(Tu-Pu) + (1-p)(Pu-Su)] >= p (Tu-Pu)`: the step is large enough;
//! - the trustworthy prefer to take the risk iff `α [p(Tt-Pt) + (1-p)(Pt-St)] <= p (Rt-Pt)`: the step is small enough.

pub use super::trust::Payoffs;
use super::{INDIFFERENCE, InvalidInput, share, trust};

/// Which first steps reassure.
#[derive(Debug, Clone, PartialEq)]
pub struct Reassurance {
    /// Smallest step at which the untrustworthy show themselves; `None` when none does.
    pub smallest_step: Option<f64>,
    /// Largest step, at most 1, that the trustworthy risk.
    pub largest_step: f64,
    /// The belief needed to cooperate when everything is at stake at once; `None` when no belief is enough.
    pub single_shot_trust: Option<f64>,
    /// Whether the prior is enough for that.
    pub grand_bargain_rational: bool,
    prior: f64,
    trustworthy: Payoffs,
    untrustworthy: Payoffs,
}

/// What one first step does.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Step {
    /// What the trustworthy gain by taking the step (negative: they do not).
    pub trustworthy_slack: f64,
    /// What the untrustworthy gain by showing themselves (negative: they pretend).
    pub untrustworthy_slack: f64,
    /// Whether both hold: the step separates.
    pub separating: bool,
}

/// The analysis for a prior `p` in [0, 1].
///
/// # Errors
/// When p is outside [0, 1] or a payoff is not finite.
pub fn analyse(
    prior: f64,
    trustworthy: Payoffs,
    untrustworthy: Payoffs,
) -> Result<Reassurance, InvalidInput> {
    share("p_trustworthy", prior)?;
    untrustworthy.check()?;
    let single_shot_trust = trust::minimum_trust(trustworthy)?;
    let mut found = Reassurance {
        smallest_step: None,
        largest_step: 1.0,
        single_shot_trust,
        grand_bargain_rational: single_shot_trust.is_some_and(|needed| prior >= needed - INDIFFERENCE),
        prior,
        trustworthy,
        untrustworthy,
    };
    let (temptation, revealing) = found.untrustworthy_terms();
    if temptation <= 0.0 && revealing >= 0.0 {
        found.smallest_step = Some(0.0);
    } else if revealing > 0.0 {
        found.smallest_step = Some(temptation / revealing);
    }
    let (reward, risk) = found.trustworthy_terms();
    if risk > 0.0 {
        found.largest_step = (reward / risk).min(1.0);
    }
    Ok(found)
}

impl Reassurance {
    /// What pretending brings in the second stage, and what a unit of first-stage stakes takes off.
    fn untrustworthy_terms(&self) -> (f64, f64) {
        let (p, u) = (self.prior, self.untrustworthy);
        let exploit = p * (u.temptation - u.punishment);
        (exploit, p * (u.temptation - u.reward) + exploit + (1.0 - p) * (u.punishment - u.sucker))
    }

    /// What cooperation brings, and what a unit of first-stage stakes risks.
    fn trustworthy_terms(&self) -> (f64, f64) {
        let (p, t) = (self.prior, self.trustworthy);
        let risk = p * (t.temptation - t.punishment) + (1.0 - p) * (t.punishment - t.sucker);
        (p * (t.reward - t.punishment), risk)
    }

    /// Whether some step separates.
    pub fn some_step_separates(&self) -> bool {
        let limit = self.largest_step + INDIFFERENCE;
        self.smallest_step.is_some_and(|smallest| smallest <= limit)
    }

    /// What a first step of size `alpha` in [0, 1] does.
    pub fn step(&self, alpha: f64) -> Step {
        let (temptation, revealing) = self.untrustworthy_terms();
        let (reward, risk) = self.trustworthy_terms();
        let trustworthy_slack = reward - alpha * risk;
        let untrustworthy_slack = alpha * revealing - temptation;
        let separating = trustworthy_slack >= -INDIFFERENCE && untrustworthy_slack >= -INDIFFERENCE;
        Step { trustworthy_slack, untrustworthy_slack, separating }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn payoffs([reward, temptation, punishment, sucker]: [f64; 4]) -> Payoffs {
        Payoffs { reward, temptation, punishment, sucker }
    }

    fn example() -> Reassurance {
        analyse(0.25, payoffs([4.0, 3.0, 1.0, -2.0]), payoffs([3.0, 4.0, 1.0, -2.0])).unwrap()
    }

    #[test]
    fn large_enough_and_small_enough() {
        let found = example();
        assert!((found.smallest_step.unwrap() - 3.0 / 13.0).abs() < 1e-15);
        assert!((found.largest_step - 3.0 / 11.0).abs() < 1e-15);
        assert!(found.some_step_separates() && !found.grand_bargain_rational);
        assert!(found.step(0.25).separating);
        assert!(!found.step(0.2).separating && !found.step(0.3).separating);
    }

    #[test]
    fn an_indifferent_player_goes_along() {
        let found = example();
        assert!(found.step(3.0 / 13.0).separating && found.step(3.0 / 11.0).separating);
    }

    #[test]
    fn ends_of_the_prior() {
        let (t, u) = (payoffs([4.0, 3.0, 1.0, 0.0]), payoffs([3.0, 4.0, 1.0, 0.0]));
        let never = analyse(0.0, t, u).unwrap();
        assert_eq!((never.smallest_step, never.largest_step), (Some(0.0), 0.0));
        let sure = analyse(1.0, t, u).unwrap();
        assert_eq!((sure.smallest_step, sure.largest_step), (Some(0.75), 1.0));
        assert!(analyse(1.2, t, u).is_err());
    }
}
