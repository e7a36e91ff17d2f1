//! A path to the equilibrium, along which proposers mix among all their coalitions, and ever more among the cheapest.
//!
//! A proposer buys coalition `C` with chance `μ / (cost(C) − τ)`, where `τ` makes chances sum to 1: the less it costs the likelier. At a large `μ` it
//! mixes evenly, and as `μ → 0` only cheapest coalitions are left (a logarithmic barrier). For each `μ` the values are found by Newton's
//! method from those before.

use super::classes::Classes;
use crate::lab::theory::linear;

/// Where the path starts and where it ends.
const START: f64 = 16.0;
const END: f64 = 1e-10;
/// Newton's steps on each point of the path, halvings of a step, and points of the path.
const MOST_STEPS: usize = 40;
const MOST_HALVINGS: usize = 30;
const MOST_POINTS: usize = 2000;

/// Values and chances near an equilibrium.
pub(super) struct Near {
    /// By class: what a member expects.
    pub(super) values: Vec<f64>,
    /// By class of the proposer and coalition: the chance that it is bought.
    pub(super) chances: Vec<Vec<f64>>,
}

/// The end of the path; `None` if it is lost on the way.
pub(super) fn follow(classes: &Classes) -> Option<Near> {
    let mut mu = START;
    let mut values = newton(classes, mu, &vec![1.0 / classes.of_member.len() as f64; classes.len()])?;
    let mut before: Option<(f64, Vec<f64>)> = None;
    let mut factor = 0.5;
    for _ in 0..MOST_POINTS {
        if mu <= END {
            let chances = mixing(classes, mu, &values).into_iter().map(|mix| mix.chances).collect();
            return Some(Near { values, chances });
        }
        let next = mu * factor;
        // Along the secant of the last two points.
        let guess = match &before {
            None => values.clone(),
            Some((mu_before, values_before)) => {
                let step = (next - mu) / (mu - mu_before);
                values.iter().zip(values_before).map(|(v, b)| (v + (v - b) * step).max(v / 10.0)).collect()
            }
        };
        let found = newton(classes, next, &guess).or_else(|| newton(classes, next, &values));
        if let Some(found) = found {
            before = Some((mu, std::mem::replace(&mut values, found)));
            mu = next;
            factor = f64::max(0.2, factor * factor);
        } else {
            factor = libm::sqrt(factor);
            if factor > 0.999 {
                return None;
            }
        }
    }
    None
}

/// How a proposer mixes.
struct Mix {
    chances: Vec<f64>,
    /// What it pays on average.
    cost: f64,
    /// Members of each class that it buys on average.
    bought: Vec<f64>,
    /// By class and class: how the numbers bought answer to the price of a member.
    answers: Vec<Vec<f64>>,
}

fn mixing(classes: &Classes, mu: f64, values: &[f64]) -> Vec<Mix> {
    classes.coalitions.iter().map(|list| mix(classes, list, mu, values)).collect()
}

fn mix(classes: &Classes, list: &[Vec<f64>], mu: f64, values: &[f64]) -> Mix {
    let costs: Vec<f64> = list.iter().map(|coalition| classes.cost(coalition, values)).collect();
    let least = costs.iter().copied().fold(f64::INFINITY, f64::min);
    let over: Vec<f64> = costs.iter().map(|cost| cost - least).collect();
    // `below` is how far τ lies below the least cost: the sum of chances falls in it, from 1 or more at μ.
    let mut below = mu;
    for _ in 0..100 {
        let (sum, slope) = over.iter().fold((0.0, 0.0), |(sum, slope), x| {
            let chance = mu / (x + below);
            (sum + chance, slope + chance / (x + below))
        });
        let step = (sum - 1.0) / slope;
        below += step;
        if step <= 1e-15 * below {
            break;
        }
    }
    let chances: Vec<f64> = over.iter().map(|x| mu / (x + below)).collect();
    let k = classes.len();
    let mut bought = vec![0.0; k];
    let mut weighted = vec![0.0; k];
    let mut products = vec![vec![0.0; k]; k];
    let mut total = 0.0;
    for (coalition, chance) in list.iter().zip(&chances) {
        let weight = chance * chance / mu;
        total += weight;
        for (a, in_a) in coalition.iter().enumerate().filter(|(_, count)| **count > 0.0) {
            bought[a] += chance * in_a;
            weighted[a] += weight * in_a;
            coalition.iter().enumerate().for_each(|(b, in_b)| products[a][b] += weight * in_a * in_b);
        }
    }
    let answers = (0..k)
        .map(|a| (0..k).map(|b| weighted[a] * weighted[b] / total - products[a][b]).collect())
        .collect();
    Mix { cost: costs.iter().zip(&chances).map(|(c, p)| c * p).sum(), chances, bought, answers }
}

/// By class: what a member would expect if others expect `values`, less what it does; and how that answers to values.
fn excess(classes: &Classes, mu: f64, values: &[f64]) -> (Vec<f64>, Vec<Vec<f64>>) {
    let k = classes.len();
    let mixes = mixing(classes, mu, values);
    let drawn = |class: usize| classes.recognition[class] * classes.size[class];
    let mut gaps = vec![0.0; k];
    let mut slopes = vec![vec![0.0; k]; k];
    for i in 0..k {
        let (p, price) = (classes.recognition[i], classes.discount[i] * values[i]);
        let bought: f64 = (0..k).map(|j| drawn(j) * mixes[j].bought[i]).sum::<f64>() / classes.size[i];
        gaps[i] = p * (1.0 - mixes[i].cost) + price * bought - values[i];
        for b in 0..k {
            let answer: f64 =
                (0..k).map(|j| drawn(j) * mixes[j].answers[i][b]).sum::<f64>() / classes.size[i];
            let cost: f64 = mixes[i].bought[b]
                + (0..k).map(|a| classes.discount[a] * values[a] * mixes[i].answers[a][b]).sum::<f64>();
            slopes[i][b] = classes.discount[b] * (price * answer - p * cost);
        }
        slopes[i][i] += classes.discount[i] * bought - 1.0;
    }
    (gaps, slopes)
}

fn size(gaps: &[f64]) -> f64 {
    gaps.iter().map(|gap| gap.abs()).fold(0.0, f64::max)
}

/// Values at which nobody expects more or less than that; `None` if the search fails.
fn newton(classes: &Classes, mu: f64, start: &[f64]) -> Option<Vec<f64>> {
    let mut values = start.to_vec();
    // Chances answer to rounding in costs in proportion to 1/μ.
    let enough = 1e-13 + 1e-15 / mu;
    for _ in 0..MOST_STEPS {
        let (gaps, slopes) = excess(classes, mu, &values);
        let now = size(&gaps);
        if now <= enough {
            return Some(values);
        }
        let step = linear::solve(slopes, gaps.iter().map(|gap| vec![-gap]).collect())?;
        let mut length = 1.0;
        let mut better = None;
        for _ in 0..MOST_HALVINGS {
            let tried: Vec<f64> = values.iter().zip(&step).map(|(v, s)| v + length * s[0]).collect();
            let legal = tried.iter().all(|v| *v >= 0.0 && *v <= 1.5);
            if legal && size(&excess(classes, mu, &tried).0) < now {
                better = Some(tried);
                break;
            }
            length /= 2.0;
        }
        match better {
            Some(tried) => values = tried,
            // No step helps: rounding, if the steps are tiny.
            None if step.iter().all(|s| s[0].abs() < 1e-12) => return Some(values),
            None => return None,
        }
    }
    None
}
