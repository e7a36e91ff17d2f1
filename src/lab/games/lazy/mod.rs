//! Negotiations over more packages than can be listed: only what is offered is looked at.
//!
//! A tactic that goes by the clock alone knows beforehand what it offers in each round. So a game of all that anybody could offer is played in
//! place of the whole: every other package would never be spoken of. Preferences must be sums over issues.

pub(crate) mod halves;

use super::{
    additive::Additive,
    clock::Clock,
    evaluate,
    game::{Game, Unplayable},
    inverse::Inverse,
    rule::Rule,
    session::Players,
    tactic::{Step, Tactic, View},
};
use crate::scenario::domain::{Domain, Reservation, Scale};
use halves::Halves;
use std::collections::BTreeMap;

/// A game too large to be listed.
#[derive(Debug, Clone, PartialEq)]
pub struct Space {
    /// Number of values of each issue.
    pub sizes: Vec<usize>,
    /// What utilities are sums of.
    pub additive: Additive,
    /// What each party has without agreement, −∞ for nothing.
    pub reservation: Vec<f64>,
    /// What one unit of utility in the last round is worth in the first, by party.
    pub discount: Vec<f64>,
    /// A party that gains so much more from a package that every party accepts: position and gain.
    pub bonus: Option<(usize, f64)>,
    /// What makes a package pass.
    pub rule: Rule,
}

/// What can be offered.
pub struct Offered {
    /// The game of these packages.
    pub game: Game,
    /// Players who offer what they had planned.
    pub players: Players,
    /// By package of the game: its number among all.
    pub packages: Vec<usize>,
}

/// A tactic whose plan is made.
struct Planned(Vec<Step>);

impl Tactic for Planned {
    fn prepare(&mut self, _view: &View<'_>, plan: &mut Vec<Step>) {
        plan.extend(&self.0);
    }

    fn may_walk_out(&self) -> bool {
        false
    }

    fn propose(&mut self, view: &View<'_>) -> Option<usize> {
        self.0.get(view.round as usize).and_then(|step| step.offer())
    }

    fn accepts(&mut self, view: &View<'_>, package: usize) -> bool {
        self.0.get(view.round as usize).is_some_and(|step| view.utilities[package] >= step.accepts())
    }

    fn listens(&self) -> bool {
        false
    }
}

impl Space {
    /// The space of a domain; `None` where preferences are more than sums over issues.
    pub fn of(domain: &Domain) -> Option<Self> {
        let mut additive = evaluate::additive(domain)?;
        let sizes = evaluate::sizes(domain);
        let mut reservation = Vec::new();
        for (party, of) in domain.parties.iter().enumerate() {
            let (low, high) = additive.bounds(&sizes, party);
            let (offset, values) = (additive.offsets[party], &mut additive.values[party]);
            let scaled = of.preference.scale == Scale::Normalised && high > low;
            if scaled {
                for value in values.iter_mut() {
                    *value /= high - low;
                }
                additive.offsets[party] = (offset - low) / (high - low);
            }
            reservation.push(match &of.reservation {
                Reservation::None => f64::NEG_INFINITY,
                Reservation::Value(value) if scaled => (value - low) / (high - low),
                Reservation::Value(value) => *value,
                Reservation::Package(package) => {
                    let mut first = 0;
                    package.iter().zip(&sizes).fold(additive.offsets[party], |sum, (value, size)| {
                        first += size;
                        sum + additive.values[party][first - size + value]
                    })
                }
            });
        }
        let parties = domain.parties.len();
        Some(Self {
            sizes,
            additive,
            reservation,
            discount: domain.parties.iter().map(|party| party.discount).collect(),
            bonus: domain.bonus_if_unanimous,
            rule: Rule::new(&domain.rule, parties, &domain.indispensable),
        })
    }

    /// The same with fresh preferences, as [`super::redraw::redraw`] draws them; reservation values keep their places.
    #[must_use]
    pub fn redrawn(&self, seed: u64, run: u64) -> Self {
        let mut other = self.clone();
        super::redraw::fresh(&mut other.additive, &self.sizes, self.reservation.len(), (seed, run));
        for (party, reservation) in other.reservation.iter_mut().enumerate() {
            let (low, high) = self.additive.bounds(&self.sizes, party);
            let (new_low, new_high) = other.additive.bounds(&self.sizes, party);
            if reservation.is_finite() && high > low {
                *reservation = new_low + (*reservation - low) / (high - low) * (new_high - new_low);
            }
        }
        other
    }

