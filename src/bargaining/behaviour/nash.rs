//! The Nash-product choice of the reference model (Nash 1950 over the signatories' surpluses), in expectation.
//!
//! A proposer picks the prospect with the largest product of its own surplus, the expected surpluses of the others over
//! what it believes of their reservation values, and the chance that all comply. With nothing hidden that is the
//! package of the reference model. Responders accept what is worth at least their least acceptable value. A refusal
//! tells everyone that the reservation value lies above what the package is worth: beliefs are cut there, and the package
//! is not proposed again.

use super::{Situation, least_acceptable};
use crate::bargaining::prospects::touched_members;
use crate::preference::{agreement::TOLERANCE, valuation::Belief};

/// Common knowledge of the table, and the members who look for the product.
#[derive(Debug, Clone)]
pub struct Nash {
    beliefs: Vec<Belief>,
    struck: Vec<bool>,
    members: Vec<usize>,
}

impl Nash {
    /// Before the first offer.
    pub fn new(situation: Situation<'_>) -> Self {
        Self {
            beliefs: situation.valuation.reservation_belief.clone(),
            struck: vec![false; situation.prospects.len()],
            members: touched_members(situation.table, situation.valuation),
        }
    }

    /// The prospect with the largest expected product.
    pub fn propose(&self, situation: Situation<'_>, party: usize) -> Option<usize> {
        let Situation { valuation, prospects, .. } = situation;
        let own = least_acceptable(valuation, party);
        let mut best: Option<(f64, usize)> = None;
        for x in (0..prospects.len())
            .filter(|&x| !self.struck[x] && prospects.expected(x, party) >= own - TOLERANCE)
        {
            // An outside option is a floor where it binds; surplus counts from the reservation value (Binmore, Rubinstein
            // and Wolinsky 1986).
            let mut product = prospects.value(x, party) - valuation.threshold(party);
            for &j in self.members.iter().filter(|&&j| j != party) {
                let surplus = prospects.value(x, j) - valuation.signing_margin[j];
                product *= self.beliefs[j].expected_excess(surplus);
            }
            if product <= best.map_or(0.0, |(b, _)| b) || !prospects.complies(valuation, x, party) {
                continue;
            }
            // A member that no level touches has duties all the same.
            for &j in situation.table.signatories.iter().filter(|&&j| j != party) {
                product *= prospects.trust(x, j);
            }
            product *= prospects.consent_chance(valuation, x);
            if product > best.map_or(0.0, |(b, _)| b) {
                best = Some((product, x));
            }
        }
        best.map(|(_, x)| x)
    }

    /// The best that is still on the list.
    pub fn hope(&self, situation: Situation<'_>, party: usize) -> f64 {
        let live = (0..situation.prospects.len()).filter(|&x| !self.struck[x]);
        live.map(|x| situation.prospects.expected(x, party)).fold(f64::NEG_INFINITY, f64::max)
    }

    /// Cuts what is believed of the refusing party, and strikes the package.
    pub fn heard_refusal(&mut self, situation: Situation<'_>, party: usize, prospect: usize) {
        self.struck[prospect] = true;
        let Situation { valuation, prospects, .. } = situation;
        // A party that means to defect expects something else, but nobody at the table can know.
        let public = if prospects.complies(valuation, prospect, party) {
            prospects.expected(prospect, party)
        } else {
            prospects.value(prospect, party)
        };
        let worth = public - valuation.signing_margin[party];
        let belief = &mut self.beliefs[party];
        belief.low = belief.low.max(worth.min(belief.high));
    }
}
