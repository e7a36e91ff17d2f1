//! From `ron` to values with places.
//!
//! Each group is read one level deep, its entries as raw slices of the text: where a slice lies is where the entry stands.

use std::collections::BTreeMap;
use std::fmt;

use ron::Options;
use ron::de::{Deserializer, SpannedError};
use ron::error::Error;
use ron::value::RawValue;
use serde::Deserialize;
use serde::de::{Deserializer as _, IgnoredAny, MapAccess, SeqAccess, Visitor};

use super::mended::Mended;
use super::{DEEPEST, Entries, Key, Node, Value, describe};
use crate::scenario::diagnostic::{Diagnostic, Problems, codes, quoted};
use crate::scenario::letters;
use crate::scenario::model::Span;

/// Why `ron` refuses a text, and at which byte; `None` if it reads it.
pub(super) fn refused(text: &str, from: usize) -> Option<(Error, usize)> {
    let rest = text.get(from..).unwrap_or("");
    let offset = |error: SpannedError| {
        let line = rest.split_inclusive('\n').take(error.span.end.line - 1).map(str::len).sum::<usize>();
        let column = rest[line..].char_indices().nth(error.span.end.col - 1);
        (error.code, from + column.map_or(rest.len(), |(at, _)| line + at))
    };
    let read = || {
        let mut ron = Deserializer::from_str_with_options(rest, &options())?;
        IgnoredAny::deserialize(&mut ron).and_then(|_| ron.end()).map_err(|error| ron.span_error(error))
    };
    read().err().map(offset)
}

/// Two calls of `ron` a bracket.
fn options() -> Options {
    Options::default().with_recursion_limit(2 * DEEPEST)
}

/// Reads a text that `ron` does not refuse, or one that was mended.
pub(super) fn read(text: &str, from: usize, mended: Option<&Mended>, problems: &mut Problems) -> Node {
    let mut reader = Reader { text, options: options(), mended, problems };
    reader.node(text.get(from..).unwrap_or(""))
}

/// The content of a group, one level deep.
enum Part<'t> {
    Plain(Value),
    Some(&'t RawValue),
    Unit,
    Items(Vec<&'t RawValue>),
    Fields(Vec<(&'t str, &'t RawValue)>),
    Pairs(Vec<(&'t RawValue, &'t RawValue)>),
}

/// True for a map in curly brackets, whose keys are values.
struct OneLevel(bool);

impl<'t> Visitor<'t> for OneLevel {
    type Value = Part<'t>;

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_bool<E>(self, value: bool) -> Result<Part<'t>, E> {
        Ok(Part::Plain(Value::Bool(value)))
    }

    fn visit_char<E>(self, value: char) -> Result<Part<'t>, E> {
        Ok(Part::Plain(Value::Char(value)))
    }

    fn visit_str<E>(self, value: &str) -> Result<Part<'t>, E> {
        Ok(Part::Plain(Value::Text(value.to_owned())))
    }

    fn visit_none<E>(self) -> Result<Part<'t>, E> {
        Ok(Part::Plain(Value::None))
    }

    fn visit_some<D: serde::Deserializer<'t>>(self, inner: D) -> Result<Part<'t>, D::Error> {
        <&RawValue>::deserialize(inner).map(Part::Some)
    }

    fn visit_unit<E>(self) -> Result<Part<'t>, E> {
        Ok(Part::Unit)
    }

    fn visit_seq<A: SeqAccess<'t>>(self, mut items: A) -> Result<Part<'t>, A::Error> {
        let mut list = Vec::new();
        while let Some(item) = items.next_element()? {
            list.push(item);
        }
        Ok(Part::Items(list))
    }

    fn visit_map<A: MapAccess<'t>>(self, mut entries: A) -> Result<Part<'t>, A::Error> {
        if self.0 {
            let mut list = Vec::new();
            while let Some(entry) = entries.next_entry()? {
                list.push(entry);
            }
            return Ok(Part::Pairs(list));
        }
        let mut list = Vec::new();
        while let Some(entry) = entries.next_entry()? {
            list.push(entry);
        }
        Ok(Part::Fields(list))
    }
}

struct Reader<'t, 'p> {
    text: &'t str,
    options: Options,
    mended: Option<&'p Mended>,
    problems: &'p mut Problems,
}

