//! Models of decisions against what was decided: cross-validated by proposal, compared with the compromise pair by pair.

pub mod bootstrap;
#[cfg(feature = "chart")]
pub(crate) mod chart;
pub mod data;
pub(crate) mod distribution;
#[cfg(test)]
pub(crate) mod fixture;
pub mod folds;
pub(crate) mod forecasters;
pub mod models;
pub(crate) mod nested;
pub(crate) mod score;
pub(crate) mod simplex;
#[cfg(test)]
mod tests;

use crate::lab::theory::InvalidInput;
use crate::world::stream::Key;
use data::{Case, Data};
use folds::{Division, deal};
use forecasters::{CANDIDATES, Fit, Forecast, with_residuals};
use models::{Kind, Model};
use score::{Row, Scored, row};

/// Draws of the bootstrap.
pub(crate) const RESAMPLES: usize = 5000;

/// What is tried, and how.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Plan {
    /// Folds, repeats and seed.
    pub division: Division,
    /// Comparisons over which the wide intervals hold.
    pub comparisons: usize,
}

impl Default for Plan {
    /// Ten folds, three dealings, seed 1; one comparison.
    fn default() -> Self {
        Self { division: Division { folds: 10, repeats: 3, seed: 1 }, comparisons: 1 }
    }
}

/// What came of a model.
#[derive(Debug, Clone, PartialEq)]
pub struct Tried {
    /// Its name.
    pub name: String,
    /// What it is.
    pub about: String,
    /// Its figures.
    pub row: Row,
    /// By decision: the forecast; for a fitted model that of the first dealing, made without the decision's proposal.
    pub forecasts: Vec<Option<Forecast>>,
    /// Parameters fitted to all decisions, with their names.
    pub parameters: Vec<(String, f64)>,
    /// Decisions on which it could not be reckoned, and why.
    pub refused: Vec<(String, String)>,
}

/// Tries models; the first is what the others are compared with.
pub fn run(data: &Data, models: &[Model], plan: Plan) -> Vec<Tried> {
    let scored: Vec<(Model, Scored)> =
        models.iter().map(|model| (*model, try_model(data, model, plan.division))).collect();
    let Some((_, yardstick)) = scored.first() else { return Vec::new() };
    scored.iter().map(|(model, own)| in_words(data, model, own, yardstick, plan)).collect()
}

/// Tries the models, all candidates, and choosing the best of these (last); how often each was chosen.
pub fn with_candidates(data: &Data, division: Division) -> (Vec<Tried>, Vec<(String, usize)>) {
    let plan = Plan { division, comparisons: CANDIDATES.len() };
    let all = [models::MODELS, &[models::refitted()], &models::candidates()].concat();
    let mut tried = run(data, &all, plan);
    let yardstick = try_model(data, &models::MODELS[0], division);
    let (own, chosen) = nested::nested(data, division);
    tried.push(Tried {
        name: "best of candidates, nested".to_owned(),
        about: "the best of the candidates, chosen without what is forecast".to_owned(),
        row: row(data, &own, &yardstick, plan),
        forecasts: own.forecasts,
        parameters: Vec::new(),
        refused: Vec::new(),
    });
    (tried, chosen.into_iter().map(|(name, n)| (name.to_owned(), n)).collect())
}

/// Figures of a model, beside what it was scored at.
pub(crate) fn in_words(data: &Data, model: &Model, own: &Scored, yardstick: &Scored, plan: Plan) -> Tried {
    let parameters = match model.kind {
        Kind::Fitted(candidate) => {
            let fit = candidate.fit(&known(data));
            candidate.priors.iter().map(|p| p.name.to_owned()).zip(fit.parameters).collect()
        }
        _ => Vec::new(),
    };
    Tried {
        name: model.name.to_owned(),
        about: model.about.to_owned(),
        row: row(data, own, yardstick, plan),
        forecasts: own.forecasts.clone(),
        parameters,
        refused: own.refused.clone(),
    }
}

