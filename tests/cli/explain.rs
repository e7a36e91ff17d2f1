//! `explain`: the story of one run.

use super::desk::{Desk, names};
use serde_json::{Value, json};

#[test]
fn the_story_has_numbers_behind_every_answer() {
    let desk = Desk::new();
    insta::assert_snapshot!(desk.said(&["explain", "demo.ron", "--format", "both together", "--run", "3"]));
    assert_eq!(names(desk.folder()), ["demo.ron"], "explain writes nothing");
}

#[test]
fn the_story_says_what_staging_costs_in_time() {
    let desk = Desk::new();
    let scenario = concat!(env!("CARGO_MANIFEST_DIR"), "/scenarios/teaching/5-stages.ron");
    let story = |format: &str| {
        desk.said(&[
            "explain",
            scenario,
            "--format",
            format,
            "--set",
            "issues.nets.takes=24",
            "--set",
            "issues.warden.takes=2",
            "--set",
            "issues.hatchery.takes=4",
        ])
    };
    let whole = "To carry out all that this table can agree";
    assert!(
        story("all at once")
            .contains(&format!("{whole} takes, on average and if nothing ends it, 24.0 months."))
    );
    let staged = format!(
        "{whole} by \"step by step\" takes, on average and if nothing ends it, 30.0 months, one stage after the other; 24.0 in one go."
    );
    assert!(story("step by step").replace("\n  ", " ").contains(&staged));
}

#[test]
fn the_story_is_that_of_the_row_in_the_results() {
    let desk = Desk::new();
    desk.said(&["compare", "demo.ron", "--runs", "12", "-q", "-o", "x"]);
    let results = desk.read("x/results.csv");
    let mut rows = results.lines().map(|line| line.split(',').collect::<Vec<_>>());
    let head = rows.next().unwrap();
    let column =
        |name: &str| head.iter().position(|h| *h == name).unwrap_or_else(|| panic!("no column {name}"));
    let (world, format, signed) = (column("world"), column("format"), column("signed"));
    let mut compared = 0;
    for row in rows.filter(|row| row[world] == "7" || row[world] == "8") {
        let story = desk.said(&["explain", "demo.ron", "--format", row[format], "--run", row[world]]);
        let was_signed = story.contains("\n  Signed in month ");
        assert_eq!(row[signed] == "1", was_signed, "{row:?}\n{story}");
        compared += 1;
    }
    assert_eq!(compared, 2 * 3);
}

fn told(desk: &Desk, arguments: &[&str]) -> Value {
    let text = desk.said(&[&["explain"], arguments, &["--json"]].concat());
    assert_eq!(text.lines().count(), 1);
    serde_json::from_str(&text).unwrap()
}

fn list<'v>(value: &'v Value, key: &str) -> &'v [Value] {
    value[key].as_array().unwrap_or_else(|| panic!("no list {key} in {value}"))
}

/// All acts of an account, with the table and the packages of where they were done.
fn acts(account: &Value) -> Vec<(&Value, &Value, &Value)> {
    let sittings =
        list(account, "held").iter().flat_map(|held| list(held, "minutes").iter().map(move |s| (held, s)));
    sittings
        .flat_map(|(held, s)| list(s, "acts").iter().map(move |act| (act, &s["table"], &held["packages"])))
        .collect()
}

#[test]
fn the_same_story_for_programs() {
    let desk = Desk::new();
    let arguments = ["demo.ron", "--format", "both t", "--run", "3"];
    let account = told(&desk, &arguments);
    let text = desk.said(&[&["explain"], &arguments[..]].concat());
    // The sentences are those of the text.
    let sentences: String = list(&account, "sections")
        .iter()
        .flat_map(|section| {
            list(section, "lines").iter().map(|line| format!("  {}\n", line.as_str().unwrap()))
        })
        .collect();
    assert!(sentences.lines().count() > 10);
    assert!(sentences.lines().all(|line| text.contains(line)));
    assert_eq!(
        (&account["world"], &account["seed"], &account["behaviour"]),
        (&json!(3), &json!(1), &json!("concession"))
    );
    assert!(account["parties"][0]["gains"]["season"]["closed"].is_f64());
    assert_eq!(
        text.matches(" accepts: ").count() > 0,
        acts(&account).iter().any(|(act, ..)| act["accepts"] == true)
    );
}

