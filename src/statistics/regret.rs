//! Regret: what is lost in each world by having chosen one alternative and not the best for that world (Savage 1951, "The theory of
//! statistical decision", Journal of the American Statistical Association 46:55). Whose largest regret is smallest is the minimax choice.

/// Regrets of alternatives by criteria, world by world.
#[derive(Debug, Clone)]
pub struct Regrets {
    alternatives: usize,
    criteria: usize,
    worlds: u64,
    /// By alternative, then criterion.
    sum: Vec<f64>,
    largest: Vec<f64>,
}

/// The regret of one alternative under one criterion.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Regret {
    /// Mean over the worlds.
    pub mean: f64,
    /// Largest in any world.
    pub largest: f64,
}

impl Regrets {
    /// No worlds yet.
    pub fn new(alternatives: usize, criteria: usize) -> Self {
        let zeros = vec![0.0; alternatives * criteria];
        Self { alternatives, criteria, worlds: 0, sum: zeros.clone(), largest: zeros }
    }

    /// Adds a world: `values[alternative * criteria + criterion]`, more is better. Regret is the best value less the own.
    pub fn add(&mut self, values: &[f64]) {
        self.worlds += 1;
        for criterion in 0..self.criteria {
            let value = |alternative: usize| values.get(alternative * self.criteria + criterion).copied();
            let best = (0..self.alternatives).filter_map(value).fold(f64::NEG_INFINITY, f64::max);
            for alternative in 0..self.alternatives {
                let at = alternative * self.criteria + criterion;
                let regret = best - values.get(at).copied().unwrap_or(best);
                self.sum[at] += regret;
                self.largest[at] = self.largest[at].max(regret);
            }
        }
    }

    /// The regret of an alternative under a criterion; `None` without worlds or if there is none such.
    pub fn of(&self, alternative: usize, criterion: usize) -> Option<Regret> {
        if self.worlds == 0 || alternative >= self.alternatives || criterion >= self.criteria {
            return None;
        }
        let at = alternative * self.criteria + criterion;
        Some(Regret { mean: self.sum[at] / self.worlds as f64, largest: self.largest[at] })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The textbook table (three acts, three states): regrets by hand.
    #[test]
    fn by_hand() {
        let mut regrets = Regrets::new(3, 1);
        for state in [[12.0, 5.0, 8.0], [3.0, 6.0, 8.0], [-4.0, 5.0, 0.0]] {
            regrets.add(&state);
        }
        let all: Vec<Regret> = (0..3).filter_map(|act| regrets.of(act, 0)).collect();
        assert_eq!(all.iter().map(|r| r.largest).collect::<Vec<_>>(), [9.0, 7.0, 5.0]);
        let means = [14.0, 9.0, 9.0].map(|sum: f64| sum / 3.0);
        assert!(all.iter().zip(means).all(|(r, mean)| (r.mean - mean).abs() < 1e-15), "{all:?}");
        assert!(regrets.of(3, 0).is_none() && Regrets::new(1, 1).of(0, 0).is_none());
    }
}
