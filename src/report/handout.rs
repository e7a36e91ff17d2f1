//! The handout: one A4 page to print, made from the scenario alone, so that a class can predict before it sees a result.

use crate::scenario::place::PartyIndex;
use maud::{DOCTYPE, Markup, PreEscaped, html};

use super::components::parties;
use super::letters::finished;
use super::phases;
use super::style;
use crate::scenario::model::{Format, Level, Provenance, Rule};
use crate::scenario::{Scenario, SourceRow, traits};

/// Questions of a scenario that brings none.
const QUESTIONS: [&str; 3] = [
    "Which format do you expect to be signed most often, and why?",
    "Who gains and who loses when the format changes?",
    "Which assumption would you change first, and what would that do to your answer?",
];

/// Up to so many formats are listed in a table of their own.
const MOST_APART: usize = 7;

/// Size of the text in pt, height of a prediction box in mm, and the longest text of a format in characters.
struct Fit {
    size: f64,
    box_height: f64,
    about: usize,
    formats: usize,
}

/// One A4 page as HTML: parties, issues, formats, room for predictions, what is assumed, questions.
///
/// `entries` are those of [`crate::scenario::sources()`].
pub fn handout(s: &Scenario, entries: &[SourceRow]) -> String {
    let fit = fit(s);
    let combined = s.formats.len() > MOST_APART;
    let css = style::HANDOUT.replace("{size}", &decimal(fit.size)).replace("{box}", &decimal(fit.box_height));
    let page = html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                title { (s.title) " – handout" }
                style { (PreEscaped(css)) }
            }
            body { div.page {
                header { h1 { (cut(&s.title, 90)) } span.name { "Name: ______________________" } }
                p { (cut(&s.about, fit.about)) }
                p.grey {
                    "Not a forecast: the results count assumed worlds and do not say how often anything would happen in the real "
                    "one."
                }
                (parties_and_issues(s))
                @if !combined { (formats(s, &fit)) }
                (predictions(s, combined))
                (assumed(s, entries))
                (questions(s, if combined { 3 } else { 5 }))
            } }
        }
    };
    finished(&page.into_string())
}

/// Smaller text and boxes for larger scenarios.
fn fit(s: &Scenario) -> Fit {
    let rows = s.formats.len() * 2 + s.parties.len() / 2 + s.issues.len() + s.questions.len().min(5);
    match rows {
        0..=16 => Fit { size: 11.0, box_height: 9.0, about: 600, formats: 170 },
        17..=24 => Fit { size: 10.0, box_height: 8.0, about: 450, formats: 150 },
        25..=34 => Fit { size: 9.0, box_height: 7.0, about: 380, formats: 130 },
        _ => Fit { size: 8.0, box_height: 5.5, about: 300, formats: 90 },
    }
}

/// The text up to a number of characters, cut at the end of a sentence or a word.
fn cut(text: &str, most: usize) -> String {
    if text.chars().count() <= most {
        return text.to_owned();
    }
    let head: String = text.chars().take(most).collect();
    match (head.rfind(". "), head.rfind(' ')) {
        (Some(stop), _) if stop > head.len() / 2 => head[..=stop].to_owned(),
        (_, Some(space)) => format!("{} …", &head[..space]),
        _ => format!("{head}…"),
    }
}

fn parties_and_issues(s: &Scenario) -> Markup {
    let names: Vec<&str> = s.parties.iter().map(|p| p.name.as_str()).collect();
    let issue = |i: &crate::scenario::model::Issue| {
        let levels: Vec<&str> = i.levels.iter().map(String::as_str).collect();
        cut(&format!("{} ({})", i.name, levels.join(" / ")), 110)
    };
    html! {
        h2 { "Parties" }
        p { (cut(&names.join(" · "), 500)) }
        h2 { "What is negotiated" span.grey { " (levels; practised now comes first unless said otherwise)" } }
        ul.columns {
            @for i in s.issues.iter().take(14) {
                li { (issue(i)) @if i.practised.index() > 0 { span.grey { ", now: " (i.levels.get(i.practised.index()).map_or("", String::as_str)) } } }
            }
            @if s.issues.len() > 14 { li { "and " (s.issues.len() - 14) " more" } }
        }
    }
}

/// Who sits at the table, how it meets, and what is special about it; for a composite, what is held after what.
fn table_of(s: &Scenario, f: &Format) -> String {
    if !f.phases.is_empty() {
        return cut(&phases::line(s, f), 150);
    }
    let who = match f.membership.members.len() {
        n if n == s.parties.len() => "all parties".to_owned(),
        _ => parties(s, &f.membership.members),
    };
    let d = &f.delegation;
    let level = match d.level {
        Level::Leaders => "leaders",
        Level::Working => "delegates",
    };
    let meetings = if d.meetings == 1 { "1 meeting".to_owned() } else { format!("{} meetings", d.meetings) };
    let stages = f.contract.roadmaps.iter().filter_map(|r| s.roadmaps.get(*r)).map(|r| r.stages.len()).max();
    let stages = stages.filter(|n| *n > 1).map_or_else(|| "one stage".to_owned(), |n| format!("{n} stages"));
    let mut parts = vec![who, format!("{level}, {meetings}, {stages}")];
    parts.extend(special(s, f));
    cut(&parts.join("; "), 130)
}

