//! Cross-validation by proposal: all issues of a proposal stand in one fold.

use super::data::Data;
use crate::world::stream::Key;

/// How often and how finely the data are divided.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Division {
    /// Folds, 2 or more; with fewer proposals, as many as there are.
    pub folds: usize,
    /// How often they are dealt anew.
    pub repeats: usize,
    /// Seed of the dealing.
    pub seed: u64,
}

/// The fold of each decision, in one dealing of the given proposals; `None` for decisions of others.
pub fn deal(data: &Data, proposals: &[usize], folds: usize, key: Key, repeat: usize) -> Vec<Option<usize>> {
    let mut order = proposals.to_vec();
    let mut dice = key.stream(repeat as u64);
    for last in (1..order.len()).rev() {
        let other = ((dice.unit() * (last + 1) as f64) as usize).min(last);
        order.swap(last, other);
    }
    let mut fold = vec![None; data.cases.len()];
    for (place, proposal) in order.into_iter().enumerate() {
        for &case in &data.proposals[proposal] {
            fold[case] = Some(place % folds.max(1));
        }
    }
    fold
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lab::backtest::fixture;

    #[test]
    fn issues_of_a_proposal_stand_together_and_folds_are_even() {
        let data = fixture::data(40);
        let all: Vec<usize> = (0..data.proposals.len()).collect();
        let key = Key::new(1, "test", "");
        let first = deal(&data, &all, 5, key, 0);
        for proposal in &data.proposals {
            assert!(proposal.iter().all(|k| first[*k] == first[proposal[0]]));
        }
        let sizes: Vec<usize> =
            (0..5).map(|f| data.proposals.iter().filter(|p| first[p[0]] == Some(f)).count()).collect();
        assert_eq!(sizes.iter().sum::<usize>(), data.proposals.len());
        assert!(sizes.iter().max().unwrap() - sizes.iter().min().unwrap() <= 1, "{sizes:?}");
        assert_ne!(first, deal(&data, &all, 5, key, 1));
        assert_eq!(first, deal(&data, &all, 5, key, 0));
        assert!(deal(&data, &all[1..], 5, key, 0).iter().any(Option::is_none));
    }
}
