//! Text of a set width: columns on a screen, Hangul and other wide letters counted as two.

use super::printable::styled;
use crate::scenario::letters::one_line;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// Columns of a screen whose width is not known.
pub(crate) const SCREEN: usize = 80;

/// Widths that a screen may have: in fewer columns nothing can be read.
const WIDTHS: std::ops::RangeInclusive<usize> = 20..=1000;

/// Columns of the screen: what `COLUMNS` says, or the terminal; into a pipe or a file, so many as given.
pub(crate) fn columns(otherwise: usize) -> usize {
    let said = std::env::var("COLUMNS").ok().and_then(|text| text.trim().parse().ok()).filter(|n| *n > 0);
    let terminal = || {
        let (terminal_size::Width(columns), _) = terminal_size::terminal_size_of(std::io::stdout())?;
        Some(usize::from(columns)).filter(|n| *n > 0)
    };
    said.or_else(terminal).map_or(otherwise, |n: usize| n.clamp(*WIDTHS.start(), *WIDTHS.end()))
}

/// Columns that a text takes on one line.
pub(crate) fn width(text: &str) -> usize {
    one_line(text).width()
}

/// Shortens a text to at most `columns` of one line, with `…` at the end if something is left out.
pub(crate) fn shorten(text: &str, columns: usize) -> String {
    let text = one_line(text);
    if text.width() <= columns {
        return text.into_owned();
    }
    let mut short = String::new();
    let mut used = 1;
    for letter in text.chars() {
        used += letter.width().unwrap_or(0);
        if used > columns {
            break;
        }
        short.push(letter);
    }
    if columns == 0 { short } else { short.trim_end().to_owned() + "…" }
}

/// A text of a user for running text: longer than sense it is shortened.
pub(crate) fn sensible(text: &str) -> String {
    const LONGEST: usize = 3 * SCREEN;
    shorten(text, LONGEST)
}

/// Shortens or fills up on the right to exactly `columns`.
pub(crate) fn left(text: &str, columns: usize) -> String {
    let short = shorten(text, columns);
    let blanks = columns - width(&short);
    short + &" ".repeat(blanks)
}

/// Fills up on the left to `columns`. Numbers stand there: they are never shortened.
pub(crate) fn right(text: &str, columns: usize) -> String {
    " ".repeat(columns.saturating_sub(width(text))) + &one_line(text)
}

/// A text in lines of so many columns, after a heading, under which the next lines begin.
pub(crate) fn wrapped(heading: &str, text: &str, room: usize) -> Vec<String> {
    // Where a heading takes too much of the line, what follows begins further left.
    let indent = if width(heading) * 2 > room { 2.min(room / 2) } else { width(heading) };
    let mut lines = vec![heading.to_owned()];
    let mut fresh = true;
    for word in text.split(' ') {
        let last = lines.last().map_or(0, |line| width(line));
        if last + usize::from(!fresh) + width(word) > room && (!fresh || last > indent) {
            lines.push(" ".repeat(indent));
            fresh = true;
        }
        if let Some(line) = lines.last_mut() {
            if !fresh {
                line.push(' ');
            }
            line.push_str(word);
        }
        fresh = false;
    }
    lines.into_iter().map(|line| line.trim_end().to_owned()).collect()
}

/// Columns for running text: those of the screen; into a pipe or a file a line is a line.
pub(crate) fn running() -> usize {
    columns(usize::MAX)
}

/// Running text in so many columns, line by line: a line that is too long goes on below, a little further right than it begins.
pub(crate) fn flowing(text: &str, room: usize) -> String {
    const FURTHER: usize = 2;
    let line = |line: &str| {
        if width(line) <= room {
            return vec![line.to_owned()];
        }
        let begins = line.len() - line.trim_start_matches(' ').len();
        let head = line.char_indices().map(|(at, _)| at).find(|at| *at == begins + FURTHER).unwrap_or(begins);
        wrapped(&line[..head], &line[head..], room)
    };
    text.lines().flat_map(line).fold(String::new(), |text, line| text + &line + "\n")
}

