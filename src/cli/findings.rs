//! The table finding × run on the screen, for `--findings`.

use crate::language::Language;
use crate::results::comparison::{Comparison, ZonesLost};
use crate::results::findings;
use crate::results::words::thousands;
use crate::say;
use crate::terminal::columns::{Columns, Kind};
use crate::terminal::text::{emphasised, joined, width, wrapped};

/// The table finding × run, for `--findings`: of shares and gains; with many formats, those against the first.
pub(super) fn table(result: &Comparison, room: usize) -> String {
    let language = result.language;
    let first = result.formats.first().map_or("", |f| f.name.as_str());
    let few = result.formats.len() <= ALL_PAIRS;
    let rows = findings::rows(result, |d| few || d.a == first || d.b == first);
    let mut lines = emphasised(&say!(language, "findings-head"), room);
    if rows.is_empty() {
        lines.extend(wrapped("", &say!(language, "findings-none"), room));
    }
    for (place, row) in rows.iter().enumerate() {
        lines.extend(wrapped("", &format!("{}  {}: {}", place + 1, row.what, row.verdict(language)), room));
    }
    for panel in panels(&rows, result.tested.runs.len(), room) {
        lines.push(String::new());
        let numbers: Vec<String> = panel.clone().map(|run| (run + 1).to_string()).collect();
        let heads = numbers.iter().map(|number| (number.as_str(), Kind::Number));
        let own = [say!(language, "findings-run"), say!(language, "findings-base")];
        let own = own.each_ref().map(|head| (head.as_str(), Kind::Number));
        let mut table = Columns::new(own.into_iter().chain(heads));
        for (place, row) in rows.iter().enumerate() {
            let cells = panel.clone().map(|run| row.cells[run].clone());
            table.row([(place + 1).to_string(), row.base.clone()].into_iter().chain(cells));
        }
        lines.extend(table.lines(room));
    }
    if !rows.is_empty() {
        lines.push(String::new());
        for (place, run) in result.tested.runs.iter().enumerate() {
            let name =
                if run.counted { run.name.clone() } else { say!(language, "findings-told", run = run.name) };
            lines.extend(wrapped("", &format!("{}  {name}: {}", place + 1, run.words), room));
        }
        lines.extend(wrapped("", &findings::marks(language), room));
    }
    for lost in zones_lost(result, language) {
        lines.extend(wrapped("", &lost, room));
    }
    lines.extend(wrapped("", &findings::tried(result), room));
    if !few {
        let note = say!(language, "findings-first", format = first);
        lines.extend(wrapped("", &note, room));
    }
    lines.push(String::new());
    joined(&lines)
}

/// By pair of formats that ask absent parties: in how many worlds demands cost the one with fewer seats a zone of agreement.
pub(super) fn zones_lost(result: &Comparison, language: Language) -> Vec<String> {
    let told = |lost: &ZonesLost| {
        say!(
            language,
            "zone-lost",
            few = lost.few,
            many = lost.many,
            worlds = thousands(lost.worlds),
            all = thousands(lost.of),
        )
    };
    result.zones_lost.iter().map(told).collect()
}

/// Up to so many formats every pair is shown; beyond, each against the first.
const ALL_PAIRS: usize = 5;

/// Runs that fit beside each other.
fn panels(rows: &[findings::Row], runs: usize, room: usize) -> Vec<std::ops::Range<usize>> {
    let cells = rows.iter().flat_map(|row| row.cells.iter().chain([&row.base]));
    let widest = cells.map(|cell| width(cell)).max().unwrap_or(0).max(4) + 2;
    let each = (room.saturating_sub(widest + 4) / widest).max(1);
    let all = if rows.is_empty() { 0 } else { runs };
    (0..all).step_by(each).map(|from| from..(from + each).min(all)).collect()
}
