//! Tit for tat over packages, in own utility of what the others offer.
//!
//! *Relative*, *random absolute* and *averaged* (Faratin, Sierra and Jennings 1998, equations 8 to 10): with own last target `x`, the others' offers
//! `b` and a window `δ`, the next target is `x b₋₁₋δ / b₋δ`, `x + b₋₁₋δ − b₋δ − R` with `R` by lot between 0 and a most, or `x b₋₁₋δ / b₋₁`, kept
//! between the reservation value and the best. The equations are of a price; here all are own utilities, as shares of the range from the
//! party's worst to its best package, so that units do not matter: an offer that is better for it than the one before makes it lower its
//! target. A ratio that is no number (nothing to nothing) leaves the target where it was. Among several parties each is compared with
//! itself, and whoever offered last is imitated. Until that one has made more offers than the window and it has aimed at something itself, the
//! target falls with the clock (`beta`, `k`).
//!
//! *Tit for tat* takes the *level* of the last offer heard for the others' concession, as NegMAS's naive one does: in the first round it
//! concedes nothing, in the second and third the least that is possible (its second-best utility), then the share between its reservation value
//! and its best that the last offer gives it, and `kindness` more. It accepts what is worth its target if that is set by the
//! very offer. By NegMAS's convention the same numbers are of three scales, as there: the share given is counted above the
//! reservation value, the target below the best of the whole range, and each of the early steps looks at the next pair of its own packages;
//! what it hears are offers that stand at its turn. Unlike there it never offers what is worth less than its reservation value.

use super::{
    Kind, Parameter, Setting, View,
    aiming::{Aim, Aiming, with_parts},
    series::Series,
    time_dependent::{BETA, Fall, K, TimeDependent},
};
use crate::lab::games::clock::Convention;
use crate::world::stream::Stream;

/// What is taken over.
#[derive(Debug, Clone)]
enum Imitation {
    Relative,
    /// With the most that is conceded by lot, as a share of the range, and the dice.
    Absolute(f64, Box<Stream>),
    Averaged,
}

/// The imitative aims of Faratin and others.
#[derive(Debug, Clone)]
struct Imitator {
    imitation: Imitation,
    window: usize,
    start: TimeDependent,
    heard: Series,
    own: Option<f64>,
    /// What it concedes by lot at this turn.
    drawn: Option<f64>,
}

impl Imitator {
    fn seat(imitation: Imitation, first: usize, setting: &Setting<'_>) -> Box<dyn super::Tactic> {
        let value = |place: usize| setting.values[first + place];
        let start = TimeDependent::new(Fall::Polynomial { k: value(2), beta: value(1) }, setting.clock);
        let window = value(0) as usize;
        let heard = Series::default();
        Aiming::of(Self { imitation, window, start, heard, own: None, drawn: None }, setting)
    }

    /// The share of the next target, if there is enough to imitate.
    fn imitated(&mut self) -> Option<f64> {
        let (own, by) = (self.own?, self.heard.last()?);
        let before = self.heard.back(by, self.window)?;
        let after = self.heard.back(by, self.window - 1)?;
        let share = match &mut self.imitation {
            Imitation::Relative => own * (before / after),
            Imitation::Averaged => own * (before / self.heard.back(by, 0)?),
            Imitation::Absolute(most, dice) => {
                let drawn = *self.drawn.get_or_insert_with(|| *most * dice.unit());
                own + before - after - drawn
            }
        };
        Some(if share.is_finite() { share } else { own })
    }
}

impl Aim for Imitator {
    fn prepare(&mut self, view: &View<'_>) {
        self.heard.prepare(view.parties, self.window + 1);
        (self.own, self.drawn) = (None, None);
    }

    fn target(&mut self, view: &View<'_>) -> f64 {
        let target = self.imitated().map_or_else(|| self.start.target(view), |share| view.of_share(share));
        target.min(view.best()).max(view.floor())
    }

    fn offered(&mut self, view: &View<'_>, target: f64) {
        self.own = Some(view.share(target));
        self.drawn = None;
    }

    fn heard(&mut self, view: &View<'_>, by: usize, package: usize) {
        self.heard.push(by, view.share(view.utilities[package]));
    }
}

/// The naive one.
#[derive(Debug, Clone)]
struct TitForTat {
    kindness: f64,
    last: Option<usize>,
    /// The highest utility below its best.
    second: f64,
    /// Own packages, best first, and how many were looked at; by NegMAS's convention.
    order: Vec<u32>,
    seen: usize,
}

