//! Screening by elementary effects.
//!
//! Morris (1991), Technometrics 33:161: along a trajectory one factor moves at a time; the change of the output over the step
//! is an elementary effect. Their mean μ, the mean of their sizes μ* (Campolongo, Cariboni and Saltelli 2007) and their
//! standard deviation σ tell a factor without effect, a linear one, and one that interacts.

use super::{InvalidInput, Moments};

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

/// Elementary effects of `factors` factors over trajectories of points, with the output given by `model`.
///
/// # Errors
/// When a point has another number of coordinates, a step does not move exactly one factor, or an output is not finite.
pub fn elementary_effects(
    trajectories: &[Vec<Vec<f64>>],
    factors: usize,
    model: impl Fn(&[f64]) -> f64,
) -> Result<Vec<ElementaryEffects>, InvalidInput> {
    let mut effects = vec![Vec::new(); factors];
    for (index, trajectory) in trajectories.iter().enumerate() {
        if let Some(point) = trajectory.iter().find(|point| point.len() != factors) {
            let found = point.len();
            return Err(InvalidInput(format!(
                "trajectory {index} has a point with {found} coordinates; expected {factors}"
            )));
        }
        for (step, points) in trajectory.windows(2).enumerate() {
            let (factor, size) = moved_factor(&points[0], &points[1]).ok_or_else(|| {
                InvalidInput(format!("step {step} of trajectory {index} must move exactly one factor"))
            })?;
            let effect = (model(&points[1]) - model(&points[0])) / size;
            if !effect.is_finite() {
                return Err(InvalidInput(format!(
                    "the output is not finite at step {step} of trajectory {index}"
                )));
            }
            effects[factor].push(effect);
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

    #[test]
    fn a_linear_model_has_its_slopes_and_no_spread() {
        let trajectories = vec![
            vec![vec![0.0, 0.0], vec![0.5, 0.0], vec![0.5, 0.5]],
            vec![vec![1.0, 1.0], vec![1.0, 0.5], vec![0.5, 0.5]],
        ];
        let found = elementary_effects(&trajectories, 2, |x| 3.0 * x[0] - 2.0 * x[1]).unwrap();
        assert_eq!((found[0].mu, found[0].sigma), (Some(3.0), Some(0.0)));
        assert_eq!((found[1].mu, found[1].mu_star), (Some(-2.0), Some(2.0)));
    }

    #[test]
    fn a_step_that_moves_two_factors_or_none_is_refused() {
        for second in [vec![1.0, 1.0], vec![0.0, 0.0]] {
            assert!(elementary_effects(&[vec![vec![0.0, 0.0], second]], 2, |x| x[0]).is_err());
        }
        assert!(elementary_effects(&[vec![vec![0.0]]], 2, |x| x[0]).is_err());
    }
}
