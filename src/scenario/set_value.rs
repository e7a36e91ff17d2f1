//! What an override sets: a number or a range, a value as it would stand in a file, or nothing.

use std::borrow::Cow;

use super::diagnostic::{Diagnostic, Problems, codes, quoted};
use super::edit;
use super::model::{Quantity, Span, Spread};
use super::syntax::{Node, Value, parse};
use super::traits::Trait;

/// The value that takes out what is written.
pub(super) const NOTHING: &str = "None";

/// The part after `=`.
pub(super) struct Written<'a> {
    pub(super) text: Cow<'a, str>,
    pub(super) span: Span,
    /// Why it is so.
    pub(super) because: &'a str,
}

impl Written<'_> {
    fn refused(&self, what: &str) -> Box<Diagnostic> {
        let message = format!("{} is not {what}", quoted(self.text.trim()));
        Diagnostic::error(codes::SET_SYNTAX, self.span.clone(), message)
            .label(format!("expected {}", if what == "a number" { "NUMBER or FROM..TO" } else { what }))
            .help(if what == "a number" {
                "for example 0.95, or 0.9..0.95"
            } else {
                "write it as in the file: 12, true, \"a text\", [\"a\", \"list\"]"
            })
            .into()
    }

    fn number(&self, text: &str) -> Result<f64, Box<Diagnostic>> {
        let text = text.trim();
        let plain = text.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | '-' | '+' | 'e' | 'E'));
        let value = text.parse::<f64>().ok().filter(|value| plain && value.is_finite());
        let number = || Written { text: text.into(), span: self.span.clone(), because: self.because };
        value.ok_or_else(|| number().refused("a number"))
    }

    /// A number with its source, as it is written; what it may be the reader says.
    pub(super) fn quantity(&self, entry: &Trait, old: Option<&Node>) -> Result<String, Box<Diagnostic>> {
        if ["assumed", "stated", NOTHING].iter().any(|word| self.text.starts_with(word)) {
            return self.verbatim(None);
        }
        let (from, to) = match self.text.split_once("..") {
            Some((from, to)) => (self.number(from)?, self.number(to)?),
            None => (self.number(&self.text)?, self.number(&self.text)?),
        };
        for value in [from, to] {
            if !entry.domain.contains(value) {
                let message = format!("`{}` cannot be {value}", entry.name);
                let problem = Diagnostic::error(codes::OUT_OF_DOMAIN, self.span.clone(), message);
                let help = format!("{}: {} ({})", entry.name, entry.meaning, entry.unit);
                return Err(problem.label(format!("must be {}", entry.domain)).help(help).into());
            }
        }
        if from > to {
            let message = "the ends of this range are swapped";
            let problem = Diagnostic::error(codes::RANGE_SWAPPED, self.span.clone(), message);
            return Err(problem.label("FROM..TO").help(format!("write {to}..{from}")).into());
        }
        let log = match old {
            Some(old) => {
                let spread = edit::field(old, "spread");
                spread.is_some_and(|node| node.value == Value::Word("log".to_owned()))
            }
            None => entry.default_quantity().is_some_and(|of: Quantity| of.spread == Spread::Log),
        };
        let spread = if log && from > 0.0 { "spread: log, " } else { "" };
        let because = edit::text(self.because);
        Ok(format!("assumed(from: {from:?}, to: {to:?}, {spread}because: {because})"))
    }

    /// Any value as it would stand in the file; a text in place of a text needs no quotes.
    pub(super) fn verbatim(&self, old: Option<&Node>) -> Result<String, Box<Diagnostic>> {
        let one_line = self.text.replace(['\n', '\r'], " ");
        let text = old.is_some_and(|node| matches!(node.value, Value::Text(_)));
        if text && !self.text.starts_with('"') && self.text != NOTHING {
            return Ok(edit::text(&one_line));
        }
        let mut problems = Problems::default();
        match parse(&one_line, 0, &mut problems) {
            Some(_) if problems.errors() == 0 && !one_line.contains("//") => Ok(one_line),
            _ => Err(self.refused("a value")),
        }
    }
}
