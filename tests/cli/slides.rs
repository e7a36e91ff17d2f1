//! `slides`, and `--lang`, `--theme` and `--charts` of `compare`: pictures to show.

use super::desk::{Desk, names};

/// Words in Latin letters that a Korean screen may have: options, commands and keys, which are typed.
const TYPED: [&str; 8] = ["findings", "star", "none", "default", "full", "concession", "compare", "summary"];

/// Gives the scenario on the desk names in Korean.
fn in_korean(desk: &Desk) {
    let korean = include_str!("../../scenarios/teaching/3-packages.ron");
    desk.write("ko.ron", korean);
}

#[test]
fn a_korean_screen_has_no_english_word() {
    let desk = Desk::new();
    in_korean(&desk);
    let said = desk.said(&["compare", "ko.ron", "--runs", "40", "--lang", "ko", "--findings", "-o", "out"]);
    assert!(said.contains("둘을 함께") && said.contains("서명"), "{said}");
    // A path and a command follow.
    let (answer, _) = said.split_once("보고서   ").expect("the path of the report");
    for line in answer.lines() {
        for word in line.split(|c: char| !c.is_ascii_alphabetic()).filter(|word| word.len() > 1) {
            assert!(TYPED.contains(&word), "{word} in {line}");
        }
    }
}

#[test]
fn the_language_changes_words_and_no_number() {
    let desk = Desk::new();
    in_korean(&desk);
    for (language, folder) in [("en", "a"), ("ko", "b")] {
        desk.said(&["compare", "ko.ron", "--runs", "40", "--lang", language, "-q", "-o", folder]);
    }
    for name in ["summary.json", "results.csv", "worlds.csv"] {
        assert_eq!(desk.read(&format!("a/{name}")), desk.read(&format!("b/{name}")), "{name}");
    }
    assert_eq!(desk.json("b/run.json")["language"], "ko");
    assert!(desk.read("b/charts/overview.svg").contains("lang=\"ko\""));
    assert_eq!(desk.refused(&["compare", "ko.ron", "--lang", "fr"]).0, 2);
}

#[test]
fn names_in_another_language_are_no_part_of_what_a_scenario_is() {
    let desk = Desk::new();
    let with = include_str!("../../scenarios/teaching/3-packages.ron");
    let (before, _) = with.split_once("\n    names: {").expect("the lesson has Korean names");
    desk.write("with.ron", with);
    desk.write("without.ron", &format!("{before}\n)\n"));
    for name in ["with", "without"] {
        desk.said(&["compare", &format!("{name}.ron"), "--runs", "40", "-q", "-o", name]);
    }
    assert_eq!(desk.read("with/results.csv"), desk.read("without/results.csv"));
    assert_eq!(desk.json("with/run.json")["scenario_hash"], desk.json("without/run.json")["scenario_hash"]);
}

#[test]
fn slides_of_a_stored_result_are_in_its_language() {
    let desk = Desk::new();
    in_korean(&desk);
    desk.said(&["compare", "ko.ron", "--runs", "40", "--lang", "ko", "-q", "-o", "out"]);
    let said = desk.said(&["slides", "out", "-o", "slides"]);
    assert!(said.contains("슬라이드"), "{said}");
    let all = names(&desk.path("slides"));
    assert!(all[0].starts_with("01-question.") && all[all.len() - 1].contains("-limits."), "{all:?}");
    let first = desk.read("slides/01-question.svg");
    assert!(first.contains("호수 3: 묶음") && first.contains("height=\"720\""), "{first}");
    // Nothing is overwritten, and what is no result is refused.
    assert_eq!(desk.refused(&["slides", "out", "-o", "slides"]).0, 2);
    assert_eq!(desk.refused(&["slides", "nowhere", "-o", "other"]).0, 2);
}

#[test]
fn the_same_result_gives_the_same_pictures() {
    let desk = Desk::new();
    in_korean(&desk);
    desk.said(&[
        "compare", "ko.ron", "--runs", "40", "-q", "-o", "out", "--charts", "svg,png", "--theme", "dark",
    ]);
    let charts = names(&desk.path("out/charts"));
    assert!(
        charts.contains(&"overview.png".to_owned()) && charts.contains(&"overview.svg".to_owned()),
        "{charts:?}"
    );
    let png = std::fs::read(desk.path("out/charts/overview.png")).expect("a picture");
    assert!(png.starts_with(b"\x89PNG"));
    for folder in ["a", "b"] {
        desk.said(&["slides", "out", "-o", folder, "--charts", "png"]);
    }
    let pictures = |folder: &str| -> Vec<(String, Vec<u8>)> {
        let read =
            |name: String| (name.clone(), std::fs::read(desk.path(folder).join(name)).expect("a picture"));
        names(&desk.path(folder)).into_iter().map(read).collect()
    };
    assert_eq!(pictures("a"), pictures("b"));
}
