//! Issues: levels, what is practised and bound, duties, consent, and the source of each field.

use std::collections::BTreeMap;

use super::fields::Fields;
use super::{Decoder, MOST_ISSUES, MOST_LEVELS};
use crate::scenario::diagnostic::{Diagnostic, codes};
use crate::scenario::model::{Issue, IssueIndex, LevelIndex, PartyIndex, Provenance, Span};
use crate::scenario::syntax::{Node, Value};
use crate::scenario::traits;
use crate::scenario::written;

/// Fields of an issue that take part in `source: { "field": … }`.
pub(super) const SOURCED: [&str; 9] =
    ["name", "levels", "ordered", "practised", "bound", "duty", "consent", "guarantors", "reversible"];

impl Decoder<'_> {
    pub(super) fn issues(&mut self, fields: &Fields<'_>) -> Vec<Issue> {
        let entries = self.keyed(fields, "issues", "issue", 1, MOST_ISSUES);
        let mut issues: Vec<Issue> = Vec::new();
        for (id, span, node) in entries {
            // Keys that are no text are left out here and in the names alike, so the positions agree.
            let index = IssueIndex(issues.len());
            let issue = self.one_issue(index, id, &span, node);
            issues.push(issue);
        }
        issues
    }

    fn one_issue(&mut self, index: IssueIndex, id: String, span: &Span, node: &Node) -> Issue {
        let path = format!("issues.{id}");
        self.mark(path.as_str(), span);
        self.guarded(&path, |d| {
            let fields = d.fields(node, "issue", &[], written::fields::<written::Issue>());
            for name in SOURCED.into_iter().skip(1).chain(["duty_at"]) {
                if let Some(node) = fields.get(name) {
                    d.mark(format!("{path}.{name}"), &node.span);
                }
            }
            let name = d.name_or_key(&fields, &id);
            let levels = d.levels(&fields);
            let practised = d.level_field(index, &fields, "practised").unwrap_or_default();
            let bound = d.level_field(index, &fields, "bound").unwrap_or(practised);
            let everywhere = d.party_list(&fields, "duty").map(|duty| duty.list).unwrap_or_default();
            let duty = d.by_level(index, &fields, "duty_at", vec![everywhere; levels.len()]);
            let consent = d.by_level(index, &fields, "consent", vec![Vec::new(); levels.len()]);
            let guarantors = d.by_level(index, &fields, "guarantors", vec![Vec::new(); levels.len()]);
            Issue {
                guarantors,
                ordered: d.flag(&fields, "ordered", true),
                reversible: d.flag(&fields, "reversible", true),
                stake: d.number(&fields, &traits::STAKE, &format!("{path}.stake")),
                sources: d.issue_sources(&fields, &id),
                id,
                name,
                levels,
                practised,
                bound,
                duty,
                consent,
            }
        })
    }

    fn levels(&mut self, fields: &Fields<'_>) -> Vec<String> {
        let Some(node) = self.need(fields, "levels", "the levels in words, e.g. [\"as now\", \"shared\"]")
        else {
            return Vec::new();
        };
        let items = self.list(node, "a list of levels in words");
        if matches!(node.value, Value::List(_)) {
            self.check_number(&node.span, "levels of an issue", items.len(), 2, MOST_LEVELS);
        }
        let mut levels: Vec<(String, Span)> = Vec::new();
        for item in items {
            let Some(text) = self.filled_text(item) else { continue };
            if let Some((_, first)) = levels.iter().find(|(level, _)| *level == text) {
                let problem =
                    Diagnostic::error(codes::REPEATED, item.span.clone(), "this level is named twice")
                        .label("again here")
                        .also(first.clone(), "first here")
                        .help("levels of an issue need different words");
                self.report(problem);
            }
            levels.push((text, item.span.clone()));
        }
        levels.into_iter().map(|(text, _)| text).collect()
    }

    fn level_field(&mut self, issue: IssueIndex, fields: &Fields<'_>, name: &str) -> Option<LevelIndex> {
        let node = fields.get(name)?;
        self.level_index(issue, node)
    }

    /// A map from levels to lists of parties, over a default by level.
    fn by_level(
        &mut self,
        issue: IssueIndex,
        fields: &Fields<'_>,
        name: &str,
        mut out: Vec<Vec<PartyIndex>>,
    ) -> Vec<Vec<PartyIndex>> {
        let Some(node) = fields.get(name) else { return out };
        let Value::Map(entries) = &node.value else {
            let help = format!("write `{name}: {{ \"a level\": [\"a party\"] }}`");
            self.wrong(node, "a map from levels to lists of parties", Some(help));
            return out;
        };
        for (key, value) in &entries.list {
            let level = self.level_index(issue, key);
            let parties = self.positions(value, "parties", Self::party_index);
            if let Some(place) = level.and_then(|level| out.get_mut(level.index())) {
                *place = parties.list;
            }
        }
        out
    }

    /// The source of every field: one for all, or one by field; fields that are not written are defaults.
    fn issue_sources(&mut self, fields: &Fields<'_>, id: &str) -> BTreeMap<String, Provenance> {
        let mut out = BTreeMap::new();
        let written =
            |name: &str| fields.get(name).is_some() || (name == "duty" && fields.get("duty_at").is_some());
        if let Some(node) = fields.get("source") {
            if let Value::Map(_) = node.value {
                self.source_map(node, &mut out);
                let open: Vec<&str> =
                    SOURCED.into_iter().filter(|name| written(name) && !out.contains_key(*name)).collect();
                if let (false, Some(source)) = (out.contains_key("rest"), self.of_section()) {
                    out.insert("rest".to_owned(), source);
                } else if !open.is_empty() && !out.contains_key("rest") {
                    let problem = Diagnostic::error(
                        codes::UNSOURCED,
                        node.span.clone(),
                        format!(
                            "no source for {}",
                            open.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")
                        ),
                    );
                    self.report(
                        problem
                            .label("these fields are not named here")
                            .help("add them, or \"rest\" for all others"),
                    );
                }
            } else {
                let source = self.provenance(node);
                out.insert("rest".to_owned(), source);
            }
        } else if let Some(source) = self.of_section() {
            out.insert("rest".to_owned(), source);
        } else if !fields.broken {
            let help = "write `source: stated(at: \"H§4\", by: \"…\")`, or by field: `source: { \"levels\": …, \"rest\": … }`";
            self.unsourced(fields, &format!("the issue \"{id}\""), help);
        }
        for name in SOURCED {
            if !written(name) {
                out.entry(name.to_owned()).or_insert(Provenance::Default);
            }
        }
        out
    }

    fn source_map(&mut self, node: &Node, out: &mut BTreeMap<String, Provenance>) {
        for (key, span, node) in self.map(node, "field") {
            if SOURCED.contains(&key.as_str()) || key == "rest" {
                let source = self.provenance(node);
                out.insert(key, source);
            } else {
                let mut names = SOURCED.to_vec();
                names.push("rest");
                let key_node = Node { value: Value::Text(key.clone()), span };
                self.unknown(codes::UNKNOWN_FIELD, &key_node, "field to be sourced", &key, &names);
            }
        }
    }
}
