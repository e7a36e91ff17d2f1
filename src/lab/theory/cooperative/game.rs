//! Games in which what a coalition can have is one amount that it divides as it likes (transferable utility).
//!
//! Shapley (1953), "A value for n-person games": `φ_i = Σ_{S∌i} |S|! (n−|S|−1)! / n! · (v(S∪i) − v(S))`. Banzhaf (1965), Rutgers Law Review
//! 19:317: the plain mean of `v(S∪i) − v(S)` over the `2^(n−1)` coalitions of the others. A coalition is a number whose bit `i` is set iff
//! party `i` is in it.

use crate::lab::theory::{InvalidInput, finite};

/// Most parties: all coalitions are gone through.
pub const MOST_PARTIES: usize = 14;

/// Largest amount.
const LARGEST: f64 = 1e100;

/// A game: what each coalition can have, in any unit that can be divided.
#[derive(Debug, Clone, PartialEq)]
pub struct Game {
    parties: usize,
    worth: Vec<f64>,
}

impl Game {
    /// A game from what each coalition can have, by its number; nobody (coalition 0) has nothing.
    ///
    /// # Errors
    /// When the list is not of length 2, 4, 8, … or for more than [`MOST_PARTIES`] parties, a number is not finite or beyond 1e100, or the
    /// first is not 0.
    pub fn new(worth: Vec<f64>) -> Result<Self, InvalidInput> {
        let parties = worth.len().checked_ilog2().unwrap_or(0) as usize;
        if parties == 0 || parties > MOST_PARTIES || worth.len() != 1 << parties {
            return Err(InvalidInput(format!(
                "there are {} coalitions; expected all 2^n of 1 to {MOST_PARTIES} parties, the empty one included",
                worth.len()
            )));
        }
        for value in &worth {
            if finite("the worth of a coalition", *value)?.abs() > LARGEST {
                return Err(InvalidInput(format!(
                    "the worth of a coalition is {value}; expected at most {LARGEST:e}"
                )));
            }
        }
        if worth[0] != 0.0 {
            return Err(InvalidInput(format!("the empty coalition is worth {}; expected 0", worth[0])));
        }
        Ok(Self { parties, worth })
    }

    /// Number of parties.
    pub fn parties(&self) -> usize {
        self.parties
    }

    /// What a coalition can have; 0 for a number that is none.
    pub fn worth(&self, coalition: usize) -> f64 {
        self.worth.get(coalition).copied().unwrap_or(0.0)
    }

    /// What all together can have.
    pub fn whole(&self) -> f64 {
        self.worth[self.worth.len() - 1]
    }

    /// What each party adds to a coalition, on average over all orders in which the parties may come.
    pub fn shapley(&self) -> Vec<f64> {
        let n = self.parties;
        let mut weights = vec![1.0 / n as f64; n];
        for size in 1..n {
            weights[size] = weights[size - 1] * size as f64 / (n - size) as f64;
        }
        self.averages(|size| weights[size])
    }

    /// What each party adds to a coalition, on average over all coalitions of the others.
    pub fn banzhaf(&self) -> Vec<f64> {
        let coalitions = (self.worth.len() / 2) as f64;
        self.averages(|_| 1.0 / coalitions)
    }

