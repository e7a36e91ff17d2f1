//! Models that every other has to be compared with.

use super::{Kind, Model, Number};
use crate::lab::backtest::data::Data;
use crate::lab::theory::political::Scale;
use crate::lab::theory::political::mean::{Weighting, mean};
use crate::lab::theory::political::status_quo::status_quo;

const fn point(name: &'static str, about: &'static str, number: fn(&Data, usize) -> Number) -> Model {
    Model { name, about, kind: Kind::Point(number) }
}

pub(super) const COMPROMISE: Model =
    point("compromise", "mean of positions by capability × salience", |data, k| {
        Ok(Some(data.cases[k].compromise))
    });

pub(super) const CAPABILITY_MEAN: Model =
    point("capability mean", "mean by capability", |data, k| by(data, k, Weighting::Capability));

pub(super) const SALIENCE_MEAN: Model =
    point("salience mean", "mean by salience", |data, k| by(data, k, Weighting::Salience));

pub(super) const PLAIN_MEAN: Model = point("plain mean", "mean", |data, k| Ok(Some(data.cases[k].plain)));

pub(super) const MEDIAN: Model =
    point("median", "median by capability × salience", |data, k| Ok(Some(data.cases[k].median)));

pub(super) const CONSTANT: Model = point("constant 50", "the middle of the scale", |_, _| Ok(Some(50.0)));

pub(super) const STATUS_QUO: Model =
    point("status quo", "the reference point, where there is one", |data, k| {
        status_quo(data.cases[k].decision.reference_point, Scale::PERCENT)
    });

fn by(data: &Data, k: usize, weighting: Weighting) -> Number {
    mean(&data.cases[k].decision.stances(), weighting).map(Some)
}
