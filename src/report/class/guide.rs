//! The teacher's guide to a case: what to print, the plan of the hour, who must sign under which format and what is possible there, everybody's
//! numbers on one page, and questions. It is for the teacher alone.

use super::formats::plain_words;
use super::{cut, page, plain};
use crate::language::Language;
use crate::report::class::debrief::agreed;
use crate::results::class::judge::{Against, Left, Simulated};
use crate::results::class::points::PartyPoints;
use crate::results::class::seats::Seats;
use crate::say;
use crate::scenario::Scenario;
use crate::scenario::model::Format;
use crate::scenario::place::PartyIndex;
use maud::{Markup, html};

/// Minutes of the hour: when each part ends, and the key of its words.
const PLAN: [(u32, &str); 7] = [
    (3, "print-plan-brief"),
    (8, "print-plan-predict"),
    (19, "print-plan-first"),
    (30, "print-plan-second"),
    (35, "print-plan-class"),
    (47, "print-plan-debrief"),
    (50, "print-plan-again"),
];

/// The guide as a page. `formats`: places of those that are played, one or two; `typed`: the file and these formats as they are typed in a command.
pub fn guide(s: &Scenario, formats: &[usize], typed: (&str, &str), language: Language) -> String {
    let played: Vec<&Format> = formats.iter().filter_map(|place| s.formats.get(*place)).take(2).collect();
    let points = PartyPoints::all(s);
    let body = html! {
        div.page {
            header { h1 { (say!(language, "print-guide")) } span.name { (cut(&s.title, 90)) } }
            p { b { (say!(language, "print-guide-secret")) } }
            p { (cut(&s.about, 500)) }
            (printing(s, &points, language))
            (plan(&played, language))
            (commands(typed, language))
            (tables(s, &points, &played, language))
            (numbers(s, &points, language))
            (questions(s, language))
            p.grey { (say!(language, "class-no-forecast")) }
        }
    };
    let css = "pre{font-size:.9em;white-space:pre-wrap;margin:.3em 0}.plan td:first-child{white-space:nowrap;width:1%}";
    page(language, &say!(language, "print-guide-title", title = s.title), css, &body)
}

fn printing(s: &Scenario, points: &[PartyPoints], language: Language) -> Markup {
    let playing =
        PartyIndex::all(s.parties.len()).filter(|party| points[*party].touched()).count().to_string();
    let signs = s.parties.len().to_string();
    html! {
        h2 { (say!(language, "print-guide-print")) }
        ul {
            li { (say!(language, "print-guide-sheets", count = playing)) }
            li { (say!(language, "print-guide-signs", count = signs)) }
            li { (say!(language, "print-guide-forms")) }
            li { (say!(language, "print-guide-handout")) }
        }
    }
}

fn plan(played: &[&Format], language: Language) -> Markup {
    let name = |k: usize| played.get(k).or(played.first()).map_or("", |format| format.name.as_str());
    let mut from = 0;
    let mut rows = Vec::new();
    for (to, key) in PLAN {
        let values = [("first", name(0)), ("second", name(1))];
        rows.push((format!("{from}–{to}"), language.say(key, &values)));
        from = to;
    }
    html! {
        h2 { (say!(language, "print-guide-plan")) }
        table.plan { @for (minutes, text) in &rows { tr { td { b { (minutes) } } td { (text) } } } }
        @if played.len() < 2 { p.grey { (say!(language, "print-guide-one-format")) } }
    }
}

fn commands((file, names): (&str, &str), language: Language) -> Markup {
    let (file, names) = (quoted(file), quoted(names));
    let spoken = if language == Language::En { String::new() } else { format!(" --lang {language}") };
    html! {
        h2 { (say!(language, "print-guide-commands")) }
        p { (say!(language, "print-guide-room")) }
        pre { "roundtable serve " (file) " --formats " (names) " --lan" (spoken) }
        p { (say!(language, "print-guide-paper")) }
        pre {
            "roundtable handout " (file) " --formats " (names) (spoken) "\n"
            "roundtable debrief " (file) " --template --formats " (names) (spoken) " > deals.csv\n"
            "roundtable debrief " (file) " deals.csv -o debrief.html" (spoken)
        }
    }
}

