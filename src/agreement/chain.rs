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
//! `k` iff its temptation there is at most `d q [C_k − L_k]`, with `C_k = (1 − σ)(s_k W(k+1) + (1 − s_k) W(k)) + σ L_k`
//! what goes on after a period that no defection ends.
//!
//! A stage in which a defection is detected has *failed*. With chance `p` it pauses and begins anew the next period: all
//! duties fall due again. With chance `r` it is renegotiated: what was done stays as it is, worth
//! `F_k = [f_k + d h' L_k] / [1 − d (1 − h')]`, and nothing is expected of new talks. Else the agreement collapses. Where a
//! detection in the first period has the chance `c`, entering stage `k` is worth
//!
//! ```text
//! E(k) = [f_k + d (c ((1 − p − r) L_k + r F_k) + (1 − c) C_k)] / (1 − d c p)
//! ```
//!
//! with `E(k+1)` in place of `W(k+1)`, and `d q [C_k − (1 − p − r) L_k − p W(k) − r F_k]` is what a party resists.
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
    /// A failed stage pauses and begins anew.
    pub pause: f64,
    /// A failed stage is renegotiated: what was done stays as it is.
    pub renegotiation: f64,
}

/// What a stage means to one party.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Stage {
    /// Its number.
    pub number: usize,
    /// Discount factor of the party.
    pub discount: f64,
    /// Flow in it.
    pub flow: f64,
    /// Stock after a collapse in it.
    pub collapse: f64,
    /// The same where it was spoiled: less for one that is punished for it.
    pub spoilt: f64,
    /// Value of the next state.
    pub next: f64,
    /// Value of staying in it for good, once the rest goes back to the table.
    pub frozen: f64,
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

    /// Value of going on in stage `k`, given the stock after it is spoiled and the value of the next state.
    pub fn stage_value(&self, k: usize, d: f64, flow: f64, spoilt: f64, next: f64) -> f64 {
        let (s, spoil) = (self.success[k], self.spoil);
        (flow + d * ((1.0 - spoil) * s * next + spoil * spoilt)) / (1.0 - d * (1.0 - spoil) * (1.0 - s))
    }

    /// Of all that ends a completed agreement, the share that is spoiling.
    pub fn spoiling_share(&self) -> f64 {
        if self.spoil > 0.0 { self.spoil / self.after_completion() } else { 0.0 }
    }

    /// Value of entering a stage when a defection there is detected, with chance `caught`, in its first period, and the
    /// party itself takes `taken` (stock) whenever the stage begins.
    pub fn entry_value(&self, stage: &Stage, caught: f64, taken: f64) -> f64 {
        let Stage { number, discount: d, flow, collapse, spoilt, next, frozen } = *stage;
        let stay = self.stage_value(number, d, flow, spoilt, next);
        let failed = self.breaks() * collapse + self.renegotiation * frozen;
        let unseen = (1.0 - caught) * self.continuation(number, spoilt, next, stay);
        let once = flow + d * (caught * failed + unseen) + taken;
        // Both are reckoned, so that parties can be side by side.
        let doubted = once / (1.0 - d * caught * self.pause);
        if caught == 0.0 { stay + taken } else { doubted }
    }

    /// Chance that a failed stage ends the agreement.
    pub fn breaks(&self) -> f64 {
        1.0 - self.pause - self.renegotiation
    }

    /// Expected value after one period in stage `k` that no defection ends.
    fn continuation(&self, k: usize, spoilt: f64, next: f64, stay: f64) -> f64 {
        let (s, spoil) = (self.success[k], self.spoil);
        (1.0 - spoil) * (s * next + (1.0 - s) * stay) + spoil * spoilt
    }

    /// What a collapse in the first period of a stage costs a party (stock then), if its value is `stay` if all comply.
    pub fn loss(&self, stage: &Stage, stay: f64) -> f64 {
        self.continuation(stage.number, stage.spoilt, stage.next, stay) - stage.collapse
    }

    /// The largest temptation (stock) that a party with detection `q` resists in a stage whose value is `stay` if all comply.
    pub fn resisted(&self, stage: &Stage, q: f64, stay: f64) -> f64 {
        let Stage { number, discount: d, collapse, spoilt, next, frozen, .. } = *stage;
        let failed = self.breaks() * collapse + self.pause * stay + self.renegotiation * frozen;
        d * q * (self.continuation(number, spoilt, next, stay) - failed)
    }

    /// Chance that stage `k`, once begun, is completed (no horizon): `(1 − σ)s / (1 − (1 − σ)(1 − s))`, times the
    /// chance `(1 − c) / (1 − c p)` that no defection, detected with chance `caught` whenever it begins, ends it.
    pub fn completes(&self, k: usize, caught: f64) -> f64 {
        let (s, spoil) = (self.success[k], self.spoil);
        let leave = 1.0 - (1.0 - spoil) * (1.0 - s);
        let again = 1.0 - caught * self.pause;
        if leave == 0.0 || again == 0.0 { 0.0 } else { (1.0 - caught) * (1.0 - spoil) * s / leave / again }
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

    /// One period on from where the agreement may stand: where it may stand then, and the chance that its last stage is
    /// completed in this period. A defection is detected in the first period of stage `k`, whenever it begins, with chance
    /// `caught[k]`; `left` (bits) are the states that somebody leaves on entering them, `left_frozen` the stages that somebody
    /// leaves when they are to stay as they are.
    pub fn step(&self, at: &Standing, caught: &[f64], left: u32, left_frozen: u32) -> (Standing, f64) {
        let stages = self.stages();
        let mut next = Standing::NOWHERE;
        let kept = |left: u32, k: usize, chance: f64| if left & (1 << k) == 0 { chance } else { 0.0 };
        let stays = (1.0 - self.spoil) * (1.0 - self.lapse);
        let mut completed = 0.0;
        for k in 0..stages {
            let fresh = kept(left, k, at.0[Lane::Begins as usize][k]);
            let go_on = (fresh * (1.0 - caught[k]) + at.0[Lane::GoesOn as usize][k]) * (1.0 - self.spoil);
            let through = go_on * self.success[k];
            next.0[Lane::GoesOn as usize][k] = go_on - through;
            next.0[Lane::Begins as usize][k + 1] = through;
            next.0[Lane::Begins as usize][k] += fresh * caught[k] * self.pause;
            next.0[Lane::Halts as usize][k] = fresh * caught[k] * self.renegotiation;
            let halted = kept(left_frozen, k, at.0[Lane::Halts as usize][k]);
            next.0[Lane::Stays as usize][k] = (halted + at.0[Lane::Stays as usize][k]) * stays;
            completed = through;
        }
        let done = kept(left, stages, at.0[Lane::Begins as usize][stages]);
        next.0[Lane::GoesOn as usize][stages] = (done + at.0[Lane::GoesOn as usize][stages]) * stays;
        (next, completed)
    }
}

