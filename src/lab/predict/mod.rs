//! What the established models would say of a scenario or a decision, issue by issue, beside the simulation.
//!
//! A model of collective decisions needs positions on a line, saliences and capabilities; a scenario has levels, orderings and ranges. The one
//! is made of the other world by world ([`input`]), every model answers in every world ([`models`]), and the answers are summed up
//! ([`summary`]): predicted level with its range over the worlds, who moves, which coalition wins, where a model does not apply and why.

#[cfg(feature = "chart")]
pub(crate) mod chart;
pub(crate) mod input;
pub(crate) mod models;
pub(crate) mod summary;

#[cfg(test)]
mod tests;

pub use input::{Issue, Picture, Procedure, Subject};
pub use summary::{Forecast, IssueIn, ModelForecasts, PartyIn, Prediction};

pub use crate::lab::theory::political::decision::Decision;
pub use crate::lab::theory::spatial_politics::choices::{Choices, SUB_MODELS, Transition};
use crate::scenario::Scenario;
use crate::simulation::engine::Engine;
use crate::simulation::record::{LEFT_OUT, Record};
use crate::talks::behaviour::Behaviour;
use crate::world::draw::Correlation;
use models::MODELS;
use summary::Sums;

/// Most assumed worlds.
pub const MOST_WORLDS: u64 = 100_000;

/// Which worlds, and what is stated of the parties besides the scenario.
#[derive(Debug, Clone, Copy)]
pub struct Plan<'a> {
    /// Position of the format in the scenario.
    pub format: usize,
    /// Number of assumed worlds.
    pub worlds: u64,
    /// Seed of the worlds.
    pub seed: u64,
    /// How parties behave in the simulation.
    pub behaviour: Behaviour,
    /// Capabilities by key or name of a party; all others have 1.
    pub capability: &'a [(String, f64)],
    /// Sub-models of KTAB's model.
    pub choices: Choices,
}

/// How KTAB's model is set up.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Spatial {
    /// Sub-models; draws are not made, so that of several offers the most probable is taken.
    pub choices: Choices,
    /// How ideals follow positions, by pair of parties, row by row; nothing where they follow wholly.
    pub adjustment: Option<Vec<f64>>,
}

/// What a simulated run agreed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Simulated {
    /// Whether something was signed.
    pub signed: bool,
    /// By issue of the scenario: the level signed.
    pub content: Vec<Option<usize>>,
}

impl Simulated {
    fn new(record: &Record, issues: usize) -> Self {
        let level = |level: &u8| (*level != LEFT_OUT).then_some(usize::from(*level));
        let signed = record.signed.is_some();
        let content = record.content[..issues].iter().map(|l| level(l).filter(|_| signed)).collect();
        Self { signed, content }
    }
}

/// The format that is meant where none is named: the first that seats all parties, or the one with most members.
pub fn widest_format(scenario: &Scenario) -> usize {
    let members = |k: usize| scenario.formats[k].membership.members.len();
    (0..scenario.formats.len()).fold(0, |best, k| if members(k) > members(best) { k } else { best })
}

/// What all models say of a scenario.
///
/// # Errors
/// A capability of a party that is not there or no number of 0 or more, a format without issues, or too many worlds.
pub fn of_scenario(scenario: &Scenario, plan: Plan<'_>) -> Result<Prediction, String> {
    if plan.worlds == 0 || plan.worlds > MOST_WORLDS {
        return Err(format!("{} worlds are asked for; expected 1 to {MOST_WORLDS}", plan.worlds));
    }
    let format = &scenario.formats[plan.format].name;
    let mut subject = Subject::of_scenario(scenario, plan.format, plan.capability)?;
    subject.spatial.choices = plan.choices;
    let only = scenario.with_formats(&[format]);
    let engine = Engine::new(&only, plan.seed, Correlation::AsAssumed);
    let mut sums = Sums::new(&subject);
    for world in 0..plan.worlds {
        let setting = engine.setting(world);
        let record = &engine.run(&setting, &[plan.behaviour])[0][0];
        let simulated = Simulated::new(record, scenario.issues.len());
        let listed = crate::lab::games::talks_game::listed(scenario, format, plan.seed, world);
        let picture = Picture::of_world(&subject, scenario, &setting.world, listed, simulated);
        sums.add(&picture);
    }
    let mut prediction = sums.finish(&MODELS);
    prediction.format = Some(format.clone());
    prediction.seed = Some(plan.seed);
    Ok(prediction)
}

/// What all models say of decisions that are taken together: one picture, and no worlds.
///
/// # Errors
/// No decision, one that is not valid, or a capability of an actor that is not there.
pub fn of_decisions(decisions: &[Decision], capability: &[(String, f64)]) -> Result<Prediction, String> {
    of_decisions_with(decisions, capability, Spatial::default())
}

/// The same, with sub-models of KTAB's model and an ideal adjustment of its own.
///
/// # Errors
/// As [`of_decisions`].
pub fn of_decisions_with(
    decisions: &[Decision],
    capability: &[(String, f64)],
    spatial: Spatial,
) -> Result<Prediction, String> {
    let mut subject = Subject::of_decisions(decisions, capability)?;
    subject.spatial = spatial;
    let picture = Picture::of_decisions(&subject, decisions);
    let mut sums = Sums::new(&subject);
    sums.add(&picture);
    let mut prediction = sums.finish(&MODELS);
    for (issue, decision) in prediction.issues.iter_mut().zip(decisions) {
        issue.outcome = decision.outcome;
    }
    Ok(prediction)
}
