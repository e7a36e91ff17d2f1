//! The explorer: questions to the table of single worlds that the page holds, for readers with scripts; without one the section stays hidden
//! and the report is complete.
//!
//! The page holds what [`crate::results::sample::Sample`] has, in columns of bytes (base64): the bits of each world under each format, the gains of the parties in
//! thousandths (a bit for each world whether it is not 0, then the numbers that are not), and of each number that was drawn, in two bits, whether
//! it is in the lower, middle or upper third of the worlds shown. What the script
//! counts is then what the program counts from the same sample (`tests/browser.rs`).

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use maud::{Markup, PreEscaped, html};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use std::fmt::Write;

use super::wording;
use crate::language::Language;
use crate::results::comparison::Comparison;
use crate::results::sample::{Came, Condition, Sample};
use crate::results::words::{fixed, thousands};
use crate::say;
use crate::scenario::Scenario;
use crate::scenario::letters::visible;
use crate::simulation::sampled::{self, flag};
use crate::world::columns::Place;

/// The program of the page.
const SCRIPT: &str = include_str!("explorer.js");

/// What the head of the page says may happen in it: this one script runs, and nothing is fetched from anywhere.
pub(super) fn policy() -> String {
    let sum = STANDARD.encode(Sha256::digest(SCRIPT));
    format!("default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-{sum}'")
}

/// Limits of the middle third of some numbers: below the first it is low, from the second on high. `None` if there are no three kinds.
pub fn thirds(values: &[f32]) -> Option<[f32; 2]> {
    let mut sorted = values.to_vec();
    sorted.sort_by(f32::total_cmp);
    let at = |part: usize| sorted.get(sorted.len() * part / 3).copied();
    let (low, high) = (at(1)?, at(2)?);
    (*sorted.first()? < low && low < high).then_some([low, high])
}

/// Something that a reader can ask of a world.
struct Ask {
    /// Whose it is: a party, or the world.
    of: Option<usize>,
    /// What it is called.
    what: String,
    /// The answers, each with its number in `levels`.
    answers: Vec<String>,
    /// By world: which answer it has.
    levels: Vec<u8>,
}

/// The section; nothing if single worlds are not at hand.
pub(super) fn explorer(c: &Comparison, s: &Scenario, language: Language) -> Markup {
    let sample = &c.sample;
    if sample.worlds == 0 || sample.formats.len() != c.formats.len() {
        return html! {};
    }
    let asks: Vec<Ask> = sample.conditions.iter().filter_map(|one| ask(s, one, language)).collect();
    let (worlds, all) = (thousands(sample.worlds as u64), thousands(c.runs));
    html! {
        section id="explorer" hidden {
            h2 { (say!(language, "report-explorer")) }
            p { (say!(language, "report-explorer-over", worlds = worlds, all = all)) }
            form id="explore" {
                div.fields { (measures(c, language)) (formats(c, language)) }
                fieldset {
                    legend { (say!(language, "report-explorer-only")) }
                    (events(c, language))
                    @for (party, named) in c.parties.iter().enumerate() { (group(&asks, Some(party), &named.name)) }
                    (group(&asks, None, &say!(language, "report-explorer-world")))
                }
                button type="reset" { (say!(language, "report-explorer-reset")) }
            }
            p id="explore-over" role="status" {}
            h3 { (say!(language, "report-explorer-answer")) }
            div.scroll tabindex="0" role="region" aria-label=(say!(language, "report-explorer-answer")) {
                table.answers {
                    thead { tr {
                        th scope="col" { (say!(language, "report-format")) }
                        th scope="col" id="explore-unit" { (say!(language, "report-explorer-share")) }
                        th scope="col" { (say!(language, "report-explorer-here")) }
                        th scope="col" { (say!(language, "report-explorer-all")) }
                    } }
                    tbody id="explore-answers" {}
                }
            }
            h3 { (say!(language, "report-explorer-ends")) }
            ul.legend { @for (k, name) in groups(language).iter().enumerate() { li { span class=(format!("g{k}")) aria-hidden="true" {} (name) } } }
            div id="explore-ends" {}
        }
        script id="explorer-data" type="application/json" { (PreEscaped(embedded(&data(c, &asks, language)))) }
        script { (PreEscaped(SCRIPT)) }
    }
}

fn measures(c: &Comparison, language: Language) -> Markup {
    let shares = [
        (flag::SIGNED, say!(language, "report-signed")),
        (flag::IN_FORCE, say!(language, "report-in-force")),
        (flag::COMPLETED, say!(language, "report-completed")),
        (flag::STANDING, say!(language, "report-standing")),
        (flag::ZONE, say!(language, "report-zone")),
    ];
    html! {
        div {
            label for="explore-measure" { (say!(language, "report-explorer-measure")) }
            select id="explore-measure" {
                @for (bit, name) in &shares { option value=(format!("flag:{bit}")) { (name) } }
                @for (k, party) in c.parties.iter().enumerate() {
                    option value=(format!("gain:{k}")) { (say!(language, "report-gain-of", party = party.name)) }
                }
            }
        }
    }
}

