//! The last offer is an ultimatum: what its proposer asks for, and what everybody expects of it beforehand.
//!
//! With nothing to come after it, a proposer `i` of which everything is known takes, of the packages that are worth at least its floor
//! to it and that it would keep to, the one with the largest `P_i(x) (E_i(x) − F_i)`, weighed, as every offer is, by the chance that all
//! comply with it: `P` is the chance, as it believes, that all whose assent is needed give it, `E` what it expects of the package
//! and `F` what it has after failure (a monopolist's price: Myerson 1981, "Optimal
//! Auction Design"; the last round of Fudenberg & Tirole 1983, "Sequential Bargaining with Incomplete Information"). Nothing of that kind: it
//! passes.
//!
//! Before that the others know neither its floor nor what it was told alone. For each bin of a belief about its reservation value they
//! reckon what it would offer, by what the table shares of all others; for `j` that is worth
//!
//! ```text
//! V_j = Σ_b w_b [p_j(x_b) E_j(x_b) + (1 − p_j(x_b)) F_j]
//! ```
//!
//! with `p_j` the chance that `x_b` passes if `j` itself answers as it will. For its proposer it is `V_i = F_i + P_i (E_i − F_i)`.
//! At the offer before it, `t` periods earlier, waiting for it is worth `G_j + d_j^t (V_j − G_j)`, with `G` what goes on without agreement.
//!
//! What does not depend on the bin (`P`, `E`) is reckoned once: a package costs one pass over the members, as in any proposal, and a
//! search for the bins that it suits; most are passed over, for they could not be better than what was found, whatever their chance.
//! Each party's own value then costs a pass over the members for each different offer, 16 at most. All of it is done once
//! a run of meetings, when the first offer before the last is made (and again before an offer if something was learnt).

use crate::agreement::belief::{BINS, Bins};
use crate::agreement::per_party::TOLERANCE;
use crate::scenario::place::PartyIndex;
use crate::talks::beliefs::Beliefs;
use crate::talks::coalition;
use crate::talks::finite_horizon::waiting;
use crate::talks::learning::{assents, public_value};
use crate::talks::negotiation::proposers;
use crate::talks::situation::{Situation, floor, least_acceptable};

/// The largest weighed `P (E − F)` found, and its deal; `None`: nothing reaches the floor that could pass.
type Best = (f64, Option<usize>);

/// The last offer of a table at which members propose.
#[derive(Debug, Clone)]
pub struct Ultimatum {
    /// Who makes it.
    proposer: PartyIndex,
    /// Its number.
    offer: u32,
    /// What all expect it to be, by bin of the belief about its proposer; `None`: nobody has asked.
    expected: Option<[Option<usize>; BINS]>,
    /// By party: what it expects of it (stock); not a number: it has not asked.
    values: Vec<f64>,
    /// How much had been learnt when that was reckoned.
    learnt: u32,
}

impl Ultimatum {
    /// The last offer of a table; `None` where no member makes offers.
    pub fn of(situation: Situation<'_>) -> Option<Self> {
        let Situation { table, valuation, .. } = situation;
        let order = proposers(table, valuation);
        let offer = (table.offers * table.meetings.len() as u32).checked_sub(1)?;
        let proposer = *order.get(offer as usize % order.len().max(1))?;
        let values = vec![f64::NAN; valuation.touched.len()];
        Some(Self { proposer, offer, expected: None, values, learnt: 0 })
    }

    /// Whether it is this offer, and this party makes it.
    pub fn is(&self, party: PartyIndex, offer: u32) -> bool {
        self.proposer == party && self.offer == offer
    }

    /// Whether it is this offer.
    pub fn at(&self, offer: u32) -> bool {
        self.offer == offer
    }

    /// What its proposer proposes.
    pub fn propose(&self, situation: Situation<'_>, beliefs: &Beliefs) -> Option<usize> {
        self.own(situation, beliefs).1
    }

    /// What it is worth to a party to wait for it when the offer before it is made (stock).
    pub fn waiting(&mut self, situation: Situation<'_>, beliefs: &Beliefs, party: PartyIndex) -> f64 {
        let value = self.value(situation, beliefs, party);
        let Situation { table, valuation, .. } = situation;
        let period = |offer: u32| table.meetings[(offer / table.offers) as usize];
        let periods = period(self.offer) - period(self.offer.saturating_sub(1));
        let factor = libm::pow(valuation.terms.discount[party], f64::from(periods));
        waiting(valuation.disagreement_payoff(party), factor, value)
    }

    /// By now this much was learnt: what was reckoned before is reckoned anew when somebody asks.
    pub fn refresh(&mut self, learnt: u32) {
        if self.learnt != learnt {
            self.learnt = learnt;
            self.expected = None;
            self.values.fill(f64::NAN);
        }
    }

    /// A party has come to hold a belief of its own.
    pub fn heard_message(&mut self, observer: PartyIndex) {
        self.values[observer] = f64::NAN;
    }

