//! What one column of a table of results holds: its entry in the dictionary.

use crate::scenario::traits::Domain;
use std::borrow::Cow;

/// What stands in the cells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Kind {
    /// A whole number.
    Whole,
    /// A number.
    Number,
    /// 1 or 0.
    Switch,
    /// Words: any, or one of these.
    Words(Vec<String>),
}

/// A column, or many of them alike.
#[derive(Debug, Clone, PartialEq)]
pub struct Column {
    /// Name in the header; in the dictionary with `PARTY`, `ISSUE` … for what the scenario calls its own.
    pub name: String,
    /// What stands in it.
    pub kind: Kind,
    /// What its numbers can be.
    pub bounds: Option<Domain>,
    /// Whether a cell may be empty, and what that means.
    pub empty: Option<&'static str>,
    /// Unit; empty for words and switches.
    pub unit: Cow<'static, str>,
    /// What it means.
    pub meaning: Cow<'static, str>,
    /// Whose and of what, in the words of the scenario; empty in the dictionary.
    pub of: String,
}

impl Column {
    /// A column of numbers, switches or words whose cells are never empty.
    pub fn new(
        name: impl Into<String>,
        kind: Kind,
        unit: impl Into<Cow<'static, str>>,
        meaning: impl Into<Cow<'static, str>>,
    ) -> Self {
        let (unit, meaning) = (unit.into(), meaning.into());
        Self { name: name.into(), kind, bounds: None, empty: None, unit, meaning, of: String::new() }
    }

    /// The same with numbers that lie within bounds.
    #[must_use]
    pub fn within(mut self, bounds: Domain) -> Self {
        self.bounds = Some(bounds);
        self
    }

    /// The same with cells that may be empty.
    #[must_use]
    pub fn or_empty(mut self, means: &'static str) -> Self {
        self.empty = Some(means);
        self
    }

    /// The same of one party, issue … of a scenario.
    #[must_use]
    pub fn named(self, name: String, of: String) -> Self {
        Self { name, of, ..self }
    }
}
