//! Where do the frontier, the solution points and the deal lie? Two parties: one axis each. More: an upright axis a party, and a line through
//! all axes for a package.

use super::{Places, Talks, percent, worst_to_best};
use crate::chart::canvas::{Anchor, Canvas, Label};
use crate::chart::kit::{self, Entry, Sign};
use crate::chart::plot::Plot;
use crate::chart::scale::Scale;
use crate::chart::theme::Shape;
use crate::chart::{Chart, Table, Theme, text, thousands};

/// File stem.
pub const STEM: &str = "frontier";
/// Question.
pub const QUESTION: &str = "Where do the frontier, the solution points and the deal lie?";

/// Most packages of the frontier that are drawn as lines, and most packages drawn as dots.
const MOST_LINES: usize = 150;
const MOST_DOTS: usize = 1500;
/// Colour of frontier and packages.
const PALE: &str = "#AEB9C6";

/// A package that is marked, with its looks.
struct Mark {
    name: String,
    package: usize,
    shape: Shape,
    fill: &'static str,
    text: &'static str,
}

/// Draws the chart; `None` for a single party and a game without packages on its frontier.
pub fn draw(talks: &Talks<'_>, theme: &Theme) -> Option<Chart> {
    if talks.parties.len() < 2 || talks.found.frontier.is_empty() {
        return None;
    }
    let (places, marks) = (talks.places(), marks(talks, theme));
    let title = title(talks);
    let (how, without) = if talks.parties.len() == 2 {
        ("One dot a package; the line is the frontier", "dashed")
    } else {
        ("One axis a party; a pale line is a package of the frontier", "grey tick")
    };
    let subtitle = format!(
        "{how}; 100 a party's best package, 0 its worst; {without}: what it has without agreement. {} packages, {} on the frontier, {} suit \
         everybody. {}",
        thousands(talks.found.packages as u64),
        thousands(talks.found.frontier.len() as u64),
        thousands(talks.found.unanimous.len() as u64),
        talks.name
    );
    let canvas = Canvas::new(STEM, theme);
    let y = canvas.head(&title, &subtitle);
    let entries: Vec<Entry> = marks
        .iter()
        .map(|mark| Entry {
            sign: Sign::Marker(mark.shape, mark.fill, false),
            text: mark.name.clone(),
            fill: mark.text.into(),
        })
        .collect();
    let y = kit::key(&canvas, &entries, (theme.margin, theme.width - theme.margin), y) + theme.small * 0.7;
    let under = if talks.parties.len() == 2 {
        scatter(&canvas, talks, (&places, &marks), y)
    } else {
        parallel(&canvas, talks, (&places, &marks), y)
    };
    let words = (title, subtitle, description(talks, &places, &marks));
    Some(talks.chart((STEM, QUESTION), words, (canvas, under), table(talks, &places, &marks)))
}

/// The first package of each solution point, and the deal; points that fall together share a mark.
fn marks(talks: &Talks<'_>, t: &Theme) -> Vec<Mark> {
    let mut marks: Vec<Mark> = Vec::new();
    for point in &talks.found.points {
        let Some(&package) = point.packages.first() else { continue };
        if let Some(mark) = marks.iter_mut().find(|mark| mark.package == package) {
            mark.name = format!("{}, {}", mark.name, point.name);
        } else {
            let look = t.look(marks.len());
            let (shape, fill, text) = (look.shape, look.fill, look.text);
            marks.push(Mark { name: point.name.to_owned(), package, shape, fill, text });
        }
    }
    if let Some(package) = talks.deal() {
        let name = "deal".to_owned();
        marks.push(Mark { name, package, shape: Shape::Diamond, fill: t.colours.ink, text: t.colours.ink });
    }
    marks
}

fn every<T: Copy>(list: &[T], most: usize) -> Vec<T> {
    list.iter().copied().step_by(list.len().div_ceil(most).max(1)).collect()
}

fn scatter(canvas: &Canvas<'_>, talks: &Talks<'_>, (places, marks): (&Places, &[Mark]), top: f64) -> f64 {
    let t = canvas.theme;
    let at = |k: usize| (places.package(talks.game, 0, k), places.package(talks.game, 1, k));
    let name = |party: usize| text::shorten(&text::clean(&talks.parties[party]), t.label, t.inner() * 0.9);
    canvas.text(t.margin, top + t.label, &Label::new(format!("↑ {}", name(1)), t.label).bold());
    let top = top + t.line(t.label) + t.small * 0.7;
    let (left, right) = (t.margin + t.small * 2.6, t.width - t.margin - 12.0);
    let under = kit::below(t, false, 0) + t.line(t.label) + 4.0;
    let bottom = (t.height - under).max(top + 160.0 * t.scale);
    let plot = canvas.plot((worst_to_best(4), worst_to_best(4)), (left, right), (top, bottom));
    plot.up(t, percent);
    let under = plot.across(t, percent);
    let all: Vec<usize> = (0..talks.game.packages()).collect();
    for k in every(&all, MOST_DOTS) {
        plot.dot(at(k), 2.2 * t.scale, PALE);
    }
    let mut line: Vec<(f64, f64)> = talks.found.frontier.iter().map(|k| at(*k)).collect();
    line.sort_by(|a, b| a.0.total_cmp(&b.0).then(b.1.total_cmp(&a.1)));
    plot.series(&super::thinned(&line), t.colours.grey, 1.6 * t.scale, 1.0);
    if let Some(x) = places.reservation(talks.game, 0) {
        plot.upright_dashed(x, t.colours.rule, 1.5);
    }
    if let Some(y) = places.reservation(talks.game, 1) {
        plot.level_dashed(y, t.colours.rule, 1.5);
    }
    for mark in marks {
        plot.marker(mark.shape, at(mark.package), 6.5 * t.scale, mark.fill, false);
    }
    let label = Label::new(format!("{} →", name(0)), t.label).bold().anchor(Anchor::End);
    canvas.text(right, under + t.label, &label);
    under + t.line(t.label) + 4.0
}

