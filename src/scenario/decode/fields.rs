//! Reading groups, maps, lists and plain values, with what was expected and what was found.

use super::{COMPONENTS, Decoder};
use crate::scenario::diagnostic::{Diagnostic, codes, did_you_mean, nearest, quoted};
use crate::scenario::model::Span;
use crate::scenario::syntax::{Entries, Key, Node, Value, describe};
use crate::scenario::upgrade;

/// The fields of a group.
pub(super) struct Fields<'t> {
    entries: Option<&'t Entries<Key>>,
    pub(super) span: Span,
    pub(super) what: String,
    /// True if nothing may be called missing.
    pub(super) broken: bool,
    /// Fields that are there under a name written wrongly.
    mistyped: Vec<String>,
}

impl<'t> Fields<'t> {
    /// A group that is not written: every field takes its default.
    pub(super) fn absent() -> Self {
        Self { entries: None, span: 0..0, what: String::new(), broken: true, mistyped: Vec::new() }
    }

    /// A field, if it is written (`None` counts as not written, `Some(x)` as x).
    pub(super) fn get(&self, name: &str) -> Option<&'t Node> {
        let (_, node) = self.entries?.list.iter().find(|(key, _)| key.name == name)?;
        unwrapped(node)
    }
}

/// Takes `Some( )` away; `None` for `None`.
fn unwrapped(mut node: &Node) -> Option<&Node> {
    loop {
        match &node.value {
            Value::Some(inner) => node = inner,
            Value::None => return None,
            _ => return Some(node),
        }
    }
}

/// "a party", "an issue".
pub(super) fn article(what: &str) -> String {
    let vowel = what.starts_with(['a', 'e', 'i', 'o', 'u']);
    format!("{} {what}", if vowel { "an" } else { "a" })
}

