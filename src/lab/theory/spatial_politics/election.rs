//! Probabilistic Condorcet elections: one probability for each option, from the chances that it beats each other.
//!
//! *Conditional*: `p_i ∝ Π_j P(i>j)`. *Markov, uniform*: `q_i = (1/n) Σ_j P(i>j)(p_i + p_j)`. *Markov, incentive*: i challenges a standing j with
//! probability `n_ij / Σ_k n_kj`, `n_ij = c_ij P(i>j)`, and `q_i = Σ_j P(i>j) C_ij`, `C_ij` the chance that i and j meet, whichever stands. Both
//! processes go on with `(p + q)/2` until no probability moves by more than 10⁻⁶, or 10⁻⁸.

use super::super::InvalidInput;
use super::choices::{Choices, ElectionModel};
use super::coalition::{LEAST, strengths, victory};
use super::vote::Response;

/// Rounds times pairs of options after which a process that has not settled is given up: near ties may take 100,000 rounds and more.
const MOST_STEPS: usize = 100_000_000;

/// A standing option that nobody opposes challenges itself.
const SELF_SUPPORT: f64 = 1e-10;

/// Below this a product is scaled up, so that none vanishes; a power of two, which loses no digit.
const SMALL: f64 = 1e-100;
/// 2⁴⁰⁰.
const SCALE: f64 = 2.582_249_878_086_908_6e120;

/// Options by utilities, and what an election computes with; cheap to hold again, as it keeps its memory.
#[derive(Debug, Clone, Default)]
pub struct Election {
    coalitions: Vec<f64>,
    victories: Vec<f64>,
    chances: Vec<f64>,
    next: Vec<f64>,
    scales: Vec<u32>,
}

