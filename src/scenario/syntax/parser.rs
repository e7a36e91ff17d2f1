//! From tokens to values, each error reported once and kept within its brackets.

use std::collections::BTreeMap;

use super::brackets::{Brackets, Pair};
use super::lexer::{Bracket, Tok, Token, goes_on_word};
use super::{Entries, Key, Node, Value};
use crate::scenario::diagnostic::{Diagnostic, Problems, codes, quoted};
use crate::scenario::model::Span;

/// Reads the one value of the file.
pub(super) fn parse(
    text: &str,
    tokens: &[Token],
    brackets: &Brackets,
    problems: &mut Problems,
) -> Option<Node> {
    let mut parser = Parser { text, tokens, pairs: &brackets.pairs, problems, at: 0, quiet: false };
    parser.extensions();
    parser.skip();
    if parser.at >= tokens.len() {
        if brackets.sound {
            let end = text.trim_end().len();
            let problem = Diagnostic::error(codes::EMPTY, end..end, "there is no scenario in this file")
                .help("`roundtable new NAME` writes a small one to start from");
            parser.problems.push(problem);
        }
        return None;
    }
    let mut root = parser.value(tokens.len());
    parser.after_end(&mut root);
    Some(root)
}

struct Parser<'t, 'p> {
    text: &'t str,
    tokens: &'t [Token],
    pairs: &'t [Pair],
    problems: &'p mut Problems,
    at: usize,
    /// True within a bracket that is never closed: what it swallowed would give false alarms.
    quiet: bool,
}

/// What the entries of a bracket became.
#[derive(Default)]
struct Group {
    items: Vec<Node>,
    fields: Vec<(Key, Node)>,
    pairs: Vec<(Node, Node)>,
    broken: bool,
}

impl Parser<'_, '_> {
    fn tok(&self, at: usize) -> Option<&Tok> {
        self.tokens.get(at).map(|token| &token.tok)
    }

    fn span(&self, at: usize) -> Span {
        self.tokens.get(at).map_or(self.text.len()..self.text.len(), |token| token.span.clone())
    }

    fn word(&self, at: usize) -> &str {
        self.text.get(self.span(at)).unwrap_or("")
    }

    fn report(&mut self, problem: Diagnostic) {
        if !self.quiet {
            self.problems.push(problem);
        }
    }

    /// Passes over brackets that were reported.
    fn skip(&mut self) {
        while self.tok(self.at) == Some(&Tok::Skip) {
            self.at += 1;
        }
    }

    /// `#![enable(…)]` at the start of the file.
    fn extensions(&mut self) {
        while self.tok(self.at) == Some(&Tok::Hash) && self.tok(self.at + 1) == Some(&Tok::Bang) {
            let open = self.at + 2;
            if self.tok(open) != Some(&Tok::Open(Bracket::Square)) || self.word(open + 1) != "enable" {
                return;
            }
            let end = self.pairs[open].end as usize;
            let known = ["enable", "implicit_some", "unwrap_newtypes", "unwrap_variant_newtypes"];
            for at in open + 1..end {
                if self.tok(at) == Some(&Tok::Word) && !known.contains(&self.word(at)) {
                    let message = format!("there is no extension {}", quoted(self.word(at)));
                    let problem = Diagnostic::error(codes::UNKNOWN_WORD, self.span(at), message);
                    self.report(
                        problem.label("unknown").help("remove the line: a scenario needs no extensions"),
                    );
                }
            }
            self.at = end + 1;
        }
    }

    fn after_end(&mut self, root: &mut Node) {
        self.skip();
        if self.at >= self.tokens.len() {
            return;
        }
        let problem = Diagnostic::error(
            codes::AFTER_END,
            self.span(self.at),
            "the scenario has ended, but something follows",
        )
        .label("not part of it")
        .also(root.span.end.saturating_sub(1)..root.span.end, "the scenario ends here")
        .help("if this belongs to the scenario, a closing bracket above is one too many");
        self.report(problem);
        match &mut root.value {
            Value::Struct(_, entries) => entries.broken = true,
            Value::Map(entries) => entries.broken = true,
            _ => root.value = Value::Unreadable,
        }
    }

    fn starts_value(&self, at: usize) -> bool {
        use Tok::{Char, Float, Int, Open, Text, Unreadable, Word};
        matches!(self.tok(at), Some(Open(_) | Text(_) | Char(_) | Int(_) | Float(_) | Word | Unreadable))
    }

