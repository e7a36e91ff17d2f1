//! Composites in words: which format is held after which, and on what condition.

use super::components::{issue, level};
use crate::scenario::Scenario;
use crate::scenario::model::{Format, Held, IssueIndex, LevelIndex, Phase, When};

/// The plain format in which a phase is held; `None`: there is no such format.
pub fn held<'s>(s: &'s Scenario, phase: &Phase) -> Option<&'s Format> {
    match phase.held {
        Held::Format(f) => s.formats.get(f),
        Held::Part(p) => s.parts.get(p),
    }
}

fn name<'s>(s: &'s Scenario, phase: &Phase) -> &'s str {
    held(s, phase).map_or("", |f| &f.name)
}

/// Each phase of a composite in a sentence, in the order of the file; empty for a plain format.
pub fn phases(s: &Scenario, f: &Format) -> Vec<String> {
    f.phases.iter().map(|phase| sentence(s, f, phase)).collect()
}

/// All phases in one short line.
pub fn line(s: &Scenario, f: &Format) -> String {
    let short = |phase: &Phase| match (phase.after, phase.when) {
        (None, _) => name(s, phase).to_owned(),
        (Some(_), When::Ended) => format!("then {}", name(s, phase)),
        (Some(_), When::Failed) => format!("{} if that fails", name(s, phase)),
        (Some(_), When::InForce | When::Progress) => format!("{} after some progress", name(s, phase)),
        (Some(_), When::Done) => format!("{} when that is done", name(s, phase)),
    };
    let conditions = |phase: &Phase| match (phase.reached.is_empty(), phase.not_reached.is_empty()) {
        (true, true) => String::new(),
        (false, true) => format!(" if {} is reached", words(s, &phase.reached)),
        (true, false) => format!(" unless {} is reached", words(s, &phase.not_reached)),
        (false, false) => {
            format!(" if {} is reached, but not {}", words(s, &phase.reached), words(s, &phase.not_reached))
        }
    };
    let all: Vec<String> = f.phases.iter().map(|p| format!("{}{}", short(p), conditions(p))).collect();
    all.join("; ")
}

fn sentence(s: &Scenario, f: &Format, phase: &Phase) -> String {
    let before = phase.after.and_then(|before| f.phases.get(before)).map(|before| &before.name);
    let mut parts = vec![format!("“{}”, held as {}", phase.name, name(s, phase))];
    if let Some(before) = before {
        parts.push(match phase.when {
            When::Ended => format!("when the talks of “{before}” have ended"),
            When::Failed => format!("if “{before}” failed: nothing signed, refused at home, or collapsed"),
            When::InForce => format!("when something of “{before}” is in force"),
            When::Progress => format!("when a stage of “{before}” is completed, or its only one is in force"),
            When::Done => format!("when all of “{before}” is completed"),
        });
    }
    if !phase.reached.is_empty() {
        parts.push(format!("if {} is practised or bound", any(s, &phase.reached)));
    }
    if !phase.not_reached.is_empty() {
        parts.push(format!("unless {} is practised or bound", any(s, &phase.not_reached)));
    }
    parts.join(", ")
}

fn any(s: &Scenario, levels: &[(IssueIndex, LevelIndex)]) -> String {
    let each = levels.iter().map(|&(i, l)| format!("“{}” on {}", level(s, i, l), issue(s, i)));
    each.collect::<Vec<_>>().join(" or ")
}

/// The levels alone: short, for a line in a table.
fn words(s: &Scenario, levels: &[(IssueIndex, LevelIndex)]) -> String {
    levels.iter().map(|&(i, l)| format!("“{}”", level(s, i, l))).collect::<Vec<_>>().join(" or ")
}
