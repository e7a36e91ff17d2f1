//! `check`: all problems at once, for people and for programs.

use super::desk::Desk;

#[test]
fn nothing_wrong_is_said() {
    let desk = Desk::new();
    insta::assert_snapshot!(desk.said(&["check", "demo.ron"]));
}

#[test]
fn all_problems_are_said_with_place_and_remedy() {
    let desk = Desk::new();
    let broken = desk.read("demo.ron").replace("\"ash\": (", "\"ashe\": (").replacen(
        "assumed(from:",
        "assumed(form:",
        1,
    );
    desk.write("broken.ron", &broken);
    let (code, message) = desk.refused(&["check", "broken.ron"]);
    assert_eq!(code, 2);
    insta::assert_snapshot!(message);
    let shown = desk.command(&["check", "broken.ron", "--color", "always"]).output().unwrap();
    let shown = String::from_utf8(shown.stderr).unwrap();
    assert!(shown.contains("\u{1b}["), "no colour");
}

#[test]
fn every_file_is_checked_whatever_is_wrong_with_the_first() {
    let desk = Desk::new();
    let output = desk.command(&["check", "absent.ron", "demo.ron"]).assert().code(2).get_output().clone();
    assert!(String::from_utf8(output.stderr).unwrap().contains("absent.ron"));
    assert!(String::from_utf8(output.stdout).unwrap().starts_with("demo.ron: nothing is wrong"));
}

#[test]
fn json_is_one_object_a_file() {
    let desk = Desk::new();
    desk.write("cut.ron", &desk.read("demo.ron")[..900]);
    let output =
        desk.command(&["check", "--json", "demo.ron", "cut.ron"]).assert().code(2).get_output().clone();
    let text = String::from_utf8(output.stdout).unwrap();
    let rows: Vec<serde_json::Value> = text.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(rows.len(), 2);
    assert_eq!((&rows[0]["schema_version"], &rows[0]["passed"]), (&1.into(), &true.into()));
    assert_eq!(rows[1]["passed"], false);
    let problem = &rows[1]["problems"][0];
    for key in ["code", "line", "column", "message"] {
        assert!(!problem[key].is_null(), "{key} is not in {problem}");
    }
}
