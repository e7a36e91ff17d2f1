//! `handout`: one page to print.

use super::desk::{Desk, names};

#[test]
fn the_page_is_written_beside_and_has_parties_formats_and_boxes() {
    let desk = Desk::new();
    insta::assert_snapshot!(desk.said(&["handout", "demo.ron"]));
    let page = desk.read("lake-3-packages-handout.html");
    for text in [
        "Who wants what",
        "Ash",
        "Birch",
        "Cedar",
        "early spring: closed",
        "spring alone",
        "only on early spring",
        "all issues or none",
        "Who gains most?",
        "Not a forecast",
    ] {
        assert!(page.contains(text), "{text}");
    }
    assert_eq!(page.matches("<td></td>").count(), 12, "four boxes a format");
}

#[test]
fn formats_are_chosen_and_the_page_speaks_korean() {
    let desk = Desk::new();
    desk.said(&["handout", "demo.ron", "--formats", "both or,spring", "--lang", "ko", "-o", "page.html"]);
    let page = desk.read("page.html");
    assert_eq!(page.matches("<td></td>").count(), 8, "two formats");
    assert!(page.contains("<html lang=\"ko\">") && page.contains("누가 무엇을 원하는가"), "{page}");
    assert!(
        page.find("둘 다 아니면 무산").is_some_and(|first| Some(first) < page.find("봄 조업만")),
        "in the order in which they are named"
    );
    assert_eq!(desk.refused(&["handout", "demo.ron", "--formats", "nowhere", "-o", "no.html"]).0, 2);
    // A choice for a class in the file is taken; without one the first formats are.
    let text = desk.read("demo.ron").replace(
        "\n    formats: {\n",
        "\n    class: [\"both or nothing\", \"spring alone\"],\n    formats: {\n",
    );
    desk.write("chosen.ron", &text);
    desk.said(&["handout", "chosen.ron", "-o", "chosen.html"]);
    assert_eq!(desk.read("chosen.html").matches("<td></td>").count(), 8);
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
