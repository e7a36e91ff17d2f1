//! Mixtures with mass on positions: outcomes often sit exactly on one.

use super::shifted::{AWAY, COMPROMISE, COMPROMISE_BY_SPREAD};
use super::{Candidate, Form, Prior, logistic, prior};
use crate::lab::backtest::data::{Case, Supported};
use crate::lab::backtest::distribution::Distribution;

/// Width of the kernel about the compromise where it is not a parameter.
const WIDTH: f64 = 25.0;
/// Least share of support: a position of actors without weight.
const LEAST: f64 = 1e-3;

pub(super) const POSITIONS: Candidate = Candidate {
    name: "positions",
    about: "mass on positions by support^a, the rest about the compromise",
    priors: &[
        prior("a", 1.0, 1.0),
        prior("logit of the mass on positions", 0.0, 1.0),
        prior("log of the width", 3.2, 0.5),
    ],
    form: Form::Spread(|p, case| {
        let masses = choice(case, |s, _| p[0] * log_support(s));
        mixture(case, &masses, logistic(p[1]), libm::exp(p[2].min(6.0)))
    }),
};

pub(super) const CHOICE: Candidate = Candidate {
    name: "choice",
    about: "logit over positions: support, nearness, not the reference point",
    priors: &[CHOOSING[0], CHOOSING[1], CHOOSING[2], MASS],
    form: Form::Spread(|p, case| {
        let masses = choice(case, |s, case| common(p, s, case));
        mixture(case, &masses, logistic(p[3]), WIDTH)
    }),
};

pub(super) const CHOICE_AGENTS: Candidate = Candidate {
    name: "choice-agents",
    about: "the same with the Commission's and the Parliament's support",
    priors: &[CHOOSING[0], CHOOSING[1], CHOOSING[2], CHOOSING[3], CHOOSING[4], MASS],
    form: Form::Spread(|p, case| {
        let masses = choice(case, |s, case| common(p, s, case) + backed(&p[3..], s));
        mixture(case, &masses, logistic(p[5]), WIDTH)
    }),
};

pub(super) const POOL: Candidate = Candidate {
    name: "pool",
    about: "half logit over positions with Commission and Parliament, half `away`",
    priors: &[CHOOSING[0], CHOOSING[1], CHOOSING[2], CHOOSING[3], CHOOSING[4], AWAY.priors[0]],
    form: Form::Pool(&CHOSEN_ALONE, &AWAY),
};

/// A part of the pool: positions alone.
const CHOSEN_ALONE: Candidate = Candidate {
    name: "choice of positions alone",
    about: "",
    priors: &CHOOSING,
    form: Form::Spread(|p, case| choice(case, |s, case| common(p, s, case) + backed(&p[3..], s))),
};

pub(super) const NEAR: Candidate = Candidate {
    name: "near",
    about: "mass on positions near the compromise, the rest about it",
    priors: &[CHOOSING[1], MASS, prior("log of the width", 3.2, 0.5)],
    form: Form::Spread(|p, case| {
        let masses = choice(case, |s, case| p[0] * far(s, case));
        mixture(case, &masses, logistic(p[1]), spread_width(p[2], case))
    }),
};

pub(super) const NEAR_SUPPORT: Candidate = Candidate {
    name: "near-support",
    about: "the same, positions with more support more",
    priors: &[CHOOSING[0], CHOOSING[1], MASS, prior("log of the width", 3.2, 0.5)],
    form: Form::Spread(|p, case| {
        let masses = choice(case, |s, case| p[0] * log_support(s) + p[1] * far(s, case));
        mixture(case, &masses, logistic(p[2]), spread_width(p[3], case))
    }),
};

pub(super) const NEAR_POOL: Candidate = Candidate {
    name: "near-pool",
    about: "half positions near the compromise, half its residuals",
    priors: &[CHOOSING[1]],
    form: Form::Pool(&NEAR_ALONE, &COMPROMISE),
};

