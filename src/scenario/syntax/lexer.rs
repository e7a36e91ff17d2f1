//! From text to tokens.

use super::{number, text};
use crate::scenario::diagnostic::{Diagnostic, Problems, codes, quoted};
use crate::scenario::letters;
use crate::scenario::model::Span;

/// Kind of bracket.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Bracket {
    Round,
    Square,
    Curly,
}

impl Bracket {
    pub(super) fn open(self) -> char {
        match self {
            Self::Round => '(',
            Self::Square => '[',
            Self::Curly => '{',
        }
    }

    pub(super) fn close(self) -> char {
        match self {
            Self::Round => ')',
            Self::Square => ']',
            Self::Curly => '}',
        }
    }
}

#[derive(Debug, Clone, PartialEq)]
pub(super) enum Tok {
    Open(Bracket),
    Close(Bracket),
    Comma,
    Colon,
    Equals,
    Semicolon,
    Hash,
    Bang,
    Text(String),
    Char(char),
    Int(i128),
    Float(f64),
    Word,
    /// Stands for a value that was reported.
    Unreadable,
    /// A closing bracket that was reported and counts for nothing.
    Skip,
}

#[derive(Debug, Clone)]
pub(super) struct Token {
    pub(super) tok: Tok,
    pub(super) span: Span,
}

pub(super) struct Lexed {
    pub(super) tokens: Vec<Token>,
    /// True if what follows an error cannot be told apart from what it swallowed.
    pub(super) fatal: bool,
}

pub(super) fn lex(text: &str, from: usize, problems: &mut Problems) -> Lexed {
    let mut lexer = Lexer { text, at: from, tokens: Vec::new(), problems, fatal: false };
    while !lexer.fatal && !lexer.problems.is_full() && lexer.token() {}
    Lexed { fatal: lexer.fatal || lexer.problems.is_full(), tokens: lexer.tokens }
}

struct Lexer<'t, 'p> {
    text: &'t str,
    at: usize,
    tokens: Vec<Token>,
    problems: &'p mut Problems,
    fatal: bool,
}

/// White space as RON has it.
pub(super) fn is_white(c: char) -> bool {
    matches!(
        c,
        ' ' | '\t'
            | '\n'
            | '\r'
            | '\x0B'
            | '\x0C'
            | '\u{85}'
            | '\u{200E}'
            | '\u{200F}'
            | '\u{2028}'
            | '\u{2029}'
    )
}

fn starts_word(c: char) -> bool {
    c == '_' || c.is_alphabetic()
}

pub(super) fn goes_on_word(c: char) -> bool {
    c == '_' || c.is_alphanumeric()
}

