//! A conflict as written.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::map::Map;
use super::{CitedText, Source};

/// Options that are taken (`true`) or not (`false`); others do not matter.
pub type Condition = Map<bool>;

/// A conflict by options: who can do what, and who prefers what.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Conflict {
    /// Version of the format: 2.
    pub format_version: u32,
    /// Short name, for folders: letters, digits and `-`, at most 60.
    pub name: String,
    /// One line for headings.
    pub title: String,
    /// What it is about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub about: Option<String>,
    /// Texts that entries cite, by the key that stands before the `§`.
    #[serde(default, skip_serializing_if = "Map::is_empty")]
    pub sources: Map<CitedText>,
    /// Who can do what, and what each prefers, by key.
    pub parties: Map<Player>,
    /// What cannot be.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub infeasible: Vec<Condition>,
    /// Moves that cannot be.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub forbidden_moves: Vec<ForbiddenMove>,
    /// Names of states; left out, each feasible combination of options is one.
    #[serde(default, skip_serializing_if = "Map::is_empty")]
    pub states: Map<Condition>,
}

/// A party of a conflict.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Player {
    /// Its name, for people.
    pub name: String,
    /// What it can do, by key; at most 16 in all.
    pub options: Map<Choice>,
    /// States, the best first.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ranking: Option<Vec<Alike>>,
    /// In place of a ranking: statements, the most important first.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub priorities: Option<Vec<AnyOf>>,
    /// What it takes other parties' rankings for, by party.
    #[serde(default, skip_serializing_if = "Map::is_empty")]
    pub believes: Map<Belief>,
    /// Where its preferences come from.
    pub source: Source,
}

/// What a party can take or leave.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Choice {
    /// What it is, for people.
    pub name: String,
    /// Whether it can be taken and dropped; left out, `free`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub change: Option<Change>,
}

/// How an option can change.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Change {
    /// Taken and dropped at will.
    Free,
    /// Once taken it stays.
    Stays,
    /// Once dropped it is gone.
    Gone,
}

/// States at one place of a ranking.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum Alike {
    /// A state alone.
    One(String),
    /// States that are liked equally.
    Several(Vec<String>),
}

/// A statement about options.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum AnyOf {
    /// What must hold.
    One(Condition),
    /// Conditions of which one is enough.
    Several(Vec<Condition>),
}

/// What a party takes another's ranking for.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Belief {
    /// States, the best first.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ranking: Option<Vec<Alike>>,
    /// In place of a ranking: statements, the most important first.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub priorities: Option<Vec<AnyOf>>,
}

/// A move that cannot be.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ForbiddenMove {
    /// Where it begins.
    pub from: Condition,
    /// Where it would end.
    pub to: Condition,
}
