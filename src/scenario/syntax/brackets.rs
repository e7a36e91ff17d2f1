//! Which closing bracket belongs to which opening one, before anything else is read.
//!
//! Knowing this first keeps every later error within its own brackets.

use super::DEEPEST;
use super::lexer::{Bracket, Tok, Token};
use crate::scenario::diagnostic::{Diagnostic, Problems, codes};

/// Where a bracket ends, by token.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Pair {
    /// First token after the content.
    pub(super) end: u32,
    /// False if the closing bracket is missing; then the token at `end` belongs to somebody else.
    pub(super) closed: bool,
}

pub(super) struct Brackets {
    /// By token; of use for opening brackets only.
    pub(super) pairs: Vec<Pair>,
    /// False if a bracket is missing or one too many.
    pub(super) sound: bool,
}

/// Pairs the brackets; `None` when they are nested too deep.
pub(super) fn pair(text: &str, tokens: &mut [Token], problems: &mut Problems) -> Option<Brackets> {
    let pairs = vec![Pair::default(); tokens.len()];
    let mut pairing = Pairing {
        text,
        lines: lines(text),
        brackets: Brackets { pairs, sound: true },
        stack: Vec::new(),
        suspect: None,
        root_end: None,
    };
    for at in 0..tokens.len() {
        match tokens[at].tok {
            Tok::Open(_) => {
                if pairing.stack.len() == DEEPEST {
                    problems.push(too_deep(&tokens[at]));
                    return None;
                }
                pairing.stack.push(at);
            }
            Tok::Close(kind) => pairing.close(at, kind, tokens, problems),
            _ => {}
        }
    }
    pairing.end_of_file(tokens, problems);
    Some(pairing.brackets)
}

fn too_deep(token: &Token) -> Diagnostic {
    Diagnostic::error(
        codes::TOO_DEEP,
        token.span.clone(),
        format!("more than {DEEPEST} brackets are open here"),
    )
    .label("one bracket too deep")
    .help("a scenario needs about ten; look for closing brackets that are missing")
}

/// First byte of each line, and how many blanks it begins with.
fn lines(text: &str) -> Vec<(usize, usize)> {
    let mut start = 0;
    let line = |line: &str| {
        let found = (start, line.len() - line.trim_start_matches([' ', '\t']).len());
        start += line.len();
        found
    };
    text.split_inclusive('\n').map(line).collect()
}

struct Pairing<'t> {
    text: &'t str,
    lines: Vec<(usize, usize)>,
    brackets: Brackets,
    stack: Vec<usize>,
    /// An opening bracket whose closing one stands further left than it should.
    suspect: Option<usize>,
    /// The token that closed the outermost bracket.
    root_end: Option<usize>,
}

