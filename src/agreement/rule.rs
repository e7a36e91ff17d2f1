//! Decision rules: what makes a proposal pass, as votes.
//!
//! Unanimity, consensus minus k, quota and weighted votes are one thing: each member has votes, and a proposal passes if
//! those who accept have as many as are needed and nobody who is indispensable refuses. A party that no level touches
//! never refuses. Holders of vetoes and consenters stand outside the rule: they must accept whatever it says.

use crate::agreement::per_party::MOST_PARTIES;
use crate::agreement::per_party::product;
use crate::scenario::model::{Membership, Rule as Written};
use crate::scenario::place::PartyIndex;
use smallvec::{SmallVec, smallvec};

/// Votes, and a chance; those of votes by head need no memory of their own.
type Chances = SmallVec<[(u64, f64); 2 * MOST_PARTIES]>;

/// A decision rule of one table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rule {
    votes: [u32; MOST_PARTIES],
    needed: u64,
    members: u32,
    indispensable: u32,
    unanimous: bool,
}

impl Rule {
    /// Compiles a rule for the members of a table.
    pub fn new(written: &Written, membership: &Membership) -> Self {
        let bits = |list: &[PartyIndex]| list.iter().fold(0, |bits, p| bits | 1 << p);
        let members: u32 = bits(&membership.members);
        let n = u64::from(members.count_ones());
        let mut votes = [0; MOST_PARTIES];
        membership.members.iter().for_each(|&p| votes[p] = 1);
        let needed = match written {
            Written::Unanimity => n,
            Written::ConsensusMinus(k) => n.saturating_sub(u64::from(*k)),
            Written::Quota(q) => u64::from(*q),
            Written::Weighted { weights, needed } => {
                votes = [0; MOST_PARTIES];
                for &(p, votes_of) in weights.iter().filter(|(p, _)| members & (1 << p) != 0) {
                    votes[p] = votes_of;
                }
                u64::from(*needed)
            }
        };
        let indispensable = bits(&membership.indispensable) & members;
        let mut rule = Self { votes, needed, members, indispensable, unanimous: false };
        // Nobody can be outvoted: every member alone can block.
        rule.unanimous = membership.members.iter().all(|&p| !rule.passes(!(1 << p)));
        rule
    }

    /// Whether a proposal passes that the members in `accepting` (bits) accept.
    pub fn passes(&self, accepting: u32) -> bool {
        if self.indispensable & !accepting != 0 {
            return false;
        }
        let votes = |p: &PartyIndex| self.members & accepting & (1 << p) != 0;
        PartyIndex::all(MOST_PARTIES).filter(votes).map(|p| u64::from(self.votes[p])).sum::<u64>()
            >= self.needed
    }

    /// Whether every member can block: then the first refusal ends a vote, and nobody is ever outvoted.
    pub fn unanimous(&self) -> bool {
        self.unanimous
    }

    /// Votes of a party.
    pub fn votes(&self, party: PartyIndex) -> u32 {
        self.votes[party]
    }

    /// Members who must accept whatever the votes.
    pub fn indispensable(&self) -> u32 {
        self.indispensable
    }

    /// The same with further members who must accept.
    #[must_use]
    pub fn with_indispensable(mut self, bits: u32) -> Self {
        self.indispensable |= bits & self.members;
        self
    }

    /// Chance that a proposal passes, if each member accepts by itself with the given chance (exact: a sum over all
    /// coalitions, member by member; the same to the last bit in whatever order the members stand).
    pub fn chance(&self, accepts: impl Fn(PartyIndex) -> f64) -> f64 {
        let (mut sure, mut must, mut open) = (0u64, SmallVec::<[f64; MOST_PARTIES]>::new(), Chances::new());
        for p in PartyIndex::all(MOST_PARTIES).filter(|p| self.members & (1 << p) != 0) {
            let (yes, votes) = (accepts(p), u64::from(self.votes[p]));
            if self.indispensable & (1 << p) != 0 {
                must.push(yes);
                sure += votes;
            } else if yes >= 1.0 {
                sure += votes;
            } else if yes > 0.0 && votes > 0 {
                open.push((votes, yes));
            }
        }
        open.sort_by(|a, b| a.0.cmp(&b.0).then(a.1.total_cmp(&b.1)));
        // By votes so far, counted up to what is needed: chance.
        let mut so_far: Chances = smallvec![(sure.min(self.needed), 1.0)];
        for (votes, yes) in open {
            so_far = self.with_one_more(&so_far, votes, yes);
        }
        let passes =
            so_far.last().filter(|(votes, _)| *votes == self.needed).map_or(0.0, |(_, chance)| *chance);
        product(&mut must) * passes
    }

