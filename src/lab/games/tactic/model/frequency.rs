//! Learning by frequencies (van Krimpen, Looije and Hajizadeh 2013, the agent `HardHeaded`).
//!
//! A value is worth its count over the highest count of its issue, each count beginning at 1. Weights begin equal; of two offers in a row, each
//! issue with the same value in both gains `0.2 / n`, and all are divided by what they sum to then, but no weight passes
//! `1 − 0.2 / (1 + 0.2 k / n)` for `k` such issues.

/// What is added to all weights together when no issue changes.
const GAIN: f64 = 0.2;

/// What is learned of one party.
#[derive(Debug, Clone)]
pub(super) struct Frequency {
    sizes: Vec<usize>,
    weights: Vec<f64>,
    counts: Vec<f64>,
    last: Vec<usize>,
    any: bool,
    parts: Vec<f64>,
}

impl Frequency {
    pub(super) fn new(sizes: &[usize]) -> Self {
        let (issues, values) = (sizes.len().max(1), sizes.iter().sum());
        let mut model = Self {
            sizes: sizes.to_vec(),
            weights: vec![1.0 / issues as f64; sizes.len()],
            counts: vec![1.0; values],
            last: vec![0; sizes.len()],
            any: false,
            parts: vec![0.0; values],
        };
        model.sum_up();
        model
    }

    /// The party offers these values.
    pub(super) fn learn(&mut self, values: &[usize]) {
        if self.any {
            let gain = GAIN / self.weights.len().max(1) as f64;
            let same = values.iter().zip(&self.last).filter(|(a, b)| a == b).count();
            let sum = 1.0 + gain * same as f64;
            let most = 1.0 - GAIN / sum;
            for (weight, (now, before)) in self.weights.iter_mut().zip(values.iter().zip(&self.last)) {
                let gains = now == before && *weight < most;
                *weight = (*weight + if gains { gain } else { 0.0 }) / sum;
            }
            let sum: f64 = self.weights.iter().sum();
            self.weights.iter_mut().for_each(|weight| *weight /= sum);
        }
        let mut from = 0;
        for (size, value) in self.sizes.iter().zip(values) {
            self.counts[from + value] += 1.0;
            from += size;
        }
        self.any = true;
        self.last.copy_from_slice(values);
        self.sum_up();
    }

    fn sum_up(&mut self) {
        let mut from = 0;
        for (size, weight) in self.sizes.iter().zip(&self.weights) {
            let counts = &self.counts[from..from + size];
            let most = counts.iter().copied().fold(1.0, f64::max);
            for (part, count) in self.parts[from..].iter_mut().zip(counts) {
                *part = weight * count / most;
            }
            from += size;
        }
    }

    pub(super) fn parts(&self) -> &[f64] {
        &self.parts
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weights_and_counts_are_those_worked_out_by_hand() {
        let mut model = Frequency::new(&[2, 3]);
        assert_eq!(model.parts(), [0.5; 5]);
        model.learn(&[0, 2]);
        model.learn(&[0, 1]);
        // The first issue has gained 0.1 of 1.1: 0.6 and 0.5 of 1.1.
        let (a, b) = (0.6 / 1.1, 0.5 / 1.1);
        let wanted = [a, a / 3.0, b / 2.0, b, b];
        assert!(model.parts().iter().zip(wanted).all(|(x, y)| (x - y).abs() < 1e-12), "{:?}", model.parts());
    }
}
