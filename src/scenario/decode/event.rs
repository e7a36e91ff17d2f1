//! Events: one effect each, at a fixed period or with a chance per year.

use super::fields::Fields;
use super::{Decoder, MOST_MOVES, MOST_OTHERS, MOST_PERIODS};
use crate::scenario::diagnostic::{Diagnostic, codes};
use crate::scenario::model::{Effect, Event, Move, Moved, Provenance, Span, Timing};
use crate::scenario::syntax::Node;
use crate::scenario::traits;
use crate::scenario::written;

/// The effects, by their fields.
const EFFECTS: [&str; 4] = ["lapse_of", "moves", "new_government", "reveals"];
/// The ways to say when.
const TIMES: [&str; 2] = ["at", "per_year"];

/// What is written for the time of an event.
const RATE: &str = "per_year: assumed(from: 0.1, to: 0.4, because: \"…\")";

/// A choice of which exactly one must be written.
struct One {
    rule: &'static str,
    example: &'static str,
    many: &'static str,
}

const EVENT: One = One { rule: "an event does one thing", example: "lapse_of: \"an issue\"", many: "events" };
const TIME: One = One { rule: "an event has one time", example: RATE, many: "events" };
const MOVE: One = One { rule: "a move moves one number", example: "trait: patience", many: "moves" };

impl Decoder<'_> {
    pub(super) fn events(&mut self, fields: &Fields<'_>) -> Vec<Event> {
        let entries = self.keyed(fields, "events", "event", 0, MOST_OTHERS);
        entries.into_iter().filter_map(|(name, span, node)| self.event(name, &span, node)).collect()
    }

    fn event(&mut self, name: String, span: &Span, node: &Node) -> Option<Event> {
        let path = format!("events.{name}");
        self.mark(path.as_str(), span);
        let fields = self.fields(node, "event", &[], written::fields::<written::Event>());
        for name in EFFECTS.into_iter().chain(TIMES) {
            if let Some(node) = fields.get(name) {
                self.mark(format!("{path}.{name}"), &node.span);
            }
        }
        let effect = self.one_of(&fields, &EFFECTS, &EVENT).and_then(|field| {
            let node = fields.get(field)?;
            self.effect(field, node, &path)
        });
        let when = self.timing(&fields);
        let source = fields.get("source").map(|node| self.provenance(node));
        // An event with a rate is its rate: without a source of its own it has that of the rate.
        let source = match (source, &when) {
            (Some(source), _) => source,
            (None, Some(Timing::PerYear(rate))) => rate.source.clone(),
            (None, Some(Timing::At(_))) => self.needed_source(&fields, &format!("the event \"{name}\"")),
            (None, None) => Provenance::Default,
        };
        Some(Event { name, when: when?, effect: effect?, source })
    }

    /// The one field of several that is written; none or more than one is reported.
    fn one_of(&mut self, fields: &Fields<'_>, names: &[&'static str], one: &One) -> Option<&'static str> {
        let written: Vec<&'static str> =
            names.iter().copied().filter(|name| fields.get(name).is_some()).collect();
        let list = names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ");
        match written.as_slice() {
            [one] => Some(one),
            [] if fields.broken => None,
            [] => {
                let problem = Diagnostic::error(
                    codes::EVENT_FORM,
                    fields.span.clone(),
                    format!("{}; here is none", one.rule),
                )
                .label(format!("none of {list} in here"));
                self.report(problem.help(format!("add one of {list}, for example `{}`", one.example)));
                None
            }
            [first, second, ..] => {
                let span = |name: &str| fields.get(name).map_or(0..0, |node| node.span.clone());
                let problem = Diagnostic::error(
                    codes::EVENT_FORM,
                    span(second),
                    format!("{}; here are `{first}` and `{second}`", one.rule),
                )
                .label("the second")
                .also(span(first), "the first");
                self.report(problem.help(format!("remove one of the two, or make two {} of it", one.many)));
                None
            }
        }
    }

    fn effect(&mut self, field: &str, node: &Node, path: &str) -> Option<Effect> {
        match field {
            "lapse_of" => self.issue_index(node).map(Effect::Lapse),
            "new_government" => self.party_index(node).map(Effect::NewGovernment),
            "reveals" => self.party_index(node).map(Effect::Reveals),
            _ => Some(Effect::Moves(self.moves(node, path))),
        }
    }

    fn timing(&mut self, fields: &Fields<'_>) -> Option<Timing> {
        if let (Some(node), Some(_)) = (fields.get("at"), fields.get("lapse_of")) {
            let problem =
                Diagnostic::error(codes::EVENT_FORM, node.span.clone(), "a lapse has no fixed period")
                    .label("not for a lapse");
            self.report(problem.help(format!("write a chance per year: `{RATE}`")));
            return None;
        }
        if self.one_of(fields, &TIMES, &TIME)? == "at" {
            let node = fields.get("at")?;
            return self.whole(node, 0, MOST_PERIODS, "`at`").map(Timing::At);
        }
        let node = fields.get("per_year")?;
        self.quantity(node, &traits::PER_YEAR).map(Timing::PerYear)
    }

    fn moves(&mut self, node: &Node, path: &str) -> Vec<Move> {
        let items = self.list(node, "a list of moves");
        self.check_number(&node.span, "moves of an event", items.len(), 1, MOST_MOVES);
        let mut moves = Vec::new();
        for (index, item) in items.iter().take(MOST_MOVES).enumerate() {
            let path = format!("{path}.moves[{index}]");
            self.mark(path.as_str(), &item.span);
            moves.extend(self.one_move(item, &path));
        }
        moves
    }

    fn one_move(&mut self, node: &Node, path: &str) -> Option<Move> {
        let fields = self.fields(node, "move", &[], written::fields::<written::Move>());
        let party =
            self.need(&fields, "party", "whose number it moves").and_then(|node| self.party_index(node));
        let choices = [
            ("outside_option", Moved::OutsideOption),
            ("patience", Moved::Patience),
            ("demand", Moved::Demand),
        ];
        let field = self.one_of(&fields, &["trait", "weight_of"], &MOVE);
        let what = match field {
            Some("trait") => self.word(&fields, "trait", &choices),
            Some(_) => fields.get("weight_of").and_then(|node| self.issue_index(node)).map(Moved::Weight),
            None => None,
        };
        let entry = if field == Some("weight_of") { &traits::FACTOR } else { &traits::MOVE_BY };
        let by = self.need(&fields, "by", "by how much: assumed(from: 0.0, to: 0.1, because: \"…\")");
        let by = by.and_then(|node| {
            self.mark(format!("{path}.by"), &node.span);
            self.quantity(node, entry)
        });
        Some(Move { party: party?, what: what?, by: by? })
    }
}
