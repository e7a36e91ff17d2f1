//! What changed since a stored result, on the screen.

use crate::chart::Table;
use crate::files::read;
use crate::report::Section;
use crate::results::against::Changes;
use crate::results::comparison::{Comparison, SCHEMA_VERSION};
use crate::results::words::{measure, own_scale_signed, party_name, points, share};
use crate::terminal::columns::{Columns, Kind};
use crate::terminal::failure::Failure;
use crate::terminal::text::{bold, joined, wrapped};
use std::path::Path;

/// Largest `summary.json` that is read, in bytes.
const LARGEST_FILE: u64 = 16 << 20;
/// So many lines of each kind are shown; the report has all.
const MOST: usize = 6;

/// What is looked at first; all else is passed over.
#[derive(serde::Deserialize)]
struct Layout {
    schema_version: Option<u32>,
}

/// Reads the stored result of a folder.
pub(super) fn stored(folder: &Path) -> Result<Comparison, Failure> {
    let path = folder.join("summary.json");
    let not_a_result = |what: String| {
        Failure::usage(what)
            .at(folder.display())
            .expected("a folder that `run` or `compare` wrote, such as output/korea-2019-1")
    };
    let bytes = read::bytes(&path, LARGEST_FILE).map_err(|error| {
        not_a_result(format!("there is no stored result: {error}")).mend("check the path after --against")
    })?;
    let found: Layout = serde_json::from_slice(&bytes)
        .map_err(|error| not_a_result(format!("summary.json cannot be read: {error}")))?;
    if found.schema_version != Some(SCHEMA_VERSION) {
        let what =
            format!("summary.json has another layout than this program writes (version {SCHEMA_VERSION})");
        return Err(not_a_result(what).mend("make the result anew with this program"));
    }
    serde_json::from_slice(&bytes)
        .map_err(|error| not_a_result(format!("summary.json cannot be read: {error}")))
}

/// Refuses the result of another scenario: what changed would be everything.
pub(super) fn refuse_other(earlier: &Comparison, scenario: &str, folder: &Path) -> Result<(), Failure> {
    if earlier.scenario == scenario {
        return Ok(());
    }
    Err(Failure::usage(format!("the stored result is one of another scenario, `{}`", earlier.scenario))
        .at(folder.display())
        .expected(format!("a result of `{scenario}`, which is compared now"))
        .mend("name the folder of an earlier `compare` of this scenario"))
}

/// What changed, in lines of so many columns.
pub(super) fn table(changes: &Changes, now: &Comparison, folder: &Path, room: usize) -> String {
    let mut lines = vec![bold(&format!("Changes since {}", folder.display()))];
    if changes.is_empty() {
        lines.push("Nothing changed: the same inputs and the same results.".into());
    } else {
        lines.extend(inputs(changes));
        if changes.same_results() {
            lines.push("No result changed.".into());
        }
        lines.extend(formats(changes));
        lines.extend(shares(changes, now, room));
        lines.extend(gains(changes, now, room));
        lines.extend(findings(changes, now, room));
    }
    joined(&lines)
}

/// The same for the report, without leaving anything out.
pub(super) fn section(changes: &Changes, now: &Comparison) -> Section {
    let mut paragraphs = inputs(changes);
    if changes.same_results() {
        paragraphs.push("No result changed.".into());
    }
    paragraphs.extend(formats(changes));
    let mut table = Table::new(&["What", "Then", "Now"]);
    for change in &changes.shares {
        let what = format!("{}: {}", change.format, measure(now, &change.measure));
        table.rows.push(vec![what, share(&change.then), share(&change.now)]);
    }
    for change in &changes.gains {
        let what = format!("{}: gain of {}", change.format, party_name(now, &change.party));
        table.rows.push(vec![what, own_scale_signed(change.then), own_scale_signed(change.now)]);
    }
    for change in &changes.findings {
        let what = format!("{} and {}: {}", change.a, change.b, measure(now, &change.measure));
        table.rows.push(vec![what, change.then.clone(), change.now.clone()]);
    }
    let table = (!table.rows.is_empty()).then_some(table);
    Section { heading: "What changed since the stored result".into(), paragraphs, table }
}

fn inputs(changes: &Changes) -> Vec<String> {
    if changes.inputs.is_empty() {
        return vec!["The inputs are the same.".into()];
    }
    changes.inputs.iter().map(|input| format!("{}: {} → {}", input.what, input.then, input.now)).collect()
}

