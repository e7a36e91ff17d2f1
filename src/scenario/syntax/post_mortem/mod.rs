//! What is wrong with a text that `ron` refuses, in words for people; what can be mended is mended, so that the rest can be read.
//!
//! What a mend puts in is noted, so that places are those of the file. It runs only after `ron` has refused.

mod brackets;
mod scan;

use ron::error::Error;

use super::DEEPEST;
use super::mended::Mended;
use super::tree::{FLAWS, goes_on_word, refused};
use crate::scenario::diagnostic::{Diagnostic, Problems, codes, quoted};
use crate::scenario::model::Span;

/// Most errors of syntax that are mended in one file.
const MOST_MENDS: usize = 20;

/// Names the errors of a text that was refused; `None` where nothing of its meaning can be read.
pub(super) fn examine(text: &str, from: usize, problems: &mut Problems) -> Option<Mended> {
    let mended = Mended { text: text.to_owned(), ..Mended::default() };
    let mut body = Body { mended, tokens: Vec::new(), problems };
    body.scan(from)?;
    if body.tokens.is_empty() {
        let end = text.trim_end().len();
        let problem = Diagnostic::error(codes::EMPTY, end..end, "there is no scenario in this file");
        body.problems.push(problem.help("`roundtable new NAME` writes a small one to start from"));
        return None;
    }
    brackets::pair(text, &body.tokens, body.problems)?;
    for _ in 0..MOST_MENDS {
        let Some((error, at)) = refused(&body.mended.text, from) else { return Some(body.mended) };
        body.finding(&error, at)?;
        body.settle();
    }
    None
}

struct Body<'p> {
    mended: Mended,
    /// Words, numbers, texts and marks; neither blanks nor comments.
    tokens: Vec<Span>,
    problems: &'p mut Problems,
}

