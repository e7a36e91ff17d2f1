//! Additive utilities of more packages than can be listed: two lists of sums, one of the first issues and one of the others.
//!
//! Every package is one of each (Horowitz and Sahni 1974, Journal of the ACM 21:277). Its utility is the sum of the two; the package of the lowest
//! utility at or above a target is found by going up one sorted list and down the other.

/// Most combinations in a half.
pub const MOST: usize = 1 << 20;

/// One party's utilities.
#[derive(Debug, Clone, Default)]
pub struct Halves {
    /// Sums of the first issues, in the order of packages.
    first: Vec<f64>,
    /// Sums of the others, in the order of packages.
    second: Vec<f64>,
    /// Positions in `first` by rising sum, then by position; the same in `second`.
    rising: [Vec<u32>; 2],
}

/// How many issues make up the first half, so that the larger half is smallest; `None` where it is still too large, or there are no packages.
pub fn split(sizes: &[usize]) -> Option<usize> {
    let product = |of: &[usize]| of.iter().try_fold(1usize, |all, size| all.checked_mul(*size));
    (0..=sizes.len())
        .filter_map(|at| Some((product(&sizes[..at])?, product(&sizes[at..])?, at)))
        .filter(|(a, b, _)| *a > 0 && *b > 0)
        .map(|(a, b, at)| (a.max(b), at))
        .min()
        .filter(|(larger, _)| *larger <= MOST)
        .map(|(_, at)| at)
}

impl Halves {
    /// Utilities of packages of issues of these sizes; `values` are weighted values, an issue after another. `None` as for [`split`].
    pub fn new(sizes: &[usize], values: &[f64], offset: f64) -> Option<Self> {
        let at = split(sizes)?;
        let before: usize = sizes[..at].iter().sum();
        let first = sums(&sizes[..at], &values[..before], offset);
        let second = sums(&sizes[at..], &values[before..], 0.0);
        let rising = [rising(&first), rising(&second)];
        Some(Self { first, second, rising })
    }

    /// Utility of a package.
    pub fn worth(&self, package: usize) -> f64 {
        self.first[package / self.second.len()] + self.second[package % self.second.len()]
    }

    /// Lowest and highest utility.
    pub fn bounds(&self) -> (f64, f64) {
        let of = |list: &[f64], order: &[u32]| match (order.first(), order.last()) {
            (Some(low), Some(high)) => (list[*low as usize], list[*high as usize]),
            _ => (0.0, 0.0),
        };
        let (a, b) = (of(&self.first, &self.rising[0]), of(&self.second, &self.rising[1]));
        (a.0 + b.0, a.1 + b.1)
    }

    /// The package of the lowest utility at or above a target, ties to the lowest index; one that lies less than `near` below it, and at or above
    /// `least`, if it is nearer.
    pub fn around(&self, target: f64, near: f64, least: f64) -> Option<usize> {
        let mut above: Option<(f64, usize)> = None;
        let mut under: Option<(f64, usize)> = None;
        let lowest = (target - near).max(least);
        // As the first half rises, ever less of the second is needed. `place` is the first of the second half that is enough.
        let mut place = self.second.len();
        for &a in &self.rising[0] {
            let base = self.first[a as usize];
            let sum = |place: usize| base + self.second[self.rising[1][place] as usize];
            while place > 0 && sum(place - 1) >= target {
                place -= 1;
            }
            let index = |place: usize| a as usize * self.second.len() + self.rising[1][place] as usize;
            if place < self.second.len() {
                let found = (sum(place), index(place));
                above = Some(above.map_or(found, |best| lower(best, found)));
            }
            if near > 0.0 && place > 0 && sum(place - 1) >= lowest {
                // The first of those that are equally near.
                let value = sum(place - 1);
                let from =
                    self.rising[1][..place].partition_point(|b| base + self.second[*b as usize] < value);
                let found = (value, index(from));
                under = Some(under.map_or(found, |best| higher(best, found)));
            }
        }
        match (above, under) {
            (Some(above), Some(under)) if target - under.0 < above.0 - target => Some(under.1),
            (Some(above), _) => Some(above.1),
            (None, under) => under.map(|(_, package)| package),
        }
    }
}

fn lower(a: (f64, usize), b: (f64, usize)) -> (f64, usize) {
    if b.0 < a.0 || b.0 == a.0 && b.1 < a.1 { b } else { a }
}

fn higher(a: (f64, usize), b: (f64, usize)) -> (f64, usize) {
    if b.0 > a.0 || b.0 == a.0 && b.1 < a.1 { b } else { a }
}

fn sums(sizes: &[usize], values: &[f64], offset: f64) -> Vec<f64> {
    let mut out = vec![0.0; sizes.iter().product()];
    super::super::evaluate::additive_into(sizes, values, offset, &mut out);
    out
}

fn rising(list: &[f64]) -> Vec<u32> {
    let mut order: Vec<u32> = (0..list.len() as u32).collect();
    order.sort_by(|a, b| list[*a as usize].total_cmp(&list[*b as usize]).then(a.cmp(b)));
    order
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::world::stream::Key;

    #[test]
    fn every_query_is_what_a_search_through_all_gives() {
        for world in 0..60 {
            let mut dice = Key::new(8, "halves", "").stream(world);
            let sizes: Vec<usize> =
                (0..=world as usize % 5).map(|_| 1 + (dice.unit() * 4.0) as usize).collect();
            // Eighths are summed exactly, so that ties are ties.
            let values: Vec<f64> =
                (0..sizes.iter().sum()).map(|_| (dice.unit() * 24.0).floor() / 8.0).collect();
            let halves = Halves::new(&sizes, &values, 0.5).unwrap();
            let all = sums(&sizes, &values, 0.5);
            assert!(all.iter().enumerate().all(|(k, u)| halves.worth(k) == *u));
            let inverse = crate::lab::games::inverse::Inverse::new(&all);
            assert_eq!(halves.bounds(), (inverse.worst(), inverse.best()));
            for _ in 0..60 {
                let target = (dice.unit() * 80.0 - 4.0).floor() / 8.0 + 0.03;
                for near in [0.0, 0.2] {
                    let wanted = inverse.around(target, near, 1.0);
                    assert_eq!(halves.around(target, near, 1.0), wanted, "{world} {target} {near}");
                }
            }
        }
    }

    #[test]
    fn halves_are_as_even_as_issues_allow_and_not_too_large() {
        assert_eq!(split(&[10; 12]), Some(6));
        assert_eq!(split(&[1000, 10, 10, 10]), Some(1));
        assert_eq!(split(&[10; 14]), None);
        assert_eq!(split(&[1 << 21]), None);
        assert_eq!(split(&[0, 3]), None);
    }
}
