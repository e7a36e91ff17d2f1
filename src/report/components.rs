//! The seven components of a format in words.

use super::{time, wording};
use crate::agreement::pace::Pace;
use crate::agreement::table::{Schedule, Table};
use crate::language::Language;
use crate::results::periods;
use crate::say;
use crate::scenario::Scenario;
use crate::scenario::model::{
    Absent, Contract, Delegation, Enforcement, Format, InForce, Information, Level, Membership, Plenary,
    SubAgreements,
};
use crate::scenario::place::{IssueIndex, LevelIndex, PartyIndex};
pub(super) use crate::scenario::words::{issue, level};

/// A format's seven components in words, in their order: membership, rule, proposing, information, contract space, enforcement, delegation and calendar.
pub fn components(s: &Scenario, f: &Format, language: Language) -> [String; 7] {
    [
        membership(s, &f.membership, language),
        wording::rule(s, &f.rule, language),
        proposing(s, f, language),
        information(s, &f.information, language),
        contract(s, f, language),
        enforcement(s, &f.enforcement, language),
        delegation(s, &f.delegation, language),
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
pub(super) fn parties(s: &Scenario, indices: &[PartyIndex], language: Language) -> String {
    let names: Vec<String> = indices
        .iter()
        .map(|i| s.parties.get(i.index()).map_or_else(String::new, |p| p.name.clone()))
        .collect();
    language.list(&names)
}

fn membership(s: &Scenario, m: &Membership, language: Language) -> String {
    let named = |indices: &[PartyIndex]| parties(s, indices, language);
    let veto = |(i, l, by): &(IssueIndex, LevelIndex, Vec<PartyIndex>)| {
        let (level, issue) = (level(s, *i, *l), issue(s, *i));
        say!(language, "format-veto", parties = named(by), level = level, issue = issue)
    };
    let mut parts = vec![named(&m.members)];
    if !m.indispensable.is_empty() {
        parts.push(say!(language, "format-indispensable", parties = named(&m.indispensable)));
    }
    parts.extend(m.vetoes.iter().map(veto));
    for table in &m.tables {
        let on = issues(s, &on_agenda(&table.agenda), language);
        let members = named(&table.members);
        parts.push(say!(language, "format-table", table = table.name, parties = members, issues = on));
    }
    parts.join("; ")
}

fn proposing(s: &Scenario, f: &Format, language: Language) -> String {
    let mut parts = vec![match (f.proposing.text_by, f.proposing.order.as_slice()) {
        (Some(by), _) => say!(language, "format-text", party = parties(s, &[by], language)),
        (None, []) => say!(language, "format-in-turn"),
        (None, order) => say!(language, "format-in-turn-of", parties = parties(s, order, language)),
    }];
    if !f.membership.tables.is_empty() {
        parts.push(match f.proposing.plenary {
            Plenary::Adopts => say!(language, "format-adopts"),
            Plenary::Amends => say!(language, "format-amends"),
        });
    }
    parts.join("; ")
}

fn information(s: &Scenario, i: &Information, language: Language) -> String {
    let mut parts = vec![if i.disclosed.is_empty() {
        say!(language, "format-own-only")
    } else {
        say!(language, "format-disclosed", parties = parties(s, &i.disclosed, language))
    }];
    if let Some(by) = i.mediator {
        parts.push(say!(language, "format-mediates", party = parties(s, &[by], language)));
    }
    for m in &i.messengers {
        let [by, about, to] = [m.by, m.about, m.to].map(|party| parties(s, &[party], language));
        parts.push(say!(language, "format-carries", by = by, about = about, to = to));
    }
    parts.join("; ")
}

fn enforcement(s: &Scenario, e: &Enforcement, language: Language) -> String {
    let mut parts = vec![if e.monitors.is_empty() {
        say!(language, "format-nobody-monitors")
    } else {
        say!(language, "format-monitored", parties = parties(s, &e.monitors, language))
    }];
    if e.supervision {
        parts.push(say!(language, "format-supervision"));
    }
    if !e.guarantors.is_empty() {
        parts.push(say!(language, "format-guaranteed", parties = parties(s, &e.guarantors, language)));
    }
    if let Some(by) = e.manipulator {
        parts.push(say!(language, "format-weight", party = parties(s, &[by], language)));
    }
    parts.join("; ")
}

/// Issues that a list of flags marks.
pub(super) fn on_agenda(agenda: &[bool]) -> Vec<IssueIndex> {
    IssueIndex::all(agenda.len()).filter(|i| agenda[*i]).collect()
}

/// Names of issues, as `a, b and c`.
fn issues(s: &Scenario, indices: &[IssueIndex], language: Language) -> String {
    language.list(&indices.iter().map(|i| issue(s, *i).to_owned()).collect::<Vec<_>>())
}

fn contract(s: &Scenario, f: &Format, language: Language) -> String {
    let c: &Contract = &f.contract;
    let on = on_agenda(&c.agenda);
    let names = |indices: &[IssueIndex]| issues(s, indices, language);
    let mut parts = vec![if on.len() == s.issues.len() {
        say!(language, "format-all-issues", count = on.len().to_string())
    } else {
        say!(language, "format-issues", issues = names(&on))
    }];
    let maps: Vec<String> =
        c.roadmaps.iter().filter_map(|r| s.roadmaps.get(*r)).map(|r| format!("“{}”", r.name)).collect();
    if maps.is_empty() {
        parts.push(say!(language, "format-one-stage"));
    } else {
        parts.push(say!(language, "format-by-map", maps = language.list(&maps)));
        parts.push(match c.in_force {
            InForce::EachStage => say!(language, "format-each-stage"),
            InForce::AfterLast => say!(language, "format-after-last"),
        });
        parts.extend(staging(s, f, language));
    }
    if !c.on_promise.is_empty() {
        parts.push(say!(language, "format-on-promise", issues = names(&c.on_promise)));
    }
    parts.push(if c.all_or_nothing {
        say!(language, "format-all-or-none")
    } else {
        say!(language, "format-may-leave-out")
    });
    if !f.membership.tables.is_empty() {
        parts.push(match c.sub_agreements {
            SubAgreements::Contingent => say!(language, "format-contingent"),
            SubAgreements::AtOnce => say!(language, "format-at-once"),
        });
    }
    if c.absent == Absent::Asked {
        parts.push(say!(language, "format-absent-asked"));
    }
    parts.join("; ")
}

/// What staging costs in time, by road map, if all that this table can agree is agreed.
fn staging(s: &Scenario, f: &Format, language: Language) -> Vec<String> {
    let table = Table::new(s, f);
    let pace = Pace::at_the_middle(s, &table);
    let of = |(place, schedule): (usize, &Schedule)| {
        let map = schedule.roadmap.and_then(|r| s.roadmaps.get(r)).map_or("", |map| map.name.as_str());
        let taken = time::taken(s, &table, &pace, &time::whole(&table, place), language);
        say!(language, "format-takes", map = map, time = taken)
    };
    if table.menus.is_empty() { Vec::new() } else { table.schedules.iter().enumerate().map(of).collect() }
}

fn delegation(s: &Scenario, d: &Delegation, language: Language) -> String {
    let unit = |n: u32| periods::long(&s.calendar.period, n, language);
    let first = unit(d.first_meeting);
    let mut parts = vec![
        match d.level {
            Level::Leaders => say!(language, "format-leaders"),
            Level::Working => say!(language, "format-delegates"),
        },
        if d.meetings == 1 {
            say!(language, "format-meeting", first = first)
        } else {
            let (count, every) = (d.meetings.to_string(), unit(d.every));
            say!(language, "format-meetings", count = count, first = first, every = every)
        },
        say!(language, "format-offers", count = d.offers.to_string()),
    ];
    if d.refer_back {
        parts.push(say!(language, "format-refer-back"));
    }
    parts.push(if d.ratifiers.is_empty() {
        say!(language, "format-nobody-ratifies")
    } else {
        say!(language, "format-ratified", parties = parties(s, &d.ratifiers, language))
    });
    parts.push(if d.public { say!(language, "format-public") } else { say!(language, "format-not-public") });
    parts.join("; ")
}
