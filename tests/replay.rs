//! A game is its moves: what the engine's own behaviours did, given back move by move by whoever holds the seats, is the same Record.

mod common;

use common::play::scenario_of;
use roundtable::scenario::model::{Quantity, Scenario};
use roundtable::scenario::place::PartyIndex;
use roundtable::simulation::engine::Engine;
use roundtable::simulation::game::log::{Chain, Header, LOG_VERSION, Line, Log};
use roundtable::simulation::game::said::{Act, By, Given};
use roundtable::simulation::game::session::Session;
use roundtable::simulation::game::{Game, said::Said};
use roundtable::talks::behaviour::Behaviour;
use roundtable::world::draw::Correlation;
use std::path::{Path, PathBuf};

/// All scenarios that are shipped.
fn shipped() -> Vec<(String, Scenario)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios");
    let mut found: Vec<PathBuf> = Vec::new();
    for folder in ["korea-2019", "korea-history", "teaching"] {
        let entries = std::fs::read_dir(root.join(folder)).expect("a folder");
        found.extend(entries.map(|entry| entry.expect("an entry").path()));
    }
    found.retain(|path| path.extension().is_some_and(|ending| ending == "ron"));
    found.sort();
    let read = |path: &PathBuf| {
        let name = path.display().to_string();
        let scenario = scenario_of(&name, &std::fs::read_to_string(path).expect("a file"));
        (name, scenario)
    };
    found.iter().map(read).collect()
}

fn all_seats(s: &Scenario) -> Vec<PartyIndex> {
    PartyIndex::all(s.parties.len()).collect()
}

fn header(s: &Scenario, format: usize, world: u64, seats: &[PartyIndex]) -> Header {
    Header {
        roundtable_play: LOG_VERSION,
        file: "any.ron".into(),
        hash: "0".repeat(64),
        variant: None,
        sets: Vec::new(),
        format: s.formats[format].name.clone(),
        behaviour: "concession".into(),
        seed: 1,
        world,
        seats: seats.iter().map(|seat| s.parties[*seat].id.clone()).collect(),
    }
}

fn by_seat(act: &Act) -> Act {
    Act { by: By::Seat, ..act.clone() }
}

/// Holds a format with nobody in a seat, then gives all its moves back from outside; how many moves, walk-outs and votes of a plenary there were.
fn same_record(label: &str, s: &Scenario, behaviours: &[Behaviour], worlds: u64) -> [usize; 3] {
    let engine = Engine::new(s, 1, Correlation::AsAssumed);
    let mut counts = [0; 3];
    for &behaviour in behaviours {
        for world in 0..worlds {
            let setting = engine.setting(world);
            let records = engine.run(&setting, &[behaviour]);
            for (format, record) in records[0].iter().enumerate() {
                let label =
                    format!("{label}, {}, world {world}, {}", s.formats[format].name, behaviour.key());
                // Nobody holds a seat: the engine as ever, written down.
                let mut alone = Game::new(&engine, (format, world), behaviour, &[]);
                let reached = alone.play(&[]);
                assert_eq!(reached.record(), Some(record), "{label}");
                let acts = reached.acts;
                // Everybody's moves come from outside.
                let given: Vec<Given> = acts.iter().map(|act| Given::Move(act.said.clone())).collect();
                let mut held = Game::new(&engine, (format, world), behaviour, &all_seats(s));
                let again = held.play(&given);
                assert!(again.open.is_none() && again.wrong.is_none(), "{label}: {:?}", again.wrong);
                assert_eq!(again.record(), Some(record), "{label}");
                assert_eq!(again.acts, acts.iter().map(by_seat).collect::<Vec<_>>(), "{label}");
                let leaves = acts.iter().filter(|act| act.said == Said::WalkOut).count();
                let votes = acts.iter().filter(|act| act.meeting == 0).count();
                counts = [counts[0] + acts.len(), counts[1] + leaves, counts[2] + votes];
            }
        }
    }
    counts
}

#[test]
fn moves_of_the_engine_given_back_make_the_same_record_in_all_shipped_scenarios() {
    let mut moves = 0;
    for (name, s) in shipped() {
        let worlds = if name.contains("korea") { 1 } else { 6 };
        moves += same_record(&name, &s, &Behaviour::ALL, worlds)[0];
    }
    assert!(moves > 2000, "{moves}");
}

