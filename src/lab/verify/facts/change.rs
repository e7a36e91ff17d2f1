//! Changes that several facts make to a scenario.

use super::dice::{Dice, drawn, fixed};
use crate::scenario::check::{can_agree, can_change};
use crate::scenario::model::{
    Effect, Format, PartyIndex, Quantity, Roadmap, Says, Scenario, Stage, Statement,
};
use crate::scenario::place::{IssueIndex, LevelIndex};

/// The format of a random scenario.
pub fn table(scenario: &mut Scenario) -> &mut Format {
    &mut scenario.formats[0]
}

/// A random member that cares about something; `None` unless another member does so too.
pub fn some_member(scenario: &Scenario, dice: &mut Dice) -> Option<PartyIndex> {
    let indifferent = |party: PartyIndex, issue: IssueIndex| {
        let says = |s: &Statement| s.party == party && s.says == Says::Indifferent { about: issue };
        scenario.statements.iter().any(says)
    };
    let cares = |i: &PartyIndex| IssueIndex::all(scenario.issues.len()).any(|j| !indifferent(*i, j));
    let members = scenario.formats[0].membership.members.iter().copied();
    let caring: Vec<PartyIndex> = members.filter(cares).collect();
    dice.pick(&caring).filter(|_| caring.len() >= 2)
}

/// A random party that does not sit at the table.
pub fn some_outsider(scenario: &Scenario, dice: &mut Dice) -> Option<PartyIndex> {
    let members = &scenario.formats[0].membership.members;
    let outside: Vec<PartyIndex> =
        PartyIndex::all(scenario.parties.len()).filter(|i| !members.contains(i)).collect();
    dice.pick(&outside)
}

/// All levels of all issues.
pub fn levels(scenario: &Scenario) -> impl Iterator<Item = (IssueIndex, LevelIndex)> + '_ {
    let of = |(j, issue): (IssueIndex, &crate::scenario::model::Issue)| {
        LevelIndex::all(issue.levels.len()).map(move |l| (j, l)).collect::<Vec<_>>()
    };
    IssueIndex::all(scenario.issues.len()).zip(&scenario.issues).flat_map(of)
}

/// Nothing depends on a party's consent any more, unless it is a member.
pub fn no_say_from_outside(scenario: &mut Scenario, party: PartyIndex) {
    scenario.issues.iter_mut().flat_map(|i| &mut i.consent).for_each(|list| list.retain(|p| *p != party));
    for format in &mut scenario.formats {
        format.membership.vetoes.iter_mut().for_each(|(_, _, by)| by.retain(|p| *p != party));
    }
}

/// A party has no duties any more: with it or without it, the same can be agreed.
pub fn no_duties(scenario: &mut Scenario, party: PartyIndex) {
    scenario.issues.iter_mut().flat_map(|i| &mut i.duty).for_each(|list| list.retain(|p| *p != party));
}

/// A member leaves the table.
pub fn leave_table(format: &mut Format, party: PartyIndex) {
    let lists =
        [&mut format.membership.members, &mut format.proposing.order, &mut format.delegation.ratifiers];
    for list in lists {
        list.retain(|p| *p != party);
    }
}

/// A party that nothing touches.
pub fn indifferent(scenario: &mut Scenario, party: PartyIndex) {
    scenario.statements.retain(|s| s.party != party);
    for about in IssueIndex::all(scenario.issues.len()) {
        scenario.statements.push(says_indifferent(party, about));
    }
}

/// Nobody cares about any issue but one.
pub fn only_issue_that_matters(scenario: &mut Scenario, issue: IssueIndex) {
    IssueIndex::all(scenario.issues.len()).filter(|j| *j != issue).for_each(|j| nobody_cares(scenario, j));
}

/// Nobody cares about an issue.
pub fn nobody_cares(scenario: &mut Scenario, issue: IssueIndex) {
    let about = |says: &Says| match says {
        Says::Prefers { issue: j, .. } | Says::Indifferent { about: j } => *j == issue,
        Says::CaresMore { about, than } => *about == issue || *than == issue,
        Says::OnlyWith { accepts, with } => accepts.0 == issue || with.iter().any(|(j, _)| *j == issue),
    };
    scenario.statements.retain(|s| !about(&s.says));
    let parties = PartyIndex::all(scenario.parties.len());
    scenario.statements.extend(parties.map(|party| says_indifferent(party, issue)));
}

fn says_indifferent(party: PartyIndex, about: IssueIndex) -> Statement {
    let source = drawn();
    Statement { party, says: Says::Indifferent { about }, holds_in: 100, source, span: 0..0 }
}

