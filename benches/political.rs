//! How long the spatial model of politics takes: 40 parties in 3 dimensions over 20 turns, and 7 parties in 3 dimensions until movement dies
//! down, with inputs drawn anew around a base in every run.

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use roundtable::lab::theory::spatial_politics::choices::Stop;
use roundtable::lab::theory::spatial_politics::{Choices, Parties, Party, run};
use roundtable::world::stream::{Key, Stream};
use std::hint::black_box;

fn drawn(count: usize, dice: &mut Stream) -> Vec<Party> {
    let one = |at: usize, dice: &mut Stream| Party {
        name: at.to_string(),
        power: 10.0 + 190.0 * dice.unit(),
        positions: (0..3).map(|_| 100.0 * dice.unit()).collect(),
        saliences: (0..3).map(|_| 5.0 + 28.0 * dice.unit()).collect(),
    };
    (0..count).map(|at| one(at, dice)).collect()
}

/// Every number moved by up to a tenth of its range.
fn jittered(base: &[Party], dice: &mut Stream) -> Vec<Party> {
    let mut near = |x: f64, most: f64| (x + 0.1 * most * (dice.unit() - 0.5)).clamp(0.1, most);
    base.iter()
        .map(|party| Party {
            name: String::new(),
            power: near(party.power, 200.0),
            positions: party.positions.iter().map(|x| near(*x, 100.0)).collect(),
            saliences: party.saliences.iter().map(|s| near(*s, 33.0)).collect(),
        })
        .collect()
}

fn large(c: &mut Criterion) {
    let parties = Parties::new(&drawn(40, &mut Key::new(1, "bench", "").stream(0))).expect("parties");
    let stop = Stop { least: 20, most: 20, share: 0.0 };
    let choices = Choices { stop, ..Choices::default() };
    c.bench_function("spatial politics, 40 parties, 20 turns", |b| {
        b.iter(|| run(black_box(&parties), &choices, &mut || 0.5).expect("a history").turns.len());
    });
}

fn draws(c: &mut Criterion) {
    let base = drawn(7, &mut Key::new(2, "bench", "").stream(0));
    let mut group = c.benchmark_group("spatial politics, 7 parties");
    let many = 10_000;
    group.throughput(Throughput::Elements(many)).sample_size(10);
    group.bench_function("10,000 draws", |b| {
        b.iter(|| {
            let mut turns = 0;
            for draw in 0..many {
                let mut dice = Key::new(3, "bench", "").stream(draw);
                let parties = Parties::new(&jittered(&base, &mut dice)).expect("parties");
                turns += run(&parties, &Choices::default(), &mut || 0.5).expect("a history").turns.len();
            }
            turns
        });
    });
    group.finish();
}

criterion_group!(benches, large, draws);
criterion_main!(benches);
