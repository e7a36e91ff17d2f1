//! The handout: one A4 page to print, made from the scenario alone, so that a class can predict before it sees a result. It says who wants
//! what, one line a party, which formats are compared, and leaves room for a prediction, its reason and who gains most.

use super::formats::plain_words;
use super::wants::wishes;
use super::{cut, page};
use crate::language::Language;
use crate::results::class::points::PartyPoints;
use crate::say;
use crate::scenario::Scenario;
use crate::scenario::model::{Format, Issue, Provenance};
use crate::scenario::place::PartyIndex;
use maud::{Markup, html};

/// Up to so many formats stand on the page.
pub const MOST_FORMATS: usize = 5;
/// So many questions at most.
const MOST_QUESTIONS: usize = 3;

/// How large things are on a page: what has more parties and issues is set smaller.
struct Fit {
    /// Text, in tenths of a pt.
    size: u32,
    /// Height of a row of boxes, in mm.
    row: u32,
    about: usize,
    wishes: usize,
}

/// One A4 page as HTML. `formats`: places of those that are compared, at most [`MOST_FORMATS`].
pub fn handout(s: &Scenario, formats: &[usize], language: Language) -> String {
    let fit = fit(s);
    let formats: Vec<&Format> = formats.iter().filter_map(|place| s.formats.get(*place)).collect();
    let size = format!("{}.{}", fit.size / 10, fit.size % 10);
    let css = format!(".handout{{font-size:{size}pt}}.boxes td{{height:{}mm}}", fit.row);
    let body = html! {
        div.page.handout {
            header { h1 { (cut(&s.title, 90)) } span.name { (say!(language, "class-name")) } }
            p { (cut(&s.about, fit.about)) }
            (parties(s, &fit, language))
            (issues(s, language))
            (predictions(s, &formats, language))
            (questions(s, language))
            p.grey { (say!(language, "class-no-forecast")) }
        }
    };
    page(language, &say!(language, "class-handout-title", title = s.title), &css, &body)
}

fn fit(s: &Scenario) -> Fit {
    match s.parties.len() * 2 + s.issues.len() {
        0..=12 => Fit { size: 105, row: 19, about: 600, wishes: 6 },
        13..=20 => Fit { size: 97, row: 16, about: 450, wishes: 5 },
        21..=30 => Fit { size: 86, row: 13, about: 320, wishes: 4 },
        _ => Fit { size: 78, row: 11, about: 240, wishes: 3 },
    }
}

/// Who wants what, one line a party; what is assumed stands in italics.
fn parties(s: &Scenario, fit: &Fit, language: Language) -> Markup {
    let points = PartyPoints::all(s);
    html! {
        h2 { (say!(language, "class-who-wants")) " " span.grey { (say!(language, "class-italics")) } }
        table {
            @for party in PartyIndex::all(s.parties.len()) {
                @let all = wishes(s, &points[party], party, language);
                tr {
                    th.party { (s.parties[party].name) }
                    td {
                        @if all.is_empty() { span.grey { (say!(language, "class-no-wish")) } }
                        @for (k, wish) in all.iter().take(fit.wishes).enumerate() {
                            @if k > 0 { "; " }
                            @if wish.stated { (wish.text) } @else { i { (wish.text) } }
                        }
                        @if all.len() > fit.wishes {
                            span.grey { " " (say!(language, "class-more", count = (all.len() - fit.wishes).to_string())) }
                        }
                    }
                }
            }
        }
    }
}

fn issues(s: &Scenario, language: Language) -> Markup {
    let levels = |issue: &Issue| {
        html! {
            @for (k, level) in issue.levels.iter().enumerate() {
                @if k > 0 { " / " }
                @if issue.practised == k { u { (level) } } @else { (level) }
            }
        }
    };
    html! {
        h2 { (say!(language, "class-issues")) " " span.grey { (say!(language, "class-now-underlined")) } }
        ul.columns { @for issue in &s.issues { li { b { (issue.name) } ": " (levels(issue)) } } }
    }
}

fn predictions(s: &Scenario, formats: &[&Format], language: Language) -> Markup {
    html! {
        h2 { (say!(language, "class-predict")) }
        table.boxes {
            thead { tr {
                th { (say!(language, "class-format")) }
                th.number { (say!(language, "class-signed")) }
                th.number { (say!(language, "class-completed")) }
                th.reason { (say!(language, "class-reason")) }
                th.most { (say!(language, "class-gains-most")) }
            } }
            @for format in formats {
                tr {
                    th { (cut(&format.name, 80)) div.what { (cut(&plain_words(s, format, language), 210)) } }
                    td {} td {} td {} td {}
                }
            }
        }
        @if s.formats.len() > formats.len() {
            p.grey { (say!(language, "class-more-formats", count = (s.formats.len() - formats.len()).to_string())) }
        }
    }
}

fn questions(s: &Scenario, language: Language) -> Markup {
    let given: Vec<String> = s.questions.iter().take(MOST_QUESTIONS).map(|q| cut(q, 190)).collect();
    let questions = if given.is_empty() {
        vec![
            say!(language, "class-question-1"),
            say!(language, "class-question-2"),
            say!(language, "class-question-3"),
        ]
    } else {
        given
    };
    let all = s.statements.len();
    let stated = s.statements.iter().filter(|s| matches!(s.source, Provenance::Stated { .. })).count();
    html! {
        h2 { (say!(language, "class-questions")) }
        ol { @for question in questions { li { (question) } } }
        p.grey { (say!(language, "class-assumed", stated = stated.to_string(), all = all.to_string())) }
    }
}
