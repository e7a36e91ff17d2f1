//! The same scenario, declared in another order.

use roundtable::scenario::model::{Effect, Format, Issue, Moved, Party, Rule, Says, Scenario};
use roundtable::scenario::place::{IssueIndex, PartyIndex};
use roundtable::simulation::record::Record;

/// Where everything of an old order went: `new[old]`.
pub struct Places {
    pub party: Vec<usize>,
    pub issue: Vec<usize>,
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

    fn parties(&self, list: &mut [PartyIndex]) {
        for party in list {
            *party = self.party[*party].into();
        }
    }

    fn issues(&self, list: &mut [IssueIndex]) {
        for issue in list {
            *issue = self.issue[*issue].into();
        }
    }

    /// The scenario declared in the new order.
    pub fn scenario(&self, old: &Scenario) -> Scenario {
        let mut new = old.clone();
        new.parties = by_place(&old.parties, &self.party, Party::clone);
        for (towards, _) in new.parties.iter_mut().flat_map(|party| &mut party.bias) {
            *towards = self.party[*towards].into();
        }
        new.issues = by_place(&old.issues, &self.issue, |issue: &Issue| {
            let mut issue = issue.clone();
            issue
                .duty
                .iter_mut()
                .chain(&mut issue.consent)
                .chain(&mut issue.guarantors)
                .for_each(|list| self.parties(list));
            issue
        });
        for said in &mut new.statements {
            said.party = self.party[said.party].into();
            self.says(&mut said.says);
        }
        for stage in new.roadmaps.iter_mut().flat_map(|map| &mut map.stages) {
            self.issues(&mut stage.issues);
        }
        new.events.iter_mut().for_each(|event| self.effect(&mut event.effect));
        new.formats.iter_mut().chain(&mut new.parts).for_each(|format| self.format(format));
        new
    }

    fn effect(&self, effect: &mut Effect) {
        match effect {
            Effect::Lapse(issue) => *issue = self.issue[*issue].into(),
            Effect::NewGovernment(party) | Effect::Reveals(party) => *party = self.party[*party].into(),
            Effect::Moves(moves) => {
                for entry in moves {
                    entry.party = self.party[entry.party].into();
                    if let Moved::Weight(issue) = &mut entry.what {
                        *issue = self.issue[*issue].into();
                    }
                }
            }
        }
    }

    fn format(&self, format: &mut Format) {
        self.parties(&mut format.membership.members);
        for (issue, _, by) in &mut format.membership.vetoes {
            *issue = self.issue[*issue].into();
            self.parties(by);
        }
        self.parties(&mut format.membership.indispensable);
        for table in &mut format.membership.tables {
            self.parties(&mut table.members);
            table.agenda = by_place(&table.agenda, &self.issue, |on| *on);
        }
        if let Rule::Weighted { weights, .. } = &mut format.rule {
            for (party, _) in weights {
                *party = self.party[*party].into();
            }
        }
        self.parties(&mut format.proposing.order);
        self.parties(&mut format.information.disclosed);
        for messenger in &mut format.information.messengers {
            for party in [&mut messenger.by, &mut messenger.about, &mut messenger.to] {
                *party = self.party[*party].into();
            }
        }
        self.parties(&mut format.enforcement.monitors);
        self.parties(&mut format.enforcement.guarantors);
        self.parties(&mut format.delegation.ratifiers);
        for party in [
            &mut format.proposing.text_by,
            &mut format.information.mediator,
            &mut format.enforcement.manipulator,
        ] {
            *party = party.map(|party| self.party[party].into());
        }
        format.contract.agenda = by_place(&format.contract.agenda, &self.issue, |on| *on);
        self.issues(&mut format.contract.on_promise);
        for phase in &mut format.phases {
            for (issue, _) in phase.reached.iter_mut().chain(&mut phase.not_reached) {
                *issue = self.issue[*issue].into();
            }
        }
    }

    fn says(&self, says: &mut Says) {
        match says {
            Says::Prefers { issue, .. } => *issue = self.issue[*issue].into(),
            Says::CaresMore { about, than } => {
                (*about, *than) = (self.issue[*about].into(), self.issue[*than].into());
            }
            Says::OnlyWith { accepts, with } => {
                accepts.0 = self.issue[accepts.0].into();
                for (issue, _) in with {
                    *issue = self.issue[*issue].into();
                }
            }
            Says::Indifferent { about } => *about = self.issue[*about].into(),
        }
    }

    /// A record of the old order in the new one.
    pub fn record(&self, old: &Record) -> Record {
        let mut new = old.clone();
        let numbers = |list: &[f64]| by_place(list, &self.party, |x| *x);
        new.gain = numbers(&old.gain);
        new.expected_gain = numbers(&old.expected_gain);
        new.reservation = numbers(&old.reservation);
        new.without_agreement = numbers(&old.without_agreement);
        new.leavings = by_place(&old.leavings, &self.party, |x| *x);
        new.by = old.by.map(|party| self.party[usize::from(party)] as u8);
        for (issue, &now) in self.issue.iter().enumerate() {
            new.content[now] = old.content[issue];
            for (new, old) in new.practised.iter_mut().zip(&old.practised) {
                new[now] = old[issue];
            }
        }
        new
    }
}

fn by_place<T, U>(old: &[T], place: &[usize], copy: impl Fn(&T) -> U) -> Vec<U> {
    let mut new: Vec<(usize, U)> = old.iter().zip(place).map(|(x, &at)| (at, copy(x))).collect();
    new.sort_by_key(|(at, _)| *at);
    new.into_iter().map(|(_, x)| x).collect()
}
