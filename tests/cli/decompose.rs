//! `decompose`: which component makes the difference between two formats.

use super::desk::Desk;
use serde_json::Value;

const SPOILER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/scenarios/teaching/4-spoiler.ron");

fn found(desk: &Desk, more: &[&str]) -> Value {
    let words =
        [&["decompose", SPOILER, "with Cedar", "without Cedar", "--json", "--runs", "60"], more].concat();
    serde_json::from_str(&desk.said(&words)).unwrap()
}

fn exact(of: &Value) -> i128 {
    of["sum"].as_str().unwrap().parse().unwrap()
}

#[test]
fn the_answer_comes_first_and_only_who_sits_has_a_share() {
    let desk = Desk::new();
    let words =
        ["decompose", SPOILER, "with Cedar", "without Cedar", "--runs", "60", "--measure", "standing"];
    let said = desk.said(&words).replace('\n', " ");
    assert!(said.starts_with("Of the ") && said.contains("come from who sits at the table"), "{said}");
    assert!(said.contains("The same in both, with a share of 0: what makes a proposal pass"), "{said}");
    assert!(said.contains("its split is undefined there"), "{said}");
    let found = found(&desk, &["--measure", "standing"]);
    assert_eq!(found["measures"][0]["shares"].as_array().unwrap().len(), 7);
    for of in found["measures"].as_array().unwrap() {
        for share in of["shares"].as_array().unwrap() {
            let expected = if share["of"] == "membership" { exact(&of["difference"]) } else { 0 };
            assert_eq!(exact(share), expected, "{}", of["measure"]);
        }
    }
    let back = [
        "decompose",
        SPOILER,
        "without Cedar",
        "with Cedar",
        "--json",
        "--runs",
        "60",
        "--measure",
        "standing",
    ];
    let back: Value = serde_json::from_str(&desk.said(&back)).unwrap();
    assert_eq!(exact(&back["measures"][0]["difference"]), -exact(&found["measures"][0]["difference"]));
}

#[test]
fn seats_and_menu_make_the_share_of_the_members() {
    let desk = Desk::new();
    let found = found(&desk, &["--seats-and-menu"]);
    assert_eq!(found["seats_and_menu"], "split");
    for of in found["measures"].as_array().unwrap() {
        let members: Vec<&Value> = of["members"].as_array().unwrap().iter().collect();
        assert_eq!([&members[0]["of"], &members[1]["of"]], ["seats", "menu"]);
        assert_eq!(exact(members[0]) + exact(members[1]), exact(&of["shares"][0]));
    }
    let words = ["decompose", SPOILER, "with Cedar", "without Cedar", "--runs", "20", "--seats-and-menu"];
    let said = desk.said(&words).replace('\n', " ");
    assert!(said.contains("seats") && said.contains("menu") && said.contains("absent: asked"), "{said}");
}

#[test]
fn a_folder_gets_the_chart_and_the_table_and_the_same_bytes_on_any_threads() {
    let desk = Desk::new();
    let words = |threads: &'static str, folder: &'static str| {
        let words =
            ["decompose", "demo.ron", "both or nothing", "spring alone", "--runs", "60", "--lang", "ko"];
        [&words[..], &["--measure", "gain.ash", "--threads", threads, "-o", folder]].concat()
    };
    let said = desk.said(&words("1", "one"));
    assert_eq!(said, desk.said(&words("3", "three")));
    for file in ["waterfall.svg", "shares.csv"] {
        assert_eq!(desk.read(&format!("one/{file}")), desk.read(&format!("three/{file}")));
    }
    let chart = desk.read("one/waterfall.svg");
    assert!(
        chart.contains("<title") && chart.contains("lang=\"ko\"") && !chart.contains("decompose-"),
        "{chart}"
    );
    let table = desk.read("one/shares.csv");
    assert!(
        table.starts_with("measure,part,of,share,low,high,") && table.contains("gain.ash,whole,contract,")
    );
    let (code, message) = desk.refused(&words("1", "one"));
    assert!(code == 2 && message.contains("not empty"), "{message}");
}

#[test]
fn wrong_words_are_told_what_there_is() {
    let desk = Desk::new();
    let refused = |words: &[&str]| {
        let (code, message) = desk.refused(&[&["decompose", "demo.ron"], words].concat());
        assert_eq!(code, 2, "{message}");
        message
    };
    assert!(refused(&["both t", "both together"]).contains("is named twice"));
    assert!(refused(&["both t", "nowhere"]).contains("spring alone"));
    assert!(refused(&["both t", "spring", "--measure", "joy"]).contains("least_gain"));
    assert!(refused(&["both t", "spring", "--measure", "gain.nobody"]).contains("ash"));
    let said = desk.said(&["decompose", "demo.ron", "both t", "spring", "--dry-run"]);
    assert!(said.contains("1,000 assumed worlds") && said.contains("Nothing was simulated"), "{said}");
}
