//! Everything that can be said of a game before anybody negotiates.

use super::{
    frontier::{self, distinct, rows_among},
    lattice::{lattice, satisfied},
    points::Field,
    watch::{Watch, unwatched},
};
use crate::negotiation::game::Game;

/// A solution point: all packages that are it, and how far a package is from it.
#[derive(Debug, Clone, PartialEq)]
pub struct Point {
    /// Its name.
    pub name: &'static str,
    /// Packages, by index; ties included.
    pub packages: Vec<usize>,
}

/// What is found.
#[derive(Debug, Clone, PartialEq)]
pub struct Analysis {
    /// Number of packages.
    pub packages: usize,
    /// From where gains are counted, by party: its reservation value, or its worst package where that is higher or there is none.
    pub disagreement: Vec<f64>,
    /// Packages that give every party at least its reservation value.
    pub unanimous: Vec<usize>,
    /// Packages that pass the rule, if everybody accepts what reaches its reservation value.
    pub passing: Vec<usize>,
    /// Packages that no other dominates.
    pub frontier: Vec<usize>,
    /// Among the unanimous ones, equal vectors once.
    pub frontier_within_unanimous: Vec<usize>,
    /// Among the passing ones.
    pub frontier_within_passing: Vec<usize>,
    /// Solution points among unanimous packages; for more than the lattice's parties they are there all the same.
    pub points: Vec<Point>,
    /// Passing packages of the greatest sum of utilities.
    pub best_welfare_within_passing: Vec<usize>,
    /// By coalition (bits): packages at which all its members reach their reservation value; none for more than 20 parties.
    pub feasible: Vec<u64>,
    /// By number of satisfied parties, from 0.
    pub satisfied: Vec<u64>,
    /// By party: packages that reach its reservation value, and those of them that pass.
    pub by_party: Vec<(usize, usize)>,
}

/// Analyses a game. Gains are counted from the reservation value, or from the worst package where that is higher or there is none.
pub fn analyse(game: &Game) -> Analysis {
    unwatched(|watch| watched(game, watch))
}

/// The same under a watch. If it ends the work, what is given is of no use.
pub fn watched(game: &Game, watch: &mut Watch<'_>) -> Analysis {
    let parties = game.parties();
    let worst = |party: usize| {
        let own = game.of_party(party).iter();
        own.fold(f64::INFINITY, |low, u| if *u < low && *u != f64::NEG_INFINITY { *u } else { low })
    };
    let disagreement: Vec<f64> = (0..parties).map(|p| game.reservation[p].max(worst(p))).collect();
    let field = Field::new(game.all(), game.packages(), &disagreement);
    let accepting = satisfied(game);
    let passing: Vec<usize> = (0..game.packages()).filter(|k| game.rule.passes(accepting[*k])).collect();
    let front = frontier::watched(game, watch);
    let rational = |k: &usize| accepting[*k] == game.rule.everybody();
    let both: Vec<usize> = front.iter().copied().filter(rational).collect();
    let point = |name, packages| Point { name, packages };
    let points = vec![
        point("Nash", field.nash(None)),
        point("Kalai-Smorodinsky", field.kalai_smorodinsky()),
        point("egalitarian", field.egalitarian()),
        point("utilitarian", field.utilitarian()),
        point("equal gain", field.equal_gain(&both)),
    ];
    let by_party = (0..parties).map(|p| {
        let content = |bits: &u32| usize::from(bits >> p & 1 == 1);
        let of_all: usize = accepting.iter().map(content).sum();
        (of_all, passing.iter().map(|k| content(&accepting[*k])).sum())
    });
    let counted = lattice(&accepting, parties);
    // Whoever accepts a package accepts those that dominate it, and no rule passes less with more votes: so what dominates passes too.
    let frontier_within_passing = front.iter().copied().filter(|k| game.rule.passes(accepting[*k])).collect();
    Analysis {
        packages: game.packages(),
        disagreement: disagreement.clone(),
        by_party: by_party.collect(),
        frontier_within_unanimous: distinct(&rows_among(game, &both), parties, &both),
        frontier_within_passing,
        best_welfare_within_passing: welfare(game, &passing),
        unanimous: field.rational.clone(),
        passing,
        frontier: front,
        points,
        feasible: counted.as_ref().map_or_else(Vec::new, |found| found.feasible.clone()),
        satisfied: counted.map_or_else(Vec::new, |found| found.satisfied),
    }
}

