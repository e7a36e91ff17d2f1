//! The seven components of a format in words.

use crate::scenario::Scenario;
use crate::scenario::model::{
    Delegation, Enforcement, Format, Held, InForce, Information, Level, Membership, Plenary, Rule,
    SubAgreements,
};
use crate::scenario::words;

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

/// A format's seven components in words, in the order of [`NAMES`]. Those of a composite say nothing: see [`phases`].
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

/// A composite's phases in words, one each; none for a plain format.
pub fn phases(s: &Scenario, f: &Format) -> Vec<String> {
    f.phases.iter().map(|p| format!("“{}” {}", p.name, paired(&words::phase(s, &f.phases, p)))).collect()
}

/// A text with plain quotes as it is printed: “ and ” in turn.
fn paired(text: &str) -> String {
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

/// The plain formats that the scenario holds: those that are compared, and the parts that are held as a phase of one.
pub fn plain(s: &Scenario) -> Vec<&Format> {
    let held = |part: usize| {
        let mut phases = s.formats.iter().flat_map(|f| &f.phases);
        phases.any(|phase| phase.held == Held::Part(part))
    };
    let parts = s.parts.iter().enumerate().filter(|(part, _)| held(*part)).map(|(_, f)| f);
    s.formats.iter().filter(|f| f.phases.is_empty()).chain(parts).collect()
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
    if !m.indispensable.is_empty() {
        parts.push(format!("nothing passes without {}", parties(s, &m.indispensable)));
    }
    parts.extend(
        m.tables.iter().map(|t| {
            format!("sub-table “{}”: {} on {}", t.name, parties(s, &t.members), issues(s, &t.agenda))
        }),
    );
    parts.join("; ")
}

/// Issues of an agenda, given as a flag by issue.
fn issues(s: &Scenario, agenda: &[bool]) -> String {
    let on = (0..s.issues.len()).filter(|i| agenda.get(*i) == Some(&true));
    list(&on.map(|i| issue(s, i).to_owned()).collect::<Vec<_>>())
}

fn rule(s: &Scenario, rule: &Rule) -> String {
    match rule {
        Rule::Unanimity => "everyone at the table accepts".to_owned(),
        other => words::rule(s, other),
    }
}

fn proposing(s: &Scenario, f: &Format) -> String {
    let mut says = match f.proposing.text_by {
        Some(party) => format!("{} writes the single text", parties(s, &[party])),
        None if f.proposing.order.is_empty() => "in turn, in the order of membership".to_owned(),
        None => format!("in turn: {}", parties(s, &f.proposing.order)),
    };
    if !f.membership.tables.is_empty() {
        says.push_str(match f.proposing.plenary {
            Plenary::Adopts => "; the plenary adopts the whole or refuses it",
            Plenary::Amends => "; the plenary may amend the whole",
        });
    }
    says
}

fn information(s: &Scenario, i: &Information) -> String {
    let mut parts = vec![if i.disclosed.is_empty() {
        "each party knows its own reservation value and temptation only".to_owned()
    } else {
        format!("the table knows the reservation value and temptation of {}", parties(s, &i.disclosed))
    }];
    if let Some(party) = i.mediator {
        parts
            .push(format!("{} mediates: it tells members what it knows of each other", parties(s, &[party])));
    }
    parts.extend(i.messengers.iter().map(|m| {
        let [by, about, to] = [m.by, m.about, m.to].map(|party| parties(s, &[party]));
        format!("{by} carries a message about {about} to {to}")
    }));
    parts.join("; ")
}

fn enforcement(s: &Scenario, e: &Enforcement) -> String {
    let mut parts = vec![if e.monitors.is_empty() {
        "nobody monitors".to_owned()
    } else {
        format!("monitored by {}", parties(s, &e.monitors))
    }];
    if !e.guarantors.is_empty() {
        parts.push(format!("guaranteed by {}", parties(s, &e.guarantors)));
    }
    if e.supervision {
        parts.push("supervision may act: monitors inspect".to_owned());
    }
    if let Some(party) = e.manipulator {
        parts.push(format!("{} lends its weight from outside", parties(s, &[party])));
    }
    parts.join("; ")
}

fn contract(s: &Scenario, f: &Format) -> String {
    let c = &f.contract;
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
    if !f.membership.tables.is_empty() {
        parts.push(match c.sub_agreements {
            SubAgreements::Contingent => "what sub-tables agree is put before the plenary".to_owned(),
            SubAgreements::AtOnce => "what sub-tables agree is in force at once".to_owned(),
        });
    }
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::{SourceFile, read};

    fn everything() -> Scenario {
        let text = include_str!("../../tests/common/everything.ron");
        read(&SourceFile::new("x", text)).map(|checked| checked.scenario).expect("legal")
    }

    #[test]
    fn third_parties_rules_and_tables_are_told() {
        let s = everything();
        let [help, council, tables] = [0, 1, 2].map(|f| components(&s, &s.formats[f]));
        assert_eq!(help[2], "east writes the single text");
        assert!(help[3].ends_with(
            "only; east mediates: it tells members what it knows of each other; west carries a message about north to south"
        ));
        assert_eq!(
            help[5],
            "monitored by east; guaranteed by west; supervision may act: monitors inspect; east lends its weight from outside"
        );
        assert_eq!(council[0], "north, south, east and west; nothing passes without north");
        assert_eq!(council[1], "members with at least 4 votes must accept (north 2, south 2, east 1)");
        assert!(tables[0].ends_with(
            "sub-table “upper”: north and south on water and road; sub-table “lower”: east and west on dam"
        ));
        assert_eq!(tables[2], "in turn, in the order of membership; the plenary may amend the whole");
        assert!(tables[4].ends_with("what sub-tables agree is in force at once"));
    }

    #[test]
    fn phases_are_told_in_order_and_their_formats_listed_once() {
        let s = everything();
        assert_eq!(
            phases(&s, &s.formats[4]),
            [
                "“two” as “two with help”, from the start",
                "“all” as “all with the west's chair”, if “two” fails, unless “shared” on water or “handed over” on water is reached",
                "“road” as “two again”, once “two” shows progress, if “shared” on water is reached",
            ]
        );
        assert!(phases(&s, &s.formats[0]).is_empty());
        let names: Vec<&str> = plain(&s).iter().map(|f| f.name.as_str()).collect();
        let expected = [
            "two with help",
            "council",
            "tables",
            "tables by quota",
            "all with the west's chair",
            "two again",
        ];
        assert_eq!(names, expected);
    }
}
