//! The people of a room: who they are, where they sit, whether they are there.

use super::predict::Prediction;
use super::refused::Refused;

/// More people than these are not let in.
pub const MOST_PEOPLE: usize = 400;
/// A person has at most so many tokens: so many devices.
const MOST_TOKENS: usize = 4;
/// A person does at most so many things that are logged.
const MOST_ACTS: u32 = 3000;
/// After so many milliseconds without a sign of life somebody is away: with the rhythm of the clock less than ten seconds.
pub const AWAY_AFTER: u64 = 9_000;

/// Somebody in the room.
#[derive(Debug, Clone, PartialEq)]
pub struct Person {
    /// The name, as it was given.
    pub name: String,
    /// What is kept of the tokens.
    pub tokens: Vec<String>,
    /// The code by which the person comes back.
    pub seat_code: String,
    /// The group, from 0.
    pub group: Option<usize>,
    /// The party, by its place; without one an observer.
    pub seat: Option<usize>,
    /// Whether it has held a seat outside the lobby: it has read a role sheet.
    pub knows: bool,
    /// Whether nothing was heard of it for a while.
    pub away: bool,
    /// Whether the teacher has sent it out.
    pub gone: bool,
    /// Its predictions, before and after.
    pub predictions: [Option<Prediction>; 2],
    /// When it gave the last sign of life. This alone is not in the log.
    pub sign: u64,
    acts: u32,
}

impl Person {
    pub(super) fn new(name: String, token: String, seat_code: String, now: u64) -> Self {
        Self {
            name,
            tokens: vec![token],
            seat_code,
            group: None,
            seat: None,
            knows: false,
            away: false,
            gone: false,
            predictions: [None, None],
            sign: now,
            acts: 0,
        }
    }

    /// Another device; the oldest goes.
    pub(super) fn with_token(&mut self, token: String) {
        if self.tokens.len() >= MOST_TOKENS {
            self.tokens.remove(0);
        }
        self.tokens.push(token);
    }

    /// Whether it may do one more thing.
    pub(super) fn may_act(&self) -> Result<(), Refused> {
        if self.gone {
            return Err(Refused::NotYours("the teacher has sent you out of the room".into()));
        }
        if self.acts >= MOST_ACTS {
            return Err(Refused::Full(format!("nobody does more than {MOST_ACTS} things in a room")));
        }
        Ok(())
    }

    pub(super) fn acted(&mut self) {
        self.acts += 1;
    }

    /// Whether it sits there.
    pub fn sits(&self, group: usize, seat: usize) -> bool {
        !self.gone && self.group == Some(group) && self.seat == Some(seat)
    }
}
