//! `explain`: the story of one run.

use super::desk::{Desk, names};

#[test]
fn the_story_has_numbers_behind_every_answer() {
    let desk = Desk::new();
    insta::assert_snapshot!(desk.said(&["explain", "demo.ron", "--format", "both together", "--run", "3"]));
    assert_eq!(names(desk.folder()), ["demo.ron"], "explain writes nothing");
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

#[test]
fn the_same_story_for_programs() {
    let desk = Desk::new();
    let text = desk.said(&["explain", "demo.ron", "--format", "both t", "--run", "3", "--json"]);
    assert_eq!(text.lines().count(), 1);
    let story: serde_json::Value = serde_json::from_str(&text).unwrap();
    assert!(story.is_object());
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
    assert_ne!(first, story(&["--set", "parties.birch.reservation=0.4"]));
    assert_ne!(first, story(&["--seed", "2"]));
    assert_ne!(first, story(&["--behaviour", "nash"]));
}
