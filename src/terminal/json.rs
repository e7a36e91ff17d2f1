//! JSON as it is written to files and to standard output: nothing in it acts on a terminal.

use super::failure::Failure;
use crate::scenario::letters;
use serde::Serialize;

/// Readable JSON with a line end, for files.
pub(crate) fn json_file<T: Serialize>(value: &T) -> Result<Vec<u8>, Failure> {
    Ok((visible(serde_json::to_string_pretty(value))? + "\n").into_bytes())
}

/// JSON on one line, for standard output.
pub(crate) fn json_line<T: Serialize>(value: &T) -> Result<String, Failure> {
    Ok(visible(serde_json::to_string(value))? + "\n")
}

fn visible(json: serde_json::Result<String>) -> Result<String, Failure> {
    let json =
        json.map_err(|error| Failure::failed(format!("a result cannot be written as JSON: {error}")))?;
    Ok(letters::visible_json(json))
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
