//! JSON as it is written to files and to standard output: nothing in it acts on a terminal.

use super::failure::Failure;
use crate::scenario::letters;
use serde::Serialize;
use std::fmt::Write as _;

/// Readable JSON with a line end, for files.
pub(crate) fn json_file<T: Serialize>(value: &T) -> Result<Vec<u8>, Failure> {
    Ok((visible(serde_json::to_string_pretty(value))? + "\n").into_bytes())
}

/// JSON on one line, for standard output.
pub(crate) fn json_line<T: Serialize>(value: &T) -> Result<String, Failure> {
    Ok(visible(serde_json::to_string(value))? + "\n")
}

/// JSON in which nothing acts on a terminal: what JSON itself leaves as it is (DEL, C1, marks of direction) is escaped; the values are the
/// same.
fn visible(json: serde_json::Result<String>) -> Result<String, Failure> {
    let json =
        json.map_err(|error| Failure::failed(format!("a result cannot be written as JSON: {error}")))?;
    let acts = |c: char| c != '\n' && letters::acts(c);
    if !json.contains(acts) {
        return Ok(json);
    }
    let mut text = String::with_capacity(json.len() + 16);
    for c in json.chars() {
        // All of them are below U+10000, and stand within texts.
        if acts(c) {
            let _ = write!(text, "\\u{:04x}", u32::from(c));
        } else {
            text.push(c);
        }
    }
    Ok(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn json_does_not_act_and_means_the_same() {
        let name = "a\u{1b}[2J\u{7f}\u{9b}1m\u{202e}\u{2028}\u{200f}\n\t한";
        for text in [json_line(&[name]).unwrap(), String::from_utf8(json_file(&[name]).unwrap()).unwrap()] {
            assert!(!text.contains(|c| c != '\n' && letters::acts(c)), "{text:?}");
            assert!(text.contains("\\u009b1m\\u202e\\u2028"), "{text}");
            assert_eq!(serde_json::from_str::<[String; 1]>(&text).unwrap(), [name]);
        }
    }
}
