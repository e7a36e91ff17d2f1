//! What is every offer worth to each party? One facet a party; in it one line a proposer, its own the thickest.

use super::{Talks, percent, rounds, thinned, worst_to_best};
use crate::chart::canvas::{Canvas, Label};
use crate::chart::theme::Shape;
use crate::chart::{Chart, Table, Theme, kit, text};

/// File stem.
pub const STEM: &str = "offers";
/// Question.
pub const QUESTION: &str = "What is every offer worth to each party?";

/// Draws the chart; `None` where nobody offered anything.
pub fn draw(talks: &Talks<'_>, theme: &Theme) -> Option<Chart> {
    let held = talks.held?;
    let offers = talks.offers();
    if offers.is_empty() {
        return None;
    }
    let title = title(talks, &offers);
    let subtitle = format!(
        "One picture a party: what each offer at the table is worth to it, by round; 100 its best package, 0 its worst. Thick: its own offers. \
         The dashed line is what it has without agreement{}. {}, {}",
        if talks.deal().is_some() { "; the black diamond is the deal" } else { "" },
        held.protocol,
        talks.name
    );
    let canvas = Canvas::new(STEM, theme);
    let y = canvas.head(&title, &subtitle);
    let mut y = kit::key(&canvas, &talks.key(theme), (theme.margin, theme.width - theme.margin), y) + 8.0;
    let columns = if theme.is_near() && talks.parties.len() > 1 { 2 } else { 1 };
    let gap = 26.0;
    let width = (theme.inner() - gap * (columns as f64 - 1.0)) / columns as f64;
    let rows = talks.parties.len().div_ceil(columns) as f64;
    // Under and over each picture stand its axis and its name.
    let words = theme.line(theme.label) + theme.small * 2.0 + 16.0;
    let room = (theme.height - y - kit::foot(theme, 0)) / rows - words;
    let height = room.clamp(60.0 * theme.scale, 220.0 * theme.scale);
    for row in 0..talks.parties.len().div_ceil(columns) {
        let mut under = y;
        for column in 0..columns {
            let party = row * columns + column;
            if party < talks.parties.len() {
                let left = theme.margin + (width + gap) * column as f64;
                let to = facet(&canvas, talks, (party, &offers), (left, y, width, height));
                under = under.max(to);
            }
        }
        y = under + 10.0;
    }
    let words = (title, subtitle, description(talks, &offers));
    Some(talks.chart((STEM, QUESTION), words, (canvas, y), table(talks, &offers)))
}

/// One party; gives the height under it.
fn facet(
    canvas: &Canvas<'_>,
    talks: &Talks<'_>,
    (party, offers): (usize, &[(u32, usize, usize)]),
    (x, top, width, height): (f64, f64, f64, f64),
) -> f64 {
    let t = canvas.theme;
    let places = talks.places();
    let name = text::shorten(&text::clean(&talks.parties[party]), t.label, width);
    canvas.text(x, top + t.label, &Label::new(name, t.label).bold().fill(t.look(party).text));
    let top = top + t.line(t.label) + t.small * 0.7;
    let (left, right, bottom) = (x + t.small * 2.6, x + width - 8.0, top + height);
    let last = talks.held.map_or(1, |held| held.result.rounds);
    let along = rounds(last, right - left, t.small * 4.0);
    let plot = canvas.plot((along, worst_to_best(2)), (left, right), (top, bottom));
    plot.up(t, percent);
    let under = plot.across(t, |tick| format!("{tick:.0}"));
    if let Some(place) = places.reservation(talks.game, party) {
        plot.level_dashed(place, t.colours.rule, 1.5);
    }
    // Its own offers lie on top.
    let others = (0..talks.parties.len()).filter(|by| *by != party);
    for by in others.chain([party]) {
        let line: Vec<(f64, f64)> = offers
            .iter()
            .filter(|(_, of, _)| *of == by)
            .map(|(round, _, k)| (f64::from(*round) + 1.0, places.package(talks.game, party, *k)))
            .collect();
        let (width, opacity) = if by == party { (2.6, 1.0) } else { (1.1, 0.75) };
        if let [only] = line[..] {
            plot.marker(t.look(by).shape, only, 3.2 * t.scale, t.look(by).fill, false);
        } else if !line.is_empty() {
            plot.series(&thinned(&line), t.look(by).fill, width * t.scale, opacity);
        }
    }
    if let Some(deal) = talks.deal() {
        let at = (f64::from(last), places.package(talks.game, party, deal));
        plot.marker(Shape::Diamond, at, 5.0 * t.scale, t.colours.ink, false);
    }
    under
}

/// The parties to whom the deal is worth most and least of what they could have.
fn title(talks: &Talks<'_>, offers: &[(u32, usize, usize)]) -> String {
    let places = talks.places();
    let ending = talks.ending();
    let Some(deal) = talks.deal() else {
        return format!("{} offers; {ending}", crate::chart::thousands(offers.len() as u64));
    };
    let mut gets: Vec<(f64, usize)> =
        (0..talks.parties.len()).map(|party| (places.package(talks.game, party, deal), party)).collect();
    gets.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    match (gets.first(), gets.last()) {
        (Some(best), Some(worst)) if best.1 != worst.1 => format!(
            "The deal is worth {} to {}, {} to {}; {ending}",
            percent(best.0),
            talks.parties[best.1],
            percent(worst.0),
            talks.parties[worst.1]
        ),
        _ => format!("{} offers; {ending}", crate::chart::thousands(offers.len() as u64)),
    }
}

fn description(talks: &Talks<'_>, offers: &[(u32, usize, usize)]) -> String {
    let places = talks.places();
    let worth = |k: usize| {
        let each = talks.parties.iter().enumerate();
        let parts =
            each.map(|(party, name)| format!("{name} {}", percent(places.package(talks.game, party, k))));
        parts.collect::<Vec<_>>().join(", ")
    };
    let first = offers.first().map_or_else(String::new, |(_, by, k)| {
        format!("First offer, by {}: {}. ", talks.parties[*by], worth(*k))
    });
    let deal = talks.deal().map_or_else(String::new, |k| format!("Deal: {}. ", worth(k)));
    format!("{} offers. {first}{deal}{}.", offers.len(), super::words::capital(&talks.ending()))
}

fn table(talks: &Talks<'_>, offers: &[(u32, usize, usize)]) -> Table {
    let places = talks.places();
    let mut table = Table::new(&["round", "by", "package"]);
    table.headers.extend(talks.parties.iter().cloned());
    for (round, by, package) in offers {
        let mut row = vec![(round + 1).to_string(), talks.parties[*by].clone(), (talks.words)(*package)];
        let worth = (0..talks.parties.len()).map(|p| percent(places.package(talks.game, p, *package)));
        row.extend(worth);
        table.rows.push(row);
    }
    table
}
