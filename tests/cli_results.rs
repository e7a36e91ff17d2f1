//! `run` and `compare` from the outside: files, streams, exit codes, interruption. The scenario is the one of `new`.

use assert_cmd::Command;
use predicates::prelude::*;
use serde_json::Value;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// A folder of its own with `demo.ron`.
struct Desk {
    folder: tempfile::TempDir,
}

impl Desk {
    /// `None`, said aloud, while the commands are not connected.
    fn new() -> Option<Self> {
        let desk = Self { folder: tempfile::tempdir().unwrap() };
        let output = desk.command(&["new", "demo"]).output().unwrap();
        if String::from_utf8_lossy(&output.stderr).contains("not connected") {
            eprintln!("skipped: the commands are not connected yet");
            return None;
        }
        assert!(output.status.success());
        Some(desk)
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_roundtable"));
        command.current_dir(self.folder.path()).args(arguments);
        command
    }

    fn compare(&self, more: &[&str]) -> Command {
        let mut command = self.command(&["compare", "demo.ron"]);
        command.args(more);
        command
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn json(&self, name: &str) -> Value {
        serde_json::from_slice(&std::fs::read(self.path(name)).unwrap()).unwrap()
    }

    /// Names of the formats, from a small run.
    fn formats(&self) -> Vec<String> {
        let output = self.compare(&["--runs", "50", "--json", "-o", "formats"]).output().unwrap();
        let result: Value = serde_json::from_slice(&output.stdout).unwrap();
        let names = result["formats"].as_array().unwrap().iter();
        names.map(|format| format["name"].as_str().unwrap().to_owned()).collect()
    }
}

/// All files of a folder but `run.json`, by relative path.
fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut found = BTreeMap::new();
    let mut folders = vec![folder.to_path_buf()];
    while let Some(next) = folders.pop() {
        for entry in std::fs::read_dir(next).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let name = path.strip_prefix(folder).unwrap().to_string_lossy().into_owned();
                found.insert(name, std::fs::read(path).unwrap());
            }
        }
    }
    found.remove("run.json").expect("run.json");
    found
}

