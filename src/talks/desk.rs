//! Seats that are held from outside: the table asks for every move that the engine makes, and whoever holds a seat may move otherwise.
//!
//! The table keeps its rules: it asks when the protocol says that somebody may move, and what is answered goes the same way as what the
//! engine would have done. A desk that has no answer yet lets the run end without it ([`Desk::stopped`]); the run is held again when it has.

use super::situation::{Moment, Situation};
use super::transcript::TranscriptEntry;
use crate::scenario::place::PartyIndex;

/// What a seat is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Task {
    /// Before a meeting: whether a member without which nothing can pass stays, or leaves for its outside option.
    Stay,
    /// What it proposes.
    Propose,
    /// Whether it accepts an offer.
    Answer {
        /// The deal on the table.
        offer: usize,
        /// By a right of consent from outside the table.
        consent: bool,
    },
    /// Whether it adopts what sub-tables have put before the plenary, deal 0.
    Adopt,
}

/// A move of a seat.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Move {
    /// It stays at the table.
    Stay,
    /// It leaves for its outside option.
    Leave,
    /// It proposes a deal.
    Propose(usize),
    /// It proposes nothing.
    Pass,
    /// It accepts.
    Accept,
    /// It refuses.
    Refuse,
}

/// A question to a seat.
#[derive(Debug, Clone, Copy)]
pub struct Question<'a> {
    /// What the seats share.
    pub situation: Situation<'a>,
    /// Whose move it is.
    pub party: PartyIndex,
    /// What is asked.
    pub task: Task,
    /// Number of the meeting, from 1; 0 when a plenary votes on what was put before it.
    pub meeting: u32,
    /// Its period.
    pub period: u32,
    /// Where the talks stand.
    pub moment: Moment,
    /// What the engine would do in its place.
    pub own: Move,
}

/// Whoever decides for the seats of a table.
pub trait Desk {
    /// A run of meetings begins, in which the same can be agreed.
    fn opens(&mut self, situation: Situation<'_>);

    /// The move that is made.
    fn decide(&mut self, question: &Question<'_>) -> Move;

    /// Something was said, or a third party told something.
    fn heard(&mut self, situation: Situation<'_>, entry: &TranscriptEntry);

    /// Whether a move is missing, so that the rest of the run need not be held.
    fn stopped(&self) -> bool;
}

impl Move {
    /// The answer to an offer.
    pub(crate) fn answer(accepts: bool) -> Self {
        if accepts { Self::Accept } else { Self::Refuse }
    }
}
