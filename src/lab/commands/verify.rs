//! The command `verify`: the program against reference cases of published results, a line a case.

use super::verify_facts;
use crate::lab::verify::cases;
use crate::lab::verify::cases::{CaseResult, ReadError, Status};
use crate::simulation::machine;
use crate::terminal::columns::{Columns, Kind};
use crate::terminal::failure::{DONE, FAILED, Failure};
use crate::terminal::options::whole;
use crate::terminal::output;
use crate::terminal::text::{SCREEN, joined, running, shorten, wrapped};
use std::path::{Path, PathBuf};

/// Where the cases of the repository are.
const USUAL_FOLDER: &str = "tests/cases";
const EXAMPLES: &str = "Examples:
  roundtable verify
  roundtable verify tests/cases/08_compliance.json
  roundtable verify --json tests/cases
  roundtable verify --facts                 twenty stylised facts on random scenarios, and placebos
  roundtable verify --facts --seed 7 --json";

/// Check the program against reference cases of published results
///
/// Ends with 0 only if every case passed, with 1 if one failed or is of a kind that the program does not compute, and with 2 if a
/// file cannot be read.
///
/// With --facts it tests stylised facts of the literature on random scenarios instead, each with a twin in which the mechanism
/// is switched off, and runs placebos, which must give exactly zero. It then ends with 1 only if a placebo failed: a fact that
/// does not appear is reported as such, and is no error. docs/facts.md says what is tested and how.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Arguments {
    /// Case files, or folders that hold some [default: tests/cases]
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// Print the outcome as JSON
    #[arg(long)]
    json: bool,
    /// Test the stylised facts and run the placebos instead
    #[arg(long, conflicts_with = "paths")]
    facts: bool,
    /// Seed of the random scenarios and their worlds
    #[arg(long, value_name = "S", default_value_t = 1, requires = "facts", value_parser = whole::<u64>(0, u64::MAX), allow_negative_numbers = true)]
    seed: u64,
    /// Threads to use [default: as many as can run at once]; results do not depend on it
    #[arg(long, value_name = "N", requires = "facts", value_parser = whole::<u16>(1, 1024), allow_negative_numbers = true)]
    threads: Option<u16>,
}

/// Runs every case of the files named and prints how each came out.
pub(super) fn run(arguments: &Arguments) -> Result<u8, Failure> {
    if arguments.facts {
        let threads = arguments.threads.map_or_else(machine::parallel, usize::from);
        return verify_facts::run(arguments.seed, threads, arguments.json);
    }
    let given = &arguments.paths;
    if given.is_empty() && !Path::new(USUAL_FOLDER).is_dir() {
        return Err(Failure::usage("no case files are named")
            .expected(format!("files, or a folder {USUAL_FOLDER} here"))
            .mend("roundtable verify PATH…"));
    }
    let paths = if given.is_empty() { vec![PathBuf::from(USUAL_FOLDER)] } else { given.clone() };
    let (outcomes, problems) = run_all(&paths);
    if !problems.is_empty() {
        let lines: Vec<String> = problems.iter().map(|problem| format!("error: {problem}\n")).collect();
        return Err(Failure::rendered(crate::terminal::failure::USAGE, lines.concat()));
    }
    if outcomes.is_empty() {
        return Err(Failure::usage("the files named hold no cases, so nothing was verified"));
    }
    output::say(&if arguments.json { as_json(&outcomes)? } else { as_lines(&outcomes, running()) })?;
    Ok(code(&outcomes))
}

/// 0 only if every case passed.
fn code(outcomes: &[CaseResult]) -> u8 {
    if count(outcomes, Status::Passed) == outcomes.len() { DONE } else { FAILED }
}

/// What came out of all files, one at a time, and what is wrong with those that cannot be read: then no more are run.
fn run_all(paths: &[PathBuf]) -> (Vec<CaseResult>, Vec<ReadError>) {
    let (mut outcomes, mut problems) = (Vec::new(), Vec::new());
    for path in paths {
        match cases::case_files(path) {
            Err(problem) => problems.push(problem),
            Ok(found) => {
                for file in found {
                    match cases::read(&file) {
                        Ok(file) if problems.is_empty() => outcomes.extend(cases::run(&file)),
                        Ok(_) => {}
                        Err(problem) => problems.push(problem),
                    }
                }
            }
        }
    }
    (outcomes, problems)
}

