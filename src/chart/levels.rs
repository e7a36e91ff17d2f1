//! What is changed, issue by issue? One row a format, one column an issue: in how many worlds the level practised at the last date is another
//! one than it would be without any agreement in the same world. What lapses or begins again by itself is so no change made by a format.

use super::canvas::{Anchor, Canvas, Label};
use super::kit::{self, Words};
use super::rows::Rows;
use super::theme::{Theme, mixed};
use super::{Chart, Table, text, words};
use crate::language::Language;
use crate::results::comparison::{Comparison, FormatSummary, LevelsAt};
use crate::say;

/// File stem.
pub const STEM: &str = "levels";

/// Less than this is no change.
const LEAST: f64 = 0.005;

/// Most height of a row, before the factor of the theme.
const ROW: f64 = 28.0;

/// Shares of worlds by format, then by issue.
type Changed = Vec<Vec<f64>>;

/// Draws the chart; `None` without formats, issues or dates.
pub fn draw(c: &Comparison, theme: &Theme) -> Option<Chart> {
    let months = dates(c).last().copied()?;
    if c.formats.is_empty() || c.issues.is_empty() {
        return None;
    }
    let language = theme.language;
    let changed = changed(c, months);
    let title = title(c, &changed, months, theme);
    let canvas = Canvas::new(STEM, theme);
    let rows = Rows::of(c);
    // Names take as much of the width whatever stands above them.
    let left = rows.place(theme, (0.0, 0.0), ROW).left;
    let columns = columns(c, theme, left, &changed);
    let subtitle = if columns.len() < c.issues.len() {
        let (some, all) = (columns.len().to_string(), c.issues.len().to_string());
        say!(
            language,
            "levels-subtitle-some",
            some = some,
            all = all,
            worlds = words::thousands(c.runs),
            scenario = c.scenario
        )
    } else {
        say!(language, "levels-subtitle", worlds = words::thousands(c.runs), scenario = c.scenario)
    };
    let y = canvas.head(&title, kit::near(theme, &subtitle));
    let notes = kit::note_lines(theme, &notes(c, &rows, months, theme));
    let bottom = body(&canvas, c, (&rows, &columns, &changed), (y, notes.len()));
    let bottom = kit::notes(&canvas, &notes, bottom + 4.0);
    let description = kit::sentences(words::order(c).into_iter().map(|f| {
        let told = c
            .issues
            .iter()
            .zip(&changed[f])
            .map(|(i, share)| format!("{} {}", i.name, words::of_100(*share)));
        (c.formats[f].name.clone(), told.collect::<Vec<_>>().join(", "))
    }));
    let w = Words { title, subtitle, description };
    Some(kit::chart((STEM, say!(language, "levels-question")), w, (canvas, bottom), c, table(c, language)))
}

/// What a dot is, how many formats sign later than this, and what is folded.
fn notes(c: &Comparison, rows: &Rows, months: u32, t: &Theme) -> Vec<String> {
    if !t.is_near() {
        return rows.notes(t);
    }
    let later = |f: &&FormatSummary| {
        f.periods_to_signature.is_some_and(|q| in_months(c, q.median) > f64::from(months))
    };
    let late = c.formats.iter().filter(later).count();
    let (late, all, months) = (late.to_string(), c.formats.len().to_string(), months.to_string());
    let dot = if late == "0" {
        say!(t.language, "levels-dot")
    } else {
        say!(t.language, "levels-dot-late", late = late, all = all, months = months)
    };
    let mut notes = vec![dot];
    notes.extend(rows.notes(t));
    notes
}

/// Periods in months.
fn in_months(c: &Comparison, periods: f64) -> f64 {
    periods * 12.0 / f64::from(c.periods_per_year.max(1))
}

/// Dates reported by any format, in months, early to late.
fn dates(c: &Comparison) -> Vec<u32> {
    let mut all: Vec<u32> = c.formats.iter().flat_map(|f| f.practised.iter().map(|p| p.months)).collect();
    all.sort_unstable();
    all.dedup();
    all
}

fn at(dates: &[LevelsAt], months: u32) -> Option<&LevelsAt> {
    dates.iter().find(|p| p.months == months)
}

/// How often a format has changed each issue at a date. Results of earlier versions do not know what would be without agreement; there it is
/// what has left the level of the start.
fn changed(c: &Comparison, months: u32) -> Changed {
    let one = |at: &LevelsAt, issue: usize| {
        let kept =
            || at.shares.get(issue).and_then(|l| l.get(c.issues[issue].practised)).map(|kept| 1.0 - kept);
        at.changed.get(issue).copied().or_else(kept).filter(|share| share.is_finite()).unwrap_or(0.0)
    };
    let of = |practised: &[LevelsAt]| -> Vec<f64> {
        let at = at(practised, months);
        (0..c.issues.len()).map(|issue| at.map_or(0.0, |at| one(at, issue))).collect()
    };
    c.formats.iter().map(|f| of(&f.practised)).collect()
}

