//! A seat on paper, for tests of tactics by themselves.

use super::{Setting, Tactic, View};
use crate::lab::games::clock::{Clock, Convention};
use crate::lab::games::inverse::Inverse;
use crate::world::stream::Key;

/// A clock of eleven rounds: the time in round k is k / 10.
pub(super) const CLOCK: Clock = Clock { rounds: 11, convention: Convention::Plain };

/// Utilities and their inverse.
pub(super) struct Seat {
    pub(super) inverse: Inverse,
    pub(super) utilities: Vec<f64>,
}

pub(super) fn seat(utilities: &[f64]) -> Seat {
    Seat { inverse: Inverse::new(utilities), utilities: utilities.to_vec() }
}

/// The first of three parties, in the first round.
pub(super) fn view<'a>(utilities: &'a [f64], inverse: &'a Inverse, reservation: f64) -> View<'a> {
    let (sizes, ordered) = (&[] as &[usize], &[] as &[bool]);
    View { utilities, inverse, reservation, party: 0, parties: 3, sizes, ordered, clock: CLOCK, round: 0 }
}

/// A tactic with its usual parameters.
pub(super) fn by_name(name: &str) -> Box<dyn Tactic> {
    let kind = super::by_name(name).unwrap();
    let values: Vec<f64> = kind.parameters.iter().map(|p| p.default).collect();
    with(name, &values)
}

/// A tactic with values of its first parameters, the others as usual.
pub(super) fn with(name: &str, first: &[f64]) -> Box<dyn Tactic> {
    let kind = super::by_name(name).unwrap();
    let mut values: Vec<f64> = kind.parameters.iter().map(|p| p.default).collect();
    values[..first.len()].copy_from_slice(first);
    (kind.make)(Setting { values: &values, clock: CLOCK, dice: Key::new(1, "tactic test", "").stream(0) })
}
