//! `upgrade`: files of format version 1, as they were shipped, in the words of version 2.

use super::desk::{Desk, names};
use roundtable::scenario::{Kind, SourceFile, open};
use std::path::{Path, PathBuf};

/// Every file of version 1: name and text.
fn old_files() -> Vec<(String, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/version1");
    let all = names(&folder);
    assert!(all.len() > 20, "{all:?}");
    all.into_iter()
        .map(|name| (std::fs::read_to_string(folder.join(&name)).unwrap(), name))
        .map(|(t, n)| (n, t))
        .collect()
}

/// Files that are shipped as they were, but for the words of version 2 and for comments; the others were worded anew since.
const ONLY_UPGRADED: [&str; 3] =
    ["scenarios/elmira-1991/conflict.ron", "scenarios/teaching/3-packages.ron", "tests/reader/domain.ron"];

/// What a text means, without the places of its entries.
fn meaning(text: &str) -> String {
    let opened = open(&SourceFile::new("x.ron", text));
    match opened.kind {
        Kind::Scenario => {
            let mut scenario = opened.scenario().unwrap().scenario;
            scenario.spans.clear();
            scenario.statements.iter_mut().for_each(|statement| statement.span = 0..0);
            // Version 1 could not say which alternatives are run.
            scenario.variants.clear();
            // Nor had it names in other languages.
            scenario.names.clear();
            let text = format!("{scenario:?}");
            let mut entries = text.split("tried: Tried {");
            let first = entries.next().unwrap_or_default().to_owned();
            entries.filter_map(|entry| entry.split_once('}')).fold(first, |all, (_, rest)| all + rest)
        }
        Kind::Domain => format!("{:?}", opened.domain().unwrap().domain),
        Kind::Conflict => {
            let mut conflict = opened.conflict().unwrap();
            conflict.spans.clear();
            format!("{conflict:?}")
        }
    }
}

#[test]
fn check_names_the_command_and_says_nothing_else() {
    let desk = Desk::new();
    for (name, text) in old_files() {
        desk.write(&name, &text.replace("@NAME@", "two words are no name"));
        let (code, message) = desk.refused(&["check", &name]);
        assert_eq!(code, 2, "{message}");
        let command = format!("roundtable upgrade {name} -o NEW");
        let said = message.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(said.contains(&command), "{message}");
        assert_eq!(message.matches("error[").count(), 1, "{message}");
        assert!(!message.contains("warning"), "{message}");
    }
}

#[test]
fn every_reader_names_the_command() {
    let desk = Desk::new();
    desk.write("old file.ron", &desk.read("demo.ron").replace("format_version: 2", "format_version: 1"));
    let readers: [&[&str]; 8] = [
        &["run", "--format", "x"],
        &["compare"],
        &["explain", "--format", "x"],
        &["sources"],
        &["handout"],
        &["negotiate", "--format", "x"],
        &["analyse", "--format", "x"],
        &["predict"],
    ];
    for reader in readers {
        let mut arguments = reader.to_vec();
        arguments.insert(1, "old file.ron");
        let (code, message) = desk.refused(&arguments);
        let said = message.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(
            code == 2 && said.contains("roundtable upgrade 'old file.ron' -o NEW"),
            "{arguments:?}: {message}"
        );
    }
    desk.write("conflict.ron", include_str!("../version1/elmira-1991--conflict.ron"));
    let (code, message) = desk.refused(&["stability", "conflict.ron"]);
    assert!(code == 2 && message.contains("roundtable upgrade conflict.ron -o NEW"), "{message}");
    assert_eq!(names(desk.folder()), ["conflict.ron", "demo.ron", "old file.ron"]);
}

/// Every line is as it was but for the words of version 2, so every comment is kept; and the file passes its checks.
#[test]
fn files_of_version_1_are_rewritten_line_by_line() {
    let desk = Desk::new();
    for (name, text) in old_files() {
        let text = text.replace("@NAME@", "valley");
        desk.write(&name, &text);
        desk.said(&["upgrade", &name, "-o", "new.ron", "--force"]);
        desk.command(&["check", "new.ron"]).assert().success();
        let new = desk.read("new.ron");
        assert_eq!(desk.read(&name), text, "the old file is touched");
        assert_eq!(desk.said(&["upgrade", &name]), new, "{name}: the screen shows another text");
        assert_eq!(new.lines().count(), text.lines().count(), "{name}");
        for (old, new) in text.lines().zip(new.lines()) {
            let words = old.replacen("format_version: 1", "format_version: 2", 1);
            let words = words.replace("reservation: assumed(", "demand: assumed(");
            let words = words.replace("trait: reservation", "trait: demand");
            assert!(new == words || new == old, "{name}:\n{old}\n{new}");
        }
        assert!(!new.contains("format_version: 1"), "{name}");
    }
}

#[test]
fn what_is_rewritten_means_what_is_shipped_now() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let desk = Desk::new();
    for path in ONLY_UPGRADED {
        let old = path.trim_start_matches("scenarios/").trim_start_matches("tests/").replace('/', "--");
        let old: PathBuf = root.join("tests/version1").join(old);
        let new = desk.said(&["upgrade", &old.to_string_lossy()]);
        let shipped = std::fs::read_to_string(root.join(path)).unwrap();
        assert!(meaning(&new) == meaning(&shipped), "{path}");
    }
}

#[test]
fn what_needs_no_rewriting_is_refused() {
    let desk = Desk::new();
    desk.write("other.ron", "Other(a: 1)");
    desk.write("later.ron", "Scenario(format_version: 7)");
    desk.write("broken.ron", "Scenario(format_version: 1, name: \"x\"");
    desk.write("page.html", "<!DOCTYPE html><html></html>");
    let before = names(desk.folder());
    for (file, what) in [
        ("demo.ron", "of format version 2 already"),
        ("other.ron", "no `format_version` in here"),
        ("later.ron", "this format version is not known"),
        ("broken.ron", "is never closed"),
        ("page.html", "a web page"),
        ("absent.ron", "cannot be read"),
    ] {
        for more in [&[][..], &["-o", "new.ron"]] {
            let mut arguments = vec!["upgrade", file];
            arguments.extend(more);
            let (code, message) = desk.refused(&arguments);
            assert!(code == 2 && message.contains(what), "{arguments:?}: {message}");
        }
    }
    assert_eq!(names(desk.folder()), before);
}

#[test]
fn a_file_that_exists_is_replaced_only_when_asked() {
    let desk = Desk::new();
    let old = desk.read("demo.ron").replace("format_version: 2", "format_version: 1");
    desk.write("old.ron", &old);
    assert_eq!(desk.refused(&["upgrade", "old.ron", "-o", "old.ron"]).0, 2);
    assert_eq!(desk.read("old.ron"), old);
    assert_eq!(desk.refused(&["upgrade", "old.ron", "--force"]).0, 2);
    insta::assert_snapshot!(desk.said(&["upgrade", "old.ron", "-o", "old.ron", "--force"]), @r"
    wrote old.ron
    Next     roundtable check old.ron
    ");
    assert_eq!(desk.read("old.ron"), desk.read("demo.ron"));
}
