//! Shapley shares (Shapley 1953), also where some coalitions cannot be.
//!
//! A share is the mean, over the orders in which the players join one after the other, of what the value rises by when a player joins. Where some
//! coalitions do not exist, it is the mean over those orders in which every coalition on the way does (Faigle & Kern 1992, for precedence constraints):
//! the shares still sum to the whole, a player that never changes anything still has nothing, and the game looked at from its other end has
//! the negative shares. Everything is counted in whole numbers: a share is a sum of values with whole coefficients, over the number of orders.

/// Most players: their orders and coalitions are all gone through.
pub const MOST_PLAYERS: usize = 12;

/// The orders in which players can join. Coalitions are numbers, a bit a player.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Orders {
    players: usize,
    /// By coalition: in how many ways it can have come about.
    up: Vec<u64>,
    /// By coalition: in how many ways the others can still join.
    down: Vec<u64>,
}

impl Orders {
    /// The orders of at most [`MOST_PLAYERS`] players in which every coalition exists; further players are passed over.
    pub fn new(players: usize, exists: impl Fn(usize) -> bool) -> Self {
        let players = players.min(MOST_PLAYERS);
        let all = (1_usize << players) - 1;
        let mut up = vec![0; all + 1];
        let mut down = up.clone();
        for coalition in (0..=all).filter(|c| exists(*c)) {
            let joined = (0..players).filter(|p| coalition & (1 << p) != 0);
            up[coalition] = if coalition == 0 { 1 } else { joined.map(|p| up[coalition ^ (1 << p)]).sum() };
        }
        for coalition in (0..=all).rev().filter(|c| exists(*c)) {
            let left = (0..players).filter(|p| coalition & (1 << p) == 0);
            down[coalition] =
                if coalition == all { 1 } else { left.map(|p| down[coalition | (1 << p)]).sum() };
        }
        Self { players, up, down }
    }

    /// How many there are.
    pub fn count(&self) -> u64 {
        self.down[0]
    }

    /// Whether some order leads through a coalition.
    #[cfg(test)]
    pub fn passes(&self, coalition: usize) -> bool {
        self.up[coalition] * self.down[coalition] > 0
    }

    /// The steps by which a player joins: the coalition before, and how many orders take the step.
    pub fn steps(&self, player: usize) -> impl Iterator<Item = (usize, u64)> + '_ {
        let own = 1 << player;
        let before = (0..self.up.len()).filter(move |coalition| coalition & own == 0);
        let taken = before.map(move |c| (c, self.up[c] * self.down[c | own]));
        taken.filter(|(_, orders)| *orders > 0)
    }

    /// How many players there are.
    #[cfg(test)]
    pub fn players(&self) -> usize {
        self.players
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Shares times the number of orders.
    fn shares(orders: &Orders, value: impl Fn(usize) -> i64) -> Vec<i64> {
        let of = |player: usize| {
            let step =
                |(before, ways): (usize, u64)| ways as i64 * (value(before | 1 << player) - value(before));
            orders.steps(player).map(step).sum()
        };
        (0..orders.players()).map(of).collect()
    }

    #[test]
    fn one_left_and_two_right_gloves_are_worth_four_and_one_sixth_each() {
        let orders = Orders::new(3, |_| true);
        assert_eq!(orders.count(), 6);
        let pairs = |c: usize| i64::from(c & 1 != 0 && c & 6 != 0);
        assert_eq!(shares(&orders, pairs), [4, 1, 1]);
    }

    #[test]
    fn the_airport_of_littlechild_and_owen_is_paid_stretch_by_stretch() {
        // A runway of length 1, 3 and 4: 1/3, 1/3 + 2/2, 1/3 + 2/2 + 1.
        let orders = Orders::new(3, |_| true);
        let length =
            |c: usize| [(4, 4), (2, 3), (1, 1)].iter().find(|(bit, _)| c & bit != 0).map_or(0, |l| l.1);
        assert_eq!(shares(&orders, length), [2, 8, 14]);
    }

    #[test]
    fn a_player_that_can_only_follow_another_is_judged_after_it() {
        // The second is worth 10 with the first, and cannot come before it; the third adds 5 to whatever there is.
        let exists = |c: usize| c & 2 == 0 || c & 1 != 0;
        let orders = Orders::new(3, exists);
        assert_eq!(orders.count(), 3);
        let value = |c: usize| 10 * i64::from(c & 3 == 3) + 5 * i64::from(c & 4 != 0);
        assert_eq!(shares(&orders, value), [0, 30, 15]);
        assert!(!orders.passes(2) && orders.passes(5));
    }

    #[test]
    fn what_can_only_be_as_a_whole_has_no_order() {
        let orders = Orders::new(2, |c| c == 0 || c == 3);
        assert_eq!(orders.count(), 0);
        assert!((0..4).all(|c| !orders.passes(c)));
        assert_eq!(Orders::new(0, |_| true).count(), 1);
    }

    #[test]
    fn shares_sum_to_the_whole_and_turn_with_the_game() {
        for holes in 0..256_usize {
            let exists = |c: usize| c == 0 || c == 7 || holes & (1 << c) != 0;
            let value = |c: usize| (c * c * 37 % 101) as i64;
            let orders = Orders::new(3, exists);
            let own = shares(&orders, value);
            assert_eq!(own.iter().sum::<i64>(), orders.count() as i64 * (value(7) - value(0)), "{holes}");
            let turned = Orders::new(3, |c| exists(7 ^ c));
            let other = shares(&turned, |c| value(7 ^ c));
            assert_eq!(other.iter().map(|share| -share).collect::<Vec<_>>(), own, "{holes}");
        }
    }
}
