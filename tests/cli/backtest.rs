//! `backtest`: models of decisions against what was decided.

use super::desk::{Desk, names};
use serde_json::Value;
use std::path::Path;

const EMISSION: &str = include_str!("../../scenarios/emission-1989/decision.csv");
const HEADER: &str =
    "decision,proposal,procedure,voting,reference_point,outcome,actor,position,salience,capability\n";

/// Twelve proposals in which the outcome is a position of somebody, near the mean.
pub(crate) fn invented() -> String {
    let mut text = HEADER.to_owned();
    for p in 0..12 {
        let positions = [0, (p * 7) % 40, 50 + p, 100];
        let outcome = positions[if p % 3 == 0 { 1 } else { 2 }];
        for (k, x) in positions.iter().enumerate() {
            let row = format!(
                "d{p},p{p},COD,QMV,0,{outcome},{},{x},{},{}\n",
                ["com", "ep", "a", "b"][k],
                20 + 20 * k,
                4 - k
            );
            text += &row;
        }
    }
    text + "open,open,COD,QMV,0,,com,80,50,1\nopen,open,COD,QMV,0,,a,20,50,1\n"
}

fn desk() -> Desk {
    let desk = Desk::new();
    desk.write("emission.csv", EMISSION);
    desk.write("invented.csv", &invented());
    desk
}

#[test]
fn one_decision_is_told_model_by_model() {
    insta::assert_snapshot!(desk().said(&["backtest", "emission.csv"]));
}

#[test]
fn many_decisions_are_compared_pair_by_pair_on_one_screen() {
    let desk = desk();
    let few = ["backtest", "invented.csv", "--candidates", "--folds", "3", "--repeats", "1"];
    for line in desk.said(&few).lines() {
        assert!(line.chars().count() <= 80, "{line}");
    }
    let text = desk.said(&["backtest", "invented.csv"]);
    for line in text.lines() {
        assert!(line.chars().count() <= 80, "{line}");
    }
    assert!(text.contains("13 decisions of 13 proposals, 12 with a known outcome"), "{text}");
    assert!(text.contains("less compromise") && text.contains("forecasts of open"), "{text}");
}

#[test]
fn data_for_programs_have_every_figure_and_the_same_seed_gives_the_same_bytes() {
    let desk = desk();
    let arguments = ["backtest", "invented.csv", "--json", "--folds", "4", "--repeats", "2"];
    let first = desk.said(&arguments);
    assert_eq!(first, desk.said(&arguments));
    assert_ne!(first, desk.said(&[&arguments[..], &["--seed", "2"]].concat()));
    let out: Value = serde_json::from_str(&first).unwrap();
    let models = out["models"].as_array().unwrap();
    assert_eq!((&out["yardstick"], &models[0]["n"]), (&Value::from("compromise"), &Value::from(12)));
    assert_eq!(models[0]["error_difference"]["mean"], 0.0);
    for model in models {
        assert!(model["crps"].as_f64().unwrap() >= 0.0, "{model}");
        assert_eq!(model["refused"], Value::Array(Vec::new()), "{model}");
    }
    let refitted = models.iter().find(|m| m["name"] == "forecaster, refitted").unwrap();
    assert!(refitted["parameters"][0][1].is_number());
}

#[test]
fn candidates_are_all_reported_with_the_choice_among_them() {
    let desk = desk();
    let out: Value = serde_json::from_str(&desk.said(&[
        "backtest",
        "invented.csv",
        "--candidates",
        "--json",
        "--folds",
        "3",
        "--repeats",
        "1",
    ]))
    .unwrap();
    let names: Vec<&str> =
        out["models"].as_array().unwrap().iter().map(|m| m["name"].as_str().unwrap()).collect();
    let documents = include_str!("../../docs/backtest-candidates.md");
    for line in documents.lines().filter(|line| line.starts_with("| `")) {
        let name = line.split('`').nth(1).unwrap();
        assert!(names.contains(&name), "{name} is not tried: {names:?}");
    }
    assert_eq!(names.last(), Some(&"best of candidates, nested"));
    let chosen: u64 = out["chosen"].as_array().unwrap().iter().map(|c| c[1].as_u64().unwrap()).sum();
    assert_eq!(chosen, 3);
}

#[test]
fn files_appear_whole_in_a_new_folder_and_nothing_old_is_touched() {
    let desk = desk();
    desk.said(&["backtest", "invented.csv", "-o", "out/first"]);
    let models = desk.read("out/first/models.csv");
    assert!(models.lines().count() == 16 && models.contains("\"forecaster, refitted\",12,"), "{models}");
    let forecasts = desk.read("out/first/forecasts.csv");
    assert!(forecasts.lines().any(|line| line.starts_with("open,open,,compromise,50.0000,")), "{forecasts}");
    assert_eq!(desk.json("out/first/backtest.json")["schema_version"], 1);
    let chart = desk.read("out/first/models.svg");
    assert!(chart.contains("invented.csv") && chart.contains("forecaster, refitted"), "{chart}");
    let (code, text) = desk.refused(&["backtest", "invented.csv", "-o", "out/first"]);
    assert!(code == 2 && text.contains("not empty"), "{text}");
    assert_eq!(desk.read("out/first/models.csv"), models);
    assert_eq!(names(&desk.path("out")), ["first"], "nothing unfinished is left");
}

#[test]
fn everything_that_is_wrong_with_the_data_is_said_at_once() {
    let desk = desk();
    desk.write("bad.csv", &format!("{HEADER}d,p,,,,,x,120,50,1\nd,p,,,,,y,5,x,1\n"));
    let (code, text) = desk.refused(&["backtest", "bad.csv"]);
    assert_eq!(code, 2);
    for part in
        ["line 2, column 8 (position)", "line 3, column 9 (salience)", "bad.csv", "docs/backtest-format.md"]
    {
        assert!(text.contains(part), "{text}");
    }
    let (code, text) = desk.refused(&["backtest", "none.csv"]);
    assert!(code == 2 && text.contains("none.csv"), "{text}");
    let (code, _) = desk.refused(&["backtest", "emission.csv", "--folds", "1"]);
    assert_eq!(code, 2);
}

#[test]
fn an_agenda_setter_gets_what_the_pivot_likes_as_well_as_nothing() {
    // Romer and Rosenthal (1978): reversion 0, pivot 40, so the proposal is 80.
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios/legislature/agenda-setter.csv");
    let text = Desk::new().said(&["backtest", &file.display().to_string()]);
    let line = text.lines().rev().find(|line| line.starts_with("procedural")).unwrap();
    assert!(line.ends_with(" 80.0"), "{text}");
}
