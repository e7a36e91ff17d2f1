//! War from a shift of power that nobody can promise not to use.
//!
//! Fearon (1995), "Rationalist explanations for war", International Organization 49:379. Two parties share a pie of 1 each period; A makes
//! take-it-or-leave-it demands; war settles the whole future flow by one lottery, at one-time costs. A wins with probability p1 now and p2
//! next period. Whatever is conceded now, B fights now iff `δ p2 - p1 > c_B (1-δ)²`.

use super::{INDIFFERENCE, InvalidInput, discount, not_negative, share};

/// Whether the shift of power brings war.
#[derive(Debug, Clone, PartialEq)]
pub struct Commitment {
    /// Whether B fights before the shift.
    pub war: bool,
    /// `δ p2 - p1`.
    pub shift: f64,
    /// `c_B (1-δ)²`.
    pub limit: f64,
    /// The shares of A in the first period that both prefer to war when there is no shift: `p1 - (1-δ) c_A` to `p1 + (1-δ) c_B`, not
    /// cut to [0, 1].
    pub static_range: (f64, f64),
}

/// Probabilities `now` and `next` of A winning, one-time costs of war of A and B (0 or more, in pies), discount factor in [0, 1).
///
/// # Errors
/// When an input is outside its range.
pub fn preventive_war(
    now: f64,
    next: f64,
    cost_a: f64,
    cost_b: f64,
    delta: f64,
) -> Result<Commitment, InvalidInput> {
    share("p1", now)?;
    share("p2", next)?;
    not_negative("cost_A", cost_a)?;
    not_negative("cost_B", cost_b)?;
    let patience = 1.0 - discount("delta", delta)?;
    let (shift, limit) = (delta * next - now, cost_b * patience * patience);
    Ok(Commitment {
        war: shift - limit > INDIFFERENCE,
        shift,
        limit,
        static_range: (now - patience * cost_a, now + patience * cost_b),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rapid_shift_brings_war_though_a_bargain_exists() {
        let found = preventive_war(0.4, 0.7, 0.1, 0.1, 0.9).unwrap();
        assert!(found.war && found.static_range.0 < found.static_range.1);
        assert!((found.shift - 0.23).abs() < 1e-15 && (found.limit - 0.001).abs() < 1e-15);
    }

    #[test]
    fn impatience_or_equality_keeps_the_peace() {
        assert!(!preventive_war(0.4, 0.5, 0.2, 0.5, 0.5).unwrap().war);
        assert!(!preventive_war(0.4, 0.9, 0.1, 0.2, 0.5).unwrap().war);
        assert!(preventive_war(0.4, 0.5, 0.2, 0.5, 1.0).is_err());
    }
}
