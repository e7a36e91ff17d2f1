//! `check`: all problems of a scenario at once.

use super::failure::{DONE, Failure, USAGE};
use super::record::json_line;
use super::{output, seams};
use crate::scenario::diagnostic::MachineDiagnostic;
use clap::Args;
use serde::Serialize;
use std::path::PathBuf;

/// Say all that is wrong with scenarios, each with its place and how to mend it
#[derive(Debug, Args)]
#[command(
    after_help = "Example:\n  roundtable check scenarios/korea-2019/formats.ron\n\nExit codes: 0 nothing is wrong, 2 something is."
)]
pub(super) struct Arguments {
    /// Scenario files
    #[arg(value_name = "FILE", required = true)]
    files: Vec<PathBuf>,

    /// Print as JSON: one object a file
    #[arg(long)]
    json: bool,
}

#[derive(Serialize)]
struct Checked<'a> {
    schema_version: u32,
    file: String,
    passed: bool,
    problems: &'a [MachineDiagnostic],
}

pub(super) fn run(arguments: &Arguments) -> Result<u8, Failure> {
    let mut code = DONE;
    for file in &arguments.files {
        let verdict = match seams::check(file) {
            Ok(verdict) => verdict,
            Err(failure) => {
                output::remark(&failure.text());
                code = USAGE;
                continue;
            }
        };
        if arguments.json {
            let (file, passed) = (file.display().to_string(), verdict.passed);
            let data = Checked { schema_version: 1, file, passed, problems: &verdict.problems };
            output::say(&json_line(&data)?)?;
        } else {
            if !verdict.text.is_empty() {
                output::remark(&verdict.text);
            }
            if verdict.passed {
                output::say(&format!("{}\n", verdict.praise))?;
            }
        }
        if !verdict.passed {
            code = USAGE;
        }
    }
    Ok(code)
}
