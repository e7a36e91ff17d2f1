//! Every problem of meaning that the reader once told of is still told of: in each broken file and in hundreds of mutants of sound ones.
//!
//! `tests/reader/problems.txt` holds code, place, message and remedy of each, as first recorded; more may be told now, and less may not.
//! `ROUNDTABLE_BLESS=1` records them anew: read the difference.

mod common;

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use common::scenarios::{Random, legal_scenario, legal_scenario_m2};
use roundtable::scenario::{Diagnostic, Kind, SourceFile, open, template};

/// Mutants of each sound file.
const MUTANTS: u64 = 20;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests")
}

/// Code, place, message and remedy of every problem of meaning.
fn problems(text: &str) -> Vec<String> {
    let file = SourceFile::new("x.ron", text);
    let opened = open(&file);
    let found: Vec<Diagnostic> = match opened.kind {
        Kind::Scenario => opened.scenario().map_or_else(|errors| errors, |checked| checked.warnings),
        Kind::Domain => opened.domain().map_or_else(|errors| errors, |checked| checked.warnings),
        Kind::Conflict => opened.conflict().err().unwrap_or_default(),
    };
    let meaning = |code: &str| code == "E013" || ("E021".."F").contains(&code);
    let told = found.iter().filter(|problem| meaning(problem.code)).map(|problem| {
        let place = file.position(problem.span.start);
        let help = problem.help.as_deref().unwrap_or("-");
        format!("{} {}:{} {} => {help}", problem.code, place.line, place.column, problem.message)
    });
    told.map(|line| line.replace('\n', " ")).collect()
}

/// Sound files: written by hand, and random ones.
fn sound() -> Vec<(String, String)> {
    let mut all = vec![("template".to_owned(), template("x"))];
    for (name, path) in [
        ("sound", "broken/00-sound.ron"),
        ("domain", "reader/domain.ron"),
        ("package", "reader/package.ron"),
        ("conflict", "reader/conflict.ron"),
    ] {
        all.push((name.to_owned(), std::fs::read_to_string(folder().join(path)).expect("readable")));
    }
    for seed in 0..5 {
        all.push((format!("plain-{seed}"), legal_scenario(seed)));
    }
    for seed in 0..8 {
        all.push((format!("full-{seed}"), legal_scenario_m2(seed)));
    }
    all
}

/// A place of the text that begins with `open` and ends with the next `close`, any of those there are.
fn between(text: &str, random: &mut Random, open: &str, close: &str) -> Option<std::ops::Range<usize>> {
    let starts: Vec<usize> = text.match_indices(open).map(|(at, _)| at + open.len()).collect();
    let start = *starts.get(random.within(0, starts.len().max(1) - 1))?;
    Some(start..start + text[start..].find(close)?)
}

/// One change of the kinds that people make.
fn mutant(text: &str, random: &mut Random) -> Option<String> {
    let mut changed = text.to_owned();
    let replace = |changed: &mut String, at: std::ops::Range<usize>, by: &str| changed.replace_range(at, by);
    match random.within(0, 11) {
        0 | 1 => {
            let at = between(text, random, "\"", "\"")?;
            let by = format!("{}x", &text[at.clone()]);
            replace(&mut changed, at, &by);
        }
        2 => replace(&mut changed, between(text, random, ": \"", "\"")?, ""),
        3 => {
            let at = between(text, random, ": ", ",")?;
            let by = ["-3", "1e9", "\"7\"", "true", "[1]", "word", "0.5", "NaN"][random.within(0, 7)];
            replace(&mut changed, at, by);
        }
        4 => {
            let at = between(text, random, ", ", ":")?;
            let by = format!("{}s", &text[at.clone()]);
            replace(&mut changed, at, &by);
        }
        5 | 6 => {
            let (from, to) = [
                ("assumed(", "stated("),
                ("stated(", "assumed("),
                ("assumed(", "asumed("),
                ("because:", "why:"),
                ("by:", "from:"),
            ][random.within(0, 4)];
            let at = text.match_indices(from).map(|(at, _)| at).collect::<Vec<_>>();
            let at = *at.get(random.within(0, at.len().max(1) - 1))?;
            replace(&mut changed, at..at + from.len(), to);
        }
        7 => replace(&mut changed, between(text, random, "[", "]")?, ""),
        8 => {
            let at = between(text, random, "from: ", ",")?;
            replace(&mut changed, at, "0.999");
        }
        9 | 10 => {
            let lines: Vec<&str> = text.split_inclusive('\n').collect();
            let whole = |line: &&&str| {
                let count = |c: char| line.matches(c).count();
                line.trim_end().ends_with(',') && count('(') == count(')') && count('{') == count('}')
            };
            let whole: Vec<&&str> = lines.iter().filter(whole).collect();
            let line = **whole.get(random.within(0, whole.len().max(1) - 1))?;
            let by = if random.chance(50) { String::new() } else { line.repeat(2) };
            changed = text.replacen(line, &by, 1);
        }
        _ => {
            let marks: Vec<usize> = text.match_indices([',', ':']).map(|(at, _)| at).collect();
            let at = *marks.get(random.within(0, marks.len().max(1) - 1))?;
            changed.remove(at);
        }
    }
    Some(changed)
}

/// Every text that is asked about, with a name.
fn texts() -> Vec<(String, String)> {
    let mut all = Vec::new();
    let mut broken: Vec<PathBuf> = std::fs::read_dir(folder().join("broken"))
        .expect("tests/broken exists")
        .map(|entry| entry.expect("readable").path())
        .collect();
    broken.sort();
    for path in broken {
        let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let bytes = std::fs::read(&path).expect("readable");
        all.push((name, String::from_utf8_lossy(&bytes).into_owned()));
    }
    for (number, (name, text)) in sound().into_iter().enumerate() {
        let mut random = Random::new(number as u64);
        for mutant in (0..MUTANTS).filter_map(|_| mutant(&text, &mut random)) {
            all.push((format!("{name} {}", all.len()), mutant));
        }
    }
    all
}

#[test]
fn no_problem_of_meaning_is_lost() {
    let path = folder().join("reader/problems.txt");
    let texts = texts();
    assert!(texts.len() >= 358, "{}", texts.len());
    if std::env::var_os("ROUNDTABLE_BLESS").is_some() {
        let mut out = String::new();
        for (name, text) in &texts {
            let _ = writeln!(out, "# {name}");
            for line in problems(text) {
                out.extend([&line, "\n"]);
            }
        }
        std::fs::write(&path, out).expect("writable");
    }
    let record = std::fs::read_to_string(&path).expect("the record is there");
    let mut lost = Vec::new();
    let mut count = 0;
    for ((name, text), recorded) in texts.iter().zip(record.split("# ").skip(1)) {
        let mut lines = recorded.lines();
        assert_eq!(lines.next(), Some(name.as_str()));
        let told = problems(text);
        for line in lines {
            count += 1;
            if !told.iter().any(|told| told == line) {
                lost.push(format!("{name}: {line}"));
            }
        }
    }
    assert!(count > 600, "{count}");
    assert!(lost.is_empty(), "{} of {count} are lost:\n{}", lost.len(), lost.join("\n"));
}
