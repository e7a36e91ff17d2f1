//! A scenario in memory written out as RON, so that tests can read it again.

use std::fmt::Write as _;

use roundtable::scenario::model::{
    Effect, Format, InForce, Level, Provenance, Quantity, Says, Scenario, Spread, Timing,
};
use roundtable::scenario::traits;

/// The scenario as RON text; entries that are defaults are left out.
pub fn write(scenario: &Scenario) -> String {
    let mut out = String::from("(format_version: 1,\n");
    let s = scenario;
    let _ = writeln!(
        out,
        "name: {:?}, title: {:?}, about: {:?}, questions: {:?},",
        s.name, s.title, s.about, s.questions
    );
    out.push_str("sources: {");
    for x in &s.sources {
        let _ = writeln!(
            out,
            "{:?}: (title: {:?}, author: {:?}, publisher: {:?}, date: {:?}, paragraphs: {}),",
            x.key, x.title, x.author, x.publisher, x.date, x.paragraphs
        );
    }
    let c = &s.calendar;
    let _ = writeln!(
        out,
        "}},\ncalendar: (period: {:?}, periods_per_year: {}, starts: {:?}, horizon: {}, source: {}),\nparties: {{",
        c.period,
        c.periods_per_year,
        c.starts,
        c.horizon,
        words(&c.source)
    );
    for party in &s.parties {
        let _ = write!(out, "{:?}: (name: {:?}, source: {}", party.id, party.name, words(&party.source));
        for entry in &traits::PARTY {
            if let Some(quantity) = traits::of_party(party, entry.name) {
                out.push_str(&optional(entry.name, quantity));
            }
        }
        out.push_str("),\n");
    }
    out.push_str("},\n");
    issues(s, &mut out);
    statements(s, &mut out);
    roadmaps(s, &mut out);
    let _ = writeln!(
        out,
        "world: (_: (){}{}{}),",
        optional("correlation", &s.world.correlation),
        optional("lapse_after_completion", &s.world.lapse_after_completion),
        optional("completion", &s.world.completion)
    );
    let mut out = out.replace("(_: (), ", "(").replace("(_: ())", "()");
    out.push_str("formats: {");
    for format in &s.formats {
        one_format(s, format, &mut out);
    }
    out.push_str("})\n");
    out
}

fn words(source: &Provenance) -> String {
    match source {
        Provenance::Stated { at, by } => format!("stated(at: {at:?}, by: {by:?})"),
        Provenance::Assumed { because, range } => format!("assumed(because: {because:?}, range: {range:?})"),
        Provenance::Default => "assumed(because: \"default\", range: \"default\")".to_owned(),
    }
}

fn quantity(q: &Quantity) -> String {
    match &q.source {
        Provenance::Stated { at, by } => format!("stated(value: {:?}, at: {at:?}, by: {by:?})", q.from),
        Provenance::Assumed { because, .. } => {
            let spread = if q.spread == Spread::Log { "log" } else { "uniform" };
            format!("assumed(from: {:?}, to: {:?}, spread: {spread}, because: {because:?})", q.from, q.to)
        }
        Provenance::Default => String::new(),
    }
}

/// `, name: quantity`, or nothing for a default.
fn optional(name: &str, q: &Quantity) -> String {
    if q.source == Provenance::Default { String::new() } else { format!(", {name}: {}", quantity(q)) }
}

fn party_list(s: &Scenario, list: &[usize]) -> String {
    format!("{:?}", list.iter().map(|&party| &s.parties[party].id).collect::<Vec<_>>())
}

fn issue_list(s: &Scenario, list: &[usize]) -> String {
    format!("{:?}", list.iter().map(|&issue| &s.issues[issue].id).collect::<Vec<_>>())
}

fn issues(s: &Scenario, out: &mut String) {
    out.push_str("issues: {");
    for issue in &s.issues {
        let written = |field: &str| issue.sources.get(field) != Some(&Provenance::Default);
        let _ = write!(out, "{:?}: (levels: {:?}", issue.id, issue.levels);
        if written("name") {
            let _ = write!(out, ", name: {:?}", issue.name);
        }
        for (field, flag) in [("ordered", issue.ordered), ("reversible", issue.reversible)] {
            if written(field) {
                let _ = write!(out, ", {field}: {flag}");
            }
        }
        for (field, level) in [("practised", issue.practised), ("bound", issue.bound)] {
            if written(field) {
                let _ = write!(out, ", {field}: {:?}", issue.levels[level]);
            }
        }
        for (field, key, lists) in [("duty", "duty_at", &issue.duty), ("consent", "consent", &issue.consent)]
        {
            if written(field) {
                let each = issue
                    .levels
                    .iter()
                    .zip(lists)
                    .map(|(level, list)| format!("{level:?}: {}", party_list(s, list)));
                let _ = write!(out, ", {key}: {{{}}}", each.collect::<Vec<_>>().join(", "));
            }
        }
        let sources = issue.sources.iter().filter(|(_, source)| **source != Provenance::Default);
        let sources: Vec<String> =
            sources.map(|(field, source)| format!("{field:?}: {}", words(source))).collect();
        let _ = writeln!(out, "{}, source: {{{}}}),", optional("stake", &issue.stake), sources.join(", "));
    }
    out.push_str("},\n");
}

