//! How long reading takes: `cargo bench --bench reading`. The Korea file is to be checked in 30 ms, a file of 4 MB in 2 s.

use roundtable::scenario::{LARGEST_FILE, SourceFile, open, read};
use std::fmt::Write as _;
use std::time::Instant;

/// A domain as large as a file may be: one issue of many values, each valued.
fn large() -> String {
    let (mut values, mut scores) = (String::new(), String::new());
    for k in 0.. {
        let _ = write!(values, "\"value {k}\", ");
        let _ = writeln!(scores, "\"value {k}\": {k}.5, // a comment");
        if values.len() + scores.len() > LARGEST_FILE - 1000 {
            break;
        }
    }
    format!(
        "Scenario(format_version: 2, name: \"large\", title: \"Large\", issues: {{ \"i\": (values: [{values}]) }}, preferences: {{ \"a\": (\
         weights: {{ \"i\": 1.0 }}, values: {{ \"i\": {{ {scores} }} }}, source: assumed(because: \"x\", range: \"x\")) }})"
    )
}

fn main() {
    // `cargo test --benches` runs benchmarks too: there is nothing to test here.
    if std::env::args().any(|argument| argument == "--test") {
        return;
    }
    let korea = std::fs::read_to_string("scenarios/korea-2019/formats.ron")
        .expect("run from the root of the repository");
    let korea = SourceFile::new("formats.ron", korea);
    let began = Instant::now();
    let sound = read(&korea).is_ok();
    println!("the Korea file ({} bytes), sound: {sound}: {:?}", korea.text().len(), began.elapsed());
    let text = large();
    let broken = text.replacen("weights: {", "weights {", 1);
    for (what, text) in [("a large domain", text), ("the same with a syntax error", broken)] {
        let file = SourceFile::new("large.ron", text);
        let began = Instant::now();
        let sound = open(&file).domain().is_ok();
        println!("{what} ({} bytes), sound: {sound}: {:?}", file.text().len(), began.elapsed());
    }
}
