//! The disagreement payoff, what goes on without agreement: levels practised but not bound may lapse, and conflict costs its flow.

use crate::world::{World, chance::Chance};

/// The period in which each issue would lapse if nothing bound it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lapses(Vec<Option<u32>>);

impl Lapses {
    /// Waiting times from the luck of the world: survival for `k` periods has the chance `(1 − h)^k`.
    pub fn new(world: &World, chance: &Chance) -> Self {
        Self(world.lapse.iter().zip(&chance.lapse).map(|(&h, &unit)| wait(h, unit)).collect())
    }

    /// The same with another date for one issue.
    pub fn set(&mut self, issue: usize, at: Option<u32>) {
        self.0[issue] = at;
    }

    /// Whether an issue that nothing has bound has lapsed by a period.
    pub fn lapsed(&self, issue: usize, period: u32) -> bool {
        self.0[issue].is_some_and(|at| at <= period)
    }

    /// All issues that have lapsed by a period, as bits.
    pub fn by(&self, period: u32) -> u32 {
        (0..self.0.len()).filter(|&j| self.lapsed(j, period)).fold(0, |bits, j| bits | 1 << j)
    }

    /// When an issue lapses.
    pub fn at(&self, issue: usize) -> Option<u32> {
        self.0[issue]
    }
}

/// Periods until a level lapses that does so with chance `h` a period, at a quantile between 0 and 1; `None`: never.
pub fn wait(h: f64, unit: f64) -> Option<u32> {
    if h <= 0.0 {
        None
    } else if h >= 1.0 {
        Some(1)
    } else {
        let periods = libm::ceil(libm::log1p(-unit) / libm::log1p(-h)).max(1.0);
        (periods < f64::from(u32::MAX)).then_some(periods as u32)
    }
}

/// What a party has, in stock at the start, from periods `0..until` without agreement (`None`: for ever).
pub fn without_agreement(world: &World, lapses: &Lapses, party: usize, until: Option<u32>) -> f64 {
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
pub fn from_then_on(world: &World, lapses: &Lapses, party: usize, period: u32) -> f64 {
    let flows = world.issues_by_id.iter().map(|&j| issue_from_then_on(world, lapses, party, j, period));
    flows.sum::<f64>() - world.traits[party].conflict_cost / (1.0 - world.traits[party].discount)
}

/// The same for one issue alone, without the cost of conflict.
pub fn issue_from_then_on(world: &World, lapses: &Lapses, party: usize, issue: usize, period: u32) -> f64 {
    let d = world.traits[party].discount;
    let by_level = &world.gains[party].by_level[issue];
    let status_quo = world.status_quo[issue];
    let (practised, bound) = (by_level[status_quo.practised], by_level[status_quo.bound]);
    let Some(at) = lapses.at(issue) else { return practised / (1.0 - d) };
    let after = libm::pow(d, f64::from(at.saturating_sub(period)));
    (practised * (1.0 - after) + after * bound) / (1.0 - d)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waiting_times_are_geometric() {
        // With h = 1/2, half lapse after one period, a quarter after two, and so on.
        let waits: Vec<Option<u32>> = [0.25, 0.49, 0.6, 0.8].map(|unit| wait(0.5, unit)).to_vec();
        assert_eq!(waits, [Some(1), Some(1), Some(2), Some(3)]);
        assert_eq!((wait(0.0, 0.9), wait(1.0, 0.9)), (None, Some(1)));
    }

    #[test]
    fn survival_matches_the_chance_per_period() {
        let h = 0.03;
        let n = 100_000;
        let survived =
            (0..n).filter(|k| wait(h, (f64::from(*k) + 0.5) / f64::from(n)).is_none_or(|at| at > 12)).count();
        assert!((survived as f64 / f64::from(n) - libm::pow(1.0 - h, 12.0)).abs() < 1e-4);
    }
}
