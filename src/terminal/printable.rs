//! What may reach a terminal: text that can be read, and styles of our own.
//!
//! Names, titles, file names, arguments and messages of the system are mixed into everything that is printed, and may hold what a terminal
//! obeys. So a style of our own is written with a mark in place of the escape character ([`own`]), and [`printable`], through which all
//! output goes, turns that mark alone into one; whatever else acts is written out, as `\u{1b}`. The mark is another private letter in each
//! process: no file and no argument can hold it on purpose.

use crate::scenario::letters;
use std::borrow::Cow;
use std::hash::{BuildHasher, RandomState};
use std::sync::OnceLock;

/// The escape character.
const ESCAPE: char = '\u{1b}';

/// The letter that stands for the escape character of our own styles: one of the plane for private use.
fn mark() -> char {
    static MARK: OnceLock<char> = OnceLock::new();
    const FIRST: u32 = 0xf_0000;
    const LETTERS: u64 = 0xfffe;
    *MARK.get_or_init(|| {
        let chosen = (RandomState::new().hash_one(FIRST) % LETTERS) as u32;
        char::from_u32(FIRST + chosen).unwrap_or('\u{f0000}')
    })
}

/// Marks styles as our own. Whatever of a user is in the text must be without escape characters already.
pub(crate) fn own(styled: &str) -> String {
    styled.replace(ESCAPE, mark().encode_utf8(&mut [0; 4]))
}

/// A text in a style, where the terminal can.
pub(crate) fn styled(style: anstyle::Style, text: &str) -> String {
    own(&style.to_string()) + text + &own(&format!("{style:#}"))
}

/// The text as it may be printed.
pub(crate) fn printable(text: &str) -> Cow<'_, str> {
    let mark = mark();
    if !text.contains(mark) {
        return letters::visible(text);
    }
    let mut parts = text.split(mark);
    let mut out = letters::visible(parts.next().unwrap_or_default()).into_owned();
    let mut styled = false;
    for part in parts {
        let style = style_at(part);
        if style > 0 {
            out.push(ESCAPE);
            out.push_str(&part[..style]);
            styled = &part[..style] != "[0m";
        } else {
            out.extend(mark.escape_default());
        }
        out.push_str(&letters::visible(&part[style..]));
    }
    // What was cut to fit may have lost its end.
    if styled {
        out.push(ESCAPE);
        out.push_str("[0m");
    }
    Cow::Owned(out)
}

/// Bytes of a style (`[1;31m`) at the beginning of a text; 0 if there is none.
fn style_at(text: &str) -> usize {
    let inside = text
        .strip_prefix('[')
        .map_or("", |rest| rest.trim_start_matches(|c: char| c.is_ascii_digit() || c == ';'));
    if inside.starts_with('m') { text.len() - inside.len() + 1 } else { 0 }
}

/// What a terminal without colours shows.
#[cfg(test)]
pub(crate) fn plain(text: &str) -> String {
    anstream::adapter::strip_str(&printable(text)).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bold(text: &str) -> String {
        styled(anstyle::Style::new().bold(), text)
    }

    #[test]
    fn our_styles_pass_and_those_of_a_name_do_not() {
        let name = "\u{1b}[31mred\u{1b}[0m\u{9b}1m";
        let shown = printable(&format!("{} {name}\n", bold(name))).into_owned();
        let written = "\\u{1b}[31mred\\u{1b}[0m\\u{9b}1m";
        assert_eq!(shown, format!("\u{1b}[1m{written}\u{1b}[0m {written}\n"));
        assert_eq!(plain(&bold(name)), written);
    }

    #[test]
    fn only_styles_are_taken_for_ours() {
        let [mark, written] = [mark().to_string(), mark().escape_default().to_string()];
        for other in ["]52;c;eA==\u{7}", "[2J", "[1;2", "", "[m\u{1b}"] {
            let shown = printable(&format!("{mark}{other}")).into_owned();
            let styles = shown.matches('\u{1b}').count();
            assert!(
                if other.starts_with("[m") {
                    styles == 2
                } else {
                    styles == 0 && shown.starts_with(&written)
                },
                "{shown:?}"
            );
            assert!(!shown.contains('\u{7}'));
        }
    }

    #[test]
    fn a_style_that_was_cut_ends_with_the_text() {
        let cut = bold("name");
        let cut = cut.split("name").next().unwrap().to_owned() + "na…";
        assert_eq!(printable(&cut), "\u{1b}[1mna…\u{1b}[0m");
    }
}
