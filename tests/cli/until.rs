//! `--until`: a run stops when an interval is narrow enough, at the same number of worlds everywhere, and says so.

use super::desk::{Desk, files};

const UNTIL: &str = "width(signed) < 0.12";

#[test]
fn it_stops_at_the_same_worlds_whatever_the_threads_and_says_how_often_it_looked() {
    let desk = Desk::new();
    let words = |threads: &'static str, out: &'static str| {
        vec![
            "compare",
            "demo.ron",
            "--until",
            UNTIL,
            "--runs",
            "3000",
            "--star",
            "none",
            "--threads",
            threads,
            "-o",
            out,
            "-q",
        ]
    };
    desk.said(&words("1", "one"));
    desk.said(&words("3", "three"));
    assert!(files(&desk.path("one")) == files(&desk.path("three")));
    let found = desk.json("one/summary.json");
    let until = &found["until"];
    let used = until["looks"].as_array().unwrap().last().unwrap()["worlds"].as_u64().unwrap();
    assert!(until["met"] == true && [500, 1000, 2000].contains(&used), "{until}");
    assert_eq!(
        (found["runs"].as_u64(), until["planned"].as_u64(), until["most"].as_u64()),
        (Some(used), Some(4), Some(3000))
    );
    assert!((until["confidence"].as_f64().unwrap() - 0.9875).abs() < 1e-12);
    assert!(
        until["looks"]
            .as_array()
            .unwrap()
            .iter()
            .rev()
            .skip(1)
            .all(|look| look["width"].as_f64() >= Some(0.12))
    );
    assert!(desk.read("one/report.html").contains("When the run stopped"));
    // The rows are those of as many worlds.
    let runs = used.to_string();
    desk.said(&["compare", "demo.ron", "--runs", &runs, "--star", "none", "-o", "plain", "-q"]);
    for name in ["results.csv", "worlds.csv"] {
        assert!(desk.read(&format!("plain/{name}")) == desk.read(&format!("one/{name}")), "{name}");
    }
    assert!(desk.json("plain/summary.json").get("until").is_none());
    assert_eq!(desk.json("one/run.json")["runs"].as_u64(), Some(used));
    desk.command(&["rerun", "one"]).assert().success();
}

#[test]
fn where_it_is_never_exact_enough_all_worlds_are_used_and_that_is_said() {
    let desk = Desk::new();
    let words = [
        "compare",
        "demo.ron",
        "--until",
        "width(completed, difference(both t, spring)) < 0.001",
        "--runs",
        "600",
        "--star",
        "none",
    ];
    let said = desk.said(&words);
    assert!(said.contains("Not exact enough after all 600 assumed worlds"), "{said}");
    assert!(said.contains("looked at 2 times") && said.contains("97.50 %"), "{said}");
    let korean = desk.said(&[&words[..], &["--lang", "ko"]].concat());
    assert!(korean.contains("가정 세계 600개를 모두 써도 충분히 정확하지 않다"), "{korean}");
}

#[test]
fn what_is_not_understood_is_told_with_its_place_before_anything_is_run() {
    let desk = Desk::new();
    for (until, told) in [
        ("width(sgned) < 0.1", "--until 'width(sgned) < 0.1', letter 7"),
        ("width(signed, nobody) < 0.1", "letter 15"),
        ("width(signed) < 20", "2 of 100 worlds is 0.02"),
    ] {
        let (code, text) = desk.refused(&["compare", "demo.ron", "--until", until, "-o", "x"]);
        assert!(code == 2 && text.contains(told), "{text}");
    }
    let (code, text) = desk.refused(&["compare", "demo.ron", "--until", UNTIL, "--shard", "1/2", "-o", "x"]);
    assert!(code == 2 && text.contains("cannot be used with"), "{text}");
    assert!(!desk.path("x").exists());
}
