//! Instructions of the hot loops, counted by valgrind, against what was recorded: `cargo bench --bench instructions`.
//!
//! Times depend on the machine and on what else it does; instructions hardly do. The program runs itself under valgrind with few and with many
//! repetitions, and the difference is the work of one. `benches/instructions.txt` holds what was recorded; with `ROUNDTABLE_BLESS=1` it is
//! written anew. Without valgrind it says so and ends.

use roundtable::lab::games::clock::{Clock, Convention};
use roundtable::lab::games::game::Game;
use roundtable::lab::games::protocol;
use roundtable::lab::games::redraw::redraw;
use roundtable::lab::games::rule::Rule;
use roundtable::lab::games::session::{Players, Session};
use roundtable::lab::games::solution::analysis::analyse;
use roundtable::lab::games::solution::frontier;
use roundtable::scenario::{Scenario, SourceFile, read};
use roundtable::simulation::job::Runs;
use roundtable::talks::behaviour::Behaviour;
use std::{collections::BTreeMap, fmt::Write as _, hint::black_box, path::Path, process::Command};

const CLOCK: Clock = Clock { rounds: 100, convention: Convention::NegMas };
/// Repetitions of which the difference is taken.
const FEW: u64 = 2;
const MANY: u64 = 12;
/// A change smaller than this is not told: libraries and compilers differ by as much.
const TOLD: f64 = 0.02;

/// What is counted: its name, what it is, and its work so many times.
type Work = (&'static str, &'static str, fn(u64));

/// The case whose worlds are counted.
const KOREA: &str = "scenarios/korea-2019/formats.ron";
/// What counts a world of it, through all formats or through the one that is named after it.
const WORLD: &str = "korea";

const ALL: [Work; 6] = [
    (WORLD, "a world of the Korea case through all formats, main run", |times| {
        korea(times, |scenario| scenario);
    }),
    ("negotiation", "stacked offers of 6 parties on 3,125 packages, set-up excluded", |times| {
        let game = drawn(6, &[5; 5]);
        let session = Session::new(&game, CLOCK);
        let mut players: Vec<Players> = (0..MANY).map(|_| seats(6)).collect();
        let saop = protocol::by_name("saop").expect("known");
        let seated: Vec<_> = players.iter_mut().map(|players| session.seat(players)).collect();
        for seated in seated.into_iter().take(times as usize) {
            black_box(seated.play(saop, None));
        }
    }),
    ("fresh negotiation", "the same with fresh preferences and all set-up", |times| {
        let mut game = drawn(6, &[5; 5]);
        let saop = protocol::by_name("saop").expect("known");
        let mut memory = Vec::new();
        let mut players = seats(6);
        for _ in 0..times {
            // The same preferences each time, so that the difference is the work of one.
            redraw(&mut game, &[Some(0.3); 6], 1, black_box(0));
            let session = Session::in_memory(&game, CLOCK, memory);
            black_box(session.hold(saop, &mut players, None));
            memory = session.into_memory();
        }
    }),
    (
        "thousand searches",
        "a thousand searches for the lowest package at or above a target among 100,000",
        |times| {
            let game = drawn(1, &[10; 5]);
            let inverse = roundtable::lab::games::inverse::Inverse::new(game.of_party(0));
            for search in 0..1000 * times {
                black_box(inverse.lowest_at_least(0.2 + 0.0006 * (search % 1000) as f64));
            }
        },
    ),
    ("frontier", "frontier of 100,000 packages and 6 parties", |times| {
        let game = drawn(6, &[10; 5]);
        for _ in 0..times {
            black_box(frontier::of_game(&game));
        }
    }),
    ("analysis", "frontier, solution points and coalitions of the same", |times| {
        let game = drawn(6, &[10; 5]);
        for _ in 0..times {
            black_box(analyse(&game, Convention::Plain));
        }
    }),
];

/// Takes worlds of the Korea case through the formats that are left of it.
fn korea(times: u64, formats: impl FnOnce(Scenario) -> Scenario) {
    let text = std::fs::read_to_string(KOREA).expect("run from the root of the repository");
    let scenario =
        formats(read(&SourceFile::new(KOREA, text)).expect("the shipped scenario is sound").scenario);
    black_box(Runs::new(&scenario, 1, times, Behaviour::Concession).some(0..times));
}

