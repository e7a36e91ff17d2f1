//! Screening by elementary effects.
//!
//! Morris (1991), Technometrics 33:161: along a trajectory one factor moves at a time; the change of the output over the step
//! is an elementary effect. Their mean μ, the mean of their sizes μ* (Campolongo, Cariboni and Saltelli 2007) and their
//! standard deviation σ tell a factor without effect, a linear one, and one that interacts.

use super::splitmix::SplitMix;
use super::{InvalidInput, Moments};

/// Levels of the grid that trajectories run on (Morris 1991: an even number, with steps of `p / (2 (p - 1))`).
const LEVELS: usize = 4;

/// Points of which each differs from the one before it in one factor.
#[derive(Debug, Clone, PartialEq)]
pub struct Trajectory {
    /// The points, by factor.
    pub points: Vec<Vec<f64>>,
    /// For each step the factor that it moves, and how far.
    pub steps: Vec<(usize, f64)>,
}

impl Trajectory {
    /// Of points.
    ///
    /// # Errors
    /// When a point has another number of coordinates, or a step does not move exactly one factor.
    pub fn of(points: Vec<Vec<f64>>, factors: usize) -> Result<Self, InvalidInput> {
        if let Some(point) = points.iter().find(|point| point.len() != factors) {
            let found = point.len();
            return Err(InvalidInput(format!(
                "there is a point with {found} coordinates; expected {factors}"
            )));
        }
        let moved = points.windows(2).enumerate().map(|(step, two)| {
            moved_factor(&two[0], &two[1])
                .ok_or_else(|| InvalidInput(format!("step {step} must move exactly one factor")))
        });
        let steps = moved.collect::<Result<_, _>>()?;
        Ok(Self { points, steps })
    }

    /// A trajectory drawn at random in the unit cube, with a step for each factor (Morris 1991, section 3). A factor without a scale goes from one
    /// random place to another, which counts as a step of the same size.
    pub fn random(scaled: &[bool], random: &mut SplitMix) -> Self {
        let size = LEVELS as f64 / (2.0 * (LEVELS as f64 - 1.0));
        let low = |random: &mut SplitMix| random.below(LEVELS / 2) as f64 / (LEVELS as f64 - 1.0);
        let begin = |scaled: &bool| {
            let up = random.below(2) == 0;
            let at = low(random);
            match (scaled, up) {
                (false, _) => (random.unit(), random.unit(), size),
                (true, true) => (at, at + size, size),
                (true, false) => (at + size, at, -size),
            }
        };
        let moves: Vec<(f64, f64, f64)> = scaled.iter().map(begin).collect();
        let mut order: Vec<usize> = (0..scaled.len()).collect();
        random.shuffle(&mut order);
        let mut point: Vec<f64> = moves.iter().map(|(from, _, _)| *from).collect();
        let mut points = vec![point.clone()];
        for factor in &order {
            point[*factor] = moves[*factor].1;
            points.push(point.clone());
        }
        Self { points, steps: order.into_iter().map(|factor| (factor, moves[factor].2)).collect() }
    }
}

/// Elementary effects of one factor.
#[derive(Debug, Clone, PartialEq)]
pub struct ElementaryEffects {
    /// One effect per trajectory in which the factor moved, in trajectory order.
    pub effects: Vec<f64>,
    /// Mean; `None` when the factor never moved.
    pub mu: Option<f64>,
    /// Mean of sizes; `None` when the factor never moved.
    pub mu_star: Option<f64>,
    /// Standard deviation with denominator r-1; `None` for fewer than two effects.
    pub sigma: Option<f64>,
}

/// The factor that moves between two points, and by how much.
fn moved_factor(from: &[f64], to: &[f64]) -> Option<(usize, f64)> {
    let mut moves = from.iter().zip(to).enumerate().filter(|(_, (a, b))| a != b);
    let (factor, (a, b)) = moves.next()?;
    moves.next().is_none().then_some((factor, b - a))
}

