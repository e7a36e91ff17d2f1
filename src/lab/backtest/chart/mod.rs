//! The chart of models of decisions against what was decided: which model comes nearer than the yardstick, and is that clear? A forest plot of
//! paired differences: one panel a score, a row a model. Without intervals (a single proposal) the scores themselves.

#[cfg(test)]
mod tests;

use crate::chart::canvas::{Anchor, Canvas, Label, Paint};
use crate::chart::kit;
use crate::chart::kit::{Entry, Names, Sign};
use crate::chart::plot::Plot;
use crate::chart::scale::{Scale, decimals};
use crate::chart::theme::{Colours, Shape};
use crate::chart::words::{capital, fixed, list, signed};
use crate::chart::{Chart, Table, Theme, text, thousands};
use crate::lab::backtest::Tried;
use crate::lab::backtest::bootstrap::Difference;

/// File stem.
pub const STEM: &str = "models";
/// Question.
pub const QUESTION: &str =
    "Which model comes nearer to what was decided than the yardstick, and is that clear?";

/// Models tried on decisions.
#[derive(Debug, Clone, Copy)]
pub struct Backtested<'a> {
    /// Of what, for headings.
    pub name: &'a str,
    /// Seed, program and the like.
    pub footer: &'a str,
    /// What came of the models, the yardstick first.
    pub models: &'a [Tried],
    /// Decisions with a known outcome.
    pub decisions: usize,
    /// Proposals that all decisions belong to.
    pub proposals: usize,
}

/// What is known of one score of one model.
#[derive(Clone, Copy)]
struct Mark {
    at: f64,
    /// 95 % interval; `None` for the score itself.
    interval: Option<(f64, f64)>,
}

impl Mark {
    fn of(difference: Difference) -> Self {
        Self { at: difference.mean, interval: Some((difference.low, difference.high)) }
    }

    fn finding(self) -> Finding {
        match self.interval {
            Some((_, high)) if high < 0.0 => Finding::Nearer,
            Some((low, _)) if low > 0.0 => Finding::Farther,
            _ => Finding::NotClear,
        }
    }

    fn number(self) -> String {
        if self.interval.is_some() { signed(self.at, 2) } else { fixed(self.at, 2) }
    }

    fn in_words(self) -> String {
        match self.interval {
            Some((low, high)) => {
                format!(
                    "{} ({} to {}), {}",
                    self.number(),
                    signed(low, 2),
                    signed(high, 2),
                    self.finding().name()
                )
            }
            None => self.number(),
        }
    }
}

/// What may be said of a difference.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Finding {
    Nearer,
    Farther,
    NotClear,
}

impl Finding {
    fn name(self) -> &'static str {
        match self {
            Self::Nearer => "clearly nearer",
            Self::Farther => "clearly farther",
            Self::NotClear => "no clear difference",
        }
    }

    /// Shape and colour: told apart without colour too.
    fn mark(self, colours: &Colours) -> (Shape, &'static str, bool) {
        match self {
            Self::Nearer => (Shape::Circle, colours.families[0].fill, false),
            Self::Farther => (Shape::Diamond, colours.families[1].text, true),
            Self::NotClear => (Shape::Cross, colours.rule, false),
        }
    }
}

/// A panel: a head, what left and right mean, and a mark a row.
struct Panel {
    head: &'static str,
    marks: Vec<Option<Mark>>,
}

impl Backtested<'_> {
    /// Whether differences to the yardstick have intervals.
    fn paired(&self) -> bool {
        self.models.iter().any(|model| model.row.error_difference.is_some())
    }

    fn yardstick(&self) -> &str {
        self.models.first().map_or("", |model| model.name.as_str())
    }

    /// The models that have a row: with differences all but the yardstick.
    fn shown(&self) -> Vec<&Tried> {
        let scored = self.models.iter().skip(usize::from(self.paired()));
        scored.filter(|model| model.row.mean_absolute_error.is_some()).collect()
    }

    fn panels(&self) -> Vec<Panel> {
        let (paired, shown) = (self.paired(), self.shown());
        let own = |at: Option<f64>| at.map(|at| Mark { at, interval: None });
        let each = |of: &dyn Fn(&Tried) -> Option<Mark>| shown.iter().map(|model| of(model)).collect();
        let error = |model: &Tried| {
            if paired { model.row.error_difference.map(Mark::of) } else { own(model.row.mean_absolute_error) }
        };
        let crps = |model: &Tried| {
            if paired { model.row.crps_difference.map(Mark::of) } else { own(model.row.crps) }
        };
        let both = [("Error of the number", each(&error)), ("CRPS of the distribution", each(&crps))];
        let panels = both.into_iter().map(|(head, marks)| Panel { head, marks });
        panels.filter(|panel| panel.marks.iter().any(Option::is_some)).collect()
    }
}

