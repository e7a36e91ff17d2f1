//! Formats as written: seven components, each there or not.

use super::draft::{COMPONENTS, Draft, FormatName, Written};
use super::fields::Fields;
use super::phase::has_phases;
use super::{Decoder, MOST_OTHERS, resolve};
use crate::scenario::diagnostic::{Diagnostic, codes, nearest, quoted};
use crate::scenario::model::{Format, PhaseFormat, Provenance, Span};
use crate::scenario::syntax::{Key, Node, Value};
use crate::scenario::traits;
use crate::scenario::written;

impl Decoder<'_> {
    /// The formats to compare, and those that are held only as a part of others.
    pub(super) fn formats(&mut self, fields: &Fields<'_>, parties: usize) -> (Vec<Format>, Vec<Format>) {
        let formats = self.keyed(fields, "formats", "format", 1, MOST_OTHERS);
        let parts = self.keyed(fields, "parts", "part", 0, MOST_OTHERS);
        let name = |held: PhaseFormat, name: &str, node: &Node| FormatName {
            name: name.to_owned(),
            held,
            composite: has_phases(node),
        };
        let plain =
            formats.iter().enumerate().map(|(i, (key, _, node))| name(PhaseFormat::Format(i), key, node));
        let held = parts.iter().enumerate().map(|(i, (key, _, node))| name(PhaseFormat::Part(i), key, node));
        let names: Vec<FormatName> = plain.chain(held).collect();
        self.same_names(&formats, &parts);
        let count = formats.len();
        let mut drafts = Vec::new();
        for (index, (name, span, node)) in formats.into_iter().chain(parts).enumerate() {
            let section = if index < count { "formats" } else { "parts" };
            let path = format!("{section}.{name}");
            self.mark(path.as_str(), &span);
            let draft = |d: &mut Self| d.guarded(&path, |d| d.draft(name, path.clone(), node, &names));
            drafts.push(self.section(section, draft));
        }
        let mut all = resolve::formats(self, &drafts, count, parties);
        let parts = all.split_off(count);
        (all, parts)
    }

    /// A part with the name of a format: nobody could tell which of them is meant.
    fn same_names(&mut self, formats: &[(String, Span, &Node)], parts: &[(String, Span, &Node)]) {
        for (name, span, _) in parts {
            let Some((_, first, _)) = formats.iter().find(|(other, ..)| other == name) else { continue };
            let message = format!("there is a format {} already", quoted(name));
            let problem = Diagnostic::error(codes::REPEATED, span.clone(), message)
                .label("the same name for a part")
                .also(first.clone(), "the format");
            self.report(problem.help("give it another name: phases and `like` refer to both by their names"));
        }
    }

    fn draft(&mut self, name: String, path: String, node: &Node, names: &[FormatName]) -> Draft {
        let mut allowed = COMPONENTS.to_vec();
        allowed.extend(["like", "about", "source", "phases"]);
        let fields = self.format_fields(node, &allowed);
        let composite = self.is_composite(node, &path);
        let like = fields.get("like").filter(|_| !composite).and_then(|node| self.like(node, names));
        if let Some(node) = fields.get("source") {
            self.mark(format!("{path}.source"), &node.span);
        }
        let source = match fields.get("source") {
            Some(node) => Some(self.provenance(node)),
            None if fields.get("like").is_some() => self.of_section(),
            None => Some(self.needed_source(&fields, &format!("the format \"{name}\""))),
        };
        let phases = match &source {
            Some(source) if composite => self.phases(&fields, &path, names, source),
            _ => Vec::new(),
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
            path,
            source,
            like,
            phases,
        }
    }

    fn like(&mut self, node: &Node, names: &[FormatName]) -> Option<(usize, Span)> {
        let written = self.text(node)?;
        let found = names.iter().position(|entry| entry.name == written);
        let Some(index) = found else {
            let plain = names.iter().filter(|entry| !entry.composite);
            let plain: Vec<&str> = plain.map(|entry| entry.name.as_str()).collect();
            self.unknown(codes::UNKNOWN_FORMAT, node, "format", written, &plain);
            return None;
        };
        if names[index].composite {
            let message = format!("{} is a composite: it has no components to take over", quoted(written));
            let problem =
                Diagnostic::error(codes::COMPOSITE, node.span.clone(), message).label("no plain format");
            self.report(problem.help("name one of the formats that it holds as its phases"));
            return None;
        }
        Some((index, node.span.clone()))
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

    /// True, with a message, if a field of a component is a number of a party or of the world.
    pub(super) fn number_in_component(&mut self, key: &Key) -> bool {
        let Some(home) = home_of_number(&key.name) else { return false };
        let message = format!("`{}` is a number of a party or of the world; a format has none", key.name);
        let problem = Diagnostic::error(codes::NUMBER_IN_FORMAT, key.span.clone(), message);
        self.report(problem.label("not in a component").help(home));
        true
    }

    /// A field outside the seven components.
    fn eighth(&mut self, key: &Key, value: &Node, allowed: &[&str]) {
        let home = home_of_number(&key.name);
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
            let place = home.unwrap_or_else(|| {
                "a bonus for trust, speed or success would put the answer in by hand; say who, what and when \
                 (the seven components), and the rest is computed from the parties' numbers"
                    .to_owned()
            });
            let problem = Diagnostic::error(codes::NUMBER_IN_FORMAT, key.span.clone(), message);
            self.report(problem.label("not one of the seven components").help(place));
            return;
        }
        let message =
            format!("a format has seven components and nothing else; `{}` is none of them", key.name);
        let help = match (near, home_of(&key.name)) {
            (_, Some(component)) => format!("`{}` belongs into `{component}: (…)`", key.name),
            (Some(near), None) => format!("did you mean `{near}`?"),
            _ => format!(
                "the seven are {}; beside them `like`, `about` and `source`, or `phases` in place of the seven",
                COMPONENTS.join(", ")
            ),
        };
        let problem = Diagnostic::error(codes::EIGHTH_COMPONENT, key.span.clone(), message);
        self.report(problem.label("not one of the seven").help(help));
    }
}

/// Where a number of this name belongs, if it is one of a party, of the world, or of something else that has numbers.
fn home_of_number(name: &str) -> Option<String> {
    let named = |entry: &traits::Trait| entry.name == name;
    Some(match name {
        _ if traits::PARTY.iter().chain([&traits::BIAS]).any(named) => {
            format!("write `{name}` at each party, under `parties`")
        }
        _ if traits::WORLD.iter().any(named) => format!("write `{name}` under `world`"),
        "stake" => "write `stake` at the issue".to_owned(),
        "success" => "write `success` at the stage of a road map".to_owned(),
        "per_year" => "write `per_year` at an event".to_owned(),
        _ => return None,
    })
}

/// The component that has a field of this name.
fn home_of(field: &str) -> Option<&'static str> {
    let parts: [(&str, &[&str]); 7] = [
        ("membership", written::fields::<written::Membership>()),
        ("rule", written::fields::<written::Rule>()),
        ("proposing", written::fields::<written::Proposing>()),
        ("information", written::fields::<written::Information>()),
        ("contract", written::fields::<written::Contract>()),
        ("enforcement", written::fields::<written::Enforcement>()),
        ("delegation", written::fields::<written::Delegation>()),
    ];
    parts.into_iter().find(|(_, fields)| fields.contains(&field)).map(|(part, _)| part)
}
