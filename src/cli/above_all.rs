//! What `compare` says below its table of the largest difference: on what it hangs, as far as the stored worlds tell, and what asks further.

use super::pipeline::Task;
use super::why_options::Source;
use crate::language::Language;
use crate::results::comparison::Comparison;
use crate::results::next::{Next, Shows, next};
use crate::say;
use crate::terminal::shell;
use crate::terminal::text::wrapped;
use crate::why::above_all::{above_all, line};
use crate::why::{Measure, Stored};
use std::path::Path;

/// Worlds that are looked at: so many cost little beside what they took to simulate.
const WORLDS: usize = 500;

/// What is told, and the commands; none where no formats differ, or nothing is stored of the worlds.
pub(super) fn lines(
    comparison: &Comparison,
    Task { loaded, plan }: &Task,
    folder: &Path,
    (language, room): (Language, usize),
) -> (Vec<String>, Vec<String>) {
    let Some(Next { format: a, shows: Shows::Difference { measure, other: b }, .. }) = next(comparison)
    else {
        return (Vec::new(), Vec::new());
    };
    let found = Measure::parse(measure).filter(|_| plan.worlds);
    let Some(stored) = found.and_then(|measure| Stored::first(folder, &measure, WORLDS).ok()) else {
        return (Vec::new(), Vec::new());
    };
    let (Ok(first), Ok(second)) = (stored.format(a), stored.format(b)) else {
        return (Vec::new(), Vec::new());
    };
    let stored = Source::of(folder).spoken(stored, language);
    let told = line(&stored, above_all(&stored, first, second).as_ref(), language);
    let mut lines = wrapped("         ", &told, room);
    if let Some(first) = lines.first_mut() {
        *first = say!(language, "screen-above-all", what = first.trim_start());
    }
    let mut options = Vec::new();
    if measure != "signed" {
        options.push(format!("--measure {measure}"));
    }
    if language != Language::En {
        options.push(format!("--lang {}", language.code()));
    }
    let commands = [
        shell::of_pair("discover", &shell::quoted(folder), (a, b), &options),
        plan.pair_command("decompose", loaded, (a, b), options.clone()),
        plan.pair_command("flip", loaded, (a, b), options),
    ];
    (lines, commands.map(|command| format!("  {command}")).to_vec())
}
