//! How long a negotiation of the library takes: stacked offers, Boulware, linear and Conceder in turn, 100 rounds, unanimity.
//!
//! "Fresh" draws preferences anew on the same shape in every run, fills the utilities of all packages, turns them round and plays; "set up"
//! plays on what is ready. The scripts that time NegMAS and plain Python on the same shapes do the same.

use criterion::{Criterion, criterion_group, criterion_main};
use roundtable::lab::games::clock::{Clock, Convention};
use roundtable::lab::games::game::Game;
use roundtable::lab::games::inverse::Inverse;
use roundtable::lab::games::protocol;
use roundtable::lab::games::rule::Rule;
use roundtable::lab::games::session::{Players, Session};
use roundtable::lab::games::solution::analysis::analyse;
use roundtable::world::stream::Key;
use std::{
    hint::black_box,
    time::{Duration, Instant},
};

const CLOCK: Clock = Clock { rounds: 100, convention: Convention::NegMas };

/// Parties, and the number of values of each issue.
type Shape = (usize, &'static [usize]);

struct Ground {
    game: Game,
    memory: Vec<Inverse>,
    weights: Vec<f64>,
}

fn ground((parties, sizes): Shape) -> Ground {
    let packages = sizes.iter().product::<usize>();
    let utilities = vec![0.0; packages * parties];
    let mut game =
        Game::new(packages, utilities, vec![0.0; parties], Rule::unanimity(parties)).expect("a game");
    game.sizes = sizes.to_vec();
    Ground { game, memory: Vec::new(), weights: Vec::new() }
}

/// Fresh preferences: weights that sum to 1, values in [0, 1].
fn redraw(ground: &mut Ground, run: u64) {
    let game = &mut ground.game;
    let mut dice = Key::new(1, "bench", "").stream(run);
    let parties = game.parties();
    let mut parts = game.take_additive();
    parts.offsets.resize(parties, 0.0);
    parts.values.resize_with(parties, Vec::new);
    for values in &mut parts.values {
        ground.weights.clear();
        ground.weights.extend(game.sizes.iter().map(|_| dice.unit()));
        let sum: f64 = ground.weights.iter().sum();
        values.clear();
        for (size, weight) in game.sizes.iter().zip(&ground.weights) {
            values.extend((0..*size).map(|_| weight / sum * dice.unit()));
        }
    }
    game.set_additive(parts);
    game.reservation.fill(0.3);
}

fn players(parties: usize) -> Players {
    let names: Vec<&str> = ["boulware", "linear", "conceder"].into_iter().cycle().take(parties).collect();
    Players::named(&names, CLOCK, 1, 0).expect("known tactics")
}

fn negotiations(criterion: &mut Criterion) {
    let saop = protocol::by_name("saop").expect("known");
    let shapes: [(&str, Shape); 3] = [
        ("2 parties, 3,125 packages", (2, &[5; 5])),
        ("6 parties, 3,125 packages", (6, &[5; 5])),
        ("6 parties, 100,000 packages", (6, &[10; 5])),
    ];
    for (name, shape) in shapes {
        let mut group = criterion.benchmark_group(name);
        let mut ground = ground(shape);
        let mut seats = players(shape.0);
        let mut run = 0;
        group.bench_function("fresh", |bencher| {
            bencher.iter(|| {
                run += 1;
                redraw(&mut ground, run);
                let memory = std::mem::take(&mut ground.memory);
                let session = Session::in_memory(&ground.game, CLOCK, memory);
                let result = black_box(session.hold(saop, &mut seats, None));
                ground.memory = session.into_memory();
                result
            });
        });
        let games: Vec<Game> = (0..8)
            .map(|run| {
                redraw(&mut ground, run);
                ground.game.clone()
            })
            .collect();
        let sessions: Vec<Session<'_>> = games.iter().map(|game| Session::new(game, CLOCK)).collect();
        let mut seats: Vec<Players> = sessions.iter().map(|_| players(shape.0)).collect();
        group.bench_function("set up", |bencher| {
            bencher.iter_custom(|times| {
                let mut spent = Duration::ZERO;
                let mut left = times as usize;
                while left > 0 {
                    let seated = sessions.iter().zip(&mut seats).take(left);
                    let seated: Vec<_> = seated.map(|(session, seats)| session.seat(seats)).collect();
                    left -= seated.len();
                    let start = Instant::now();
                    for seated in seated {
                        black_box(seated.play(saop, None));
                    }
                    spent += start.elapsed();
                }
                spent
            });
        });
        group.finish();
    }
}

fn solutions(criterion: &mut Criterion) {
    let mut ground = ground((6, &[10; 5]));
    let mut group = criterion.benchmark_group("6 parties, 100,000 packages");
    let mut run = 0;
    group.bench_function("frontier and points", |bencher| {
        bencher.iter(|| {
            run += 1;
            redraw(&mut ground, run % 10);
            black_box(analyse(&ground.game, Convention::Plain))
        });
    });
    group.finish();
}

criterion_group!(benches, negotiations, solutions);
criterion_main!(benches);
