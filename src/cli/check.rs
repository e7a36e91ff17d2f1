//! `check`: all problems of a scenario at once.

use crate::results::words::count;
use crate::scenario::diagnostic::{MachineDiagnostic, MachineVerdict};
use crate::scenario::words::unwritten_time;
use crate::scenario::{self, Checked, Diagnostic, Kind, Opened, SourceFile};
use crate::terminal::failure::{DONE, Failure, USAGE};
use crate::terminal::json::json_line;
use crate::terminal::loaded::{misplaced, rendered, source};
use crate::terminal::output;
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

/// Says of a file of one kind how large it is, in words, with its warnings; or what is wrong with it.
pub(super) type Judge = fn(Opened) -> Result<(String, Vec<Diagnostic>), Vec<Diagnostic>>;

/// Who says of domains and of conflicts that they can be used.
pub(super) struct Judges {
    pub(super) domain: Judge,
    pub(super) conflict: Judge,
}

pub(super) fn run(arguments: &Arguments, judges: &Judges) -> Result<u8, Failure> {
    let mut code = DONE;
    for file in &arguments.files {
        let verdict = match checked(file, judges) {
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
fn checked(path: &Path, judges: &Judges) -> Result<Verdict, Failure> {
    let source = source(path)?;
    let opened = scenario::open(&source);
    let kind = opened.kind;
    let (found, usable) = match kind {
        Kind::Conflict => ((judges.conflict)(opened), "be analysed"),
        Kind::Domain => ((judges.domain)(opened), "be negotiated"),
        Kind::Scenario => (sound(opened, &source), "be run"),
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

/// Where there is no laboratory: whether a domain can be read.
#[cfg(not(feature = "lab"))]
pub(super) fn readable_domain(opened: Opened) -> Result<(String, Vec<Diagnostic>), Vec<Diagnostic>> {
    let read = opened.domain()?;
    let (parties, issues) = (read.domain.parties.len(), read.domain.issues.len());
    Ok((format!("a domain: {parties} parties, {}", count(issues, "issue")), read.warnings))
}

/// Where there is no laboratory: whether a conflict can be read.
#[cfg(not(feature = "lab"))]
pub(super) fn readable_conflict(opened: Opened) -> Result<(String, Vec<Diagnostic>), Vec<Diagnostic>> {
    let conflict = opened.conflict()?;
    Ok((format!("a conflict: {} parties", conflict.parties.len()), Vec::new()))
}

/// The size of a scenario in words and its warnings, or what is wrong with it.
fn sound(opened: Opened, file: &SourceFile) -> Result<(String, Vec<Diagnostic>), Vec<Diagnostic>> {
    let Checked { scenario, warnings } = opened.scenario()?;
    if let Err(problems) = scenario::variants(file, &scenario) {
        return Err(problems.into_iter().chain(warnings).collect());
    }
    let untimed = scenario.issues.iter().filter(|issue| issue.takes.is_none()).count();
    let times = match untimed {
        0 => String::new(),
        n => format!(
            "; {} without `takes`: {} on average to carry out",
            count(n, "issue"),
            unwritten_time(&scenario)
        ),
    };
    let variants = match scenario.variants.len() {
        0 => String::new(),
        n => format!(", {}", count(n, "variant")),
    };
    let size = format!(
        "{} parties, {}, {}{variants}{times}",
        scenario.parties.len(),
        count(scenario.issues.len(), "issue"),
        count(scenario.formats.len(), "format")
    );
    Ok((size, warnings))
}
