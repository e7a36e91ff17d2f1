//! Role sheets: one A4 page a party, with its own positions, priorities and floor, and with no number, order or floor of anybody else. What is
//! written on a sheet is made from what concerns its party alone ([`sheet`] takes the points of one party).

use super::wants::sentences;
use super::{page, plain, signed};
use crate::language::Language;
use crate::results::class::points::PartyPoints;
use crate::say;
use crate::scenario::Scenario;
use crate::scenario::model::Issue;
use crate::scenario::place::{IssueIndex, LevelIndex, PartyIndex};
use crate::world::central::middle;
use maud::{Markup, html};

/// The sheet of one party.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sheet {
    /// Whose.
    pub party: PartyIndex,
    /// As a page of its own.
    pub page: String,
}

/// A sheet for each party that has something at stake, and all of them in one file, which prints a page a party.
pub fn rolesheets(s: &Scenario, language: Language) -> (Vec<Sheet>, String) {
    let points = PartyPoints::all(s);
    let playing = PartyIndex::all(s.parties.len()).filter(|party| points[*party].touched());
    let bodies: Vec<(PartyIndex, Markup)> =
        playing.map(|party| (party, sheet(s, &points[party], party, language))).collect();
    let title = |party: &PartyIndex| {
        say!(language, "class-sheet-title", party = s.parties[*party].name, title = s.title)
    };
    let sheets = bodies
        .iter()
        .map(|(party, body)| Sheet { party: *party, page: page(language, &title(party), "", body) });
    let all = html! { @for (_, body) in &bodies { (body) } };
    let heading = say!(language, "class-sheets-title", title = s.title);
    (sheets.collect(), page(language, &heading, "", &all))
}

/// One page; of points it sees those of this party.
fn sheet(s: &Scenario, points: &PartyPoints, party: PartyIndex, language: Language) -> Markup {
    let own = &s.parties[party];
    let mut issues: Vec<IssueIndex> = IssueIndex::all(s.issues.len()).collect();
    issues.sort_by_key(|issue| -points.stake(*issue));
    let long = s.issues.len() > 8 || sentences(s, party, language).len() > 12;
    html! {
        section.page.sheet.long[long].longest[sentences(s, party, language).len() > 18] {
            header {
                h1 { (say!(language, "class-sheet", party = own.name)) }
                span.name { (say!(language, "class-name")) }
            }
            p { b { (say!(language, "class-secret")) } " " (s.title) }
            p { (say!(language, "class-task", party = own.name)) }
            (beat(s, points, party, language))
            (positions(s, party, language))
            (table(s, points, &issues, language))
            p.grey {
                (say!(language, "class-how-counted"))
                @if issues.iter().any(|j| points.left_out[*j] != points.levels[*j][s.issues[*j].practised]) {
                    " " (say!(language, "class-lapses"))
                }
            }
        }
    }
}

/// The two numbers that it must know: what it has without agreement, and the least that it should sign for.
fn beat(s: &Scenario, points: &PartyPoints, party: PartyIndex, language: Language) -> Markup {
    let demand = &s.parties[party].demand;
    let percent = |share: f64| format!("{:.0}", 100.0 * share);
    html! {
        div.numbers {
            div { b { (plain(points.nothing())) } span { (say!(language, "class-number-to-beat")) } }
            div { b { (plain(points.floor)) } span { (say!(language, "class-floor")) } }
            div { b { (plain(points.best())) } span { (say!(language, "class-best")) } }
        }
        p {
            (say!(language, "class-number-explained", nothing = plain(points.nothing()))) " "
            (say!(language, "class-floor-explained", share = percent(middle(demand)), from = percent(demand.from), to = percent(demand.to), floor = plain(points.floor)))
            @if points.quarrel > 0 { " " (say!(language, "class-quarrel", points = plain(points.quarrel))) }
        }
    }
}

fn positions(s: &Scenario, party: PartyIndex, language: Language) -> Markup {
    let (stated, assumed): (Vec<_>, Vec<_>) =
        sentences(s, party, language).into_iter().partition(|wish| wish.stated);
    html! {
        h2 { (say!(language, "class-you-want")) }
        @if stated.is_empty() { p { (say!(language, "class-nothing-stated")) } }
        @else { ul.columns { @for wish in stated { li { (wish.text) } } } }
        @if !assumed.is_empty() {
            p { (say!(language, "class-assumed-of-you")) }
            ul.columns { @for wish in assumed { li { i { (wish.text) } } } }
        }
    }
}

/// Points by level, what matters most first, with room for two deals.
fn table(s: &Scenario, points: &PartyPoints, issues: &[IssueIndex], language: Language) -> Markup {
    html! {
        h2 { (say!(language, "class-your-points")) }
        table.score {
            thead { tr {
                th { (say!(language, "class-issue")) }
                th { (say!(language, "class-levels")) }
                th.number { (say!(language, "class-left-out")) }
                th.deal { (say!(language, "class-deal", number = "1")) }
                th.deal { (say!(language, "class-deal", number = "2")) }
            } }
            @for &j in issues {
                tr {
                    th { (s.issues[j].name) }
                    td { (levels(&s.issues[j], points, j, language)) }
                    td.number { b { (signed(points.left_out[j])) } }
                    td.deal {} td.deal {}
                }
            }
            tr.total { th colspan="3" { (say!(language, "class-total")) } td.deal {} td.deal {} }
        }
    }
}

fn levels(issue: &Issue, points: &PartyPoints, j: IssueIndex, language: Language) -> Markup {
    html! {
        @for level in LevelIndex::all(issue.levels.len()) {
            span.level {
                (issue.levels[level])
                @if issue.practised == level { " " span.grey { (say!(language, "class-now")) } }
                " " b { (signed(points.levels[j][level])) }
            }
        }
    }
}
