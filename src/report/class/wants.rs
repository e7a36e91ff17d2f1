//! What a party wants, in words: short for the handout, in sentences for its own role sheet.

use crate::language::Language;
use crate::results::class::points::PartyPoints;
use crate::say;
use crate::scenario::Scenario;
use crate::scenario::model::{Provenance, Says, Statement};
use crate::scenario::place::{IssueIndex, LevelIndex, PartyIndex};
use crate::scenario::words::{issue, level};
use crate::world::central::holds;

/// A wish, and whether a source states it.
pub(super) struct Wish {
    pub(super) text: String,
    pub(super) stated: bool,
}

fn stated(statement: &Statement) -> bool {
    matches!(statement.source, Provenance::Stated { .. })
}

/// What a party says that holds in the central world, in the order of the file.
fn said(s: &Scenario, party: PartyIndex) -> impl Iterator<Item = &Statement> {
    s.statements.iter().filter(move |statement| statement.party == party && holds(statement))
}

/// An issue before its wish is worded: whether it is stated, what it weighs, which it is, and the level wanted with what it is preferred to.
type Ranked = (bool, i64, IssueIndex, (LevelIndex, Option<LevelIndex>));

/// The best that a party wants on each issue, and its conditions: what is stated first, and of that what matters most to it.
pub(super) fn wishes(s: &Scenario, points: &PartyPoints, party: PartyIndex, language: Language) -> Vec<Wish> {
    let mut issues: Vec<Ranked> = Vec::new();
    for j in IssueIndex::all(s.issues.len()) {
        let pairs: Vec<(&Statement, LevelIndex, LevelIndex)> = said(s, party)
            .filter_map(|statement| match statement.says {
                Says::Prefers { issue, level, to } if issue == j => Some((statement, level, to)),
                _ => None,
            })
            .collect();
        // What a source says goes before what is assumed.
        let known: Vec<_> = pairs.iter().filter(|(said, ..)| stated(said)).collect();
        let known = if known.is_empty() { pairs.iter().collect() } else { known };
        let best = known.iter().find(|(_, level, _)| pairs.iter().all(|(.., to)| to != level));
        if let Some((said, best, to)) = best.or(known.first()) {
            // Where more than one level has nothing above it, the pair itself is told.
            let above =
                LevelIndex::all(s.issues[j].levels.len()).filter(|l| pairs.iter().all(|(.., to)| to != l));
            let other = (above.count() != 1).then_some(*to);
            issues.push((stated(said), points.stake(j), j, (*best, other)));
        }
    }
    // The order of the file among equals.
    issues.sort_by_key(|(stated, stake, ..)| (!stated, -stake));
    let wish = |(stated, _, j, (best, other)): (bool, i64, IssueIndex, (LevelIndex, Option<LevelIndex>))| {
        let (about, wanted) = (issue(s, j), level(s, j, best));
        let text = if let Some(other) = other {
            say!(language, "class-wish-rather", issue = about, level = wanted, other = level(s, j, other))
        } else if s.issues[j].practised == best {
            say!(language, "class-wish-as-now", issue = about, level = wanted)
        } else {
            say!(language, "class-wish", issue = about, level = wanted)
        };
        Wish { text, stated }
    };
    let mut all: Vec<Wish> = issues.into_iter().map(wish).collect();
    for statement in said(s, party) {
        if let Says::OnlyWith { accepts, with } = &statement.says {
            let other = with_words(s, with, language);
            let text =
                say!(language, "class-wish-only", level = level(s, accepts.0, accepts.1), other = other);
            all.push(Wish { text, stated: stated(statement) });
        }
    }
    all
}

/// Levels of which one is needed.
fn with_words(s: &Scenario, with: &[(IssueIndex, LevelIndex)], language: Language) -> String {
    let named = |(j, l): &(IssueIndex, LevelIndex)| language.quoted(level(s, *j, *l));
    let mut names = with.iter().map(named);
    let first = names.next().unwrap_or_default();
    names.fold(first, |all, other| say!(language, "class-or", first = all, second = other))
}

/// All that a party is told of its own mind, a sentence each: what a source states, then what is assumed of it.
pub(super) fn sentences(s: &Scenario, party: PartyIndex, language: Language) -> Vec<Wish> {
    let own: Vec<&Statement> = said(s, party).collect();
    let mut all = Vec::new();
    let mut at = 0;
    while at < own.len() {
        // Pairs of one ranking are one sentence.
        let mut end = at + 1;
        while end < own.len() && own[end - 1].goes_on_with(own[end]) {
            end += 1;
        }
        let text = sentence(s, &own[at..end], language);
        let stated = stated(own[at]);
        let text = match &own[at].source {
            Provenance::Stated { at, by } => say!(language, "class-stated", text = text, at = at, by = by),
            _ => text,
        };
        all.push(Wish { text, stated });
        at = end;
    }
    all.sort_by_key(|wish| !wish.stated);
    all
}

fn sentence(s: &Scenario, pairs: &[&Statement], language: Language) -> String {
    let Some(first) = pairs.first() else { return String::new() };
    match &first.says {
        Says::Prefers { issue: j, level: best, .. } => {
            let mut levels = vec![language.quoted(level(s, *j, *best))];
            levels.extend(pairs.iter().filter_map(|pair| match pair.says {
                Says::Prefers { issue: j, to, .. } => Some(language.quoted(level(s, j, to))),
                _ => None,
            }));
            let last = levels.pop().unwrap_or_default();
            let before =
                |all: String, other: String| say!(language, "class-then", first = all, second = other);
            let better = levels.into_iter().reduce(before).unwrap_or_default();
            say!(language, "class-prefers", issue = issue(s, *j), better = better, worse = last)
        }
        Says::CaresMore { about, than } => {
            say!(language, "class-cares-more", about = issue(s, *about), than = issue(s, *than))
        }
        Says::OnlyWith { accepts, with } => {
            let (about, held) = (issue(s, accepts.0), level(s, accepts.0, accepts.1));
            say!(
                language,
                "class-only-with",
                issue = about,
                level = held,
                other = with_words(s, with, language)
            )
        }
        Says::Indifferent { about } => say!(language, "class-indifferent", issue = issue(s, *about)),
    }
}
