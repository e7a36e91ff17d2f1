//! What does a party get, and how often is there no deal? One party a picture: twenty dots, each one twentieth of the worlds with an agreement in force
//! (quantile dotplots: Fernandes, Walls, Munson, Hullman & Kay 2018, who find twenty or fifty easiest to read), their median and middle half; worlds without an
//! agreement in force are a bar of their own.

use super::canvas::{Canvas, Label};
use super::kit::{self, Words};
use super::plot::Plot;
use super::rows::{Places, RowLook, Rows};
use super::scale::{Scale, covering, decimals};
use super::theme::{Shape, Theme};
use super::{Chart, Table, gains, text, words};
use crate::results::comparison::{Comparison, Gain, Quartiles};
use crate::say;

/// File stems: of the party whose benefit changes most with the format, and of the others in that order.
pub const STEMS: [&str; 12] = [
    "outcomes",
    "outcomes-2",
    "outcomes-3",
    "outcomes-4",
    "outcomes-5",
    "outcomes-6",
    "outcomes-7",
    "outcomes-8",
    "outcomes-9",
    "outcomes-10",
    "outcomes-11",
    "outcomes-12",
];

/// Medians that are nearer to each other than this, on the party's own scale, are no finding.
const WORTH_TELLING: f64 = 0.05;

/// Draws the picture of the party whose benefit changes most with the format; `None` without formats or parties.
pub fn draw(c: &Comparison, theme: &Theme) -> Option<Chart> {
    picture(c, theme, *gains::by_change(c).first()?, STEMS[0])
}

/// The picture of one party (its place).
pub(super) fn of(c: &Comparison, theme: &Theme, party: usize) -> Option<Chart> {
    picture(c, theme, party, STEMS[0])
}

/// The pictures of the other parties, those whose benefit changes more first.
pub fn others(c: &Comparison, theme: &Theme) -> Vec<Chart> {
    let all = gains::by_change(c).into_iter().zip(STEMS).skip(1);
    all.filter_map(|(party, stem)| picture(c, theme, party, stem)).collect()
}

fn gain(c: &Comparison, format: usize, party: usize) -> Option<&Gain> {
    c.formats[format].gain.iter().find(|g| g.party == c.parties[party].id)
}

fn picture(c: &Comparison, theme: &Theme, party: usize, stem: &'static str) -> Option<Chart> {
    let rows = Rows::of(c);
    if rows.rows.iter().all(|row| gain(c, row.format, party).is_none()) {
        return None;
    }
    let (language, name) = (theme.language, c.parties[party].name.as_str());
    let title = title(c, &rows, party, theme);
    let subtitle = say!(
        language,
        "outcomes-subtitle",
        party = name,
        worlds = words::thousands(c.runs),
        scenario = c.scenario
    );
    let canvas = Canvas::new(stem, theme);
    let y = canvas.head(&title, kit::near(theme, &subtitle));
    let head = y + theme.line(theme.small) + 2.0;
    let families = rows.families(theme);
    // Near, the subtitle says so; far, what there is room for beside the rows.
    let room = rows.rows.len() as f64 * theme.label * 1.6 <= theme.height * 0.6;
    let notes = if theme.is_near() || !room { Vec::new() } else { vec![say!(language, "outcomes-note-far")] };
    let notes = kit::note_lines(theme, &notes);
    let places = rows.place(theme, (head, kit::below(theme, !families.is_empty(), notes.len())), 34.0);
    rows.names(&canvas, &places);
    let bottom = body(&canvas, c, (&rows, &places), party);
    let y = if families.is_empty() {
        bottom
    } else {
        kit::key(&canvas, &families, (theme.margin, theme.width - theme.margin), bottom)
    };
    let y = kit::notes(&canvas, &notes, y);
    let description = kit::sentences(rows.rows.iter().filter_map(|row| {
        let f = rows.summary(row);
        Some((f.name.clone(), in_words(gain(c, row.format, party)?, theme)))
    }));
    let w = Words { title, subtitle, description };
    let question = say!(language, "outcomes-question", party = name);
    Some(kit::chart((stem, question), w, (canvas, y), c, table(c, party, theme)))
}

