//! Committed results, byte by byte: `tests/golden/*` and the sample report in `docs/`.
//!
//! `cargo test` makes them with the debug binary, `.ci/run` with the release binary. After a change that is meant to alter
//! results: `ROUNDTABLE_BLESS=1 cargo test --test golden`, and a line in CHANGELOG.md that says why.

use std::path::{Path, PathBuf};
use std::process::Command;

/// Worlds of a golden result.
const WORLDS: &str = "12";

/// Worlds of the sample report.
const SAMPLE_WORLDS: &str = "400";

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Compares a scenario into a folder.
fn compare(scenario: &str, worlds: &str, folder: &Path) {
    let output = Command::new(env!("CARGO_BIN_EXE_roundtable"))
        .current_dir(root())
        .args(["compare", scenario, "--runs", worlds, "--quiet", "-o"])
        .arg(folder)
        .output()
        .expect("the program starts");
    assert!(output.status.success(), "{scenario}: {}", String::from_utf8_lossy(&output.stderr));
}

/// Holds a new file against the committed one, or replaces that one if asked to.
fn hold(committed: &Path, made: &Path) {
    let made = std::fs::read(made).expect("the result can be read");
    if std::env::var_os("ROUNDTABLE_BLESS").is_some() {
        std::fs::write(committed, made).expect("the committed file can be written");
        return;
    }
    let expected = std::fs::read(committed).expect("the committed file can be read");
    if made == expected {
        return;
    }
    let (made, expected) = (String::from_utf8_lossy(&made), String::from_utf8_lossy(&expected));
    let line = made.lines().zip(expected.lines()).position(|(a, b)| a != b);
    let line = line.unwrap_or(made.lines().count().min(expected.lines().count()));
    let cut = |text: &str| text.lines().nth(line).unwrap_or("(end)").chars().take(300).collect::<String>();
    panic!(
        "{} differs from line {} on\n  committed: {}\n  now:       {}\n\
         If results are meant to change: ROUNDTABLE_BLESS=1 cargo test --test golden, and a line in CHANGELOG.md.",
        committed.display(),
        line + 1,
        cut(&expected),
        cut(&made)
    );
}

/// Folders of `tests/golden`, each named as the teaching scenario that it was made from.
fn golden() -> Vec<PathBuf> {
    let entries = std::fs::read_dir(root().join("tests/golden")).expect("the folder can be read");
    let mut folders: Vec<PathBuf> =
        entries.map(|e| e.expect("an entry").path()).filter(|p| p.is_dir()).collect();
    folders.sort();
    folders
}

#[test]
fn results_are_the_committed_bytes() {
    let folders = golden();
    assert!(folders.len() >= 2);
    for committed in folders {
        let name = committed.file_name().expect("a name").to_string_lossy().into_owned();
        let scratch = tempfile::tempdir().expect("a temporary folder");
        let made = scratch.path().join("result");
        compare(&format!("scenarios/teaching/{name}.ron"), WORLDS, &made);
        for file in ["results.csv", "summary.json"] {
            hold(&committed.join(file), &made.join(file));
        }
    }
}

#[test]
fn the_sample_report_is_the_committed_one() {
    let scratch = tempfile::tempdir().expect("a temporary folder");
    let made = scratch.path().join("result");
    compare("scenarios/korea-2019/formats.ron", SAMPLE_WORLDS, &made);
    let report = made.join("report.html");
    assert!(std::fs::metadata(&report).expect("a report").len() < 2_000_000, "too large to be committed");
    hold(&root().join("docs/sample-report.html"), &report);
    // The README's picture.
    hold(&root().join("docs/sample-overview.svg"), &made.join("charts/overview.svg"));
}
