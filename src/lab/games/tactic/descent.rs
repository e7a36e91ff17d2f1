//! Conceding or wasting, and accepting better, not worse, or any (Mohammad 2023, for the tentative agreements of TAU).
//!
//! Who concedes offers its packages from the best down to its reservation value, one a turn, and repeats the last then. Who wastes
//! offers first those *below* its reservation value, from the worst up, and then as the other: it is the one tactic that does so, and it may be
//! taken at its word. Each accepts what is worth its reservation value and better than all that it has accepted so far, or not
//! worse, or whatever it has accepted.

use super::{Kind, Step, Tactic, View};

/// What it accepts, of what is worth its reservation value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Accepting {
    /// What is better than all accepted so far.
    Better,
    /// What is no worse.
    NotWorse,
    /// Anything.
    Any,
}

/// One of the six at work in a seat.
#[derive(Debug, Clone)]
struct Descent {
    accepting: Accepting,
    wastes: bool,
    /// Own packages, best first.
    order: Vec<u32>,
    offered: usize,
    wasted: usize,
    /// Utility of the best accepted so far.
    accepted: Option<f64>,
}

impl Descent {
    fn seat(accepting: Accepting, wastes: bool) -> Box<dyn Tactic> {
        Box::new(Self { accepting, wastes, order: Vec::new(), offered: 0, wasted: 0, accepted: None })
    }
}

impl Tactic for Descent {
    fn prepare(&mut self, view: &View<'_>, _plan: &mut Vec<Step>) {
        self.order = view.inverse.descending(view.utilities);
        (self.offered, self.wasted, self.accepted) = (0, 0, None);
    }

    fn may_walk_out(&self) -> bool {
        false
    }

    fn listens(&self) -> bool {
        false
    }

    fn propose(&mut self, view: &View<'_>) -> Option<usize> {
        let worth = |k: &u32| view.utilities[*k as usize] >= view.reservation;
        if self.wastes
            && let Some(package) = self.order.iter().rev().nth(self.wasted).filter(|k| !worth(k))
        {
            self.wasted += 1;
            return Some(*package as usize);
        }
        if let Some(package) = self.order.get(self.offered).filter(|k| worth(k)) {
            self.offered += 1;
            return Some(*package as usize);
        }
        self.offered.checked_sub(1).map(|last| self.order[last] as usize)
    }

    fn accepts(&mut self, view: &View<'_>, package: usize) -> bool {
        let u = view.utilities[package];
        let enough = match (self.accepting, self.accepted) {
            (Accepting::Any, _) | (_, None) => true,
            (Accepting::NotWorse, Some(before)) => u >= view.as_good_as(before),
            (Accepting::Better, Some(before)) => view.as_good_as(u) > before,
        };
        let accepts = enough && u >= view.reservation && u != f64::NEG_INFINITY;
        if accepts {
            self.accepted = Some(self.accepted.map_or(u, |before| before.max(u)));
        }
        accepts
    }
}

pub(super) const KINDS: &[Kind] = &[
    Kind {
        name: "cab",
        about: "concedes a package a turn, accepts what is better than all it accepted (Mohammad 2023)",
        parameters: &[],
        make: |_| Descent::seat(Accepting::Better, false),
    },
    Kind {
        name: "can",
        about: "concedes a package a turn, accepts what is no worse than all it accepted (Mohammad 2023)",
        parameters: &[],
        make: |_| Descent::seat(Accepting::NotWorse, false),
    },
    Kind {
        name: "car",
        about: "concedes a package a turn, accepts whatever is worth its reservation value (Mohammad 2023)",
        parameters: &[],
        make: |_| Descent::seat(Accepting::Any, false),
    },
    Kind {
        name: "wab",
        about: "as cab, after offers below its own reservation value to waste time (Mohammad 2023)",
        parameters: &[],
        make: |_| Descent::seat(Accepting::Better, true),
    },
    Kind {
        name: "wan",
        about: "as can, after offers below its own reservation value to waste time (Mohammad 2023)",
        parameters: &[],
        make: |_| Descent::seat(Accepting::NotWorse, true),
    },
    Kind {
        name: "war",
        about: "as car, after offers below its own reservation value to waste time (Mohammad 2023)",
        parameters: &[],
        make: |_| Descent::seat(Accepting::Any, true),
    },
];

#[cfg(test)]
mod tests {
    use super::super::fixture::{self, Seat, seat};

    #[test]
    fn one_package_a_turn_down_to_the_reservation_value_and_waste_before_it() {
        let Seat { inverse, utilities } = seat(&[5.0, 1.0, 3.0, 2.0, 4.0]);
        let view = fixture::view(&utilities, &inverse, 2.5);
        let play = |name: &str| {
            let mut tactic = fixture::by_name(name);
            tactic.prepare(&view, &mut Vec::new());
            (0..5).map(|_| tactic.propose(&view).unwrap()).collect::<Vec<_>>()
        };
        assert_eq!(play("cab"), [0, 4, 2, 2, 2]);
        assert_eq!(play("war"), [1, 3, 0, 4, 2]);
        let answers = |name: &str| {
            let mut tactic = fixture::by_name(name);
            tactic.prepare(&view, &mut Vec::new());
            [3, 2, 4, 4, 2, 0].map(|k| tactic.accepts(&view, k))
        };
        assert_eq!(answers("cab"), [false, true, true, false, false, true]);
        assert_eq!(answers("can"), [false, true, true, true, false, true]);
        assert_eq!(answers("war"), [false, true, true, true, true, true]);
    }
}
