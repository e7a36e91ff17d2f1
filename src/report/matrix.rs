//! The formats as a small matrix: rows are formats, columns the seven components in short words; the sentences stand under it.

use maud::{Markup, html};

use super::components::{components, differing, on_agenda};
use super::phases;
use super::tables::scroll;
use crate::language::Language;
use crate::say;
use crate::scenario::Scenario;
use crate::scenario::model::{Delegation, Enforcement, Format, Information, Level, Rule};

pub(super) fn formats(s: &Scenario, language: Language) -> Markup {
    let plain: Vec<&Format> = s.formats.iter().chain(&s.parts).filter(|f| f.phases.is_empty()).collect();
    let first = plain.first().copied();
    let heading = say!(language, "report-formats");
    html! {
        section id="formats" {
            h2 { (heading) }
            p { (say!(language, "report-formats-about")) @if plain.len() > 1 { " " (say!(language, "report-formats-mark")) } }
            (scroll(&heading, &html! {
                table.matrix {
                    thead { tr { th scope="col" { (say!(language, "report-format")) } @for name in heads(language) { th scope="col" { (name) } } } }
                    tbody {
                        @for f in &s.formats { (row(s, f, first, language)) }
                        @for f in &s.parts { (row(s, f, first, language)) }
                    }
                }
            }))
            h3 { (say!(language, "report-formats-words")) }
            @for f in s.formats.iter().chain(&s.parts) { (detail(s, f, language)) }
        }
    }
}

fn heads(language: Language) -> [String; 7] {
    [
        say!(language, "report-component-members"),
        say!(language, "report-component-rule"),
        say!(language, "report-component-proposing"),
        say!(language, "report-component-information"),
        say!(language, "report-component-contract"),
        say!(language, "report-component-enforcement"),
        say!(language, "report-component-calendar"),
    ]
}

fn row(s: &Scenario, f: &Format, first: Option<&Format>, language: Language) -> Markup {
    let differ = first.map_or([false; 7], |first| differing(first, f));
    html! {
        tr {
            th scope="row" { (f.name) }
            @if f.phases.is_empty() {
                @for (word, differs) in short(s, f, language).iter().zip(differ) {
                    @if differs { td.differs { (word) } } @else { td { (word) } }
                }
            } @else { td.held colspan="7" { (phases::line(s, f, language)) } }
        }
    }
}

/// What it is, and its components in sentences; of a composite its phases.
fn detail(s: &Scenario, f: &Format, language: Language) -> Markup {
    html! {
        details.format {
            summary { (f.name) }
            @if !f.about.is_empty() { p { (f.about) } }
            @if f.phases.is_empty() {
                dl { @for (name, text) in heads(language).iter().zip(components(s, f, language)) { dt { (name) } dd { (text) } } }
            } @else { ol { @for phase in phases::phases(s, f, language) { li { (phase) } } } }
        }
    }
}

/// The seven components of a plain format in a word or two each.
fn short(s: &Scenario, f: &Format, language: Language) -> [String; 7] {
    [
        members(s, f, language),
        rule(&f.rule, language),
        if f.proposing.text_by.is_some() {
            say!(language, "report-short-text")
        } else {
            say!(language, "report-short-turn")
        },
        information(&f.information, language),
        contract(s, f, language),
        enforcement(&f.enforcement, language),
        calendar(&f.delegation, language),
    ]
}

fn count(number: usize) -> String {
    number.to_string()
}

fn members(s: &Scenario, f: &Format, language: Language) -> String {
    let m = &f.membership;
    let mut parts = vec![if m.members.len() == s.parties.len() {
        say!(language, "report-short-all", count = count(m.members.len()))
    } else {
        say!(language, "report-short-members", count = count(m.members.len()))
    }];
    if !m.tables.is_empty() {
        parts.push(say!(language, "report-short-tables", count = count(m.tables.len())));
    }
    if !m.vetoes.is_empty() {
        parts.push(say!(language, "report-short-veto"));
    }
    parts.join(", ")
}

fn rule(rule: &Rule, language: Language) -> String {
    match rule {
        Rule::Unanimity | Rule::ConsensusMinus(0) => say!(language, "report-short-unanimity"),
        Rule::ConsensusMinus(minus) => say!(language, "report-short-minus", count = minus.to_string()),
        Rule::Quota(needed) => say!(language, "report-short-quota", count = needed.to_string()),
        Rule::Weighted { needed, .. } => say!(language, "report-short-votes", count = needed.to_string()),
    }
}

fn information(i: &Information, language: Language) -> String {
    let mut parts = Vec::new();
    if !i.disclosed.is_empty() {
        parts.push(say!(language, "report-short-disclosed"));
    }
    if i.mediator.is_some() {
        parts.push(say!(language, "report-short-mediator"));
    }
    if !i.messengers.is_empty() {
        parts.push(say!(language, "report-short-messenger"));
    }
    if parts.is_empty() { say!(language, "report-short-own") } else { parts.join(", ") }
}

fn contract(s: &Scenario, f: &Format, language: Language) -> String {
    let issues = on_agenda(&f.contract.agenda).len();
    let maps = f.contract.roadmaps.iter().filter_map(|r| s.roadmaps.get(*r));
    let stages = maps.map(|r| r.stages.len()).max().unwrap_or(1);
    let issues = if issues == s.issues.len() {
        say!(language, "report-short-all-issues", count = count(issues))
    } else {
        say!(language, "report-short-issues", count = count(issues))
    };
    if stages == 1 {
        issues
    } else {
        format!("{issues}, {}", say!(language, "report-short-stages", count = count(stages)))
    }
}

fn enforcement(e: &Enforcement, language: Language) -> String {
    let mut parts = Vec::new();
    if e.supervision {
        parts.push(say!(language, "report-short-inspection"));
    } else if !e.monitors.is_empty() {
        parts.push(say!(language, "report-short-monitors", count = count(e.monitors.len())));
    }
    if !e.guarantors.is_empty() {
        parts.push(say!(language, "report-short-guarantors", count = count(e.guarantors.len())));
    }
    if e.manipulator.is_some() {
        parts.push(say!(language, "report-short-weight"));
    }
    if parts.is_empty() { say!(language, "report-short-none") } else { parts.join(", ") }
}

fn calendar(d: &Delegation, language: Language) -> String {
    let meetings = d.meetings.to_string();
    match d.level {
        Level::Leaders => say!(language, "report-short-leaders", count = meetings),
        Level::Working => say!(language, "report-short-working", count = meetings),
    }
}
