//! Who leads where? A tile a combination of the values of two entries, coloured by the format that is ahead, the stronger the further;
//! hatched where the interval of the difference covers 0; a line where the two are level.

use super::canvas::{Anchor, Canvas, Label};
use super::kit::{self, Entry, Sign};
use super::plot::{Paint, Plot};
use super::scale::Scale;
use super::swept::{ticks, titled};
use super::theme::{Theme, mixed};
use super::words::Made;
use super::{Chart, Table, text, words};
use crate::language::Language;
use crate::results::words::thousands;
use crate::say;
use crate::why::sweep::{Sweep, ahead};
use crate::why::sweep_words;

/// File stem.
const STEM: &str = "sweep";

/// Steps of colour.
const STEPS: f64 = 4.0;

/// Draws the chart of two entries and two formats.
pub(crate) fn draw(sweep: &Sweep, made: &Made<'_>, theme: &Theme) -> Chart {
    let language = theme.language;
    let title = titled(sweep, theme);
    let subtitle = say!(
        language,
        "sweep-plane-subtitle",
        measure = words::capital(&sweep_words::measure(sweep, language)),
        a = words::short(&sweep.formats[0], theme),
        b = words::short(&sweep.formats[1], theme),
        unit = sweep_words::unit(sweep, language),
        worlds = thousands(made.worlds),
        scenario = made.scenario
    );
    let canvas = Canvas::new(STEM, theme);
    let y = canvas.head(&title, kit::near(theme, &subtitle));
    let y = kit::key(&canvas, &key(sweep, theme), (theme.margin, theme.width - theme.margin), y) + 6.0;
    let bottom = body(&canvas, sweep, y);
    let table = table(sweep, language);
    let description = sweep_words::edges(sweep, language)
        .into_iter()
        .chain(told(sweep, language))
        .collect::<Vec<_>>()
        .join(" ");
    let svg = canvas.finish(bottom, &made.footer(theme), &title, &description);
    let question = say!(language, "sweep-question");
    Chart { stem: STEM, question, title, subtitle, description, svg, table }
}

fn key(sweep: &Sweep, t: &Theme) -> Vec<Entry> {
    let leads = |format: usize| {
        let name = words::short(&sweep.formats[format], t);
        Entry::boxed(t.look(format).fill, say!(t.language, "sweep-key-leads", format = name))
    };
    let entry = |sign: Sign, text: String| Entry { sign, text, fill: Paint::Ink };
    let mut entries = vec![
        leads(0),
        leads(1),
        entry(Sign::Hatched, say!(t.language, "sweep-key-level")),
        entry(Sign::Bar(t.colours.ink), say!(t.language, "sweep-key-contour")),
    ];
    if sweep.points.iter().any(Result::is_err) {
        entries.push(Entry::boxed(t.colours.ground, say!(t.language, "sweep-key-refused")));
    }
    entries
}

/// The tiles; gives the height under them.
fn body(canvas: &Canvas, sweep: &Sweep, top: f64) -> f64 {
    let t = canvas.theme;
    let (wide, tall) = sweep.size();
    let labels: Vec<String> = sweep.axes[1]
        .steps
        .iter()
        .map(|step| text::shorten(&text::clean(&step.to_string()), t.small, t.inner() * 0.2))
        .collect();
    let left = labels.iter().map(|label| text::width(label, t.small)).fold(0.0, f64::max);
    let second = text::shorten(&text::clean(&sweep_words::axis(sweep, 1, t.language)), t.label, t.inner());
    canvas.text(t.margin, top + t.label, &Label::new(second, t.label));
    let under = t.line(t.label) + t.small * 1.3 + 6.0;
    let across = (t.margin + left + 10.0, t.width - t.margin);
    let down = (top + t.line(t.label) + 6.0, (t.height - kit::foot(t, 0) - under).max(top + 240.0));
    let centres: Vec<f64> = (0..wide).map(|k| k as f64 + 0.5).collect();
    let marks = ticks(sweep, 0, &centres, t.small, (across.1 - across.0) * (wide as f64 - 1.0) / wide as f64);
    let scales = (Scale::new(0.0, wide as f64), Scale::new(0.0, tall as f64));
    let plot = canvas.plot(scales, across, down);
    let largest = (0..tall).flat_map(|j| (0..wide).map(move |i| (i, j)));
    let largest = largest
        .filter_map(|(i, j)| Some(sweep.at(i, j)?.difference(0, 1).estimate.abs()))
        .fold(0.0, f64::max);
    for j in 0..tall {
        for i in 0..wide {
            tile(&plot, sweep, t, (i, j), largest);
        }
    }
    for [from, to] in sweep.contour(0, 1) {
        let at = |(x, y): (f64, f64)| (x + 0.5, y + 0.5);
        plot.line(at(from), at(to), t.colours.ground, 4.5 * t.scale);
    }
    for [from, to] in sweep.contour(0, 1) {
        let at = |(x, y): (f64, f64)| (x + 0.5, y + 0.5);
        plot.line(at(from), at(to), t.colours.ink, 2.4 * t.scale);
    }
    // Values up the side, as many as have room.
    let mut free = f64::INFINITY;
    for (j, label) in labels.iter().enumerate() {
        let y = plot.y(j as f64 + 0.5);
        if y + t.small * 0.7 <= free {
            free = y - t.small * 0.7;
            canvas.text_mid(across.0 - 8.0, y, &Label::new(label, t.small).grey().anchor(Anchor::End));
        }
    }
    for (x, label) in marks {
        plot.text((x, 0.0), (0.0, t.small + 4.0), &Label::new(label, t.small).grey().anchor(Anchor::Middle));
    }
    let y = down.1 + t.small * 1.3 + 6.0;
    let first =
        text::shorten(&text::clean(&sweep_words::axis(sweep, 0, t.language)), t.label, across.1 - across.0);
    let middle = f64::midpoint(across.0, across.1);
    canvas.text(middle, y + t.label, &Label::new(first, t.label).anchor(Anchor::Middle));
    y + t.line(t.label)
}

