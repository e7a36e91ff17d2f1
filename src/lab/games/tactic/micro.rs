//! `MiCRO` (de Jonge 2022): concede one package for every one that the others have conceded, in one's own order.
//!
//! Packages are taken best first, ties by index. With `m` own distinct offers so far and `n` the least, over the others, of distinct
//! offers made and acceptances given, it may offer the next package if `m ≤ n` and that is worth its reservation value; else it
//! repeats an offer: its last, or any by lot. It accepts what is at least as good as the offer that it would make. With two parties this is de
//! Jonge's rule, since an acceptance ends the talks; with more, counting acceptances keeps talks from standing still (the multilateral
//! extension of Aguilera-Luzon, de Jonge and Larrosa 2025 repeats an earlier offer by lot; here it is the last one unless told
//! otherwise, so that play is determined).
//!
//! By NegMAS's convention `n` is the number of distinct offers of all others together, and it repeats by lot.

use super::{Kind, Parameter, Step, Tactic, View};
use crate::lab::games::clock::Convention;
use crate::world::stream::Stream;

/// `MiCRO` at work in one seat.
#[derive(Debug, Clone, Default)]
pub struct Micro {
    /// Own packages, best first.
    order: Vec<u32>,
    /// Own distinct offers so far: the first so many of the order.
    made: usize,
    /// By party: distinct packages offered, and acceptances given.
    heard: Vec<(usize, usize)>,
    /// Packages that were offered, as bits: a row a party; by NegMAS's convention one row for all.
    said: Vec<u64>,
    /// For repeats by lot.
    dice: Option<Stream>,
    by_lot: bool,
}

impl Micro {
    /// Which row of what was said, and of the counts, is a party's.
    fn row(view: &View<'_>, by: usize) -> usize {
        if view.clock.convention == Convention::NegMas { 0 } else { by }
    }

    /// How far the others have come.
    fn least(&self, view: &View<'_>) -> usize {
        if view.clock.convention == Convention::NegMas {
            return self.heard.first().map_or(0, |(offers, _)| *offers);
        }
        let others = self.heard.iter().enumerate().filter(|(party, _)| *party != view.party);
        others.map(|(_, (offers, yes))| offers + yes).min().unwrap_or(0)
    }

    /// The package that it would offer next, if it may concede; else its last.
    fn next(&self, view: &View<'_>) -> (Option<usize>, bool) {
        let (made, ready) = (self.made, self.made <= self.least(view));
        let order = &self.order;
        let next = order.get(made).map(|k| *k as usize);
        if let Some(next) = next.filter(|k| ready && view.utilities[*k] >= view.reservation) {
            return (Some(next), true);
        }
        (made.checked_sub(1).and_then(|last| order.get(last)).map(|k| *k as usize), false)
    }

    /// The least that it accepts.
    fn limit(&self, view: &View<'_>) -> f64 {
        let own = self.next(view).0;
        let ready = self.made <= self.least(view);
        let (convention, made) = (view.clock.convention, self.made);
        // There a party that has nothing more to offer takes whatever is worth its reservation value.
        if convention == Convention::NegMas && ready {
            let next = self.order.get(made).map(|k| view.utilities[*k as usize]);
            return next.unwrap_or(view.reservation).max(view.reservation);
        }
        own.map_or(f64::INFINITY, |k| view.as_good_as(view.utilities[k])).max(view.reservation)
    }
}

impl Tactic for Micro {
    fn prepare(&mut self, view: &View<'_>, _plan: &mut Vec<Step>) {
        self.order = view.inverse.descending(view.utilities);
        self.made = 0;
        self.heard.clear();
        self.heard.resize(view.parties, (0, 0));
        self.said.clear();
        let rows = if view.clock.convention == Convention::NegMas { 1 } else { view.parties };
        self.said.resize(rows * view.utilities.len().div_ceil(64), 0);
    }

    fn may_walk_out(&self) -> bool {
        false
    }

    fn propose(&mut self, view: &View<'_>) -> Option<usize> {
        let (offer, concedes) = self.next(view);
        self.made += usize::from(concedes);
        let by_lot = self.by_lot || view.clock.convention == Convention::NegMas;
        if !concedes
            && by_lot
            && self.made > 0
            && let Some(dice) = &mut self.dice
        {
            let place = (dice.unit() * self.made as f64) as usize;
            return self.order.get(place).map(|k| *k as usize);
        }
        offer
    }

    fn accepts(&mut self, view: &View<'_>, package: usize) -> bool {
        view.utilities[package] >= self.limit(view)
    }

    fn heard_offer(&mut self, view: &View<'_>, by: usize, package: usize) {
        let row = Self::row(view, by);
        let place = row * view.utilities.len().div_ceil(64) + package / 64;
        let (Some(bits), Some(heard)) = (self.said.get_mut(place), self.heard.get_mut(row)) else { return };
        let new = *bits & (1 << (package % 64)) == 0;
        *bits |= 1 << (package % 64);
        heard.0 += usize::from(new);
    }

    fn heard_answer(&mut self, _view: &View<'_>, by: usize, _package: usize, accepted: bool) {
        if let Some(heard) = self.heard.get_mut(by) {
            heard.1 += usize::from(accepted);
        }
    }
}

pub(super) const KINDS: &[Kind] = &[Kind {
    name: "micro",
    about: "concedes one package for each that the others have conceded (de Jonge 2022)",
    parameters: &[Parameter::choice(
        "repeats",
        "which of its offers it repeats when it may not concede: its last, or any by lot",
        &["last", "any"],
    )],
    make: |setting| {
        let by_lot = setting.values[0] >= 1.0;
        Box::new(Micro { by_lot, dice: Some(setting.dice), ..Micro::default() })
    },
}];
