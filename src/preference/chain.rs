//! The chain of stages in closed form: what an agreement in force is worth, and who keeps it.
//!
//! One draw per period in stage `k`: collapse with chance σ (spoiling), else completion of the stage with chance `s_k`,
//! else it goes on. After completion the agreement lapses with chance `h' = 1 − (1 − h)(1 − σ)` per period. With the
//! flow `f_k` received in stage `k`, the discount factor `d` and the stock `L_k` after a collapse in state `k`:
//!
//! ```text
//! W(K) = [f_K + d h' L_K] / [1 − d (1 − h')]
//! W(k) = [f_k + d ((1 − σ) s_k W(k+1) + σ L_k)] / [1 − d (1 − σ)(1 − s_k)]
//! ```
//!
//! This is the reference model of case file 12 (there `L` does not depend on the stage). A party *complies* in stage
//! `k` iff its temptation there is at most `d q [(1 − σ)(s_k W(k+1) + (1 − s_k) W(k)) + σ L_k − L_k]`.
//! Stocks are sums of discounted flows, in periods of flow on the party's own scale.

/// The chances that drive a chain, per period.
#[derive(Debug, Clone, PartialEq)]
pub struct Chances<'a> {
    /// Completion of each stage, first to last; at least one stage.
    pub success: &'a [f64],
    /// Collapse by spoiling.
    pub spoil: f64,
    /// Lapse after completion.
    pub lapse: f64,
}

impl Chances<'_> {
    /// Number of stages `K`.
    pub fn stages(&self) -> usize {
        self.success.len()
    }

    /// Chance per period that a completed agreement ends.
    fn after_completion(&self) -> f64 {
        1.0 - (1.0 - self.lapse) * (1.0 - self.spoil)
    }

    /// Value of the completed agreement.
    pub fn completed_value(&self, d: f64, flow: f64, collapse: f64) -> f64 {
        let h = self.after_completion();
        (flow + d * h * collapse) / (1.0 - d * (1.0 - h))
    }

    /// Value of going on in stage `k`, given the value of the next state.
    pub fn stage_value(&self, k: usize, d: f64, flow: f64, collapse: f64, next: f64) -> f64 {
        let (s, spoil) = (self.success[k], self.spoil);
        (flow + d * ((1.0 - spoil) * s * next + spoil * collapse)) / (1.0 - d * (1.0 - spoil) * (1.0 - s))
    }

    /// Value of entering stage `k` when a defection there is detected, with chance `caught`, in its first period.
    pub fn entry_value(&self, k: usize, d: f64, flow: f64, collapse: f64, next: f64, caught: f64) -> f64 {
        let stay = self.stage_value(k, d, flow, collapse, next);
        if caught == 0.0 {
            return stay;
        }
        flow + d * (caught * collapse + (1.0 - caught) * self.continuation(k, collapse, next, stay))
    }

    /// Expected value after one period in stage `k` that no defection ends.
    fn continuation(&self, k: usize, collapse: f64, next: f64, stay: f64) -> f64 {
        let (s, spoil) = (self.success[k], self.spoil);
        (1.0 - spoil) * (s * next + (1.0 - s) * stay) + spoil * collapse
    }

    /// The largest temptation (stock) that a party with discount `d` and detection `q` resists in stage `k`.
    pub fn resisted(&self, k: usize, d: f64, q: f64, collapse: f64, next: f64, stay: f64) -> f64 {
        d * q * (self.continuation(k, collapse, next, stay) - collapse)
    }

    /// Chance that stage `k`, once begun, is completed (no horizon): `(1 − σ)s / (1 − (1 − σ)(1 − s))`, times the
    /// chance `1 − caught` that no defection ends it in its first period.
    pub fn completes(&self, k: usize, caught: f64) -> f64 {
        let (s, spoil) = (self.success[k], self.spoil);
        let leave = 1.0 - (1.0 - spoil) * (1.0 - s);
        if leave == 0.0 { 0.0 } else { (1.0 - caught) * (1.0 - spoil) * s / leave }
    }

    /// Expected periods until every stage is completed or the agreement has collapsed (no horizon, no defection).
    pub fn expected_periods(&self) -> f64 {
        let mut reach = 1.0;
        let mut total = 0.0;
        for k in 0..self.stages() {
            let leave = 1.0 - (1.0 - self.spoil) * (1.0 - self.success[k]);
            total += reach / leave;
            reach *= self.completes(k, 0.0);
        }
        total
    }

    /// Chance that all stages are completed within `periods` periods, with a detected defection ending stage `k` in its
    /// first period with chance `caught[k]`.
    pub fn completed_within(&self, periods: u32, caught: &[f64]) -> f64 {
        let stages = self.stages();
        // By stage: chance of being newly in it, and of being in it for longer.
        let (mut fresh, mut old) = ([0.0; MOST], [0.0; MOST]);
        fresh[0] = 1.0;
        let mut done = 0.0;
        for _ in 0..periods {
            let (mut fresh_next, mut old_next) = ([0.0; MOST], [0.0; MOST]);
            for k in 0..stages {
                let go_on = (fresh[k] * (1.0 - caught[k]) + old[k]) * (1.0 - self.spoil);
                let through = go_on * self.success[k];
                old_next[k] = go_on - through;
                if k + 1 == stages {
                    done += through;
                } else {
                    fresh_next[k + 1] = through;
                }
            }
            (fresh, old) = (fresh_next, old_next);
        }
        done
    }
}

