//! Parts of a scenario in the words of the catalogue: what parties want, what events do, what makes a proposal pass.

use crate::language::Language;
use crate::say;
use crate::scenario::Scenario;
use crate::scenario::model::{Effect, IssueIndex, LevelIndex, Move, Moved, Rule, Says, Statement};
use crate::scenario::words::{issue, level, party};

/// A statement as a sentence.
pub(super) fn statement(s: &Scenario, statement: &Statement, language: Language) -> String {
    let party = party(s, statement.party);
    match &statement.says {
        Says::Prefers { issue: about, level: better, to } => say!(
            language,
            "statement-prefers",
            party = party,
            level = level(s, *about, *better),
            other = level(s, *about, *to),
            issue = issue(s, *about),
        ),
        Says::CaresMore { about, than } => {
            let (issue, other) = (issue(s, *about), issue(s, *than));
            say!(language, "statement-cares-more", party = party, issue = issue, other = other)
        }
        Says::OnlyWith { accepts, with } => {
            let one = |&(i, l): &(IssueIndex, LevelIndex)| {
                say!(language, "statement-level", level = level(s, i, l), issue = issue(s, i))
            };
            say!(
                language,
                "statement-only-with",
                party = party,
                level = level(s, accepts.0, accepts.1),
                issue = issue(s, accepts.0),
                with = either(with.iter().map(one), language),
            )
        }
        Says::Indifferent { about } => {
            say!(language, "statement-indifferent", party = party, issue = issue(s, *about))
        }
    }
}

/// The pairs of one `ranks` as a sentence: the levels, the best first.
pub(super) fn ranking(s: &Scenario, pairs: &[Statement], language: Language) -> String {
    let mut levels = Vec::new();
    let mut on = None;
    for pair in pairs {
        let Says::Prefers { issue: about, level: better, to } = pair.says else { continue };
        if levels.is_empty() {
            levels.push(level(s, about, better));
        }
        levels.push(level(s, about, to));
        on = Some((pair.party, about));
    }
    let Some((by, about)) = on else { return String::new() };
    let levels: Vec<String> = levels.into_iter().map(|level| format!("\"{level}\"")).collect();
    let (party, issue) = (party(s, by), issue(s, about));
    say!(language, "statement-ranks", party = party, issue = issue, levels = levels.join(", "))
}

/// What an event does.
pub(super) fn effect(s: &Scenario, effect: &Effect, language: Language) -> String {
    match effect {
        Effect::Lapse(of) => say!(language, "effect-lapse", issue = issue(s, *of)),
        Effect::Moves(moves) => {
            let all: Vec<String> = moves.iter().map(|entry| moved(s, entry, language)).collect();
            say!(language, "effect-moves", what = language.list(&all))
        }
        Effect::NewGovernment(of) => say!(language, "effect-new-government", party = party(s, *of)),
        Effect::Reveals(of) => say!(language, "effect-reveals", party = party(s, *of)),
    }
}

fn moved(s: &Scenario, entry: &Move, language: Language) -> String {
    let party = party(s, entry.party);
    match entry.what {
        Moved::OutsideOption => say!(language, "effect-outside-option", party = party),
        Moved::Patience => say!(language, "effect-patience", party = party),
        Moved::Demand => say!(language, "effect-demand", party = party),
        Moved::Weight(about) => {
            say!(language, "effect-weight", issue = issue(s, about), party = party)
        }
    }
}

/// What makes a proposal pass.
pub(super) fn rule(s: &Scenario, rule: &Rule, language: Language) -> String {
    match rule {
        Rule::Unanimity => say!(language, "format-everyone"),
        Rule::ConsensusMinus(0) => say!(language, "format-no-member"),
        Rule::ConsensusMinus(1) => say!(language, "format-minus-one"),
        Rule::ConsensusMinus(minus) => say!(language, "format-minus", count = minus.to_string()),
        Rule::Quota(1) => say!(language, "format-quota-one"),
        Rule::Quota(needed) => say!(language, "format-quota", count = needed.to_string()),
        Rule::Weighted { weights, needed } => {
            let votes = weights.iter().map(|(p, votes)| format!("{} {votes}", party(s, *p)));
            let votes = votes.collect::<Vec<_>>().join(", ");
            say!(language, "format-weighted", count = needed.to_string(), votes = votes)
        }
    }
}

/// `a or b or c`.
pub(super) fn either(items: impl Iterator<Item = String>, language: Language) -> String {
    let or = |first: String, rest: String| say!(language, "phase-or", first = first, rest = rest);
    items.reduce(or).unwrap_or_default()
}
