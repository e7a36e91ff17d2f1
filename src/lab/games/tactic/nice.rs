//! Nice tit for tat (Baarslag, Hindriks and Jonker 2013): concede towards the Nash point as far as the others have conceded towards it.
//!
//! The Nash point is the package with the highest product of own share (from reservation value to best) and the others' modelled
//! utilities; own utility there, times `1.4 − 0.6 gap` where `gap` is what the others' first offers left to be wished for, and kept between
//! 1/2 and 1, is `N`. With `f = (best offered − worst of the first offers) / (N − worst of the first offers)`, between 0 and 1, it aims at
//! `1 − f (1 − N)`; late in the talks, from `t0`, it gives up the part `20 (t − t0)` of what lies between that and `N`
//! (`t0` is 0.91, or 0.85 where there are more than 3,000 packages), and with a discount `d` at least `0.5 − 0.4 d` of it: there is none here.
//! Of the packages at or above its target it offers the best for the others, and it accepts by *combined* (from 0.98). All shares are of
//! its own range from reservation value to best. First offers are those of the first hundredth of the talks, at least one a party. Where
//! packages are many, the Nash point is looked for anew after a thousandth as many offers as there are packages.

use super::{
    Kind, View,
    aiming::{Aim, Aiming, PARTS},
    answer::Answer,
    choice::{Choice, MODEL},
    model::{Learning, Others, Sums},
};
use crate::lab::games::equal;

/// The aim at work in one seat.
#[derive(Debug, Clone)]
struct Nice {
    others: Others,
    sums: Sums,
    /// Product of own share and the others' utilities, a package.
    products: Vec<f64>,
    nash: f64,
    /// Offers heard since the Nash point was looked for.
    news: usize,
    /// Own share of the best offer heard, and of the worst of the first.
    best: f64,
    first: f64,
    began: bool,
}

/// Own utility as a share of the range from the reservation value to the best.
fn share(view: &View<'_>, utility: f64) -> f64 {
    let range = view.best() - view.base();
    if range > 0.0 { ((utility - view.base()) / range).clamp(0.0, 1.0) } else { 1.0 }
}

impl Nice {
    /// Own share at the Nash point of the model.
    fn look(&mut self, view: &View<'_>) {
        self.news = 0;
        let Self { others, sums, products, .. } = self;
        products.clear();
        products.extend(view.utilities.iter().map(|u| share(view, *u)));
        for party in others.known() {
            sums.fill(view, others.parts(party));
            sums.multiply(products);
        }
        let most = products.iter().copied().fold(0.0, f64::max);
        // Products that differ by no more than rounding are ties, which go to the higher own share.
        let best =
            products.iter().zip(view.utilities).filter(|(product, _)| **product >= most - equal::slack(most));
        self.nash = share(view, best.fold(f64::NEG_INFINITY, |best, (_, u)| best.max(*u)));
    }

    /// The share of what lies between its target and the Nash point that it gives up late.
    fn bonus(view: &View<'_>) -> f64 {
        let from = if view.utilities.len() > 3000 { 0.85 } else { 0.91 };
        (20.0 * (view.time() - from)).clamp(0.0, 1.0)
    }
}

impl Aim for Nice {
    fn prepare(&mut self, view: &View<'_>) {
        self.others.prepare(view);
        self.sums.prepare(view);
        self.products.clear();
        self.products.reserve(view.utilities.len());
        (self.nash, self.news, self.best, self.first, self.began) = (1.0, 0, 0.0, 1.0, false);
    }

    fn target(&mut self, view: &View<'_>) -> f64 {
        if !self.began {
            return view.best();
        }
        if self.news > view.utilities.len() / 1000 {
            self.look(view);
        }
        let nash = (self.nash * (1.4 - 0.6 * (1.0 - self.first))).clamp(0.5, 1.0);
        let way = nash - self.first;
        let conceded = if way > 0.0 { ((self.best - self.first) / way).clamp(0.0, 1.0) } else { 1.0 };
        let target = 1.0 - conceded * (1.0 - nash);
        let target = target - Self::bonus(view) * (target - nash).max(0.0);
        view.base() + target * (view.best() - view.base())
    }

    fn heard(&mut self, view: &View<'_>, by: usize, package: usize) {
        let given = share(view, view.utilities[package]);
        let new = self.others.known().all(|party| party != by);
        self.others.heard(view, by, package);
        if new || view.time() <= 0.01 {
            self.first = self.first.min(given);
        }
        self.best = self.best.max(given);
        self.news = if self.began { self.news.saturating_add(1) } else { usize::MAX };
        self.began = true;
    }
}

pub(super) const KINDS: &[Kind] = &[Kind {
    name: "nice-tit-for-tat",
    about: "concedes towards the Nash point as far as the others have (Baarslag, Hindriks and Jonker 2013)",
    parameters: &[MODEL],
    make: |setting| {
        let model = setting.values[0] as usize;
        let others = Others::new(Learning::of(model));
        let (sums, products, nash) = (Sums::default(), Vec::new(), 1.0);
        let aim = Nice { others, sums, products, nash, news: 0, best: 0.0, first: 1.0, began: false };
        Aiming::with(aim, Choice::new(2, model), Answer::new(3, PARTS[3].default, 0.98))
    },
}];

#[cfg(test)]
mod tests {
    use super::super::fixture::{self, Seat, seat};

    /// Two issues; the party cares for the first, whoever offers shows that it cares for the second.
    #[test]
    fn it_keeps_what_matters_to_it_and_gives_what_matters_to_them() {
        let own: Vec<f64> = (0..9).map(|k| f64::from(k / 3) * 3.0 + f64::from(2 - k % 3)).collect();
        for model in [0.0, 1.0] {
            let Seat { inverse, utilities } = seat(&own);
            let mut view = fixture::view(&utilities, &inverse, 0.0);
            (view.sizes, view.parties) = (&[3, 3], 2);
            let mut tactic = fixture::with("nice-tit-for-tat", &[model]);
            tactic.prepare(&view, &mut Vec::new());
            // Nothing heard: its best, 6.
            assert_eq!(tactic.propose(&view), Some(6));
            // Stubborn others get nothing; who concedes on the first issue meets it at 8, where each has what matters.
            for round in 0..3 {
                view.round = round;
                tactic.heard_offer(&view, 1, 2);
            }
            assert_eq!(tactic.propose(&view), Some(6), "model {model}");
            for (round, package) in [(3, 5), (4, 8), (5, 8), (6, 8)] {
                view.round = round;
                tactic.heard_offer(&view, 1, package);
            }
            assert_eq!(tactic.propose(&view), Some(8), "model {model}");
            assert!(tactic.accepts(&view, 8) && !tactic.accepts(&view, 5), "model {model}");
        }
    }
}
