//! How far is an agreement carried out? For every format one bar a stage: completed, under way at the horizon, broken off;
//! a pale band leads from what one stage completes to what the next begins.

use super::canvas::{Canvas, Label, Paint};
use super::kit::{self, Entry, Names, Sign, Words};
use super::plot::Plot;
use super::scale::Scale;
use super::theme::Theme;
use super::{Chart, Table, text, words};
use crate::results::comparison::{Comparison, FormatSummary, StageShare};

/// File stem.
pub const STEM: &str = "stages";
/// Question.
pub const QUESTION: &str = "How far is an agreement carried out?";

/// Stages drawn for a format; the table has all.
const MOST: usize = 5;

/// Draws the chart; `None` without formats.
pub fn draw(c: &Comparison, theme: &Theme) -> Option<Chart> {
    if c.formats.is_empty() {
        return None;
    }
    let title = words::headline(c, "completed");
    let cut = c.formats.iter().any(|f| f.stages.len() > MOST);
    let subtitle = format!(
        "Assumed worlds, of 100, in which each stage is begun, completed, or broken off within the horizon of {} {}s.{} {}",
        c.horizon,
        c.period,
        if cut { " The first five stages; the table has all." } else { "" },
        words::sample(c)
    );
    let canvas = Canvas::new(STEM, theme);
    let y = canvas.head(&title, &subtitle);
    let y = key(&canvas, y) + 8.0;
    let bottom = body(&canvas, c, y);
    let description = kit::sentences(c.formats.iter().flat_map(|f| {
        f.stages.iter().map(|s| (format!("{}, stage {} ({})", f.name, s.stage + 1, s.name), in_words(s)))
    }));
    let description =
        if description.is_empty() { "No stage was begun under any format.".to_owned() } else { description };
    let w = Words { title, subtitle, description };
    Some(kit::chart((STEM, QUESTION), w, (canvas, bottom), c, table(c)))
}

/// Said of a format under which no stage was begun.
const NONE: &str = "no stage was begun";

const UNDER_WAY: &str = "#B8B8B8";

fn key(canvas: &Canvas, y: f64) -> f64 {
    let t = canvas.theme;
    let entries = [
        Entry::boxed(t.look(0).fill, "completed (in the colour of the format)"),
        Entry::boxed(UNDER_WAY, "under way at the end of the horizon"),
        Entry { sign: Sign::Hatched, text: "broken off in it".to_owned(), fill: Paint::Ink },
    ];
    kit::key(canvas, &entries, (t.margin, t.width - t.margin), y)
}

/// Stage names of every format, wrapped.
fn names(c: &Comparison, t: &Theme) -> Vec<Names> {
    let name = |s: &StageShare| format!("{}. {}", s.stage + 1, s.name);
    c.formats
        .iter()
        .map(|f| {
            let all: Vec<String> = f.stages.iter().take(MOST).map(name).collect();
            Names::fit(all.iter().map(String::as_str), t.small, t.inner() * 0.3)
        })
        .collect()
}

