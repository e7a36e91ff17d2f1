//! `discover`: in which worlds of a stored result one format beats another.

use super::desk::Desk;
use serde_json::{Value, json};
use std::fmt::Write as _;

/// A stored result made by hand: 2,000 worlds and 6 inputs; `left` signs nearly always where Ash's demand is below 0.4 and its patience above a
/// half and seldom elsewhere, `right` never, and `twin` as `right`.
pub(crate) fn planted(desk: &Desk) {
    let inputs = ["demand", "patience", "temptation", "detection", "mandate", "spoiling"];
    let mut worlds = "world,seed".to_owned();
    for input in inputs {
        let _ = write!(worlds, ",parties.ash.{input}");
    }
    let mut results = "world,format,signed,in_force,completed,alive_at_horizon,gain_ash\n".to_owned();
    let mut state = 7_u64;
    let mut unit = || {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 11) as f64 / (1_u64 << 53) as f64
    };
    for world in 0..2000 {
        let drawn: Vec<f64> = inputs.iter().map(|_| unit()).collect();
        let _ = write!(worlds, "\n{world},1");
        for x in &drawn {
            let _ = write!(worlds, ",{x}");
        }
        let signs = unit() < if drawn[0] < 0.4 && drawn[1] > 0.5 { 0.9 } else { 0.05 };
        for format in ["left", "right", "twin"] {
            let yes = u8::from(signs && format == "left");
            let _ = writeln!(results, "{world},{format},{yes},{yes},0,{yes},0.{yes}00000");
        }
    }
    let number = |name: String, of: &str| json!({"name": name, "type": "number", "description": of});
    let drawn = inputs.map(|input| number(format!("parties.ash.{input}"), "Ash: 0 to 1"));
    let gain = number("gain_ash".into(), "Ash. what the party gained over what is practised at the start");
    let package = json!({"resources": [
        {"name": "results", "schema": {"fields": [gain]}},
        {"name": "worlds", "schema": {"fields": drawn}},
    ]});
    std::fs::create_dir_all(desk.path("planted")).unwrap();
    desk.write("planted/worlds.csv", &(worlds + "\n"));
    desk.write("planted/results.csv", &results);
    desk.write("planted/datapackage.json", &package.to_string());
}

/// A result of the lesson, small.
pub(crate) fn made(desk: &Desk) {
    desk.said(&["compare", "demo.ron", "--runs", "200", "--star", "none", "-q", "-o", "out"]);
}

#[test]
fn the_first_line_says_where_a_format_wins() {
    let desk = Desk::new();
    planted(&desk);
    let said =
        desk.command(&["discover", "planted", "left", "right"]).env("COLUMNS", "1000").assert().success();
    let said = String::from_utf8(said.get_output().stdout.clone()).unwrap();
    let first = said.lines().next().unwrap();
    assert!(first.starts_with("“left” wins where Ash's demand is low (at most 0."), "{first}");
    assert!(first.contains("Ash's patience is ") && first.contains("of 100 assumed worlds"), "{first}");
    for part in ["Box 1", "--step K", "As a small tree", "Regret", "not a forecast"] {
        assert!(said.contains(part), "{part} is not in {said}");
    }
    let found: Value =
        serde_json::from_str(&desk.said(&["discover", "planted", "left", "right", "--json"])).unwrap();
    let told = &found["boxes"][0];
    assert!(told["density"].as_f64() > Some(0.7) && told["coverage"].as_f64() > Some(0.6), "{told}");
    let step = found["trajectory"][3]["step"].to_string();
    let other = desk.said(&["discover", "planted", "left", "right", "--json", "--step", &step]);
    assert_ne!(serde_json::from_str::<Value>(&other).unwrap()["boxes"], found["boxes"]);
}

/// The same in all but name, and never ahead: said plainly.
#[test]
fn where_nothing_differs_nothing_is_found() {
    let desk = Desk::new();
    planted(&desk);
    for (a, b) in [("twin", "right"), ("right", "left")] {
        let said = desk.said(&["discover", "planted", a, b]);
        let said = said.replace('\n', " ");
        assert!(
            said.starts_with(&format!("“{a}” is ahead of “{b}” in none of 2,000 assumed worlds")),
            "{said}"
        );
        assert!(!said.contains("Box 1"), "{said}");
    }
}

/// A result as `compare` writes it, by every measure.
#[test]
fn a_real_result_is_looked_into() {
    let desk = Desk::new();
    made(&desk);
    for measure in ["signed", "in_force", "completed", "standing", "gain.ash", "gain:Ash"] {
        let arguments = ["discover", "out", "both t", "spring", "--measure", measure];
        let said = desk.said(&arguments);
        assert!(said.starts_with("“both together”") && said.contains("200 stored worlds"), "{said}");
        assert_eq!(said, desk.said(&arguments));
    }
}

