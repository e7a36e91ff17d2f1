//! What drives the difference between two formats, by design: runs that move the drawn inputs on purpose, where worlds at hand tell only what each
//! does by itself. Screening by elementary effects (Morris 1991; Campolongo, Cariboni and Saltelli 2007), or first-order and total indices
//! (Saltelli et al. 2010; Jansen 1999).
//!
//! Luck is an input of its own. Points that are held against each other (neighbours on a trajectory; a row of A and the same with one column of B)
//! differ in one input and share all luck streams, so none of their difference is noise, and what luck does is told apart from what each input
//! does. The dummy is a coordinate that nobody reads.

use super::sensitivity::Interval;
use crate::statistics::InvalidInput;
use crate::statistics::morris::{ElementaryEffects, Trajectory, elementary_effects};
use crate::statistics::sobol::{estimate, exchange_column, percentiles, resampled};
use crate::statistics::splitmix::SplitMix;
use serde::Serialize;

/// An interval: its lower and its upper end.
type Ends = (f64, f64);

/// Bootstrap samples.
const REPLICATES: usize = 200;

/// How inputs are moved.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Method {
    /// Elementary effects: which inputs do anything.
    Morris,
    /// First-order and total indices: how much of the variance.
    Sobol,
}

/// The points to be simulated; they are made when they are asked for.
#[derive(Debug, Clone, PartialEq)]
pub struct Plan {
    method: Method,
    scaled: Vec<bool>,
    runs: usize,
    seed: u64,
}

/// What was found.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Found {
    /// How.
    pub method: Method,
    /// Points simulated.
    pub points: usize,
    /// Mean difference over the points that are drawn at random, first format minus second.
    pub difference: f64,
    /// Variance of the difference over them.
    pub variance: f64,
    /// By coordinate.
    pub inputs: Vec<Moved>,
}

/// What one input does.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Moved {
    /// Share of the variance that it explains by itself (Saltelli et al. 2010); with `sobol`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub first: Option<Interval>,
    /// Share of the variance that is left if all but it are known (Jansen 1999); with `sobol`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub total: Option<Interval>,
    /// Mean size of its elementary effects, over its whole range; with `morris`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mu_star: Option<Interval>,
    /// Mean of its elementary effects; none of an input without a scale.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mu: Option<f64>,
    /// Their standard deviation: it interacts, or is not linear.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sigma: Option<f64>,
}

impl Moved {
    /// What inputs are put in order by: the total index, or μ*.
    pub fn size(&self) -> Interval {
        self.total.or(self.mu_star).unwrap_or(Interval { estimate: 0.0, low: 0.0, high: 0.0 })
    }
}

impl Plan {
    /// So many trajectories (`morris`) or rows (`sobol`) in the unit cube; `scaled` says of each coordinate whether more of it is more of anything.
    pub fn new(method: Method, scaled: &[bool], runs: usize, seed: u64) -> Self {
        Self { method, scaled: scaled.to_vec(), runs, seed }
    }

    /// How many groups of points that are held against each other.
    pub fn groups(&self) -> usize {
        self.runs
    }

    /// How many points there are.
    pub fn points(&self) -> usize {
        let each = match self.method {
            Method::Morris => self.scaled.len() + 1,
            Method::Sobol => self.scaled.len() + 2,
        };
        self.runs * each
    }

    /// The points of a group.
    pub fn group(&self, k: usize) -> Vec<Vec<f64>> {
        if self.method == Method::Morris {
            return self.trajectory(k).points;
        }
        let mut random = self.random(k);
        let mut row = || self.scaled.iter().map(|_| random.unit()).collect::<Vec<f64>>();
        let (a, b) = (vec![row()], vec![row()]);
        let mixed = (0..self.scaled.len()).flat_map(|factor| exchange_column(&a, &b, factor));
        a.iter().chain(&b).cloned().chain(mixed).collect()
    }

    fn trajectory(&self, k: usize) -> Trajectory {
        Trajectory::random(&self.scaled, &mut self.random(k))
    }

    /// A stream of its own for each group.
    fn random(&self, k: usize) -> SplitMix {
        let mut seeds = SplitMix::new(self.seed.wrapping_add((k as u64).wrapping_mul(0xD1B5_4A32_D192_ED03)));
        SplitMix::new(seeds.bits())
    }

