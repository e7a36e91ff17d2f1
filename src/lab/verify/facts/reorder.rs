//! The same scenario with its parties and issues declared in another order.

use crate::agreement::package::MOST_ISSUES;
use crate::scenario::model::{Effect, Format, Moved, Rule, Says, Scenario};
use crate::scenario::place::{IssueIndex, PartyIndex};
use crate::simulation::record::Record;

/// Where everything of an old order went: `new[old]`.
pub struct Places {
    party: Vec<usize>,
    issue: Vec<usize>,
}

impl Places {
    /// From orders given as old positions in their new sequence.
    pub fn from_orders(parties: &[usize], issues: &[usize]) -> Self {
        let invert = |order: &[usize]| {
            let mut new = vec![0; order.len()];
            order.iter().enumerate().for_each(|(now, &old)| new[old] = now);
            new
        };
        Self { party: invert(parties), issue: invert(issues) }
    }

    /// The scenario declared in the new order.
    pub fn scenario(&self, old: &Scenario) -> Scenario {
        let mut new = old.clone();
        new.parties = by_place(&old.parties, &self.party);
        new.issues = by_place(&old.issues, &self.issue);
        for party in &mut new.parties {
            party.bias.iter_mut().for_each(|(towards, _)| self.to_party(towards));
        }
        for issue in &mut new.issues {
            let lists = issue.duty.iter_mut().chain(&mut issue.consent).chain(&mut issue.guarantors);
            lists.flatten().for_each(|party| self.to_party(party));
        }
        for said in &mut new.statements {
            self.to_party(&mut said.party);
            self.says(&mut said.says);
        }
        let stages = new.roadmaps.iter_mut().flat_map(|map| &mut map.stages);
        stages.flat_map(|stage| &mut stage.issues).for_each(|issue| self.to_issue(issue));
        new.events.iter_mut().for_each(|event| self.effect(&mut event.effect));
        new.formats.iter_mut().chain(&mut new.parts).for_each(|format| self.format(format));
        new
    }

    fn to_party(&self, party: &mut PartyIndex) {
        *party = self.party[*party].into();
    }

    fn to_issue(&self, issue: &mut IssueIndex) {
        *issue = self.issue[*issue].into();
    }

    fn says(&self, says: &mut Says) {
        match says {
            Says::Prefers { issue, .. } | Says::Indifferent { about: issue } => self.to_issue(issue),
            Says::CaresMore { about, than } => [about, than].into_iter().for_each(|j| self.to_issue(j)),
            Says::OnlyWith { accepts, with } => {
                self.to_issue(&mut accepts.0);
                for (issue, _) in with {
                    self.to_issue(issue);
                }
            }
        }
    }

    fn effect(&self, effect: &mut Effect) {
        match effect {
            Effect::Lapse(issue) => self.to_issue(issue),
            Effect::NewGovernment(party) | Effect::Reveals(party) => self.to_party(party),
            Effect::Moves(moves) => {
                for moved in moves {
                    self.to_party(&mut moved.party);
                    if let Moved::Weight(issue) = &mut moved.what {
                        self.to_issue(issue);
                    }
                }
            }
        }
    }

    fn format(&self, format: &mut Format) {
        let lists = [
            &mut format.membership.members,
            &mut format.membership.indispensable,
            &mut format.proposing.order,
            &mut format.information.disclosed,
            &mut format.enforcement.monitors,
            &mut format.enforcement.guarantors,
            &mut format.delegation.ratifiers,
        ];
        lists.into_iter().flatten().for_each(|party| self.to_party(party));
        for (issue, _, by) in &mut format.membership.vetoes {
            self.to_issue(issue);
            for party in by {
                self.to_party(party);
            }
        }
        for table in &mut format.membership.tables {
            table.members.iter_mut().for_each(|party| self.to_party(party));
            table.agenda = by_place(&table.agenda, &self.issue);
        }
        if let Rule::Weighted { weights, .. } = &mut format.rule {
            for (party, _) in weights {
                self.to_party(party);
            }
        }
        let single = [
            &mut format.proposing.text_by,
            &mut format.information.mediator,
            &mut format.enforcement.manipulator,
        ];
        single.into_iter().flatten().for_each(|party| self.to_party(party));
        for message in &mut format.information.messengers {
            for party in [&mut message.by, &mut message.about, &mut message.to] {
                self.to_party(party);
            }
        }
        format.contract.agenda = by_place(&format.contract.agenda, &self.issue);
        format.contract.on_promise.iter_mut().for_each(|issue| self.to_issue(issue));
        for phase in &mut format.phases {
            phase.reached.iter_mut().chain(&mut phase.not_reached).for_each(|(j, _)| self.to_issue(j));
        }
    }

    /// A record of the old order in the new one.
    pub fn record(&self, old: &Record) -> Record {
        let mut new = old.clone();
        new.gain = by_place(&old.gain, &self.party);
        new.expected_gain = by_place(&old.expected_gain, &self.party);
        new.reservation = by_place(&old.reservation, &self.party);
        new.leavings = by_place(&old.leavings, &self.party);
        new.without_agreement = by_place(&old.without_agreement, &self.party);
        new.by = old.by.map(|party| self.party[usize::from(party)] as u8);
        let levels = |new: &mut [u8; MOST_ISSUES], old: &[u8; MOST_ISSUES]| {
            self.issue.iter().enumerate().for_each(|(issue, &now)| new[now] = old[issue]);
        };
        levels(&mut new.content, &old.content);
        new.practised.iter_mut().zip(&old.practised).for_each(|(new, old)| levels(new, old));
        new
    }
}

fn by_place<T: Clone>(old: &[T], place: &[usize]) -> Vec<T> {
    let mut order: Vec<usize> = (0..old.len()).collect();
    order.sort_by_key(|&at| place[at]);
    order.into_iter().map(|at| old[at].clone()).collect()
}
