//! What a comparison costs, against a floor: one pass that evaluates what every package is worth to every party in each
//! world, chain values included. Both run in the same process on the Korea scenario, all its formats, one thread.
//!
//! `cargo bench --bench simulation` prints the time of a hundred worlds for each; the README says how the figures there
//! were made.

use criterion::{Criterion, criterion_group, criterion_main};
use roundtable::agreement::evaluation::Switches;
use roundtable::agreement::package::{MOST_ISSUES, Package};
use roundtable::agreement::packages::Packages;
use roundtable::agreement::table::Table;
use roundtable::agreement::valuation::Valuation;
use roundtable::scenario::place::PartyIndex;
use roundtable::scenario::{Scenario, SourceFile, read};
use roundtable::simulation::engine::Engine;
use roundtable::simulation::execute::{Silent, execute};
use roundtable::simulation::job::Runs;
use roundtable::simulation::setting::Setting;
use roundtable::simulation::star::{Size, Star};
use roundtable::talks::behaviour::Behaviour;
use roundtable::world::draw::Correlation;
use std::hint::black_box;
use std::sync::atomic::AtomicBool;

const WORLDS: u64 = 100;

fn scenario(path: &str) -> Scenario {
    let text = std::fs::read_to_string(path).expect("run from the root of the repository");
    read(&SourceFile::new(path, text)).expect("the shipped scenario is sound").scenario
}

/// Every package of a table: each road map with each combination of options.
fn all_packages(table: &Table) -> Vec<Package> {
    let mut all = Vec::new();
    for schedule in 0..table.schedules.len() {
        let mut options = [0u8; MOST_ISSUES];
        'odometer: loop {
            if options.iter().any(|o| *o != 0) {
                all.push(Package { schedule: schedule as u8, options });
            }
            for (menu, m) in table.menus.iter().enumerate() {
                options[menu] += 1;
                if usize::from(options[menu]) < m.choices.len() {
                    continue 'odometer;
                }
                options[menu] = 0;
            }
            break;
        }
    }
    all
}

fn floor(scenario: &Scenario, engine: &Engine<'_>, packages: &[Vec<Package>], settings: &[Setting]) -> f64 {
    let mut sum = 0.0;
    for setting in settings {
        for (table, packages) in engine.tables.iter().zip(packages) {
            let valuation = Valuation::new(scenario, &setting.world, table, 0);
            let mut evaluation = Packages::new(table, &valuation, Switches { withdrawal: true }, |_| 0.0);
            for package in packages {
                let agreement = evaluation.evaluate(*package);
                sum += PartyIndex::all(scenario.parties.len()).map(|i| agreement.start(i)).sum::<f64>();
            }
        }
    }
    sum
}

fn simulate(runs: &Runs<'_>, threads: usize) -> u64 {
    let mut all = runs.empty();
    let stop = AtomicBool::new(false);
    execute(runs, None, threads, &Silent, &stop, &mut |_, tallies| all.merge(&tallies))
        .expect("nothing is stored");
    all.main.worlds
}

fn benchmark(criterion: &mut Criterion) {
    let korea = scenario("scenarios/korea-2019/formats.ron");
    let engine = Engine::new(&korea, 1, Correlation::AsAssumed);
    let packages: Vec<Vec<Package>> = engine.tables.iter().map(all_packages).collect();
    let settings: Vec<Setting> = (0..WORLDS).map(|k| engine.setting(k)).collect();
    let mut group = criterion.benchmark_group("korea, 100 worlds, all formats");
    group.sample_size(10);
    group.bench_function("floor: every package evaluated", |b| {
        b.iter(|| black_box(floor(&korea, &engine, &packages, &settings)));
    });
    for behaviour in Behaviour::ALL {
        let runs = Runs::new(&korea, 1, WORLDS, behaviour);
        group.bench_function(format!("simulation, {}", behaviour.key()), |b| {
            b.iter(|| black_box(simulate(&runs, 1)));
        });
    }
    let undrawn = Runs::new(&korea, 1, WORLDS, Behaviour::Concession).without_worlds();
    group.bench_function("simulation, concession, without worlds.csv", |b| {
        b.iter(|| black_box(simulate(&undrawn, 1)));
    });
    let star = Star::of(&korea, Behaviour::Concession, Size::Full, &[]);
    let tested = Runs::new(&korea, 1, WORLDS, Behaviour::Concession).with(&star);
    group.bench_function(format!("simulation with the {} runs of the star", star.runs.len()), |b| {
        b.iter(|| black_box(simulate(&tested, 1)));
    });
    group.finish();

    let mut group = criterion.benchmark_group("korea, 2,000 worlds, by threads");
    group.sample_size(10);
    let runs = Runs::new(&korea, 1, 2_000, Behaviour::Concession);
    for threads in [1, 2] {
        group.bench_function(format!("{threads}"), |b| b.iter(|| black_box(simulate(&runs, threads))));
    }
    group.finish();
}

criterion_group!(benches, benchmark);
criterion_main!(benches);
