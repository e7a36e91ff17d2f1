//! Whom a proposer needs: the cheapest winning coalition under a decision rule.

use crate::agreement::rule::Rule;
use crate::agreement::table::Few;
use crate::scenario::place::PartyIndex;
use crate::talks::situation::Situation;

/// Members who never refuse, since no level touches them, as bits.
pub fn always(situation: Situation<'_>) -> u32 {
    let touched = situation.valuation.touched.iter().enumerate().filter(|(_, touched)| **touched);
    situation.table.member_bits & !touched.fold(0, |bits, (i, _)| bits | 1 << i)
}

/// Size, among the members that some level touches, of the smallest coalition that wins with a proposer: those who are
/// indispensable, and of the others those with most votes.
pub fn least(situation: Situation<'_>, proposer: PartyIndex) -> u32 {
    let rule = &situation.table.rule;
    let never = always(situation);
    let must = (rule.indispensable() | 1 << proposer) & situation.table.member_bits & !never;
    let mut others: Few<PartyIndex> = PartyIndex::all(situation.table.parties)
        .filter(|p| situation.table.member_bits & !never & !must & (1 << p) != 0)
        .collect();
    others.sort_by_key(|&p| core::cmp::Reverse(rule.votes(p)));
    let mut yes = never | must;
    let mut size = must.count_ones();
    for &party in others.iter() {
        if rule.passes(yes) {
            break;
        }
        yes |= 1 << party;
        size += 1;
    }
    size
}

/// The product of what the members of the cheapest winning coalition gain by a deal: those who must accept, and of the
/// others those who gain most, until it passes, without anybody who is not needed (Riker 1962, "The Theory of Political
/// Coalitions"). Where a coalition is larger than the `least` that wins, the product is brought to its size, so that
/// coalitions compare: `product^(least/size)`. 0 if the deal cannot pass. `gains` holds the members' expected surpluses,
/// the proposer's among them if it is a member.
pub fn product(
    situation: Situation<'_>,
    deal: usize,
    proposer: PartyIndex,
    least: u32,
    gains: &[(PartyIndex, f64)],
) -> f64 {
    let rule = &situation.table.rule;
    let must = situation.feasible.must(deal) | rule.indispensable() | 1 << proposer;
    let coalition = cheapest(rule, must, always(situation), gains);
    let product: f64 = coalition.iter().map(|(_, gain)| gain).product();
    let size = coalition.len() as u32;
    if size == least || product <= 0.0 {
        return product.max(0.0);
    }
    libm::pow(product, f64::from(least) / f64::from(size))
}

/// The cheapest winning coalition: party and gain; one that gains nothing if there is none.
fn cheapest(rule: &Rule, must: u32, always: u32, gains: &[(PartyIndex, f64)]) -> Few<(PartyIndex, f64)> {
    let bit = |party: PartyIndex| 1u32 << party;
    let needed = |(party, _): &(PartyIndex, f64)| must & bit(*party) != 0;
    let coalition = || gains.iter().copied().filter(needed);
    let mut yes = coalition().fold(always, |bits, (p, _)| bits | bit(p));
    let mut others: Few<(PartyIndex, f64)> =
        gains.iter().copied().filter(|other| !needed(other) && other.1 > 0.0).collect();
    others.sort_by(|a, b| b.1.total_cmp(&a.1));
    let mut joined = 0;
    while joined < others.len() && !rule.passes(yes) {
        yes |= bit(others[joined].0);
        joined += 1;
    }
    if must & !yes & rule.indispensable() != 0 || !rule.passes(yes) {
        return core::iter::once((PartyIndex(0), 0.0)).collect();
    }
    let others = &others[..joined];
    // Whoever gains least is left out first, if it passes without it.
    for (party, _) in others.iter().rev() {
        if rule.passes(yes & !bit(*party)) {
            yes &= !bit(*party);
        }
    }
    coalition().chain(others.iter().copied().filter(|(party, _)| yes & bit(*party) != 0)).collect()
}

/// Chance that a deal passes, if each member but the proposer accepts with the given chance.
pub fn chance(
    situation: Situation<'_>,
    deal: usize,
    proposer: PartyIndex,
    accepts: impl Fn(PartyIndex) -> f64,
) -> f64 {
    let (table, feasible) = (situation.table, situation.feasible);
    if table.rule.unanimous() {
        let asked = table.members.iter().filter(|&&j| j != proposer && situation.valuation.touched[j]);
        return asked.map(|&j| accepts(j)).product();
    }
    let rule = table.rule.with_indispensable(feasible.must(deal));
    rule.chance(|j| {
        if j == proposer || !situation.valuation.touched[j] {
            1.0
        } else if feasible.surely_refuses(deal, j) {
            0.0
        } else {
            accepts(j)
        }
    })
}

/// Chance that a deal gets every assent that it needs: it passes, those outside whose consent it needs give it, and those who are
/// asked to join it do.
pub fn assent(
    situation: Situation<'_>,
    deal: usize,
    proposer: PartyIndex,
    accepts: impl Fn(PartyIndex) -> f64,
) -> f64 {
    let asked = situation.feasible.consent(deal) | situation.feasible.acceders(deal);
    let outside = situation.table.by_id.iter().filter(|&&j| asked & (1 << j) != 0);
    let consents = outside.map(|&j| accepts(j)).product::<f64>();
    if consents == 0.0 { 0.0 } else { chance(situation, deal, proposer, accepts) * consents }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::model::{Membership, Rule as Written};

    fn rule(written: &Written) -> Rule {
        let members = PartyIndex::all(5).collect();
        Rule::new(written, &Membership { members, vetoes: vec![], indispensable: vec![], tables: vec![] })
    }

    fn who(coalition: &[(PartyIndex, f64)]) -> u32 {
        coalition.iter().fold(0, |bits, (p, _)| bits | 1 << p)
    }

    #[test]
    fn no_more_than_are_needed_and_those_who_gain_most() {
        let majority = rule(&Written::Quota(3));
        let gains = [
            (PartyIndex(0), 2.0),
            (PartyIndex(1), 0.5),
            (PartyIndex(2), 3.0),
            (PartyIndex(3), 0.0),
            (PartyIndex(4), 1.0),
        ];
        assert_eq!(who(&cheapest(&majority, 0b1, 0, &gains)), 0b1_0101);
        // Whoever has a veto is in it, and a member that never refuses costs nothing.
        assert_eq!(who(&cheapest(&majority, 0b11, 0, &gains)), 0b111);
        assert_eq!(who(&cheapest(&majority, 0b1, 0b1000, &gains)), 0b101);
        // One that gains nothing does not join.
        let all = rule(&Written::Unanimity);
        assert_eq!(*cheapest(&all, 0b1, 0, &gains), [(PartyIndex(0), 0.0)]);
    }

    #[test]
    fn a_coalition_by_weight_holds_nobody_who_is_not_needed() {
        let weights = vec![
            (PartyIndex(0), 1),
            (PartyIndex(1), 1),
            (PartyIndex(2), 1),
            (PartyIndex(3), 3),
            (PartyIndex(4), 1),
        ];
        let weighted = rule(&Written::Weighted { weights, needed: 4 });
        let gains = [
            (PartyIndex(0), 1.0),
            (PartyIndex(1), 5.0),
            (PartyIndex(2), 4.0),
            (PartyIndex(3), 3.0),
            (PartyIndex(4), 0.1),
        ];
        // 1 and 2 gain more than 3, but with 3 nobody else is needed.
        assert_eq!(who(&cheapest(&weighted, 0b1, 0, &gains)), 0b1001);
    }
}