fn formats(c: &Comparison, language: Language) -> Markup {
    html! {
        details {
            summary { (say!(language, "report-explorer-formats")) }
            fieldset.ticks {
                legend.out { (say!(language, "report-explorer-formats")) }
                @for (k, format) in c.formats.iter().enumerate() {
                    label { input type="checkbox" name="format" value=(k) checked; span dir="auto" { (format.name) } }
                }
            }
        }
    }
}

/// What came of a world under one format.
fn events(c: &Comparison, language: Language) -> Markup {
    let events = [
        (flag::ZONE, say!(language, "report-event-zone"), say!(language, "report-event-no-zone")),
        (flag::SIGNED, say!(language, "report-event-signed"), say!(language, "report-event-not-signed")),
        (
            flag::COMPLETED,
            say!(language, "report-event-completed"),
            say!(language, "report-event-not-completed"),
        ),
        (
            flag::STANDING,
            say!(language, "report-event-standing"),
            say!(language, "report-event-not-standing"),
        ),
    ];
    html! {
        div.under {
            label for="explore-under" { (say!(language, "report-explorer-under")) }
            select id="explore-under" {
                @for (k, format) in c.formats.iter().enumerate() { option value=(k) { (format.name) } }
            }
        }
        div.ticks {
            @for (bit, yes, no) in &events {
                label { input type="checkbox" name="event" value=(format!("{bit}:1")); (yes) }
                label { input type="checkbox" name="event" value=(format!("{bit}:0")); (no) }
            }
        }
    }
}

/// What was drawn for one party, or for the world.
fn group(asks: &[Ask], of: Option<usize>, name: &str) -> Markup {
    let own: Vec<(usize, &Ask)> = asks.iter().enumerate().filter(|(_, ask)| ask.of == of).collect();
    html! {
        @if !own.is_empty() {
            details {
                summary { (name) }
                @for (k, ask) in own {
                    fieldset.ticks {
                        legend { (ask.what) }
                        @for (level, answer) in ask.answers.iter().enumerate() {
                            label { input type="checkbox" name="drawn" value=(format!("{k}:{level}")); (answer) }
                        }
                    }
                }
            }
        }
    }
}

/// A column of what was drawn as something to be asked; `None` if it is the same everywhere.
fn ask(s: &Scenario, condition: &Condition, language: Language) -> Option<Ask> {
    let (_, place) = sampled::kept(s).into_iter().find(|(column, _)| column.name == condition.column)?;
    let level = |low: f32, high: f32| move |value: &f32| u8::from(*value >= low) + u8::from(*value >= high);
    if let Place::Holds(statement) = place {
        let what = wording::statement(s, s.statements.get(statement)?, language);
        let answers = vec![say!(language, "report-holds-not"), say!(language, "report-holds")];
        let levels = condition.values.iter().map(|value| u8::from(*value > 0.5)).collect();
        return Some(Ask { of: None, what, answers, levels });
    }
    let [low, high] = thirds(&condition.values)?;
    let (of, what) = match place {
        Place::Trait(party, _) => (Some(party), drawn(&condition.column, language)),
        _ => (None, drawn(&condition.column, language)),
    };
    let number = |value: f32| fixed(f64::from(value), if value.abs() < 0.095 { 3 } else { 2 });
    let answers = vec![
        say!(language, "report-low", number = number(low)),
        say!(language, "report-middle"),
        say!(language, "report-high", number = number(high)),
    ];
    let levels = condition.values.iter().map(level(low, high)).collect();
    Some(Ask { of, what, answers, levels })
}

/// What a number is called.
fn drawn(column: &str, language: Language) -> String {
    match column.rsplit('.').next().unwrap_or(column) {
        "demand" => say!(language, "report-drawn-demand"),
        "patience" => say!(language, "report-drawn-patience"),
        "temptation" => say!(language, "report-drawn-temptation"),
        "spoiling" => say!(language, "report-drawn-spoiling"),
        "audience_cost" => say!(language, "report-drawn-audience"),
        "conflict_cost" => say!(language, "report-drawn-conflict"),
        "outside_option" => say!(language, "report-drawn-outside"),
        "lapse_after_completion" => say!(language, "report-drawn-lapse"),
        "completion" => say!(language, "report-drawn-completion"),
        other => other.to_owned(),
    }
}

/// Names of the groups of endings, in their order.
fn groups(language: Language) -> [String; 6] {
    [
        say!(language, "report-end-standing"),
        say!(language, "report-end-under-way"),
        say!(language, "report-end-gone"),
        say!(language, "report-end-broken"),
        say!(language, "report-end-not-in-force"),
        say!(language, "report-end-not-signed"),
    ]
}

