//! Dividing a pie among three by majority, where a proposal may be amended before it is voted on.
//!
//! Baron and Ferejohn (1989), American Political Science Review 83:1181, open rule, for n = 3 only (for more there are several equilibria:
//! Primo 2007). A proposer offers; another member, drawn evenly, either moves the previous question, and a majority accepts, or amends, and a new session
//! begins. The proposer buys one of the two others, and is amended by the other with chance 1/2, or both, and is accepted at once. With the
//! common discount factor d:
//!
//! - `d > √3 − 1`: one is bought; the proposer expects `V = 2 / (4 + 2d − d²)` and offers `d V`; two sessions are expected;
//! - else both are: `V = 1 / (1 + 2d)`, in one session.

use super::{InvalidInput, share};

/// What the first proposer does.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct OpenRule {
    /// Members bought: 1 or 2.
    pub bought: u32,
    /// What each of them is offered.
    pub offer: f64,
    /// What the proposer keeps.
    pub keeps: f64,
    /// What the proposer expects.
    pub value: f64,
    /// Chance that the first proposal is accepted.
    pub accepted_first: f64,
    /// Sessions expected until a proposal is accepted.
    pub sessions: f64,
    /// What a proposer would keep under the closed rule.
    pub closed_keeps: f64,
}

/// Three members with the discount factor `delta` from 0 to 1.
///
/// # Errors
/// When it is outside.
pub fn three(delta: f64) -> Result<OpenRule, InvalidInput> {
    let d = share("delta", delta)?;
    let one = d > libm::sqrt(3.0) - 1.0;
    let value = if one { 2.0 / (4.0 + 2.0 * d - d * d) } else { 1.0 / (1.0 + 2.0 * d) };
    let (bought, accepted_first) = if one { (1, 0.5) } else { (2, 1.0) };
    let offer = d * value;
    Ok(OpenRule {
        bought,
        offer,
        keeps: 1.0 - f64::from(bought) * offer,
        value,
        accepted_first,
        sessions: 1.0 / accepted_first,
        closed_keeps: 1.0 - d / 3.0,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn buying_one_is_a_gamble_for_the_patient() {
        let patient = three(0.8).unwrap();
        assert_eq!((patient.bought, patient.sessions), (1, 2.0));
        assert!((patient.offer - 10.0 / 31.0).abs() < 1e-15 && (patient.keeps - 21.0 / 31.0).abs() < 1e-15);
        let hasty = three(0.5).unwrap();
        assert_eq!((hasty.bought, hasty.value, hasty.sessions), (2, 0.5, 1.0));
    }

    /// Each way of buying is worth what it says, and no other is worth more.
    #[test]
    fn the_better_way_is_taken() {
        for k in 0..=100 {
            let d = f64::from(k) / 100.0;
            let one = 2.0 / (4.0 + 2.0 * d - d * d);
            let both = 1.0 / (1.0 + 2.0 * d);
            assert!((three(d).unwrap().value - f64::max(one, both)).abs() < 1e-15, "{d}");
            // V = 1/2 (1 − dV) + 1/2 d (1/2 dV): accepted, or amended by the member left out.
            assert!((one - (0.5 * (1.0 - d * one) + 0.5 * d * 0.5 * d * one)).abs() < 1e-15);
        }
        assert!(three(1.2).is_err());
    }
}