/// What a format has beside a table, a calendar and stages.
fn special(s: &Scenario, f: &Format) -> Vec<String> {
    let named = |by: PartyIndex| parties(s, &[by]);
    let mut parts = Vec::new();
    parts.extend(f.information.mediator.map(|by| format!("{} mediates", named(by))));
    parts.extend(f.information.messengers.iter().map(|m| format!("{} carries a message", named(m.by))));
    parts.extend(f.proposing.text_by.map(|by| format!("{} writes the text", named(by))));
    if !f.membership.tables.is_empty() {
        parts.push(format!("{} sub-tables", f.membership.tables.len()));
    }
    if f.rule != Rule::Unanimity {
        parts.push("not everyone need accept".to_owned());
    }
    if f.enforcement.supervision {
        parts.push("inspections (detection alone)".to_owned());
    }
    if !f.enforcement.guarantors.is_empty() {
        parts.push(format!("guaranteed by {}", parties(s, &f.enforcement.guarantors)));
    }
    parts.extend(f.enforcement.manipulator.map(|by| format!("{} lends its weight", named(by))));
    parts
}

fn formats(s: &Scenario, fit: &Fit) -> Markup {
    html! {
        h2 { "Formats" }
        table {
            @for f in &s.formats {
                tr {
                    th style="width:24%" { (name(f)) }
                    td style="width:30%" { (table_of(s, f)) }
                    td { (cut(&f.about, fit.formats)) }
                }
            }
        }
    }
}

/// A name that keeps its end, which is what tells long names apart.
fn name(f: &Format) -> String {
    let chars: Vec<char> = f.name.chars().collect();
    if chars.len() <= 64 {
        return f.name.clone();
    }
    let (head, tail): (String, String) =
        (chars[..46].iter().collect(), chars[chars.len() - 16..].iter().collect());
    format!("{head}…{tail}")
}

/// Boxes for predictions; with many formats they stand beside the formats, which are then not listed apart.
fn predictions(s: &Scenario, combined: bool) -> Markup {
    html! {
        h2 { "Your prediction: in how many of 100 assumed worlds is an agreement …" }
        table.boxes {
            tr { th { "Format" } @if combined { th.what { "Who and how" } } th { "signed" } th { "in force" } th { "completed" } }
            @for f in &s.formats {
                tr { th { (name(f)) } @if combined { th.what { (table_of(s, f)) } } td {} td {} td {} }
            }
        }
    }
}

/// The widest range of a trait over all parties.
fn widest(s: &Scenario, name: &str) -> Option<String> {
    let of_all = s.parties.iter().filter_map(|p| traits::of_party(p, name));
    let assumed = of_all.filter(|q| !matches!(q.source, Provenance::Stated { .. }));
    let ends = assumed.map(|q| (q.from, q.to)).reduce(|(a, b), (low, high)| (a.min(low), b.max(high)));
    ends.map(|(low, high)| span(low, high))
}

fn assumed(s: &Scenario, entries: &[SourceRow]) -> Markup {
    let stated = entries.iter().filter(|e| e.kind == "stated").count();
    let lines = [
        ("demand", "demand", "the share of the possible gain that a party insists on"),
        ("patience", "patience", "what a year from now counts today"),
        ("temptation", "temptation", "what it gains by breaking a promise"),
        ("detection", "detection", "how often a monitor notices"),
    ];
    let is_stated = |p: PartyIndex| {
        s.statements.iter().any(|st| st.party == p && matches!(st.source, Provenance::Stated { .. }))
    };
    let silent: Vec<PartyIndex> = PartyIndex::all(s.parties.len()).filter(|p| !is_stated(*p)).collect();
    html! {
        h2 { "What is assumed" }
        p {
            "The sources state " (stated) " of " (entries.len()) " entries; the other " (entries.len() - stated)
            " are assumed, and every world draws its numbers anew:"
            @for (name, word, meaning) in lines {
                @if let Some(range) = widest(s, name) { " " b { (word) } " " (range) " (" (meaning) ");" }
            }
            " correlation of demands " (span(s.world.correlation.from, s.world.correlation.to)) "."
            @if !silent.is_empty() { " No source says what these want: " b { (cut(&parties(s, &silent), 160)) } "." }
        }
    }
}

fn questions(s: &Scenario, most: usize) -> Markup {
    let own: Vec<&str> = s.questions.iter().map(String::as_str).collect();
    let questions = if own.is_empty() { QUESTIONS.to_vec() } else { own };
    html! {
        h2 { "Questions" }
        ol { @for q in questions.into_iter().take(most) { li { (cut(q, 170)) } } }
    }
}

/// `−0.5 to 0.5`.
fn span(from: f64, to: f64) -> String {
    format!("{} to {}", decimal(from), decimal(to)).replace('-', "−")
}

/// A number with at most four decimals and no zeros at the end.
fn decimal(value: f64) -> String {
    let text = format!("{value:.4}");
    let text = text.trim_end_matches('0').trim_end_matches('.');
    if text == "-0" { "0".to_owned() } else { text.to_owned() }
}
