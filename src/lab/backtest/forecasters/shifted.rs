//! Numbers near the compromise `m`, with one or two parameters.

use super::{Candidate, Form, prior};
use crate::lab::backtest::data::Case;

/// The compromise itself, as a part of pools.
pub(super) const COMPROMISE: Candidate =
    Candidate { name: "compromise", about: "", priors: &[], form: Form::Point(|_, case| case.compromise) };

/// The same, its residuals in units of the spread of positions.
pub(super) const COMPROMISE_BY_SPREAD: Candidate = Candidate {
    name: "compromise",
    about: "",
    priors: &[],
    form: Form::Scaled(|_, case| case.compromise, |case| case.spread + 5.0),
};

pub(super) const SHRUNK: Candidate = Candidate {
    name: "shrunk",
    about: "compromise, drawn towards 50",
    priors: &[prior("k", 0.0, 0.3)],
    form: Form::Point(|p, case| case.compromise + p[0] * (50.0 - case.compromise)),
};

pub(super) const SHARPENED: Candidate = Candidate {
    name: "sharpened",
    about: "mean by capability^a × salience^b",
    priors: &[prior("a", 1.0, 1.0), prior("b", 1.0, 1.0)],
    form: Form::Point(sharpened),
};

pub(super) const PLAIN_BLEND: Candidate = Candidate {
    name: "plain-blend",
    about: "between compromise and plain mean",
    priors: &[prior("k", 0.0, 0.5)],
    form: Form::Point(|p, case| case.compromise + p[0] * (case.plain - case.compromise)),
};

pub(super) const MEDIAN_BLEND: Candidate = Candidate {
    name: "median-blend",
    about: "between compromise and weighted median",
    priors: &[prior("k", 0.0, 0.5)],
    form: Form::Point(|p, case| case.compromise + p[0] * (case.median - case.compromise)),
};

pub(super) const AWAY: Candidate = Candidate {
    name: "away",
    about: "compromise, moved away from the reference point",
    priors: &[prior("k", 0.0, 0.3)],
    form: Form::Point(|p, case| case.compromise + p[0] * from_reference(case)),
};

pub(super) const AGENTS: Candidate = Candidate {
    name: "agents",
    about: "compromise, drawn towards Commission and Parliament",
    priors: &[prior("Commission", 0.0, 0.3), prior("Parliament", 0.0, 0.3)],
    form: Form::Point(|p, case| {
        let to = |position: Option<f64>| position.map_or(0.0, |x| x - case.compromise);
        case.compromise + p[0] * to(case.commission) + p[1] * to(case.parliament)
    }),
};

/// How far the compromise is from the reference point; 0 without one.
pub(super) fn from_reference(case: &Case) -> f64 {
    case.decision.reference_point.map_or(0.0, |q| case.compromise - q)
}

fn sharpened(p: &[f64], case: &Case) -> f64 {
    let (mut sum, mut total) = (0.0, 0.0);
    for actor in &case.decision.actors {
        let stance = actor.stance;
        if stance.weight() > 0.0 {
            let weight = libm::pow(stance.capability, p[0]) * libm::pow(stance.salience, p[1]);
            sum += weight * stance.position;
            total += weight;
        }
    }
    if total > 0.0 && (sum / total).is_finite() { sum / total } else { case.compromise }
}
