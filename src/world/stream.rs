//! Named random streams: the same draw for the same (seed, purpose, owner, world), whatever else is drawn.
//!
//! Each pair of purpose and owner has its own `ChaCha8` key, the SHA-256 of seed, purpose and owner; the number of the
//! world is the stream number. Nothing depends on the order of calls, on threads, or on which formats are run.

use rand::rngs::ChaCha8Rng;
use rand::{Rng, SeedableRng};
use sha2::{Digest, Sha256};

/// The key of one purpose and owner; cheap to copy, made once a scenario.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Key([u8; 32]);

impl Key {
    /// The key of a purpose (`traits`, `chance/spoil` …) and its owner (a party's or issue's id; empty for the world).
    pub fn new(seed: u64, purpose: &str, owner: &str) -> Self {
        let mut hash = Sha256::new();
        hash.update(b"roundtable stream 1");
        hash.update(seed.to_le_bytes());
        for part in [purpose, owner] {
            hash.update((part.len() as u64).to_le_bytes());
            hash.update(part.as_bytes());
        }
        Self(hash.finalize().into())
    }

    /// A key below this one, for one of several owners of a purpose.
    #[must_use]
    pub fn of(&self, name: &str) -> Self {
        let mut hash = Sha256::new();
        hash.update(self.0);
        hash.update(name.as_bytes());
        Self(hash.finalize().into())
    }

    /// The stream of this key for one world.
    pub fn stream(&self, world: u64) -> Stream {
        let mut generator = ChaCha8Rng::from_seed(self.0);
        generator.set_stream(world);
        Stream(generator)
    }
}

/// A stream of raw draws, all in the open interval (0, 1).
#[derive(Debug)]
pub struct Stream(ChaCha8Rng);

/// A copy that goes on with the same draws.
impl Clone for Stream {
    fn clone(&self) -> Self {
        let mut generator = ChaCha8Rng::from_seed(self.0.get_seed());
        generator.set_stream(self.0.get_stream());
        generator.set_word_pos(self.0.get_word_pos());
        Self(generator)
    }
}

impl Stream {
    /// A number strictly between 0 and 1, one of 2^52 equally spaced ones.
    pub fn unit(&mut self) -> f64 {
        const STEP: f64 = 1.0 / (1u64 << 52) as f64;
        ((self.0.next_u64() >> 12) as f64 + 0.5) * STEP
    }

    /// An exponential draw of mean 1.
    pub fn exponential(&mut self) -> f64 {
        -libm::log(self.unit())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn draws_are_what_they_always_were() {
        let mut stream = Key::new(1, "traits", "dprk").stream(0);
        let drawn: Vec<u64> = (0..3).map(|_| stream.0.next_u64()).collect();
        assert_eq!(
            drawn,
            [15_312_574_719_281_746_239, 13_807_271_688_810_083_292, 5_577_987_573_266_547_017]
        );
    }

    #[test]
    fn three_thousand_draws_are_what_they_always_were() {
        let mut hash = Sha256::new();
        let streams = [
            Key::new(1, "traits", "dprk").stream(0),
            Key::new(2019, "chance/success", "").stream(7),
            Key::new(u64::MAX, "value/nuclear", "rok").stream(u64::MAX),
        ];
        for mut stream in streams {
            (0..1000).for_each(|_| hash.update(stream.0.next_u64().to_le_bytes()));
        }
        let digest: String =
            hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect::<Vec<_>>().concat();
        assert_eq!(digest, "4686a57c828fd2420e3a7649b1828f2d4d23bda2b70425c431ae587664558df2");
    }

    #[test]
    fn a_copy_goes_on_with_the_same_draws() {
        let mut stream = Key::new(1, "traits", "dprk").stream(5);
        for taken in [0, 1, 7, 30] {
            (0..taken).for_each(|_| _ = stream.unit());
            let mut copy = stream.clone();
            assert!((0..100).all(|_| copy.unit() == stream.unit()), "after {taken}");
        }
    }

    #[test]
    fn purpose_owner_seed_and_world_all_matter() {
        let first =
            |seed, purpose: &str, owner: &str, world| Key::new(seed, purpose, owner).stream(world).unit();
        let base = first(1, "ab", "c", 0);
        for other in
            [first(2, "ab", "c", 0), first(1, "a", "bc", 0), first(1, "ab", "d", 0), first(1, "ab", "c", 1)]
        {
            assert!((base - other).abs() > 1e-12);
        }
    }

    #[test]
    fn draws_stay_inside_the_open_interval() {
        let mut stream = Key::new(7, "x", "").stream(3);
        assert!((0..10_000).map(|_| stream.unit()).all(|u| u > 0.0 && u < 1.0));
    }
}