/// In every answer of many runs the numbers bear out what was said, and every package spoken of is listed.
#[test]
fn the_numbers_bear_out_the_answers() {
    let desk = Desk::new();
    desk.write("korea.ron", include_str!("../../scenarios/korea-2019/formats.ron"));
    let mut seen = std::collections::BTreeMap::new();
    for (format, behaviour) in
        [("top-down", "concession"), ("six-party talks", "concession"), ("six-party talks", "nash")]
    {
        for world in ["0", "4", "15", "22", "28", "35"] {
            let account =
                told(&desk, &["korea.ron", "--format", format, "--run", world, "--behaviour", behaviour]);
            for (act, _, packages) in acts(&account) {
                let number = |key: &str| act[key].as_f64().unwrap_or_else(|| panic!("no {key} in {act}"));
                let kind = act["ground"].as_str().or(act["act"].as_str()).unwrap().to_owned();
                match kind.as_str() {
                    "enough" => assert!(number("expected") >= number("asks") - 1e-9),
                    "below_reservation" => assert!(number("value") < number("least")),
                    "mistrust" => assert!(
                        number("value") >= number("least") - 1e-9 && number("expected") < number("least")
                    ),
                    "holds_out" => assert!(
                        number("expected") >= number("least") - 1e-9 && number("expected") < number("asks")
                    ),
                    "walk_out" => assert!(number("outside") > number("hope")),
                    "proposal" => {
                        let known =
                            |name: &Value| packages.as_array().unwrap().iter().any(|p| p["package"] == *name);
                        assert!(act["package"].is_null() || known(&act["package"]), "{act}");
                    }
                    _ => {}
                }
                *seen.entry(kind).or_insert(0) += 1;
            }
            for held in list(&account, "held").iter().filter(|held| !held["signed"].is_null()) {
                let signed = &held["signed"];
                let refused = list(signed, "ratification").iter().any(|home| home["passed"] == false);
                assert_eq!(signed["happened"].is_null(), refused);
                assert!(!list(signed, "stages").is_empty());
                assert!(list(signed, "stages").iter().flat_map(|stage| list(stage, "duties")).all(|duty| {
                    let resists = duty["temptation"].as_f64() <= duty["resists"].as_f64();
                    duty["complies"] == resists
                }));
                *seen.entry("signed".into()).or_insert(0) += 1;
            }
        }
    }
    for kind in ["enough", "below_reservation", "holds_out", "walk_out", "proposal", "signed"] {
        assert!(seen.contains_key(kind), "{kind} did not occur: {seen:?}");
    }
}

/// What a sub-table proposes lies on its own part of the agenda, and is told so.
#[test]
fn packages_of_sub_tables_are_their_own() {
    let desk = Desk::new();
    desk.write("korea.ron", include_str!("../../scenarios/korea-2019/formats.ron"));
    let agenda = |table: &str| match table {
        "North Korea and the US" => &["tests", "weapons", "sanctions", "relations_us"][..],
        "the two Koreas" => &["relations_south"],
        "war and exercises" => &["exercises", "end_of_war"],
        _ => &["guarantee", "regional_security", "development"],
    };
    let mut proposed = 0;
    for world in ["0", "1", "2", "4", "8", "15"] {
        let account = told(&desk, &["korea.ron", "--format", "nested and supervised", "--run", world]);
        for (act, table, packages) in acts(&account) {
            let (Some(table), true) = (table.as_str(), act["package"].is_string()) else { continue };
            let package =
                packages.as_array().unwrap().iter().find(|p| p["package"] == act["package"]).unwrap();
            let issues: Vec<&String> = package["levels"].as_object().unwrap().keys().collect();
            assert!(
                issues.iter().all(|issue| agenda(table).contains(&issue.as_str())),
                "{table}: {issues:?}"
            );
            proposed += 1;
        }
    }
    assert!(proposed > 0);
}

