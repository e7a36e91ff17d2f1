//! `stated(…)` and `assumed(…)`: where an entry comes from, and the numbers within.

use super::Decoder;
use super::fields::Fields;
use crate::scenario::diagnostic::{Diagnostic, codes, did_you_mean, quoted};
use crate::scenario::model::{Provenance, Quantity, Spread, Tried};
use crate::scenario::syntax::{Node, Value, describe};
use crate::scenario::traits::Trait;
use crate::scenario::written;

/// How entries of words are sourced, for help.
const WORDS: &str = "write `source: stated(at: \"H§10\", by: \"who says it\")` or `source: assumed(because: \"…\", range: \"…\")`";

/// How statements are.
const SAID: &str =
    "write `source: stated(at: \"H§10\", by: \"…\")` or `source: assumed(because: \"…\", holds_in: 90)`";

/// Sections whose entries are structure: what else one of them could be is another scenario, which only a variant runs.
const STRUCTURE: [&str; 5] = ["issues", "roadmaps", "events", "formats", "parts"];

/// Which of the two.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Stated,
    Assumed,
}

impl Decoder<'_> {
    /// Where the entries of each section come from that do not say it themselves.
    pub(super) fn default_sources(&mut self, fields: &Fields<'_>) {
        let Some(node) = fields.get("default_source") else { return };
        let sections = written::fields::<written::DefaultSource>();
        let fields = self.fields(node, "default source", &[], sections);
        for section in sections {
            let Some(node) = fields.get(section) else { continue };
            let default = if *section == "statements" {
                self.said(node)
            } else {
                (self.section(section, |d| d.provenance(node)), 100)
            };
            self.defaults.insert(section, default);
        }
    }

    /// Where the entries of the section that is being read come from, if it says so.
    pub(super) fn of_section(&self) -> Option<Provenance> {
        self.defaults.get(self.section).map(|(source, _)| source.clone())
    }

    /// The reason of an assumption, or that of its section.
    fn reason(&mut self, fields: &Fields<'_>, hint: &str) -> String {
        match self.defaults.get(self.section) {
            Some((Provenance::Assumed { because, .. }, _)) if fields.get("because").is_none() => {
                because.clone()
            }
            _ => self.required_text(fields, "because", hint),
        }
    }

    /// The `source` that an entry must have, or that of its section.
    pub(super) fn needed_source(&mut self, fields: &Fields<'_>, what: &str) -> Provenance {
        if let Some(node) = fields.get("source") {
            return self.provenance(node);
        }
        if let Some(source) = self.of_section() {
            return source;
        }
        if !fields.broken {
            self.unsourced(fields, what, WORDS);
        }
        Provenance::Default
    }

    pub(super) fn unsourced(&mut self, fields: &Fields<'_>, what: &str, help: &str) {
        let problem = Diagnostic::error(
            codes::UNSOURCED,
            fields.span.clone(),
            format!("{what} does not say where it comes from"),
        );
        let help = match self.section {
            "" => help.to_owned(),
            section => format!("{help}; or say it once for all {section}: `default_source: ({section}: …)`"),
        };
        self.report(problem.label("no `source` in here").help(help));
    }

    /// `stated(at, by)` or `assumed(because, range)`.
    pub(super) fn provenance(&mut self, node: &Node) -> Provenance {
        let Some(kind) = self.kind(node, WORDS) else { return Provenance::Default };
        match kind {
            Kind::Stated => {
                let fields = self.fields(
                    node,
                    "statement of a source",
                    &["stated"],
                    written::fields_of::<written::Source>("stated"),
                );
                self.stated(&fields)
            }
            Kind::Assumed => {
                let fields = self.fields(
                    node,
                    "assumption in words",
                    &["assumed"],
                    written::fields_of::<written::Source>("assumed"),
                );
                let because = self.required_text(&fields, "because", "why this and not something else");
                let range = self.required_text(&fields, "range", "what else it could be, in words");
                let tried = self.tried(&fields);
                if tried.is_silent() && !range.is_empty() && STRUCTURE.contains(&self.section) {
                    let range = fields.get("range").map(|node| node.span.clone());
                    self.untried.extend(range);
                }
                Provenance::Assumed { because, range, tried }
            }
        }
    }

    /// The source that a statement must have, or that of its section; in how many of 100 worlds it holds.
    pub(super) fn statement_source(&mut self, fields: &Fields<'_>) -> (Provenance, u8) {
        if let Some(node) = fields.get("source") {
            return self.said(node);
        }
        if let Some(default) = self.defaults.get(self.section) {
            return default.clone();
        }
        if !fields.broken {
            self.unsourced(fields, "this statement", SAID);
        }
        (Provenance::Default, 100)
    }

    /// `stated(at, by)` or `assumed(because, holds_in)`; in how many of 100 worlds it holds.
    fn said(&mut self, node: &Node) -> (Provenance, u8) {
        let Some(kind) = self.kind(node, SAID) else { return (Provenance::Default, 100) };
        if kind == Kind::Stated {
            let fields = self.fields(
                node,
                "statement of a source",
                &["stated"],
                written::fields_of::<written::Source>("stated"),
            );
            return (self.stated(&fields), 100);
        }
        let fields = self.fields(
            node,
            "assumed statement",
            &["assumed"],
            written::fields_of::<written::StatementSource>("assumed"),
        );
        let because = self.reason(&fields, "why this and not something else");
        let holds = self.need(&fields, "holds_in", "in how many of 100 assumed worlds it holds");
        let holds = holds.and_then(|node| self.of_100(node, "`holds_in`")).unwrap_or(100);
        (
            Provenance::Assumed {
                because,
                range: format!("holds in {holds} of 100 assumed worlds"),
                tried: Tried::default(),
            },
            holds as u8,
        )
    }

    /// Tells `stated` from `assumed`, and says what is missing if it is neither.
    fn kind(&mut self, node: &Node, help: &str) -> Option<Kind> {
        let name = match &node.value {
            Value::Struct(Some(name), _) | Value::Tuple(Some(name), _) | Value::Word(name) => name.as_str(),
            Value::Unreadable => return None,
            Value::Text(text) if text.contains('§') => {
                let problem = Diagnostic::error(
                    codes::UNSOURCED,
                    node.span.clone(),
                    "a citation alone does not say who says it",
                );
                let help = format!("write `stated(at: {}, by: \"who says it there\")`", quoted(text));
                self.report(problem.label("expected `stated(…)` or `assumed(…)`").help(help));
                return None;
            }
            _ => {
                let message =
                    format!("this does not say where it comes from: it is {}", describe(&node.value));
                let problem = Diagnostic::error(codes::UNSOURCED, node.span.clone(), message);
                self.report(problem.label("expected `stated(…)` or `assumed(…)`").help(help));
                return None;
            }
        };
        let kind = match name {
            "stated" => Kind::Stated,
            "assumed" => Kind::Assumed,
            _ => {
                let near = crate::scenario::diagnostic::nearest(name, ["stated", "assumed"]);
                let help = near.map_or(help.to_owned(), |near| format!("did you mean `{near}(…)`?"));
                let message = format!("an entry is `stated(…)` or `assumed(…)`, not {}", quoted(name));
                let problem = Diagnostic::error(codes::UNSOURCED, node.span.clone(), message);
                self.report(problem.label("neither of the two").help(help));
                return None;
            }
        };
        if matches!(node.value, Value::Struct(..))
            || matches!(&node.value, Value::Tuple(_, items) if items.is_empty())
        {
            return Some(kind);
        }
        let problem = Diagnostic::error(
            codes::SOURCE_FORM,
            node.span.clone(),
            format!("`{name}` needs its fields by name"),
        );
        self.report(problem.label("without field names").help(help));
        None
    }

    fn stated(&mut self, fields: &Fields<'_>) -> Provenance {
        let at = self.need(fields, "at", "source and paragraph, e.g. \"H§10\"");
        if let Some(node) = at {
            self.citation(node);
        }
        let by = self.required_text(fields, "by", "who says it, in that paragraph");
        let at = at.and_then(|node| if let Value::Text(at) = &node.value { Some(at.clone()) } else { None });
        Provenance::Stated { at: at.unwrap_or_default(), by }
    }

    /// Checks `H§10` or `H§10, G§5`.
    fn citation(&mut self, node: &Node) {
        let Some(text) = self.text(node) else { return };
        for part in text.split(',').map(str::trim) {
            let parts = part.split_once('§').map(|(key, number)| (key.trim(), number.trim()));
            let number = parts.and_then(|(_, number)| number.parse::<u32>().ok());
            let (Some((key, _)), Some(number)) = (parts, number) else {
                let problem = Diagnostic::error(
                    codes::CITATION,
                    node.span.clone(),
                    format!("{} is not a citation", quoted(part)),
                );
                let help = "write the key of a source, §, and a paragraph: \"H§10\"; several with commas: \"H§10, G§5\"";
                self.report(problem.label("cannot be read").help(help));
                continue;
            };
            self.cited_paragraph(node, key, number);
        }
    }

    fn cited_paragraph(&mut self, node: &Node, key: &str, number: u32) {
        let span = node.span.clone();
        match self.names.sources.list.iter().find(|(name, _)| name == key) {
            Some((_, Some(paragraphs))) if number == 0 || number > *paragraphs => {
                let message = format!("{} has {paragraphs} paragraphs, there is no §{number}", quoted(key));
                let help =
                    format!("cite a paragraph from §1 to §{paragraphs}, or mend `paragraphs` of the source");
                self.report(
                    Diagnostic::error(codes::PARAGRAPH, span, message).label("no such paragraph").help(help),
                );
            }
            None if self.names.sources.known => {
                let names: Vec<String> =
                    self.names.sources.list.iter().map(|(name, _)| name.clone()).collect();
                let names: Vec<&str> = names.iter().map(String::as_str).collect();
                let problem = Diagnostic::error(
                    codes::UNKNOWN_SOURCE,
                    span,
                    format!("there is no source {}", quoted(key)),
                );
                self.report(problem.label("cited here").help(did_you_mean(key, &names)));
            }
            _ => {}
        }
    }

    /// A number with its source.
    pub(super) fn quantity(&mut self, node: &Node, entry: &Trait) -> Option<Quantity> {
        let help = format!(
            "write `assumed(from: …, to: …, because: \"…\")` or `stated(value: …, at: \"H§10\", by: \"…\")`; {} is {}",
            entry.name, entry.domain
        );
        if let Value::Int(_) | Value::Float(_) = node.value {
            let value = number(node).unwrap_or(0.0);
            let message = format!("`{}` does not say where it comes from", entry.name);
            let help =
                format!("write `assumed(from: {value}, to: {value}, because: \"…\")`, better with a range");
            let problem =
                Diagnostic::error(codes::UNSOURCED, node.span.clone(), message).label("a bare number");
            self.report(problem.help(help));
            return None;
        }
        let quantity = match self.kind(node, &help)? {
            Kind::Stated => {
                let fields = self.fields(
                    node,
                    "stated number",
                    &["stated"],
                    written::fields_of::<written::Quantity>("stated"),
                );
                let value = self.need(&fields, "value", "the number that the source states");
                let value = value.and_then(|node| self.real(node, entry, true));
                let source = self.stated(&fields);
                Quantity { from: value?, to: value?, spread: Spread::Uniform, source }
            }
            Kind::Assumed => self.assumed_range(node, entry)?,
        };
        Some(quantity)
    }

    fn assumed_range(&mut self, node: &Node, entry: &Trait) -> Option<Quantity> {
        if let Value::Struct(_, entries) = &node.value
            && let Some((key, value)) = entries.list.iter().find(|(key, _)| key.name == "value")
        {
            let problem =
                Diagnostic::error(codes::SOURCE_FORM, key.span.clone(), "an assumed number is a range");
            let shown = number(value).map_or("…".to_owned(), |x| x.to_string());
            self.report(
                problem
                    .label("not `value`")
                    .help(format!("write `from: {shown}, to: {shown}`, better with two ends")),
            );
            return None;
        }
        let fields = self.fields(
            node,
            "assumed number",
            &["assumed"],
            written::fields_of::<written::Quantity>("assumed"),
        );
        let spread = self.word(&fields, "spread", &[("uniform", Spread::Uniform), ("log", Spread::Log)]);
        let spread = spread.unwrap_or(Spread::Uniform);
        let because = self.reason(&fields, "why this range and not another");
        let [from, to] = ["from", "to"].map(|name| {
            let end = self.need(&fields, name, "an end of the range");
            end.and_then(|end| Some((self.real(end, entry, spread == Spread::Uniform)?, end)))
        });
        let ((from, low), (to, high)) = (from?, to?);
        if from > to {
            let problem = Diagnostic::error(
                codes::RANGE_SWAPPED,
                low.span.clone(),
                "the ends of this range are swapped",
            )
            .label(format!("the lower end, {from}, is above …"))
            .also(high.span.clone(), format!("… the upper end, {to}"))
            .help(format!("write `from: {to}, to: {from}`"));
            self.report(problem);
            return None;
        }
        let words =
            if spread == Spread::Log { format!("{from} to {to}, log") } else { format!("{from} to {to}") };
        let source = Provenance::Assumed { because, range: words, tried: Tried::default() };
        Some(Quantity { from, to, spread, source })
    }

    /// A number in its domain; on a logarithmic spread it must be above 0, too.
    fn real(&mut self, node: &Node, entry: &Trait, zero: bool) -> Option<f64> {
        let Some(value) = number(node) else {
            self.wrong(node, "a number", None);
            return None;
        };
        if !entry.domain.contains(value) {
            let message = format!("`{}` cannot be {value}", entry.name);
            let problem = Diagnostic::error(codes::OUT_OF_DOMAIN, node.span.clone(), message);
            let help = format!("{}: {} ({})", entry.name, entry.meaning, entry.unit);
            self.report(problem.label(format!("must be {}", entry.domain)).help(help));
            return None;
        }
        if !zero && value <= 0.0 {
            let problem = Diagnostic::error(
                codes::OUT_OF_DOMAIN,
                node.span.clone(),
                "a logarithmic spread cannot begin at 0 or below",
            );
            self.report(
                problem.label("must be above 0").help("write a small number above 0, or `spread: uniform`"),
            );
            return None;
        }
        Some(value)
    }
}

/// The number that a node holds.
fn number(node: &Node) -> Option<f64> {
    match node.value {
        Value::Int(i) => Some(i as f64),
        Value::Float(x) => Some(x),
        _ => None,
    }
}
