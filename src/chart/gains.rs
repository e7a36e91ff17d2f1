//! Who gains most from the choice of format? One row a party, one marker a format at its mean benefit, a line from the worst
//! to the best; the party whose gain changes most stands first.

use super::canvas::{Anchor, Canvas, Label, Paint};
use super::kit::{self, Entry, Names, Sign, Words};
use super::plot::Plot;
use super::scale::{Scale, covering, decimals};
use super::theme::{Shape, Theme};
use super::{Chart, Table, text, words};
use crate::results::comparison::{Comparison, Gain};

/// File stem.
pub const STEM: &str = "gains";
/// Question.
pub const QUESTION: &str = "Who gains most from the choice of format?";

/// A party's gains by format, in the order of the file.
struct Row<'a> {
    party: usize,
    gains: Vec<(usize, &'a Gain)>,
}

impl Row<'_> {
    /// Format and gain at the lower and upper end; ties keep the order of the file.
    fn ends(&self) -> Option<((usize, f64), (usize, f64))> {
        let mut means = self.gains.iter().map(|(f, g)| (*f, g.benefit));
        let first = means.next()?;
        Some(means.fold((first, first), |(low, high), now| {
            (if now.1 < low.1 { now } else { low }, if now.1 > high.1 { now } else { high })
        }))
    }

    fn change(&self) -> f64 {
        self.ends().map_or(0.0, |(low, high)| high.1 - low.1)
    }
}

/// Draws the chart; `None` without formats or parties.
pub fn draw(c: &Comparison, theme: &Theme) -> Option<Chart> {
    let rows = rows(c);
    if c.formats.is_empty() || rows.is_empty() {
        return None;
    }
    let title = title(c);
    let subtitle = format!(
        "Mean benefit (gain against no agreement in the same world) over all assumed worlds, those without a deal included, on \
         each party's own scale (1 = the way from what is practised now to its best level on every issue); thin lines: \
         95\u{a0}% confidence of the mean. {}",
        words::sample(c)
    );
    let canvas = Canvas::new(STEM, theme);
    let y = canvas.head(&title, &subtitle);
    let y = key(&canvas, c, y) + 12.0;
    let y = if c.formats.len() > 1 { side_head(&canvas, y) } else { y };
    let bottom = body(&canvas, c, &rows, y);
    let description = kit::sentences(rows.iter().map(|r| (c.parties[r.party].name.clone(), in_words(c, r))));
    let w = Words { title, subtitle, description };
    Some(kit::chart((STEM, QUESTION), w, (canvas, bottom), c, table(c, &rows)))
}

/// The reservation value, counted from what the party has without any agreement.
fn least(g: &Gain) -> f64 {
    g.reservation - g.without_agreement()
}

fn rows(c: &Comparison) -> Vec<Row<'_>> {
    let gain = |party: usize, f: usize| c.formats[f].gain.iter().find(|g| g.party == c.parties[party].id);
    let mut rows: Vec<Row> = (0..c.parties.len())
        .map(|party| Row {
            party,
            gains: (0..c.formats.len()).filter_map(|f| Some((f, gain(party, f)?))).collect(),
        })
        .filter(|r| !r.gains.is_empty())
        .collect();
    rows.sort_by(|a, b| b.change().total_cmp(&a.change()));
    rows
}

fn title(c: &Comparison) -> String {
    if let [only] = c.formats.as_slice() {
        let best = only.gain.iter().max_by(|a, b| a.benefit.total_cmp(&b.benefit));
        return best.map_or_else(String::new, |g| {
            let name = words::party(c, &g.party);
            format!(
                "Under {}, {name} gains most against no agreement: {} on its own scale, on average",
                only.name,
                words::fixed(g.benefit, 2)
            )
        });
    }
    words::gain_headline(c).unwrap_or_else(|| "The formats were not compared".to_owned())
}

