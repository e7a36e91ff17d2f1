//! A file four times as large takes at most six times the work, whatever is in it: instructions of the program, counted by valgrind.
//!
//! Without valgrind there is nothing to count, and the test says so. What is counted inside the program (comparisons of the frontier, bytes
//! that messages show) has unit tests that always run.

use std::path::Path;
use std::process::Command;

/// Instructions of a command; `None` where they cannot be counted.
fn instructions(arguments: &[&str], folder: &Path) -> Option<u64> {
    let out = Command::new("valgrind")
        .args(["--tool=cachegrind", "--cache-sim=no", "--cachegrind-out-file=/dev/null"])
        .arg(env!("CARGO_BIN_EXE_roundtable"))
        .args(arguments)
        .current_dir(folder)
        .output()
        .ok()?;
    let text = String::from_utf8_lossy(&out.stderr).into_owned();
    // "==1234== I refs:  5,678"
    let line = text.lines().rev().find(|line| line.contains("refs:"))?;
    line.rsplit(':').next()?.trim().replace(',', "").parse().ok()
}

/// One line for each of `n`, made into one text.
fn each(n: usize, end: &str, line: impl Fn(usize) -> String) -> String {
    (0..n).map(line).collect::<Vec<_>>().join(end)
}

fn domain(issues: &str, preference: &str) -> String {
    format!(
        "(format_version: 1, name: \"d\", title: \"d\", issues: {{{issues}}}, preferences: {{\"a\": ({preference}, \
         source: assumed(because: \"x\", range: \"x\"))}})"
    )
}

/// What is read, its size, its ending, and its text.
type Kind = (&'static str, usize, &'static str, fn(usize) -> String);

fn values(n: usize) -> String {
    format!("\"i\": (values: [{}])", each(n, ",", |k| format!("\"v{k}\"")))
}

const KINDS: &[Kind] = &[
    ("a key repeated on one line", 1600, "ron", |n| {
        domain(&each(n, ",", |_| "\"a\": (values: [\"x\"])".into()), "offset: 1.0")
    }),
    ("keys that come again much later", 400, "ron", |n| {
        let once = each(n, ",\n", |k| format!("\"a{k}\": (values: [\"x\"])"));
        domain(&format!("{once},\n{once}"), "offset: 1.0")
    }),
    ("a field repeated", 1500, "ron", |n| format!("({})", each(n, ",\n", |_| "name: \"a\"".into()))),
    ("fields that are unknown", 1000, "ron", |n| format!("({})", each(n, ",\n", |k| format!("f{k}: \"a\"")))),
    ("many values and a score for each", 600, "ron", |n| {
        let scores = each(n, ",", |k| format!("\"v{k}\": {k}.0"));
        domain(&values(n), &format!("weights: {{\"i\": 1.0}}, values: {{\"i\": {{{scores}}}}}"))
    }),
    ("many values and a table of packages", 600, "ron", |n| {
        let table = each(n, ",", |k| format!("(package: [\"v{k}\"], utility: 1.0)"));
        domain(&values(n), &format!("table: [{table}]"))
    }),
    ("values that are unknown among many", 600, "ron", |n| {
        let table = each(n, ",", |k| format!("(package: [\"w{k}\"], utility: 1.0)"));
        domain(&values(n), &format!("table: [{table}]"))
    }),
    ("many interactions on many values", 400, "ron", |n| {
        let all = each(n, ",", |k| format!("(where: {{\"i\": [\"v{k}\"]}}, adds: 1.0)"));
        domain(&values(n), &format!("interactions: [{all}]"))
    }),
    ("an interaction of many values", 800, "ron", |n| {
        let named = each(n, ",", |k| format!("\"v{k}\""));
        domain(&values(n), &format!("interactions: [(where: {{\"i\": [{named}]}}, adds: 1.0)]"))
    }),
    ("brackets within brackets", 60, "ron", |n| {
        each(n, " ", |_| format!("{}1{}", "[".repeat(100), "]".repeat(100)))
    }),
    ("a list on one line", 1500, "ron", |n| format!("(a: [{}])", each(n, ",", |_| "(1,[2],{})".into()))),
    ("comments within comments", 4000, "ron", |n| format!("{} {}", "/*".repeat(n), "*/".repeat(n))),
    ("signs", 3000, "ron", |n| "+-".repeat(n)),
    ("single quotes", 3000, "ron", |n| each(n, "", |_| "'ab".into())),
    ("marks for print", 3000, "ron", |n| each(n, "", |_| "“a".into())),
    ("escapes that never end", 3000, "ron", |n| format!("(a: \"{}\")", "\\u{".repeat(n))),
    ("texts that never end", 1500, "ron", |n| each(n, "\n", |_| "\"a\\\"".into())),
    ("closing brackets without opening ones", 3000, "ron", |n| format!("(a: {}", ")]}".repeat(n))),
    ("states that are unknown", 600, "ron", |n| {
        let states = each(n, ",", |k| format!("\"s{k}\""));
        format!(
            "Conflict(format_version: 1, name: \"c\", title: \"c\", parties: {{\"a\": (name: \"A\", options: {{\"o\": (name: \"o\")}}, \
             ranking: [{states}], source: assumed(because: \"x\", range: \"x\"))}})"
        )
    }),
];

#[test]
fn four_times_the_file_takes_at_most_six_times_the_work() {
    let folder = tempfile::tempdir().unwrap();
    let count = |name: &str, text: &str| {
        std::fs::write(folder.path().join(name), text).unwrap();
        instructions(&["check", name], folder.path())
    };
    let Some(nothing) = count("nothing.ron", "(") else {
        eprintln!("valgrind is not installed, or cannot run here: nothing is counted");
        return;
    };
    for (what, n, ending, text) in KINDS {
        let work = |n: usize| count(&format!("x.{ending}"), &text(n)).unwrap().saturating_sub(nothing).max(1);
        let (few, many) = (work(*n), work(4 * n));
        println!("{what}: {few} and {many}, {:.2} times", many as f64 / few as f64);
        assert!(many <= 6 * few, "{what}: {few} instructions, and {many} for four times as much");
    }
}
