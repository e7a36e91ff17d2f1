//! Where does each party move, round by round? One facet a model with rounds and an issue on a line; one line a party: its mean place over the
//! worlds.

use super::Predicted;
use super::predictions::party_entry;
use crate::chart::canvas::{Anchor, Canvas, Label};
use crate::chart::kit::{self, Entry};
use crate::chart::scale::Scale;
use crate::chart::words::fixed;
use crate::chart::{Chart, Table, Theme, text};

/// File stem.
pub const STEM: &str = "trajectories";
/// Question.
pub const QUESTION: &str = "Where does each party move, round by round?";

/// Paths of one model on one issue.
struct Facet<'a> {
    model: &'a str,
    rounds: &'a str,
    issue: &'a str,
    path: &'a [Vec<f64>],
}

impl Facet<'_> {
    fn last(&self) -> usize {
        self.path.iter().map(|own| own.len().saturating_sub(1)).max().unwrap_or(0)
    }
}

fn facets<'a>(predicted: &Predicted<'a>) -> Vec<Facet<'a>> {
    let p = predicted.prediction;
    let mut all = Vec::new();
    for (at, issue) in p.issues.iter().enumerate() {
        for model in &p.models {
            let path = model.issues[at].path.as_slice();
            if let (Some(rounds), true) = (model.rounds, path.iter().any(|own| !own.is_empty())) {
                all.push(Facet { model: model.name, rounds, issue: &issue.name, path });
            }
        }
    }
    all
}

/// Draws the chart; `None` where no model has rounds.
pub fn draw(predicted: &Predicted<'_>, theme: &Theme) -> Option<Chart> {
    let facets = facets(predicted);
    if facets.is_empty() {
        return None;
    }
    let p = predicted.prediction;
    let title = title(predicted, &facets);
    let mean =
        if p.worlds > 1 { format!(", the mean over {} assumed worlds", p.worlds) } else { String::new() };
    let subtitle = format!(
        "Where each party stands on the scale of an issue (0 to 100) by round{mean}. {}",
        predicted.name
    );
    let canvas = Canvas::new(STEM, theme);
    let y = canvas.head(&title, &subtitle);
    let entries: Vec<Entry> =
        p.parties.iter().enumerate().map(|(k, party)| party_entry(theme, k, &party.name)).collect();
    let mut y = kit::key(&canvas, &entries, (theme.margin, theme.width - theme.margin), y) + 10.0;
    let columns = if theme.is_near() { 2 } else { 1 };
    let gap = 28.0;
    let width = (theme.inner() - gap * (columns - 1) as f64) / columns as f64;
    for line in facets.chunks(columns) {
        let mut under = y;
        for (column, facet) in line.iter().enumerate() {
            let left = theme.margin + (width + gap) * column as f64;
            under = under.max(one(&canvas, facet, (left, left + width), y));
        }
        y = under + 12.0;
    }
    let description = description(predicted, &facets);
    let svg = canvas.finish(y, predicted.footer, &title, &description);
    let table = table(predicted, &facets);
    Some(Chart { stem: STEM, question: QUESTION.to_owned(), title, subtitle, description, svg, table })
}

fn one(canvas: &Canvas<'_>, facet: &Facet<'_>, (left, right): (f64, f64), top: f64) -> f64 {
    let t = canvas.theme;
    let heading = format!("{}: {}", facet.model, facet.issue);
    let heading = text::shorten(&text::clean(&heading), t.label * 1.16, right - left);
    canvas.text(left, top + t.label, &Label::new(heading, t.label).bold());
    let top = top + t.line(t.label) + 6.0;
    let (left, right) = (left + t.small * 2.6, right - 10.0);
    let bottom = top + 150.0 * t.scale;
    let up = Scale::new(0.0, 100.0).with_ticks(vec![0.0, 50.0, 100.0]);
    let along = Scale::new(0.0, facet.last().max(1) as f64).ticked(right - left, t.small * 4.0);
    let ticks: Vec<f64> = along.ticks().iter().copied().filter(|tick| tick.fract() == 0.0).collect();
    let plot = canvas.plot((along.with_ticks(ticks), up), (left, right), (top, bottom));
    plot.up(t, |v| fixed(v, 0));
    let under = plot.across(t, |v| fixed(v, 0));
    for (party, own) in facet.path.iter().enumerate().filter(|(_, own)| !own.is_empty()) {
        let look = t.look(party);
        let points: Vec<(f64, f64)> = own.iter().enumerate().map(|(round, x)| (round as f64, *x)).collect();
        plot.series(&points, look.fill, 2.0 * t.scale, 1.0);
        for at in points.iter().step_by(points.len().div_ceil(10).max(1)) {
            plot.marker(look.shape, *at, 3.6 * t.scale, look.fill, false);
        }
    }
    let name = Label::new(facet.rounds, t.small).grey().anchor(Anchor::End);
    canvas.text(right, under + t.small * 0.8, &name);
    under + t.line(t.small)
}

/// Model, issue, party, from, to: the longest way of all.
fn longest<'a>(predicted: &Predicted<'a>, facets: &[Facet<'a>]) -> Option<(usize, &'a str, f64, f64)> {
    let mut best: Option<(usize, &str, f64, f64)> = None;
    for (k, facet) in facets.iter().enumerate() {
        for (party, own) in facet.path.iter().enumerate() {
            let (Some(first), Some(last)) = (own.first(), own.last()) else { continue };
            if best.is_none_or(|(_, _, from, to)| (last - first).abs() > (to - from).abs() + 1e-9) {
                best = Some((k, predicted.prediction.parties[party].name.as_str(), *first, *last));
            }
        }
    }
    best
}

fn title(predicted: &Predicted<'_>, facets: &[Facet<'_>]) -> String {
    match longest(predicted, facets) {
        Some((k, party, from, to)) if (to - from).abs() >= 0.5 => {
            let facet = &facets[k];
            format!("{party} moves most: from {} to {} under {}", fixed(from, 0), fixed(to, 0), facet.model)
        }
        _ => format!("Nobody moves in any of {} runs", facets.len()),
    }
}

fn description(predicted: &Predicted<'_>, facets: &[Facet<'_>]) -> String {
    let mut parts = vec![format!("{} facets.", facets.len())];
    for facet in facets {
        let own = |(party, own): (usize, &Vec<f64>)| {
            let name = &predicted.prediction.parties[party].name;
            Some(format!("{name} from {} to {}", fixed(*own.first()?, 0), fixed(*own.last()?, 0)))
        };
        let ways: Vec<String> = facet.path.iter().enumerate().filter_map(own).collect();
        parts.push(format!("{}, {}: {}.", facet.model, facet.issue, ways.join("; ")));
    }
    parts.join(" ")
}

fn table(predicted: &Predicted<'_>, facets: &[Facet<'_>]) -> Table {
    let mut table = Table::new(&["model", "issue", "party", "round", "place"]);
    for facet in facets {
        for (party, own) in facet.path.iter().enumerate() {
            let name = &predicted.prediction.parties[party].name;
            for (round, place) in own.iter().enumerate() {
                let cells = [facet.model, facet.issue, name, &round.to_string(), &fixed(*place, 1)];
                table.rows.push(cells.map(str::to_owned).to_vec());
            }
        }
    }
    table
}
