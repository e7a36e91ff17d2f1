//! Formats, parts and phases with their sources.

use super::{Collector, NOTHING};
use crate::scenario::model::{Format, InForce, Level, Plenary, Rule, SubAgreements};
use crate::scenario::place::{IssueIndex, PartyIndex};
use crate::scenario::words;

/// Parties with a seat or a role of their own in a component. What every member does (it proposes in turn, watches and ratifies) is no such
/// role.
fn named(component: &str, format: &Format) -> Vec<PartyIndex> {
    let (membership, information) = (&format.membership, &format.information);
    let enforcement = &format.enforcement;
    match component {
        "membership" => {
            let vetoes = membership.vetoes.iter().flat_map(|(_, _, by)| by);
            membership.members.iter().chain(vetoes).copied().collect()
        }
        "proposing" => format.proposing.text_by.into_iter().collect(),
        "information" => {
            let messengers = information.messengers.iter().flat_map(|m| [m.by, m.about, m.to]);
            information.disclosed.iter().copied().chain(information.mediator).chain(messengers).collect()
        }
        "enforcement" => {
            let watching = enforcement.monitors.iter().filter(|party| !membership.members.contains(party));
            watching.chain(&enforcement.guarantors).copied().chain(enforcement.manipulator).collect()
        }
        "rule" => match &format.rule {
            Rule::Weighted { weights, .. } => weights.iter().map(|(party, _)| *party).collect(),
            _ => Vec::new(),
        },
        _ => Vec::new(),
    }
}

impl<'s> Collector<'s> {
    pub(super) fn formats(&mut self) {
        for format in &self.scenario.formats {
            let path = format!("formats.{}", format.name);
            self.heading(&path, format, format!("\"{}\" is compared", format.name));
            if format.phases.is_empty() {
                self.components(&path, format);
            } else {
                self.phases(&path, format);
            }
        }
        for part in &self.scenario.parts {
            let path = format!("parts.{}", part.name);
            self.heading(&path, part, format!("\"{}\" is held only as a part of others", part.name));
            self.components(&path, part);
        }
    }

    fn heading(&mut self, path: &str, format: &'s Format, says: String) {
        self.add(path.to_owned(), says, &format.source);
        if let Some(span) = self.scenario.spans.get(&format!("{path}.source"))
            && let Some(last) = self.entries.last_mut()
        {
            last.span = Some(span);
        }
    }

    fn phases(&mut self, path: &str, format: &'s Format) {
        for phase in &format.phases {
            let says = words::phase(self.scenario, &format.phases, phase);
            let says = format!("\"{}\", {says}", phase.name);
            self.add(format!("{path}.phases.{}", phase.name), says, &phase.source);
        }
    }

    fn components(&mut self, path: &str, format: &'s Format) {
        let components = [
            ("membership", self.membership(format)),
            ("rule", words::rule(self.scenario, &format.rule)),
            ("proposing", self.proposing(format)),
            ("information", self.information(format)),
            ("contract", self.contract(format)),
            ("enforcement", self.enforcement(format)),
            ("delegation", self.delegation(format)),
        ];
        for (component, says) in components {
            let source = format.sources.get(component).unwrap_or(NOTHING);
            self.add_for(format!("{path}.{component}"), says, source, &named(component, format));
        }
    }

    fn membership(&self, format: &Format) -> String {
        let membership = &format.membership;
        let mut says = vec![format!("members: {}", self.names(&membership.members))];
        for (issue, level, by) in &membership.vetoes {
            says.push(format!(
                "\"{}\" of {} may be vetoed by {}",
                words::level(self.scenario, *issue, *level),
                words::issue(self.scenario, *issue),
                self.names(by)
            ));
        }
        if !membership.indispensable.is_empty() {
            says.push(format!("nothing passes without {}", self.names(&membership.indispensable)));
        }
        for table in &membership.tables {
            let agenda: Vec<IssueIndex> =
                IssueIndex::all(table.agenda.len()).filter(|&issue| table.agenda[issue]).collect();
            says.push(format!(
                "sub-table \"{}\": {} on {}",
                table.name,
                self.names(&table.members),
                self.issues(&agenda)
            ));
        }
        says.join("; ")
    }

