//! What voters who rank alternatives prefer and choose together.
//!
//! Ballots are strict rankings of all alternatives; `a` beats `b` if a strict majority ranks it higher. Condorcet winner and loser: beats, is
//! beaten by, all others (Young 1988, American Political Science Review 82:1231). Borda: `m−1 … 0` points by rank. Copeland: wins less losses
//! by majority. Maximin: fewest votes against any other. The Smith set is the smallest set of which every member beats everybody outside
//! (Smith 1973, Econometrica 41:1027). Instant runoff: the alternative with fewest first ranks is taken out, of equals the one with the
//! highest index, until one is left. The core under a quota `q` holds what no other beats with `q` votes or more.

use crate::lab::theory::InvalidInput;

/// Most alternatives.
pub const MOST_ALTERNATIVES: usize = 200;
/// Most voters.
pub const MOST_VOTERS: u64 = 1 << 53;

/// So many voters with one ranking.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ballot {
    /// How many voters.
    pub count: u64,
    /// Alternatives, best first.
    pub ranking: Vec<usize>,
    /// How many of them, from the best, these voters approve of.
    pub approved: usize,
}

/// The ballots of all voters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Profile {
    alternatives: usize,
    voters: u64,
    ballots: Vec<Ballot>,
    /// By alternative and alternative: voters who rank the first higher.
    pairwise: Vec<Vec<u64>>,
}

impl Profile {
    /// A profile over this many alternatives.
    ///
    /// # Errors
    /// When there are none or more than 200, a ballot does not rank each once or approves of more than there are, or there are no voters or
    /// more than 2^53.
    pub fn new(alternatives: usize, ballots: Vec<Ballot>) -> Result<Self, InvalidInput> {
        let m = alternatives;
        if m == 0 || m > MOST_ALTERNATIVES {
            return Err(InvalidInput(format!(
                "there are {m} alternatives; expected 1 to {MOST_ALTERNATIVES}"
            )));
        }
        let mut voters = 0_u64;
        for ballot in &ballots {
            let mut sorted = ballot.ranking.clone();
            sorted.sort_unstable();
            if !sorted.iter().copied().eq(0..m) || ballot.approved > m {
                return Err(InvalidInput(format!(
                    "a ballot ranks {:?} and approves of {}; expected each alternative from 0 to {} once, and at most {m}",
                    ballot.ranking,
                    ballot.approved,
                    m - 1
                )));
            }
            voters = voters.saturating_add(ballot.count);
        }
        if voters == 0 || voters > MOST_VOTERS {
            return Err(InvalidInput(format!("there are {voters} voters; expected 1 to {MOST_VOTERS}")));
        }
        let mut pairwise = vec![vec![0; m]; m];
        for ballot in &ballots {
            for (rank, a) in ballot.ranking.iter().enumerate() {
                ballot.ranking[rank + 1..].iter().for_each(|b| pairwise[*a][*b] += ballot.count);
            }
        }
        Ok(Self { alternatives, voters, ballots, pairwise })
    }

    /// Number of voters.
    pub fn voters(&self) -> u64 {
        self.voters
    }

    /// By alternative and alternative: voters who rank the first higher.
    pub fn pairwise(&self) -> &[Vec<u64>] {
        &self.pairwise
    }

    /// Whether a strict majority ranks `a` higher than `b`.
    pub fn beats(&self, a: usize, b: usize) -> bool {
        self.pairwise[a][b] > self.pairwise[b][a]
    }

