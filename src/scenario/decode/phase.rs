//! Composites: plain formats in sequence, or chosen by what came before.

use super::draft::{COMPONENTS, FormatName};
use super::fields::Fields;
use super::{Decoder, MOST_PHASES};
use crate::scenario::diagnostic::{Diagnostic, codes, quoted};
use crate::scenario::model::{IssueIndex, LevelIndex, Phase, PhaseFormat, Provenance, Span, When};
use crate::scenario::syntax::{Key, Node, Value};
use crate::scenario::written;

impl Decoder<'_> {
    /// True if a format is written as a composite; what it then cannot have is reported.
    pub(super) fn is_composite(&mut self, node: &Node, path: &str) -> bool {
        if !has_phases(node) {
            return false;
        }
        let Value::Struct(_, entries) = &node.value else { return true };
        let phases = entries.list.iter().find(|(key, _)| key.name == "phases").map(|(key, _)| key);
        if let (Some(key), true) = (phases, path.starts_with("parts.")) {
            let problem = Diagnostic::error(
                codes::COMPOSITE,
                key.span.clone(),
                "a part is held as a phase, and a phase is a plain format: it has no phases of its own",
            );
            self.report(
                problem
                    .label("not in `parts`")
                    .help("write the composite under `formats`, or name its phases one by one"),
            );
        }
        let foreign: Vec<&Key> = entries
            .list
            .iter()
            .map(|(key, _)| key)
            .filter(|key| key.name == "like" || COMPONENTS.contains(&key.name.as_str()))
            .collect();
        if let Some(first) = foreign.first() {
            let names: Vec<String> = foreign.iter().map(|key| format!("`{}`", key.name)).collect();
            let message = format!(
                "a composite holds other formats as its phases and has nothing else of its own: not {}",
                names.join(", ")
            );
            let mut problem =
                Diagnostic::error(codes::COMPOSITE, first.span.clone(), message).label("not in a composite");
            if let Some(key) = phases {
                problem = problem.also(key.span.clone(), "this makes it a composite");
            }
            self.report(problem.help(
                "write a plain format with these components under `parts`, and name it in a phase; or remove `phases`",
            ));
        }
        true
    }

    /// The phases of a composite.
    pub(super) fn phases(
        &mut self,
        fields: &Fields<'_>,
        path: &str,
        names: &[FormatName],
        source: &Provenance,
    ) -> Vec<Phase> {
        let entries = self.keyed(fields, "phases", "phase", 1, MOST_PHASES);
        let keys: Vec<String> = entries.iter().map(|(key, ..)| key.clone()).collect();
        let mut phases = Vec::new();
        for (name, span, node) in entries {
            let path = format!("{path}.phases.{name}");
            self.mark(path.as_str(), &span);
            phases.extend(self.phase(name, node, &path, &keys, names, source));
        }
        phases
    }

    fn phase(
        &mut self,
        name: String,
        node: &Node,
        path: &str,
        keys: &[String],
        names: &[FormatName],
        parent: &Provenance,
    ) -> Option<Phase> {
        let allowed = written::fields::<written::Phase>();
        let fields = self.fields(node, "phase", &[], allowed);
        for name in allowed {
            if let Some(node) = fields.get(name) {
                self.mark(format!("{path}.{name}"), &node.span);
            }
        }
        let held = self.need(&fields, "format", "the plain format in which this phase is held");
        let held = held.and_then(|node| self.held(node, path, names));
        let after = fields.get("after").and_then(|node| self.phase_index(node, keys));
        let when = self.when(&fields);
        let reached = self.issue_levels(&fields, "reached", path);
        let not_reached = self.issue_levels(&fields, "not_reached", path);
        let source = match fields.get("source") {
            Some(node) => self.provenance(node),
            None => parent.clone(),
        };
        Some(Phase { name, held: held?, after, when, reached, not_reached, source })
    }

    /// The plain format that a phase names.
    fn held(&mut self, node: &Node, path: &str, names: &[FormatName]) -> Option<PhaseFormat> {
        let written = self.text(node)?;
        let Some(found) = names.iter().find(|entry| entry.name == written) else {
            let plain: Vec<&str> =
                names.iter().filter(|entry| !entry.composite).map(|entry| entry.name.as_str()).collect();
            self.unknown(codes::UNKNOWN_FORMAT, node, "format", written, &plain);
            return None;
        };
        if !found.composite {
            return Some(found.held);
        }
        let own = path.starts_with(&format!("formats.{written}.phases."));
        let message = if own {
            format!("{} would be held within itself", quoted(written))
        } else {
            format!("{} is a composite itself: a phase is held in a plain format", quoted(written))
        };
        let problem = Diagnostic::error(codes::PHASE, node.span.clone(), message).label("no plain format");
        self.report(problem.help(if own {
            "name another format here".to_owned()
        } else {
            format!("write the phases of {} out here, each with its `after`", quoted(written))
        }));
        None
    }

    fn phase_index(&mut self, node: &Node, keys: &[String]) -> Option<usize> {
        let written = self.text(node)?;
        let found = keys.iter().position(|key| key == written);
        if found.is_none() {
            let keys: Vec<&str> = keys.iter().map(String::as_str).collect();
            self.unknown(codes::PHASE, node, "phase", written, &keys);
        }
        found
    }

    fn when(&mut self, fields: &Fields<'_>) -> When {
        let choices = [
            ("ended", When::Ended),
            ("failed", When::Failed),
            ("in_force", When::InForce),
            ("progress", When::Progress),
            ("done", When::Done),
        ];
        let when = self.word(fields, "when", &choices).unwrap_or_default();
        if let (Some(node), None) = (fields.get("when"), fields.get("after")) {
            let problem = Diagnostic::error(
                codes::PHASE,
                node.span.clone(),
                "`when` says what must have come of the phase before, but there is none",
            );
            self.report(problem.label("without `after`").help("add `after: \"a phase\"`, or remove `when`"));
        }
        when
    }

    fn issue_levels(&mut self, fields: &Fields<'_>, name: &str, path: &str) -> Vec<(IssueIndex, LevelIndex)> {
        let Some(node) = fields.get(name) else { return Vec::new() };
        let mut found: Vec<((IssueIndex, LevelIndex), Span)> = Vec::new();
        for (index, item) in self.list(node, "a list of (issue, level)").iter().enumerate() {
            self.mark(format!("{path}.{name}[{index}]"), &item.span);
            let Some(pair) = self.issue_level(item) else { continue };
            if let Some((_, first)) = found.iter().find(|(other, _)| *other == pair) {
                let problem =
                    Diagnostic::error(codes::REPEATED, item.span.clone(), "this is named twice in the list")
                        .label("again here")
                        .also(first.clone(), "first here");
                self.report(problem.help("remove one of the two"));
            } else {
                found.push((pair, item.span.clone()));
            }
        }
        found.into_iter().map(|(pair, _)| pair).collect()
    }
}

/// Whether a format is written with phases.
pub(super) fn has_phases(node: &Node) -> bool {
    match &node.value {
        Value::Struct(_, entries) => entries.list.iter().any(|(key, _)| key.name == "phases"),
        _ => false,
    }
}