impl<'t> Reader<'t, '_> {
    /// Where a slice of the text begins, and ends, in the file.
    fn place(&self, slice: &str) -> Span {
        let start = slice.as_ptr() as usize - self.text.as_ptr() as usize;
        let original = |at: usize| self.mended.map_or(at, |mended| mended.original(at));
        original(start)..original(start + slice.len())
    }

    fn node(&mut self, raw: &'t str) -> Node {
        let whole = self.place(raw);
        let Ok(mut ron) = Deserializer::from_str_with_options(raw, &self.options) else {
            return self.unread(whole);
        };
        let body = ron.remainder();
        let first = body.chars().next().unwrap_or(' ');
        let word = &body[..body.find(|c| !goes_on_word(c)).unwrap_or(body.len())];
        if first.is_ascii_digit() || "+-.".contains(first) || NOT_FINITE.contains(&word) {
            let length = body.find(|c: char| c.is_whitespace() || c == '/').unwrap_or(body.len());
            return self.number(&body[..length]);
        }
        let Ok(part) = ron.deserialize_any(OneLevel(first == '{')) else { return self.unread(whole) };
        let mut span = self.place(&body[..body.len() - ron.remainder().len()]);
        let named = !"([{\"'".contains(first) && !word.is_empty();
        let name = named.then(|| word.to_owned());
        let value = match part {
            Part::Unit if named => {
                let mended = self.mended.is_some() && word.chars().all(|c| c == '_');
                // `ron` has read on to the next mark.
                span = self.place(word);
                if mended { Value::Unreadable } else { Value::Word(word.to_owned()) }
            }
            Part::Plain(Value::Text(text)) => self.readable(text, span.clone()),
            Part::Plain(value) => value,
            Part::Some(inner) => Value::Some(Box::new(self.node(inner.get_ron()))),
            Part::Unit => Value::Tuple(None, Vec::new()),
            Part::Items(items) => {
                let items = items.into_iter().map(|item| self.node(item.get_ron())).collect();
                if first == '[' { Value::List(items) } else { Value::Tuple(name, items) }
            }
            Part::Fields(fields) => Value::Struct(name, self.fields(fields, &span)),
            Part::Pairs(pairs) => Value::Map(self.pairs(pairs, &span)),
        };
        Node { value, span }
    }

    /// What `ron` took as a whole and refuses alone.
    fn unread(&mut self, span: Span) -> Node {
        let problem =
            Diagnostic::error(codes::STRAY, span.clone(), "this cannot be read").label("unexpected");
        self.problems
            .push(problem.help("write a text in quotes, a number, a list [ ], a map { } or a group ( )"));
        Node { value: Value::Unreadable, span }
    }

    fn number(&mut self, written: &str) -> Node {
        let span = self.place(written);
        let digits = written.trim_start_matches(['+', '-']);
        let based = ["0x", "0o", "0b"].iter().any(|prefix| digits.starts_with(prefix));
        let whole = based || !digits.contains(['.', 'e', 'E']);
        let suffix = !based && digits.contains(|c: char| c.is_alphabetic() && !matches!(c, 'e' | 'E'));
        let options = &self.options;
        let wide = |_: SpannedError| options.from_str::<u64>(written).map(i128::from);
        let read = |whole: bool| {
            if whole {
                options.from_str::<i64>(written).map(i128::from).or_else(wide).ok().map(Value::Int)
            } else {
                options.from_str::<f64>(written).ok().map(Value::Float)
            }
        };
        let (code, what, help) = match if suffix { None } else { read(whole) } {
            Some(Value::Float(x)) if !x.is_finite() => FLAWS[0],
            Some(value) => return Node { value, span },
            None if NOT_FINITE.contains(&digits) => {
                (codes::NOT_FINITE, "is not a number that can be computed with", "write a finite number")
            }
            None if written.contains("..") => FLAWS[1],
            None if whole && !suffix => FLAWS[2],
            None => FLAWS[3],
        };
        let word = NOT_FINITE.contains(&written);
        let named = if word { format!("`{written}`") } else { quoted(written) };
        let problem = Diagnostic::error(code, span.clone(), format!("{named} {what}"));
        self.problems.push(problem.label(if word { "not finite" } else { "here" }).help(help));
        Node { value: Value::Unreadable, span }
    }

    /// Reports a text of which something would act on the screen instead of being read.
    fn readable(&mut self, content: String, span: Span) -> Value {
        if let Some(c) = content.chars().find(|c| !letters::may_be_written(*c)) {
            let written = c.escape_default();
            let message = format!("the text holds the character {written}, which acts instead of being read");
            let problem = Diagnostic::error(codes::ACTS, span, message).label("in this text");
            self.problems.push(
                problem
                    .help("remove it; of control characters only tabs and line breaks may stand in a text"),
            );
        }
        Value::Text(content)
    }

    fn fields(&mut self, fields: Vec<(&'t str, &'t RawValue)>, span: &Span) -> Entries<Key> {
        let mut seen: BTreeMap<&str, Span> = BTreeMap::new();
        let mut broken = false;
        let mut list = Vec::new();
        for (name, value) in fields {
            if self.mended.is_some() && name.chars().all(|c| c == '_') {
                broken = true;
                self.node(value.get_ron());
                continue;
            }
            let at = self.place(name);
            match seen.get(name) {
                Some(first) => self.problems.push(duplicate(&format!("field `{name}`"), &at, first)),
                None => drop(seen.insert(name, at.clone())),
            }
            list.push((Key { name: name.to_owned(), span: at }, self.node(value.get_ron())));
        }
        let broken = broken || self.broken(span, &list.iter().map(|(_, node)| &node.span));
        Entries { list, broken }
    }

    fn pairs(&mut self, pairs: Vec<(&'t RawValue, &'t RawValue)>, span: &Span) -> Entries<Node> {
        let mut seen: BTreeMap<String, Span> = BTreeMap::new();
        let mut list = Vec::new();
        for (key, value) in pairs {
            let key = self.node(key.get_ron());
            let (name, exact) = match &key.value {
                Value::Text(text) => (quoted(text), format!("\"{text}")),
                Value::Word(_) | Value::Int(_) | Value::Bool(_) | Value::Char(_) => {
                    (describe(&key.value), describe(&key.value))
                }
                _ => <(String, String)>::default(),
            };
            match seen.get(&exact) {
                Some(first) => self.problems.push(duplicate(&format!("key {name}"), &key.span, first)),
                None if exact.is_empty() => {}
                None => drop(seen.insert(exact, key.span.clone())),
            }
            list.push((key, self.node(value.get_ron())));
        }
        let broken = self.broken(span, &list.iter().map(|(_, node)| &node.span));
        Entries { list, broken }
    }

    /// Whether an entry was taken out of this group, and not out of one within it.
    fn broken<'a>(&self, span: &Span, within: &(impl Iterator<Item = &'a Span> + Clone)) -> bool {
        let Some(mended) = self.mended else { return false };
        let mut holes =
            mended.holes.iter().map(|hole| mended.original(*hole)).filter(|hole| span.contains(hole));
        holes.any(|hole| !within.clone().any(|inner| inner.contains(&hole)))
    }
}

