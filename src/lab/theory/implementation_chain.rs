//! Staged implementation as an absorbing chain.
//!
//! One draw per period: stage k advances with probability `advance[k]` (from the last stage: completion), collapses with
//! `collapse[k]`, falls back one stage with `fall_back[k]` (in the first stage, which has none before it, it stays), and otherwise stays.
//! Time counts draws. With Q the moves among stages, the fundamental matrix is `N = (I - Q)^-1` (Kemeny and Snell 1960, "Finite Markov
//! Chains", chapter 3): visits N, expected time `t = N 1`, variance `(2N - I) t - t²`. The time given completion follows by weighing
//! visits with the chance p of completing: `(N p)_i / p_i`. Without falling back these reduce to
//! `P = Π a/(a+c)` and `E[T] = Σ 1/(a_k+c_k) Π_{l<k} a_l/(a_l+c_l)`.
//!
//! Discounted values: the flow of a stage comes at the start of each period spent in it, the completion bonus or the collapse payoff one
//! period later.

use super::{InvalidInput, at_most, discount, finite, linear, share};

/// The chances of one period, stage by stage; each list has one entry per stage, and the three of a stage sum to at most 1.
#[derive(Debug, Clone, PartialEq)]
pub struct Chain {
    advance: Vec<f64>,
    collapse: Vec<f64>,
    fall_back: Vec<f64>,
}

/// What the chain does in the long run; every list has one entry per starting stage unless said otherwise.
#[derive(Debug, Clone, PartialEq)]
pub struct Absorption {
    /// Probability of completing.
    pub complete: Vec<f64>,
    /// Probability of collapsing.
    pub collapse: Vec<f64>,
    /// Expected periods until either.
    pub periods: Vec<f64>,
    /// Variance of those periods.
    pub variance: Vec<f64>,
    /// Expected periods given completion; `None` where completion is impossible.
    pub periods_given_completion: Vec<Option<f64>>,
    /// Expected periods spent in each stage when starting in the first.
    pub visits: Vec<f64>,
}

/// What the stages and the ends are worth.
#[derive(Debug, Clone, PartialEq)]
pub struct ChainPayoffs {
    /// Discount factor per period, from 0 to below 1.
    pub discount: f64,
    /// Flow per period in each stage.
    pub flow: Vec<f64>,
    /// Value at completion.
    pub completion: f64,
    /// Value at collapse.
    pub collapse: f64,
}

impl Chain {
    /// A chain.
    ///
    /// # Errors
    /// When the lists differ in length or are empty, a probability is outside [0, 1], or those of a stage sum to more than 1.
    pub fn new(advance: &[f64], collapse: &[f64], fall_back: &[f64]) -> Result<Self, InvalidInput> {
        let stages = at_most("the number of stages", advance.len())?;
        if stages == 0 || collapse.len() != stages || fall_back.len() != stages {
            return Err(InvalidInput(format!(
                "advance, collapse and fall_back have {stages}, {} and {} entries; expected one per stage, at least one",
                collapse.len(),
                fall_back.len()
            )));
        }
        for k in 0..stages {
            share(&format!("advance[{k}]"), advance[k])?;
            share(&format!("collapse[{k}]"), collapse[k])?;
            share(&format!("fall_back[{k}]"), fall_back[k])?;
            let sum = advance[k] + collapse[k] + fall_back[k];
            if sum > 1.0 + 1e-9 {
                return Err(InvalidInput(format!(
                    "the chances of stage {k} sum to {sum}; expected at most 1"
                )));
            }
        }
        Ok(Self { advance: advance.to_vec(), collapse: collapse.to_vec(), fall_back: fall_back.to_vec() })
    }

    /// The number of stages.
    pub fn stages(&self) -> usize {
        self.advance.len()
    }

    /// The chance that stage k stays as it is for a period.
    fn stay(&self, k: usize) -> f64 {
        let back = if k == 0 { 0.0 } else { self.fall_back[k] };
        (1.0 - self.advance[k] - self.collapse[k] - back).max(0.0)
    }

