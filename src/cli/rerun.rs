//! `rerun`: a stored result made again, and whether it is still the same.

use super::record::RECORD;
use super::why_options::refuse_file;
use super::words::Given;
use crate::files::read;
use crate::language::Language;
use crate::results::words::thousands;
use crate::say;
use crate::scenario::letters::shell_word;
use crate::terminal::failure::{DONE, FAILED, Failure, INTERRUPTED};
use crate::terminal::interrupt;
use crate::terminal::json::json_line;
use crate::terminal::output::say;
use crate::terminal::text::{flowing, running};
use clap::Args;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use std::ffi::{OsStr, OsString};
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// Largest `run.json` that is read, in bytes.
const LARGEST: u64 = 1 << 20;
/// Largest file of a result that is compared, in bytes.
const LARGEST_FILE: u64 = 16 << 30;
/// Files of a result at most, and folders in folders.
const MOST_FILES: usize = 10_000;
const DEEPEST: usize = 3;

/// What a result does not depend on: where it goes, what is shown, how fast it is made.
const SHOWN: [&str; 9] =
    ["output", "output_root", "json", "quiet", "dry_run", "expect", "threads", "findings", "color"];
/// What is taken from the result itself.
const GUESSES: [&str; 2] = ["guess", "guess_file"];

const EXAMPLES: &str = "\
Examples:
  roundtable rerun spoiler                of a result that `compare … -o spoiler` wrote
  roundtable rerun spoiler --file scenarios/teaching/4-spoiler.ron";

const CODES: &str = "\
Exit codes: 0 the same bytes, 1 something differs or the command failed, 2 usage, 130 interrupted.";

/// Make a stored result again, and say whether it has the same bytes or what differs
///
/// For whoever is handed a result and asks whether it still is what the program says. The command is the one that run.json has; it is run into a
/// temporary folder, and the stored result is left as it is. Times and the machine, which stand in run.json alone, are not compared.
#[derive(Debug, Args)]
#[command(before_help = EXAMPLES, after_help = CODES)]
pub(super) struct Arguments {
    /// Folder of a stored result
    #[arg(value_name = "FOLDER")]
    folder: PathBuf,

    /// Where the scenario file is now [default: where it was, from the current folder]
    #[arg(long, value_name = "FILE")]
    file: Option<PathBuf>,

    /// Print what was found as JSON
    #[arg(long)]
    json: bool,
}

/// What is read of `run.json`.
#[derive(Debug, Deserialize)]
struct Record {
    program: String,
    scenario_file: String,
    scenario_hash: String,
    seed: u64,
    runs: u64,
    flags: Vec<String>,
}

#[derive(Debug, Serialize)]
struct Found {
    schema_version: u32,
    same: bool,
    command: String,
    files: usize,
    /// How it was made then and now, where that differs, in words.
    changes: Vec<String>,
    /// Files that differ.
    differing: Vec<Differing>,
}

#[derive(Debug, Serialize, PartialEq, Eq)]
struct Differing {
    file: String,
    /// The first line that differs; none: the file is only in one of the two.
    line: Option<u64>,
    /// Whether it is in the stored result.
    then: bool,
}

pub(super) fn run(arguments: &Arguments) -> Result<u8, Failure> {
    refuse_file(&arguments.folder, "rerun")?;
    let then = record(&arguments.folder)?;
    let words = again(&then, &arguments.folder, arguments.file.as_deref())?;
    let place = tempfile::tempdir().map_err(|error| Failure::writing(&std::env::temp_dir(), error))?;
    let made = place.path().join("again");
    // The temporary folder goes away after an interruption, too.
    interrupt::listen();
    match make(&words, &made)? {
        Some(0) => {}
        Some(code) if code == i32::from(INTERRUPTED) => return Ok(INTERRUPTED),
        _ => {
            return Err(Failure::failed("the command of the result fails now")
                .at(shown(&words))
                .mend("see what it says above; --file FILE says where the scenario file is now"));
        }
    }
    let now = record(&made)?;
    let (files, differing) = compared(&arguments.folder, &made)?;
    let changes = changes(&then, &now, Language::default());
    let found = Found {
        schema_version: 1,
        same: differing.is_empty(),
        command: shown(&words),
        files,
        changes,
        differing,
    };
    say(&if arguments.json { json_line(&found)? } else { screen(&found, Language::default()) })?;
    Ok(if found.same { DONE } else { FAILED })
}

fn record(folder: &Path) -> Result<Record, Failure> {
    let not_a_result = |what: String| {
        Failure::usage(what)
            .at(folder.display())
            .expected("a folder that `run` or `compare` wrote, such as output/korea-2019-1")
    };
    let bytes = read::bytes(&folder.join(RECORD), LARGEST)
        .map_err(|error| not_a_result(format!("there is no stored result: {error}")))?;
    serde_json::from_slice(&bytes).map_err(|error| not_a_result(format!("run.json cannot be read: {error}")))
}

