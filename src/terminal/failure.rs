//! Errors as the user sees them: what is wrong, where, what was expected, how to mend it.

use super::printable::styled;
use super::text::{flowing, joined, running, width, wrapped};
use crate::files::read::ReadError;
use crate::files::text::TextError;
use crate::results::expect::ExpectError;
use crate::results::find::FindError;
use crate::results::guess::GuessError;
use crate::results::names::UnknownName;
use crate::results::until::UntilError;
use crate::scenario::letters::one_line;
use crate::simulation::store::StoreError;
use std::fmt::{self, Write as _};
use std::io;
use std::path::Path;

/// Everything done.
pub(crate) const DONE: u8 = 0;
/// A run failed, or the disk is full.
pub(crate) const FAILED: u8 = 1;
/// Wrong usage, a wrong scenario, or an unsuitable output folder.
pub(crate) const USAGE: u8 = 2;
/// An expectation is not met.
pub(crate) const NOT_MET: u8 = 3;
/// Interrupted.
pub(crate) const INTERRUPTED: u8 = 130;

/// An error of a command, with its exit code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Failure {
    /// Exit code.
    pub(crate) code: u8,
    report: Report,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Report {
    /// Text that was laid out already (the checks of a scenario).
    Rendered(String),
    Parts {
        what: String,
        place: Option<String>,
        expected: Option<String>,
        mend: Option<String>,
    },
}

impl Failure {
    /// An error of usage or scenario (exit code 2), with what is wrong.
    pub(crate) fn usage(what: impl fmt::Display) -> Self {
        Self::with_code(USAGE, what)
    }

    /// A run that failed (exit code 1).
    pub(crate) fn failed(what: impl fmt::Display) -> Self {
        Self::with_code(FAILED, what)
    }

    /// An error with any exit code.
    pub(crate) fn with_code(code: u8, what: impl fmt::Display) -> Self {
        let what = what.to_string();
        Self { code, report: Report::Parts { what, place: None, expected: None, mend: None } }
    }

    /// Text that was laid out already, to be printed as it is.
    pub(crate) fn rendered(code: u8, text: impl Into<String>) -> Self {
        Self { code, report: Report::Rendered(text.into()) }
    }

    /// Several errors, one after the other; with the exit code of the first.
    pub(crate) fn all(failures: Vec<Self>) -> Self {
        match <[Self; 1]>::try_from(failures) {
            Ok([one]) => one,
            Err(several) => {
                let code = several.first().map_or(FAILED, |first| first.code);
                Self::rendered(code, several.iter().map(Self::text).collect::<String>())
            }
        }
    }

    /// Says where.
    #[must_use]
    pub(crate) fn at(mut self, at: impl fmt::Display) -> Self {
        if let Report::Parts { place, .. } = &mut self.report {
            *place = Some(one_line(&at.to_string()).into_owned());
        }
        self
    }

    /// Says what was expected.
    #[must_use]
    pub(crate) fn expected(mut self, text: impl fmt::Display) -> Self {
        if let Report::Parts { expected, .. } = &mut self.report {
            *expected = Some(text.to_string());
        }
        self
    }

    /// Says how to mend it.
    #[must_use]
    pub(crate) fn mend(mut self, text: impl fmt::Display) -> Self {
        if let Report::Parts { mend, .. } = &mut self.report {
            *mend = Some(text.to_string());
        }
        self
    }

    /// A file that cannot be read.
    pub(crate) fn reading(path: &Path, error: &ReadError) -> Self {
        Self::usage(error).at(path.display()).mend(error.mend())
    }

    /// A text that cannot be read.
    pub(crate) fn unread(path: &Path, error: TextError) -> Self {
        match error {
            TextError::Unread(error) => Self::reading(path, &error),
            TextError::Encoding(what) => Self::usage(what).at(path.display()),
        }
    }

