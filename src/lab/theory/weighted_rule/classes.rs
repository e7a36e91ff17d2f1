//! Members who are alike, and the coalitions that a proposer may buy, as numbers of members of each kind.

use crate::lab::theory::voting::rule::Rule;

/// Classes of members who are alike.
pub(super) struct Classes {
    /// By member: its class.
    pub(super) of_member: Vec<usize>,
    /// By class: number of members.
    pub(super) size: Vec<f64>,
    /// By class: chance of each member to be drawn.
    pub(super) recognition: Vec<f64>,
    /// By class: discount factor.
    pub(super) discount: Vec<f64>,
    /// By class of the proposer: the numbers of others of each class in coalitions that win with the proposer, and would not without any one of
    /// them.
    pub(super) coalitions: Vec<Vec<Vec<f64>>>,
}

impl Classes {
    pub(super) fn new(
        recognition: &[f64],
        discount: &[f64],
        weights: &[f64],
        needed: &[bool],
        rule: &Rule,
    ) -> Self {
        let kind = |i: usize| (recognition[i], discount[i], weights[i], needed[i]);
        let mut first: Vec<usize> = Vec::new();
        let mut of_member = Vec::new();
        for i in 0..recognition.len() {
            let class = first.iter().position(|j| kind(*j) == kind(i)).unwrap_or_else(|| {
                first.push(i);
                first.len() - 1
            });
            of_member.push(class);
        }
        let members: Vec<Vec<usize>> = (0..first.len())
            .map(|class| (0..of_member.len()).filter(|i| of_member[*i] == class).collect())
            .collect();
        let wins = |counts: &[usize]| {
            rule.passes(|i| {
                let class = of_member[i];
                members[class].iter().position(|j| *j == i).is_some_and(|at| at < counts[class])
            })
        };
        let coalitions = (0..first.len()).map(|proposer| minimal(&members, proposer, &wins)).collect();
        Self {
            size: members.iter().map(|list| list.len() as f64).collect(),
            recognition: first.iter().map(|i| recognition[*i]).collect(),
            discount: first.iter().map(|i| discount[*i]).collect(),
            of_member,
            coalitions,
        }
    }

    /// Number of classes.
    pub(super) fn len(&self) -> usize {
        self.size.len()
    }

    /// What a coalition costs when members expect these values.
    pub(super) fn cost(&self, coalition: &[f64], values: &[f64]) -> f64 {
        coalition.iter().zip(&self.discount).zip(values).map(|((count, d), v)| count * d * v).sum()
    }

    /// By class: what a proposer pays at least.
    pub(super) fn cheapest(&self, values: &[f64]) -> Vec<f64> {
        let least = |list: &Vec<Vec<f64>>| {
            list.iter().map(|coalition| self.cost(coalition, values)).fold(f64::INFINITY, f64::min)
        };
        self.coalitions.iter().map(least).collect()
    }
}

/// Minimal coalitions of others with which a proposer wins. A coalition wins whichever members of a class are in it, and more never lose.
fn minimal(members: &[Vec<usize>], proposer: usize, wins: &impl Fn(&[usize]) -> bool) -> Vec<Vec<f64>> {
    let most = |class: usize| members[class].len() - usize::from(class == proposer);
    let mut found = Vec::new();
    let mut counts = vec![0; members.len()];
    loop {
        let with = |less: Option<usize>| {
            let mut all: Vec<usize> = counts.clone();
            all[proposer] += 1;
            if let Some(class) = less {
                all[class] -= 1;
            }
            all
        };
        let needless = |class: usize| counts[class] > 0 && wins(&with(Some(class)));
        if wins(&with(None)) && !(0..members.len()).any(needless) {
            found.push(counts.iter().map(|count| *count as f64).collect());
        }
        // The next numbers, the first class counting fastest.
        let Some(class) = (0..members.len()).find(|class| counts[*class] < most(*class)) else {
            return found;
        };
        counts[class] += 1;
        counts[..class].fill(0);
    }
}
