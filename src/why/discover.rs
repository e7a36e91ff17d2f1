//! In which worlds one format beats another: boxes, a small tree, and the regret of each format.
//!
//! A box is found in one half of the worlds (those with even numbers) and told as it does in the other half, which had no part in choosing it: what is told is
//! therefore not flattered by the search, and where nothing is to be found a box is told in one search of a hundred.

use super::stored::Stored;
use crate::statistics::given_data::order;
use crate::statistics::prim::{Data, Found, Limit, Side, at_least};
use crate::statistics::splitmix::SplitMix;
use crate::statistics::tree::Grown;
use serde::Serialize;

/// Boxes at most.
const BOXES: usize = 3;
/// In each half of the worlds there are so many in which the first format is ahead, and so many in which it is not, or nothing is looked for.
const LEAST: usize = 10;
/// A box is told if as many cases in it would come in fewer than this share of searches where nothing is to be found.
const CHANCE: f64 = 0.01;
/// A condition is told only if as many cases without its help would come in fewer than this share of such boxes.
const IDLE: f64 = 0.05;
/// Samples in which the search is made again.
const AGAIN: usize = 20;
/// Steps of the trajectory that are shown.
const STEPS: usize = 12;
/// Seed of the samples: the same result says the same.
const SEED: u64 = 1;

/// What was found.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Discovery {
    /// Worlds looked at.
    pub worlds: usize,
    /// Worlds in which the first format is ahead, and in which the second is.
    pub ahead: usize,
    /// Worlds in which the second is ahead.
    pub behind: usize,
    /// Whether there are too few of either kind to look for anything.
    pub too_few: bool,
    /// Boxes, the best first.
    pub boxes: Vec<Told>,
    /// Boxes on the way of the first search, from all worlds to the smallest, to choose from.
    pub trajectory: Vec<Step>,
    /// Leaves of the tree, the densest first; one with no condition if there is no tree.
    pub leaves: Vec<Told>,
}

/// A set of worlds, as it does in worlds that had no part in choosing it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Told {
    /// What holds in all of them.
    pub conditions: Vec<Condition>,
    /// Share of all worlds.
    pub mass: f64,
    /// Share of them in which the first format is ahead.
    pub density: f64,
    /// Share of the worlds in which it is ahead that are among them.
    pub coverage: f64,
    /// The chance of so many such worlds in it if the box had nothing to do with it; of a leaf none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub p: Option<f64>,
}

/// One end of a set of worlds.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Condition {
    /// Position of the input.
    #[serde(skip)]
    pub input: usize,
    /// Its column in worlds.csv.
    pub column: String,
    /// Whether the input is at least the limit; otherwise at most.
    pub at_least: bool,
    /// The limit; none: the date at which something never happens.
    pub limit: Option<f64>,
    /// Share of all worlds for which it holds.
    pub share: f64,
    /// The chance of so many worlds in which the first format is ahead, if this condition did nothing.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub quasi_p: Option<f64>,
    /// Share of the samples in which the search ended on this side of this input again.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub again: Option<f64>,
}

/// A box on the way.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Step {
    /// Its number, for `--step`.
    pub step: usize,
    /// Inputs that it limits.
    pub inputs: usize,
    /// As in [`Told`].
    pub mass: f64,
    /// As in [`Told`].
    pub density: f64,
    /// As in [`Told`].
    pub coverage: f64,
}

/// Where the first format is ahead of the second; with `step` the first box is that of this step of the trajectory, as it is.
pub fn discover(stored: &Stored, a: usize, b: usize, step: Option<usize>) -> Discovery {
    let pairs = || stored.outcomes[a].iter().zip(&stored.outcomes[b]);
    let cases: Vec<bool> = pairs().map(|(a, b)| a > b).collect();
    let ahead = cases.iter().filter(|case| **case).count();
    let worlds = cases.len();
    let half =
        |of: usize, case: bool| cases.iter().skip(of).step_by(2).filter(|own| **own == case).count() >= LEAST;
    let too_few = !(0..2).all(|of| half(of, true) && half(of, false));
    let mut found = Discovery {
        worlds,
        ahead,
        behind: pairs().filter(|(a, b)| a < b).count(),
        too_few,
        boxes: Vec::new(),
        trajectory: Vec::new(),
        leaves: Vec::new(),
    };
    if !too_few {
        let search = Search { stored, orders: stored.columns.iter().map(|x| order(x)).collect(), cases };
        (found.boxes, found.trajectory) = search.boxes(step);
        found.leaves = search.leaves();
    }
    found
}

struct Search<'s> {
    stored: &'s Stored,
    orders: Vec<Vec<u32>>,
    cases: Vec<bool>,
}

