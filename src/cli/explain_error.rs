//! `explain-error`: the long form of an error.

use crate::scenario::diagnostic::codes;
use crate::terminal::failure::{DONE, Failure};
use crate::terminal::output;
use crate::terminal::text::{flowing, running};
use clap::Args;

/// Explain an error of `check` at length, by its code
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  roundtable explain-error E012")]
pub(super) struct Arguments {
    /// Code of the error
    #[arg(value_name = "CODE")]
    code: String,
}

pub(super) fn run(arguments: &Arguments) -> Result<u8, Failure> {
    output::say(&flowing(&explained(&arguments.code)?, running()))?;
    Ok(DONE)
}

/// The long form of an error code, or the codes there are.
fn explained(code: &str) -> Result<String, Failure> {
    let known = || codes::CODES.iter().map(|entry| entry.code).collect::<Vec<_>>().join(", ");
    codes::explain(code)
        .map(|entry| format!("{}: {}\n\n{}\n", entry.code, entry.title, entry.explanation))
        .ok_or_else(|| {
            Failure::usage(format!("there is no error code `{code}`")).expected(format!("one of {}", known()))
        })
}
