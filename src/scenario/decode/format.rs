//! Formats as written: seven components, each there or not.

use super::fields::Fields;
use super::{Decoder, MOST_OTHERS, resolve};
use crate::scenario::diagnostic::{Diagnostic, codes, nearest};
use crate::scenario::model::{Format, Information, Party, Proposing, Provenance, Rule, Span};
use crate::scenario::syntax::{Key, Node, Value};
use crate::scenario::traits;

use super::format_parts::{Contract, Delegation, Membership, Monitors};

/// The seven components, in order.
pub(super) const COMPONENTS: [&str; 7] =
    ["membership", "rule", "proposing", "information", "contract", "enforcement", "delegation"];

/// A component as written, with its source.
#[derive(Clone)]
pub(super) struct Written<T> {
    pub(super) part: T,
    pub(super) source: Provenance,
}

/// A format as written.
pub(super) struct Draft {
    pub(super) name: String,
    pub(super) about: String,
    pub(super) source: Option<Provenance>,
    /// Position of the format that it is like, and where that is said.
    pub(super) like: Option<(usize, Span)>,
    pub(super) membership: Option<Written<Membership>>,
    pub(super) rule: Option<Written<Rule>>,
    pub(super) proposing: Option<Written<Proposing>>,
    pub(super) information: Option<Written<Information>>,
    pub(super) contract: Option<Written<Contract>>,
    pub(super) enforcement: Option<Written<Monitors>>,
    pub(super) delegation: Option<Written<Delegation>>,
}

