//! Charts of one negotiation and of the game behind it.
//!
//! | chart | question |
//! | --- | --- |
//! | [`concessions`] | how far does each party come down from its best package? |
//! | [`offers`] | what is every offer worth to each party? |
//! | [`frontier`] | where do the frontier, the solution points and the deal lie? |
//! | [`coalitions`] | which coalitions have a package that suits all of them? |
//!
//! Utilities are shown between a party's worst package (0) and its best (100), so that parties on different scales stand in one picture; what
//! a party has without agreement is marked. A party has one colour and one marker in every chart.
//!
//! To add a chart: a file with `draw`, and a line in [`CHARTS`].

pub(crate) mod coalitions;
pub(crate) mod concessions;
pub(crate) mod frontier;
pub(crate) mod offers;

use crate::chart::canvas::Canvas;
use crate::chart::kit::{Entry, Sign};
use crate::chart::scale::Scale;
use crate::chart::{Chart, Table, Theme, words};
use crate::lab::games::game::Game;
use crate::lab::games::session::{Act, End, Line, Result};
use crate::lab::games::solution::analysis::Analysis;

/// What the charts show.
#[derive(Clone, Copy)]
pub struct Talks<'a> {
    /// Name of the game.
    pub name: &'a str,
    /// The game.
    pub game: &'a Game,
    /// Names of the parties.
    pub parties: &'a [String],
    /// A package in words.
    pub words: &'a dyn Fn(usize) -> String,
    /// Seed, program and the like.
    pub footer: &'a str,
    /// What can be agreed.
    pub found: &'a Analysis,
    /// A negotiation that was held, if one was.
    pub held: Option<Negotiated<'a>>,
}

/// A negotiation that was held.
#[derive(Debug, Clone, Copy)]
pub struct Negotiated<'a> {
    /// Everything that was done at the table.
    pub trace: &'a [Line],
    /// How it ended.
    pub result: &'a Result,
    /// Name of the protocol.
    pub protocol: &'static str,
    /// Name of each party's tactic.
    pub tactics: &'a [&'static str],
}

/// Draws it; `None` where there is nothing for it.
pub type Draw = fn(&Talks<'_>, &Theme) -> Option<Chart>;

/// All charts, in the order in which a reader wants them.
pub const CHARTS: &[Draw] = &[concessions::draw, offers::draw, frontier::draw, coalitions::draw];

/// Every chart that there is something for.
pub fn draw_all(talks: &Talks<'_>, theme: &Theme) -> Vec<Chart> {
    CHARTS.iter().filter_map(|chart| chart(talks, theme)).collect()
}

/// Most points of a line: a line through more looks the same.
const MOST_POINTS: usize = 240;

/// Every so manieth of a list, the last one always, so that at most [`MOST_POINTS`] are left.
fn thinned<T: Copy>(list: &[T]) -> Vec<T> {
    let step = list.len().div_ceil(MOST_POINTS).max(1);
    let mut out: Vec<T> = list.iter().copied().step_by(step).collect();
    if let (Some(last), true) = (list.last(), list.len() % step != 1 && step > 1) {
        out.push(*last);
    }
    out
}

impl Talks<'_> {
    /// Lowest and highest utility of a party.
    fn range(&self, party: usize) -> (f64, f64) {
        let finite = self.game.of_party(party).iter().copied().filter(|u| u.is_finite());
        finite.fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), u| (low.min(u), high.max(u)))
    }

    /// From a party's utility to its place between worst (0) and best (1).
    fn places(&self) -> Places {
        Places((0..self.parties.len()).map(|party| self.range(party)).collect())
    }

    /// The package agreed by all or enough, if there is one.
    fn deal(&self) -> Option<usize> {
        match self.held?.result.end {
            End::Agreement { package, .. } => Some(package),
            _ => None,
        }
    }

    /// Offers by round (from 0) and party.
    fn offers(&self) -> Vec<(u32, usize, usize)> {
        let lines = self.held.map_or(&[] as &[Line], |held| held.trace);
        let offer = |line: &Line| match (line.party, line.act) {
            (Some(party), Act::Offer(package)) => Some((line.round, party, package)),
            _ => None,
        };
        lines.iter().filter_map(offer).collect()
    }

    /// Colour and marker of each party, as entries of a key.
    fn key(&self, t: &Theme) -> Vec<Entry> {
        let entry = |(party, name): (usize, &String)| {
            let look = t.look(party);
            let tactic = self.held.and_then(|held| held.tactics.get(party));
            let text = tactic.map_or_else(|| name.clone(), |tactic| format!("{name} ({tactic})"));
            Entry { sign: Sign::Marker(look.shape, look.fill, false), text, fill: look.text.into() }
        };
        self.parties.iter().enumerate().map(entry).collect()
    }

    /// How it ended, in words.
    fn ending(&self) -> String {
        let Some(held) = self.held else { return String::new() };
        let round = held.result.rounds;
        match &held.result.end {
            End::Agreement { .. } => format!("agreement in round {round}"),
            End::Groups(groups) if groups.is_empty() => format!("no agreement after {round} rounds"),
            End::Groups(groups) => format!("{} groups agree among themselves", groups.len()),
            End::WalkOut(party) => format!("{} leaves in round {round}", self.parties[*party]),
            End::Breakdown => format!("talks break down in round {round}"),
            End::Deadline => format!("no agreement after {round} rounds"),
        }
    }

    fn chart(
        &self,
        (stem, question): (&'static str, &'static str),
        (title, subtitle, description): (String, String, String),
        (canvas, bottom): (Canvas<'_>, f64),
        table: Table,
    ) -> Chart {
        let svg = canvas.finish(bottom, self.footer, &title, &description);
        Chart { stem, question: question.to_owned(), title, subtitle, description, svg, table }
    }
}

/// Worst and best utility of each party.
struct Places(Vec<(f64, f64)>);

impl Places {
    /// Where a utility lies, 0 for the worst and 1 for the best package of a party.
    fn of(&self, party: usize, utility: f64) -> f64 {
        let (low, high) = self.0[party];
        let place = if high > low { (utility - low) / (high - low) } else { 1.0 };
        if place.is_finite() { place.clamp(0.0, 1.0) } else { 0.0 }
    }

    fn package(&self, game: &Game, party: usize, package: usize) -> f64 {
        self.of(party, game.utility(party, package))
    }

    /// What a party has without agreement, where that lies between its worst and its best package.
    fn reservation(&self, game: &Game, party: usize) -> Option<f64> {
        let (low, high) = self.0[party];
        let least = game.reservation[party];
        (least > low && least <= high).then(|| self.of(party, least))
    }
}

/// A number from 0 to 100 for a place.
fn percent(place: f64) -> String {
    words::fixed(100.0 * place, 0)
}

/// Places between a party's worst and best package, with grid lines at so many equal steps.
fn worst_to_best(steps: u32) -> Scale {
    Scale::share().with_ticks((0..=steps).map(|k| f64::from(k) / f64::from(steps)).collect())
}

/// A scale of rounds, counted from 1, so many pixels long; labels are whole numbers.
fn rounds(last: u32, pixels: f64, room: f64) -> Scale {
    let last = f64::from(last.max(2));
    let scale = Scale::new(1.0, last).ticked(pixels, room);
    let mut ticks: Vec<f64> =
        scale.ticks().iter().copied().filter(|t| t.fract() == 0.0 && *t >= 1.0).collect();
    if ticks.is_empty() {
        ticks = vec![1.0, last];
    }
    scale.with_ticks(ticks)
}

#[cfg(test)]
mod tests;
