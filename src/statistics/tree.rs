//! A small tree that tells cases from others, whose leaves read as sentences.
//!
//! CART (Breiman, Friedman, Olshen and Stone 1984): the split that lowers Gini's impurity most, down to a few levels and to a least share
//! of the worlds. Cut back on worlds that did not grow it (reduced-error pruning: Quinlan 1987, International Journal of Man-Machine Studies
//! 27:221), by squared error: a split stays only if the leaves below it foretell those worlds better than their node.

use super::prim::{Limit, Side};

/// Splits from the root to a leaf at most.
const DEPTH: usize = 3;
/// A leaf has at least this share of the worlds that grow the tree.
const LEAST: f64 = 0.05;

/// A leaf: its conditions, and how many of the worlds that did not grow the tree are in it.
#[derive(Debug, Clone, PartialEq)]
pub struct Leaf {
    /// What holds in it, the narrowest limits only.
    pub limits: Vec<Limit>,
    /// Worlds in it.
    pub members: usize,
    /// Cases among them.
    pub cases: usize,
}

/// What the tree is made of.
#[derive(Debug, Clone, Copy)]
pub struct Grown<'d> {
    /// Inputs by column.
    pub columns: &'d [Vec<f64>],
    /// By input: all worlds in ascending order.
    pub orders: &'d [Vec<u32>],
    /// Which worlds are cases.
    pub cases: &'d [bool],
    /// Which worlds grow the tree; the others cut it back and are told of.
    pub grows: &'d [bool],
}

/// A split: up to `at` to the left, the rest, which begins at `next`, to the right.
#[derive(Debug, Clone, Copy)]
struct Split {
    input: usize,
    at: f64,
    next: f64,
}

impl Grown<'_> {
    /// The leaves, left to right; one with no conditions if nothing tells the worlds apart.
    pub fn leaves(&self) -> Vec<Leaf> {
        let all: Vec<bool> = vec![true; self.cases.len()];
        let growing = self.grows.iter().filter(|grows| **grows).count();
        let least = ((growing as f64 * LEAST) as usize).max(5);
        self.below(&all, &[], DEPTH, least).0
    }

    /// The leaves of a node, and the squared error of what they foretell for the worlds that did not grow it.
    fn below(&self, node: &[bool], limits: &[Limit], depth: usize, least: usize) -> (Vec<Leaf>, f64) {
        let (members, cases) = self.count(node, true);
        let (held, held_cases) = self.count(node, false);
        let share = if members == 0 { 0.0 } else { cases as f64 / members as f64 };
        let others = (held - held_cases) as f64;
        let error = held_cases as f64 * (1.0 - share) * (1.0 - share) + others * share * share;
        let alone = (vec![Leaf { limits: limits.to_vec(), members: held, cases: held_cases }], error);
        let Some(split) = (depth > 0).then(|| self.split(node, (members, cases), least)).flatten() else {
            return alone;
        };
        let side = |left: bool| -> (Vec<Leaf>, f64) {
            let column = &self.columns[split.input];
            let half: Vec<bool> =
                node.iter().zip(column).map(|(inside, x)| *inside && (*x <= split.at) == left).collect();
            let (side, at) = if left { (Side::High, split.at) } else { (Side::Low, split.next) };
            let mut narrower: Vec<Limit> =
                limits.iter().copied().filter(|l| (l.input, l.side) != (split.input, side)).collect();
            narrower.push(Limit { input: split.input, side, at });
            self.below(&half, &narrower, depth - 1, least)
        };
        let (mut leaves, left) = side(true);
        let (right_leaves, right) = side(false);
        if left + right >= error {
            return alone;
        }
        leaves.extend(right_leaves);
        (leaves, left + right)
    }

    /// Worlds of a node, and cases among them, that grow the tree or do not.
    fn count(&self, node: &[bool], grows: bool) -> (usize, usize) {
        let (mut members, mut cases) = (0, 0);
        for ((inside, own), case) in node.iter().zip(self.grows).zip(self.cases) {
            if *inside && *own == grows {
                members += 1;
                cases += usize::from(*case);
            }
        }
        (members, cases)
    }

    /// The split of a node that lowers impurity most; of equals the first.
    fn split(&self, node: &[bool], (members, cases): (usize, usize), least: usize) -> Option<Split> {
        let impurity =
            |n: usize, h: usize| if n == 0 { 0.0 } else { 2.0 * h as f64 * (n - h) as f64 / n as f64 };
        let mut best = (impurity(members, cases) - 1e-9, None);
        for (input, (column, order)) in self.columns.iter().zip(self.orders).enumerate() {
            let (mut n, mut h, mut last) = (0, 0, f64::NAN);
            for row in order.iter().map(|row| *row as usize).filter(|row| node[*row] && self.grows[*row]) {
                let fits = n >= least && members - n >= least;
                if fits && column[row].total_cmp(&last).is_ne() {
                    let left = impurity(n, h) + impurity(members - n, cases - h);
                    if left < best.0 {
                        best = (left, Some(Split { input, at: last, next: column[row] }));
                    }
                }
                n += 1;
                h += usize::from(self.cases[row]);
                last = column[row];
            }
        }
        best.1
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::statistics::given_data::order;
    use crate::statistics::splitmix::SplitMix;

    fn leaves(columns: &[Vec<f64>], cases: &[bool]) -> Vec<Leaf> {
        let orders: Vec<Vec<u32>> = columns.iter().map(|column| order(column)).collect();
        let grows: Vec<bool> = (0..cases.len()).map(|k| k % 2 == 0).collect();
        Grown { columns, orders: &orders, cases, grows: &grows }.leaves()
    }

    /// Cases where x0 is above 0.5 and x1 below 0.3.
    #[test]
    fn a_corner_is_one_leaf() {
        let mut random = SplitMix::new(4);
        let columns: Vec<Vec<f64>> = (0..5).map(|_| (0..2000).map(|_| random.unit()).collect()).collect();
        let cases: Vec<bool> = (0..2000).map(|k| columns[0][k] > 0.5 && columns[1][k] < 0.3).collect();
        let found = leaves(&columns, &cases);
        let corner: Vec<&Leaf> = found.iter().filter(|leaf| leaf.cases * 2 > leaf.members).collect();
        assert_eq!(corner.len(), 1, "{found:?}");
        assert!(corner[0].cases as f64 > 0.95 * corner[0].members as f64);
        let inputs: Vec<(usize, Side)> = corner[0].limits.iter().map(|l| (l.input, l.side)).collect();
        assert!(inputs.contains(&(0, Side::Low)) && inputs.contains(&(1, Side::High)), "{found:?}");
        assert_eq!(found.iter().map(|leaf| leaf.members).sum::<usize>(), 1000);
    }

    /// Of noise nearly every tree is cut back to its root.
    #[test]
    fn noise_grows_no_tree() {
        let grown = (0..100)
            .filter(|&seed| {
                let mut random = SplitMix::new(seed);
                let columns: Vec<Vec<f64>> =
                    (0..10).map(|_| (0..400).map(|_| random.unit()).collect()).collect();
                let cases: Vec<bool> = (0..400).map(|_| random.unit() < 0.3).collect();
                leaves(&columns, &cases).len() > 1
            })
            .count();
        assert!(grown <= 25, "{grown} of 100");
    }

    #[test]
    fn nothing_to_tell_apart() {
        assert_eq!(leaves(&[], &[]), [Leaf { limits: vec![], members: 0, cases: 0 }]);
        assert_eq!(leaves(&[vec![1.0; 40]], &[true; 40]).len(), 1);
    }
}