fn key(canvas: &Canvas, c: &Comparison, y: f64) -> f64 {
    let t = canvas.theme;
    let mut entries: Vec<Entry> = words::order(c).iter().map(|&f| Entry::format(c, f, t)).collect();
    if c.formats.iter().any(|f| f.gain.iter().any(|g| !g.at_table)) {
        let sign = Sign::Marker(Shape::Circle, t.colours.grey, true);
        entries.push(Entry { sign, text: "hollow: not at that table".to_owned(), fill: Paint::Grey });
    }
    entries.push(Entry {
        sign: Sign::Tick(t.colours.ink),
        text: "reservation value (mean), less no agreement".to_owned(),
        fill: Paint::Grey,
    });
    kit::key(canvas, &entries, (t.margin, t.width - t.margin), y)
}

/// Lanes of the markers in a row, so that none covers another, and how many lanes there are.
fn lanes(row: &Row, at: impl Fn(f64) -> f64, apart: f64) -> (Vec<usize>, usize) {
    let mut by_value: Vec<usize> = (0..row.gains.len()).collect();
    by_value.sort_by(|&a, &b| row.gains[a].1.benefit.total_cmp(&row.gains[b].1.benefit));
    let mut ends: Vec<f64> = Vec::new();
    let mut lane = vec![0; row.gains.len()];
    for i in by_value {
        let x = at(row.gains[i].1.benefit);
        let free = ends.iter().position(|e| x - e >= apart).unwrap_or(ends.len());
        if free == ends.len() {
            ends.push(x);
        } else {
            ends[free] = x;
        }
        lane[i] = free;
    }
    (lane, ends.len().max(1))
}

fn body(canvas: &Canvas, c: &Comparison, rows: &[Row], top: f64) -> f64 {
    let t = canvas.theme;
    let share = if t.is_near() { 0.17 } else { 0.22 };
    let names = Names::fit(c.parties.iter().map(|p| p.name.as_str()), t.label, t.inner() * share);
    let side =
        if c.formats.len() > 1 { t.inner() * 0.27 } else { text::width("mean benefit −0.00", t.label) };
    let left = t.margin + names.width + 18.0;
    let right = t.width - t.margin - side - 18.0;
    let gains = || rows.iter().flat_map(|r| r.gains.iter().map(|(_, g)| *g));
    let (low, high) = covering(gains().flat_map(|g| [g.benefit_low, g.benefit_high, g.benefit, least(g)]));
    let scale = Scale::new(low, high).ticked(right - left, text::width("−0.55", t.small) * 1.5);
    let apart = 11.0 * t.scale;
    let least = names.row(t, 0.0);
    let plans: Vec<(Vec<usize>, f64)> = rows
        .iter()
        .map(|r| {
            let (lane, count) = lanes(r, |value| scale.at(value, (left, right)), apart);
            let height = count as f64 * apart + t.small * 1.5 + 12.0 * t.scale;
            (lane, height.max(least).max(2.0 * t.line(t.small) + 12.0))
        })
        .collect();
    let end = top + plans.iter().map(|p| p.1).sum::<f64>();
    let decimals = decimals(scale.ticks());
    let plot = canvas.rows(scale, (left, right), (top, end));
    let bottom = plot.across(t, |v| words::fixed(v, decimals));
    plot.upright(0.0, t.colours.rule, 1.2);
    let mut y = top;
    for (r, (lane, height)) in rows.iter().zip(&plans) {
        canvas.page.line((t.margin, y), (t.width - t.margin, y), "#CFCFCF", 1.0);
        canvas.lines_mid(t.margin, y + height / 2.0, &names.lines[r.party], &Label::new("", t.label));
        one(&plot, t, (r, lane), (y, *height));
        ends(canvas, c, r, (right + 18.0, y + height / 2.0));
        y += height;
    }
    bottom
}

/// Left edge of the words at the right.
fn side(t: &Theme) -> f64 {
    t.width - t.margin - t.inner() * 0.27
}

