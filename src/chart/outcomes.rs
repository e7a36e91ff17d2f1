//! What does each party get, and how often is there no deal? Quantile dotplots (Kay et al. 2016: twenty dots, each one
//! twentieth of the worlds), one facet a party, one row a format; worlds without a deal are a bar of their own.

use super::canvas::{Anchor, Canvas, Label};
use super::kit::{self, Names, Words};
use super::scale::{Scale, covering, decimals};
use super::theme::{BAR, BLACK, GREY, RULE, TRACK, Theme, ink};
use super::{Chart, Table, text, words};
use crate::results::comparison::{Comparison, Gain};

/// File stem.
pub const STEM: &str = "outcomes";
/// Question.
pub const QUESTION: &str = "What does each party get, and how often is there no deal?";

/// Measures common to all facets.
struct Layout {
    names: Names,
    columns: usize,
    facet: f64,
    gap: f64,
    bar: f64,
    row: f64,
    domain: (f64, f64),
    /// Radius of a dot.
    dot: f64,
    /// Height from one dot of a stack to the next.
    step: f64,
}

/// Draws the chart; `None` without formats or parties.
pub fn draw(c: &Comparison, theme: &Theme) -> Option<Chart> {
    if c.formats.is_empty() || c.parties.is_empty() {
        return None;
    }
    let title = words::headline(c, "in_force");
    let hollow = c.formats.iter().any(|f| f.gain.iter().any(|g| !g.at_table));
    let subtitle = format!(
        "Gain of each party on its own scale (0 = what is practised now, 1 = its best level on every issue). Each dot = 5\u{a0}% \
         of the worlds with an agreement in force; below the dots the median and the middle half.{} {}",
        if hollow { " Hollow dots: the party is not at that table." } else { "" },
        words::sample(c)
    );
    let mut canvas = Canvas::new(STEM, theme);
    let mut y = canvas.head(&title, &subtitle);
    let l = layout(c, theme);
    for start in (0..c.parties.len()).step_by(l.columns) {
        let end = (start + l.columns).min(c.parties.len());
        y = facets(&mut canvas, c, &l, (start..end, y)) + 16.0 * theme.scale;
    }
    let description = kit::sentences(c.formats.iter().flat_map(|f| {
        f.gain.iter().map(|g| (format!("{}, {}", words::party(c, &g.party), f.name), in_words(g)))
    }));
    let w = Words { title, subtitle, description };
    Some(kit::chart((STEM, QUESTION), w, (canvas, y - 12.0), c, table(c)))
}

fn layout(c: &Comparison, t: &Theme) -> Layout {
    let names = Names::formats(c, t);
    let columns = if t.is_page() && c.parties.len() > 1 { 2 } else { 1 };
    let gap = 30.0;
    let room = t.inner() - names.width - 14.0 - gap * (columns as f64 - 1.0);
    let facet = room / columns as f64;
    let bar = (text::width("not in force", t.small) + 8.0).max(84.0 * t.scale);
    let domain = covering(c.formats.iter().flat_map(|f| f.gain.iter()).flat_map(|g| g.dots.iter().copied()));
    let dot = 2.5 * t.scale;
    let mut l = Layout { names, columns, facet, gap, bar, row: 0.0, domain, dot, step: 0.0 };
    let scale = l.dots_at(0.0);
    let tallest = c.formats.iter().flat_map(|f| &f.gain).map(|g| tallest(g, &scale, dot)).max().unwrap_or(0);
    let stack = (tallest.max(1) as f64 * 2.0 * dot).clamp(12.0 * t.scale, 30.0 * t.scale);
    l.step = ((stack - 2.0 * dot) / (tallest.max(2) as f64 - 1.0)).min(2.0 * dot);
    l.row = l.names.row(t, stack + 12.0 * t.scale);
    l
}

impl Layout {
    /// Scale of the dots of a facet that starts at `left`.
    fn dots_at(&self, left: f64) -> Scale {
        let inset = 3.0 * self.dot;
        Scale::new(self.domain.0, self.domain.1, left + self.bar + inset, left + self.facet - inset)
    }
}

/// Column of dots in which a gain lies.
fn bin(value: f64, scale: &Scale, dot: f64) -> u32 {
    ((scale.at(value) - scale.left()) / (2.0 * dot)).floor() as u32
}

fn tallest(g: &Gain, scale: &Scale, dot: f64) -> usize {
    let bins: Vec<u32> = g.dots.iter().map(|v| bin(*v, scale, dot)).collect();
    bins.iter().map(|b| bins.iter().filter(|o| *o == b).count()).max().unwrap_or(0)
}

/// Facets that stand side by side; gives the height under them.
fn facets(
    canvas: &mut Canvas,
    c: &Comparison,
    l: &Layout,
    (parties, top): (std::ops::Range<usize>, f64),
) -> f64 {
    let t = canvas.theme;
    let head = top + t.label * 1.3 + t.small * 1.3 + 6.0;
    let order = words::order(c);
    for (i, &format) in order.iter().enumerate() {
        let y = head + l.row * (i as f64 + 0.5);
        kit::format_name(canvas, &l.names, format, (t.margin, y));
    }
    let mut bottom = head;
    let first = parties.start;
    for party in parties {
        let left = t.margin + l.names.width + 14.0 + (party - first) as f64 * (l.facet + l.gap);
        bottom = frame(canvas, c, l, (party, left, top));
        for (i, &format) in order.iter().enumerate() {
            if let Some(g) = c.formats[format].gain.iter().find(|g| g.party == c.parties[party].id) {
                row(canvas, g, l, (format, left, head + l.row * i as f64));
            }
        }
    }
    bottom
}