pub(super) const NEAR_SUPPORT_POOL: Candidate = Candidate {
    name: "near-support-pool",
    about: "the same, positions with more support more",
    priors: &[CHOOSING[0], CHOOSING[1]],
    form: Form::Pool(&NEAR_SUPPORT_ALONE, &COMPROMISE),
};

pub(super) const NEAR_POOL_SPREAD: Candidate = Candidate {
    name: "near-pool-spread",
    about: "half positions near the compromise, half its residuals by the spread",
    priors: &[CHOOSING[1]],
    form: Form::Pool(&NEAR_ALONE, &COMPROMISE_BY_SPREAD),
};

pub(super) const SNAPPED: Candidate = Candidate {
    name: "snapped",
    about: "compromise, drawn towards positions near it",
    priors: &[prior("k", 0.0, 0.5), prior("distance to the compromise, in 100", -10.0, 10.0)],
    form: Form::Point(|p, case| {
        let near: f64 = choice(case, |s, case| p[1] * far(s, case)).iter().map(|(x, mass)| x * mass).sum();
        case.compromise + p[0] * (near - case.compromise)
    }),
};

/// Parts of the pools.
const NEAR_ALONE: Candidate = Candidate {
    name: "near alone",
    about: "",
    priors: &[CHOOSING[1]],
    form: Form::Spread(|p, case| choice(case, |s, case| p[0] * far(s, case))),
};
const NEAR_SUPPORT_ALONE: Candidate = Candidate {
    name: "near with support alone",
    about: "",
    priors: &[CHOOSING[0], CHOOSING[1]],
    form: Form::Spread(|p, case| choice(case, |s, case| p[0] * log_support(s) + p[1] * far(s, case))),
};

const CHOOSING: [Prior; 5] = [
    prior("log of the support", 1.0, 1.0),
    prior("distance to the compromise, in 100", 0.0, 3.0),
    prior("at the reference point", 0.0, 1.0),
    prior("the Commission's", 0.0, 1.0),
    prior("the Parliament's", 0.0, 1.0),
];
const MASS: Prior = prior("logit of the mass on positions", 0.0, 1.0);

fn log_support(s: &Supported) -> f64 {
    libm::log(s.share.max(LEAST))
}

/// Distance to the compromise, in units of the whole scale.
fn far(s: &Supported, case: &Case) -> f64 {
    (s.at - case.compromise).abs() / 100.0
}

/// The width of a kernel that follows the spread of positions.
fn spread_width(log_width: f64, case: &Case) -> f64 {
    libm::exp(log_width.min(6.0)) * (case.spread + 5.0) / 30.0
}

/// Support, nearness, and the reference point.
fn common(p: &[f64], s: &Supported, case: &Case) -> f64 {
    p[0] * log_support(s) + p[1] * far(s, case) + if s.reference { p[2] } else { 0.0 }
}

/// What the support of Commission and Parliament adds.
fn backed(p: &[f64], s: &Supported) -> f64 {
    (if s.commission { p[0] } else { 0.0 }) + if s.parliament { p[1] } else { 0.0 }
}

/// Positions with their chances in a conditional logit (McFadden 1974).
fn choice(case: &Case, utility: impl Fn(&Supported, &Case) -> f64) -> Vec<(f64, f64)> {
    let mut chances: Vec<(f64, f64)> = case.supported.iter().map(|s| (s.at, utility(s, case))).collect();
    let most = chances.iter().map(|chance| chance.1).fold(f64::NEG_INFINITY, f64::max);
    let mut total = 0.0;
    for (_, chance) in &mut chances {
        *chance = libm::exp(*chance - most);
        total += *chance;
    }
    for (_, chance) in &mut chances {
        *chance /= total;
    }
    chances
}

/// Mass on positions, the rest in a kernel about the compromise.
fn mixture(case: &Case, masses: &[(f64, f64)], share: f64, width: f64) -> Vec<(f64, f64)> {
    let on = masses.iter().map(|(x, mass)| (*x, mass * share));
    let about = Distribution::normal(case.compromise, width).map(|(x, mass)| (x, mass * (1.0 - share)));
    on.chain(about).collect()
}
