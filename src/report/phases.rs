//! Composites in words: which format is held after which, and on what condition.

use super::components::{issue, level};
use super::wording::either;
use crate::language::Language;
use crate::say;
use crate::scenario::model::{Format, IssueIndex, LevelIndex, Phase, When};
use crate::scenario::{self, Scenario};

fn name<'s>(s: &'s Scenario, phase: &Phase) -> &'s str {
    scenario::words::held(s, phase).map_or("", |f| &f.name)
}

/// Each phase of a composite in a sentence, in the order of the file; empty for a plain format.
pub fn phases(s: &Scenario, f: &Format, language: Language) -> Vec<String> {
    f.phases.iter().map(|phase| sentence(s, f, phase, language)).collect()
}

/// All phases in one short line.
pub fn line(s: &Scenario, f: &Format, language: Language) -> String {
    let short = |phase: &Phase| {
        let name = name(s, phase);
        match (phase.after, phase.when) {
            (None, _) => name.to_owned(),
            (Some(_), When::Ended) => say!(language, "phase-then", name = name),
            (Some(_), When::Failed) => say!(language, "phase-failed", name = name),
            (Some(_), When::InForce | When::Progress) => say!(language, "phase-progress", name = name),
            (Some(_), When::Done) => say!(language, "phase-done", name = name),
        }
    };
    let words = |levels: &[(IssueIndex, LevelIndex)]| {
        either(levels.iter().map(|&(i, l)| format!("“{}”", level(s, i, l))), language)
    };
    let conditional = |p: &Phase| {
        let (phase, reached, not) = (short(p), words(&p.reached), words(&p.not_reached));
        match (p.reached.is_empty(), p.not_reached.is_empty()) {
            (true, true) => phase,
            (false, true) => say!(language, "phase-if", phase = phase, reached = reached),
            (true, false) => say!(language, "phase-unless", phase = phase, not = not),
            (false, false) => {
                say!(language, "phase-if-but-not", phase = phase, reached = reached, not = not)
            }
        }
    };
    f.phases.iter().map(conditional).collect::<Vec<_>>().join("; ")
}

fn sentence(s: &Scenario, f: &Format, phase: &Phase, language: Language) -> String {
    let mut parts = vec![say!(language, "phase-held", phase = phase.name, name = name(s, phase))];
    if let Some(before) = phase.after.and_then(|before| f.phases.get(before)).map(|before| &before.name) {
        parts.push(match phase.when {
            When::Ended => say!(language, "phase-after-ended", before = before),
            When::Failed => say!(language, "phase-after-failed", before = before),
            When::InForce => say!(language, "phase-after-in-force", before = before),
            When::Progress => say!(language, "phase-after-progress", before = before),
            When::Done => say!(language, "phase-after-done", before = before),
        });
    }
    let names = |levels: &[(IssueIndex, LevelIndex)]| {
        let one = |&(i, l): &(IssueIndex, LevelIndex)| {
            say!(language, "phase-level", level = level(s, i, l), issue = issue(s, i))
        };
        either(levels.iter().map(one), language)
    };
    if !phase.reached.is_empty() {
        parts.push(say!(language, "phase-if-practised", levels = names(&phase.reached)));
    }
    if !phase.not_reached.is_empty() {
        parts.push(say!(language, "phase-unless-practised", levels = names(&phase.not_reached)));
    }
    parts.join(", ")
}
