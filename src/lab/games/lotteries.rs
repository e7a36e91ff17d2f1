//! Solution points over lotteries: what could be agreed if packages may be mixed by chance.

use crate::lab::games::game::Game;
use crate::lab::games::solution::analysis::Analysis;
pub use crate::lab::theory::lotteries::Points;
use crate::lab::theory::lotteries::points;
use std::cmp::Ordering;

/// Most packages of a frontier over which lotteries are sought.
pub const MOST_PACKAGES: usize = 2000;

/// The points on the convex hull of a game's packages.
///
/// Dominated packages are left out: a lottery that holds one does no better than the same with what dominates it.
///
/// # Errors
///
/// In words, why there is none: too many packages, or no lottery that gives everybody at least its disagreement point.
pub fn lotteries(game: &Game, found: &Analysis) -> Result<Points, String> {
    let vectors: Vec<Vec<f64>> = found.frontier.iter().map(|package| game.vector(*package)).collect();
    let mut finite: Vec<Vec<f64>> =
        vectors.into_iter().filter(|row| row.iter().all(|u| u.is_finite())).collect();
    if finite.len() > MOST_PACKAGES {
        // A package adds nothing to another that is worth the same to everybody.
        finite.sort_by(|a, b| a.partial_cmp(b).unwrap_or(Ordering::Equal));
        finite.dedup();
    }
    if finite.len() > MOST_PACKAGES {
        return Err(format!(
            "the frontier has {} different packages; lotteries are sought over {MOST_PACKAGES} at most",
            finite.len()
        ));
    }
    points(&finite, &found.disagreement, None).map_err(|error| error.0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lab::games::clock::Convention;
    use crate::lab::games::rule::Rule;
    use crate::lab::games::solution::analysis;

    fn analyse(game: &Game) -> Analysis {
        analysis::analyse(game, Convention::Plain)
    }

    #[test]
    fn a_toss_of_a_coin_is_fair_where_no_package_is() {
        // Two packages, each worth everything to one and nothing to the other, and a bad compromise.
        let game =
            Game::new(3, vec![1.0, 0.0, 0.2, 0.0, 1.0, 0.2], vec![0.0, 0.0], Rule::unanimity(2)).unwrap();
        let found = lotteries(&game, &analyse(&game)).unwrap();
        for point in [found.nash.unwrap(), found.kalai_smorodinsky, found.egalitarian] {
            assert!(point.iter().all(|u| (u - 0.5).abs() < 1e-9), "{point:?}");
        }
        // Gains are counted from what each has without agreement, though no package is so bad: (1.2 + 0.8 t)(0.9 − 0.8 t) is greatest at t = 0.
        let game = Game::new(2, vec![1.0, 0.2, 0.1, 0.9], vec![-1.0, 0.0], Rule::unanimity(2)).unwrap();
        let nash = lotteries(&game, &analyse(&game)).unwrap().nash.unwrap();
        assert!(nash.iter().zip([0.2, 0.9]).all(|(a, b)| (a - b).abs() < 1e-9), "{nash:?}");
        // As many equal packages as there may be change nothing.
        let many = 2 * MOST_PACKAGES;
        let utilities = [vec![1.0, 0.0], vec![0.3; many], vec![0.0, 1.0], vec![0.3; many]].concat();
        let game = Game::new(many + 2, utilities, vec![0.0, 0.0], Rule::unanimity(2)).unwrap();
        assert!(lotteries(&game, &analyse(&game)).is_ok());
        let hopeless = Game::new(1, vec![0.0, 0.0], vec![1.0, 1.0], Rule::unanimity(2)).unwrap();
        assert!(lotteries(&hopeless, &analyse(&hopeless)).is_err());
    }
}