/// Third parties, votes, sub-tables, composites, events, and parties that leave.
#[test]
fn moves_of_the_engine_given_back_make_the_same_record_in_random_scenarios() {
    let mut all = [0; 3];
    for seed in common::play::small_seeds_of(common::play::generated_with_everything, 1, 24, 3000.0) {
        let s = common::play::generated_with_everything(seed);
        let counts = same_record(&format!("seed {seed}"), &s, &[Behaviour::Concession], 4);
        all.iter_mut().zip(counts).for_each(|(all, count)| *all += count);
    }
    let [moves, leaves, votes] = all;
    assert!(moves > 1000 && leaves > 5 && votes > 5, "{all:?}");
}

/// With one seat held: the log grows line by line, and is the same whether the game was interrupted or not.
#[test]
fn a_game_that_is_interrupted_at_any_move_goes_on_to_the_same_log() {
    let s = common::play::shipped("teaching/3-packages.ron");
    let engine = Engine::new(&s, 1, Correlation::AsAssumed);
    let ash = [PartyIndex(0)];
    let format = s.formats.iter().position(|format| format.name == "both together").expect("a format");
    let game = || Game::new(&engine, (format, 3), Behaviour::Concession, &ash);
    let header = header(&s, format, 3, &ash);
    // Refuses everything and proposes what the engine would.
    let answer = |session: &Session<'_>| {
        let seen = session.open().expect("a question");
        Given::Move(if seen.legal.contains("refuse") { Said::Refuse } else { seen.engine.clone() })
    };
    let (mut session, mut whole) = Session::begin(game(), &header);
    while session.open().is_some() {
        whole += &session.answer(answer(&session)).expect("a legal move");
    }
    let ends: Vec<usize> = whole.match_indices('\n').map(|(at, _)| at + 1).collect();
    assert!(ends.len() > 6, "{whole}");
    // Killed at any byte: what was whole counts, and nothing else is lost.
    for cut in (ends[0]..=whole.len()).step_by(7).chain(ends.iter().copied()) {
        let log = Log::read(&whole.as_bytes()[..cut]).expect("a log");
        assert_eq!(log.whole, ends.iter().copied().filter(|end| *end <= cut).max().expect("a line"));
        let (mut session, more) = Session::resume(game(), &log).expect("the same game");
        let mut text = whole[..log.whole].to_owned() + &more;
        while session.open().is_some() {
            text += &session.answer(answer(&session)).expect("a legal move");
        }
        assert_eq!(text, whole, "cut at {cut}");
    }
}

#[test]
fn a_changed_line_is_refused_with_its_place() {
    let s = common::play::shipped("teaching/3-packages.ron");
    let engine = Engine::new(&s, 1, Correlation::AsAssumed);
    let ash = [PartyIndex(0)];
    let header = header(&s, 1, 3, &ash);
    let game = || Game::new(&engine, (1, 3), Behaviour::Concession, &ash);
    let (mut session, mut text) = Session::begin(game(), &header);
    while session.open().is_some() {
        text += &session.answer(Given::Engine("asked".into())).expect("it can always move");
    }
    let lines: Vec<&str> = text.lines().collect();
    for (place, line) in lines.iter().enumerate() {
        for (from, to) in [
            ("\"by\":\"seat\"", "\"by\":\"engine\""),
            ("\"period\":", "\"period\":1"),
            ("\"seed\":1", "\"seed\":2"),
        ] {
            if !line.contains(from) {
                continue;
            }
            let mut changed: Vec<String> = lines.iter().map(|line| (*line).to_owned()).collect();
            changed[place] = line.replacen(from, to, 1);
            let error = Log::read((changed.join("\n") + "\n").as_bytes()).expect_err("it was changed");
            assert_eq!(error.line, place + 1, "{error}");
        }
        // A line that is missing is told at the next.
        let without: Vec<&str> =
            lines.iter().enumerate().filter(|(k, _)| *k != place).map(|(_, l)| *l).collect();
        let read = Log::read((without.join("\n") + "\n").as_bytes());
        assert!(place + 1 == lines.len() || read.is_err_and(|error| error.line == place + 1));
    }
    // Put together anew with sums that fit, it is held against what the engine does.
    let mut log = Log::read(text.as_bytes()).expect("a log");
    let other = log.lines.iter_mut().find_map(|line| match line {
        Line::Act(act) if act.by == By::Engine && act.seat != "ash" => Some(act),
        _ => None,
    });
    let act = other.expect("a move of the engine");
    act.said = if act.said == Said::Pass { Said::Refuse } else { Said::Pass };
    let mut chain = Chain::default();
    let mut forged = chain.line(&log.header);
    log.lines.iter().for_each(|line| forged += &chain.line(line));
    let forged = Log::read(forged.as_bytes()).expect("its sums fit");
    assert!(Session::resume(game(), &forged).is_err_and(|error| error.what.contains("moves otherwise")));
}

