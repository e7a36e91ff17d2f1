//! The Pareto frontier: packages than which no other is better for one party and worse for none. Utilities that differ by rounding alone are equal.

use super::{
    additive,
    rows::{Better, Rows, rows},
    sieve::unbeaten,
    watch::{Watch, unwatched},
};
use crate::lab::games::equal::settle;
use crate::lab::games::game::Game;

/// Packages that no other dominates, in rising order. Of equal vectors all stay.
pub fn of_game(game: &Game) -> Vec<usize> {
    unwatched(|watch| watched(game, watch))
}

/// The same under a watch. If it ends the work, what is given is of no use.
pub fn watched(game: &Game, watch: &mut Watch<'_>) -> Vec<usize> {
    if let Some(parts) = game.additive() {
        return additive::frontier(game, parts, watch);
    }
    let mut values = rows(game.all(), game.packages());
    settle(&mut values, game.parties());
    unbeaten(Rows { values: &values, width: game.parties() }, Better::Somewhere, watch)
}

/// Packages among `among` that none of them dominates, in rising order. Of equal vectors all stay.
pub fn frontier(rows: &[f64], parties: usize, among: &[usize]) -> Vec<usize> {
    left(rows, parties, among, Better::Somewhere)
}

/// Packages than which no other is better for every party, in rising order.
pub fn weak_frontier(rows: &[f64], parties: usize, among: &[usize]) -> Vec<usize> {
    left(rows, parties, among, Better::Everywhere)
}

fn left(rows: &[f64], parties: usize, among: &[usize], better: Better<'_>) -> Vec<usize> {
    let mut values: Vec<f64> =
        among.iter().flat_map(|k| rows[k * parties..(k + 1) * parties].iter().copied()).collect();
    settle(&mut values, parties);
    let kept = unwatched(|watch| unbeaten(Rows { values: &values, width: parties }, better, watch));
    let mut packages: Vec<usize> = kept.into_iter().map(|at| among[at]).collect();
    packages.sort_unstable();
    packages
}

/// Of packages with these rows, those with equal rows once, by the lowest index.
pub fn distinct(rows: &[f64], parties: usize, packages: &[usize]) -> Vec<usize> {
    let mut settled = rows.to_vec();
    settle(&mut settled, parties);
    let row = |at: usize| &settled[at * parties..(at + 1) * parties];
    let compare = |a: &usize, b: &usize| {
        let by_value = row(*a).iter().zip(row(*b)).map(|(x, y)| x.total_cmp(y)).find(|o| o.is_ne());
        by_value.unwrap_or_else(|| packages[*a].cmp(&packages[*b]))
    };
    let mut sorted: Vec<usize> = (0..packages.len()).collect();
    sorted.sort_by(compare);
    sorted.dedup_by(|next, kept| row(*next) == row(*kept));
    let mut once: Vec<usize> = sorted.into_iter().map(|at| packages[at]).collect();
    once.sort_unstable();
    once
}

#[cfg(test)]
mod tests {
    use super::super::rows::dominates;
    use super::*;
    use crate::world::stream::Key;

    #[test]
    fn the_frontier_is_that_of_comparing_all_with_all() {
        for world in 0..60 {
            let mut dice = Key::new(5, "frontier", "").stream(world);
            let (n, parties) = (1 + (dice.unit() * 120.0) as usize, 1 + (dice.unit() * 4.0) as usize);
            let rows: Vec<f64> = (0..n * parties).map(|_| (dice.unit() * 9.0).floor() / 7.0).collect();
            let row = |k: usize| &rows[k * parties..(k + 1) * parties];
            let all: Vec<usize> = (0..n).collect();
            let plain: Vec<usize> =
                all.iter().copied().filter(|k| !all.iter().any(|f| dominates(row(*f), row(*k)))).collect();
            assert_eq!(frontier(&rows, parties, &all), plain);
            let strictly = |f: usize, k: usize| row(f).iter().zip(row(k)).all(|(x, y)| x > y);
            let weak: Vec<usize> =
                all.iter().copied().filter(|k| !all.iter().any(|f| strictly(*f, *k))).collect();
            assert_eq!(weak_frontier(&rows, parties, &all), weak);
            let listed: Vec<f64> = plain.iter().flat_map(|k| row(*k).to_vec()).collect();
            let once = distinct(&listed, parties, &plain);
            assert!(once.windows(2).all(|w| row(w[0]) != row(w[1])) && once.len() <= plain.len());
        }
    }

    #[test]
    fn utilities_that_differ_by_rounding_alone_are_equal() {
        // Packages nnn to yyy of three issues: yyn and nny are worth 0.3 to the first party, and 0.3 and 0.4 to the other.
        let sum = |parts: [f64; 3], yes: bool, k: usize| -> f64 {
            (0..3).filter(|i| (k >> (2 - i) & 1 == 1) == yes).fold(0.0, |sum, i| sum + parts[i])
        };
        let rows: Vec<f64> =
            (0..8).flat_map(|k| [sum([0.1, 0.2, 0.3], true, k), sum([0.2, 0.2, 0.3], false, k)]).collect();
        let all: Vec<usize> = (0..8).collect();
        assert!(rows[2 * 6] > rows[2], "rounding is what this is about");
        assert_eq!(frontier(&rows, 2, &all), [0, 1, 2, 3, 7]);
        assert_eq!(weak_frontier(&rows, 2, &all), all);
        assert_eq!(distinct(&[0.3, 0.1 + 0.2, 0.4], 1, &[0, 1, 2]), [0, 2]);
    }

    #[test]
    fn a_dominating_package_of_the_same_rounded_sum_is_found() {
        let rows = [1e16, 0.0, 1e16, 0.5];
        assert_eq!(frontier(&rows, 2, &[0, 1]), [1]);
    }
}
