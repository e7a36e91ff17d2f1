//! `sweep`: where the order of formats turns.

use super::desk::Desk;
use serde_json::Value;

const SPOILER: &str = include_str!("../../scenarios/teaching/4-spoiler.ron");

fn swept(desk: &Desk, arguments: &[&str]) -> Value {
    let all = [&["sweep"], arguments, &["-q", "--json"]].concat();
    serde_json::from_str(&desk.said(&all)).unwrap()
}

/// What a sweep says of a value is what `compare --set` says of it: the same worlds, the same numbers.
#[test]
fn a_value_of_a_sweep_is_a_comparison_with_it() {
    let desk = Desk::new();
    desk.write("spoiler.ron", SPOILER);
    let found = swept(
        &desk,
        &[
            "spoiler.ron",
            "--vary",
            "parties.cedar.spoiling=0.1..0.5:3",
            "--measure",
            "standing",
            "--runs",
            "80",
        ],
    );
    for point in found["points"].as_array().unwrap() {
        let set = format!("parties.cedar.spoiling={}", point["values"][0].as_str().unwrap());
        let compared = desk.said(&[
            "compare",
            "spoiler.ron",
            "--set",
            &set,
            "--runs",
            "80",
            "--star",
            "none",
            "-q",
            "--json",
        ]);
        let compared: Value = serde_json::from_str(&compared).unwrap();
        for (format, shown) in
            compared["formats"].as_array().unwrap().iter().zip(point["formats"].as_array().unwrap())
        {
            for key in ["estimate", "low", "high"] {
                let (a, b) = (format["alive"][key].as_f64().unwrap(), shown[key].as_f64().unwrap());
                assert!((a - b).abs() < 1e-9, "{set} {key}: {a} {b}");
            }
        }
    }
}

/// Threads, and the values beside it, change nothing in a value.
#[test]
fn a_sweep_depends_on_its_values_alone() {
    let desk = Desk::new();
    desk.write("spoiler.ron", SPOILER);
    let with = |more: &[&str], values: &str| {
        let vary = format!("parties.*.demand={values}");
        swept(&desk, &[&["spoiler.ron", "--vary", &vary, "--runs", "60"], more].concat())
    };
    let one = with(&["--threads", "1"], "0..0.4:3");
    assert_eq!(one, with(&["--threads", "7"], "0..0.4:3"));
    let fewer = with(&[], "0..0.4:2");
    assert_eq!((&one["points"][0], &one["points"][2]), (&fewer["points"][0], &fewer["points"][1]));
}

#[test]
fn the_first_sentence_says_where_it_turns_or_that_it_does_not() {
    let desk = Desk::new();
    desk.write("spoiler.ron", SPOILER);
    let said = |vary: &str, more: &[&str]| {
        desk.said(&[&["sweep", "spoiler.ron", "--vary", vary, "--runs", "200", "-q"], more].concat())
    };
    let standing = said("parties.cedar.spoiling=0.0..0.9:4", &["--measure", "standing"]);
    let first = standing.replace('\n', " ");
    assert!(
        first.starts_with('“') && first.contains("measure: an agreement still standing at the end"),
        "{standing}"
    );
    assert!(
        first.contains("same 200 assumed worlds") && first.contains("(Cedar's readiness to spoil; measure"),
        "{standing}"
    );
    let korean = said("parties.cedar.spoiling=0.0..0.9:4", &["--lang", "ko"]);
    assert!(korean.contains("방해 성향") && korean.contains("척도: 합의의 서명"), "{korean}");
}

/// Formats that are the same in all but name never part.
#[test]
fn where_nothing_differs_nothing_turns() {
    let desk = Desk::new();
    desk.write("halls.ron", include_str!("../../scenarios/teaching/7-two-halls.ron"));
    let found = swept(&desk, &["halls.ron", "--vary", "parties.*.demand=0..0.6:4", "--runs", "60"]);
    assert_eq!(found["turns"], serde_json::json!([]));
    for point in found["points"].as_array().unwrap() {
        for difference in point["differences"].as_array().unwrap() {
            assert_eq!(difference["estimate"], 0.0, "{difference}");
        }
    }
}

#[test]
fn a_refused_value_is_told_and_the_others_are_simulated() {
    let desk = Desk::new();
    let said = desk.said(&[
        "sweep",
        "demo.ron",
        "both t",
        "spring",
        "--vary",
        "parties.ash.patience=0.9..1.5:3",
        "--runs",
        "20",
        "-q",
    ]);
    assert!(said.contains("parties.ash.patience=1.2 was refused: `patience` cannot be 1.2"), "{said}");
    let (code, message) = desk.refused(&["sweep", "demo.ron", "--vary", "parties.ash.patience=1.5..2:2"]);
    assert!(code == 2 && message.contains("`patience` cannot be 1.5"), "{message}");
    let (code, message) = desk.refused(&["sweep", "demo.ron", "--vary", "parties.ash.nothing=0..1:2"]);
    assert!(code == 2 && message.contains("nothing to set at"), "{message}");
}

