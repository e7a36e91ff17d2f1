//! `sensitivity`: what drives the difference between two formats of a stored result.

use super::desk::Desk;
use super::discover::{made, planted};
use serde_json::Value;

#[test]
fn what_drives_stands_above_the_dummies_and_the_rest_below() {
    let desk = Desk::new();
    planted(&desk);
    let found: Value =
        serde_json::from_str(&desk.said(&["sensitivity", "planted", "left", "right", "--json"])).unwrap();
    let inputs = found["found"]["inputs"].as_array().unwrap();
    let above: Vec<&str> = inputs
        .iter()
        .filter(|input| input["above"] == true)
        .map(|input| input["column"].as_str().unwrap())
        .collect();
    assert_eq!(&above[..2], ["parties.ash.demand", "parties.ash.patience"]);
    assert!(above.len() <= 3 && inputs.len() == 6, "{above:?}");
    assert!(inputs[0]["swing"].as_f64() < Some(-0.1) && inputs[1]["swing"].as_f64() > Some(0.1));
    let said = desk.said(&["sensitivity", "planted", "left", "right"]);
    assert!(said.starts_with("Above all Ash's demand: more of it means more for “right”."), "{said}");
    assert!(said.contains("dummies") && said.contains("2,000 stored worlds"), "{said}");
    // Without formats the two that differ most.
    let most: Value = serde_json::from_str(&desk.said(&["sensitivity", "planted", "--json"])).unwrap();
    assert_eq!((&most["a"], &most["b"], &most["found"]), (&found["a"], &found["b"], &found["found"]));
}

#[test]
fn formats_that_are_the_same_in_all_but_name_have_nothing_to_drive() {
    let desk = Desk::new();
    planted(&desk);
    let said = desk.said(&["sensitivity", "planted", "right", "twin"]).replace('\n', " ");
    assert!(said.starts_with("“right” and “twin” give the same in every one of 2,000"), "{said}");
    let found: Value =
        serde_json::from_str(&desk.said(&["sensitivity", "planted", "right", "twin", "--json"])).unwrap();
    assert!(found["found"].is_null(), "{found}");
}

#[test]
fn a_real_result_is_looked_into_and_one_format_is_too_few() {
    let desk = Desk::new();
    made(&desk);
    let said = desk.said(&["sensitivity", "out"]);
    assert!(said.contains("200") && said.contains("assumed worlds"), "{said}");
    desk.said(&["run", "demo.ron", "--format", "both t", "--runs", "20", "-q", "-o", "one"]);
    let (code, message) = desk.refused(&["sensitivity", "one"]);
    assert!(code == 2 && message.contains("the result has one format"), "{message}");
}

fn designed(desk: &Desk, more: &[&str]) -> Value {
    let all =
        [&["sensitivity", "spoiler.ron", "with Cedar", "without Cedar"], more, &["-q", "--json"]].concat();
    serde_json::from_str(&desk.said(&all)).unwrap()
}

/// By design: what the difference hangs on is above the dummy, what cannot matter is exactly nothing, and threads change nothing.
#[test]
fn a_design_moves_inputs_on_purpose() {
    let desk = Desk::new();
    desk.write("spoiler.ron", include_str!("../../scenarios/teaching/4-spoiler.ron"));
    let standing = ["--measure", "standing", "--design", "morris", "--runs", "12"];
    let found = designed(&desk, &standing);
    assert_eq!(found, designed(&desk, &[&standing[..], &["--threads", "5"]].concat()));
    let inputs = found["found"]["inputs"].as_array().unwrap();
    let of = |column: &str| inputs.iter().find(|input| input["column"] == column).unwrap();
    assert_eq!(of("dummy")["mu_star"]["estimate"], 0.0);
    assert!(of("luck")["mu_star"]["estimate"].as_f64() > Some(0.0) && of("luck")["mu"].is_null());
    assert!(inputs.iter().any(|input| input["above"] == true), "{found}");
    let said = desk.said(&[
        "sensitivity",
        "spoiler.ron",
        "with C",
        "without C",
        "--design",
        "sobol",
        "--runs",
        "16",
        "-q",
        "-o",
        "out",
    ]);
    assert!(said.contains("Saltelli 2010") && said.contains("Luck"), "{said}");
    assert!(desk.path("out/sensitivity.json").is_file());
}

/// The same in all but name: no input moves a difference that is not there.
#[test]
fn a_design_finds_nothing_where_nothing_differs() {
    let desk = Desk::new();
    desk.write("halls.ron", include_str!("../../scenarios/teaching/7-two-halls.ron"));
    let scenario: Value = serde_json::from_str(&desk.said(&[
        "compare",
        "halls.ron",
        "--runs",
        "2",
        "--star",
        "none",
        "-q",
        "--json",
    ]))
    .unwrap();
    let name = |k: usize| scenario["formats"][k]["name"].as_str().unwrap().to_owned();
    let (a, b) = (name(0), name(1));
    for design in ["morris", "sobol"] {
        let said = desk.said(&["sensitivity", "halls.ron", &a, &b, "--design", design, "--runs", "4", "-q"]);
        assert!(said.starts_with("No input moves the difference"), "{said}");
    }
}

#[test]
fn a_file_wants_a_design_and_a_folder_none() {
    let desk = Desk::new();
    planted(&desk);
    let refused = |arguments: &[&str], expected: &str| {
        let (code, message) = desk.refused(&[&["sensitivity"], arguments].concat());
        assert!(code == 2 && message.contains(expected), "{arguments:?}: {message}");
    };
    refused(&["demo.ron"], "--design morris or --design sobol");
    refused(&["demo.ron", "--design", "morris"], "two formats; there are");
    refused(&["demo.ron", "both t", "both t", "--design", "morris"], "named twice");
    refused(&["planted", "--design", "morris"], "of a stored result nothing is");
    refused(&["planted", "--seed", "3"], "of a stored result nothing is");
    refused(&["planted", "--runs", "3"], "--design");
    refused(
        &["demo.ron", "both t", "spring", "--design", "sobol", "--runs", "1000000"],
        "at most 20,000,000",
    );
}

#[test]
fn a_stored_result_is_drawn_and_told_in_korean() {
    let desk = Desk::new();
    planted(&desk);
    let said = desk.said(&["sensitivity", "planted", "left", "right", "--lang", "ko", "-o", "drivers"]);
    assert!(said.starts_with("무엇보다 Ash의 요구"), "{said}");
    assert!(desk.read("drivers/sensitivity.svg").contains("lang=\"ko\""));
    let said = desk.said(&["discover", "planted", "left", "right", "--lang", "ko", "-o", "worlds"]);
    assert!(said.contains("Ash의 요구") && desk.read("worlds/discover.svg").contains("상자 1"), "{said}");
    assert_eq!(super::desk::names(&desk.path("worlds")), ["discover.json", "discover.svg"]);
    let (code, message) = desk.refused(&["discover", "planted", "left", "right", "-o", "worlds"]);
    assert!(code == 2 && message.contains("not empty"), "{message}");
}