/// A word of a command line; what a shell would take apart stands in quotation marks.
fn quoted(word: &str) -> String {
    let plain = |c: char| c.is_alphanumeric() || matches!(c, '/' | '.' | '-' | '_' | ',' | '=' | ':');
    if word.chars().all(plain) { word.to_owned() } else { format!("'{}'", word.replace('\'', "'\\''")) }
}

/// Who must sign under each format, and what is possible there.
fn tables(s: &Scenario, points: &[PartyPoints], played: &[&Format], language: Language) -> Markup {
    html! {
        h2 { (say!(language, "print-guide-tables")) }
        @for format in played {
            p { b { (format.name) } ": " (plain_words(s, format, language)) "." }
            ul { @for text in possible(s, points, format, language) { li { (text) } } }
        }
    }
}

fn possible(s: &Scenario, points: &[PartyPoints], format: &Format, language: Language) -> Vec<String> {
    let seats = Seats::of(s, format);
    let simulated = Simulated::default();
    let nothing = vec![None; s.issues.len()];
    let judged = Against { points, seats: &seats, simulated: &simulated }.judge(&nothing, &[]);
    let Some(left) = judged.left else { return vec![say!(language, "class-too-many")] };
    zone(s, &left, language)
}

/// What could be signed, if everybody accepts what is no worse than no agreement.
fn zone(s: &Scenario, left: &Left, language: Language) -> Vec<String> {
    if left.acceptable == 0 {
        return vec![say!(language, "class-nothing-possible")];
    }
    let mut all = vec![say!(language, "print-guide-zone", count = left.acceptable.to_string())];
    if let Some((best, package)) = &left.together {
        all.push(say!(
            language,
            "print-guide-together",
            points = plain(*best),
            package = agreed(s, package, language)
        ));
    }
    if let Some((_, package)) = left.balance.as_ref().filter(|(best, _)| *best > 0.0) {
        all.push(say!(language, "print-guide-even", package = agreed(s, package, language)));
    }
    all
}

/// The numbers of all role sheets.
fn numbers(s: &Scenario, points: &[PartyPoints], language: Language) -> Markup {
    html! {
        h2 { (say!(language, "print-guide-numbers")) }
        table {
            thead { tr {
                th { (say!(language, "class-party")) }
                th.number { (say!(language, "class-nothing")) }
                th.number { (say!(language, "class-floor-short")) }
                th.number { (say!(language, "print-guide-best")) }
                th { (say!(language, "print-guide-matters")) }
            } }
            @for party in PartyIndex::all(s.parties.len()).filter(|party| points[*party].touched()) {
                @let own = &points[party];
                tr {
                    th { (s.parties[party].name) }
                    td.number { (plain(own.nothing())) }
                    td.number { (plain(own.floor)) }
                    td.number { (plain(own.best())) }
                    td { (matters(s, own)) }
                }
            }
        }
    }
}

/// The three issues on which most hangs for a party.
fn matters(s: &Scenario, own: &PartyPoints) -> String {
    let mut issues: Vec<_> = crate::scenario::place::IssueIndex::all(s.issues.len()).collect();
    issues.sort_by_key(|issue| -own.stake(*issue));
    issues.retain(|issue| own.stake(*issue) > 0);
    let name = |issue: &crate::scenario::place::IssueIndex| s.issues[*issue].name.clone();
    issues.iter().take(3).map(name).collect::<Vec<_>>().join("; ")
}

fn questions(s: &Scenario, language: Language) -> Markup {
    let own = s.questions.iter().take(3).map(|question| cut(question, 190));
    let ours = ["print-question-1", "print-question-2", "print-question-3", "print-question-4"];
    let all: Vec<String> = own.chain(ours.map(|key| language.say(key, &[]))).collect();
    html! { h2 { (say!(language, "print-guide-questions")) } ol { @for question in all { li { (question) } } } }
}
