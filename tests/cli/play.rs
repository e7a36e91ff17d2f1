//! `play`: a seat for a person, and for a program.

use super::desk::Desk;
use serde_json::{Value, json};
use std::io::{BufRead, BufReader, Write};
use std::process::{Command, Stdio};

const BOTH: [&str; 4] = ["play", "demo.ron", "--format", "both together"];

/// What is printed when this is typed, with nothing on standard error.
fn typed(desk: &Desk, more: &[&str], input: &str) -> String {
    let output = desk
        .command(&[&BOTH[..], more].concat())
        .write_stdin(input)
        .assert()
        .success()
        .stderr("")
        .get_output()
        .clone();
    String::from_utf8(output.stdout).expect("text")
}

fn messages(text: &str) -> Vec<Value> {
    text.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect()
}

/// Messages when these lines come in.
fn spoken(desk: &Desk, more: &[&str], lines: &[&str]) -> Vec<Value> {
    let more = [&["--json", "--runs", "5"], more].concat();
    messages(&typed(desk, &more, &lines.iter().flat_map(|line| [*line, "\n"]).collect::<String>()))
}

#[test]
fn a_person_proposes_asks_and_sees_how_it_came_out() {
    let desk = Desk::new();
    let input = "help\nhint\nissues\nxyz\npropose 999999\npropose season\npropose seas=clo, harb=open\n";
    let said = typed(
        &desk,
        &["--as", "ash", "--world", "3", "--transcript", "game.jsonl", "--runs", "20"],
        &(input.to_owned() + &"engine\n".repeat(60)),
    );
    for told in [
        "You are Ash in “both together”",
        "What you want:",
        "The least that you should sign for is",
        "In your place the engine would",
        "There is no package with this number",
        "Ash proposes: ",
        "closed",
        "of 100 assumed worlds",
        "The best for you that all could have signed",
        "roundtable explain game.jsonl",
    ] {
        assert!(said.replace('\n', " ").contains(told), "{told}: {said}");
    }
    // The same moves again, and the story of them.
    let again = desk.said(&["play", "--replay", "game.jsonl", "--runs", "20"]);
    assert!(again.contains("byte for byte") && again.contains("assumed worlds"), "{again}");
    let story = desk.said(&["explain", "game.jsonl"]);
    assert!(
        story.contains("World 3 under \"both together\"") && story.contains("layed from outside"),
        "{story}"
    );
}

#[test]
fn it_speaks_korean_and_takes_korean_words() {
    let desk = Desk::new();
    let input = "도움말\n힌트\n제안 1\n되돌리기\n".to_owned() + &"엔진\n".repeat(60);
    let said = typed(&desk, &["--as", "ash", "--world", "3", "--lang", "ko", "--runs", "5"], &input);
    for told in ["당신은", "엔진이라면", "되돌아왔습니다", "가정된 세계 100개"] {
        assert!(said.replace('\n', " ").contains(told), "{told}: {said}");
    }
    assert!(!said.contains("play-"), "{said}");
}

#[test]
fn a_game_waits_and_goes_on() {
    let desk = Desk::new();
    let more = ["--as", "ash", "--world", "3", "--transcript", "game.jsonl"];
    let first = typed(&desk, &more, "propose 1\nquit\n");
    assert!(first.contains("play --resume game.jsonl"), "{first}");
    let begun = desk.read("game.jsonl");
    let (code, message) = desk.refused(&[&BOTH[..], &more].concat());
    assert!(code == 2 && message.contains("exists already"), "{message}");
    // A line that was cut off is no loss.
    desk.write("game.jsonl", &(begun.clone() + "{\"act\":9,\"ph"));
    let torn = desk.said(&["play", "--replay", "game.jsonl"]);
    assert!(torn.contains("cut off") && torn.contains("not over"), "{torn}");
    let output = desk
        .command(&["play", "--resume", "game.jsonl", "--runs", "5"])
        .write_stdin("engine\n".repeat(60))
        .assert()
        .success();
    let said = String::from_utf8(output.get_output().stdout.clone()).expect("text");
    assert!(said.contains("assumed worlds"), "{said}");
    assert!(desk.read("game.jsonl").starts_with(&begun));
    desk.said(&["play", "--replay", "game.jsonl", "--runs", "5"]);
    // A changed line is refused with its place; so is another scenario.
    desk.write("changed.jsonl", &desk.read("game.jsonl").replacen("\"by\":\"seat\"", "\"by\":\"engine\"", 1));
    let (code, message) = desk.refused(&["play", "--replay", "changed.jsonl"]);
    assert!(code == 2 && message.contains("changed.jsonl:2") && message.contains("checksum"), "{message}");
    desk.write("demo.ron", &desk.read("demo.ron").replace("Two villages", "Three villages"));
    let (code, message) = desk.refused(&["explain", "game.jsonl"]);
    assert!(code == 2 && message.contains("another scenario"), "{message}");
}

