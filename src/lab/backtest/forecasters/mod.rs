//! Forecasters with parameters that are fitted: one file a family, one line each in [`CANDIDATES`].
//!
//! They were listed, with a reason for each, before any was fitted: docs/backtest-candidates.md.

mod positions;
mod shifted;
mod spread;
mod stacked;

use super::data::Case;
use super::distribution::Distribution;
use super::simplex;

/// Typical absolute error, and typical CRPS: they make a sum of scores comparable with the penalty of [`Prior`].
const TYPICAL: (f64, f64) = (20.0, 14.0);

/// What a parameter is expected to be before data are seen; it is held back from straying by more than the data warrant.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Prior {
    /// What the parameter is.
    pub name: &'static str,
    /// Where it would be without data: where the forecaster is the compromise, or nearest to it.
    pub centre: f64,
    /// How far it may be expected to be from there.
    pub spread: f64,
}

const fn prior(name: &'static str, centre: f64, spread: f64) -> Prior {
    Prior { name, centre, spread }
}

/// Outcomes with weights.
pub type Points = Vec<(f64, f64)>;

/// How a forecaster makes its forecast of parameters.
#[derive(Debug, Clone, Copy)]
pub enum Form {
    /// A number; the distribution is that of the residuals of training. Fitted to the absolute error.
    Point(fn(&[f64], &Case) -> f64),
    /// The same with residuals in units of a scale.
    Scaled(fn(&[f64], &Case) -> f64, fn(&Case) -> f64),
    /// A distribution, whose median is the number. Fitted to the CRPS.
    Spread(fn(&[f64], &Case) -> Points),
    /// Ridge regression of the outcome's distance to the compromise on features.
    Ridge(fn(&Case) -> Vec<f64>),
    /// Half the distribution of the one (its parameters first), half that of the other.
    Pool(&'static Candidate, &'static Candidate),
}

/// A forecaster with parameters.
#[derive(Debug, Clone, Copy)]
pub struct Candidate {
    /// Its name.
    pub name: &'static str,
    /// What it is, in a line.
    pub about: &'static str,
    /// Its parameters.
    pub priors: &'static [Prior],
    /// How it makes its forecast.
    pub form: Form,
}

/// All candidates, in the order of docs/backtest-candidates.md.
pub const CANDIDATES: &[&Candidate] = &[
    &shifted::SHRUNK,
    &shifted::SHARPENED,
    &shifted::PLAIN_BLEND,
    &shifted::MEDIAN_BLEND,
    &shifted::AWAY,
    &shifted::AGENTS,
    &stacked::STACKED,
    &positions::POSITIONS,
    &positions::CHOICE,
    &positions::CHOICE_AGENTS,
    &spread::SPREAD,
    &positions::POOL,
    &positions::NEAR,
    &positions::NEAR_SUPPORT,
    &positions::NEAR_POOL,
    &positions::NEAR_SUPPORT_POOL,
    &positions::SNAPPED,
    &positions::NEAR_POOL_SPREAD,
];

/// The candidate that cross-validation chose.
pub const CHOSEN: &Candidate = &positions::NEAR_POOL;

/// A fitted forecaster: its parameters, and what it missed by in training (outcome minus forecast).
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Fit {
    /// Parameters.
    pub parameters: Vec<f64>,
    /// Residuals, ascending.
    pub residuals: Vec<f64>,
}

/// A forecast: a number, and how sure.
#[derive(Debug, Clone, PartialEq)]
pub struct Forecast {
    /// The number.
    pub point: f64,
    /// The distribution; `None` where there is nothing to make it of.
    pub distribution: Option<Distribution>,
}

/// A number with the distribution of residuals around it.
pub fn with_residuals(point: f64, residuals: &[f64]) -> Forecast {
    let point = point.clamp(super::distribution::SCALE.0, super::distribution::SCALE.1);
    let around = residuals.iter().map(|r| (point + r, 1.0)).collect();
    Forecast { point, distribution: Distribution::new(around) }
}