/// Head over the words at the right; gives the height under it.
fn side_head(canvas: &Canvas, y: f64) -> f64 {
    let t = canvas.theme;
    canvas.text(side(t), y + t.small, &Label::new("highest and lowest", t.small).grey());
    y + t.small * 1.3 + 3.0
}

/// Markers, line and reservation of one party.
fn one(plot: &Plot, t: &Theme, (r, lane): (&Row, &[usize]), (top, height): (f64, f64)) {
    let base = top + height - t.small * 1.5 - 8.0 * t.scale;
    if let Some((low, high)) = r.ends() {
        plot.line((low.1, base), (high.1, base), "#BDBDBD", 3.0 * t.scale);
    }
    if let Some((_, g)) = r.gains.first() {
        let (least, x) = (least(g), plot.x(least(g)));
        plot.line((least, top + 3.0), (least, base + 7.0 * t.scale), t.colours.ink, 2.0);
        let label = format!("reservation {}", words::fixed(least, 2));
        let half = text::width(&label, t.small) / 2.0;
        let inside = x.clamp(plot.left() + half, (plot.right() - half).max(plot.left() + half));
        let by = (inside - x, 7.0 * t.scale + t.small);
        plot.text((least, base), by, &Label::new(label, t.small).grey().anchor(Anchor::Middle));
    }
    for ((format, g), lane) in r.gains.iter().zip(lane) {
        let look = t.look(*format);
        let y = base - *lane as f64 * 11.0 * t.scale;
        plot.line((g.benefit_low, y), (g.benefit_high, y), look.text, 1.5);
        plot.marker(look.shape, (g.benefit, y), 5.0 * t.scale, look.fill, !g.at_table);
    }
}

/// Best and worst format of a party in words, at the right.
fn ends(canvas: &Canvas, c: &Comparison, r: &Row, (x, mid): (f64, f64)) {
    let t = canvas.theme;
    let Some((low, high)) = r.ends() else { return };
    if c.formats.len() == 1 {
        let label = format!("mean benefit {}", words::fixed(high.1, 2));
        return canvas.text_mid(x, mid, &Label::new(label, t.label));
    }
    let step = t.line(t.small) / 2.0;
    for ((format, mean), y) in [(high, mid - step), (low, mid + step)] {
        let number = words::fixed(mean, 2);
        let number_room = text::width("−0.00", t.small) + 6.0;
        canvas.text_mid(x, y, &Label::new(number, t.small));
        let room = t.width - t.margin - x - number_room;
        let name = text::shorten(&text::clean(&c.formats[format].name), t.small, room);
        canvas.text_mid(x + number_room, y, &Label::new(name, t.small).fill(t.look(format).text));
    }
}

fn in_words(c: &Comparison, r: &Row) -> String {
    let parts: Vec<String> = r
        .gains
        .iter()
        .map(|(f, g)| {
            let out = if g.at_table { "" } else { ", not at the table" };
            format!("{} {}{out}", c.formats[*f].name, words::fixed(g.benefit, 2))
        })
        .collect();
    let reservation = r.gains.first().map_or(0.0, |(_, g)| least(g));
    format!("{}; reservation value {}", parts.join(", "), words::fixed(reservation, 2))
}

fn table(c: &Comparison, rows: &[Row]) -> Table {
    let mut table = Table::new(&[
        "Party",
        "Format",
        "At the table",
        "Mean benefit",
        "95\u{a0}% confidence",
        "Mean gain",
        "Mean reservation value, less no agreement",
    ]);
    for r in rows {
        for (f, g) in &r.gains {
            table.rows.push(vec![
                c.parties[r.party].name.clone(),
                c.formats[*f].name.clone(),
                if g.at_table { "yes" } else { "no" }.to_owned(),
                words::fixed(g.benefit, 3),
                format!("{} to {}", words::fixed(g.benefit_low, 3), words::fixed(g.benefit_high, 3)),
                words::fixed(g.mean, 3),
                words::fixed(least(g), 3),
            ]);
        }
    }
    table
}