    /// Reads a value; the caller has seen that one starts here, or gets [`Value::Unreadable`] and a report.
    fn value(&mut self, end: usize) -> Node {
        let at = self.at;
        let span = self.span(at);
        self.at += 1;
        let value = match self.tok(at) {
            Some(Tok::Text(content)) => Value::Text(content.clone()),
            Some(Tok::Char(c)) => Value::Char(*c),
            Some(Tok::Int(i)) => Value::Int(*i),
            Some(Tok::Float(x)) => Value::Float(*x),
            Some(Tok::Unreadable) => Value::Unreadable,
            Some(Tok::Open(kind)) => return self.bracket(at, *kind, None, span.start),
            Some(Tok::Word) => return self.word_or_call(at, end),
            _ => {
                self.unexpected(at);
                Value::Unreadable
            }
        };
        Node { value, span }
    }

    fn unexpected(&mut self, at: usize) {
        let message = format!("{} has no place here", quoted(self.word(at)));
        let problem = Diagnostic::error(codes::STRAY, self.span(at), message).label("unexpected");
        self.report(
            problem.help(
                "a value is expected: a text in quotes, a number, a list [ ], a map { } or a group ( )",
            ),
        );
    }

    /// A word alone, or a name before a bracket.
    fn word_or_call(&mut self, at: usize, end: usize) -> Node {
        let span = self.span(at);
        let name = self.word(at).to_owned();
        if self.at < end && self.tok(self.at) == Some(&Tok::Open(Bracket::Round)) {
            let open = self.at;
            self.at += 1;
            return self.bracket(open, Bracket::Round, Some(name), span.start);
        }
        let value = match name.as_str() {
            "true" => Value::Bool(true),
            "false" => Value::Bool(false),
            "None" => Value::None,
            "NaN" | "nan" | "inf" | "Inf" | "infinity" => {
                let message = format!("`{name}` is not a number that can be computed with");
                let problem = Diagnostic::error(codes::NOT_FINITE, span.clone(), message).label("not finite");
                self.report(problem.help("write a finite number"));
                Value::Unreadable
            }
            _ => Value::Word(name),
        };
        Node { value, span }
    }

    fn bracket(&mut self, open: usize, kind: Bracket, name: Option<String>, start: usize) -> Node {
        let pair = self.pairs[open];
        let end = pair.end as usize;
        let quiet = self.quiet;
        self.quiet |= !pair.closed;
        let mut group = self.entries(open, kind, end);
        self.quiet = quiet;
        group.broken |= !pair.closed;
        self.at = if pair.closed { end + 1 } else { end };
        let stop = if pair.closed { self.span(end).end } else { self.span(self.at.saturating_sub(1)).end };
        let value = self.finish(kind, name, group);
        Node { value, span: start..stop.max(start) }
    }

    fn finish(&mut self, kind: Bracket, name: Option<String>, group: Group) -> Value {
        match kind {
            Bracket::Square => Value::List(group.items),
            Bracket::Curly => {
                self.duplicate_keys(&group.pairs);
                Value::Map(Entries { list: group.pairs, broken: group.broken })
            }
            Bracket::Round if !group.fields.is_empty() => {
                self.duplicate_fields(&group.fields);
                Value::Struct(name, Entries { list: group.fields, broken: group.broken })
            }
            Bracket::Round if name.as_deref() == Some("Some") && group.items.len() == 1 => {
                let mut items = group.items;
                items.pop().map_or(Value::Unreadable, |node| Value::Some(Box::new(node)))
            }
            Bracket::Round if group.broken && group.items.is_empty() => Value::Unreadable,
            Bracket::Round => Value::Tuple(name, group.items),
        }
    }

    /// True if a group in round brackets has field names.
    fn has_fields(&self, open: usize, end: usize) -> bool {
        let mut at = open + 1;
        while at < end {
            let separator = matches!(self.tok(at + 1), Some(Tok::Colon | Tok::Equals));
            if matches!(self.tok(at), Some(Tok::Word | Tok::Text(_))) && separator && at + 1 < end {
                return true;
            }
            if self.tok(at) == Some(&Tok::Word)
                && matches!(self.tok(at + 1), Some(Tok::Text(_) | Tok::Int(_) | Tok::Float(_)))
            {
                return true;
            }
            at = self.next(at);
        }
        false
    }

    /// The token after this one, brackets taken as one.
    fn next(&self, at: usize) -> usize {
        match self.tok(at) {
            Some(Tok::Open(_)) => {
                (self.pairs[at].end as usize + usize::from(self.pairs[at].closed)).max(at + 1)
            }
            _ => at + 1,
        }
    }

