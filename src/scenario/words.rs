//! Parts of a scenario in words, as lists of sources and reports show them.

use super::model::{
    Effect, Event, Format, IssueIndex, LevelIndex, Move, Moved, PartyIndex, Phase, PhaseFormat, Quantity,
    Rule, Says, Scenario, Spread, Statement, Timing, When,
};

/// Name of a party; nothing for an unknown one.
pub fn party(scenario: &Scenario, party: PartyIndex) -> &str {
    scenario.parties.get(party.index()).map_or("", |party| party.name.as_str())
}

/// Name of an issue; nothing for an unknown one.
pub fn issue(scenario: &Scenario, issue: IssueIndex) -> &str {
    scenario.issues.get(issue.index()).map_or("", |issue| issue.name.as_str())
}

/// A level in its words; nothing for an unknown one.
pub fn level(scenario: &Scenario, issue: IssueIndex, level: LevelIndex) -> &str {
    scenario
        .issues
        .get(issue.index())
        .and_then(|issue| issue.levels.get(level.index()))
        .map_or("", String::as_str)
}

/// `a, b and c`.
pub fn list<T: AsRef<str>>(items: &[T]) -> String {
    match items {
        [] => String::new(),
        [one] => one.as_ref().to_owned(),
        [all @ .., last] => {
            let all: Vec<&str> = all.iter().map(AsRef::as_ref).collect();
            format!("{} and {}", all.join(", "), last.as_ref())
        }
    }
}

/// A quantity in words: `0.02 to 0.5, log`, or one number.
pub fn range(quantity: &Quantity) -> String {
    if quantity.from == quantity.to {
        return quantity.from.to_string();
    }
    let log = if quantity.spread == Spread::Log { ", log" } else { "" };
    format!("{} to {}{log}", quantity.from, quantity.to)
}

/// A statement as a sentence with the parties' and issues' names.
pub fn statement(scenario: &Scenario, statement: &Statement) -> String {
    let party = party(scenario, statement.party);
    let issue = |index: IssueIndex| issue(scenario, index);
    let level = |issue: IssueIndex, index: LevelIndex| level(scenario, issue, index);
    match &statement.says {
        Says::Prefers { issue: about, level: better, to } => {
            format!(
                "{party} prefers \"{}\" to \"{}\" on {}",
                level(*about, *better),
                level(*about, *to),
                issue(*about)
            )
        }
        Says::CaresMore { about, than } => {
            format!("{party} cares more about {} than about {}", issue(*about), issue(*than))
        }
        Says::OnlyWith { accepts, with } => {
            let with: Vec<String> =
                with.iter().map(|&(i, l)| format!("\"{}\" on {}", level(i, l), issue(i))).collect();
            format!(
                "{party} accepts \"{}\" on {} only with {}",
                level(accepts.0, accepts.1),
                issue(accepts.0),
                with.join(" or ")
            )
        }
        Says::Indifferent { about } => format!("{party} does not care about {}", issue(*about)),
    }
}

/// The pairs of one `ranks` as a sentence: the levels, the best first.
pub fn ranking(scenario: &Scenario, pairs: &[Statement]) -> String {
    let mut levels = Vec::new();
    for pair in pairs {
        let Says::Prefers { issue: about, level: better, to } = pair.says else { continue };
        if levels.is_empty() {
            levels.push(level(scenario, about, better));
        }
        levels.push(level(scenario, about, to));
    }
    let said = pairs.first().map(|pair| (party(scenario, pair.party), &pair.says));
    let Some((party, Says::Prefers { issue: about, .. })) = said else { return String::new() };
    let levels: Vec<String> = levels.into_iter().map(|level| format!("\"{level}\"")).collect();
    format!("{party} ranks on {}, the best first: {}", issue(scenario, *about), levels.join(", "))
}

