//! Ridge regression on what the plain models say; the penalty is chosen inside the training proposals.

use super::shifted::from_reference;
use super::{Candidate, Form, prior};
use crate::lab::backtest::data::Case;

/// Penalties that are tried, in units of the features' sum of squares for one decision in each.
const PENALTIES: [f64; 6] = [0.03, 0.1, 0.3, 1.0, 3.0, 10.0];
/// Parts of the training proposals of which each is left out in turn.
const PARTS: usize = 5;
/// Rounds of coordinate descent.
const SWEEPS: usize = 60;

pub(super) const STACKED: Candidate = Candidate {
    name: "stacked",
    about: "ridge regression on means, median, reference, Commission, Parliament",
    priors: &[
        prior("towards 50", 0.0, 1.0),
        prior("towards the plain mean", 0.0, 1.0),
        prior("towards the median", 0.0, 1.0),
        prior("from the reference point", 0.0, 1.0),
        prior("towards the Commission", 0.0, 1.0),
        prior("towards the Parliament", 0.0, 1.0),
    ],
    form: Form::Ridge(features),
};

fn features(case: &Case) -> Vec<f64> {
    let m = case.compromise;
    let to = |position: Option<f64>| position.map_or(0.0, |x| x - m);
    vec![
        50.0 - m,
        case.plain - m,
        case.median - m,
        from_reference(case),
        to(case.commission),
        to(case.parliament),
    ]
}

/// Coefficients, with the penalty that does best on parts of the training proposals that were left out.
pub(super) fn fit(features: fn(&Case) -> Vec<f64>, training: &[&Case]) -> Vec<f64> {
    let rows: Vec<(usize, Vec<f64>, f64)> = training
        .iter()
        .filter_map(|case| {
            let missed = case.decision.outcome? - case.compromise;
            Some((part_of(&case.decision.proposal), features(case), missed))
        })
        .collect();
    let error = |penalty: f64| -> f64 {
        (0..PARTS)
            .map(|part| {
                let b = ridge(rows.iter().filter(|row| row.0 != part), penalty);
                let left_out = rows.iter().filter(|row| row.0 == part);
                left_out.map(|(_, x, y)| (y - dot(x, &b)).abs()).sum::<f64>()
            })
            .sum()
    };
    let tried = PENALTIES.map(|penalty| (penalty, error(penalty)));
    // The larger penalty of equals.
    let best = tried.into_iter().reduce(|a, b| if b.1 <= a.1 { b } else { a });
    ridge(rows.iter(), best.map_or(1.0, |b| b.0))
}

/// A part of five, by the letters of a proposal's name.
fn part_of(proposal: &str) -> usize {
    let hash = proposal.bytes().fold(0u64, |h, b| h.wrapping_mul(31).wrapping_add(u64::from(b)));
    (hash % PARTS as u64) as usize
}

fn dot(x: &[f64], b: &[f64]) -> f64 {
    x.iter().zip(b).map(|(x, b)| x * b).sum()
}

/// Ridge regression by coordinate descent; the penalty on each coefficient is a share of the mean sum of squares of all features.
fn ridge<'a>(rows: impl Iterator<Item = &'a (usize, Vec<f64>, f64)>, penalty: f64) -> Vec<f64> {
    let rows: Vec<&(usize, Vec<f64>, f64)> = rows.collect();
    let n = STACKED.priors.len();
    let squares: Vec<f64> = (0..n).map(|k| rows.iter().map(|r| r.1[k] * r.1[k]).sum()).collect();
    let held = penalty * squares.iter().sum::<f64>() / n as f64;
    let mut b = vec![0.0; n];
    let mut left: Vec<f64> = rows.iter().map(|row| row.2).collect();
    for _ in 0..SWEEPS {
        for k in 0..n {
            if squares[k] <= 0.0 {
                continue;
            }
            let along: f64 = rows.iter().zip(&left).map(|(row, y)| row.1[k] * (y + row.1[k] * b[k])).sum();
            let next = along / (squares[k] + held);
            for (row, y) in rows.iter().zip(&mut left) {
                *y -= row.1[k] * (next - b[k]);
            }
            b[k] = next;
        }
    }
    b
}
