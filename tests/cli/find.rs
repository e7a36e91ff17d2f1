//! `run --find`: runs worth telling.

use super::desk::{Desk, names};
use serde_json::{Value, json};

const KOREA: &str = include_str!("../../scenarios/korea-2019/formats.ron");

fn desk() -> Desk {
    let desk = Desk::new();
    desk.write("korea.ron", KOREA);
    desk
}

fn find<'a>(query: &'a str, more: &[&'a str]) -> Vec<&'a str> {
    [&["run", "demo.ron", "--format", "both t", "--find", query][..], more].concat()
}

#[test]
fn the_first_runs_are_shown_with_the_command_that_tells_one() {
    let desk = desk();
    insta::assert_snapshot!(desk.said(&find("signed and gain.birch<0.5", &[])));
    assert_eq!(names(desk.folder()), ["demo.ron", "korea.ron"], "a search writes nothing");
}

#[test]
fn the_command_tells_the_run_that_was_found() {
    let desk = desk();
    let change = ["--variant", "the harb", "--set", "parties.ash.demand=0.2"];
    let more = [&["--seed", "7", "--behaviour", "nash"], &change[..], &["--json"]].concat();
    let found: Value = serde_json::from_str(&desk.said(&find("signed and ended_at>1", &more))).unwrap();
    let one = &found["matches"][1];
    let command = one["explain"].as_str().unwrap();
    let told = "--seed 7 --behaviour nash --variant 'the harbour alone' --set parties.ash.demand=0.2";
    assert!(command.contains(told), "{command}");
    // A shell takes it as it stands.
    let script = format!("roundtable() {{ '{}' \"$@\"; }}; {command}", env!("CARGO_BIN_EXE_roundtable"));
    let mut shell = assert_cmd::Command::new("sh");
    let output =
        shell.current_dir(desk.folder()).args(["-c", &script]).assert().success().get_output().clone();
    let story = String::from_utf8(output.stdout).unwrap();
    let signed = format!("Signed in month {}", one["signed_at"]);
    assert!(story.contains(&signed), "{signed}\n{story}");
    assert!(story.contains(&format!("World {}", one["world"])));
}

#[test]
fn what_is_found_is_what_the_rows_say() {
    let desk = desk();
    desk.said(&["run", "korea.ron", "--format", "top", "--runs", "120", "-q", "-o", "x"]);
    let results = desk.read("x/results.csv");
    let mut rows = results.lines().map(|line| line.split(',').map(str::to_owned).collect::<Vec<_>>());
    let head = rows.next().unwrap();
    let column =
        |name: &str| head.iter().position(|h| h == name).unwrap_or_else(|| panic!("no column {name}"));
    let (world, ended, by, signed) = (column("world"), column("ended"), column("ended_by"), column("signed"));
    let rows: Vec<Vec<String>> = rows.collect();
    let compare = |query: &str, least: usize, is: &dyn Fn(&[String]) -> bool| {
        let expected: Vec<&str> = rows.iter().filter(|row| is(row)).map(|row| row[world].as_str()).collect();
        assert!(expected.len() >= least, "{query}: {expected:?}");
        let arguments = ["run", "korea.ron", "--format", "top", "--runs", "120", "-q", "--find", query];
        let found = desk.said(&arguments);
        assert_eq!(found.lines().collect::<Vec<_>>(), expected[..expected.len().min(5)], "{query}");
    };
    compare("ended=defection by dprk", 1, &|row| row[ended] == "defection" && row[by] == "dprk");
    compare("ended=refused_at_home", 2, &|row| row[ended] == "refused_at_home");
    compare("not signed and ended!=no_zone", 5, &|row| row[signed] == "0" && row[ended] != "no_zone");
}

#[test]
fn the_number_of_threads_changes_nothing() {
    let desk = desk();
    let said =
        |threads: &str| desk.said(&find("signed and not completed", &["--json", "--threads", threads]));
    let one = said("1");
    assert_eq!(one, said("2"));
    assert_eq!(one, said("7"));
    let data: Value = serde_json::from_str(&one).unwrap();
    assert_eq!((&data["schema_version"], &data["most"]), (&json!(1), &json!(5)));
    assert_eq!(data["conditions"].as_array().unwrap().len(), 2);
    for key in ["happened", "signed_at", "ended", "stage", "levels", "gain", "expected_gain", "explain"] {
        assert!(data["matches"][0].get(key).is_some(), "{key}");
    }
}

#[test]
fn that_there_is_none_is_said_and_ends_with_1() {
    let desk = desk();
    let (code, message) = desk.refused(&find("signed and gain.birch<-5", &["--runs", "60"]));
    assert_eq!(code, 1);
    insta::assert_snapshot!(message);
    let output = desk
        .command(&find("gain.birch<-5", &["--runs", "60", "--json"]))
        .assert()
        .code(1)
        .get_output()
        .clone();
    let data: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!((data["matches"].as_array().unwrap().len(), &data["looked_at"]), (0, &json!(60)));
}

#[test]
fn what_is_not_understood_is_said_before_anything_is_run() {
    let desk = desk();
    for (name, query) in [
        ("a_party_that_is_not_there", "gain.brich<0"),
        ("an_ending_that_is_not_there", "ended=defecton by ash"),
        ("a_level_that_is_not_there", "level.season=clozed"),
        ("a_condition_that_is_not_there", "signed and finished"),
        ("nothing", ""),
    ] {
        let (code, message) = desk.refused(&find(query, &[]));
        assert_eq!(code, 2, "{message}");
        insta::assert_snapshot!(format!("not_understood_{name}"), message);
    }
    for more in [&["--expect", "signed(both together) > 0"][..], &["-o", "x"], &["--dry-run"], &["demo.ron"]]
    {
        assert_eq!(desk.refused(&find("signed", more)).0, 2, "{more:?}");
    }
}

/// A format that holds others as its phases is run alone with them.
#[test]
fn phases_are_held_where_one_format_is_run_alone() {
    let desk = desk();
    desk.write("everything.ron", include_str!("../common/everything.ron"));
    let format = "first two, then all";
    desk.said(&["run", "everything.ron", "--format", format, "--runs", "12", "-q", "-o", "one"]);
    desk.said(&["compare", "everything.ron", "--runs", "12", "-q", "-o", "all"]);
    let (one, all) = (desk.read("one/results.csv"), desk.read("all/results.csv"));
    let of_format: Vec<&str> = all
        .lines()
        .enumerate()
        .filter(|(i, line)| *i == 0 || line.contains(format))
        .map(|(_, l)| l)
        .collect();
    assert_eq!(one.lines().collect::<Vec<_>>(), of_format);
    assert!(
        desk.said(&["run", "everything.ron", "--format", format, "--find", "ended_at>=0", "-q"])
            .starts_with("0\n")
    );
}
