//! Letters that act instead of being read: where texts of users are shown, they are made visible.
//!
//! Names, titles, file names and arguments come from anywhere. A terminal obeys control characters (C0, C1 and DEL: ECMA-48), and marks of
//! direction change the order in which letters stand (Unicode, UAX #9: `Bidi_Control`). Nothing here knows a terminal or a page; who writes
//! to one calls this.

use std::borrow::Cow;
use std::fmt::Write as _;

/// Whether a character may act where it is shown: controls (line break and tab among them), marks of direction, and the separators of
/// lines and paragraphs.
pub fn acts(c: char) -> bool {
    c.is_control()
        || reorders(c)
        || matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{2028}' | '\u{2029}')
}

/// Embeddings, overrides and isolates: they turn round what follows, far beyond the word that they stand in.
pub fn reorders(c: char) -> bool {
    matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// Whether the text of a scenario may hold a character: no controls but tabs and line breaks, nothing that reorders. Single marks
/// of direction (U+200E, U+200F, U+061C) belong to the spelling of some languages.
pub(super) fn may_be_written(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\r' | '\u{61c}' | '\u{200e}' | '\u{200f}') || !acts(c)
}

/// The text with all that acts written out, as `\u{1b}`; tabs and line breaks stay.
pub fn visible(text: &str) -> Cow<'_, str> {
    written_out(text, |c| acts(c) && !matches!(c, '\n' | '\t'))
}

/// The same on one line: tabs and line breaks are written out too.
pub fn one_line(text: &str) -> Cow<'_, str> {
    written_out(text, acts)
}

fn written_out(text: &str, which: impl Fn(char) -> bool) -> Cow<'_, str> {
    if !text.contains(&which) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 16);
    let mut letters = text.chars().peekable();
    while let Some(c) = letters.next() {
        // The line ends of Windows are line ends.
        let line_end = c == '\r' && letters.peek() == Some(&'\n');
        match c {
            _ if line_end => {}
            c if which(c) => out.extend(c.escape_default()),
            c => out.push(c),
        }
    }
    Cow::Owned(out)
}

/// A word of a command, in quotes if a shell would take it apart.
pub fn shell_word(text: &str) -> String {
    let plain = |c: char| c.is_alphanumeric() || "-_./:+=@%".contains(c);
    if !text.is_empty() && text.chars().all(plain) {
        text.into()
    } else {
        format!("'{}'", text.replace('\'', r"'\''"))
    }
}

/// A file name as a word of a command.
pub fn shell_file(name: &str) -> String {
    // What begins with a hyphen would be an option.
    if name.starts_with('-') { shell_word(&format!("./{name}")) } else { shell_word(name) }
}

/// JSON in which nothing acts on a terminal: what JSON itself leaves as it is (DEL, C1, marks of direction) is escaped; the values are the
/// same. All of them are below U+10000, and stand within texts.
pub fn visible_json(json: String) -> String {
    let acts = |c: char| c != '\n' && acts(c);
    if !json.contains(acts) {
        return json;
    }
    let mut text = String::with_capacity(json.len() + 16);
    for c in json.chars() {
        if acts(c) {
            let _ = write!(text, "\\u{:04x}", u32::from(c));
        } else {
            text.push(c);
        }
    }
    text
}

/// A text as a cell of a table that people open in a spreadsheet. One that a spreadsheet would reckon with begins with an apostrophe, the
/// usual mark for "this is text" (OWASP, *CSV injection*). For names and words alone: numbers stay numbers.
pub fn cell(text: &str) -> Cow<'_, str> {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠']) {
        Cow::Owned(format!("'{text}"))
    } else {
        Cow::Borrowed(text)
    }
}

/// A text as it was before [`cell`] marked it.
pub fn unmarked(text: &str) -> &str {
    text.strip_prefix('\'').filter(|rest| cell(rest) == text).unwrap_or(text)
}