#[test]
fn programs_take_seats_a_message_a_line() {
    let desk = Desk::new();
    let engine = vec!["{\"move\":\"engine\"}"; 60];
    let all = spoken(&desk, &["--as", "ash", "--as", "birch", "--world", "3", "-o", "g.jsonl"], &engine);
    assert_eq!((&all[0]["message"], &all[0]["version"]), (&json!("begin"), &json!(1)));
    let asked: Vec<&Value> = all.iter().filter(|m| m["message"] == "your_move").collect();
    assert!(asked.iter().any(|m| m["seat"] == "ash") && asked.iter().any(|m| m["seat"] == "birch"));
    let end = all.last().expect("an end");
    assert_eq!(end["message"], "end");
    // With the engine's own moves it came out as it does without anybody.
    for seat in end["seats"].as_array().expect("seats") {
        assert_eq!(seat["gain"], seat["engine"], "{seat}");
        assert_eq!(seat["worlds"], 5);
    }
    let schema: Value = serde_json::from_str(&desk.said(&["schema", "play"])).expect("JSON");
    let validator = jsonschema::validator_for(&schema).expect("a schema");
    for message in &all {
        let told: Vec<String> = validator.iter_errors(message).map(|error| error.to_string()).collect();
        assert!(told.is_empty(), "{message}: {told:#?}");
    }
    let schema: Value = serde_json::from_str(&desk.said(&["schema", "transcript"])).expect("JSON");
    let validator = jsonschema::validator_for(&schema).expect("a schema");
    for line in messages(&desk.read("g.jsonl")) {
        assert!(validator.is_valid(&line), "{line}");
    }
}

#[test]
fn hostile_lines_are_answered_and_then_the_engine_moves() {
    let desk = Desk::new();
    let long = "x".repeat(70_000);
    let deep = "[".repeat(50_000);
    let lines = [
        "accept",
        &long,
        &deep,                            // three wrong lines: the engine moves
        "{\"turn\":1,\"move\":\"pass\"}", // too late
        "\u{1b}]0;x\u{7}",
        "{\"move\":\"propose\",\"package\":{\"season\":\"no such\"}}",
        "{\"move\":\"walk_out\"}",
    ];
    let all = spoken(&desk, &["--as", "ash", "--world", "3", "-o", "g.jsonl"], &lines);
    let of = |kind: &str| all.iter().filter(|m| m["message"] == kind).cloned().collect::<Vec<_>>();
    let refused = of("refused");
    assert!(refused.len() >= 4, "{all:#?}");
    assert!(refused.iter().any(|m| m["why"].as_str().is_some_and(|why| why.contains("65536"))));
    assert!(refused.iter().any(|m| m["why"].as_str().is_some_and(|why| why.contains("made already"))));
    assert!(!of("engine_moved").is_empty());
    assert_eq!(all.last().expect("an end")["message"], "end");
    let log = desk.read("g.jsonl");
    assert!(
        log.contains("\"why\":\"no legal move") && log.contains("\"why\":\"no more moves came in\""),
        "{log}"
    );
    desk.said(&["play", "--replay", "g.jsonl", "--runs", "5"]);
}

