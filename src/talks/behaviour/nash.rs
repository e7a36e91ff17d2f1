//! The Nash-product choice of the reference model (Nash 1950 over the signatories' surpluses), in expectation.
//!
//! A proposer picks the deal with the largest product of its own surplus, the expected surpluses of the others over
//! what it believes of their reservation values, and the chance that all comply. With nothing hidden that is the
//! package of the reference model. Responders accept what is worth at least their least acceptable value. A refusal
//! tells everyone that the reservation value lies above what the package is worth: beliefs are cut there, and the package
//! is not proposed again.

use super::appeal::{Appeal, Subject};
use crate::agreement::per_party::TOLERANCE;
use crate::agreement::table::Few;
use crate::scenario::place::PartyIndex;
use crate::talks::beliefs::Beliefs;
use crate::talks::catalogue::touched_members;
use crate::talks::coalition;
use crate::talks::situation::{Situation, least_acceptable};

/// What has been struck off the list, and the members who look for the product.
#[derive(Debug, Clone)]
pub struct Nash {
    struck: Vec<bool>,
    members: Vec<PartyIndex>,
    appeal: Appeal,
}

impl Nash {
    /// Before the first offer.
    pub fn new(situation: Situation<'_>, beliefs: &Beliefs) -> Self {
        Self {
            struck: vec![false; situation.feasible.len()],
            members: touched_members(situation.table, situation.valuation),
            appeal: Appeal::new(situation, beliefs),
        }
    }

    /// The deal with the largest expected product, as the proposer believes.
    pub fn propose(
        &mut self,
        situation: Situation<'_>,
        beliefs: &Beliefs,
        party: PartyIndex,
    ) -> Option<usize> {
        let Situation { valuation, feasible, .. } = situation;
        let own = least_acceptable(valuation, party);
        let others = Subject::others(&self.members, beliefs, party);
        let outvotes = !situation.table.rule.unanimous();
        let least = if outvotes { coalition::least(situation, party) } else { 0 };
        let mut best: Option<(f64, usize)> = None;
        for x in
            (0..feasible.len()).filter(|&x| !self.struck[x] && feasible.expected(x, party) >= own - TOLERANCE)
        {
            if outvotes {
                let product = outvoting(&mut self.appeal, situation, beliefs, (party, least), &others, x);
                if product > best.map_or(0.0, |(b, _)| b) && feasible.complies(valuation, x, party) {
                    best = Some((product, x));
                }
                continue;
            }
            // An outside option is a floor where it binds; surplus counts from the reservation value (Binmore, Rubinstein
            // and Wolinsky 1986).
            let mut product = feasible.value(x, party) - valuation.threshold(party);
            for &other in others.iter() {
                product *= self.appeal.of(situation, beliefs, other, x);
            }
            if product <= best.map_or(0.0, |(b, _)| b) || !feasible.complies(valuation, x, party) {
                continue;
            }
            // A member that no level touches has duties all the same.
            let bound = situation.table.signatories_of(&feasible.packages[x]);
            for &j in bound.iter().filter(|&&j| j != party) {
                product *= feasible.trust(x, j);
            }
            product *= feasible.consent_chance(x, |j| beliefs.of(party, j));
            product *= feasible.foreseen(x, party);
            if product > best.map_or(0.0, |(b, _)| b) {
                best = Some((product, x));
            }
        }
        best.map(|(_, x)| x)
    }

    /// The best that is still on the list.
    pub fn continuation_value(&self, situation: Situation<'_>, party: PartyIndex) -> f64 {
        let live = (0..situation.feasible.len()).filter(|&x| !self.struck[x]);
        live.map(|x| situation.feasible.expected(x, party)).fold(f64::NEG_INFINITY, f64::max)
    }

    /// Something was learnt of a party.
    pub fn learnt(&mut self, beliefs: &Beliefs, subject: PartyIndex) {
        self.appeal.forget(beliefs, subject);
    }

    /// The same seats where an observer has come to hold a belief of its own.
    pub fn heard_message(&mut self, beliefs: &Beliefs, observer: PartyIndex, subject: PartyIndex) {
        self.appeal.heard_message(beliefs, beliefs.place(observer, subject));
    }

    /// Strikes a package that was refused.
    pub fn heard_refusal(&mut self, deal: usize) {
        self.struck[deal] = true;
    }
}

/// The expected product where members can be outvoted: over the cheapest winning coalition of a proposer alone (with the
/// size of the smallest that wins).
fn outvoting(
    appeal: &mut Appeal,
    situation: Situation<'_>,
    beliefs: &Beliefs,
    (party, least): (PartyIndex, u32),
    others: &[Subject],
    x: usize,
) -> f64 {
    let Situation { table, valuation, feasible } = situation;
    let own = (party, feasible.value(x, party) - valuation.threshold(party));
    let joins = others.iter().filter(|other| !feasible.surely_refuses(x, other.party));
    let theirs = joins.map(|&other| (other.party, appeal.of(situation, beliefs, other, x)));
    let gains: Few<(PartyIndex, f64)> = core::iter::once(own).chain(theirs).collect();
    let mut product = coalition::product(situation, x, party, least, &gains);
    if product > 0.0 {
        let bound = table.signatories_of(&feasible.packages[x]);
        product *= bound.iter().filter(|&&j| j != party).map(|&j| feasible.trust(x, j)).product::<f64>();
        product *= feasible.consent_chance(x, |j| beliefs.of(party, j)) * feasible.foreseen(x, party);
    }
    product
}
