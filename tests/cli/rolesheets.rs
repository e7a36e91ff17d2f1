//! `rolesheets`: a page for each party, with nothing of anybody else.

use super::desk::{Desk, names};

#[test]
fn each_party_with_a_stake_has_a_sheet_and_all_are_printed_from_one_file() {
    let desk = Desk::new();
    let said = desk.said(&["rolesheets", "demo.ron"]);
    assert!(said.contains("no sheet for Cedar"), "{said}");
    let folder = desk.path("lake-3-packages-rolesheets");
    assert_eq!(
        names(&folder),
        [
            "01-ash.html",
            "02-birch.html",
            "all-sheets.html",
            "proposal-forms.html",
            "table-signs.html",
            "teachers-guide.html"
        ]
    );
    let all = desk.read("lake-3-packages-rolesheets/all-sheets.html");
    assert_eq!(all.matches("<section").count(), 2);
    let ash = desk.read("lake-3-packages-rolesheets/01-ash.html");
    // By hand: the season weighs 3/4 of what Ash cares for, the harbour 1/4; what it gains at best is 3/4, which makes 100 points.
    assert!(ash.contains("closed <b>+100</b>") && ash.contains("open to Birch <b>−33</b>"), "{ash}");
    assert!(!ash.contains("Role sheet: Birch"));
    let (code, message) = desk.refused(&["rolesheets", "demo.ron"]);
    assert!(code == 2 && message.contains("the folder is not empty"), "{message}");
}

#[test]
fn signs_forms_and_the_guide_are_written_beside_the_sheets() {
    let desk = Desk::new();
    desk.said(&["rolesheets", "demo.ron", "--formats", "both together,spring", "-o", "sheets"]);
    let signs = desk.read("sheets/table-signs.html");
    for name in ["Ash", "Birch", "Cedar"] {
        assert_eq!(signs.matches(&format!(">{name}</b>")).count(), 2, "{name} stands on both sides");
    }
    let forms = desk.read("sheets/proposal-forms.html");
    // Two forms, five boxes of two issues each (two levels, and left out), three parties that answer, and what came of it.
    assert_eq!(forms.matches("class=\"form\"").count(), 2);
    assert_eq!(forms.matches("class=\"tick\"").count(), 2 * (2 * 3 + 3 * 2 + 2));
    // No points on a form: what is printed for all holds no number of anybody.
    assert!(!forms.contains("+100") && !forms.contains("33"), "{forms}");
    let guide = desk.read("sheets/teachers-guide.html");
    assert!(
        guide.contains("roundtable serve demo.ron --formats 'both together,spring alone' --lan"),
        "{guide}"
    );
    // By hand: 67 points above no agreement for each side, if the season is closed and the harbour open.
    assert!(guide.contains("134 points above no agreement"), "{guide}");
}

#[test]
fn signs_forms_and_the_guide_speak_korean() {
    let desk = Desk::new();
    desk.said(&["rolesheets", "demo.ron", "--lang", "ko", "-o", "sheets"]);
    for (file, word) in
        [("table-signs", "애시"), ("proposal-forms", "제안서"), ("teachers-guide", "교사용 안내서")]
    {
        let page = desk.read(&format!("sheets/{file}.html"));
        assert!(page.contains("<html lang=\"ko\">") && page.contains(word), "{page}");
        // The commands take the names of the file.
        assert!(file == "teachers-guide" || !page.contains("both"), "{page}");
    }
}
