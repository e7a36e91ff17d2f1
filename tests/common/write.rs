//! A scenario in memory written out as RON, so that tests can read it again.

use roundtable::scenario::place::{IssueIndex, LevelIndex, PartyIndex};
use std::fmt::Write as _;

use roundtable::scenario::model::{
    Absent, Effect, Event, Format, InForce, Level, Moved, PhaseFormat, Plenary, Provenance, Quantity, Rule,
    Says, Scenario, Spread, SubAgreements, SubTable, Timing, Tried, When,
};
use roundtable::scenario::traits;

/// The scenario as RON text; entries that are defaults are left out.
pub fn write(scenario: &Scenario) -> String {
    let mut out = String::from("(format_version: 2,\n");
    let s = scenario;
    let _ = writeln!(
        out,
        "name: {:?}, title: {:?}, about: {:?}, questions: {:?},",
        s.name, s.title, s.about, s.questions
    );
    if !s.class.is_empty() {
        let _ = writeln!(out, "class: {:?},", s.class);
    }
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
        if !party.bias.is_empty() {
            let each = party.bias.iter().map(|(p, q)| format!("{:?}: {}", s.parties[*p].id, quantity(q)));
            let _ = write!(out, ", bias: {{{}}}", each.collect::<Vec<_>>().join(", "));
        }
        out.push_str("),\n");
    }
    out.push_str("},\n");
    issues(s, &mut out);
    statements(s, &mut out);
    roadmaps(s, &mut out);
    let world = traits::WORLD.iter().filter_map(|entry| {
        traits::of_world(&s.world, entry.name).map(|quantity| optional(entry.name, quantity))
    });
    let world: String = world.collect();
    let _ = writeln!(out, "world: ({}),", world.trim_start_matches(", "));
    out.push_str("formats: {");
    for format in &s.formats {
        one_format(s, format, &mut out);
    }
    out.push_str("},\nparts: {");
    for part in &s.parts {
        one_format(s, part, &mut out);
    }
    out.push_str("},\nvariants: {");
    for variant in &s.variants {
        let _ =
            write!(out, "{:?}: (because: {:?}, set: {:?}),", variant.name, variant.because, variant.edits);
    }
    out.push_str("})\n");
    out
}

/// What is done about the alternatives of an assumption, each part with its comma.
fn tried_text(tried: &Tried) -> [String; 2] {
    let variants = &tried.variants;
    let named = if variants.is_empty() { String::new() } else { format!(", variants: {variants:?}") };
    let why = tried.no_variant.as_ref();
    [named, why.map_or(String::new(), |why| format!(", no_variant: {why:?}"))]
}

