//! What goes wrong outside: files, folders, disks. A clear error, nothing half-written, nothing old destroyed.

use super::desk::{Desk, files, names};
use assert_cmd::Command;
use predicates::prelude::*;

/// Every command that reads a scenario.
const READERS: [&[&str]; 8] = [
    &["check"],
    &["upgrade"],
    &["run", "--format", "x", "--runs", "5"],
    &["compare", "--runs", "5"],
    &["explain", "--format", "x"],
    &["sources"],
    &["handout"],
    &["rolesheets"],
];

fn all_refuse(desk: &Desk, file: &str, what: &str) {
    let before = names(desk.folder());
    // `compare` takes folders of results, and says so itself (compare.rs).
    let folder = desk.path(file).is_dir();
    for reader in READERS.iter().filter(|reader| !folder || reader[0] != "compare") {
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

/// Every argument that names a file to read, with `FILE` in its place.
const FILES: [&[&str]; 15] = [
    &["check", "FILE"],
    &["compare", "FILE", "--runs", "5"],
    &["compare", "demo.ron", "--runs", "5", "--guess-file", "FILE"],
    &["handout", "FILE"],
    &["rolesheets", "FILE"],
    &["debrief", "demo.ron", "FILE"],
    &["sources", "FILE"],
    &["predict", "FILE"],
    &["predict", "FILE.csv"],
    &["backtest", "FILE"],
    &["stability", "FILE"],
    &["verify", "FILE"],
    &["negotiate", "FILE"],
    &["import", "FILE.json", "-o", "x.ron"],
    &["analyse", "FILE.xml"],
];

/// Runs every reader on a file, which must be refused soon.
#[cfg(target_os = "linux")]
fn every_reader_refuses(desk: &Desk, make: &dyn Fn(&std::path::Path), what: &str) {
    for arguments in FILES {
        let place = arguments.iter().position(|argument| argument.starts_with("FILE")).unwrap();
        let name = arguments[place].replace("FILE", "given");
        make(&desk.path(&name));
        let mut arguments = arguments.to_vec();
        arguments[place] = &name;
        let mut command = desk.command(&arguments);
        let output = command.timeout(std::time::Duration::from_secs(20)).output().unwrap();
        let message = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(2), "{arguments:?}: {message}");
        assert!(message.contains(what) && message.contains(&name), "{arguments:?}: {message}");
        std::fs::remove_file(desk.path(&name)).unwrap();
    }
}

#[cfg(target_os = "linux")]
#[test]
fn pipes_and_devices_end_every_reader_at_once() {
    let desk = Desk::new();
    let pipe = |path: &std::path::Path| {
        assert!(std::process::Command::new("mkfifo").arg(path).status().unwrap().success());
    };
    every_reader_refuses(&desk, &pipe, "this is a pipe and not a file");
    let zero = |path: &std::path::Path| std::os::unix::fs::symlink("/dev/zero", path).unwrap();
    every_reader_refuses(&desk, &zero, "this is a device and not a file");
}

#[cfg(target_os = "linux")]
#[test]
fn files_larger_than_any_that_is_meant_are_refused_unread() {
    let desk = Desk::new();
    let huge = |path: &std::path::Path| {
        std::fs::File::create(path).unwrap().set_len(3 << 30).unwrap();
    };
    every_reader_refuses(&desk, &huge, "the file is too large: 307");
}

/// A result to compare with is a file too.
#[cfg(target_os = "linux")]
#[test]
fn a_stored_result_that_never_ends_is_refused_at_once() {
    let desk = Desk::new();
    for (name, what) in [("zero", "this is a device"), ("huge", "at most 16 MB are read")] {
        std::fs::create_dir(desk.path(name)).unwrap();
        let path = desk.path(name).join("summary.json");
        if name == "zero" {
            std::os::unix::fs::symlink("/dev/zero", path).unwrap();
        } else {
            std::fs::File::create(path).unwrap().set_len(88 << 20).unwrap();
        }
        let mut command = desk.compare(&["--runs", "5", "--against", name]);
        command
            .timeout(std::time::Duration::from_secs(20))
            .assert()
            .code(2)
            .stderr(predicate::str::contains(what));
    }
}

#[test]
fn answers_without_end_are_not_read_without_end() {
    let desk = Desk::new();
    let mut command = desk.compare(&["--runs", "5", "--guess"]);
    let ended = command.write_stdin("x".repeat(1 << 20)).timeout(std::time::Duration::from_secs(20)).assert();
    ended.code(2).stderr(predicate::str::contains("or are more than 64 KB"));
}

/// Who works beside a command under a hidden name keeps what is his.
#[test]
fn no_command_touches_a_hidden_folder_that_it_did_not_make() {
    let desk = Desk::new();
    std::fs::create_dir(desk.path(".x.partial")).unwrap();
    desk.write(".x.partial/thesis.txt", "years of work");
    desk.write(".x.partial/lock", "");
    let data = "decision,proposal,actor,position,capability,outcome\nd,p,a,0,1,50\nd,p,b,100,1,50\n";
    desk.write("data.csv", data);
    for arguments in [
        &["backtest", "data.csv", "-o", "x"][..],
        &["predict", "data.csv", "-o", "x"],
        &["analyse", "demo.ron", "-o", "x"],
        &["negotiate", "demo.ron", "-o", "x"],
        &["compare", "demo.ron", "--runs", "5", "-o", "x"],
    ] {
        desk.command(arguments).output().unwrap();
        assert_eq!(names(&desk.path(".x.partial")), ["lock", "thesis.txt"], "{arguments:?}");
        assert!(names(desk.folder()).iter().all(|name| !name.contains(".new")), "{arguments:?}");
        if desk.path("x").exists() {
            std::fs::remove_dir_all(desk.path("x")).unwrap();
        }
    }
}

/// A run that is going on holds its hidden folder; a command that writes to the same name neither waits for it nor takes anything away.
#[cfg(unix)]
#[test]
fn two_commands_for_one_name_leave_each_other_alone() {
    let desk = Desk::new();
    let data = "decision,proposal,actor,position,capability,outcome\nd,p,a,0,1,50\nd,p,b,100,1,50\n";
    desk.write("data.csv", data);
    let mut running = std::process::Command::new(env!("CARGO_BIN_EXE_roundtable"))
        .current_dir(desk.folder())
        .args(["compare", "demo.ron", "-q", "--runs", "3000", "-o", "x"])
        .stdout(std::process::Stdio::null())
        .stderr(std::process::Stdio::piped())
        .spawn()
        .unwrap();
    let hidden = desk.path(".x.partial/lock");
    while !hidden.exists() && running.try_wait().unwrap().is_none() {
        std::thread::sleep(std::time::Duration::from_millis(2));
    }
    let (code, message) = desk.refused(&["compare", "demo.ron", "-q", "--runs", "3000", "-o", "x"]);
    assert!(
        code == 2 && (message.contains("another run is writing") || desk.path("x").exists()),
        "{message}"
    );
    let other = desk.command(&["backtest", "data.csv", "-o", "x"]).output().unwrap();
    let ended = running.wait_with_output().unwrap();
    let (other, ended) = (other.status.code(), ended.status.code());
    // Who is there first has the name.
    assert!((other == Some(0)) != (ended == Some(0)), "{other:?} and {ended:?}");
    assert_eq!(desk.path("x/backtest.json").exists(), other == Some(0));
    assert_eq!(desk.path("x/summary.json").exists(), ended == Some(0));
}
