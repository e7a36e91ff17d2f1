//! `sources`: where every entry comes from.

use super::desk::Desk;

#[test]
fn every_entry_is_stated_assumed_or_a_default() {
    let desk = Desk::new();
    insta::assert_snapshot!(desk.said(&["sources", "demo.ron"]));
}

#[test]
fn the_same_for_programs_with_lines_of_the_file() {
    let desk = Desk::new();
    let rows: serde_json::Value =
        serde_json::from_str(&desk.said(&["sources", "demo.ron", "--json"])).unwrap();
    let rows = rows.as_array().unwrap();
    let text = desk.read("demo.ron");
    let count = |kind: &str| rows.iter().filter(|row| row["kind"] == kind).count();
    assert_eq!(count("stated") + count("assumed") + count("default"), rows.len());
    for row in rows {
        let written = row["kind"] != "default";
        if let (true, Some(line)) = (written, row["line"].as_u64()) {
            let line = text.lines().nth(line as usize - 1).unwrap();
            assert!(!line.trim().is_empty() && !line.trim_start().starts_with("//"), "{row}: {line}");
        }
    }
    let stated = rows.iter().find(|row| row["kind"] == "stated").unwrap();
    assert!(stated["at"].as_str().unwrap().contains('§') && !stated["by"].as_str().unwrap().is_empty());
}

/// Of one party, by key or by name, and nothing of others.
#[test]
fn of_one_party() {
    let desk = Desk::new();
    desk.write("four.ron", include_str!("../small/four.ron"));
    let said = desk.said(&["sources", "four.ron", "--party", "east"]);
    assert_eq!(desk.said(&["sources", "four.ron", "--party", "East village"]), said);
    insta::assert_snapshot!(said);
    let rows: serde_json::Value =
        serde_json::from_str(&desk.said(&["sources", "four.ron", "--party", "east", "--json"])).unwrap();
    let of_section = |path: &str| {
        let row = rows.as_array().unwrap().iter().find(|row| row["path"] == path).unwrap();
        row["of_section"].as_bool().unwrap()
    };
    assert!(of_section("parties.east") && !of_section("parties.east.demand"));
    let (code, message) = desk.refused(&["sources", "four.ron", "--party", "west"]);
    assert!(code == 2 && message.contains("one of: north, south, east, town"), "{message}");
}

/// What is done about an alternative stands beside it; of a variant, what it has changed says so.
#[test]
fn variants_are_told() {
    let desk = Desk::new();
    let said = desk.said(&["sources", "demo.ron"]);
    assert!(said.contains("run as the variant: \"the harbour alone\""), "{said}");
    assert!(said.contains("no variant: a third who must say yes is lesson 2"), "{said}");
    let rows = |more: &[&str]| -> Vec<serde_json::Value> {
        let mut arguments = vec!["sources", "demo.ron", "--json"];
        arguments.extend(more);
        serde_json::from_str(&desk.said(&arguments)).unwrap()
    };
    let contract = |rows: &[serde_json::Value]| {
        rows.iter().find(|row| row["path"] == "formats.spring alone.contract").unwrap().clone()
    };
    let base = contract(&rows(&[]));
    assert_eq!(base["variants"], serde_json::json!(["the harbour alone"]));
    let changed = contract(&rows(&["--variant", "the harbour alone"]));
    assert!(
        changed["because"].as_str().unwrap().starts_with("the variant \"the harbour alone\":"),
        "{changed}"
    );
    assert_ne!(base["says"], changed["says"]);
}
