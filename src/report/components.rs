//! The seven components of a format in words.

use super::time;
use crate::agreement::pace::Pace;
use crate::agreement::table::{Schedule, Table};
use crate::scenario::Scenario;
use crate::scenario::model::{
    Absent, Contract, Delegation, Enforcement, Format, InForce, Information, Level, Membership, Plenary,
    Rule, SubAgreements,
};
use crate::scenario::place::{IssueIndex, LevelIndex, PartyIndex};
use crate::scenario::words;

/// A format's seven components in words, in their order: membership, rule, proposing, information, contract space, enforcement, delegation and calendar.
pub fn components(s: &Scenario, f: &Format) -> [String; 7] {
    [
        membership(s, &f.membership),
        rule(s, &f.rule),
        proposing(s, f),
        information(s, &f.information),
        contract(s, f),
        enforcement(s, &f.enforcement),
        delegation(s, &f.delegation),
    ]
}

/// Which components of `b` differ from those of `a`, in the same order.
pub fn differing(a: &Format, b: &Format) -> [bool; 7] {
    [
        a.membership != b.membership,
        a.rule != b.rule,
        a.proposing != b.proposing,
        a.information != b.information,
        a.contract.differs(&b.contract),
        a.enforcement != b.enforcement,
        a.delegation != b.delegation,
    ]
}

/// Names of parties, as `a, b and c`.
pub(super) fn parties(s: &Scenario, indices: &[PartyIndex]) -> String {
    let names: Vec<String> = indices
        .iter()
        .map(|i| s.parties.get(i.index()).map_or_else(String::new, |p| p.name.clone()))
        .collect();
    list(&names)
}

/// `a, b and c`.
pub(super) fn list(items: &[String]) -> String {
    crate::chart::list(items)
}

/// Name of an issue.
pub(super) fn issue(s: &Scenario, index: IssueIndex) -> &str {
    s.issues.get(index.index()).map_or("", |i| i.name.as_str())
}

/// Name of a level.
pub(super) fn level(s: &Scenario, issue: IssueIndex, level: LevelIndex) -> &str {
    s.issues.get(issue.index()).and_then(|i| i.levels.get(level.index())).map_or("", String::as_str)
}

fn membership(s: &Scenario, m: &Membership) -> String {
    let veto = |(i, l, by): &(IssueIndex, LevelIndex, Vec<PartyIndex>)| {
        format!("{} may veto “{}” on {}", parties(s, by), level(s, *i, *l), issue(s, *i))
    };
    let mut parts = vec![parties(s, &m.members)];
    if !m.indispensable.is_empty() {
        parts.push(format!("nothing passes without {}", parties(s, &m.indispensable)));
    }
    parts.extend(m.vetoes.iter().map(veto));
    for table in &m.tables {
        let on = issues(s, &on_agenda(&table.agenda));
        parts.push(format!("sub-table “{}”: {} on {on}", table.name, parties(s, &table.members)));
    }
    parts.join("; ")
}

fn rule(s: &Scenario, rule: &Rule) -> String {
    match rule {
        Rule::Unanimity => "everyone at the table accepts".to_owned(),
        other => words::rule(s, other),
    }
}

fn proposing(s: &Scenario, f: &Format) -> String {
    let mut says = match (f.proposing.text_by, f.proposing.order.as_slice()) {
        (Some(by), _) => format!("{} writes the single text", parties(s, &[by])),
        (None, []) => "in turn, in the order of membership".to_owned(),
        (None, order) => format!("in turn: {}", parties(s, order)),
    };
    if !f.membership.tables.is_empty() {
        says.push_str(match f.proposing.plenary {
            Plenary::Adopts => "; what the sub-tables bring is taken as a whole or left",
            Plenary::Amends => "; what the sub-tables bring is taken as a whole, or negotiated from there",
        });
    }
    says
}

fn information(s: &Scenario, i: &Information) -> String {
    let mut parts = vec![if i.disclosed.is_empty() {
        "each party knows its own demand and temptation only".to_owned()
    } else {
        format!("the table knows the demand and temptation of {}", parties(s, &i.disclosed))
    }];
    if let Some(by) = i.mediator {
        parts.push(format!("{} mediates: it tells each what it knows of the others", parties(s, &[by])));
    }
    for m in &i.messengers {
        let [by, about, to] = [m.by, m.about, m.to].map(|party| parties(s, &[party]));
        parts.push(format!("{by} carries a message of {about} to {to}"));
    }
    parts.join("; ")
}

fn enforcement(s: &Scenario, e: &Enforcement) -> String {
    let mut parts = vec![if e.monitors.is_empty() {
        "nobody monitors".to_owned()
    } else {
        format!("monitored by {}", parties(s, &e.monitors))
    }];
    if e.supervision {
        parts.push(words::SUPERVISION.to_owned());
    }
    if !e.guarantors.is_empty() {
        parts.push(format!("guaranteed by {}", parties(s, &e.guarantors)));
    }
    if let Some(by) = e.manipulator {
        parts.push(format!("{} lends its weight", parties(s, &[by])));
    }
    parts.join("; ")
}

/// Issues that a list of flags marks.
pub(super) fn on_agenda(agenda: &[bool]) -> Vec<IssueIndex> {
    IssueIndex::all(agenda.len()).filter(|i| agenda[*i]).collect()
}

/// Names of issues, as `a, b and c`.
fn issues(s: &Scenario, indices: &[IssueIndex]) -> String {
    list(&indices.iter().map(|i| issue(s, *i).to_owned()).collect::<Vec<_>>())
}

fn contract(s: &Scenario, f: &Format) -> String {
    let c: &Contract = &f.contract;
    let on = on_agenda(&c.agenda);
    let names = |indices: &[IssueIndex]| issues(s, indices);
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
    if !maps.is_empty() {
        parts.extend(staging(s, f));
    }
    if !c.on_promise.is_empty() {
        parts.push(format!("on promise, before completion: {}", names(&c.on_promise)));
    }
    parts.push(if c.all_or_nothing { "all issues or none" } else { "issues may be left out" }.to_owned());
    if !f.membership.tables.is_empty() {
        parts.push(match c.sub_agreements {
            SubAgreements::Contingent => "nothing from a sub-table is in force before the plenary".to_owned(),
            SubAgreements::AtOnce => "what a sub-table signs is in force at once".to_owned(),
        });
    }
    if c.absent == Absent::Asked {
        parts.push("absent parties that would have duties are asked to join after the signature".to_owned());
    }
    parts.join("; ")
}

/// What staging costs in time, by road map, if all that this table can agree is agreed.
fn staging(s: &Scenario, f: &Format) -> Vec<String> {
    let table = Table::new(s, f);
    let pace = Pace::at_the_middle(s, &table);
    let of = |(place, schedule): (usize, &Schedule)| {
        let map = schedule.roadmap.and_then(|r| s.roadmaps.get(r)).map_or("", |map| map.name.as_str());
        let taken = time::taken(s, &table, &pace, &time::whole(&table, place));
        format!("all of it by “{map}” takes {taken} (on average, at the middle of the ranges)")
    };
    if table.menus.is_empty() { Vec::new() } else { table.schedules.iter().enumerate().map(of).collect() }
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