/// Decisions whose outcome is known.
pub(crate) fn known(data: &Data) -> Vec<&Case> {
    data.cases.iter().filter(|case| case.decision.outcome.is_some()).collect()
}

/// The key of all dealing.
pub(crate) fn key(division: Division) -> Key {
    Key::new(division.seed, "backtest/folds", "")
}

/// Folds of each dealing, over all proposals.
pub(crate) fn dealings(data: &Data, division: Division) -> Vec<Vec<Option<usize>>> {
    let all: Vec<usize> = (0..data.proposals.len()).collect();
    (0..division.repeats).map(|r| deal(data, &all, division.folds, key(division), r)).collect()
}

/// Training decisions of a fold: of other proposals, with a known outcome.
pub(crate) fn training<'a>(data: &'a Data, fold: &[Option<usize>], out: usize) -> Vec<&'a Case> {
    let used = |k: &usize| fold[*k].is_some_and(|f| f != out) && data.cases[*k].decision.outcome.is_some();
    (0..data.cases.len()).filter(used).map(|k| &data.cases[k]).collect()
}

/// Forecasts of all decisions in all dealings, scored where the outcome is known.
pub fn try_model(data: &Data, model: &Model, division: Division) -> Scored {
    let mut scored = Scored::new(data, division.repeats);
    let fixed = fixed(data, model, &mut scored);
    for (repeat, fold) in dealings(data, division).iter().enumerate() {
        for out in 0..division.folds {
            let held_out: Vec<usize> = (0..data.cases.len()).filter(|k| fold[*k] == Some(out)).collect();
            if held_out.is_empty() {
                continue;
            }
            let training = training(data, fold, out);
            let forecast: Box<dyn Fn(usize) -> Option<Forecast>> = match (&fixed, model.kind) {
                (_, Kind::Fitted(candidate)) => {
                    // With nothing to learn from, nothing is fitted and nothing claimed.
                    let fit = if training.is_empty() { None } else { Some(candidate.fit(&training)) };
                    Box::new(move |k| fit.as_ref().map(|fit| candidate.forecast(fit, &data.cases[k])))
                }
                (Some(forecasts), Kind::Spread(_)) => Box::new(|k| forecasts[k].clone()),
                (Some(forecasts), Kind::Point(_)) => {
                    let fit = residuals(data, forecasts, fold, out);
                    Box::new(move |k| forecasts[k].as_ref().map(|f| with_residuals(f.point, &fit.residuals)))
                }
                (None, _) => Box::new(|_| None),
            };
            for k in held_out {
                scored.add(repeat, k, forecast(k), data.cases[k].decision.outcome);
            }
        }
    }
    scored
}

/// Forecasts of a model that does not learn.
fn fixed(data: &Data, model: &Model, scored: &mut Scored) -> Option<Vec<Option<Forecast>>> {
    let mut one = |k: usize| -> Option<Forecast> {
        let made: Result<Option<Forecast>, InvalidInput> = match model.kind {
            Kind::Point(number) => {
                number(data, k).map(|x| x.map(|point| Forecast { point, distribution: None }))
            }
            Kind::Spread(forecast) => forecast(data, k),
            Kind::Fitted(_) => Ok(None),
        };
        made.unwrap_or_else(|error| {
            scored.refused.push((data.cases[k].decision.name.clone(), error.0));
            None
        })
    };
    match model.kind {
        Kind::Fitted(_) => None,
        _ => Some((0..data.cases.len()).map(&mut one).collect()),
    }
}

/// What a model missed by on the training decisions of a fold.
fn residuals(data: &Data, forecasts: &[Option<Forecast>], fold: &[Option<usize>], out: usize) -> Fit {
    let used = |k: &usize| fold[*k].is_some_and(|f| f != out);
    let missed = |k: usize| Some(data.cases[k].decision.outcome? - forecasts[k].as_ref()?.point);
    let mut residuals: Vec<f64> = (0..data.cases.len()).filter(used).filter_map(missed).collect();
    residuals.sort_by(f64::total_cmp);
    Fit { parameters: Vec::new(), residuals }
}
