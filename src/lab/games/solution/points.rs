//! Solution points among finitely many packages: every package that maximises, ties included, by index.
//!
//! All are sought among the packages that give every party at least its disagreement point, except where said otherwise. What differs by rounding
//! alone ties.

use crate::lab::games::equal::{TOLERANCE, largest, reaching, slack};

/// What points are sought among.
#[derive(Debug, Clone)]
pub struct Field<'a> {
    /// Party by party.
    utilities: &'a [f64],
    packages: usize,
    disagreement: &'a [f64],
    /// Packages that give every party at least its disagreement point.
    pub rational: Vec<usize>,
    ideal: Vec<f64>,
    /// By party: what its utilities may differ by and are still equal.
    slack: Vec<f64>,
}

impl<'a> Field<'a> {
    /// Of utilities party by party, `packages` each, and a disagreement point for each party.
    pub fn new(utilities: &'a [f64], packages: usize, disagreement: &'a [f64]) -> Self {
        let mut fine = vec![true; packages];
        let mut slacks = Vec::with_capacity(disagreement.len());
        for (own, base) in utilities.chunks_exact(packages.max(1)).zip(disagreement) {
            let most = largest(own);
            let least = reaching(*base, most);
            for (fine, u) in fine.iter_mut().zip(own) {
                *fine &= *u >= least;
            }
            slacks.push(slack(most.max(largest([base]))));
        }
        let best = |own: &[f64]| {
            let rational = own.iter().zip(&fine).map(|(u, fine)| if *fine { *u } else { f64::NEG_INFINITY });
            rational.fold(f64::NEG_INFINITY, |best, u| if u > best { u } else { best })
        };
        let ideal = utilities.chunks_exact(packages.max(1)).take(disagreement.len()).map(best).collect();
        let rational = fine.iter().enumerate().filter(|(_, fine)| **fine).map(|(k, _)| k).collect();
        Self { utilities, packages, disagreement, rational, ideal, slack: slacks }
    }

    /// Number of parties.
    pub fn parties(&self) -> usize {
        self.disagreement.len()
    }

