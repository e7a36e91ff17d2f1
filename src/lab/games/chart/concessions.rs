//! How far does each party come down from its best package? One line a party: what its own offers are worth to itself, by round.

use super::{Talks, percent, rounds, thinned, worst_to_best};
use crate::chart::canvas::Canvas;
use crate::chart::theme::Shape;
use crate::chart::{Chart, Table, Theme, kit, list};

/// File stem.
pub const STEM: &str = "concessions";
/// Question.
pub const QUESTION: &str = "How far does each party come down from its best package?";

/// Draws the chart; `None` where nobody offered anything.
pub fn draw(talks: &Talks<'_>, theme: &Theme) -> Option<Chart> {
    let held = talks.held?;
    let (places, offers) = (talks.places(), talks.offers());
    // By party: round from 1, and what the offer is worth to itself.
    let own: Vec<Vec<(f64, f64)>> = (0..talks.parties.len())
        .map(|party| {
            let of = offers.iter().filter(|(_, by, _)| *by == party);
            of.map(|(round, _, k)| (f64::from(*round) + 1.0, places.package(talks.game, party, *k))).collect()
        })
        .collect();
    if own.iter().all(Vec::is_empty) {
        return None;
    }
    let title = title(talks, &own);
    let subtitle = format!(
        "What each party's own offers are worth to itself, by round: 100 its best package, 0 its worst. The tick at the right is what it has \
         without agreement{}. {}, {}",
        if talks.deal().is_some() { "; the hollow marker is the deal" } else { "" },
        held.protocol,
        talks.name
    );
    let canvas = Canvas::new(STEM, theme);
    let y = canvas.head(&title, &subtitle);
    let y = kit::key(&canvas, &talks.key(theme), (theme.margin, theme.width - theme.margin), y)
        + theme.small * 0.7;
    let left = theme.margin + theme.small * 2.6;
    let right = theme.width - theme.margin - 24.0 * theme.scale;
    let bottom = (theme.height - kit::below(theme, false, 0)).max(y + 120.0 * theme.scale);
    let along = rounds(held.result.rounds, right - left, theme.small * 4.0);
    let plot = canvas.plot((along, worst_to_best(4)), (left, right), (y, bottom));
    plot.up(theme, percent);
    let under = plot.across(theme, |t| format!("{t:.0}"));
    for (party, line) in own.iter().enumerate() {
        let look = theme.look(party);
        let points = thinned(line);
        plot.series(&points, look.fill, 2.0 * theme.scale, 1.0);
        let step = points.len().div_ceil(12).max(1);
        for at in points.iter().step_by(step) {
            plot.marker(look.shape, *at, 3.6 * theme.scale, look.fill, false);
        }
        if let Some(place) = places.reservation(talks.game, party) {
            let from = 4.0 + (party % 4) as f64 * 5.0 * theme.scale;
            let tick = [(from, 0.0), (from + 5.0 * theme.scale, 0.0)];
            plot.stroke_beside((f64::INFINITY, place), tick, look.fill, 3.0);
        }
        if let Some(deal) = talks.deal() {
            let at = (f64::from(held.result.rounds), places.package(talks.game, party, deal));
            let shape = if look.shape == Shape::Cross { Shape::Circle } else { look.shape };
            plot.marker(shape, at, 6.0 * theme.scale, look.fill, true);
        }
    }
    let words = (title, subtitle, description(talks, &own));
    Some(talks.chart((STEM, QUESTION), words, (canvas, under), table(talks, &own)))
}

/// By how much the last offer of each party is worth less to it than its first.
fn falls(own: &[Vec<(f64, f64)>]) -> Vec<Option<(f64, f64)>> {
    own.iter().map(|line| Some((line.first()?.1, line.last()?.1))).collect()
}

fn title(talks: &Talks<'_>, own: &[Vec<(f64, f64)>]) -> String {
    let most = falls(own)
        .into_iter()
        .enumerate()
        .filter_map(|(party, ends)| ends.map(|(first, last)| (party, first, last)))
        .max_by(|a, b| (a.1 - a.2).total_cmp(&(b.1 - b.2)).then(b.0.cmp(&a.0)));
    let ending = talks.ending();
    match most {
        Some((party, first, last)) if first - last >= 0.005 => {
            let (name, from, to) = (&talks.parties[party], percent(first), percent(last));
            format!("{name} concedes most, from {from} to {to}; {ending}")
        }
        _ => format!("Nobody concedes; {ending}"),
    }
}

fn description(talks: &Talks<'_>, own: &[Vec<(f64, f64)>]) -> String {
    let parts = falls(own).into_iter().zip(talks.parties).map(|(ends, name)| match ends {
        Some((first, last)) => format!("{name} from {} to {}", percent(first), percent(last)),
        None => format!("{name} offers nothing"),
    });
    format!("{}; {}.", list(&parts.collect::<Vec<_>>()), talks.ending())
}

fn table(talks: &Talks<'_>, own: &[Vec<(f64, f64)>]) -> Table {
    let mut table = Table::new(&["party", "round", "own offer"]);
    for (party, line) in own.iter().enumerate() {
        for (round, place) in line {
            table.rows.push(vec![talks.parties[party].clone(), format!("{round:.0}"), percent(*place)]);
        }
    }
    table
}
