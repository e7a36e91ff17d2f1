//! What drives the difference between two formats? A bar an input, the longest at the top, with its interval; a dashed line where a dummy, on
//! which nothing depends, still reaches.

use super::canvas::{Anchor, Canvas, Label};
use super::kit::{self, Entry, Names, Sign};
use super::plot::Paint;
use super::scale::Scale;
use super::theme::{Shape, Theme};
use super::{Chart, Table, text, words};
use crate::say;
use crate::why::sensitivity::Interval;

/// File stem.
const STEM: &str = "sensitivity";

/// The bars, and what they are of.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Tornado<'a> {
    /// The finding.
    pub(crate) title: &'a str,
    /// The first format.
    pub(crate) a: &'a str,
    /// The second.
    pub(crate) b: &'a str,
    /// The measure in words.
    pub(crate) measure: &'a str,
    /// From the top.
    pub(crate) bars: Vec<Bar>,
    /// What the dummy reaches, and what it is called.
    pub(crate) floor: (f64, String),
    /// What the bars measure.
    pub(crate) axis: &'a str,
    /// What the key says of the mark on a bar, if there is one.
    pub(crate) mark: Option<String>,
    /// Numbers of the axis are values times this.
    pub(crate) scale: f64,
    /// Where the chart comes from.
    pub(crate) footer: &'a str,
}

/// One input.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Bar {
    /// What it is called.
    pub(crate) label: String,
    /// Its length.
    pub(crate) value: Interval,
    /// A mark on it: what it does by itself.
    pub(crate) mark: Option<f64>,
    /// Whether more of it means more for the first format; `None`: it has no direction.
    pub(crate) toward: Option<bool>,
    /// Its numbers.
    pub(crate) numbers: String,
}

/// Draws the chart; `None` without bars.
pub(crate) fn draw(tornado: &Tornado<'_>, theme: &Theme) -> Option<Chart> {
    if tornado.bars.is_empty() {
        return None;
    }
    let language = theme.language;
    let subtitle = say!(
        language,
        "sweep-tornado-subtitle",
        axis = tornado.axis,
        a = words::short(tornado.a, theme),
        b = words::short(tornado.b, theme),
        measure = tornado.measure
    );
    let title = words::capital(tornado.title);
    let canvas = Canvas::new(STEM, theme);
    let y = canvas.head(&title, kit::near(theme, &subtitle));
    let y = kit::key(&canvas, &key(tornado, theme), (theme.margin, theme.width - theme.margin), y) + 6.0;
    let bottom = body(&canvas, tornado, y);
    let told = tornado.bars.iter().map(|bar| (bar.label.clone(), bar.numbers.clone()));
    let description = kit::sentences(told);
    let svg = canvas.finish(bottom, tornado.footer, &title, &description);
    let headers = vec![say!(language, "why-head-input"), tornado.axis.to_owned()];
    let rows = tornado.bars.iter().map(|bar| vec![bar.label.clone(), bar.numbers.clone()]).collect();
    let question = say!(language, "sweep-tornado-question");
    Some(Chart { stem: STEM, question, title, subtitle, description, svg, table: Table { headers, rows } })
}

fn key(tornado: &Tornado<'_>, t: &Theme) -> Vec<Entry> {
    let entry = |sign: Sign, text: String| Entry { sign, text, fill: Paint::Ink };
    let mut entries = Vec::new();
    for (format, first) in [(tornado.a, true), (tornado.b, false)] {
        if tornado.bars.iter().any(|bar| bar.toward == Some(first)) {
            let (colour, shape) = look(t, Some(first));
            let words = say!(t.language, "sweep-key-toward", format = words::short(format, t));
            entries.push(entry(Sign::Marker(shape, colour, false), words));
        }
    }
    if tornado.bars.iter().any(|bar| bar.toward.is_none()) && !entries.is_empty() {
        entries.push(Entry::boxed(t.colours.bar, say!(t.language, "sweep-key-no-direction")));
    }
    if let Some(mark) = &tornado.mark {
        entries.push(entry(Sign::Marker(Shape::Diamond, t.colours.ink, true), mark.clone()));
    }
    entries.push(entry(Sign::Tick(t.colours.ink), tornado.floor.1.clone()));
    entries
}

/// Colour and shape by where more of an input leads.
fn look(t: &Theme, toward: Option<bool>) -> (&'static str, Shape) {
    match toward {
        Some(true) => (t.look(0).fill, t.look(0).shape),
        Some(false) => (t.look(1).fill, t.look(1).shape),
        None => (t.colours.bar, Shape::Circle),
    }
}

