//! Intervals of paired differences when decisions come in proposals: whole proposals are drawn again (cluster bootstrap; Davison & Hinkley
//! 1997, section 2.4), percentile intervals.

use crate::world::stream::Key;
use serde::Serialize;

/// A mean difference with its intervals.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Difference {
    /// The mean over decisions; below 0 the model is better than the baseline.
    pub mean: f64,
    /// Lower end of the 95 % interval.
    pub low: f64,
    /// Upper end.
    pub high: f64,
    /// Lower end of the interval that holds for all candidates at once (Bonferroni).
    pub low_of_all: f64,
    /// Upper end.
    pub high_of_all: f64,
}

/// The mean difference over decisions, from its sum and count by proposal. `None` without two proposals that hold anything.
pub fn difference(
    by_proposal: &[(f64, f64)],
    key: Key,
    resamples: usize,
    comparisons: usize,
) -> Option<Difference> {
    let held: Vec<(f64, f64)> = by_proposal.iter().copied().filter(|(_, count)| *count > 0.0).collect();
    if held.len() < 2 || resamples == 0 {
        return None;
    }
    let mean = |sums: (f64, f64)| sums.0 / sums.1;
    let add = |a: (f64, f64), b: (f64, f64)| (a.0 + b.0, a.1 + b.1);
    let mut dice = key.stream(0);
    let mut means: Vec<f64> = (0..resamples)
        .map(|_| {
            let drawn = (0..held.len()).map(|_| {
                let k = (dice.unit() * held.len() as f64) as usize;
                held[k.min(held.len() - 1)]
            });
            mean(drawn.fold((0.0, 0.0), add))
        })
        .collect();
    means.sort_by(f64::total_cmp);
    let at = |p: f64| means[((p * resamples as f64) as usize).min(resamples - 1)];
    let tail = 0.025 / comparisons.max(1) as f64;
    Some(Difference {
        mean: mean(held.iter().copied().fold((0.0, 0.0), add)),
        low: at(0.025),
        high: at(0.975),
        low_of_all: at(tail),
        high_of_all: at(1.0 - tail),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Differences that share a part within their proposal: decisions drawn one by one would miss it.
    #[test]
    fn intervals_cover_what_they_should() {
        let (mut covered, rounds, clusters) = (0, 400, 60);
        for round in 0..rounds {
            let mut dice = Key::new(round, "test", "").stream(0);
            let sums: Vec<(f64, f64)> = (0..clusters)
                .map(|_| {
                    let shared = dice.exponential() - 1.0;
                    let of = 1 + (dice.unit() * 4.0) as usize;
                    ((0..of).map(|_| 0.3 + shared + dice.unit() - 0.5).sum(), of as f64)
                })
                .collect();
            let d = difference(&sums, Key::new(round, "boot", ""), 400, 10).unwrap();
            assert!(d.low_of_all <= d.low && d.low <= d.high && d.high <= d.high_of_all);
            covered += usize::from(d.low <= 0.3 && 0.3 <= d.high);
        }
        assert!((360..=392).contains(&covered), "{covered} of 400");
    }

    #[test]
    fn without_two_proposals_there_is_no_interval() {
        let key = Key::new(1, "boot", "");
        assert_eq!(difference(&[(1.0, 1.0)], key, 100, 1), None);
        assert_eq!(difference(&[(1.0, 1.0), (0.0, 0.0)], key, 100, 1), None);
        let none = difference(&[(0.0, 1.0), (0.0, 2.0)], key, 100, 1).unwrap();
        assert_eq!((none.mean, none.low, none.high), (0.0, 0.0, 0.0));
    }
}