/// Draws the chart; `None` where no outcome is known.
pub fn draw(tried: &Backtested<'_>, theme: &Theme) -> Option<Chart> {
    let panels = tried.panels();
    if panels.is_empty() {
        return None;
    }
    let (title, subtitle) = (title(tried), subtitle(tried));
    let canvas = Canvas::new(STEM, theme);
    let mut y = canvas.head(&title, &subtitle);
    if tried.paired() {
        y = key(&canvas, y) + 10.0;
    }
    let bottom = body(&canvas, tried, &panels, y);
    let description = description(tried, &panels);
    let svg = canvas.finish(bottom, tried.footer, &title, &description);
    Some(Chart {
        stem: STEM,
        question: QUESTION.to_owned(),
        title,
        subtitle,
        description,
        svg,
        table: table(tried),
    })
}

/// What the errors of the numbers show.
fn title(tried: &Backtested<'_>) -> String {
    let yardstick = tried.yardstick();
    if !tried.paired() {
        let by = |model: &&Tried| model.row.mean_absolute_error.unwrap_or(f64::INFINITY);
        let best = tried.shown().into_iter().min_by(|a, b| by(a).total_cmp(&by(b)));
        let best = best.map_or_else(String::new, |model| {
            format!("{} misses least, by {}", model.name, fixed(by(&model), 1))
        });
        return format!("{}; one proposal cannot say whether that is clear", capital(&best));
    }
    let clear = |model: &&Tried| {
        model
            .row
            .error_difference
            .filter(|d| Mark::of(*d).finding() == Finding::Nearer)
            .map(|d| (d.mean, model.name.clone()))
    };
    let shown = tried.shown();
    let mut nearer: Vec<(f64, String)> = shown.iter().filter_map(clear).collect();
    nearer.sort_by(|a, b| a.0.total_cmp(&b.0));
    match nearer.as_slice() {
        [] => format!("No model comes clearly nearer to what was decided than the yardstick, {yardstick}"),
        [(by, name)] => {
            let by = fixed(-by, 1);
            format!(
                "{} comes clearly nearer to what was decided than {yardstick}: by {by} points of 100",
                capital(name)
            )
        }
        [(by, name), others @ ..] => {
            let (by, n) = (fixed(-by, 1), others.len());
            format!(
                "{} comes clearly nearer to what was decided than {yardstick}, by {by} points of 100; so do {n} of {} others",
                capital(name),
                shown.len() - 1
            )
        }
    }
}

fn subtitle(tried: &Backtested<'_>) -> String {
    let what = if tried.paired() {
        format!(
            "Less {}, on the same decisions, in points of a scale from 0 to 100; lines: 95\u{a0}% intervals over proposals",
            tried.yardstick()
        )
    } else {
        "Mean over decisions, in points of a scale from 0 to 100; 0 would be what was decided".to_owned()
    };
    let count =
        |n: usize, what: &str| format!("{} {what}{}", thousands(n as u64), if n == 1 { "" } else { "s" });
    format!(
        "{what}. {} with a known outcome, {}. {}",
        count(tried.decisions, "decision"),
        count(tried.proposals, "proposal"),
        tried.name
    )
}

fn key(canvas: &Canvas<'_>, y: f64) -> f64 {
    let t = canvas.theme;
    let entry = |finding: Finding| {
        let (shape, colour, hollow) = finding.mark(&t.colours);
        let text = format!(
            "{} (interval {})",
            finding.name(),
            if finding == Finding::NotClear { "holds 0" } else { "leaves out 0" }
        );
        Entry { sign: Sign::Marker(shape, colour, hollow), text, fill: Paint::Grey }
    };
    let entries = [Finding::Nearer, Finding::Farther, Finding::NotClear].map(entry);
    kit::key(canvas, &entries, (t.margin, t.width - t.margin), y)
}

fn body(canvas: &Canvas<'_>, tried: &Backtested<'_>, panels: &[Panel], top: f64) -> f64 {
    let t = canvas.theme;
    let shown = tried.shown();
    let names = Names::fit(shown.iter().map(|model| model.name.as_str()), t.label, t.inner() * 0.27);
    let left = t.margin + names.width + 14.0;
    let row = names.row(t, t.label * 1.8);
    let head = top + 2.0 * t.line(t.label) + 4.0;
    let end = head + shown.len() as f64 * row + 4.0;
    let mut bottom = end;
    let mut plots = Vec::new();
    for (panel, (scale, sides)) in panels.iter().zip(scales(t, left, panels)) {
        let plot = canvas.rows(scale.clone(), sides, (head, end));
        bottom = frame(canvas, (panel, &plot), (tried.paired(), scale.ticks()), top);
        plots.push((panel, plot));
    }
    for (place, lines) in names.lines.iter().enumerate() {
        let mid = head + (place as f64 + 0.5) * row;
        canvas.lines_mid(t.margin, mid, lines, &Label::new("", t.label));
        for (panel, plot) in &plots {
            match panel.marks[place] {
                Some(mark) => one(plot, t, mark, mid),
                None => number(plot, t, &Label::new("–", t.small).grey(), mid),
            }
        }
    }
    bottom
}

