//! `debrief`: ten invented deals give what can be reckoned by hand.
//!
//! The points of the two villages (see `rolesheets`): Ash has 100 for a closed season and −33 for an open harbour, Birch −33 and 100; without an
//! agreement both have 0. Each insists on a share of 0 to 0.2 of its best, in the middle a tenth: both floors are 10.

use super::desk::Desk;
use serde_json::{Value, json};

const DEALS: &str = "\
group,format,result,season,harbour
1,both together,signed,closed,open to Birch
2,both together,signed,closed,
3,both together,signed,,open
4,both together,no deal,,
4,both together,proposed,closed,
4,both together,proposed,,open to Birch
5,both together,no deal,,
5,both together,proposed,closed,
6,both together,,,
7,spring alone,signed,closed,
8,spring alone,no deal,,
9,both or nothing,signed,closed,open to Birch
10,both together,no deal,,
10,both together,proposed,closed,open to Birch
";

/// What a village has: of a closed season and an open harbour.
fn points(own: bool, other: bool) -> i64 {
    100 * i64::from(own) - 33 * i64::from(other)
}

fn groups(desk: &Desk, more: &[&str]) -> Vec<Value> {
    let words = [&["debrief", "demo.ron", "deals.csv", "--json"], more].concat();
    let out: Value = serde_json::from_str(&desk.said(&words)).unwrap();
    out["groups"].as_array().unwrap().clone()
}

#[test]
fn ten_deals_are_what_can_be_reckoned_by_hand() {
    let desk = Desk::new();
    desk.write("deals.csv", DEALS);
    desk.said(&["compare", "demo.ron", "--runs", "60", "-q", "-o", "out"]);
    let all = groups(&desk, &["--result", "out"]);
    assert_eq!(all.len(), 10);
    // Group, closed season, open harbour, best sum at the table, best geometric mean.
    let rows = [
        ("1", true, true, Some(134), 67.0),
        ("2", true, false, Some(134), 67.0),
        ("3", false, true, Some(134), 67.0),
        ("4", false, false, Some(134), 67.0),
        ("5", false, false, Some(134), 67.0),
        ("6", false, false, Some(134), 67.0),
        // A closed season alone leaves Birch worse off than no agreement: nothing is possible.
        ("7", true, false, None, 0.0),
        ("8", false, false, None, 0.0),
        ("9", true, true, Some(134), 67.0),
        ("10", false, false, Some(134), 67.0),
    ];
    for (told, (name, closed, open, best, balance)) in all.iter().zip(rows) {
        let own = [points(closed, open), points(open, closed)];
        assert_eq!(told["group"], name);
        for (party, points) in told["parties"].as_array().unwrap().iter().zip(own) {
            let found = [&party["points"], &party["gain"], &party["no_agreement"], &party["floor"]];
            assert_eq!(found.map(|n| n.as_i64().unwrap()), [points, points, 0, 10], "{told}");
        }
        assert_eq!(told["together"], json!(own[0] + own[1]), "{name}");
        let product = (own[0] * own[1]) as f64;
        let mean = if own.iter().all(|gain| *gain > 0) { product.sqrt() } else { 0.0 };
        assert!((told["balance"].as_f64().unwrap() - mean).abs() < 1e-9, "{told}");
        assert_eq!(told["left"]["best_together"]["points"].as_i64(), best, "{told}");
        if let Some(value) = told["left"]["best_balance"]["value"].as_f64() {
            assert!((value - balance).abs() < 1e-9, "{told}");
        }
        // The one package that leaves nobody worse off gives each 67.
        let more = best.map(|_| 67 - own[0].max(own[1])).filter(|more| *more > 0);
        assert_eq!(told["left"]["everybody_more"]["points"].as_i64(), more, "{told}");
        assert!(told["left"]["somebody_more"].is_null(), "{told}");
        assert_eq!(told["swaps"], json!([]), "each change in one issue takes 33 or 100 points from somebody");
        simulated(&desk, told, own);
    }
    let blocked = |k: usize| &all[k]["blocked"];
    assert!([0, 5, 7].iter().all(|k| blocked(*k).is_null()), "no proposals, nobody named");
    assert_eq!(blocked(3)["never_reached"], json!([]), "each floor was reached by one of the two");
    assert_eq!(blocked(3)["proposals"][0]["below"], json!([{"party": "birch", "points": 10 + 33}]));
    assert_eq!(blocked(4)["never_reached"], json!([{"party": "birch", "best": -33}]));
    assert_eq!(blocked(9)["proposals"][0]["below"], json!([]), "nobody had a reason in points");
}

