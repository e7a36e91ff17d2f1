//! Texts: plain ones with escapes, raw ones, single characters.

use crate::scenario::model::Span;

/// A plain text that has an end.
pub(super) struct Plain {
    pub(super) content: String,
    pub(super) length: usize,
    pub(super) errors: Vec<(Span, &'static str)>,
    /// Runs over several lines, and its closing mark touches a word: then it is really the opening mark of the next
    /// text, and this text was never closed.
    pub(super) glued: bool,
}

/// Reads `"…"`; `None` without a closing mark.
pub(super) fn plain(rest: &str) -> Option<Plain> {
    let mut content = String::new();
    let mut errors = Vec::new();
    let mut at = 1;
    loop {
        let c = rest.get(at..)?.chars().next()?;
        match c {
            '"' => break,
            '\\' => {
                let (length, meaning) = escape(&rest[at..]);
                match meaning {
                    Ok(Some(c)) => content.push(c),
                    Ok(None) => {}
                    Err(what) => errors.push((at..at + length, what)),
                }
                at += length;
            }
            _ => {
                content.push(c);
                at += c.len_utf8();
            }
        }
    }
    let length = at + 1;
    let next = rest[length..].chars().next();
    let glued = rest[..length].contains('\n') && next.is_some_and(|c| c.is_alphanumeric() || c == '_');
    Some(Plain { content, length, errors, glued })
}

/// Reads one escape: its length, and the character (`None` for a line that goes on).
fn escape(rest: &str) -> (usize, Result<Option<char>, &'static str>) {
    let Some(c) = rest[1..].chars().next() else { return (1, Err("a backslash at the end of the file")) };
    let simple = match c {
        'n' => '\n',
        't' => '\t',
        'r' => '\r',
        '0' => '\0',
        '\\' | '"' | '\'' => c,
        'x' => return hex(rest),
        'u' => return unicode(rest),
        '\n' | '\r' => {
            let body = &rest[1..];
            let white = body.find(|c| !matches!(c, ' ' | '\t' | '\n' | '\r')).unwrap_or(body.len());
            return (1 + white, Ok(None));
        }
        _ => return (1 + c.len_utf8(), Err("an escape that does not exist")),
    };
    (2, Ok(Some(simple)))
}

/// `\x41`: two digits, up to 7F.
fn hex(rest: &str) -> (usize, Result<Option<char>, &'static str>) {
    let digits = rest.get(2..4).filter(|digits| digits.bytes().all(|b| b.is_ascii_hexdigit()));
    let Some(value) = digits.and_then(|digits| u8::from_str_radix(digits, 16).ok()) else {
        return (2, Err("\\x needs two hexadecimal digits"));
    };
    if value.is_ascii() {
        (4, Ok(Some(char::from(value))))
    } else {
        (4, Err("\\x goes up to 7F; write \\u{…} beyond"))
    }
}

/// `\u{AC00}`: up to six digits.
fn unicode(rest: &str) -> (usize, Result<Option<char>, &'static str>) {
    let body = rest.get(3..).filter(|_| rest.as_bytes().get(2) == Some(&b'{'));
    // No further than the digits may go: the bracket may never come.
    let end = |body: &str| body.bytes().take(7).position(|b| b == b'}');
    let digits = body.and_then(|body| body.get(..end(body)?));
    match digits.filter(|d| (1..=6).contains(&d.len()) && d.bytes().all(|b| b.is_ascii_hexdigit())) {
        None => (2, Err("\\u needs one to six hexadecimal digits in curly brackets, e.g. \\u{AC00}")),
        Some(digits) => {
            let c = u32::from_str_radix(digits, 16).ok().and_then(char::from_u32);
            (digits.len() + 4, c.map(Some).ok_or("there is no such character"))
        }
    }
}

/// Number of `#` if a raw text begins here (`r"`, `r#"`, …).
pub(super) fn raw_guards(rest: &str) -> Option<usize> {
    let body = rest.strip_prefix('r')?;
    let guards = body.bytes().take_while(|&b| b == b'#').count();
    (body.as_bytes().get(guards) == Some(&b'"')).then_some(guards)
}

/// Reads `r"…"` or `r#"…"#`: content and length.
pub(super) fn raw(rest: &str) -> Option<(String, usize)> {
    let guards = raw_guards(rest)?;
    let start = guards + 2;
    let end = format!("\"{}", "#".repeat(guards));
    let length = rest[start..].find(&end)?;
    Some((rest[start..start + length].to_owned(), start + length + end.len()))
}

/// Reads `'a'`: the character and the length.
pub(super) fn character(rest: &str) -> Option<(char, usize)> {
    let c = rest[1..].chars().next()?;
    let (c, length) = match c {
        '\\' => {
            let (length, meaning) = escape(&rest[1..]);
            (meaning.ok().flatten()?, length)
        }
        '\'' | '\n' | '\r' => return None,
        _ => (c, c.len_utf8()),
    };
    (rest.as_bytes().get(1 + length) == Some(&b'\'')).then_some((c, length + 2))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn content(text: &str) -> Option<String> {
        plain(text).filter(|read| read.errors.is_empty()).map(|read| read.content)
    }

    #[test]
    fn escapes() {
        assert_eq!(content(r#""a\n\t\"\\\x41\u{AC00}""#).as_deref(), Some("a\n\t\"\\A가"));
        assert_eq!(content("\"one \\\r\n   line\"").as_deref(), Some("one line"));
        for broken in [r#""\q""#, r#""\x4""#, r#""\xff""#, r#""\u{}""#, r#""\u{D800}""#, r#""\u41""#] {
            assert_eq!(plain(broken).map(|read| read.errors.len()), Some(1), "{broken}");
        }
    }

    #[test]
    fn a_text_over_lines_that_touches_a_word_was_not_closed() {
        assert!(plain("\"north,\n title: \"Orchard\",").is_some_and(|read| read.glued));
        assert!(plain("\"two\nlines\", next").is_some_and(|read| !read.glued));
        assert!(plain("\"open").is_none());
    }

    #[test]
    fn raw_texts_and_characters() {
        assert_eq!(raw("r#\"a \"b\" c\"#,"), Some(("a \"b\" c".to_owned(), 12)));
        assert_eq!(raw("r\"open"), None);
        assert_eq!(character("'한'"), Some(('한', 5)));
        assert_eq!(character(r"'\n'"), Some(('\n', 4)));
        assert_eq!(character("'north'"), None);
    }
}