/// How an agreement in force stands in a state at the beginning of a period.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lane {
    /// It enters the state, or a stage begins anew.
    Begins,
    /// It goes on in it.
    GoesOn,
    /// What was done in a stage is to stay as it is, from this period on.
    Halts,
    /// It has stayed so for longer.
    Stays,
}

impl Lane {
    /// All, in the order of [`Standing`].
    pub const ALL: [Self; 4] = [Self::Begins, Self::GoesOn, Self::Halts, Self::Stays];

    /// Whether the rest is back at the table.
    pub fn frozen(self) -> bool {
        matches!(self, Self::Halts | Self::Stays)
    }
}

/// Where an agreement may stand at the beginning of a period: chances by [`Lane`] and state, which add up to the chance that
/// it is in force.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Standing(pub [[f64; MOST + 1]; 4]);

impl Standing {
    /// Nowhere: it is not in force.
    pub const NOWHERE: Self = Self([[0.0; MOST + 1]; 4]);

    /// For certain in one place.
    pub fn at(lane: Lane, state: usize) -> Self {
        let mut certain = Self::NOWHERE;
        certain.0[lane as usize][state] = 1.0;
        certain
    }

    /// The places in which it may stand.
    pub fn places(self) -> impl Iterator<Item = (Lane, usize, f64)> {
        let states = move |lane: Lane| (0..=MOST).map(move |k| (lane, k, self.0[lane as usize][k]));
        Lane::ALL.into_iter().flat_map(states).filter(|(.., chance)| *chance > 0.0)
    }
}

/// Most stages of a chain.
pub const MOST: usize = crate::world::chance::MOST_STAGES;

#[cfg(test)]
mod tests {
    use super::*;

