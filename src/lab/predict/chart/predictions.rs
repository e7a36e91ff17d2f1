//! What does each model predict, issue by issue? One row a model: on a line the median with its range over the worlds, else the shares of
//! worlds by level.

use super::Predicted;
use crate::chart::canvas::{Canvas, Label};
use crate::chart::kit::{self, Entry, Names, Sign};
use crate::chart::plot::Plot;
use crate::chart::scale::Scale;
use crate::chart::theme::steps;
use crate::chart::words::{fixed, of_100};
use crate::chart::{Chart, Table, Theme, text};
use crate::lab::predict::{Forecast, IssueIn};

/// File stem.
pub const STEM: &str = "predictions";
/// Question.
pub const QUESTION: &str = "What does each model predict, issue by issue, and in how many worlds?";

/// Draws the chart; `None` without issues.
pub fn draw(predicted: &Predicted<'_>, theme: &Theme) -> Option<Chart> {
    let p = predicted.prediction;
    if p.issues.is_empty() {
        return None;
    }
    let title = title(predicted);
    let several = p.worlds > 1;
    let subtitle = format!(
        "{}. {}",
        if several {
            format!(
                "Marks: the median over {} assumed worlds with its 5–95 % range; bars: worlds of 100 in which a level is predicted, the blank \
                 part where the model says nothing",
                p.worlds
            )
        } else {
            "Predicted place on the scale from 0 to 100; upright lines: what holds without a decision (grey), what was decided (black)"
                .to_owned()
        },
        predicted.name
    );
    let canvas = Canvas::new(STEM, theme);
    let mut y = canvas.head(&title, &subtitle);
    let names = Names::fit(p.models.iter().map(|m| m.name), theme.small, theme.inner() * 0.22);
    for issue in 0..p.issues.len() {
        y = facet(&canvas, predicted, (issue, &names), y) + 14.0 * theme.scale;
    }
    let description = description(predicted);
    let svg = canvas.finish(y, predicted.footer, &title, &description);
    Some(Chart {
        stem: STEM,
        question: QUESTION.to_owned(),
        title,
        subtitle,
        description,
        svg,
        table: table(predicted),
    })
}

/// Whether shares of levels are drawn instead of places: kinds, and two levels, between which nothing lies.
fn as_shares(issue: &IssueIn) -> bool {
    !issue.levels.is_empty() && (!issue.line || issue.levels.len() == 2)
}

fn facet(canvas: &Canvas<'_>, predicted: &Predicted<'_>, (at, names): (usize, &Names), top: f64) -> f64 {
    let t = canvas.theme;
    let p = predicted.prediction;
    let issue = &p.issues[at];
    let mut y = top + t.label;
    let heading = text::shorten(&text::clean(&issue.name), t.label * 1.16, t.inner());
    canvas.text(t.margin, y, &Label::new(heading, t.label).bold());
    y += 5.0;
    let shades = steps(issue.levels.len());
    if as_shares(issue) {
        let entry = |(k, level): (usize, &String)| Entry::boxed(shades[k].clone(), level.clone());
        let entries: Vec<Entry> = issue.levels.iter().enumerate().map(entry).collect();
        y = kit::key(canvas, &entries, (t.margin, t.width - t.margin), y) + 2.0;
    } else if !issue.levels.is_empty() {
        let last = (issue.levels.len() - 1) as f64;
        let place = |(k, level): (usize, &String)| format!("{} {level}", fixed(100.0 * k as f64 / last, 0));
        let words: Vec<String> = issue.levels.iter().enumerate().map(place).collect();
        for line in text::wrap(&text::clean(&words.join(" · ")), t.small, t.inner(), 4) {
            y += t.line(t.small);
            canvas.text(t.margin, y, &Label::new(line, t.small).grey());
        }
        y += 6.0;
    }
    let left = t.margin + names.width + 14.0;
    let right = t.width - t.margin - t.inner() * 0.24;
    let scale = Scale::new(0.0, 100.0).ticked(right - left, 60.0 * t.scale);
    let heights: Vec<f64> = names
        .lines
        .iter()
        .map(|lines| (lines.len() as f64 * t.line(t.small)).max(t.line(t.small)) + 5.0)
        .collect();
    let bottom = y + heights.iter().sum::<f64>();
    let plot = canvas.rows(scale, (left, right), (y, bottom));
    let under = plot.across(t, |v| fixed(v, 0));
    if !as_shares(issue) {
        for (value, colour) in [(issue.reference, t.colours.rule), (issue.outcome, t.colours.ink)] {
            if let Some(value) = value {
                plot.upright(value, colour, 2.0);
            }
        }
    }
    for (model, height) in heights.iter().enumerate() {
        let mid = y + height / 2.0;
        let look = t.look(model);
        canvas.lines_mid(t.margin, mid, &names.lines[model], &Label::new("", t.small).fill(look.text));
        let forecast = &p.models[model].issues[at];
        row((&plot, t), (issue, forecast, p.worlds), (model, &shades), mid);
        y += height;
    }
    under
}

