//! `verify`: the engine against published reference cases.

use super::failure::{DONE, FAILED, Failure};
use super::seams::{self, Verification};
use super::{output, record};
use clap::Args;
use std::fmt::Write as _;
use std::path::PathBuf;

/// Hold the engine against published reference cases, one line a case
#[derive(Debug, Args)]
#[command(
    after_help = "Example:\n  roundtable verify tests/cases\n\nExit codes: 0 every case passed, 1 one did not, 2 a file cannot be read."
)]
pub(super) struct Arguments {
    /// Case files, or folders of them
    #[arg(value_name = "PATH", required = true)]
    paths: Vec<PathBuf>,

    /// Print as JSON
    #[arg(long)]
    json: bool,
}

pub(super) fn run(arguments: &Arguments) -> Result<u8, Failure> {
    let verification = seams::verify(&arguments.paths)?;
    output::say(&if arguments.json { record::json_line(&verification)? } else { table(&verification) })?;
    let passed = verification.failed == 0 && verification.unsupported == 0;
    Ok(if passed { DONE } else { FAILED })
}

fn table(verification: &Verification) -> String {
    let mut text = String::new();
    for case in &verification.cases {
        let detail = if case.detail.is_empty() { String::new() } else { format!("  {}", case.detail) };
        let _ = writeln!(text, "{:<12} {} {} ({}){detail}", case.status, case.file, case.id, case.kind);
    }
    let Verification { passed, failed, unsupported, .. } = verification;
    let _ = writeln!(text, "{passed} passed, {failed} failed, {unsupported} unsupported");
    text
}
