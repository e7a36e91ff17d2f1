//! `rolesheets`: a page for each party, with nothing of anybody else.

use super::desk::{Desk, names};

#[test]
fn each_party_with_a_stake_has_a_sheet_and_all_are_printed_from_one_file() {
    let desk = Desk::new();
    let said = desk.said(&["rolesheets", "demo.ron"]);
    assert!(said.contains("no sheet for Cedar"), "{said}");
    let folder = desk.path("lake-3-packages-rolesheets");
    assert_eq!(names(&folder), ["01-ash.html", "02-birch.html", "all-sheets.html"]);
    let all = desk.read("lake-3-packages-rolesheets/all-sheets.html");
    assert_eq!(all.matches("<section").count(), 2);
    let ash = desk.read("lake-3-packages-rolesheets/01-ash.html");
    // By hand: the season weighs 3/4 of what Ash cares for, the harbour 1/4; what it gains at best is 3/4, which makes 100 points.
    assert!(ash.contains("closed <b>+100</b>") && ash.contains("open to Birch <b>−33</b>"), "{ash}");
    assert!(!ash.contains("Role sheet: Birch"));
    let (code, message) = desk.refused(&["rolesheets", "demo.ron"]);
    assert!(code == 2 && message.contains("the folder is not empty"), "{message}");
}
