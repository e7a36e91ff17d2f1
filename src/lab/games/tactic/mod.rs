//! Tactics: what a seat offers and accepts. One file a family; a tactic sees its own utilities and what is said at the table.

mod aiming;
mod answer;
mod choice;
mod descent;
#[cfg(test)]
mod fixture;
mod hybrid;
mod imitative;
mod micro;
mod model;
mod nice;
pub(crate) mod price;
mod series;
mod simple;
#[cfg(test)]
mod tests;
mod time_dependent;

pub use micro::Micro;
pub use time_dependent::{Fall, TimeDependent};

use super::{
    clock::{Clock, Convention},
    equal,
    inverse::Inverse,
};

/// What a seat sees.
#[derive(Debug, Clone, Copy)]
pub struct View<'a> {
    /// Its own utilities of all packages.
    pub utilities: &'a [f64],
    /// The same turned round.
    pub inverse: &'a Inverse,
    /// What it has without agreement, −∞ for nothing.
    pub reservation: f64,
    /// Its position.
    pub party: usize,
    /// How many parties there are.
    pub parties: usize,
    /// Number of values of each issue; empty where packages have no issues.
    pub sizes: &'a [usize],
    /// Whether the order of an issue's values means something; issues that are not listed are not ordered.
    pub ordered: &'a [bool],
    /// The clock.
    pub clock: Clock,
    /// The round, from 0.
    pub round: u32,
}

impl View<'_> {
    /// The time, in [0, 1].
    pub fn time(&self) -> f64 {
        self.clock.time(self.round)
    }

    /// The least that it might agree to: what it has without agreement, or its worst package if that is more.
    pub fn floor(&self) -> f64 {
        self.reservation.max(self.inverse.worst())
    }

    /// From where its range is counted: what it has without agreement, even where every package is better; its worst package where it has nothing,
    /// and, by NegMAS's convention, where that is higher.
    pub fn base(&self) -> f64 {
        match self.clock.convention {
            Convention::Plain if self.reservation.is_finite() => self.reservation,
            _ => self.floor(),
        }
    }

    /// What two utilities may differ by and are still equal.
    pub fn slack(&self) -> f64 {
        equal::slack(equal::largest(&[self.inverse.worst(), self.best()]))
    }

    /// The least utility that is as good as another. By NegMAS's convention nothing less is.
    pub fn as_good_as(&self, utility: f64) -> f64 {
        match self.clock.convention {
            Convention::Plain => utility - self.slack(),
            Convention::NegMas => utility,
        }
    }

    /// The same with a reservation value that is no more than the utilities which equal it. By NegMAS's convention it stays as it is.
    #[must_use]
    pub fn settled(mut self) -> Self {
        let least = equal::reaching(self.reservation, equal::largest(&[self.inverse.worst(), self.best()]));
        if self.clock.convention == Convention::Plain
            && least < self.reservation
            && let Some(package) = self.inverse.lowest_at_least(least)
        {
            self.reservation = self.reservation.min(self.worth(package));
        }
        self
    }

    /// What a package is worth to it.
    pub fn worth(&self, package: usize) -> f64 {
        let listed = self.utilities.get(package).copied();
        listed.or_else(|| self.inverse.worth(package)).unwrap_or(f64::NEG_INFINITY)
    }

    /// Its best utility.
    pub fn best(&self) -> f64 {
        self.inverse.best()
    }

    /// A utility as a share of its own range, from 0 for its worst package to 1 for its best.
    pub fn share(&self, utility: f64) -> f64 {
        let (worst, best) = (self.inverse.worst(), self.best());
        if best > worst { ((utility - worst) / (best - worst)).clamp(0.0, 1.0) } else { 1.0 }
    }

    /// The utility of a share of its own range.
    pub fn of_share(&self, share: f64) -> f64 {
        let (worst, best) = (self.inverse.worst(), self.best());
        // At both ends the very utilities of the packages there.
        if share >= 1.0 { best } else { (worst + share * (best - worst)).clamp(worst, best.max(worst)) }
    }
}

/// What a tactic that goes by the clock alone does in a round.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Step {
    accepts: f64,
    offer: usize,
}

impl Step {
    const NOTHING: usize = usize::MAX;

