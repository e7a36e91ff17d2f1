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
        "(format_version: 2, name: \"d\", title: \"d\", issues: {{{issues}}}, preferences: {{\"a\": ({preference}, \
         source: assumed(because: \"x\", range: \"x\"))}})"
    )
}

/// So many instructions more or less are the start of the program, not the reading.
const START: u64 = 2_000_000;

/// What is read, its size, how, and its text; the last word of a command is the file.
type Kind = (&'static str, usize, &'static [&'static str], fn(usize) -> String);

/// What is read, its size, its ending or option, and its text.
type Other = (&'static str, usize, &'static str, fn(usize) -> String);

const CHECK: &[&str] = &["check", "x.ron"];
const PROFILE: &[&str] = &["analyse", "x.xml"];
const SCENARIO: &[&str] = &["analyse", "x.json"];
const CONFLICT: &[&str] = &["stability", "x.gmcr"];

fn values(n: usize) -> String {
    format!("\"i\": (values: [{}])", each(n, ",", |k| format!("\"v{k}\"")))
}

const KINDS: &[Kind] = &[
    ("a key repeated on one line", 1600, CHECK, |n| {
        domain(&each(n, ",", |_| "\"a\": (values: [\"x\"])".into()), "offset: 1.0")
    }),
    ("keys that come again much later", 400, CHECK, |n| {
        let once = each(n, ",\n", |k| format!("\"a{k}\": (values: [\"x\"])"));
        domain(&format!("{once},\n{once}"), "offset: 1.0")
    }),
    ("a field repeated", 1500, CHECK, |n| format!("({})", each(n, ",\n", |_| "name: \"a\"".into()))),
    ("fields that are unknown", 1000, CHECK, |n| format!("({})", each(n, ",\n", |k| format!("f{k}: \"a\"")))),
    ("many values and a score for each", 600, CHECK, |n| {
        let scores = each(n, ",", |k| format!("\"v{k}\": {k}.0"));
        domain(&values(n), &format!("weights: {{\"i\": 1.0}}, values: {{\"i\": {{{scores}}}}}"))
    }),
    ("many values and a table of packages", 600, CHECK, |n| {
        let table = each(n, ",", |k| format!("(package: [\"v{k}\"], utility: 1.0)"));
        domain(&values(n), &format!("table: [{table}]"))
    }),
    ("values that are unknown among many", 600, CHECK, |n| {
        let table = each(n, ",", |k| format!("(package: [\"w{k}\"], utility: 1.0)"));
        domain(&values(n), &format!("table: [{table}]"))
    }),
    ("many interactions on many values", 400, CHECK, |n| {
        let all = each(n, ",", |k| format!("(where: {{\"i\": [\"v{k}\"]}}, adds: 1.0)"));
        domain(&values(n), &format!("interactions: [{all}]"))
    }),
    ("an interaction of many values", 800, CHECK, |n| {
        let named = each(n, ",", |k| format!("\"v{k}\""));
        domain(&values(n), &format!("interactions: [(where: {{\"i\": [{named}]}}, adds: 1.0)]"))
    }),
    ("brackets within brackets", 60, CHECK, |n| {
        each(n, " ", |_| format!("{}1{}", "[".repeat(100), "]".repeat(100)))
    }),
    ("a list on one line", 1500, CHECK, |n| format!("(a: [{}])", each(n, ",", |_| "(1,[2],{})".into()))),
    ("comments within comments", 4000, CHECK, |n| format!("{} {}", "/*".repeat(n), "*/".repeat(n))),
    ("signs", 3000, CHECK, |n| "+-".repeat(n)),
    ("single quotes", 3000, CHECK, |n| each(n, "", |_| "'ab".into())),
    ("marks for print", 3000, CHECK, |n| each(n, "", |_| "“a".into())),
    ("escapes that never end", 3000, CHECK, |n| format!("(a: \"{}\")", "\\u{".repeat(n))),
    ("texts that never end", 1500, CHECK, |n| each(n, "\n", |_| "\"a\\\"".into())),
    ("closing brackets without opening ones", 3000, CHECK, |n| format!("(a: {}", ")]}".repeat(n))),
    ("states that are unknown", 600, CHECK, |n| {
        let states = each(n, ",", |k| format!("\"s{k}\""));
        format!(
            "Conflict(format_version: 2, name: \"c\", title: \"c\", parties: {{\"a\": (name: \"A\", options: {{\"o\": (name: \"o\")}}, \
             ranking: [{states}], source: assumed(because: \"x\", range: \"x\"))}})"
        )
    }),
    ("`&` and `&`", 4000, PROFILE, |n| format!("<utility_space>{}", "&".repeat(n))),
    ("an entity that never ends", 4000, PROFILE, |n| format!("<utility_space>&{}", "a".repeat(n))),
    ("comments of XML that never end", 2000, PROFILE, |n| format!("<utility_space>{}", "<!--".repeat(n))),
    ("tags that are skipped, a line each", 800, PROFILE, |n| {
        format!("<utility_space>{}", "<x/>\n".repeat(n))
    }),
    ("minus and minus", 4000, SCENARIO, |n| format!("{{\"issues\": {}", "-".repeat(n))),
    ("numbers that JSON does not have", 1000, SCENARIO, |n| {
        format!("{{\"issues\": [{}1]}}", "-Infinity,NaN,".repeat(n))
    }),
    ("numbers in a table that is written otherwise", 300, SCENARIO, |n| {
        let (values, scores) = (each(n, ",", |k| format!("{k}.0")), each(n, ",", |k| format!("\"{k}\": 1")));
        format!(
            "{{\"issues\": [{{\"name\": \"a\", \"type\": \"DiscreteOrdinalIssue\", \"values\": [{values}]}}], \
             \"weights\": [1], \"values\": [{{\"type\": \"TableFun\", \"mapping\": {{{scores}}}}}]}}"
        )
    }),
    ("options and who has them", 400, CONFLICT, |n| {
        let (options, all) =
            (each(n, ",", |k| format!("{{\"name\": \"o{k}\"}}")), each(n, ",", |k| k.to_string()));
        format!("{{\"options\": [{options}], \"decisionMakers\": [{{\"options\": [{all}]}}]}}")
    }),
    ("tags of KTAB, a line each", 800, &["predict", "x.xml"], |n| {
        format!("<Scenario><Actors>{}", "<x/>\n".repeat(n))
    }),
    ("decisions of one actor", 500, &["predict", "--proposal", "none", "x.csv"], |n| {
        format!("decision,proposal,actor,position,capability\n{}", each(n, "\n", |k| format!("d{k},p,a,5,1")))
    }),
    ("cases without anything", 500, &["verify", "x.json"], |n| {
        format!("{{\"cases\": [{}]}}", each(n, ",", |_| "{}".into()))
    }),
    ("plain JSON of many values", 1000, SCENARIO, |n| {
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
    ("XML of many issues with one value", 400, PROFILE, |n| {
        let issue = |k: usize| {
            format!(
                "<issue name=\"i{k}\" index=\"{k}\" type=\"discrete\"><item index=\"1\" value=\"v\" evaluation=\"1\"/></issue><weight index=\"{k}\" value=\"0.1\"/>"
            )
        };
        let issues: String = (1..=n).map(issue).collect();
        format!("<utility_space><objective index=\"0\">{issues}</objective></utility_space>")
    }),
    ("decisions of many proposals and actors", 300, &["predict", "x.csv"], |n| {
        let row = |k: usize| format!("d{k},p{k},,,,,a{k},50,50,1\n");
        let head =
            "decision,proposal,procedure,voting,reference_point,outcome,actor,position,salience,capability\n";
        format!("{head}{}", (0..n).map(row).collect::<String>())
    }),
];

/// Files of other programs and what stands after options; each ends with a fault, so that reading is all that is done.
const OTHERS: &[Other] = &[
    ("items of a GENIUS profile", 600, "xml", |n| {
        let items = each(n, "", |k| format!("<item index=\"{k}\" value=\"v{k}\" evaluation=\"1\"/>"));
        format!("<utility_space><objective><issue index=\"1\" name=\"i\" type=\"discrete\">{items}")
    }),
    ("issues of a GENIUS profile", 600, "xml", |n| {
        let issue = |k| {
            format!(
                "<issue index=\"{k}\" name=\"i{k}\" type=\"discrete\"><item value=\"v\" evaluation=\"1\"/></issue>"
            )
        };
        format!("<utility_space><objective>{}", each(n, "", issue))
    }),
    ("tags that are unknown, and signs that begin no entity", 1000, "xml", |n| {
        format!("<utility_space>{}", each(n, "", |k| format!("<t{k} a=\"&\"/>")))
    }),
    ("a key repeated in plain JSON", 1500, "json", |n| {
        format!(
            "{{\"issues\":[],\"parties\":[{{\"name\":\"p\",\"weights\":{{{}}}}}]",
            each(n, ",", |_| "\"a\":1".into())
        )
    }),
    ("values of NegMAS", 600, "yaml", |n| {
        format!("issues:\n- name: i\n  values:\n{}\n", each(n, "\n", |k| format!("  - v{k}")))
    }),
    ("decisions", 600, "csv", |n| {
        let rows = each(n, "\n", |k| format!("d{k},a{k},1,1,1"));
        format!("decision,actor,position,salience,capability\n{rows}\nd,a,1,1,x\n")
    }),
    ("an actor repeated in a decision", 600, "csv", |n| {
        format!("decision,actor,position,salience,capability\n{}\n", each(n, "\n", |_| "d,a,1,1,x".into()))
    }),
    ("actors of KTAB", 400, "csv", |n| {
        format!(
            "s,,{n},1\nActor,,Power,Tax,Salience\n{}\nx,,1,1,x\n",
            each(n - 1, "\n", |k| format!("a{k},,1,1,1"))
        )
    }),
    ("conditions of a query", 1000, "--find", |n| format!("{} and x", each(n, " and ", |_| "signed".into()))),
    ("words that are nearly `and`", 2000, "--find", |n| " andx".repeat(n)),
    ("a level of many `and`s", 2000, "--find", |n| format!("level.water=a{}", " and a".repeat(n))),
    ("brackets of an expectation", 5000, "--expect", |n| format!("{}{} > x", "(".repeat(n), ")".repeat(n))),
    ("a path of many parts", 2000, "--set", |n| format!("parties{}=1", ".ash".repeat(n))),
];

/// The command that reads a text: as a file with that ending, or after that option.
fn reading(ending: &str, text: &str, folder: &Path) -> Vec<String> {
    let scenario = concat!(env!("CARGO_MANIFEST_DIR"), "/scenarios/teaching/4-spoiler.ron");
    if ending.starts_with("--") {
        let command = if ending == "--find" { &["run", "--format", "with Cedar"][..] } else { &["compare"] };
        return [command, &[scenario, ending, text, "--runs", "1"]]
            .concat()
            .into_iter()
            .map(str::to_owned)
            .collect();
    }
    let name = format!("x.{ending}");
    std::fs::write(folder.join(&name), text).unwrap();
    let command = if ending == "csv" { "predict" } else { "analyse" };
    vec![command.to_owned(), name]
}

#[test]
fn so_do_files_of_other_programs_and_options() {
    let folder = tempfile::tempdir().unwrap();
    let count = |ending: &str, text: &str| {
        let arguments = reading(ending, text, folder.path());
        let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
        instructions(&arguments, folder.path())
    };
    if count("xml", "<").is_none() {
        eprintln!("valgrind is not installed, or cannot run here: nothing is counted");
        return;
    }
    let mut faults = Vec::new();
    for (what, n, ending, text) in OTHERS {
        let whole = |n: usize| count(ending, &text(n)).unwrap();
        let least = whole(1);
        let (few, many) = (whole(*n).saturating_sub(least).max(START), whole(4 * n).saturating_sub(least));
        println!("{what}: {few} and {many}, {:.2} times", many as f64 / few as f64);
        if many > 6 * few {
            faults.push(format!("{what}: {few} instructions, and {many} for four times as much"));
        }
    }
    assert!(faults.is_empty(), "{faults:#?}");
}

#[test]
fn four_times_the_file_takes_at_most_six_times_the_work() {
    let folder = tempfile::tempdir().unwrap();
    let count = |command: &[&str], text: &str| {
        std::fs::write(folder.path().join(command[command.len() - 1]), text).unwrap();
        instructions(command, folder.path())
    };
    let Some(nothing) = count(CHECK, "(") else {
        eprintln!("valgrind is not installed, or cannot run here: nothing is counted");
        return;
    };
    let mut faults = Vec::new();
    for (what, n, command, text) in KINDS {
        let work = |n: usize| count(command, &text(n)).unwrap().saturating_sub(nothing).max(START);
        let (few, many) = (work(*n), work(4 * n));
        println!("{what}: {few} and {many}, {:.2} times", many as f64 / few as f64);
        if many > 6 * few {
            faults.push(format!("{what}: {few} instructions, and {many} for four times as much"));
        }
    }
    assert!(faults.is_empty(), "{faults:#?}");
}
