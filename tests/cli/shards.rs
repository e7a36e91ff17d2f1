//! Parts of a result that are made apart and put together: the same bytes as of one process, and nothing else is taken.

use super::desk::{Desk, files, names};
use std::collections::BTreeMap;

/// Seven blocks, the last of them short.
const RUNS: &str = "1510";

fn parts(desk: &Desk, n: usize, folder: &str, command: &[&str]) -> Vec<String> {
    let make = |k: usize| {
        let (shard, place) = (format!("{k}/{n}"), format!("{folder}/{k}"));
        let mut words = command.to_vec();
        words.extend(["--shard", &shard, "-o", &place, "-q"]);
        assert_eq!(desk.said(&words), format!("{place}\n"));
        place
    };
    (1..=n).map(make).collect()
}

fn merged(desk: &Desk, parts: &[String], out: &str) -> BTreeMap<String, Vec<u8>> {
    let mut words = vec!["merge"];
    words.extend(parts.iter().map(String::as_str));
    words.extend(["-o", out, "-q"]);
    assert_eq!(desk.said(&words), format!("{out}\n"));
    files(&desk.path(out))
}

fn same(one: &BTreeMap<String, Vec<u8>>, other: &BTreeMap<String, Vec<u8>>, what: &str) {
    assert_eq!(one.keys().collect::<Vec<_>>(), other.keys().collect::<Vec<_>>(), "{what}");
    for (name, bytes) in one {
        assert!(bytes == &other[name], "{what}: {name} differs");
    }
}

/// With the runs of the star over 600 worlds (three blocks, which fall to different parts) and the variants that the file names.
#[test]
fn parts_make_the_bytes_of_one_process_whatever_their_number() {
    let desk = Desk::new();
    assert!(desk.read("demo.ron").contains("variants: {"), "the file names variants");
    let command = ["compare", "demo.ron", "--formats", "both t,spring", "--runs", RUNS, "--star", "full"];
    let mut plain = command.to_vec();
    plain.extend(["-o", "plain", "-q"]);
    desk.said(&plain);
    let one = files(&desk.path("plain"));
    let summary = String::from_utf8(one["summary.json"].clone()).unwrap();
    assert!(summary.contains("\"variant "), "runs of the star take the variants");
    for name in ["results.csv", "worlds.csv", "report.html", "datapackage.json", "charts/overview.svg"] {
        assert!(one.contains_key(name), "{name}");
    }
    for n in [1, 2, 3, 7] {
        let mut all = parts(&desk, n, &format!("of{n}"), &command);
        // The order in which they are named does not matter.
        all.reverse();
        same(&one, &merged(&desk, &all, &format!("merged{n}")), &format!("{n} parts"));
    }
}

#[test]
fn a_run_of_one_format_and_how_it_is_shown_come_with_the_parts() {
    let desk = Desk::new();
    let command = ["run", "demo.ron", "--format", "both t", "--runs", "520", "--lang", "ko", "--no-worlds"];
    let mut plain = command.to_vec();
    plain.extend(["-o", "plain", "-q"]);
    desk.said(&plain);
    let all = parts(&desk, 3, "parts", &command);
    same(&files(&desk.path("plain")), &merged(&desk, &all, "merged"), "run");
    // What is said to `merge` goes before.
    let words =
        ["merge", "parts/1", "parts/2", "parts/3", "-o", "english", "-q", "--lang", "en", "--theme", "dark"];
    desk.said(&words);
    let mut plain: Vec<&str> =
        command.iter().copied().filter(|word| !["--lang", "ko"].contains(word)).collect();
    plain.extend(["-o", "dark", "-q", "--theme", "dark"]);
    desk.said(&plain);
    same(&files(&desk.path("dark")), &files(&desk.path("english")), "English");
    let (code, text) = desk.refused(&["merge", "parts/1", "parts/2", "parts/3", "-o", "x", "--findings"]);
    assert_eq!((code, text.contains("--findings goes with parts of `compare`")), (2, true), "{text}");
}

/// Beside times and machine `run.json` says what one process would be told, and of how many parts the result is.
#[test]
fn the_record_of_a_merged_result_is_that_of_one_process() {
    let desk = Desk::new();
    let all = parts(&desk, 2, "parts", &["compare", "demo.ron", "--runs", "500", "--seed", "3"]);
    merged(&desk, &all, "merged");
    let record = desk.json("merged/run.json");
    assert_eq!(
        (&record["command"], &record["parts"], &record["seed"]),
        (&"compare".into(), &2.into(), &3.into())
    );
    let flags: Vec<&str> =
        record["flags"].as_array().unwrap().iter().map(|flag| flag.as_str().unwrap()).collect();
    assert_eq!(flags, ["compare", "--runs=500", "--seed=3", "--output=merged", "--quiet", "--", "demo.ron"]);
    desk.command(&["rerun", "merged"]).assert().success();
    // A result of one process says nothing of parts.
    desk.compare(&["--runs", "20", "-q", "-o", "plain"]).assert().success();
    assert!(desk.json("plain/run.json").get("parts").is_none());
}

