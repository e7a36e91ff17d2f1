//! What a table can agree: who has the duty for a level must sit there.

use crate::scenario::model::{Format, IssueIndex, LevelIndex, Scenario};

/// True if a format's table can agree this level: the issue is on the agenda, and all who have the duty are members.
pub fn can_agree(scenario: &Scenario, format: &Format, issue: IssueIndex, level: LevelIndex) -> bool {
    let on_agenda = format.contract.agenda.get(issue).copied().unwrap_or(false);
    let duty = scenario.issues.get(issue).and_then(|issue| issue.duty.get(level));
    on_agenda && duty.is_some_and(|duty| duty.iter().all(|party| format.membership.members.contains(party)))
}

/// True if a format's table can agree anything new on an issue: a level that is not yet both practised and bound.
pub fn can_change(scenario: &Scenario, format: &Format, issue: IssueIndex) -> bool {
    let Some(entry) = scenario.issues.get(issue) else { return false };
    (0..entry.levels.len())
        .filter(|&level| level != entry.practised || level != entry.bound)
        .any(|level| can_agree(scenario, format, issue, level))
}