impl TitForTat {
    /// What it concedes when offered a package, between 0 and 1; `None` for the least that is possible.
    fn concession(&self, view: &View<'_>, offered: Option<usize>) -> Option<f64> {
        if view.round == 0 {
            return Some(0.0);
        }
        if view.round <= 2 {
            return None;
        }
        let range = view.best() - view.base();
        let given = offered.map_or(0.0, |package| (view.utilities[package] - view.base()) / range);
        let given = if given > 0.0 { given } else { 0.0 };
        Some(given + self.kindness)
    }

    fn plain(&self, view: &View<'_>, offered: Option<usize>) -> f64 {
        let target = match self.concession(view, offered) {
            None => self.second,
            Some(conceded) => view.best() - conceded.clamp(0.0, 1.0) * (view.best() - view.base()),
        };
        target.max(view.floor())
    }

    /// `1 − concession`, as NegMAS has it.
    fn kept(&mut self, view: &View<'_>, offered: Option<usize>) -> f64 {
        let conceded = self.concession(view, offered).unwrap_or_else(|| {
            let next =
                |seen: usize| self.order.get(seen).map_or(view.floor(), |k| view.utilities[*k as usize]);
            let least = next(self.seen) - next(self.seen + 1) + 1e-12;
            self.seen += 2;
            least / (view.best() - view.inverse.worst())
        });
        if (-1e-6..=1.000_000_1).contains(&conceded) { 1.0 - conceded } else { 1.0 }
    }
}

impl Aim for TitForTat {
    fn prepare(&mut self, view: &View<'_>) {
        (self.last, self.seen) = (None, 0);
        let below = view.utilities.iter().copied().filter(|u| *u < view.best());
        self.second = below.fold(f64::NEG_INFINITY, f64::max).max(view.floor());
        if view.clock.convention == Convention::NegMas {
            self.order = view.inverse.descending(view.utilities);
        }
    }

    fn target(&mut self, view: &View<'_>) -> f64 {
        match view.clock.convention {
            Convention::Plain => self.plain(view, self.last),
            Convention::NegMas => {
                let (worst, best) = (view.inverse.worst(), view.best());
                (self.kept(view, self.last) * (best - worst) + worst).min(best).max(view.floor())
            }
        }
    }

    fn heard(&mut self, view: &View<'_>, _by: usize, package: usize) {
        if view.clock.convention == Convention::Plain {
            self.last = Some(package);
        }
    }

    fn asked(&mut self, view: &View<'_>, package: usize) -> Option<bool> {
        let u = view.utilities[package];
        Some(match view.clock.convention {
            Convention::Plain => u >= view.as_good_as(self.plain(view, Some(package))),
            Convention::NegMas => {
                self.last = Some(package);
                let given = (u - view.floor()) / (view.best() - view.floor());
                given >= self.kept(view, Some(package))
            }
        })
    }
}

const WINDOW: Parameter = Parameter::number(
    "window",
    "how many of the others' offers back it looks, at least 1",
    1.0,
    (1.0, 1000.0),
);

pub(super) const KINDS: &[Kind] = &[
    Kind {
        name: "tit-for-tat",
        about: "concedes the share of its range that the last offer gives it, after a first small step (naive, as in NegMAS)",
        parameters: &with_parts::<1, 6>([Parameter::number(
            "kindness",
            "share of its range that it concedes besides",
            0.0,
            (-1.0, 1.0),
        )]),
        make: |setting| {
            let kindness = setting.values[0];
            let aim = TitForTat { kindness, last: None, second: 0.0, order: Vec::new(), seen: 0 };
            Aiming::of(aim, &setting)
        },
    },
    Kind {
        name: "relative-tit-for-tat",
        about: "imitates the ratio of the others' last changes (Faratin, Sierra and Jennings 1998, eq. 8)",
        parameters: &with_parts::<3, 8>([WINDOW, BETA, K]),
        make: |setting| Imitator::seat(Imitation::Relative, 0, &setting),
    },
    Kind {
        name: "absolute-tit-for-tat",
        about: "imitates the difference of the others' last changes, and concedes more by lot (Faratin et al. 1998, eq. 9)",
        parameters: &with_parts::<4, 9>([
            Parameter::number(
                "most",
                "most that it concedes by lot at a turn, as a share of its range",
                0.02,
                (0.0, 1.0),
            ),
            WINDOW,
            BETA,
            K,
        ]),
        make: |setting| {
            let imitation = Imitation::Absolute(setting.values[0], Box::new(setting.dice.clone()));
            Imitator::seat(imitation, 1, &setting)
        },
    },
    Kind {
        name: "averaged-tit-for-tat",
        about: "imitates the ratio of the others' changes over a window (Faratin, Sierra and Jennings 1998, eq. 10)",
        parameters: &with_parts::<3, 8>([Parameter { default: 2.0, ..WINDOW }, BETA, K]),
        make: |setting| Imitator::seat(Imitation::Averaged, 0, &setting),
    },
];

