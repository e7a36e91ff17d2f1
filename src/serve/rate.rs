//! How much somebody may ask in a time: a bucket that fills up again.

/// A bucket.
#[derive(Debug, Clone, Copy)]
pub struct Bucket {
    /// What is in it, in thousandths.
    left: u64,
    at: u64,
    most: u64,
    a_second: u64,
}

impl Bucket {
    /// So many at once, and so many more a second.
    pub fn new(most: u64, a_second: u64) -> Self {
        Self { left: most * 1000, at: 0, most, a_second }
    }

    /// Takes one at a time (milliseconds), if there is one.
    pub fn takes(&mut self, now: u64) -> bool {
        let passed = now.saturating_sub(self.at);
        self.left = (self.left + passed.saturating_mul(self.a_second)).min(self.most * 1000);
        self.at = self.at.max(now);
        let fine = self.left >= 1000;
        if fine {
            self.left -= 1000;
        }
        fine
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bucket_fills_up_again() {
        let mut bucket = Bucket::new(3, 2);
        let taken: Vec<bool> = [0, 0, 0, 0, 499, 500, 501, 1000].map(|now| bucket.takes(now)).to_vec();
        assert_eq!(taken, [true, true, true, false, false, true, false, true]);
        assert!((0..3).all(|_| bucket.takes(1_000_000)) && !bucket.takes(1_000_000));
    }
}
