//! The report of a comparison, as one HTML file.

use maud::{DOCTYPE, Markup, PreEscaped, html};

use super::answer::{answer, bars};
use super::explorer::{explorer, policy};
use super::found::found;
use super::glossary::glossary;
use super::letters::finished;
use super::matrix::formats;
use super::provenance::provenance;
use super::tables::{grid, scroll};
use super::wants::wants;
use super::{Section, style};
use crate::chart::Chart;
use crate::language::Language;
use crate::results::comparison::Comparison;
use crate::results::findings;
use crate::results::words::thousands;
use crate::say;
use crate::scenario::{Scenario, SourceRow};

/// The report: self-contained, the same bytes for the same arguments.
///
/// `entries` are those of [`crate::scenario::sources()`]; `charts` are drawn into the page as they are: the first under the answer, the others in
/// their order; `extras` follow the findings.
pub fn report(
    c: &Comparison,
    s: &Scenario,
    entries: &[SourceRow],
    charts: &[Chart],
    extras: &[Section],
    language: Language,
) -> String {
    let page = html! {
        (DOCTYPE)
        html lang=(language) {
            head {
                meta charset="utf-8";
                meta http-equiv="Content-Security-Policy" content=(policy());
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="generator" content=(program(c));
                title { (c.title) }
                style { (PreEscaped(style::REPORT)) }
            }
            body {
                a.skip href="#answer" { (say!(language, "report-skip")) }
                header.top { h1 { (c.title) } }
                main {
                    section.first id="answer" aria-label=(say!(language, "report-answer")) {
                        (answer(c, language))
                        @if let Some(chart) = charts.first() { (picture(chart, language)) (bars(c, language)) }
                    }
                    (contents(extras, !c.sample.formats.is_empty(), language))
                    @if !c.about.is_empty() { p.lead { (c.about) } }
                    (found(c, language))
                    @for (i, extra) in extras.iter().enumerate() { (section(i, extra, language)) }
                    (pictures(charts.get(1..).unwrap_or_default(), language))
                    (explorer(c, s, language))
                    (wants(s, language))
                    (formats(s, language))
                    (provenance(s, entries, language))
                    (making(c, s, language))
                    (limits(c, language))
                    (glossary(language))
                }
                footer { p { (program(c)) " · " (say!(language, "report-footer", seed = c.seed.to_string())) " " code { (c.scenario_hash) } " · " (s.name) } }
            }
        }
    };
    finished(&page.into_string())
}

fn program(c: &Comparison) -> String {
    if c.program.starts_with("roundtable") { c.program.clone() } else { format!("roundtable {}", c.program) }
}

fn contents(extras: &[Section], explorer: bool, language: Language) -> Markup {
    html! {
        nav aria-label=(say!(language, "report-contents")) {
            a href="#findings" { (say!(language, "report-found")) } " "
            @for (i, extra) in extras.iter().enumerate() { a href=(format!("#extra-{i}")) { (extra.heading) } " " }
            a href="#charts" { (say!(language, "report-charts")) } " "
            @if explorer { a href="#explorer" id="to-explorer" hidden { (say!(language, "report-explorer")) } " " }
            a href="#wants" { (say!(language, "report-wants")) } " "
            a href="#formats" { (say!(language, "report-formats")) } " "
            a href="#stated" { (say!(language, "report-provenance")) } " "
            a href="#making" { (say!(language, "report-making")) } " "
            a href="#limits" { (say!(language, "report-limits")) } " "
            a href="#words" { (say!(language, "report-words")) }
        }
    }
}

fn section(position: usize, extra: &Section, language: Language) -> Markup {
    html! {
        section id=(format!("extra-{position}")) {
            h2 { (extra.heading) }
            @for p in &extra.paragraphs { p { (p) } }
            @if let Some(chart) = &extra.chart { (picture(chart, language)) }
            @if let Some(table) = &extra.table { (grid(&extra.heading, table)) }
        }
    }
}

fn picture(chart: &Chart, language: Language) -> Markup {
    html! {
        figure {
            (scroll(&chart.question, &PreEscaped(chart.svg.clone())))
            details { summary { (say!(language, "report-numbers")) } (grid(&chart.title, &chart.table)) }
        }
    }
}

fn pictures(charts: &[Chart], language: Language) -> Markup {
    html! {
        section id="charts" {
            h2 { (say!(language, "report-charts")) }
            p { (say!(language, "report-charts-about")) }
            @for chart in charts { h3 { (chart.question) } (picture(chart, language)) }
        }
    }
}

fn making(c: &Comparison, s: &Scenario, language: Language) -> Markup {
    let horizon = format!("{} {}s", c.horizon, c.period);
    let options = format!("--seed {} --runs {}", c.seed, c.runs);
    html! {
        section id="making" {
            h2 { (say!(language, "report-making")) }
            p { (say!(language, "report-making-worlds", worlds = thousands(c.runs), seed = c.seed.to_string(), behaviour = c.behaviour)) }
            p { (say!(language, "report-making-horizon", horizon = horizon, start = s.calendar.starts)) }
            p { (say!(language, "report-making-clear")) }
            p { (say!(language, "report-making-unclear")) }
            p { (findings::tried(c)) }
            p { (say!(language, "report-making-again", program = program(c), scenario = c.scenario, hash = c.scenario_hash)) " " code { (options) } }
        }
    }
}

fn limits(c: &Comparison, language: Language) -> Markup {
    html! {
        section.limits id="limits" {
            h2 { (say!(language, "report-limits")) }
            p { (say!(language, "report-limits-worlds", worlds = thousands(c.runs))) }
            p { (say!(language, "report-limits-assumed")) }
            p { (say!(language, "report-limits-use")) }
        }
    }
}
