//! Which formats differ, and is that clear? A forest plot of paired differences: one panel a measure, a row a pair.

use super::canvas::{Anchor, Canvas, Label, Paint};
use super::kit::{self, Entry, Names, Sign, Words};
use super::plot::Plot;
use super::scale::Scale;
use super::theme::{Colours, Shape, Theme};
use super::{Chart, Table, text, words};
use crate::results::comparison::{Comparison, Difference, Finding};

/// File stem.
pub const STEM: &str = "differences";
/// Question.
pub const QUESTION: &str = "Which formats differ, and is that clear?";

const MEASURES: [(&str, &str); 3] =
    [("signed", "Signed"), ("in_force", "In force"), ("completed", "Completed")];
/// Up to so many formats every pair is drawn; beyond, each against the first.
const ALL_PAIRS: usize = 5;

/// Draws the chart; `None` with fewer than two formats.
pub fn draw(c: &Comparison, theme: &Theme) -> Option<Chart> {
    let groups = groups(c);
    if groups.is_empty() {
        return None;
    }
    let title = title(c);
    let subtitle = format!(
        "Difference in worlds, of 100, between two formats in the same assumed worlds; lines: 95\u{a0}% intervals of the paired \
         difference (simulation error only). {}",
        words::sample(c)
    );
    let canvas = Canvas::new(STEM, theme);
    let y = canvas.head(&title, &subtitle);
    let y = key(&canvas, y) + 10.0;
    let bottom = body(&canvas, c, &groups, y);
    let drawn = drawn(c, &groups);
    let description = kit::sentences(drawn.iter().map(|d| (head(c, d), in_words(d))));
    let w = Words { title, subtitle, description };
    Some(kit::chart((STEM, QUESTION), w, (canvas, bottom), c, table(c)))
}

/// First formats, each with those it is held against, as positions.
fn groups(c: &Comparison) -> Vec<(usize, Vec<usize>)> {
    let n = c.formats.len();
    let firsts = if n <= ALL_PAIRS { n } else { 1 };
    (0..firsts.min(n))
        .map(|a| (a, (a + 1..n).collect::<Vec<_>>()))
        .filter(|(_, others)| !others.is_empty())
        .collect()
}

fn drawn(c: &Comparison, groups: &[(usize, Vec<usize>)]) -> Vec<Difference> {
    let mut out = Vec::new();
    for (a, others) in groups {
        for b in others {
            for (measure, _) in MEASURES {
                out.extend(c.difference(&c.formats[*a].name, &c.formats[*b].name, measure));
            }
        }
    }
    out
}

/// How many of the differences that are drawn are clear.
fn title(c: &Comparison) -> String {
    let drawn = drawn(c, &groups(c));
    let count = |kind: Kind| drawn.iter().filter(|d| Kind::of(&d.finding) == kind).count();
    let [clear, depends, open, none] = KINDS.map(count);
    if drawn.is_empty() {
        "The formats were not compared".to_owned()
    } else if none == drawn.len() {
        format!("No clear difference between formats in any of {none} comparisons")
    } else {
        let verb = |n: usize, one: &'static str, more: &'static str| if n == 1 { one } else { more };
        let parts = [
            (clear, format!("{clear} {} clear", verb(clear, "is", "are"))),
            (depends, format!("{depends} {} on what is assumed", verb(depends, "depends", "depend"))),
            (open, format!("{open} {} open or not tested", verb(open, "is", "are"))),
            (none, format!("{none} {} no clear difference", verb(none, "shows", "show"))),
        ];
        let said: Vec<String> = parts.into_iter().filter(|(n, _)| *n > 0).map(|(_, text)| text).collect();
        format!("Of {} differences between formats {}", drawn.len(), words::list(&said))
    }
}

/// What is told apart in the picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Clear,
    Depends,
    Open,
    None,
}

const KINDS: [Kind; 4] = [Kind::Clear, Kind::Depends, Kind::Open, Kind::None];

impl Kind {
    fn of(finding: &Finding) -> Self {
        match finding {
            Finding::Clear => Self::Clear,
            Finding::DependsOn { .. } => Self::Depends,
            Finding::Open { .. } | Finding::NotTested { .. } => Self::Open,
            Finding::ByConstruction { .. } | Finding::NoClearDifference => Self::None,
        }
    }

