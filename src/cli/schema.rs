//! `schema`: what may be written, for editors and programs.

use crate::scenario::{diagnostic, written};
use crate::terminal::failure::{DONE, Failure};
use crate::terminal::json::json_line;
use crate::terminal::output;
use clap::{Args, ValueEnum};

/// Print the JSON Schema of a scenario, a domain or a conflict, or of what `check --json` prints
#[derive(Debug, Args)]
#[command(
    after_help = "Example:\n  roundtable schema conflict\n\nFiles are written in RON, and the schema describes the same content in JSON: groups and maps as objects, a choice such as `assumed(…)` as an object with one key, `{\"assumed\": {…}}`, and words as texts."
)]
pub(super) struct Arguments {
    /// What is described
    #[arg(value_enum, default_value_t = Kind::Scenario, value_name = "KIND")]
    kind: Kind,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Kind {
    /// A scenario
    Scenario,
    /// A domain with exact preferences
    Domain,
    /// A conflict by options
    Conflict,
    /// One line of what `check --json` prints
    Check,
}

pub(super) fn run(arguments: &Arguments) -> Result<u8, Failure> {
    let schema = match arguments.kind {
        Kind::Scenario => written::scenario_schema(),
        Kind::Domain => written::domain_schema(),
        Kind::Conflict => written::conflict_schema(),
        Kind::Check => diagnostic::schema(),
    };
    output::say(&json_line(&schema)?)?;
    Ok(DONE)
}