fn names(folder: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(folder).unwrap();
    let mut names: Vec<String> =
        entries.map(|e| e.unwrap().file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

#[test]
fn the_answer_fits_a_screen_and_names_the_report() {
    let Some(desk) = Desk::new() else { return };
    let output = desk.compare(&["--runs", "100"]).assert().success().stderr("").get_output().stdout.clone();
    let text = String::from_utf8(output).unwrap();
    assert!(text.lines().count() <= 24, "{text}");
    let last: Vec<&str> = text.lines().rev().take(2).collect();
    assert_eq!(last[1], "Report   output/demo-1/report.html");
    assert!(last[0].starts_with("Next     roundtable explain demo.ron --format "), "{}", last[0]);
    assert!(desk.path("output/demo-1/report.html").is_file());
    assert!(!text.contains('\u{1b}'), "control bytes in a pipe");
}

#[test]
fn the_same_bytes_whatever_the_threads() {
    let Some(desk) = Desk::new() else { return };
    for threads in ["1", "2", "7"] {
        desk.compare(&["--runs", "300", "--threads", threads, "-o", threads, "-q"]).assert().success();
    }
    let one = files(&desk.path("1"));
    assert!(one.contains_key("results.csv") && one.contains_key("summary.json"));
    assert!(one == files(&desk.path("2")) && one == files(&desk.path("7")));
    desk.compare(&["--runs", "300", "--seed", "2", "-o", "other", "-q"]).assert().success();
    assert!(one["results.csv"] != files(&desk.path("other"))["results.csv"]);
}

#[test]
fn json_is_data_alone_and_is_what_is_stored() {
    let Some(desk) = Desk::new() else { return };
    let output = desk.compare(&["--runs", "50", "--json", "-o", "x"]).assert().success().stderr("");
    let printed: Value = serde_json::from_slice(&output.get_output().stdout).unwrap();
    assert_eq!(printed["schema_version"], 1);
    assert_eq!(printed["runs"], 50);
    assert_eq!(printed, desk.json("x/summary.json"));
    let record = desk.json("x/run.json");
    assert_eq!(record["command"], "compare");
    assert_eq!(record["seed"], 1);
    assert_eq!(record["scenario_file"], "demo.ron");
    assert!(record["wall_seconds"].as_f64().unwrap() > 0.0);
}

#[test]
fn what_stands_under_the_name_is_not_touched() {
    let Some(desk) = Desk::new() else { return };
    std::fs::create_dir(desk.path("mine")).unwrap();
    std::fs::write(desk.path("mine/thesis.txt"), "years of work").unwrap();
    std::fs::write(desk.path("file"), "also work").unwrap();
    for place in ["mine", "file", "file/below"] {
        let where_it_is =
            predicate::str::contains(format!("where:     {}", place.split('/').next().unwrap()));
        desk.compare(&["--runs", "50", "-o", place]).assert().code(2).stdout("").stderr(where_it_is);
    }
    desk.compare(&["--runs", "50", "--output-root", "file"]).assert().code(2);
    assert_eq!(names(&desk.path("mine")), ["thesis.txt"]);
    assert_eq!(std::fs::read(desk.path("file")).unwrap(), b"also work");
    assert_eq!(names(desk.folder.path()), ["demo.ron", "file", "mine"]);
}

#[cfg(unix)]
#[test]
fn a_file_size_limit_is_1_and_nothing_stands_under_the_name() {
    let Some(desk) = Desk::new() else { return };
    let program = env!("CARGO_BIN_EXE_roundtable");
    let script = format!("ulimit -f 8; '{program}' compare demo.ron --runs 2000 -q -o x");
    Command::new("sh")
        .current_dir(desk.folder.path())
        .args(["-c", &script])
        .assert()
        .code(1)
        .stderr(predicate::str::contains("limit on file size").and(predicate::str::contains(".x.partial")));
    assert!(!desk.path("x").exists());
    // With room again the same command goes on.
    desk.compare(&["--runs", "2000", "-q", "-o", "x"]).assert().success();
    assert_eq!(names(desk.folder.path()), ["demo.ron", "x"]);
}

#[test]
fn a_dry_run_writes_nothing() {
    let Some(desk) = Desk::new() else { return };
    let said =
        predicate::str::contains("100,000 assumed worlds").and(predicate::str::contains("Nothing was"));
    desk.compare(&["--runs", "100000", "--dry-run"]).assert().success().stdout(said);
    assert_eq!(names(desk.folder.path()), ["demo.ron"]);
}

#[test]
fn expectations_decide_the_exit_code() {
    let Some(desk) = Desk::new() else { return };
    let format = desk.formats().remove(0);
    let expect = |text: String| desk.compare(&["--runs", "50", "-q", "--expect", &text]).assert();
    expect(format!("signed({format}) >= 0")).code(0);
    let not_met = predicate::str::contains(format!("expectation not met: signed({format}) > 1"));
    expect(format!("signed({format}) > 1")).code(3).stderr(not_met);
    expect("signed(no such format) > 0.3".into()).code(2).stderr(predicate::str::contains(format));
}

#[test]
fn one_format_is_chosen_by_name() {
    let Some(desk) = Desk::new() else { return };
    let formats = desk.formats();
    let run = |more: &[&str]| desk.command(&["run", "demo.ron", "--runs", "50"]).args(more).assert();
    let shown = predicate::str::contains(format!("Format: {}", formats[0]));
    run(&["--format", &formats[0]]).success().stdout(shown);
    run(&["--format", "no such format"]).code(2).stderr(predicate::str::contains(&formats[0]));
    if formats.len() > 1 {
        run(&[]).code(2).stderr(predicate::str::contains("no format is named"));
    }
}

#[test]
fn predictions_are_stored_and_scored() {
    let Some(desk) = Desk::new() else { return };
    let guess = |signed| serde_json::json!({"signed": signed, "in_force": 20, "completed": 10});
    let formats: BTreeMap<String, Value> = desk.formats().into_iter().map(|name| (name, guess(40))).collect();
    let write = |value: &Value| std::fs::write(desk.path("g.json"), value.to_string()).unwrap();
    write(&serde_json::json!({ "formats": formats }));
    let scored = predicate::str::contains("off by").and(predicate::str::contains("orderings right"));
    desk.compare(&["--runs", "50", "--guess-file", "g.json", "-o", "x"]).assert().success().stdout(scored);
    assert_eq!(desk.json("x/guess.json")["formats"], serde_json::json!(formats));
    assert!(desk.json("x/score.json")["measures"].is_array());
    // On the terminal: three questions a format, then one a party.
    let answers = "40\n20\n10\n".repeat(formats.len()) + &"\n".repeat(20);
    desk.compare(&["--runs", "50", "--guess", "-o", "y"]).write_stdin(answers).assert().success();
    assert_eq!(desk.json("y/score.json"), desk.json("x/score.json"));
    write(&serde_json::json!({ "formats": {} }));
    desk.compare(&["--runs", "50", "--guess-file", "g.json"]).assert().code(2);
    write(&Value::from("nonsense"));
    desk.compare(&["--runs", "50", "--guess-file", "g.json"]).assert().code(2);
}

#[test]
fn what_changed_is_said() {
    let Some(desk) = Desk::new() else { return };
    desk.compare(&["--runs", "50", "-q", "-o", "x"]).assert().success();
    let same = predicate::str::contains("Nothing changed: the same inputs and the same results.");
    desk.compare(&["--runs", "50", "--against", "x"]).assert().success().stdout(same);
    let seed = predicate::str::contains("seed: 1 → 2");
    desk.compare(&["--runs", "50", "--seed", "2", "--against", "x"]).assert().success().stdout(seed);
}

/// Ctrl-C, then the same command again: the same bytes as without an interruption.
#[cfg(unix)]
#[test]
fn an_interrupted_run_goes_on_and_ends_in_the_same_bytes() {
    let Some(desk) = Desk::new() else { return };
    let mut runs = 2000_u32;
    let code = loop {
        let number = runs.to_string();
        let code = interrupt_at_first_block(&desk, &number);
        // A fast machine may be done before it hears the signal: then more worlds.
        if code == Some(130) || runs > 2_000_000 {
            break code;
        }
        runs *= 4;
    };
    assert_eq!(code, Some(130));
    let number = runs.to_string();
    let hidden = names(&desk.path("output")).into_iter().filter(|name| name.starts_with('.')).count();
    assert_eq!(hidden, 1);
    desk.compare(&["--runs", &number, "-q"]).assert().success();
    desk.compare(&["--runs", &number, "-q", "-o", "whole"]).assert().success();
    let last = names(&desk.path("output")).into_iter().rfind(|name| !name.starts_with('.')).unwrap();
    let resumed = desk.path("output").join(last);
    let record: Value = serde_json::from_slice(&std::fs::read(resumed.join("run.json")).unwrap()).unwrap();
    assert_eq!(record["resumed"], true);
    assert!(files(&resumed) == files(&desk.path("whole")));
}

#[cfg(unix)]
fn interrupt_at_first_block(desk: &Desk, runs: &str) -> Option<i32> {
    let mut child = std::process::Command::new(env!("CARGO_BIN_EXE_roundtable"))
        .current_dir(desk.folder.path())
        .args(["compare", "demo.ron", "-q", "--threads", "1", "--runs", runs])
        .stdout(std::process::Stdio::null())
        .stderr(std::process::Stdio::null())
        .spawn()
        .unwrap();
    let begun = || {
        let hidden = std::fs::read_dir(desk.path("output")).into_iter().flatten().flatten();
        let mut hidden = hidden.filter(|entry| entry.file_name().to_string_lossy().ends_with(".partial"));
        hidden.any(|entry| entry.path().join("blocks/block-00000.json").exists())
    };
    while !begun() && child.try_wait().unwrap().is_none() {
        std::thread::sleep(std::time::Duration::from_millis(2));
    }
    let signalled = std::process::Command::new("kill").args(["-INT", &child.id().to_string()]).status();
    assert!(signalled.is_ok());
    child.wait().unwrap().code()
}
