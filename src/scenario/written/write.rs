//! The written form as text, by the serialiser of `ron`, with a line of comment before each part.

use ron::Options;
use ron::extensions::Extensions;
use ron::ser::PrettyConfig;
use serde::Serialize;

use super::{Conflict, Domain, Scenario};

/// What stands before the parts of a file.
const COMMENTS: [(&str, &str); 15] = [
    ("sources", "Texts that entries cite."),
    ("default_source", "Where entries come from that do not say it themselves, by section."),
    ("statements", "What the parties want."),
    ("roadmaps", "In which order things are done, if a format uses stages."),
    ("events", "What may happen by itself."),
    ("formats", "The formats to compare."),
    ("parts", "Formats that are held only as a phase of another one."),
    ("variants", "Alternatives to what is assumed about structure: `--variant NAME` runs one."),
    ("names", "Names in other languages."),
    ("initial", "What stands at the beginning."),
    ("talks", "How it is negotiated."),
    ("rule", "What makes a package pass."),
    ("infeasible", "What cannot be."),
    ("forbidden_moves", "Moves that cannot be."),
    ("states", "Names of the states."),
];

impl Scenario {
    /// The text of a file that holds it.
    ///
    /// What cannot stand in a file (a name that is no folder, an empty title, a party that does not exist) is written as it is, and reading
    /// says what is wrong.
    pub fn to_ron(&self) -> String {
        text(
            "Scenario",
            "A scenario: `roundtable check` reads it, and says what is wrong.",
            &[("parties", "Who has a stake."), ("issues", "What is negotiated: levels in words.")],
            self,
        )
    }
}

impl Domain {
    /// As [`Scenario::to_ron`].
    pub fn to_ron(&self) -> String {
        let head =
            "A domain with exact preferences: `roundtable analyse` and `roundtable negotiate` read it.";
        text(
            "Scenario",
            head,
            &[
                ("issues", "What is negotiated: each package takes one value of every issue."),
                ("preferences", "What packages are worth, by party, in the order in which they act."),
            ],
            self,
        )
    }
}

impl Conflict {
    /// As [`Scenario::to_ron`].
    pub fn to_ron(&self) -> String {
        let head = "A conflict by options: `roundtable stability` reads it.";
        text("Conflict", head, &[("parties", "Who can do what, and what each prefers.")], self)
    }
}

/// Parts and their entries stand on lines of their own, and what is in an entry on one, or a step further in where it is long.
fn text(name: &str, head: &str, comments: &[(&str, &str)], of: &impl Serialize) -> String {
    let config = PrettyConfig::new().depth_limit(3).new_line("\n").indentor("    ");
    let options = Options::default().with_default_extension(Extensions::IMPLICIT_SOME);
    // Only what has no words in RON is refused, and none of these types has any.
    let body = options.to_string_pretty(of, config).unwrap_or_default();
    let mut out = format!("// {head}\n{name}");
    for line in body.split_inclusive('\n') {
        let part =
            line.strip_prefix("    ").and_then(|line| line.split_once(':')).map_or("", |(part, _)| part);
        let comment = comments.iter().chain(&COMMENTS).find(|(name, _)| *name == part);
        if let Some((_, comment)) = comment {
            out.extend(["\n    // ", comment, "\n"]);
        }
        out.push_str(line);
    }
    out.push('\n');
    out
}
