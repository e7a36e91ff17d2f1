//! From near an equilibrium to the equilibrium.
//!
//! Which coalitions are cheapest is read off the end of the path. That they cost the same, that chances sum to 1 and that values are what is
//! expected are equations in values and chances, solved by damped least squares (Levenberg 1944; Marquardt 1963): chances need not be
//! unique, values are. The outcome is checked: no chance below 0, no coalition cheaper than those bought.

use super::classes::Classes;
use super::path::Near;
use crate::lab::theory::linear;

/// Coalitions that cost at most so much more than the cheapest count as equal: tried in this order.
const TIES: [f64; 6] = [1e-6, 1e-5, 1e-7, 1e-4, 1e-8, 1e-3];
/// What a chance may lie below 0 and a coalition below the cheapest, and what equations may miss.
const SLACK: f64 = 1e-9;
const SOLVED: f64 = 1e-13;
/// Most unknowns.
const MOST_UNKNOWNS: usize = 1000;

/// By class: what a member expects in equilibrium; `None` if none is found nearby.
pub(super) fn exact(classes: &Classes, near: &Near) -> Option<Vec<f64>> {
    TIES.iter().find_map(|width| Equations::new(classes, near, *width).solve())
}

struct Equations<'a> {
    classes: &'a Classes,
    /// By class of the proposer: its cheapest coalitions.
    tied: Vec<Vec<&'a [f64]>>,
    /// Values by class, then chances by proposer and coalition.
    unknowns: Vec<f64>,
}

impl<'a> Equations<'a> {
    fn new(classes: &'a Classes, near: &Near, width: f64) -> Self {
        let cheapest = classes.cheapest(&near.values);
        let mut tied = Vec::new();
        let mut unknowns = near.values.clone();
        for (proposer, list) in classes.coalitions.iter().enumerate() {
            let mut own: Vec<&[f64]> = Vec::new();
            for (coalition, chance) in list.iter().zip(&near.chances[proposer]) {
                if classes.cost(coalition, &near.values) <= cheapest[proposer] + width {
                    own.push(coalition);
                    unknowns.push(*chance);
                }
            }
            tied.push(own);
        }
        Self { classes, tied, unknowns }
    }

    /// What the equations miss, and how that answers to the unknowns.
    fn misses(&self) -> (Vec<f64>, Vec<Vec<f64>>) {
        let k = self.classes.len();
        let (values, mut at) = (&self.unknowns[..k], k);
        let mut misses: Vec<f64> = values.iter().map(|v| -v).collect();
        let mut slopes = vec![vec![0.0; self.unknowns.len()]; k];
        (0..k).for_each(|i| slopes[i][i] = -1.0);
        for (j, tied) in self.tied.iter().enumerate() {
            let (p, discount) = (self.classes.recognition[j], &self.classes.discount);
            let price = |i: usize, coalition: &[f64]| coalition[i] * discount[i];
            let Some(first) = tied.first() else { continue };
            // The proposer's own: p (1 − cost).
            misses[j] += p * (1.0 - self.classes.cost(first, values));
            (0..k).for_each(|i| slopes[j][i] -= p * price(i, first));
            let mut sum = (-1.0, vec![0.0; self.unknowns.len()]);
            for (c, coalition) in tied.iter().enumerate() {
                let chance = self.unknowns[at + c];
                sum.0 += chance;
                sum.1[at + c] = 1.0;
                for i in 0..k {
                    let paid = p * self.classes.size[j] / self.classes.size[i] * price(i, coalition);
                    misses[i] += paid * chance * values[i];
                    slopes[i][i] += paid * chance;
                    slopes[i][at + c] += paid * values[i];
                }
                if c > 0 {
                    misses.push(self.classes.cost(coalition, values) - self.classes.cost(first, values));
                    let mut row = vec![0.0; self.unknowns.len()];
                    (0..k).for_each(|i| row[i] = price(i, coalition) - price(i, first));
                    slopes.push(row);
                }
            }
            misses.push(sum.0);
            slopes.push(sum.1);
            at += tied.len();
        }
        (misses, slopes)
    }

    fn solve(mut self) -> Option<Vec<f64>> {
        if self.unknowns.len() > MOST_UNKNOWNS {
            return None;
        }
        for _ in 0..30 {
            let (misses, slopes) = self.misses();
            if misses.iter().all(|miss| miss.abs() <= SOLVED) {
                break;
            }
            // The shortest step that answers all misses: Sᵀ (S Sᵀ + ε)⁻¹ of them.
            let product = |a: &Vec<f64>, b: &Vec<f64>| a.iter().zip(b).map(|(x, y)| x * y).sum::<f64>();
            let mut normal: Vec<Vec<f64>> =
                slopes.iter().map(|a| slopes.iter().map(|b| product(a, b)).collect()).collect();
            (0..normal.len()).for_each(|row| normal[row][row] += 1e-12);
            let factors = linear::solve(normal, misses.iter().map(|miss| vec![*miss]).collect())?;
            for (row, factor) in slopes.iter().zip(&factors) {
                self.unknowns.iter_mut().zip(row).for_each(|(x, slope)| *x -= factor[0] * slope);
            }
        }
        self.checked()
    }

    /// The values, if this is an equilibrium.
    fn checked(&self) -> Option<Vec<f64>> {
        let k = self.classes.len();
        let values = &self.unknowns[..k];
        let cheapest = self.classes.cheapest(values);
        let paid = |(j, tied): (usize, &Vec<&[f64]>)| {
            tied.iter().all(|coalition| self.classes.cost(coalition, values) <= cheapest[j] + SLACK)
        };
        let (misses, _) = self.misses();
        let fine = misses.iter().all(|miss| miss.abs() <= 1e-11)
            && self.unknowns.iter().all(|x| *x >= -SLACK && *x <= 1.0 + SLACK)
            && self.tied.iter().enumerate().all(paid);
        fine.then(|| values.iter().map(|v| v.clamp(0.0, 1.0)).collect())
    }
}
