//! Divisions that leave coalitions as little to complain of as possible: least core, nucleolus.
//!
//! A coalition's excess at a division `x` of `v(N)` is `v(S) − x(S)`. The least core (Maschler, Peleg and Shapley 1979, Mathematics of
//! Operations Research 4:303) makes the largest excess of a coalition other than nobody and everybody as small as it can be, `ε`; the core
//! is empty iff `ε > 0`. The nucleolus (Schmeidler 1969, SIAM Journal on Applied Mathematics 17:1163) makes the excesses, ordered from the
//! largest, lexicographically smallest among the imputations (`x_i ≥ v(i)` for all); the prenucleolus does so among all divisions.
//!
//! Both by a sequence of linear programmes of which the dual is solved: it has a row for each direction in which the division is still free,
//! and one more. A coalition with a positive multiplier has the same excess in every optimum, so it is settled; those whose excess follows from
//! what is settled are left out. Each programme settles a direction, so there are at most as many as parties.

use super::game::Game;
use crate::lab::theory::InvalidInput;
use crate::lab::theory::linear_program::{Program, maximise};

/// A part of the scale of the game that counts as zero.
const ZERO: f64 = 1e-9;

/// The least core.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct LeastCore {
    /// The largest excess when it is smallest; `None` for a single party, which has no other coalition to complain.
    pub excess: Option<f64>,
    /// Whether the core is empty: some coalition always can do better by itself.
    pub core_empty: bool,
}

/// The least core of a game.
///
/// # Errors
/// When the numbers are too far apart for the linear programme.
pub fn least_core(game: &Game) -> Result<LeastCore, InvalidInput> {
    let mut division = Division::new(game, false);
    let excess = division.step()?.map(|excess| excess * division.scale);
    Ok(LeastCore { excess, core_empty: excess.is_some_and(|excess| excess > ZERO * division.scale) })
}

/// The nucleolus; `None` when there is no imputation (the parties have more alone than together).
///
/// # Errors
/// When the numbers are too far apart for the linear programmes.
pub fn nucleolus(game: &Game) -> Result<Option<Vec<f64>>, InvalidInput> {
    let alone: f64 = (0..game.parties()).map(|i| game.worth(1 << i)).sum();
    let division = Division::new(game, true);
    if alone - game.whole() > ZERO * division.scale {
        return Ok(None);
    }
    division.settle().map(Some)
}

/// The prenucleolus.
///
/// # Errors
/// When the numbers are too far apart for the linear programmes.
pub fn prenucleolus(game: &Game) -> Result<Vec<f64>, InvalidInput> {
    Division::new(game, false).settle()
}

/// A division of what all have, and in which directions it is still free. Amounts are parts of `scale`.
struct Division<'a> {
    game: &'a Game,
    scale: f64,
    imputations: bool,
    shares: Vec<f64>,
    /// Directions that leave the excess of every settled coalition as it is.
    free: Vec<Vec<f64>>,
}

impl<'a> Division<'a> {
    fn new(game: &'a Game, imputations: bool) -> Self {
        let n = game.parties();
        let largest = (0..1 << n).map(|s| game.worth(s).abs()).fold(0.0, f64::max);
        let scale = if largest > 0.0 { largest } else { 1.0 };
        let direction =
            |i: usize| (0..n).map(|j| if j == i { 1.0 } else { f64::from(-i8::from(j == n - 1)) }).collect();
        let shares = vec![game.whole() / scale / n as f64; n];
        Self { game, scale, imputations, shares, free: (0..n - 1).map(direction).collect() }
    }

    fn settle(mut self) -> Result<Vec<f64>, InvalidInput> {
        while self.step()?.is_some() {}
        Ok(self.shares.iter().map(|share| share * self.scale).collect())
    }

