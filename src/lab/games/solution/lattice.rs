//! Zones of agreement by coalition: how many packages give every member of a coalition at least its reservation value.

use crate::lab::games::equal::{largest, reaching};
use crate::lab::games::game::Game;

/// Most parties whose coalitions are counted.
pub const MOST_PARTIES: usize = 20;

/// Counts of packages by who is satisfied.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lattice {
    /// By coalition (bits): packages at which all its members reach their reservation value, whoever else does.
    pub feasible: Vec<u64>,
    /// By number of satisfied parties, from 0.
    pub satisfied: Vec<u64>,
}

/// By package: the parties who reach their reservation value, as bits.
pub fn satisfied(game: &Game) -> Vec<u32> {
    let mut who = vec![0u32; game.packages()];
    for party in 0..game.parties() {
        let least = reaching(game.reservation[party], largest(game.of_party(party)));
        for (bits, u) in who.iter_mut().zip(game.of_party(party)) {
            *bits |= u32::from(*u >= least && *u != f64::NEG_INFINITY) << party;
        }
    }
    who
}

/// Counts packages by coalition, from those who are satisfied with each; `None` for more than [`MOST_PARTIES`] parties.
pub fn lattice(who: &[u32], parties: usize) -> Option<Lattice> {
    if parties > MOST_PARTIES {
        return None;
    }
    let mut feasible = vec![0u64; 1 << parties];
    let mut satisfied = vec![0u64; parties + 1];
    for bits in who {
        feasible[*bits as usize] += 1;
        satisfied[bits.count_ones() as usize] += 1;
    }
    // Sums over supersets, a party at a time.
    for party in 0..parties {
        for coalition in 0..feasible.len() {
            if coalition & (1 << party) == 0 {
                feasible[coalition] += feasible[coalition | 1 << party];
            }
        }
    }
    Some(Lattice { feasible, satisfied })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lab::games::rule::Rule;

    #[test]
    fn a_reservation_value_is_reached_by_what_differs_from_it_by_rounding_alone() {
        let game = Game::new(2, vec![0.3, 0.29], vec![0.1 + 0.2], Rule::unanimity(1)).unwrap();
        assert_eq!(satisfied(&game), [1, 0]);
    }

    #[test]
    fn coalitions_count_every_package_that_suits_all_their_members() {
        let utilities = vec![1.0, 2.0, 3.0, 3.0, 2.0, 1.0];
        let game = Game::new(3, utilities, vec![2.0, 2.0], Rule::unanimity(2)).unwrap();
        let who = satisfied(&game);
        let found = lattice(&who, 2).unwrap();
        assert_eq!(found.feasible, [3, 2, 2, 1]);
        assert_eq!((found.satisfied, who), (vec![0, 2, 1], vec![0b10, 0b11, 0b01]));
    }
}
