//! `run`: one format.

use super::failure::Failure;
use super::flow::{self, Request, Screen};
use super::options::{OutputOptions, WorldOptions};
use clap::Args;
use std::path::PathBuf;

const EXAMPLES: &str = "\
Examples:
  roundtable run scenarios/korea-2019/formats.ron --format 'six-party talks'
  roundtable run korea.ron --format six-party --runs 500 --seed 7
  roundtable run korea.ron --format six-party --set parties.dprk.patience=0.95
  roundtable run korea.ron --format six-party --expect 'signed(six-party talks) > 0.3'";

const CODES: &str = "\
Exit codes: 0 done, 1 a run failed, 2 usage or scenario error, 3 an --expect not met, 130 interrupted.";

/// Take the assumed worlds through one format
#[derive(Debug, Args)]
#[command(before_help = EXAMPLES, after_help = CODES)]
pub(super) struct Arguments {
    /// Scenario files
    #[arg(value_name = "FILE", required = true)]
    files: Vec<PathBuf>,

    /// Format; an unambiguous beginning is enough. May be left out if there is only one
    #[arg(long, value_name = "NAME")]
    format: Option<String>,

    #[command(flatten)]
    world: WorldOptions,

    #[command(flatten)]
    output: OutputOptions,
}

pub(super) fn run(arguments: &Arguments) -> Result<u8, Failure> {
    flow::carry_out(&Request {
        command: "run",
        screen: Screen::Single,
        files: &arguments.files,
        format: arguments.format.as_deref(),
        world: &arguments.world,
        output: &arguments.output,
        guess: None,
        against: None,
    })
}
