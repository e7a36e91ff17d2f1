//! Checks of meaning across entries: what every entry says by itself may still not go together.

mod conditions;
mod events;
mod formats;
mod limits;
mod names;
mod orderings;
mod phases;
mod reach;
mod roles;
mod rules;
mod shares;
mod stages;
mod tables;
mod unused;

use crate::scenario::place::{IssueIndex, LevelIndex, PartyIndex};
use std::collections::BTreeSet;

use super::diagnostic::Diagnostic;
use super::model::{Format, Scenario, Span};

pub use reach::{can_agree, can_change, largest_table, may_be_asked, packages};

/// All checks of a scenario in memory, errors and warnings; spans point into the file that it was read from.
///
/// Entries whose paths (`formats.all three`) are in `tainted` are left alone, since what is wrong with them was reported
/// before. After a change in memory, such as `--set`, nothing is tainted.
pub fn check(scenario: &Scenario, tainted: &BTreeSet<String>) -> Vec<Diagnostic> {
    let mut checks = Checks { scenario, tainted, found: Vec::new() };
    checks.orderings();
    checks.conditions();
    checks.events();
    checks.shares();
    checks.conduct();
    checks.stages();
    checks.formats();
    checks.issue_guarantors();
    checks.phases();
    checks.unused();
    checks.spoken();
    checks.found
}

struct Checks<'s> {
    scenario: &'s Scenario,
    tainted: &'s BTreeSet<String>,
    found: Vec<Diagnostic>,
}

impl<'s> Checks<'s> {
    /// All plain formats, those to compare and parts, each with its path.
    fn plain(&self) -> Vec<(String, &'s Format)> {
        let formats = self.scenario.formats.iter().map(|format| (format!("formats.{}", format.name), format));
        let parts = self.scenario.parts.iter().map(|part| (format!("parts.{}", part.name), part));
        formats.chain(parts).filter(|(_, format)| format.phases.is_empty()).collect()
    }

    /// Adds a problem, unless another format that shares the component through `like` has shown it at the same place.
    fn add_shared(&mut self, problem: Diagnostic) {
        if !self.found.iter().any(|other| other.code == problem.code && other.span == problem.span) {
            self.found.push(problem);
        }
    }

    /// True if the entry was read without errors.
    fn sound(&self, path: &str) -> bool {
        !self.tainted.contains(path)
    }

    fn issue_sound(&self, issue: IssueIndex) -> bool {
        self.scenario
            .issues
            .get(issue.index())
            .is_some_and(|issue| self.sound(&format!("issues.{}", issue.id)))
    }

    fn formats_sound(&self) -> bool {
        let sound = |kind: &str, formats: &[Format]| {
            formats.iter().all(|format| self.sound(&format!("{kind}.{}", format.name)))
        };
        sound("formats", &self.scenario.formats) && sound("parts", &self.scenario.parts)
    }

    /// Where an entry stands, or the nearest entry around it.
    fn span(&self, path: &str) -> Span {
        let mut path = path;
        loop {
            if let Some(span) = self.scenario.spans.get(path) {
                return span.clone();
            }
            match path.rfind(['.', '[']) {
                Some(end) => path = &path[..end],
                None => return 0..0,
            }
        }
    }

    fn issue_name(&self, issue: IssueIndex) -> &str {
        self.scenario.issues.get(issue.index()).map_or("", |issue| &issue.id)
    }

    fn party_name(&self, party: PartyIndex) -> &str {
        self.scenario.parties.get(party.index()).map_or("", |party| &party.id)
    }

    fn level_name(&self, issue: IssueIndex, level: LevelIndex) -> &str {
        let levels = self.scenario.issues.get(issue.index()).map(|issue| &issue.levels);
        levels.and_then(|levels| levels.get(level.index())).map_or("", String::as_str)
    }
}
