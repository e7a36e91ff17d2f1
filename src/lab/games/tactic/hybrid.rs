//! The hybrid tactic (Keskin, Çakan and Aydoğan 2021): a curve of the clock mixed with an answer to what the other concedes.
//!
//! By time `T(t) = (1 − t)² p0 + 2 t (1 − t) p1 + t² p2` with `p0 = 1`, `p1 = 0.75` and `p2` from 0.8 in small domains to 0.675 in large ones,
//! never below the reservation value; by behaviour `B(t) = last − (0.5 + 0.5 t) Σ w δ`, where `δ` are the last changes of own utility
//! in the other's offers, weighted over one to four of them. From the third offer heard the target is `(1 − t²) B + t² T`. It
//! offers the package nearest to the target that is worth its reservation value, and accepts what is as good as that.
//!
//! Utilities are shares of the party's own range from worst to best, and changes are those of the party that offered last. By NegMAS's
//! convention utilities are taken as they are (the tactic needs them between 0 and 1: with others it settles in the first round), all offers
//! heard are one series whoever made them, and to be asked for an answer moves its memory of what it offered last.

use super::{Kind, Tactic, View, series::Series};
use crate::lab::games::clock::Convention;

/// Weights of the last changes, oldest first, by how many there are.
const WEIGHTS: [&[f64]; 4] = [&[1.0], &[0.25, 0.75], &[0.11, 0.22, 0.66], &[0.05, 0.15, 0.3, 0.5]];

/// Numbers of packages and the share aimed at in the end, below each.
const FINAL: [(usize, f64); 5] = [(450, 0.80), (1500, 0.775), (4500, 0.75), (18_000, 0.725), (33_000, 0.70)];
const FINAL_BEYOND: f64 = 0.675;

/// The hybrid tactic at work in one seat.
#[derive(Debug, Clone, Default)]
struct Hybrid {
    heard: Series,
    last: Option<f64>,
}

impl Hybrid {
    fn measure(view: &View<'_>, utility: f64) -> f64 {
        match view.clock.convention {
            Convention::Plain => view.share(utility),
            Convention::NegMas => utility,
        }
    }

    /// What it aims at, as a share of its range, or as a utility by NegMAS's convention.
    fn target(&self, view: &View<'_>) -> f64 {
        let t = view.time();
        let least = Self::measure(view, view.reservation);
        let size = view.utilities.len();
        let last = FINAL.iter().find(|(below, _)| size < *below).map_or(FINAL_BEYOND, |(_, share)| *share);
        let by_time = (1.0 - t) * (1.0 - t) + 2.0 * (1.0 - t) * t * 0.75 + t * t * last.max(least);
        let by_behaviour = self.last.and_then(|own| Some(own - (0.5 + 0.5 * t) * self.change()?));
        by_behaviour.map_or(by_time, |own| (1.0 - t * t) * own + t * t * by_time).max(least)
    }

    /// The weighted change of what it was offered last, from the third offer on.
    fn change(&self) -> Option<f64> {
        let by = self.heard.last()?;
        let changes = (self.heard.count(by).checked_sub(1)?).min(WEIGHTS.len());
        if changes < 2 {
            return None;
        }
        let at = |ago: usize| self.heard.back(by, ago).unwrap_or(0.0);
        let weights = WEIGHTS[changes - 1].iter().zip((0..changes).rev());
        Some(weights.map(|(weight, ago)| (at(ago) - at(ago + 1)) * weight).sum())
    }

    fn offer(&self, view: &View<'_>) -> Option<usize> {
        let target = self.target(view);
        let target = match view.clock.convention {
            Convention::Plain => view.of_share(target),
            Convention::NegMas => target,
        };
        let target = target.min(view.best()).max(view.floor());
        let above = view.inverse.lowest_at_least(target)?;
        view.inverse.around(target, view.utilities[above] - target, view.reservation)
    }

    /// Its offer, remembered as its last.
    fn make(&mut self, view: &View<'_>) -> Option<usize> {
        let offer = self.offer(view)?;
        self.last = Some(Self::measure(view, view.utilities[offer]));
        Some(offer)
    }
}

impl Tactic for Hybrid {
    fn prepare(&mut self, view: &View<'_>, _plan: &mut Vec<super::Step>) {
        self.heard.prepare(view.parties, WEIGHTS.len() + 1);
        self.last = None;
    }

    fn may_walk_out(&self) -> bool {
        false
    }

    fn propose(&mut self, view: &View<'_>) -> Option<usize> {
        self.make(view)
    }

    fn accepts(&mut self, view: &View<'_>, package: usize) -> bool {
        let u = view.utilities[package];
        let own = match view.clock.convention {
            Convention::Plain => self.offer(view),
            Convention::NegMas => self.make(view),
        };
        u >= view.reservation && own.is_some_and(|own| u >= view.as_good_as(view.utilities[own]))
    }

    fn heard_offer(&mut self, view: &View<'_>, by: usize, package: usize) {
        let by = if view.clock.convention == Convention::Plain { by } else { 0 };
        self.heard.push(by, Self::measure(view, view.utilities[package]));
    }
}

pub(super) const KINDS: &[Kind] = &[Kind {
    name: "hybrid",
    about: "mixes a curve of the clock with what the other concedes (Keskin, Çakan and Aydoğan 2021)",
    parameters: &[],
    make: |_| Box::new(Hybrid::default()),
}];