impl Decoder<'_> {
    pub(super) fn formats(&mut self, fields: &Fields<'_>, parties: &[Party]) -> Vec<Format> {
        let entries = self.keyed(fields, "formats", "format", 1, MOST_OTHERS);
        let names: Vec<String> = entries.iter().map(|(name, ..)| name.clone()).collect();
        let mut drafts = Vec::new();
        for (name, span, node) in entries {
            let path = format!("formats.{name}");
            self.mark(path.as_str(), &span);
            drafts.push(self.guarded(&path, |d| d.draft(name, node, &names)));
        }
        resolve::formats(self, &drafts, parties.len())
    }

    fn draft(&mut self, name: String, node: &Node, names: &[String]) -> Draft {
        let mut allowed = COMPONENTS.to_vec();
        allowed.extend(["like", "about", "source"]);
        let fields = self.format_fields(node, &allowed);
        let path = format!("formats.{name}");
        let like = fields.get("like").and_then(|node| self.like(node, names));
        if let Some(node) = fields.get("source") {
            self.mark(format!("{path}.source"), &node.span);
        }
        let source = match fields.get("source") {
            Some(node) => Some(self.provenance(node)),
            None if fields.get("like").is_some() => None,
            None => Some(self.needed_source(&fields, &format!("the format \"{name}\""))),
        };
        Draft {
            about: self.optional_text(&fields, "about"),
            membership: self.part(&fields, &path, "membership", Self::membership),
            rule: self.part(&fields, &path, "rule", Self::rule),
            proposing: self.part(&fields, &path, "proposing", Self::proposing),
            information: self.part(&fields, &path, "information", Self::information),
            contract: self.part(&fields, &path, "contract", Self::contract),
            enforcement: self.part(&fields, &path, "enforcement", Self::enforcement),
            delegation: self.part(&fields, &path, "delegation", Self::delegation),
            name,
            source,
            like,
        }
    }

    fn like(&mut self, node: &Node, names: &[String]) -> Option<(usize, Span)> {
        let written = self.text(node)?;
        let found = names.iter().position(|name| name == written);
        if found.is_none() {
            let names: Vec<&str> = names.iter().map(String::as_str).collect();
            self.unknown(codes::UNKNOWN_FORMAT, node, "format", written, &names);
        }
        found.map(|index| (index, node.span.clone()))
    }

    /// One component: its fields read by `read`, and its source, which it must have.
    fn part<T>(
        &mut self,
        fields: &Fields<'_>,
        path: &str,
        name: &str,
        read: impl Fn(&mut Self, &Node, &str) -> (T, Provenance),
    ) -> Option<Written<T>> {
        let node = fields.get(name)?;
        let path = format!("{path}.{name}");
        self.mark(path.as_str(), &node.span);
        let (part, source) = read(self, node, &path);
        Some(Written { part, source })
    }

    /// The fields of a format; anything but the seven components gets its own explanation.
    fn format_fields<'t>(&mut self, node: &'t Node, allowed: &[&str]) -> Fields<'t> {
        if let Value::Struct(_, entries) = &node.value {
            for (key, value) in &entries.list {
                if !allowed.contains(&key.name.as_str()) {
                    self.eighth(key, value, allowed);
                }
            }
        }
        let names: Vec<&str> = match &node.value {
            Value::Struct(_, entries) => entries.list.iter().map(|(key, _)| key.name.as_str()).collect(),
            _ => Vec::new(),
        };
        // Unknown fields were explained above; here they may pass.
        let all: Vec<&str> = allowed.iter().copied().chain(names).collect();
        self.fields(node, "format", &[], &all)
    }

    /// A field outside the seven components.
    fn eighth(&mut self, key: &Key, value: &Node, allowed: &[&str]) {
        let numbers = traits::PARTY.iter().chain(&traits::WORLD).chain([
            &traits::STAKE,
            &traits::SUCCESS,
            &traits::PER_YEAR,
        ]);
        let home = numbers.map(|entry| entry.name).find(|&name| name == key.name);
        let looks_like_number = match &value.value {
            Value::Int(_) | Value::Float(_) => true,
            Value::Struct(Some(_), entries) => {
                entries.list.iter().any(|(key, _)| key.name == "from" || key.name == "value")
            }
            _ => false,
        };
        let near = nearest(&key.name, allowed.iter().copied());
        if near.is_none() && (home.is_some() || looks_like_number) {
            let message =
                format!("`{}` looks like a number of a party or of the world; a format has none", key.name);
            let place = match home {
                Some(name) if traits::party_trait(name).is_some() => format!("write `{name}` at each party, under `parties`"),
                Some("stake") => "write `stake` at the issue".to_owned(),
                Some("success") => "write `success` at the stage of a road map".to_owned(),
                Some("per_year") => "write `per_year` at an event".to_owned(),
                Some(name) => format!("write `{name}` under `world`"),
                None => "a bonus for trust, speed or success would put the answer in by hand; say who, what and when \
                         (the seven components), and the rest is computed from the parties' numbers"
                    .to_owned(),
            };
            let problem = Diagnostic::error(codes::NUMBER_IN_FORMAT, key.span.clone(), message);
            self.report(problem.label("not one of the seven components").help(place));
            return;
        }
        let message =
            format!("a format has seven components and nothing else; `{}` is none of them", key.name);
        let help = match (near, home_of(&key.name)) {
            (_, Some(component)) => format!("`{}` belongs into `{component}: (…)`", key.name),
            (Some(near), None) => format!("did you mean `{near}`?"),
            _ => format!("the seven are {}; beside them `like`, `about` and `source`", COMPONENTS.join(", ")),
        };
        let problem = Diagnostic::error(codes::EIGHTH_COMPONENT, key.span.clone(), message);
        self.report(problem.label("not one of the seven").help(help));
    }
}

/// The component that has a field of this name.
fn home_of(field: &str) -> Option<&'static str> {
    let parts: [(&str, &[&str]); 7] = [
        ("membership", &["members", "vetoes"]),
        ("rule", &["kind"]),
        ("proposing", &["order"]),
        ("information", &["disclosed"]),
        ("contract", &["roadmaps", "agenda", "in_force", "on_promise", "all_or_nothing"]),
        ("enforcement", &["monitors"]),
        (
            "delegation",
            &["level", "first_meeting", "every", "meetings", "offers", "refer_back", "ratifiers", "public"],
        ),
    ];
    parts.into_iter().find(|(_, fields)| fields.contains(&field)).map(|(part, _)| part)
}