fn words(source: &Provenance) -> String {
    match source {
        Provenance::Stated { at, by } => format!("stated(at: {at:?}, by: {by:?})"),
        Provenance::Assumed { because, range, tried } => {
            let [variants, no_variant] = tried_text(tried);
            format!("assumed(because: {because:?}, range: {range:?}{variants}{no_variant})")
        }
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

fn party_list(s: &Scenario, list: &[PartyIndex]) -> String {
    format!("{:?}", list.iter().map(|&party| &s.parties[party].id).collect::<Vec<_>>())
}

fn issue_list(s: &Scenario, list: &[IssueIndex]) -> String {
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
        for (field, key, lists) in [
            ("duty", "duty_at", &issue.duty),
            ("consent", "consent", &issue.consent),
            ("guarantors", "guarantors", &issue.guarantors),
        ] {
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
        let takes = issue.takes.as_ref().map_or_else(String::new, |q| optional("takes", q));
        let _ =
            writeln!(out, "{}{takes}, source: {{{}}}),", optional("stake", &issue.stake), sources.join(", "));
    }
    out.push_str("},\n");
}

fn statements(s: &Scenario, out: &mut String) {
    let pair = |(issue, level): (IssueIndex, LevelIndex)| {
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
        one_event(s, event, out);
    }
    out.push_str("},\n");
}

fn one_event(s: &Scenario, event: &Event, out: &mut String) {
    let party = |p: &PartyIndex| &s.parties[*p].id;
    let effect = match &event.effect {
        Effect::Lapse(issue) => format!("lapse_of: {:?}", s.issues[*issue].id),
        Effect::NewGovernment(p) => format!("new_government: {:?}", party(p)),
        Effect::Reveals(p) => format!("reveals: {:?}", party(p)),
        Effect::Moves(moves) => {
            let each = moves.iter().map(|m| {
                let what = match m.what {
                    Moved::OutsideOption => "trait: outside_option".to_owned(),
                    Moved::Patience => "trait: patience".to_owned(),
                    Moved::Demand => "trait: demand".to_owned(),
                    Moved::Weight(issue) => format!("weight_of: {:?}", s.issues[issue].id),
                };
                format!("(party: {:?}, {what}, by: {})", party(&m.party), quantity(&m.by))
            });
            format!("moves: [{}]", each.collect::<Vec<_>>().join(", "))
        }
    };
    // An event that has the source of its rate writes none of its own.
    let when = match &event.when {
        Timing::PerYear(rate) if rate.source == event.source => format!("per_year: {}", quantity(rate)),
        Timing::PerYear(rate) => {
            format!("per_year: {}, source: {}", quantity(rate), words(&event.source))
        }
        Timing::At(period) => format!("at: {period}, source: {}", words(&event.source)),
    };
    let _ = writeln!(out, "{:?}: ({effect}, {when}),", event.name);
}

fn rule(s: &Scenario, rule: &Rule) -> String {
    match rule {
        Rule::Unanimity => "kind: unanimity".to_owned(),
        Rule::ConsensusMinus(minus) => format!("kind: consensus_minus, minus: {minus}"),
        Rule::Quota(needed) => format!("kind: quota, needed: {needed}"),
        Rule::Weighted { weights, needed } => {
            let each = weights.iter().map(|(p, votes)| format!("{:?}: {votes}", s.parties[*p].id));
            let each = each.collect::<Vec<_>>().join(", ");
            format!("kind: weighted, weights: {{{each}}}, needed: {needed}")
        }
    }
}

/// `, field: "party"`, or nothing.
fn one_party(s: &Scenario, field: &str, party: Option<PartyIndex>) -> String {
    party.map_or_else(String::new, |p| format!(", {field}: {:?}", s.parties[p].id))
}

fn tables(s: &Scenario, tables: &[SubTable]) -> String {
    let each = tables.iter().map(|table| {
        let agenda: Vec<IssueIndex> =
            IssueIndex::all(s.issues.len()).filter(|&issue| table.agenda[issue]).collect();
        let (members, agenda) = (party_list(s, &table.members), issue_list(s, &agenda));
        format!("{:?}: (members: {members}, agenda: {agenda})", table.name)
    });
    each.collect::<Vec<_>>().join(", ")
}

fn phases(s: &Scenario, f: &Format, out: &mut String) {
    let levels = |list: &[(IssueIndex, LevelIndex)]| {
        let each = list.iter().map(|&(i, l)| format!("({:?}, {:?})", s.issues[i].id, s.issues[i].levels[l]));
        format!("[{}]", each.collect::<Vec<_>>().join(", "))
    };
    let _ = writeln!(out, "phases: {{");
    for phase in &f.phases {
        let held = match phase.held {
            PhaseFormat::Format(format) => &s.formats[format].name,
            PhaseFormat::Part(part) => &s.parts[part].name,
        };
        let when = match phase.when {
            When::Ended => "ended",
            When::Failed => "failed",
            When::InForce => "in_force",
            When::Progress => "progress",
            When::Done => "done",
        };
        let after = phase
            .after
            .map_or_else(String::new, |p| format!(", after: {:?}, when: {when}", f.phases[p].name));
        let _ = writeln!(
            out,
            "{:?}: (format: {held:?}{after}, reached: {}, not_reached: {}, source: {}),",
            phase.name,
            levels(&phase.reached),
            levels(&phase.not_reached),
            words(&phase.source)
        );
    }
    out.push_str("}),\n");
}

/// What becomes of absent parties, if it is written.
fn absent(format: &Format) -> &'static str {
    match (format.contract.absent_written, format.contract.absent) {
        (false, _) => "",
        (true, Absent::Asked) => ", absent: asked",
        (true, Absent::Excluded) => ", absent: excluded",
    }
}

fn one_format(s: &Scenario, f: &Format, out: &mut String) {
    let _ = writeln!(out, "{:?}: (about: {:?}, source: {},", f.name, f.about, words(&f.source));
    if !f.phases.is_empty() {
        return phases(s, f, out);
    }
    let vetoes: Vec<String> = f
        .membership
        .vetoes
        .iter()
        .map(|(issue, level, by)| {
            let issue = &s.issues[*issue];
            format!("(issue: {:?}, level: {:?}, by: {})", issue.id, issue.levels[*level], party_list(s, by))
        })
        .collect();
    let agenda: Vec<IssueIndex> =
        IssueIndex::all(s.issues.len()).filter(|&issue| f.contract.agenda[issue]).collect();
    let maps: Vec<&String> = f.contract.roadmaps.iter().map(|&map| &s.roadmaps[map].name).collect();
    let force = if f.contract.in_force == InForce::EachStage { "each_stage" } else { "after_last" };
    let d = &f.delegation;
    let level = if d.level == Level::Leaders { "leaders" } else { "working" };
    let messengers: Vec<String> = f
        .information
        .messengers
        .iter()
        .map(|m| {
            let [by, about, to] = [m.by, m.about, m.to].map(|p| &s.parties[p].id);
            format!("(by: {by:?}, about: {about:?}, to: {to:?})")
        })
        .collect();
    let parts = [
        (
            "membership",
            format!(
                "members: {}, vetoes: [{}], indispensable: {}, tables: {{{}}}",
                party_list(s, &f.membership.members),
                vetoes.join(", "),
                party_list(s, &f.membership.indispensable),
                tables(s, &f.membership.tables)
            ),
        ),
        ("rule", rule(s, &f.rule)),
        (
            "proposing",
            format!(
                "order: {}, plenary: {}{}",
                party_list(s, &f.proposing.order),
                if f.proposing.plenary == Plenary::Adopts { "adopts" } else { "amends" },
                one_party(s, "text_by", f.proposing.text_by)
            ),
        ),
        (
            "information",
            format!(
                "disclosed: {}, messengers: [{}]{}",
                party_list(s, &f.information.disclosed),
                messengers.join(", "),
                one_party(s, "mediator", f.information.mediator)
            ),
        ),
        (
            "contract",
            format!(
                "roadmaps: {maps:?}, agenda: {}, in_force: {force}, on_promise: {}, all_or_nothing: {}, sub_agreements: {}{}",
                issue_list(s, &agenda),
                issue_list(s, &f.contract.on_promise),
                f.contract.all_or_nothing,
                if f.contract.sub_agreements == SubAgreements::AtOnce { "at_once" } else { "contingent" },
                absent(f)
            ),
        ),
        (
            "enforcement",
            format!(
                "monitors: {}, guarantors: {}, supervision: {}{}",
                party_list(s, &f.enforcement.monitors),
                party_list(s, &f.enforcement.guarantors),
                f.enforcement.supervision,
                one_party(s, "manipulator", f.enforcement.manipulator)
            ),
        ),
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