fn parallel(canvas: &Canvas<'_>, talks: &Talks<'_>, (places, marks): (&Places, &[Mark]), top: f64) -> f64 {
    let t = canvas.theme;
    let parties = talks.parties.len();
    let (left, right) = (t.margin + t.small * 2.6, t.width - t.margin);
    let step = (right - left) / parties as f64;
    // Names stand below in up to three lines.
    let bottom = (t.height - kit::foot(t, 3) - 14.0).max(top + 160.0 * t.scale);
    // Parties stand on axes in the middle of equal shares of the width.
    let place = |party: usize| party as f64 + 0.5;
    let scales = (Scale::new(0.0, parties as f64), worst_to_best(4));
    let plot = canvas.plot(scales, (left, right), (top, bottom));
    plot.up(t, percent);
    lines(&plot, t, talks, (places, marks), &place);
    // Names that are too long for their axis are cut in the middle; many parties are numbered, with their names below.
    let narrow = step < t.small * 5.5;
    let mut under = bottom + 6.0;
    for (party, name) in talks.parties.iter().enumerate() {
        let shown = if narrow { (party + 1).to_string() } else { text::clean(name) };
        let lines = text::wrap(&shown, t.small, step - 6.0, 3);
        for (i, line) in lines.iter().enumerate() {
            let y = bottom + 8.0 + t.small + i as f64 * t.line(t.small);
            canvas.text(plot.x(place(party)), y, &Label::new(line.as_str(), t.small).anchor(Anchor::Middle));
            under = under.max(y + 6.0);
        }
    }
    if narrow {
        let names = talks.parties.iter().enumerate().map(|(party, name)| format!("{} {name}", party + 1));
        let names = names.collect::<Vec<_>>().join(" · ");
        for line in text::wrap(&text::clean(&names), t.small, t.inner(), 6) {
            under += t.line(t.small);
            canvas.text(t.margin, under, &Label::new(line, t.small).grey());
        }
        under += 6.0;
    }
    under
}

/// Packages as lines through the axes of all parties, and what each party has without agreement.
fn lines(
    plot: &Plot,
    t: &Theme,
    talks: &Talks<'_>,
    (places, marks): (&Places, &[Mark]),
    place: &dyn Fn(usize) -> f64,
) {
    let parties = talks.parties.len();
    let line = |k: usize| -> Vec<(f64, f64)> {
        (0..parties).map(|party| (place(party), places.package(talks.game, party, k))).collect()
    };
    for k in every(&talks.found.frontier, MOST_LINES) {
        plot.series(&line(k), PALE, 0.8, 0.7);
    }
    let half = ((plot.right() - plot.left()) / parties as f64 * 0.2).min(16.0);
    for party in 0..parties {
        plot.upright(place(party), t.colours.rule, 1.0);
        if let Some(least) = places.reservation(talks.game, party) {
            let tick = [(-half, 0.0), (half, 0.0)];
            plot.stroke_beside((place(party), least), tick, t.colours.rule, 4.0);
        }
    }
    for mark in marks {
        let points = line(mark.package);
        plot.series(&points, mark.fill, 2.2 * t.scale, 1.0);
        for at in points {
            plot.marker(mark.shape, at, 4.5 * t.scale, mark.fill, false);
        }
    }
}

fn title(talks: &Talks<'_>) -> String {
    let found = talks.found;
    if let Some(deal) = talks.deal() {
        let on = found.frontier.binary_search(&deal).is_ok();
        return if on {
            "The deal lies on the frontier: nobody could get more without another getting less".to_owned()
        } else {
            "The deal lies below the frontier: all could have done as well or better".to_owned()
        };
    }
    match found.unanimous.len() {
        0 => "No package suits everybody".to_owned(),
        n => {
            format!("{} of {} packages suit everybody", thousands(n as u64), thousands(found.packages as u64))
        }
    }
}

fn worth(talks: &Talks<'_>, places: &Places, package: usize) -> Vec<String> {
    (0..talks.parties.len()).map(|party| percent(places.package(talks.game, party, package))).collect()
}

fn description(talks: &Talks<'_>, places: &Places, marks: &[Mark]) -> String {
    let parts = marks.iter().map(|mark| {
        let each = talks.parties.iter().zip(worth(talks, places, mark.package));
        let each: Vec<String> = each.map(|(name, worth)| format!("{name} {worth}")).collect();
        format!("{}: {}.", crate::chart::words::capital(&mark.name), each.join(", "))
    });
    let size = talks.found.frontier.len();
    format!("{size} packages on the frontier. {}", parts.collect::<Vec<_>>().join(" "))
}

fn table(talks: &Talks<'_>, places: &Places, marks: &[Mark]) -> Table {
    let mut table = Table::new(&["point", "package"]);
    table.headers.extend(talks.parties.iter().cloned());
    for mark in marks {
        let mut row = vec![mark.name.clone(), (talks.words)(mark.package)];
        row.extend(worth(talks, places, mark.package));
        table.rows.push(row);
    }
    if table.rows.is_empty() {
        let mut row = vec!["none".to_owned(), "nothing suits everybody".to_owned()];
        row.extend(talks.parties.iter().map(|_| String::new()));
        table.rows.push(row);
    }
    table
}
