//! Words, numbers, texts and marks of a text that `ron` refused, and what was never closed.

use super::super::tree::goes_on_word;
use super::{Body, codes, quoted};

impl Body<'_> {
    /// Finds the tokens; `None` where what follows an error cannot be told apart from what it swallowed.
    pub(super) fn scan(&mut self, from: usize) -> Option<()> {
        let mut at = from;
        while let Some(c) = self.mended.text[at..].chars().next() {
            if self.problems.is_full() {
                return None;
            }
            let rest = &self.mended.text[at..];
            let length = match c {
                _ if c.is_whitespace() || matches!(c, '\u{200E}' | '\u{200F}') => {
                    at += c.len_utf8();
                    continue;
                }
                '/' if rest.starts_with("//") => {
                    at += rest.find('\n').unwrap_or(rest.len());
                    continue;
                }
                '/' if rest.starts_with("/*") => {
                    let Some(length) = comment(rest) else {
                        let help =
                            "end it with */ (nested comments each need their own), or use // for one line";
                        let what = "this comment is never closed";
                        self.report(codes::COMMENT_OPEN, at..at + 2, what, "opened here", help);
                        return None;
                    };
                    at += length;
                    continue;
                }
                '"' => text(rest).unwrap_or_else(|| self.open_text(at)),
                'r' if raw_mark(rest).is_some() => {
                    let (start, end) = raw_mark(rest)?;
                    let Some(length) = rest[start..].find(&end) else {
                        let what = "this raw text is never closed";
                        let help = format!("it ends with {end}");
                        self.report(codes::STRING_OPEN, at..at + start, what, "opened here", &help);
                        return None;
                    };
                    start + length + end.len()
                }
                '\'' => character(rest).unwrap_or_else(|| self.wrong_quotes(at, c)),
                '“' | '”' | '„' | '«' | '»' | '‘' | '’' | '「' | '『' => {
                    self.wrong_quotes(at, c)
                }
                '0'..='9' | '+' | '-' | '.' => number(rest),
                '_' => extent(rest, goes_on_word),
                _ if c.is_alphabetic() => extent(rest, goes_on_word),
                _ if "()[]{},:=;#!".contains(c) => 1,
                _ => self.stray(at),
            };
            self.tokens.push(at..at + length);
            at += length;
        }
        self.settle();
        Some(())
    }

    /// A text without its closing mark: taken to end with its line.
    fn open_text(&mut self, at: usize) -> usize {
        let line = self.mended.text[at..].lines().next().unwrap_or("");
        let length = line.trim_end().trim_end_matches([',', ')', ']', '}']).len().max(1);
        let help = "put \" at the end of the text; a \" within the text is written \\\"";
        self.report(codes::STRING_OPEN, at..at + 1, "this text is never closed", "opened here", help);
        self.fill(at..at + length, "_");
        length
    }

    /// A text in marks of another kind, to its end or that of what it stands in.
    fn wrong_quotes(&mut self, at: usize, open: char) -> usize {
        let body = &self.mended.text[at + open.len_utf8()..];
        let marks: &[char] = if open == '\'' {
            &['\'', '\n']
        } else {
            &['“', '”', '"', '«', '»', '‘', '’', '」', '』', '\n']
        };
        let found = body.find(marks).and_then(|end| Some((end, body[end..].chars().next()?)));
        let line = body.lines().next().unwrap_or("");
        let length = match found.filter(|(_, mark)| *mark != '\n') {
            Some((end, mark)) => end + mark.len_utf8(),
            None => line.find([',', ')', ']', '}']).unwrap_or(line.trim_end().len()),
        };
        let span = at..at + open.len_utf8() + length;
        if open == '\'' {
            let help = "write \" in place of ' on both sides";
            let label = "single quotes are for one character";
            self.report(codes::QUOTES, span.clone(), "a text stands in double quotes", label, help);
        } else {
            let what = format!("`{open}` is a quotation mark for print, not for a scenario");
            let help = "write \" on both sides of the text";
            self.report(codes::QUOTES, span.clone(), what, "not the plain mark \"", help);
        }
        self.fill(span.clone(), "_");
        span.len()
    }

    /// A run of characters that mean nothing in RON.
    fn stray(&mut self, at: usize) -> usize {
        let rest = &self.mended.text[at..];
        let known =
            |c: char| c.is_whitespace() || goes_on_word(c) || "()[]{},:=;#!\"'+-./“”„«»‘’「『".contains(c);
        // The first one is stray whatever it is: `²` counts as a digit in words and begins none.
        let length = rest.char_indices().skip(1).find(|(_, c)| known(*c)).map_or(rest.len(), |(at, _)| at);
        let help = match rest.chars().next() {
            Some('%') => "write 0.8 for 80 %",
            Some('−' | '–' | '—') => "the minus sign is the plain `-`",
            Some('，' | '、') => "the comma is the plain `,`",
            Some('：') => "the colon is the plain `:`",
            Some('（' | '）') => "brackets are the plain `(` and `)`",
            Some('\u{a0}' | '\u{3000}' | '\u{200b}' | '\u{feff}') => {
                "this is an invisible or wide space copied from elsewhere; write a plain space"
            }
            _ => "remove it, or put it in quotes if it belongs to a text",
        };
        let what = format!("{} has no meaning here", quoted(&rest[..length]));
        self.report(codes::STRAY, at..at + length, what, "unexpected", help);
        self.fill(at..at + length, " ");
        length
    }
}