/// Words that `ron` reads as numbers.
const NOT_FINITE: [&str; 10] =
    ["NaN", "inf", "NaNf32", "NaNf64", "inff32", "inff64", "nan", "Inf", "infinity", "Infinity"];

/// Code, what is wrong and the remedy of numbers that cannot be used.
pub(super) const FLAWS: [(&str, &str, &str); 6] = [
    (codes::NOT_FINITE, "is too large: it would be infinite", "write a finite number"),
    (codes::NUMBER, "is a range, not a number", "write a range as two fields: `from: 0.8, to: 0.95`"),
    (codes::NUMBER, "is too large a whole number", "whole numbers go up to 18446744073709551615"),
    (
        codes::NUMBER,
        "has letters in it",
        "write the number alone, without a unit, e.g. 0.85; text belongs in quotes",
    ),
    (codes::NUMBER, "is not a number", "numbers are written like 3, -2, 0.85, 1_000 or 1e-3"),
    (codes::NUMBER, "has more than one point", "write one decimal point, e.g. 0.85"),
];

pub(super) fn goes_on_word(c: char) -> bool {
    c == '_' || c.is_alphanumeric()
}

fn duplicate(what: &str, span: &Span, first: &Span) -> Diagnostic {
    Diagnostic::error(codes::DUPLICATE_KEY, span.clone(), format!("the {what} is written twice"))
        .label("again here")
        .also(first.clone(), "first here")
        .help("remove one of the two, or rename it")
}
