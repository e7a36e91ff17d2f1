//! Tactics to compare others with: by lot, and take it or leave it.

use super::{Kind, Parameter, Setting, Step, Tactic, View};
use crate::world::stream::Stream;

/// Offers by lot among what is worth its reservation value, and accepts such by lot.
#[derive(Debug, Clone)]
struct Lot {
    accept: f64,
    leave: f64,
    dice: Stream,
    /// Packages that are worth it.
    worth: Vec<u32>,
}

impl Tactic for Lot {
    fn prepare(&mut self, view: &View<'_>, _plan: &mut Vec<Step>) {
        let worth = |k: &u32| view.utilities[*k as usize] >= view.floor();
        self.worth.clear();
        self.worth.extend((0..view.utilities.len() as u32).filter(worth));
    }

    fn may_walk_out(&self) -> bool {
        self.leave > 0.0
    }

    fn walks_out(&mut self, _view: &View<'_>) -> bool {
        self.dice.unit() < self.leave
    }

    fn listens(&self) -> bool {
        false
    }

    fn propose(&mut self, _view: &View<'_>) -> Option<usize> {
        let place = (self.dice.unit() * self.worth.len() as f64) as usize;
        self.worth.get(place.min(self.worth.len().saturating_sub(1))).map(|k| *k as usize)
    }

    fn accepts(&mut self, view: &View<'_>, package: usize) -> bool {
        self.dice.unit() < self.accept && view.utilities[package] >= view.floor()
    }
}

/// Asks for one share of what there is, accepts as much, and leaves if it does not have it.
#[derive(Debug, Clone)]
struct TakeIt {
    share: f64,
    patience: u32,
    /// In which round it first put its offer forward, and which.
    offered: Option<(u32, usize)>,
}

impl TakeIt {
    fn offer(&self, view: &View<'_>) -> Option<usize> {
        let (base, best) = (view.base(), view.best());
        let target = base + self.share * (best - base) - view.slack();
        view.inverse.lowest_at_least(target.max(view.reservation).min(best.max(view.reservation)))
    }
}

impl Tactic for TakeIt {
    fn prepare(&mut self, _view: &View<'_>, _plan: &mut Vec<Step>) {
        self.offered = None;
    }

    fn walks_out(&mut self, view: &View<'_>) -> bool {
        self.offered.is_some_and(|(round, _)| view.round >= round.saturating_add(self.patience))
    }

    fn listens(&self) -> bool {
        false
    }

    fn propose(&mut self, view: &View<'_>) -> Option<usize> {
        if let Some((_, package)) = self.offered {
            return Some(package);
        }
        let package = self.offer(view)?;
        self.offered = Some((view.round, package));
        Some(package)
    }

    fn accepts(&mut self, view: &View<'_>, package: usize) -> bool {
        let own = self.offered.map(|(_, package)| package).or_else(|| self.offer(view));
        let enough = |own: usize| view.as_good_as(view.utilities[own]).max(view.reservation);
        own.is_some_and(|own| view.utilities[package] >= enough(own))
    }
}

fn lot(setting: Setting<'_>) -> Box<dyn Tactic> {
    let (accept, leave) = (setting.values[0], setting.values[1]);
    Box::new(Lot { accept, leave, dice: setting.dice, worth: Vec::new() })
}

pub(super) const KINDS: &[Kind] = &[
    Kind {
        name: "random",
        about: "offers by lot, and accepts by lot, what is worth its reservation value",
        parameters: &[
            Parameter::number("accept", "chance that it accepts what is worth it", 0.15, (0.0, 1.0)),
            Parameter::number("leave", "chance at each turn that it leaves", 0.0, (0.0, 1.0)),
        ],
        make: lot,
    },
    Kind {
        name: "take-it-or-leave-it",
        about: "asks for one package, accepts what is as good, and leaves if it does not have it",
        parameters: &[
            Parameter::number(
                "share",
                "what it asks for, from its reservation value to its best",
                1.0,
                (0.0, 1.0),
            ),
            Parameter::number("patience", "rounds that it waits after its offer", 1.0, (1.0, 1e6)),
        ],
        make: |setting| {
            let (share, patience) = (setting.values[0], setting.values[1] as u32);
            Box::new(TakeIt { share, patience, offered: None })
        },
    },
];

#[cfg(test)]
mod tests {
    use super::super::fixture::{self, Seat, seat};

    #[test]
    fn lots_fall_on_all_that_is_worth_it_and_on_nothing_else() {
        let Seat { inverse, utilities } = seat(&[5.0, 1.0, f64::NEG_INFINITY, 2.0, 4.0]);
        let view = fixture::view(&utilities, &inverse, 2.0);
        let mut tactic = fixture::by_name("random");
        tactic.prepare(&view, &mut Vec::new());
        let mut counts = [0; 5];
        let accepted = (0..3000).filter(|_| {
            counts[tactic.propose(&view).unwrap()] += 1;
            assert!(!tactic.accepts(&view, 1) && !tactic.accepts(&view, 2));
            tactic.accepts(&view, 3)
        });
        // 3,000 times 0.15, give or take five standard deviations.
        assert!((352..=548).contains(&accepted.count()));
        assert!([0, 3, 4].iter().all(|k| (870..1130).contains(&counts[*k])), "{counts:?}");
        assert_eq!((counts[1], counts[2]), (0, 0));
    }

    #[test]
    fn it_is_taken_or_left() {
        let Seat { inverse, utilities } = seat(&[5.0, 1.0, 3.0, 2.0, 4.0]);
        let mut view = fixture::view(&utilities, &inverse, 1.0);
        let mut tactic = fixture::with("take-it-or-leave-it", &[0.5, 2.0]);
        tactic.prepare(&view, &mut Vec::new());
        assert!(!tactic.walks_out(&view));
        assert_eq!(tactic.propose(&view), Some(2));
        assert!(tactic.accepts(&view, 2) && !tactic.accepts(&view, 3));
        view.round = 1;
        assert!(!tactic.walks_out(&view));
        view.round = 2;
        assert!(tactic.walks_out(&view));
    }
}