fn formats(changes: &Changes) -> Vec<String> {
    let gone = changes.only_then.iter().map(|name| format!("format no longer there: {name}"));
    gone.chain(changes.only_now.iter().map(|name| format!("new format: {name}"))).collect()
}

/// How many are left out of so many.
fn more(all: usize, what: &str) -> Option<String> {
    (all > MOST).then(|| format!("  … and {} more {what}", all - MOST))
}

/// What changed, then and now, the difference, and whether it may be chance.
fn columns() -> Columns {
    Columns::new([("", Kind::Name), ("", Kind::Measure), ("", Kind::Number), ("", Kind::Measure)])
}

/// Lines below a heading.
fn indented(table: &Columns, room: usize) -> impl Iterator<Item = String> {
    table.lines(room.saturating_sub(2)).into_iter().map(|line| format!("  {line}"))
}

fn shares(changes: &Changes, now: &Comparison, room: usize) -> Vec<String> {
    let mut list: Vec<_> = changes.shares.iter().collect();
    let size = |c: &crate::results::against::ShareChange| (c.now.estimate - c.then.estimate).abs();
    list.sort_by(|a, b| size(b).total_cmp(&size(a)));
    let mut table = columns();
    for change in list.iter().take(MOST) {
        let name = format!("{}: {}", change.format, measure(now, &change.measure));
        let note = if change.apart() { "" } else { "intervals overlap" };
        let values = format!("{} → {}", share(&change.then), share(&change.now));
        table.row([name, values, points(change.now.estimate - change.then.estimate), note.to_owned()]);
    }
    indented(&table, room).chain(more(list.len(), "shares")).collect()
}

fn gains(changes: &Changes, now: &Comparison, room: usize) -> Vec<String> {
    let mut list: Vec<_> = changes.gains.iter().collect();
    list.sort_by(|a, b| (b.now - b.then).abs().total_cmp(&(a.now - a.then).abs()));
    let mut table = columns();
    for change in list.iter().take(MOST) {
        let name = format!("{}: gain of {}", change.format, party_name(now, &change.party));
        let note = if change.apart { "" } else { "intervals overlap" };
        let values = format!("{} → {}", own_scale_signed(change.then), own_scale_signed(change.now));
        table.row([name, values, own_scale_signed(change.now - change.then), note.to_owned()]);
    }
    indented(&table, room).chain(more(list.len(), "mean gains")).collect()
}

fn findings(changes: &Changes, now: &Comparison, room: usize) -> Vec<String> {
    let line = |change: &crate::results::against::FindingChange| {
        let pair = format!("{} and {}, {}:", change.a, change.b, measure(now, &change.measure));
        let change = format!("{} → {}", change.then, change.now);
        [wrapped("  ", &pair, room), wrapped("    ", &change, room)].concat()
    };
    let lines = changes.findings.iter().take(MOST).flat_map(line);
    lines.chain(more(changes.findings.len(), "findings")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::results::against::changes;
    use crate::results::comparison::Finding;
    use crate::results::fixture::comparison;

    fn text(then: &Comparison, now: &Comparison) -> String {
        let table = table(&changes(then, now), now, Path::new("output/korea-2019-1"), 80);
        crate::terminal::printable::plain(&table)
    }

    #[test]
    fn nothing_changed_is_said() {
        let text = text(&comparison(), &comparison());
        assert_eq!(
            text,
            "Changes since output/korea-2019-1\nNothing changed: the same inputs and the same results.\n"
        );
    }

    #[test]
    fn changes_are_listed_largest_first() {
        let mut now = comparison();
        now.seed = 2;
        now.formats[4].name = "six-leader summit, behind closed doors".into();
        now.formats[0].signed.estimate = 0.30;
        now.formats[0].signed.low = 0.28;
        now.formats[0].signed.high = 0.32;
        now.formats[2].completed.estimate += 0.01;
        now.formats[2].gain[5].mean += 0.2;
        now.formats[2].gain[5].low += 0.2;
        now.differences[0].finding = Finding::NoClearDifference;
        insta::assert_snapshot!(text(&comparison(), &now));
    }

    #[test]
    fn a_folder_without_a_result_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        assert_eq!(stored(folder.path()).unwrap_err().code, 2);
        std::fs::write(folder.path().join("summary.json"), "{\"schema_version\": 99}").unwrap();
        let message = stored(folder.path()).unwrap_err().text();
        assert!(message.contains("another layout"), "{message}");
        std::fs::write(folder.path().join("summary.json"), serde_json::to_vec(&comparison()).unwrap())
            .unwrap();
        assert_eq!(stored(folder.path()).unwrap(), comparison());
    }
}
