//! `new`: a scenario to start from.

use super::desk::{Desk, names};

#[test]
fn the_scenario_passes_its_checks_and_can_be_compared() {
    let desk = Desk::new();
    insta::assert_snapshot!(desk.said(&["new", "orchard"]), @r"
    wrote orchard.ron
    Next     roundtable check orchard.ron
    ");
    insta::assert_snapshot!("new_check", desk.said(&["check", "orchard.ron"]));
    desk.said(&["compare", "orchard.ron", "--runs", "20", "-q"]);
    assert_eq!(names(&desk.path("output")), ["orchard-1"]);
}

#[test]
fn the_scenario_shows_every_part_of_the_format() {
    let desk = Desk::new();
    desk.said(&["new", "orchard", "--full"]);
    desk.said(&["check", "orchard.ron"]);
    let text = desk.read("orchard.ron");
    for field in [
        "format_version",
        "questions",
        "calendar",
        "parties",
        "issues",
        "statements",
        "prefers(",
        "ranks(",
        "default_source",
        "cares_more(",
        "only_with(",
        "indifferent(",
        "roadmaps",
        "events",
        "world",
        "formats",
        "like:",
        "membership",
        "rule",
        "proposing",
        "information",
        "contract",
        "enforcement",
        "delegation",
        "accuracy",
        "bias",
        "guarantors",
        "inspection",
        "new_government",
        "reveals",
        "moves",
        "learning",
        "indispensable",
        "tables",
        "weights",
        "text_by",
        "plenary",
        "mediator",
        "messengers",
        "sub_agreements",
        "supervision",
        "manipulator",
        "phases",
        "not_reached",
        "parts",
        "stated(",
        "assumed(",
    ] {
        assert!(text.contains(field), "{field}");
    }
}

#[test]
fn what_is_written_to_begin_with_fits_a_screen_or_two() {
    let desk = Desk::new();
    desk.said(&["new", "orchard"]);
    desk.said(&["new", "whole", "--full"]);
    let lines = |file: &str| desk.read(file).lines().count();
    assert!(lines("orchard.ron") <= 60 && lines("whole.ron") > 200);
    assert!(desk.read("orchard.ron").contains("--full"));
}

#[test]
fn a_folder_may_stand_before_the_name() {
    let desk = Desk::new();
    std::fs::create_dir(desk.path("mine")).unwrap();
    desk.said(&["new", "mine/orchard-2"]);
    assert!(desk.read("mine/orchard-2.ron").contains("name: \"orchard-2\""));
}

#[test]
fn a_file_that_exists_is_not_touched() {
    let desk = Desk::new();
    let before = desk.read("demo.ron");
    let (code, message) = desk.refused(&["new", "demo"]);
    assert_eq!(code, 2);
    insta::assert_snapshot!(message, @r"
    error: the file exists already
      where:     demo.ron
      mend:      give another name, or remove the file
    ");
    assert_eq!(desk.read("demo.ron"), before);
}

#[test]
fn a_name_must_be_legal_and_its_folder_must_be_there() {
    let desk = Desk::new();
    let (code, message) = desk.refused(&["new", "two words"]);
    assert_eq!(code, 2);
    insta::assert_snapshot!(message, @r"
    error: `two words` cannot be the name of a scenario
      where:     two words
      expected:  letters a to z, digits and '-'
      mend:      try a name such as `orchard-2`
    ");
    assert_eq!(desk.refused(&["new", "nowhere/orchard"]).0, 2);
    assert_eq!(names(desk.folder()), ["demo.ron"]);
}
