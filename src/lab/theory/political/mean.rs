//! The compromise model: the outcome is the mean of positions, weighted by capability × salience.
//!
//! Van den Bos 1991, *Dutch EC Policy Making*; Achen 2006 (in Thomson et al., ch. 4) derives it as an approximation of the Nash bargaining
//! solution when disagreement is bad for all: `O = Σ c s x / Σ c s`.

use super::{Position, check_anywhere};
use crate::lab::theory::InvalidInput;

/// What an actor's position is weighted with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Weighting {
    /// Capability × salience: the compromise.
    CapabilityTimesSalience,
    /// Capability alone.
    Capability,
    /// Salience alone.
    Salience,
    /// All alike.
    Plain,
}

impl Weighting {
    /// The weight of an actor.
    pub fn of(self, actor: &Position) -> f64 {
        match self {
            Self::CapabilityTimesSalience => actor.weight(),
            Self::Capability => actor.capability,
            Self::Salience => actor.salience,
            Self::Plain => 1.0,
        }
    }
}

/// The weighted mean of positions.
///
/// # Errors
/// An actor that is not valid ([`super::check`]), or nobody with a weight above 0.
pub fn mean(actors: &[Position], weighting: Weighting) -> Result<f64, InvalidInput> {
    check_anywhere(actors)?;
    mean_by(actors, |actor| weighting.of(actor))
}

/// The mean under any weights; actors are checked already.
pub(crate) fn mean_by(actors: &[Position], weight: impl Fn(&Position) -> f64) -> Result<f64, InvalidInput> {
    // Weights relative to the largest, so that sums neither overflow nor vanish.
    let largest = actors.iter().map(&weight).fold(0.0, f64::max);
    if largest <= 0.0 || !largest.is_finite() {
        return Err(weightless());
    }
    let shares = actors.iter().map(|actor| weight(actor) / largest);
    let total: f64 = shares.clone().sum();
    let first = actors[0].position;
    // From the first position on, so that a mean of equal positions is exactly that position.
    Ok(first + actors.iter().zip(shares).map(|(a, w)| w * (a.position - first)).sum::<f64>() / total)
}

pub(super) fn weightless() -> InvalidInput {
    InvalidInput("all weights are 0; expected an actor with a capability and a salience above 0".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lab::theory::political::emission;

    #[test]
    fn the_emission_decision_has_its_published_mean() {
        let at = |weighting| mean(&emission(), weighting).unwrap();
        assert!((at(Weighting::CapabilityTimesSalience) - 7.389_955_686_853_767).abs() < 1e-12);
        // By hand: Σ c x = 7.55, Σ c = 1.01; Σ x / n = 67 / 10.
        assert!((at(Weighting::Capability) - 7.55 / 1.01).abs() < 1e-12);
        assert!((at(Weighting::Plain) - 6.7).abs() < 1e-12);
        assert!((at(Weighting::Salience) - 40.6 / 6.1).abs() < 1e-12);
    }

    #[test]
    fn extremes_give_a_mean_or_a_message() {
        let one = Position { position: 0.1, capability: 1e-30, salience: 1e-30 };
        assert_eq!(mean(&[one], Weighting::CapabilityTimesSalience), Ok(0.1));
        assert_eq!(mean(&[one; 300], Weighting::CapabilityTimesSalience), Ok(0.1));
        let none = Position { capability: 0.0, ..one };
        assert!(mean(&[none; 3], Weighting::CapabilityTimesSalience).unwrap_err().0.contains("all weights"));
        assert_eq!(mean(&[none; 3], Weighting::Salience), Ok(0.1));
        let strong = Position { position: 1.0, capability: 1e60, salience: 1e60 };
        assert_eq!(mean(&[one, strong], Weighting::CapabilityTimesSalience), Ok(1.0));
        assert!(mean(&[], Weighting::Plain).is_err());
    }
}