impl Candidate {
    /// Fits it to decisions whose outcome is known; without any it stays at the centres of its priors.
    pub fn fit(&self, training: &[&Case]) -> Fit {
        let parameters = match self.form {
            Form::Point(_) | Form::Scaled(..) | Form::Spread(_) => self.by_simplex(training),
            Form::Ridge(features) => stacked::fit(features, training),
            Form::Pool(a, b) => [a.fit(training).parameters, b.fit(training).parameters].concat(),
        };
        let mut residuals: Vec<f64> = training
            .iter()
            .filter_map(|case| {
                Some((case.decision.outcome? - self.number(&parameters, case)) / self.unit(case))
            })
            .collect();
        residuals.sort_by(f64::total_cmp);
        Fit { parameters, residuals }
    }

    /// The number around which residuals are taken.
    fn number(&self, parameters: &[f64], case: &Case) -> f64 {
        match self.form {
            Form::Point(number) | Form::Scaled(number, _) => number(parameters, case),
            Form::Ridge(features) => {
                let shift: f64 = features(case).iter().zip(parameters).map(|(f, b)| f * b).sum();
                case.compromise + shift
            }
            Form::Spread(_) => 0.0,
            Form::Pool(a, b) => b.number(&parameters[a.priors.len()..], case),
        }
        .clamp(super::distribution::SCALE.0, super::distribution::SCALE.1)
    }

    /// What its residuals are measured in.
    fn unit(&self, case: &Case) -> f64 {
        match self.form {
            Form::Scaled(_, unit) => unit(case),
            Form::Pool(_, b) => b.unit(case),
            _ => 1.0,
        }
    }

    /// Its number with its residuals around it.
    fn around(&self, fit: &Fit, case: &Case) -> Forecast {
        let unit = self.unit(case);
        let residuals: Vec<f64> = fit.residuals.iter().map(|r| r * unit).collect();
        with_residuals(self.number(&fit.parameters, case), &residuals)
    }

    /// The forecast of a decision.
    pub fn forecast(&self, fit: &Fit, case: &Case) -> Forecast {
        let of = |points: Points| {
            let distribution =
                Distribution::new(points).unwrap_or_else(|| Distribution::certain(case.compromise));
            Forecast { point: distribution.median(), distribution: Some(distribution) }
        };
        match self.form {
            Form::Point(_) | Form::Scaled(..) | Form::Ridge(_) => self.around(fit, case),
            Form::Spread(points) => of(points(&fit.parameters, case)),
            Form::Pool(a, _) => {
                let own = fit.parameters[..a.priors.len()].to_vec();
                let first = a.forecast(&Fit { parameters: own, residuals: Vec::new() }, case);
                let second = self.around(fit, case);
                let halves = [first.distribution, second.distribution];
                of(halves.iter().flatten().flat_map(|d| d.points().iter().copied()).collect())
            }
        }
    }

    /// The lowest sum of scores and of squared distances to the priors.
    fn by_simplex(&self, training: &[&Case]) -> Vec<f64> {
        let start: Vec<f64> = self.priors.iter().map(|p| p.centre).collect();
        let steps: Vec<f64> = self.priors.iter().map(|p| p.spread / 2.0).collect();
        let known: Vec<(&Case, f64)> =
            training.iter().filter_map(|case| Some((*case, case.decision.outcome?))).collect();
        let value = |x: &[f64]| {
            let strayed = |(p, x): (&Prior, &f64)| {
                let z = (x - p.centre) / p.spread;
                z * z / 2.0
            };
            let penalty: f64 = self.priors.iter().zip(x).map(strayed).sum();
            penalty + known.iter().map(|(case, outcome)| self.score(x, case, *outcome)).sum::<f64>()
        };
        simplex::minimise(&start, &steps, &value)
    }

    /// What a forecast costs in fitting, in units of what is typical.
    fn score(&self, parameters: &[f64], case: &Case, outcome: f64) -> f64 {
        match self.form {
            Form::Spread(points) => match Distribution::new(points(parameters, case)) {
                Some(distribution) => distribution.crps(outcome) / TYPICAL.1,
                None => f64::INFINITY,
            },
            _ => (outcome - self.number(parameters, case)).abs() / TYPICAL.0,
        }
    }
}

/// From any number to one between 0 and 1.
fn logistic(x: f64) -> f64 {
    1.0 / (1.0 + libm::exp(-x))
}

#[cfg(test)]
mod tests;
