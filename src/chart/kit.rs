//! Parts that several charts share: columns of names, keys, facets.

use super::canvas::{Anchor, Canvas, Label, Paint};
use super::plot::Plot;
use super::text;
use super::theme::{Shape, Theme};
use super::{Chart, Table, words};
use crate::results::comparison::Comparison;

/// Names wrapped to a common width.
pub(crate) struct Names {
    /// Lines of each name.
    pub(crate) lines: Vec<Vec<String>>,
    /// Width of the widest line in pixels.
    pub(crate) width: f64,
    /// Lines of the longest name.
    pub(crate) most: usize,
}

impl Names {
    /// Wraps each name to at most `cap` pixels and three lines.
    pub(crate) fn fit<'a>(names: impl Iterator<Item = &'a str>, size: f64, cap: f64) -> Self {
        let lines: Vec<Vec<String>> = names.map(|n| text::wrap(&text::clean(n), size, cap, 3)).collect();
        let width = lines.iter().flatten().map(|l| text::width(l, size)).fold(0.0, f64::max);
        let most = lines.iter().map(Vec::len).max().unwrap_or(1).max(1);
        Self { lines, width, most }
    }

    /// The names of the formats, in the order of the file.
    pub(crate) fn formats(c: &Comparison, theme: &Theme) -> Self {
        Self::fit(c.formats.iter().map(|f| f.name.as_str()), theme.label, theme.inner() * 0.27)
    }

    /// Height that a row needs for the longest name, at least `least`.
    pub(crate) fn row(&self, theme: &Theme, least: f64) -> f64 {
        (self.most as f64 * theme.line(theme.label) + 6.0).max(least)
    }
}

/// The name of a format beside its row, in its colour, with its marker when the row itself does not show it.
pub(crate) fn format_name(canvas: &Canvas, names: &Names, format: usize, (x, y): (f64, f64)) {
    let label = Label::new("", canvas.theme.label).fill(canvas.theme.look(format).text);
    canvas.lines_mid(x, y, &names.lines[format], &label);
}

/// One entry of a key.
pub(crate) struct Entry {
    /// Sign beside the text.
    pub(crate) sign: Sign,
    /// Text.
    pub(crate) text: String,
    /// Colour of the text.
    pub(crate) fill: Paint,
}

