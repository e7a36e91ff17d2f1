//! What does each party get, and how often is there no deal? Quantile dotplots (Kay et al. 2016: twenty dots, each one
//! twentieth of the worlds), one facet a party, one row a format; worlds without a deal are a bar of their own.

use super::canvas::{Canvas, Label};
use super::kit::{self, Names, Words};
use super::plot::Plot;
use super::scale::{Scale, covering, decimals};
use super::theme::{Shape, Theme};
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
    /// Radius of a dot in pixels.
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
        "Benefit of each party on its own scale (0 = what it has without any agreement in the same world, 1 = the way from what is \
         practised now to its best level on every issue). Each dot = 5\u{a0}% \
         of the worlds with an agreement in force; below the dots the median and the middle half.{} {}",
        if hollow { " Hollow dots: the party is not at that table." } else { "" },
        words::sample(c)
    );
    let canvas = Canvas::new(STEM, theme);
    let mut y = canvas.head(&title, &subtitle);
    let l = layout(c, theme);
    for start in (0..c.parties.len()).step_by(l.columns) {
        let end = (start + l.columns).min(c.parties.len());
        y = facets(&canvas, c, &l, (start..end, y)) + 16.0 * theme.scale;
    }
    let description = kit::sentences(c.formats.iter().flat_map(|f| {
        f.gain.iter().map(|g| (format!("{}, {}", words::party(c, &g.party), f.name), in_words(g)))
    }));
    let w = Words { title, subtitle, description };
    Some(kit::chart((STEM, QUESTION), w, (canvas, y - 12.0), c, table(c)))
}

fn layout(c: &Comparison, t: &Theme) -> Layout {
    let names = Names::formats(c, t);
    let columns = if t.is_near() && c.parties.len() > 1 { 2 } else { 1 };
    let gap = 30.0;
    let room = t.inner() - names.width - 14.0 - gap * (columns as f64 - 1.0);
    let facet = room / columns as f64;
    let bar = (text::width("not in force", t.small) + 8.0).max(84.0 * t.scale);
    let domain = covering(c.formats.iter().flat_map(|f| f.gain.iter()).flat_map(|g| g.dots.iter().copied()));
    let dot = 2.5 * t.scale;
    let mut l = Layout { names, columns, facet, gap, bar, row: 0.0, domain, dot, step: 0.0 };
    let tallest = c.formats.iter().flat_map(|f| &f.gain).map(|g| tallest(g, &l)).max().unwrap_or(0);
    let stack = (tallest.max(1) as f64 * 2.0 * dot).clamp(12.0 * t.scale, 30.0 * t.scale);
    l.step = ((stack - 2.0 * dot) / (tallest.max(2) as f64 - 1.0)).min(2.0 * dot);
    l.row = l.names.row(t, stack + 12.0 * t.scale);
    l
}

impl Layout {
    /// Left and right end of the dots of a facet that starts at `left`, in pixels.
    fn dots(&self, left: f64) -> (f64, f64) {
        let inset = 3.0 * self.dot;
        (left + self.bar + inset, left + self.facet - inset)
    }

    /// Width of a column of dots on the scale of gains.
    fn column(&self) -> f64 {
        let (left, right) = self.dots(0.0);
        2.0 * self.dot * (self.domain.1 - self.domain.0) / (right - left)
    }

    /// Column of dots in which a gain lies.
    fn bin(&self, value: f64) -> u32 {
        let (low, high) = self.domain;
        ((value.clamp(low, high) - low) / self.column()).floor() as u32
    }
}

fn tallest(g: &Gain, l: &Layout) -> usize {
    let bins: Vec<u32> = g.dots.iter().map(|v| l.bin(*v)).collect();
    bins.iter().map(|b| bins.iter().filter(|o| *o == b).count()).max().unwrap_or(0)
}

