//! The frontier of additive preferences, without looking at most packages.
//!
//! Where utilities are sums over issues, a package on the frontier has only beginnings on the frontier of beginnings: whoever completes a
//! dominated beginning does better with the one that dominates it. So beginnings are sieved issue by issue. A beginning goes only if it is
//! dominated by more than what rounding could take back, so that the answer is that of comparing all packages.

use super::{
    rows::{Better, Rows, rows_among},
    sieve::unbeaten,
    watch::Watch,
};
use crate::lab::games::additive::Additive;
use crate::lab::games::equal::{TOLERANCE, settle};
use crate::lab::games::game::Game;

/// Packages that no other dominates, in rising order, of a game whose utilities are the sums of `parts`.
pub(super) fn frontier(game: &Game, parts: &Additive, watch: &mut Watch<'_>) -> Vec<usize> {
    let parties = game.parties();
    let margins: Vec<f64> = (0..parties).map(|party| margin(game, parts, party)).collect();
    let mut beginnings = vec![0usize];
    let mut sums = parts.offsets.clone();
    let (mut first, last) = (0, game.sizes.len().saturating_sub(1));
    for (issue, &size) in game.sizes.iter().enumerate() {
        let longer: Vec<usize> =
            beginnings.iter().flat_map(|k| (0..size).map(move |value| k * size + value)).collect();
        if issue == last {
            // From here on the utilities themselves are compared: they may have been scaled.
            let mut values = rows_among(game, &longer);
            settle(&mut values, parties);
            let kept = unbeaten(Rows { values: &values, width: parties }, Better::Somewhere, watch);
            return kept.into_iter().map(|at| longer[at]).collect();
        }
        let mut values = Vec::with_capacity(longer.len() * parties);
        for base in sums.chunks_exact(parties) {
            for value in first..first + size {
                values.extend(base.iter().enumerate().map(|(party, sum)| sum + parts.values[party][value]));
            }
        }
        let kept = unbeaten(Rows { values: &values, width: parties }, Better::ByMargin(&margins), watch);
        beginnings = kept.iter().map(|at| longer[*at]).collect();
        sums = kept.iter().flat_map(|at| values[at * parties..(at + 1) * parties].to_vec()).collect();
        first += size;
    }
    beginnings
}

/// More than rounding can change in a sum of a party's values, and in scaling it, and by which sums may differ and are still equal.
fn margin(game: &Game, parts: &Additive, party: usize) -> f64 {
    let mut first = 0;
    let mut most = parts.offsets[party].abs();
    for &size in &game.sizes {
        let values = &parts.values[party][first..first + size];
        most += values.iter().fold(0.0f64, |most, value| most.max(value.abs()));
        first += size;
    }
    // Scaled utilities go up to 1 for a range of twice the most.
    most * (2.0 * TOLERANCE + f64::EPSILON * 64.0 * (game.sizes.len() + 2) as f64)
}

#[cfg(test)]
mod tests {
    use super::super::watch::unwatched;
    use super::*;
    use crate::lab::games::redraw::redraw;
    use crate::lab::games::rule::Rule;
    use crate::world::stream::Key;

    #[test]
    fn the_frontier_is_that_of_all_packages() {
        for run in 0..60 {
            let mut dice = Key::new(4, "additive", "").stream(run);
            let sizes: Vec<usize> =
                (0..=run as usize % 4).map(|_| 1 + (dice.unit() * 6.0) as usize).collect();
            let (packages, parties) = (sizes.iter().product::<usize>(), 1 + run as usize % 5);
            let utilities = vec![0.0; packages * parties];
            let mut game =
                Game::new(packages, utilities, vec![0.3; parties], Rule::unanimity(parties)).unwrap();
            game.sizes = sizes;
            redraw(&mut game, &vec![None; parties], 3, run);
            // Coarse values make ties.
            if run % 2 == 0 {
                let mut parts = game.additive().unwrap().clone();
                for value in parts.values.iter_mut().flatten() {
                    *value = (*value * 20.0).floor() / 10.0;
                }
                game.set_additive(parts);
            }
            // Tenths are not summed exactly: what is equal differs by rounding.
            let parts = game.additive().unwrap().clone();
            let all: Vec<usize> = (0..packages).collect();
            let mut values = rows_among(&game, &all);
            settle(&mut values, parties);
            assert_eq!(
                unwatched(|watch| frontier(&game, &parts, watch)),
                unwatched(|watch| unbeaten(
                    Rows { values: &values, width: parties },
                    Better::Somewhere,
                    watch
                )),
                "{run}"
            );
        }
    }
}