fn extent(rest: &str, belongs: impl Fn(char) -> bool) -> usize {
    rest.find(|c| !belongs(c)).unwrap_or(rest.len())
}

/// A number takes what touches it, and a sign after its `e`.
fn number(rest: &str) -> usize {
    let mut last = ' ';
    for (at, c) in rest.char_indices() {
        let sign = matches!(c, '+' | '-') && (at == 0 || matches!(last, 'e' | 'E'));
        if !(sign || c == '.' || goes_on_word(c)) {
            return at.max(1);
        }
        last = c;
    }
    rest.len()
}

/// Length of a text in plain marks. One over several lines whose closing mark touches a word was never closed: that mark opens the next.
fn text(rest: &str) -> Option<usize> {
    let mut escaped = true;
    let end = rest.bytes().position(|b| {
        let ends = b == b'"' && !escaped;
        escaped = b == b'\\' && !escaped;
        ends
    })?;
    let glued = rest[..end].contains('\n') && rest[end + 1..].starts_with(goes_on_word);
    (!glued).then_some(end + 1)
}

/// Length of the opening mark of a raw text, and its closing one.
fn raw_mark(rest: &str) -> Option<(usize, String)> {
    let guards = rest[1..].bytes().take_while(|&b| b == b'#').count();
    rest[1 + guards..].starts_with('"').then(|| (guards + 2, format!("\"{}", "#".repeat(guards))))
}

fn character(rest: &str) -> Option<usize> {
    let c = rest[1..].chars().next()?;
    let length = match c {
        '\\' => 2 + rest[2..].char_indices().take(12).skip(1).find(|(_, c)| *c == '\'')?.0,
        '\'' | '\n' | '\r' => return None,
        _ => 1 + c.len_utf8(),
    };
    rest[length..].starts_with('\'').then_some(length + 1)
}

/// Length of a comment, those within it included.
fn comment(rest: &str) -> Option<usize> {
    let (mut depth, mut at) = (0_usize, 0);
    loop {
        let (step, change) = match rest.as_bytes().get(at..at + 2)? {
            b"/*" => (2, 1),
            b"*/" => (2, -1),
            _ => (1, 0),
        };
        at += step;
        depth = depth.saturating_add_signed(change);
        if depth == 0 {
            return Some(at);
        }
    }
}