/// Under which format the party gets most where an agreement is in force, and under which least, by the median.
fn title(c: &Comparison, rows: &Rows, party: usize, t: &Theme) -> String {
    let language = t.language;
    let of = |format: usize| gain(c, format, party).and_then(|g| Some((g, g.quartiles?.median)));
    let mut medians: Vec<(usize, &Gain, f64)> =
        rows.rows.iter().filter_map(|row| of(row.format).map(|(g, m)| (row.format, g, m))).collect();
    medians.sort_by(|a, b| b.2.total_cmp(&a.2));
    let quoted = |format: usize| words::in_title(&c.formats[format].name, t);
    let name = words::short(&c.parties[party].name, t);
    match medians.as_slice() {
        [] => say!(language, "outcomes-title-none"),
        [(format, g, median)] => say!(
            language,
            "outcomes-title-only",
            format = quoted(*format),
            party = name,
            share = words::of_100(g.no_deal),
            median = words::fixed(*median, 2)
        ),
        [best, .., last] if best.2 - last.2 < WORTH_TELLING => say!(
            language,
            "outcomes-title-alike",
            party = name,
            best = words::fixed(best.2, 2),
            least = words::fixed(last.2, 2)
        ),
        [best, .., last] => say!(
            language,
            "outcomes-title",
            party = name,
            format = quoted(best.0),
            best = words::fixed(best.2, 2),
            other = quoted(last.0),
            least = words::fixed(last.2, 2)
        ),
    }
}

/// Where bars and dots stand.
struct Layout {
    /// Left and right edge of the bars of worlds without a deal.
    bar: (f64, f64),
    /// Left and right edge of the dots.
    dots: (f64, f64),
    domain: (f64, f64),
    /// Radius of a dot in pixels.
    dot: f64,
    /// Height from one dot of a stack to the next.
    step: f64,
    pitch: f64,
}

impl Layout {
    fn new(c: &Comparison, rows: &Rows, places: &Places, party: usize, t: &Theme) -> Self {
        let head = text::width(&say!(t.language, "outcomes-no-deal"), t.small);
        let number = text::width(">99", t.label) + 10.0;
        let bar = (places.left, places.left + (head - number).max(80.0 * t.scale));
        let dots = (bar.1 + number + t.label, t.width - t.margin - 6.0 * t.scale);
        let gains = || rows.rows.iter().filter_map(|row| gain(c, row.format, party));
        let domain = covering(gains().flat_map(|g| g.dots.iter().copied()));
        let pitch = places.pitch;
        let dot = (pitch * 0.14).clamp(3.0, 3.4 * t.scale);
        let mut l = Self { bar, dots, domain, dot, step: 0.0, pitch };
        let tallest = gains().map(|g| l.tallest(g)).max().unwrap_or(1).max(2);
        l.step = ((pitch * 0.72 - 2.0 * dot) / (tallest as f64 - 1.0)).clamp(0.4, 2.0 * dot);
        l
    }

    /// Width of a column of dots on the scale of gains.
    fn column(&self) -> f64 {
        2.0 * self.dot * (self.domain.1 - self.domain.0) / (self.dots.1 - self.dots.0)
    }

    /// Column of dots in which a gain lies.
    fn bin(&self, value: f64) -> u32 {
        let (low, high) = self.domain;
        ((value.clamp(low, high) - low) / self.column()).floor() as u32
    }

    fn tallest(&self, g: &Gain) -> usize {
        let bins: Vec<u32> = g.dots.iter().map(|v| self.bin(*v)).collect();
        bins.iter().map(|b| bins.iter().filter(|o| *o == b).count()).max().unwrap_or(0)
    }
}

