//! Coalitions for one option against another, and the chance that the first wins.
//!
//! `c_ij = 10⁻⁸ +` the sum of votes for i against j; `P(i>j) = g(c_ij) / (g(c_ij) + g(c_ji))`.

use super::choices::VictoryModel;
use super::positive;
use super::vote::Response;

/// What every coalition has, so that no chance is 0 divided by 0.
pub const LEAST: f64 = 1e-8;

/// The advantage from which a binary victory is certain.
const CERTAIN: f64 = 1.1;

/// The share that such a victory leaves to the loser, next to 1.
const REST: f64 = 1e-6;

/// Strengths for the first and for the second of two options, whose utilities stand by voter.
#[inline]
pub fn strengths(response: Response, weights: &[f64], first: &[f64], second: &[f64]) -> (f64, f64) {
    let (mut with, mut against) = (LEAST, LEAST);
    for ((w, x), y) in weights.iter().zip(first).zip(second) {
        let vote = w * response.of(x - y);
        with += positive(vote);
        against += positive(-vote);
    }
    (with, against)
}

/// The chances that the first and the second of two coalitions win, from their strengths (above 0).
pub fn victory(model: VictoryModel, first: f64, second: f64) -> (f64, f64) {
    let square = |x: f64| x * x;
    let (x, y) = match model {
        VictoryModel::Linear => (first, second),
        VictoryModel::Square => (square(first), square(second)),
        VictoryModel::Quartic => (square(square(first)), square(square(second))),
        VictoryModel::Octic => (square(square(square(first))), square(square(square(second)))),
        VictoryModel::Binary if first >= CERTAIN * second => (1.0, REST),
        VictoryModel::Binary if second >= CERTAIN * first => (REST, 1.0),
        VictoryModel::Binary => {
            // 1 at the threshold, 0 at its inverse, linear in the share.
            let share = first / (first + second);
            let chance = (share * (CERTAIN + 1.0) - 1.0) / (CERTAIN - 1.0);
            (positive(chance), positive(1.0 - chance))
        }
    };
    (x / (x + y), y / (x + y))
}

#[cfg(test)]
mod tests {
    use super::super::choices::VotingRule;
    use super::*;

    #[test]
    fn votes_go_to_the_side_that_they_favour() {
        let response = Response::new(VotingRule::Proportional);
        let (with, against) = strengths(response, &[2.0, 1.0, 5.0], &[0.5, 0.25, 0.5], &[0.25, 0.75, 0.5]);
        assert!((with - 0.5 - LEAST).abs() < 1e-15 && (against - 0.5 - LEAST).abs() < 1e-15);
    }

    #[test]
    fn chances_of_three_to_one() {
        let expected = [0.75, 0.9, 81.0 / 82.0, 6561.0 / 6562.0, 1.0 / (1.0 + 1e-6)];
        for (model, chance) in VictoryModel::ALL.iter().zip(expected) {
            let (first, second) = victory(*model, 3.0, 1.0);
            assert!((first - chance).abs() < 1e-15 && (first + second - 1.0).abs() < 1e-15);
            assert_eq!(victory(*model, 1.0, 3.0), (second, first));
            assert_eq!(victory(*model, 2.0, 2.0).0, 0.5);
        }
    }

    #[test]
    fn a_binary_victory_is_continuous_at_its_threshold() {
        let near = victory(VictoryModel::Binary, 1.1 - 1e-9, 1.0).0;
        assert!((near - 1.0).abs() < 1e-5);
        let halfway = victory(VictoryModel::Binary, 1.05, 1.0).0;
        assert!(halfway > 0.5 && halfway < 1.0);
    }
}
