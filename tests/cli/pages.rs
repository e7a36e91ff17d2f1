//! `completions`, `man` and `explain-error`.

use super::desk::Desk;
use predicates::prelude::*;

#[test]
fn completions_for_every_shell_name_the_commands() {
    let desk = Desk::new();
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let text = desk.said(&["completions", shell]);
        assert!(text.contains("compare") && text.contains("explain-error"), "{shell}");
    }
    desk.command(&["completions", "cobol"]).assert().code(2).stderr(predicate::str::contains("zsh"));
}

#[test]
fn manual_pages_are_printed_and_written() {
    let desk = Desk::new();
    assert!(desk.said(&["man"]).contains(".TH roundtable"));
    desk.command(&["man", "pages/man1"]).assert().success();
    for page in ["roundtable.1", "roundtable-compare.1", "roundtable-explain-error.1"] {
        assert!(desk.read(&format!("pages/man1/{page}")).contains(".TH"), "{page}");
    }
}

#[test]
fn a_manual_that_cannot_be_written_is_an_error_with_its_path() {
    let desk = Desk::new();
    let (code, message) = desk.refused(&["man", "demo.ron/man1"]);
    assert_eq!(code, 2);
    assert!(message.contains("where:     demo.ron/man1"), "{message}");
}

#[test]
fn an_error_is_explained_at_length() {
    let desk = Desk::new();
    insta::assert_snapshot!(desk.said(&["explain-error", "E001"]));
    assert_eq!(desk.said(&["explain-error", "e001"]), desk.said(&["explain-error", "E001"]));
    let (code, message) = desk.refused(&["explain-error", "E999"]);
    assert_eq!(code, 2);
    assert!(message.contains("there is no error code `E999`") && message.contains("E001"), "{message}");
}

/// Every code that a message can carry has its long form.
#[test]
fn every_code_has_its_explanation() {
    let desk = Desk::new();
    let (_, message) = desk.refused(&["explain-error", "E999"]);
    let codes: Vec<&str> =
        message.split([' ', ',', '\n']).filter(|word| word.starts_with(['E', 'W'])).collect();
    let codes: Vec<&&str> =
        codes.iter().filter(|code| code[1..].chars().all(|c| c.is_ascii_digit())).collect();
    assert!(codes.len() > 20, "{message}");
    for code in codes {
        let text = desk.said(&["explain-error", code]);
        assert!(text.starts_with(*code) && text.len() > 80, "{text}");
    }
}
