//! `flip`: the least change that turns a finding round.

use super::desk::Desk;
use serde_json::Value;

const SPOILER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/scenarios/teaching/4-spoiler.ron");

#[test]
fn what_is_printed_turns_the_finding_round_when_it_is_pasted() {
    let desk = Desk::new();
    // A third that may hardly spoil at all: then the talks without it stand as often.
    let milder = ["--set", "parties.cedar.spoiling=0..0.9", "--measure", "standing", "--runs", "40", "-q"];
    let words = [&["flip", SPOILER, "with Cedar", "without Cedar"], &milder[..]].concat();
    let found: Value = serde_json::from_str(&desk.said(&[&words[..], &["--json"]].concat())).unwrap();
    assert_eq!(found["clear"], true, "{found}");
    let base = found["difference"]["estimate"].as_f64().unwrap();
    let said = desk.said(&words);
    let set = found["least"]["set"].as_array().expect("it turns");
    let set: Vec<&str> = set.iter().map(|s| s.as_str().unwrap()).collect();
    assert!(set[0].starts_with("parties.cedar.spoiling=0"), "{set:?}");
    assert!(said.contains(&format!("--set {}", set[0])), "{said}");
    // The same change through another command.
    for (seed, told) in [("1", "difference"), ("2", "again")] {
        let mut words = vec!["decompose", SPOILER, "with Cedar", "without Cedar", "--measure", "standing"];
        words.extend(["--runs", "40", "-q", "--json", "--seed", seed, "--set", set[0]]);
        let again: Value = serde_json::from_str(&desk.said(&words)).unwrap();
        let difference = again["measures"][0]["difference"]["estimate"].as_f64().unwrap();
        assert_eq!(Some(difference), found["least"][told]["estimate"].as_f64());
        assert!(difference * base < 0.0, "{difference} {base}");
    }
}

#[test]
fn where_nothing_differs_there_is_nothing_to_turn() {
    let desk = Desk::new();
    let halls = concat!(env!("CARGO_MANIFEST_DIR"), "/scenarios/teaching/7-two-halls.ron");
    let said = desk.said(&["flip", halls, "the old hall", "the new hall", "--runs", "20"]).replace('\n', " ");
    assert!(said.contains("there is no finding to turn round"), "{said}");
    let said = desk.said(&["flip", "demo.ron", "both t", "spring", "--dry-run", "--lang", "ko"]);
    assert!(said.contains("범위") && !said.contains("flip-"), "{said}");
}