#[test]
fn words_and_ranges_vary_too() {
    let desk = Desk::new();
    let found =
        swept(&desk, &["demo.ron", "--vary", "parties.ash.demand=0..0.1 to 0.5..0.6:2", "--runs", "20"]);
    assert_eq!(found["vary"][0]["values"], serde_json::json!(["0..0.1", "0.5..0.6"]));
    let found = swept(&desk, &["demo.ron", "--vary", "world.correlation=0|0.9", "--runs", "20"]);
    assert_eq!(found["points"].as_array().unwrap().len(), 2);
}

#[test]
fn a_folder_has_chart_tables_and_numbers() {
    let desk = Desk::new();
    desk.said(&[
        "sweep",
        "demo.ron",
        "--vary",
        "parties.ash.demand=0..0.6:4",
        "--runs",
        "30",
        "-q",
        "-o",
        "line",
    ]);
    assert_eq!(
        super::desk::names(&desk.path("line")),
        ["differences.csv", "sweep.csv", "sweep.json", "sweep.svg"]
    );
    let csv = desk.read("line/sweep.csv");
    assert!(csv.starts_with("parties.ash.demand,format,worlds,estimate,low,high\n0,"), "{csv}");
    assert_eq!(csv.lines().count(), 1 + 4 * 3);
    assert_eq!(desk.read("line/differences.csv").lines().count(), 1 + 4 * 3);
    let plane = [
        "sweep",
        "demo.ron",
        "both t",
        "spring",
        "--vary",
        "parties.ash.demand=0..0.6:3",
        "--vary",
        "parties.birch.demand=0..0.6:4",
        "--runs",
        "30",
        "-q",
        "-o",
        "plane",
        "--lang",
        "ko",
        "--theme",
        "dark",
    ];
    let said = desk.said(&plane);
    assert!(said.contains("칸 12개"), "{said}");
    let svg = desk.read("plane/sweep.svg");
    assert!(svg.contains("lang=\"ko\"") && svg.contains("role=\"img\""), "{svg}");
    let (code, message) = desk.refused(&plane);
    assert!(code == 2 && message.contains("not empty"), "{message}");
}

#[test]
fn what_cannot_be_swept_is_refused_before_it_begins() {
    let desk = Desk::new();
    let refused = |more: &[&str], expected: &str| {
        let (code, message) = desk.refused(&[&["sweep", "demo.ron"], more].concat());
        assert!(code == 2 && message.contains(expected), "{more:?}: {message}");
    };
    refused(&["--vary", "parties.ash.demand"], "there is no `=`");
    refused(&["--vary", "parties.ash.demand=0..1:900"], "2 to 101");
    let two = ["--vary", "parties.ash.demand=0..1:100", "--vary", "parties.birch.demand=0..1:100"];
    refused(&[&["both t", "spring"], &two[..]].concat(), "10,000 combinations");
    refused(&["--vary", "parties.ash.demand=0..1:3", "--vary", "parties.ash.demand=0..1:3"], "varies twice");
    refused(
        &["--vary", "parties.ash.demand=0..1:3", "--vary", "parties.birch.demand=0..1:3"],
        "two formats; there are",
    );
    refused(&["--vary", "parties.ash.demand=0..1:101", "--runs", "1000000"], "at most 50,000,000");
    refused(&["--vary", "parties.ash.demand=0..1:3", "--measure", "won"], "there is no measure");
    refused(&["--vary", "parties.ash.demand=0..1:3", "--measure", "gain.nobody"], "nobody");
}

#[test]
fn the_cost_is_said_first() {
    let desk = Desk::new();
    let said = desk.said(&[
        "sweep",
        "demo.ron",
        "--vary",
        "parties.ash.demand=0..0.8:5",
        "--dry-run",
        "--threads",
        "2",
    ]);
    assert!(
        said.starts_with("5 values × 500 worlds × 3 formats: about ") && said.contains("on 2 threads"),
        "{said}"
    );
    let output = desk
        .command(&["sweep", "demo.ron", "--vary", "parties.ash.demand=0..0.8:2", "--runs", "5"])
        .assert()
        .success();
    let told = String::from_utf8(output.get_output().stderr.clone()).unwrap();
    assert!(told.starts_with("2 values × 5 worlds × 3 formats"), "{told}");
}