    /// What follows from the output at each point, group by group.
    ///
    /// # Errors
    /// If an output is missing or not finite; with `sobol` if no output differs from another.
    pub fn found(&self, outputs: &[Vec<f64>]) -> Result<Found, InvalidInput> {
        let random = |group: &Vec<f64>| match self.method {
            Method::Morris => group.first().copied().into_iter().collect::<Vec<f64>>(),
            Method::Sobol => group.iter().take(2).copied().collect(),
        };
        let drawn: Vec<f64> = outputs.iter().flat_map(random).collect();
        let n = drawn.len().max(1) as f64;
        let mean = drawn.iter().sum::<f64>() / n;
        Ok(Found {
            method: self.method,
            points: self.points(),
            difference: mean,
            variance: drawn.iter().map(|y| (y - mean) * (y - mean)).sum::<f64>() / n,
            inputs: match self.method {
                Method::Morris => self.effects(outputs)?,
                Method::Sobol => self.indices(outputs)?,
            },
        })
    }

    fn effects(&self, outputs: &[Vec<f64>]) -> Result<Vec<Moved>, InvalidInput> {
        let steps: Vec<Vec<(usize, f64)>> = (0..self.runs).map(|k| self.trajectory(k).steps).collect();
        let found = elementary_effects(&steps, self.scaled.len(), outputs)?;
        let mut random = SplitMix::new(self.seed);
        let of = |effects: ElementaryEffects| {
            let sizes: Vec<f64> = effects.effects.iter().map(|effect| effect.abs()).collect();
            let again = |_| {
                let sum = (0..sizes.len()).map(|_| sizes[random.below(sizes.len())]).sum::<f64>();
                sum / sizes.len().max(1) as f64
            };
            let mut means: Vec<f64> = (0..REPLICATES).map(again).collect();
            let estimate = effects.mu_star.unwrap_or(0.0);
            let (low, high) = percentiles(&mut means).unwrap_or((estimate, estimate));
            Moved {
                first: None,
                total: None,
                mu_star: Some(Interval { estimate, low, high }),
                mu: effects.mu,
                sigma: effects.sigma,
            }
        };
        let mut moved: Vec<Moved> = found.into_iter().map(of).collect();
        for (moved, _) in moved.iter_mut().zip(&self.scaled).filter(|(_, scaled)| !**scaled) {
            moved.mu = None;
        }
        Ok(moved)
    }