/// What became of it is what the row says.
#[test]
fn the_outcome_for_programs_is_that_of_the_row() {
    let desk = Desk::new();
    desk.said(&["compare", "demo.ron", "--runs", "12", "-q", "-o", "x"]);
    let results = desk.read("x/results.csv");
    let mut rows = results.lines().map(|line| line.split(',').collect::<Vec<_>>());
    let head = rows.next().unwrap();
    let column =
        |name: &str| head.iter().position(|h| *h == name).unwrap_or_else(|| panic!("no column {name}"));
    for row in rows.filter(|row| row[column("world")] == "7") {
        let account = told(&desk, &["demo.ron", "--format", row[column("format")], "--run", "7"]);
        let outcome = &account["outcome"];
        assert_eq!(outcome["ended"], row[column("ended")]);
        assert_eq!(outcome["ended_at"].to_string(), row[column("ended_at")]);
        assert_eq!(outcome["signed"], row[column("signed")] == "1");
        let gain: f64 = row[column("gain_ash")].parse().unwrap();
        assert!((outcome["gain"]["ash"].as_f64().unwrap() - gain).abs() < 1e-6);
    }
}

#[test]
fn another_seed_or_behaviour_tells_another_story() {
    let desk = Desk::new();
    let story = |more: &[&str]| {
        let mut arguments = vec!["explain", "demo.ron", "--format", "both t", "--run", "3"];
        arguments.extend(more);
        desk.said(&arguments)
    };
    let first = story(&[]);
    assert_eq!(first, story(&[]));
    assert_ne!(first, story(&["--set", "parties.birch.demand=0.4"]));
    assert_ne!(first, story(&["--seed", "2"]));
    assert_ne!(first, story(&["--behaviour", "nash"]));
}

#[test]
fn the_story_begins_with_at_most_five_sentences() {
    let desk = Desk::new();
    for format in ["spring alone", "both together", "both or nothing"] {
        let mut signed = [0, 0];
        for run in 0..6 {
            let command = |more: &'static [&'static str]| {
                let run = run.to_string();
                let mut words = vec!["explain", "demo.ron", "--format", format, "--run", run.as_str()];
                words.extend(more);
                desk.said(&words)
            };
            let (short, whole) = (command(&["--short"]), command(&[]));
            assert!(whole.starts_with(short.trim_end()), "{short}\n{whole}");
            let one_line = short.lines().skip(3).map(str::trim).collect::<Vec<_>>().join(" ");
            let sentences = one_line.split_inclusive(". ").count();
            assert!((2..=5).contains(&sentences), "{sentences}: {short}");
            let nothing = one_line.starts_with("Nothing is signed: ");
            assert_eq!(nothing, !whole.contains("\n  Signed in month "), "{short}");
            signed[usize::from(nothing)] += 1;
        }
        assert!(signed.iter().any(|runs| *runs > 0));
    }
}

#[test]
fn the_talks_are_drawn_and_no_file_is_written_over() {
    let desk = Desk::new();
    let arguments = ["explain", "demo.ron", "--format", "both together", "--run", "3", "--chart", "talks.svg"];
    let story = desk.said(&arguments);
    assert_eq!(story, desk.said(&arguments[..6]), "the story is told all the same");
    let drawn = desk.read("talks.svg");
    // Who speaks in the story has a lane.
    let data = desk.said(&["explain", "demo.ron", "--format", "both together", "--run", "3", "--json"]);
    let data: Value = serde_json::from_str(&data).unwrap();
    let acts: Vec<&Value> = data["held"][0]["minutes"]
        .as_array()
        .unwrap()
        .iter()
        .flat_map(|sitting| sitting["acts"].as_array().unwrap())
        .filter(|act| act["act"] == "answer")
        .collect();
    assert!(!acts.is_empty());
    for act in acts {
        let party = data["parties"].as_array().unwrap().iter().find(|p| p["id"] == act["party"]).unwrap();
        assert!(drawn.contains(party["name"].as_str().unwrap()), "{party} is not in the picture");
    }
    let (code, said) = desk.refused(&arguments);
    assert_eq!(code, 2, "{said}");
    assert_eq!(desk.read("talks.svg"), drawn);
}