    /// The matrix I - w Q, with Q the moves among stages.
    fn system(&self, weight: f64) -> Vec<Vec<f64>> {
        let n = self.stages();
        let mut matrix = vec![vec![0.0; n]; n];
        for (k, row) in matrix.iter_mut().enumerate() {
            // Written as a sum of exits, so that a rare exit keeps its digits.
            let back = if k == 0 { 0.0 } else { self.fall_back[k] };
            let leave = self.advance[k] + self.collapse[k] + back;
            row[k] = if weight == 1.0 { leave } else { 1.0 - weight * self.stay(k) };
            if k + 1 < n {
                row[k + 1] = -weight * self.advance[k];
            }
            if k > 0 {
                row[k - 1] = -weight * self.fall_back[k];
            }
        }
        matrix
    }

    /// Whether every stage can reach an end.
    fn ends_surely(&self) -> bool {
        let n = self.stages();
        let exits = |k: usize| self.collapse[k] > 0.0 || (k + 1 == n && self.advance[k] > 0.0);
        let mut reaches: Vec<bool> = (0..n).map(exits).collect();
        for _ in 0..n {
            for k in 0..n {
                let up = k + 1 < n && self.advance[k] > 0.0 && reaches[k + 1];
                let down = k > 0 && self.fall_back[k] > 0.0 && reaches[k - 1];
                reaches[k] |= up || down;
            }
        }
        reaches.iter().all(|reached| *reached)
    }

    /// Probabilities, times and visits.
    ///
    /// # Errors
    /// When some stage can never reach completion or collapse: its expected time is not finite.
    pub fn absorption(&self) -> Result<Absorption, InvalidInput> {
        let endless = || {
            InvalidInput(
                "some stage can reach neither completion nor collapse; expected a way out of every stage"
                    .to_owned(),
            )
        };
        if !self.ends_surely() {
            return Err(endless());
        }
        let n = self.stages();
        let identity: Vec<Vec<f64>> =
            (0..n).map(|row| (0..n).map(|column| f64::from(u8::from(row == column))).collect()).collect();
        let visits = linear::solve(self.system(1.0), identity).ok_or_else(endless)?;
        let weigh = |values: &[f64]| -> Vec<f64> {
            visits
                .iter()
                .map(|row| row.iter().zip(values).map(|(visit, value)| visit * value).sum())
                .collect()
        };
        let mut completes = vec![0.0; n];
        completes[n - 1] = self.advance[n - 1];
        let complete = weigh(&completes);
        let periods = weigh(&vec![1.0; n]);
        let second = weigh(&periods);
        let variance =
            (0..n).map(|k| (2.0 * second[k] - periods[k] - periods[k] * periods[k]).max(0.0)).collect();
        let weighted = weigh(&complete);
        let given = |k: usize| (complete[k] > 0.0).then(|| weighted[k] / complete[k]);
        let periods_given_completion = (0..n).map(given).collect();
        let collapse = weigh(&self.collapse);
        Ok(Absorption {
            complete,
            collapse,
            periods,
            variance,
            periods_given_completion,
            visits: visits[0].clone(),
        })
    }

    /// Probability of having completed, and of having collapsed, by the end of each period 1..=horizon, from the first stage.
    pub fn cumulative(&self, horizon: usize) -> Vec<(f64, f64)> {
        let n = self.stages();
        let mut now = vec![0.0; n];
        now[0] = 1.0;
        let (mut complete, mut collapse) = (0.0, 0.0);
        let mut rows = Vec::new();
        for _ in 0..horizon {
            let mut next = vec![0.0; n];
            for k in 0..n {
                collapse += now[k] * self.collapse[k];
                next[k] += now[k] * self.stay(k);
                match next.get_mut(k + 1) {
                    Some(following) => *following += now[k] * self.advance[k],
                    None => complete += now[k] * self.advance[k],
                }
                if k > 0 {
                    next[k - 1] += now[k] * self.fall_back[k];
                }
            }
            now = next;
            rows.push((complete, collapse));
        }
        rows
    }