#[cfg(test)]
mod tests {
    use super::super::fixture::{self, Seat, seat};

    fn hundred() -> Vec<f64> {
        (0..=100).map(f64::from).collect()
    }

    /// Offers at rounds 0, 1, … when one of the others offers these in turn between its turns, and the other always its worst before it.
    fn offers(name: &str, first: &[f64], heard: &[usize], scale: f64) -> Vec<usize> {
        let own: Vec<f64> = hundred().iter().map(|u| 7.0 + scale * u).collect();
        let Seat { inverse, utilities } = seat(&own);
        let mut view = fixture::view(&utilities, &inverse, 7.0);
        let mut tactic = fixture::with(name, first);
        tactic.prepare(&view, &mut Vec::new());
        let turns = heard.iter().enumerate().map(|(round, package)| {
            view.round = round as u32;
            let offer = tactic.propose(&view).unwrap();
            tactic.heard_offer(&view, 2, 0);
            tactic.heard_offer(&view, 1, *package);
            offer
        });
        turns.collect()
    }

    #[test]
    fn equations_8_to_10_in_own_utility() {
        // By the clock 100, 90 until two offers of the same party are heard; then 90 · 20/25 = 72; 72 · 25/50 = 36; 36 · 50/40 = 45.
        let heard = [20, 25, 50, 40, 40];
        assert_eq!(offers("relative-tit-for-tat", &[1.0], &heard, 1.0), [100, 90, 72, 36, 45]);
        assert_eq!(offers("relative-tit-for-tat", &[1.0], &heard, 4.0), [100, 90, 72, 36, 45]);
        // 90 − 5, 85 − 25, 60 + 10.
        assert_eq!(offers("absolute-tit-for-tat", &[0.0, 1.0], &heard, 1.0), [100, 90, 85, 60, 70]);
        // A window of two: by the clock until three are heard; then 80 · 20/50 = 32 and 32 · 25/40 = 20.
        assert_eq!(offers("averaged-tit-for-tat", &[2.0], &heard, 1.0), [100, 90, 80, 32, 20]);
        // Lots only lower the target, by at most a fifth of the range a turn.
        let by_lot = offers("absolute-tit-for-tat", &[0.2, 1.0], &heard, 1.0);
        assert!((65..=85).contains(&by_lot[2]) && by_lot[2] < 85, "{by_lot:?}");
    }

    #[test]
    fn nothing_to_nothing_leaves_the_target_where_it_was() {
        assert_eq!(offers("relative-tit-for-tat", &[1.0], &[0, 0, 0, 0], 1.0), [100, 90, 90, 90]);
        assert_eq!(offers("averaged-tit-for-tat", &[1.0], &[0, 0, 50, 0], 1.0), [100, 90, 90, 0]);
    }

    #[test]
    fn the_naive_one_gives_the_level_that_it_is_given() {
        assert_eq!(offers("tit-for-tat", &[0.0], &[20, 30, 40, 70, 70], 1.0), [100, 99, 99, 60, 30]);
        assert_eq!(offers("tit-for-tat", &[0.1], &[20, 30, 40, 70, 70], 2.0), [100, 99, 99, 50, 20]);
        let Seat { inverse, utilities } = seat(&hundred());
        let mut view = fixture::view(&utilities, &inverse, 20.0);
        let mut tactic = fixture::by_name("tit-for-tat");
        tactic.prepare(&view, &mut Vec::new());
        view.round = 3;
        // Worth 60, a package gives half of what there is from 20 to 100, and asks for no more.
        assert!(tactic.accepts(&view, 60) && !tactic.accepts(&view, 59));
    }
}