#[test]
fn going_back_and_moving_otherwise_is_one_log_that_is_read_back() {
    let s = common::play::shipped("teaching/3-packages.ron");
    let engine = Engine::new(&s, 1, Correlation::AsAssumed);
    let ash = [PartyIndex(0)];
    let header = header(&s, 1, 5, &ash);
    let game = || Game::new(&engine, (1, 5), Behaviour::Concession, &ash);
    let (mut session, mut text) = Session::begin(game(), &header);
    let mut refused = 0;
    while session.open().is_some() {
        let seen = session.open().expect("a question");
        let own = if seen.legal.contains("refuse") { Said::Refuse } else { Said::Pass };
        refused += usize::from(own == Said::Refuse);
        text += &session.answer(Given::Move(own)).expect("a legal move");
    }
    assert!(refused > 0 && session.reached().record().expect("it is over").signed.is_none());
    let first = session.acts().iter().find(|act| act.seat == "ash").expect("a move").act;
    text += &session.rewind(first);
    while session.open().is_some() {
        text += &session.answer(Given::Engine("asked".into())).expect("it can always move");
    }
    // As if nothing had been done otherwise.
    let record = engine.run(&engine.setting(5), &[Behaviour::Concession])[0][1].clone();
    assert_eq!(session.reached().record(), Some(&record));
    let log = Log::read(text.as_bytes()).expect("a log");
    assert!(log.lines.iter().any(|line| matches!(line, Line::Rewind { .. })));
    let (mut again, more) = Session::resume(game(), &log).expect("the same game");
    assert_eq!((more.as_str(), again.acts()), ("", session.acts()));
    assert_eq!(again.reached().record(), Some(&record));
}

/// What a seat sees does not change by a byte when the others' demands and temptations are others, as long as they say the same.
#[test]
fn what_others_hide_moves_nothing_that_a_seat_sees() {
    let mut compared = 0;
    for (name, s) in shipped() {
        let large = name.contains("korea");
        let engine = Engine::new(&s, 1, Correlation::AsAssumed);
        for format in 0..s.formats.len() {
            if large && format % 6 != 0 {
                continue;
            }
            let acts = Game::new(&engine, (format, 1), Behaviour::Concession, &[]).play(&[]).acts;
            // What is disclosed or told is no secret.
            let nodes = &engine.programs[format].nodes;
            let told = engine.programs[format].tells() || nodes.iter().any(|node| node.table.disclosed != 0);
            for party in all_seats(&s).into_iter().filter(|_| !told) {
                let id = &s.parties[party].id;
                let own = acts.iter().position(|act| act.seat == *id);
                let Some(last) = acts.iter().rposition(|act| act.seat == *id) else { continue };
                for stop in [own.unwrap_or(last), last] {
                    let given: Vec<Given> =
                        acts[..stop].iter().map(|act| Given::Move(act.said.clone())).collect();
                    let seen = |hidden: f64| {
                        let mut setting = engine.setting(1);
                        let others = all_seats(&s).into_iter().filter(|other| *other != party);
                        for other in others {
                            let range: &Quantity = &s.parties[other].demand;
                            setting.world.traits[other].demand =
                                range.from + hidden * (range.to - range.from);
                        }
                        let seats = all_seats(&s);
                        let mut game =
                            Game::in_setting(&engine, &setting, format, Behaviour::Concession, &seats);
                        let seen = game.play(&given).open.expect("a question");
                        let engine_would = seen.engine.clone();
                        (
                            format!(
                                "{:?} {:?} {:?} {:?} {:?}",
                                seen.own, seen.offer, seen.issues, seen.all, seen.heard
                            ),
                            seen.seat,
                            engine_would,
                        )
                    };
                    let (low, high) = (seen(0.1), seen(0.9));
                    assert_eq!(low.1, *id, "{name}");
                    assert!(
                        low == high,
                        "{name}, {}, {id}, {stop}:\n{low:?}\n{high:?}",
                        s.formats[format].name
                    );
                    compared += 1;
                }
            }
        }
    }
    assert!(compared > 40, "{compared}");
}