    fn indices(&self, outputs: &[Vec<f64>]) -> Result<Vec<Moved>, InvalidInput> {
        let expected = self.scaled.len() + 2;
        if let Some(row) = outputs.iter().find(|row| row.len() != expected) {
            return Err(InvalidInput(format!("a row has {} outputs; expected {expected}", row.len())));
        }
        let column = |k: usize| outputs.iter().map(|row| row[k]).collect::<Vec<f64>>();
        let (a, b) = (column(0), column(1));
        let mixed: Vec<Vec<f64>> = (0..self.scaled.len()).map(|factor| column(factor + 2)).collect();
        let found = estimate(&a, &b, &mixed)?;
        let intervals = resampled(&a, &b, &mixed, REPLICATES, self.seed);
        let of = |(k, (first, total)): (usize, (Ends, Ends))| {
            let interval = |estimate: f64, (low, high): Ends| Some(Interval { estimate, low, high });
            Moved {
                first: interval(found.first_saltelli[k], first),
                total: interval(found.total_jansen[k], total),
                mu_star: None,
                mu: None,
                sigma: None,
            }
        };
        Ok(intervals.into_iter().enumerate().map(of).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::statistics::test_function::{g_function, g_indices, ishigami, ishigami_indices};

    fn found(method: Method, factors: usize, runs: usize, model: impl Fn(&[f64]) -> f64) -> Found {
        let plan = Plan::new(method, &vec![true; factors], runs, 3);
        let outputs: Vec<Vec<f64>> =
            (0..runs).map(|k| plan.group(k).iter().map(|x| model(x)).collect()).collect();
        assert_eq!(outputs.iter().map(Vec::len).sum::<usize>(), plan.points());
        plan.found(&outputs).unwrap()
    }

    fn on_circle(x: &[f64]) -> [f64; 3] {
        [0, 1, 2].map(|k| std::f64::consts::PI * (2.0 * x[k] - 1.0))
    }

    /// Ishigami and the g-function, by the way that the command goes, with a dummy as the last coordinate.
    #[test]
    fn indices_are_those_of_the_closed_forms() {
        let by_form = [
            (found(Method::Sobol, 4, 8192, |x| ishigami(on_circle(x), 7.0, 0.1)), ishigami_indices(7.0, 0.1)),
            (
                found(Method::Sobol, 5, 8192, |x| g_function(&x[..4], &[0.0, 1.0, 4.5, 9.0])),
                g_indices(&[0.0, 1.0, 4.5, 9.0]),
            ),
        ];
        for (found, exact) in by_form {
            let exact = exact.unwrap();
            let dummy = found.inputs.last().unwrap();
            for (k, input) in found.inputs[..exact.first.len()].iter().enumerate() {
                let (first, total) = (input.first.unwrap(), input.total.unwrap());
                assert!((first.estimate - exact.first[k]).abs() < 0.03, "{k} {first:?} {}", exact.first[k]);
                assert!((total.estimate - exact.total[k]).abs() < 0.03, "{k} {total:?} {}", exact.total[k]);
                assert!(first.low <= first.estimate && first.estimate <= first.high);
                assert!(total.high - total.low < 0.1 && total.low > dummy.size().high, "{k} {total:?}");
            }
            assert!((found.variance / exact.variance - 1.0).abs() < 0.05);
            assert_eq!(dummy.total, Some(Interval { estimate: 0.0, low: 0.0, high: 0.0 }));
        }
    }

    /// A total index sees what inputs do together, a first-order index does not.
    #[test]
    fn what_acts_only_together_is_seen() {
        let found = found(Method::Sobol, 3, 4096, |x| (x[0] - 0.5) * (x[1] - 0.5));
        for input in &found.inputs[..2] {
            assert!(
                input.first.unwrap().estimate.abs() < 0.12 && input.total.unwrap().estimate > 0.9,
                "{input:?}"
            );
        }
    }

    /// Coverage: over 60 plans of 128 rows the interval of a total index has the truth in it in at least 50.
    #[test]
    fn intervals_cover_the_truth() {
        let exact = g_indices(&[0.0, 1.0]).unwrap();
        let covers = |seed: u64| {
            let plan = Plan::new(Method::Sobol, &[true; 2], 128, seed);
            let value = |x: &Vec<f64>| g_function(x, &[0.0, 1.0]);
            let outputs: Vec<Vec<f64>> =
                (0..128).map(|k| plan.group(k).iter().map(value).collect()).collect();
            let total = plan.found(&outputs).unwrap().inputs[0].total.unwrap();
            (total.low..=total.high).contains(&exact.total[0])
        };
        let covered = (0..60).filter(|seed| covers(*seed)).count();
        assert!(covered >= 50, "{covered}");
    }

    #[test]
    fn screening_finds_slopes_curves_and_nothing() {
        let all =
            found(Method::Morris, 4, 50, |x| 3.0 * x[0] - 2.0 * x[1] + 4.0 * (x[2] - 0.5) * (x[0] - 0.5));
        let of = |k: usize| {
            let input = &all.inputs[k];
            (input.mu.unwrap(), input.mu_star.unwrap(), input.sigma.unwrap())
        };
        let (mu, mu_star, sigma) = of(1);
        assert!((mu + 2.0).abs() < 1e-9 && (mu_star.estimate - 2.0).abs() < 1e-9 && sigma < 1e-9);
        let (mu, mu_star, sigma) = of(2);
        assert!(mu.abs() < 0.5 && mu_star.estimate > 1.0 && sigma > 1.0, "{mu} {mu_star:?} {sigma}");
        assert_eq!(of(3), (0.0, Interval { estimate: 0.0, low: 0.0, high: 0.0 }, 0.0));
        // The order of the g-function by μ* is that of its totals.
        let g = found(Method::Morris, 4, 100, |x| g_function(x, &[0.0, 1.0, 4.5, 99.0]));
        assert!(g.inputs.windows(2).all(|two| two[0].size().estimate > two[1].size().estimate), "{g:?}");
    }

    #[test]
    fn where_nothing_differs_there_are_no_indices() {
        let plan = Plan::new(Method::Sobol, &[true; 2], 8, 1);
        assert!(plan.found(&vec![vec![0.0; 4]; 8]).is_err() && plan.found(&vec![vec![0.0; 3]; 8]).is_err());
        assert_eq!(plan.points(), 32);
        let none = found(Method::Morris, 2, 8, |_| 0.0);
        assert!(none.inputs.iter().all(|input| input.size().estimate == 0.0));
    }
}