/// What makes a proposal pass.
pub fn rule(scenario: &Scenario, rule: &Rule) -> String {
    match rule {
        Rule::Unanimity => "everyone at the table must accept".to_owned(),
        Rule::ConsensusMinus(0) => "no member may refuse".to_owned(),
        Rule::ConsensusMinus(1) => "at most one member may refuse".to_owned(),
        Rule::ConsensusMinus(minus) => format!("at most {minus} members may refuse"),
        Rule::Quota(1) => "one member must accept".to_owned(),
        Rule::Quota(needed) => format!("at least {needed} members must accept"),
        Rule::Weighted { weights, needed } => {
            let votes: Vec<String> =
                weights.iter().map(|(p, votes)| format!("{} {votes}", party(scenario, *p))).collect();
            format!("members with at least {needed} votes must accept ({})", votes.join(", "))
        }
    }
}

/// What an event does.
pub fn effect(scenario: &Scenario, effect: &Effect) -> String {
    match effect {
        Effect::Lapse(lapsing) => format!("{} may lapse by itself", issue(scenario, *lapsing)),
        Effect::Moves(moves) => {
            let all: Vec<String> = moves.iter().map(|entry| moved(scenario, entry)).collect();
            format!("{} moves", list(&all))
        }
        Effect::NewGovernment(of) => {
            format!("{} gets a new government: its demand is drawn anew", party(scenario, *of))
        }
        Effect::Reveals(of) => {
            format!("what {} demands and is tempted by becomes known to all", party(scenario, *of))
        }
    }
}

/// Which number a move moves.
pub fn moved(scenario: &Scenario, entry: &Move) -> String {
    let of = party(scenario, entry.party);
    match entry.what {
        Moved::OutsideOption => format!("the outside option of {of}"),
        Moved::Patience => format!("the patience of {of}"),
        Moved::Demand => format!("the demand of {of}"),
        Moved::Weight(about) => format!("the weight of {} for {of}", issue(scenario, about)),
    }
}

/// When an event happens.
pub fn timing(scenario: &Scenario, event: &Event) -> String {
    match &event.when {
        Timing::At(at) => format!("after {}", periods(scenario, *at)),
        Timing::PerYear(rate) => format!("with a chance of {} a year", range(rate)),
    }
}

/// `3 months`.
pub fn periods(scenario: &Scenario, count: u32) -> String {
    format!("{count} {}{}", scenario.calendar.period, if count == 1 { "" } else { "s" })
}

/// The plain format in which a phase is held.
pub fn held<'s>(scenario: &'s Scenario, phase: &Phase) -> Option<&'s Format> {
    match phase.held {
        PhaseFormat::Format(index) => scenario.formats.get(index),
        PhaseFormat::Part(index) => scenario.parts.get(index),
    }
}

/// When a phase is held, and in which format.
pub fn phase(scenario: &Scenario, phases: &[Phase], phase: &Phase) -> String {
    let mut parts =
        vec![format!("held as {}", held(scenario, phase).map_or("", |format| format.name.as_str()))];
    if let Some(before) = phase.after.and_then(|before| phases.get(before)).map(|before| &before.name) {
        parts.push(match phase.when {
            When::Ended => format!("when the talks of \"{before}\" have ended"),
            When::Failed => format!("if \"{before}\" failed: nothing signed, refused at home, or collapsed"),
            When::InForce => format!("when something of \"{before}\" is in force"),
            When::Progress => {
                format!("when a stage of \"{before}\" is completed, or its only one is in force")
            }
            When::Done => format!("when all of \"{before}\" is completed"),
        });
    }
    let names = |levels: &[(IssueIndex, LevelIndex)]| {
        let names =
            levels.iter().map(|&(i, l)| format!("\"{}\" on {}", level(scenario, i, l), issue(scenario, i)));
        names.collect::<Vec<_>>().join(" or ")
    };
    if !phase.reached.is_empty() {
        parts.push(format!("if {} is practised or bound", names(&phase.reached)));
    }
    if !phase.not_reached.is_empty() {
        parts.push(format!("unless {} is practised or bound", names(&phase.not_reached)));
    }
    parts.join(", ")
}
