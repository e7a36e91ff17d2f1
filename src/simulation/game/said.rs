//! Moves in words, as they stand in a log and go over a pipe: parties and issues by their keys, levels and road maps by their words.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A move of a seat.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "move", rename_all = "snake_case")]
pub enum Said {
    /// It stays at the table.
    Stay,
    /// It leaves the talks for its outside option.
    WalkOut,
    /// It proposes a package.
    Propose(Package),
    /// It proposes nothing.
    Pass,
    /// It accepts the offer.
    Accept,
    /// It refuses the offer.
    Refuse,
}

/// A package in words.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Package {
    /// By issue (key): the level that is agreed. An issue that is not named is left out.
    pub package: BTreeMap<String, String>,
    /// The road map by which it is carried out; without one it is carried out in one go. Where the move leaves it out and several do, the one
    /// that is worth most to the seat is taken.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub roadmap: Option<String>,
}

/// Who made a move.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum By {
    /// Whoever holds the seat.
    Seat,
    /// The engine.
    Engine,
}

/// One move that was made: a line of a log.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Act {
    /// Its number, from 1.
    pub act: usize,
    /// The phase of the format; of a plain format its name.
    pub phase: String,
    /// The sub-table, if it is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub table: Option<String>,
    /// The meeting, from 1; 0 when a plenary votes on what its sub-tables have put before it.
    pub meeting: u32,
    /// Its period from the start.
    pub period: u32,
    /// Number of the offer at this table, from 1.
    pub offer: u32,
    /// The party whose move it is (key).
    pub seat: String,
    /// The move.
    #[serde(flatten)]
    pub said: Said,
    /// Who made it.
    pub by: By,
    /// Why the engine moved for a seat that is held: out of time, no legal move, or asked to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub why: Option<String>,
}

impl Act {
    /// The move as whoever holds the seat has given it.
    pub fn given(&self) -> Given {
        match self.by {
            By::Seat => Given::Move(self.said.clone()),
            By::Engine => Given::Engine(self.why.clone().unwrap_or_default()),
        }
    }
}

/// What somebody who holds a seat answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Given {
    /// This move.
    Move(Said),
    /// The engine moves for it, for this reason.
    Engine(String),
}

/// Why a move cannot be made.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Wrong {
    /// It is no answer to what is asked.
    #[error("this move cannot be made now; expected one of: {0}")]
    NotNow(&'static str),
    /// There is no such issue.
    #[error("there is no issue `{0}` at this table; expected one of: {1}")]
    NoIssue(String, String),
    /// There is no such level.
    #[error("issue `{0}` has no level `{1}` at this table; expected one of: {2}")]
    NoLevel(String, String, String),
    /// There is no such road map.
    #[error("there is no road map `{0}` at this table; expected one of: {1}")]
    NoRoadmap(String, String),
    /// It is not among what could be agreed.
    #[error(
        "this package cannot be agreed at this table: it cannot suit all who must sign, whatever they hold back, or somebody would leave it at \
         once; propose another one"
    )]
    NotOpen,
}
