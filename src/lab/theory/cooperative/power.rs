//! The power to decide: how often a vote is the one that counts.
//!
//! A coalition of parties wins or loses. A party has a swing in a winning coalition that would lose without it. From the numbers of swings, by
//! the size of the coalition:
//!
//! - Shapley and Shubik (1954), American Political Science Review 48:787: the chance that a party's vote is the one that makes a coalition win
//!   when all come in a random order, `Σ_s (s−1)! (n−s)! / n! · swings_i(s)`;
//! - Banzhaf (1965), Rutgers Law Review 19:317: a party's swings among `2^(n−1)` coalitions (absolute), or among all swings (normalised);
//! - Coleman (1971), in Lieberman (ed.), Social Choice: the power of a body to act, the share of coalitions that win; of a party to prevent
//!   (its swings among winning coalitions) and to initiate action (among losing ones).
//!
//! Swings are counted by dynamic programming over sizes and sums of weights (Mann and Shapley 1962, RAND RM-3158; for two criteria Bilbao,
//! Fernández, Jiménez and López 2002, European Journal of Operational Research 143:181), so that many parties cost little; exact whole numbers.

use crate::lab::theory::InvalidInput;

/// Most parties: counts of coalitions are 64-bit numbers.
pub const MOST_PARTIES: usize = 62;

/// Largest sum of weights.
pub const LARGEST_SUM: u64 = 1 << 53;

/// Most sizes × sums for dynamic programming; beyond, coalitions are enumerated one by one, for at most [`MOST_ENUMERATED`] parties.
const MOST_CELLS: u64 = 20_000_000;
const MOST_ENUMERATED: usize = 24;

/// Coalitions that win, and swings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Counts {
    /// Number of winning coalitions.
    pub winning: u64,
    /// By party and number of others: coalitions of that many others that lose without the party and win with it.
    pub swings: Vec<Vec<u64>>,
    /// Parties without which nothing wins; everybody when nothing wins.
    pub vetoes: Vec<usize>,
}

/// Counts for a rule by which a coalition wins if its size and the sum of its weights say so; adding a party never makes it lose.
///
/// # Errors
/// When there is no party or more than [`MOST_PARTIES`], the weights sum to more than [`LARGEST_SUM`], nobody already wins, or there are both more
/// than 24 parties and sums too large to tabulate.
pub fn weighted(weights: &[u64], wins: impl Fn(usize, u64) -> bool) -> Result<Counts, InvalidInput> {
    let n = number(weights.len())?;
    let total = weights.iter().try_fold(0_u64, |sum, w| sum.checked_add(*w).filter(|s| *s <= LARGEST_SUM));
    let Some(total) = total else {
        return Err(InvalidInput(format!("the weights sum to more than {LARGEST_SUM}, the most")));
    };
    if wins(0, 0) {
        return Err(InvalidInput(
            "the rule lets nobody at all win; expected a quota that takes votes".to_owned(),
        ));
    }
    let vetoes = (0..n).filter(|i| !wins(n - 1, total - weights[*i])).collect();
    if (total + 1).saturating_mul(n as u64 + 1) <= MOST_CELLS {
        let (winning, swings) = tabulated(weights, total as usize, &wins);
        return Ok(Counts { winning, swings, vetoes });
    }
    if n > MOST_ENUMERATED {
        return Err(InvalidInput(format!(
            "{n} weights sum to {total}, which is too many; expected at most {MOST_ENUMERATED} weights or a sum below about {}; \
             use a coarser unit",
            MOST_CELLS / (n as u64 + 1)
        )));
    }
    let (winning, swings) = enumerated(weights, &wins);
    Ok(Counts { winning, swings, vetoes })
}

/// Counts where a coalition wins if all of `vetoes` parties are in it, and at least `votes` parties: first those with a veto, then the others.
///
/// # Errors
/// When there is no party or more than [`MOST_PARTIES`], more vetoes or votes than parties, or neither a veto nor a vote is needed.
pub fn vetoes(n: usize, vetoes: usize, votes: usize) -> Result<Counts, InvalidInput> {
    let n = number(n)?;
    if vetoes > n || votes > n || vetoes + votes == 0 {
        return Err(InvalidInput(format!(
            "{vetoes} vetoes and {votes} votes needed of {n}; expected at most {n} of each, and not none of both"
        )));
    }
    let others = n - vetoes;
    let needed = votes.max(vetoes) - vetoes;
    let mut swings = vec![vec![0; n]; n];
    for (i, row) in swings.iter_mut().enumerate() {
        if i < vetoes {
            (needed..=others).for_each(|k| row[vetoes - 1 + k] = choose(others, k));
        } else if needed > 0 {
            row[vetoes + needed - 1] = choose(others - 1, needed - 1);
        }
    }
    // Without a single vote to spare everybody has a veto.
    let all = needed == others;
    Ok(Counts {
        winning: (needed..=others).map(|k| choose(others, k)).sum(),
        swings,
        vetoes: (0..if all { n } else { vetoes }).collect(),
    })
}

