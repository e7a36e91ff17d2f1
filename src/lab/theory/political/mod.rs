//! Political models of a decision on one line: who wants what, how strong each is, and how much each cares.
//!
//! One file a model. All take actors with a position on a common scale, a capability (votes, size, resources) and a salience (how much the
//! issue matters to the actor), and give the outcome on that scale. The tradition is that of Bueno de Mesquita & Stokman 1994, *European
//! Community Decision Making*, and Thomson, Stokman, Achen & König 2006, *The European Union Decides*.

pub(crate) mod challenge;
pub mod decision;
pub(crate) mod exchange;
pub(crate) mod mean;
pub(crate) mod median;
pub(crate) mod procedural;
pub(crate) mod status_quo;

use super::{InvalidInput, at_most, finite, not_negative};

/// Farthest position from 0, largest capability and salience: products and sums of them stay finite.
const FARTHEST: f64 = 1e60;

/// What an actor wants on an issue, how strong it is, and how much it cares.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Position {
    /// Where it stands, on the scale of the issue.
    pub position: f64,
    /// Its capability, 0 or more, on any scale that is the same for all actors.
    pub capability: f64,
    /// Its salience, 0 or more, on any scale that is the same for all actors.
    pub salience: f64,
}

impl Position {
    /// Capability × salience: what it brings to bear.
    pub fn weight(&self) -> f64 {
        self.capability * self.salience
    }
}

/// The lowest and the highest position that an issue allows.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Scale {
    /// Lowest.
    pub low: f64,
    /// Highest.
    pub high: f64,
}

impl Scale {
    /// From 0 to 100, as most data of decisions are coded.
    pub const PERCENT: Self = Self { low: 0.0, high: 100.0 };

    /// Checks that a position stands on the scale.
    ///
    /// # Errors
    /// If it is no number or off the scale.
    pub fn holds(&self, name: &str, value: f64) -> Result<f64, InvalidInput> {
        if (self.low..=self.high).contains(&value) {
            return Ok(value);
        }
        Err(InvalidInput(format!("{name} is {value}; expected a number from {} to {}", self.low, self.high)))
    }
}

/// Checks actors: at least one, at most a thousand, positions on the scale, capabilities and saliences finite and 0 or more.
///
/// # Errors
/// What is wrong with the first that is not so; a salience that is missing has to be filled in before.
pub fn check(actors: &[Position], scale: Scale) -> Result<(), InvalidInput> {
    at_most("the number of actors", actors.len())?;
    if actors.is_empty() {
        return Err(InvalidInput("there is no actor; expected at least one".to_owned()));
    }
    for (k, actor) in actors.iter().enumerate() {
        scale.holds(&format!("position of actor {}", k + 1), actor.position)?;
        moderate(&format!("capability of actor {}", k + 1), actor.capability)?;
        moderate(&format!("salience of actor {}", k + 1), actor.salience)?;
    }
    Ok(())
}

fn moderate(name: &str, value: f64) -> Result<f64, InvalidInput> {
    if not_negative(name, value)? <= FARTHEST {
        return Ok(value);
    }
    Err(InvalidInput(format!("{name} is {value}; expected at most {FARTHEST:e}")))
}

/// Checks actors on a scale without stated ends.
fn check_anywhere(actors: &[Position]) -> Result<(), InvalidInput> {
    for (k, actor) in actors.iter().enumerate() {
        finite(&format!("position of actor {}", k + 1), actor.position)?;
    }
    check(actors, Scale { low: -FARTHEST, high: FARTHEST })
}

/// The distance between the outermost positions.
fn range(positions: impl Iterator<Item = f64>) -> f64 {
    let (low, high) =
        positions.fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), x| (low.min(x), high.max(x)));
    if high > low { high - low } else { 0.0 }
}

/// The emission decision of Bueno de Mesquita (1994, p. 78): positions in years of delay.
#[cfg(test)]
pub(crate) fn emission() -> Vec<Position> {
    let of = |(capability, position, salience): (f64, f64, f64)| Position { position, capability, salience };
    [
        (0.08, 4.0, 0.8),
        (0.08, 7.0, 0.4),
        (0.03, 4.0, 0.2),
        (0.16, 4.0, 0.8),
        (0.16, 10.0, 0.6),
        (0.16, 10.0, 0.6),
        (0.16, 10.0, 0.9),
        (0.05, 7.0, 0.1),
        (0.05, 4.0, 1.0),
        (0.08, 7.0, 0.7),
    ]
    .map(of)
    .to_vec()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_wrong_with_actors_is_named() {
        let with = |change: &dyn Fn(&mut Position)| {
            let mut actors = emission();
            change(&mut actors[2]);
            check(&actors, Scale { low: 4.0, high: 10.0 }).map_err(|e| e.0)
        };
        assert_eq!(with(&|_| ()), Ok(()));
        let refused = |change: &dyn Fn(&mut Position), words: &str| {
            let message = with(change).unwrap_err();
            assert!(message.contains(words) && message.contains("actor 3"), "{message}");
        };
        refused(&|a| a.position = 11.0, "from 4 to 10");
        refused(&|a| a.position = f64::NAN, "position");
        refused(&|a| a.salience = f64::NAN, "salience");
        refused(&|a| a.capability = -1.0, "0 or more");
        refused(&|a| a.capability = f64::INFINITY, "capability");
        refused(&|a| a.salience = 1e300, "at most");
        assert!(check(&[], Scale::PERCENT).is_err());
        assert!(check(&vec![emission()[0]; 1001], Scale::PERCENT).is_err());
    }
}
