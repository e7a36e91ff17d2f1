//! What makes a package pass: votes needed, and parties who must accept whatever the votes.

use crate::scenario::model::Rule as Written;

/// Most parties at a table of the library.
pub const MOST_PARTIES: usize = 32;

/// A decision rule over up to [`MOST_PARTIES`] parties; coalitions are bits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rule {
    votes: Vec<u32>,
    needed: u64,
    must: u32,
    all: u32,
    plain: bool,
}

impl Rule {
    /// Everybody accepts.
    pub fn unanimity(parties: usize) -> Self {
        Self::new(&Written::Unanimity, parties, &[])
    }

    /// Compiles a written rule; `indispensable` parties must accept whatever the votes.
    pub fn new(written: &Written, parties: usize, indispensable: &[usize]) -> Self {
        let mut votes = vec![1; parties];
        let needed = match written {
            Written::Unanimity => parties as u64,
            Written::ConsensusMinus(k) => (parties as u64).saturating_sub(u64::from(*k)),
            Written::Quota(q) => u64::from(*q),
            Written::Weighted { weights, needed } => {
                votes = vec![0; parties];
                for &(party, of) in weights.iter().filter(|(party, _)| party.index() < parties) {
                    votes[party] = of;
                }
                u64::from(*needed)
            }
        };
        let must = indispensable.iter().filter(|p| **p < parties).fold(0, |bits, p| bits | 1 << p);
        let all = if parties >= 32 { u32::MAX } else { (1 << parties) - 1 };
        let plain = votes.iter().all(|v| *v == 1);
        Self { votes, needed, must, all, plain }
    }

    /// Whether a package passes that the parties in `accepting` accept.
    pub fn passes(&self, accepting: u32) -> bool {
        self.must & !accepting == 0 && self.votes_of(accepting & self.all) >= self.needed
    }

    /// Votes of a coalition.
    pub fn votes_of(&self, coalition: u32) -> u64 {
        if self.plain {
            return u64::from(coalition.count_ones());
        }
        let within = self.votes.iter().enumerate().filter(|(p, _)| coalition & (1 << p) != 0);
        within.map(|(_, v)| u64::from(*v)).sum()
    }

    /// Votes needed.
    pub fn needed(&self) -> u64 {
        self.needed
    }

    /// Parties who must accept, as bits.
    pub fn indispensable(&self) -> u32 {
        self.must
    }

    /// All parties, as bits.
    pub fn everybody(&self) -> u32 {
        self.all
    }

    /// Whether nothing passes that one party refuses.
    pub fn unanimous(&self) -> bool {
        (0..self.votes.len()).all(|p| !self.passes(self.all & !(1 << p)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::place::PartyIndex;

    #[test]
    fn quota_weights_and_indispensable_parties_are_one_thing() {
        let rule = Rule::new(&Written::ConsensusMinus(1), 6, &[0, 2]);
        assert!(rule.passes(0b11_1101) && rule.passes(0b11_1111));
        assert!(!rule.passes(0b11_1110) && !rule.passes(0b00_1111));
        assert!(Rule::unanimity(3).unanimous() && !rule.unanimous());
        let weighted = Rule::new(
            &Written::Weighted { weights: vec![(PartyIndex(0), 3), (PartyIndex(2), 1)], needed: 4 },
            3,
            &[],
        );
        assert!(weighted.passes(0b101) && !weighted.passes(0b011));
    }
}