    fn others(&self, a: usize) -> impl Iterator<Item = usize> + '_ {
        (0..self.alternatives).filter(move |b| *b != a)
    }

    /// Points by rank, by alternative.
    pub fn borda(&self) -> Vec<u64> {
        self.pairwise.iter().map(|row| row.iter().sum()).collect()
    }

    /// First ranks, by alternative.
    pub fn plurality(&self) -> Vec<u64> {
        self.first_ranks(&vec![true; self.alternatives])
    }

    /// Approving voters, by alternative.
    pub fn approval(&self) -> Vec<u64> {
        let mut scores = vec![0; self.alternatives];
        for ballot in &self.ballots {
            ballot.ranking[..ballot.approved].iter().for_each(|a| scores[*a] += ballot.count);
        }
        scores
    }

    /// The alternative that beats all others, if there is one.
    pub fn condorcet_winner(&self) -> Option<usize> {
        (0..self.alternatives).find(|a| self.others(*a).all(|b| self.beats(*a, b)))
    }

    /// The alternative that all others beat, if there is one.
    pub fn condorcet_loser(&self) -> Option<usize> {
        (0..self.alternatives).find(|a| self.others(*a).all(|b| self.beats(b, *a)))
    }

    /// Wins less losses by majority, by alternative.
    pub fn copeland(&self) -> Vec<i64> {
        let score =
            |a| self.others(a).map(|b| i64::from(self.beats(a, b)) - i64::from(self.beats(b, a))).sum();
        (0..self.alternatives).map(score).collect()
    }

    /// Fewest votes against any other, by alternative; all voters where there is no other.
    pub fn maximin(&self) -> Vec<u64> {
        let least = |a| self.others(a).map(|b| self.pairwise[a][b]).min().unwrap_or(self.voters);
        (0..self.alternatives).map(least).collect()
    }

    /// The smallest set of which every member beats everybody outside, by index.
    pub fn smith_set(&self) -> Vec<usize> {
        let closed = |start: usize| {
            let mut inside = vec![false; self.alternatives];
            let mut open = vec![start];
            inside[start] = true;
            while let Some(a) = open.pop() {
                for b in self.others(a).filter(|b| !self.beats(a, *b)) {
                    if !std::mem::replace(&mut inside[b], true) {
                        open.push(b);
                    }
                }
            }
            (0..self.alternatives).filter(|a| inside[*a]).collect::<Vec<usize>>()
        };
        // Such sets lie one in another, and each is what follows from any member that follows from no smaller one.
        (0..self.alternatives).map(closed).min_by_key(Vec::len).unwrap_or_default()
    }

    /// Alternatives that no other beats with `quota` votes or more.
    pub fn core(&self, quota: u64) -> Vec<usize> {
        let stays = |a: &usize| self.others(*a).all(|b| self.pairwise[b][*a] < quota);
        (0..self.alternatives).filter(stays).collect()
    }

    /// Alternatives that no other beats by strict majority.
    pub fn majority_core(&self) -> Vec<usize> {
        self.core(self.voters / 2 + 1)
    }

    /// The winner of instant runoff, and those taken out, in order.
    pub fn instant_runoff(&self) -> (usize, Vec<usize>) {
        let mut left = vec![true; self.alternatives];
        let mut out = Vec::new();
        while out.len() + 1 < self.alternatives {
            let firsts = self.first_ranks(&left);
            // `min_by_key` keeps the first of equals: going backwards that is the highest index.
            let last = (0..self.alternatives).rev().filter(|a| left[*a]).min_by_key(|a| firsts[*a]);
            let Some(last) = last else { break };
            left[last] = false;
            out.push(last);
        }
        (left.iter().position(|a| *a).unwrap_or(0), out)
    }

    /// First ranks among those left, by alternative.
    fn first_ranks(&self, left: &[bool]) -> Vec<u64> {
        let mut scores = vec![0; self.alternatives];
        for ballot in &self.ballots {
            if let Some(first) = ballot.ranking.iter().find(|a| left[**a]) {
                scores[*first] += ballot.count;
            }
        }
        scores
    }
}

