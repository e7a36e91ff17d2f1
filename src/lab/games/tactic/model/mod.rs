//! What a seat learns of the others from what they offer: a weight an issue and a worth a value, as sums over issues.
//!
//! Packages without issues count as one issue with a value a package.

mod bayesian;
mod frequency;
mod sums;

use super::View;
use bayesian::Bayesian;
use frequency::Frequency;
pub(super) use sums::Sums;

/// How is learned.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Learning {
    /// By how often values are offered and issues left alone.
    Frequency,
    /// By Bayes' rule over shapes and ranks.
    Bayesian,
}

impl Learning {
    /// The way of a number.
    pub(super) fn of(number: usize) -> Self {
        if number == 0 { Self::Frequency } else { Self::Bayesian }
    }
}

#[derive(Debug, Clone)]
enum Model {
    Frequency(Frequency),
    Bayesian(Bayesian),
}

impl Model {
    fn parts(&self) -> &[f64] {
        match self {
            Self::Frequency(model) => model.parts(),
            Self::Bayesian(model) => model.parts(),
        }
    }
}

/// Models of all others.
#[derive(Debug, Clone)]
pub(super) struct Others {
    learning: Learning,
    models: Vec<Model>,
    heard: Vec<bool>,
    /// Sum of what is learned, by value, an issue after another.
    sums: Vec<f64>,
    stale: bool,
    /// The values of a package, while it is looked at.
    values: Vec<usize>,
}

/// Each issue of more than one value with its number of values; at least one issue. What cannot differ says nothing.
pub(super) fn issues<'a>(view: &View<'a>) -> impl DoubleEndedIterator<Item = (usize, usize)> + use<'a> {
    let none = view.sizes.iter().all(|size| *size <= 1);
    let all = none.then_some((0, view.utilities.len()));
    view.sizes.iter().copied().enumerate().filter(|(_, size)| *size > 1).chain(all)
}

impl Others {
    /// Nothing learned yet.
    pub(super) fn new(learning: Learning) -> Self {
        let (models, heard, sums, values) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        Self { learning, models, heard, sums, stale: false, values }
    }

    /// The talks begin.
    pub(super) fn prepare(&mut self, view: &View<'_>) {
        let sizes: Vec<usize> = issues(view).map(|(_, size)| size).collect();
        let blank = match self.learning {
            Learning::Frequency => Model::Frequency(Frequency::new(&sizes)),
            Learning::Bayesian => Model::Bayesian(Bayesian::new(&sizes)),
        };
        self.models = vec![blank; view.parties];
        self.heard = vec![false; view.parties];
        self.sums = vec![0.0; sizes.iter().sum()];
        self.values = vec![0; sizes.len()];
        self.stale = false;
    }

    /// Another party offers a package.
    pub(super) fn heard(&mut self, view: &View<'_>, by: usize, package: usize) {
        let Some(model) = self.models.get_mut(by) else { return };
        let mut rest = package;
        for (value, (_, size)) in self.values.iter_mut().rev().zip(issues(view).rev()) {
            (*value, rest) = (rest % size, rest / size);
        }
        match model {
            Model::Frequency(model) => model.learn(&self.values),
            Model::Bayesian(model) => model.learn(&self.values, view.time()),
        }
        self.heard[by] = true;
        self.stale = true;
    }

    /// Whether any offer was heard.
    pub(super) fn know(&self) -> bool {
        self.heard.iter().any(|heard| *heard)
    }

    /// What all others that were heard like, by value, an issue after another.
    pub(super) fn scores(&mut self) -> &[f64] {
        if self.stale {
            self.stale = false;
            self.sums.fill(0.0);
            for (model, _) in self.models.iter().zip(&self.heard).filter(|(_, heard)| **heard) {
                for (sum, part) in self.sums.iter_mut().zip(model.parts()) {
                    *sum += part;
                }
            }
        }
        &self.sums
    }

    /// Who was heard.
    pub(super) fn known(&self) -> impl Iterator<Item = usize> + '_ {
        (0..self.models.len()).filter(|party| self.heard[*party])
    }

    /// What is learned of a party: the utility of a package, between 0 and 1, is the sum over its values.
    pub(super) fn parts(&self, party: usize) -> &[f64] {
        self.models[party].parts()
    }
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{self, Seat, seat};
    use super::*;

    /// A party that wants colour 2 above all and offers what it likes in order: both ways learn which issue and value matter.
    #[test]
    fn both_models_learn_what_matters_to_an_open_party() {
        for learning in [Learning::Frequency, Learning::Bayesian] {
            let Seat { inverse, utilities } = seat(&[1.0; 9]);
            let mut view = fixture::view(&utilities, &inverse, 0.0);
            view.sizes = &[3, 3];
            let mut others = Others::new(learning);
            others.prepare(&view);
            assert!(!others.know());
            for (round, package) in [6, 6, 7, 6, 8, 7].into_iter().enumerate() {
                view.round = round as u32;
                others.heard(&view, 1, package);
            }
            assert_eq!(others.known().collect::<Vec<_>>(), [1]);
            let mut worth = [0.0; 9];
            let mut sums = Sums::default();
            sums.prepare(&view);
            sums.fill(&view, others.parts(1));
            sums.each(|package, sum| worth[package] = sum);
            let best = (0..9).max_by(|a, b| f64::total_cmp(&worth[*a], &worth[*b])).unwrap();
            assert_eq!(best, 6, "{learning:?} {worth:?}");
            assert!(worth[6] <= 1.0 + 1e-12 && worth.iter().all(|w| *w >= 0.0));
            // The first issue outweighs the second: to lose colour 2 is worse than to lose grade 0.
            assert!(worth[8] > worth[0], "{learning:?} {worth:?}");
        }
    }
}