    fn chain(success: &[f64], spoil: f64, lapse: f64) -> Chances<'_> {
        Chances { success, spoil, lapse, pause: 0.0, renegotiation: 0.0 }
    }

    fn completed_within(chain: &Chances<'_>, periods: u32, caught: &[f64]) -> f64 {
        let (mut at, mut done) = (Standing::at(Lane::Begins, 0), 0.0);
        for _ in 0..periods {
            let (next, completed) = chain.step(&at, caught, 0, 0);
            (at, done) = (next, done + completed);
        }
        done
    }

    /// Chain mk-1 of the reference cases: three stages, a = 1/2, c = 1/10 of all draws.
    fn reference() -> ([f64; 3], f64) {
        // advance 0.5 = (1 − σ)s, collapse 0.1 = σ.
        ([0.5 / 0.9; 3], 0.1)
    }

    #[test]
    fn completion_and_time_match_the_reference_chain() {
        let (success, spoil) = reference();
        let chain = chain(&success, spoil, 0.0);
        let through: f64 = (0..3).map(|k| chain.completes(k, 0.0)).product();
        assert!((through - 125.0 / 216.0).abs() < 1e-12);
        assert!((chain.expected_periods() - 455.0 / 108.0).abs() < 1e-12);
        assert!((completed_within(&chain, 12, &[0.0; 3]) - 0.577_077_44).abs() < 1e-12);
        assert!((completed_within(&chain, 3, &[0.0; 3]) - 0.125).abs() < 1e-12);
    }

    #[test]
    fn values_solve_their_own_recursion() {
        let chain = chain(&[0.3, 0.8], 0.05, 0.02);
        let (d, l) = (0.95, -2.0);
        let done = chain.completed_value(d, 1.0, l);
        let h = 1.0 - 0.98 * 0.95;
        assert!((done - (1.0 + d * (h * l + (1.0 - h) * done))).abs() < 1e-12);
        let last = chain.stage_value(1, d, 0.4, l, done);
        assert!((last - (0.4 + d * (0.95 * (0.8 * done + 0.2 * last) + 0.05 * l))).abs() < 1e-12);
    }

    #[test]
    fn a_defection_that_is_never_caught_changes_nothing() {
        let chain = chain(&[0.3], 0.1, 0.0);
        let stay = chain.stage_value(0, 0.9, 0.2, -1.0, 5.0);
        let stage = Stage {
            number: 0,
            discount: 0.9,
            flow: 0.2,
            collapse: -1.0,
            spoilt: -1.0,
            next: 5.0,
            frozen: 0.0,
        };
        assert_eq!(chain.entry_value(&stage, 0.0, 0.0), stay);
        let nearly = chain.entry_value(&stage, 1e-12, 0.0);
        assert!((nearly - stay).abs() < 1e-10);
        assert!((chain.entry_value(&stage, 1.0, 0.0) - (0.2 - 0.9)).abs() < 1e-12);
    }

    #[test]
    fn a_failed_stage_solves_its_own_recursion() {
        let chain = Chances { pause: 0.3, renegotiation: 0.5, ..chain(&[0.4], 0.1, 0.0) };
        let (d, caught, taken) = (0.9, 0.6, 0.7);
        let stage =
            Stage { number: 0, discount: d, flow: 0.2, collapse: -1.0, spoilt: -1.5, next: 5.0, frozen: 1.5 };
        let stay = chain.stage_value(0, d, 0.2, -1.5, 5.0);
        let goes_on = 0.9 * (0.4 * 5.0 + 0.6 * stay) - 0.15;
        let value = chain.entry_value(&stage, caught, taken);
        // Again and again until it ends or is not detected.
        let failed = -0.2 + 0.5 * 1.5 + 0.3 * value;
        assert!((value - (taken + 0.2 + d * (caught * failed + (1.0 - caught) * goes_on))).abs() < 1e-12);
        let loss = goes_on - (-0.2 + 0.5 * 1.5 + 0.3 * stay);
        assert!((chain.resisted(&stage, 0.5, stay) - d * 0.5 * loss).abs() < 1e-12);
        assert!((chain.loss(&stage, stay) - (goes_on + 1.0)).abs() < 1e-12);
    }

    #[test]
    fn pauses_put_off_and_never_forgive() {
        let chain = Chances { pause: 0.5, ..chain(&[0.4], 0.0, 0.0) };
        // Detected with chance 1/2 each time: through at last with chance (1/2) / (1 − 1/4), without a horizon.
        assert!((chain.completes(0, 0.5) - 2.0 / 3.0).abs() < 1e-12);
        assert!((completed_within(&chain, 2_000, &[0.5]) - 2.0 / 3.0).abs() < 1e-12);
        // Within two periods: not seen and done at once or in the second; or seen, paused, then not seen and done.
        let by_hand = 0.5 * (0.4 + 0.6 * 0.4) + 0.25 * 0.5 * 0.4;
        assert!((completed_within(&chain, 2, &[0.5]) - by_hand).abs() < 1e-12);
    }
}
