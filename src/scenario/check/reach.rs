//! What a table can agree: who has the duty for a level must sit there.

use crate::scenario::model::{Format, IssueIndex, LevelIndex, Scenario};

/// True if a format's table can agree this level: the issue is on the agenda, and all who have the duty are members (or the
/// manipulator, who may take a duty upon itself).
pub fn can_agree(scenario: &Scenario, format: &Format, issue: IssueIndex, level: LevelIndex) -> bool {
    let on_agenda = format.contract.agenda.get(issue).copied().unwrap_or(false);
    let duty = scenario.issues.get(issue).and_then(|issue| issue.duty.get(level));
    let bears = |party: &usize| {
        format.membership.members.contains(party) || format.enforcement.manipulator == Some(*party)
    };
    on_agenda && duty.is_some_and(|duty| duty.iter().all(bears))
}

/// Number of levels of an issue that a format's table can agree anew: those that are not yet both practised and bound.
fn new_levels(scenario: &Scenario, format: &Format, issue: IssueIndex) -> usize {
    let Some(entry) = scenario.issues.get(issue) else { return 0 };
    (0..entry.levels.len())
        .filter(|&level| level != entry.practised || level != entry.bound)
        .filter(|&level| can_agree(scenario, format, issue, level))
        .count()
}

/// True if a format's table can agree anything new on an issue.
pub fn can_change(scenario: &Scenario, format: &Format, issue: IssueIndex) -> bool {
    new_levels(scenario, format, issue) > 0
}

/// Number of packages that can be proposed in a format: for every road map, each issue is left out or agreed at one of the
/// levels that are new and open to the table. Counted before conditions and `all_or_nothing` rule any of them out.
pub fn packages(scenario: &Scenario, format: &Format) -> u64 {
    let options = (0..scenario.issues.len()).map(|issue| 1 + new_levels(scenario, format, issue) as u64);
    options.fold(format.contract.roadmaps.len().max(1) as u64, u64::saturating_mul)
}