/// Shares `columns` among two texts: neither is shortened before it has half.
pub(crate) fn share_out(a: &str, b: &str, columns: usize) -> (String, String) {
    let half = columns / 2;
    let (wide_a, wide_b) = (width(a), width(b));
    let for_a = if wide_a + wide_b <= columns {
        wide_a
    } else {
        half.max(columns.saturating_sub(wide_b)).min(wide_a)
    };
    (shorten(a, for_a), shorten(b, columns.saturating_sub(for_a)))
}

/// A heading in bold, on as many lines as it takes.
pub(crate) fn emphasised(text: &str, room: usize) -> Vec<String> {
    wrapped("", text, room).iter().map(|line| bold(line)).collect()
}

/// Lines as one text, without blanks at their ends.
pub(crate) fn joined(lines: &[String]) -> String {
    lines.iter().fold(String::new(), |text, line| text + line.trim_end() + "\n")
}

/// Bold, where the terminal can.
pub(crate) fn bold(text: &str) -> String {
    styled(anstyle::Style::new().bold(), text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wide_letters_count_twice() {
        assert_eq!(width("대한민국"), 8);
        assert_eq!(shorten("대한민국", 8), "대한민국");
        assert_eq!(shorten("대한민국", 7), "대한민…");
        assert_eq!(width(&left("대한민국", 6)), 6);
        assert_eq!(left("대한민국", 6), "대한… ");
        assert_eq!(right("ab", 4), "  ab");
        assert_eq!(right("+100", 3), "+100", "a number is never cut");
        assert_eq!(shorten("abc", 0), "");
        assert_eq!(shorten("six-party talks", 4), "six…");
    }

    #[test]
    fn a_cell_is_one_line_as_wide_as_it_is_shown() {
        let name = "a\u{1b}[2Jb\nc";
        assert_eq!(width(name), 14);
        assert_eq!(left(name, 16), "a\\u{1b}[2Jb\\nc  ");
        assert_eq!(width(&right(name, 20)), 20);
        assert_eq!(width(&left(&"x".repeat(100_000), 30)), 30);
    }

    #[test]
    fn long_texts_go_on_under_where_they_begin() {
        assert_eq!(
            wrapped("agreed: ", "one two three four", 17),
            ["agreed: one two", "        three", "        four"]
        );
        assert_eq!(wrapped("", "one two three", 7), ["one two", "three"]);
        assert_eq!(wrapped("a long heading: ", "word", 18), ["a long heading:", "  word"]);
        assert_eq!(wrapped("x ", "unbreakable-and-long", 10), ["x unbreakable-and-long"]);
    }

    #[test]
    fn running_text_goes_on_where_its_line_begins() {
        let text = "a short line\n  Ash offers both: open\n\n한국어 문장은 넓다\n";
        assert_eq!(flowing(text, usize::MAX), text);
        assert_eq!(
            flowing(text, 12),
            "a short line\n  Ash offers\n    both:\n    open\n\n한국어\n문장은 넓다\n"
        );
        for room in 20..60 {
            let said = flowing("    1  North Korea offers tests: halted; sanctions: reduced  [0.512]", room);
            assert!(said.lines().all(|line| width(line) <= room), "{room}: {said}");
            assert_eq!(said.split_whitespace().count(), 9);
        }
    }

    #[test]
    fn two_texts_share_what_there_is() {
        let shared = |a: &str, b: &str, n| {
            let (a, b) = share_out(a, b, n);
            (width(&a), width(&b))
        };
        assert_eq!(shared("abcdefgh", "abc", 20), (8, 3));
        assert_eq!(shared("abcdefgh", "abc", 10), (7, 3));
        assert_eq!(shared("abc", "abcdefgh", 10), (3, 7));
        assert_eq!(shared("abcdefgh", "abcdefgh", 10), (5, 5));
    }
}
