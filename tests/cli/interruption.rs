//! Ctrl-C: what is whole is kept, and the same command goes on.

use super::desk::{Desk, files, names};
use serde_json::Value;

/// Ctrl-C, then the same command again: the same bytes as without an interruption.
#[cfg(unix)]
#[test]
fn an_interrupted_run_goes_on_and_ends_in_the_same_bytes() {
    let desk = Desk::new();
    let mut runs = 2000_u32;
    let code = loop {
        let number = runs.to_string();
        let code = interrupt_at_first_block(&desk, &number);
        // A fast machine may be done before it hears the signal: then more worlds.
        if code == Some(130) || runs > 2_000_000 {
            break code;
        }
        runs *= 4;
    };
    assert_eq!(code, Some(130));
    let number = runs.to_string();
    let hidden = names(&desk.path("output")).into_iter().filter(|name| name.starts_with('.')).count();
    assert_eq!(hidden, 1);
    desk.compare(&["--runs", &number, "-q"]).assert().success();
    desk.compare(&["--runs", &number, "-q", "-o", "whole"]).assert().success();
    let last = names(&desk.path("output")).into_iter().rfind(|name| !name.starts_with('.')).unwrap();
    let resumed = desk.path("output").join(last);
    let record: Value = serde_json::from_slice(&std::fs::read(resumed.join("run.json")).unwrap()).unwrap();
    assert_eq!(record["resumed"], true);
    assert!(files(&resumed) == files(&desk.path("whole")));
}

#[cfg(unix)]
fn interrupt_at_first_block(desk: &Desk, runs: &str) -> Option<i32> {
    let mut child = std::process::Command::new(env!("CARGO_BIN_EXE_roundtable"))
        .current_dir(desk.folder())
        .args(["compare", "demo.ron", "-q", "--threads", "1", "--runs", runs])
        .stdout(std::process::Stdio::null())
        .stderr(std::process::Stdio::null())
        .spawn()
        .unwrap();
    let begun = || {
        let hidden = std::fs::read_dir(desk.path("output")).into_iter().flatten().flatten();
        let mut hidden = hidden.filter(|entry| entry.file_name().to_string_lossy().ends_with(".partial"));
        hidden.any(|entry| entry.path().join("blocks/block-00000.json").exists())
    };
    while !begun() && child.try_wait().unwrap().is_none() {
        std::thread::sleep(std::time::Duration::from_millis(2));
    }
    let signalled = std::process::Command::new("kill").args(["-INT", &child.id().to_string()]).status();
    assert!(signalled.is_ok());
    child.wait().unwrap().code()
}
