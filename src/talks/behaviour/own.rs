//! A behaviour of one's own, from outside this crate: what it must say, and what it sees.
//!
//! It sees the truth about its own party, and of the others what that party believes, as the behaviours of this crate do. It keeps nothing
//! between questions, so that results depend on neither threads nor order.

use crate::talks::beliefs::Beliefs;
use crate::talks::learning::public_worth;
use crate::talks::situation::{Moment, Situation, least_acceptable};
use std::fmt;

/// How a party proposes and answers. All seats of a table behave alike.
///
/// ```
/// use roundtable::{Negotiator, Scenario, Seat, Simulation};
///
/// /// Asks for the best that is not refused yet, and takes whatever it may sign.
/// #[derive(Debug)]
/// struct Eager;
///
/// impl Negotiator for Eager {
///     fn name(&self) -> &'static str {
///         "eager"
///     }
///
///     fn propose(&self, seat: &Seat<'_>) -> Option<usize> {
///         seat.acceptable().max_by(|&a, &b| seat.worth(a).total_cmp(&seat.worth(b)))
///     }
/// }
///
/// let scenario = Scenario::open("scenarios/teaching/1-zone-of-agreement.ron")?;
/// let comparison = Simulation::of(&scenario).runs(20).negotiator(&Eager).run()?;
/// assert_eq!(comparison.behaviour, "eager");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub trait Negotiator: fmt::Debug + Send + Sync {
    /// One word for it, unlike those of other behaviours: results and files name it so.
    fn name(&self) -> &'static str;

    /// The package that the party proposes now, from 0 to [`Seat::packages`]; `None`: it passes.
    fn propose(&self, seat: &Seat<'_>) -> Option<usize>;

    /// What a package must be worth to the party ([`Seat::worth`]) for it to accept now. Whatever is said here, no party signs for less than
    /// [`Seat::least`], which it asks for unless something else is said.
    fn accepts_from(&self, seat: &Seat<'_>) -> f64 {
        seat.least()
    }
}

/// Two are the same if they have one name.
impl PartialEq for dyn Negotiator {
    fn eq(&self, other: &Self) -> bool {
        self.name() == other.name()
    }
}

impl Eq for dyn Negotiator {}

/// What a party knows when it must act: its own truth, and of the others what it believes. Packages are numbered from 0; what they are worth
/// is a stock of discounted periods on the party's own scale.
#[derive(Debug, Clone, Copy)]
pub struct Seat<'a> {
    pub(super) situation: Situation<'a>,
    pub(super) beliefs: &'a Beliefs,
    pub(super) refused: &'a [bool],
    pub(super) party: usize,
    pub(super) moment: Moment,
}

impl Seat<'_> {
    /// The party, by its place in the scenario file, from 0.
    pub fn party(&self) -> usize {
        self.party
    }

    /// How far the talks are, from the first offer (0) to the last (1).
    pub fn time(&self) -> f64 {
        self.moment.time
    }

    /// Number of packages that could be agreed.
    pub fn packages(&self) -> usize {
        self.situation.feasible.len()
    }

    /// What the party expects of a package.
    ///
    /// # Panics
    /// As [`Seat::chance`] and [`Seat::refused`], if there is no such package.
    pub fn worth(&self, package: usize) -> f64 {
        self.situation.feasible.expected(package, self.party)
    }

    /// The least for which the party signs: its reservation value with its mandate, or its outside option.
    pub fn least(&self) -> f64 {
        least_acceptable(self.situation.valuation, self.party)
    }

    /// Whether the package was refused at this table.
    pub fn refused(&self, package: usize) -> bool {
        self.refused[package]
    }

    /// The packages that the party may sign, that it means to keep to, and that were not refused.
    pub fn acceptable(&self) -> impl Iterator<Item = usize> + '_ {
        let Situation { valuation, feasible, .. } = self.situation;
        (0..self.packages()).filter(|&x| {
            !self.refused[x] && self.worth(x) >= self.least() && feasible.complies(valuation, x, self.party)
        })
    }

    /// Chance, in the eyes of the party, that all others at the table would sign a package, and those outside whose consent it needs.
    pub fn chance(&self, package: usize) -> f64 {
        let Situation { table, feasible, .. } = self.situation;
        let others = table.signatories.iter().filter(|&&other| other != self.party);
        let sign = |&other: &usize| {
            self.beliefs.of(self.party, other).at_most(public_worth(self.situation, other, package))
        };
        let consent = feasible.consent_chance(package, |other| self.beliefs.of(self.party, other));
        others.map(sign).product::<f64>() * consent
    }
}

/// The seats of a table, with what was refused at it.
#[derive(Debug, Clone)]
pub(super) struct Seats {
    negotiator: &'static dyn Negotiator,
    refused: Vec<bool>,
}

impl Seats {
    pub(super) fn new(negotiator: &'static dyn Negotiator, situation: Situation<'_>) -> Self {
        Self { negotiator, refused: vec![false; situation.feasible.len()] }
    }

    /// What is proposed; what is no package is a pass.
    pub(super) fn propose(
        &self,
        situation: Situation<'_>,
        beliefs: &Beliefs,
        party: usize,
        moment: Moment,
    ) -> Option<usize> {
        let seat = Seat { situation, beliefs, refused: &self.refused, party, moment };
        self.negotiator.propose(&seat).filter(|package| *package < seat.packages())
    }

    /// The least that is accepted; never less than may be signed.
    pub(super) fn accepts_from(
        &self,
        situation: Situation<'_>,
        beliefs: &Beliefs,
        party: usize,
        moment: Moment,
    ) -> f64 {
        let seat = Seat { situation, beliefs, refused: &self.refused, party, moment };
        self.negotiator.accepts_from(&seat).max(seat.least())
    }

    /// The best that was not refused.
    pub(super) fn continuation_value(&self, situation: Situation<'_>, party: usize) -> f64 {
        let live = (0..self.refused.len()).filter(|&x| !self.refused[x]);
        live.map(|x| situation.feasible.expected(x, party)).fold(f64::NEG_INFINITY, f64::max)
    }

    pub(super) fn heard_refusal(&mut self, deal: usize) {
        self.refused[deal] = true;
    }
}