impl Counts {
    /// Chance of each party to be the one that makes a coalition win, when all come in a random order; sums to 1 unless nothing wins.
    pub fn shapley_shubik(&self) -> Vec<f64> {
        let n = self.swings.len();
        let index = |row: &Vec<u64>| {
            row.iter().enumerate().map(|(s, k)| *k as f64 / (n as f64 * choose(n - 1, s) as f64)).sum()
        };
        self.swings.iter().map(index).collect()
    }

    /// Swings of each party.
    pub fn swings(&self) -> Vec<u64> {
        self.swings.iter().map(|row| row.iter().sum()).collect()
    }

    /// Swings of each party among all swings; `None` when there are none.
    pub fn banzhaf_normalised(&self) -> Option<Vec<f64>> {
        let swings = self.swings();
        let all: f64 = swings.iter().map(|k| *k as f64).sum();
        (all > 0.0).then(|| swings.iter().map(|k| *k as f64 / all).collect())
    }

    /// Swings of each party among the coalitions of the others.
    pub fn banzhaf_absolute(&self) -> Vec<f64> {
        let coalitions = (1_u64 << (self.swings.len() - 1)) as f64;
        self.swings().iter().map(|k| *k as f64 / coalitions).collect()
    }

    /// Share of all coalitions that win.
    pub fn power_to_act(&self) -> f64 {
        self.winning as f64 / (1_u64 << self.swings.len()) as f64
    }

    /// Swings of each party among winning coalitions; `None` when there are none.
    pub fn power_to_prevent(&self) -> Option<Vec<f64>> {
        let winning = self.winning as f64;
        (winning > 0.0).then(|| self.swings().iter().map(|k| *k as f64 / winning).collect())
    }

    /// Swings of each party among losing coalitions.
    pub fn power_to_initiate(&self) -> Vec<f64> {
        // Nobody loses, so there is at least one.
        let losing = ((1_u64 << self.swings.len()) - self.winning) as f64;
        self.swings().iter().map(|k| *k as f64 / losing).collect()
    }

    /// Whether the core of the game in which a winning coalition has 1 and a losing one 0 is not empty: iff somebody has a veto.
    pub fn core_not_empty(&self) -> bool {
        !self.vetoes.is_empty()
    }
}

fn number(n: usize) -> Result<usize, InvalidInput> {
    if (1..=MOST_PARTIES).contains(&n) {
        return Ok(n);
    }
    Err(InvalidInput(format!("there are {n} parties; expected 1 to {MOST_PARTIES}")))
}

/// The number of ways to choose `k` of `n`, exactly for `n` up to 62.
fn choose(n: usize, k: usize) -> u64 {
    if k > n {
        return 0;
    }
    (0..k.min(n - k)).fold(1_u128, |product, j| product * (n - j) as u128 / (j as u128 + 1)) as u64
}

/// Coalitions by size and sum of weights.
struct Table {
    width: usize,
    cells: Vec<u64>,
}

impl Table {
    /// Lets another party in: every coalition there is, once more with it.
    fn add(&mut self, weight: usize, size: usize) {
        for s in (1..=size).rev() {
            for sum in (weight..self.width).rev() {
                self.cells[s * self.width + sum] += self.cells[(s - 1) * self.width + sum - weight];
            }
        }
    }

    /// Takes a party out again.
    fn remove(&mut self, weight: usize, size: usize) {
        for s in 1..=size {
            for sum in weight..self.width {
                self.cells[s * self.width + sum] -= self.cells[(s - 1) * self.width + sum - weight];
            }
        }
    }

    /// Coalitions there are, as size, sum and how many.
    fn entries(&self) -> impl Iterator<Item = (usize, u64, u64)> + '_ {
        let filled = self.cells.iter().enumerate().filter(|(_, count)| **count > 0);
        filled.map(|(at, count)| (at / self.width, (at % self.width) as u64, *count))
    }
}