/// Where a deal lies, counted in the rows of the stored result.
fn simulated(desk: &Desk, told: &Value, own: [i64; 2]) {
    let text = desk.read("out/results.csv");
    let mut rows = text.lines().map(|line| line.split(',').collect::<Vec<_>>());
    let header = rows.next().unwrap();
    let at = |name: &str| header.iter().position(|head| *head == name).unwrap();
    let (mut worlds, mut signed, mut less, mut same) = (0, 0, [0, 0], [0, 0]);
    for row in rows.filter(|row| row[at("format")] == told["format"].as_str().unwrap()) {
        worlds += 1;
        if row[at("signed")] == "1" {
            signed += 1;
            let (closed, open) =
                (row[at("signed_season")] == "closed", row[at("signed_harbour")] == "open to Birch");
            for (k, there) in [points(closed, open), points(open, closed)].into_iter().enumerate() {
                less[k] += i64::from(there < own[k]);
                same[k] += i64::from(there == own[k]);
            }
        }
    }
    assert_eq!((told["worlds"].as_i64(), told["signed_worlds"].as_i64()), (Some(worlds), Some(signed)));
    assert_eq!(worlds, 60);
    for k in 0..2 {
        let party = &told["parties"][k];
        assert_eq!(party["worlds_with_less"], json!(less[k]), "{told}");
        assert_eq!(party["worlds_with_the_same"], json!(same[k]), "{told}");
    }
}

#[test]
fn simulating_gives_what_a_stored_result_of_the_same_worlds_gives() {
    let desk = Desk::new();
    desk.write("deals.csv", DEALS);
    desk.said(&["compare", "demo.ron", "--runs", "40", "-q", "-o", "out"]);
    assert_eq!(groups(&desk, &["--runs", "40"]), groups(&desk, &["--result", "out"]));
}

#[test]
fn the_screen_and_the_page_say_the_same_in_both_languages() {
    let desk = Desk::new();
    desk.write("deals.csv", DEALS);
    let few = ["debrief", "demo.ron", "deals.csv", "--runs", "40"];
    insta::assert_snapshot!(desk.said(&few));
    for (language, left, blocked) in [
        (
            "en",
            "Left on the table: everybody there could have had at least 67 points more",
            "Blocked by Birch",
        ),
        ("ko", "참여한 모두가 적어도 67점씩 더 얻을 수 있었다", "버치가 막았다"),
    ] {
        let page = format!("{language}.html");
        desk.said(&[&few[..], &["--lang", language, "-o", &page]].concat());
        let page = desk.read(&page);
        assert!(page.contains(left) && page.contains(blocked), "{page}");
    }
}

#[test]
fn the_template_is_read_back_and_korean_words_are_too() {
    let desk = Desk::new();
    for language in ["en", "ko"] {
        let table = desk.said(&["debrief", "demo.ron", "--template", "--lang", language]);
        assert!(table.contains("early spring") || table.contains("season"), "{table}");
        desk.write("deals.csv", &table);
        assert_eq!(groups(&desk, &["--runs", "5"]).len(), 4, "two groups, two formats");
    }
    desk.write(
        "deals.csv",
        "조;형식;결과;early spring;harbour\n1조;both t;제안;closed;\n1조;both t;결렬;;제외\n",
    );
    let all = groups(&desk, &["--runs", "5"]);
    assert_eq!(all[0]["blocked"]["never_reached"][0]["party"], "birch");
}

#[test]
fn what_is_wrong_is_said_with_line_and_cell() {
    let desk = Desk::new();
    for (text, place, said) in [
        ("", "deals.csv:1:1", "there is no deal in it"),
        ("format,season\n", "deals.csv:1:1", "there is no column `group`"),
        ("group,format,sea\nA,both t,x\n", "deals.csv:2:3", "there is no level `x` of `season`"),
        ("group,format,boats\n", "deals.csv:1:3", "there is no issue `boats`"),
        ("group,format,season,season\n", "deals.csv:1:4", "is there twice"),
        ("group,format,season\nA,both,closed\n", "deals.csv:2:2", "is ambiguous"),
        ("group,format,season\nA,both tt,closed\n", "deals.csv:2:2", "there is no format `both tt`"),
        ("group,format,season\n,both t,closed\n", "deals.csv:2:1", "the group has no name"),
        ("group,format,season\nA,both t,closed,open\n", "deals.csv:2:4", "there are 4 cells"),
        ("group,format,result,season\nA,both t,maybe,closed\n", "deals.csv:2:3", "`maybe` is no result"),
        (
            "group,format,result,season\nA,both t,no deal,closed\n",
            "deals.csv:2:1",
            "levels in a line without a deal",
        ),
        ("group,format,season\nA,both t,closed\nA,both t,\n", "deals.csv:3:1", "line 2 says already"),
        ("group,format,season\nA,x,closed\nB,y,closed\n", "deals.csv:2:2", "also deals.csv:3:2"),
    ] {
        desk.write("deals.csv", text);
        let (code, message) = desk.refused(&["debrief", "demo.ron", "deals.csv"]);
        let flat = message.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(
            code == 2 && flat.contains(place) && flat.contains(said) && flat.contains("expected"),
            "{text}: {message}"
        );
    }
}

#[test]
fn a_result_of_something_else_is_refused() {
    let desk = Desk::new();
    desk.write("deals.csv", DEALS);
    let spoiler = concat!(env!("CARGO_MANIFEST_DIR"), "/scenarios/teaching/4-spoiler.ron");
    desk.said(&["compare", spoiler, "--runs", "5", "-q", "-o", "other"]);
    let (code, message) = desk.refused(&["debrief", "demo.ron", "deals.csv", "--result", "other"]);
    assert!(code == 2 && message.contains("another scenario"), "{message}");
}