    /// Shape and colour: told apart without colour too.
    fn mark(self, colours: &Colours) -> (Shape, &'static str, bool) {
        match self {
            Self::Clear => (Shape::Circle, colours.families[0].fill, false),
            Self::Depends => (Shape::Diamond, colours.families[1].text, true),
            Self::Open => (Shape::Square, colours.grey, true),
            Self::None => (Shape::Cross, colours.rule, false),
        }
    }

    fn name(self) -> &'static str {
        match self {
            Self::Clear => "clear",
            Self::Depends => "depends on what is assumed",
            Self::Open => "open or not tested",
            Self::None => "no clear difference",
        }
    }
}

fn key(canvas: &Canvas, y: f64) -> f64 {
    let t = canvas.theme;
    let entries: Vec<Entry> = KINDS
        .iter()
        .map(|kind| {
            let (shape, colour, hollow) = kind.mark(&t.colours);
            Entry {
                sign: Sign::Marker(shape, colour, hollow),
                text: kind.name().to_owned(),
                fill: Paint::Grey,
            }
        })
        .collect();
    kit::key(canvas, &entries, (t.margin, t.width - t.margin), y)
}

/// The three panels, with the same scale in all: that scale, and the left and right edge of each.
fn panels(theme: &Theme, left: f64, all: &[Difference]) -> (Scale, Vec<(f64, f64)>) {
    let gap = 22.0 * theme.scale;
    let each = (theme.width - theme.margin - left - 2.0 * gap) / 3.0;
    let end = all.iter().flat_map(|d| [d.low, d.high, d.estimate]).filter(|v| v.is_finite());
    let most = end.fold(0.05_f64, |m, v| m.max(v.abs()));
    let reach = most * 1.1;
    let plot = each - number_room(theme);
    let start = |i: usize| left + i as f64 * (each + gap);
    let scale = Scale::new(-reach, reach);
    let ticks = ticks(&scale, plot, theme);
    (scale.with_ticks(ticks), (0..3).map(|i| (start(i), start(i) + plot)).collect())
}

fn body(canvas: &Canvas, c: &Comparison, groups: &[(usize, Vec<usize>)], top: f64) -> f64 {
    let t = canvas.theme;
    let names = Names::fit(
        c.formats.iter().map(|f| f.name.as_str()),
        t.label,
        t.inner() * if t.is_near() { 0.25 } else { 0.21 },
    );
    let indent = 14.0;
    let left = t.margin + indent + names.width + 14.0;
    let (scale, sides) = panels(t, left, &drawn(c, groups));
    let row = names.row(t, t.label * 1.8);
    let heading = t.label * 1.9;
    let head = top + 2.0 * t.line(t.label) + 4.0;
    let rows: usize = groups.iter().map(|(_, others)| others.len()).sum();
    let end = head + rows as f64 * row + groups.len() as f64 * heading + 4.0;
    let plots: Vec<Plot> =
        sides.iter().map(|across| canvas.rows(scale.clone(), *across, (head, end))).collect();
    let mut bottom = end;
    for (plot, (_, name)) in plots.iter().zip(MEASURES) {
        bottom = panel_frame(canvas, plot, name, top);
    }
    let mut y = head;
    for (a, others) in groups {
        let first = format!("{} minus", text::clean(&c.formats[*a].name));
        let first = text::shorten(&first, t.label * 1.16, t.inner());
        let (width, base) = (text::width_bold(&first, t.label), y + heading * 0.7);
        let under = t.margin + width.min(t.inner());
        canvas.page.bar((t.margin, base - t.label), (under, base + t.label * 0.3), t.colours.ground);
        canvas.text(t.margin, base, &Label::new(first, t.label).bold().fill(t.look(*a).text));
        y += heading;
        for b in others {
            let mid = y + row / 2.0;
            kit::format_name(canvas, &names, *b, (t.margin + indent, mid));
            for (plot, (measure, _)) in plots.iter().zip(MEASURES) {
                if let Some(d) = c.difference(&c.formats[*a].name, &c.formats[*b].name, measure) {
                    one(plot, t, &d, mid);
                }
            }
            y += row;
        }
    }
    bottom
}