/// Elementary effects of `factors` factors over trajectories, given their steps and the outputs at their points.
///
/// # Errors
/// When a trajectory has not as many outputs as points, or an output is not finite.
pub fn elementary_effects(
    trajectories: &[Vec<(usize, f64)>],
    factors: usize,
    outputs: &[Vec<f64>],
) -> Result<Vec<ElementaryEffects>, InvalidInput> {
    let mut effects = vec![Vec::new(); factors];
    for (index, steps) in trajectories.iter().enumerate() {
        let outputs = outputs.get(index).map_or(&[][..], Vec::as_slice);
        if outputs.len() != steps.len() + 1 {
            let (found, expected) = (outputs.len(), steps.len() + 1);
            return Err(InvalidInput(format!("trajectory {index} has {found} outputs; expected {expected}")));
        }
        for (step, ((factor, size), two)) in steps.iter().zip(outputs.windows(2)).enumerate() {
            let effect = (two[1] - two[0]) / size;
            let known = effects.get_mut(*factor).filter(|_| effect.is_finite());
            let known = known.ok_or_else(|| {
                InvalidInput(format!("the output is not finite at step {step} of trajectory {index}"))
            })?;
            known.push(effect);
        }
    }
    Ok(effects.into_iter().map(summarise).collect())
}

fn summarise(effects: Vec<f64>) -> ElementaryEffects {
    let moments: Moments = effects.iter().copied().collect();
    let sizes: Moments = effects.iter().map(|effect| effect.abs()).collect();
    ElementaryEffects {
        mu: moments.mean(),
        mu_star: sizes.mean(),
        sigma: moments.standard_deviation(),
        effects,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(points: Vec<Vec<Vec<f64>>>, model: impl Fn(&[f64]) -> f64) -> Vec<ElementaryEffects> {
        let factors = points[0][0].len();
        let outputs: Vec<Vec<f64>> = points.iter().map(|t| t.iter().map(|x| model(x)).collect()).collect();
        let all: Vec<Vec<(usize, f64)>> =
            points.into_iter().map(|t| Trajectory::of(t, factors).unwrap().steps).collect();
        elementary_effects(&all, factors, &outputs).unwrap()
    }

    #[test]
    fn a_linear_model_has_its_slopes_and_no_spread() {
        let trajectories = vec![
            vec![vec![0.0, 0.0], vec![0.5, 0.0], vec![0.5, 0.5]],
            vec![vec![1.0, 1.0], vec![1.0, 0.5], vec![0.5, 0.5]],
        ];
        let found = found(trajectories, |x| 3.0 * x[0] - 2.0 * x[1]);
        assert_eq!((found[0].mu, found[0].sigma), (Some(3.0), Some(0.0)));
        assert_eq!((found[1].mu, found[1].mu_star), (Some(-2.0), Some(2.0)));
    }

    #[test]
    fn a_step_that_moves_two_factors_or_none_is_refused() {
        for second in [vec![1.0, 1.0], vec![0.0, 0.0]] {
            assert!(Trajectory::of(vec![vec![0.0, 0.0], second], 2).is_err());
        }
        assert!(Trajectory::of(vec![vec![0.0]], 2).is_err());
        let one = Trajectory::of(vec![vec![0.0], vec![1.0]], 1).unwrap();
        assert!(elementary_effects(&[one.steps], 1, &[vec![0.0]]).is_err());
    }

    /// Morris (1991): each factor moves once, by 2/3, on the grid of four levels, and each level is met as often as the others.
    #[test]
    fn random_trajectories_are_those_of_morris() {
        let mut random = SplitMix::new(7);
        let mut levels = [0u32; 4];
        for _ in 0..500 {
            let t = Trajectory::random(&[true, true, false], &mut random);
            assert_eq!(Trajectory::of(t.points.clone(), 3).unwrap().steps.len(), 3);
            let mut moved: Vec<usize> = t.steps.iter().map(|(factor, _)| *factor).collect();
            moved.sort_unstable();
            assert_eq!(moved, [0, 1, 2]);
            for (two, (factor, size)) in t.points.windows(2).zip(&t.steps) {
                assert!((size.abs() - 2.0 / 3.0).abs() < 1e-12);
                assert!(*factor == 2 || (two[1][*factor] - two[0][*factor] - size).abs() < 1e-12);
            }
            let level = t.points[0][0] * 3.0;
            assert!((level - libm::round(level)).abs() < 1e-9 && (-1e-9..=3.000_001).contains(&level));
            levels[libm::round(level) as usize] += 1;
        }
        assert!(levels.iter().all(|count| (90..160).contains(count)), "{levels:?}");
    }
}
