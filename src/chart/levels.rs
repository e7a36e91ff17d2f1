//! What is practised on each issue at the start and later? One facet an issue, one row a format, one stacked bar a date;
//! levels from light to dark in the order of the file.

use super::canvas::{Anchor, Canvas, Label};
use super::kit::{self, Entry, Names, Words};
use super::plot::Plot;
use super::scale::Scale;
use super::theme::{Theme, steps};
use super::{Chart, Table, text, words};
use crate::results::comparison::{Comparison, IssueHead, LevelsAt};

/// File stem.
pub const STEM: &str = "levels";
/// Question.
pub const QUESTION: &str = "What is practised on each issue, at the start and later?";

/// Places common to all facets.
struct Layout {
    names: Names,
    row: f64,
    /// Left and right edge of the block for the start.
    start: (f64, f64),
    /// Left and right edge of each later date.
    dates: Vec<(u32, (f64, f64))>,
}

/// Draws the chart; `None` without formats, issues or dates.
pub fn draw(c: &Comparison, theme: &Theme) -> Option<Chart> {
    let dates = dates(c);
    if c.formats.is_empty() || c.issues.is_empty() || dates.is_empty() {
        return None;
    }
    let title = title(c, dates.last().copied().unwrap_or(0));
    let subtitle = format!(
        "Assumed worlds, of 100, in which each level is practised: at the start (all worlds alike) and {}. {}",
        words::list(&dates.iter().map(|m| format!("after {m} months")).collect::<Vec<_>>()),
        words::sample(c)
    );
    let canvas = Canvas::new(STEM, theme);
    let l = layout(c, theme, &dates);
    let mut y = canvas.head(&title, &subtitle);
    for issue in 0..c.issues.len() {
        y = facet(&canvas, c, &l, (issue, y)) + 14.0 * theme.scale;
    }
    let last = dates.last().copied().unwrap_or(0);
    let description = description(c, last);
    let w = Words { title, subtitle, description };
    Some(kit::chart((STEM, QUESTION), w, (canvas, y - 14.0), c, table(c)))
}

/// Dates reported by any format, in months, early to late.
fn dates(c: &Comparison) -> Vec<u32> {
    let mut all: Vec<u32> = c.formats.iter().flat_map(|f| f.practised.iter().map(|p| p.months)).collect();
    all.sort_unstable();
    all.dedup();
    all
}

fn layout(c: &Comparison, t: &Theme, dates: &[u32]) -> Layout {
    let names = Names::formats(c, t);
    let left = t.margin + names.width.max(t.inner() * 0.2) + 14.0;
    let start = (left, left + text::width("at the start", t.small) + 4.0);
    let gap = 16.0;
    let from = start.1 + gap;
    let each = (t.width - t.margin - from + gap) / dates.len().max(1) as f64;
    let sides = |i: usize| (from + each * i as f64, from + each * (i + 1) as f64 - gap);
    let dates = dates.iter().enumerate().map(|(i, m)| (*m, sides(i))).collect();
    let row = names.row(t, t.small * 1.75);
    Layout { names, row, start, dates }
}

/// Shares of the levels of an issue under a format at a date.
fn shares(c: &Comparison, format: usize, months: u32, issue: usize) -> Option<&Vec<f64>> {
    let at: &LevelsAt = c.formats[format].practised.iter().find(|p| p.months == months)?;
    at.shares.get(issue)
}