    fn averages(&self, weight: impl Fn(usize) -> f64) -> Vec<f64> {
        let others = |i: usize| (0..self.worth.len()).filter(move |s| s >> i & 1 == 0);
        let added = |s: usize, i: usize| self.worth[s | 1 << i] - self.worth[s];
        (0..self.parties)
            .map(|i| others(i).map(|s| weight(s.count_ones() as usize) * added(s, i)).sum())
            .collect()
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Any game of two to five parties.
    pub(in super::super) fn games() -> impl Strategy<Value = Game> {
        (2_usize..6).prop_flat_map(|n| {
            prop::collection::vec(-20_i32..60, (1 << n) - 1).prop_map(|worth| {
                let worth = std::iter::once(0.0).chain(worth.into_iter().map(f64::from)).collect();
                Game::new(worth).unwrap()
            })
        })
    }

    /// The game with parties 0 and 1 in each other's place.
    pub(in super::super) fn swapped(game: &Game) -> Game {
        let swap = |s: usize| s & !3 | (s & 1) << 1 | s >> 1 & 1;
        Game::new((0..game.worth.len()).map(|s| game.worth(swap(s))).collect()).unwrap()
    }

    pub(in super::super) fn close(found: &[f64], expected: &[f64]) -> bool {
        found.len() == expected.len() && found.iter().zip(expected).all(|(a, b)| (a - b).abs() < 1e-8)
    }

    /// The glove market: one left glove, two right ones.
    pub(in super::super) fn glove() -> Game {
        Game::new(vec![0.0, 0.0, 0.0, 1.0, 0.0, 1.0, 0.0, 1.0]).unwrap()
    }

    #[test]
    fn the_glove_market() {
        assert!(close(&glove().shapley(), &[2.0 / 3.0, 1.0 / 6.0, 1.0 / 6.0]));
        assert!(close(&glove().banzhaf(), &[0.75, 0.25, 0.25]));
    }

    /// Littlechild and Owen (1973), Management Science 20:370: of a runway each pays evenly with those who need as much of it.
    #[test]
    fn the_airport() {
        let costs = [10.0, 16.0, 30.0];
        let cost = |s: usize| (0..3).filter(|i| s >> i & 1 == 1).map(|i| costs[i]).fold(0.0, f64::max);
        let game = Game::new((0..8).map(|s| -cost(s)).collect()).unwrap();
        let shares = [10.0 / 3.0, 10.0 / 3.0 + 3.0, 10.0 / 3.0 + 3.0 + 14.0];
        assert!(close(&game.shapley(), &shares.map(|x| -x)));
    }

    #[test]
    fn refuses_what_is_no_game() {
        for worth in [vec![], vec![0.0], vec![0.0; 3], vec![1.0, 2.0], vec![0.0, f64::NAN], vec![0.0, 1e300]]
        {
            assert!(Game::new(worth).is_err());
        }
        assert!(Game::new(vec![0.0; 1 << (MOST_PARTIES + 1)]).is_err());
        assert_eq!(Game::new(vec![0.0, 3.0]).unwrap().shapley(), vec![3.0]);
    }

    /// By definition: over all orders.
    fn over_orders(game: &Game) -> Vec<f64> {
        fn go(game: &Game, inside: usize, total: &mut Vec<f64>, orders: &mut f64, path: &mut Vec<f64>) {
            if inside + 1 == 1 << game.parties() {
                *orders += 1.0;
                total.iter_mut().zip(path).for_each(|(t, p)| *t += *p);
                return;
            }
            for i in (0..game.parties()).filter(|i| inside >> i & 1 == 0) {
                path[i] = game.worth(inside | 1 << i) - game.worth(inside);
                go(game, inside | 1 << i, total, orders, path);
            }
        }
        let n = game.parties();
        let (mut total, mut orders) = (vec![0.0; n], 0.0);
        go(game, 0, &mut total, &mut orders, &mut vec![0.0; n]);
        total.iter().map(|t| t / orders).collect()
    }

    proptest! {
        #[test]
        fn shapley_by_its_axioms(game in games(), other in games()) {
            let value = game.shapley();
            prop_assert!((value.iter().sum::<f64>() - game.whole()).abs() < 1e-9);
            prop_assert!(close(&value, &over_orders(&game)));
            let mut turned = swapped(&game).shapley();
            turned.swap(0, 1);
            prop_assert!(close(&value, &turned));
            if other.parties() == game.parties() {
                let sum = (0..game.worth.len()).map(|s| game.worth(s) + other.worth(s)).collect();
                let values: Vec<f64> = value.iter().zip(other.shapley()).map(|(a, b)| a + b).collect();
                prop_assert!(close(&Game::new(sum).unwrap().shapley(), &values));
            }
        }

        #[test]
        fn who_adds_nothing_gets_nothing(game in games()) {
            let n = game.parties();
            let wider = Game::new((0..2 << n).map(|s| game.worth(s & !(1 << n))).collect()).unwrap();
            prop_assert!(wider.shapley()[n].abs() < 1e-9 && wider.banzhaf()[n].abs() < 1e-9);
            prop_assert!(close(&wider.shapley()[..n], &game.shapley()));
            prop_assert!(close(&wider.banzhaf()[..n], &game.banzhaf()));
        }
    }
}
