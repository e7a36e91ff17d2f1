//! A kernel about the compromise that is wide where actors are far apart.

use super::{Candidate, Form, prior};
use crate::lab::backtest::distribution::Distribution;

pub(super) const SPREAD: Candidate = Candidate {
    name: "spread",
    about: "kernel about the compromise, wide where positions are far apart",
    priors: &[prior("log of the width", 3.2, 0.5), prior("power of the spread", 0.5, 0.5)],
    form: Form::Spread(|p, case| {
        let width = libm::exp(p[0].min(6.0)) * libm::pow((case.spread + 5.0) / 30.0, p[1]);
        Distribution::normal(case.compromise, width.min(1e3)).collect()
    }),
};
