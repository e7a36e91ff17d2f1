//! `explain-error`: the long form of an error.

use super::failure::{DONE, Failure};
use super::text::{flowing, running};
use super::{output, seams};
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
    output::say(&flowing(&seams::explain_error(&arguments.code)?, running()))?;
    Ok(DONE)
}