    /// A file that cannot be written: 1 if the disk is full, else 2.
    pub(crate) fn writing(path: &Path, error: io::Error) -> Self {
        let code = StoreError::making(path, error);
        let what = match &code {
            StoreError::Full { source, .. } => {
                format!("the disk is full, or a limit on file size is reached: {source}")
            }
            StoreError::Unsuitable { source, .. } => format!("the file cannot be written: {source}"),
            other => other.to_string(),
        };
        let full = matches!(code, StoreError::Full { .. });
        let mend =
            if full { "make room, and give the command again" } else { "give a place that you may write to" };
        Self::with_code(code.exit_code(), what).at(path.display()).mend(mend)
    }

    /// The text that is printed.
    pub(crate) fn text(&self) -> String {
        let (what, lines) = match &self.report {
            Report::Rendered(text) => return text.clone(),
            Report::Parts { what, place, expected, mend } => {
                (what, [("where", place), ("expected", expected), ("mend", mend)])
            }
        };
        let red = anstyle::AnsiColor::Red.on_default().bold();
        let room = running();
        // Measured before it is styled.
        let mut text = flowing(&format!("error: {what}"), room).replacen("error", &styled(red, "error"), 1);
        for (name, value) in lines {
            if let Some(value) = value {
                let label = format!("{name}:");
                let head = format!("  {label:<10} ");
                // A command or a path is one thing, which can be copied.
                let whole = name == "where"
                    || value.starts_with("roundtable ")
                    || width(value) + width(&head) <= room;
                if whole {
                    let _ = writeln!(text, "{head}{value}");
                } else {
                    text.push_str(&joined(&wrapped(&head, value, room)));
                }
            }
        }
        text
    }
}

impl From<StoreError> for Failure {
    fn from(error: StoreError) -> Self {
        let failure = Self::with_code(error.exit_code(), &error).mend(error.mend());
        match error.path() {
            Some(path) => failure.at(path.display()),
            None => failure,
        }
    }
}

impl From<UnknownName> for Failure {
    fn from(error: UnknownName) -> Self {
        let failure = Self::usage(&error).expected(error.expected());
        match error.mend() {
            Some(mend) => failure.mend(mend),
            None => failure,
        }
    }
}

impl From<ExpectError> for Failure {
    fn from(error: ExpectError) -> Self {
        Self::usage(&error).expected(error.expected()).mend(error.mend())
    }
}

impl From<UntilError> for Failure {
    fn from(error: UntilError) -> Self {
        Self::usage(&error).expected(error.expected).mend(error.mend)
    }
}

impl From<FindError> for Failure {
    fn from(error: FindError) -> Self {
        let failure = Self::usage(&error).expected(error.expected);
        match error.mend {
            Some(mend) => failure.mend(mend),
            None => failure,
        }
    }
}

impl From<&GuessError> for Failure {
    fn from(error: &GuessError) -> Self {
        let failure = Self::usage(error);
        let mut inner = error;
        while let GuessError::Pair { error, .. } = inner {
            inner = error;
        }
        match inner {
            GuessError::Name(name) => match name.mend() {
                Some(mend) => failure.expected(name.expected()).mend(mend),
                None => failure.expected(name.expected()),
            },
            GuessError::Nothing => failure.mend("predict one thing of the scenario, or more"),
            GuessError::Twice(_) => failure.mend("leave one of the two out"),
            GuessError::Number { .. } | GuessError::Pair { .. } => {
                failure.expected("0 ≤ completed ≤ in_force ≤ signed ≤ 100")
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_parts_are_said_in_order() {
        let failure = Failure::usage("no such thing").mend("add it").at("a.ron:3:1").expected("a thing");
        let text = super::super::printable::plain(&failure.text());
        let lines: Vec<&str> = text.lines().collect();
        assert_eq!(
            lines,
            ["error: no such thing", "  where:     a.ron:3:1", "  expected:  a thing", "  mend:      add it"]
        );
        assert_eq!(failure.code, 2);
    }
}
