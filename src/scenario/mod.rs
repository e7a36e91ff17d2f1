//! What a scenario file says: types, reading RON, provenance, all the checks with positions.
//!
//! [`open()`] parses a [`SourceFile`] once and says what it holds; [`read`] takes one and gives a checked [`Scenario`] with its warnings,
//! or every error that it found:
//!
//! ```
//! use roundtable::scenario::{SourceFile, Style, read, render};
//!
//! let file = SourceFile::new("orchard.ron", "Scenario(format_version: 2)");
//! let errors = read(&file).unwrap_err();
//! assert!(render(&errors, &file, Style::Plain).contains("orchard.ron:1:1"));
//! ```

pub mod check;
pub(crate) mod components;
pub(crate) mod conflict;
pub(crate) mod decode;
pub mod diagnostic;
pub mod domain;
mod edit;
mod file;
mod fingerprint;
pub mod hybrid;
pub mod letters;
pub mod model;
pub mod names;
mod open;
pub mod place;
pub mod ranges;
pub mod set;
mod set_value;
mod some_formats;
pub mod sources;
pub mod syntax;
mod template;
pub(crate) mod time;
pub mod traits;
mod upgrade;
mod variant;
pub mod vary;
pub(crate) mod words;
pub mod written;

pub use diagnostic::{Diagnostic, Severity, Style, machine, render};
pub use file::{LARGEST_FILE, Position, SourceFile};
pub use model::Scenario;
pub use open::{Checked, CheckedDomain, Kind, Opened, open, read, read_conflict, read_domain, upgraded};
pub use sources::{SourceRow, sources, sources_of_party};
pub use template::{short_template, template};
pub use variant::{variant, variants};

use diagnostic::Problems;

/// Checks a scenario again after it was changed in memory.
///
/// # Errors
///
/// The problems of meaning across entries, warnings included; they point into the file that the scenario was read from.
pub fn recheck(scenario: &Scenario) -> Result<Vec<Diagnostic>, Vec<Diagnostic>> {
    let mut problems = Problems::default();
    problems.extend(check::check(scenario, &std::collections::BTreeSet::new()));
    if problems.errors() > 0 { Err(problems.into_sorted()) } else { Ok(problems.into_sorted()) }
}