    /// Chances by votes (rising, counted up to what is needed) with one more member, who accepts with the chance `yes`.
    fn with_one_more(&self, so_far: &[(u64, f64)], votes: u64, yes: f64) -> Chances {
        let without = so_far.iter().map(|&(have, chance)| (have, chance * (1.0 - yes)));
        let with = so_far.iter().map(|&(have, chance)| ((have + votes).min(self.needed), chance * yes));
        let mut all: Chances = without.chain(with).collect();
        all.sort_by_key(|(have, _)| *have);
        all.dedup_by(|next, kept| {
            let same = next.0 == kept.0;
            if same {
                kept.1 += next.1;
            }
            same
        });
        all
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(members: &[usize], indispensable: &[usize]) -> Membership {
        Membership {
            members: members.iter().copied().map(PartyIndex).collect(),
            vetoes: vec![],
            indispensable: indispensable.iter().copied().map(PartyIndex).collect(),
            tables: vec![],
        }
    }

    #[test]
    fn unanimity_is_a_quota_of_all_and_consensus_minus_none() {
        let members = table(&[0, 2, 5], &[]);
        for written in [
            Written::Unanimity,
            Written::ConsensusMinus(0),
            Written::Quota(3),
            Written::Weighted {
                weights: vec![(PartyIndex(0), 2), (PartyIndex(2), 1), (PartyIndex(5), 7)],
                needed: 10,
            },
        ] {
            let rule = Rule::new(&written, &members);
            assert!(rule.unanimous() && rule.passes(0b10_0101) && !rule.passes(0b10_0001), "{written:?}");
        }
        let minus = Rule::new(&Written::ConsensusMinus(1), &members);
        assert!(!minus.unanimous() && minus.passes(0b10_0001) && !minus.passes(0b1));
    }

    #[test]
    fn votes_of_outsiders_do_not_count_and_the_indispensable_must_accept() {
        let rule = Rule::new(&Written::Quota(2), &table(&[0, 1, 2], &[2]));
        assert!(!rule.passes(0b1011) && rule.passes(0b0101) && !rule.passes(0b1100));
        assert!(!rule.unanimous());
    }

    /// Against a sum over all coalitions.
    #[test]
    fn the_chance_of_passing_is_the_sum_over_coalitions() {
        let weights = vec![(PartyIndex(0), 3), (PartyIndex(1), 2), (PartyIndex(2), 2), (PartyIndex(3), 1)];
        let chances = [0.3, 0.8, 0.55, 0.2];
        for (written, indispensable) in [
            (Written::Quota(2), vec![]),
            (Written::Quota(3), vec![1]),
            (Written::Weighted { weights, needed: 5 }, vec![3]),
        ] {
            let rule = Rule::new(&written, &table(&[0, 1, 2, 3], &indispensable));
            let brute: f64 = (0..16u32)
                .filter(|yes| rule.passes(*yes))
                .map(|yes| {
                    (0..4)
                        .map(|p| if yes & 1 << p != 0 { chances[p] } else { 1.0 - chances[p] })
                        .product::<f64>()
                })
                .sum();
            assert!((rule.chance(|p| chances[p]) - brute).abs() < 1e-12, "{written:?}");
        }
    }

    #[test]
    fn large_votes_cost_no_more_than_small_ones() {
        let weights = vec![
            (PartyIndex(0), 4_000_000_000),
            (PartyIndex(1), 3_000_000_000),
            (PartyIndex(2), 2_000_000_000),
        ];
        let rule = Rule::new(&Written::Weighted { weights, needed: 4_000_000_001 }, &table(&[0, 1, 2], &[]));
        // Any two of the three.
        let expected = 3.0 * 0.25 * 0.5 + 0.125;
        assert!((rule.chance(|_| 0.5) - expected).abs() < 1e-15);
        assert_eq!((rule.chance(|_| 1.0), rule.chance(|_| 0.0)), (1.0, 0.0));
        let never = Rule::new(&Written::Quota(9), &table(&[0, 1], &[]));
        assert_eq!(never.chance(|_| 1.0), 0.0);
    }
}