/// Most stages of a chain.
pub const MOST: usize = crate::world::chance::MOST_STAGES;

#[cfg(test)]
mod tests {
    use super::*;

    /// Chain mk-1 of the reference cases: three stages, a = 1/2, c = 1/10 of all draws.
    fn reference() -> ([f64; 3], f64) {
        // advance 0.5 = (1 − σ)s, collapse 0.1 = σ.
        ([0.5 / 0.9; 3], 0.1)
    }

    #[test]
    fn completion_and_time_match_the_reference_chain() {
        let (success, spoil) = reference();
        let chain = Chances { success: &success, spoil, lapse: 0.0 };
        let through: f64 = (0..3).map(|k| chain.completes(k, 0.0)).product();
        assert!((through - 125.0 / 216.0).abs() < 1e-12);
        assert!((chain.expected_periods() - 455.0 / 108.0).abs() < 1e-12);
        assert!((chain.completed_within(12, &[0.0; 3]) - 0.577_077_44).abs() < 1e-12);
        assert!((chain.completed_within(3, &[0.0; 3]) - 0.125).abs() < 1e-12);
    }

    #[test]
    fn values_solve_their_own_recursion() {
        let chain = Chances { success: &[0.3, 0.8], spoil: 0.05, lapse: 0.02 };
        let (d, l) = (0.95, -2.0);
        let done = chain.completed_value(d, 1.0, l);
        let h = 1.0 - 0.98 * 0.95;
        assert!((done - (1.0 + d * (h * l + (1.0 - h) * done))).abs() < 1e-12);
        let last = chain.stage_value(1, d, 0.4, l, done);
        assert!((last - (0.4 + d * (0.95 * (0.8 * done + 0.2 * last) + 0.05 * l))).abs() < 1e-12);
    }

    #[test]
    fn a_defection_that_is_never_caught_changes_nothing() {
        let chain = Chances { success: &[0.3], spoil: 0.1, lapse: 0.0 };
        let stay = chain.stage_value(0, 0.9, 0.2, -1.0, 5.0);
        assert_eq!(chain.entry_value(0, 0.9, 0.2, -1.0, 5.0, 0.0), stay);
        let nearly = chain.entry_value(0, 0.9, 0.2, -1.0, 5.0, 1e-12);
        assert!((nearly - stay).abs() < 1e-10);
        assert!((chain.entry_value(0, 0.9, 0.2, -1.0, 5.0, 1.0) - (0.2 - 0.9)).abs() < 1e-12);
    }
}