    fn entries(&mut self, open: usize, kind: Bracket, end: usize) -> Group {
        let mut group = Group::default();
        let fields = kind == Bracket::Round && self.has_fields(open, end);
        let mut separated = true;
        while self.at < end && !self.problems.is_full() {
            match self.tok(self.at) {
                Some(Tok::Skip) => self.at += 1,
                Some(Tok::Comma | Tok::Semicolon) => {
                    self.separator(separated);
                    separated = true;
                }
                _ => {
                    if !separated {
                        self.comma_missing();
                    }
                    let before = self.problems.errors();
                    match kind {
                        _ if fields => self.field(end, &mut group),
                        Bracket::Curly => self.map_entry(end, &mut group),
                        _ => self.item(end, &mut group),
                    }
                    group.broken |= self.problems.errors() > before && Self::trouble(kind, fields, &group);
                    separated = false;
                    self.leftover(end, &mut group);
                }
            }
        }
        group
    }

    fn item(&mut self, end: usize, group: &mut Group) {
        if self.starts_value(self.at) {
            let node = self.value(end);
            group.items.push(node);
        } else {
            group.broken = true;
            self.unexpected(self.at);
            self.pass_over(end);
        }
    }

    /// True if the entry just read is itself unreadable (and not something within it).
    fn trouble(kind: Bracket, fields: bool, group: &Group) -> bool {
        let last = match kind {
            _ if fields => group.fields.last().map(|(_, node)| node),
            Bracket::Curly => group.pairs.last().map(|(_, node)| node),
            _ => group.items.last(),
        };
        last.is_none_or(|node| node.value == Value::Unreadable)
    }

    fn separator(&mut self, separated: bool) {
        let span = self.span(self.at);
        let semicolon = self.tok(self.at) == Some(&Tok::Semicolon);
        self.at += 1;
        if semicolon {
            let problem =
                Diagnostic::error(codes::STRAY, span, "entries are separated by commas, not by `;`");
            self.report(problem.label("not a comma").help("write `,`"));
        } else if separated {
            let problem = Diagnostic::error(codes::COMMA_EXTRA, span, "a comma too many")
                .label("nothing stands before it");
            self.report(problem.help("remove it"));
        }
    }

    fn comma_missing(&mut self) {
        let before = self.span(self.at - 1);
        if matches!(self.tok(self.at), Some(Tok::Colon | Tok::Equals | Tok::Hash | Tok::Bang)) {
            return;
        }
        let problem = Diagnostic::error(
            codes::COMMA_MISSING,
            before.end.saturating_sub(1)..before.end,
            "a comma is missing",
        )
        .label("after this")
        .also(self.span(self.at), "before this")
        .help("write `,` between the two");
        self.report(problem);
    }

    /// After an entry: whatever cannot begin the next one is reported once and passed over.
    fn leftover(&mut self, end: usize, group: &mut Group) {
        self.at = self.at.min(end);
        self.skip();
        if self.at >= end
            || self.starts_value(self.at)
            || matches!(self.tok(self.at), Some(Tok::Comma | Tok::Semicolon))
        {
            return;
        }
        self.unexpected(self.at);
        group.broken = true;
        self.pass_over(end);
    }

    fn pass_over(&mut self, end: usize) {
        while self.at < end && !matches!(self.tok(self.at), Some(Tok::Comma | Tok::Semicolon)) {
            self.at = self.next(self.at);
        }
    }

    fn field(&mut self, end: usize, group: &mut Group) {
        let at = self.at;
        let span = self.span(at);
        let separator = at + 1 < end && matches!(self.tok(at + 1), Some(Tok::Colon | Tok::Equals));
        let key = match self.tok(at) {
            Some(Tok::Word) => Key { name: self.word(at).to_owned(), span: span.clone() },
            Some(Tok::Text(name)) if separator => {
                let key = Key { name: name.clone(), span: span.clone() };
                let problem = Diagnostic::error(
                    codes::FIELD_NAME,
                    span.clone(),
                    "names of fields are written without quotes",
                );
                let plain = key.name.chars().all(goes_on_word);
                let field = if plain { format!("write `{}:`; or use", key.name) } else { "use".to_owned() };
                let help = format!("{field} {{ }} if this is a map with keys of your own");
                self.report(problem.label("a text where a field name is expected").help(help));
                key
            }
            _ => return self.nameless(end, group),
        };
        if separator {
            self.at += 2;
            self.check_equals(at + 1);
        } else if at + 1 < end && self.starts_value(at + 1) {
            self.at += 1;
            self.colon_missing(at, &format!("`{}`", key.name), "write `name: value`");
        } else {
            return self.nameless(end, group);
        }
        let node = self.field_value(&key.name, at, end);
        group.fields.push((key, node));
    }

