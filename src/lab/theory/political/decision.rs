//! A decision as data: one issue of a proposal, what its actors want, and what came out.

use super::{Position, Scale, check};
use crate::lab::theory::InvalidInput;

/// An actor of a decision.
#[derive(Debug, Clone, PartialEq)]
pub struct Actor {
    /// Its name, the same on all issues.
    pub name: String,
    /// What it wants, how strong it is, how much it cares.
    pub stance: Position,
}

/// One issue of a proposal. Positions, reference point and outcome stand on a scale from 0 to 100.
#[derive(Debug, Clone, PartialEq)]
pub struct Decision {
    /// Its name, unlike that of any other.
    pub name: String,
    /// The proposal: its issues were settled together.
    pub proposal: String,
    /// The procedure, such as `COD`; empty if not stated.
    pub procedure: String,
    /// The voting rule, such as `QMV` or `UNA`; empty if not stated.
    pub voting: String,
    /// What holds if nothing is decided, where there is such a thing.
    pub reference_point: Option<f64>,
    /// What was decided, if it is known.
    pub outcome: Option<f64>,
    /// Who takes part, in a stable order.
    pub actors: Vec<Actor>,
}

impl Decision {
    /// What the actors want.
    pub fn stances(&self) -> Vec<Position> {
        self.actors.iter().map(|actor| actor.stance).collect()
    }

    /// The position of a named actor, if it takes part.
    pub fn position_of(&self, name: &str) -> Option<f64> {
        self.actors.iter().find(|actor| actor.name == name).map(|actor| actor.stance.position)
    }

    /// Checks positions, capabilities, saliences, reference point and outcome.
    ///
    /// # Errors
    /// What is wrong first.
    pub fn check(&self) -> Result<(), InvalidInput> {
        check(&self.stances(), Scale::PERCENT)?;
        for (name, value) in [("the reference point", self.reference_point), ("the outcome", self.outcome)] {
            if let Some(value) = value {
                Scale::PERCENT.holds(name, value)?;
            }
        }
        Ok(())
    }
}
