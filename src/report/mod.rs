//! The HTML report and the handout.
//!
//! * [`report`]: one file without scripts, pictures from elsewhere or network: findings first, what it is not, the formats
//!   and how they differ, every chart with its table, what is stated and what is assumed, how the numbers were made.
//! * `handout`: one A4 page for a class, made from the scenario alone: no result is on it.
//! * [`components()`]: the seven components of a format in words.
//! * [`story`]: one run in plain words; `account`: the same for programs, with every number.
//! * [`phases`]: what a composite holds after what, in words.

pub(crate) mod components;
#[cfg(test)]
mod fixture;
mod glossary;
mod handout;
mod html;
mod letters;
pub(crate) mod phases;
pub(crate) mod run_data;
pub mod story;
mod style;
#[cfg(test)]
mod tests;
mod time;

pub use components::components;
pub use handout::handout;
pub use html::report;

use crate::chart::{Chart, Table};

/// A part of the report that not every comparison has: scored predictions, what changed since a stored result.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Section {
    /// Heading.
    pub heading: String,
    /// Text before the table.
    pub paragraphs: Vec<String>,
    /// Table, if there is one.
    pub table: Option<Table>,
    /// Chart, if there is one; its table goes with it.
    pub chart: Option<Chart>,
}
