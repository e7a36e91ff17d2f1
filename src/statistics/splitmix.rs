//! A small fixed generator for resampling and for dummies: Steele, Lea and Flood (2014), "Fast splittable pseudorandom number generators",
//! OOPSLA, figure 17 (`SplitMix64`). The same seed gives the same numbers on every machine.

/// A stream of numbers.
#[derive(Debug, Clone)]
pub struct SplitMix(u64);

impl SplitMix {
    /// The stream of a seed.
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// 64 bits.
    pub fn bits(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// A position below `n`, by multiplication (Lemire 2019, ACM TOMACS 29:3; the bias is below `n / 2^32`). 0 if there is none.
    pub fn below(&mut self, n: usize) -> usize {
        (((self.bits() >> 32) * n as u64) >> 32) as usize
    }

    /// A number in `[0, 1)`.
    pub fn unit(&mut self) -> f64 {
        (self.bits() >> 11) as f64 / (1u64 << 53) as f64
    }

    /// Puts a list in random order (Durstenfeld 1964, CACM 7:420).
    pub fn shuffle<T>(&mut self, list: &mut [T]) {
        for last in (1..list.len()).rev() {
            list.swap(last, self.below(last + 1));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The first numbers of the reference implementation (Vigna, `splitmix64.c`) for seed 1234567.
    #[test]
    fn as_published() {
        let mut stream = SplitMix::new(1_234_567);
        assert_eq!(
            [stream.bits(), stream.bits(), stream.bits()],
            [6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423]
        );
    }

    #[test]
    fn positions_are_in_range_and_a_shuffle_loses_nothing() {
        let mut stream = SplitMix::new(1);
        assert!((0..1000).all(|_| stream.below(7) < 7 && (0.0..1.0).contains(&stream.unit())));
        assert_eq!(stream.below(0), 0);
        let mut list: Vec<usize> = (0..100).collect();
        stream.shuffle(&mut list);
        assert_ne!(list, (0..100).collect::<Vec<_>>());
        list.sort_unstable();
        assert_eq!(list, (0..100).collect::<Vec<_>>());
    }
}