    fn proposing(&self, format: &Format) -> String {
        let proposing = &format.proposing;
        let mut says = match proposing.text_by {
            Some(party) => format!("{} writes the single text", words::party(self.scenario, party)),
            None if proposing.order.is_empty() => "proposals go round in the order of members".to_owned(),
            None => format!("proposals go round: {}", self.names(&proposing.order)),
        };
        if !format.membership.tables.is_empty() {
            says.push_str(match proposing.plenary {
                Plenary::Adopts => "; the plenary adopts the whole or refuses it",
                Plenary::Amends => "; the plenary may amend the whole",
            });
        }
        says
    }

    fn information(&self, format: &Format) -> String {
        let information = &format.information;
        let mut says =
            vec![format!("the table knows demand and temptation of {}", self.names(&information.disclosed))];
        if let Some(party) = information.mediator {
            says.push(format!(
                "{} mediates: it tells each what it knows of the others",
                words::party(self.scenario, party)
            ));
        }
        for messenger in &information.messengers {
            let [by, about, to] =
                [messenger.by, messenger.about, messenger.to].map(|party| words::party(self.scenario, party));
            says.push(format!("{by} carries a message of {about} to {to}"));
        }
        says.join("; ")
    }

    fn contract(&self, format: &Format) -> String {
        let contract = &format.contract;
        let agenda: Vec<IssueIndex> =
            IssueIndex::all(contract.agenda.len()).filter(|&issue| contract.agenda[issue]).collect();
        let maps: Vec<String> = contract
            .roadmaps
            .iter()
            .filter_map(|&index| self.scenario.roadmaps.get(index))
            .map(|map| format!("\"{}\"", map.name))
            .collect();
        let says = format!("agenda: {}", self.issues(&agenda));
        let stages = match (maps.is_empty(), contract.in_force) {
            (true, _) => "one stage".to_owned(),
            (false, InForce::EachStage) => {
                format!("stages of {}, each in force when completed", maps.join(", "))
            }
            (false, InForce::AfterLast) => format!("stages of {}, in force after the last", maps.join(", ")),
        };
        let mut says = format!("{says}; {stages}");
        if !contract.on_promise.is_empty() {
            says = format!("{says}; on promise: {}", self.issues(&contract.on_promise));
        }
        if contract.all_or_nothing {
            says.push_str("; all or nothing");
        }
        if !format.membership.tables.is_empty() {
            says.push_str(match contract.sub_agreements {
                SubAgreements::Contingent => "; what sub-tables agree is put before the plenary",
                SubAgreements::AtOnce => "; what sub-tables agree is in force at once",
            });
        }
        says
    }

    fn enforcement(&self, format: &Format) -> String {
        let enforcement = &format.enforcement;
        let mut says = vec![format!("monitors: {}", self.names(&enforcement.monitors))];
        if !enforcement.guarantors.is_empty() {
            says.push(format!("guaranteed by {}", self.names(&enforcement.guarantors)));
        }
        if enforcement.supervision {
            says.push("monitors may inspect".to_owned());
        }
        if let Some(party) = enforcement.manipulator {
            says.push(format!("{} lends its weight", words::party(self.scenario, party)));
        }
        says.join("; ")
    }

    fn delegation(&self, format: &Format) -> String {
        let d = &format.delegation;
        let level = if d.level == Level::Leaders { "leaders" } else { "delegates at working level" };
        let referred = if d.refer_back { "; agreements go home before they are signed" } else { "" };
        let public = if d.public { "; failure is public" } else { "" };
        format!(
            "{level}; first meeting after {} periods, then every {}, {} meetings with {} offers each; ratified by {}{referred}{public}",
            d.first_meeting,
            d.every,
            d.meetings,
            d.offers,
            self.names(&d.ratifiers)
        )
    }
}
