//! From utilities back to packages: the lowest package at or above a target, without sorting all of them.

use super::lazy::halves::Halves;

/// Packages placed in buckets by utility, about four in each: one pass counts, one places. A query looks into one or two.
///
/// The order inside a bucket is by index, so that ties always go to the lowest index.
#[derive(Debug, Clone, Default)]
pub struct Inverse {
    order: Vec<u32>,
    /// Utilities in the same order.
    values: Vec<f64>,
    /// Where each bucket begins, and where the last one ends.
    starts: Vec<u32>,
    /// The bucket of each package, while buckets are filled.
    places: Vec<u32>,
    low: f64,
    high: f64,
    scale: f64,
    /// In place of all lists, where packages are too many to be listed.
    halves: Option<Box<Halves>>,
}

/// Added to a number below 2^52, it leaves the nearest integer in the low bits: a rounding that processors do to many at once.
const WHOLE: f64 = 4_503_599_627_370_496.0;

impl Inverse {
    /// The inverse of one party's utilities. Packages that are forbidden (−∞) are left out.
    pub fn new(utilities: &[f64]) -> Self {
        let mut inverse = Self::default();
        inverse.rebuild(utilities);
        inverse
    }

    /// The inverse of utilities that are known by halves.
    pub fn of_halves(halves: Halves) -> Self {
        let (low, high) = halves.bounds();
        Self { low, high, halves: Some(Box::new(halves)), ..Self::default() }
    }

    /// Utility of a package, where utilities are known by halves.
    pub fn worth(&self, package: usize) -> Option<f64> {
        self.halves.as_ref().map(|halves| halves.worth(package))
    }

    /// The same for other utilities, in the memory that is there.
    pub fn rebuild(&mut self, utilities: &[f64]) {
        self.halves = None;
        let forbids;
        (self.low, self.high, forbids) = bounds(utilities);
        // Counts of few buckets stay near the processor where packages are many.
        let share = if utilities.len() > 32_768 { 8 } else { 4 };
        let buckets = (utilities.len() / share).max(1);
        let spread = self.high - self.low;
        // A spread too small to divide by makes one bucket.
        let scale = (buckets - 1) as f64 / spread;
        self.scale = if scale.is_finite() { scale } else { 0.0 };
        let (low, scale) = (self.low.max(f64::MIN), self.scale);
        self.places.clear();
        self.places.extend(utilities.iter().map(|u| ((u - low) * scale + WHOLE).to_bits() as u32));
        if forbids {
            let forbidden = utilities.iter().zip(&mut self.places).filter(|(u, _)| **u == f64::NEG_INFINITY);
            for (_, place) in forbidden {
                *place = buckets as u32;
            }
        }
        self.starts.clear();
        self.starts.resize(buckets + 2, 0);
        for &bucket in &self.places {
            self.starts[bucket as usize + 1] += 1;
        }
        let mut sum = 0;
        for start in &mut self.starts {
            sum += *start;
            *start = sum;
        }
        self.order.resize(utilities.len(), 0);
        self.values.resize(utilities.len(), 0.0);
        for (k, (&bucket, &u)) in self.places.iter().zip(utilities).enumerate() {
            let start = &mut self.starts[bucket as usize];
            let place = *start as usize;
            *start += 1;
            self.order[place] = k as u32;
            self.values[place] = u;
        }
        // Filling has moved every start to the end of its bucket: move them back by one. What is forbidden lies behind the last.
        self.starts.rotate_right(1);
        self.starts[0] = 0;
        self.starts.truncate(buckets + 1);
    }

