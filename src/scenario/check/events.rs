//! Events that cannot happen or change nothing, and chances of conduct that do not go together.

use super::Checks;
use crate::scenario::diagnostic::{Diagnostic, codes, quoted};
use crate::scenario::model::{Effect, Event, Move, Moved, Quantity, Says, Timing};
use crate::scenario::place::{IssueIndex, PartyIndex};
use crate::scenario::traits::{self, Trait};

impl Checks<'_> {
    pub(super) fn events(&mut self) {
        if !self.sound("events") {
            return;
        }
        for event in &self.scenario.events {
            self.beyond(event);
            match &event.effect {
                Effect::Lapse(issue) => self.lapse(event, *issue),
                Effect::Moves(moves) => {
                    for (index, entry) in moves.iter().enumerate() {
                        self.one_move(&format!("events.{}.moves[{index}]", event.name), entry);
                    }
                }
                Effect::NewGovernment(party) => self.government(event, *party),
                Effect::Reveals(_) => {}
            }
        }
    }

    fn lapse(&mut self, event: &Event, lapse_of: IssueIndex) {
        let Some(issue) = self.scenario.issues.get(lapse_of.index()) else { return };
        if issue.practised != issue.bound || !self.issue_sound(lapse_of) {
            return;
        }
        let level = self.level_name(lapse_of, issue.practised);
        let message = format!(
            "{} cannot lapse: what is practised, {}, is what is bound",
            quoted(&issue.id),
            quoted(level)
        );
        let problem = Diagnostic::error(
            codes::EVENT_NEVER,
            self.span(&format!("events.{}.lapse_of", event.name)),
            message,
        )
        .label("can never happen")
        .also(self.span(&format!("issues.{}", issue.id)), "this issue")
        .help("write `practised` and `bound` with different levels at the issue, or remove the event");
        self.found.push(problem);
    }

    fn idle_event(&mut self, place: &str, message: String, label: &str, help: &str) {
        let problem = Diagnostic::warning(codes::WARN_EVENT, self.span(place), message);
        self.found.push(problem.label(label).help(help));
    }

    fn beyond(&mut self, event: &Event) {
        let Timing::At(period) = event.when else { return };
        let horizon = self.scenario.calendar.horizon;
        if period < horizon || !self.sound("calendar") {
            return;
        }
        let message =
            format!("{} happens after the {horizon} periods that are reported", quoted(&event.name));
        let problem =
            Diagnostic::warning(codes::WARN_EVENT, self.span(&format!("events.{}.at", event.name)), message)
                .label(format!("in period {period}"))
                .also(self.span("calendar.horizon"), "the horizon");
        self.found.push(problem.help("write an earlier period, or a longer horizon"));
    }

    fn government(&mut self, event: &Event, party: PartyIndex) {
        let Some(entry) = self.scenario.parties.get(party.index()) else { return };
        let fixed = |quantity: &Quantity| quantity.from == quantity.to;
        let drawn = [&entry.demand, &entry.patience, &entry.concession];
        if !self.sound(&format!("parties.{}", entry.id)) || !drawn.into_iter().all(fixed) {
            return;
        }
        let message = format!(
            "a new government of {} would want just what the old one did: its numbers have no range",
            quoted(&entry.id)
        );
        let help = "give the party a range for `demand`, `patience` or `concession`, or remove the event";
        self.idle_event(&format!("events.{}.new_government", event.name), message, "changes nothing", help);
    }

    fn one_move(&mut self, place: &str, entry: &Move) {
        let Some(party) = self.scenario.parties.get(entry.party.index()) else { return };
        if !self.sound(&format!("parties.{}", party.id)) {
            return;
        }
        let nothing = if matches!(entry.what, Moved::Weight(_)) { 1.0 } else { 0.0 };
        if entry.by.from == nothing && entry.by.to == nothing {
            let message = format!("this move of {} moves nothing", quoted(&party.id));
            self.idle_event(&format!("{place}.by"), message, "no move", "write a range, or remove the move");
        }
        let none = Quantity::default_range(0.0, 0.0);
        let (now, domain) = match entry.what {
            Moved::Weight(issue) => return self.moved_weight(place, entry.party, issue),
            Moved::OutsideOption => (party.outside_option.as_ref().unwrap_or(&none), "outside_option"),
            Moved::Patience => (&party.patience, "patience"),
            Moved::Demand => (&party.demand, "demand"),
        };
        if let Some(domain) = traits::party_trait(domain) {
            self.leaves_domain(place, now, &entry.by, domain);
        }
    }

    /// A move that is cut off at the end of the domain in every world.
    fn leaves_domain(&mut self, place: &str, now: &Quantity, by: &Quantity, entry: &Trait) {
        let (low, high) = (rounded(now.from + by.from), rounded(now.to + by.to));
        if low <= entry.domain.high && high >= entry.domain.low {
            return;
        }
        let message = format!("`{}` cannot move there: it would be from {low} to {high}", entry.name);
        let problem = Diagnostic::error(codes::MOVE_NEVER, self.span(&format!("{place}.by")), message)
            .label(format!("must stay {}", entry.domain));
        self.found.push(problem.help("write a smaller move, or change the number itself"));
    }

    fn moved_weight(&mut self, place: &str, party: PartyIndex, issue: IssueIndex) {
        let never = self.scenario.statements.iter().any(|said| {
            said.party == party
                && said.holds_in >= 100
                && matches!(said.says, Says::Indifferent { about } if about == issue)
        });
        if !never || !self.sound("statements") {
            return;
        }
        let message = format!(
            "{} does not care about {}: its weight is 0, whatever the factor",
            quoted(self.party_name(party)),
            quoted(self.issue_name(issue))
        );
        let help = "name an issue that it cares about, or remove the move";
        self.idle_event(place, message, "changes nothing", help);
    }

    /// A stage that failed pauses, is renegotiated, or collapses.
    pub(super) fn conduct(&mut self) {
        let (pause, anew) = (&self.scenario.world.pause, &self.scenario.world.renegotiation);
        let least = rounded(pause.from + anew.from);
        if least <= 1.0 || !self.sound("world") {
            return;
        }
        let message =
            format!("`pause` and `renegotiation` together are at least {least}: a chance is at most 1");
        let problem = Diagnostic::error(codes::CHANCES, self.span("world.renegotiation"), message)
            .label(format!("at least {}", anew.from))
            .also(self.span("world.pause"), format!("and this at least {}", pause.from));
        self.found.push(problem.help("write ranges whose lower ends are at most 1 together"));
    }
}

/// Without the last digits of a sum, which are noise: 0.1 + 0.2 is 0.3.
fn rounded(value: f64) -> f64 {
    const DIGITS: f64 = 1e9;
    (value * DIGITS).round() / DIGITS
}