/// Facets that stand side by side; gives the height under them.
fn facets(canvas: &Canvas, c: &Comparison, l: &Layout, (parties, top): (std::ops::Range<usize>, f64)) -> f64 {
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
        let (gains, under) = frame(canvas, c, l, (party, left, top));
        bottom = under;
        let end = head + l.row * c.formats.len() as f64;
        let track = l.bar - text::width(">99", t.small) - 10.0;
        let none = canvas.rows(Scale::share(), (left, left + track), (head, end));
        for (i, &format) in order.iter().enumerate() {
            if let Some(g) = c.formats[format].gain.iter().find(|g| g.party == c.parties[party].id) {
                row((&none, &gains), t, (g, l), (format, head + l.row * i as f64));
            }
        }
    }
    bottom
}

/// Name, heads, grid and axes of a facet; gives the plot of the gains and the height under its axis.
fn frame(canvas: &Canvas, c: &Comparison, l: &Layout, (party, left, top): (usize, f64, f64)) -> (Plot, f64) {
    let t = canvas.theme;
    let name = text::shorten(&text::clean(&c.parties[party].name), t.label * 1.16, l.facet);
    canvas.text(left, top + t.label, &Label::new(name, t.label).bold());
    let second = top + t.label * 1.3 + t.small;
    let dots = l.dots(left);
    canvas.text(left, second, &Label::new("not in force", t.small).grey());
    let gain = text::shorten("benefit where it is in force", t.small, dots.1 - dots.0);
    canvas.text(dots.0, second, &Label::new(gain, t.small).grey());
    let head = top + t.label * 1.3 + t.small * 1.3 + 6.0;
    let end = head + l.row * c.formats.len() as f64;
    let room = text::width("−0.55", t.small) * 1.3;
    let scale = Scale::new(l.domain.0, l.domain.1).ticked(dots.1 - dots.0, room);
    let decimals = decimals(scale.ticks());
    let plot = canvas.rows(scale, dots, (head, end));
    let bottom = plot.across(t, |v| words::fixed(v, decimals));
    plot.upright(0.0, t.colours.rule, 1.2);
    canvas.text(left, end + t.small + 3.0, &Label::new("of 100", t.small).grey());
    (plot, bottom)
}

/// One party under one format: bar of worlds without a deal, dots, median and middle half.
fn row((none, gains): (&Plot, &Plot), t: &Theme, (g, l): (&Gain, &Layout), (format, top): (usize, f64)) {
    let look = t.look(format);
    let base = top + l.row - 7.0 * t.scale;
    let mid = top + l.row / 2.0;
    let (upper, lower) = (mid - 4.5 * t.scale, mid + 4.5 * t.scale);
    none.bar((0.0, upper), (1.0, lower), t.colours.track);
    none.bar((0.0, upper), (g.no_deal, lower), t.colours.bar);
    none.text_mid((1.0, mid), (4.0, 0.0), &Label::new(words::of_100(g.no_deal), t.small));
    if g.dots.is_empty() {
        let label = Label::new("none in force", t.small).grey();
        return gains.text_mid((0.0, mid), (8.0, 0.0), &label);
    }
    gains.level(base, "#CFCFCF", 1.0);
    let mut last = None;
    let mut height_in_stack = 0_u32;
    for &value in &g.dots {
        let column = l.bin(value);
        height_in_stack = if last == Some(column) { height_in_stack + 1 } else { 0 };
        last = Some(column);
        let x = l.domain.0 + (f64::from(column) + 0.5) * l.column();
        let up = (0.0, -l.dot - 1.0 - f64::from(height_in_stack) * l.step);
        gains.marker_beside(Shape::Circle, ((x, base), up), l.dot * 0.92, (look.fill, !g.at_table));
    }
    if let Some(q) = g.quartiles {
        let y = base + 3.5 * t.scale;
        gains.line((q.q25, y), (q.q75, y), look.text, 2.5 * t.scale);
        let tick = [(0.0, -3.5 * t.scale), (0.0, 3.5 * t.scale)];
        gains.stroke_beside((q.median, y), tick, t.colours.ink, 2.0 * t.scale);
    }
}

fn in_words(g: &Gain) -> String {
    let no_deal = format!("no agreement in force in {} of 100", words::of_100(g.no_deal));
    match g.quartiles {
        Some(q) => format!(
            "{no_deal}; where one is, median benefit {} (middle half {} to {})",
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
        "Lower quartile of benefit",
        "Median benefit",
        "Upper quartile of benefit",
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