/// One package: one issue is on the agenda, with one level besides the one that is practised and bound. False if there is
/// no such issue.
pub fn one_package(scenario: &mut Scenario) -> bool {
    let open = |j: IssueIndex, l: LevelIndex| {
        l != scenario.issues[j].practised && can_agree(scenario, &scenario.formats[0], j, l)
    };
    let Some((issue, level)) = levels(scenario).find(|&(j, l)| open(j, l)) else { return false };
    let entry = &mut scenario.issues[issue];
    let practised = entry.practised;
    for list in [&mut entry.duty, &mut entry.consent, &mut entry.guarantors] {
        *list = vec![list[practised].clone(), list[level].clone()];
    }
    entry.levels.truncate(2);
    (entry.practised, entry.bound) = (LevelIndex(0), LevelIndex(0));
    let touches = |says: &Says| match says {
        Says::Prefers { issue: j, .. } => *j == issue,
        Says::OnlyWith { .. } => true,
        Says::CaresMore { .. } | Says::Indifferent { .. } => false,
    };
    scenario.statements.retain(|s| !touches(&s.says));
    scenario.events.retain(|e| e.effect != Effect::Lapse(issue));
    let agenda = IssueIndex::all(scenario.issues.len()).map(|j| j == issue).collect();
    let format = table(scenario);
    format.membership.vetoes.retain(|(j, ..)| *j != issue);
    format.contract.agenda = agenda;
    format.contract.on_promise.clear();
    format.contract.roadmaps.clear();
    true
}

/// Everything that can change is on the agenda.
pub fn whole_agenda(scenario: &mut Scenario) {
    let format = &scenario.formats[0];
    let mut open = format.clone();
    open.contract.agenda = vec![true; scenario.issues.len()];
    let agenda: Vec<bool> =
        IssueIndex::all(scenario.issues.len()).map(|j| can_change(scenario, &open, j)).collect();
    table(scenario).contract.on_promise.retain(|&j| agenda[j]);
    table(scenario).contract.agenda = agenda;
}

/// Whether an event moves a number of a party.
pub fn moves(effect: &Effect, party: PartyIndex) -> bool {
    matches!(effect, Effect::Moves(moves) if moves.iter().any(|m| m.party == party))
}

/// Nobody spoils.
pub fn nobody_spoils(scenario: &mut Scenario) {
    scenario.parties.iter_mut().for_each(|p| p.spoiling = fixed(0.0));
}

/// Nobody has anything to gain by not doing its duty.
pub fn nobody_is_tempted(scenario: &mut Scenario) {
    scenario.parties.iter_mut().for_each(|p| p.temptation = fixed(0.0));
}

/// Both ends of a range, changed in the same way.
pub fn ends(quantity: &mut Quantity, change: impl Fn(f64) -> f64) {
    (quantity.from, quantity.to) = (change(quantity.from), change(quantity.to));
}

/// A range shrunk to its middle.
pub fn known(quantity: &mut Quantity) {
    *quantity = fixed(f64::midpoint(quantity.from, quantity.to));
}

/// One offer at one meeting: nobody can wait.
pub fn one_offer(scenario: &mut Scenario) {
    let delegation = &mut table(scenario).delegation;
    (delegation.meetings, delegation.offers) = (1, 1);
}

/// What is signed is carried out when it is signed, all of it, and stays, and a failure of talks costs nothing: then patience
/// matters for waiting alone.
pub fn at_once(scenario: &mut Scenario) {
    nobody_is_tempted(scenario);
    nobody_spoils(scenario);
    scenario.parties.iter_mut().for_each(|p| p.collapse_penalty = fixed(0.0));
    scenario.world.completion = fixed(1.0);
    scenario.world.lapse_after_completion = fixed(0.0);
    for issue in &mut scenario.issues {
        issue.practised = issue.bound;
        // Else one may leave at once and keep what cannot be undone.
        issue.reversible = true;
    }
    scenario.events.clear();
    let agenda = scenario.formats[0].contract.agenda.clone();
    table(scenario).delegation.public = false;
    let contract = &mut table(scenario).contract;
    contract.roadmaps.clear();
    contract.on_promise = IssueIndex::all(agenda.len()).filter(|&j| agenda[j]).collect();
}

/// A road map of one stage.
pub fn one_stage(scenario: &mut Scenario) {
    let issues = IssueIndex::all(scenario.issues.len()).collect();
    let stage = Stage { name: "all at once".into(), issues, success: None, source: drawn() };
    scenario.roadmaps = vec![Roadmap { name: "stages".into(), stages: vec![stage], source: drawn() }];
}