/// Name, heads, grid and axes of a facet; gives the height under its axis.
fn frame(canvas: &mut Canvas, c: &Comparison, l: &Layout, (party, left, top): (usize, f64, f64)) -> f64 {
    let t = canvas.theme;
    let name = text::shorten(&text::clean(&c.parties[party].name), t.label * 1.16, l.facet);
    canvas.text(left, top + t.label, &Label::new(name, t.label).bold());
    let second = top + t.label * 1.3 + t.small;
    let scale = l.dots_at(left);
    canvas.text(left, second, &Label::new("not in force", t.small).fill(GREY));
    let gain = text::shorten("gain where it is in force", t.small, scale.right() - scale.left());
    canvas.text(scale.left(), second, &Label::new(gain, t.small).fill(GREY));
    let head = top + t.label * 1.3 + t.small * 1.3 + 6.0;
    let end = head + l.row * c.formats.len() as f64;
    let ticks = scale.ticks(text::width("−0.55", t.small) * 1.3);
    let decimals = decimals(&ticks);
    let bottom = canvas.axis(&scale, (head, end), &ticks, |v| words::fixed(v, decimals));
    canvas.line((scale.at(0.0), head), (scale.at(0.0), end), RULE, 1.2);
    canvas.text(left, end + t.small + 3.0, &Label::new("of 100", t.small).fill(GREY));
    bottom
}

/// One party under one format: bar of worlds without a deal, dots, median and middle half.
fn row(canvas: &mut Canvas, g: &Gain, l: &Layout, (format, left, top): (usize, f64, f64)) {
    let t = canvas.theme;
    let look = ink(format);
    let base = top + l.row - 7.0 * t.scale;
    let mid = top + l.row / 2.0;
    let number = words::of_100(g.no_deal);
    let track = l.bar - text::width(">99", t.small) - 10.0;
    let height = 9.0 * t.scale;
    canvas.bar(left, mid - height / 2.0, track, height, TRACK);
    let length = Scale::share(0.0, track).at(g.no_deal);
    canvas.bar(left, mid - height / 2.0, length, height, BAR);
    canvas.text_mid(left + track + 4.0, mid, &Label::new(number, t.small));
    let scale = l.dots_at(left);
    if g.dots.is_empty() {
        let label = Label::new("none in force", t.small).fill(GREY).anchor(Anchor::Start);
        return canvas.text_mid(scale.at(0.0) + 8.0, mid, &label);
    }
    canvas.line((scale.left(), base), (scale.right(), base), "#CFCFCF", 1.0);
    let mut last = None;
    let mut height_in_stack = 0_u32;
    for &value in &g.dots {
        let column = bin(value, &scale, l.dot);
        height_in_stack = if last == Some(column) { height_in_stack + 1 } else { 0 };
        last = Some(column);
        let x = scale.left() + (f64::from(column) + 0.5) * 2.0 * l.dot;
        let y = base - l.dot - 1.0 - f64::from(height_in_stack) * l.step;
        canvas.marker(super::theme::Shape::Circle, (x, y), l.dot * 0.92, look.fill, !g.at_table);
    }
    if let Some(q) = g.quartiles {
        let y = base + 3.5 * t.scale;
        canvas.line((scale.at(q.q25), y), (scale.at(q.q75), y), look.text, 2.5 * t.scale);
        let x = scale.at(q.median);
        canvas.line((x, y - 3.5 * t.scale), (x, y + 3.5 * t.scale), BLACK, 2.0 * t.scale);
    }
}

fn in_words(g: &Gain) -> String {
    let no_deal = format!("no agreement in force in {} of 100", words::of_100(g.no_deal));
    match g.quartiles {
        Some(q) => format!(
            "{no_deal}; where one is, median gain {} (middle half {} to {})",
            words::fixed(q.median, 2),
            words::fixed(q.q25, 2),
            words::fixed(q.q75, 2)
        ),
        None => no_deal,
    }
}

fn table(c: &Comparison) -> Table {
    let mut table = Table::new(&[
        "Party",
        "Format",
        "At the table",
        "No agreement in force",
        "Lower quartile of gain",
        "Median gain",
        "Upper quartile of gain",
    ]);
    for party in &c.parties {
        for &i in &words::order(c) {
            let f = &c.formats[i];
            let Some(g) = f.gain.iter().find(|g| g.party == party.id) else { continue };
            let show = |pick: fn(&crate::results::comparison::Quartiles) -> f64| {
                g.quartiles.as_ref().map_or("–".to_owned(), |q| words::fixed(pick(q), 2))
            };
            table.rows.push(vec![
                party.name.clone(),
                f.name.clone(),
                if g.at_table { "yes" } else { "no" }.to_owned(),
                format!("{} of 100", words::of_100(g.no_deal)),
                show(|q| q.q25),
                show(|q| q.median),
                show(|q| q.q75),
            ]);
        }
    }
    table
}