    /// It accepts what is worth as much to it or more, and offers this package or none.
    pub fn new(accepts: f64, offer: Option<usize>) -> Self {
        Self { accepts, offer: offer.unwrap_or(Self::NOTHING) }
    }

    /// The least utility that it accepts.
    pub fn accepts(self) -> f64 {
        self.accepts
    }

    /// What it offers.
    pub fn offer(self) -> Option<usize> {
        (self.offer != Self::NOTHING).then_some(self.offer)
    }
}

/// A seat at work.
pub trait Tactic {
    /// It takes its seat, before the first round of a negotiation. A tactic that goes by the clock alone writes down a step for
    /// each round; it is not asked then what it offers and accepts. Any other writes none.
    fn prepare(&mut self, _view: &View<'_>, _plan: &mut Vec<Step>) {}

    /// Whether it does nothing but follow the clock, and needs no list of utilities for that.
    fn goes_by_the_clock_alone(&self) -> bool {
        false
    }

    /// Whether it ever leaves the table of its own accord.
    fn may_walk_out(&self) -> bool {
        true
    }

    /// Whether it leaves the table now; asked first at every turn.
    fn walks_out(&mut self, _view: &View<'_>) -> bool {
        false
    }

    /// The package that it offers; `None` where it has none to offer.
    fn propose(&mut self, view: &View<'_>) -> Option<usize>;

    /// Whether it accepts a package.
    fn accepts(&mut self, view: &View<'_>, package: usize) -> bool;

    /// Whether it wants to hear of others' offers and answers at all.
    fn listens(&self) -> bool {
        true
    }

    /// Another party offers a package.
    fn heard_offer(&mut self, _view: &View<'_>, _by: usize, _package: usize) {}

    /// Another party answers to a package.
    fn heard_answer(&mut self, _view: &View<'_>, _by: usize, _package: usize, _accepted: bool) {}
}

/// A parameter of a tactic.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Parameter {
    /// Its name.
    pub name: &'static str,
    /// What it is, with its unit.
    pub about: &'static str,
    /// What it is unless told otherwise.
    pub default: f64,
    /// The least and the most that it can be.
    pub range: (f64, f64),
    /// Names of its values 0, 1, 2 …, where it is a choice; else none.
    pub words: &'static [&'static str],
}

impl Parameter {
    /// A number.
    const fn number(name: &'static str, about: &'static str, default: f64, range: (f64, f64)) -> Self {
        Self { name, about, default, range, words: &[] }
    }

    /// A choice between words, the first unless told otherwise.
    const fn choice(name: &'static str, about: &'static str, words: &'static [&'static str]) -> Self {
        Self { name, about, default: 0.0, range: (0.0, (words.len() - 1) as f64), words }
    }

    /// A value as it is read: one of the words, or a number.
    pub fn read(&self, text: &str) -> Option<f64> {
        let word = self.words.iter().position(|word| *word == text).map(|place| place as f64);
        word.or_else(|| text.parse().ok())
    }
}

/// What a tactic is made from.
#[derive(Debug, Clone)]
pub struct Setting<'a> {
    /// Values of its parameters, in their order.
    pub values: &'a [f64],
    /// The clock that it will play by.
    pub clock: Clock,
    /// Seed of its own dice, different for every seat and run.
    pub dice: crate::world::stream::Stream,
}

/// A tactic by name.
#[derive(Debug, Clone, Copy)]
pub struct Kind {
    /// Its name in files and on the command line.
    pub name: &'static str,
    /// What it does, in a line, and whose it is.
    pub about: &'static str,
    /// Its parameters.
    pub parameters: &'static [Parameter],
    /// Makes one.
    pub make: fn(Setting<'_>) -> Box<dyn Tactic>,
}

/// Every tactic.
pub const TACTICS: &[&[Kind]] = &[
    time_dependent::KINDS,
    imitative::KINDS,
    nice::KINDS,
    micro::KINDS,
    hybrid::KINDS,
    descent::KINDS,
    simple::KINDS,
];

/// Every tactic, in order.
pub fn all() -> impl Iterator<Item = &'static Kind> {
    TACTICS.iter().flat_map(|family| family.iter())
}

/// A tactic by its name.
pub fn by_name(name: &str) -> Option<&'static Kind> {
    all().find(|kind| kind.name == name)
}
