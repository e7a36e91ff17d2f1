//! `handout`: one page to print.

use super::desk::{Desk, names};

#[test]
fn the_page_is_written_beside_and_has_parties_formats_and_boxes() {
    let desk = Desk::new();
    insta::assert_snapshot!(desk.said(&["handout", "demo.ron"]));
    let page = desk.read("lake-3-packages-handout.html");
    for text in
        ["Ash", "Birch", "Cedar", "spring alone", "both or nothing", "What is assumed", "Not a forecast"]
    {
        assert!(page.contains(text), "{text}");
    }
    assert_eq!(page.matches("<td></td>").count(), 9, "three boxes a format");
}

#[test]
fn a_place_can_be_given_and_nothing_is_overwritten() {
    let desk = Desk::new();
    desk.said(&["handout", "demo.ron", "-o", "page.html"]);
    let before = desk.read("page.html");
    assert_eq!(desk.refused(&["handout", "demo.ron", "-o", "page.html"]).0, 2);
    assert_eq!(desk.refused(&["handout", "demo.ron", "-o", "nowhere/page.html"]).0, 2);
    assert_eq!(desk.read("page.html"), before);
    assert_eq!(names(desk.folder()), ["demo.ron", "page.html"]);
}
