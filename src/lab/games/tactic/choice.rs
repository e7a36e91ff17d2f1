//! Which package is offered for a target, apart from how the target is found.
//!
//! *lowest*: the package of the lowest utility at or above the target. *nearest*: of those at or above it, the one nearest to the last offers of
//! the others. *frontier*: of those, the one that the others like best by what is learned of them: where the model is right it is
//! on the frontier. Ties go to the higher own utility, then to the lower number; as long as nothing was heard both take the lowest.
//!
//! The distance of two packages is the sum over issues of 0 for equal values; 1 for different ones, or, where values are ordered,
//! `|difference of places| / (number of values − 1)`.

use super::{
    Parameter, View,
    model::{self, Learning, Others, Sums},
};
use crate::lab::games::clock::Convention;

/// A package so little below the lower end of NegMAS's band is offered if it is nearer.
const NEAR: f64 = 1e-6;

pub(super) const SELECTION: Parameter = Parameter::choice(
    "selection",
    "which package it offers at or above its target: the lowest, the nearest to what others asked, or the best for them by its model",
    &["lowest", "nearest", "frontier"],
);
pub(super) const MODEL: Parameter = Parameter::choice(
    "model",
    "how it learns what others like: by frequencies (van Krimpen et al. 2013), or as Bayes (Hindriks and Tykhonov 2008)",
    &["frequency", "bayesian"],
);

/// A choice of packages at work.
#[derive(Debug, Clone)]
pub(super) enum Choice {
    /// The lowest.
    Lowest,
    /// The nearest.
    Nearest(Nearest),
    /// The best for the others.
    Frontier(Box<Frontier>),
}

/// What is learned of the others.
#[derive(Debug, Clone)]
pub(super) struct Frontier {
    others: Others,
    sums: Sums,
    stale: bool,
}

/// Last offers of the others.
#[derive(Debug, Clone, Default)]
pub(super) struct Nearest {
    /// By party.
    last: Vec<Option<usize>>,
    /// Minus the distance to all of them, by value, an issue after another.
    scores: Vec<f64>,
    sums: Sums,
    stale: bool,
}

impl Choice {
    /// The choice of a number, with a model of a number.
    pub(super) fn new(selection: usize, model: usize) -> Self {
        match selection {
            0 => Self::Lowest,
            1 => Self::Nearest(Nearest::default()),
            _ => {
                let (others, sums) = (Others::new(Learning::of(model)), Sums::default());
                Self::Frontier(Box::new(Frontier { others, sums, stale: false }))
            }
        }
    }

    /// The talks begin.
    pub(super) fn prepare(&mut self, view: &View<'_>) {
        match self {
            Self::Lowest => {}
            Self::Nearest(nearest) => nearest.prepare(view),
            Self::Frontier(frontier) => {
                frontier.others.prepare(view);
                frontier.sums.prepare(view);
            }
        }
    }

    /// Another party offers a package.
    pub(super) fn heard(&mut self, view: &View<'_>, by: usize, package: usize) {
        match self {
            Self::Lowest => {}
            Self::Nearest(nearest) => nearest.heard(by, package),
            Self::Frontier(frontier) => {
                frontier.others.heard(view, by, package);
                frontier.stale = true;
            }
        }
    }

    /// The package that is offered for a target, worth no less than the reservation value.
    pub(super) fn package(&mut self, view: &View<'_>, target: f64) -> Option<usize> {
        match self {
            Self::Nearest(nearest) if nearest.last.iter().any(Option::is_some) => {
                nearest.sums(view).best_at_least(view, least(view, target))
            }
            Self::Frontier(frontier) if frontier.others.know() => {
                frontier.sums(view).best_at_least(view, least(view, target))
            }
            _ => lowest(view, target),
        }
    }
}

/// The package of the lowest utility at or above a target and worth the reservation value, as the convention has it.
pub(super) fn lowest(view: &View<'_>, target: f64) -> Option<usize> {
    match view.clock.convention {
        Convention::Plain => view.inverse.lowest_at_least(least(view, target)),
        Convention::NegMas => view.inverse.around(target, NEAR, view.reservation),
    }
}

/// The least utility that will do for a target.
fn least(view: &View<'_>, target: f64) -> f64 {
    (target - view.slack()).max(view.floor())
}

impl Nearest {
    fn prepare(&mut self, view: &View<'_>) {
        self.last.clear();
        self.last.resize(view.parties, None);
        self.scores.clear();
        self.scores.resize(model::issues(view).map(|(_, size)| size).sum(), 0.0);
        self.sums.prepare(view);
        self.stale = false;
    }

    fn heard(&mut self, by: usize, package: usize) {
        if let Some(last) = self.last.get_mut(by) {
            self.stale |= *last != Some(package);
            *last = Some(package);
        }
    }

    fn sums(&mut self, view: &View<'_>) -> &Sums {
        if self.stale {
            self.stale = false;
            self.scores.fill(0.0);
            for &package in self.last.iter().flatten() {
                subtract(&mut self.scores, view, package);
            }
            self.sums.fill(view, &self.scores);
        }
        &self.sums
    }
}

impl Frontier {
    fn sums(&mut self, view: &View<'_>) -> &Sums {
        if self.stale {
            self.stale = false;
            self.sums.fill(view, self.others.scores());
        }
        &self.sums
    }
}

/// Subtracts the distances to a package from scores by value.
fn subtract(scores: &mut [f64], view: &View<'_>, package: usize) {
    let (mut rest, mut end) = (package, scores.len());
    for (issue, size) in model::issues(view).rev() {
        let (value, from) = (rest % size, end - size);
        let ordered = view.ordered.get(issue).copied().unwrap_or(false);
        for (other, score) in scores[from..end].iter_mut().enumerate().filter(|(v, _)| *v != value) {
            *score -= if ordered { other.abs_diff(value) as f64 / (size - 1) as f64 } else { 1.0 };
        }
        (rest, end) = (rest / size, from);
    }
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{self, Seat, seat};

    #[test]
    fn the_nearest_package_at_or_above_the_target_is_the_one_that_differs_least() {
        // Two issues: colour (3 values, not ordered) and grade (4, ordered).
        let own: Vec<f64> = (0..12).map(|k| f64::from(k / 4) * 10.0 + f64::from(k % 4)).collect();
        let Seat { inverse, utilities } = seat(&own);
        let mut view = fixture::view(&utilities, &inverse, 0.0);
        (view.sizes, view.ordered) = (&[3, 4], &[false, true]);
        let mut tactic = fixture::with("linear", &[1.0, 0.0, 1.0]);
        tactic.prepare(&view, &mut Vec::new());
        view.round = 5;
        // Nothing was heard: the lowest at or above 11.5.
        assert_eq!(tactic.propose(&view), Some(6));
        tactic.heard_offer(&view, 1, 0);
        // At or above 11.5 are 6, 7 (one colour, grades 2 and 3) and 8 to 11: the same grade and another colour is nearest.
        assert_eq!(tactic.propose(&view), Some(8));
        tactic.heard_offer(&view, 2, 7);
        // 6: (1 + 2/3) + 1/3; 7: 2 + 0; 8: 1 + 2; 11: 2 + 1. 6 and 7 are as near, and 7 is the better.
        assert_eq!(tactic.propose(&view), Some(7));
    }
}
