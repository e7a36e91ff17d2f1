//! Rules of acceptance (Baarslag, Hindriks and Jonker 2013), apart from what is offered.
//!
//! *next*: what is at least as good as the offer that it would make now. *constant*: what is worth some share of its range, from the
//! reservation value to its best. *time*: whatever is worth its reservation value, from some time on. *combined*: as next; and from some time
//! on also what is as good as the best that was offered within as many rounds back as there are rounds left (their `AC_combi` with the
//! maximum over a window).

use super::{Parameter, View};
use crate::lab::games::clock::Convention;

pub(super) const ACCEPTANCE: Parameter = Parameter::choice(
    "acceptance",
    "what it accepts: as good as its next offer, a constant share, anything from some time on, or next and time combined",
    &["next", "constant", "time", "combined"],
);
pub(super) const THRESHOLD: Parameter = Parameter::number(
    "threshold",
    "share of its range, from its reservation value to its best, that a constant rule of acceptance asks for",
    0.9,
    (0.0, 1.0),
);
pub(super) const FROM: Parameter =
    Parameter::number("from", "time from which a rule of acceptance by time holds", 0.99, (0.0, 1.0));

#[derive(Debug, Clone, Copy, PartialEq)]
enum Rule {
    Next,
    Constant,
    Time,
    Combined,
}

/// A rule of acceptance at work.
#[derive(Debug, Clone)]
pub(super) struct Answer {
    rule: Rule,
    threshold: f64,
    from: f64,
    /// Utility of the best that was heard, by round; only where it is needed.
    best: Vec<f64>,
}

impl Answer {
    /// The rule of a number, with its share and its time.
    pub(super) fn new(rule: usize, threshold: f64, from: f64) -> Self {
        let rule = [Rule::Next, Rule::Constant, Rule::Time, Rule::Combined][rule.min(3)];
        Self { rule, threshold, from, best: Vec::new() }
    }

    /// Whether it is the rule that a tactic has unless told otherwise.
    pub(super) fn is_usual(&self) -> bool {
        self.rule == Rule::Next
    }

    /// The talks begin.
    pub(super) fn prepare(&mut self, view: &View<'_>) {
        self.best.clear();
        if self.rule == Rule::Combined {
            self.best.resize(view.clock.rounds as usize, f64::NEG_INFINITY);
        }
    }

    /// Somebody offers a package.
    pub(super) fn heard(&mut self, view: &View<'_>, package: usize) {
        if let Some(best) = self.best.get_mut(view.round as usize) {
            *best = best.max(view.utilities[package]);
        }
    }

    /// Whether it accepts what is worth `u`, no less than its reservation value.
    pub(super) fn accepts(&self, view: &View<'_>, u: f64, target: f64, offer: Option<usize>) -> bool {
        match self.rule {
            Rule::Next => next(view, u, target, offer),
            Rule::Constant => u >= view.base() + self.threshold * (view.best() - view.base()) - view.slack(),
            Rule::Time => view.time() >= self.from,
            Rule::Combined => {
                let late = view.time() >= self.from;
                next(view, u, target, offer) || late && u >= view.as_good_as(self.best_lately(view))
            }
        }
    }

    fn best_lately(&self, view: &View<'_>) -> f64 {
        let now = view.round as usize;
        let left = self.best.len().saturating_sub(now);
        let window = self.best.get((now + 1).saturating_sub(left)..=now).unwrap_or(&[]);
        window.iter().copied().fold(f64::NEG_INFINITY, f64::max)
    }
}

/// Whether something is as good as what it would offer now; by NegMAS's convention, as what it aims at.
fn next(view: &View<'_>, u: f64, target: f64, offer: Option<usize>) -> bool {
    match view.clock.convention {
        Convention::Plain => offer.is_some_and(|own| u >= view.as_good_as(view.utilities[own])),
        Convention::NegMas => u >= target,
    }
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{self, Seat, seat};

    #[test]
    fn each_rule_accepts_what_it_says() {
        let Seat { inverse, utilities } = seat(&[0.0, 1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 9.0, 10.0]);
        let mut view = fixture::view(&utilities, &inverse, 2.0);
        // Boulware in the middle of the talks aims at 2 + 8 (1 − 0.5⁴) = 9.5: it would offer its best.
        let least = |rule: f64, round: u32, view: &mut super::View<'_>| {
            let mut tactic = fixture::with("boulware", &[0.25, 0.0, 0.0, 0.0, rule, 0.5, 0.8]);
            view.round = 0;
            tactic.prepare(view, &mut Vec::new());
            for (said, package) in [(1, 6), (5, 4), (6, 3), (8, 5)] {
                if said <= round {
                    view.round = said;
                    tactic.heard_offer(view, 1, package);
                }
            }
            view.round = round;
            (0..11).find(|k| tactic.accepts(view, *k))
        };
        let both = |rule, view: &mut _| [least(rule, 5, view), least(rule, 9, view)];
        assert_eq!(both(0.0, &mut view), [Some(10), Some(5)]);
        assert_eq!(both(1.0, &mut view), [Some(6), Some(6)]);
        assert_eq!(both(2.0, &mut view), [Some(10), Some(2)].map(|k| if k == Some(10) { None } else { k }));
        // In round 9 two rounds are left: of rounds 8 and 9, 5 is the best that was heard; in round 8, of rounds 6 to 8, 5 too.
        assert_eq!(both(3.0, &mut view), [Some(10), Some(5)]);
        assert_eq!(least(3.0, 8, &mut view), Some(5));
    }
}
