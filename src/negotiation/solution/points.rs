//! Solution points among finitely many packages: every package that maximises, ties included, by index.
//!
//! All are sought among the packages that give every party at least its disagreement point, except where said otherwise.

/// What points are sought among.
#[derive(Debug, Clone)]
pub struct Field<'a> {
    rows: &'a [f64],
    disagreement: &'a [f64],
    /// Packages that give every party at least its disagreement point.
    pub rational: Vec<usize>,
    ideal: Vec<f64>,
}

/// Gains whose ratio is within this are taken as equal.
const EQUAL: f64 = 1e-12;

impl<'a> Field<'a> {
    /// Of rows of utilities (see [`super::frontier::rows`]) and a disagreement point for each party.
    pub fn new(rows: &'a [f64], disagreement: &'a [f64]) -> Self {
        let parties = disagreement.len().max(1);
        let fine =
            |k: &usize| rows[k * parties..(k + 1) * parties].iter().zip(disagreement).all(|(u, d)| u >= d);
        let rational: Vec<usize> = (0..rows.len() / parties).filter(fine).collect();
        let mut ideal = vec![f64::NEG_INFINITY; disagreement.len()];
        for k in &rational {
            for (best, u) in ideal.iter_mut().zip(&rows[k * parties..(k + 1) * parties]) {
                *best = best.max(*u);
            }
        }
        Self { rows, disagreement, rational, ideal }
    }

    /// Number of parties.
    pub fn parties(&self) -> usize {
        self.disagreement.len()
    }

    /// Utilities of a package.
    pub fn row(&self, package: usize) -> &[f64] {
        &self.rows[package * self.parties()..(package + 1) * self.parties()]
    }

    /// The best utility of each party over rational packages; −∞ where there is none.
    pub fn ideal(&self) -> &[f64] {
        &self.ideal
    }

    fn gains(&self, package: usize) -> impl Iterator<Item = f64> + '_ {
        self.row(package).iter().zip(self.disagreement).map(|(u, d)| u - d)
    }

    /// Gains as shares of the greatest possible; a party that can gain nothing counts as having all.
    fn ratios(&self, package: usize) -> impl Iterator<Item = f64> + '_ {
        let most = self.ideal.iter().zip(self.disagreement).map(|(i, d)| i - d);
        self.gains(package).zip(most).map(|(gain, most)| if most > 0.0 { gain / most } else { 1.0 })
    }

    /// Nash (1950): the greatest product of gains, each to the power of its weight (Kalai 1977). Where every product is 0, all
    /// rational packages tie.
    pub fn nash(&self, weights: Option<&[f64]>) -> Vec<usize> {
        let weight = |party: usize| weights.map_or(1.0, |w| w[party]);
        let score = |k: usize| {
            let gains = self.gains(k).enumerate().filter(|(party, _)| weight(*party) > 0.0);
            let product = gains.fold(1.0, |all, (party, gain)| {
                all * if weight(party) == 1.0 { gain } else { libm::pow(gain, weight(party)) }
            });
            [product]
        };
        self.best(score)
    }

    /// Kalai and Smorodinsky (1975): the smallest share of what each could gain at best is greatest, then the second
    /// smallest, and so on (leximin, Imai 1983).
    pub fn kalai_smorodinsky(&self) -> Vec<usize> {
        self.leximin(|k| self.ratios(k).collect())
    }

    /// Egalitarian (Kalai 1977): the smallest gain is greatest, then the second smallest, and so on.
    pub fn egalitarian(&self) -> Vec<usize> {
        self.leximin(|k| self.gains(k).collect())
    }

    /// The smallest gain is greatest, ties left as they are.
    pub fn maximin(&self) -> Vec<usize> {
        self.best(|k| [self.gains(k).fold(f64::INFINITY, f64::min)])
    }

    /// The greatest sum of utilities among rational packages.
    pub fn utilitarian(&self) -> Vec<usize> {
        self.best(|k| [self.row(k).iter().sum()])
    }

    /// The greatest sum of utilities among all packages.
    pub fn utilitarian_of_all(&self) -> Vec<usize> {
        let all: Vec<usize> = (0..self.rows.len() / self.parties().max(1)).collect();
        best_among(&all, |k| [self.row(k).iter().sum()])
    }

    /// The smallest difference between the greatest and the smallest gain, among `frontier` (Pareto and rational); of those
    /// that tie, the greatest sum of gains.
    pub fn equal_gain(&self, frontier: &[usize]) -> Vec<usize> {
        let even = best_among(frontier, |k| {
            let (low, high) = self
                .gains(k)
                .fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), g| (low.min(g), high.max(g)));
            [low - high]
        });
        best_among(&even, |k| [self.gains(k).sum()])
    }

    /// What NegMAS 0.16 calls Kalai–Smorodinsky: the smallest difference between the shares of what each could gain, among
    /// `frontier`; `best` is each party's best package of all. It is not the solution of 1975.
    pub fn negmas_kalai_smorodinsky(&self, frontier: &[usize], best: &[f64]) -> Vec<usize> {
        best_among(frontier, |k| {
            let shares =
                self.gains(k).zip(best.iter().zip(self.disagreement)).map(|(gain, (b, d))| gain / (b - d));
            let (low, high) =
                shares.fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), s| (low.min(s), high.max(s)));
            [low - high]
        })
    }

    fn best<const N: usize>(&self, score: impl Fn(usize) -> [f64; N]) -> Vec<usize> {
        best_among(&self.rational, score)
    }

    fn leximin(&self, values: impl Fn(usize) -> Vec<f64>) -> Vec<usize> {
        let sorted = |k: &usize| {
            let mut of = values(*k);
            of.sort_by(f64::total_cmp);
            (of, *k)
        };
        let mut left: Vec<(Vec<f64>, usize)> = self.rational.iter().map(sorted).collect();
        for place in 0..self.parties() {
            let most = left.iter().map(|(of, _)| of[place]).fold(f64::NEG_INFINITY, f64::max);
            left.retain(|(of, _)| of[place] >= most - EQUAL * most.abs().max(1.0));
        }
        left.into_iter().map(|(_, k)| k).collect()
    }
}

/// All packages of the highest score, by index.
fn best_among<const N: usize>(among: &[usize], score: impl Fn(usize) -> [f64; N]) -> Vec<usize> {
    let scores: Vec<f64> = among.iter().map(|k| score(*k)[0]).collect();
    let most = scores.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let near = most - EQUAL * most.abs().max(1.0);
    among.iter().zip(&scores).filter(|(_, s)| **s >= near).map(|(k, _)| *k).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_textbook_point_is_not_the_one_of_least_difference() {
        // Shares (1, 0.5), (0.52, 0.6), (0.3, 0.3) and the two best ones.
        let rows = [1.0, 0.5, 0.52, 0.6, 0.3, 0.3, 0.0, 1.0];
        let field = Field::new(&rows, &[0.0, 0.0]);
        assert_eq!(field.kalai_smorodinsky(), [1]);
        let front = [0, 1, 3];
        assert_eq!(field.negmas_kalai_smorodinsky(&front, &[1.0, 1.0]), [1]);
        // With a package that is worse for all but even, least difference takes it if it is looked at.
        assert_eq!(field.negmas_kalai_smorodinsky(&[0, 1, 2, 3], &[1.0, 1.0]), [2]);
        assert_eq!(field.nash(None), [0]);
        assert!(Field::new(&rows, &[2.0, 2.0]).nash(None).is_empty());
    }
}
