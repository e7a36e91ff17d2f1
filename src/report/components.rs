//! The seven components of a format in words.

use crate::scenario::Scenario;
use crate::scenario::model::{Contract, Delegation, Format, InForce, Level, Membership, Rule};

/// Names of the components, in their order.
pub const NAMES: [&str; 7] = [
    "Membership",
    "Rule",
    "Proposing",
    "Information",
    "Contract space",
    "Enforcement",
    "Delegation and calendar",
];

/// A format's seven components in words, in the order of [`NAMES`].
pub fn components(s: &Scenario, f: &Format) -> [String; 7] {
    [
        membership(s, &f.membership),
        match &f.rule {
            Rule::Unanimity => "everyone at the table accepts".to_owned(),
            other => format!("{other:?}"),
        },
        if f.proposing.order.is_empty() {
            "in turn, in the order of membership".to_owned()
        } else {
            format!("in turn: {}", parties(s, &f.proposing.order))
        },
        if f.information.disclosed.is_empty() {
            "each party knows its own reservation value and temptation only".to_owned()
        } else {
            format!(
                "the table knows the reservation value and temptation of {}",
                parties(s, &f.information.disclosed)
            )
        },
        contract(s, &f.contract),
        if f.enforcement.monitors.is_empty() {
            "nobody monitors".to_owned()
        } else {
            format!("monitored by {}", parties(s, &f.enforcement.monitors))
        },
        delegation(s, &f.delegation),
    ]
}

/// Which components of `b` differ from those of `a`, in the order of [`NAMES`].
pub fn differing(a: &Format, b: &Format) -> [bool; 7] {
    [
        a.membership != b.membership,
        a.rule != b.rule,
        a.proposing != b.proposing,
        a.information != b.information,
        a.contract != b.contract,
        a.enforcement != b.enforcement,
        a.delegation != b.delegation,
    ]
}

/// Names of parties, as `a, b and c`.
pub(super) fn parties(s: &Scenario, indices: &[usize]) -> String {
    let names: Vec<String> =
        indices.iter().map(|i| s.parties.get(*i).map_or_else(String::new, |p| p.name.clone())).collect();
    list(&names)
}

/// `a, b and c`.
pub(super) fn list(items: &[String]) -> String {
    crate::chart::list(items)
}

/// Name of an issue.
pub(super) fn issue(s: &Scenario, index: usize) -> &str {
    s.issues.get(index).map_or("", |i| i.name.as_str())
}

/// Name of a level.
pub(super) fn level(s: &Scenario, issue: usize, level: usize) -> &str {
    s.issues.get(issue).and_then(|i| i.levels.get(level)).map_or("", String::as_str)
}

fn membership(s: &Scenario, m: &Membership) -> String {
    let veto = |(i, l, by): &(usize, usize, Vec<usize>)| {
        format!("{} may veto “{}” on {}", parties(s, by), level(s, *i, *l), issue(s, *i))
    };
    let mut parts = vec![parties(s, &m.members)];
    parts.extend(m.vetoes.iter().map(veto));
    parts.join("; ")
}

fn contract(s: &Scenario, c: &Contract) -> String {
    let on: Vec<usize> = (0..s.issues.len()).filter(|i| c.agenda.get(*i).copied().unwrap_or(false)).collect();
    let names =
        |indices: &[usize]| list(&indices.iter().map(|i| issue(s, *i).to_owned()).collect::<Vec<_>>());
    let agenda = if on.len() == s.issues.len() {
        format!("all {} issues", on.len())
    } else {
        format!("on {}", names(&on))
    };
    let maps: Vec<String> =
        c.roadmaps.iter().filter_map(|r| s.roadmaps.get(*r)).map(|r| format!("“{}”", r.name)).collect();
    let mut parts = vec![agenda];
    parts.push(if maps.is_empty() {
        "in one stage".to_owned()
    } else {
        format!("by the road map {}", list(&maps))
    });
    if !maps.is_empty() {
        parts.push(match c.in_force {
            InForce::EachStage => "each stage in force when it is completed".to_owned(),
            InForce::AfterLast => "nothing in force before the last stage is completed".to_owned(),
        });
    }
    if !c.on_promise.is_empty() {
        parts.push(format!("on promise, before completion: {}", names(&c.on_promise)));
    }
    parts.push(if c.all_or_nothing { "all issues or none" } else { "issues may be left out" }.to_owned());
    parts.join("; ")
}

fn delegation(s: &Scenario, d: &Delegation) -> String {
    let unit = |n: u32| format!("{n} {}{}", s.calendar.period, if n == 1 { "" } else { "s" });
    let who = match d.level {
        Level::Leaders => "leaders",
        Level::Working => "delegates at working level",
    };
    let meetings = if d.meetings == 1 {
        format!("one meeting after {}", unit(d.first_meeting))
    } else {
        format!(
            "{} meetings, the first after {}, then every {}",
            d.meetings,
            unit(d.first_meeting),
            unit(d.every)
        )
    };
    let mut parts = vec![who.to_owned(), meetings, format!("{} offers at each", d.offers)];
    if d.refer_back {
        parts.push("what is agreed goes home before it is signed".to_owned());
    }
    parts.push(if d.ratifiers.is_empty() {
        "nobody ratifies".to_owned()
    } else {
        format!("ratified by {}", parties(s, &d.ratifiers))
    });
    parts.push(if d.public { "failure is public" } else { "failure is not public" }.to_owned());
    parts.join("; ")
}