/// One issue; gives the height under it.
fn facet(canvas: &Canvas, c: &Comparison, l: &Layout, (issue, top): (usize, f64)) -> f64 {
    let t = canvas.theme;
    let head: &IssueHead = &c.issues[issue];
    let colours = steps(head.levels.len());
    let room = l.start.0 - t.margin - 10.0;
    let name = text::wrap(&text::clean(&words::capital(&head.name)), t.label * 1.16, room, 3);
    canvas.page.line((t.margin, top), (t.width - t.margin, top), "#CFCFCF", 1.0);
    for (i, line) in name.iter().enumerate() {
        let y = top + 5.0 + t.label + i as f64 * t.line(t.label);
        canvas.text(t.margin, y, &Label::new(line.as_str(), t.label).bold());
    }
    let under = top + 9.0 + name.len() as f64 * t.line(t.label);
    let entries: Vec<Entry> = head
        .levels
        .iter()
        .zip(&colours)
        .map(|(level, colour)| Entry::boxed(colour.clone(), level.clone()))
        .collect();
    let y = kit::key(canvas, &entries, (l.start.0, t.width - t.margin), top + 4.0) + 2.0;
    let y = (y + t.small * 1.3).max(under - 4.0);
    canvas.text(l.start.0, y, &Label::new("at the start", t.small).grey());
    for (months, (left, _)) in &l.dates {
        canvas.text(*left, y, &Label::new(format!("after {months} months"), t.small).grey());
    }
    let y = y + 7.0;
    let order = words::order(c);
    let (bar, end) = (l.row - 5.0, y + l.row * order.len() as f64);
    if let Some(colour) = colours.get(head.practised) {
        canvas.page.bar((l.start.0, y + 2.5), (l.start.1, end - 2.5), colour);
        let label = Label::new("100", t.small).on(colour).anchor(Anchor::Middle);
        canvas.text_mid(f64::midpoint(l.start.0, l.start.1), f64::midpoint(y, end), &label);
    }
    let plots: Vec<(u32, Plot)> = l
        .dates
        .iter()
        .map(|(months, sides)| (*months, canvas.rows(Scale::share(), *sides, (y, end))))
        .collect();
    for (i, &format) in order.iter().enumerate() {
        let mid = y + l.row * (i as f64 + 0.5);
        kit::format_name(canvas, &l.names, format, (t.margin, mid));
        for (months, plot) in &plots {
            if let Some(values) = shares(c, format, *months, issue) {
                let parts = values.iter().copied().zip(colours.iter().map(String::as_str));
                kit::stacked(plot, t, parts, (mid - bar / 2.0, mid + bar / 2.0));
            }
        }
    }
    end
}

/// The issue that has left its level at the start in most worlds, and in how many under each format.
fn moved(c: &Comparison, months: u32) -> Option<(usize, Vec<f64>)> {
    let mut best: Option<(usize, Vec<f64>)> = None;
    for (i, issue) in c.issues.iter().enumerate() {
        let kept = |f: usize| shares(c, f, months, i).and_then(|s| s.get(issue.practised)).copied();
        let moved: Vec<f64> = (0..c.formats.len()).filter_map(|f| Some(1.0 - kept(f)?)).collect();
        let more =
            best.as_ref().is_none_or(|(_, b)| moved.iter().sum::<f64>() > b.iter().sum::<f64>() + 1e-12);
        if more && !moved.is_empty() {
            best = Some((i, moved));
        }
    }
    best
}

/// The issue that changed most and the range over formats: no claim about which format does better.
fn title(c: &Comparison, months: u32) -> String {
    let Some((issue, moved)) = moved(c, months).filter(|(_, m)| m.iter().any(|s| *s >= 0.005)) else {
        return format!("After {months} months no issue has moved from what was practised at the start");
    };
    let name = &c.issues[issue].name;
    let low = words::of_100(moved.iter().copied().fold(1.0, f64::min));
    let high = words::of_100(moved.iter().copied().fold(0.0, f64::max));
    let range = if low == high {
        format!("{low} of 100 assumed worlds")
    } else {
        format!("{low} to {high} of 100 assumed worlds, by format")
    };
    format!("Most changed after {months} months: {name}, no longer as at the start in {range}")
}

/// The most common level of every issue and format at the last date.
fn description(c: &Comparison, months: u32) -> String {
    let most = |issue: usize, f: usize| {
        let values = shares(c, f, months, issue)?;
        let (level, share) =
            values.iter().enumerate().max_by(|a, b| a.1.total_cmp(b.1).then(b.0.cmp(&a.0)))?;
        let name = c.issues[issue].levels.get(level)?;
        Some(format!("{} mostly “{name}” ({} of 100)", c.formats[f].name, words::of_100(*share)))
    };
    kit::sentences(c.issues.iter().enumerate().map(|(i, issue)| {
        let parts: Vec<String> = words::order(c).iter().filter_map(|&f| most(i, f)).collect();
        let start = issue.levels.get(issue.practised).map_or("", String::as_str);
        (issue.name.clone(), format!("at the start “{start}”; after {months} months {}", parts.join(", ")))
    }))
}

fn table(c: &Comparison) -> Table {
    let dates = dates(c);
    let mut table = Table::new(&["Issue", "Format", "Level", "At the start"]);
    table.headers.extend(dates.iter().map(|m| format!("After {m} months")));
    for (i, issue) in c.issues.iter().enumerate() {
        for &f in &words::order(c) {
            for (level, name) in issue.levels.iter().enumerate() {
                let start = if level == issue.practised { "100 of 100" } else { "0 of 100" };
                let mut row =
                    vec![issue.name.clone(), c.formats[f].name.clone(), name.clone(), start.to_owned()];
                row.extend(dates.iter().map(|m| {
                    let share = shares(c, f, *m, i).and_then(|s| s.get(level));
                    share.map_or("–".to_owned(), |s| format!("{} of 100", words::of_100(*s)))
                }));
                table.rows.push(row);
            }
        }
    }
    table
}
