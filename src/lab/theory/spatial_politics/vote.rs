//! Votes: `v_k(i:j) = w_k f(u_ki − u_kj)` with one f a rule.

use super::choices::VotingRule;

/// A difference within this is a tie for binary votes, approached in a line.
const STEEPNESS: f64 = 1e8;

/// The coefficients of f: all rules in one formula, without a branch in inner loops.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Response {
    gain: f64,
    loss: f64,
    cubic: f64,
    binary: f64,
}

impl Response {
    /// The response of a rule.
    pub fn new(rule: VotingRule) -> Self {
        let all = |linear: f64, cubic: f64, binary: f64| Self { gain: linear, loss: linear, cubic, binary };
        match rule {
            VotingRule::Binary => all(0.0, 0.0, 1.0),
            VotingRule::ProportionalBinary => all(0.8, 0.0, 0.2),
            VotingRule::Proportional => all(1.0, 0.0, 0.0),
            VotingRule::ProportionalCubic => all(0.5, 0.5, 0.0),
            VotingRule::Cubic => all(0.0, 1.0, 0.0),
            VotingRule::Prospect => Self { gain: 2.0 / 3.0, ..all(1.0, 0.0, 0.0) },
        }
    }

    /// The vote, at weight 1, for an option that is better by this much utility.
    #[inline]
    pub fn of(&self, better: f64) -> f64 {
        let linear = better * if better > 0.0 { self.gain } else { self.loss };
        let steep = better * STEEPNESS;
        let steep = if steep > 1.0 { 1.0 } else { steep };
        let steep = if steep < -1.0 { -1.0 } else { steep };
        linear + self.cubic * (better * better * better) + self.binary * steep
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rules_answer_a_difference_of_a_half_either_way() {
        let expected = [(1.0, -1.0), (0.6, -0.6), (0.5, -0.5), (0.3125, -0.3125), (0.125, -0.125)];
        for (rule, (up, down)) in VotingRule::ALL.iter().zip(expected) {
            let response = Response::new(*rule);
            assert!((response.of(0.5) - up).abs() < 1e-15, "{}", rule.name());
            assert!((response.of(-0.5) - down).abs() < 1e-15, "{}", rule.name());
        }
        let prospect = Response::new(VotingRule::Prospect);
        assert!((prospect.of(0.6) - 0.4).abs() < 1e-15);
        assert_eq!(prospect.of(-0.6), -0.6);
    }

    #[test]
    fn no_difference_is_no_vote() {
        for rule in VotingRule::ALL {
            assert_eq!(Response::new(*rule).of(0.0), 0.0);
        }
        assert_eq!(Response::new(VotingRule::Binary).of(0.5e-8), 0.5);
    }
}
