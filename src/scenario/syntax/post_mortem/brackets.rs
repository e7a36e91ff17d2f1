//! Which bracket is missing or one too many: one problem a file, for all that follows is misplaced.

use super::super::DEEPEST;
use crate::scenario::diagnostic::{Diagnostic, Problems, codes};
use crate::scenario::model::Span;

/// Reports the first bracket without its other half; `None` if there is one, or if they are nested too deep.
pub(super) fn pair(text: &str, tokens: &[Span], problems: &mut Problems) -> Option<()> {
    let bracket = |token: &Span| Some((text[token.clone()].chars().next()?, token.clone()));
    let marks = tokens.iter().filter_map(bracket).filter(|(c, _)| "([{)]}".contains(*c)).collect();
    let mut pairing = Pairing { text, tokens, marks, open: Vec::new(), suspect: None, root_end: None };
    pairing.trouble().map_or(Some(()), |problem| {
        problems.push(problem);
        None
    })
}

struct Pairing<'t> {
    text: &'t str,
    tokens: &'t [Span],
    /// All brackets.
    marks: Vec<(char, Span)>,
    /// Those that are open, by position in `marks`.
    open: Vec<usize>,
    /// An opening bracket whose closing one stands further left than it should.
    suspect: Option<usize>,
    /// The bracket that closed the outermost one.
    root_end: Option<usize>,
}

fn closing(open: char) -> char {
    match open {
        '(' => ')',
        '[' => ']',
        _ => '}',
    }
}

/// Whether every bracket has its other half.
fn sound(marks: impl Iterator<Item = char>) -> bool {
    let mut open = Vec::new();
    for c in marks {
        if "([{".contains(c) {
            open.push(closing(c));
        } else if open.pop() != Some(c) {
            return false;
        }
    }
    open.is_empty()
}

impl Pairing<'_> {
    fn trouble(&mut self) -> Option<Diagnostic> {
        for at in 0..self.marks.len() {
            let c = self.marks[at].0;
            if "([{".contains(c) {
                if self.open.len() == DEEPEST {
                    return Some(super::too_deep(self.marks[at].1.clone()));
                }
                self.open.push(at);
                continue;
            }
            match self.open.last() {
                Some(&top) if closing(self.marks[top].0) == c => {
                    if self.further_left(top, at) {
                        self.suspect = self.suspect.or(Some(top));
                    }
                    self.open.pop();
                    self.root_end = self.root_end.or(self.open.is_empty().then_some(at));
                }
                top => return Some(self.mismatch(top.copied(), at)),
            }
        }
        self.at_the_end()
    }

    /// True if the closing bracket begins its line, further left than the line of the opening one does.
    fn further_left(&self, open: usize, close: usize) -> bool {
        let before = |at: usize| &self.text[..self.marks[at].1.start];
        let line = |before: &str| before.rfind('\n').map_or(0, |at| at + 1);
        let closed = before(close).trim_end_matches([' ', '\t']);
        let blanks = before(close).len() - closed.len();
        let opened = before(open);
        closed.ends_with('\n') && {
            let opened = &opened[line(opened)..];
            blanks < opened.len() - opened.trim_start_matches([' ', '\t']).len()
        }
    }

    fn mismatch(&self, top: Option<usize>, at: usize) -> Diagnostic {
        let (c, span) = (self.marks[at].0, self.marks[at].1.clone());
        let without = self.marks.iter().enumerate().filter(|(other, _)| *other != at).map(|(_, mark)| mark.0);
        let after =
            self.root_end.map(|end| self.tokens.partition_point(|t| t.start <= self.marks[end].1.start));
        let follows = after.and_then(|after| self.tokens.get(after)).filter(|token| **token != span);
        let Some(top) = top else {
            let Some((end, follows)) = self.root_end.zip(follows) else { return surplus(span) };
            return super::after_end(follows.clone(), self.marks[end].1.clone());
        };
        if sound(without) {
            return surplus(span);
        }
        let right = closing(self.marks[top].0);
        let turned = self.marks.iter().enumerate();
        let turned = turned.map(|(other, mark)| if other == at { right } else { mark.0 });
        let deeper = self.open.iter().rposition(|&open| closing(self.marks[open].0) == c);
        match deeper {
            Some(deeper) if !sound(turned) => self.unclosed(&self.open[deeper + 1..], &span, at),
            _ => Diagnostic::error(
                codes::BRACKET_CLOSE,
                span,
                format!("`{}` is closed by `{c}`", self.marks[top].0),
            )
            .label("the wrong kind")
            .help(format!("write `{right}` here"))
            .also(self.marks[top].1.clone(), "opened here"),
        }
    }

    fn unclosed(&self, open: &[usize], by: &Span, at: usize) -> Diagnostic {
        let inner = open.last().copied().unwrap_or(at);
        let first = self.suspect.filter(|&suspect| inner < suspect && suspect < at).unwrap_or(inner);
        let mut problem = self.never_closed(first).also(by.clone(), "it must be closed before this one");
        for &other in open.iter().rev().filter(|&&other| other != first).take(3) {
            problem = problem.also(self.marks[other].1.clone(), "and this one, perhaps");
        }
        problem
    }

    fn at_the_end(&self) -> Option<Diagnostic> {
        let (&root, &inner) = (self.open.first()?, self.open.last()?);
        let end = self.text.trim_end().len();
        let first = self.suspect.filter(|&suspect| root < suspect).unwrap_or(inner);
        let mut problem = self.never_closed(first).also(end..end, "the file ends here");
        if first == inner {
            for &open in self.open.iter().rev().skip(1).take(3) {
                problem = problem.also(self.marks[open].1.clone(), "nor is this one");
            }
        }
        Some(problem)
    }

    fn never_closed(&self, open: usize) -> Diagnostic {
        let (c, span) = self.marks[open].clone();
        Diagnostic::error(codes::BRACKET_OPEN, span, format!("this `{c}` is never closed"))
            .label("opened here")
            .help(format!("write `{}` where its content ends", closing(c)))
    }
}

fn surplus(span: Span) -> Diagnostic {
    Diagnostic::error(codes::BRACKET_CLOSE, span, "this bracket closes nothing")
        .label("one too many")
        .help("remove it")
}
