//! KTAB's spatial model of politics against what KTAB itself computed, where the reference data lies beside the repository.
//! It is not part of the product: without it these tests say so and pass.

use roundtable::lab::import::ktab;
use roundtable::lab::theory::spatial_politics::{History, Offer, run};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

const SCENARIOS: [(&str, usize); 2] = [("dummyData_3Dim", 10), ("SOE-Pol-Comp", 27)];

fn data() -> Option<PathBuf> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/data/ktab");
    if !path.is_dir() {
        println!("skipped: there is no {}", path.display());
        return None;
    }
    Some(path)
}

fn text(folder: &Path, name: &str) -> String {
    std::fs::read_to_string(folder.join(name)).unwrap()
}

fn lines(folder: &Path, name: &str) -> Vec<Vec<String>> {
    text(folder, name).lines().skip(1).map(|line| line.split(',').map(str::to_owned).collect()).collect()
}

struct Held {
    scenario: ktab::Scenario,
    history: History,
}

fn held(folder: &Path, name: &str) -> Held {
    let scenario = ktab::read(&text(folder, &format!("{name}.csv"))).unwrap();
    let history = run(&scenario.ready().unwrap(), &scenario.choices, &mut || 0.5).unwrap();
    Held { scenario, history }
}

#[test]
fn attitudes_and_probabilities_at_the_beginning() {
    let Some(folder) = data() else { return };
    let expected: serde_json::Value = serde_json::from_str(&text(&folder, "expected-turn0.json")).unwrap();
    for (name, _) in SCENARIOS {
        let held = held(&folder, name);
        let first = &held.history.turns[0];
        for (k, party) in held.scenario.parties.iter().enumerate() {
            let pair = &expected["scenarios"][name][party.name.as_str()];
            let (risk, chance) = (pair[0].as_f64().unwrap(), pair[1].as_f64().unwrap());
            assert!(
                (first.risk[k] - risk).abs() < 1e-9,
                "{name} {}: risk {} {risk}",
                party.name,
                first.risk[k]
            );
            assert!((first.chances[k] - chance).abs() < 1e-9, "{name} {}", party.name);
        }
    }
}

#[test]
fn positions_turn_by_turn() {
    let Some(folder) = data() else { return };
    for (name, steps) in SCENARIOS {
        let Held { scenario, history } = held(&folder, name);
        assert_eq!(history.turns.len(), steps + 1, "{name}");
        assert!(history.settled);
        let rows = lines(&folder, &format!("{name}.positions.csv"));
        assert_eq!(rows.len(), (steps + 1) * scenario.parties.len() * scenario.dimensions.len());
        let mut moves = 0;
        for row in rows {
            let turn: usize = row[0].parse().unwrap();
            let party = scenario.parties.iter().position(|p| p.name == row[1]).unwrap();
            let dimension: usize = row[2].parse().unwrap();
            let expected: f64 = row[3].parse().unwrap();
            let found = history.turns[turn].position(party).unwrap()[dimension];
            assert!((found - expected).abs() < 1e-9, "{name} turn {turn} {}: {found} {expected}", row[1]);
            // A mover is named where a coordinate changed.
            if !row[4].is_empty() {
                moves += 1;
                assert!(history.turns[turn - 1].taken(party).is_some(), "{name} turn {turn} {}", row[1]);
            }
        }
        assert!(moves > 50, "{name}: {moves}");
    }
}

#[test]
fn probabilities_turn_by_turn() {
    let Some(folder) = data() else { return };
    for (name, steps) in SCENARIOS {
        let Held { scenario, history } = held(&folder, name);
        let log = text(&folder, &format!("{name}.history.txt"));
        let mut compared = 0;
        for line in log.lines().filter(|line| line.contains(", prob :")) {
            let (party, rest) = line.split_once(", prob :").unwrap();
            let party = scenario.parties.iter().position(|p| p.name == party).unwrap();
            for (turn, word) in rest.split_whitespace().enumerate() {
                let expected: f64 = word.parse().unwrap();
                let found = history.turns[turn].chances[party];
                assert!((found - expected).abs() < 5.1e-5, "{name} {party} turn {turn}: {found} {expected}");
                compared += 1;
            }
        }
        assert_eq!(compared, (steps + 1) * scenario.parties.len());
    }
}

