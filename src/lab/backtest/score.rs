//! Scores of forecasts, and the figures of a model.

use super::bootstrap::{Difference, difference};
use super::data::Data;
use super::forecasters::Forecast;
use super::{Plan, RESAMPLES};
use crate::statistics::quantile;
use crate::world::stream::Key;
use serde::Serialize;

/// What counts as near.
const NEAR: f64 = 10.0;

/// Scores of a model, by dealing and decision.
#[derive(Debug, Clone, PartialEq)]
pub struct Scored {
    /// Absolute errors.
    pub errors: Vec<Vec<Option<f64>>>,
    /// Continuous ranked probability scores.
    pub crps: Vec<Vec<Option<f64>>>,
    /// Forecasts of the first dealing.
    pub forecasts: Vec<Option<Forecast>>,
    /// Decisions on which the model could not be reckoned, and why.
    pub refused: Vec<(String, String)>,
}

impl Scored {
    /// Nothing yet.
    pub fn new(data: &Data, repeats: usize) -> Self {
        let empty = vec![vec![None; data.cases.len()]; repeats];
        Self {
            errors: empty.clone(),
            crps: empty,
            forecasts: vec![None; data.cases.len()],
            refused: Vec::new(),
        }
    }

    /// Scores a forecast of one dealing.
    pub fn add(&mut self, repeat: usize, k: usize, forecast: Option<Forecast>, outcome: Option<f64>) {
        if let (Some(forecast), Some(outcome)) = (&forecast, outcome) {
            self.errors[repeat][k] = Some((forecast.point - outcome).abs());
            self.crps[repeat][k] = forecast.distribution.as_ref().map(|d| d.crps(outcome));
        }
        if repeat == 0 {
            self.forecasts[k] = forecast;
        }
    }

    /// The mean over dealings of one decision.
    fn mean_of(scores: &[Vec<Option<f64>>], k: usize) -> Option<f64> {
        let found: Vec<f64> = scores.iter().filter_map(|repeat| repeat[k]).collect();
        if found.is_empty() { None } else { Some(found.iter().sum::<f64>() / found.len() as f64) }
    }
}

/// The figures of a model. Errors are in points of a scale from 0 to 100; all dealings together.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize)]
pub struct Row {
    /// Decisions that it has a forecast of and whose outcome is known.
    pub n: usize,
    /// Mean absolute error.
    pub mean_absolute_error: Option<f64>,
    /// Root mean square error.
    pub root_mean_square: Option<f64>,
    /// Median absolute error.
    pub median_error: Option<f64>,
    /// Share of forecasts within 10.
    pub within_10: Option<f64>,
    /// Mean continuous ranked probability score.
    pub crps: Option<f64>,
    /// Absolute error less the yardstick's, on the decisions that both forecast.
    pub error_difference: Option<Difference>,
    /// CRPS less the yardstick's.
    pub crps_difference: Option<Difference>,
}

/// The figures of a model beside a yardstick.
pub fn row(data: &Data, own: &Scored, yardstick: &Scored, plan: Plan) -> Row {
    let mut errors: Vec<f64> = own.errors.iter().flatten().copied().flatten().collect();
    errors.sort_by(f64::total_cmp);
    let crps: Vec<f64> = own.crps.iter().flatten().copied().flatten().collect();
    let mean = |values: &mut dyn Iterator<Item = f64>| {
        let (sum, count) = values.fold((0.0, 0usize), |(sum, count), x| (sum + x, count + 1));
        if count > 0 { Some(sum / count as f64) } else { None }
    };
    let apart = |own: &[Vec<Option<f64>>], other: &[Vec<Option<f64>>], purpose: &str| {
        let one = |k: usize| Some(Scored::mean_of(own, k)? - Scored::mean_of(other, k)?);
        let sums: Vec<(f64, f64)> = data
            .proposals
            .iter()
            .map(|of| of.iter().filter_map(|k| one(*k)).fold((0.0, 0.0), |(s, n), d| (s + d, n + 1.0)))
            .collect();
        difference(&sums, Key::new(plan.division.seed, purpose, ""), RESAMPLES, plan.comparisons)
    };
    Row {
        n: (0..data.cases.len()).filter(|k| Scored::mean_of(&own.errors, *k).is_some()).count(),
        mean_absolute_error: mean(&mut errors.iter().copied()),
        root_mean_square: mean(&mut errors.iter().map(|e| e * e)).map(f64::sqrt),
        median_error: quantile::linear(&errors, 0.5),
        within_10: mean(&mut errors.iter().map(|e| f64::from(u8::from(*e <= NEAR)))),
        crps: mean(&mut crps.iter().copied()),
        error_difference: apart(&own.errors, &yardstick.errors, "backtest/error"),
        crps_difference: apart(&own.crps, &yardstick.crps, "backtest/crps"),
    }
}