/// The words of the command that makes the result again, without where it goes.
fn again(then: &Record, folder: &Path, file: Option<&Path>) -> Result<Vec<OsString>, Failure> {
    let strange = |what: String| Failure::usage(what).at(folder.join(RECORD).display());
    let given = Given::of(&then.flags).map_err(|_| {
        strange("the command of the result is none that this program knows".into())
            .mend("use the version of the program that made it")
    })?;
    if !["run", "compare"].contains(&given.name.as_str()) {
        return Err(strange("the command of the result is neither `run` nor `compare`".into()));
    }
    let mut words = vec![OsString::from(&given.name)];
    words.extend(given.options(|id| !SHOWN.contains(&id) && !GUESSES.contains(&id)));
    if GUESSES.iter().any(|id| given.has(id)) {
        words.push("--guess-file".into());
        words.push(folder.join("guess.json").into());
    }
    words.push("--".into());
    words.push(match file {
        Some(file) => file.into(),
        None => scenario(then, &given).map_err(strange)?,
    });
    Ok(words)
}

/// Of the scenario files of the command the one that the result is of.
fn scenario(then: &Record, given: &Given) -> Result<OsString, String> {
    let named = |value: &&OsStr| Path::new(value).file_name() == Some(OsStr::new(&then.scenario_file));
    let files: Vec<&OsStr> = given.values("files").into_iter().filter(named).collect();
    match files[..] {
        [file] => Ok(file.to_owned()),
        _ => Err(format!("the command of the result does not say which file {} is", then.scenario_file)),
    }
}

/// As it can be pasted.
fn shown(words: &[OsString]) -> String {
    let words = words.iter().filter(|word| *word != "--").map(|word| shell_word(&word.to_string_lossy()));
    std::iter::once("roundtable".to_owned()).chain(words).collect::<Vec<_>>().join(" ")
}

/// Runs the command into a folder; its exit code.
fn make(words: &[OsString], folder: &Path) -> Result<Option<i32>, Failure> {
    let failed =
        |error: std::io::Error| Failure::failed(format!("the program cannot be started again: {error}"));
    let program = std::env::current_exe().map_err(failed)?;
    // Options stand before what ends them.
    let (command, rest) = words.split_at(1);
    let mut run = Command::new(program);
    run.args(command).arg("-o").arg(folder).arg("--quiet").args(rest);
    let status = run.stdin(Stdio::null()).stdout(Stdio::null()).status().map_err(failed)?;
    Ok(status.code())
}

/// What was otherwise when the result was made, in words.
fn changes(then: &Record, now: &Record, language: Language) -> Vec<String> {
    let mut changes = Vec::new();
    if then.program != now.program {
        changes.push(say!(language, "why-version", then = then.program, now = now.program));
    }
    if then.scenario_hash != now.scenario_hash {
        let short = |hash: &str| hash.chars().take(12).collect::<String>();
        let (was, is) = (short(&then.scenario_hash), short(&now.scenario_hash));
        changes.push(say!(language, "why-scenario-changed", then = was, now = is));
    }
    for (what, was, is) in [("--seed", then.seed, now.seed), ("--runs", then.runs, now.runs)] {
        if was != is {
            let (was, is) = (was.to_string(), is.to_string());
            changes.push(say!(language, "why-settings", what = what, then = was, now = is));
        }
    }
    changes
}

/// How many files there are in both together, and those that differ.
fn compared(then: &Path, now: &Path) -> Result<(usize, Vec<Differing>), Failure> {
    let (was, is) = (files(then)?, files(now)?);
    let all: BTreeSet<&String> = was.union(&is).collect();
    let mut differing = Vec::new();
    for file in &all {
        let both = was.contains(*file) && is.contains(*file);
        let line = if both { first_difference(&then.join(file), &now.join(file))? } else { None };
        if !both || line.is_some() {
            differing.push(Differing { file: (*file).clone(), line, then: was.contains(*file) });
        }
    }
    Ok((all.len(), differing))
}

/// Files of a result by their path in it, without `run.json`.
fn files(folder: &Path) -> Result<BTreeSet<String>, Failure> {
    let failed = |path: &Path, error: std::io::Error| Failure::reading(path, &error.into());
    let mut found = BTreeSet::new();
    let mut folders = vec![(folder.to_path_buf(), 0)];
    while let Some((next, depth)) = folders.pop() {
        for entry in std::fs::read_dir(&next).map_err(|error| failed(&next, error))? {
            let entry = entry.map_err(|error| failed(&next, error))?;
            let (path, kind) = (entry.path(), entry.file_type().map_err(|error| failed(&next, error))?);
            let name = path.strip_prefix(folder).unwrap_or(&path).to_string_lossy().into_owned();
            if kind.is_dir() && depth < DEEPEST {
                folders.push((path, depth + 1));
            } else if kind.is_file() && name != RECORD {
                found.insert(name);
            }
            if found.len() + folders.len() > MOST_FILES {
                return Err(Failure::usage(format!(
                    "there are more than {} files",
                    thousands(MOST_FILES as u64)
                ))
                .at(folder.display())
                .expected("a folder that `run` or `compare` wrote"));
            }
        }
    }
    Ok(found)
}