/// Round differences whose labels do not touch: the finest step for which there is room, 0 in the middle.
fn ticks(scale: &Scale, pixels: f64, theme: &Theme) -> Vec<f64> {
    let wide = |v: f64| text::width(&words::signed(v * 100.0, 0), theme.small);
    let at = |value: f64| scale.at(value, (0.0, pixels));
    let apart = |step: f64| at(step) - at(0.0);
    let whole = pixels - at(0.0);
    // Places are hundredths of a pixel.
    let count = |step: f64| ((whole + 0.02) / apart(step)).floor();
    let fits = |step: f64| {
        let widest = if count(step) > 1.0 { wide(-1.0) } else { f64::midpoint(wide(0.0), wide(-step)) };
        apart(step) < whole && apart(step) > widest + 4.0
    };
    let step = [0.01, 0.02, 0.05, 0.1, 0.2, 0.25, 0.5, 1.0].into_iter().find(|s| fits(*s));
    let Some(step) = step else { return vec![0.0] };
    let each = count(step).min(20.0) as i32;
    (-each..=each).map(|i| f64::from(i) * step).collect()
}

/// Width of the column of numbers at the right of a panel.
fn number_room(theme: &Theme) -> f64 {
    text::width("−100", theme.small) + 6.0
}

/// Head, directions, grid and zero line of a panel; gives the height under its axis.
fn panel_frame(canvas: &Canvas, plot: &Plot, name: &str, top: f64) -> f64 {
    let t = canvas.theme;
    let zero = plot.x(0.0);
    canvas.text(zero, top + t.label, &Label::new(name, t.label).bold().anchor(Anchor::Middle));
    let second = top + t.label + t.line(t.label);
    let gap = 6.0;
    canvas.text(zero - gap, second, &Label::new("← fewer", t.small).grey().anchor(Anchor::End));
    canvas.text(zero + gap, second, &Label::new("more →", t.small).grey());
    let bottom = plot.across(t, |v| words::signed(v * 100.0, 0));
    plot.upright(0.0, t.colours.rule, 1.5);
    bottom
}

/// Interval, marker and number of one difference.
fn one(plot: &Plot, t: &Theme, d: &Difference, y: f64) {
    let (shape, colour, hollow) = Kind::of(&d.finding).mark(&t.colours);
    plot.line((d.low, y), (d.high, y), colour, 2.0 * t.scale);
    plot.marker(shape, (d.estimate, y), 4.6 * t.scale, colour, hollow);
    let label = Label::new(words::signed(d.estimate * 100.0, 0), t.small).anchor(Anchor::End);
    plot.text_mid((f64::INFINITY, y), (number_room(t), 0.0), &label);
}

fn head(c: &Comparison, d: &Difference) -> String {
    format!("{}, {} minus {}", words::measure(c, &d.measure), d.a, d.b)
}

fn in_words(d: &Difference) -> String {
    let (scale, decimals) = if d.measure.starts_with("gain:") { (1.0, 2) } else { (100.0, 0) };
    let show = |v: f64| words::signed(v * scale, decimals);
    format!("{} ({} to {}), {}", show(d.estimate), show(d.low), show(d.high), finding_words(&d.finding))
}

fn finding_words(finding: &Finding) -> String {
    match finding {
        Finding::ByConstruction { why } => format!("no difference by construction: {why}"),
        other => {
            other.reason(crate::language::Language::En).unwrap_or_else(|| Kind::of(other).name().to_owned())
        }
    }
}

/// Every pair and measure, those that are not drawn too.
fn table(c: &Comparison) -> Table {
    let mut table = Table::new(&[
        "Measure",
        "Format",
        "minus format",
        "Difference",
        "95\u{a0}% interval",
        "First is higher in",
        "Second is higher in",
        "Finding",
    ]);
    for d in &c.differences {
        let (scale, decimals) = if d.measure.starts_with("gain:") { (1.0, 3) } else { (100.0, 1) };
        let show = |v: f64| words::signed(v * scale, decimals);
        table.rows.push(vec![
            words::measure(c, &d.measure),
            d.a.clone(),
            d.b.clone(),
            show(d.estimate),
            format!("{} to {}", show(d.low), show(d.high)),
            format!("{} of 100", words::of_100(d.a_higher)),
            format!("{} of 100", words::of_100(d.b_higher)),
            finding_words(&d.finding),
        ]);
    }
    table
}