/// A scale for each panel, and its left and right edge.
fn scales(theme: &Theme, left: f64, panels: &[Panel]) -> Vec<(Scale, (f64, f64))> {
    let gap = 26.0 * theme.scale;
    let each = (theme.width - theme.margin - left - gap * (panels.len() - 1) as f64) / panels.len() as f64;
    let scale = |(place, panel): (usize, &Panel)| {
        let start = left + place as f64 * (each + gap);
        let marks = || panel.marks.iter().flatten();
        let ends = marks().flat_map(|mark| {
            let (low, high) = mark.interval.unwrap_or((0.0, mark.at));
            [low, high, mark.at]
        });
        let (low, high) = ends.fold((0.0f64, 0.0f64), |(low, high), x| (low.min(x), high.max(x)));
        let more = 0.06 * (high - low).max(0.5);
        let low = if low < 0.0 { low - more } else { low };
        let long = each - room(theme);
        let label = text::width("+10", theme.small) + 14.0;
        (Scale::new(low, high + more).ticked(long, label), (start, start + long))
    };
    panels.iter().enumerate().map(scale).collect()
}

/// Width of the column of numbers at the right of a panel.
fn room(theme: &Theme) -> f64 {
    text::width("−100.00", theme.small) + 6.0
}

/// Head, directions, grid and zero line of a panel; gives the height under its axis.
fn frame(
    canvas: &Canvas<'_>,
    (panel, plot): (&Panel, &Plot),
    (paired, ticks): (bool, &[f64]),
    top: f64,
) -> f64 {
    let t = canvas.theme;
    canvas.text(plot.left(), top + t.label, &Label::new(panel.head, t.label).bold());
    let way = if paired { "← nearer than the yardstick" } else { "← nearer" };
    canvas.text(plot.left(), top + t.label + t.line(t.label), &Label::new(way, t.small).grey());
    let digits = if ticks.iter().all(|tick| tick.fract() == 0.0) { 0 } else { decimals(ticks) };
    let shown = |v: f64| if paired { signed(v, digits) } else { fixed(v, digits) };
    let bottom = plot.across(t, shown);
    plot.upright(0.0, t.colours.rule, 1.5);
    bottom
}

/// Interval, marker and number of one model.
fn one(plot: &Plot, t: &Theme, mark: Mark, y: f64) {
    let (shape, colour, hollow) = if mark.interval.is_some() {
        mark.finding().mark(&t.colours)
    } else {
        (Shape::Circle, t.colours.families[0].fill, false)
    };
    if let Some((low, high)) = mark.interval {
        plot.line((low, y), (high, y), colour, 2.0 * t.scale);
    }
    plot.marker(shape, (mark.at, y), 4.6 * t.scale, colour, hollow);
    number(plot, t, &Label::new(mark.number(), t.small), y);
}

/// A number in the column at the right of a panel.
fn number(plot: &Plot, t: &Theme, label: &Label, y: f64) {
    plot.text_mid((f64::INFINITY, y), (room(t), 0.0), &label.clone().anchor(Anchor::End));
}

fn description(tried: &Backtested<'_>, panels: &[Panel]) -> String {
    let shown = tried.shown();
    let of = |place: usize| {
        let known = panels.iter().filter_map(|panel| {
            Some(format!("{} {}", panel.head.to_lowercase(), panel.marks[place]?.in_words()))
        });
        list(&known.collect::<Vec<_>>())
    };
    kit::sentences(shown.iter().enumerate().map(|(place, model)| (model.name.clone(), of(place))))
}

/// The figures of all models, the yardstick too.
fn table(tried: &Backtested<'_>) -> Table {
    let mut table =
        Table::new(&["Model", "Decisions", "Mean error", "Less the yardstick", "CRPS", "Less the yardstick"]);
    let number = |x: Option<f64>| x.map_or_else(|| "–".to_owned(), |x| fixed(x, 2));
    let apart = |d: Option<Difference>| d.map_or_else(|| "–".to_owned(), |d| Mark::of(d).in_words());
    for model in tried.models {
        let row = model.row;
        table.rows.push(vec![
            model.name.clone(),
            thousands(row.n as u64),
            number(row.mean_absolute_error),
            apart(row.error_difference),
            number(row.crps),
            apart(row.crps_difference),
        ]);
    }
    table
}