#[test]
fn movement_turn_by_turn() {
    let Some(folder) = data() else { return };
    for (name, steps) in SCENARIOS {
        let history = held(&folder, name).history;
        let log = text(&folder, &format!("{name}.convergence.txt"));
        let expected: Vec<f64> = log
            .lines()
            .filter_map(|line| line.split("first step: ").nth(1)?.split_whitespace().next()?.parse().ok())
            .collect();
        assert_eq!(expected.len(), steps);
        for (turn, share) in history.turns[1..].iter().zip(expected) {
            assert!((turn.movement.unwrap() - share).abs() < 5.1e-5, "{name}");
        }
    }
}

/// Whether another offer would lead the receiver, and the initiators, to the same places: an exact tie, which KTAB breaks by rounding.
fn tied(offers: &[Offer], offer: &Offer) -> bool {
    let same = |other: &&Offer| {
        other.receiver == offer.receiver
            && other.receiver_position == offer.receiver_position
            && other.by_receiver.chance == offer.by_receiver.chance
    };
    offers.iter().filter(same).count() > 1
}

/// Targets, gains, probabilities in both queues and what was chosen; numbers of bargains depend on the threads of the program that wrote them.
#[test]
fn bargains_turn_by_turn() {
    let Some(folder) = data() else { return };
    for (name, steps) in SCENARIOS {
        let history = held(&folder, name).history;
        let mut ours: BTreeMap<(usize, usize, usize), &Offer> = BTreeMap::new();
        for (turn, held) in history.turns.iter().enumerate() {
            for offer in &held.offers {
                assert!(ours.insert((turn, offer.initiator, offer.receiver), offer).is_none());
            }
        }
        let mut stays = 0;
        // Of tied offers: how many there are, how many were chosen by KTAB, and by us.
        let mut ties = (0, 0, 0);
        for row in lines(&folder, &format!("{name}.bargains.csv")) {
            let place = format!("{name} {row:?}");
            let number = |column: usize| row[column].parse::<f64>().unwrap();
            let index = |column: usize| row[column].parse::<usize>().unwrap();
            let near = |found: f64, column: usize| (found - number(column)).abs() < 1e-9;
            let (turn, initiator, receiver) = (index(0), index(2), index(3));
            if initiator == receiver {
                let standing = history.turns[turn].status_quo[initiator];
                assert!(near(standing.chance, 5), "{place}: {standing:?}");
                assert_eq!(standing.chosen, index(6) == 1, "{place}");
                stays += 1;
                continue;
            }
            let offer = ours.remove(&(turn, initiator, receiver)).unwrap_or_else(|| panic!("{place}"));
            assert!(near(offer.gain, 4), "{place}: {}", offer.gain);
            assert!(near(offer.by_initiator.chance, 5), "{place}: {:?}", offer.by_initiator);
            assert_eq!(offer.by_initiator.chosen, index(6) == 1, "{place}");
            if tied(&history.turns[turn].offers, offer) {
                assert!(
                    (offer.by_receiver.chance - number(7)).abs() < 1e-6,
                    "{place}: {:?}",
                    offer.by_receiver
                );
                ties = (ties.0 + 1, ties.1 + index(8), ties.2 + usize::from(offer.by_receiver.chosen));
                continue;
            }
            assert!(near(offer.by_receiver.chance, 7), "{place}: {:?}", offer.by_receiver);
            assert_eq!(offer.by_receiver.chosen, index(8) == 1, "{place}");
        }
        assert_eq!(stays, steps * history.turns[0].risk.len(), "{name}");
        assert!(ties.0 <= 6 && ties.1 == ties.2, "{name}: {ties:?}");
        assert!(ours.is_empty(), "{name}: offers that were not made: {:?}", ours.keys());
    }
}

#[test]
fn predict_gives_what_the_models_own_run_gives() {
    use roundtable::lab::predict::of_decisions;
    let Some(folder) = data() else { return };
    for (name, _) in SCENARIOS {
        let held = held(&folder, name);
        let decisions = held.scenario.decisions();
        assert!(ktab::is_csv(&text(&folder, &format!("{name}.csv"))));
        let predicted = of_decisions(&decisions, &[]).unwrap();
        let model = predicted.models.iter().find(|model| model.name == "KTAB, bargaining").unwrap();
        for (dimension, forecast) in model.issues.iter().enumerate() {
            let last = held.history.last().unwrap().expected(dimension).unwrap();
            let place = forecast.median.unwrap();
            assert!((place - last).abs() < 1e-9, "{name} {dimension}: {place} {last}");
        }
    }
}
