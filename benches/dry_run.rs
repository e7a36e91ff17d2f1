//! Whether a dry run tells what a comparison takes: `cargo bench --bench dry_run`.
//!
//! The Korea scenario, all formats, on one thread: first what a few worlds tell, then all of them. `--dry-run` promises a factor of 1.5.

use roundtable::scenario::{SourceFile, read};
use roundtable::simulation::estimate;
use roundtable::simulation::execute::{Silent, execute};
use roundtable::simulation::job::Runs;
use roundtable::simulation::star::{Size, Star};
use roundtable::talks::behaviour::Behaviour;
use std::sync::atomic::AtomicBool;
use std::time::Instant;

const FILE: &str = "scenarios/korea-2019/formats.ron";

fn main() {
    // `cargo test --benches` runs benchmarks too: there is nothing to test here.
    if std::env::args().any(|argument| argument == "--test") {
        return;
    }
    let text = std::fs::read_to_string(FILE).expect("run from the root of the repository");
    let scenario = read(&SourceFile::new(FILE, text)).expect("the shipped scenario is sound").scenario;
    for worlds in [100, 500, 2000] {
        let star = Star::of(&scenario, Behaviour::Concession, Size::Default, &[]);
        let runs = Runs::new(&scenario, 1, worlds, Behaviour::Concession).with(&star);
        runs.some(0..1);
        let told = estimate::of_all(&runs, |some| {
            let began = Instant::now();
            runs.some(some.iter().copied());
            began.elapsed().as_secs_f64()
        });
        let began = Instant::now();
        let mut all = runs.empty();
        execute(&runs, None, 1, &Silent, &AtomicBool::new(false), &mut |_, tallies| all.merge(&tallies))
            .expect("nothing is stored");
        let took = began.elapsed().as_secs_f64();
        println!("{worlds:>6} worlds: told {told:.2} s, took {took:.2} s, a factor of {:.2}", told / took);
    }
}
