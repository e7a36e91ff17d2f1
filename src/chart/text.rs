//! How wide a text is, before any font is known: widths are those of the widest common sans face (`DejaVu Sans`), or of the
//! face that PNG charts are drawn with where that is wider (`png.rs` tests it), so that a label that fits here fits in Arial, Helvetica and
//! Noto Sans too.

use crate::scenario::letters;
use unicode_width::UnicodeWidthChar;

/// Widths of the printable ASCII characters, space first, in hundredths of an em.
const ASCII: [u8; 95] = [
    32, 41, 46, 84, 64, 96, 78, 28, 40, 40, 50, 84, 32, 44, 32, 34, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64,
    34, 34, 84, 84, 84, 56, 102, 69, 69, 73, 77, 67, 62, 78, 76, 30, 52, 67, 56, 87, 75, 79, 67, 79, 73, 67,
    62, 74, 69, 99, 69, 67, 69, 40, 34, 40, 84, 56, 50, 62, 64, 55, 64, 62, 36, 64, 64, 28, 28, 58, 28, 98,
    64, 62, 64, 64, 42, 53, 40, 64, 60, 82, 60, 60, 53, 64, 34, 64, 84,
];

/// How much wider bold letters are.
const BOLD: f64 = 1.16;

/// Width of a text at a font size, both in pixels.
pub(crate) fn width(text: &str, size: f64) -> f64 {
    text.chars().map(em).sum::<f64>() * size
}

/// Width of a bold text.
pub(crate) fn width_bold(text: &str, size: f64) -> f64 {
    width(text, size) * BOLD
}

/// Width of one character in em.
fn em(c: char) -> f64 {
    let code = c as u32;
    if let Some(w) = code.checked_sub(32).and_then(|i| ASCII.get(i as usize)) {
        return f64::from(*w) / 100.0;
    }
    match c.width() {
        Some(0) | None => 0.0,
        Some(2) if code >= 0x1_F000 => 1.3,
        Some(2) => 1.0,
        _ => narrow(c),
    }
}

/// Width in em of a character that is neither ASCII nor wide.
fn narrow(c: char) -> f64 {
    match c {
        '·' | '’' | '‘' | '\u{a0}' => 0.32,
        '–' | '§' => 0.53,
        '“' | '”' | '•' => 0.6,
        'Æ' | 'æ' | 'Œ' | 'œ' | 'Ŵ' => 1.0,
        '\u{c0}'..='\u{17f}' => 0.78,
        '\u{180}'..='\u{24f}' => 1.3,
        '\u{250}'..='\u{52f}' => 0.8,
        _ => 1.0,
    }
}

/// The text without what XML or a line of text cannot hold: control characters, marks of direction, line breaks.
pub(crate) fn clean(text: &str) -> String {
    let kept: String = text
        .chars()
        .map(|c| if c.is_whitespace() && c != '\u{a0}' { ' ' } else { c })
        .filter(|c| !letters::acts(*c) && !matches!(c, '\u{fffe}' | '\u{ffff}'))
        .collect();
    kept.split(' ').filter(|w| !w.is_empty()).collect::<Vec<_>>().join(" ")
}

/// The text with names in scripts from right to left set apart (U+2068, U+2069), as the last thing before it is drawn.
pub(crate) fn isolated(text: &str) -> String {
    letters::isolated(text, ("\u{2068}", "\u{2069}")).into_owned()
}

/// The text, its middle replaced by `…` if it is wider than `max` pixels: beginnings and ends tell names apart.
pub(crate) fn shorten(text: &str, size: f64, max: f64) -> String {
    if width(text, size) <= max {
        return text.to_owned();
    }
    let chars: Vec<char> = text.chars().collect();
    // Widths up to each character; blanks count as nothing, since those at the cut are trimmed. So the work grows with the text alone.
    let mut up_to = vec![0.0];
    for c in &chars {
        let blank = c.is_whitespace();
        up_to.push(up_to[up_to.len() - 1] + if blank { 0.0 } else { em(*c) * size });
    }
    let least = |head: usize, tail: usize| up_to[head] + up_to[chars.len()] - up_to[chars.len() - tail];
    for kept in (1..chars.len()).rev() {
        let tail = kept / 3;
        if least(kept - tail, tail) > max + 1.0 {
            continue;
        }
        let head: String = chars[..kept - tail].iter().collect();
        let end: String = chars[chars.len() - tail..].iter().collect();
        let short = format!("{}…{}", head.trim_end(), end.trim_start());
        if width(&short, size) <= max {
            return short;
        }
    }
    "…".to_owned()
}

/// The text in at most `lines` lines of at most `max` pixels; what does not fit is shortened in the last line.
pub(crate) fn wrap(text: &str, size: f64, max: f64, lines: usize) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    let mut words: Vec<String> = text.split(' ').flat_map(|w| pieces(w, size, max)).collect();
    words.reverse();
    while let Some(word) = words.pop() {
        let fits = out.last().is_some_and(|line| width(&format!("{line} {word}"), size) <= max);
        if fits && let Some(line) = out.last_mut() {
            line.push(' ');
            line.push_str(&word);
        } else if out.len() < lines.max(1) {
            out.push(word);
        } else {
            words.push(word);
            words.reverse();
            let last = format!("{} {}", out.pop().unwrap_or_default(), words.join(" "));
            out.push(shorten(&last, size, max));
            break;
        }
    }
    out
}

/// A word, cut where it is wider than a line (names in scripts without spaces, long compounds).
fn pieces(word: &str, size: f64, max: f64) -> Vec<String> {
    let mut out = vec![String::new()];
    for c in word.chars() {
        if let Some(last) = out.last_mut() {
            last.push(c);
            if width(last, size) > max && last.chars().count() > 1 {
                last.pop();
                out.push(c.to_string());
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hangul_is_one_em_and_combining_marks_nothing() {
        assert!((width("조선", 10.0) - 20.0).abs() < 1e-9);
        assert!((width("e\u{301}", 10.0) - width("e", 10.0)).abs() < 1e-9);
    }

    #[test]
    fn wrapping_keeps_lines_within_the_width() {
        let text = "a name with several words and Donaudampfschifffahrtsgesellschaft in it";
        for max in [40.0, 80.0, 160.0] {
            let lines = wrap(text, 12.0, max, 3);
            assert!(lines.len() <= 3 && lines.iter().all(|l| width(l, 12.0) <= max), "{max}: {lines:?}");
        }
        assert_eq!(wrap("two words", 12.0, 1000.0, 3), ["two words"]);
    }

    #[test]
    fn shortening_keeps_both_ends() {
        let short = shorten("working-level bilateral talks A", 12.0, 120.0);
        assert!(short.starts_with("work") && short.ends_with(" A"), "{short}");
        assert_eq!(shorten("short", 12.0, 120.0), "short");
        let sensible = "a name of many words ".repeat(20);
        let longer = format!("{}{}", "a name of many words ".repeat(20_000), "a name of many words ");
        assert_eq!(shorten(&longer, 12.0, 120.0), shorten(&sensible, 12.0, 120.0));
    }

    #[test]
    fn cleaning_drops_what_xml_cannot_hold() {
        assert_eq!(clean("a\u{0}b\n c\u{202e}d\u{9b}\u{200f}\u{2028}e"), "ab cd e");
    }
}
