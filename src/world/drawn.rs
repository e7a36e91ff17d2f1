//! One world: every assumed number drawn once.

use super::chance::Later;
use super::preferences::Gains;
use super::sample;
use crate::scenario::model::{Party, Scenario};
use crate::scenario::place::{IssueIndex, LevelIndex};
use crate::scenario::traits;

/// A party's numbers in the order of [`traits::PARTY`], in the units of the file; an outside option that it does not have is 0.
pub type PartyNumbers = [f64; traits::PARTY.len()];

/// A party's numbers in one world, per period where time is involved; flows and gains on its own scale.
#[derive(Debug, Clone, PartialEq)]
pub struct Traits {
    /// Demand: the share of the possible gain over what goes on without agreement that it insists on.
    pub demand: f64,
    /// Discount factor per period.
    pub discount: f64,
    /// Temptation per unit of stake (stock, in periods of flow).
    pub temptation: f64,
    /// Penalty of a collapse (stock).
    pub collapse_penalty: f64,
    /// Chance per period that it spoils when left out and worse off.
    pub spoiling: f64,
    /// Chance to detect a defection, as a monitor.
    pub detection: f64,
    /// Surplus (flow) at which refusal at home becomes impossible.
    pub ratification: f64,
    /// Surplus (flow) that its delegates need.
    pub mandate: f64,
    /// Cost of public failure: a share of the possible gain, or, where demands are shares of everything, years at its best.
    pub audience_cost: f64,
    /// What it needs besides where it signs in public: a share of the possible gain.
    pub stance: f64,
    /// Flow lost while no agreement is in force.
    pub conflict_cost: f64,
    /// Flow after walking out; `None`: no such option.
    pub outside_option: Option<f64>,
    /// Exponent of concession.
    pub concession: f64,
    /// As a mediator or messenger: how well it knows what others demand, in [0, 1].
    pub accuracy: f64,
    /// As a mediator: by party, what it cares for that party's gain.
    pub bias: Vec<f64>,
    /// As a guarantor: what it does to an offender (stock on the offender's own scale).
    pub guarantee_force: f64,
    /// As a guarantor: what acting costs it (stock).
    pub guarantee_cost: f64,
    /// As a monitor under supervision: chance to detect what it would have missed.
    pub inspection: f64,
    /// As a manipulator: flow that lending its weight costs it.
    pub effort: f64,
}

impl Traits {
    /// From the numbers of a party as they were drawn, in the order of [`traits::PARTY`].
    pub(super) fn of(
        numbers: &PartyNumbers,
        party: &Party,
        periods: f64,
        bias: &[f64],
        touched: bool,
    ) -> Self {
        let [
            demand,
            patience,
            temptation,
            collapse_penalty,
            spoiling,
            detection,
            ratification,
            mandate,
            audience_cost,
            stance,
            conflict_cost,
            outside_option,
            concession,
            accuracy,
            guarantee_force,
            guarantee_cost,
            inspection,
            effort,
        ] = *numbers;
        Self {
            demand: if touched { demand } else { 0.0 },
            discount: discount(patience, periods),
            temptation: temptation * periods,
            collapse_penalty: collapse_penalty * periods,
            spoiling: sample::per_period(spoiling, periods),
            detection,
            ratification,
            mandate,
            audience_cost,
            stance,
            conflict_cost,
            outside_option: party.outside_option.as_ref().map(|_| outside_option),
            concession,
            accuracy,
            bias: bias.to_vec(),
            guarantee_force: guarantee_force * periods,
            guarantee_cost: guarantee_cost * periods,
            inspection,
            effort,
        }
    }

    /// By how much signing in public raises what its leaders need, as a share of the possible gain, where nothing follows: its
    /// stance counts on what its demand leaves, less what it would lose by failing in public. Below 0: publicity lowers it.
    pub fn publicity(&self) -> f64 {
        (1.0 - self.demand) * self.stance - self.audience_cost
    }
}

/// Patience (what a year from now counts today) as a discount factor per period.
pub(super) fn discount(patience: f64, periods: f64) -> f64 {
    libm::pow(patience, 1.0 / periods)
}

/// The status quo on an issue: what is practised, and what it reverts to where nothing keeps it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StatusQuo {
    /// Level practised.
    pub practised: LevelIndex,
    /// Level bound.
    pub bound: LevelIndex,
}

/// The status quo of a scenario at the start, by issue.
pub fn status_quo_at_start(scenario: &Scenario) -> Vec<StatusQuo> {
    scenario.issues.iter().map(|i| StatusQuo { practised: i.practised, bound: i.bound }).collect()
}

/// One world.
#[derive(Debug, Clone)]
pub struct World {
    /// Its number: global, whatever block or thread it is run in.
    pub index: u64,
    /// Issues by id: the order of all sums over issues, so that the order of the file has no influence.
    pub issues_by_id: Vec<IssueIndex>,
    /// By party.
    pub traits: Vec<Traits>,
    /// By party: gains by issue and level.
    pub gains: Vec<Gains>,
    /// By statement: whether it holds.
    pub holds: Vec<bool>,
    /// By issue: what is practised and what is bound.
    pub status_quo: Vec<StatusQuo>,
    /// By issue: stake of a duty.
    pub stake: Vec<f64>,
    /// By issue: periods that carrying it out takes on average, where the file says so.
    pub takes: Vec<Option<f64>>,
    /// By issue: chance per period that what is practised, but not bound, lapses.
    pub lapse: Vec<f64>,
    /// By road map and stage: chance per period of completion, where the file gives one.
    pub success: Vec<Vec<Option<f64>>>,
    /// Chance per period that an issue that does not say what it takes is carried out.
    pub plain_success: f64,
    /// Chance per period that a completed agreement lapses.
    pub lapse_after_completion: f64,
    /// Chance that a stage that failed pauses.
    pub pause: f64,
    /// Chance that it is renegotiated.
    pub renegotiation: f64,
    /// Power of the likelihood when parties learn.
    pub learning: f64,
    /// Scale of the logit likelihood (flow).
    pub noise: f64,
    /// How far ratification is foreseen.
    pub foresight: f64,
    /// How many issues that nobody has prepared leaders can settle in one package.
    pub attention: u32,
    /// By party, then by subject: the draw in (0, 1) that decides whether what it hears of the subject is right; empty for
    /// parties that neither mediate nor carry messages in any format.
    pub hearing: Vec<Vec<f64>>,
    /// By event: what it does here, if it happens.
    pub events: Vec<Drawn>,
    /// Parties whose demand and temptation an event has made known, as bits.
    pub revealed: u32,
    /// Parties whose government has changed, as bits.
    pub renewed: u32,
    /// By party: how far events have moved its demand, which everybody has seen.
    pub shift: Vec<f64>,
    /// By party: its lot on any day, of which the lowest decides who makes the one offer of a world without demands
    /// ([`World::demands`]); `None`: parties demand what they demand.
    pub lots: Option<Vec<Later>>,
}

/// An event as drawn in one world.
#[derive(Debug, Clone, PartialEq)]
pub struct Drawn {
    /// Chance per period; `None`: it has a date.
    pub per_period: Option<f64>,
    /// By how much each of its moves goes.
    pub moves: Vec<f64>,
    /// What a new government is like.
    pub successor: Option<Successor>,
}

/// What a new government is like.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Successor {
    /// Its demand.
    pub demand: f64,
    /// Discount factor per period.
    pub discount: f64,
    /// Exponent of concession.
    pub concession: f64,
}
