//! A format in plain words, in one line.

use super::super::phases;
use super::cut;
use crate::language::Language;
use crate::say;
use crate::scenario::Scenario;
use crate::scenario::model::{Format, Level, Rule};
use crate::scenario::place::PartyIndex;

fn names(s: &Scenario, parties: &[PartyIndex], language: Language) -> String {
    let names: Vec<String> =
        parties.iter().filter_map(|p| s.parties.get(p.index())).map(|p| p.name.clone()).collect();
    language.list(&names)
}

/// Who sits at the table, how it meets, and what is special about it; for a composite, what is held after what.
pub fn plain_words(s: &Scenario, f: &Format, language: Language) -> String {
    if !f.phases.is_empty() {
        return cut(&phases::line(s, f, language), 220);
    }
    let members = &f.membership.members;
    let who = if members.len() == s.parties.len() {
        say!(language, "class-all-parties", count = members.len().to_string())
    } else {
        names(s, members, language)
    };
    let d = &f.delegation;
    let meetings = d.meetings.to_string();
    let sits = match (d.level, d.meetings) {
        (Level::Leaders, 1) => say!(language, "class-leaders-once"),
        (Level::Leaders, _) => say!(language, "class-leaders", meetings = meetings),
        (Level::Working, 1) => say!(language, "class-delegates-once"),
        (Level::Working, _) => say!(language, "class-delegates", meetings = meetings),
    };
    let mut parts = vec![say!(language, "class-who-sits", who = who, sits = sits)];
    let agenda = &f.contract.agenda;
    let on: Vec<String> =
        s.issues.iter().zip(agenda).filter(|(_, on)| **on).map(|(issue, _)| issue.name.clone()).collect();
    if on.len() < s.issues.len() {
        parts.push(if on.len() <= 3 {
            say!(language, "class-agenda", issues = language.list(&on))
        } else {
            say!(
                language,
                "class-agenda-count",
                some = on.len().to_string(),
                all = s.issues.len().to_string()
            )
        });
    }
    parts.extend(special(s, f, language));
    parts.join("; ")
}

/// What a format has beside a table, a calendar and an agenda.
fn special(s: &Scenario, f: &Format, language: Language) -> Vec<String> {
    let named = |by: PartyIndex| names(s, &[by], language);
    let mut parts = Vec::new();
    if f.contract.all_or_nothing {
        parts.push(say!(language, "class-all-or-nothing"));
    }
    let stages = f.contract.roadmaps.iter().filter_map(|r| s.roadmaps.get(*r)).map(|r| r.stages.len()).max();
    if let Some(stages) = stages.filter(|stages| *stages > 1) {
        parts.push(say!(language, "class-stages", stages = stages.to_string()));
    }
    parts.extend(f.information.mediator.map(|by| say!(language, "class-mediates", party = named(by))));
    for messenger in &f.information.messengers {
        parts.push(say!(language, "class-carries", party = named(messenger.by)));
    }
    parts.extend(f.proposing.text_by.map(|by| say!(language, "class-writes", party = named(by))));
    if !f.membership.tables.is_empty() {
        parts.push(say!(language, "class-sub-tables", tables = f.membership.tables.len().to_string()));
    }
    if f.rule != Rule::Unanimity {
        parts.push(say!(language, "class-not-everyone"));
    }
    if f.enforcement.supervision {
        parts.push(say!(language, "class-inspections"));
    }
    if !f.enforcement.guarantors.is_empty() {
        parts.push(say!(
            language,
            "class-guaranteed",
            parties = names(s, &f.enforcement.guarantors, language)
        ));
    }
    parts.extend(f.enforcement.manipulator.map(|by| say!(language, "class-weight", party = named(by))));
    parts
}