impl Election {
    /// The probabilities of options, each a row of utilities by voter, when voters have these weights.
    ///
    /// # Errors
    /// When a Markov process does not settle.
    pub fn hold<'a>(
        &'a mut self,
        choices: &Choices,
        weights: &[f64],
        options: &[&[f64]],
    ) -> Result<&'a [f64], InvalidInput> {
        self.count(choices, weights, options);
        let m = options.len();
        self.chances.clear();
        self.chances.resize(m, 1.0 / m as f64);
        self.next.clear();
        self.next.resize(m, 0.0);
        match choices.election {
            ElectionModel::Conditional => self.conditional(m),
            ElectionModel::MarkovUniform => self.settle(m, 1e-6, Self::uniform)?,
            ElectionModel::MarkovIncentive => {
                self.incentives(m);
                self.settle(m, 1e-8, Self::incentive)?;
            }
        }
        Ok(&self.chances)
    }

    /// Coalitions and victories of all pairs.
    fn count(&mut self, choices: &Choices, weights: &[f64], options: &[&[f64]]) {
        let m = options.len();
        let response = Response::new(choices.voting);
        self.coalitions.clear();
        self.coalitions.resize(m * m, LEAST);
        self.victories.clear();
        self.victories.resize(m * m, 0.5);
        for i in 0..m {
            for j in 0..i {
                let (with, against) = strengths(response, weights, options[i], options[j]);
                (self.coalitions[i * m + j], self.coalitions[j * m + i]) = (with, against);
                let (wins, loses) = victory(choices.victory, with, against);
                (self.victories[i * m + j], self.victories[j * m + i]) = (wins, loses);
            }
        }
    }

    fn conditional(&mut self, m: usize) {
        self.scales.clear();
        for row in self.victories.chunks_exact(m) {
            let (mut product, mut scale) = (1.0, 0);
            for p in row {
                product *= p;
                while product < SMALL && product > 0.0 {
                    product *= SCALE;
                    scale += 1;
                }
            }
            self.chances[self.scales.len()] = product;
            self.scales.push(scale);
        }
        let least = self.scales.iter().copied().min().unwrap_or(0);
        for (p, scale) in self.chances.iter_mut().zip(&self.scales) {
            for _ in least..*scale {
                *p /= SCALE;
            }
        }
        let sum: f64 = self.chances.iter().sum();
        self.chances.iter_mut().for_each(|p| *p /= sum);
    }

    /// Goes on until a round, which writes `next` from `chances`, changes no probability by more than the tolerance.
    fn settle(&mut self, m: usize, tolerance: f64, round: fn(&mut Self, usize)) -> Result<(), InvalidInput> {
        let most = MOST_STEPS / (m * m);
        for _ in 0..most {
            round(self, m);
            let mut change = 0.0f64;
            for (p, q) in self.chances.iter_mut().zip(&self.next) {
                change = change.max((q - *p).abs());
                *p = f64::midpoint(*p, *q);
            }
            if change <= tolerance {
                return Ok(());
            }
        }
        Err(InvalidInput(format!(
            "an election over {m} options did not settle within {most} rounds; expected power and positions for which \
             the Markov process does, or the conditional model"
        )))
    }

    fn uniform(&mut self, m: usize) {
        for (i, row) in self.victories.chunks_exact(m).enumerate() {
            let own = self.chances[i];
            let sum: f64 = row.iter().zip(&self.chances).map(|(v, p)| v * (own + p)).sum();
            self.next[i] = sum / m as f64;
        }
    }

    /// Turns coalitions into the probabilities with which i challenges a standing j, column by column.
    fn incentives(&mut self, m: usize) {
        for (at, (c, v)) in self.coalitions.iter_mut().zip(&self.victories).enumerate() {
            *c *= v;
            if at / m == at % m {
                *c += SELF_SUPPORT;
            }
        }
        for j in 0..m {
            let sum: f64 = (0..m).map(|k| self.coalitions[k * m + j]).sum();
            (0..m).for_each(|i| self.coalitions[i * m + j] /= sum);
        }
    }

    fn incentive(&mut self, m: usize) {
        for i in 0..m {
            let mut sum = 0.0;
            for j in 0..m {
                // i stands and j challenges, or the other way round.
                let meet = self.chances[i] * self.coalitions[j * m + i]
                    + self.chances[j] * self.coalitions[i * m + j];
                sum += self.victories[i * m + j] * meet;
            }
            self.next[i] = sum;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::choices::{VictoryModel, VotingRule};
    use super::*;

    const WEIGHTS: [f64; 3] = [1.0, 2.0, 3.0];
    /// Three options on which three voters have each a best one.
    const OPTIONS: [&[f64]; 3] = [&[1.0, 0.5, 0.25], &[0.5, 1.0, 0.5], &[0.25, 0.5, 1.0]];

    fn held(choices: &Choices, options: &[&[f64]], weights: &[f64]) -> Vec<f64> {
        Election::default().hold(choices, weights, options).unwrap().to_vec()
    }

    #[test]
    fn conditional_by_hand() {
        // c_12 = .5, c_21 = 1 + .75; c_13 = .75, c_31 = 2.25; c_23 = .25 + 1, c_32 = 1.5.
        let (p12, p13, p23) = (0.5 / 2.25, 0.25, 1.25 / 2.75);
        let raw = [p12 * p13, (1.0 - p12) * p23, (1.0 - p13) * (1.0 - p23)];
        let sum: f64 = raw.iter().sum();
        for (found, expected) in held(&Choices::default(), &OPTIONS, &WEIGHTS).iter().zip(raw) {
            assert!((found - expected / sum).abs() < 1e-7);
        }
    }

    #[test]
    fn markov_processes_rest_where_they_say() {
        for model in [ElectionModel::MarkovUniform, ElectionModel::MarkovIncentive] {
            let choices = Choices { election: model, ..Choices::default() };
            let mut election = Election::default();
            election.hold(&choices, &WEIGHTS, &OPTIONS).unwrap();
            let before = election.chances.clone();
            match model {
                ElectionModel::MarkovUniform => election.uniform(3),
                _ => election.incentive(3),
            }
            for (p, q) in before.iter().zip(&election.next) {
                assert!((p - q).abs() < 1e-6);
            }
            assert!(before[2] > before[1] && before[1] > before[0]);
        }
    }

    #[test]
    fn two_options_by_hand() {
        // Strengths 1 and 3: a quarter under the conditional model, and under both processes too, as the flows balance at p/(1−p) of their odds.
        let options: [&[f64]; 2] = [&[1.0, 0.0], &[0.0, 1.0]];
        let found = held(&Choices::default(), &options, &[1.0, 3.0]);
        assert!((found[0] - 0.25).abs() < 1e-8);
        let uniform = Choices { election: ElectionModel::MarkovUniform, ..Choices::default() };
        assert!((held(&uniform, &options, &[1.0, 3.0])[0] - 0.25).abs() < 1e-5);
    }

    #[test]
    fn probabilities_are_probabilities_under_all_models() {
        for voting in VotingRule::ALL {
            for victory in VictoryModel::ALL {
                for election in ElectionModel::ALL {
                    let choices = Choices {
                        voting: *voting,
                        victory: *victory,
                        election: *election,
                        ..Choices::default()
                    };
                    let found = held(&choices, &OPTIONS, &WEIGHTS);
                    assert!((found.iter().sum::<f64>() - 1.0).abs() < 1e-8);
                    assert!(found.iter().all(|p| (0.0..=1.0).contains(p)));
                }
            }
        }
    }

    #[test]
    fn three_hundred_options_in_a_ring_share_alike() {
        // Each beats, nearly surely, the half of the ring behind it: every product is far below the least number.
        let rows: Vec<Vec<f64>> = (0..301usize)
            .map(|i| {
                (0..301usize)
                    .map(|k| f64::from(u16::try_from((301 + i - k) % 301).unwrap()) / 301.0)
                    .collect()
            })
            .collect();
        let options: Vec<&[f64]> = rows.iter().map(Vec::as_slice).collect();
        let choices =
            Choices { victory: VictoryModel::Octic, voting: VotingRule::Binary, ..Choices::default() };
        let found = held(&choices, &options, &vec![1.0; 301]);
        assert!(found.iter().all(|p| (p - 1.0 / 301.0).abs() < 1e-9));
    }

    #[test]
    fn a_sole_option_is_certain() {
        for election in ElectionModel::ALL {
            let choices = Choices { election: *election, ..Choices::default() };
            assert!((held(&choices, &[&[0.3]], &[1.0])[0] - 1.0).abs() < 1e-12);
        }
    }
}