#[test]
fn expectations_of_the_parts_are_judged_of_the_whole() {
    let desk = Desk::new();
    let command = ["compare", "demo.ron", "--runs", "500", "--expect", "signed(both together) < 0.01"];
    let all = parts(&desk, 2, "parts", &command);
    let output = desk
        .command(&["merge", &all[0], &all[1], "-o", "merged", "-q"])
        .assert()
        .code(3)
        .get_output()
        .clone();
    assert!(String::from_utf8_lossy(&output.stderr).contains("expectation not met"));
}

#[test]
fn a_part_that_is_whole_is_left_as_it_is() {
    let desk = Desk::new();
    let words = ["compare", "demo.ron", "--runs", "500", "--shard", "1/2", "-o", "part"];
    let first = desk.command(&words).assert().success().get_output().stdout.clone();
    let text = String::from_utf8(first).unwrap();
    assert!(
        text.contains("Part 1 of 2 is whole: 250 of 500 assumed worlds") && text.contains("roundtable merge"),
        "{text}"
    );
    let before = std::fs::metadata(desk.path("part/part.json")).unwrap().modified().unwrap();
    let again = desk.command(&words).assert().success().get_output().clone();
    assert_eq!(String::from_utf8_lossy(&again.stdout), "part\n");
    assert!(String::from_utf8_lossy(&again.stderr).contains("was whole already"));
    assert_eq!(std::fs::metadata(desk.path("part/part.json")).unwrap().modified().unwrap(), before);
    // Another part is not written over it, and a damaged one is told.
    let other = ["compare", "demo.ron", "--runs", "500", "--shard", "2/2", "-o", "part"];
    assert!(desk.refused(&other).1.contains("already exists"));
    desk.write("part/blocks/block-00000.csv", "damaged");
    let (code, text) = desk.refused(&words);
    assert_eq!((code, text.contains("block 0 of it is damaged")), (2, true), "{text}");
}

#[test]
fn what_cannot_be_shared_out_is_refused() {
    let desk = Desk::new();
    let refused = |more: &[&str]| {
        let mut words = vec!["compare", "demo.ron", "--runs", "500"];
        words.extend(more);
        let (code, text) = desk.refused(&words);
        assert_eq!(code, 2, "{text}");
        text
    };
    assert!(refused(&["--shard", "3/2", "-o", "p"]).contains("there is no part 3 of 2"));
    assert!(refused(&["--shard", "1/2"]).contains("--output"));
    let text = refused(&["--shard", "1/3", "-o", "p"]);
    assert!(
        text.contains("500 worlds are too few for 3 parts") && text.contains("at most 2 parts"),
        "{text}"
    );
    assert!(refused(&["--shard", "1/2", "-o", "p", "--guess"]).contains("--guess looks at the whole result"));
    assert_eq!(names(desk.folder()), ["demo.ron"], "nothing is left");
    desk.said(&["new", "orchard"]);
    assert!(refused(&["orchard.ron", "--shard", "1/2", "-o", "p"]).contains("one scenario file"));
}

/// Everything that is wrong with the parts at once, each with its folder and how to mend it.
#[test]
fn parts_that_do_not_fit_are_refused_with_all_that_is_wrong() {
    let desk = Desk::new();
    let part = |shard: &str, folder: &str, more: &[&str]| {
        let mut words = vec!["compare", "demo.ron", "--shard", shard, "-o", folder, "-q", "--runs", "1000"];
        words.extend(more);
        desk.said(&words);
    };
    for (shard, folder) in [("1/4", "p-1"), ("2/4", "p-2"), ("2/4", "again"), ("3/4", "p-3")] {
        part(shard, folder, &[]);
    }
    part("4/4", "seed", &["--seed", "2"]);
    part("1/2", "halves", &[]);
    part("4/4", "set", &["--set", "parties.ash.patience=0.95"]);
    part("4/4", "star", &["--star", "none"]);
    desk.said(&["compare", "demo.ron", "--shard", "4/4", "-o", "runs", "-q", "--runs", "1250"]);
    desk.compare(&["--runs", "20", "-q", "-o", "result"]).assert().success();
    desk.write("p-3/blocks/block-00002.csv", "damaged");
    let words = [
        "merge", "p-1", "p-2", "again", "p-3", "seed", "halves", "set", "star", "runs", "result", "nowhere",
        "-o", "out",
    ];
    let (code, text) = desk.refused(&words);
    assert_eq!(code, 2);
    for told in [
        "--seed 1, and not 2",
        "number of parts 4, and not 2",
        "hash of the scenario file, --variant and --set",
        "star default, and not none",
        "--runs 1,000, and not 1,250",
        "this is a whole result, and no part of one",
        "nowhere",
        "part 2/4 is there 2 times",
        "p-2, again",
        "block 2 of this part is missing or damaged",
        "part 4/4 is missing",
        "roundtable compare --runs=1000 --shard=4/4 -o p-4 -- demo.ron",
    ] {
        assert!(text.contains(told), "{told} is not in\n{text}");
    }
    assert_eq!(text.matches("error: ").count(), 10, "{text}");
    assert!(!desk.path("out").exists());
    // What is told mends it.
    std::fs::remove_dir_all(desk.path("p-3")).unwrap();
    part("3/4", "p-3", &[]);
    part("4/4", "p-4", &[]);
    desk.said(&["merge", "p-1", "p-2", "p-3", "p-4", "-o", "out", "-q"]);
    desk.compare(&["--runs", "1000", "-q", "-o", "plain"]).assert().success();
    same(&files(&desk.path("plain")), &files(&desk.path("out")), "mended");
}

