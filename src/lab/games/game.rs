//! The dense form of what is negotiated: one utility a party and package.

use super::{additive::Additive, evaluate, rule::Rule};
use crate::scenario::domain::Domain;

/// What is wrong with a game, in words.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct Unplayable(pub String);

/// Utilities of a finite set of packages to each of several parties.
#[derive(Debug, Clone, PartialEq)]
pub struct Game {
    packages: usize,
    /// Party by party, packages in order.
    utilities: Vec<f64>,
    /// What each party has without agreement, −∞ for nothing.
    pub reservation: Vec<f64>,
    /// What one unit of utility in the last round is worth in the first, by party; see [`super::session::Result::utility`].
    pub discount: Vec<f64>,
    /// A party that gains so much more from a package that every party accepts: position and gain.
    pub bonus: Option<(usize, f64)>,
    /// What makes a package pass.
    pub rule: Rule,
    /// Number of values of each issue, whose product is the number of packages; empty where packages have no issues.
    pub sizes: Vec<usize>,
    /// Whether the order of an issue's values means something, an issue; those that are not listed are not ordered.
    pub ordered: Vec<bool>,
    additive: Option<Additive>,
}

impl Game {
    /// The game of a domain.
    ///
    /// # Errors
    ///
    /// A domain without issues or parties, one with more than [`evaluate::MOST_PACKAGES`] packages or 32 parties, or utilities
    /// that are no numbers.
    pub fn of(domain: &Domain) -> Result<Self, Unplayable> {
        let sizes = evaluate::sizes(domain);
        let packages = evaluate::packages(&sizes)
            .filter(|n| *n > 0 && evaluate::can_be_listed(*n, domain.parties.len()));
        let Some(packages) = packages else {
            let (most, utilities) = (evaluate::MOST_PACKAGES, evaluate::MOST_UTILITIES);
            return Err(Unplayable(format!(
                "the domain has no package, or more than can be listed: at most {most}, and packages times parties at most {utilities}"
            )));
        };
        let mut utilities = Vec::new();
        let all = packages * domain.parties.len();
        utilities.try_reserve_exact(all).map_err(|_| {
            Unplayable(format!("there is not enough memory for the utilities of {packages} packages"))
        })?;
        let mut reservation = Vec::new();
        for party in 0..domain.parties.len() {
            let own = evaluate::utilities(domain, party);
            reservation.push(evaluate::reservation(domain, party, &own));
            utilities.extend(own);
        }
        let rule = Rule::new(&domain.rule, domain.parties.len(), &domain.indispensable);
        let mut game = Self::new(packages, utilities, reservation, rule)?;
        game.discount = domain.parties.iter().map(|party| party.discount).collect();
        game.sizes = sizes;
        game.bonus = domain.bonus_if_unanimous;
        game.ordered = domain.issues.iter().map(|issue| issue.ordered).collect();
        game.additive = evaluate::additive(domain);
        Ok(game)
    }

    /// A game of utilities, party by party, and reservation values.
    ///
    /// # Errors
    ///
    /// No package, no party or more than 32, lists of unequal length, and utilities that are NaN or +∞.
    pub fn new(
        packages: usize,
        utilities: Vec<f64>,
        reservation: Vec<f64>,
        rule: Rule,
    ) -> Result<Self, Unplayable> {
        let parties = reservation.len();
        if packages == 0 || parties == 0 || parties > super::rule::MOST_PARTIES {
            let most = super::rule::MOST_PARTIES;
            return Err(Unplayable(format!(
                "a game needs a package and 1 to {most} parties; this has {packages} packages and {parties} parties"
            )));
        }
        if utilities.len() != packages * parties {
            let (found, wanted) = (utilities.len(), packages * parties);
            return Err(Unplayable(format!("{found} utilities where {wanted} are needed")));
        }
        let bad = |u: &f64| u.is_nan() || *u == f64::INFINITY;
        if let Some(k) = utilities.iter().position(bad) {
            let (party, package) = (k / packages, k % packages);
            return Err(Unplayable(format!(
                "the utility of package {package} to party {party} is no number"
            )));
        }
        if let Some(party) = reservation.iter().position(bad) {
            return Err(Unplayable(format!("the reservation value of party {party} is no number")));
        }
        let discount = vec![1.0; parties];
        Ok(Self {
            packages,
            bonus: None,
            utilities,
            reservation,
            discount,
            rule,
            sizes: Vec::new(),
            ordered: Vec::new(),
            additive: None,
        })
    }

    /// Number of parties.
    pub fn parties(&self) -> usize {
        self.reservation.len()
    }

    /// Number of packages.
    pub fn packages(&self) -> usize {
        self.packages
    }

    /// Utilities of all packages to a party.
    pub fn of_party(&self, party: usize) -> &[f64] {
        &self.utilities[party * self.packages..(party + 1) * self.packages]
    }

    /// Utility of a package to a party.
    pub fn utility(&self, party: usize, package: usize) -> f64 {
        self.utilities[party * self.packages + package]
    }

    /// Utilities of a package to every party.
    pub fn vector(&self, package: usize) -> Vec<f64> {
        (0..self.parties()).map(|party| self.utility(party, package)).collect()
    }

    /// All utilities, party by party.
    pub fn all(&self) -> &[f64] {
        &self.utilities
    }

    /// All utilities, party by party, to be drawn anew in place.
    pub fn all_mut(&mut self) -> &mut [f64] {
        self.additive = None;
        &mut self.utilities
    }

    /// The sums that utilities are made of, where they are nothing but sums over issues.
    pub fn additive(&self) -> Option<&Additive> {
        self.additive.as_ref()
    }

    /// Takes the sums out, to be drawn anew and put back by [`Self::set_additive`].
    pub fn take_additive(&mut self) -> Additive {
        self.additive.take().unwrap_or_default()
    }

    /// Makes all utilities the sums of these parts.
    ///
    /// Nothing changes where the parts are not one offset and one list of values a party, or a list does not fit [`Self::sizes`].
    pub fn set_additive(&mut self, parts: Additive) {
        let values = self.sizes.iter().sum::<usize>();
        let fits = parts.offsets.len() == self.parties() && parts.values.len() == self.parties();
        if !fits || self.sizes.is_empty() || parts.values.iter().any(|of| of.len() != values) {
            return;
        }
        let own = self.utilities.chunks_exact_mut(self.packages);
        for (own, (offset, values)) in own.zip(parts.offsets.iter().zip(&parts.values)) {
            evaluate::additive_into(&self.sizes, values, *offset, own);
        }
        self.additive = Some(parts);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cannot_be_played_is_told() {
        let rule = || Rule::unanimity(2);
        assert!(Game::new(0, vec![], vec![0.0, 0.0], rule()).is_err());
        assert!(Game::new(2, vec![1.0; 3], vec![0.0, 0.0], rule()).is_err());
        assert!(Game::new(1, vec![1.0, f64::NAN], vec![0.0, 0.0], rule()).is_err());
        let game = Game::new(2, vec![1.0, 2.0, 3.0, 4.0], vec![0.0, f64::NEG_INFINITY], rule()).unwrap();
        assert_eq!((game.vector(1), game.of_party(1)), (vec![2.0, 4.0], [3.0, 4.0].as_slice()));
    }
}
