//! `flip`: the least change that turns a finding round.

use super::desk::Desk;
use serde_json::Value;

const SPOILER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/scenarios/teaching/4-spoiler.ron");

#[test]
fn what_is_printed_turns_the_finding_round_when_it_is_pasted() {
    let desk = Desk::new();
    let words = ["flip", SPOILER, "with Cedar", "without Cedar", "--measure", "standing", "--runs", "60"];
    let found: Value = serde_json::from_str(&desk.said(&[&words[..], &["--json"]].concat())).unwrap();
    assert_eq!(found["clear"], true, "{found}");
    let base = found["difference"]["estimate"].as_f64().unwrap();
    let said = desk.said(&words);
    if found["least"].is_null() {
        assert!(said.contains("no two that were tried together") && said.contains("Nearest came"), "{said}");
        return;
    }
    let set: Vec<&str> =
        found["least"]["set"].as_array().unwrap().iter().map(|s| s.as_str().unwrap()).collect();
    assert!(set.iter().all(|set| said.contains(&format!("--set {set}"))), "{said}");
    // The same change through another command.
    for (seed, told) in [("1", "difference"), ("2", "again")] {
        let mut words = vec!["decompose", SPOILER, "with Cedar", "without Cedar", "--measure", "standing"];
        words.extend(["--runs", "60", "--json", "--seed", seed]);
        words.extend(set.iter().flat_map(|set| ["--set", set]));
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
