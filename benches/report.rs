//! What charts and report of a result cost: that of the Korea scenario with its twenty formats, told as one of 10,000 worlds. A page shows the
//! first 2,000 worlds one by one, and of all others counts alone, so that their number hardly matters.
//!
//! `cargo bench --bench report` prints the processor time (one thread) of charts, of the page, and of reading the stored tables again; a stored result
//! with 14 formats and 10,000 worlds should take 1.5 s in all, and its charts as PNG 3 s more.

use criterion::{Criterion, criterion_group, criterion_main};
use roundtable::language::Language;
use roundtable::results::sample::Sample;
use roundtable::scenario::{SourceFile, read, sources};
use roundtable::simulation::job::Runs;
use roundtable::simulation::rows;
use roundtable::talks::behaviour::Behaviour;
use roundtable::{Scenario, Simulation, Size, Theme};
use std::fmt::Write;
use std::hint::black_box;

const PATH: &str = "scenarios/korea-2019/formats.ron";
const WORLDS: u64 = 10_000;
/// So many worlds are simulated; their rows stand for the others.
const SIMULATED: u64 = 200;

fn pages(criterion: &mut Criterion) {
    let opened = Scenario::open(PATH).expect("run from the root of the repository");
    let file = SourceFile::from_bytes(PATH, &std::fs::read(PATH).expect("the file is there"));
    let scenario = read(&file).expect("the shipped scenario is sound").scenario;
    let entries = sources(&scenario, &file);
    let mut comparison = Simulation::of(&opened).runs(SIMULATED).star(Size::None).run().expect("it runs");
    comparison.runs = WORLDS;

    let results = table(&scenario);
    comparison.sample = Sample::stored(&comparison, &results, None).expect("its own table");
    let conditions =
        Simulation::of(&opened).runs(SIMULATED).star(Size::None).run().expect("it runs").sample.conditions;
    comparison.sample.conditions = conditions;
    for condition in &mut comparison.sample.conditions {
        condition.values = condition.values.iter().copied().cycle().take(comparison.sample.worlds).collect();
    }
    let charts = roundtable::charts(&comparison, &Theme::screen());
    let page = || roundtable::report::report(&comparison, &scenario, &entries, &charts, &[], Language::En);
    println!("{} worlds of {WORLDS} in a page of {} bytes", comparison.sample.worlds, page().len());

    criterion.bench_function("stored table", |b| {
        b.iter(|| black_box(Sample::stored(&comparison, &results, None)));
    });
    criterion.bench_function("charts", |b| {
        b.iter(|| black_box(roundtable::charts(&comparison, &Theme::screen())));
    });
    criterion.bench_function("report", |b| b.iter(|| black_box(page())));
    #[cfg(feature = "png")]
    criterion.bench_function("png", |b| {
        b.iter(|| charts.iter().map(|chart| chart.png().expect("a picture")).map(black_box).count());
    });
}

/// `results.csv` of 2,000 worlds: the rows of those simulated, again and again.
fn table(scenario: &roundtable::scenario::Scenario) -> Vec<u8> {
    let runs = Runs::new(scenario, 1, SIMULATED, Behaviour::Concession);
    let rows = runs.some(0..SIMULATED).0.results;
    let text = String::from_utf8(rows).expect("text");
    let mut all = rows::header(scenario).join(",") + "\n";
    for (again, line) in text.lines().cycle().take(2000 * scenario.formats.len()).enumerate() {
        let (_, rest) = line.split_once(',').expect("a row begins with its world");
        let _ = writeln!(all, "{},{rest}", again / scenario.formats.len());
    }
    all.into_bytes()
}

criterion_group! { name = benches; config = Criterion::default().sample_size(10); targets = pages }
criterion_main!(benches);
