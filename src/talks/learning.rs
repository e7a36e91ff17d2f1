//! What is learnt from what happens at the table and after it: Bayes' rule in bins with a logit likelihood.
//!
//! A party with the reservation value `r` takes what is worth `u` to it with chance `1 / (1 + exp(−(u − r)/s))` as seen by the
//! others, with the world's `noise` as the scale `s` (quantal response, McKelvey & Palfrey 1995): so offers are read (nobody
//! proposes what it would not sign), acceptances and refusals. Each likelihood is raised to the power of the world's
//! `learning`, in [0, 1]; with 0 nothing is learnt in this way.

use super::beliefs::Beliefs;
use crate::agreement::belief::{Belief, log_logit};
use crate::agreement::per_party::TOLERANCE;
use crate::scenario::place::PartyIndex;
use crate::talks::situation::Situation;

/// What a party expects of a deal, as far as everybody can reckon it (stock).
pub fn public_value(situation: Situation<'_>, party: PartyIndex, deal: usize) -> f64 {
    let Situation { valuation, feasible, .. } = situation;
    // A party that means to defect expects something else, but nobody at the table can know.
    if feasible.complies(valuation, deal, party) {
        feasible.expected(deal, party)
    } else {
        feasible.value(deal, party)
    }
}

/// What a deal is worth to a party over its reservation value, as far as everybody can reckon it (stock): what the party
/// must at least expect besides is taken off.
pub fn public_worth(situation: Situation<'_>, party: PartyIndex, deal: usize) -> f64 {
    let public = public_value(situation, party, deal);
    // Who consents from outside needs no mandate, and risks no public failure.
    if situation.table.is_member(party) { public - situation.valuation.signing_margin[party] } else { public }
}

/// Chance, by what is believed of its reservation value, that a party would rather have a deal than none. What it could leave for,
/// and so does not fall below, is known.
pub fn assents(situation: Situation<'_>, belief: &Belief, party: PartyIndex, deal: usize) -> f64 {
    let Situation { table, valuation, .. } = situation;
    let worth = public_worth(situation, party, deal) + TOLERANCE;
    let leaves = |outside: f64| worth + valuation.signing_margin[party] < outside;
    let better = table.is_member(party) && valuation.outside[party].is_some_and(leaves);
    if better { 0.0 } else { belief.at_most(worth) }
}

/// Everybody learns from a party that takes a deal (accepts or proposes it) or refuses it. Says whether anything was
/// learnt.
pub fn acted(
    beliefs: &mut Beliefs,
    situation: Situation<'_>,
    party: PartyIndex,
    deal: usize,
    takes: bool,
) -> bool {
    let (power, noise) = (situation.valuation.learning, situation.valuation.noise[party]);
    if power == 0.0 {
        return false;
    }
    let worth = public_worth(situation, party, deal);
    let sign = if takes { 1.0 } else { -1.0 };
    beliefs.all_learn(party, |belief| belief.update(power, |r| log_logit(sign * (worth - r) / noise)))
}

/// What others saw of a party in a stage in which it had a duty.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Conduct {
    /// The largest temptation (stock) that it resists there.
    pub resists: f64,
    /// Stake of its duties there: its temptation (stock) is this times its temptation per stake.
    pub stake: f64,
    /// Chance that a defection would be detected.
    pub detection: f64,
    /// Whether it was caught.
    pub caught: bool,
}

/// Updates what is believed of a party's temptation per stake (stock) after its conduct in a stage.
///
/// With temptation `t` per stake it does its duty with chance `p = 1 / (1 + exp(−(resists − t × stake)/s))`, so it is caught
/// with chance `(1 − p) q` and nothing is seen with chance `p + (1 − p)(1 − q)`; `q` is the detection, `noise` the scale
/// `s` (stock, above 0) and `power` the world's learning. Says whether anything was learnt: nothing is where it has no duty.
pub fn after_conduct(belief: &mut Belief, conduct: Conduct, noise: f64, power: f64) -> bool {
    let Conduct { resists, stake, detection, caught } = conduct;
    if stake <= 0.0 {
        return false;
    }
    belief.update(power, |t| {
        let slack = (resists - t * stake) / noise;
        if caught { log_logit(-slack) } else { libm::log1p(-detection * libm::exp(log_logit(-slack))) }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn conduct_by_hand() {
        // Temptation 0 to 4 per stake, resisted up to 2, no noise to speak of.
        let seen = |caught, detection| {
            let mut belief = Belief::within(0.0, 4.0, None);
            let conduct = Conduct { resists: 2.0, stake: 1.0, detection, caught };
            assert!(after_conduct(&mut belief, conduct, 1e-9, 1.0));
            belief
        };
        // Caught: it is above 2 for sure. Not caught at detection 1/2: 1 against 1/2, so 2/3 below 2.
        assert!(seen(true, 0.5).at_most(2.0) < 1e-12);
        assert!((seen(false, 0.5).at_most(2.0) - 2.0 / 3.0).abs() < 1e-12);
        assert!((seen(false, 1.0).at_most(2.0) - 1.0).abs() < 1e-12);
        // Where nothing can be seen, nothing is learnt.
        assert!((seen(false, 0.0).at_most(2.0) - 0.5).abs() < 1e-15);
    }

    #[test]
    fn half_the_power_learns_the_square_root() {
        let mut belief = Belief::within(0.0, 4.0, None);
        let conduct = Conduct { resists: 2.0, stake: 1.0, detection: 0.75, caught: false };
        after_conduct(&mut belief, conduct, 1e-9, 0.5);
        // Likelihoods 1 and 1/4 to the power 1/2: 1 and 1/2.
        assert!((belief.at_most(2.0) - 2.0 / 3.0).abs() < 1e-12);
        let before = belief.clone();
        assert!(!after_conduct(&mut belief, Conduct { stake: 0.0, ..conduct }, 1e-9, 1.0));
        assert!(!after_conduct(&mut belief, conduct, 1e-9, 0.0));
        assert_eq!(belief, before);
    }

    #[test]
    fn more_noise_learns_less() {
        let after = |noise: f64| {
            let mut belief = Belief::within(0.0, 4.0, None);
            let conduct = Conduct { resists: 2.0, stake: 1.0, detection: 1.0, caught: true };
            after_conduct(&mut belief, conduct, noise, 1.0);
            belief.at_most(2.0)
        };
        assert!(after(0.1) < after(1.0) && after(1.0) < after(10.0) && after(10.0) < 0.5);
    }
}