/// One combination.
fn tile(plot: &Plot, sweep: &Sweep, t: &Theme, (i, j): (usize, usize), largest: f64) {
    let (from, to) = ((i as f64, j as f64 + 1.0), (i as f64 + 1.0, j as f64));
    let Some(counts) = sweep.at(i, j) else {
        plot.framed(from, to, (t.colours.ground, t.colours.rule));
        return;
    };
    let difference = counts.difference(0, 1);
    let Some(first) = ahead(&difference) else {
        plot.hatched(from, to);
        return;
    };
    let hue = t.look(usize::from(!first)).fill;
    let step = libm::ceil((difference.estimate.abs() / largest.max(1e-9) * STEPS).clamp(1.0, STEPS));
    let fill = mixed(hue, t.colours.ground, 0.25 + 0.75 * (step - 1.0) / (STEPS - 1.0));
    plot.framed(from, to, (&fill, t.colours.ground));
    let words = sweep_words::difference(sweep, difference.estimate);
    let (wide, tall) = (plot.x(to.0) - plot.x(from.0), plot.y(to.1) - plot.y(from.1));
    let middle = (i as f64 + 0.5, j as f64 + 0.5);
    if text::width(&words, t.small) + 8.0 <= wide && t.small * 1.2 <= tall {
        plot.text_mid(middle, (0.0, 0.0), &Label::new(words, t.small).on(&fill).anchor(Anchor::Middle));
    } else {
        // Where a number has no room, a shape tells the formats apart without colour.
        let r = (wide.min(tall) * 0.2).min(4.0 * t.scale);
        plot.marker(t.look(usize::from(!first)).shape, middle, r, t.colours.ink, true);
    }
}

/// The numbers of the four corners.
fn told(sweep: &Sweep, language: Language) -> Vec<String> {
    let (wide, tall) = sweep.size();
    let corners = [(0, 0), (wide - 1, 0), (0, tall - 1), (wide - 1, tall - 1)];
    let corner = |(i, j): (usize, usize)| {
        let d = sweep.at(i, j)?.difference(0, 1);
        let [difference, low, high] = [d.estimate, d.low, d.high].map(|v| sweep_words::difference(sweep, v));
        let (first, second) = (sweep.axes[0].steps[i].to_string(), sweep.axes[1].steps[j].to_string());
        let told = say!(
            language,
            "sweep-told-field",
            first = first,
            second = second,
            difference = difference,
            low = low,
            high = high
        );
        Some(format!("{told}."))
    };
    corners.into_iter().filter_map(corner).collect()
}

fn table(sweep: &Sweep, language: Language) -> Table {
    let (wide, tall) = sweep.size();
    let mut headers = vec![sweep_words::axis(sweep, 1, language)];
    headers.extend(sweep.axes[0].steps.iter().map(ToString::to_string));
    let mut table = Table { headers, rows: Vec::new() };
    for j in (0..tall).rev() {
        let cell = |i: usize| {
            sweep.at(i, j).map_or_else(
                || "–".to_owned(),
                |counts| {
                    let d = counts.difference(0, 1);
                    let [estimate, low, high] =
                        [d.estimate, d.low, d.high].map(|v| sweep_words::difference(sweep, v));
                    format!("{estimate} ({low} … {high})")
                },
            )
        };
        table
            .rows
            .push(std::iter::once(sweep.axes[1].steps[j].to_string()).chain((0..wide).map(cell)).collect());
    }
    table
}

#[cfg(test)]
mod tests {
    use super::draw;
    use crate::chart::swept::tests::held;
    use crate::why::sweep::tests::sweep;

    #[test]
    fn planes_small_and_large_keep_the_rules() {
        let mut plane =
            sweep(&["parties.x.temptation=0.03..3:7:log", "parties.*.demand=0..0.6:7"], |i, j| {
                (i + j != 12).then(|| vec![0.2 + 0.06 * (i + j) as f64, 0.55])
            });
        plane.formats = vec!["three-stage plan".into(), "six-party talks".into()];
        let charts = held(draw, "plane", &plane);
        assert!(charts[0].title.contains("of 48 fields"), "{}", charts[0].title);
        // The contour is there, and a field that the interval does not tell apart is hatched.
        assert!(charts[0].svg.matches("<path").count() > 0);
        held(
            draw,
            "fine",
            &sweep(&["x=0..1:40", "y=0..1:40"], |i, j| Some(vec![(i * j) as f64 / 1600.0, 0.4])),
        );
        held(
            draw,
            "words",
            &sweep(
                &["x=a very long word for a value|b", "y=한국어로 쓴 아주 긴 값의 이름|c"],
                |i, j| Some(vec![0.5 * (i + j) as f64, 0.5]),
            ),
        );
    }
}