impl Decoder<'_> {
    /// What was expected, and what was found instead; silent for what was reported before.
    pub(super) fn wrong(&mut self, node: &Node, expected: &str, help: Option<String>) {
        if node.value == Value::Unreadable {
            self.unreadable += 1;
            return;
        }
        let found = describe(&node.value);
        let problem = Diagnostic::error(
            codes::WRONG_TYPE,
            node.span.clone(),
            format!("expected {expected}, found {found}"),
        );
        self.report(problem.label(format!("expected {expected}")).maybe_help(help));
    }

    /// The fields of a group in round brackets; unknown ones are reported.
    pub(super) fn fields<'t>(
        &mut self,
        node: &'t Node,
        what: &str,
        names: &[&str],
        allowed: &[&str],
    ) -> Fields<'t> {
        let mut fields = Fields {
            entries: None,
            span: node.span.clone(),
            what: what.to_owned(),
            broken: true,
            mistyped: Vec::new(),
        };
        match &node.value {
            Value::Struct(name, entries) if self.fits(node, name.as_deref(), what, names) => {
                fields.entries = Some(entries);
                fields.broken = entries.broken;
                self.unreadable += usize::from(entries.broken);
                for (key, _) in &entries.list {
                    if !allowed.contains(&key.name.as_str()) {
                        fields.mistyped.extend(self.unknown_field(key, what, allowed));
                    }
                }
            }
            Value::Tuple(name, items)
                if items.is_empty() && self.fits(node, name.as_deref(), what, names) =>
            {
                fields.broken = false;
            }
            Value::Map(_) => {
                let help = Some("write ( ) in place of { }, and field names without quotes".to_owned());
                self.wrong(node, &format!("the fields of {} in ( )", article(what)), help);
            }
            Value::Struct(..) => {}
            _ => self.wrong(
                node,
                &format!("the fields of {} in ( )", article(what)),
                Some("write `(name: value, …)`".to_owned()),
            ),
        }
        fields
    }

    /// True if a group's name is none, or one of those that it may have.
    fn fits(&mut self, node: &Node, name: Option<&str>, what: &str, names: &[&str]) -> bool {
        let Some(name) = name else { return true };
        if names.contains(&name) {
            return true;
        }
        let span = node.span.start..node.span.start + name.len();
        let problem = Diagnostic::error(
            codes::WRONG_TYPE,
            span,
            format!("expected {}, found `{name}(…)`", article(what)),
        );
        let help = match names.first() {
            Some(right) => format!("write `{right}(…)`"),
            None => "write the group without a name: `(…)`".to_owned(),
        };
        self.report(problem.label("this name does not belong here").help(help));
        false
    }

    /// Reports a field that does not exist; the one that was probably meant.
    fn unknown_field(&mut self, key: &Key, what: &str, allowed: &[&str]) -> Option<String> {
        if COMPONENTS.contains(&what) && self.number_in_component(key) {
            return None;
        }
        let message = format!("{} has no field `{}`", article(what), key.name);
        let renamed = upgrade::renamed(what, &key.name);
        let near = renamed.or_else(|| nearest(&key.name, allowed.iter().copied()));
        let help = match near {
            Some(near) if renamed.is_some() => {
                format!("it is called `{near}` from version 2 of the format on")
            }
            Some(near) => format!("did you mean `{near}`?"),
            None => format!(
                "its fields are {}",
                allowed.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")
            ),
        };
        self.report(
            Diagnostic::error(codes::UNKNOWN_FIELD, key.span.clone(), message)
                .label("unknown field")
                .help(help),
        );
        near.map(str::to_owned)
    }

    /// A field that must be written.
    pub(super) fn need<'t>(&mut self, fields: &Fields<'t>, name: &str, hint: &str) -> Option<&'t Node> {
        let node = fields.get(name);
        if node.is_none() && !fields.broken && !fields.mistyped.iter().any(|mistyped| mistyped == name) {
            let end = fields.span.end;
            let problem = Diagnostic::error(
                codes::MISSING_FIELD,
                fields.span.start..end,
                format!("this {} lacks its `{name}`", fields.what),
            );
            self.report(
                problem.label(format!("no `{name}` in here")).help(format!("add `{name}: …`: {hint}")),
            );
        }
        node
    }

    /// A text.
    pub(super) fn text<'t>(&mut self, node: &'t Node) -> Option<&'t str> {
        let Value::Text(text) = &node.value else {
            let help = match &node.value {
                Value::Word(word) => Some(format!("write it in quotes: \"{word}\"")),
                Value::Int(_) | Value::Float(_) => Some("write it in quotes".to_owned()),
                _ => None,
            };
            self.wrong(node, "a text in quotes", help);
            return None;
        };
        Some(text)
    }

    /// A text that says something.
    pub(super) fn filled_text(&mut self, node: &Node) -> Option<String> {
        let text = self.text(node)?;
        if text.trim().is_empty() {
            let problem = Diagnostic::error(codes::VALUE_MISSING, node.span.clone(), "this text is empty");
            self.report(problem.label("nothing in it").help("write something that people can read"));
            return None;
        }
        Some(text.to_owned())
    }

    pub(super) fn required_text(&mut self, fields: &Fields<'_>, name: &str, hint: &str) -> String {
        let node = self.need(fields, name, hint);
        node.and_then(|node| self.filled_text(node)).unwrap_or_default()
    }

    pub(super) fn optional_text(&mut self, fields: &Fields<'_>, name: &str) -> String {
        let node = fields.get(name);
        node.and_then(|node| self.text(node)).unwrap_or_default().to_owned()
    }

    pub(super) fn text_list(&mut self, fields: &Fields<'_>, name: &str) -> Vec<String> {
        let Some(node) = fields.get(name) else { return Vec::new() };
        let items = self.list(node, "a list of texts");
        items.iter().filter_map(|item| self.filled_text(item)).collect()
    }

    /// A whole number within bounds.
    pub(super) fn whole(&mut self, node: &Node, low: u32, high: u32, what: &str) -> Option<u32> {
        let Value::Int(value) = node.value else {
            let help = match &node.value {
                Value::Float(_) => Some("write it without a decimal point".to_owned()),
                Value::Text(text) if text.trim().parse::<u32>().is_ok() => {
                    Some(format!("write it without quotes: {}", text.trim()))
                }
                _ => None,
            };
            self.wrong(node, "a whole number", help);
            return None;
        };
        let value = u32::try_from(value).ok().filter(|value| (low..=high).contains(value));
        if value.is_none() {
            let problem = Diagnostic::error(
                codes::OUT_OF_DOMAIN,
                node.span.clone(),
                format!("{what} is out of its range"),
            );
            self.report(
                problem
                    .label(format!("must be from {low} to {high}"))
                    .help(format!("write a number from {low} to {high}")),
            );
        }
        value
    }

    /// A number of 100 worlds, from 1 to 100; a share is told what it is of 100.
    pub(super) fn of_100(&mut self, node: &Node, what: &str) -> Option<u32> {
        let percent = |text: &str| text.trim().trim_end_matches('%').trim_end().parse::<f64>().ok();
        let share = match &node.value {
            Value::Float(share) if *share > 0.0 && *share <= 1.0 => Some(100.0 * share),
            Value::Text(text) if text.contains('%') => percent(text).filter(|p| (0.0..=100.0).contains(p)),
            _ => None,
        };
        let Some(share) = share else { return self.whole(node, 1, 100, what) };
        let whole = libm::round(share).max(1.0);
        let message = format!("{what} is a number of 100 worlds, not a share");
        let problem = Diagnostic::error(codes::OUT_OF_DOMAIN, node.span.clone(), message);
        self.report(problem.label("must be a whole number from 1 to 100").help(format!("of 100: {whole}")));
        None
    }

    /// A whole number of at least 1; 0 is its own error.
    pub(super) fn count(&mut self, node: &Node, high: u32, what: &str) -> Option<u32> {
        if node.value == Value::Int(0) {
            let problem = Diagnostic::error(
                codes::CALENDAR,
                node.span.clone(),
                format!("{what} is 0: nothing can happen"),
            );
            self.report(problem.label("must be at least 1").help("write 1 or more"));
            return None;
        }
        self.whole(node, 1, high, what)
    }

    pub(super) fn flag(&mut self, fields: &Fields<'_>, name: &str, default: bool) -> bool {
        match fields.get(name) {
            None => default,
            Some(Node { value: Value::Bool(flag), .. }) => *flag,
            Some(node) => {
                self.wrong(node, "`true` or `false`", Some("write it without quotes".to_owned()));
                default
            }
        }
    }

    /// One of a few words, written bare.
    pub(super) fn word<T: Copy>(
        &mut self,
        fields: &Fields<'_>,
        name: &str,
        choices: &[(&str, T)],
    ) -> Option<T> {
        let node = fields.get(name)?;
        let list = choices.iter().map(|(word, _)| format!("`{word}`")).collect::<Vec<_>>().join(" or ");
        let written = match &node.value {
            Value::Word(word) => word,
            Value::Text(word) if choices.iter().any(|(choice, _)| choice == word) => {
                self.wrong(node, &list, Some(format!("write it without quotes: {name}: {word}")));
                return None;
            }
            _ => {
                self.wrong(node, &list, None);
                return None;
            }
        };
        if let Some((_, choice)) = choices.iter().find(|(choice, _)| choice == written) {
            return Some(*choice);
        }
        let near = nearest(written, choices.iter().map(|(word, _)| *word));
        let help = near.map_or(format!("write {list}"), |near| format!("did you mean `{near}`?"));
        let message = format!("`{name}` cannot be {}", quoted(written));
        self.report(
            Diagnostic::error(codes::UNKNOWN_WORD, node.span.clone(), message)
                .label(format!("expected {list}"))
                .help(help),
        );
        None
    }

    /// The items of a list.
    pub(super) fn list<'t>(&mut self, node: &'t Node, expected: &str) -> &'t [Node] {
        if let Value::List(items) = &node.value {
            return items;
        }
        let help = match &node.value {
            Value::Text(text) => format!("write it as a list: [{}]", quoted(text)),
            _ => "lists stand in [ ]".to_owned(),
        };
        self.wrong(node, expected, Some(help));
        &[]
    }

    /// The entries of a field that is a map with keys of the author's own: key, its place, value.
    pub(super) fn keyed<'t>(
        &mut self,
        fields: &Fields<'t>,
        name: &str,
        what: &str,
        least: usize,
        most: usize,
    ) -> Vec<(String, Span, &'t Node)> {
        let node = if least == 0 {
            fields.get(name)
        } else {
            self.need(fields, name, &format!("the map of every {what}"))
        };
        let Some(node) = node else { return Vec::new() };
        let map = self.map(node, what);
        let broken = matches!(&node.value, Value::Map(entries) if entries.broken);
        let readable = matches!(node.value, Value::Map(_))
            || matches!(&node.value, Value::Tuple(None, items) if items.is_empty());
        if readable && !broken && map.len() < least {
            self.bounds(&node.span, &format!("at least {least} needed in `{name}`"), map.len());
        }
        if map.len() > most {
            let span = map[most].1.clone();
            self.bounds(&span, &format!("at most {most} allowed in `{name}`"), map.len());
        }
        for (key, span, _) in &map {
            self.key(key, span, what);
        }
        map.into_iter().take(most).collect()
    }

    fn bounds(&mut self, span: &Span, rule: &str, found: usize) {
        let problem =
            Diagnostic::error(codes::TOO_MANY, span.clone(), format!("{rule}, found {found}")).label("here");
        self.report(problem.help("`roundtable explain-error E028` lists all limits"));
    }

    /// Reports a number of entries that is not allowed.
    pub(super) fn check_number(&mut self, span: &Span, what: &str, found: usize, least: usize, most: usize) {
        if found < least {
            self.bounds(span, &format!("{what}: at least {least} needed"), found);
        } else if found > most {
            self.bounds(span, &format!("{what}: at most {most} allowed"), found);
        }
    }

    /// The entries of a map whose keys are texts.
    pub(super) fn map<'t>(&mut self, node: &'t Node, what: &str) -> Vec<(String, Span, &'t Node)> {
        let mut out = Vec::new();
        match &node.value {
            Value::Map(entries) => {
                for (key, value) in &entries.list {
                    if let Some(text) = self.text(key) {
                        out.push((text.to_owned(), key.span.clone(), unwrapped(value).unwrap_or(value)));
                    }
                }
            }
            Value::Tuple(None, items) if items.is_empty() => {}
            Value::Struct(..) => {
                let help = format!(
                    "write {{ }} in place of ( ), and each key in quotes: {{ \"{}\": (…) }}",
                    article(what)
                );
                self.wrong(node, "a map { }", Some(help));
            }
            _ => self.wrong(node, "a map { }", Some(format!("write {{ \"{}\": (…) }}", article(what)))),
        }
        out
    }

    /// Keys are used in paths such as `parties.dprk.patience`.
    fn key(&mut self, key: &str, span: &Span, what: &str) {
        let clean = !key.contains(['.', '[', ']', '=']) && !key.chars().any(char::is_control);
        if key.trim().is_empty() || key.trim() != key || !clean || key.chars().count() > 60 {
            let problem = Diagnostic::error(
                codes::NAME,
                span.clone(),
                format!("this cannot be the key of {}", article(what)),
            );
            let label = "1 to 60 characters, none of . [ ] =, no space at either end";
            self.report(
                problem
                    .label(label)
                    .help("keys are short names; what people shall read belongs into `name` or `about`"),
            );
        }
    }

    /// Reports a name that is not defined.
    pub(super) fn unknown(
        &mut self,
        code: &'static str,
        node: &Node,
        what: &str,
        written: &str,
        candidates: &[&str],
    ) {
        self.unknown_with(code, node, what, written, did_you_mean(written, candidates));
    }

    /// The same with other help.
    pub(super) fn unknown_with(
        &mut self,
        code: &'static str,
        node: &Node,
        what: &str,
        written: &str,
        help: String,
    ) {
        let message = format!("there is no {what} {}", quoted(written));
        let problem = Diagnostic::error(code, node.span.clone(), message).label(format!("unknown {what}"));
        self.report(problem.help(help));
    }
}
