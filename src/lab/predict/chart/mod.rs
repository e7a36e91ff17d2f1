//! Charts of what established models say of a scenario or a decision.
//!
//! | chart | question |
//! | --- | --- |
//! | [`predictions`] | what does each model predict, issue by issue, and in how many worlds? |
//! | [`trajectories`] | where does each party move, round by round? |
//!
//! A model has one colour and marker in the first, a party in the second. To add a chart: a file with `draw`, and a line in [`CHARTS`].

pub(crate) mod predictions;
pub(crate) mod trajectories;

#[cfg(test)]
mod tests;

use crate::chart::{Chart, Theme};
use crate::lab::predict::Prediction;

/// What the charts show.
#[derive(Debug, Clone, Copy)]
pub struct Predicted<'a> {
    /// Of what, for headings.
    pub name: &'a str,
    /// Seed, program and the like.
    pub footer: &'a str,
    /// What the models say.
    pub prediction: &'a Prediction,
}

/// Draws it; `None` where there is nothing for it.
pub type Draw = fn(&Predicted<'_>, &Theme) -> Option<Chart>;

/// All charts, in the order in which a reader wants them.
pub const CHARTS: &[Draw] = &[predictions::draw, trajectories::draw];

/// Every chart that there is something for.
pub fn draw_all(predicted: &Predicted<'_>, theme: &Theme) -> Vec<Chart> {
    CHARTS.iter().filter_map(|chart| chart(predicted, theme)).collect()
}
