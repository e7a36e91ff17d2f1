//! `sources`: what is stated and what is assumed.

use super::failure::{DONE, Failure};
use super::{output, seams};
use clap::Args;
use std::path::PathBuf;

/// List every entry of a scenario: stated (paragraph and speaker) or assumed (reason and range)
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  roundtable sources scenarios/korea-2019/korea-2019.ron")]
pub(super) struct Arguments {
    /// Scenario file
    #[arg(value_name = "FILE")]
    file: PathBuf,

    /// Print as JSON
    #[arg(long)]
    json: bool,
}

pub(super) fn run(arguments: &Arguments) -> Result<u8, Failure> {
    let loaded = seams::load(&arguments.file, &[])?;
    output::say(&seams::sources(&loaded, arguments.json)?)?;
    Ok(DONE)
}
