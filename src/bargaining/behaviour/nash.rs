//! The Nash-product choice of the reference model (Nash 1950 over the signatories' surpluses), in expectation.
//!
//! A proposer picks the prospect with the largest product of its own surplus, the expected surpluses of the others over
//! what it believes of their reservation values, and the chance that all comply. With nothing hidden that is the
//! package of the reference model. Responders accept what is worth at least their least acceptable value. A refusal
//! tells everyone that the reservation value lies above what the package is worth: beliefs are cut there, and the package
//! is not proposed again.

use super::{Situation, least_acceptable};
use crate::bargaining::{beliefs::Beliefs, coalition, prospects::touched_members};
use crate::preference::{agreement::TOLERANCE, belief::Belief};

/// What has been struck off the list, and the members who look for the product.
#[derive(Debug, Clone)]
pub struct Nash {
    struck: Vec<bool>,
    members: Vec<usize>,
}

impl Nash {
    /// Before the first offer.
    pub fn new(situation: Situation<'_>) -> Self {
        Self {
            struck: vec![false; situation.prospects.len()],
            members: touched_members(situation.table, situation.valuation),
        }
    }

    /// The prospect with the largest expected product, as the proposer believes.
    pub fn propose(&self, situation: Situation<'_>, beliefs: &Beliefs, party: usize) -> Option<usize> {
        let Situation { valuation, prospects, .. } = situation;
        let own = least_acceptable(valuation, party);
        let others: Vec<(usize, &Belief)> =
            self.members.iter().filter(|&&j| j != party).map(|&j| (j, beliefs.of(party, j))).collect();
        let outvotes = !situation.table.rule.unanimous();
        let least = if outvotes { coalition::least(situation, party) } else { 0 };
        let mut best: Option<(f64, usize)> = None;
        for x in (0..prospects.len())
            .filter(|&x| !self.struck[x] && prospects.expected(x, party) >= own - TOLERANCE)
        {
            if outvotes {
                let product = outvoting(situation, beliefs, (party, least), &others, x);
                if product > best.map_or(0.0, |(b, _)| b) && prospects.complies(valuation, x, party) {
                    best = Some((product, x));
                }
                continue;
            }
            // An outside option is a floor where it binds; surplus counts from the reservation value (Binmore, Rubinstein
            // and Wolinsky 1986).
            let mut product = prospects.value(x, party) - valuation.threshold(party);
            for &(j, belief) in &others {
                let surplus = prospects.value(x, j) - valuation.signing_margin[j];
                product *= belief.expected_excess(surplus);
            }
            if product <= best.map_or(0.0, |(b, _)| b) || !prospects.complies(valuation, x, party) {
                continue;
            }
            // A member that no level touches has duties all the same.
            for &j in situation.table.signatories.iter().filter(|&&j| j != party) {
                product *= prospects.trust(x, j);
            }
            product *= prospects.consent_chance(x, |j| beliefs.of(party, j));
            product *= prospects.foreseen(x, party);
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

    /// Strikes a package that was refused.
    pub fn heard_refusal(&mut self, prospect: usize) {
        self.struck[prospect] = true;
    }
}

/// The expected product where members can be outvoted: over the cheapest winning coalition of a proposer alone (with the
/// size of the smallest that wins).
fn outvoting(
    situation: Situation<'_>,
    beliefs: &Beliefs,
    (party, least): (usize, u32),
    others: &[(usize, &Belief)],
    x: usize,
) -> f64 {
    let Situation { table, valuation, prospects } = situation;
    let mut gains = vec![(party, prospects.value(x, party) - valuation.threshold(party))];
    for &(j, belief) in others.iter().filter(|(j, _)| !prospects.surely_refuses(x, *j)) {
        gains.push((j, belief.expected_excess(prospects.value(x, j) - valuation.signing_margin[j])));
    }
    let mut product = coalition::product(situation, x, party, least, &gains);
    if product > 0.0 {
        product *= table
            .signatories
            .iter()
            .filter(|&&j| j != party)
            .map(|&j| prospects.trust(x, j))
            .product::<f64>();
        product *= prospects.consent_chance(x, |j| beliefs.of(party, j)) * prospects.foreseen(x, party);
    }
    product
}