/// The formats of the Korea case, each with the name of its work.
fn by_format() -> Vec<(String, String)> {
    let text = std::fs::read_to_string(KOREA).unwrap_or_default();
    let formats =
        read(&SourceFile::new(KOREA, text)).map(|checked| checked.scenario.formats).unwrap_or_default();
    formats
        .into_iter()
        .map(|f| (format!("{WORLD}: {}", f.name), "the same through one format".to_owned()))
        .collect()
}

fn drawn(parties: usize, sizes: &[usize]) -> Game {
    let packages = sizes.iter().product::<usize>();
    let utilities = vec![0.0; packages * parties];
    let mut game =
        Game::new(packages, utilities, vec![0.0; parties], Rule::unanimity(parties)).expect("a game");
    game.sizes = sizes.to_vec();
    redraw(&mut game, &vec![None; parties], 1, 0);
    game.reservation.fill(0.3);
    game
}

fn seats(parties: usize) -> Players {
    let names: Vec<&str> = ["boulware", "linear", "conceder"].into_iter().cycle().take(parties).collect();
    Players::named(&names, CLOCK, 1, 0).expect("known tactics")
}

fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    if let [_, flag, name, times] = &arguments[..]
        && flag == "--work"
    {
        let times = times.parse().expect("a number");
        if let Some(format) = name.strip_prefix(WORLD).and_then(|rest| rest.strip_prefix(": ")) {
            return korea(times, |scenario| scenario.with_formats(&[format]));
        }
        let work = ALL.iter().find(|(known, ..)| known == name).expect("known work");
        return (work.2)(times);
    }
    // `cargo test --benches` runs benchmarks too: there is nothing to test here.
    if arguments.iter().any(|argument| argument == "--test") {
        return;
    }
    let recorded = Path::new(env!("CARGO_MANIFEST_DIR")).join("benches/instructions.txt");
    let before = recorded_numbers(&recorded);
    let mut text = String::new();
    let all = ALL.iter().map(|(name, about, _)| ((*name).to_owned(), (*about).to_owned()));
    for (name, about) in all.chain(by_format()) {
        let (Some(few), Some(many)) = (counted(&name, FEW), counted(&name, MANY)) else {
            println!("valgrind is not installed, or cannot run here: nothing is counted");
            return;
        };
        let each = (many - few) / (MANY - FEW);
        let told = match before.get(&name) {
            None => "not recorded".to_owned(),
            Some(was) => {
                let change = each as f64 / (*was).max(1) as f64 - 1.0;
                if change.abs() < TOLD {
                    "as recorded".to_owned()
                } else {
                    format!("{:+.1} %", 100.0 * change)
                }
            }
        };
        println!("{name:<40}{each:>14} instructions  {told:<14} {about}");
        let _ = writeln!(text, "{name}\t{each}");
    }
    if std::env::var_os("ROUNDTABLE_BLESS").is_some() {
        std::fs::write(&recorded, text).expect("the record can be written");
    }
}

fn recorded_numbers(path: &Path) -> BTreeMap<String, u64> {
    let text = std::fs::read_to_string(path).unwrap_or_default();
    let line = |line: &str| {
        let (name, number) = line.split_once('\t')?;
        Some((name.to_owned(), number.trim().parse().ok()?))
    };
    text.lines().filter_map(line).collect()
}

/// Instructions of this program doing a work so many times.
fn counted(name: &str, times: u64) -> Option<u64> {
    let own = std::env::current_exe().ok()?;
    let out = Command::new("valgrind")
        .args(["--tool=cachegrind", "--cache-sim=no", "--cachegrind-out-file=/dev/null"])
        .arg(&own)
        .args(["--work", name, &times.to_string()])
        .output()
        .ok()?;
    // "==1234== I refs:  5,678"
    let text = String::from_utf8_lossy(&out.stderr).into_owned();
    let line = text.lines().find(|line| line.contains("refs:"))?;
    line.rsplit(':').next()?.trim().replace(',', "").parse().ok()
}