/// Names, bars and numbers; gives the height under them.
fn body(canvas: &Canvas, tornado: &Tornado<'_>, top: f64) -> f64 {
    let t = canvas.theme;
    let below = kit::below(t, false, 0) + t.line(t.small);
    let most = ((t.height - top - below) / (t.label * 1.5)).floor().max(3.0) as usize;
    let bars = &tornado.bars[..tornado.bars.len().min(most)];
    let row = ((t.height - top - below) / bars.len() as f64).min(44.0 * t.scale);
    let lines = if row > 2.3 * t.label { 2.0 } else { 1.0 };
    let cap = t.inner() * 0.36;
    let short: Vec<String> = bars
        .iter()
        .map(|bar| {
            text::shorten(&text::clean(&bar.label), t.label, cap * if lines > 1.5 { 1.6 } else { 1.0 })
        })
        .collect();
    let names = Names::fit(short.iter().map(String::as_str), t.label, cap);
    let numbers = bars.iter().map(|bar| text::width(&bar.numbers, t.small)).fold(0.0, f64::max);
    let left = t.margin + names.width + 10.0 * t.scale;
    let right = t.width - t.margin - numbers - 12.0 * t.scale;
    let end = top + row * bars.len() as f64;
    let high = bars.iter().map(|bar| bar.value.high.max(bar.value.estimate)).fold(tornado.floor.0, f64::max);
    let high = (high * tornado.scale * 1.02).max(1e-3);
    let scale = Scale::new(0.0, high).ticked(right - left, text::width("0.00", t.small) + t.small);
    let fine = if high > 3.0 { 0 } else { super::scale::decimals(scale.ticks()) };
    let plot = canvas.rows(scale, (left, right), (top, end));
    let bottom = plot.across(t, |v| words::fixed(v, fine));
    for (k, bar) in bars.iter().enumerate() {
        let y = top + row * (k as f64 + 0.5);
        let half = (row * 0.3).min(13.0 * t.scale);
        let (colour, shape) = look(t, bar.toward);
        let at = |value: f64| value.max(0.0) * tornado.scale;
        canvas.lines_mid(
            left - 10.0 * t.scale,
            y,
            &names.lines[k],
            &Label::new("", t.label).anchor(Anchor::End),
        );
        plot.bar((0.0, y - half), (at(bar.value.estimate), y + half), colour);
        plot.line((at(bar.value.low), y), (at(bar.value.high), y), t.colours.ink, 1.6 * t.scale);
        if bar.toward.is_some() {
            plot.marker(shape, (at(bar.value.estimate), y), 4.5 * t.scale, colour, false);
        }
        if let Some(mark) = bar.mark {
            plot.marker(Shape::Diamond, (at(mark), y), 4.5 * t.scale, t.colours.ink, true);
        }
        let label = Label::new(&bar.numbers, t.small).anchor(Anchor::End);
        canvas.text_mid(t.width - t.margin, y, &label);
    }
    plot.upright_dashed(tornado.floor.0.max(0.0) * tornado.scale, t.colours.ink, 1.5);
    let axis = text::shorten(&text::clean(tornado.axis), t.small, t.inner());
    canvas.text(t.width - t.margin, bottom + t.small, &Label::new(axis, t.small).grey().anchor(Anchor::End));
    bottom + t.line(t.small)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chart::rules::{complete, elements, marks_inside, texts_apart};
    use crate::language::Language;

    fn bars(count: usize, mark: bool) -> Vec<Bar> {
        let bar = |k: usize| {
            let estimate = 0.6 / (k + 1) as f64;
            Bar {
                label: if k.is_multiple_of(2) {
                    format!("북한의 요구가 그 밖의 것보다 클 때 {k}")
                } else {
                    format!("what “halted” (nuclear and missile tests) is worth to North Korea {k}")
                },
                value: Interval { estimate, low: estimate - 0.1, high: estimate + 0.1 },
                mark: mark.then_some(estimate / 2.0),
                toward: (!mark).then_some(k.is_multiple_of(3)).filter(|_| k != 4),
                numbers: format!("{estimate:.2} (0.10–0.90)"),
            }
        };
        (0..count).map(bar).collect()
    }

    #[test]
    fn few_and_many_bars_keep_the_rules() {
        let gallery = std::env::var("ROUNDTABLE_GALLERY").ok();
        for (count, mark) in [(1, false), (6, true), (15, false)] {
            for theme_name in Theme::NAMES {
                for language in Language::ALL {
                    let theme = Theme::named(theme_name).expect("a theme").speaking(language);
                    let tornado = Tornado {
                        title: "Above all North Korea's demand: first-order index 0.60",
                        a: "three-stage plan",
                        b: "여섯 나라가 함께 여는 회담",
                        measure: "an agreement signed",
                        bars: bars(count, mark),
                        floor: (0.02, "what none of 3,000 dummies passes".into()),
                        axis: "share of the variance",
                        mark: mark.then(|| "by itself".to_owned()),
                        scale: 1.0,
                        footer: "made-up · n = 400 assumed worlds, not a forecast",
                    };
                    let chart = draw(&tornado, &theme).unwrap();
                    let name = format!("{count}-{theme_name}-{language}");
                    if let Some(folder) = &gallery {
                        std::fs::write(format!("{folder}/tornado-{name}.svg"), &chart.svg).expect("a folder");
                    }
                    let elements = elements(&chart.svg);
                    texts_apart(&name, &elements);
                    marks_inside(&name, &elements);
                    complete(&name, &theme, &chart, &elements);
                    assert!(elements[0].number("height") <= 740.0, "{name}");
                }
            }
        }
    }
}
