//! A run: turns until movement dies down.

use super::super::InvalidInput;
use super::choices::Choices;
use super::history::{History, Turn};
use super::party::Parties;
use super::turn::{Table, euclidean};
use crate::lab::theory::spatial_politics::choices::Stop;

/// The most turns that may be asked for.
pub const MOST_TURNS: usize = 1000;

/// What is added to the movement of the first turn, so that no share is 0 divided by 0; on positions from 0 to 1.
const SIGNIFICANT: f64 = 1e-4;

/// Runs the model. `unit` draws from [0, 1], once a party and turn in their order, and only under the stochastic transition.
///
/// # Errors
/// A stopping rule out of its range, or an election by a Markov process that does not settle.
pub fn run(
    parties: &Parties,
    choices: &Choices,
    unit: &mut dyn FnMut() -> f64,
) -> Result<History, InvalidInput> {
    let Stop { least, most, share } = choices.stop;
    if least == 0 || most < least || most > MOST_TURNS || !(0.0..=1.0).contains(&share) {
        return Err(InvalidInput(format!(
            "the stopping rule has {least} to {most} turns and a share of {share}; expected 1 to {MOST_TURNS} turns, and 0 to 1"
        )));
    }
    let mut table = Table::new(parties, choices);
    let mut turns: Vec<Turn> = vec![table.stand()?];
    let mut first = None;
    loop {
        let before = table.positions.clone();
        if let Some(turn) = turns.last_mut() {
            table.play(turn, unit)?;
        }
        let moved = movement(parties.dimensions(), &before, &table.positions);
        let yardstick = *first.get_or_insert(moved + SIGNIFICANT);
        let mut turn = table.stand()?;
        turn.movement = Some(moved / yardstick);
        turns.push(turn);
        let held = turns.len() - 1;
        let settled = held >= least && moved / yardstick < share;
        if settled || held >= most {
            return Ok(History { turns, settled });
        }
    }
}

/// The sum of how far parties went.
fn movement(dimensions: usize, before: &[f64], after: &[f64]) -> f64 {
    before.chunks(dimensions).zip(after.chunks(dimensions)).map(|(x, y)| euclidean(x, y)).sum()
}

#[cfg(test)]
mod tests;