/// Indices of the highest score, all of them.
pub fn winners(scores: &[u64]) -> Vec<usize> {
    let most = scores.iter().max();
    (0..scores.len()).filter(|a| Some(&scores[*a]) == most).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn profile(ballots: &[(u64, &[usize])]) -> Profile {
        let ballot = |(count, ranking): &(u64, &[usize])| Ballot {
            count: *count,
            ranking: ranking.to_vec(),
            approved: 1,
        };
        Profile::new(ballots[0].1.len(), ballots.iter().map(ballot).collect()).unwrap()
    }

    /// The capital of Tennessee: Memphis, Nashville, Chattanooga, Knoxville.
    #[test]
    fn tennessee() {
        let found =
            profile(&[(42, &[0, 1, 2, 3]), (26, &[1, 2, 3, 0]), (15, &[2, 3, 1, 0]), (17, &[3, 2, 1, 0])]);
        assert_eq!(found.borda(), [126, 194, 173, 107]);
        assert_eq!((found.condorcet_winner(), found.condorcet_loser()), (Some(1), Some(0)));
        assert_eq!(found.instant_runoff(), (3, vec![2, 1, 0]));
        assert_eq!((found.smith_set(), found.majority_core()), (vec![1], vec![1]));
        assert_eq!(winners(&found.plurality()), [0]);
    }

    /// Condorcet's 81 voters (Young 1988): Borda takes 1, but 0 beats both others.
    #[test]
    fn condorcet_against_borda() {
        let found = profile(&[
            (30, &[0, 1, 2]),
            (1, &[0, 2, 1]),
            (29, &[1, 0, 2]),
            (10, &[1, 2, 0]),
            (10, &[2, 0, 1]),
            (1, &[2, 1, 0]),
        ]);
        assert_eq!((found.condorcet_winner(), winners(&found.borda())), (Some(0), vec![1]));
        assert_eq!(found.borda(), [101, 109, 33]);
    }

    #[test]
    fn the_paradox_and_a_single_alternative() {
        let found = profile(&[(1, &[0, 1, 2]), (1, &[1, 2, 0]), (1, &[2, 0, 1])]);
        assert_eq!((found.condorcet_winner(), found.smith_set()), (None, vec![0, 1, 2]));
        assert_eq!((found.core(2), found.core(3)), (vec![], vec![0, 1, 2]));
        assert_eq!(found.instant_runoff(), (0, vec![2, 1]));
        let one = profile(&[(3, &[0])]);
        assert_eq!(
            (one.condorcet_winner(), one.instant_runoff(), one.maximin()),
            (Some(0), (0, vec![]), vec![3])
        );
    }

    #[test]
    fn refuses_what_is_no_profile() {
        let ballot = |ranking: Vec<usize>, approved| Ballot { count: 1, ranking, approved };
        for wrong in [vec![0], vec![0, 0], vec![0, 2], vec![0, 1, 1]] {
            assert!(Profile::new(2, vec![ballot(wrong, 0)]).is_err());
        }
        assert!(Profile::new(2, vec![ballot(vec![0, 1], 3)]).is_err());
        assert!(Profile::new(2, vec![]).is_err() && Profile::new(0, vec![]).is_err());
        let many = Ballot { count: u64::MAX, ranking: vec![0, 1], approved: 0 };
        assert!(Profile::new(2, vec![many.clone(), many]).is_err());
    }

    proptest! {
        #[test]
        fn as_defined(
            m in 1_usize..6,
            counts in prop::collection::vec(1_u64..4, 1..6),
            seed in prop::collection::vec(any::<u32>(), 36),
        ) {
            let ballots = counts.iter().enumerate().map(|(k, count)| {
                let mut ranking: Vec<usize> = (0..m).collect();
                ranking.sort_by_key(|a| seed[k * 6 + a]);
                Ballot { count: *count, ranking, approved: m / 2 }
            });
            let found = Profile::new(m, ballots.collect()).unwrap();
            // The Smith set by trying all sets.
            let dominates = |set: usize| (0..m).all(|a| set >> a & 1 == 0
                || (0..m).all(|b| set >> b & 1 == 1 || found.beats(a, b)));
            let smallest = (1_usize..1 << m).filter(|set| dominates(*set)).min_by_key(|set| set.count_ones()).unwrap();
            prop_assert_eq!(found.smith_set(), (0..m).filter(|a| smallest >> a & 1 == 1).collect::<Vec<_>>());
            if let Some(winner) = found.condorcet_winner() {
                prop_assert_eq!(found.smith_set(), vec![winner]);
                prop_assert_eq!(found.majority_core(), vec![winner]);
            }
            prop_assert_eq!(found.borda().iter().sum::<u64>(), found.voters() * (m * (m - 1) / 2) as u64);
            prop_assert_eq!(found.copeland().iter().sum::<i64>(), 0);
            for quota in 1..found.voters() {
                let (narrow, wide) = (found.core(quota), found.core(quota + 1));
                prop_assert!(narrow.iter().all(|a| wide.contains(a)));
            }
        }
    }
}
