//! What every command has in common: exit codes, streams, colour, help.

use assert_cmd::Command;
use predicates::prelude::*;
use std::path::Path;

fn roundtable(folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_roundtable"));
    command.current_dir(folder).env_remove("NO_COLOR").env_remove("CLICOLOR_FORCE");
    command
}

fn here() -> tempfile::TempDir {
    tempfile::tempdir().expect("a temporary folder")
}

#[test]
fn without_arguments_two_examples_are_shown_and_the_code_is_2() {
    let folder = here();
    let expected =
        predicate::str::contains("roundtable compare ").and(predicate::str::contains("roundtable new "));
    roundtable(folder.path()).assert().code(2).stdout("").stderr(expected);
}

#[test]
fn version_and_help_go_to_standard_output() {
    let folder = here();
    roundtable(folder.path()).arg("--version").assert().success().stdout("roundtable 0.1.0\n").stderr("");
    roundtable(folder.path())
        .arg("--help")
        .assert()
        .success()
        .stdout(predicate::str::contains("compare"))
        .stderr("");
}

#[test]
fn help_of_run_and_compare_begins_with_examples() {
    let folder = here();
    for command in ["run", "compare"] {
        let begins = predicate::str::starts_with("Examples:\n  roundtable ");
        roundtable(folder.path()).args([command, "--help"]).assert().success().stdout(begins);
    }
}

#[test]
fn wrong_usage_is_2_and_says_what_was_perhaps_meant() {
    let folder = here();
    let similar = predicate::str::contains("compare");
    roundtable(folder.path()).arg("comapre").assert().code(2).stdout("").stderr(similar);
    for wrong in [
        &["compare"][..],
        &["compare", "x.ron", "--runs", "0"],
        &["compare", "x.ron", "--threads", "0"],
        &["compare", "x.ron", "--guess", "--guess-file", "g.json"],
        &["compare", "x.ron", "--behaviour", "angry"],
    ] {
        roundtable(folder.path()).args(wrong).assert().code(2).stdout("");
    }
}

#[test]
fn a_wrong_expectation_is_found_before_anything_is_read() {
    let folder = here();
    let expected = predicate::str::contains("`agreement` is not a measure")
        .and(predicate::str::contains("where:     --expect 'agreement(six-party) > 0.3'"))
        .and(predicate::str::contains("expected:  measure(format)"))
        .and(predicate::str::contains("mend:      write it like"));
    roundtable(folder.path())
        .args(["compare", "absent.ron", "--expect", "agreement(six-party) > 0.3"])
        .assert()
        .code(2)
        .stdout("")
        .stderr(expected);
}

#[test]
fn a_folder_without_a_result_cannot_be_compared_against() {
    let folder = here();
    roundtable(folder.path())
        .args(["compare", "absent.ron", "--against", "nowhere"])
        .assert()
        .code(2)
        .stderr(predicate::str::contains("there is no stored result"));
}

#[test]
fn colour_follows_the_option_and_no_color() {
    let folder = here();
    let wrong = ["compare", "absent.ron", "--expect", "x"];
    let colored = predicate::str::contains("\u{1b}[");
    let run = || roundtable(folder.path());
    run().args(wrong).assert().stderr(colored.clone().not());
    run().args(wrong).args(["--color", "always"]).assert().stderr(colored.clone());
    run()
        .args(wrong)
        .args(["--color=never"])
        .env("CLICOLOR_FORCE", "1")
        .assert()
        .stderr(colored.clone().not());
    run().args(wrong).env("CLICOLOR_FORCE", "1").assert().stderr(colored.clone());
    // NO_COLOR and no terminal: both speak against colour.
    run().args(wrong).env("NO_COLOR", "1").assert().stderr(colored.not());
}

/// A reader that goes away (`| head`) is no error and gives no message.
#[cfg(unix)]
#[test]
fn a_broken_pipe_ends_quietly() {
    let program = env!("CARGO_BIN_EXE_roundtable");
    Command::new("sh")
        .args(["-c", &format!("'{program}' completions zsh | true")])
        .assert()
        .success()
        .stderr("");
}