#[test]
fn what_is_no_result_is_told_with_what_to_do() {
    let desk = Desk::new();
    planted(&desk);
    let refused = |words: &[&str]| {
        let (code, message) = desk.refused(words);
        assert_eq!(code, 2, "{message}");
        message
    };
    for command in ["discover", "sensitivity"] {
        let message = refused(&[command, "demo.ron", "a", "b"]);
        assert!(message.contains("roundtable compare demo.ron -o RESULT, then"), "{message}");
        assert!(refused(&[command, "nowhere", "a", "b"]).contains("check the path"));
        assert!(refused(&[command, "planted", "left", "rihgt"]).contains("did you mean `right`?"));
        assert!(refused(&[command, "planted", "left", "left"]).contains("named twice"));
        assert!(refused(&[command, "planted", "left", "right", "--measure", "won"]).contains("gain.PARTY"));
        assert!(
            refused(&[command, "planted", "left", "right", "--measure", "gain.elm"]).contains("one of: ash")
        );
    }
}

#[test]
fn damaged_tables_end_with_their_place() {
    let whole = Desk::new();
    planted(&whole);
    let (worlds, results) = (whole.read("planted/worlds.csv"), whole.read("planted/results.csv"));
    let cut = |text: &str, lines: usize| text.lines().take(lines).collect::<Vec<_>>().join("\n");
    let package = whole.read("planted/datapackage.json");
    let cases: Vec<(&str, String, &str)> = vec![
        ("worlds.csv", cut(&worlds, 100), "worlds.csv is damaged: it ends after 99 worlds"),
        ("results.csv", cut(&results, 100), "results.csv is damaged: it ends after 33 worlds"),
        ("results.csv", cut(&results, 99), "it ends in the middle of world 32"),
        ("results.csv", cut(&results, 1), "results.csv is damaged: it ends after 0 worlds"),
        ("worlds.csv", worlds.replacen("\n5,1,", "\n5,1,x", 1), "in line 7, column `parties.ash.demand`"),
        ("worlds.csv", worlds.replacen("\n5,1,", "\n6,1,", 1), "line 7 is of world `6`"),
        (
            "worlds.csv",
            worlds.replacen("ash.demand", "ash.other", 1),
            "there is no column `parties.ash.demand`",
        ),
        (
            "results.csv",
            results.replacen("\n5,right,", "\n5,left,", 1),
            "world 5 has no row of the format `right`",
        ),
        (
            "results.csv",
            results.replacen("\n0,right,", "\n0,left,", 1),
            "world 0 has the format `left` twice",
        ),
        ("results.csv", "\0\u{fffd}".into(), "results.csv is damaged"),
        ("datapackage.json", package.replacen('{', "[", 1), "datapackage.json is damaged"),
        ("datapackage.json", package.replace("\"worlds\"", "\"other\""), "without --no-worlds"),
    ];
    for (file, text, expected) in cases {
        let desk = Desk::new();
        planted(&desk);
        desk.write(&format!("planted/{file}"), &text);
        let (code, message) = desk.refused(&["discover", "planted", "left", "right"]);
        assert!(code == 2 && message.contains(expected), "{expected}: {message}");
    }
}

/// The lesson of docs/teaching.md: what the class sees is what the page says.
#[test]
fn the_lesson_on_the_meeting_of_two_sees_what_the_page_says() {
    let desk = Desk::new();
    desk.write("4-spoiler.ron", include_str!("../../scenarios/teaching/4-spoiler.ron"));
    desk.said(&["compare", "4-spoiler.ron", "--star", "none", "-q", "-o", "lake-4"]);
    let found = |a: &str, b: &str, measure: &str| -> Value {
        serde_json::from_str(&desk.said(&["discover", "lake-4", a, b, "--measure", measure, "--json"]))
            .unwrap()
    };
    let two = found("without Cedar", "with Cedar", "completed");
    let answer = two["answer"].as_str().unwrap();
    assert!(
        answer.starts_with("“without Cedar” wins where the weight of deep ground for Ash is low"),
        "{answer}"
    );
    assert!(answer.contains("in 50 of 100 assumed worlds, and in 12 of 100 of all"), "{answer}");
    assert!(!two["boxes"].to_string().contains("spoiling"), "{two}");
    let three = found("with Cedar", "without Cedar", "standing");
    let answer = three["answer"].as_str().unwrap();
    assert!(answer.starts_with("“with Cedar” wins where Cedar's readiness to spoil is not low"), "{answer}");
    assert!(answer.contains("in 91 of 100 assumed worlds"), "{answer}");
    let page = include_str!("../../docs/teaching.md");
    for told in ["ahead in 12 of 100 worlds, and in 50 of 100", "ahead in 91 of 100"] {
        assert!(page.contains(told), "{told}");
    }
}