/// Sign of an entry of a key.
pub(crate) enum Sign {
    /// A marker in a colour, hollow or not.
    Marker(Shape, &'static str, bool),
    /// A circle whose left half is filled.
    Half(&'static str),
    /// A small round point.
    Dot(&'static str),
    /// A filled box.
    Box(String),
    /// A box with slanted lines.
    Hatched,
    /// A thick line.
    Bar(&'static str),
    /// An upright tick.
    Tick(&'static str),
}

impl Entry {
    /// A filled box and a text.
    pub(crate) fn boxed(fill: impl Into<String>, text: impl Into<String>) -> Self {
        Self { sign: Sign::Box(fill.into()), text: text.into(), fill: Paint::Ink }
    }

    /// The marker and name of a format.
    pub(crate) fn format(c: &Comparison, position: usize, theme: &Theme) -> Self {
        let look = theme.look(position);
        let sign = Sign::Marker(look.shape, look.fill, false);
        Self { sign, text: c.formats[position].name.clone(), fill: look.text.into() }
    }
}

/// A key that runs on in lines between `left` and `right`; gives the height under it.
pub(crate) fn key(canvas: &Canvas, entries: &[Entry], (left, right): (f64, f64), top: f64) -> f64 {
    let size = canvas.theme.small;
    let sign = size * 1.45;
    let gap = size * 0.9;
    let step = canvas.theme.line(size) + 3.0;
    let (mut x, mut y) = (left, top + step / 2.0);
    for entry in entries {
        let words = text::shorten(&text::clean(&entry.text), size, right - left - sign);
        let width = sign + text::width(&words, size);
        if x > left && x + width > right {
            (x, y) = (left, y + step);
        }
        draw_sign(canvas, &entry.sign, (x + size * 0.5, y), size * 0.45);
        canvas.text_mid(x + sign, y, &Label::new(words, size).fill(entry.fill));
        x += width + gap;
    }
    y + step / 2.0
}

fn draw_sign(canvas: &Canvas, sign: &Sign, (x, y): (f64, f64), r: f64) {
    let (page, colours) = (&canvas.page, &canvas.theme.colours);
    match sign {
        Sign::Marker(shape, colour, hollow) => page.marker(*shape, (x, y), r, colour, *hollow),
        Sign::Half(colour) => page.half((x, y), r, colour),
        Sign::Dot(colour) => page.dot((x, y), r * 0.5, colour),
        Sign::Box(fill) if fill == colours.ground => {
            page.framed((x - r, y - r), (x + r, y + r), (fill, colours.rule));
        }
        Sign::Box(fill) => page.bar((x - r, y - r), (x + r, y + r), fill),
        Sign::Hatched => page.hatched((x - r, y - r), (x + r, y + r)),
        Sign::Bar(colour) => page.line((x - r * 1.2, y), (x + r * 1.2, y), colour, r * 0.5),
        Sign::Tick(colour) => page.line((x, y - r * 1.3), (x, y + r * 1.3), colour, 2.0),
    }
}

/// Shares, one after the other on a bar between two heights, each in its colour, with the numbers that fit.
pub(crate) fn stacked<'a>(
    plot: &Plot,
    t: &Theme,
    parts: impl Iterator<Item = (f64, &'a str)>,
    (top, bottom): (f64, f64),
) {
    let mut sum = 0.0;
    for (share, colour) in parts {
        let (from, to) = (sum, sum + share);
        sum = to;
        plot.framed((from, top), (to, bottom), (colour, t.colours.ground));
        let label = words::of_100(share);
        if text::width(&label, t.small) + 4.0 <= plot.x(to) - plot.x(from) {
            let label = Label::new(label, t.small).on(colour).anchor(Anchor::Middle);
            plot.text_mid((f64::midpoint(from, to), f64::midpoint(top, bottom)), (0.0, 0.0), &label);
        }
    }
}

/// A subtitle where there is room for it: on the wall the key says what the marks are, and the footer how many worlds.
pub(crate) fn near<'a>(t: &Theme, subtitle: &'a str) -> &'a str {
    if t.is_near() { subtitle } else { "" }
}

/// Height that the axis, a key, so many lines of notes and the footer take under the rows.
pub(crate) fn below(t: &Theme, key: bool, notes: usize) -> f64 {
    let axis = t.small * 1.3 + 8.0;
    let key = if key { t.line(t.small) + 5.0 } else { 0.0 };
    let footer = t.small * 1.3 + 6.0 + t.margin * 0.6 + 2.0;
    axis + key + notes as f64 * t.line(t.small) + footer
}

/// Notes in lines over the whole width, as many as they need.
pub(crate) fn note_lines(t: &Theme, notes: &[String]) -> Vec<String> {
    notes.iter().flat_map(|note| text::wrap(&text::clean(note), t.small, t.inner(), 3)).collect()
}

/// Lines of notes under the rows; gives the height under them.
pub(crate) fn notes(canvas: &Canvas, lines: &[String], top: f64) -> f64 {
    let t = canvas.theme;
    for (i, line) in lines.iter().enumerate() {
        let y = top + t.line(t.small) * i as f64 + t.small;
        canvas.text(t.margin, y, &Label::new(line, t.small).grey());
    }
    top + t.line(t.small) * lines.len() as f64
}

/// Title, subtitle and the rest of a chart that is nearly done.
pub(crate) struct Words {
    /// The finding.
    pub(crate) title: String,
    /// Measure, unit, n, scenario.
    pub(crate) subtitle: String,
    /// The numbers in words.
    pub(crate) description: String,
}

/// Puts the parts of a chart together.
pub(crate) fn chart(
    (stem, question): (&'static str, impl Into<String>),
    w: Words,
    (canvas, bottom): (Canvas, f64),
    c: &Comparison,
    table: Table,
) -> Chart {
    let footer = words::footer(c, canvas.theme);
    let svg = canvas.finish(bottom, &footer, &w.title, &w.description);
    Chart {
        stem,
        question: question.into(),
        title: w.title,
        subtitle: w.subtitle,
        description: w.description,
        svg,
        table,
    }
}

/// Sentences `name: text.` one after the other.
pub(crate) fn sentences(parts: impl Iterator<Item = (String, String)>) -> String {
    parts.map(|(name, text)| format!("{}: {text}.", words::capital(&name))).collect::<Vec<_>>().join(" ")
}