/// The last date, in months, and how often each format has changed each issue by then, by format and issue in the order of the file; `None`
/// without dates.
pub(crate) fn at_last(c: &Comparison) -> Option<(u32, Changed)> {
    let months = dates(c).last().copied()?;
    Some((months, changed(c, months)))
}

/// Issues that have a column, in the order of the file: all if there is room, else those that are changed most.
fn columns(c: &Comparison, t: &Theme, left: f64, changed: &Changed) -> Vec<usize> {
    let room = t.width - t.margin - left;
    let most = ((room / (t.small * 5.2)).floor() as usize).clamp(1, c.issues.len().max(1));
    let top = |issue: usize| changed.iter().map(|f| f[issue]).fold(0.0, f64::max);
    let mut all: Vec<usize> = (0..c.issues.len()).collect();
    all.sort_by(|&a, &b| top(b).total_cmp(&top(a)).then(a.cmp(&b)));
    all.truncate(most);
    all.sort_unstable();
    all
}

/// Names of issues above, numbers in cells below; gives the height under them.
fn body(
    canvas: &Canvas,
    c: &Comparison,
    (rows, columns, changed): (&Rows<'_>, &[usize], &Changed),
    (top, notes): (f64, usize),
) -> f64 {
    let t = canvas.theme;
    let left = rows.place(t, (0.0, 0.0), ROW).left;
    let each = (t.width - t.margin - left) / columns.len() as f64;
    let heads = heads(c, t, (columns, t.head_lines(rows.rows.len())), (left, each));
    let [upper, lower] =
        [0, 1].map(|k| heads.iter().skip(k).step_by(2).map(Vec::len).max().unwrap_or(0) as f64);
    let step = t.line(t.small);
    let places = rows.place(t, (top + (upper + lower) * step + 6.0, kit::foot(t, notes) + 4.0), ROW);
    let label = Label::new("", t.small).grey().anchor(Anchor::Middle);
    for (k, lines) in heads.iter().enumerate() {
        let (x, raised) = (left + each * (k as f64 + 0.5), k % 2 == 0 && lower > 0.0);
        // The last line of each stands on the matrix, or on a line that leads to it.
        let bottom = places.top - 4.0 - if raised { lower * step } else { 0.0 };
        if raised {
            canvas.page.line((x, bottom + 3.0), (x, places.top - 2.0), t.colours.rule, 1.0);
        }
        canvas.lines_mid(x, bottom - lines.len() as f64 * step / 2.0, lines, &label);
    }
    rows.names(canvas, &places);
    let half = places.pitch / 2.0;
    for (i, row) in rows.rows.iter().enumerate() {
        let y = places.middle(i);
        for (k, &issue) in columns.iter().enumerate() {
            let x = left + each * k as f64;
            cell(canvas, changed[row.format][issue], (x, x + each), (y - half, y + half));
        }
    }
    places.bottom()
}

/// Names of the columns in lines. They stand in turn above and below, so that each is as wide as two columns, and on the page.
fn heads(
    c: &Comparison,
    t: &Theme,
    (columns, lines): (&[usize], usize),
    (left, each): (f64, f64),
) -> Vec<Vec<String>> {
    let one = |(k, &issue): (usize, &usize)| {
        let middle = left + each * (k as f64 + 0.5);
        let room = 2.0 * (t.width - middle).min(middle) - 8.0;
        let alone = if columns.len() == 1 { 1.0 } else { 2.0 };
        let width = (each * alone - 10.0).min(room);
        text::wrap(&text::clean(&c.issues[issue].name), t.small, width, lines)
    };
    columns.iter().enumerate().map(one).collect()
}

fn cell(canvas: &Canvas, share: f64, (left, right): (f64, f64), (top, bottom): (f64, f64)) {
    let t = canvas.theme;
    let at = (f64::midpoint(left, right), f64::midpoint(top, bottom));
    if share < LEAST {
        let label = Label::new("·", t.small).grey().anchor(Anchor::Middle);
        return canvas.text_mid(at.0, at.1, &label);
    }
    let fill = mixed(t.colours.kept, t.colours.ground, 0.08 + 0.92 * share.clamp(0.0, 1.0));
    canvas.page.bar((left + 1.5, top + 1.5), (right - 1.5, bottom - 1.5), &fill);
    let label = Label::new(words::of_100(share), t.small).on(&fill).anchor(Anchor::Middle);
    canvas.text_mid(at.0, at.1, &label);
}

/// The issue in which a format parts most from the reference; with one format, the one that is changed most.
fn title(c: &Comparison, changed: &Changed, months: u32, theme: &Theme) -> String {
    let language = theme.language;
    let months = months.to_string();
    let quoted = |format: usize| words::in_title(&c.formats[format].name, theme);
    let share = |format: usize, issue: usize| words::of_100(changed[format][issue]);
    let issue_of = |issue: usize| words::short(&c.issues[issue].name, theme);
    let mut best: Option<(usize, usize, f64)> = None;
    for issue in 0..c.issues.len() {
        for format in words::order(c) {
            let base = if c.formats.len() > 1 { changed[0][issue] } else { 0.0 };
            let difference = (changed[format][issue] - base).abs();
            if difference >= LEAST && best.is_none_or(|(.., most)| difference > most + 1e-9) {
                best = Some((format, issue, difference));
            }
        }
    }
    match best {
        None if changed.iter().flatten().all(|share| *share < LEAST) => {
            say!(language, "levels-title-nothing", months = months)
        }
        None => say!(language, "levels-title-same", months = months),
        Some((format, issue, _)) if c.formats.len() == 1 => say!(
            language,
            "levels-title-one",
            months = months,
            issue = issue_of(issue),
            a = quoted(format),
            of_a = share(format, issue),
        ),
        Some((format, issue, _)) => say!(
            language,
            "levels-title",
            months = months,
            issue = issue_of(issue),
            a = quoted(format),
            of_a = share(format, issue),
            b = quoted(0),
            of_b = share(0, issue),
        ),
    }
}

fn table(c: &Comparison, language: Language) -> Table {
    let dates = dates(c);
    let mut headers = vec![
        say!(language, "levels-issue"),
        say!(language, "chart-format"),
        say!(language, "levels-level"),
        say!(language, "levels-at-start"),
    ];
    headers.extend(dates.iter().map(|m| say!(language, "levels-after", months = m.to_string())));
    let mut table = Table { headers, rows: Vec::new() };
    let of_100 = |share: f64| say!(language, "chart-of-100", share = words::of_100(share));
    let share = |practised: &[LevelsAt], months: u32, of: &dyn Fn(&LevelsAt) -> Option<f64>| {
        at(practised, months).and_then(of).map_or("–".to_owned(), of_100)
    };
    for (i, issue) in c.issues.iter().enumerate() {
        let rows = words::order(c)
            .into_iter()
            .map(|f| (c.formats[f].name.clone(), c.formats[f].practised.as_slice()));
        let without = (say!(language, "levels-without"), c.without_agreement.as_slice());
        let without = Some(without).filter(|(_, practised)| !practised.is_empty());
        for (name, practised) in rows.chain(without) {
            for (level, word) in issue.levels.iter().enumerate() {
                let start = of_100(f64::from(u8::from(level == issue.practised)));
                let mut row = vec![issue.name.clone(), name.clone(), word.clone(), start];
                let by_level = |at: &LevelsAt| at.shares.get(i)?.get(level).copied();
                row.extend(dates.iter().map(|m| share(practised, *m, &by_level)));
                table.rows.push(row);
            }
            if practised.iter().any(|at| !at.changed.is_empty()) {
                let mut row =
                    vec![issue.name.clone(), name, say!(language, "levels-changed"), "–".to_owned()];
                row.extend(dates.iter().map(|m| share(practised, *m, &|at| at.changed.get(i).copied())));
                table.rows.push(row);
            }
        }
    }
    table
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chart::fixture;

    /// Tests that begin again where nothing is signed are no change.
    #[test]
    fn what_changes_without_agreement_too_is_no_change() {
        let mut c = fixture::tiny();
        for f in &mut c.formats {
            for at in &mut f.practised {
                at.shares[0] = vec![0.2, 0.8];
                at.changed[0] = 0.0;
            }
        }
        let told = title(&c, &changed(&c, 36), 36, &Theme::screen());
        assert!(told.contains("nothing"), "{told}");
        c.formats[1].practised[1].changed[0] = 0.45;
        let told = title(&c, &changed(&c, 36), 36, &Theme::screen());
        assert!(told.contains("45") && told.contains("two tables") && told.contains("water"), "{told}");
    }

    #[test]
    fn where_there_is_no_room_the_issues_that_change_most_are_shown() {
        let c = fixture::korea();
        let (t, found) = (Theme::projector(), changed(&c, 36));
        let shown = columns(&c, &t, 400.0, &found);
        let top = |issue: usize| found.iter().map(|f| f[issue]).fold(0.0, f64::max);
        let least = shown.iter().map(|&i| top(i)).fold(1.0, f64::min);
        let left = (0..c.issues.len()).filter(|i| !shown.contains(i));
        assert!(shown.len() < c.issues.len() && left.map(top).all(|share| share <= least), "{shown:?}");
    }
}
