//! How likely the other must be trustworthy for cooperation to be worth the risk.
//!
//! Kydd (2000), International Organization 54:325, and (2005), "Trust and Mistrust in International Relations", in the notation of payoffs:
//! mutual cooperation R, exploiting T, mutual defection P, being exploited S. A trustworthy player (R > T > P > S) who faces
//! a trustworthy cooperator or an untrustworthy defector cooperates iff the chance of the former is at least
//! `(P-S) / ((P-S) + (R-T))`.

use super::{InvalidInput, finite};

/// Payoffs of a two-by-two game for one player, in any unit.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Payoffs {
    /// Both cooperate.
    pub reward: f64,
    /// This player defects alone.
    pub temptation: f64,
    /// Both defect.
    pub punishment: f64,
    /// The other defects alone.
    pub sucker: f64,
}

impl Payoffs {
    /// Checks that all four are finite.
    ///
    /// # Errors
    /// Names the first that is not.
    pub fn check(&self) -> Result<(), InvalidInput> {
        finite("R", self.reward)?;
        finite("T", self.temptation)?;
        finite("P", self.punishment)?;
        finite("S", self.sucker).map(|_| ())
    }
}

/// The smallest belief in [0, 1] that the other is trustworthy at which cooperating pays; `None` when no belief is enough.
///
/// # Errors
/// When a payoff is not finite.
pub fn minimum_trust(payoffs: Payoffs) -> Result<Option<f64>, InvalidInput> {
    payoffs.check()?;
    let risk = payoffs.punishment - payoffs.sucker;
    let gain = payoffs.reward - payoffs.temptation;
    if risk <= 0.0 {
        return Ok(Some(0.0));
    }
    Ok((gain >= 0.0).then(|| risk / (risk + gain)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn trust(reward: f64, temptation: f64, punishment: f64, sucker: f64) -> Option<f64> {
        minimum_trust(Payoffs { reward, temptation, punishment, sucker }).unwrap()
    }

    #[test]
    fn by_hand() {
        assert_eq!(trust(4.0, 3.0, 1.0, 0.0), Some(0.5));
        assert_eq!(trust(10.0, 9.0, 2.0, -10.0), Some(12.0 / 13.0));
    }

    #[test]
    fn edges() {
        assert_eq!(trust(3.0, 5.0, 1.0, 0.0), None);
        assert_eq!(trust(3.0, 3.0, 1.0, 0.0), Some(1.0));
        assert_eq!(trust(3.0, 2.0, 0.0, 0.0), Some(0.0));
        let broken = Payoffs { reward: f64::NAN, temptation: 1.0, punishment: 1.0, sucker: 1.0 };
        assert!(minimum_trust(broken).is_err());
    }
}