    fn value(&mut self, situation: Situation<'_>, beliefs: &Beliefs, party: PartyIndex) -> f64 {
        if self.values[party].is_nan() {
            self.values[party] = if party == self.proposer {
                self.value_of_own(situation, beliefs)
            } else {
                self.value_to(situation, beliefs, party)
            };
        }
        self.values[party]
    }

    /// What its proposer, who knows itself, finds best.
    fn own(&self, situation: Situation<'_>, beliefs: &Beliefs) -> Best {
        let Situation { valuation, feasible, .. } = situation;
        let i = self.proposer;
        let chance = |k: PartyIndex, x: usize| assents(situation, beliefs.of(i, k), k, x);
        let mut best = [(f64::NEG_INFINITY, None)];
        // Nobody asks others to sign what it means to break: they would learn that it cannot be believed.
        let keeps = |x: usize| feasible.complies(valuation, x, i);
        let worth = |x: usize| if keeps(x) { feasible.expected(x, i) } else { f64::NEG_INFINITY };
        strongest(situation, i, &[least_acceptable(valuation, i)], worth, chance, &mut best);
        best[0]
    }

    /// What its proposer expects of it.
    fn value_of_own(&self, situation: Situation<'_>, beliefs: &Beliefs) -> f64 {
        let i = self.proposer;
        let failure = situation.valuation.failure_value(i);
        self.own(situation, beliefs).1.map_or(failure, |x| {
            let chance = |k: PartyIndex| assents(situation, beliefs.of(i, k), k, x);
            let gain = situation.feasible.expected(x, i) - failure;
            failure + coalition::assent(situation, x, i, chance) * gain
        })
    }

    /// What another party expects of it.
    fn value_to(&mut self, situation: Situation<'_>, beliefs: &Beliefs, party: PartyIndex) -> f64 {
        let Situation { valuation, feasible, .. } = situation;
        let proposer = self.proposer;
        let offers = self.expected.get_or_insert_with(|| expected(situation, beliefs, proposer));
        let (failure, least) = (valuation.failure_value(party), least_acceptable(valuation, party));
        let worth = |x: usize| {
            let own = feasible.expected(x, party);
            let chance = |k: PartyIndex| {
                if k == party {
                    f64::from(u8::from(own >= least - TOLERANCE))
                } else {
                    assents(situation, beliefs.of(party, k), k, x)
                }
            };
            failure + coalition::assent(situation, x, proposer, chance) * (own - failure)
        };
        let chances = beliefs.of(party, proposer).chances();
        let (mut value, mut from) = (0.0, 0);
        // Bins that bring the same offer count as one.
        while from < BINS {
            let to = (from..BINS).find(|b| offers[*b] != offers[from]).unwrap_or(BINS);
            value += chances[from..to].iter().sum::<f64>() * offers[from].map_or(failure, worth);
            from = to;
        }
        value
    }
}

/// What all expect the ultimatum to be, by bin of what they believe of its proposer.
fn expected(situation: Situation<'_>, beliefs: &Beliefs, proposer: PartyIndex) -> [Option<usize>; BINS] {
    let belief = |k: PartyIndex| beliefs.at(k.index());
    let reservation: Bins = belief(proposer).middles();
    let floors = reservation.map(|r| floor(situation.valuation, proposer, r));
    let chance = |k: PartyIndex, x: usize| assents(situation, belief(k), k, x);
    let mut best = [(f64::NEG_INFINITY, None); BINS];
    let worth = |x: usize| public_value(situation, proposer, x);
    strongest(situation, proposer, &floors, worth, chance, &mut best);
    best.map(|(_, x)| x)
}

/// For each of some floors, which rise, the deal with the largest `P (E − F)`, weighed by the chance that all comply, among those worth
/// the floor; of equals the first in the order of enumeration. One that is worth no more than failure is none.
fn strongest(
    situation: Situation<'_>,
    proposer: PartyIndex,
    floors: &[f64],
    worth: impl Fn(usize) -> f64,
    chance: impl Fn(PartyIndex, usize) -> f64,
    best: &mut [Best],
) {
    let failure = situation.valuation.failure_value(proposer);
    for x in 0..situation.feasible.len() {
        let value = worth(x);
        let gain = value - failure;
        // What suits a high floor suits those below it: the best falls as floors rise.
        if gain <= TOLERANCE || best.last().is_some_and(|lowest| gain <= lowest.0) {
            continue;
        }
        let suits = floors.partition_point(|floor| value >= floor - TOLERANCE);
        if suits == 0 || gain <= best[suits - 1].0 {
            continue;
        }
        let passes = coalition::assent(situation, x, proposer, |k| chance(k, x));
        let score = passes * situation.feasible.kept(x) * gain;
        if score > 0.0 {
            let better = best[..suits].iter_mut().rev().take_while(|found| score > found.0);
            better.for_each(|found| *found = (score, Some(x)));
        }
    }
}
