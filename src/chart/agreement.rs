//! How often is an agreement signed, in force, completed? Dots with Wilson intervals, one panel a measure, formats in rows.

use super::canvas::{Canvas, Label};
use super::kit::{self, Names, Words};
use super::plot::Plot;
use super::scale::Scale;
use super::theme::Theme;
use super::{Chart, Table, text, words};
use crate::results::comparison::{Comparison, FormatSummary, Share};

/// File stem.
pub const STEM: &str = "agreement";
/// Question.
pub const QUESTION: &str = "How often is an agreement signed, in force, completed?";

/// Panels: measure, head, share.
type Panel = (&'static str, &'static str, fn(&FormatSummary) -> &Share);
const PANELS: [Panel; 3] = [
    ("signed", "Signed", |f| &f.signed),
    ("in_force", "In force", |f| &f.in_force),
    ("completed", "Completed within the horizon", |f| &f.completed),
];

/// Draws the chart; `None` without formats.
pub fn draw(c: &Comparison, theme: &Theme) -> Option<Chart> {
    if c.formats.is_empty() {
        return None;
    }
    let title = words::headline(c, "signed");
    let subtitle = format!(
        "Assumed worlds, of 100, in which an agreement is signed, enters into force and is completed; lines: 95\u{a0}% Wilson \
         intervals (simulation error only). {}",
        words::sample(c)
    );
    let canvas = Canvas::new(STEM, theme);
    let mut y = canvas.head(&title, &subtitle);
    for (_, head, share) in PANELS {
        y = panel(&canvas, c, (head, share), y) + 14.0 * theme.scale;
    }
    let description = kit::sentences(c.formats.iter().map(|f| (f.name.clone(), in_words(f))));
    let w = Words { title, subtitle, description };
    Some(kit::chart((STEM, QUESTION), w, (canvas, y - 14.0), c, table(c)))
}

/// One measure: a row a format; gives the height under it.
fn panel(
    canvas: &Canvas,
    c: &Comparison,
    (head, share): (&str, fn(&FormatSummary) -> &Share),
    top: f64,
) -> f64 {
    let t = canvas.theme;
    let names = Names::formats(c, t);
    let (left, right) =
        (t.margin + names.width + 16.0, t.width - t.margin - text::width("100", t.small) / 2.0);
    let row = names.row(t, t.label * 1.75);
    canvas.text(t.margin, top + t.label, &Label::new(head, t.label).bold());
    let start = top + t.label * 1.3 + 4.0;
    let end = start + row * c.formats.len() as f64;
    let scale = Scale::share().ticked(right - left, 70.0 * t.scale);
    let plot = canvas.rows(scale, (left, right), (start, end));
    let bottom = plot.across(t, |v| words::fixed(v * 100.0, 0));
    for (i, &format) in words::order(c).iter().enumerate() {
        let y = start + row * (i as f64 + 0.5);
        kit::format_name(canvas, &names, format, (t.margin, y));
        one(&plot, t, share(&c.formats[format]), (format, y));
    }
    bottom
}

/// Dot, interval and number of one format.
fn one(plot: &Plot, t: &Theme, s: &Share, (format, y): (usize, f64)) {
    let look = t.look(format);
    plot.line((s.low, y), (s.high, y), look.text, 2.5 * t.scale);
    plot.marker(look.shape, (s.estimate, y), 5.0 * t.scale, look.fill, false);
    let label = words::share_of_100(s);
    let width = text::width(&label, t.label);
    let gap = 9.0 * t.scale;
    let last = s.high.max(s.estimate);
    let after = plot.x(last) + gap + width <= plot.right() + 8.0;
    let (at, by) = if after { ((last, y), gap) } else { ((s.low, y), -gap - width) };
    let half = t.label * 0.6;
    plot.bar_beside(at, [(by - 2.0, -half), (by - 2.0 + width * 0.9, half)], t.colours.ground);
    plot.text_mid(at, (by, 0.0), &Label::new(label, t.label).fill(look.text));
}

fn in_words(f: &FormatSummary) -> String {
    let parts: Vec<String> = PANELS
        .iter()
        .map(|(measure, _, share)| format!("{} {}", measure.replace('_', " "), words::share_of_100(share(f))))
        .collect();
    parts.join(", ")
}

fn table(c: &Comparison) -> Table {
    let mut table = Table::new(&[
        "Format",
        "Signed",
        "In force",
        "Completed",
        "In force at the end of the horizon",
        "A package acceptable to all exists",
        "One of them enforces itself too",
        "Missed although both",
        "Worlds",
    ]);
    for &i in &words::order(c) {
        let f = &c.formats[i];
        let shares =
            [&f.signed, &f.in_force, &f.completed, &f.alive, &f.zone, &f.zone_self_enforcing, &f.missed];
        let mut row = vec![f.name.clone()];
        row.extend(shares.iter().map(|s| words::share_of_100(s)));
        row.push(words::thousands(f.signed.n));
        table.rows.push(row);
    }
    table
}
