//! How long `backtest` takes on 350 invented decisions of 140 proposals with 27 actors each: all models, folds and intervals included. Bound: 5 s
//! of processor time, on one thread.

use criterion::{Criterion, criterion_group, criterion_main};
use roundtable::lab::backtest::data::Data;
use roundtable::lab::backtest::models;
use roundtable::lab::backtest::models::{MODELS, Model};
use roundtable::lab::backtest::{Plan, run};
use roundtable::lab::theory::political::Position;
use roundtable::lab::theory::political::decision::{Actor, Decision};
use roundtable::world::stream::Key;
use std::hint::black_box;

fn invented() -> Data {
    let mut dice = Key::new(1, "bench", "").stream(0);
    let mut decision = |k: usize| {
        let mut levels: Vec<f64> = (0..4).map(|_| (dice.unit() * 100.0).floor()).collect();
        levels.extend([0.0, 100.0]);
        let actors = (0..27)
            .map(|a| Actor {
                name: ["com", "ep"].get(a).map_or_else(|| format!("state {a}"), |name| (*name).to_owned()),
                stance: Position {
                    position: levels[(dice.unit() * 6.0) as usize],
                    capability: 1.0 + (dice.unit() * 29.0).floor(),
                    salience: 5.0 + (dice.unit() * 95.0).floor(),
                },
            })
            .collect();
        Decision {
            name: format!("d{k}"),
            proposal: format!("p{}", k * 2 / 5),
            procedure: "COD".into(),
            voting: "QMV".into(),
            reference_point: (!k.is_multiple_of(4)).then_some(0.0),
            outcome: Some(levels[(dice.unit() * 6.0) as usize]),
            actors,
        }
    };
    Data::new((0..350).map(&mut decision).collect()).expect("valid decisions")
}

fn all(c: &mut Criterion) {
    let data = invented();
    let every: Vec<Model> = [MODELS, &[models::refitted()]].concat();
    let mut group = c.benchmark_group("backtest, 350 decisions");
    group.sample_size(10);
    group.bench_function("all models", |b| b.iter(|| run(black_box(&data), &every, Plan::default())));
    for model in &every {
        group.bench_function(model.name, |b| b.iter(|| run(black_box(&data), &[*model], Plan::default())));
    }
    let candidates = models::candidates();
    group
        .bench_function("all candidates", |b| b.iter(|| run(black_box(&data), &candidates, Plan::default())));
    group.finish();
}

criterion_group!(benches, all);
criterion_main!(benches);
