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