    /// The game of what these tactics can offer.
    ///
    /// # Errors
    ///
    /// More combinations than fit into two halves, and a tactic that does not go by the clock alone.
    pub fn offered(&self, seats: Vec<Box<dyn Tactic>>, clock: Clock) -> Result<Offered, Unplayable> {
        let parties = self.reservation.len();
        let mut plans = Vec::with_capacity(parties);
        for (party, mut seat) in seats.into_iter().enumerate() {
            // One party's lists at a time.
            let inverse = Inverse::of_halves(self.halves(party)?);
            let view = View {
                utilities: &[],
                inverse: &inverse,
                reservation: self.reservation[party],
                party,
                parties,
                sizes: &self.sizes,
                ordered: &[],
                clock,
                round: 0,
            }
            .settled();
            let mut plan = Vec::new();
            if seat.goes_by_the_clock_alone() {
                seat.prepare(&view, &mut plan);
            }
            if plan.len() != clock.rounds as usize {
                return Err(Unplayable(format!(
                    "the tactic of seat {} does not go by the clock alone, or there are too many rounds: with so many packages only such tactics can be played, \
                     over at most 4,096 rounds",
                    party + 1
                )));
            }
            plans.push(plan);
        }
        let numbers: BTreeMap<usize, usize> = {
            let mut all: Vec<usize> = plans.iter().flatten().filter_map(|step| step.offer()).collect();
            all.sort_unstable();
            all.dedup();
            all.into_iter().enumerate().map(|(place, package)| (package, place)).collect()
        };
        let packages: Vec<usize> = numbers.keys().copied().collect();
        if packages.is_empty() {
            return Err(Unplayable(
                "nobody has anything to offer: no package reaches a reservation value".to_owned(),
            ));
        }
        let mut utilities = Vec::with_capacity(packages.len() * parties);
        for party in 0..parties {
            let halves = self.halves(party)?;
            utilities.extend(packages.iter().map(|package| halves.worth(*package)));
        }
        let mut game = Game::new(packages.len(), utilities, self.reservation.clone(), self.rule.clone())?;
        game.discount.clone_from(&self.discount);
        game.bonus = self.bonus;
        let seats = plans.into_iter().map(|plan| {
            let renumbered = plan.into_iter().map(|step| {
                let offer = step.offer().and_then(|package| numbers.get(&package).copied());
                Step::new(step.accepts(), offer)
            });
            Box::new(Planned(renumbered.collect())) as Box<dyn Tactic>
        });
        Ok(Offered { game, players: Players::new(seats.collect()), packages })
    }

    fn halves(&self, party: usize) -> Result<Halves, Unplayable> {
        let found = Halves::new(&self.sizes, &self.additive.values[party], self.additive.offsets[party]);
        found.ok_or_else(|| {
            Unplayable(format!(
                "the issues cannot be cut into two halves of at most {} combinations each: that many packages are too many",
                halves::MOST
            ))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lab::games::clock::Convention;
    use crate::lab::games::session::{Act, Line, Session};
    use crate::lab::games::{protocol, tactic};

    fn seats(names: &[&str], clock: Clock) -> Vec<Box<dyn Tactic>> {
        let dice = || crate::world::stream::Key::new(1, "lazy", "").stream(0);
        let make = |name: &&str| {
            let kind = tactic::by_name(name).unwrap();
            let values: Vec<f64> = kind.parameters.iter().map(|p| p.default).collect();
            (kind.make)(tactic::Setting { values: &values, clock, dice: dice() })
        };
        names.iter().map(make).collect()
    }

    /// Values in 64ths, which are summed exactly whatever the order.
    fn space(sizes: &[usize], parties: usize, world: u64) -> Space {
        let mut dice = crate::world::stream::Key::new(2, "lazy", "").stream(world);
        let all: usize = sizes.iter().sum();
        let values =
            (0..parties).map(|_| (0..all).map(|_| (dice.unit() * 64.0).floor() / 64.0).collect()).collect();
        Space {
            sizes: sizes.to_vec(),
            additive: Additive { offsets: vec![0.0; parties], values },
            reservation: vec![0.5; parties],
            discount: vec![1.0; parties],
            bonus: None,
            rule: Rule::unanimity(parties),
        }
    }

    #[test]
    fn a_negotiation_over_what_is_offered_is_that_over_everything() {
        for world in 0..30 {
            let space = space(&[4, 3, 5, 2], 3, world);
            let mut whole = Game::new(120, vec![0.0; 360], vec![0.5; 3], Rule::unanimity(3)).unwrap();
            whole.sizes.clone_from(&space.sizes);
            whole.set_additive(space.additive.clone());
            for convention in [Convention::Plain, Convention::NegMas] {
                let clock = Clock { rounds: 40, convention };
                let names = ["boulware", "linear", "conceder"];
                for saop in ["saop", "amop", "mopac"].map(|name| protocol::by_name(name).unwrap()) {
                    let mut trace: Vec<Line> = Vec::new();
                    let mut players = Players::new(seats(&names, clock));
                    let full = Session::new(&whole, clock).hold(saop, &mut players, Some(&mut trace));
                    let mut lazy = space.offered(seats(&names, clock), clock).unwrap();
                    let mut other: Vec<Line> = Vec::new();
                    let some =
                        Session::new(&lazy.game, clock).hold(saop, &mut lazy.players, Some(&mut other));
                    let package = |act: &Act| match act {
                        Act::Offer(k) => Act::Offer(lazy.packages[*k]),
                        Act::Accept(k) => Act::Accept(lazy.packages[*k]),
                        Act::Refuse(k) => Act::Refuse(lazy.packages[*k]),
                        other => *other,
                    };
                    let renamed: Vec<Line> =
                        other.iter().map(|line| Line { act: package(&line.act), ..*line }).collect();
                    assert_eq!(trace, renamed, "{world} {}", saop.name);
                    assert_eq!(full.rounds, some.rounds);
                }
            }
        }
    }

    #[test]
    fn a_trillion_packages_are_negotiated_and_more_or_other_tactics_refused() {
        let clock = Clock { rounds: 20, convention: Convention::Plain };
        let large = space(&[10; 8], 2, 1);
        let offered = large.offered(seats(&["boulware", "linear"], clock), clock).unwrap();
        assert!(offered.packages.len() <= 40);
        let refused = large.offered(seats(&["micro", "linear"], clock), clock).err().unwrap();
        assert!(refused.0.contains("seat 1"), "{refused}");
        let beyond = space(&[10; 14], 2, 1);
        assert!(beyond.offered(seats(&["linear"; 2], clock), clock).is_err());
    }
}
