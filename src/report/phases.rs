//! Composites in words: which format is held after which, and on what condition.

use super::components::level;
use crate::scenario::model::{Format, IssueIndex, LevelIndex, Phase, When};
use crate::scenario::{self, Scenario};

fn name<'s>(s: &'s Scenario, phase: &Phase) -> &'s str {
    scenario::words::held(s, phase).map_or("", |f| &f.name)
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
    format!("“{}”, {}", phase.name, printed(&scenario::words::phase(s, &f.phases, phase)))
}

/// A text with plain quotes as it is printed: “ and ” in turn.
fn printed(text: &str) -> String {
    let mut open = false;
    let mark = |c: char| {
        if c != '"' {
            return c;
        }
        open = !open;
        if open { '“' } else { '”' }
    };
    text.chars().map(mark).collect()
}

/// The levels alone: short, for a line in a table.
fn words(s: &Scenario, levels: &[(IssueIndex, LevelIndex)]) -> String {
    levels.iter().map(|&(i, l)| format!("“{}”", level(s, i, l))).collect::<Vec<_>>().join(" or ")
}
