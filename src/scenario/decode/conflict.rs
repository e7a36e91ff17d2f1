//! `Conflict(…)`: options, states, rankings.

use super::fields::Fields;
use super::{Decoder, MOST_OTHERS};
use crate::scenario::conflict::{
    Change, Condition, Conflict, ConflictOption, ConflictParty, JOINED, NOTHING, NamedState, Ranking,
};
use crate::scenario::diagnostic::{Diagnostic, Problems, codes};
use crate::scenario::syntax::{Node, Value};
use crate::scenario::written;

/// Most parties of a conflict.
const MOST_PARTIES: usize = 12;
/// Most options of a party, and in all.
const MOST_OPTIONS: usize = 16;
/// Most states with names.
const MOST_STATES: usize = 1000;

/// Whether a file is a conflict.
pub(in crate::scenario) fn is_conflict(root: &Node) -> bool {
    matches!(&root.value, Value::Struct(Some(name), _) | Value::Tuple(Some(name), _) if name == "Conflict")
}

/// Reads a conflict out of the tree.
pub(in crate::scenario) fn conflict(root: &Node, problems: &mut Problems) -> Conflict {
    Decoder::new(problems).conflict(root)
}

impl Decoder<'_> {
    fn conflict(&mut self, root: &Node) -> Conflict {
        let fields = self.fields(root, "conflict", &["Conflict"], written::fields::<written::Conflict>());
        self.version(&fields);
        self.names.sources.known = true;
        let sources = self.sources(&fields);
        self.party_names(&fields);
        let name = self.required_text(&fields, "name", "a short name, e.g. \"elmira-1991\"");
        self.folder_name(&fields, &name);
        let title = self.required_text(&fields, "title", "one line for headings");
        let about = self.optional_text(&fields, "about");
        let keyed = self.keyed(&fields, "parties", "party", 1, MOST_PARTIES);
        // Options first: rankings of earlier parties name those of later ones.
        let mut options = Vec::new();
        for (party, (_, _, node)) in keyed.iter().enumerate() {
            self.options(node, party, &mut options);
        }
        let list = fields.get("infeasible").map_or(&[] as &[Node], |node| {
            self.list(node, "a list of what cannot be, each { \"option\": true or false, … }")
        });
        let infeasible = list.iter().map(|node| self.condition(node, &options)).collect();
        let forbidden_moves = self.forbidden(&fields, &options);
        let mut states = Vec::new();
        for (id, span, node) in self.keyed(&fields, "states", "state", 0, MOST_STATES) {
            self.mark(format!("states.{id}"), &span);
            states.push(NamedState { id, is: self.condition(node, &options) });
        }
        let ids: Vec<String> = keyed.iter().map(|(id, _, _)| id.clone()).collect();
        let parties = keyed.into_iter().map(|(id, _, node)| self.conflict_party(id, node, &ids, &options));
        let parties = parties.collect();
        if options.is_empty() && !fields.broken && self.problems.errors() == 0 {
            self.check_number(&fields.span, "`options` of all parties", 0, 1, MOST_OPTIONS);
        }
        self.mark("states", &fields.get("states").map_or(root.span.clone(), |node| node.span.clone()));
        let spans = std::mem::take(&mut self.spans);
        Conflict { name, title, about, sources, parties, options, infeasible, forbidden_moves, states, spans }
    }

    fn options(&mut self, node: &Node, party: usize, options: &mut Vec<ConflictOption>) {
        // What is wrong with the party's other fields is said when they are read.
        let Value::Struct(_, entries) = &node.value else { return };
        let Some((_, node)) = entries.list.iter().find(|(key, _)| key.name == "options") else { return };
        for (id, span, node) in self.map(node, "option") {
            if options.iter().any(|option: &ConflictOption| option.id == id) {
                let problem =
                    Diagnostic::error(codes::DUPLICATE_KEY, span, format!("there are two options \"{id}\""));
                self.report(problem.label("an earlier party has it too").help(
                    "give it a name of its own: options are named without their party in states and rankings",
                ));
                continue;
            }
            if id == NOTHING || id.contains(JOINED) {
                let problem = Diagnostic::error(codes::NAME, span.clone(), "an option cannot be called that");
                self.report(
                    problem
                        .label("states without names are named by their options")
                        .help("leave ` + ` out of it, and do not call it `nothing`"),
                );
            }
            if options.len() == MOST_OPTIONS {
                self.check_number(&span, "`options` of all parties", options.len() + 1, 0, MOST_OPTIONS);
            } else if options.len() > MOST_OPTIONS {
                // Told once, with the first that is too many.
                return;
            }
            let fields = self.fields(node, "option", &[], written::fields::<written::Choice>());
            let name = self.required_text(&fields, "name", "what it is, for people");
            let choices = [("free", Change::Free), ("stays", Change::Stays), ("gone", Change::Gone)];
            let change = self.word(&fields, "change", &choices).unwrap_or(Change::Free);
            options.push(ConflictOption { id, name, party, change });
        }
    }

    fn conflict_party(
        &mut self,
        id: String,
        node: &Node,
        ids: &[String],
        options: &[ConflictOption],
    ) -> ConflictParty {
        let fields = self.fields(node, "party", &[], written::fields::<written::Player>());
        let name = self.required_text(&fields, "name", "its name, for people");
        let _ =
            self.need(&fields, "options", "what it can do: { \"insist\": (name: \"insist on the order\") }");
        let preference = self.ranking(&fields, options, &format!("parties.{id}"));
        let source = self.needed_source(&fields, "what this party prefers");
        let mut believes = Vec::new();
        for (other, span, node) in self.keyed(&fields, "believes", "party", 0, MOST_PARTIES) {
            let fields = self.fields(node, "belief", &[], written::fields::<written::Belief>());
            let ranking = self.ranking(&fields, options, &format!("parties.{id}.believes.{other}"));
            if other == id {
                let problem = Diagnostic::error(
                    codes::UNKNOWN_PARTY,
                    span,
                    "a party is not mistaken about what it wants itself",
                );
                self.report(problem.label("its own key").help("name another party, or mend its ranking"));
            } else if let Some(of) = ids.iter().position(|known| *known == other) {
                believes.push((of, ranking));
            } else {
                let names: Vec<&str> = ids.iter().map(String::as_str).collect();
                let message = format!("there is no party \"{other}\"");
                let problem = Diagnostic::error(codes::UNKNOWN_PARTY, span, message).label("unknown party");
                self.report(problem.help(crate::scenario::diagnostic::did_you_mean(&other, &names)));
            }
        }
        ConflictParty { id, name, preference, source, believes }
    }

    /// `ranking` or `priorities`, one of the two.
    fn ranking(&mut self, fields: &Fields<'_>, options: &[ConflictOption], path: &str) -> Ranking {
        let written = fields.get("ranking").or_else(|| fields.get("priorities"));
        self.mark(path, &written.map_or(fields.span.clone(), |node| node.span.clone()));
        match (fields.get("ranking"), fields.get("priorities")) {
            (Some(node), None) => Ranking::States(self.ranked(node)),
            (None, Some(node)) => {
                let items = self.list(node, "a list of statements, the most important first");
                Ranking::Priorities(items.iter().map(|item| self.statement_of(item, options)).collect())
            }
            (Some(node), Some(_)) => {
                let problem = Diagnostic::error(
                    codes::RANKING,
                    node.span.clone(),
                    "states are ranked twice, by `ranking` and by `priorities`",
                );
                self.report(problem.label("one of the two").help("remove one of them"));
                Ranking::States(Vec::new())
            }
            (None, None) => {
                if !fields.broken {
                    let problem = Diagnostic::error(
                        codes::RANKING,
                        fields.span.clone(),
                        format!("this {} does not rank states", fields.what),
                    );
                    self.report(problem.label("no `ranking` and no `priorities` in here").help(
                        "write `ranking: [\"best state\", \"next\", [\"these\", \"two alike\"]]`, or `priorities: [{\"option\": true}, …]`, the \
                         most important first",
                    ));
                }
                Ranking::States(Vec::new())
            }
        }
    }

    fn ranked(&mut self, node: &Node) -> Vec<Vec<String>> {
        let items = self.list(node, "a list of states, the best first");
        let group = |d: &mut Self, item: &Node| -> Vec<String> {
            match &item.value {
                Value::List(alike) => alike.iter().filter_map(|item| d.filled_text(item)).collect(),
                _ => d.filled_text(item).into_iter().collect(),
            }
        };
        items.iter().map(|item| group(self, item)).collect()
    }

    /// One condition, or a list of which one is enough.
    fn statement_of(&mut self, node: &Node, options: &[ConflictOption]) -> Vec<Condition> {
        match &node.value {
            Value::List(any) => any.iter().map(|item| self.condition(item, options)).collect(),
            _ => vec![self.condition(node, options)],
        }
    }

    fn condition(&mut self, node: &Node, options: &[ConflictOption]) -> Condition {
        let mut condition = Condition::new();
        for (id, span, value) in self.map(node, "option") {
            let Value::Bool(taken) = value.value else {
                self.wrong(value, "`true` (taken) or `false` (not taken)", None);
                continue;
            };
            if let Some(option) = options.iter().position(|option| option.id == id) {
                condition.push((option, taken));
            } else {
                let names: Vec<&str> = options.iter().map(|option| option.id.as_str()).collect();
                let message = format!("there is no option \"{id}\"");
                let problem = Diagnostic::error(codes::UNKNOWN_OPTION, span, message).label("unknown option");
                self.report(problem.help(crate::scenario::diagnostic::did_you_mean(&id, &names)));
            }
        }
        condition
    }

    fn forbidden(&mut self, fields: &Fields<'_>, options: &[ConflictOption]) -> Vec<(Condition, Condition)> {
        let Some(node) = fields.get("forbidden_moves") else { return Vec::new() };
        let items = self.list(node, "a list of moves, each (from: {…}, to: {…})");
        let items = &items[..items.len().min(MOST_OTHERS)];
        let mut moves = Vec::new();
        for item in items {
            let fields = self.fields(item, "move", &[], written::fields::<written::ForbiddenMove>());
            let from = self.need(&fields, "from", "where the move begins: { \"accept\": true }");
            let to = self.need(&fields, "to", "where it would end: { \"delay\": true }");
            if let (Some(from), Some(to)) = (from, to) {
                moves.push((self.condition(from, options), self.condition(to, options)));
            }
        }
        moves
    }
}
