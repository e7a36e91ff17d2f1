//! The debrief of a class that has played: each group's deal, what it left on the table, who blocked, and where it lies among what was signed
//! in the simulation. All numbers are those of [`Judged`].

use super::{page, plain, signed};
use crate::language::Language;
use crate::results::class::judge::{Got, Judged, Left, Refused, Swap};
use crate::results::class::{Package, Played};
use crate::results::words::of_100;
use crate::say;
use crate::scenario::Scenario;
use crate::scenario::place::{IssueIndex, LevelIndex, PartyIndex};
use crate::scenario::words::{issue, level, party};
use maud::{Markup, html};

/// A package in words: what is agreed, issue by issue.
pub fn agreed(s: &Scenario, package: &Package, language: Language) -> String {
    let one = |j: IssueIndex| {
        let agreed = level(s, j, package[j]?);
        Some(say!(language, "class-agreed", issue = issue(s, j), level = agreed))
    };
    let all: Vec<String> = IssueIndex::all(package.len()).filter_map(one).collect();
    if all.is_empty() { say!(language, "class-no-deal") } else { all.join("; ") }
}

/// What is to be said of a group, a sentence each, the most telling first.
pub fn findings(s: &Scenario, played: &Played, judged: &Judged, language: Language) -> Vec<String> {
    let mut all = Vec::new();
    let deal = played.signed();
    if !deal {
        all.extend(no_deal(s, judged, language));
    }
    for got in judged.parties.iter().filter(|got| deal && got.plays && got.gain() < 0) {
        all.push(say!(language, "class-worse-off", party = party(s, got.party), points = plain(-got.gain())));
    }
    if let Some(by) = judged.unmet {
        all.push(say!(language, "class-unmet", party = party(s, by)));
    }
    match &judged.left {
        Some(found) => all.extend(left(s, judged, found, deal, language)),
        None => all.push(say!(language, "class-too-many")),
    }
    for swap in &judged.swaps {
        all.push(swapped(s, swap, language));
    }
    if deal && judged.swaps.is_empty() {
        all.push(say!(language, "class-no-swap"));
    }
    all.push(if judged.worlds == 0 {
        say!(language, "class-not-simulated")
    } else {
        let share = of_100(judged.signed_worlds as f64 / judged.worlds as f64);
        say!(language, "class-simulated", share = share.trim(), worlds = judged.worlds.to_string())
    });
    all
}

fn left(s: &Scenario, judged: &Judged, left: &Left, deal: bool, language: Language) -> Vec<String> {
    let words = |package: &Package| agreed(s, package, language);
    let mut all = Vec::new();
    let Some((best, package)) = &left.together else {
        return vec![say!(language, "class-nothing-possible")];
    };
    if deal {
        all.push(say!(
            language,
            "class-together",
            got = plain(judged.together),
            best = plain(*best),
            package = words(package)
        ));
    }
    if let Some((best, package)) = left.balance.as_ref().filter(|(best, _)| *best > 0.0) {
        let (got, best) = (tenth(judged.balance), tenth(*best));
        all.push(say!(language, "class-balance", got = got, best = best, package = words(package)));
    }
    match (&left.everybody, &left.somebody) {
        (Some((more, package)), _) => {
            all.push(say!(language, "class-everybody-more", points = plain(*more), package = words(package)));
        }
        (None, Some((more, package))) => {
            all.push(say!(language, "class-somebody-more", points = plain(*more), package = words(package)));
        }
        (None, None) => all.push(say!(language, "class-frontier")),
    }
    all
}

fn no_deal(s: &Scenario, judged: &Judged, language: Language) -> Vec<String> {
    let mut all = Vec::new();
    if let Some(left) = &judged.left {
        all.push(say!(language, "class-no-deal-possible", count = left.acceptable.to_string()));
    }
    let Some(blocked) = &judged.blocked else {
        all.push(say!(language, "class-no-proposal"));
        return all;
    };
    for (k, refused) in blocked.proposals.iter().enumerate() {
        let number = (k + 1).to_string();
        all.push(match against(s, refused, language) {
            who if who.is_empty() => say!(language, "class-proposal-fine", number = number),
            who => say!(language, "class-proposal-short", number = number, who = language.list(&who)),
        });
    }
    let never: Vec<String> = blocked.never.iter().map(|(by, _)| party(s, *by).to_owned()).collect();
    all.push(if never.is_empty() {
        say!(language, "class-nobody-blocked")
    } else {
        say!(language, "class-blocked", who = language.list(&never))
    });
    all
}

