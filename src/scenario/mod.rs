//! What a scenario file says: types, reading RON, provenance, all the checks with positions.
//!
//! [`read`] takes a [`SourceFile`] and gives a checked [`Scenario`] with its warnings, or every error that it found:
//!
//! ```
//! use roundtable::scenario::{SourceFile, Style, read, render};
//!
//! let file = SourceFile::new("orchard.ron", "Scenario(format_version: 1)");
//! let errors = read(&file).unwrap_err();
//! assert!(render(&errors, &file, Style::Plain).contains("orchard.ron:1:1"));
//! ```

pub mod check;
pub mod components;
pub mod conflict;
pub mod decode;
pub mod diagnostic;
pub mod domain;
mod file;
pub mod letters;
pub mod model;
mod only;
pub mod place;
pub mod set;
pub mod sources;
pub mod syntax;
mod template;
pub mod traits;
pub mod words;
mod written;

pub use diagnostic::{Diagnostic, Severity, Style, machine, render};
pub use file::{LARGEST_FILE, Position, SourceFile};
pub use model::Scenario;
pub use sources::{SourceRow, sources};
pub use template::{short_template, template};

use diagnostic::{Problems, codes};
use file::Flaw;

/// A scenario without errors, and what is probably not meant in it.
#[derive(Debug, Clone, PartialEq)]
pub struct Checked {
    /// The scenario.
    pub scenario: Scenario,
    /// Warnings, by position.
    pub warnings: Vec<Diagnostic>,
}

/// Reads and checks a scenario.
///
/// # Errors
///
/// All problems of syntax that can be told apart and all problems of meaning, by position, warnings included.
pub fn read(file: &SourceFile) -> Result<Checked, Vec<Diagnostic>> {
    let mut problems = Problems::default();
    if let Some(flaw) = file.flaw {
        problems.push(flawed(file, flaw));
        return Err(problems.into_sorted());
    }
    let tree = syntax::parse(file.text(), file.mark(), &mut problems);
    let Some(root) = tree.root else { return Err(problems.into_sorted()) };
    let unread = problems.errors() > 0;
    let mut decoded = decode::decode(&root, &mut problems);
    if unread {
        // What could not be read may be what would be missed.
        decoded.tainted.insert("syntax".to_owned());
    }
    let checked = check::check(&decoded.scenario, &decoded.tainted);
    problems.extend(checked);
    if problems.errors() > 0 {
        return Err(problems.into_sorted());
    }
    Ok(Checked { scenario: decoded.scenario, warnings: problems.into_sorted() })
}

/// Reads a conflict by options; `None` where the file is none.
///
/// # Errors
///
/// All problems of syntax and of its fields, by position. States and rankings are held against each other by who builds the conflict.
pub fn read_conflict(file: &SourceFile) -> Option<Result<conflict::Conflict, Vec<Diagnostic>>> {
    if file.flaw.is_some() {
        return None;
    }
    let mut problems = Problems::default();
    let tree = syntax::parse(file.text(), file.mark(), &mut problems);
    let root = tree.root.filter(decode::conflict::is_conflict)?;
    let found = decode::conflict::conflict(&root, &mut problems);
    Some(if problems.errors() > 0 { Err(problems.into_sorted()) } else { Ok(found) })
}

/// A domain without errors, what is probably not meant in it, and where its entries stand.
#[derive(Debug, Clone, PartialEq)]
pub struct CheckedDomain {
    /// The domain.
    pub domain: domain::Domain,
    /// Warnings, by position.
    pub warnings: Vec<Diagnostic>,
    /// Places of entries, by path (`preferences.NAME.tactic`, `issues.NAME`, `talks`).
    pub spans: std::collections::BTreeMap<String, model::Span>,
}

/// Reads a domain with exact preferences; `None` where the file is none.
///
/// # Errors
///
/// All problems of syntax and of its fields, by position, warnings included. Whether a game comes of it (protocol, tactics, number of
/// packages) is for those to say who play it.
pub fn read_domain(file: &SourceFile) -> Option<Result<CheckedDomain, Vec<Diagnostic>>> {
    if file.flaw.is_some() {
        return None;
    }
    let mut problems = Problems::default();
    let tree = syntax::parse(file.text(), file.mark(), &mut problems);
    let root = tree.root.filter(decode::domain::is_domain)?;
    let found = decode::domain::domain(&root, &mut problems);
    if problems.errors() > 0 {
        return Some(Err(problems.into_sorted()));
    }
    let decode::domain::DecodedDomain { domain, spans } = found;
    Some(Ok(CheckedDomain { domain, warnings: problems.into_sorted(), spans }))
}

/// Checks a scenario again after it was changed in memory, as [`set::apply`] does.
///
/// # Errors
///
/// The problems of meaning across entries, warnings included; they point into the file that the scenario was read from.
pub fn recheck(scenario: &Scenario) -> Result<Vec<Diagnostic>, Vec<Diagnostic>> {
    let mut problems = Problems::default();
    problems.extend(check::check(scenario, &std::collections::BTreeSet::new()));
    if problems.errors() > 0 { Err(problems.into_sorted()) } else { Ok(problems.into_sorted()) }
}

fn flawed(file: &SourceFile, flaw: Flaw) -> Diagnostic {
    match flaw {
        Flaw::TooLarge(bytes) => {
            let megabytes = bytes as f64 / (1024.0 * 1024.0);
            let message = format!("the file is too large: {megabytes:.1} MB, and at most 4 MB are read");
            Diagnostic::error(codes::TOO_LARGE, 0..0, message).help("is this the right file?")
        }
        Flaw::NotText(at) => {
            let at = file.boundary(at);
            Diagnostic::error(codes::NOT_TEXT, at..at, "the file is not UTF-8 text from here on")
                .label("not UTF-8")
                .help("open it in an editor and save it as UTF-8")
        }
    }
}
