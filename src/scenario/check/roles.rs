//! Third parties: roles that a party cannot have, and roles in which it does nothing.

use super::Checks;
use super::reach::may_be_asked;
use crate::scenario::diagnostic::{Diagnostic, codes, quoted};
use crate::scenario::model::{Format, Messenger, Party, PartyIndex, Quantity};
use crate::scenario::place::IssueIndex;

impl Checks<'_> {
    pub(super) fn roles(&mut self, format: &Format, path: &str) {
        self.manipulator(format, path);
        for (index, messenger) in format.information.messengers.iter().enumerate() {
            self.messenger(format, path, index, *messenger);
        }
        self.mediator(format, path);
        self.text(format, path);
        self.guarantors(format, path);
        self.supervision(format, path);
    }

    /// A warning about what is legal and changes nothing; once for all formats that share the place.
    pub(super) fn idle(&mut self, path: &str, field: &str, message: String, label: &str, help: &str) {
        let span = self.span(&format!("{path}.{field}"));
        self.add_shared(Diagnostic::warning(codes::WARN_IDLE, span, message).label(label).help(help));
    }

    /// Whether a number of a party may be above 0 in some world; parties with errors pass.
    fn may_have(&self, party: PartyIndex, number: impl Fn(&Party) -> &Quantity) -> bool {
        let entry = self.scenario.parties.get(party.index());
        entry.is_none_or(|party| number(party).to > 0.0 || !self.sound(&format!("parties.{}", party.id)))
    }

    fn names(&self, parties: &[PartyIndex]) -> String {
        let names: Vec<String> = parties.iter().map(|&party| quoted(self.party_name(party))).collect();
        names.join(", ")
    }

    fn manipulator(&mut self, format: &Format, path: &str) {
        let Some(party) = format.enforcement.manipulator else { return };
        if !format.membership.members.contains(&party) {
            return;
        }
        let name = quoted(self.party_name(party));
        let message = format!(
            "{name} lends its weight to {} from outside, and is a member there",
            quoted(&format.name)
        );
        let span = self.span(&format!("{path}.enforcement.manipulator"));
        let problem = Diagnostic::error(codes::ROLE, span, message).label("a member");
        let help = format!(
            "remove {name} from the members; a member can be named under `monitors` and `guarantors` in place of this"
        );
        let problem = self.with_heir(problem, path).help(help);
        self.found.push(problem);
    }

    fn messenger(&mut self, format: &Format, path: &str, index: usize, messenger: Messenger) {
        let Messenger { by, about, to } = messenger;
        let place = format!("information.messengers[{index}]");
        let [carrier, subject, hearer] = [by, about, to].map(|party| quoted(self.party_name(party)));
        let wrong = if by == about {
            Some(format!("{subject} would carry the message about itself"))
        } else if by == to {
            Some(format!("{hearer} would carry the message to itself"))
        } else if about == to {
            Some(format!("{hearer} would hear about itself"))
        } else {
            None
        };
        if let Some(message) = wrong {
            let span = self.span(&format!("{path}.{place}"));
            let problem = Diagnostic::error(codes::ROLE, span, message).label("two parts of one message");
            let help = "a message is carried `by` a third party, `about` one and `to` another";
            self.add_shared(problem.help(help));
            return;
        }
        let members = &format.membership.members;
        let name = quoted(&format.name);
        let (message, help) = if !members.contains(&to) {
            (
                format!("{hearer} hears the message, but does not sit at the table of {name}"),
                format!("name a member under `to`, or add {hearer} to the members"),
            )
        } else if !members.contains(&about)
            && !self.must_consent(format, about)
            && !may_be_asked(self.scenario, format, about)
        {
            (
                format!("nothing in {name} depends on {subject}: what is told about it changes nothing"),
                "name a member, or one whose consent is needed, under `about`".to_owned(),
            )
        } else if format.information.disclosed.contains(&about) {
            (
                format!("{subject} is disclosed: the table knows more of it than a message can tell"),
                "remove the message, or the party from `disclosed`".to_owned(),
            )
        } else if !self.may_have(by, |party| &party.accuracy) {
            (
                format!(
                    "{carrier} knows no more than everybody (its `accuracy` is 0): its message changes nothing"
                ),
                format!("give {carrier} an `accuracy` under `parties`, or remove the message"),
            )
        } else {
            return;
        };
        self.idle(path, &place, message, "no effect", &help);
    }

    /// Whether something on the agenda needs this party's consent though it may be no member.
    fn must_consent(&self, format: &Format, party: PartyIndex) -> bool {
        let vetoes = format.membership.vetoes.iter().any(|(_, _, by)| by.contains(&party));
        let on = |issue: &usize| format.contract.agenda.get(*issue) == Some(&true);
        let issues = self.scenario.issues.iter().enumerate().filter(|(index, _)| on(index));
        let consents = issues.flat_map(|(_, issue)| issue.consent.iter().flatten()).any(|&p| p == party);
        vetoes || consents || format.enforcement.manipulator == Some(party)
    }

    fn mediator(&mut self, format: &Format, path: &str) {
        let Some(party) = format.information.mediator else { return };
        let name = quoted(self.party_name(party));
        let others = format.membership.members.iter().filter(|&&member| member != party).count();
        let (message, help) = if others < 2 {
            (
                format!(
                    "{name} mediates in {}, where there are no two others whom it could tell of each other",
                    quoted(&format.name)
                ),
                "name a mediator from outside, or remove it".to_owned(),
            )
        } else if !self.may_have(party, |party| &party.accuracy) {
            (
                format!(
                    "{name} knows no more than everybody (its `accuracy` is 0): what it tells changes nothing"
                ),
                format!("give {name} an `accuracy` under `parties`, name another mediator, or remove it"),
            )
        } else {
            return;
        };
        self.idle(path, "information.mediator", message, "no effect", &help);
    }

    fn text(&mut self, format: &Format, path: &str) {
        let Some(party) = format.proposing.text_by else { return };
        if format.proposing.order.is_empty() {
            return;
        }
        let message = format!(
            "{} writes the text in {}: the order of proposing changes nothing",
            quoted(self.party_name(party)),
            quoted(&format.name)
        );
        let span = self.span(&format!("{path}.proposing.order[0]"));
        let problem = Diagnostic::warning(codes::WARN_IDLE, span, message)
            .label("no effect")
            .also(self.span(&format!("{path}.proposing.text_by")), "who writes it");
        self.add_shared(problem.help("remove one of the two"));
    }

    fn guarantors(&mut self, format: &Format, path: &str) {
        let guarantors = &format.enforcement.guarantors;
        if guarantors.is_empty()
            || guarantors.iter().any(|&g| self.may_have(g, |party| &party.guarantee_force))
        {
            return;
        }
        let message = format!(
            "none of those who guarantee {} has any force: {}",
            quoted(&format.name),
            self.names(guarantors)
        );
        let help = "give one of them a `guarantee_force` under `parties`, or remove `guarantors`";
        self.idle(path, "enforcement.guarantors", message, "no effect", help);
    }

    pub(super) fn issue_guarantors(&mut self) {
        for (index, issue) in self.scenario.issues.iter().enumerate() {
            if !self.issue_sound(IssueIndex(index)) {
                continue;
            }
            let mut all: Vec<PartyIndex> = issue.guarantors.iter().flatten().copied().collect();
            all.sort_unstable();
            all.dedup();
            if all.is_empty() || all.iter().any(|&g| self.may_have(g, |party| &party.guarantee_force)) {
                continue;
            }
            let message = format!(
                "none of those who guarantee {} has any force: {}",
                quoted(&issue.id),
                self.names(&all)
            );
            let help = "give one of them a `guarantee_force` under `parties`, or remove `guarantors`";
            self.idle(&format!("issues.{}", issue.id), "guarantors", message, "no effect", help);
        }
    }

    fn supervision(&mut self, format: &Format, path: &str) {
        if !format.enforcement.supervision {
            return;
        }
        let mut monitors = format.enforcement.monitors.clone();
        monitors.extend(format.enforcement.manipulator);
        if monitors.iter().any(|&monitor| self.may_have(monitor, |party| &party.inspection)) {
            return;
        }
        let name = quoted(&format.name);
        let (message, help) = if monitors.is_empty() {
            (
                format!("nobody monitors in {name}: there is nobody whom supervision could let act"),
                "name `monitors` who inspect, or remove `supervision`",
            )
        } else {
            (
                format!(
                    "supervision changes nothing in {name}: none of the monitors inspects ({})",
                    self.names(&monitors)
                ),
                "give one of the monitors an `inspection` under `parties`, or remove `supervision`",
            )
        };
        self.idle(path, "enforcement.supervision", message, "no effect", help);
    }
}
