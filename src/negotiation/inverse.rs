//! From utilities back to packages: the lowest package at or above a target, without sorting all of them.

/// Packages placed in buckets by utility, about eight in each: one pass counts, one places. A query looks into one or two.
///
/// The order inside a bucket is by index, so that ties always go to the lowest index.
#[derive(Debug, Clone, Default)]
pub struct Inverse {
    order: Vec<u32>,
    /// Where each bucket begins, and where the last one ends.
    starts: Vec<u32>,
    /// The bucket of each package, while buckets are filled.
    places: Vec<u32>,
    low: f64,
    high: f64,
    scale: f64,
}

impl Inverse {
    /// The inverse of one party's utilities. Packages that are forbidden (−∞) are left out.
    pub fn new(utilities: &[f64]) -> Self {
        let mut inverse = Self::default();
        inverse.rebuild(utilities);
        inverse
    }

    /// The same for other utilities, in the memory that is there.
    pub fn rebuild(&mut self, utilities: &[f64]) {
        let (mut low, mut high) = (f64::INFINITY, f64::NEG_INFINITY);
        for &u in utilities {
            low = if u < low && u != f64::NEG_INFINITY { u } else { low };
            high = if u > high { u } else { high };
        }
        let buckets = (utilities.len() / 8).max(1);
        (self.low, self.high) = (low, high);
        self.scale = if high > low { buckets as f64 / (high - low) } else { 0.0 };
        self.starts.clear();
        self.starts.resize(buckets + 2, 0);
        self.places.clear();
        for &u in utilities {
            let bucket = if u == f64::NEG_INFINITY { buckets } else { self.bucket(u, buckets) };
            self.places.push(bucket as u32);
            self.starts[bucket + 1] += 1;
        }
        for k in 1..self.starts.len() {
            self.starts[k] += self.starts[k - 1];
        }
        self.order.clear();
        self.order.resize(utilities.len(), 0);
        for (k, &bucket) in self.places.iter().enumerate() {
            let place = &mut self.starts[bucket as usize];
            self.order[*place as usize] = k as u32;
            *place += 1;
        }
        // Filling has moved every start to the end of its bucket: move them back by one.
        self.starts.rotate_right(1);
        self.starts[0] = 0;
        // Forbidden packages are in the bucket behind the last.
        self.starts.truncate(buckets + 1);
    }

    /// Subtraction and multiplication are monotone, so no bucket holds more than the next one.
    fn bucket(&self, u: f64, buckets: usize) -> usize {
        (((u - self.low) * self.scale) as usize).min(buckets - 1)
    }

    /// Utility of the worst package that is not forbidden.
    pub fn worst(&self) -> f64 {
        self.low
    }

    /// Utility of the best package.
    pub fn best(&self) -> f64 {
        self.high
    }

    /// The package of the lowest utility at or above a target, ties to the lowest index; `None` above the best.
    pub fn lowest_at_least(&self, utilities: &[f64], target: f64) -> Option<usize> {
        if self.high.is_nan() || self.high < target || self.starts.len() < 2 {
            return None;
        }
        let buckets = self.starts.len() - 1;
        let first = if target <= self.low { 0 } else { self.bucket(target, buckets) };
        let (mut best, mut utility) = (None, f64::INFINITY);
        for bucket in first..buckets {
            for &k in &self.order[self.starts[bucket] as usize..self.starts[bucket + 1] as usize] {
                let u = utilities[k as usize];
                if u >= target && u < utility {
                    (best, utility) = (Some(k as usize), u);
                }
            }
            if best.is_some() {
                break;
            }
        }
        best
    }

    /// The package of the highest utility strictly below a bound, ties to the lowest index.
    pub fn highest_below(&self, utilities: &[f64], bound: f64) -> Option<usize> {
        if self.starts.len() < 2 || bound.is_nan() || bound <= self.low {
            return None;
        }
        let buckets = self.starts.len() - 1;
        let (mut best, mut utility) = (None, f64::NEG_INFINITY);
        for bucket in (0..=self.bucket(bound, buckets)).rev() {
            for &k in &self.order[self.starts[bucket] as usize..self.starts[bucket + 1] as usize] {
                let u = utilities[k as usize];
                if u < bound && u > utility {
                    (best, utility) = (Some(k as usize), u);
                }
            }
            if best.is_some() {
                break;
            }
        }
        best
    }

    /// All packages that are not forbidden, best first, ties by index.
    pub fn descending(&self, utilities: &[f64]) -> Vec<u32> {
        let mut all = self.order[..self.starts.last().copied().unwrap_or(0) as usize].to_vec();
        all.sort_by(|a, b| utilities[*b as usize].total_cmp(&utilities[*a as usize]).then(a.cmp(b)));
        all
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::world::stream::Key;

    #[test]
    fn every_query_is_what_a_search_through_all_gives() {
        for world in 0..50 {
            let mut stream = Key::new(3, "inverse", "").stream(world);
            let n = 1 + (stream.unit() * 300.0) as usize;
            // Coarse values make ties, some packages are forbidden.
            let utilities: Vec<f64> = (0..n)
                .map(|_| (stream.unit() * 40.0).floor())
                .map(|u| if u == 7.0 { f64::NEG_INFINITY } else { u / 3.0 })
                .collect();
            let inverse = Inverse::new(&utilities);
            for _ in 0..60 {
                let target = stream.unit() * 16.0 - 1.5;
                let above = (0..n).filter(|k| utilities[*k] >= target);
                let wanted = above.min_by(|a, b| utilities[*a].total_cmp(&utilities[*b]));
                assert_eq!(inverse.lowest_at_least(&utilities, target), wanted);
                let below = (0..n).rev().filter(|k| utilities[*k] < target && utilities[*k].is_finite());
                let wanted = below.max_by(|a, b| utilities[*a].total_cmp(&utilities[*b]));
                assert_eq!(inverse.highest_below(&utilities, target), wanted);
            }
            let down = inverse.descending(&utilities);
            assert_eq!(down.len(), utilities.iter().filter(|u| u.is_finite()).count());
        }
    }

    #[test]
    fn one_package_and_none_allowed_are_fine() {
        assert_eq!(Inverse::new(&[2.0]).lowest_at_least(&[2.0], 1.0), Some(0));
        let none = [f64::NEG_INFINITY; 3];
        assert_eq!(Inverse::new(&none).lowest_at_least(&none, -5.0), None);
        assert!(Inverse::new(&none).descending(&none).is_empty());
    }
}