fn count(outcomes: &[CaseResult], status: Status) -> usize {
    outcomes.iter().filter(|outcome| outcome.status == status).count()
}

/// What `--json` prints, in this order.
#[derive(serde::Serialize)]
struct Summary<'a> {
    passed: usize,
    failed: usize,
    unsupported: usize,
    cases: &'a [CaseResult],
}

fn as_json(outcomes: &[CaseResult]) -> Result<String, Failure> {
    let summary = Summary {
        passed: count(outcomes, Status::Passed),
        failed: count(outcomes, Status::Failed),
        unsupported: count(outcomes, Status::Unsupported),
        cases: outcomes,
    };
    crate::terminal::json::json_line(&summary)
}

fn as_lines(outcomes: &[CaseResult], room: usize) -> String {
    const WIDEST: usize = 60;
    let kinds = [Kind::Name, Kind::Name, Kind::Measure, Kind::Words];
    let mut table = Columns::new(kinds.map(|kind| ("", kind)));
    for CaseResult { id, kind, status, detail, .. } in outcomes {
        let word = match status {
            Status::Passed => "ok",
            Status::Failed => "FAILED",
            Status::Unsupported => "unsupported",
        };
        let word = format!("{word:11}");
        table.row([shorten(id, WIDEST), shorten(kind, WIDEST), word, shorten(detail, 10 * SCREEN)]);
    }
    let [passed, failed, unsupported] =
        [Status::Passed, Status::Failed, Status::Unsupported].map(|status| count(outcomes, status));
    let mut lines = table.lines(room);
    lines.extend(wrapped("", &format!("{passed} passed, {failed} failed, {unsupported} unsupported"), room));
    joined(&lines)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn outcome(status: Status, detail: &str) -> CaseResult {
        CaseResult {
            file: "a.json".into(),
            id: "a-1".into(),
            kind: "k".into(),
            status,
            detail: detail.into(),
        }
    }

    #[test]
    fn one_line_a_case_and_a_count() {
        let outcomes = [outcome(Status::Passed, ""), outcome(Status::Failed, "x: expected 1, found 2")];
        let all =
            "a-1  k  ok\na-1  k  FAILED       x: expected 1, found 2\n1 passed, 1 failed, 0 unsupported\n";
        for room in [80, usize::MAX] {
            assert_eq!(as_lines(&outcomes, room), all);
        }
        let narrow = as_lines(&outcomes, 36);
        assert!(narrow.starts_with("a-1  k  ok\na-1  k  FAILED       x: expected 1,\n"), "{narrow}");
        assert!(narrow.lines().all(|line| line.len() <= 36), "{narrow}");
    }

    #[test]
    fn json_has_counts_and_cases() {
        let value: serde_json::Value =
            serde_json::from_str(&as_json(&[outcome(Status::Unsupported, "no")]).unwrap()).unwrap();
        assert_eq!(value["unsupported"], 1);
        let case =
            json!({"file": "a.json", "id": "a-1", "kind": "k", "status": "unsupported", "detail": "no"});
        assert_eq!(value["cases"][0], case);
    }

    #[test]
    fn only_passed_cases_end_with_success() {
        assert_eq!(code(&[outcome(Status::Passed, "")]), DONE);
        for status in [Status::Failed, Status::Unsupported] {
            assert_eq!(code(&[outcome(Status::Passed, ""), outcome(status, "no")]), FAILED);
        }
    }

    #[test]
    fn files_that_cannot_be_read_end_with_two() {
        let paths = vec![PathBuf::from("no/such/folder")];
        let arguments = Arguments { paths, json: false, facts: false, seed: 1, threads: None };
        assert_eq!(run(&arguments).unwrap_err().code, crate::terminal::failure::USAGE);
    }

    #[test]
    fn unreadable_and_absent_files_are_all_named() {
        let folder = tempfile::tempdir().unwrap();
        let broken = folder.path().join("broken.json");
        std::fs::write(&broken, "{").unwrap();
        let (outcomes, problems) = run_all(&[broken, folder.path().join("absent.json")]);
        assert_eq!((outcomes.len(), problems.len()), (0, 2));
    }
}
