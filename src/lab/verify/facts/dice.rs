//! Random choices for the generator and for the facts, from one named stream.

use crate::scenario::model::{Provenance, Quantity, Spread, Tried};
use crate::world::stream::{Key, Stream};

/// Draws from one stream: the same for the same seed, purpose and number.
#[derive(Debug, Clone)]
pub struct Dice(Stream);

impl Dice {
    /// The stream of a purpose, and the number of the scenario in it.
    pub fn new(seed: u64, purpose: &str, index: u64) -> Self {
        Self(Key::new(seed, "facts", purpose).stream(index))
    }

    /// A number between two ends, evenly.
    pub fn between(&mut self, low: f64, high: f64) -> f64 {
        low + self.0.unit() * (high - low)
    }

    /// A whole number from `low` to `high`, both included.
    pub fn within(&mut self, low: usize, high: usize) -> usize {
        low + ((self.0.unit() * (high + 1 - low) as f64) as usize).min(high - low)
    }

    /// True in so many of 100 cases.
    pub fn chance(&mut self, percent: u32) -> bool {
        self.0.unit() * 100.0 < f64::from(percent)
    }

    /// One of a list; `None` if it is empty.
    pub fn pick<T: Copy>(&mut self, list: &[T]) -> Option<T> {
        if list.is_empty() { None } else { Some(list[self.within(0, list.len() - 1)]) }
    }

    /// The numbers below `n` in random order.
    pub fn order(&mut self, n: usize) -> Vec<usize> {
        let mut list: Vec<usize> = (0..n).collect();
        for at in (1..n).rev() {
            let other = self.within(0, at);
            list.swap(at, other);
        }
        list
    }

    /// A random part of the numbers below `n`, each with a chance in 100, in order.
    pub fn some<T: From<usize>>(&mut self, n: usize, percent: u32) -> Vec<T> {
        (0..n).filter(|_| self.chance(percent)).map(T::from).collect()
    }

    /// A range whose two ends are drawn evenly from a span.
    pub fn range(&mut self, low: f64, high: f64) -> Quantity {
        let (a, b) = (self.between(low, high), self.between(low, high));
        range(a.min(b), a.max(b))
    }

    /// A range whose two ends are drawn evenly in the logarithm, and which is even in the logarithm itself.
    pub fn log_range(&mut self, low: f64, high: f64) -> Quantity {
        let (low, high) = (libm::log(low), libm::log(high));
        let [a, b] = [self.between(low, high), self.between(low, high)].map(libm::exp);
        Quantity { spread: Spread::Log, ..range(a.min(b), a.max(b)) }
    }

    /// A whole number as large as a seed.
    pub fn seed(&mut self) -> u64 {
        // Every draw is a multiple of 2^-52.
        (self.0.unit() * (1u64 << 52) as f64) as u64
    }
}

/// A number drawn evenly from a range.
pub fn range(from: f64, to: f64) -> Quantity {
    Quantity { from, to, spread: Spread::Uniform, source: drawn() }
}

/// A number that is the same in all worlds.
pub fn fixed(value: f64) -> Quantity {
    range(value, value)
}

/// Where all entries of a random scenario come from.
pub fn drawn() -> Provenance {
    Provenance::Assumed {
        because: "drawn at random".into(),
        range: "see docs/facts.md".into(),
        tried: Tried::default(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn draws_stay_within_their_ends_and_reach_them() {
        let mut dice = Dice::new(1, "test", 0);
        let drawn: Vec<usize> = (0..400).map(|_| dice.within(2, 5)).collect();
        assert!((2..=5).all(|k| drawn.contains(&k)) && drawn.iter().all(|k| (2..=5).contains(k)));
        for _ in 0..100 {
            let (even, log) = (dice.range(-1.0, 2.0), dice.log_range(0.1, 10.0));
            assert!(-1.0 <= even.from && even.from <= even.to && even.to <= 2.0);
            assert!(0.1 <= log.from && log.from <= log.to && log.to <= 10.0 && log.spread == Spread::Log);
        }
        let mut sorted = dice.order(9);
        sorted.sort_unstable();
        assert_eq!(sorted, (0..9).collect::<Vec<_>>());
        assert_eq!(dice.pick::<usize>(&[]), None);
    }

    #[test]
    fn the_same_number_gives_the_same_draws_and_another_does_not() {
        let first = |seed, purpose: &str, index| Dice::new(seed, purpose, index).seed();
        assert_eq!(first(1, "a", 0), first(1, "a", 0));
        assert!(
            [first(2, "a", 0), first(1, "b", 0), first(1, "a", 1)].iter().all(|x| *x != first(1, "a", 0))
        );
    }
}