fn body(canvas: &Canvas, c: &Comparison, top: f64) -> f64 {
    let t = canvas.theme;
    let names = names(c, t);
    let column = names.iter().map(|n| n.width).fold(text::width(NONE, t.small), f64::max);
    let left = t.margin + column + 16.0;
    let label = text::width("begun >99 · completed >99 · broken off >99", t.small);
    let (right, below) = if t.is_near() {
        (t.width - t.margin - label - 12.0, 0.0)
    } else {
        (t.width - t.margin - 14.0, t.line(t.small))
    };
    let mut y = top;
    let mut marks = Vec::new();
    for &format in &words::order(c) {
        let f = &c.formats[format];
        let name = text::shorten(&text::clean(&f.name), t.label * 1.16, t.inner());
        marks.push((format, y, name));
        y += t.label * 1.3 + 6.0;
        let stages = f.stages.len().min(MOST);
        for lines in names[format].lines.iter().take(stages) {
            y += stage_height(t, lines.len(), below);
        }
        if stages == 0 {
            y += t.line(t.small) + 4.0;
        }
        y += 8.0 * t.scale;
    }
    let scale = Scale::share().ticked(right - left, 60.0 * t.scale);
    let plot = canvas.rows(scale, (left, right), (top + t.label * 1.3, y));
    let bottom = plot.across(t, |v| words::fixed(v * 100.0, 0));
    for (format, at, name) in marks {
        let label = Label::new(name, t.label).bold().fill(t.look(format).text);
        let width = text::width_bold(&text::clean(&c.formats[format].name), t.label).min(t.inner());
        canvas.page.bar((t.margin, at), (t.margin + width, at + t.label * 1.3), t.colours.ground);
        canvas.text(t.margin, at + t.label, &label);
        one_format(
            canvas,
            &c.formats[format],
            format,
            &names[format],
            (&plot, at + t.label * 1.3 + 6.0, below),
        );
    }
    bottom
}

fn stage_height(t: &Theme, lines: usize, below: f64) -> f64 {
    (lines as f64 * t.line(t.small) + 8.0).max(t.small * 2.0) + below
}

fn one_format(
    canvas: &Canvas,
    f: &FormatSummary,
    format: usize,
    names: &Names,
    (plot, top, below): (&Plot, f64, f64),
) {
    let t = canvas.theme;
    if f.stages.is_empty() {
        let label = Label::new(NONE, t.small).grey();
        return canvas.text_mid(t.margin, top + t.line(t.small) / 2.0, &label);
    }
    let bar = t.small * 1.15;
    let mut y = top;
    let mut before: Option<(f64, f64)> = None;
    for (s, lines) in f.stages.iter().zip(&names.lines).take(MOST) {
        let height = stage_height(t, lines.len(), below);
        let mid = y + (height - below) / 2.0;
        canvas.lines_mid(t.margin, mid, lines, &Label::new("", t.small));
        if let Some((end, from)) = before {
            let to = mid - bar / 2.0;
            plot.filled(&[(0.0, from), (end, from), (s.begun, to), (0.0, to)], t.look(format).fill, 0.14);
        }
        stage_bar(plot, t, s, format, (mid - bar / 2.0, mid + bar / 2.0));
        let words = Label::new(in_words(s), t.small);
        if below > 0.0 {
            plot.text((0.0, mid), (0.0, bar / 2.0 + t.small + 2.0), &words);
        } else {
            plot.text_mid((1.0, mid), (12.0, 0.0), &words);
        }
        before = Some((s.done, mid + bar / 2.0));
        y += height;
    }
}

/// The bar of one stage: completed, under way, broken off, up to what was begun.
fn stage_bar(plot: &Plot, t: &Theme, s: &StageShare, format: usize, (top, bottom): (f64, f64)) {
    let way = (s.begun - s.broken).max(s.done);
    plot.bar((0.0, top), (1.0, bottom), t.colours.track);
    plot.bar((s.done, top), (way, bottom), UNDER_WAY);
    plot.hatched((way, top), (s.begun, bottom));
    plot.bar((0.0, top), (s.done, bottom), t.look(format).fill);
}

fn in_words(s: &StageShare) -> String {
    let (begun, done, broken) = (words::of_100(s.begun), words::of_100(s.done), words::of_100(s.broken));
    format!("begun {begun} · completed {done} · broken off {broken}")
}

fn table(c: &Comparison) -> Table {
    let mut table = Table::new(&["Format", "Stage", "Begun", "Completed", "Broken off in it"]);
    for &i in &words::order(c) {
        for s in &c.formats[i].stages {
            let share = |v: f64| format!("{} of 100", words::of_100(v));
            let name = format!("{}. {}", s.stage + 1, s.name);
            table.rows.push(vec![
                c.formats[i].name.clone(),
                name,
                share(s.begun),
                share(s.done),
                share(s.broken),
            ]);
        }
    }
    table
}
