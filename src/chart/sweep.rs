//! Where does the order turn? A line a format over the values of one entry, with the band of its interval; the two formats whose order turns
//! are in colour, and a dashed line stands where it does. Of two entries: `phase`.

use super::canvas::{Anchor, Canvas, Label};
use super::kit;
use super::plot::Plot;
use super::scale::{Scale, covering, decimals};
use super::swept::{ticks, titled};
use super::theme::{Look, Theme};
use super::words::Made;
use super::{Chart, Table, text, words};
use crate::language::Language;
use crate::results::words::{of_100, own_scale, thousands};
use crate::say;
use crate::why::sweep::{Course, Sweep};
use crate::why::sweep_words;

/// File stem.
pub(crate) const STEM: &str = "sweep";

/// Draws the lines of a sweep over one entry.
pub(crate) fn draw(sweep: &Sweep, made: &Made<'_>, theme: &Theme) -> Chart {
    let language = theme.language;
    let title = titled(sweep, theme);
    let subtitle = say!(
        language,
        "sweep-subtitle",
        measure = words::capital(&sweep_words::measure(sweep, language)),
        unit = sweep_words::unit(sweep, language),
        what = sweep_words::axis(sweep, 0, language),
        worlds = thousands(made.worlds),
        scenario = made.scenario
    );
    let canvas = Canvas::new(STEM, theme);
    let top = canvas.head(&title, kit::near(theme, &subtitle));
    let course = sweep.courses().into_iter().next();
    let bottom = body(&canvas, sweep, course.as_ref(), top);
    let description = kit::sentences(
        sweep.formats.iter().enumerate().map(|(f, name)| (name.clone(), told(sweep, f, language))),
    );
    let svg = canvas.finish(bottom, &made.footer(theme), &title, &description);
    let question = say!(language, "sweep-question");
    Chart { stem: STEM, question, title, subtitle, description, svg, table: table(sweep, language) }
}

/// A number of the measure.
fn number(sweep: &Sweep, value: f64) -> String {
    if sweep.measure.is_share() { of_100(value) } else { own_scale(value) }
}

fn told(sweep: &Sweep, format: usize, language: Language) -> String {
    let at = |(k, step): (usize, &crate::scenario::vary::Step)| {
        let value = sweep.at(k, 0)?.value(format);
        let [estimate, low, high] = [value.estimate, value.low, value.high].map(|v| number(sweep, v));
        Some(say!(
            language,
            "sweep-told",
            value = step.to_string(),
            estimate = estimate,
            low = low,
            high = high
        ))
    };
    sweep.axes[0].steps.iter().enumerate().filter_map(at).collect::<Vec<_>>().join(", ")
}

/// The picture; gives the height under it.
fn body(canvas: &Canvas, sweep: &Sweep, course: Option<&Course>, top: f64) -> f64 {
    let t = canvas.theme;
    let index: Vec<f64> = (0..sweep.size().0).map(|k| k as f64).collect();
    let places = sweep.axes[0].places().unwrap_or(index);
    let size = t.label;
    let cap = t.inner() * if t.is_near() { 0.24 } else { 0.3 };
    let names: Vec<String> =
        sweep.formats.iter().map(|n| text::shorten(&text::clean(n), size, cap)).collect();
    let widest = names.iter().map(|name| text::width_bold(name, size)).fold(0.0, f64::max);
    let up = up(sweep, t);
    let numbers = text::width("−0.00", t.small) + 8.0;
    let across = (t.margin + numbers, t.width - t.margin - widest - 14.0 * t.scale);
    let head = t.line(t.small) + 4.0;
    let under = t.line(t.label) + 4.0;
    let notes = kit::below(t, false, 1) + under;
    let down = (top + head, (t.height - notes).max(top + head + 160.0));
    let ticks = ticks(sweep, 0, &places, t.small, (across.1 - across.0) * 0.94);
    let (first, last) = (places[0], places[places.len() - 1]);
    let edge = (last - first) * 0.03;
    let scale = Scale::new(first - edge, last + edge).with_ticks(ticks.iter().map(|(at, _)| *at).collect());
    let plot = canvas.plot((scale, up.clone()), across, down);
    let fine = decimals(up.ticks());
    plot.up(t, |v| if sweep.measure.is_share() { words::fixed(v * 100.0, 0) } else { words::fixed(v, fine) });
    // Below the numbers of the scale up, which reach down to half a line under its end.
    let bottom = plot.across(t, |_| String::new()) + 5.0;
    for (at, words) in &ticks {
        let label = Label::new(words, t.small).grey().anchor(Anchor::Middle);
        plot.text((*at, f64::NEG_INFINITY), (0.0, t.small + 10.0), &label);
    }
    let middle = f64::midpoint(across.0, across.1);
    let what =
        text::shorten(&text::clean(&sweep_words::axis(sweep, 0, t.language)), t.label, across.1 - across.0);
    canvas.text(middle, bottom + t.label, &Label::new(what, t.label).anchor(Anchor::Middle));
    let pair = course.map(|course| [course.a, course.b]);
    turns(&plot, t, course, &places);
    let last = marks(&plot, sweep, t, pair, &places);
    let left_out = ends(canvas, &names, &last, pair, (across.1 + 8.0 * t.scale, down));
    let mut y = bottom + under;
    if left_out > 0 {
        let note = say!(t.language, "sweep-more-lines", count = left_out.to_string());
        y = kit::notes(canvas, &kit::note_lines(t, &[note]), y);
    }
    y
}