impl Pairing<'_> {
    fn close(&mut self, at: usize, kind: Bracket, tokens: &mut [Token], problems: &mut Problems) {
        let matches = |open: usize| tokens[open].tok == Tok::Open(kind);
        let Some(&top) = self.stack.last() else {
            self.stray(at, tokens, problems);
            return;
        };
        if matches(top) {
            if self.further_left(top, at, tokens) {
                self.suspect = self.suspect.or(Some(top));
            }
            self.stack.pop();
            self.set(top, at, true);
            if self.stack.is_empty() {
                self.root_end = self.root_end.or(Some(at));
            }
            return;
        }
        self.brackets.sound = false;
        let deeper = self.stack.iter().rposition(|&open| matches(open));
        let same_line =
            |a: usize, b: usize| self.line(tokens[a].span.start) == self.line(tokens[b].span.start);
        match deeper {
            Some(found) if !same_line(top, at) || same_line(self.stack[found], at) => {
                let unclosed: Vec<usize> = self.stack.drain(found + 1..).collect();
                problems.push(self.unclosed(&unclosed, at, tokens));
                for open in unclosed {
                    self.set(open, at, false);
                }
                if let Some(open) = self.stack.pop() {
                    self.set(open, at, true);
                }
            }
            _ => {
                problems.push(wrong_kind(&tokens[top], &tokens[at]));
                self.stack.pop();
                self.set(top, at, true);
            }
        }
    }

    fn set(&mut self, open: usize, end: usize, closed: bool) {
        self.brackets.pairs[open] = Pair { end: end as u32, closed };
    }

    /// Reports a closing bracket when none is open; after the end of the scenario the parser reports the text there.
    fn stray(&mut self, at: usize, tokens: &mut [Token], problems: &mut Problems) {
        self.brackets.sound = false;
        let follows_end = self.root_end.is_some_and(|end| end + 1 < at);
        if !follows_end {
            let span = tokens[at].span.clone();
            let problem = Diagnostic::error(codes::BRACKET_CLOSE, span, "this bracket closes nothing")
                .label("no bracket is open here")
                .help("remove it");
            problems.push(problem);
        }
        tokens[at].tok = Tok::Skip;
    }

    /// First byte of the line of a byte, and its blanks.
    fn line(&self, at: usize) -> (usize, usize) {
        let after = self.lines.partition_point(|(start, _)| *start <= at);
        self.lines.get(after.saturating_sub(1)).copied().unwrap_or_default()
    }

    /// True if the closing bracket begins its line, further left than the line of the opening one does.
    fn further_left(&self, open: usize, close: usize, tokens: &[Token]) -> bool {
        let (open, close) = (tokens[open].span.start, tokens[close].span.start);
        let ((open_line, open_blanks), (close_line, close_blanks)) = (self.line(open), self.line(close));
        open_line != close_line && close_line + close_blanks == close && close_blanks < open_blanks
    }

    fn unclosed(&self, unclosed: &[usize], at: usize, tokens: &[Token]) -> Diagnostic {
        let inner = unclosed.last().copied().unwrap_or(at);
        let open = self.suspect_within(inner, at).unwrap_or(inner);
        let mut problem =
            never_closed(&tokens[open]).also(tokens[at].span.clone(), "it must be closed before this one");
        for &other in unclosed.iter().rev().filter(|&&other| other != open).take(3) {
            problem = problem.also(tokens[other].span.clone(), "and this one, perhaps");
        }
        problem
    }

    fn suspect_within(&self, from: usize, to: usize) -> Option<usize> {
        self.suspect.filter(|&suspect| from < suspect && suspect < to)
    }

    fn end_of_file(&mut self, tokens: &[Token], problems: &mut Problems) {
        let Some(&inner) = self.stack.last() else { return };
        self.brackets.sound = false;
        let end = self.text.trim_end().len();
        let first = self.suspect_within(self.stack[0], tokens.len()).unwrap_or(inner);
        let mut problem = never_closed(&tokens[first]).also(end..end, "the file ends here");
        let others: Vec<usize> = self.stack.iter().rev().copied().filter(|&open| open != first).collect();
        if first == inner {
            for &open in others.iter().take(3) {
                problem = problem.also(tokens[open].span.clone(), "nor is this one");
            }
        }
        problems.push(problem);
        for open in std::mem::take(&mut self.stack) {
            self.set(open, tokens.len(), false);
        }
    }
}

fn never_closed(open: &Token) -> Diagnostic {
    let Tok::Open(kind) = open.tok else {
        return Diagnostic::error(codes::BRACKET_OPEN, open.span.clone(), "a bracket is never closed");
    };
    let message = format!("this `{}` is never closed", kind.open());
    Diagnostic::error(codes::BRACKET_OPEN, open.span.clone(), message)
        .label("opened here")
        .help(format!("write `{}` where its content ends", kind.close()))
}

fn wrong_kind(open: &Token, close: &Token) -> Diagnostic {
    let (Tok::Open(opened), Tok::Close(closed)) = (&open.tok, &close.tok) else {
        return Diagnostic::error(codes::BRACKET_CLOSE, close.span.clone(), "this bracket closes nothing");
    };
    let message = format!("`{}` is closed by `{}`", opened.open(), closed.close());
    Diagnostic::error(codes::BRACKET_CLOSE, close.span.clone(), message)
        .label("the wrong kind")
        .help(format!("write `{}` here", opened.close()))
        .also(open.span.clone(), "opened here")
}