impl Search<'_> {
    fn data(&self, counts: &[bool]) -> Data<'_> {
        Data::new(&self.stored.columns, &self.orders, &self.cases, counts)
    }

    /// One box after another, each in the worlds that those before it leave.
    fn boxes(&self, step: Option<usize>) -> (Vec<Told>, Vec<Step>) {
        let mut left = vec![true; self.cases.len()];
        let (mut boxes, mut trajectory) = (Vec::new(), Vec::new());
        let all = self.cases.iter().enumerate().filter(|(k, case)| k % 2 == 1 && **case).count();
        while boxes.len() < BOXES {
            let half = |of: usize| left.iter().enumerate().map(|(k, left)| *left && k % 2 == of).collect();
            let (seeking, told): (Vec<bool>, Vec<bool>) = (half(0), half(1));
            let (seeking, told) = (self.data(&seeking), self.data(&told));
            let path = seeking.peel();
            if boxes.is_empty() {
                trajectory = steps(&path, &told, all);
            }
            let chosen = match step.filter(|_| boxes.is_empty()) {
                Some(step) => path.get(step).cloned().filter(|found| !found.limits.is_empty()),
                None => seeking.choose(&path),
            };
            let Some(chosen) = chosen else { break };
            let mut outside = told.count(&chosen.limits, None);
            let base = told.all_cases() as f64 / told.len().max(1) as f64;
            let p = |found: &Found| at_least(found.cases, found.members, base);
            if p(&outside) >= CHANCE {
                break;
            }
            if step.is_none() || !boxes.is_empty() {
                outside = borne_out(&told, outside);
            }
            let p = p(&outside);
            if outside.limits.is_empty() || p >= CHANCE {
                break;
            }
            let mut box_told = self.told(&outside, all, told.quasi_p(&outside).into_iter().map(Some));
            box_told.p = Some(p);
            if boxes.is_empty() {
                self.again(&mut box_told);
            }
            let inside = |k: usize| outside.limits.iter().all(|l| l.holds(self.stored.columns[l.input][k]));
            for (k, left) in left.iter_mut().enumerate() {
                *left = *left && !inside(k);
            }
            boxes.push(box_told);
        }
        (boxes, trajectory)
    }

    /// A set of worlds as it is told.
    fn told(&self, found: &Found, all: usize, quasi_p: impl Iterator<Item = Option<f64>>) -> Told {
        let told = self.cases.len() / 2;
        let conditions =
            found.limits.iter().zip(quasi_p).map(|(limit, quasi_p)| self.condition(limit, quasi_p));
        let mut conditions: Vec<Condition> = conditions.collect();
        // The one that sets most apart first.
        conditions.sort_by(|a, b| a.share.total_cmp(&b.share).then(a.input.cmp(&b.input)));
        Told {
            conditions,
            mass: found.members as f64 / told.max(1) as f64,
            density: found.density(),
            coverage: found.coverage(all),
            p: None,
        }
    }

    fn condition(&self, limit: &Limit, quasi_p: Option<f64>) -> Condition {
        let column = &self.stored.columns[limit.input];
        let inside = column.iter().filter(|x| limit.holds(**x)).count();
        Condition {
            input: limit.input,
            column: self.stored.inputs[limit.input].column.clone(),
            at_least: limit.side == Side::Low,
            limit: limit.at.is_finite().then_some(limit.at),
            share: inside as f64 / column.len().max(1) as f64,
            quasi_p,
            again: None,
        }
    }

    /// In how many samples of half the worlds the search ends on the same sides.
    fn again(&self, told: &mut Told) {
        let mut random = SplitMix::new(SEED);
        let mut times = vec![0; told.conditions.len()];
        let mut taken: Vec<bool> = (0..self.cases.len()).map(|k| k % 2 == 0).collect();
        for _ in 0..AGAIN {
            random.shuffle(&mut taken);
            let data = self.data(&taken);
            let limits = data.choose(&data.peel()).map(|found| found.limits).unwrap_or_default();
            for (times, condition) in times.iter_mut().zip(&told.conditions) {
                let same =
                    |l: &Limit| (l.input, l.side == Side::Low) == (condition.input, condition.at_least);
                *times += usize::from(limits.iter().any(same));
            }
        }
        for (condition, times) in told.conditions.iter_mut().zip(times) {
            condition.again = Some(times as f64 / AGAIN as f64);
        }
    }

    fn leaves(&self) -> Vec<Told> {
        let grows: Vec<bool> = (0..self.cases.len()).map(|k| k % 2 == 0).collect();
        let columns = &self.stored.columns;
        let tree = Grown { columns, orders: &self.orders, cases: &self.cases, grows: &grows };
        let leaves = tree.leaves();
        let all = leaves.iter().map(|leaf| leaf.cases).sum();
        let told = |leaf: crate::statistics::tree::Leaf| {
            let found = Found { members: leaf.members, cases: leaf.cases, limits: leaf.limits };
            self.told(&found, all, std::iter::repeat(None))
        };
        let mut leaves: Vec<Told> = leaves.into_iter().map(told).collect();
        leaves.sort_by(|a, b| b.density.total_cmp(&a.density));
        leaves
    }
}

/// A box without the conditions that the worlds which it is told by do not bear out: the least borne out goes first (quasi-p-values: Bryant and
/// Lempert 2010).
fn borne_out(told: &Data<'_>, mut found: Found) -> Found {
    loop {
        let worst = told.quasi_p(&found).into_iter().enumerate().max_by(|a, b| a.1.total_cmp(&b.1));
        let Some((at, _)) = worst.filter(|(_, p)| *p >= IDLE) else { return found };
        found.limits.remove(at);
        found = told.count(&found.limits, None);
    }
}

