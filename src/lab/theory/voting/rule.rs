//! What makes a proposal pass: weights of votes, a quota, vetoes.

use crate::lab::theory::{InvalidInput, at_most, finite, not_negative};

/// Sums of weights this close to the quota reach it.
const TOLERANCE: f64 = 1e-9;

/// A rule: a proposal passes iff the weights of the yes votes reach the quota and everybody with a veto votes yes.
#[derive(Debug, Clone, PartialEq)]
pub struct Rule {
    weights: Vec<f64>,
    quota: f64,
    vetoes: Vec<usize>,
}

impl Rule {
    /// Weights of 0 or more by party, a quota above 0, parties with a veto (repeated ones count once).
    ///
    /// # Errors
    /// When there is no party or more than 1000, a number is out of range, or a veto names no party.
    pub fn new(weights: Vec<f64>, quota: f64, vetoes: Vec<usize>) -> Result<Self, InvalidInput> {
        at_most("the number of parties", weights.len())?;
        weights.iter().try_for_each(|w| not_negative("weights", *w).map(drop))?;
        if weights.is_empty() || finite("quota", quota)? <= TOLERANCE {
            return Err(InvalidInput(format!(
                "there are {} weights and a quota of {quota}; expected a weight for each party, and a quota that takes votes",
                weights.len()
            )));
        }
        if let Some(veto) = vetoes.iter().find(|i| **i >= weights.len()) {
            return Err(InvalidInput(format!(
                "veto names party {veto}; expected 0 to {}",
                weights.len() - 1
            )));
        }
        Ok(Self { weights, quota, vetoes })
    }

    /// One vote each.
    ///
    /// # Errors
    /// As for [`Rule::new`].
    #[cfg(test)]
    pub fn heads(parties: usize, quota: usize) -> Result<Self, InvalidInput> {
        at_most("the number of parties", parties)?;
        Self::new(vec![1.0; parties], quota as f64, Vec::new())
    }

    /// Number of parties.
    pub fn parties(&self) -> usize {
        self.weights.len()
    }

    /// Whether a proposal passes with these yes votes.
    pub fn passes(&self, yes: impl Fn(usize) -> bool) -> bool {
        let weight: f64 = self.weights.iter().enumerate().filter(|(i, _)| yes(*i)).map(|(_, w)| w).sum();
        weight >= self.quota - TOLERANCE && self.vetoes.iter().all(|i| yes(*i))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weights_and_vetoes() {
        let rule = Rule::new(vec![0.1, 0.2, 0.7], 0.3, vec![0]).unwrap();
        assert!(rule.passes(|i| i < 2) && !rule.passes(|i| i == 2) && !rule.passes(|i| i == 0));
        assert!(rule.passes(|_| true) && !rule.passes(|_| false));
        assert!(Rule::new(vec![], 1.0, vec![]).is_err());
        assert!(Rule::new(vec![1.0], 0.0, vec![]).is_err());
        assert!(Rule::new(vec![1.0], 1.0, vec![1]).is_err());
        assert!(Rule::new(vec![f64::NAN], 1.0, vec![]).is_err());
        assert!(Rule::heads(2000, 2).is_err());
    }
}
