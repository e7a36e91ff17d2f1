//! `MiCRO` (de Jonge 2022): concede one package for every one that the others have conceded, in one's own order.
//!
//! Packages are taken best first, ties by index. With `m` own distinct offers so far and `n` the least, over the others, of distinct
//! offers made and acceptances given, it may offer the next package if `m ≤ n` and that is worth its reservation value; else it
//! repeats its last offer. It accepts what is at least as good as the offer that it would make. With two parties this is de
//! Jonge's rule, since an acceptance ends the talks; with more, counting acceptances keeps talks from standing still (the multilateral
//! extension of Aguilera-Luzon, de Jonge and Larrosa 2025 repeats an earlier offer by lot; here it is the last one, so that play is
//! determined).

use super::{Kind, Tactic, View};
use std::collections::BTreeSet;

/// `MiCRO` at work in one seat.
#[derive(Debug, Clone, Default)]
pub struct Micro {
    /// Own packages, best first; made at the first turn.
    order: Option<Vec<u32>>,
    /// Own distinct offers so far: the first so many of the order.
    made: usize,
    /// By party: distinct packages offered, and acceptances given.
    heard: Vec<(BTreeSet<usize>, usize)>,
}

impl Micro {
    fn order(&mut self, view: &View<'_>) -> &[u32] {
        self.order.get_or_insert_with(|| view.inverse.descending(view.utilities))
    }

    /// The package that it would offer next, if it may concede; else its last.
    fn next(&mut self, view: &View<'_>) -> (Option<usize>, bool) {
        let others = (0..view.parties).filter(|p| *p != view.party);
        let least = others.map(|p| self.heard.get(p).map_or(0, |(offers, yes)| offers.len() + yes)).min();
        let (made, ready) = (self.made, self.made <= least.unwrap_or(0));
        let order = self.order(view);
        let next = order.get(made).map(|k| *k as usize);
        if let Some(next) = next.filter(|k| ready && view.utilities[*k] >= view.reservation) {
            return (Some(next), true);
        }
        (made.checked_sub(1).and_then(|last| order.get(last)).map(|k| *k as usize), false)
    }

    fn of(&mut self, party: usize) -> &mut (BTreeSet<usize>, usize) {
        if self.heard.len() <= party {
            self.heard.resize_with(party + 1, Default::default);
        }
        &mut self.heard[party]
    }
}

impl Tactic for Micro {
    fn may_walk_out(&self) -> bool {
        false
    }

    fn propose(&mut self, view: &View<'_>) -> Option<usize> {
        let (offer, concedes) = self.next(view);
        self.made += usize::from(concedes);
        offer
    }

    fn accepts(&mut self, view: &View<'_>, package: usize) -> bool {
        let u = view.utilities[package];
        let own = self.next(view).0.map_or(f64::INFINITY, |k| view.utilities[k]);
        u >= own.max(view.reservation)
    }

    fn heard_offer(&mut self, _view: &View<'_>, by: usize, package: usize) {
        self.of(by).0.insert(package);
    }

    fn heard_answer(&mut self, _view: &View<'_>, by: usize, _package: usize, accepted: bool) {
        self.of(by).1 += usize::from(accepted);
    }
}

pub(super) const KINDS: &[Kind] = &[Kind {
    name: "micro",
    about: "concedes one package for each that the others have conceded (de Jonge 2022)",
    parameters: &[],
    make: |_| Box::new(Micro::default()),
}];
