//! A conflict by options: what `stability` reads. Parties are positions in their list, and so are options and states.

mod write;

pub use write::write;

use super::model::{Provenance, Source, Span};
use std::collections::BTreeMap;

/// Name of a state without a name in which no option is taken.
pub const NOTHING: &str = "nothing";
/// What stands between the options by which a state without a name is called.
pub const JOINED: &str = " + ";

/// A conflict.
#[derive(Debug, Clone, PartialEq)]
pub struct Conflict {
    /// Short name.
    pub name: String,
    /// One line for headings.
    pub title: String,
    /// What it is about.
    pub about: String,
    /// Sources that entries cite.
    pub sources: Vec<Source>,
    /// Parties.
    pub parties: Vec<ConflictParty>,
    /// Options of all parties, in the order of parties and then of the file.
    pub options: Vec<ConflictOption>,
    /// What cannot be.
    pub infeasible: Vec<Condition>,
    /// Moves that cannot be, from where the first holds to where the second does.
    pub forbidden_moves: Vec<(Condition, Condition)>,
    /// States by name; empty: every feasible combination of options is one.
    pub states: Vec<NamedState>,
    /// Where entries stand in the file, by path (`parties.moe.ranking`).
    pub spans: BTreeMap<String, Span>,
}

/// Options that are taken (true) or not (false); others do not matter. Options are positions in [`Conflict::options`].
pub type Condition = Vec<(usize, bool)>;

/// A party of a conflict.
#[derive(Debug, Clone, PartialEq)]
pub struct ConflictParty {
    /// Key in the file.
    pub id: String,
    /// Name for people.
    pub name: String,
    /// What it prefers.
    pub preference: Ranking,
    /// Where that comes from.
    pub source: Provenance,
    /// What it takes other parties' preferences for, where it is mistaken: party and ranking.
    pub believes: Vec<(usize, Ranking)>,
}

/// How states are ranked.
#[derive(Debug, Clone, PartialEq)]
pub enum Ranking {
    /// States, the best first; those in a group are liked equally. By name; a combination without a name by its options.
    States(Vec<Vec<String>>),
    /// Statements, the most important first; each holds where one of its conditions does.
    Priorities(Vec<Vec<Condition>>),
}

/// An option of a party.
#[derive(Debug, Clone, PartialEq)]
pub struct ConflictOption {
    /// Key in the file.
    pub id: String,
    /// Name for people.
    pub name: String,
    /// Whose it is.
    pub party: usize,
    /// Whether it can be taken and dropped again.
    pub change: Change,
}

/// How an option can change.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Change {
    /// Taken and dropped at will.
    Free,
    /// Once taken it stays.
    Stays,
    /// Once dropped it is gone.
    Gone,
}

/// A state with a name.
#[derive(Debug, Clone, PartialEq)]
pub struct NamedState {
    /// Its name.
    pub id: String,
    /// What it is; several combinations of options that fulfil it count as one state.
    pub is: Condition,
}
