//! Whom a proposer needs: the cheapest winning coalition under a decision rule.

use super::behaviour::Situation;

/// Members who never refuse, since no level touches them, as bits.
pub fn always(situation: Situation<'_>) -> u32 {
    let touched = situation.valuation.touched.iter().enumerate().filter(|(_, touched)| **touched);
    situation.table.member_bits & !touched.fold(0, |bits, (i, _)| bits | 1 << i)
}

/// The geometric mean of what the members of the cheapest winning coalition gain by a prospect: those who must accept, and
/// of the others those who gain most, until it passes (Riker 1962: no more than are needed). 0 if it cannot pass.
/// `gains` holds the members' expected surpluses, the proposer's among them if it is a member.
pub fn product(situation: Situation<'_>, prospect: usize, proposer: usize, gains: &[(usize, f64)]) -> f64 {
    let (rule, prospects) = (&situation.table.rule, situation.prospects);
    let must = prospects.must(prospect) | rule.indispensable() | 1 << proposer;
    let mut yes = always(situation);
    let (mut product, mut count) = (1.0, 0);
    let mut join = |party: usize, gain: f64, yes: &mut u32| {
        *yes |= 1 << party;
        product *= gain;
        count += 1;
    };
    for &(party, gain) in gains.iter().filter(|(p, _)| must & (1 << p) != 0) {
        join(party, gain, &mut yes);
    }
    let mut others: Vec<(usize, f64)> =
        gains.iter().copied().filter(|(p, g)| must & (1 << p) == 0 && *g > 0.0).collect();
    others.sort_by(|a, b| b.1.total_cmp(&a.1));
    for (party, gain) in others {
        if rule.passes(yes) {
            break;
        }
        join(party, gain, &mut yes);
    }
    if !rule.passes(yes) || count == 0 || product <= 0.0 {
        return 0.0;
    }
    libm::pow(product, 1.0 / f64::from(count))
}

/// Chance that a prospect passes, if each member but the proposer accepts with the given chance.
pub fn chance(
    situation: Situation<'_>,
    prospect: usize,
    proposer: usize,
    accepts: impl Fn(usize) -> f64,
) -> f64 {
    let (table, prospects) = (situation.table, situation.prospects);
    let rule = table.rule.with_indispensable(prospects.must(prospect));
    rule.chance(|j| {
        if j == proposer || !situation.valuation.touched[j] {
            1.0
        } else if prospects.surely_refuses(prospect, j) {
            0.0
        } else {
            accepts(j)
        }
    })
}
