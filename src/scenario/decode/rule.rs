//! What makes a proposal pass, as written.

use super::Decoder;
use super::fields::Fields;
use crate::scenario::diagnostic::{Diagnostic, codes};
use crate::scenario::model::{PartyIndex, Provenance, Rule};
use crate::scenario::syntax::Node;
use crate::scenario::written;

/// Most votes of a member, and most that can be needed.
const MOST_VOTES: u32 = 1_000_000;

/// Kinds of rule.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Unanimity,
    ConsensusMinus,
    Quota,
    Weighted,
}

/// Word and fields of each kind.
const KINDS: [(&str, Kind, &[&str]); 4] = [
    ("unanimity", Kind::Unanimity, &[]),
    ("consensus_minus", Kind::ConsensusMinus, &["minus"]),
    ("quota", Kind::Quota, &["needed"]),
    ("weighted", Kind::Weighted, &["weights", "needed"]),
];

/// Fields that belong to some kinds only, with what they hold.
const FIELDS: [(&str, &str); 3] = [
    ("minus", "how many members may refuse"),
    ("needed", "how many must accept, or how many votes they must have together"),
    ("weights", "the votes of the members: { \"north\": 2, \"south\": 1 }"),
];

impl Decoder<'_> {
    pub(super) fn rule(&mut self, node: &Node, path: &str) -> (Rule, Provenance) {
        let fields = self.fields(node, "rule", &[], written::fields::<written::Rule>());
        (self.rule_of(&fields, path), self.component_source(&fields))
    }

    /// The rule of a domain, whose sources are those of its parties.
    pub(super) fn domain_rule(&mut self, node: &Node) -> Rule {
        let fields = self.fields(node, "rule", &[], written::fields::<written::Votes>());
        self.rule_of(&fields, "rule")
    }

    fn rule_of(&mut self, fields: &Fields<'_>, path: &str) -> Rule {
        if let Some(node) = fields.get("kind") {
            self.mark(format!("{path}.kind"), &node.span);
        }
        let choices = KINDS.map(|(word, kind, _)| (word, kind));
        let kind = match fields.get("kind") {
            None => Some(Kind::Unanimity),
            Some(_) => self.word(fields, "kind", &choices),
        };
        if let Some(kind) = kind {
            self.fields_of_kind(fields, kind);
        }
        let number = |d: &mut Self, name: &str| {
            let node = fields.get(name)?;
            d.mark(format!("{path}.{name}"), &node.span);
            d.whole(node, 0, MOST_VOTES, &format!("`{name}`"))
        };
        let minus = number(self, "minus").unwrap_or(0);
        let needed = number(self, "needed").unwrap_or(1);
        let weights = self.weights(fields, path);
        match kind {
            None | Some(Kind::Unanimity) => Rule::Unanimity,
            Some(Kind::ConsensusMinus) => Rule::ConsensusMinus(minus),
            Some(Kind::Quota) => Rule::Quota(needed),
            Some(Kind::Weighted) => Rule::Weighted { weights, needed },
        }
    }

    /// Fields of other kinds are reported, and what this kind lacks.
    fn fields_of_kind(&mut self, fields: &Fields<'_>, kind: Kind) {
        let Some((word, _, own)) = KINDS.into_iter().find(|(_, other, _)| *other == kind) else { return };
        for (name, hint) in FIELDS {
            match fields.get(name) {
                None if own.contains(&name) => {
                    self.need(fields, name, hint);
                }
                Some(node) if !own.contains(&name) => {
                    let homes: Vec<String> = KINDS
                        .iter()
                        .filter(|(_, _, fields)| fields.contains(&name))
                        .map(|(word, ..)| format!("`kind: {word}`"))
                        .collect();
                    let message = format!("`{name}` has no meaning under `kind: {word}`");
                    let problem = Diagnostic::error(codes::RULE, node.span.clone(), message);
                    let help = format!("write {}, or remove `{name}`", homes.join(" or "));
                    self.report(problem.label("belongs to another kind").help(help));
                }
                _ => {}
            }
        }
    }

    fn weights(&mut self, fields: &Fields<'_>, path: &str) -> Vec<(PartyIndex, u32)> {
        let entries = self.party_map(fields, "weights", path, "{ \"north\": 2, \"south\": 1 }");
        let votes = |d: &mut Self, node: &Node| d.whole(node, 0, MOST_VOTES, "the number of votes");
        entries.into_iter().filter_map(|(party, _, node)| Some((party, votes(self, node)?))).collect()
    }
}