    /// Subtraction, multiplication and rounding are monotone, so no bucket holds more than the next one.
    fn bucket(&self, u: f64) -> usize {
        let u = u.clamp(self.low, self.high);
        (((u - self.low) * self.scale + WHOLE).to_bits() as u32) as usize
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
    pub fn lowest_at_least(&self, target: f64) -> Option<usize> {
        self.around(target, 0.0, f64::NEG_INFINITY)
    }

    /// The same, but a package that lies less than `near` below the target and at or above `least` is taken if it is nearer.
    pub fn around(&self, target: f64, near: f64, least: f64) -> Option<usize> {
        if let Some(halves) = &self.halves {
            return halves.around(target, near, least);
        }
        if self.starts.len() < 2 || self.high == f64::NEG_INFINITY || self.high < target - near {
            return None;
        }
        let lowest = (target - near).max(least);
        let first = self.bucket(target - near);
        let (mut close, mut from) = (false, self.starts[first] as usize);
        for &end in &self.starts[first + 1..] {
            let bucket = &self.values[from..end as usize];
            // Selections rather than branches: which value is the next best cannot be foretold.
            let mut above = f64::INFINITY;
            for &u in bucket {
                let candidate = if u >= target { u } else { f64::INFINITY };
                above = if candidate < above { candidate } else { above };
                close |= u < target && u >= lowest;
            }
            if above < f64::INFINITY {
                if close && let Some(place) = self.nearest_below(target, lowest, above) {
                    return Some(self.order[place] as usize);
                }
                let place = bucket.iter().position(|u| *u == above)?;
                return Some(self.order[from + place] as usize);
            }
            from = end as usize;
        }
        let place = close.then(|| self.nearest_below(target, lowest, f64::INFINITY)).flatten();
        place.map(|place| self.order[place] as usize)
    }

    /// The place of the highest utility from `lowest` to below the target, if it is nearer to the target than `above`.
    #[cold]
    fn nearest_below(&self, target: f64, lowest: f64, above: f64) -> Option<usize> {
        let mut best: Option<usize> = None;
        let (first, last) = (self.bucket(lowest), self.bucket(target));
        for place in self.starts[first] as usize..self.starts[last + 1] as usize {
            let u = self.values[place];
            if u < target && u >= lowest && best.is_none_or(|best| u > self.values[best]) {
                best = Some(place);
            }
        }
        best.filter(|best| target - self.values[*best] < above - target)
    }

    /// All packages that are not forbidden, best first, ties by index.
    pub fn descending(&self, utilities: &[f64]) -> Vec<u32> {
        let mut all = Vec::with_capacity(self.starts.last().map_or(0, |end| *end as usize));
        // Buckets are in order already: only what is inside one is sorted.
        for bucket in self.starts.windows(2).rev() {
            let from = all.len();
            all.extend_from_slice(&self.order[bucket[0] as usize..bucket[1] as usize]);
            let by_utility = |a: &u32, b: &u32| utilities[*b as usize].total_cmp(&utilities[*a as usize]);
            all[from..].sort_unstable_by(|a, b| by_utility(a, b).then(a.cmp(b)));
        }
        all
    }
}

/// Lowest and highest utility of what is not forbidden, and whether anything is.
fn bounds(utilities: &[f64]) -> (f64, f64, bool) {
    // Lanes of their own let the processor compare several at once.
    let (mut low, mut high) = ([f64::INFINITY; 4], [f64::NEG_INFINITY; 4]);
    let (blocks, rest) = utilities.as_chunks::<4>();
    for block in blocks {
        for lane in 0..4 {
            low[lane] = if block[lane] < low[lane] { block[lane] } else { low[lane] };
            high[lane] = if block[lane] > high[lane] { block[lane] } else { high[lane] };
        }
    }
    let low = low.iter().chain(rest).copied().fold(f64::INFINITY, f64::min);
    let high = high.iter().chain(rest).copied().fold(f64::NEG_INFINITY, f64::max);
    if low == f64::NEG_INFINITY {
        let allowed = utilities.iter().copied().filter(|u| *u != f64::NEG_INFINITY);
        return (allowed.fold(f64::INFINITY, f64::min), high, true);
    }
    (low, high, false)
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
                let target = (stream.unit() * 48.0 - 4.0).floor() / 3.0 + 0.1 * (stream.unit() * 3.0).floor();
                let above = (0..n).filter(|k| utilities[*k] >= target);
                let wanted = above.min_by(|a, b| utilities[*a].total_cmp(&utilities[*b]));
                assert_eq!(inverse.lowest_at_least(target), wanted);
                let gap = |k: &usize| (utilities[*k] - target).abs();
                let below = (0..n).filter(|k| utilities[*k] < target && utilities[*k] >= target - 0.4);
                let below = below.min_by(|a, b| gap(a).total_cmp(&gap(b)));
                let nearer = below.filter(|k| wanted.is_none_or(|w| gap(k) < gap(&w)));
                assert_eq!(inverse.around(target, 0.4, f64::NEG_INFINITY), nearer.or(wanted));
            }
            let mut wanted: Vec<u32> = (0..n as u32).filter(|k| utilities[*k as usize].is_finite()).collect();
            wanted.sort_by(|a, b| utilities[*b as usize].total_cmp(&utilities[*a as usize]));
            assert_eq!(inverse.descending(&utilities), wanted);
        }
    }

    #[test]
    fn one_package_and_none_allowed_are_fine() {
        assert_eq!(Inverse::new(&[2.0]).lowest_at_least(1.0), Some(0));
        let none = [f64::NEG_INFINITY; 3];
        assert_eq!(Inverse::new(&none).lowest_at_least(-5.0), None);
        assert!(Inverse::new(&none).descending(&none).is_empty());
    }
}
