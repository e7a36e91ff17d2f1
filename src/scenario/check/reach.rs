//! What a table can agree: who has the duty for a level must sit there, unless absent parties are asked to join, and the level must not
//! be bound already.

use crate::scenario::model::{
    Absent, Format, IssueIndex, LevelIndex, PartyIndex, Plenary, Scenario, SubAgreements, SubTable,
};

/// True if a format's table can agree this level: the issue is on the agenda, the level is not bound already, and all who
/// have the duty are members (or the manipulator, who may take a duty upon itself), or those who are not are asked to join.
pub fn can_agree(scenario: &Scenario, format: &Format, issue: IssueIndex, level: LevelIndex) -> bool {
    let on_agenda = format.contract.agenda.get(issue.index()).copied().unwrap_or(false);
    let bound = scenario.issues.get(issue.index()).is_some_and(|issue| issue.bound == level);
    on_agenda && !bound && can_do(scenario, format, &format.membership.members, issue, level)
}

/// True if these members of a format's table, with its manipulator, have all the duties for a level, or others are asked.
pub(super) fn can_do(
    scenario: &Scenario,
    format: &Format,
    members: &[PartyIndex],
    issue: IssueIndex,
    level: LevelIndex,
) -> bool {
    let duty = scenario.issues.get(issue.index()).and_then(|issue| issue.duty.get(level.index()));
    let asked = format.contract.absent == Absent::Asked;
    duty.is_some_and(|duty| {
        format.allows(duty) && (asked || duty.iter().all(|&party| bears(format, members, party)))
    })
}

/// True if a party may have duties in what these members of a format's table agree without being asked to join.
fn bears(format: &Format, members: &[PartyIndex], party: PartyIndex) -> bool {
    members.contains(&party) || format.enforcement.manipulator == Some(party)
}

/// True if some level that a format's table can agree anew has a duty of this party, which would be asked to join.
pub fn may_be_asked(scenario: &Scenario, format: &Format, party: PartyIndex) -> bool {
    let tables = &format.membership.tables;
    let at_once = format.contract.sub_agreements == SubAgreements::AtOnce;
    let on = |agenda: &[bool], issue: IssueIndex| agenda.get(issue.index()) == Some(&true);
    let absent = |issue: IssueIndex| {
        let here = on(&format.contract.agenda, issue);
        let below = |t: &SubTable| on(&t.agenda, issue) && !bears(format, &t.members, party);
        here && (!bears(format, &format.membership.members, party) || at_once && tables.iter().any(below))
    };
    let has_duty = |issue: IssueIndex| {
        let entry = &scenario.issues[issue];
        let new = |level: &LevelIndex| *level != entry.bound;
        let duty = |level: LevelIndex| entry.duty.get(level.index()).is_some_and(|all| all.contains(&party));
        LevelIndex::all(entry.levels.len()).filter(new).any(duty)
    };
    format.contract.absent == Absent::Asked
        && IssueIndex::all(scenario.issues.len()).any(|issue| absent(issue) && has_duty(issue))
}

/// Number of levels of an issue that these members can agree anew: those that are not bound yet.
fn new_levels(scenario: &Scenario, format: &Format, members: &[PartyIndex], issue: IssueIndex) -> usize {
    let Some(entry) = scenario.issues.get(issue.index()) else { return 0 };
    LevelIndex::all(entry.levels.len())
        .filter(|&level| level != entry.bound)
        .filter(|&level| can_do(scenario, format, members, issue, level))
        .count()
}

/// True if a format's table can agree anything new on an issue.
pub fn can_change(scenario: &Scenario, format: &Format, issue: IssueIndex) -> bool {
    let on_agenda = format.contract.agenda.get(issue.index()).copied().unwrap_or(false);
    on_agenda && table_can_change(scenario, format, &format.membership.members, issue)
}

/// True if these members can agree anything new on an issue.
pub(super) fn table_can_change(
    scenario: &Scenario,
    format: &Format,
    members: &[PartyIndex],
    issue: IssueIndex,
) -> bool {
    new_levels(scenario, format, members, issue) > 0
}

/// Number of packages that can be proposed in a format: for every road map, each issue is left out or agreed at one of the
/// levels that are new and open to the table. Counted before conditions and `all_or_nothing` rule any of them out.
pub fn packages(scenario: &Scenario, format: &Format) -> u64 {
    packages_of(scenario, format, &format.membership.members, &format.contract.agenda)
}

fn packages_of(scenario: &Scenario, format: &Format, members: &[PartyIndex], agenda: &[bool]) -> u64 {
    let open =
        IssueIndex::all(scenario.issues.len()).filter(|&issue| agenda.get(issue.index()) == Some(&true));
    let options = open.map(|issue| 1 + new_levels(scenario, format, members, issue) as u64);
    options.fold(format.contract.roadmaps.len().max(1) as u64, u64::saturating_mul)
}

/// Who can bear the duties of what a sub-table agrees: its own members if that is in force at once, otherwise all members of
/// the plenary, who sign it.
pub(super) fn bearers<'f>(format: &'f Format, table: &'f SubTable) -> &'f [PartyIndex] {
    match format.contract.sub_agreements {
        SubAgreements::AtOnce => &table.members,
        SubAgreements::Contingent => &format.membership.members,
    }
}

/// Most packages that one table of a format has to look at, and which table that is, if the format is nested. Each sub-table
/// has those of its own agenda. A plenary that may negotiate (it amends, or what its sub-tables agree is in force at once and
/// it settles the rest) can come to have the whole agenda before it; one that only adopts has at most what no sub-table treats.
pub fn largest_table(scenario: &Scenario, format: &Format) -> (u64, Option<String>) {
    let tables = &format.membership.tables;
    if tables.is_empty() {
        return (packages(scenario, format), None);
    }
    let negotiates = format.contract.sub_agreements == SubAgreements::AtOnce
        || format.proposing.plenary == Plenary::Amends;
    let plenary = if negotiates {
        packages(scenario, format)
    } else {
        packages_of(scenario, format, &format.membership.members, &untreated(format))
    };
    let mut largest = (plenary, "the plenary".to_owned());
    for table in tables {
        let count = packages_of(scenario, format, bearers(format, table), &table.agenda);
        if count > largest.0 {
            largest = (count, format!("the sub-table \"{}\"", table.name));
        }
    }
    (largest.0, Some(largest.1))
}

/// Issues on the plenary's agenda that no sub-table treats, as a flag by issue.
pub(super) fn untreated(format: &Format) -> Vec<bool> {
    let treated = |issue: IssueIndex| {
        format.membership.tables.iter().any(|table| table.agenda.get(issue.index()) == Some(&true))
    };
    let agenda = format.contract.agenda.iter().enumerate();
    agenda.map(|(issue, on)| *on && !treated(IssueIndex(issue))).collect()
}