#[test]
fn when_time_is_up_the_engine_moves() {
    let desk = Desk::new();
    let mut child = Command::new(env!("CARGO_BIN_EXE_roundtable"))
        .current_dir(desk.folder())
        .args(BOTH)
        .args(["--as", "ash", "--json", "--seconds", "1", "--runs", "5", "-o", "g.jsonl"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("it starts");
    let mut lines = BufReader::new(child.stdout.take().expect("output")).lines();
    let mut next =
        || serde_json::from_str::<Value>(&lines.next().expect("a line").expect("text")).expect("JSON");
    assert_eq!(next()["message"], "begin");
    assert_eq!(next()["message"], "your_move");
    let moved = next();
    assert_eq!(moved["message"], "engine_moved");
    assert!(moved["why"].as_str().is_some_and(|why| why.contains("within 1 s")), "{moved}");
    let mut input = child.stdin.take().expect("input");
    input.write_all(b"{\"turn\":1,\"move\":\"pass\"}\n").expect("it reads");
    drop(input);
    while next()["message"] != "end" {}
    assert!(child.wait().expect("an end").success());
    assert!(desk.read("g.jsonl").contains("\"by\":\"engine\",\"why\":\"no move within 1 s\""));
}

#[test]
fn what_cannot_be_is_told_before_anything_begins() {
    let desk = Desk::new();
    for (more, told) in [
        (&["--as", "nobody"][..], "nobody"),
        (&["--as", "ash", "--as", "birch"], "one person takes one seat"),
        (&["--as", "ash", "--behaviour", "benchmark"], "no talks are held"),
        (&["--as", "ash", "--seconds", "5"], "--json"),
    ] {
        let (code, message) = desk.refused(&[&BOTH[..], more].concat());
        assert!(code == 2 && message.contains(told), "{message}");
    }
    desk.write("no.jsonl", "{\"roundtable_play\":1,\"file\":\"x\"}\n");
    let (code, message) = desk.refused(&["explain", "no.jsonl"]);
    assert!(code == 2 && message.contains("no.jsonl:1"), "{message}");
}

/// The exchange in the documentation, as it is.
#[test]
fn the_worked_exchange_is_what_the_program_says() {
    let document =
        std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/play.md")).expect("a page");
    let block = document
        .split("```text exchange\n")
        .nth(1)
        .and_then(|rest| rest.split("\n```").next())
        .expect("the exchange");
    let desk = Desk::new();
    let sent: Vec<&str> = block.lines().filter_map(|line| line.strip_prefix("> ")).collect();
    let more = ["--as", "ash", "--world", "3", "--json", "--runs", "20", "--packages", "2"];
    let output = typed(&desk, &more, &sent.iter().flat_map(|line| [*line, "\n"]).collect::<String>());
    let mut printed = output.lines();
    for line in block.lines().filter_map(|line| line.strip_prefix("< ")) {
        let next = printed.next().expect("a message");
        // Long lists are cut: what stands between the cuts must be there, in order.
        let mut rest = next;
        for part in line.split('…') {
            let at = rest.find(part);
            rest = &rest[at.unwrap_or_else(|| panic!("{part}\n{next}")) + part.len()..];
        }
    }
    assert_eq!(printed.next(), None);
}

/// The bridge to NegMAS, where that is installed (`NEGMAS_PYTHON`, or `python3`).
#[test]
fn a_negotiator_of_negmas_takes_a_seat() {
    let python = std::env::var("NEGMAS_PYTHON").unwrap_or_else(|_| "python3".into());
    let there = Command::new(&python).args(["-c", "import negmas"]).stderr(Stdio::null()).status();
    if !there.is_ok_and(|status| status.success()) {
        eprintln!("NegMAS is not installed: the bridge was not tried");
        return;
    }
    let desk = Desk::new();
    let output = Command::new(&python)
        .current_dir(desk.folder())
        .arg(concat!(env!("CARGO_MANIFEST_DIR"), "/examples/negmas_bridge.py"))
        .args(["demo.ron", "--format", "both together", "--seat", "ash", "--seat", "birch", "--world", "3"])
        .args(["--roundtable", env!("CARGO_BIN_EXE_roundtable"), "--transcript", "g.jsonl"])
        .output()
        .expect("it starts");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let end: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    assert_eq!(end["seats"].as_array().map(Vec::len), Some(2));
    let log = desk.read("g.jsonl");
    assert!(log.contains("\"move\":\"propose\"") && !log.contains("\"by\":\"engine\""), "{log}");
    desk.said(&["play", "--replay", "g.jsonl", "--runs", "5"]);
}
