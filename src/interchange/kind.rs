//! What a file seems to be, for messages: told by how it begins, never by its name.

use super::{decisions, gmcr, ktab};

/// How much of a file is looked at, in bytes.
pub const LOOKED_AT: u64 = 64 * 1024;

/// A kind of file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A scenario with formats, or a domain.
    Scenario,
    /// A conflict by options.
    Conflict,
    /// A conflict of GMCR+.
    Gmcr,
    /// A scenario of KTAB, a table.
    KtabTable,
    /// A scenario of KTAB, XML.
    KtabXml,
    /// Decisions.
    Decisions,
    /// A profile or a domain of GENIUS.
    Genius,
}

impl Kind {
    /// What a text seems to be, from its beginning; `None` where it is nothing that is known.
    pub fn of(text: &str) -> Option<Self> {
        let tag = first_tag(text);
        Some(match tag {
            Some("Scenario") => Self::KtabXml,
            Some("utility_space" | "negotiation_template") => Self::Genius,
            Some(_) => return None,
            None if gmcr::is_gmcr(text) => Self::Gmcr,
            None => match first_word(text) {
                "Scenario" => Self::Scenario,
                "Conflict" => Self::Conflict,
                _ if ktab::is_csv(text) => Self::KtabTable,
                _ if decisions::is_table(text) => Self::Decisions,
                _ => return None,
            },
        })
    }

    /// In words, as in "it seems to be …".
    pub fn name(self) -> &'static str {
        match self {
            Self::Scenario => "a scenario",
            Self::Conflict => "a conflict by options",
            Self::Gmcr => "a conflict of GMCR+",
            Self::KtabTable => "a scenario of KTAB (CSV)",
            Self::KtabXml => "a scenario of KTAB (XML)",
            Self::Decisions => "decisions as CSV",
            Self::Genius => "a profile of GENIUS",
        }
    }

    /// Which commands read it.
    pub fn readers(self) -> &'static str {
        match self {
            Self::Scenario => "`roundtable check` says more of it",
            Self::Conflict => "`roundtable stability` reads it",
            Self::Gmcr => {
                "`roundtable stability` reads it, and `roundtable import` makes a conflict file of it"
            }
            Self::KtabTable | Self::KtabXml => {
                "`roundtable predict` and `roundtable backtest` read it, and `roundtable import` makes decisions of it"
            }
            Self::Decisions => "`roundtable backtest` and `roundtable predict` read it",
            Self::Genius => "`roundtable analyse`, `roundtable negotiate` and `roundtable import` read it",
        }
    }
}

/// The first tag of XML, past declaration and comments.
pub(super) fn first_tag(text: &str) -> Option<&str> {
    let mut rest = text.trim_start_matches('\u{feff}').trim_start();
    loop {
        let end = if rest.starts_with("<!--") { "-->" } else { ">" };
        if rest.starts_with("<?") || rest.starts_with("<!") {
            rest = rest.split_once(end)?.1.trim_start();
        } else {
            break;
        }
    }
    let inside = rest.strip_prefix('<')?;
    Some(inside.split(|c: char| c.is_whitespace() || c == '>' || c == '/').next().unwrap_or(""))
}

/// The first word of a scenario file, past comments and attributes.
fn first_word(text: &str) -> &str {
    let text = text.trim_start_matches('\u{feff}');
    let mut lines = text.lines().map(str::trim_start);
    let line = lines.find(|line| !line.is_empty() && !line.starts_with("//") && !line.starts_with('#'));
    let line = line.unwrap_or("");
    let end = line.find(|c: char| !c.is_ascii_alphanumeric() && c != '_').unwrap_or(line.len());
    if line[end..].trim_start().starts_with('(') { &line[..end] } else { "" }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_known_by_how_they_begin() {
        for (text, kind) in [
            ("// x\n\nConflict(format_version: 1)", Some(Kind::Conflict)),
            ("Scenario(", Some(Kind::Scenario)),
            ("Scenario, of ours,3,2\n", Some(Kind::KtabTable)),
            ("a;b;3;2;\nActor;D;P;x;s", Some(Kind::KtabTable)),
            ("<?xml version=\"1.0\"?>\n<!-- > a -->\n<Scenario xmlns=\"x\">", Some(Kind::KtabXml)),
            ("\u{feff}<utility_space type=\"x\">", Some(Kind::Genius)),
            ("<html>", None),
            ("{\"decisionMakers\": [], \"options\": []}", Some(Kind::Gmcr)),
            ("{\"issues\": []}", None),
            ("capability;actor;position;proposal;decision\n", Some(Kind::Decisions)),
            ("", None),
            ("<", None),
            ("<!--", None),
            ("hello", None),
        ] {
            assert_eq!(Kind::of(text), kind, "{text}");
        }
    }
}
