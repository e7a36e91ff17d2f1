//! `check`: all problems of a scenario at once.

use super::failure::{DONE, Failure, USAGE};
use super::{output, seams};
use clap::Args;
use std::path::PathBuf;

/// Say all that is wrong with scenarios, each with its place and how to mend it
#[derive(Debug, Args)]
#[command(
    after_help = "Example:\n  roundtable check scenarios/korea-2019/korea-2019.ron\n\nExit codes: 0 nothing is wrong, 2 something is."
)]
pub(super) struct Arguments {
    /// Scenario files
    #[arg(value_name = "FILE", required = true)]
    files: Vec<PathBuf>,
}

pub(super) fn run(arguments: &Arguments) -> Result<u8, Failure> {
    let mut code = DONE;
    for file in &arguments.files {
        match seams::check(file) {
            Ok(praise) => output::say(&format!("{praise}\n"))?,
            Err(failure) => {
                output::remark(&failure.text());
                code = if code == USAGE { code } else { failure.code };
            }
        }
    }
    Ok(code)
}
