//! How long a stored result takes to be looked into: `cargo bench --bench why`. 20,000 worlds of 150 inputs are to be told in under 3 s, from
//! the files to the sentence. And how long it takes to take two formats of the Korea case apart: 1,000 worlds are to take under 60 s of processor time.

use roundtable::results::decompose::Game;
use roundtable::results::decompose::found::measures;
use roundtable::scenario::{SourceFile, read};
use roundtable::simulation::combined::Combined;
use roundtable::simulation::execute::Job;
use roundtable::simulation::outcome::Outcome;
use roundtable::talks::behaviour::Behaviour;
use roundtable::why::above_all::above_all;
use roundtable::why::by_design::{Method, Plan};
use roundtable::why::discover::discover;
use roundtable::why::sensitivity::sensitivity;
use roundtable::why::{Measure, Stored};
use std::fmt::Write as _;
use std::path::Path;
use std::time::Instant;

const WORLDS: usize = 20_000;
const INPUTS: usize = 150;

/// A result in which the first of five formats wins where two of the inputs are low, and here and there.
fn write(folder: &Path) -> std::io::Result<()> {
    let mut state = 7_u64;
    let mut unit = move || {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 11) as f64 / (1_u64 << 53) as f64
    };
    let names: Vec<String> = (0..INPUTS).map(|k| format!("parties.p{}.x{k}", k % 6)).collect();
    let mut worlds = format!("world,seed,{}\n", names.join(","));
    let gains: Vec<String> = (0..6).map(|k| format!("gain_p{k}")).collect();
    let mut results = format!("world,format,signed,{}\n", gains.join(","));
    for world in 0..WORLDS {
        let drawn: Vec<f64> = (0..INPUTS).map(|_| unit()).collect();
        let _ = write!(worlds, "{world},1");
        for x in &drawn {
            let _ = write!(worlds, ",{x}");
        }
        worlds.push('\n');
        for format in 0..5 {
            let chance = if format > 0 {
                0.2
            } else if drawn[3] < 0.5 && drawn[9] < 0.4 {
                0.9
            } else {
                0.1
            };
            let _ = write!(results, "{world},format {format},{}", u8::from(unit() < chance));
            for _ in 0..6 {
                let _ = write!(results, ",{:.6}", unit() - 0.3);
            }
            results.push('\n');
        }
    }
    let field =
        |name: &String, of: &str| serde_json::json!({"name": name, "type": "number", "description": of});
    let gains: Vec<_> = gains.iter().map(|name| field(name, "A party. what the party gained")).collect();
    let names: Vec<_> = names.iter().map(|name| field(name, "")).collect();
    let package = serde_json::json!({"resources": [
        {"name": "results", "schema": {"fields": gains}},
        {"name": "worlds", "schema": {"fields": names}},
    ]});
    std::fs::write(folder.join("worlds.csv"), worlds)?;
    std::fs::write(folder.join("results.csv"), results)?;
    std::fs::write(folder.join("datapackage.json"), package.to_string())
}

/// Two formats over 100 worlds on one thread, with all hybrids.
fn taken_apart(a: &str, b: &str, split: bool) {
    let text = include_str!("../scenarios/korea-2019/formats.ron");
    let scenario = read(&SourceFile::new("formats.ron", text)).expect("it is sound").scenario;
    let place = |name: &str| scenario.format(name).expect("a format of the file");
    let began = Instant::now();
    let game = Game::of(&scenario, (place(a), place(b)), split).expect("two formats");
    let made = began.elapsed();
    let measures: Vec<_> = measures(("signed".into(), Outcome::Signed)).into_iter().map(|(_, m)| m).collect();
    let coefficients = game.coefficients();
    let job = Combined::new(&game.scenario, (1, 100, Behaviour::Concession), &measures, &coefficients);
    let began = Instant::now();
    (0..job.blocks()).for_each(|block| drop(job.run(block)));
    let formats = game.scenario.formats.len();
    let per_thousand = began.elapsed() * 10;
    println!("{a} and {b}: {formats} formats made in {made:?}; 1,000 worlds take {per_thousand:?}");
}

/// Sobol indices of a table of outputs, which `benches/why.py` holds against `SALib`: a row has those of A, of B, and of A with each column of B.
fn sobol(file: &str) {
    let text = std::fs::read_to_string(file).expect("a table");
    let rows: Vec<Vec<f64>> = serde_json::from_str(&text).expect("rows of numbers");
    let inputs = rows.first().map_or(0, |row| row.len() - 2);
    let plan = Plan::new(Method::Sobol, &vec![true; inputs], rows.len(), 1);
    let found = plan.found(&rows).expect("outputs that vary");
    println!("{}", serde_json::to_string(&found).expect("JSON"));
}

fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    // `cargo test --benches` runs benchmarks too: there is nothing to test here.
    if arguments.iter().any(|argument| argument == "--test") {
        return;
    }
    if let Some(place) = arguments.iter().position(|argument| argument == "--sobol") {
        return sobol(&arguments[place + 1]);
    }
    let folder = tempfile::tempdir().expect("a temporary folder");
    write(folder.path()).expect("room for a result");
    for measure in [Measure::Signed, Measure::Gain("p0".into())] {
        let began = Instant::now();
        let stored = Stored::read(folder.path(), &measure).expect("a sound result");
        let read = began.elapsed();
        let began = Instant::now();
        let boxes = discover(&stored, 0, 1, None).boxes.len();
        println!("{measure}: read in {read:?}; discover {:?} ({boxes} boxes)", began.elapsed());
        let began = Instant::now();
        let drivers =
            sensitivity(&stored, 0, 1).map_or(0, |found| found.inputs.iter().filter(|i| i.above).count());
        println!("{measure}: sensitivity {:?} ({drivers} inputs above the dummies)", began.elapsed());
        let began = Instant::now();
        let first = Stored::first(folder.path(), &measure, 500).expect("a sound result");
        let told = above_all(&first, 0, 1).is_some();
        println!("{measure}: what compare says of 500 worlds {:?} (told: {told})", began.elapsed());
    }
    taken_apart("six-party talks", "top-down summits", false);
    taken_apart("six-party talks", "top-down summits", true);
    taken_apart("six-party talks", "three-stage plan", false);
}
