//! A package that was signed, with what became of it.

use crate::agreement::evaluation::Agreement;
use crate::agreement::history::History;
use crate::agreement::package::{ActiveStages, Package};
use crate::agreement::review::Review;
use crate::agreement::terms::Terms;
use crate::scenario::place::PartyIndex;
use crate::talks::outcome::Ground;

/// A package that was signed, and what became of it.
#[derive(Debug, Clone)]
pub struct Signed {
    /// The package.
    pub package: Package,
    /// Period of signature.
    pub at: u32,
    /// Its active stages.
    pub active: ActiveStages,
    /// The agreement at its signature.
    pub agreement: Box<Agreement>,
    /// Its terms then.
    pub terms: Terms,
    /// Answers of the absent parties that were asked to join, in stable order.
    pub accessions: Vec<Accession>,
    /// Decisions at home; none if somebody who was asked to join refused.
    pub ratification: Vec<Ratification>,
    /// What happened, if it entered into force.
    pub history: Option<History>,
    /// Dates after the signature on which signatories choose again, if it is in force then.
    pub reviews: Vec<Review>,
    /// What it adds to what would go on.
    pub adds: Adds,
}

/// What an agreement adds for every party to what would go on without it (flow, own scale).
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Adds {
    /// As it was lived.
    pub gain: Vec<f64>,
    /// In expectation.
    pub expected: Vec<f64>,
    /// The part of what was lived that outside options are worth above a collapse, of those who left for them.
    pub outside: Vec<f64>,
    /// The same in expectation.
    pub expected_outside: Vec<f64>,
}

impl Signed {
    /// The agreement by which parties act in a period: as it was signed, or as it was looked at last.
    pub fn acted_on(&self, period: u32) -> (&Agreement, &Terms) {
        let last = self.reviews.iter().rfind(|review| review.at <= period);
        last.map_or((&*self.agreement, &self.terms), |review| (&*review.decided, &review.terms))
    }
}

/// The answer of one absent party that has a duty in the package and was asked to join it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Accession {
    /// Party.
    pub party: PartyIndex,
    /// Value if all comply (stock).
    pub value: f64,
    /// What it expects (stock).
    pub expected: f64,
    /// The least for which it joins (stock).
    pub least: f64,
    /// Why it joins ([`Ground::Enough`]), or does not.
    pub ground: Ground,
}

impl Accession {
    /// Whether it joins.
    pub fn joins(&self) -> bool {
        self.ground == Ground::Enough
    }
}

/// One decision at home.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Ratification {
    /// Party.
    pub party: PartyIndex,
    /// Surplus over what would be refused (flow).
    pub surplus: f64,
    /// Chance that it passes.
    pub chance: f64,
    /// Whether it did.
    pub passed: bool,
}