impl Body<'_> {
    fn span(&self, token: usize) -> Span {
        self.tokens.get(token).cloned().unwrap_or(self.mended.text.len()..self.mended.text.len())
    }

    fn word(&self, token: usize) -> &str {
        &self.mended.text[self.span(token)]
    }

    fn is(&self, token: usize, marks: &str) -> bool {
        self.word(token).starts_with(|c| marks.contains(c))
    }

    /// Words, numbers, texts and opening brackets.
    fn starts_value(&self, token: usize) -> bool {
        self.word(token).starts_with(|c| goes_on_word(c) || "([{\"'+-.".contains(c))
    }

    /// Puts one character all over a part of the text.
    fn fill(&mut self, span: Span, with: &str) {
        self.mended.text.replace_range(span.clone(), &with.repeat(span.len()));
    }

    fn report(&mut self, code: &'static str, span: Span, what: impl Into<String>, label: &str, help: &str) {
        let span = self.original(&span);
        self.problems.push(Diagnostic::error(code, span, what).label(label).help(help));
    }

    /// Puts in a mark.
    fn insert(&mut self, at: usize, mark: char) {
        self.mended.insert(at, mark);
        let next = self.tokens.partition_point(|token| token.end <= at);
        self.tokens[next..].iter_mut().for_each(|token| *token = token.start + 1..token.end + 1);
        self.tokens.insert(next, at..at + 1);
    }

    /// Leaves out of the tokens what was blanked.
    fn settle(&mut self) {
        let text = &self.mended.text;
        self.tokens.retain_mut(|token| {
            let word = &text[token.clone()];
            if word.starts_with(' ') {
                let start = token.end - word.trim_start_matches(' ').len();
                *token = start..start + word.trim_matches(' ').len();
            }
            token.start < token.end
        });
    }

    fn original(&self, span: &Span) -> Span {
        self.mended.original(span.start)..self.mended.original(span.end)
    }

    /// Takes an entry out, from a token to the comma after it, or the rest of one up to the comma.
    fn take(&mut self, first: usize, comma: bool) {
        let (mut last, mut depth) = (first, 0_usize);
        while last < self.tokens.len() {
            if self.is(last, "([{") {
                depth += 1;
            } else if self.is(last, ")]}") && depth == 0 {
                break;
            } else if self.is(last, ")]}") {
                depth -= 1;
            } else if self.is(last, ",") && depth == 0 {
                last += usize::from(comma);
                break;
            }
            last += 1;
        }
        let span = self.span(first).start..self.span(last.max(first + 1) - 1).end;
        self.mended.holes.push(span.start);
        self.fill(span, " ");
    }

    /// Whether a token stands directly in round brackets.
    fn in_round(&self, token: usize) -> bool {
        let mut depth = 0_usize;
        for at in (0..token).rev() {
            if self.is(at, ")]}") {
                depth += 1;
            } else if self.is(at, "([{") && depth == 0 {
                return self.is(at, "(");
            } else if self.is(at, "([{") {
                depth -= 1;
            }
        }
        false
    }

    /// Names what `ron` refused at a byte, and mends it; `None` where it cannot be mended.
    fn finding(&mut self, error: &Error, byte: usize) -> Option<()> {
        let at = self.tokens.partition_point(|token| token.end <= byte);
        let here = self.span(at);
        match error {
            Error::ExceededRecursionLimit => {
                self.problems.push(too_deep(self.original(&here)));
                return None;
            }
            Error::TrailingCharacters => {
                let root = self.span(at.saturating_sub(1)).end;
                let (follows, end) = (self.original(&here), self.original(&(root - 1..root)));
                self.problems.push(after_end(follows, end));
                self.mended.holes.push(root - 1);
                self.fill(here.start..self.mended.text.len(), " ");
            }
            Error::InvalidEscape(_) => {
                let token = self.span(self.tokens.partition_point(|token| token.end < byte));
                let slash = self.mended.text[..byte].rfind('\\').filter(|slash| *slash >= token.start)?;
                let what =
                    format!("{} is an escape that does not exist", quoted(&self.mended.text[slash..byte]));
                let help =
                    "for a plain backslash write \\\\; escapes are \\n \\t \\r \\0 \\\" \\' \\x41 \\u{AC00}";
                self.report(codes::ESCAPE, slash..byte, what, "not an escape", help);
                self.fill(token, "_");
            }
            Error::NoSuchExtension(name) => {
                let what = format!("there is no extension {}", quoted(name));
                let help = "remove the line: a scenario needs no extensions";
                self.report(codes::UNKNOWN_WORD, self.span(at - 1), what, "unknown", help);
                return None;
            }
            _ if self.number_at(byte) => {}
            _ if self.is(at, ",;:=#!") => return self.mark_at(at),
            Error::ExpectedMapColon => return self.colon_missing(at),
            Error::ExpectedIdentifier | Error::SuggestRawIdentifier(_) if self.starts_value(at) => {
                self.nameless(at);
            }
            Error::ExpectedComma if self.starts_value(at) && at > 0 => return self.separator_missing(at),
            _ if self.is(at, ")]}") && at > 1 && self.is(at - 1, ":") => self.value_missing(at - 1),
            _ => {
                self.unexpected(at);
                self.fill(here, " ");
            }
        }
        Some(())
    }

    /// Reports a number that `ron` does not read, or reads in part.
    fn number_at(&mut self, byte: usize) -> bool {
        let token = self.span(self.tokens.partition_point(|token| token.end < byte));
        let written = &self.mended.text[token.clone()];
        let digits = written.trim_start_matches(['+', '-', '.']);
        let number = written.starts_with(|c: char| c.is_ascii_digit() || "+-.".contains(c));
        let plain = digits.starts_with(|c: char| c.is_ascii_digit());
        if !number || token.start > byte || refused(written, 0).is_none() {
            return false;
        }
        let (code, what, help) = match written {
            _ if written.contains("..") => FLAWS[1],
            _ if written.matches('.').count() > 1 => FLAWS[5],
            _ if plain && digits.contains(char::is_alphabetic) => FLAWS[3],
            _ if plain && digits.bytes().all(|b| b.is_ascii_digit()) => FLAWS[2],
            _ => FLAWS[4],
        };
        let what = format!("{} {what}", quoted(written));
        self.report(code, token.clone(), what, "here", help);
        self.fill(token, "_");
        true
    }

    /// A mark where there should be something else.
    fn mark_at(&mut self, at: usize) -> Option<()> {
        let here = self.span(at);
        let after_key = at > 0 && self.word(at - 1).starts_with(|c| goes_on_word(c) || c == '"');
        let quoted_key = after_key && self.is(at - 1, "\"") && self.in_round(at);
        if self.is(at, ";") {
            let what = "entries are separated by commas, not by `;`";
            self.report(codes::STRAY, here.clone(), what, "not a comma", "write `,`");
            self.fill(here, ",");
        } else if self.is(at, ":=") && quoted_key {
            let key = self.span(at - 1);
            let name = self.word(at - 1).trim_matches('"').to_owned();
            let plain = name.chars().all(goes_on_word) && !name.is_empty();
            let field = if plain { format!("write `{name}:`; or use") } else { "use".to_owned() };
            let help = format!("{field} {{ }} if this is a map with keys of your own");
            let what = "names of fields are written without quotes";
            self.report(codes::FIELD_NAME, key.clone(), what, "a text where a field name is expected", &help);
            if plain {
                self.fill(key.start..key.start + 1, " ");
                self.fill(key.end - 1..key.end, " ");
            } else {
                self.fill(key, "_");
            }
        } else if self.is(at, "=") && after_key {
            let what = "a name and its value are joined by `:`, not by `=`";
            self.report(codes::COLON_MISSING, here.clone(), what, "not a colon", "write `:`");
            self.fill(here, ":");
        } else if at > 1 && self.is(at - 1, ":") {
            self.value_missing(at - 1);
        } else if self.is(at, ",") && after_key {
            return self.colon_missing(at);
        } else if self.is(at, ",") {
            self.report(
                codes::COMMA_EXTRA,
                here.clone(),
                "a comma too many",
                "nothing stands before it",
                "remove it",
            );
            self.fill(here, " ");
        } else {
            self.unexpected(at);
            self.take(at, false);
        }
        Some(())
    }

    fn unexpected(&mut self, at: usize) {
        let what = format!("{} has no place here", quoted(self.word(at)));
        let help = "a value is expected: a text in quotes, a number, a list [ ], a map { } or a group ( )";
        self.report(codes::STRAY, self.span(at), what, "unexpected", help);
    }

    /// No value after the colon of a key.
    fn value_missing(&mut self, colon: usize) {
        let key = self.span(colon - 1).start..self.span(colon).end;
        let what = format!("`{}` has no value", self.word(colon - 1).trim_matches('"'));
        let help = "write a value, or leave the field out";
        self.report(codes::VALUE_MISSING, key, what, "a value must follow", help);
        self.take(colon - 1, true);
    }

    /// A key and no colon after it, or a key alone.
    fn colon_missing(&mut self, at: usize) -> Option<()> {
        let key = self.span(at.checked_sub(1)?);
        let text = self.is(at - 1, "\"");
        if self.starts_value(at) {
            let what = if text { "this key".to_owned() } else { format!("`{}`", self.word(at - 1)) };
            let help = if text { "write `\"key\": value`" } else { "write `name: value`" };
            let what = format!("a colon is missing after {what}");
            self.report(codes::COLON_MISSING, key, what, "`:` must follow", help);
            self.insert(self.span(at - 1).end, ':');
            return Some(());
        }
        if self.in_round(at) {
            self.nameless(at - 1);
        } else {
            let help = "in { } every entry is `\"key\": value`; a list stands in [ ]";
            self.report(codes::VALUE_MISSING, key, "this key has no value", "a key alone", help);
            self.take(at - 1, true);
        }
        Some(())
    }

    /// An entry without a name in a group with names.
    fn nameless(&mut self, at: usize) {
        let here = self.span(at);
        let digit = |token: usize| self.word(token).starts_with(|c: char| c.is_ascii_digit());
        let touching = |a: usize| self.span(a).end == self.span(a + 1).start;
        let decimal = at > 1 && digit(at) && digit(at - 2) && touching(at - 2) && touching(at - 1);
        if self.is(at, "\"") && self.is(at + 1, ":=") {
            let _ = self.mark_at(at + 1);
            return;
        }
        let help = if decimal { "write decimals with a point: 0.8, not 0,8" } else { "write `name: value`" };
        let mut end = self.tokens.len();
        let mut depth = 0_usize;
        for token in at..self.tokens.len() {
            depth += usize::from(self.is(token, "([{"));
            depth = depth.saturating_sub(usize::from(self.is(token, ")]}")));
            if depth == 0 && !self.is(token + 1, "(") {
                end = token;
                break;
            }
        }
        let whole = here.start..self.span(end).end;
        self.report(codes::FIELD_NAME, whole, "this entry has no field name", "which field is this?", help);
        if decimal {
            self.fill(self.span(at - 2), "_");
        }
        self.take(at, true);
    }

    /// A comma, or a colon, that is missing between two values.
    fn separator_missing(&mut self, at: usize) -> Option<()> {
        let first = at > 1 && self.is(at - 2, "(,") && self.word(at - 1).starts_with(goes_on_word);
        if first && self.in_round(at) && self.word(at).starts_with(|c: char| c == '"' || c.is_ascii_digit()) {
            return self.colon_missing(at);
        }
        let before = self.span(at - 1).end;
        let (after, next) = (self.mended.original(before), self.original(&self.span(at)));
        let problem = Diagnostic::error(codes::COMMA_MISSING, after - 1..after, "a comma is missing")
            .label("after this")
            .also(next, "before this");
        self.problems.push(problem.help("write `,` between the two"));
        self.insert(before, ',');
        Some(())
    }
}

fn too_deep(span: Span) -> Diagnostic {
    Diagnostic::error(codes::TOO_DEEP, span, format!("more than {DEEPEST} brackets are open here"))
        .label("one bracket too deep")
        .help("a scenario needs about ten; look for closing brackets that are missing")
}

fn after_end(span: Span, root: Span) -> Diagnostic {
    Diagnostic::error(codes::AFTER_END, span, "the scenario has ended, but something follows")
        .label("not part of it")
        .also(root, "the scenario ends here")
        .help("if this belongs to the scenario, a closing bracket above is one too many")
}