fn tabulated(weights: &[u64], total: usize, wins: &impl Fn(usize, u64) -> bool) -> (u64, Vec<Vec<u64>>) {
    let (n, width) = (weights.len(), total + 1);
    let mut table = Table { width, cells: vec![0; (n + 1) * width] };
    table.cells[0] = 1;
    for (before, weight) in weights.iter().enumerate() {
        table.add(*weight as usize, before + 1);
    }
    let winning = table.entries().filter(|(size, sum, _)| wins(*size, *sum)).map(|(_, _, count)| count).sum();
    let mut swings: Vec<Vec<u64>> = Vec::with_capacity(n);
    for (i, weight) in weights.iter().enumerate() {
        // Parties of equal weight have equal swings.
        if let Some(j) = weights[..i].iter().position(|other| other == weight) {
            swings.push(swings[j].clone());
            continue;
        }
        table.remove(*weight as usize, n);
        let mut row = vec![0; n];
        for (size, sum, count) in table.entries().filter(|(size, _, _)| *size < n) {
            if !wins(size, sum) && wins(size + 1, sum + weight) {
                row[size] += count;
            }
        }
        table.add(*weight as usize, n);
        swings.push(row);
    }
    (winning, swings)
}

fn enumerated(weights: &[u64], wins: &impl Fn(usize, u64) -> bool) -> (u64, Vec<Vec<u64>>) {
    let n = weights.len();
    // Sums over the lower and the upper half of the bits, so that each sum is one addition.
    let half = n / 2;
    let sums = |part: &[u64]| -> Vec<u64> {
        (0..1_usize << part.len())
            .map(|s| part.iter().enumerate().filter(|(i, _)| s >> i & 1 == 1).map(|(_, w)| w).sum())
            .collect()
    };
    let (low, high) = (sums(&weights[..half]), sums(&weights[half..]));
    let mut winning = 0;
    let mut swings = vec![vec![0; n]; n];
    for coalition in 1..1_usize << n {
        let size = coalition.count_ones() as usize;
        let sum = low[coalition & ((1 << half) - 1)] + high[coalition >> half];
        if !wins(size, sum) {
            continue;
        }
        winning += 1;
        let mut rest = coalition;
        while rest != 0 {
            let i = rest.trailing_zeros() as usize;
            rest &= rest - 1;
            swings[i][size - 1] += u64::from(!wins(size - 1, sum - weights[i]));
        }
    }
    (winning, swings)
}

#[cfg(test)]
mod tests {
    use super::super::game::Game;
    use super::super::game::tests::close;
    use super::*;
    use proptest::prelude::*;

    fn quota(weights: &[u64], quota: u64) -> Counts {
        weighted(weights, |_, sum| sum >= quota).unwrap()
    }

    /// The Council of the Six, 1958 to 1973 (Felsenthal and Machover 1998, table 5.3.1): Luxembourg had no power at all.
    #[test]
    fn the_treaty_of_rome() {
        let found = quota(&[4, 4, 4, 2, 2, 1], 12);
        assert!(close(&found.shapley_shubik(), &[14.0, 14.0, 14.0, 9.0, 9.0, 0.0].map(|k| k / 60.0)));
        assert_eq!(found.swings(), [10, 10, 10, 6, 6, 0]);
        assert_eq!((found.winning, found.power_to_act()), (14, 0.21875));
        assert!(found.vetoes.is_empty());
    }

    /// Banzhaf (1965): in Nassau County three of six districts had no power.
    #[test]
    fn nassau_county() {
        let found = quota(&[31, 31, 28, 21, 2, 2], 58);
        assert!(close(&found.shapley_shubik(), &[1.0, 1.0, 1.0, 0.0, 0.0, 0.0].map(|k| k / 3.0)));
        assert_eq!(found.swings()[3..], [0, 0, 0]);
    }