/// The scale up: shares from 0 to 100; gains as far as they go.
fn up(sweep: &Sweep, t: &Theme) -> Scale {
    if sweep.measure.is_share() {
        return Scale::share().with_ticks(vec![0.0, 0.25, 0.5, 0.75, 1.0]);
    }
    let all = sweep.points.iter().flatten();
    let values = all.flat_map(|counts| (0..sweep.formats.len()).map(move |f| counts.value(f)));
    let (low, high) = covering(values.flat_map(|value| [value.low, value.high, value.estimate]));
    Scale::new(low, high).ticked(t.height * 0.6, t.small * 3.0)
}

/// How a format looks: of the pair in colour, others grey.
fn look(t: &Theme, pair: Option<[usize; 2]>, format: usize) -> Option<Look> {
    let [a, b] = pair.unwrap_or([0, 0]);
    if format == a {
        Some(t.look(0))
    } else if format == b {
        Some(t.look(1))
    } else {
        None
    }
}

/// Bands, lines and markers, those of the pair on top; gives the last value of each format.
fn marks(plot: &Plot, sweep: &Sweep, t: &Theme, pair: Option<[usize; 2]>, places: &[f64]) -> Vec<f64> {
    let n = sweep.formats.len();
    let mut order: Vec<usize> = (0..n).collect();
    order.sort_by_key(|format| look(t, pair, *format).is_some());
    let mut last = vec![0.0; n];
    for format in order {
        // A refused value breaks the line.
        let all: Vec<Option<(f64, crate::why::sensitivity::Interval)>> =
            (0..places.len()).map(|k| Some((places[k], sweep.at(k, 0)?.value(format)))).collect();
        let look = look(t, pair, format);
        let colour = look.map_or(t.colours.mark, |look| look.fill);
        for run in all.split(Option::is_none) {
            let run: Vec<_> = run.iter().flatten().collect();
            if look.is_some() && run.len() > 1 {
                let upper = run.iter().map(|(x, v)| (*x, v.high));
                let lower = run.iter().rev().map(|(x, v)| (*x, v.low));
                plot.filled(&upper.chain(lower).collect::<Vec<_>>(), colour, 0.18);
            }
            let line: Vec<(f64, f64)> = run.iter().map(|(x, v)| (*x, v.estimate)).collect();
            let width = if look.is_some() { 2.2 * t.scale } else { 1.1 * t.scale };
            plot.series(&line, colour, width, if look.is_some() { 1.0 } else { 0.7 });
            for (x, v) in &run {
                match look {
                    Some(look) => plot.marker(look.shape, (*x, v.estimate), 4.0 * t.scale, colour, false),
                    None => plot.dot((*x, v.estimate), 2.0 * t.scale, colour),
                }
            }
            if let Some((_, value)) = run.last() {
                last[format] = value.estimate;
            }
        }
    }
    last.iter().map(|value| plot.y(*value)).collect()
}