fn body(canvas: &Canvas, c: &Comparison, (rows, places): (&Rows, &Places), party: usize) -> f64 {
    let t = canvas.theme;
    let l = Layout::new(c, rows, places, party, t);
    let down = (places.top, places.bottom());
    let none = canvas.rows(Scale::share(), l.bar, down);
    let room = text::width("−0.55", t.small) * 1.5;
    let scale = Scale::new(l.domain.0, l.domain.1).ticked(l.dots.1 - l.dots.0, room);
    let decimals = decimals(scale.ticks());
    let plot = canvas.rows(scale, l.dots, down);
    let bottom = plot.across(t, |v| words::fixed(v, decimals));
    plot.upright(0.0, t.colours.rule, 1.6);
    let head = say!(t.language, "outcomes-no-deal");
    let head = text::shorten(&head, t.small, l.dots.0 - l.bar.0 - 4.0);
    canvas.text(l.bar.0, places.top - t.small * 0.35, &Label::new(head, t.small).grey());
    for (i, row) in rows.rows.iter().enumerate() {
        if let Some(g) = gain(c, row.format, party) {
            one((&none, &plot), t, (g, &l), (rows.look(row.format, t), places.middle(i)));
        }
    }
    bottom
}

/// Bar of worlds without a deal, dots, median and middle half of one format.
fn one((none, gains): (&Plot, &Plot), t: &Theme, (g, l): (&Gain, &Layout), (look, y): (RowLook, f64)) {
    let half = (l.pitch * 0.2).min(6.0 * t.scale);
    none.bar((0.0, y - half), (1.0, y + half), t.colours.track);
    none.bar((0.0, y - half), (g.no_deal, y + half), t.colours.bar);
    none.text_mid((1.0, y), (6.0, 0.0), &look.label(words::of_100(g.no_deal), t.label));
    if g.dots.is_empty() {
        let label = Label::new(say!(t.language, "outcomes-none"), t.small).grey();
        return gains.text_mid((0.0, y), (8.0, 0.0), &label);
    }
    let base = y + l.pitch * 0.36;
    let mut last = None;
    let mut height_in_stack = 0_u32;
    for &value in &g.dots {
        let column = l.bin(value);
        height_in_stack = if last == Some(column) { height_in_stack + 1 } else { 0 };
        last = Some(column);
        let x = l.domain.0 + (f64::from(column) + 0.5) * l.column();
        let up = (0.0, -l.dot - 1.0 - f64::from(height_in_stack) * l.step);
        gains.marker_beside(Shape::Circle, ((x, base), up), l.dot * 0.92, (look.mark, !g.at_table));
    }
    if let Some(q) = g.quartiles {
        let y = base + l.pitch * 0.06;
        gains.line((q.q25, y), (q.q75, y), look.mark, 1.8 * t.scale);
        let tick = [(0.0, -l.pitch * 0.09), (0.0, l.pitch * 0.07)];
        gains.stroke_beside((q.median, y), tick, t.colours.ink, 2.2 * t.scale);
    }
}

fn in_words(g: &Gain, t: &Theme) -> String {
    let share = words::of_100(g.no_deal);
    match g.quartiles {
        Some(q) => say!(
            t.language,
            "outcomes-words",
            share = share,
            median = words::fixed(q.median, 2),
            low = words::fixed(q.q25, 2),
            high = words::fixed(q.q75, 2)
        ),
        None => say!(t.language, "outcomes-words-none", share = share),
    }
}

fn table(c: &Comparison, party: usize, t: &Theme) -> Table {
    let language = t.language;
    let headers = vec![
        say!(language, "chart-party"),
        say!(language, "chart-format"),
        say!(language, "gains-at-table"),
        say!(language, "outcomes-no-deal"),
        say!(language, "outcomes-lower"),
        say!(language, "outcomes-median"),
        say!(language, "outcomes-upper"),
    ];
    let row = |&format: &usize| {
        let g = gain(c, format, party)?;
        let show = |pick: fn(&Quartiles) -> f64| {
            g.quartiles.as_ref().map_or_else(|| "–".to_owned(), |q| words::fixed(pick(q), 2))
        };
        Some(vec![
            c.parties[party].name.clone(),
            c.formats[format].name.clone(),
            if g.at_table { say!(language, "chart-yes") } else { say!(language, "chart-no") },
            say!(language, "chart-of-100", share = words::of_100(g.no_deal)),
            show(|q| q.q25),
            show(|q| q.median),
            show(|q| q.q75),
        ])
    };
    Table { headers, rows: words::order(c).iter().filter_map(row).collect() }
}
