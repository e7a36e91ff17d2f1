//! `check`: all problems of a scenario at once.

use super::failure::{DONE, Failure, USAGE};
use super::loaded::{misplaced, rendered, source};
use super::record::json_line;
use super::{conflicts, domains, output};
use crate::results::words::count;
use crate::scenario::diagnostic::{MachineDiagnostic, MachineVerdict};
use crate::scenario::{self, Checked, Diagnostic, Kind, Opened};
use clap::Args;
use std::path::{Path, PathBuf};

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

pub(super) fn run(arguments: &Arguments) -> Result<u8, Failure> {
    let mut code = DONE;
    for file in &arguments.files {
        let verdict = match checked(file) {
            Ok(verdict) => verdict,
            Err(failure) => {
                output::remark(&failure.text());
                code = USAGE;
                continue;
            }
        };
        if arguments.json {
            let (file, passed) = (file.display().to_string(), verdict.passed);
            let data = MachineVerdict { schema_version: 1, file, passed, problems: verdict.problems.clone() };
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

/// What was found: the text for people, and the same for programs.
struct Verdict {
    /// Whether the file can be used.
    passed: bool,
    /// All problems laid out, warnings included; empty if there is none.
    text: String,
    /// A line in praise, if it passed.
    praise: String,
    /// For `--json`.
    problems: Vec<MachineDiagnostic>,
}

/// Checks a file as what it is.
fn checked(path: &Path) -> Result<Verdict, Failure> {
    let source = source(path)?;
    let opened = scenario::open(&source);
    let kind = opened.kind;
    let (found, usable) = match kind {
        Kind::Conflict => (conflicts::sound(opened).map(|size| (size, Vec::new())), "be analysed"),
        Kind::Domain => (domains::sound(opened), "be negotiated"),
        Kind::Scenario => (sound(opened), "be run"),
    };
    let other = misplaced(path, &source).filter(|_| found.is_err() && kind == Kind::Scenario);
    if let Some((failure, problem)) = other {
        let problems = scenario::machine(&[problem], &source);
        return Ok(Verdict { passed: false, text: failure.text(), praise: String::new(), problems });
    }
    let (praise, problems) = match found {
        Ok((size, warnings)) => {
            let verdict = match warnings.len() {
                0 => "nothing is wrong".to_owned(),
                n => format!("it can {usable}, with {}", count(n, "warning")),
            };
            (Some(format!("{}: {verdict} ({size})", path.display())), warnings)
        }
        Err(problems) => (None, problems),
    };
    let text = if problems.is_empty() { String::new() } else { rendered(&problems, &source) };
    Ok(Verdict {
        passed: praise.is_some(),
        text,
        praise: praise.unwrap_or_default(),
        problems: scenario::machine(&problems, &source),
    })
}

/// The size of a scenario in words and its warnings, or what is wrong with it.
fn sound(opened: Opened) -> Result<(String, Vec<Diagnostic>), Vec<Diagnostic>> {
    let Checked { scenario, warnings } = opened.scenario()?;
    let size = format!(
        "{} parties, {}, {}",
        scenario.parties.len(),
        count(scenario.issues.len(), "issue"),
        count(scenario.formats.len(), "format")
    );
    Ok((size, warnings))
}