/// The text with each run of letters that are written from right to left between two marks: what stands around it, numbers above all,
/// keeps its place. A text without such letters comes back as it is.
pub fn isolated<'t>(text: &'t str, (open, close): (&str, &str)) -> Cow<'t, str> {
    if !text.contains(from_right) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 16);
    let mut rest = text;
    while let Some(start) = rest.find(from_right) {
        let end = run_end(rest, start);
        out.extend([&rest[..start], open, &rest[start..end], close]);
        rest = &rest[end..];
    }
    out.push_str(rest);
    Cow::Owned(out)
}

/// Where a run that begins at `start` ends: after its last letter from right to left before one from left to right, or after the bracket
/// that was opened within it.
fn run_end(text: &str, start: usize) -> usize {
    let (mut end, mut open) = (start, Vec::new());
    for (at, c) in text[start..].char_indices().map(|(at, c)| (start + at, c)) {
        let after = at + c.len_utf8();
        match c {
            c if from_right(c) => end = after,
            '(' => open.push(')'),
            '[' => open.push(']'),
            c if open.last() == Some(&c) => {
                open.pop();
                end = after;
            }
            c if c.is_alphabetic() || matches!(c, '<' | '>' | '\n') => break,
            _ => {}
        }
    }
    end
}

/// Whether a letter is written from right to left: the blocks that Unicode keeps for such scripts (`DerivedBidiClass`, R and AL).
fn from_right(c: char) -> bool {
    matches!(c, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefe}' | '\u{10800}'..='\u{10fff}' | '\u{1e800}'..='\u{1efff}')
        && !acts(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_of_text_are_taken_off_and_other_apostrophes_stay() {
        assert_eq!(["'=a", "'tis", "a"].map(unmarked), ["=a", "'tis", "a"]);
    }

    #[test]
    fn what_acts_is_written_out_and_the_rest_stays() {
        assert_eq!(visible("a\u{1b}]52;c;eA==\u{7}b"), "a\\u{1b}]52;c;eA==\\u{7}b");
        assert_eq!(
            visible("\u{9b}31m \u{7f} \u{202e} \u{2028} \u{200f} \u{61c} \u{2066}\u{0}"),
            "\\u{9b}31m \\u{7f} \\u{202e} \\u{2028} \\u{200f} \\u{61c} \\u{2066}\\u{0}"
        );
        assert_eq!(visible("two\r\nlines\tand\rback"), "two\nlines\tand\\rback");
        assert_eq!(one_line("two\r\nlines\t."), "two\\nlines\\t.");
        for plain in ["한글 שלום naïve — “x” …", "\u{200d}\u{fe0f}", "\\u{1b}"] {
            assert!(matches!(visible(plain), Cow::Borrowed(text) if text == plain));
        }
    }

    /// Every character of the first planes: whatever is left after writing out does not act.
    #[test]
    fn nothing_that_acts_is_left() {
        let all: String = (0..0x3_0000).filter_map(char::from_u32).collect();
        assert!(!visible(&all).contains(|c| acts(c) && c != '\n' && c != '\t'));
        assert!(!one_line(&all).contains(acts));
    }

    #[test]
    fn a_name_that_looks_like_a_formula_is_marked_as_text() {
        for name in ["=1+1", "+82 2", "-5 %", "@SUM(A1)", "\tx", "\rx", "\nx", "＝1"] {
            assert_eq!(cell(name), format!("'{name}"));
        }
        for name in ["six-party talks", "a=b", "'quoted'", " =1", "5 %", "−5", "–", ""] {
            assert_eq!(cell(name), name);
        }
    }

    #[test]
    fn runs_from_right_to_left_are_set_apart() {
        let set = |text: &str| isolated(text, ("<", ">")).into_owned();
        assert_eq!(set("signed under שלום 38"), "signed under <שלום> 38");
        assert_eq!(set("שלום ועוד, x, إيران 2 (جديد) 40"), "<שלום ועוד>, x, <إيران 2 (جديد)> 40");
        assert_eq!(set("(שלום)"), "(<שלום>)");
        assert!(matches!(isolated("한글 (x)", ("<", ">")), Cow::Borrowed(_)));
    }
}