    /// Makes the largest excess that is not settled as small as it can be, settles the coalitions that have it in any case, and gives it;
    /// `None` when everything is settled.
    fn step(&mut self) -> Result<Option<f64>, InvalidInput> {
        if self.free.is_empty() {
            return Ok(None);
        }
        let rows = self.free.len() + 1;
        let mut program = Program { rows, matrix: Vec::new(), worth: Vec::new(), right: vec![0.0; rows] };
        program.right[0] = 1.0;
        let mut coalitions = Vec::new();
        for coalition in 1..(1 << self.game.parties()) - 1 {
            let moves = self.moves(coalition);
            if moves.iter().any(|x| x.abs() > ZERO) {
                program.matrix.push(1.0);
                program.matrix.extend(moves);
                program.worth.push(self.excess(coalition));
                coalitions.push(coalition);
            }
        }
        if self.imputations {
            for party in 0..self.game.parties() {
                program.matrix.push(0.0);
                program.matrix.extend(self.moves(1 << party));
                program.worth.push(self.excess(1 << party));
            }
        }
        let found = maximise(&program).map_err(|error| InvalidInput(format!("the game: {error}")))?;
        for (direction, length) in self.free.iter().zip(&found.prices[1..]) {
            self.shares.iter_mut().zip(direction).for_each(|(share, d)| *share += length * d);
        }
        let binding = found.basis.iter().filter(|(_, multiplier)| *multiplier > ZERO);
        for coalition in binding.filter_map(|(column, _)| coalitions.get(*column)) {
            self.fix(*coalition);
        }
        Ok(Some(found.value))
    }

    /// What a coalition gets as the division moves along each free direction.
    fn moves(&self, coalition: usize) -> Vec<f64> {
        self.free.iter().map(|direction| part(direction, coalition)).collect()
    }

    fn excess(&self, coalition: usize) -> f64 {
        self.game.worth(coalition) / self.scale - part(&self.shares, coalition)
    }

    /// Leaves the directions that do not change what this coalition gets.
    fn fix(&mut self, coalition: usize) {
        let moves = self.moves(coalition);
        let largest = (0..moves.len()).max_by(|a, b| moves[*a].abs().total_cmp(&moves[*b].abs()));
        let Some(pivot) = largest.filter(|k| moves[*k].abs() > ZERO) else { return };
        let out = self.free.swap_remove(pivot);
        let mut rest = moves.clone();
        rest.swap_remove(pivot);
        for (direction, step) in self.free.iter_mut().zip(rest) {
            let factor = step / moves[pivot];
            direction.iter_mut().zip(&out).for_each(|(d, o)| *d -= factor * o);
        }
    }
}

/// The sum over the members of a coalition.
fn part(list: &[f64], coalition: usize) -> f64 {
    list.iter().enumerate().filter(|(i, _)| coalition >> i & 1 == 1).map(|(_, x)| x).sum()
}

#[cfg(test)]
mod tests {
    use super::super::game::tests::{close, games, glove, swapped};
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_glove_market_gives_all_to_the_rare_glove() {
        assert!(close(&nucleolus(&glove()).unwrap().unwrap(), &[1.0, 0.0, 0.0]));
        assert!(!least_core(&glove()).unwrap().core_empty);
    }

    /// Aumann and Maschler (1985), Journal of Economic Theory 36:195: the Talmud's divisions among claims of 100, 200 and 300.
    #[test]
    fn the_talmud() {
        for (estate, shares) in [
            (100.0, [100.0 / 3.0; 3]),
            (200.0, [50.0, 75.0, 75.0]),
            (300.0, [50.0, 100.0, 150.0]),
            (400.0, [50.0, 125.0, 225.0]),
        ] {
            let claims = [100.0, 200.0, 300.0];
            let outside = |s: usize| (0..3).filter(|i| s >> i & 1 == 0).map(|i| claims[i]).sum::<f64>();
            let game = Game::new((0..8).map(|s| f64::max(0.0, estate - outside(s))).collect());
            let found = nucleolus(&game.unwrap()).unwrap().unwrap();
            assert!(close(&found, &shares), "{estate}: {found:?}");
        }
    }

