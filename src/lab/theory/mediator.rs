//! Which mediators are believed.
//!
//! Kydd (2003), "Which side are you on?", American Journal of Political Science 47:597; the two constraints are derived for this form. A
//! may demand a small share xs, which B always accepts, or a big one xb, which B accepts unless its resolve is high; otherwise war leaves A
//! the share p. The mediator sees a signal of B's resolve, wrong with the given chances, and weighs A's share by γ (0: wants only peace)
//! against a cost k of war. A would follow honest reports. With ε the chance of high resolve after a low signal and η of
//! low resolve after a high one:
//!
//! - honest after a low signal: `γ [(1-ε) xb + ε p - xs] >= ε k`;
//! - honest after a high signal: `γ [η xb + (1-η) p - xs] <= (1-η) k`.
//!
//! A mediator without bias always says "high" and is not believed; one with some bias towards A is.

use super::{INDIFFERENCE, InvalidInput, finite, not_negative, share};

/// The situation; shares in units of the pie.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Mediation {
    /// The demand that is always accepted.
    pub small: f64,
    /// The demand that only low resolve accepts.
    pub big: f64,
    /// A's share after war.
    pub war_share: f64,
    /// The mediator's cost of war, 0 or more.
    pub war_cost: f64,
    /// Chance of high resolve after a low signal.
    pub high_after_low: f64,
    /// Chance of low resolve after a high signal.
    pub low_after_high: f64,
}

/// Whether a mediator with a given bias reports honestly.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Honesty {
    /// After a low signal.
    pub after_low: bool,
    /// After a high signal.
    pub after_high: bool,
}

impl Honesty {
    /// Whether both reports are honest, so that they can be believed.
    pub fn credible(self) -> bool {
        self.after_low && self.after_high
    }
}

impl Mediation {
    /// Checks the ranges.
    ///
    /// # Errors
    /// Names the first input outside its range.
    pub fn check(&self) -> Result<(), InvalidInput> {
        finite("small_demand", self.small)?;
        finite("big_demand", self.big)?;
        finite("A_war_share", self.war_share)?;
        not_negative("war_cost_mediator", self.war_cost)?;
        share("pr_high_after_low_signal", self.high_after_low)?;
        share("pr_low_after_high_signal", self.low_after_high).map(|_| ())
    }

    /// What A gains by the big demand, given the chance that B's resolve is low.
    fn big_gain(&self, low: f64) -> f64 {
        low * self.big + (1.0 - low) * self.war_share - self.small
    }

    /// What A gains by the big demand after a low signal.
    fn gain_after_low(&self) -> f64 {
        self.big_gain(1.0 - self.high_after_low)
    }

    /// What A gains by the big demand after a high signal.
    fn gain_after_high(&self) -> f64 {
        self.big_gain(self.low_after_high)
    }

    /// The smallest bias that reports a low signal honestly; `None` when none does.
    pub fn smallest_bias(&self) -> Option<f64> {
        let gain = self.gain_after_low();
        (gain > INDIFFERENCE).then(|| self.high_after_low * self.war_cost / gain)
    }

    /// The largest bias that reports a high signal honestly; `None` when every bias does.
    pub fn largest_bias(&self) -> Option<f64> {
        let gain = self.gain_after_high();
        (gain > INDIFFERENCE).then(|| (1.0 - self.low_after_high) * self.war_cost / gain)
    }

    /// Whether A, believing the reports, demands much after "low" and little after "high".
    pub fn followed(&self) -> bool {
        self.gain_after_low() >= -INDIFFERENCE && self.gain_after_high() <= INDIFFERENCE
    }

    /// What a mediator with bias γ >= 0 reports.
    pub fn honesty(&self, bias: f64) -> Honesty {
        let low = bias * self.gain_after_low() - self.high_after_low * self.war_cost;
        let high = (1.0 - self.low_after_high) * self.war_cost - bias * self.gain_after_high();
        Honesty { after_low: low >= -INDIFFERENCE, after_high: high >= -INDIFFERENCE }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn example() -> Mediation {
        Mediation {
            small: 0.5,
            big: 0.7,
            war_share: 0.3,
            war_cost: 0.5,
            high_after_low: 0.1,
            low_after_high: 0.1,
        }
    }

    #[test]
    fn only_peace_is_not_believed_and_some_bias_is() {
        let mediation = example();
        assert!((mediation.smallest_bias().unwrap() - 0.3125).abs() < 1e-14);
        assert_eq!(mediation.largest_bias(), None);
        assert!(!mediation.honesty(0.0).credible() && mediation.honesty(0.5).credible());
        assert!(mediation.followed());
    }

    #[test]
    fn too_much_bias_is_not_believed_when_a_bluff_may_work() {
        let mediation = Mediation { low_after_high: 0.6, ..example() };
        let (low, high) = (mediation.smallest_bias().unwrap(), mediation.largest_bias().unwrap());
        assert!(mediation.honesty(f64::midpoint(low, high)).credible());
        assert!(!mediation.honesty(high * 1.01).after_high && !mediation.followed());
    }

    #[test]
    fn no_bias_helps_when_the_big_demand_never_pays() {
        let mediation = Mediation { big: 0.5, ..example() };
        assert_eq!(mediation.smallest_bias(), None);
        assert!(Mediation { war_cost: -1.0, ..example() }.check().is_err());
    }
}
