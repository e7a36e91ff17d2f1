//! The HTML report, and the pages of a class.
//!
//! * [`report`]: one file without pictures from elsewhere or network: the answer with its chart on the first screen, then findings, every chart
//!   with its table, who wants what, the formats and how they differ, what is stated and what is assumed, how the numbers were made, and
//!   limits. Its one script is the explorer, and without it the page is complete.
//! * [`class`]: the handout, role sheets and the debrief of a class that plays the case.
//! * [`components()`]: the seven components of a format in words.
//! * [`story`]: one run in plain words; `account`: the same for programs, with every number.
//! * [`phases`]: what a composite holds after what, in words.

mod answer;
pub mod class;
pub(crate) mod components;
pub mod explorer;
#[cfg(test)]
mod fixture;
mod found;
mod glossary;
mod html;
mod letters;
mod matrix;
pub(crate) mod phases;
mod provenance;
pub(crate) mod run_data;
pub mod story;
mod style;
mod tables;
#[cfg(test)]
mod tests;
mod time;
mod wants;
mod wording;

pub use components::components;
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