/// Dashed lines where the order turns, with the value above.
fn turns(plot: &Plot, t: &Theme, course: Option<&Course>, places: &[f64]) {
    let mut free = f64::NEG_INFINITY;
    for turn in course.iter().flat_map(|course| &course.turns) {
        let (k, along) = (turn.position as usize, turn.position.fract());
        let next = places.get(k + 1).copied().unwrap_or(places[k]);
        let x = places[k] + (next - places[k]) * along;
        plot.upright_dashed(x, t.colours.ink, 1.5);
        let words = say!(t.language, "sweep-turn", at = turn.at);
        let words = text::shorten(&words, t.small, plot.right() - plot.left());
        let half = text::width(&words, t.small) / 2.0;
        let middle = plot.x(x).clamp(plot.left() + half, (plot.right() - half).max(plot.left() + half));
        if middle - half >= free {
            free = middle + half + t.small * 0.5;
            let by = (middle - plot.x(x), 0.0);
            let top = plot.y(f64::INFINITY);
            let label = Label::new(words, t.small).anchor(Anchor::Middle);
            plot.text((x, f64::INFINITY), (by.0, plot.y(f64::INFINITY) - top - 6.0), &label);
        }
    }
}

/// Names at the right ends of the lines, apart from one another; gives how many had no room.
fn ends(
    canvas: &Canvas,
    names: &[String],
    heights: &[f64],
    pair: Option<[usize; 2]>,
    (x, (top, bottom)): (f64, (f64, f64)),
) -> usize {
    let t = canvas.theme;
    let step = t.line(t.label);
    let room = ((bottom - top) / step).floor().max(1.0) as usize;
    let mut named: Vec<usize> = (0..names.len()).collect();
    // The pair first, then in the order of the file.
    named.sort_by_key(|format| look(t, pair, *format).is_none());
    named.truncate(room);
    let left_out = names.len() - named.len();
    named.sort_by(|a, b| heights[*a].total_cmp(&heights[*b]));
    let mut at: Vec<f64> =
        named.iter().map(|format| heights[*format].clamp(top + step / 2.0, bottom)).collect();
    for k in 1..at.len() {
        at[k] = at[k].max(at[k - 1] + step);
    }
    // The last value on the axis stands below.
    let mut limit = bottom - t.label * 0.6;
    for y in at.iter_mut().rev() {
        *y = y.min(limit);
        limit = *y - step;
    }
    for (format, y) in named.iter().zip(at) {
        let label = Label::new(&names[*format], t.label);
        let label = match look(t, pair, *format) {
            Some(look) => label.fill(look.text).bold(),
            None => label.grey(),
        };
        canvas.text_mid(x, y, &label);
    }
    left_out
}

fn table(sweep: &Sweep, language: Language) -> Table {
    let mut headers = vec![sweep_words::axis(sweep, 0, language)];
    headers.extend(sweep.formats.iter().cloned());
    let mut table = Table { headers, rows: Vec::new() };
    for (k, step) in sweep.axes[0].steps.iter().enumerate() {
        let Some(counts) = sweep.at(k, 0) else { continue };
        let mut row = vec![step.to_string()];
        row.extend((0..sweep.formats.len()).map(|format| {
            let value = counts.value(format);
            let [estimate, low, high] = [value.estimate, value.low, value.high].map(|v| number(sweep, v));
            format!("{estimate} ({low}–{high})")
        }));
        table.rows.push(row);
    }
    table
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chart::swept::tests::held;
    use crate::why::sweep::tests::sweep;

    #[test]
    fn lines_of_two_of_many_and_of_long_names_keep_the_rules() {
        let mut two = sweep(&["parties.x.demand=0..0.4:5"], |k, _| Some(vec![0.8 - 0.2 * k as f64, 0.5]));
        two.formats = vec!["six-party talks".into(), "top-down summits".into()];
        let charts = held(draw, "two", &two);
        assert!(charts[0].title.starts_with("“six-party talks” leads up to 0.15"), "{}", charts[0].title);
        assert!(charts[0].svg.contains("turns at 0.15") && charts[1].svg.contains("0.15에서 바뀐다"));
        let mut many = sweep(&["a=0.01..1:9:log"], |k, _| {
            (k != 4).then(|| (0..30).map(|f| ((f * 7 + k * 3) % 29) as f64 / 29.0).collect())
        });
        many.formats = (0..30)
            .map(|f| format!("여섯 나라가 함께 여는 회담의 아주 긴 이름 {f} with a tail of many letters"))
            .collect();
        held(draw, "many", &many);
        held(
            draw,
            "words",
            &sweep(&["a=a long first value|another long value|third"], |k, _| {
                Some(vec![0.2 + 0.3 * k as f64, 0.5])
            }),
        );
        held(draw, "one", &sweep(&["a=0..0.1 to 0.9..1:11"], |k, _| Some(vec![0.05 * k as f64])));
    }
}
