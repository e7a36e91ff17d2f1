//! The one door for files of ours: a text is parsed once, and then read as what it is.

use super::diagnostic::{Diagnostic, Problems, codes};
use super::file::{Flaw, SourceFile};
use super::model::{Scenario, Span};
use super::syntax::{self, Node};
use super::{check, conflict, decode, domain, upgrade};
use std::collections::BTreeMap;

/// A scenario without errors, and what is probably not meant in it.
#[derive(Debug, Clone, PartialEq)]
pub struct Checked {
    /// The scenario.
    pub scenario: Scenario,
    /// Warnings, by position.
    pub warnings: Vec<Diagnostic>,
}

/// A domain without errors, what is probably not meant in it, and where its entries stand.
#[derive(Debug, Clone, PartialEq)]
pub struct CheckedDomain {
    /// The domain.
    pub domain: domain::Domain,
    /// Warnings, by position.
    pub warnings: Vec<Diagnostic>,
    /// Places of entries, by path (`preferences.NAME.tactic`, `issues.NAME`, `talks`).
    pub spans: BTreeMap<String, Span>,
}

/// What a file of ours may hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A scenario, or what is to be refused as one.
    Scenario,
    /// A domain with exact preferences: it has `preferences`.
    Domain,
    /// A conflict by options, `Conflict(…)`.
    Conflict,
}

/// A file, parsed: it tells what it holds, and is read as that.
pub struct Opened {
    /// What it holds.
    pub kind: Kind,
    /// `None` where nothing can be read.
    root: Option<Node>,
    problems: Problems,
}

/// Parses a file.
pub fn open(file: &SourceFile) -> Opened {
    let mut problems = Problems::default();
    if let Some(flaw) = file.flaw {
        problems.push(flawed(file, flaw));
        return Opened { kind: Kind::Scenario, root: None, problems };
    }
    let mut root = syntax::parse(file.text(), file.mark(), &mut problems);
    let kind = match &root {
        Some(root) if decode::conflict::is_conflict(root) => Kind::Conflict,
        Some(root) if decode::domain::is_domain(root) => Kind::Domain,
        _ => Kind::Scenario,
    };
    if let Some(old) = root.as_ref().and_then(|root| upgrade::is_old(root, file.name())) {
        // What else is wrong in a file of an older version is told once it is rewritten.
        (root, problems) = (None, Problems::default());
        problems.push(old);
    }
    Opened { kind, root, problems }
}

impl Opened {
    /// Reads and checks it as a scenario.
    ///
    /// # Errors
    ///
    /// All problems of syntax that can be told apart and all problems of meaning, by position, warnings included.
    pub fn scenario(self) -> Result<Checked, Vec<Diagnostic>> {
        let Self { root, mut problems, .. } = self;
        let Some(root) = root else { return Err(problems.into_sorted()) };
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
        problems.extend(decoded.untried.into_iter().map(untried));
        Ok(Checked { scenario: decoded.scenario, warnings: problems.into_sorted() })
    }

    /// Reads it as a domain with exact preferences.
    ///
    /// # Errors
    ///
    /// All problems of syntax and of its fields, by position, warnings included. Whether a game comes of it (protocol, tactics, number of
    /// packages) is for those to say who play it.
    pub fn domain(self) -> Result<CheckedDomain, Vec<Diagnostic>> {
        let Self { root, mut problems, .. } = self;
        let Some(root) = root else { return Err(problems.into_sorted()) };
        let decode::domain::DecodedDomain { domain, spans } = decode::domain::domain(&root, &mut problems);
        if problems.errors() > 0 {
            return Err(problems.into_sorted());
        }
        Ok(CheckedDomain { domain, warnings: problems.into_sorted(), spans })
    }

    /// Reads it as a conflict by options.
    ///
    /// # Errors
    ///
    /// All problems of syntax and of its fields, by position. States and rankings are held against each other by who builds the conflict.
    pub fn conflict(self) -> Result<conflict::Conflict, Vec<Diagnostic>> {
        let Self { root, mut problems, .. } = self;
        let Some(root) = root else { return Err(problems.into_sorted()) };
        let found = decode::conflict::conflict(&root, &mut problems);
        if problems.errors() > 0 { Err(problems.into_sorted()) } else { Ok(found) }
    }
}

/// Reads and checks a scenario.
///
/// # Errors
///
/// As [`Opened::scenario`].
pub fn read(file: &SourceFile) -> Result<Checked, Vec<Diagnostic>> {
    open(file).scenario()
}

/// Reads a domain with exact preferences; `None` where the file is none.
///
/// # Errors
///
/// As [`Opened::domain`].
pub fn read_domain(file: &SourceFile) -> Option<Result<CheckedDomain, Vec<Diagnostic>>> {
    let opened = open(file);
    (opened.kind == Kind::Domain).then(|| opened.domain())
}

/// Reads a conflict by options; `None` where the file is none.
///
/// # Errors
///
/// As [`Opened::conflict`].
pub fn read_conflict(file: &SourceFile) -> Option<Result<conflict::Conflict, Vec<Diagnostic>>> {
    let opened = open(file);
    (opened.kind == Kind::Conflict).then(|| opened.conflict())
}

/// The text of a file of an older version of the format in the words of this one: words are replaced, comments and lines stay.
///
/// # Errors
///
/// If it cannot be read, is of another version, or is no file of ours.
pub fn upgraded(file: &SourceFile) -> Result<String, Vec<Diagnostic>> {
    let mut problems = Problems::default();
    if let Some(flaw) = file.flaw {
        problems.push(flawed(file, flaw));
        return Err(problems.into_sorted());
    }
    let root = syntax::parse(file.text(), file.mark(), &mut problems);
    match root.filter(|_| problems.errors() == 0) {
        Some(root) => upgrade::rewritten(file, &root).map_err(|problem| vec![*problem]),
        None => Err(problems.into_sorted()),
    }
}

/// An alternative in words that nobody runs.
fn untried(range: Span) -> Diagnostic {
    Diagnostic::warning(codes::WARN_UNTRIED, range, "this names an alternative that is never run")
        .label("no `variants` and no `no_variant` beside it")
        .help(
            "add `variants: [\"NAME\"]` with a variant that takes it, or `no_variant: \"why there is none\"`",
        )
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_tells_what_it_holds() {
        let kind = |text: &str| open(&SourceFile::new("x.ron", text)).kind;
        assert_eq!(kind("Conflict(format_version: 2)"), Kind::Conflict);
        assert_eq!(kind("Scenario(preferences: {})"), Kind::Domain);
        assert_eq!(kind("(preferences: {})"), Kind::Domain);
        assert_eq!(kind("Conflict(preferences: {})"), Kind::Conflict);
        for other in ["Scenario(format_version: 2)", "Other(preferences: {})", "", "{\"a\": 1}", "((("] {
            assert_eq!(kind(other), Kind::Scenario, "{other}");
        }
    }

    #[test]
    fn what_cannot_be_read_is_refused_as_a_scenario() {
        let opened = open(&SourceFile::from_bytes("x.ron", b"Conflict(\xff)"));
        assert_eq!(opened.kind, Kind::Scenario);
        let problems = opened.scenario().unwrap_err();
        assert_eq!(problems.iter().map(|p| p.code).collect::<Vec<_>>(), [codes::NOT_TEXT]);
    }
}
