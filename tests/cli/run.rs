//! `run`: one format.

use super::desk::{Desk, files};
use predicates::prelude::*;

#[test]
fn the_answer_is_shown_on_one_screen() {
    let desk = Desk::new();
    let text = desk.said(&["run", "demo.ron", "--format", "both together", "--runs", "40"]);
    insta::assert_snapshot!(text);
    assert!(text.lines().count() <= 24);
}

#[test]
fn a_beginning_of_the_name_is_enough_and_the_rows_are_those_of_compare() {
    let desk = Desk::new();
    desk.said(&["run", "demo.ron", "--format", "SPRING", "--runs", "20", "-q", "-o", "one"]);
    desk.said(&["compare", "demo.ron", "--runs", "20", "-q", "-o", "all"]);
    let (one, all) = (desk.read("one/results.csv"), desk.read("all/results.csv"));
    let of_format: Vec<&str> = all
        .lines()
        .enumerate()
        .filter(|(i, line)| *i == 0 || line.contains("spring alone"))
        .map(|(_, l)| l)
        .collect();
    assert_eq!(one.lines().collect::<Vec<_>>(), of_format);
    assert_eq!(desk.json("one/run.json")["formats"], serde_json::json!(["spring alone"]));
}

#[test]
fn a_format_that_is_not_named_or_not_there_is_said_with_all_names() {
    let desk = Desk::new();
    let (code, message) = desk.refused(&["run", "demo.ron"]);
    assert_eq!(code, 2);
    insta::assert_snapshot!(message);
    let (code, message) = desk.refused(&["run", "demo.ron", "--format", "both togehter"]);
    assert_eq!(code, 2);
    insta::assert_snapshot!(message);
}

#[test]
fn an_assumption_can_be_set_and_is_kept_in_the_record() {
    let desk = Desk::new();
    let set = |value: &str, folder: &str| {
        let path = format!("parties.ash.demand={value}");
        desk.said(&[
            "run", "demo.ron", "--format", "both t", "--runs", "40", "-q", "--set", &path, "-o", folder,
        ]);
        desk.json(&format!("{folder}/run.json"))["set"].clone()
    };
    assert_eq!(set("0.9", "high"), serde_json::json!(["parties.ash.demand=0.9"]));
    set("0", "low");
    let signed = |folder: &str| {
        desk.json(&format!("{folder}/summary.json"))["formats"][0]["signed"]["estimate"].clone()
    };
    assert!(signed("high").as_f64() < signed("low").as_f64());
    assert!(files(&desk.path("high"))["results.csv"] != files(&desk.path("low"))["results.csv"]);
}

#[test]
fn an_assumption_that_cannot_be_set_is_explained() {
    let desk = Desk::new();
    for (set, text) in [
        ("parties.ashe.patience=0.5", "ash"),
        ("parties.ash.patience=2", "patience"),
        ("parties.ash.patience", "="),
        ("parties.ash.patience=NaN", "NaN"),
    ] {
        desk.command(&["run", "demo.ron", "--format", "both t", "--runs", "5", "--set", set])
            .assert()
            .code(2)
            .stdout("")
            .stderr(predicate::str::contains(text));
    }
    assert!(!desk.path("output").exists());
}

#[test]
fn parties_that_reckon_exactly_can_be_chosen() {
    let desk = Desk::new();
    let run = |behaviour: &str, folder: &str| {
        let more = ["--runs", "60", "--behaviour", behaviour, "-q", "-o", folder];
        desk.said(&[&["run", "demo.ron", "--format", "both t"][..], &more].concat());
        assert_eq!(desk.json(&format!("{folder}/run.json"))["behaviour"], behaviour);
        desk.read(&format!("{folder}/results.csv"))
    };
    let exact = run("exact", "exact");
    assert_ne!(exact, run("nash", "nash"));
    assert_ne!(exact, run("concession", "concession"));
    let story = desk.said(&["explain", "demo.ron", "--format", "both t", "--behaviour", "exact"]);
    assert!(story.contains("as if nothing were hidden"), "{story}");
    let plain = run("benchmark", "benchmark");
    assert!(plain != exact, "without demands something else is signed");
    let story = desk.said(&["explain", "demo.ron", "--format", "both t", "--behaviour", "benchmark"]);
    assert!(story.contains("without tactics or demands"), "{story}");
    let compared = desk.said(&["compare", "demo.ron", "--runs", "60", "--behaviour", "exact"]);
    assert!(compared.contains("behaviour exact"), "{compared}");
}

#[test]
fn a_table_that_is_too_large_to_reckon_with_is_refused_before_anything_is_run() {
    let desk = Desk::new();
    // Two road maps to choose from make twice as many packages.
    let korea = include_str!("../../scenarios/korea-2019/formats.ron");
    let (one, two) =
        ("roadmaps: [\"three stages\"], in_force", "roadmaps: [\"three stages\", \"relief last\"], in_force");
    desk.write("korea.ron", &korea.replacen(one, two, 1));
    let set = ["--set", "formats.three-stage plan.delegation.meetings=333", "--behaviour", "exact"];
    let with = |command: &str, more: &[&str]| {
        let arguments = [&[command, "korea.ron"][..], &set, more].concat();
        desk.command(&arguments).assert().get_output().clone()
    };
    let refused = with("run", &["--format", "three-stage plan"]);
    assert_eq!((refused.status.code(), refused.stdout.len()), (Some(2), 0));
    insta::assert_snapshot!(String::from_utf8(refused.stderr.clone()).unwrap());
    for other in [with("compare", &[]), with("explain", &["--format", "three-stage plan"])] {
        assert_eq!((other.status.code(), &other.stderr), (Some(2), &refused.stderr));
    }
    // Nothing is refused that does not hold this table.
    assert!(with("explain", &["--format", "top-down summits"]).status.success());
    assert!(!desk.path("output").exists());
}
