//! The program on a terminal: a real pseudo-terminal of the system, whose other side the test reads.

use super::desk::Desk;
use nix::pty::{Winsize, openpty};
use std::fs::File;
use std::io::{Read, Write};
use std::path::Path;
use std::process::{Command, Stdio};

/// What was seen on the terminal, and how the program ended.
pub(crate) struct Seen {
    pub(crate) text: String,
    pub(crate) code: Option<i32>,
}

/// Runs the program with a terminal of so many columns as all three streams; `typed` is typed before it asks.
pub(crate) fn run(folder: &Path, arguments: &[&str], typed: &str, columns: u16) -> Seen {
    run_with(folder, arguments, typed, columns, &[])
}

fn run_with(
    folder: &Path,
    arguments: &[&str],
    typed: &str,
    columns: u16,
    variables: &[(&str, &str)],
) -> Seen {
    let size = Winsize { ws_row: 24, ws_col: columns, ws_xpixel: 0, ws_ypixel: 0 };
    let pair = openpty(&size, None).expect("a pseudo-terminal");
    let (mut ours, theirs) = (File::from(pair.master), File::from(pair.slave));
    let stream = || Stdio::from(theirs.try_clone().unwrap());
    let mut command = Command::new(env!("CARGO_BIN_EXE_roundtable"));
    command.current_dir(folder).args(arguments).env("TERM", "xterm-256color");
    for name in ["NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE", "CI", "COLUMNS"] {
        command.env_remove(name);
    }
    let mut child = command
        .envs(variables.iter().copied())
        .stdin(stream())
        .stdout(stream())
        .stderr(stream())
        .spawn()
        .unwrap();
    // With the program's ends alone open, the end of the program is the end of what can be read.
    drop((command, theirs));
    ours.write_all(typed.as_bytes()).unwrap();
    let (mut bytes, mut part) = (Vec::new(), [0; 4096]);
    // Linux tells the end as an error (EIO), others as no bytes.
    while let Ok(read @ 1..) = ours.read(&mut part) {
        bytes.extend(&part[..read]);
    }
    let code = child.wait().unwrap().code();
    Seen { text: String::from_utf8(bytes).expect("whole letters"), code }
}

/// The text without what the bar does: to move, to clear, to hide and show the cursor.
pub(crate) fn without_movements(text: &str) -> String {
    let mut parts = text.split("\u{1b}[");
    let mut out = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let rest = part.trim_start_matches(|c: char| c.is_ascii_digit() || c == '?');
        match rest.chars().next() {
            Some('A'..='K' | 'h' | 'l') => out += &rest[1..],
            _ => out.extend(["\u{1b}[", part]),
        }
    }
    out
}

#[test]
fn a_terminal_gets_colours_and_a_bar_and_a_pipe_neither() {
    let desk = Desk::new();
    let words = ["compare", "demo.ron", "--runs", "2000"];
    let seen = run(desk.folder(), &words, "", 80);
    assert_eq!(seen.code, Some(0), "{}", seen.text);
    assert!(seen.text.contains("\u{1b}[1mThe lake, 3: packages\u{1b}[0m"), "{:?}", seen.text);
    assert!(seen.text.contains("2,000 worlds") && seen.text.contains("\u{1b}[2K"), "{:?}", seen.text);
    assert!(!desk.said(&words).contains('\u{1b}'));
    let plain = run_with(desk.folder(), &["check", "absent.ron"], "", 80, &[("NO_COLOR", "1")]);
    assert_eq!((plain.code, plain.text.contains('\u{1b}')), (Some(2), false), "{:?}", plain.text);
    let red = run(desk.folder(), &["check", "absent.ron"], "", 80);
    assert!(red.text.starts_with("\u{1b}[1m\u{1b}[31merror\u{1b}[0m: "), "{:?}", red.text);
}

#[test]
fn quiet_shows_no_bar_on_a_terminal() {
    let desk = Desk::new();
    let seen = run(desk.folder(), &["compare", "demo.ron", "--runs", "200", "-q", "-o", "out"], "", 80);
    assert_eq!((seen.text.as_str(), seen.code), ("out\r\n", Some(0)));
}

#[test]
fn a_class_types_its_predictions() {
    let desk = Desk::new();
    let typed = "10\n5\n5\n40\n30\n20\n\n\n\n2\n\n\n\n";
    let seen =
        run(desk.folder(), &["compare", "demo.ron", "--runs", "50", "--guess", "-o", "out"], typed, 80);
    assert_eq!(seen.code, Some(0), "{}", seen.text);
    assert!(
        seen.text.contains("Your predictions are kept.") && seen.text.contains("orderings right: 1 of 1"),
        "{}",
        seen.text
    );
    let guess = desk.json("out/guess.json");
    assert_eq!(guess["formats"]["both together"]["signed"], 40);
}