/// One model on one issue.
fn row(
    (plot, t): (&Plot, &Theme),
    (issue, forecast, worlds): (&IssueIn, &Forecast, usize),
    (model, shades): (usize, &[String]),
    y: f64,
) {
    let (left, right) = (plot.left(), plot.right());
    if forecast.says == 0 {
        let why = forecast.silent.first().map_or("", |(why, _)| why.as_str());
        let words = format!("– {why}");
        let room = t.width - t.margin - left;
        let words = text::shorten(&text::clean(&words), t.small, room);
        let ground = text::width(&words, t.small);
        let half = t.small * 0.6;
        plot.bar_beside((0.0, y), [(0.0, -half), (ground, half)], t.colours.ground);
        plot.text_mid((0.0, y), (0.0, 0.0), &Label::new(words, t.small).grey());
        return;
    }
    let look = t.look(model);
    if as_shares(issue) {
        let (upper, lower) = (y - t.small * 0.475, y + t.small * 0.475);
        plot.bar((0.0, upper), (100.0, lower), t.colours.track);
        let mut from = 0.0;
        for (count, shade) in forecast.levels.iter().zip(shades) {
            let share = 100.0 * *count as f64 / worlds as f64;
            plot.bar((from, upper), (from + share, lower), shade);
            from += share;
        }
    } else {
        plot.level(y, t.colours.track, 2.0);
        if let (Some(low), Some(high), Some(median)) = (forecast.low, forecast.high, forecast.median) {
            if high > low {
                plot.line((low, y), (high, y), look.fill, 3.0 * t.scale);
            }
            plot.marker(look.shape, (median, y), 5.0 * t.scale, look.fill, false);
        }
    }
    let words = text::shorten(
        &text::clean(&in_words(issue, forecast, worlds)),
        t.small,
        t.width - t.margin - right - 12.0,
    );
    plot.text_mid((100.0, y), (12.0, 0.0), &Label::new(words, t.small));
}

/// A forecast in a few words.
fn in_words(issue: &IssueIn, forecast: &Forecast, worlds: usize) -> String {
    let level =
        forecast.level.and_then(|level| Some((issue.levels.get(level)?, forecast.levels.get(level)?)));
    match (level, forecast.median) {
        (Some((level, n)), _) if as_shares(issue) => format!("{} {level}", of_100(*n as f64 / worlds as f64)),
        (Some((level, _)), Some(median)) => format!("{} {level}", fixed(median, 0)),
        (_, Some(median)) => fixed(median, 1),
        _ => String::new(),
    }
}

/// How many issues models disagree about; of a single number the range.
fn title(predicted: &Predicted<'_>) -> String {
    let p = predicted.prediction;
    if let [issue] = p.issues.as_slice()
        && issue.levels.is_empty()
    {
        let medians: Vec<f64> = p.models.iter().filter_map(|m| m.issues.first()?.median).collect();
        let (low, high) =
            medians.iter().fold((f64::INFINITY, f64::NEG_INFINITY), |(l, h), m| (l.min(*m), h.max(*m)));
        let decided = issue.outcome.map_or_else(String::new, |x| format!("; decided was {}", fixed(x, 0)));
        return format!("Models say {} to {}{decided}", fixed(low, 0), fixed(high, 0));
    }
    let apart = (0..p.issues.len()).filter(|issue| p.disagree(*issue)).count();
    match (apart, p.issues.len()) {
        (0, n) => format!("The models that apply agree on all of {n} issues"),
        (k, n) => format!("The models disagree on {k} of {n} issues"),
    }
}

fn description(predicted: &Predicted<'_>) -> String {
    let p = predicted.prediction;
    let mut all = vec![format!("{} models, {} issues, {} worlds.", p.models.len(), p.issues.len(), p.worlds)];
    for (at, issue) in p.issues.iter().enumerate() {
        let parts = p.models.iter().filter(|m| m.issues[at].says > 0);
        let parts: Vec<String> =
            parts.map(|m| format!("{} {}", m.name, in_words(issue, &m.issues[at], p.worlds))).collect();
        all.push(format!("{}: {}.", issue.name, parts.join("; ")));
    }
    all.join(" ")
}

fn table(predicted: &Predicted<'_>) -> Table {
    let p = predicted.prediction;
    let mut table = Table::new(&["issue", "model", "worlds", "level", "median", "5 %", "95 %"]);
    let number = |x: Option<f64>| x.map_or_else(|| "–".to_owned(), |x| fixed(x, 1));
    for (at, issue) in p.issues.iter().enumerate() {
        for model in &p.models {
            let f = &model.issues[at];
            let level = f.level.and_then(|level| issue.levels.get(level)).cloned();
            table.rows.push(vec![
                issue.name.clone(),
                model.name.to_owned(),
                f.says.to_string(),
                level.unwrap_or_else(|| "–".to_owned()),
                number(f.median),
                number(f.low),
                number(f.high),
            ]);
        }
    }
    table
}

/// A tick of a key; kept here so that both charts say the same of it.
pub(super) fn party_entry(t: &Theme, party: usize, name: &str) -> Entry {
    let look = t.look(party);
    Entry { sign: Sign::Marker(look.shape, look.fill, false), text: name.to_owned(), fill: look.text.into() }
}
