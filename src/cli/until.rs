//! When a run stopped, in words: on the screen and in the report.

use crate::language::Language;
use crate::report::Section;
use crate::results::until::{Held, Stopped};
use crate::results::words::{fixed, thousands};
use crate::say;
use crate::terminal::text::{joined, wrapped};

/// Lines of the screen.
pub(super) fn screen(stopped: &Stopped, language: Language, room: usize) -> String {
    let said = [when(stopped, language), looked(stopped, language)];
    joined(&said.iter().flat_map(|text| wrapped("", text, room)).collect::<Vec<_>>()) + "\n"
}

/// A part of the report.
pub(super) fn section(stopped: &Stopped, language: Language) -> Section {
    let held = stopped.intervals.iter().map(|held| interval(held, language));
    let paragraphs = [when(stopped, language), looked(stopped, language)].into_iter().chain(held).collect();
    Section { heading: say!(language, "until-heading"), paragraphs, ..Section::default() }
}

/// After how many worlds, and whether it was exact enough.
fn when(stopped: &Stopped, language: Language) -> String {
    let worlds = thousands(stopped.looks.last().map_or(0, |look| look.worlds));
    let width = fixed(stopped.width(), 4);
    if stopped.met {
        say!(language, "until-met", worlds = worlds, until = stopped.until, width = width)
    } else {
        say!(language, "until-not-met", worlds = worlds, until = stopped.until, width = width)
    }
}

/// That it was looked at several times, and what that costs.
fn looked(stopped: &Stopped, language: Language) -> String {
    let confidence = fixed(100.0 * stopped.confidence, 2);
    if stopped.planned < 2 {
        return say!(language, "until-once");
    }
    say!(
        language,
        "until-looks",
        made = thousands(stopped.looks.len() as u64),
        planned = thousands(stopped.planned),
        confidence = confidence
    )
}

fn interval(held: &Held, language: Language) -> String {
    let [estimate, low, high] = [held.estimate, held.low, held.high].map(|share| fixed(100.0 * share, 1));
    match &held.reference {
        None => {
            say!(language, "until-share", format = held.format, estimate = estimate, low = low, high = high)
        }
        Some(reference) => say!(
            language,
            "until-difference",
            format = held.format,
            reference = reference,
            estimate = estimate,
            low = low,
            high = high
        ),
    }
}