impl<'t> Lexer<'t, '_> {
    fn rest(&self) -> &'t str {
        self.text.get(self.at..).unwrap_or("")
    }

    fn push(&mut self, tok: Tok, length: usize) {
        self.tokens.push(Token { tok, span: self.at..self.at + length });
        self.at += length;
    }

    /// Reads one token; false at the end of the text.
    fn token(&mut self) -> bool {
        let rest = self.rest();
        let Some(c) = rest.chars().next() else { return false };
        match c {
            _ if is_white(c) => self.at += c.len_utf8(),
            '/' if rest.starts_with("//") => self.at += rest.find('\n').unwrap_or(rest.len()),
            '/' if rest.starts_with("/*") => self.block_comment(),
            '(' => self.push(Tok::Open(Bracket::Round), 1),
            '[' => self.push(Tok::Open(Bracket::Square), 1),
            '{' => self.push(Tok::Open(Bracket::Curly), 1),
            ')' => self.push(Tok::Close(Bracket::Round), 1),
            ']' => self.push(Tok::Close(Bracket::Square), 1),
            '}' => self.push(Tok::Close(Bracket::Curly), 1),
            ',' => self.push(Tok::Comma, 1),
            ':' => self.push(Tok::Colon, 1),
            '=' => self.push(Tok::Equals, 1),
            ';' => self.push(Tok::Semicolon, 1),
            '#' => self.push(Tok::Hash, 1),
            '!' => self.push(Tok::Bang, 1),
            '"' => self.plain_text(),
            'r' if text::raw_guards(rest).is_some() => self.raw_text(),
            '\'' => self.character(),
            '“' | '”' | '„' | '«' | '»' | '‘' | '’' | '「' | '『' => self.typographic(c),
            '0'..='9' | '+' | '-' | '.' => self.number(),
            _ if starts_word(c) => {
                let length = rest.find(|c| !goes_on_word(c)).unwrap_or(rest.len());
                self.push(Tok::Word, length);
            }
            _ => self.stray(),
        }
        true
    }

    fn block_comment(&mut self) {
        let rest = self.rest().as_bytes();
        let (mut depth, mut from) = (0_usize, 0);
        while from < rest.len() {
            let step = match rest.get(from..from + 2) {
                Some(b"/*") => {
                    depth += 1;
                    2
                }
                Some(b"*/") => {
                    depth -= 1;
                    2
                }
                _ => 1,
            };
            from += step;
            if depth == 0 {
                self.at += from;
                return;
            }
        }
        let problem =
            Diagnostic::error(codes::COMMENT_OPEN, self.at..self.at + 2, "this comment is never closed")
                .label("opened here")
                .help("end it with */ (nested comments each need their own), or use // for one line");
        self.problems.push(problem);
        self.fatal = true;
    }

    fn plain_text(&mut self) {
        match text::plain(self.rest()) {
            Some(read) if !read.glued => {
                for (span, what) in read.errors {
                    let span = self.at + span.start..self.at + span.end;
                    let problem = Diagnostic::error(codes::ESCAPE, span, what)
                        .label("not an escape")
                        .help("for a plain backslash write \\\\; escapes are \\n \\t \\r \\0 \\\" \\' \\x41 \\u{AC00}");
                    self.problems.push(problem);
                }
                self.readable(&read.content, read.length);
                self.push(Tok::Text(read.content), read.length);
            }
            _ => self.open_text(),
        }
    }

    /// Reports a text of which something would act on the screen instead of being read.
    fn readable(&mut self, content: &str, length: usize) {
        let Some(c) = content.chars().find(|c| !letters::may_be_written(*c)) else { return };
        let written = c.escape_default();
        let message = format!("the text holds the character {written}, which acts instead of being read");
        let problem = Diagnostic::error(codes::ACTS, self.at..self.at + length, message)
            .label("in this text")
            .help("remove it; of control characters only tabs and line breaks may stand in a text");
        self.problems.push(problem);
    }

    /// A text without its closing mark: taken to end with its line.
    fn open_text(&mut self) {
        let line = self.rest().lines().next().unwrap_or("");
        let length = line.trim_end().trim_end_matches([',', ')', ']', '}']).len().max(1);
        let problem =
            Diagnostic::error(codes::STRING_OPEN, self.at..self.at + 1, "this text is never closed")
                .label("opened here")
                .help("put \" at the end of the text; a \" within the text is written \\\"");
        self.problems.push(problem);
        self.push(Tok::Unreadable, length);
    }

    fn raw_text(&mut self) {
        if let Some((content, length)) = text::raw(self.rest()) {
            self.readable(&content, length);
            self.push(Tok::Text(content), length);
            return;
        }
        let guards = text::raw_guards(self.rest()).unwrap_or(0);
        let end = format!("\"{}", "#".repeat(guards.min(8)));
        let problem = Diagnostic::error(
            codes::STRING_OPEN,
            self.at..self.at + 2 + guards,
            "this raw text is never closed",
        )
        .label("opened here")
        .help(format!("it ends with {end}"));
        self.problems.push(problem);
        self.fatal = true;
    }

    fn character(&mut self) {
        if let Some((c, length)) = text::character(self.rest()) {
            self.push(Tok::Char(c), length);
            return;
        }
        // The next mark on this line.
        let rest = self.rest();
        let next = rest[1..].find(['\'', '\n']).filter(|end| rest[1 + end..].starts_with('\''));
        let length = next.map_or(1, |end| end + 2);
        let problem =
            Diagnostic::error(codes::QUOTES, self.at..self.at + length, "a text stands in double quotes")
                .label("single quotes are for one character")
                .help("write \" in place of ' on both sides");
        self.problems.push(problem);
        self.push(Tok::Unreadable, length);
    }

    fn typographic(&mut self, open: char) {
        let body = &self.rest()[open.len_utf8()..];
        let closing_or_end = ['“', '”', '"', '«', '»', '‘', '’', '」', '』', '\n'];
        let found = body.find(closing_or_end).and_then(|at| Some((at, body[at..].chars().next()?)));
        let length = if let Some((at, mark)) = found.filter(|(_, mark)| *mark != '\n') {
            open.len_utf8() + at + mark.len_utf8()
        } else {
            let line = self.rest().lines().next().unwrap_or("");
            line.find([',', ')', ']', '}']).unwrap_or(line.trim_end().len()).max(open.len_utf8())
        };
        let message = format!("`{open}` is a quotation mark for print, not for a scenario");
        let problem = Diagnostic::error(codes::QUOTES, self.at..self.at + length, message)
            .label("not the plain mark \"")
            .help("write \" on both sides of the text");
        self.problems.push(problem);
        self.push(Tok::Unreadable, length);
    }

    fn number(&mut self) {
        let length = number::extent(self.rest());
        let written = &self.rest()[..length];
        let span = self.at..self.at + length;
        match number::read(written) {
            Ok(tok) => self.push(tok, length),
            Err(flaw) => {
                let message = format!("{} {}", quoted(written), flaw.what());
                let code = if flaw == number::Flaw::Infinite { codes::NOT_FINITE } else { codes::NUMBER };
                self.problems.push(Diagnostic::error(code, span, message).label("here").help(flaw.help()));
                self.push(Tok::Unreadable, length);
            }
        }
    }

    /// A run of characters that mean nothing in RON.
    fn stray(&mut self) {
        let rest = self.rest();
        let known = |c: char| is_white(c) || goes_on_word(c) || "()[]{},:=;#!\"'+-./“”„«»‘’「『".contains(c);
        // The first one is stray whatever it is: `²` counts as a digit in words and begins none.
        let length = rest.char_indices().skip(1).find(|(_, c)| known(*c)).map_or(rest.len(), |(at, _)| at);
        let run = &rest[..length];
        let help = match run.chars().next() {
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
        let problem = Diagnostic::error(
            codes::STRAY,
            self.at..self.at + length,
            format!("{} has no meaning here", quoted(run)),
        )
        .label("unexpected")
        .help(help);
        self.problems.push(problem);
        self.at += length;
    }
}

#[cfg(test)]
mod tests {
    use crate::scenario::{SourceFile, read};

    /// Letters and digits that go on in a word and begin none.
    #[test]
    fn digits_of_other_scripts_are_told_of_where_they_stand() {
        for stray in ["²", "½", "٣", "①", "²x", "%²"] {
            let file = SourceFile::new("x.ron", format!("Scenario(\n  {stray}name: \"a\")"));
            let errors = read(&file).unwrap_err();
            let at = |error: &super::Diagnostic| file.position(error.span.start).line;
            assert!(
                errors.iter().any(|e| e.code == super::codes::STRAY && at(e) == 2),
                "{stray}: {errors:?}"
            );
        }
    }
}