    /// The discounted value of being at the start of each stage.
    ///
    /// # Errors
    /// When the flow has not one entry per stage, a value is not finite, or the discount factor is outside [0, 1).
    pub fn value(&self, payoffs: &ChainPayoffs) -> Result<Vec<f64>, InvalidInput> {
        let delta = discount("discount", payoffs.discount)?;
        finite("completion", payoffs.completion)?;
        finite("collapse", payoffs.collapse)?;
        let n = self.stages();
        if payoffs.flow.len() != n {
            let found = payoffs.flow.len();
            return Err(InvalidInput(format!(
                "there are {found} flows for {n} stages; expected one per stage"
            )));
        }
        let mut right = Vec::with_capacity(n);
        for (k, flow) in payoffs.flow.iter().enumerate() {
            let completes = if k + 1 == n { self.advance[k] * payoffs.completion } else { 0.0 };
            right.push(vec![
                finite("flow", *flow)? + delta * (completes + self.collapse[k] * payoffs.collapse),
            ]);
        }
        let solved = linear::solve(self.system(delta), right)
            .ok_or_else(|| InvalidInput("the values are not determined by these chances".to_owned()))?;
        Ok(solved.into_iter().flatten().collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn products_and_sums_without_falling_back() {
        let chain = Chain::new(&[0.5; 3], &[0.1; 3], &[0.0; 3]).unwrap();
        let found = chain.absorption().unwrap();
        assert!((found.complete[0] - 125.0 / 216.0).abs() < 1e-14);
        assert!((found.periods[0] - 455.0 / 108.0).abs() < 1e-13);
        assert!((found.variance[0] - 51635.0 / 11664.0).abs() < 1e-12);
        assert!((found.periods_given_completion[0].unwrap() - 5.0).abs() < 1e-13);
    }

    #[test]
    fn falling_back_in_exact_fractions() {
        let chain =
            Chain::new(&[0.5, 0.4, 1.0 / 3.0, 0.25], &[0.05, 0.05, 0.1, 0.1], &[0.0, 0.1, 0.2, 0.1]).unwrap();
        let found = chain.absorption().unwrap();
        assert!((found.complete[0] - 4000.0 / 10499.0).abs() < 1e-13);
        assert!((found.periods[3] - 37000.0 / 10499.0).abs() < 1e-12);
    }

    #[test]
    fn probabilities_sum_to_one_and_the_cumulative_rows_approach_them() {
        let chain = Chain::new(&[0.3, 0.2], &[0.05, 0.1], &[0.4, 0.6]).unwrap();
        let found = chain.absorption().unwrap();
        for k in 0..2 {
            assert!((found.complete[k] + found.collapse[k] - 1.0).abs() < 1e-12);
        }
        let last = chain.cumulative(3000)[2999];
        assert!((last.0 - found.complete[0]).abs() < 1e-12 && (last.1 - found.collapse[0]).abs() < 1e-12);
        assert!((found.visits.iter().sum::<f64>() - found.periods[0]).abs() < 1e-12);
    }

    #[test]
    fn completion_that_cannot_happen_has_no_time() {
        let chain = Chain::new(&[0.5, 0.0], &[0.1, 0.2], &[0.0, 0.0]).unwrap();
        let found = chain.absorption().unwrap();
        assert_eq!((found.complete[0], found.periods_given_completion[0]), (0.0, None));
    }

    #[test]
    fn a_last_stage_by_hand() {
        let chain = Chain::new(&[0.3], &[0.2], &[0.0]).unwrap();
        let payoffs = ChainPayoffs { discount: 0.9, flow: vec![2.0], completion: 30.0, collapse: -5.0 };
        assert!((chain.value(&payoffs).unwrap()[0] - 9.2 / 0.55).abs() < 1e-13);
    }

    #[test]
    fn a_rare_exit_keeps_its_digits() {
        let found = Chain::new(&[1e-15], &[3e-15], &[0.0]).unwrap().absorption().unwrap();
        assert!((found.complete[0] - 0.25).abs() < 1e-14 && (found.periods[0] * 4e-15 - 1.0).abs() < 1e-14);
    }

    #[test]
    fn refuses_what_has_no_answer() {
        assert!(Chain::new(&[], &[], &[]).is_err());
        assert!(Chain::new(&[0.9], &[0.2], &[0.0]).is_err());
        assert!(Chain::new(&[f64::NAN], &[0.2], &[0.0]).is_err());
        assert!(Chain::new(&[0.0], &[0.0], &[0.0]).unwrap().absorption().is_err());
        let payoffs = ChainPayoffs { discount: 1.0, flow: vec![2.0], completion: 0.0, collapse: 0.0 };
        assert!(Chain::new(&[0.3], &[0.2], &[0.0]).unwrap().value(&payoffs).is_err());
    }
}
