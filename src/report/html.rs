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
use crate::chart::{Chart, Theme, draw_all, time};
use crate::language::Language;
use crate::results::comparison::Comparison;
use crate::results::findings;
use crate::results::periods;
use crate::results::words::{self, thousands};
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
    let narrow = narrow(c, language);
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
                        @if let Some(chart) = charts.first() { (first_picture(chart, language)) (bars(c, language)) }
                    }
                    (contents(extras, !c.sample.formats.is_empty(), language))
                    @if !c.about.is_empty() { p.lead { (c.about) } }
                    (found(c, language))
                    @for (i, extra) in extras.iter().enumerate() { (section(i, extra, language)) }
                    (pictures(charts.get(1..).unwrap_or_default(), &narrow, language))
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
            @if let Some(chart) = &extra.chart { (picture(chart, None, language)) }
            @if let Some(table) = &extra.table { (grid(&extra.heading, table)) }
        }
    }
}

fn first_picture(chart: &Chart, language: Language) -> Markup {
    html! {
        figure {
            (scroll(&chart.question, &PreEscaped(chart.svg.clone())))
            details { summary { (say!(language, "report-numbers")) } (grid(&chart.title, &chart.table)) }
        }
    }
}

/// A chart, drawn anew for a narrow page; where it is not, a note stands there in place of the picture.
fn picture(chart: &Chart, narrow: Option<&Chart>, language: Language) -> Markup {
    html! {
        figure.picture {
            (scroll(&chart.question, &PreEscaped(chart.svg.clone())))
            @match narrow {
                Some(narrow) => div.narrow { (PreEscaped(with_ids_of_its_own(narrow))) },
                None => p.narrow { (chart.title) ". " (say!(language, "report-narrow")) },
            }
            details { summary { (say!(language, "report-numbers")) } (grid(&chart.title, &chart.table)) }
        }
    }
}

/// Charts for a narrow page: of all but the first, in whose place stand bars; of the largest there is a note, so that the page stays small.
fn narrow(c: &Comparison, language: Language) -> Vec<Chart> {
    let mut charts = draw_all(c, &Theme::phone().speaking(language));
    charts.retain(|chart| !chart.stem.starts_with("outcomes-") && chart.stem != time::STEM);
    charts
}

/// Two pictures of a chart on one page have different ids.
fn with_ids_of_its_own(chart: &Chart) -> String {
    let stem = chart.stem;
    let ids = ["\"", "#", " "].map(|before| format!("{before}{stem}-"));
    ids.iter().fold(chart.svg.clone(), |svg, id| {
        let (before, rest) = id.split_at(1);
        svg.replace(id, &format!("{before}narrow-{rest}"))
    })
}

fn pictures(charts: &[Chart], narrow: &[Chart], language: Language) -> Markup {
    let drawn_anew = |chart: &Chart| narrow.iter().find(|own| own.stem == chart.stem);
    html! {
        section id="charts" {
            h2 { (say!(language, "report-charts")) }
            p { (say!(language, "report-charts-about")) }
            @for chart in charts { h3 { (chart.question) } (picture(chart, drawn_anew(chart), language)) }
        }
    }
}

fn making(c: &Comparison, s: &Scenario, language: Language) -> Markup {
    let horizon = periods::of(c, u64::from(c.horizon));
    let options = format!("--seed {} --runs {}", c.seed, c.runs);
    html! {
        section id="making" {
            h2 { (say!(language, "report-making")) }
            p { (say!(language, "report-making-worlds", worlds = thousands(c.runs), seed = c.seed.to_string(), behaviour = words::behaviour(c))) }
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
