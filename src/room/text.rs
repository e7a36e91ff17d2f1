//! What people write: names and messages, bounded, with nothing in it that acts.

use super::refused::Refused;
use crate::scenario::letters;

/// Longest name, in letters.
pub const LONGEST_NAME: usize = 40;
/// Longest message, in letters.
pub const LONGEST_MESSAGE: usize = 280;

/// A name.
///
/// # Errors
/// If it is empty, too long, or holds letters that act.
pub fn name(given: &str) -> Result<String, Refused> {
    bounded("a name", given, LONGEST_NAME)?
        .ok_or_else(|| Refused::Bad("a name is missing; expected 1 to 40 letters".into()))
}

/// A message; `None`: there is nothing in it.
///
/// # Errors
/// If it is too long, or holds letters that act.
pub fn message(given: &str) -> Result<Option<String>, Refused> {
    bounded("a message", given, LONGEST_MESSAGE)
}

fn bounded(what: &str, given: &str, longest: usize) -> Result<Option<String>, Refused> {
    let given = given.trim();
    let letters = given.chars().count();
    if letters > longest {
        return Err(Refused::Bad(format!("{what} has at most {longest} letters; this one has {letters}")));
    }
    // Line ends are room in a message, and nothing else.
    if given.chars().any(|c| letters::acts(c) && c != '\n') {
        return Err(Refused::Bad(format!(
            "{what} holds letters that cannot be shown; write it without them"
        )));
    }
    let one_line: Vec<&str> = given.split_whitespace().collect();
    Ok((!given.is_empty()).then(|| one_line.join(" ")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_bounded_and_inert() {
        assert_eq!(name("  Mina  Kim ").unwrap(), "Mina Kim");
        assert_eq!(name("민아").unwrap(), "민아");
        assert_eq!(name("<b>x</b>").unwrap(), "<b>x</b>");
        for wrong in ["", " ", "a\u{1b}[2J", "a\u{202e}b", &"x".repeat(41)] {
            assert!(matches!(name(wrong), Err(Refused::Bad(_))), "{wrong:?}");
        }
        assert_eq!(message("a\nb").unwrap().as_deref(), Some("a b"));
        assert_eq!(message(" \n ").unwrap(), None);
        assert!(message(&"가".repeat(280)).is_ok() && message(&"가".repeat(281)).is_err());
    }
}