fn welfare(game: &Game, among: &[usize]) -> Vec<usize> {
    let sum = |k: &usize| (0..game.parties()).map(|party| game.utility(party, *k)).sum::<f64>();
    let most = among.iter().map(sum).fold(f64::NEG_INFINITY, f64::max);
    among.iter().copied().filter(|k| sum(k) >= most).collect()
}

/// How far a package is from the nearest of a point's packages: Euclidean distance of utility vectors. `None` without any.
pub fn distance(game: &Game, package: usize, point: &Point) -> Option<f64> {
    let squared = |other: usize| {
        (0..game.parties())
            .map(|p| game.utility(p, package) - game.utility(p, other))
            .map(|d| d * d)
            .sum::<f64>()
    };
    let all = point.packages.iter().map(|k| squared(*k));
    all.min_by(f64::total_cmp).map(libm::sqrt)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::negotiation::rule::Rule;
    use crate::world::stream::Key;

    fn drawn(world: u64) -> Game {
        let mut dice = Key::new(2, "analysis", "").stream(world);
        let utilities: Vec<f64> = (0..3 * 40).map(|_| (dice.unit() * 64.0).floor() / 8.0).collect();
        Game::new(40, utilities, vec![2.0, 1.0, 2.5], Rule::unanimity(3)).unwrap()
    }

    #[test]
    fn scale_and_names_of_parties_do_not_matter() {
        for world in 0..40 {
            let game = drawn(world);
            let base = analyse(&game);
            // Parties in another order, and one of them on another scale (by powers of two, so that nothing is rounded).
            let order = [2, 0, 1];
            let utilities = order.iter().flat_map(|p| game.of_party(*p).iter().map(move |u| (p, u)));
            let scaled: Vec<f64> =
                utilities.map(|(p, u)| if *p == 0 { 4.0 * u + 16.0 } else { *u }).collect();
            let reservation = vec![2.5, 4.0 * 2.0 + 16.0, 1.0];
            let other = analyse(&Game::new(40, scaled, reservation, Rule::unanimity(3)).unwrap());
            assert_eq!(base.frontier, other.frontier);
            assert_eq!(base.unanimous, other.unanimous);
            for place in [0, 1] {
                assert_eq!(base.points[place], other.points[place], "in {world}");
            }
            assert_eq!(base.feasible[0b001], other.feasible[0b010]);
            assert_eq!(base.feasible[0b111], base.unanimous.len() as u64);
        }
    }

    #[test]
    fn a_duplicate_package_joins_its_twin_and_an_irrelevant_issue_doubles_everything() {
        for world in 0..40 {
            let game = drawn(world);
            let base = analyse(&game);
            let twice: Vec<f64> = (0..3)
                .flat_map(|p| game.of_party(p).iter().flat_map(|u| [*u, *u]).collect::<Vec<f64>>())
                .collect();
            let other = analyse(&Game::new(80, twice, game.reservation.clone(), Rule::unanimity(3)).unwrap());
            let doubled =
                |list: &[usize]| list.iter().flat_map(|k| [2 * k, 2 * k + 1]).collect::<Vec<usize>>();
            assert_eq!(doubled(&base.frontier), other.frontier);
            assert_eq!(base.frontier_within_unanimous.len(), other.frontier_within_unanimous.len());
            for (a, b) in base.points.iter().zip(&other.points) {
                assert_eq!(doubled(&a.packages), b.packages, "{} in {world}", a.name);
            }
            if let Some(&nash) = base.points[0].packages.first() {
                assert_eq!(distance(&game, nash, &base.points[0]), Some(0.0));
            }
        }
    }
}