/// The first line in which two files differ.
fn first_difference(then: &Path, now: &Path) -> Result<Option<u64>, Failure> {
    let open = |path: &Path| {
        let stream = read::stream(path, LARGEST_FILE).map_err(|error| Failure::reading(path, &error))?;
        Ok::<_, Failure>(BufReader::with_capacity(1 << 16, stream))
    };
    let (mut was, mut is) = (open(then)?, open(now)?);
    let mut line = 1;
    loop {
        let a = was.fill_buf().map_err(|error| Failure::reading(then, &error.into()))?;
        let b = is.fill_buf().map_err(|error| Failure::reading(now, &error.into()))?;
        let both = a.len().min(b.len());
        if both == 0 {
            return Ok((a.len() != b.len()).then_some(line));
        }
        let same = a.iter().zip(b).take_while(|(a, b)| a == b).count();
        line += a[..same].split(|byte| *byte == b'\n').count() as u64 - 1;
        if same < both {
            return Ok(Some(line));
        }
        was.consume(both);
        is.consume(both);
    }
}

fn screen(found: &Found, language: Language) -> String {
    let files = thousands(found.files as u64);
    let mut text = if found.same {
        say!(language, "why-same", files = files, command = found.command)
    } else {
        let differing = thousands(found.differing.len() as u64);
        say!(language, "why-differs", files = files, differing = differing)
    };
    text.push('\n');
    let lines = found.differing.iter().map(|differing| match (differing.line, differing.then) {
        (Some(line), _) => {
            say!(language, "why-line", file = differing.file, line = thousands(line))
        }
        (None, true) => say!(language, "why-only-then", file = differing.file),
        (None, false) => say!(language, "why-only-now", file = differing.file),
    });
    for line in found.changes.iter().cloned().chain(lines) {
        text = text + "  " + &line + "\n";
    }
    flowing(&text, running())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn record(flags: &[&str]) -> Record {
        Record {
            program: "0".into(),
            scenario_file: "a.ron".into(),
            scenario_hash: String::new(),
            seed: 1,
            runs: 1,
            flags: flags.iter().map(|flag| (*flag).to_owned()).collect(),
        }
    }

    fn words(flags: &[&str]) -> Result<Vec<String>, Failure> {
        let words = again(&record(flags), Path::new("then"), None)?;
        Ok(words.into_iter().map(|word| word.to_string_lossy().into_owned()).collect())
    }

    #[test]
    fn what_changes_the_bytes_is_kept_and_where_they_go_is_not() {
        let given = words(&[
            "compare",
            "x/a.ron",
            "b.ron",
            "-qoDIR",
            "--runs",
            "7",
            "--set",
            "p=1",
            "--set=q=2",
            "--threads=2",
            "--no-worlds",
            "--expect",
            "signed(a) > 0",
            "--guess-file",
            "g.json",
            "--color",
            "always",
        ]);
        let expected = [
            "compare",
            "--runs=7",
            "--set=p=1",
            "--set=q=2",
            "--no-worlds",
            "--guess-file",
            "then/guess.json",
            "--",
            "x/a.ron",
        ];
        let mut given = given.unwrap();
        given.sort();
        let mut expected = expected.map(String::from).to_vec();
        expected.sort();
        assert_eq!(given, expected);
    }

    #[test]
    fn other_commands_and_files_are_refused() {
        for flags in [
            &["check", "a.ron"][..],
            &["compare", "b.ron"],
            &["compare", "x/a.ron", "y/a.ron"],
            &["--"],
            &["run", "a.ron", "--what"],
        ] {
            assert!(words(flags).is_err(), "{flags:?}");
        }
    }

    #[test]
    fn the_first_line_that_differs_is_told() {
        let folder = tempfile::tempdir().unwrap();
        let path = |name: &str, text: &str| {
            let path = folder.path().join(name);
            std::fs::write(&path, text).unwrap();
            path
        };
        let (a, b, c) = (path("a", "1\n2\n3\n"), path("b", "1\n2\n4\n"), path("c", "1\n2\n"));
        let line = |x: &Path, y: &Path| first_difference(x, y).unwrap();
        assert_eq!(
            (line(&a, &a), line(&a, &b), line(&a, &c), line(&c, &a)),
            (None, Some(3), Some(3), Some(3))
        );
    }
}
