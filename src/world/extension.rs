//! Orders compatible with what is stated: a linear extension of a partial order, each as likely as any other.
//!
//! A party's stated orderings say that some values exceed others; every assignment of sorted draws to positions that
//! respects them is equally likely (uniform over the order polytope, as in stochastic multicriteria acceptability
//! analysis: Lahdelma, Hokkanen & Salminen 1998). Counting is exact, by dynamic programming over subsets.

use super::stream::Stream;

/// Draws a linear extension of the partial order on `n` items (at most 16) in which `below[i]` is the set (as bits) of
/// items that must come before item `i`. Gives the items from the lowest to the highest. Exactly one draw per item is
/// taken from the stream. A cyclic order gives the items in index order (`check` refuses such scenarios).
pub fn sample(below: &[u32], stream: &mut Stream) -> Vec<usize> {
    let n = below.len();
    let draws: Vec<f64> = (0..n).map(|_| stream.unit()).collect();
    if below.iter().all(|&b| b == 0) {
        return shuffle(&draws);
    }
    let counts = completions(below);
    let mut placed = 0u32;
    let mut order = Vec::with_capacity(n);
    for draw in draws {
        let total = counts[placed as usize];
        let mut left = draw * total;
        let open = |i: usize| placed & (1 << i) == 0 && below[i] & !placed == 0;
        let mut chosen = None;
        for i in (0..n).filter(|&i| open(i)) {
            chosen = Some(i);
            left -= counts[(placed | 1 << i) as usize];
            if left < 0.0 {
                break;
            }
        }
        let Some(next) = chosen else { return (0..n).collect() };
        placed |= 1 << next;
        order.push(next);
    }
    order
}

/// By item: the mean of `of(place)` over all linear extensions, each as likely as any other; `place` counts from 0, the lowest. A cyclic
/// order takes every place for open to every item.
pub fn expected(below: &[u32], of: impl Fn(usize) -> f64) -> Vec<f64> {
    let n = below.len();
    let full = (1usize << n) - 1;
    let after = completions(below);
    let mut before = vec![0.0; full + 1];
    before[0] = 1.0;
    let mut sums = vec![0.0; n];
    for placed in 0..full {
        for i in (0..n).filter(|&i| placed & (1 << i) == 0 && below[i] as usize & !placed == 0) {
            before[placed | 1 << i] += before[placed];
            sums[i] += before[placed] * after[placed | 1 << i] * of(placed.count_ones() as usize);
        }
    }
    if after[0] == 0.0 {
        return vec![(0..n).map(of).sum::<f64>() / n.max(1) as f64; n];
    }
    sums.into_iter().map(|sum| sum / after[0]).collect()
}

/// Without constraints: a shuffle from the same number of draws.
fn shuffle(draws: &[f64]) -> Vec<usize> {
    let mut items: Vec<usize> = (0..draws.len()).collect();
    let mut order = Vec::with_capacity(draws.len());
    for draw in draws {
        let position = ((draw * items.len() as f64) as usize).min(items.len() - 1);
        order.push(items.remove(position));
    }
    order
}

/// Number of ways to complete an order from each set of items already placed (exact in f64 up to 2^53).
fn completions(below: &[u32]) -> Vec<f64> {
    let n = below.len();
    let full = (1usize << n) - 1;
    let mut counts = vec![0.0; full + 1];
    counts[full] = 1.0;
    for placed in (0..full).rev() {
        counts[placed] = (0..n)
            .filter(|&i| placed & (1 << i) == 0 && below[i] as usize & !placed == 0)
            .map(|i| counts[placed | 1 << i])
            .sum();
    }
    counts
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::world::stream::Key;

    #[test]
    fn every_extension_is_equally_likely() {
        // 0 < 1, 2 free: three extensions (2,0,1), (0,2,1), (0,1,2).
        let below = [0, 0b001, 0];
        let mut seen = std::collections::BTreeMap::<Vec<usize>, u32>::new();
        let n = 9_000;
        for world in 0..n {
            *seen.entry(sample(&below, &mut Key::new(5, "order", "").stream(world))).or_default() += 1;
        }
        assert_eq!(seen.len(), 3);
        // Each count is binomial(9000, 1/3), sd 44.7: five sd bound, family error below 2e-6.
        assert!(seen.values().all(|&k| (f64::from(k) - 3000.0).abs() < 224.0), "{seen:?}");
    }

    #[test]
    fn a_chain_has_one_extension() {
        let below = [0b110, 0b100, 0];
        assert_eq!(sample(&below, &mut Key::new(1, "order", "").stream(0)), [2, 1, 0]);
        assert_eq!(completions(&[0, 0, 0, 0])[0], 24.0);
    }

    #[test]
    fn means_are_those_of_all_extensions() {
        // 0 < 1, 2 free: (2,0,1), (0,2,1), (0,1,2). Places of 0: 1, 0, 0; of 1: 2, 2, 1; of 2: 0, 1, 2.
        let means = expected(&[0, 0b001, 0], |place| place as f64);
        for (mean, want) in means.into_iter().zip([1.0 / 3.0, 5.0 / 3.0, 1.0]) {
            assert!((mean - want).abs() < 1e-12, "{mean} {want}");
        }
        assert_eq!(expected(&[0b10, 0b01], |place| place as f64), [0.5, 0.5]);
    }

    #[test]
    fn a_cycle_does_not_panic() {
        assert_eq!(sample(&[0b10, 0b01], &mut Key::new(1, "order", "").stream(0)), [0, 1]);
    }
}