/// Names in other languages are no part of the hash, and stand in the result all the same.
#[test]
fn parts_of_a_file_with_other_names_are_refused() {
    let desk = Desk::new();
    let part = |shard: &str, folder: &str| {
        desk.said(&["compare", "demo.ron", "--shard", shard, "-o", folder, "-q", "--runs", "500"]);
    };
    part("1/2", "p-1");
    let text = desk.read("demo.ron");
    let other = text.replace("버치에 개방", "버치에게 연다");
    assert!(other != text);
    desk.write("demo.ron", &other);
    part("2/2", "p-2");
    let (code, text) = desk.refused(&["merge", "p-1", "p-2", "-o", "out"]);
    assert_eq!((code, text.contains("the scenario file of this part is another text")), (2, true), "{text}");
}

/// Parts of other code may differ in rows or counts.
#[test]
fn parts_of_another_build_are_refused() {
    let desk = Desk::new();
    parts(&desk, 2, "p", &["compare", "demo.ron", "--runs", "500"]);
    for k in [1, 2] {
        let name = format!("p/{k}/manifest.json");
        let mut manifest = desk.json(&name);
        manifest["build"] = "0123456789abcdef".into();
        desk.write(&name, &manifest.to_string());
    }
    let (code, text) = desk.refused(&["merge", "p/1", "p/2", "-o", "out"]);
    assert_eq!((code, text.contains("made by another build of this program")), (2, true), "{text}");
}

/// A part that is killed at any moment is gone on with by the same command.
#[cfg(unix)]
#[test]
fn a_killed_part_is_gone_on_with() {
    let desk = Desk::new();
    let words =
        ["compare", "demo.ron", "-q", "--threads", "1", "--runs", "2000000", "--shard", "2/2", "-o", "p"];
    let mut child = std::process::Command::new(env!("CARGO_BIN_EXE_roundtable"))
        .current_dir(desk.folder())
        .args(words)
        .stdout(std::process::Stdio::null())
        .spawn()
        .unwrap();
    // Block 1 is the first of the second of two parts.
    let block = desk.path(".p.partial/blocks/block-00001.json");
    while !block.exists() && child.try_wait().unwrap().is_none() {
        std::thread::sleep(std::time::Duration::from_millis(2));
    }
    let (code, text) = desk.refused(&["merge", "p", "-o", "out"]);
    assert_eq!((code, text.contains("this part is not finished")), (2, true), "{text}");
    child.kill().unwrap();
    child.wait().unwrap();
    assert!(!desk.path("p").exists() && block.exists());
    let made = std::fs::metadata(&block).unwrap().modified().unwrap();
    let mut child = std::process::Command::new(env!("CARGO_BIN_EXE_roundtable"))
        .current_dir(desk.folder())
        .args(words)
        .stdout(std::process::Stdio::null())
        .spawn()
        .unwrap();
    let third = desk.path(".p.partial/blocks/block-00005.json");
    while !third.exists() && child.try_wait().unwrap().is_none() {
        std::thread::sleep(std::time::Duration::from_millis(2));
    }
    child.kill().unwrap();
    child.wait().unwrap();
    assert_eq!(std::fs::metadata(&block).unwrap().modified().unwrap(), made, "it was not made again");
    // Blocks of the other part are none of this one's.
    assert!(!desk.path(".p.partial/blocks/block-00000.json").exists());
}

/// An interrupted merge leaves the parts as they are, and is given again.
#[test]
fn the_parts_stay_as_they_are() {
    let desk = Desk::new();
    let all = parts(&desk, 2, "p", &["compare", "demo.ron", "--runs", "500"]);
    let before = names(&desk.path("p/1/blocks"));
    merged(&desk, &all, "one");
    assert_eq!(names(&desk.path("p/1/blocks")), before);
    assert_eq!(
        names(&desk.path("one"))
            .iter()
            .filter(|name| ["blocks", "manifest.json", "lock"].contains(&name.as_str()))
            .count(),
        0
    );
    let two = merged(&desk, &all, "two");
    same(&files(&desk.path("one")), &two, "once more");
}