    /// An entry without a name in a group with names.
    fn nameless(&mut self, end: usize, group: &mut Group) {
        let at = self.at;
        if !self.starts_value(at) {
            group.broken = true;
            self.unexpected(at);
            return self.pass_over(end);
        }
        let number = |at: usize| matches!(self.tok(at), Some(Tok::Int(_) | Tok::Float(_)));
        let touching = at >= 2
            && self.span(at - 2).end == self.span(at - 1).start
            && self.span(at - 1).end == self.span(at).start;
        let decimal = at >= 2 && number(at) && number(at - 2) && touching;
        let node = self.value(end);
        if let (true, Some((_, before))) = (decimal, group.fields.last_mut()) {
            before.value = Value::Unreadable;
        }
        let problem = Diagnostic::error(codes::FIELD_NAME, node.span.clone(), "this entry has no field name");
        let help = if decimal { "write decimals with a point: 0.8, not 0,8" } else { "write `name: value`" };
        self.report(problem.label("which field is this?").help(help));
        group.broken = true;
    }

    fn field_value(&mut self, name: &str, key: usize, end: usize) -> Node {
        if self.at < end && self.starts_value(self.at) {
            return self.value(end);
        }
        let span = self.span(key).start..self.span(self.at.saturating_sub(1)).end;
        let problem = Diagnostic::error(codes::VALUE_MISSING, span.clone(), format!("`{name}` has no value"))
            .label("a value must follow")
            .help("write a value, or leave the field out");
        self.report(problem);
        self.pass_over(end);
        Node { value: Value::Unreadable, span }
    }

    fn check_equals(&mut self, at: usize) {
        if self.tok(at) == Some(&Tok::Equals) {
            let problem = Diagnostic::error(
                codes::COLON_MISSING,
                self.span(at),
                "a name and its value are joined by `:`, not by `=`",
            );
            self.report(problem.label("not a colon").help("write `:`"));
        }
    }

    fn colon_missing(&mut self, at: usize, what: &str, help: &str) {
        let span = self.span(at);
        let problem =
            Diagnostic::error(codes::COLON_MISSING, span, format!("a colon is missing after {what}"))
                .label("`:` must follow")
                .help(help);
        self.report(problem);
    }

    fn map_entry(&mut self, end: usize, group: &mut Group) {
        let at = self.at;
        if !self.starts_value(at) {
            group.broken = true;
            self.unexpected(at);
            return self.pass_over(end);
        }
        let key = self.value(end);
        match self.tok(self.at) {
            Some(Tok::Colon | Tok::Equals) if self.at < end => {
                self.check_equals(self.at);
                self.at += 1;
            }
            _ if self.at < end && self.starts_value(self.at) => {
                self.colon_missing(self.at - 1, "this key", "write `\"key\": value`");
            }
            _ => {
                let problem =
                    Diagnostic::error(codes::VALUE_MISSING, key.span.clone(), "this key has no value");
                self.report(
                    problem
                        .label("a key alone")
                        .help("in { } every entry is `\"key\": value`; a list stands in [ ]"),
                );
                group.broken = true;
                return;
            }
        }
        let name = if let Value::Text(name) = &key.value { name.clone() } else { "this key".to_owned() };
        let node = self.field_value(&name, at, end);
        group.pairs.push((key, node));
    }

    fn duplicate_fields(&mut self, fields: &[(Key, Node)]) {
        let mut seen: BTreeMap<&str, &Span> = BTreeMap::new();
        for (key, _) in fields {
            match seen.get(key.name.as_str()) {
                Some(first) => self.report(duplicate(&format!("field `{}`", key.name), &key.span, first)),
                None => drop(seen.insert(&key.name, &key.span)),
            }
        }
    }

    fn duplicate_keys(&mut self, pairs: &[(Node, Node)]) {
        let mut seen: BTreeMap<String, &Span> = BTreeMap::new();
        for (key, _) in pairs {
            let name = match &key.value {
                Value::Text(text) => quoted(text),
                Value::Word(_) | Value::Int(_) | Value::Bool(_) | Value::Char(_) => {
                    super::describe(&key.value)
                }
                _ => continue,
            };
            let exact = if let Value::Text(text) = &key.value { format!("\"{text}") } else { name.clone() };
            match seen.get(&exact) {
                Some(first) => self.report(duplicate(&format!("key {name}"), &key.span, first)),
                None => drop(seen.insert(exact, &key.span)),
            }
        }
    }
}

fn duplicate(what: &str, span: &Span, first: &Span) -> Diagnostic {
    Diagnostic::error(codes::DUPLICATE_KEY, span.clone(), format!("the {what} is written twice"))
        .label("again here")
        .also(first.clone(), "first here")
        .help("remove one of the two, or rename it")
}