/// What stood against a proposal.
fn against(s: &Scenario, refused: &Refused, language: Language) -> Vec<String> {
    let below = refused
        .below
        .iter()
        .map(|(by, points)| say!(language, "class-below", party = party(s, *by), points = plain(*points)));
    let unmet = refused.unmet.map(|by| say!(language, "class-condition", party = party(s, by)));
    below.chain(unmet).collect()
}

fn swapped(s: &Scenario, swap: &Swap, language: Language) -> String {
    let settled = |at: Option<LevelIndex>| {
        at.map_or_else(|| say!(language, "class-out"), |at| language.quoted(level(s, swap.issue, at)))
    };
    let more = |(by, points): &(PartyIndex, i64)| format!("{} {}", party(s, *by), signed(*points));
    let who: Vec<String> = swap.more.iter().map(more).collect();
    let (from, to) = (settled(swap.from), settled(swap.to));
    say!(language, "class-swap", issue = issue(s, swap.issue), from = from, to = to, who = who.join(", "))
}

/// With one decimal.
fn tenth(value: f64) -> String {
    format!("{value:.1}")
}

/// In how many of 100 worlds in which something was signed it gave a party less than this deal.
pub(super) fn better_than(got: &Got, judged: &Judged) -> Option<String> {
    let share = got.less as f64 / judged.signed_worlds as f64;
    (judged.signed_worlds > 0).then(|| of_100(share).trim().to_owned())
}

/// The page: all groups in one table, then each by itself.
pub fn debrief(s: &Scenario, groups: &[(Played, Judged)], language: Language) -> String {
    let title = say!(language, "class-debrief-title", title = s.title);
    let body = html! {
        div.page {
            header { h1 { (say!(language, "class-debrief")) } span.name { (s.title) } }
            (overview(s, groups, language))
            @for (played, judged) in groups { (group(s, played, judged, language)) }
            p.grey { (say!(language, "class-debrief-how")) }
        }
    };
    page(language, &title, "", &body)
}

fn overview(s: &Scenario, groups: &[(Played, Judged)], language: Language) -> Markup {
    html! {
        table {
            thead { tr {
                th { (say!(language, "class-group")) }
                th { (say!(language, "class-format")) }
                th { (say!(language, "class-agreed-on")) }
                th.number { (say!(language, "class-together-short")) }
                th.number { (say!(language, "class-best-short")) }
            } }
            @for (played, judged) in groups {
                tr {
                    th { (played.group) }
                    td { (s.formats.get(played.format).map_or("", |format| &format.name)) }
                    td { (agreed(s, &played.deal, language)) }
                    td.number { (plain(judged.together)) }
                    td.number { (best(judged)) }
                }
            }
        }
    }
}

/// The largest sum that was possible.
fn best(judged: &Judged) -> String {
    let together = judged.left.as_ref().and_then(|left| left.together.as_ref());
    together.map_or_else(|| "–".to_owned(), |(best, _)| plain(*best))
}

fn group(s: &Scenario, played: &Played, judged: &Judged, language: Language) -> Markup {
    let format = s.formats.get(played.format).map_or("", |format| &format.name);
    html! {
        section.group {
            h2 { (played.group) " · " (format) }
            p { (agreed(s, &played.deal, language)) }
            table {
                thead { tr {
                    th { (say!(language, "class-party")) }
                    th.number { (say!(language, "class-points")) }
                    th.number { (say!(language, "class-nothing")) }
                    th.number { (say!(language, "class-gain")) }
                    th.number { (say!(language, "class-floor-short")) }
                    th { (say!(language, "class-better-than")) }
                } }
                @for got in judged.parties.iter().filter(|got| got.plays || got.gain() != 0) {
                    tr.grey[!got.plays] {
                        th { (party(s, got.party)) @if !got.plays { " " (say!(language, "class-not-there")) } }
                        td.number { (plain(got.points)) }
                        td.number { (plain(got.nothing)) }
                        td.number { b { (signed(got.gain())) } }
                        td.number { (plain(got.floor)) }
                        td { (quantile(got, judged, played)) }
                    }
                }
            }
            ul { @for text in findings(s, played, judged, language) { li { (text) } } }
        }
    }
}

fn quantile(got: &Got, judged: &Judged, played: &Played) -> Markup {
    let text = better_than(got, judged).filter(|_| played.signed());
    let width = 100 * got.less / judged.signed_worlds.max(1);
    html! {
        @if let Some(text) = text { span.bar { i style=(format!("width:{width}%")) {} } (text) } @else { "–" }
    }
}
