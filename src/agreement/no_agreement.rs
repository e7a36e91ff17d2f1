//! The disagreement payoff, what goes on without agreement: levels practised but not bound may lapse, and conflict costs its flow.

use crate::scenario::place::{IssueIndex, PartyIndex};
use crate::world::World;
use crate::world::numbers::Luck;

/// The period in which each issue would lapse if nothing bound it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lapses(Vec<Option<u32>>);

impl Lapses {
    /// As the luck of the world has them.
    pub fn new(luck: &Luck) -> Self {
        Self(luck.lapse.clone())
    }

    /// The same with another date for one issue.
    pub fn set(&mut self, issue: IssueIndex, at: Option<u32>) {
        self.0[issue] = at;
    }

    /// Whether an issue that nothing has bound has lapsed by a period.
    pub fn lapsed(&self, issue: IssueIndex, period: u32) -> bool {
        self.0[issue].is_some_and(|at| at <= period)
    }

    /// All issues that have lapsed by a period, as bits.
    pub fn by(&self, period: u32) -> u32 {
        IssueIndex::all(self.0.len()).filter(|&j| self.lapsed(j, period)).fold(0, |bits, j| bits | 1 << j)
    }

    /// When an issue lapses.
    pub fn at(&self, issue: IssueIndex) -> Option<u32> {
        self.0[issue]
    }
}

/// What a party has, in stock at the start, from periods `0..until` without agreement (`None`: for ever).
pub fn without_agreement(world: &World, lapses: &Lapses, party: PartyIndex, until: Option<u32>) -> f64 {
    let d = world.traits[party].discount;
    let power = |periods: u32| libm::pow(d, f64::from(periods));
    let end = until.map_or(0.0, power);
    let mut stock = -world.traits[party].conflict_cost * (1.0 - end);
    for &j in &world.issues_by_id {
        if let Some(at) = lapses.at(j) {
            stock += world.gains[party].by_level[j][world.status_quo[j].bound] * (power(at) - end).max(0.0);
        }
    }
    stock / (1.0 - d)
}

/// What a party has, in stock at `period`, from then on without agreement, as the lapses of this world fall.
pub fn from_then_on(world: &World, lapses: &Lapses, party: PartyIndex, period: u32) -> f64 {
    let flows = world.issues_by_id.iter().map(|&j| issue_from_then_on(world, lapses, party, j, period));
    flows.sum::<f64>() - world.traits[party].conflict_cost / (1.0 - world.traits[party].discount)
}

/// The same for one issue alone, without the cost of conflict.
pub fn issue_from_then_on(
    world: &World,
    lapses: &Lapses,
    party: PartyIndex,
    issue: IssueIndex,
    period: u32,
) -> f64 {
    let d = world.traits[party].discount;
    let by_level = &world.gains[party].by_level[issue];
    let status_quo = world.status_quo[issue];
    let (practised, bound) = (by_level[status_quo.practised], by_level[status_quo.bound]);
    let Some(at) = lapses.at(issue) else { return practised / (1.0 - d) };
    let after = libm::pow(d, f64::from(at.saturating_sub(period)));
    (practised * (1.0 - after) + after * bound) / (1.0 - d)
}
