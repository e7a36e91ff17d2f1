//! Learning by Bayes' rule (Hindriks and Tykhonov 2008), issue by issue.
//!
//! Hypotheses on an issue's values are triangles: worth 1 at one value and falling evenly to 0 at both ends, with a peak at the first (downhill),
//! the last (uphill) or any between, 16 at most. Hypotheses on its weight are the ranks `r` among `n` issues, `2r / (n (n + 1))`, 16 at
//! most. All are as likely before. An offer is likely by `exp(−x² / 2σ²)` with `x = (e − u) / e` and `σ = 0.25`, where `e` is what the
//! party is expected to ask for: from 1 evenly down to 1/2 as time runs out. Each issue is updated with the others at their expected
//! weights and worths (the paper's factored form), all from the state before the offer.

/// Most hypotheses on the values, or on the weight, of an issue.
const MOST: usize = 16;
const SIGMA: f64 = 0.25;

/// What is learned of one party.
#[derive(Debug, Clone)]
pub(super) struct Bayesian {
    sizes: Vec<usize>,
    /// By issue: probabilities of its shapes, `shapes` each.
    shapes: Vec<f64>,
    /// By issue: probabilities of its ranks.
    ranks: Vec<f64>,
    weights: Vec<f64>,
    /// Expected worth by value, an issue after another.
    worths: Vec<f64>,
    parts: Vec<f64>,
}

/// Number of hypotheses on an issue of so many values, or among so many issues.
fn count(n: usize) -> usize {
    n.clamp(1, MOST)
}

/// The place of a hypothesis among `n` values: all of them, or 16 spread evenly.
fn place(hypothesis: usize, n: usize) -> usize {
    if n <= MOST { hypothesis } else { hypothesis * (n - 1) / (MOST - 1) }
}

/// What a value is worth under a triangle with its peak at a place.
fn triangle(peak: usize, value: usize, n: usize) -> f64 {
    match value.cmp(&peak) {
        core::cmp::Ordering::Equal => 1.0,
        core::cmp::Ordering::Less => value as f64 / peak as f64,
        core::cmp::Ordering::Greater => (n - 1 - value) as f64 / (n - 1 - peak) as f64,
    }
}

impl Bayesian {
    pub(super) fn new(sizes: &[usize]) -> Self {
        let (issues, values) = (sizes.len(), sizes.iter().sum());
        let shapes = sizes.iter().flat_map(|n| vec![1.0 / count(*n) as f64; count(*n)]).collect();
        let ranks = vec![1.0 / count(issues) as f64; issues * count(issues)];
        let (worths, parts) = (vec![0.0; values], vec![0.0; values]);
        let mut model =
            Self { sizes: sizes.to_vec(), shapes, ranks, weights: vec![0.0; issues], worths, parts };
        model.sum_up();
        model
    }

    /// The weight of a rank's hypothesis.
    fn weight(&self, hypothesis: usize) -> f64 {
        let n = self.sizes.len();
        2.0 * (place(hypothesis, n) + 1) as f64 / (n * (n + 1)) as f64
    }

    /// The party offers these values at a time in [0, 1].
    pub(super) fn learn(&mut self, values: &[usize], time: f64) {
        let expected = 1.0 - 0.5 * time;
        let total = self.expected(values);
        let likely = |u: f64| {
            let x = (expected - u) / expected;
            libm::exp(-x * x / (2.0 * SIGMA * SIGMA))
        };
        let issues = self.sizes.len();
        let (mut from, mut shape) = (0, 0);
        for (issue, &value) in values.iter().enumerate() {
            let n = self.sizes[issue];
            let worth = self.worths[from + value];
            let others = total - self.weights[issue] * worth;
            for hypothesis in 0..count(n) {
                let u = others + self.weights[issue] * triangle(place(hypothesis, n), value, n);
                self.shapes[shape + hypothesis] *= likely(u);
            }
            normalize(&mut self.shapes[shape..shape + count(n)]);
            let first = issue * count(issues);
            for hypothesis in 0..count(issues) {
                let u = others + self.weight(hypothesis) * worth;
                self.ranks[first + hypothesis] *= likely(u);
            }
            normalize(&mut self.ranks[first..first + count(issues)]);
            (from, shape) = (from + n, shape + count(n));
        }
        self.sum_up();
    }

    fn expected(&self, values: &[usize]) -> f64 {
        let (mut from, mut sum) = (0, 0.0);
        for ((size, value), weight) in self.sizes.iter().zip(values).zip(&self.weights) {
            sum += weight * self.worths[from + value];
            from += size;
        }
        sum
    }

    /// Expected weights, worths and their products.
    fn sum_up(&mut self) {
        let (issues, mut from, mut shape) = (self.sizes.len(), 0, 0);
        for issue in 0..issues {
            let n = self.sizes[issue];
            let chances = &self.shapes[shape..shape + count(n)];
            for value in 0..n {
                let worth = |(hypothesis, p): (usize, &f64)| p * triangle(place(hypothesis, n), value, n);
                self.worths[from + value] = chances.iter().enumerate().map(worth).sum();
            }
            let chances = &self.ranks[issue * count(issues)..(issue + 1) * count(issues)];
            self.weights[issue] = chances.iter().enumerate().map(|(h, p)| p * self.weight(h)).sum();
            (from, shape) = (from + n, shape + count(n));
        }
        let sum: f64 = self.weights.iter().sum();
        self.weights.iter_mut().for_each(|weight| *weight /= sum);
        let mut from = 0;
        for (size, weight) in self.sizes.iter().zip(&self.weights) {
            for value in from..from + size {
                self.parts[value] = weight * self.worths[value];
            }
            from += size;
        }
    }

    pub(super) fn parts(&self) -> &[f64] {
        &self.parts
    }
}

/// Divides chances by their sum; equal chances where there is none left.
fn normalize(chances: &mut [f64]) {
    let sum: f64 = chances.iter().sum();
    let equal = 1.0 / chances.len() as f64;
    for chance in chances {
        *chance = if sum > 0.0 { *chance / sum } else { equal };
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_offer_moves_chances_by_bayes_rule() {
        // One issue of three values, weight 1: the triangles give value 0 the worths 1, 0 and 0.
        let mut model = Bayesian::new(&[3]);
        assert!((model.parts()[1] - (0.5 + 1.0 + 0.5) / 3.0).abs() < 1e-12);
        model.learn(&[0], 0.0);
        let far = libm::exp(-8.0);
        let first = 1.0 / (1.0 + 2.0 * far);
        assert!((model.shapes[0] - first).abs() < 1e-12);
        assert!((model.parts()[0] - first).abs() < 1e-12);
        // At the end half is expected: value 1, worth a half under the first shape, is as likely as can be.
        model.learn(&[1], 1.0);
        assert!(model.shapes[0] > first * 0.99 && model.shapes[1] < far);
    }

    #[test]
    fn many_values_and_many_offers_leave_numbers() {
        let mut model = Bayesian::new(&[200, 1, 40]);
        for k in 0..5000 {
            model.learn(&[k % 200, 0, 39 - k % 40], 0.0);
        }
        assert!(model.parts().iter().all(|p| p.is_finite() && *p >= 0.0 && *p <= 1.0));
    }
}