    /// Utilities of a package.
    pub fn row(&self, package: usize) -> impl Iterator<Item = f64> + '_ {
        (0..self.parties()).map(move |party| self.utilities[party * self.packages + package])
    }

    /// The best utility of each party over rational packages; −∞ where there is none.
    pub fn ideal(&self) -> &[f64] {
        &self.ideal
    }

    fn gains(&self, package: usize) -> impl Iterator<Item = f64> + '_ {
        self.row(package).zip(self.disagreement).map(|(u, d)| u - d)
    }

    /// By party: what it could gain at best; none where that is not more than rounding.
    fn most(&self) -> Vec<f64> {
        let ideal = self.ideal.iter().zip(self.disagreement).map(|(i, d)| i - d);
        ideal.zip(&self.slack).map(|(most, slack)| if most > *slack { most } else { 0.0 }).collect()
    }

    /// A score of every package, party by party from `start`: `step` takes the score so far, the party and its utility.
    fn scores(&self, start: f64, step: impl Fn(f64, usize, f64) -> f64) -> Vec<f64> {
        let mut scores = vec![start; self.packages];
        // A stretch of scores at a time stays near the processor while all parties are gone through.
        for (number, scores) in scores.chunks_mut(STRETCH).enumerate() {
            for party in 0..self.parties() {
                let from = party * self.packages + number * STRETCH;
                for (score, u) in scores.iter_mut().zip(&self.utilities[from..]) {
                    *score = step(*score, party, *u);
                }
            }
        }
        scores
    }

    /// Nash (1950): the greatest product of gains, each to the power of its weight (Kalai 1977). Where every product is 0, all
    /// rational packages tie.
    pub fn nash(&self, weights: Option<&[f64]>) -> Vec<usize> {
        let scores = match weights {
            None => {
                // Shares of what each could gain in place of gains: the same package is best, and nothing grows or shrinks beyond bounds.
                let most = self.most();
                self.scores(1.0, |all, party, u| {
                    let gain = self.gain(party, u);
                    all * if most[party] > 0.0 { gain / most[party] } else { gain }
                })
            }
            Some(weights) => self.scores(1.0, |all, party, u| {
                let gain = self.gain(party, u);
                match weights[party] {
                    1.0 => all * gain,
                    weight if weight > 0.0 => all * libm::pow(gain, weight),
                    _ => all,
                }
            }),
        };
        best_of(&self.rational, &scores, slack)
    }

    /// Kalai and Smorodinsky (1975): the smallest share of what each could gain at best is greatest, then the second
    /// smallest, and so on (leximin, Imai 1983).
    pub fn kalai_smorodinsky(&self) -> Vec<usize> {
        let most = self.most();
        let least = self.scores(f64::INFINITY, |low, party, u| {
            lower(low, ratio(u - self.disagreement[party], most[party]))
        });
        let slacks: Vec<f64> =
            self.slack.iter().zip(&most).map(|(slack, most)| unit(*slack, *most)).collect();
        let ratios = |k: usize| self.gains(k).zip(&most).map(|(gain, most)| ratio(gain, *most));
        self.leximin(&least, (&slacks, self.parties()), |k| ratios(k).collect())
    }

    /// Egalitarian (Kalai 1977): the smallest gain is greatest, then the second smallest, and so on.
    pub fn egalitarian(&self) -> Vec<usize> {
        self.leximin(&self.least_gain(), (&self.slack, self.parties()), |k| self.gains(k).collect())
    }

    /// The smallest gain is greatest, ties left as they are.
    pub fn maximin(&self) -> Vec<usize> {
        self.leximin(&self.least_gain(), (&self.slack, 1), |k| self.gains(k).collect())
    }

    fn least_gain(&self) -> Vec<f64> {
        self.scores(f64::INFINITY, |low, party, u| lower(low, u - self.disagreement[party]))
    }

    /// The greatest sum of utilities among rational packages.
    pub fn utilitarian(&self) -> Vec<usize> {
        self.greatest_sum(&self.rational)
    }

    /// The greatest sum of utilities among all packages.
    pub fn utilitarian_of_all(&self) -> Vec<usize> {
        self.greatest_sum(&(0..self.packages).collect::<Vec<usize>>())
    }

    /// The greatest sum of utilities among some packages.
    pub fn greatest_sum(&self, among: &[usize]) -> Vec<usize> {
        best_of(among, &self.scores(0.0, |sum, _, u| sum + u), |_| self.slack.iter().sum())
    }

    /// The greatest sum of shares of what each could gain (NegMAS's relative welfare), among rational packages; `best` is each party's
    /// best package of all.
    pub fn relative_utilitarian(&self, best: &[f64]) -> Vec<usize> {
        let scores = self.scores(0.0, |sum, party, u| {
            sum + ratio(u - self.disagreement[party], best[party] - self.disagreement[party])
        });
        best_of(&self.rational, &scores, |_| self.share_slack(best))
    }

    /// The smallest difference between the greatest and the smallest gain, among `frontier` (Pareto and rational); of those
    /// that tie, the greatest sum of gains.
    pub fn equal_gain(&self, frontier: &[usize]) -> Vec<usize> {
        let spread = |k: usize| {
            let (low, high) = self
                .gains(k)
                .fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), g| (low.min(g), high.max(g)));
            low - high
        };
        let most = 2.0 * self.slack.iter().copied().fold(0.0, f64::max);
        let even = best_among(frontier, most, spread);
        best_among(&even, self.slack.iter().sum(), |k| self.gains(k).sum())
    }

    /// What NegMAS 0.16 calls Kalai–Smorodinsky: the smallest difference between the shares of what each could gain, among
    /// `frontier`; `best` is each party's best package of all. It is not the solution of 1975.
    pub fn negmas_kalai_smorodinsky(&self, frontier: &[usize], best: &[f64]) -> Vec<usize> {
        best_among(frontier, self.share_slack(best), |k| {
            let shares =
                self.gains(k).zip(best.iter().zip(self.disagreement)).map(|(gain, (b, d))| gain / (b - d));
            let (low, high) =
                shares.fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), s| (low.min(s), high.max(s)));
            low - high
        })
    }

    /// Of `least`, the smallest value of each package, the greatest; of those that tie, by the second smallest, and so on, to so many places. `slacks`
    /// says by party what its values may differ by.
    fn leximin(
        &self,
        least: &[f64],
        (slacks, places): (&[f64], usize),
        values: impl Fn(usize) -> Vec<f64>,
    ) -> Vec<usize> {
        // Sorted anew at each place: all of millions may tie, and their values would not fit into memory.
        let at = |k: usize, place: usize| {
            let mut of: Vec<(f64, f64)> = values(k).into_iter().zip(slacks.iter().copied()).collect();
            of.sort_by(|a, b| a.0.total_cmp(&b.0));
            of[place]
        };
        let widest = slacks.iter().copied().fold(0.0, f64::max);
        let mut left = best_of(&self.rational, least, |_| widest);
        for place in 0..places {
            let most = left.iter().map(|k| at(*k, place).0).fold(f64::NEG_INFINITY, f64::max);
            left.retain(|k| {
                let (value, slack) = at(*k, place);
                value >= most - slack
            });
        }
        left
    }

    /// What a party gains by a utility; rounding makes no loss of nothing.
    fn gain(&self, party: usize, u: f64) -> f64 {
        let gain = u - self.disagreement[party];
        if gain.abs() > self.slack[party] { gain } else { 0.0 }
    }

    /// What sums of shares of what each could gain may differ by, where `best` is each party's best utility.
    fn share_slack(&self, best: &[f64]) -> f64 {
        let each = self.slack.iter().zip(best.iter().zip(self.disagreement));
        each.map(|(slack, (b, d))| unit(*slack, b - d)).sum()
    }
}