/// So many boxes of a trajectory, evenly spread, as they do in the other half of the worlds.
fn steps(path: &[Found], told: &Data<'_>, all: usize) -> Vec<Step> {
    let last = path.len() - 1;
    let shown = last.min(STEPS - 1);
    let mut steps: Vec<usize> = (0..=shown).map(|k| k * last / shown.max(1)).collect();
    steps.dedup();
    let step = |step: usize| {
        let limits = &path[step].limits;
        let found = told.count(limits, None);
        let mut inputs: Vec<usize> = limits.iter().map(|limit| limit.input).collect();
        inputs.sort_unstable();
        inputs.dedup();
        Step {
            step,
            inputs: inputs.len(),
            mass: found.members as f64 / told.len().max(1) as f64,
            density: found.density(),
            coverage: found.coverage(all),
        }
    };
    steps.into_iter().map(step).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::statistics::regret::Regrets;
    use crate::why::inputs::{Input, Names};
    use crate::why::measure::Measure;

    /// A result of 1,000 worlds and 15 inputs: the first format signs in a share of them that depends on the inputs, the second never.
    fn stored(seed: u64, chance: impl Fn(&[Vec<f64>], usize) -> f64) -> Stored {
        let mut random = SplitMix::new(seed);
        let columns: Vec<Vec<f64>> = (0..15).map(|_| (0..1000).map(|_| random.unit()).collect()).collect();
        let signed = (0..1000).map(|k| f64::from(u8::from(random.unit() < chance(&columns, k)))).collect();
        let input = |k: usize| Input { column: format!("x{k}"), of: String::new(), switch: false };
        Stored {
            formats: vec!["a".into(), "b".into()],
            names: Names::default(),
            more: false,
            inputs: (0..15).map(input).collect(),
            columns,
            outcomes: vec![signed, vec![0.0; 1000]],
            regrets: Regrets::new(2, 1),
            measure: Measure::Signed,
        }
    }

    /// Of noise no box is told: of 200 tables at most 7 have one, where 2 are expected.
    #[test]
    fn no_box_in_noise() {
        let told = (0..200).filter(|&seed| !discover(&stored(seed, |_, _| 0.3), 0, 1, None).boxes.is_empty());
        let told = told.count();
        assert!(told <= 7, "{told} of 200");
    }

    /// A planted box of a fifth of the worlds, with cases in 9 of 10 of them and in 1 of 20 of the others: found in all of 50 tables, on its two inputs.
    #[test]
    fn a_planted_box_is_found_each_time() {
        let planted = |x: &[Vec<f64>], k: usize| if x[3][k] < 0.4 && x[7][k] > 0.5 { 0.9 } else { 0.05 };
        for seed in 0..50 {
            let found = discover(&stored(seed, planted), 0, 1, None);
            let told = &found.boxes[0];
            let sides: Vec<(usize, bool)> = told.conditions.iter().map(|c| (c.input, c.at_least)).collect();
            assert!(sides.contains(&(3, false)) && sides.contains(&(7, true)), "{seed}: {told:?}");
            assert!(told.density > 0.7 && told.coverage > 0.55, "{seed}: {told:?}");
            assert!(told.conditions.iter().filter(|c| c.input == 3).all(|c| c.again > Some(0.9)), "{told:?}");
        }
    }

    /// Each condition of a box that is told bears its part: none whose quasi-p-value is 0.05 or more.
    #[test]
    fn no_condition_is_told_that_does_nothing() {
        let one = |x: &[Vec<f64>], k: usize| if x[3][k] < 0.5 { 0.45 } else { 0.2 };
        for seed in 0..50 {
            for told in discover(&stored(seed, one), 0, 1, None).boxes {
                assert!(!told.conditions.is_empty(), "{seed}");
                assert!(told.conditions.iter().all(|c| c.quasi_p < Some(IDLE)), "{seed}: {told:?}");
            }
        }
    }

    /// What is the same in all but name has no worlds to look into.
    #[test]
    fn placebo() {
        let same = stored(1, |_, _| 0.0);
        let found = discover(&same, 0, 1, None);
        assert!(found.too_few && found.ahead == 0 && found.boxes.is_empty() && found.leaves.is_empty());
    }

    #[test]
    fn a_step_of_the_trajectory_can_be_chosen() {
        let stored = stored(3, |x, k| if x[0][k] < 0.5 { 0.8 } else { 0.1 });
        let all = discover(&stored, 0, 1, None);
        assert!(all.trajectory.len() > 3 && all.trajectory[0].mass > 0.999);
        let step = all.trajectory[2].step;
        let chosen = discover(&stored, 0, 1, Some(step));
        let (told, shown) = (&chosen.boxes[0], &all.trajectory[2]);
        assert!((told.density - shown.density).abs() < 1e-12 && (told.mass - shown.mass).abs() < 1e-12);
    }
}
