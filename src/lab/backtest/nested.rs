//! Choosing the best of the candidates, cross-validated from outside: the best of many looks better than it is.

use super::data::{Case, Data};
use super::folds::Division;
use super::forecasters::{CANDIDATES, Candidate};
use super::models::MODELS;
use super::score::Scored;
use super::{dealings, training, try_model};

/// Two candidates this near in their mean ratio are told apart by the number of their parameters.
const NEAR: f64 = 0.005;
/// Folds inside.
const INNER: usize = 5;

/// The mean of the two ratios to the yardstick: absolute error, CRPS.
pub fn ratio(scored: &Scored, yardstick: &Scored) -> f64 {
    let of = |own: &[Vec<Option<f64>>], other: &[Vec<Option<f64>>]| {
        let sum = |scores: &[Vec<Option<f64>>]| scores.iter().flatten().flatten().sum::<f64>();
        sum(own) / sum(other)
    };
    f64::midpoint(of(&scored.errors, &yardstick.errors), of(&scored.crps, &yardstick.crps))
}

/// The candidate with the lowest ratio; of those within half a percent of it the one with the fewest parameters, and of these the first.
pub fn choose(ratios: &[f64]) -> usize {
    let least = ratios.iter().copied().fold(f64::INFINITY, f64::min);
    let near = (0..ratios.len()).filter(|k| ratios[*k] <= least + NEAR);
    near.min_by_key(|k| CANDIDATES[*k].priors.len()).unwrap_or(0)
}

/// Chooses among the candidates by cross-validation on these decisions alone.
fn choose_on(cases: &[&Case], division: Division) -> &'static Candidate {
    let decisions = cases.iter().map(|case| case.decision.clone()).collect();
    let Ok(data) = Data::new(decisions) else { return CANDIDATES[0] };
    let inner = Division { folds: INNER, repeats: 1, seed: division.seed };
    let yardstick = try_model(&data, &MODELS[0], inner);
    let ratios: Vec<f64> = CANDIDATES
        .iter()
        .map(|c| ratio(&try_model(&data, &super::models::fitted(c), inner), &yardstick))
        .collect();
    CANDIDATES[choose(&ratios)]
}

/// Forecasts of "the best of the candidates", chosen and fitted without the fold that is forecast; and how often each was chosen.
pub fn nested(data: &Data, division: Division) -> (Scored, Vec<(&'static str, usize)>) {
    let mut scored = Scored::new(data, division.repeats);
    let mut chosen: Vec<(&'static str, usize)> = CANDIDATES.iter().map(|c| (c.name, 0)).collect();
    for (repeat, fold) in dealings(data, division).iter().enumerate() {
        for out in 0..division.folds {
            let held_out: Vec<usize> = (0..data.cases.len()).filter(|k| fold[*k] == Some(out)).collect();
            let training = training(data, fold, out);
            if training.is_empty() || held_out.is_empty() {
                continue;
            }
            let best = choose_on(&training, division);
            chosen.iter_mut().filter(|c| c.0 == best.name).for_each(|c| c.1 += 1);
            let fit = best.fit(&training);
            for k in held_out {
                let case = &data.cases[k];
                scored.add(repeat, k, Some(best.forecast(&fit, case)), case.decision.outcome);
            }
        }
    }
    chosen.retain(|c| c.1 > 0);
    (scored, chosen)
}