    /// The Security Council: 421/2145 and 4/2145; before 1966 76/385 and 1/462 (Felsenthal and Machover 1998).
    #[test]
    fn the_security_council() {
        let now = vetoes(15, 5, 9).unwrap();
        assert!((now.shapley_shubik()[0] - 421.0 / 2145.0).abs() < 1e-15);
        assert!((now.shapley_shubik()[14] - 4.0 / 2145.0).abs() < 1e-17);
        assert_eq!((now.swings()[0], now.swings()[5], now.winning), (848, 84, 848));
        let before = vetoes(11, 5, 7).unwrap();
        assert!((before.shapley_shubik()[4] - 76.0 / 385.0).abs() < 1e-15);
        assert!((before.shapley_shubik()[5] - 1.0 / 462.0).abs() < 1e-16);
        // As weights: a veto weighs 7, and 39 are needed.
        let weights: Vec<u64> = (0..15).map(|i| if i < 5 { 7 } else { 1 }).collect();
        assert_eq!(quota(&weights, 39), now);
    }

    /// The Council of 27 under the Treaty of Nice by weights alone: indices as published (Bilbao et al. 2002, table 3: 0.087, …, 0.0082).
    #[test]
    fn twenty_seven_members_by_weights() {
        let groups: [(u64, usize); 9] =
            [(29, 4), (27, 2), (14, 1), (13, 1), (12, 5), (10, 3), (7, 5), (4, 5), (3, 1)];
        let weights: Vec<u64> = groups.iter().flat_map(|(w, k)| std::iter::repeat_n(*w, *k)).collect();
        assert_eq!((weights.len(), weights.iter().sum::<u64>()), (27, 345));
        let index = quota(&weights, 255).shapley_shubik();
        assert!((index.iter().sum::<f64>() - 1.0).abs() < 1e-12);
        assert!((index[0] - 0.087).abs() < 5e-4 && (index[26] - 0.0082).abs() < 5e-5, "{index:?}");
    }

    #[test]
    fn dictators_and_rules_by_which_nothing_passes() {
        let dictator = quota(&[5, 1, 1], 4);
        assert_eq!((dictator.shapley_shubik(), dictator.vetoes.clone()), (vec![1.0, 0.0, 0.0], vec![0]));
        let never = quota(&[1, 1], 3);
        assert_eq!(
            (never.winning, never.shapley_shubik(), never.banzhaf_normalised()),
            (0, vec![0.0; 2], None)
        );
        assert_eq!(vetoes(3, 3, 1).unwrap().shapley_shubik(), vec![1.0 / 3.0; 3]);
        assert_eq!(vetoes(3, 1, 1).unwrap().swings(), vec![4, 0, 0]);
    }

    #[test]
    fn refuses_what_is_no_rule() {
        assert!(weighted(&[], |_, _| false).is_err());
        assert!(weighted(&[1, 1], |_, _| true).is_err());
        assert!(weighted(&[u64::MAX, 1], |_, sum| sum > 0).is_err());
        assert!(weighted(&[1; 63], |_, sum| sum > 0).is_err());
        assert!(weighted(&[1 << 40; 30], |_, sum| sum > 1 << 40).is_err());
        assert!(vetoes(3, 4, 1).is_err() && vetoes(3, 0, 0).is_err() && vetoes(0, 0, 0).is_err());
        assert_eq!(choose(62, 31), 465_428_353_255_261_088);
    }

    proptest! {
        #[test]
        fn as_a_game_of_coalitions(
            weights in prop::collection::vec(0_u64..12, 1..8),
            part in 0.05_f64..1.0,
            members in 0_usize..4,
            over in 1_usize..9,
        ) {
            let total: u64 = weights.iter().sum();
            let least = 1 + (part * total as f64) as u64;
            let wins = |size: usize, sum: u64| size >= members && sum >= least || size >= over;
            let found = weighted(&weights, wins).unwrap();
            let sum = |s: usize| weights.iter().enumerate().filter(|(i, _)| s >> i & 1 == 1).map(|(_, w)| w).sum();
            let worth = |s: usize| f64::from(u8::from(wins(s.count_ones() as usize, sum(s))));
            let all = 1_usize << weights.len();
            let game = Game::new((0..all).map(worth).collect()).unwrap();
            prop_assert!(close(&found.shapley_shubik(), &game.shapley()));
            prop_assert!(close(&found.banzhaf_absolute(), &game.banzhaf()));
            prop_assert_eq!(found.winning as f64, (0..all).map(worth).sum::<f64>());
            prop_assert_eq!(enumerated(&weights, &wins), (found.winning, found.swings.clone()));
            if found.winning > 0 {
                prop_assert!((found.shapley_shubik().iter().sum::<f64>() - 1.0).abs() < 1e-12);
                let core = super::super::nucleolus::least_core(&game).unwrap();
                prop_assert_eq!(found.core_not_empty(), !core.core_empty);
            }
        }
    }
}