fn data(c: &Comparison, asks: &[Ask], language: Language) -> Value {
    let sample = &c.sample;
    let names: Vec<_> = c.formats.iter().map(|format| visible(&format.name)).collect();
    json!({
        "worlds": sample.worlds,
        "formats": names,
        "groups": groups(language),
        "came": sample.formats.iter().map(|format| STANDARD.encode(flags(sample, format))).collect::<Vec<_>>(),
        "gains": gains(sample, c.parties.len()),
        "drawn": asks.iter().map(|ask| STANDARD.encode(packed(&ask.levels))).collect::<Vec<_>>(),
        "words": {
            "over": say!(language, "report-explorer-worlds", worlds = "%worlds%", all = "%all%"),
            "none": say!(language, "report-explorer-none", all = "%all%"),
            "share": say!(language, "report-explorer-share"),
            "mean": say!(language, "report-explorer-mean"),
        },
    })
}

fn flags(sample: &Sample, format: &Came) -> Vec<u8> {
    (0..sample.worlds).map(|world| format.flags(world)).collect()
}

/// Four numbers below 4 in a byte, the first in its lowest bits.
fn packed(levels: &[u8]) -> Vec<u8> {
    let byte = |four: &[u8]| four.iter().rev().fold(0, |byte, level| (byte << 2) | (level & 3));
    levels.chunks(4).map(byte).collect()
}

/// A bit for each number, whether it is not 0, the first in the lowest bit; then those that are not, the lower byte first.
fn sparse(numbers: &[i16]) -> Vec<u8> {
    let byte =
        |eight: &[i16]| eight.iter().rev().fold(0u8, |byte, number| (byte << 1) | u8::from(*number != 0));
    let some = numbers.iter().filter(|number| **number != 0);
    numbers.chunks(8).map(byte).chain(some.flat_map(|number| number.to_le_bytes())).collect()
}

/// By format the gains of each party; or which earlier format has the same ones.
fn gains(sample: &Sample, parties: usize) -> Vec<Value> {
    let column = |format: &Came, party: usize| {
        sparse(&(0..sample.worlds).map(|world| format.benefit(party, world)).collect::<Vec<i16>>())
    };
    let all: Vec<Vec<Vec<u8>>> =
        sample.formats.iter().map(|f| (0..parties).map(|party| column(f, party)).collect()).collect();
    let of = |(k, own): (usize, &Vec<Vec<u8>>)| match all[..k].iter().position(|other| other == own) {
        Some(same) => json!(same),
        None => json!(own.iter().map(|party| STANDARD.encode(party)).collect::<Vec<_>>()),
    };
    all.iter().enumerate().map(of).collect()
}

/// Data as it can stand in a `script` element, whatever is in it: ASCII alone, without `<`, `>` and `&`.
fn embedded(data: &Value) -> String {
    let text = data.to_string();
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if c.is_ascii() && !matches!(c, '<' | '>' | '&' | '\u{7f}') {
            out.push(c);
        } else {
            let mut units = [0; 2];
            for unit in c.encode_utf16(&mut units) {
                let _ = write!(out, "\\u{unit:04x}");
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thirds_part_numbers_into_three_and_no_fewer() {
        let values: Vec<f32> = (0..9u8).map(f32::from).collect();
        assert_eq!(thirds(&values), Some([3.0, 6.0]));
        assert_eq!(thirds(&[1.0; 9]), None);
        assert_eq!(thirds(&[0.0, 0.0, 0.0, 1.0]), None);
        assert_eq!(thirds(&[]), None);
    }

    #[test]
    fn columns_are_packed_from_the_lowest_bits_on() {
        assert_eq!(packed(&[1, 2, 0, 2, 1]), [0b10_00_10_01, 0b01]);
        assert_eq!(sparse(&[0, -2, 0, 0, 0, 0, 0, 0, 256]), [0b10, 0b1, 0xFE, 0xFF, 0, 1]);
    }

    #[test]
    fn embedded_data_cannot_end_its_element_and_is_read_back() {
        let data = json!({"a": "</script><!--", "b": "שלום & 북한 \u{2028}😀", "c": "\u{7f}"});
        let text = embedded(&data);
        assert!(text.is_ascii() && !text.contains(['<', '>', '&']));
        assert_eq!(serde_json::from_str::<Value>(&text).expect("JSON"), data);
    }

    #[test]
    fn the_script_is_one_element_and_asks_for_nothing() {
        for word in ["</script", "<!--", "fetch(", "XMLHttp", "import", "eval(", "innerHTML", "http"] {
            assert!(!SCRIPT.contains(word), "{word}");
        }
        assert!(SCRIPT.len() < 9000, "{}", SCRIPT.len());
    }
}
