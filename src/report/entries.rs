//! Every entry of a scenario in words, with where it comes from.

use super::components::{components, issue, level, list, parties};
use crate::scenario::Scenario;
use crate::scenario::model::{Issue, Party, Provenance, Quantity, Says, Spread, Statement};

/// One entry: what it is about, what it says, where it comes from.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    /// What it is about: `North Korea, patience`.
    pub what: String,
    /// What it says: `0.8 to 0.95`.
    pub says: String,
    /// Where it comes from.
    pub source: Provenance,
}

/// All entries in the order of the file.
pub fn entries(s: &Scenario) -> Vec<Entry> {
    let mut out = Vec::new();
    let c = &s.calendar;
    let horizon = format!("from {}, horizon {} {}s", c.starts, c.horizon, c.period);
    push(&mut out, "calendar", horizon, &c.source);
    s.parties.iter().for_each(|p| party(&mut out, p));
    s.issues.iter().for_each(|i| one_issue(&mut out, s, i));
    for statement in &s.statements {
        let held = if statement.holds_in < 100 {
            format!(", in {} of 100 worlds", statement.holds_in)
        } else {
            String::new()
        };
        let name = parties(s, &[statement.party]);
        push(&mut out, name, format!("{}{held}", says(s, statement)), &statement.source);
    }
    roadmaps(&mut out, s);
    for e in &s.events {
        push(
            &mut out,
            format!("event “{}”", e.name),
            format!("{} may lapse", issue(s, e.lapse_of)),
            &e.source,
        );
        number(&mut out, format!("event “{}”, rate per year", e.name), &e.per_year);
    }
    number(&mut out, "world, correlation of reservation values", &s.world.correlation);
    number(&mut out, "world, lapse after completion per year", &s.world.lapse_after_completion);
    formats(&mut out, s);
    out
}

fn push(out: &mut Vec<Entry>, what: impl Into<String>, says: impl Into<String>, source: &Provenance) {
    out.push(Entry { what: what.into(), says: says.into(), source: source.clone() });
}

fn number(out: &mut Vec<Entry>, what: impl Into<String>, q: &Quantity) {
    push(out, what, range(q), &q.source);
}

/// A number's range in words: `0.02 to 0.5 (log scale)`, or the one value.
pub(super) fn range(q: &Quantity) -> String {
    if q.from == q.to {
        return decimal(q.from).replace('-', "−");
    }
    let scale = if q.spread == Spread::Log { " (log scale)" } else { "" };
    format!("{}{scale}", span(q.from, q.to))
}

/// `−0.5 to 0.5`.
pub(super) fn span(from: f64, to: f64) -> String {
    format!("{} to {}", decimal(from), decimal(to)).replace('-', "−")
}

/// A number with at most four decimals and no zeros at the end.
pub(super) fn decimal(value: f64) -> String {
    let text = format!("{value:.4}");
    let text = text.trim_end_matches('0').trim_end_matches('.');
    if text == "-0" { "0".to_owned() } else { text.to_owned() }
}

/// The traits of a party by name.
pub(super) fn traits(p: &Party) -> Vec<(&'static str, &Quantity)> {
    let mut all = vec![
        ("reservation value", &p.reservation),
        ("patience", &p.patience),
        ("temptation", &p.temptation),
        ("collapse penalty", &p.collapse_penalty),
        ("spoiling per year", &p.spoiling),
        ("detection", &p.detection),
        ("ratification", &p.ratification),
        ("mandate", &p.mandate),
        ("audience cost", &p.audience_cost),
        ("conflict cost", &p.conflict_cost),
    ];
    all.extend(p.outside_option.iter().map(|q| ("outside option", q)));
    all.push(("concession", &p.concession));
    all
}

fn party(out: &mut Vec<Entry>, p: &Party) {
    push(out, p.name.clone(), "has a stake", &p.source);
    for (name, quantity) in traits(p) {
        number(out, format!("{}, {name}", p.name), quantity);
    }
}

fn one_issue(out: &mut Vec<Entry>, s: &Scenario, i: &Issue) {
    for (field, source) in &i.sources {
        let named = |l: usize| i.levels.get(l).map_or_else(String::new, |n| format!("“{n}”"));
        let by_level = |who: &[Vec<usize>]| {
            let parts: Vec<String> = who
                .iter()
                .enumerate()
                .filter(|(_, p)| !p.is_empty())
                .map(|(l, p)| format!("{} for {}", parties(s, p), named(l)))
                .collect();
            if parts.is_empty() { "nobody".to_owned() } else { parts.join("; ") }
        };
        let says = match field.as_str() {
            "levels" | "rest" => (0..i.levels.len()).map(named).collect::<Vec<_>>().join(", "),
            "practised" => named(i.practised),
            "bound" => named(i.bound),
            "duty" | "duty_at" => by_level(&i.duty),
            "consent" => by_level(&i.consent),
            "ordered" => if i.ordered { "a scale" } else { "kinds, not a scale" }.to_owned(),
            "reversible" => if i.reversible { "can be undone" } else { "cannot be undone" }.to_owned(),
            other => other.to_owned(),
        };
        let field = match field.as_str() {
            "rest" => "levels and all else",
            "practised" => "level practised",
            "bound" => "level bound",
            "duty_at" => "duty",
            other => other,
        };
        push(out, format!("{}, {field}", i.name), says, source);
    }
    number(out, format!("{}, stake", i.name), &i.stake);
}

/// A statement in words, without its party.
pub(super) fn says(s: &Scenario, statement: &Statement) -> String {
    let pair = |(i, l): &(usize, usize)| format!("“{}” on {}", level(s, *i, *l), issue(s, *i));
    match &statement.says {
        Says::Prefers { issue: i, level: l, to } => {
            format!("on {} prefers “{}” to “{}”", issue(s, *i), level(s, *i, *l), level(s, *i, *to))
        }
        Says::CaresMore { about, than } => {
            format!("cares more about {} than about {}", issue(s, *about), issue(s, *than))
        }
        Says::OnlyWith { accepts, with } => {
            let any: Vec<String> = with.iter().map(pair).collect();
            format!("accepts {} only with {}", pair(accepts), any.join(" or "))
        }
        Says::Indifferent { about } => format!("does not care about {}", issue(s, *about)),
    }
}

fn roadmaps(out: &mut Vec<Entry>, s: &Scenario) {
    for r in &s.roadmaps {
        let names: Vec<String> = r.stages.iter().map(|g| format!("“{}”", g.name)).collect();
        push(out, format!("road map “{}”", r.name), format!("stages {}", list(&names)), &r.source);
        for g in &r.stages {
            let issues: Vec<String> = g.issues.iter().map(|i| issue(s, *i).to_owned()).collect();
            push(out, format!("stage “{}”", g.name), list(&issues), &g.source);
            number(out, format!("stage “{}”, success per year", g.name), &g.success);
        }
    }
}

fn formats(out: &mut Vec<Entry>, s: &Scenario) {
    const KEYS: [&str; 7] =
        ["membership", "rule", "proposing", "information", "contract", "enforcement", "delegation"];
    for f in &s.formats {
        push(out, format!("format “{}”", f.name), f.about.clone(), &f.source);
        for (key, says) in KEYS.iter().zip(components(s, f)) {
            let source = f.sources.get(*key).unwrap_or(&Provenance::Default);
            push(out, format!("format “{}”, {key}", f.name), says, source);
        }
    }
}
