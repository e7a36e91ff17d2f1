//! What goes wrong outside: files, folders, disks. A clear error, nothing half-written, nothing old destroyed.

use super::desk::{Desk, files, names};
use assert_cmd::Command;
use predicates::prelude::*;

/// Every command that reads a scenario.
const READERS: [&[&str]; 6] = [
    &["check"],
    &["run", "--format", "x", "--runs", "5"],
    &["compare", "--runs", "5"],
    &["explain", "--format", "x"],
    &["sources"],
    &["handout"],
];

fn all_refuse(desk: &Desk, file: &str, what: &str) {
    let before = names(desk.folder());
    for reader in READERS {
        let mut arguments = reader.to_vec();
        arguments.insert(1, file);
        let (code, message) = desk.refused(&arguments);
        assert_eq!(code, 2, "{arguments:?}: {message}");
        assert!(message.contains(what) && message.contains(file), "{arguments:?}: {message}");
    }
    assert_eq!(names(desk.folder()), before, "something was written");
}

#[test]
fn a_file_that_is_not_there() {
    let desk = Desk::new();
    all_refuse(&desk, "absent.ron", "the file cannot be read");
}

#[test]
fn a_folder_in_place_of_a_file() {
    let desk = Desk::new();
    std::fs::create_dir(desk.path("folder.ron")).unwrap();
    all_refuse(&desk, "folder.ron", "give a file, not a folder");
}

#[test]
fn a_scenario_that_was_cut_off_anywhere() {
    let desk = Desk::new();
    let text = desk.read("demo.ron");
    let end = text.trim_end().len();
    for part in 0..40 {
        let mut cut = end * part / 40;
        while !text.is_char_boundary(cut) {
            cut -= 1;
        }
        desk.write("cut.ron", &text[..cut]);
        let (code, message) = desk.refused(&["check", "cut.ron"]);
        assert!(code == 2 && message.contains("cut.ron:"), "{part}: {message}");
    }
    all_refuse(&desk, "cut.ron", "error");
}

#[test]
fn a_file_of_100_megabytes_is_refused_without_being_read() {
    let desk = Desk::new();
    let file = std::fs::File::create(desk.path("huge.ron")).unwrap();
    file.set_len(100 * 1024 * 1024).unwrap();
    all_refuse(&desk, "huge.ron", "the file is too large: 100.0 MB, and at most 4 MB are read");
}

#[test]
fn a_file_that_is_no_text() {
    let desk = Desk::new();
    std::fs::write(desk.path("picture.ron"), [0x89, 0x50, 0x4e, 0x47, 0xff, 0xfe, 0x00]).unwrap();
    all_refuse(&desk, "picture.ron", "not UTF-8");
}

#[test]
fn what_stands_under_the_name_is_not_touched() {
    let desk = Desk::new();
    std::fs::create_dir(desk.path("mine")).unwrap();
    desk.write("mine/thesis.txt", "years of work");
    desk.write("file", "also work");
    for place in ["mine", "file", "file/below"] {
        let (code, message) = desk.refused(&["compare", "demo.ron", "--runs", "50", "-o", place]);
        let head = place.split('/').next().unwrap();
        assert_eq!(code, 2);
        assert!(message.contains(&format!("where:     {head}")) && message.contains("mend:"), "{message}");
    }
    assert_eq!(desk.refused(&["compare", "demo.ron", "--runs", "50", "--output-root", "file"]).0, 2);
    assert_eq!(names(&desk.path("mine")), ["thesis.txt"]);
    assert_eq!(desk.read("file"), "also work");
    assert_eq!(names(desk.folder()), ["demo.ron", "file", "mine"]);
}

#[test]
fn an_earlier_result_is_never_overwritten() {
    let desk = Desk::new();
    desk.said(&["compare", "demo.ron", "--runs", "20", "-q", "-o", "x"]);
    let before = files(&desk.path("x"));
    let (code, _) = desk.refused(&["compare", "demo.ron", "--runs", "20", "--seed", "2", "-q", "-o", "x"]);
    assert_eq!(code, 2);
    assert!(files(&desk.path("x")) == before);
}

/// Folders in which nobody may write, not even the superuser.
#[cfg(target_os = "linux")]
#[test]
fn a_folder_that_cannot_be_written() {
    let desk = Desk::new();
    for place in ["/proc/none", "/proc/none/x"] {
        let (code, message) = desk.refused(&["compare", "demo.ron", "--runs", "20", "-o", place]);
        assert_eq!(code, 2);
        assert!(message.contains("where:     /proc/") && message.contains("mend:"), "{message}");
    }
    assert_eq!(names(desk.folder()), ["demo.ron"]);
}

#[cfg(unix)]
#[test]
fn a_folder_without_permission() {
    use std::os::unix::fs::PermissionsExt;
    let desk = Desk::new();
    std::fs::create_dir(desk.path("closed")).unwrap();
    std::fs::set_permissions(desk.path("closed"), std::fs::Permissions::from_mode(0o555)).unwrap();
    if std::fs::write(desk.path("closed/probe"), "").is_ok() {
        eprintln!("skipped: this user may write everywhere");
        return;
    }
    for place in [&["-o", "closed/x"][..], &["--output-root", "closed"]] {
        let mut arguments = vec!["compare", "demo.ron", "--runs", "20"];
        arguments.extend(place);
        let (code, message) = desk.refused(&arguments);
        assert!(code == 2 && message.contains("closed"), "{message}");
    }
    assert!(names(&desk.path("closed")).is_empty());
}

/// A limit on the size of files is what a full disk looks like; the limit is in blocks of 512 or 1024 bytes.
#[cfg(unix)]
#[test]
fn a_full_disk_is_1_and_the_same_command_goes_on_with_room() {
    let desk = Desk::new();
    let program = env!("CARGO_BIN_EXE_roundtable");
    for limit in [1, 8, 64] {
        let script = format!("ulimit -f {limit}; '{program}' compare demo.ron --runs 600 -q -o x");
        let full = predicate::str::contains("limit on file size").and(predicate::str::contains("mend:"));
        Command::new("sh").current_dir(desk.folder()).args(["-c", &script]).assert().code(1).stderr(full);
        assert!(!desk.path("x").exists());
    }
    desk.compare(&["--runs", "600", "-q", "-o", "x"]).assert().success();
    desk.compare(&["--runs", "600", "-q", "-o", "whole"]).assert().success();
    assert!(files(&desk.path("x")) == files(&desk.path("whole")));
    assert_eq!(names(desk.folder()), ["demo.ron", "whole", "x"]);
}

#[cfg(unix)]
#[test]
fn single_files_are_whole_or_absent_on_a_full_disk() {
    let desk = Desk::new();
    let program = env!("CARGO_BIN_EXE_roundtable");
    for command in ["handout demo.ron -o page.html", "new orchard"] {
        let script = format!("ulimit -f 1; '{program}' {command}");
        Command::new("sh").current_dir(desk.folder()).args(["-c", &script]).assert().code(1);
    }
    assert_eq!(names(desk.folder()), ["demo.ron"]);
}

/// `/dev/full` refuses every byte.
#[cfg(target_os = "linux")]
#[test]
fn standard_output_that_cannot_be_written_is_1() {
    let desk = Desk::new();
    let program = env!("CARGO_BIN_EXE_roundtable");
    let script = format!("'{program}' sources demo.ron > /dev/full");
    let said = predicate::str::contains("standard output cannot be written");
    Command::new("sh").current_dir(desk.folder()).args(["-c", &script]).assert().code(1).stderr(said);
}