/// A slack of gains as one of shares of the greatest gain.
fn unit(slack: f64, most: f64) -> f64 {
    if most > slack { slack / most } else { TOLERANCE }
}

/// Scores that are gone through at a time.
const STRETCH: usize = 1024;

fn ratio(gain: f64, most: f64) -> f64 {
    if most > 0.0 { gain / most } else { 1.0 }
}

fn lower(a: f64, b: f64) -> f64 {
    if b < a { b } else { a }
}

/// All packages of `among` of the highest score, by index; `scores` has one for every package there is. `slack` says how far below the highest a
/// score may lie and still ties.
fn best_of(among: &[usize], scores: &[f64], slack: impl Fn(f64) -> f64) -> Vec<usize> {
    let most = among.iter().fold(f64::NEG_INFINITY, |most, k| most.max(scores[*k]));
    let enough = most - slack(most);
    among.iter().copied().filter(|k| scores[*k] >= enough).collect()
}

/// All packages of the highest score, by index, and those that lie so little below it.
fn best_among(among: &[usize], slack: f64, score: impl Fn(usize) -> f64) -> Vec<usize> {
    let scores: Vec<f64> = among.iter().map(|k| score(*k)).collect();
    let most = scores.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    among.iter().zip(&scores).filter(|(_, s)| **s >= most - slack).map(|(k, _)| *k).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_textbook_point_is_not_the_one_of_least_difference() {
        // Shares (1, 0.5), (0.52, 0.6), (0.3, 0.3) and (0, 1).
        let utilities = [1.0, 0.52, 0.3, 0.0, 0.5, 0.6, 0.3, 1.0];
        let field = Field::new(&utilities, 4, &[0.0, 0.0]);
        assert_eq!(field.kalai_smorodinsky(), [1]);
        let front = [0, 1, 3];
        assert_eq!(field.negmas_kalai_smorodinsky(&front, &[1.0, 1.0]), [1]);
        // With a package that is worse for all but even, least difference takes it if it is looked at.
        assert_eq!(field.negmas_kalai_smorodinsky(&[0, 1, 2, 3], &[1.0, 1.0]), [2]);
        assert_eq!(field.nash(None), [0]);
        assert!(Field::new(&utilities, 4, &[2.0, 2.0]).nash(None).is_empty());
    }

    #[test]
    fn ties_do_not_depend_on_units() {
        // Three packages; the second and the third are worth the same but for rounding, and more than the first.
        for unit in [1e-9, 1.0, 1e9] {
            let sum = 0.1 + 0.2;
            let utilities = [0.1, 0.3, sum, 0.1, sum, 0.3].map(|u| unit * u);
            let field = Field::new(&utilities, 3, &[0.0, 0.0]);
            for found in [
                field.nash(None),
                field.nash(Some(&[1.0, 2.0])),
                field.kalai_smorodinsky(),
                field.egalitarian(),
                field.maximin(),
                field.utilitarian(),
                field.relative_utilitarian(&[unit * 0.3; 2]),
                field.equal_gain(&[1, 2]),
            ] {
                assert_eq!(found, [1, 2], "{unit}");
            }
            // What lies below a disagreement point by rounding alone is rational.
            assert_eq!(Field::new(&utilities, 3, &[unit * sum, unit * sum]).nash(None), [1, 2]);
        }
        // One party counts in units of 1e9: that blurs no share of the other.
        let utilities = [1e9, 2e9, 3e9, 0.5, 0.5005, 0.4];
        assert_eq!(Field::new(&utilities, 3, &[0.0, 0.0]).egalitarian(), [1]);
    }

    #[test]
    fn many_parties_small_gains_and_huge_ones_do_not_blur_the_product() {
        for gain in [1e-9, 0.02, 1e160] {
            // Twelve parties, three packages: the last is best for all.
            let utilities: Vec<f64> = (0..12).flat_map(|_| [gain, 2.5 * gain, 4.0 * gain]).collect();
            let field = Field::new(&utilities, 3, &[0.0; 12]);
            assert_eq!(field.nash(None), [2], "{gain}");
        }
    }
}
