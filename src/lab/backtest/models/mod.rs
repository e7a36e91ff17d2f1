//! The models that `backtest` tries: one file each, and one line in [`MODELS`].

mod bargaining;
mod baselines;
mod frozen;
mod spatial;

use super::data::Data;
use super::forecasters::{CANDIDATES, CHOSEN, Candidate, Forecast};
use crate::lab::theory::InvalidInput;

/// The outcome that a model expects; `None` where it has nothing to say (no reference point, no agenda setter).
pub type Number = Result<Option<f64>, InvalidInput>;

/// How a model makes its forecast of a decision of the data.
#[derive(Clone, Copy)]
pub enum Kind {
    /// A number, without parameters. For its CRPS it gets the distribution of its residuals on the training folds.
    Point(fn(&Data, usize) -> Number),
    /// A number and a distribution, without parameters to fit.
    Spread(fn(&Data, usize) -> Result<Option<Forecast>, InvalidInput>),
    /// Parameters are fitted on the training folds.
    Fitted(&'static Candidate),
}

/// A model.
#[derive(Clone, Copy)]
pub struct Model {
    /// Its name.
    pub name: &'static str,
    /// What it is, in a line.
    pub about: &'static str,
    /// How it makes its forecast.
    pub kind: Kind,
}

/// The models, the yardstick first.
pub const MODELS: &[Model] = &[
    baselines::COMPROMISE,
    baselines::CAPABILITY_MEAN,
    baselines::SALIENCE_MEAN,
    baselines::PLAIN_MEAN,
    baselines::MEDIAN,
    baselines::CONSTANT,
    baselines::STATUS_QUO,
    bargaining::PROCEDURAL,
    bargaining::EXCHANGE,
    bargaining::CHALLENGE,
    bargaining::CHALLENGE_TABLE,
    spatial::ELECTION,
    spatial::SPATIAL,
    frozen::FROZEN,
];

/// A candidate as a model.
pub fn fitted(candidate: &'static Candidate) -> Model {
    Model { name: candidate.name, about: candidate.about, kind: Kind::Fitted(candidate) }
}

/// The forecaster with parameters fitted anew.
pub fn refitted() -> Model {
    Model { name: "forecaster, refitted", about: frozen::FROZEN.about, kind: Kind::Fitted(CHOSEN) }
}

/// All candidates as models.
pub fn candidates() -> Vec<Model> {
    CANDIDATES.iter().map(|candidate| fitted(candidate)).collect()
}
