//! Forecast distributions on the scale of decisions, and their score.

use crate::statistics::normal;
use std::sync::LazyLock;

/// Lowest and highest outcome.
pub const SCALE: (f64, f64) = (0.0, 100.0);

/// Points that stand for a normal kernel.
const KERNEL: usize = 21;

static QUANTILES: LazyLock<[f64; KERNEL]> =
    LazyLock::new(|| std::array::from_fn(|k| normal::quantile((k as f64 + 0.5) / KERNEL as f64)));

/// A distribution over finitely many outcomes from 0 to 100, in ascending order.
#[derive(Debug, Clone, PartialEq)]
pub struct Distribution(Vec<(f64, f64)>);

impl Distribution {
    /// From outcomes and their weights; what lies outside of the scale is moved to its end. `None` if no weight is above 0.
    pub fn new(mut points: Vec<(f64, f64)>) -> Option<Self> {
        points.retain(|(x, weight)| *weight > 0.0 && weight.is_finite() && x.is_finite());
        let total: f64 = points.iter().map(|point| point.1).sum();
        if total <= 0.0 || !total.is_finite() {
            return None;
        }
        for (x, weight) in &mut points {
            *x = x.clamp(SCALE.0, SCALE.1);
            *weight /= total;
        }
        points.sort_by(|a, b| a.0.total_cmp(&b.0));
        Some(Self(points))
    }

    /// All on one outcome.
    pub fn certain(x: f64) -> Self {
        Self(vec![(x.clamp(SCALE.0, SCALE.1), 1.0)])
    }

    /// A normal kernel, in points of equal weight.
    pub fn normal(centre: f64, width: f64) -> impl Iterator<Item = (f64, f64)> {
        QUANTILES.iter().map(move |z| (centre + width * z, 1.0 / KERNEL as f64))
    }

    /// Outcomes with their masses, ascending.
    pub fn points(&self) -> &[(f64, f64)] {
        &self.0
    }

    /// The median: it minimises the expected absolute error.
    pub fn median(&self) -> f64 {
        self.quantile(0.5)
    }

    /// The lowest outcome at which a share of the mass is reached.
    pub fn quantile(&self, share: f64) -> f64 {
        let mut below = 0.0;
        for (x, mass) in &self.0 {
            below += mass;
            if below >= share - 1e-12 {
                return *x;
            }
        }
        self.0.last().map_or(50.0, |point| point.0)
    }

    /// The continuous ranked probability score against an outcome: the integral of `(F(x) − 1{x ≥ y})²` (Gneiting & Raftery 2007, eq. 20). Lower is
    /// better; for a forecast that is certain it is the absolute error.
    pub fn crps(&self, outcome: f64) -> f64 {
        let mut score = 0.0;
        let mut below = 0.0;
        let mut from = f64::min(outcome, self.0[0].0);
        let mut piece = |from: f64, to: f64, below: f64| {
            let step = if from >= outcome { below - 1.0 } else { below };
            score += (to - from) * step * step;
        };
        for &(x, mass) in &self.0 {
            if from < outcome && outcome < x {
                piece(from, outcome, below);
                piece(outcome, x, below);
            } else {
                piece(from, x, below);
            }
            below += mass;
            from = x;
        }
        if outcome > from {
            piece(from, outcome, below);
        }
        score
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `E|X − y| − ½ E|X − X'|`, the other form of the score.
    fn by_expectation(points: &[(f64, f64)], y: f64) -> f64 {
        let near: f64 = points.iter().map(|(x, m)| m * (x - y).abs()).sum();
        let apart: f64 =
            points.iter().flat_map(|(x, m)| points.iter().map(move |(z, n)| m * n * (x - z).abs())).sum();
        near - apart / 2.0
    }

    #[test]
    fn the_score_agrees_with_its_other_form() {
        let d =
            Distribution::new(vec![(80.0, 1.0), (0.0, 2.0), (100.0, 0.5), (40.0, 3.0), (40.0, 1.0)]).unwrap();
        for y in [0.0, 10.0, 40.0, 55.5, 80.0, 99.0, 100.0] {
            assert!((d.crps(y) - by_expectation(d.points(), y)).abs() < 1e-9, "{y}");
        }
        let k = Distribution::new(Distribution::normal(30.0, 12.0).collect()).unwrap();
        for y in [0.0, 30.0, 72.0, 100.0] {
            assert!((k.crps(y) - by_expectation(k.points(), y)).abs() < 1e-9, "{y}");
        }
        assert_eq!(Distribution::certain(30.0).crps(70.0), 40.0);
        assert_eq!(Distribution::certain(30.0).crps(30.0), 0.0);
    }

    #[test]
    fn it_is_normalised_sorted_and_inside() {
        let d = Distribution::new(vec![(150.0, 2.0), (-5.0, 1.0), (50.0, 1.0), (7.0, 0.0)]).unwrap();
        assert_eq!(d.points(), [(0.0, 0.25), (50.0, 0.25), (100.0, 0.5)]);
        assert_eq!(d.median(), 50.0);
        assert_eq!(Distribution::new(vec![(1.0, 0.0)]), None);
        assert_eq!(Distribution::new(vec![(f64::NAN, 1.0)]), None);
    }
}