    /// Littlechild (1974), International Journal of Game Theory 3:21, by his recursion.
    #[test]
    fn the_airport() {
        let costs = [12.0, 20.0, 33.0, 60.0];
        let cost = |s: usize| (0..4).filter(|i| s >> i & 1 == 1).map(|i| costs[i]).fold(0.0, f64::max);
        let game = Game::new((0..16).map(|s| -cost(s)).collect()).unwrap();
        // The least of 12/2, 20/3, 33/4 and 60/4, then of (20−6)/2, (33−6)/3 and (60−6)/3, then of (33−13)/2 and (60−13)/2, then the rest.
        let found = nucleolus(&game).unwrap().unwrap();
        assert!(close(&found, &[-6.0, -7.0, -10.0, -37.0]), "{found:?}");
    }

    #[test]
    fn alone_and_without_imputations() {
        let one = Game::new(vec![0.0, 5.0]).unwrap();
        assert_eq!(nucleolus(&one).unwrap(), Some(vec![5.0]));
        assert_eq!(least_core(&one).unwrap(), LeastCore { excess: None, core_empty: false });
        let worse_together = Game::new(vec![0.0, 3.0, 2.0, 4.0]).unwrap();
        assert_eq!(nucleolus(&worse_together).unwrap(), None);
        assert!(close(&prenucleolus(&worse_together).unwrap(), &[2.5, 1.5]));
        assert!(least_core(&worse_together).unwrap().core_empty);
        let nothing = Game::new(vec![0.0; 16]).unwrap();
        assert_eq!(nucleolus(&nothing).unwrap(), Some(vec![0.0; 4]));
    }

    /// All excesses, from the largest.
    fn excesses(game: &Game, shares: &[f64]) -> Vec<f64> {
        let mut found: Vec<f64> =
            (1..(1 << game.parties()) - 1).map(|s| game.worth(s) - part(shares, s)).collect();
        found.sort_by(|a, b| b.total_cmp(a));
        found
    }

    proptest! {
        #[test]
        fn no_transfer_makes_the_excesses_smaller(game in games(), i in 0_usize..5, j in 0_usize..5, amount in 0.01_f64..3.0) {
            let shares = prenucleolus(&game).unwrap();
            prop_assert!((shares.iter().sum::<f64>() - game.whole()).abs() < 1e-8);
            let own = excesses(&game, &shares);
            let core = least_core(&game).unwrap();
            prop_assert!((own[0] - core.excess.unwrap()).abs() < 1e-8);
            let (i, j) = (i % game.parties(), j % game.parties());
            if i != j {
                let mut other = shares.clone();
                other[i] += amount;
                other[j] -= amount;
                let theirs = excesses(&game, &other);
                let first = own.iter().zip(&theirs).find(|(a, b)| (*a - *b).abs() > 1e-8);
                prop_assert!(first.is_some_and(|(a, b)| a < b), "{own:?} {theirs:?}");
            }
        }

        #[test]
        fn names_and_units_do_not_matter(game in games(), shift in -10.0_f64..10.0, factor in 0.1_f64..1e6) {
            let shares = nucleolus(&game).unwrap();
            let turned = nucleolus(&swapped(&game)).unwrap();
            prop_assert_eq!(shares.is_some(), turned.is_some());
            if let (Some(shares), Some(mut turned)) = (shares, turned) {
                turned.swap(0, 1);
                prop_assert!(close(&shares, &turned));
                let moved = |s: usize| factor * (game.worth(s) + if s & 1 == 1 { shift } else { 0.0 });
                let other = Game::new((0..1 << game.parties()).map(moved).collect()).unwrap();
                let amounts = nucleolus(&other).unwrap().unwrap();
                let mut found: Vec<f64> = amounts.iter().map(|x| x / factor).collect();
                found[0] -= shift;
                prop_assert!(close(&shares, &found), "{shares:?} {found:?}");
            }
        }
    }
}
