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

/// What is read, its size, the command, the file, and its text.
type Kind = (&'static str, usize, &'static str, &'static str, fn(usize) -> String);

fn values(n: usize) -> String {
    format!("\"i\": (values: [{}])", each(n, ",", |k| format!("\"v{k}\"")))
}

const KINDS: &[Kind] = &[
    ("a key repeated on one line", 1600, "check", "x.ron", |n| {
        domain(&each(n, ",", |_| "\"a\": (values: [\"x\"])".into()), "offset: 1.0")
    }),
    ("keys that come again much later", 400, "check", "x.ron", |n| {
        let once = each(n, ",\n", |k| format!("\"a{k}\": (values: [\"x\"])"));
        domain(&format!("{once},\n{once}"), "offset: 1.0")
    }),
    ("a field repeated", 1500, "check", "x.ron", |n| {
        format!("({})", each(n, ",\n", |_| "name: \"a\"".into()))
    }),
    ("fields that are unknown", 1000, "check", "x.ron", |n| {
        format!("({})", each(n, ",\n", |k| format!("f{k}: \"a\"")))
    }),
    ("many values and a score for each", 600, "check", "x.ron", |n| {
        let scores = each(n, ",", |k| format!("\"v{k}\": {k}.0"));
        domain(&values(n), &format!("weights: {{\"i\": 1.0}}, values: {{\"i\": {{{scores}}}}}"))
    }),
    ("many values and a table of packages", 600, "check", "x.ron", |n| {
        let table = each(n, ",", |k| format!("(package: [\"v{k}\"], utility: 1.0)"));
        domain(&values(n), &format!("table: [{table}]"))
    }),
    ("values that are unknown among many", 600, "check", "x.ron", |n| {
        let table = each(n, ",", |k| format!("(package: [\"w{k}\"], utility: 1.0)"));
        domain(&values(n), &format!("table: [{table}]"))
    }),
    ("many interactions on many values", 400, "check", "x.ron", |n| {
        let all = each(n, ",", |k| format!("(where: {{\"i\": [\"v{k}\"]}}, adds: 1.0)"));
        domain(&values(n), &format!("interactions: [{all}]"))
    }),
    ("an interaction of many values", 800, "check", "x.ron", |n| {
        let named = each(n, ",", |k| format!("\"v{k}\""));
        domain(&values(n), &format!("interactions: [(where: {{\"i\": [{named}]}}, adds: 1.0)]"))
    }),
    ("brackets within brackets", 60, "check", "x.ron", |n| {
        each(n, " ", |_| format!("{}1{}", "[".repeat(100), "]".repeat(100)))
    }),
    ("a list on one line", 1500, "check", "x.ron", |n| {
        format!("(a: [{}])", each(n, ",", |_| "(1,[2],{})".into()))
    }),
    ("comments within comments", 4000, "check", "x.ron", |n| {
        format!("{} {}", "/*".repeat(n), "*/".repeat(n))
    }),
    ("signs", 3000, "check", "x.ron", |n| "+-".repeat(n)),
    ("single quotes", 3000, "check", "x.ron", |n| each(n, "", |_| "'ab".into())),
    ("marks for print", 3000, "check", "x.ron", |n| each(n, "", |_| "“a".into())),
    ("escapes that never end", 3000, "check", "x.ron", |n| format!("(a: \"{}\")", "\\u{".repeat(n))),
    ("texts that never end", 1500, "check", "x.ron", |n| each(n, "\n", |_| "\"a\\\"".into())),
    ("closing brackets without opening ones", 3000, "check", "x.ron", |n| format!("(a: {}", ")]}".repeat(n))),
    ("states that are unknown", 600, "check", "x.ron", |n| {
        let states = each(n, ",", |k| format!("\"s{k}\""));
        format!(
            "Conflict(format_version: 1, name: \"c\", title: \"c\", parties: {{\"a\": (name: \"A\", options: {{\"o\": (name: \"o\")}}, \
             ranking: [{states}], source: assumed(because: \"x\", range: \"x\"))}})"
        )
    }),
    ("plain JSON of many values", 1000, "analyse", "x.json", |n| {
        let names = each(n, ",", |k| format!("\"v{k}\""));
        let scores = each(n, ",", |k| format!("\"v{k}\": {k}"));
        let party = |name: &str| {
            format!(
                "{{\"name\": \"{name}\", \"weights\": {{\"i\": 1}}, \"values\": {{\"i\": {{{scores}}}}}}}"
            )
        };
        format!(
            "{{\"issues\": [{{\"name\": \"i\", \"values\": [{names}]}}], \"parties\": [{}, {}]}}",
            party("a"),
            party("b")
        )
    }),
    ("XML of many issues with one value", 400, "analyse", "x.xml", |n| {
        let issue = |k: usize| {
            format!(
                "<issue name=\"i{k}\" index=\"{k}\" type=\"discrete\"><item index=\"1\" value=\"v\" evaluation=\"1\"/></issue><weight index=\"{k}\" value=\"0.1\"/>"
            )
        };
        let issues: String = (1..=n).map(issue).collect();
        format!("<utility_space><objective index=\"0\">{issues}</objective></utility_space>")
    }),
    ("decisions of many proposals and actors", 300, "predict", "x.csv", |n| {
        let row = |k: usize| format!("d{k},p{k},,,,,a{k},50,50,1\n");
        let head =
            "decision,proposal,procedure,voting,reference_point,outcome,actor,position,salience,capability\n";
        format!("{head}{}", (0..n).map(row).collect::<String>())
    }),
];

#[test]
fn four_times_the_file_takes_at_most_six_times_the_work() {
    let folder = tempfile::tempdir().unwrap();
    let count = |command: &str, file: &str, text: &str| {
        std::fs::write(folder.path().join(file), text).unwrap();
        instructions(&[command, file], folder.path())
    };
    let Some(nothing) = count("check", "nothing.ron", "(") else {
        eprintln!("valgrind is not installed, or cannot run here: nothing is counted");
        return;
    };
    for (what, n, command, file, text) in KINDS {
        let work = |n: usize| count(command, file, &text(n)).unwrap().saturating_sub(nothing).max(1);
        let (few, many) = (work(*n), work(4 * n));
        println!("{what}: {few} and {many}, {:.2} times", many as f64 / few as f64);
        assert!(many <= 6 * few, "{what}: {few} instructions, and {many} for four times as much");
    }
}
