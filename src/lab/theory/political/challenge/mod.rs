//! The challenge model (expected utility model) of Bueno de Mesquita, as set out by Scholz, Calbert & Smith 2011, *Journal of Theoretical
//! Politics* 23(4):510–531 (also ICAART 2011, pp. 18–30), whose equation numbers are given.
//!
//! Each actor reckons what it would gain by challenging each other one, and what the other would gain by challenging it. From the two numbers follows
//! whether they fight, compromise, or one capitulates; everybody then moves to the best of what it is offered, at once, and the next
//! round begins. The outcome of a round is the median of positions weighted by capability × salience.
//!
//! Two readings. [`Reading::Printed`] follows the printed equations. [`Reading::PublishedTable`] gives the published result on the emission decision
//! (their table 2), which the printed equations do not give: they end at the initial median of 7 in every round, where the table goes from 8.4 to 9.9 and
//! back. It differs in four points: the denominator of (31) is summed over all ordered pairs of actors' positions as well, so that chances of success are
//! near 0.01; the other side's expected utility is reckoned with one's own risk exponent; votes are of distances raised to the voter's risk
//! exponent; among compromises the one with the smallest weighted midpoint is taken. It was picked among 256 combinations of what the paper
//! leaves open, and its second round is 9.61 where the table has 9.9: take it as a replication, not as the model.
//!
//! What the paper leaves open, in both readings: actors move at once; distances are measured by the range of the first positions (a moving range makes no
//! difference on the emission decision); when all are equally secure, all are neutral to risk; among equal offers the first actor's is taken.

mod round;
#[cfg(test)]
mod tests;

use super::median::median_of;
use super::{Position, check_anywhere, mean::weightless, range};
use crate::lab::theory::{InvalidInput, share};

/// Most rounds.
const MOST_ROUNDS: usize = 1000;

/// Largest number of actors: each pair is judged by everybody.
const MOST_ACTORS: usize = 400;

/// How the equations are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Reading {
    /// As they are printed.
    #[default]
    Printed,
    /// As they give the published table on the emission decision.
    PublishedTable,
}

/// How it is reckoned.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Settings {
    /// The reading of the equations.
    pub reading: Reading,
    /// Chance of the status quo if nobody challenges (`Q`), from 0 to 1; the paper uses 1.
    pub status_quo: f64,
    /// Rounds, 1 or more; talks end before if nobody moves.
    pub rounds: usize,
}

impl Default for Settings {
    /// As printed, `Q = 1`, five rounds.
    fn default() -> Self {
        Self { reading: Reading::Printed, status_quo: 1.0, rounds: 5 }
    }
}

/// What a round ends with.
#[derive(Debug, Clone, PartialEq)]
pub struct Round {
    /// Where each actor stands.
    pub positions: Vec<f64>,
    /// The weighted median: the outcome predicted.
    pub median: f64,
    /// The weighted mean.
    pub mean: f64,
    /// The risk exponents with which it was reckoned, ½ to 2 (33); empty before the first round.
    pub risk: Vec<f64>,
}

/// The rounds of the model, the positions at the start first.
///
/// # Errors
/// An actor that is not valid ([`super::check`]), nobody with a weight above 0, more than 400 actors, a chance outside of 0 to 1, or rounds outside of 1
/// to 1000.
pub fn challenge(actors: &[Position], settings: Settings) -> Result<Vec<Round>, InvalidInput> {
    check_anywhere(actors)?;
    share("the chance of the status quo", settings.status_quo)?;
    if actors.len() > MOST_ACTORS {
        return Err(InvalidInput(format!(
            "there are {} actors; expected at most {MOST_ACTORS}",
            actors.len()
        )));
    }
    if !(1..=MOST_ROUNDS).contains(&settings.rounds) {
        return Err(InvalidInput(format!("rounds is {}; expected 1 to {MOST_ROUNDS}", settings.rounds)));
    }
    let total: f64 = actors.iter().map(Position::weight).sum();
    if total <= 0.0 || !total.is_finite() {
        return Err(weightless());
    }
    let mut table = round::Table {
        weights: actors.iter().map(|actor| actor.weight() / total).collect(),
        saliences: saliences(actors),
        positions: actors.iter().map(|actor| actor.position).collect(),
        range: range(actors.iter().map(|actor| actor.position)),
        settings,
    };
    let mut rounds = vec![summary(&table, Vec::new())?];
    for _ in 0..settings.rounds {
        if range(table.positions.iter().copied()) <= table.range * 1e-12 {
            break;
        }
        let (positions, risk) = table.next();
        let still = positions == table.positions;
        table.positions = positions;
        rounds.push(summary(&table, risk)?);
        if still {
            break;
        }
    }
    Ok(rounds)
}

/// Saliences as chances of resisting: from 0 to 1, as a share of 100 where they are given so, else of the largest.
fn saliences(actors: &[Position]) -> Vec<f64> {
    let largest = actors.iter().map(|actor| actor.salience).fold(0.0, f64::max);
    let unit = match largest {
        x if x <= 1.0 => 1.0,
        x if x <= 100.0 => 100.0,
        x => x,
    };
    actors.iter().map(|actor| actor.salience / unit).collect()
}

fn summary(table: &round::Table, risk: Vec<f64>) -> Result<Round, InvalidInput> {
    let positions = table.positions.clone();
    let median = median_of(&positions, &table.weights).ok_or_else(weightless)?;
    let mean = positions.iter().zip(&table.weights).map(|(x, w)| x * w).sum();
    Ok(Round { positions, median, mean, risk })
}
