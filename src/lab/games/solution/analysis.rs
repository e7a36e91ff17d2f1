//! Everything that can be said of a game before anybody negotiates.

use super::{
    frontier,
    lattice::{lattice, satisfied},
    points::Field,
    watch::{Watch, unwatched},
};
use crate::lab::games::clock::Convention;
use crate::lab::games::game::Game;

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
    /// From where gains are counted, by party: see [`disagreement`].
    pub disagreement: Vec<f64>,
    /// Packages that give every party at least its reservation value.
    pub unanimous: Vec<usize>,
    /// Packages that pass the rule, if everybody accepts what reaches its reservation value.
    pub passing: Vec<usize>,
    /// Packages that no other dominates; of those that are worth the same to everybody all.
    pub frontier: Vec<usize>,
    /// The unanimous ones among them.
    pub frontier_within_unanimous: Vec<usize>,
    /// The passing ones among them.
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

/// From where each party's gains are counted: its reservation value as it is given, even where every package is better; its worst package where it has
/// none. By NegMAS's convention also where that is higher.
pub fn disagreement(game: &Game, convention: Convention) -> Vec<f64> {
    let worst = |party: usize| {
        let own = game.of_party(party).iter();
        own.fold(f64::INFINITY, |low, u| if *u < low && *u != f64::NEG_INFINITY { *u } else { low })
    };
    let of = |party: usize| match convention {
        Convention::Plain if game.reservation[party].is_finite() => game.reservation[party],
        _ => game.reservation[party].max(worst(party)),
    };
    (0..game.parties()).map(of).collect()
}

/// Analyses a game; gains are counted from its [`disagreement`] point. Utilities are those of the first round: no discount is on them.
pub fn analyse(game: &Game, convention: Convention) -> Analysis {
    unwatched(|watch| watched(game, convention, watch))
}

/// The same under a watch. If it ends the work, what is given is of no use.
pub fn watched(game: &Game, convention: Convention, watch: &mut Watch<'_>) -> Analysis {
    let parties = game.parties();
    let disagreement = disagreement(game, convention);
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
        frontier_within_passing,
        best_welfare_within_passing: field.greatest_sum(&passing),
        unanimous: field.rational.clone(),
        passing,
        frontier: front,
        points,
        frontier_within_unanimous: both,
        feasible: counted.as_ref().map_or_else(Vec::new, |found| found.feasible.clone()),
        satisfied: counted.map_or_else(Vec::new, |found| found.satisfied),
    }
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
    use crate::lab::games::rule::Rule;
    use crate::world::stream::Key;

    fn drawn(world: u64) -> Game {
        let mut dice = Key::new(2, "analysis", "").stream(world);
        let utilities: Vec<f64> = (0..3 * 40).map(|_| (dice.unit() * 64.0).floor() / 8.0).collect();
        Game::new(40, utilities, vec![2.0, 1.0, 2.5], Rule::unanimity(3)).unwrap()
    }

    #[test]
    fn gains_are_counted_from_the_reservation_value_as_it_is_given() {
        let utilities = vec![1.0, 0.16, 0.299, 0.16, 1.0, 0.299];
        let game = Game::new(3, utilities, vec![0.1, 0.1], Rule::unanimity(2)).unwrap();
        let points = |convention| analyse(&game, convention).points;
        let first =
            |convention| points(convention).into_iter().map(|point| point.packages).collect::<Vec<_>>();
        // 0.9 · 0.06 is more than 0.199²; the smallest gain and share are largest at the third package.
        assert_eq!(first(Convention::Plain)[..3], [vec![0, 1], vec![2], vec![2]]);
        // From the worst package, 0.16, the first two gain nothing for one of the parties.
        assert_eq!(first(Convention::NegMas)[..3], [vec![2], vec![2], vec![2]]);
        // Where there is nothing without agreement, from the worst package that is allowed.
        let none = vec![f64::NEG_INFINITY; 2];
        let game = Game::new(3, vec![1.0, f64::NEG_INFINITY, 0.3, 1.0, 2.0, 3.0], none, Rule::unanimity(2));
        assert_eq!(disagreement(&game.unwrap(), Convention::Plain), [0.3, 1.0]);
    }

    #[test]
    fn every_count_is_of_packages() {
        let utilities = vec![1.0, 1.0, 0.0, 1.0, 1.0, 0.0];
        let game = Game::new(3, utilities, vec![f64::NEG_INFINITY; 2], Rule::unanimity(2)).unwrap();
        let found = analyse(&game, Convention::Plain);
        for list in [&found.frontier, &found.frontier_within_passing, &found.frontier_within_unanimous] {
            assert_eq!(*list, [0, 1]);
        }
    }

    #[test]
    fn scale_and_names_of_parties_do_not_matter() {
        for world in 0..40 {
            let game = drawn(world);
            let base = analyse(&game, Convention::Plain);
            // Parties in another order, and one of them on another scale (by powers of two, so that nothing is rounded).
            let order = [2, 0, 1];
            let utilities = order.iter().flat_map(|p| game.of_party(*p).iter().map(move |u| (p, u)));
            let scaled: Vec<f64> =
                utilities.map(|(p, u)| if *p == 0 { 4.0 * u + 16.0 } else { *u }).collect();
            let reservation = vec![2.5, 4.0 * 2.0 + 16.0, 1.0];
            let other = Game::new(40, scaled, reservation, Rule::unanimity(3)).unwrap();
            let other = analyse(&other, Convention::Plain);
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
            let base = analyse(&game, Convention::Plain);
            let twice: Vec<f64> = (0..3)
                .flat_map(|p| game.of_party(p).iter().flat_map(|u| [*u, *u]).collect::<Vec<f64>>())
                .collect();
            let other = Game::new(80, twice, game.reservation.clone(), Rule::unanimity(3)).unwrap();
            let other = analyse(&other, Convention::Plain);
            let doubled =
                |list: &[usize]| list.iter().flat_map(|k| [2 * k, 2 * k + 1]).collect::<Vec<usize>>();
            assert_eq!(doubled(&base.frontier), other.frontier);
            assert_eq!(doubled(&base.frontier_within_unanimous), other.frontier_within_unanimous);
            for (a, b) in base.points.iter().zip(&other.points) {
                assert_eq!(doubled(&a.packages), b.packages, "{} in {world}", a.name);
            }
            if let Some(&nash) = base.points[0].packages.first() {
                assert_eq!(distance(&game, nash, &base.points[0]), Some(0.0));
            }
        }
    }
}