fn statements(s: &Scenario, out: &mut String) {
    let pair = |(issue, level): (usize, usize)| {
        format!("({:?}, {:?})", s.issues[issue].id, s.issues[issue].levels[level])
    };
    out.push_str("statements: [");
    for statement in &s.statements {
        let source = match &statement.source {
            Provenance::Assumed { because, .. } => {
                format!("assumed(because: {because:?}, holds_in: {})", statement.holds_in)
            }
            other => words(other),
        };
        let party = &s.parties[statement.party].id;
        let says = match &statement.says {
            Says::Prefers { issue, level, to } => {
                let issue = &s.issues[*issue];
                format!(
                    "prefers(on: {:?}, level: {:?}, to: {:?}",
                    issue.id, issue.levels[*level], issue.levels[*to]
                )
            }
            Says::CaresMore { about, than } => {
                format!("cares_more(about: {:?}, than: {:?}", s.issues[*about].id, s.issues[*than].id)
            }
            Says::OnlyWith { accepts, with } => {
                let with: Vec<String> = with.iter().map(|&x| pair(x)).collect();
                format!("only_with(accepts: {}, with: [{}]", pair(*accepts), with.join(", "))
            }
            Says::Indifferent { about } => format!("indifferent(about: {:?}", s.issues[*about].id),
        };
        let _ = writeln!(out, "{says}, party: {party:?}, source: {source}),");
    }
    out.push_str("],\n");
}

fn roadmaps(s: &Scenario, out: &mut String) {
    out.push_str("roadmaps: {");
    for map in &s.roadmaps {
        let _ = write!(out, "{:?}: (source: {}, stages: [", map.name, words(&map.source));
        for stage in &map.stages {
            let success = stage.success.as_ref().map_or_else(String::new, |q| optional("success", q));
            let (issues, source) = (issue_list(s, &stage.issues), words(&stage.source));
            let _ = writeln!(out, "(name: {:?}, issues: {issues}{success}, source: {source}),", stage.name);
        }
        out.push_str("]),");
    }
    out.push_str("},\nevents: {");
    for event in &s.events {
        let (Effect::Lapse(lapse_of), Timing::PerYear(per_year)) = (&event.effect, &event.when) else {
            panic!("only lapses are written")
        };
        let issue = &s.issues[*lapse_of].id;
        // An event's own source is that of its rate here, and so it is left out.
        let _ = writeln!(out, "{:?}: (lapse_of: {issue:?}, per_year: {}),", event.name, quantity(per_year));
    }
    out.push_str("},\n");
}

fn one_format(s: &Scenario, f: &Format, out: &mut String) {
    let _ = writeln!(out, "{:?}: (about: {:?}, source: {},", f.name, f.about, words(&f.source));
    let vetoes: Vec<String> = f
        .membership
        .vetoes
        .iter()
        .map(|(issue, level, by)| {
            let issue = &s.issues[*issue];
            format!("(issue: {:?}, level: {:?}, by: {})", issue.id, issue.levels[*level], party_list(s, by))
        })
        .collect();
    let agenda: Vec<usize> = (0..s.issues.len()).filter(|&issue| f.contract.agenda[issue]).collect();
    let maps: Vec<&String> = f.contract.roadmaps.iter().map(|&map| &s.roadmaps[map].name).collect();
    let force = if f.contract.in_force == InForce::EachStage { "each_stage" } else { "after_last" };
    let d = &f.delegation;
    let level = if d.level == Level::Leaders { "leaders" } else { "working" };
    let parts = [
        (
            "membership",
            format!("members: {}, vetoes: [{}]", party_list(s, &f.membership.members), vetoes.join(", ")),
        ),
        ("rule", "kind: unanimity".to_owned()),
        ("proposing", format!("order: {}", party_list(s, &f.proposing.order))),
        ("information", format!("disclosed: {}", party_list(s, &f.information.disclosed))),
        (
            "contract",
            format!(
                "roadmaps: {maps:?}, agenda: {}, in_force: {force}, on_promise: {}, all_or_nothing: {}",
                issue_list(s, &agenda),
                issue_list(s, &f.contract.on_promise),
                f.contract.all_or_nothing
            ),
        ),
        ("enforcement", format!("monitors: {}", party_list(s, &f.enforcement.monitors))),
        (
            "delegation",
            format!(
                "level: {level}, first_meeting: {}, every: {}, meetings: {}, offers: {}, refer_back: {}, ratifiers: {}, public: {}",
                d.first_meeting,
                d.every,
                d.meetings,
                d.offers,
                d.refer_back,
                party_list(s, &d.ratifiers),
                d.public
            ),
        ),
    ];
    for (name, fields) in parts {
        if f.sources[name] != Provenance::Default {
            let _ = writeln!(out, "{name}: ({fields}, source: {}),", words(&f.sources[name]));
        }
    }
    out.push_str("),\n");
}
