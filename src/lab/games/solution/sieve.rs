//! Which of many vectors no other dominates, exactly, with most comparisons done on small keys, many at once.
//!
//! Each coordinate is rounded down to a key of 15 bits. A vector whose key is smaller somewhere cannot dominate; the few that no key rules
//! out are compared as they are. So the answer is that of comparing all with all. Equal vectors are compared once. One or two coordinates are
//! left to `sweep`, which sorts.

use super::{
    rows::{Better, Rows},
    sweep::sweep,
    watch::Watch,
};
use std::cmp::Ordering;

/// Vectors whose keys are compared at once.
const BLOCK: usize = 32;
/// Rows that are asked first.
const CHAMPIONS: usize = 32;
/// Coordinates by whose middle rows are split into groups.
const SPLIT: usize = 6;
/// Rows from which the middles are taken.
const MOST_SAMPLED: usize = 1000;
const HIGHEST_KEY: f64 = 32_766.0;
/// Rows after which the watch is told.
const TOLD: usize = 512;

/// Rows than which no other is better, in rising order. Of equal rows all stay. If the watch ends the work, what is given is of no use.
pub fn unbeaten(rows: Rows<'_>, better: Better<'_>, watch: &mut Watch<'_>) -> Vec<usize> {
    let mut found = match rows.width {
        1 | 2 => sweep(rows, better, watch),
        _ => sieve(rows, better, watch),
    };
    found.sort_unstable();
    found
}

fn sieve(rows: Rows<'_>, better: Better<'_>, watch: &mut Watch<'_>) -> Vec<usize> {
    let order = best_first(rows, watch);
    let same = |a: usize, b: usize| rows.row(a) == rows.row(b);
    let mut sieve = Sieve::new(rows, better);
    let (mut found, mut stays) = (Vec::new(), false);
    for (place, &k) in order.iter().enumerate() {
        if place == 0 || !same(order[place - 1], k) {
            stays = sieve.stays(k, watch);
        }
        if stays {
            found.push(k);
        }
        if place % TOLD == 0 && !watch.reach(place, order.len()) {
            break;
        }
    }
    found
}

/// Rows by falling sum: no row can beat one before it. Equal rows stand side by side.
fn best_first(rows: Rows<'_>, watch: &mut Watch<'_>) -> Vec<usize> {
    let mut order: Vec<(f64, u32)> = (0..rows.len()).map(|k| (rows.row(k).iter().sum(), k as u32)).collect();
    // Rounding can make the sum of a better row the same: number by number it is the higher one.
    let falling = |a: u32, b: u32| {
        rows.row(b as usize).partial_cmp(rows.row(a as usize)).unwrap_or(Ordering::Equal).then(a.cmp(&b))
    };
    let mut steps = 0;
    order.sort_unstable_by(|a, b| {
        steps += 1;
        b.0.total_cmp(&a.0).then_with(|| falling(a.1, b.1))
    });
    watch.count(steps);
    order.into_iter().map(|(_, k)| k as usize).collect()
}

/// Rows that went through the sieve so far; each must come after all that could beat it.
struct Sieve<'a> {
    rows: Rows<'a>,
    better: Better<'a>,
    scale: Scale,
    /// Keys of the row in hand.
    keys: Vec<i16>,
    middle: Vec<i16>,
    /// What dominates stands at least as high everywhere: only groups that are above the middle wherever the row is can hold it.
    groups: Vec<Kept>,
    /// What dominated of late: most rows fall to few others.
    champions: Kept,
    next_champion: usize,
}

impl<'a> Sieve<'a> {
    fn new(rows: Rows<'a>, better: Better<'a>) -> Self {
        let scale = Scale::of(rows);
        let dimensions = rows.width.min(SPLIT);
        Self {
            rows,
            better,
            keys: vec![0i16; rows.width],
            middle: middles(rows, &scale),
            scale,
            groups: (0..1 << dimensions).map(|_| Kept::new(rows.width)).collect(),
            champions: Kept::new(rows.width),
            next_champion: 0,
        }
    }

    /// Whether no row so far beats this one, which is kept then.
    fn stays(&mut self, k: usize, watch: &mut Watch<'_>) -> bool {
        let (rows, better) = (self.rows, self.better);
        let beats = |other: usize| better.beats(rows.row(other), rows.row(k));
        self.scale.keys(rows.row(k), &mut self.keys);
        if self.champions.find(&self.keys, beats, watch).is_some() {
            return false;
        }
        let places = self.middle.iter().zip(&self.keys).enumerate();
        let own = places.fold(0, |bits, (d, (middle, key))| bits | usize::from(key >= middle) << d);
        let mut above = (0..self.groups.len()).filter(|group| group & own == own);
        if let Some(other) = above.find_map(|group| self.groups[group].find(&self.keys, beats, watch)) {
            self.scale.keys(rows.row(other), &mut self.keys);
            self.champions.set(self.next_champion % CHAMPIONS, other, &self.keys);
            self.next_champion += 1;
            return false;
        }
        self.groups[own].push(k, &self.keys);
        true
    }
}

/// The middle key of each coordinate by which rows are split.
fn middles(rows: Rows<'_>, scale: &Scale) -> Vec<i16> {
    let step = rows.len().div_ceil(MOST_SAMPLED).max(1);
    let mut keys = vec![0i16; rows.width];
    let mut by_dimension: Vec<Vec<i16>> = vec![Vec::new(); rows.width.min(SPLIT)];
    for k in (0..rows.len()).step_by(step) {
        scale.keys(rows.row(k), &mut keys);
        for (of, key) in by_dimension.iter_mut().zip(&keys) {
            of.push(*key);
        }
    }
    let middle = |mut of: Vec<i16>| {
        let half = of.len() / 2;
        of.sort_unstable();
        of.get(half).copied().unwrap_or(0)
    };
    by_dimension.into_iter().map(middle).collect()
}

/// From numbers to keys, coordinate by coordinate; monotone.
struct Scale {
    low: Vec<f64>,
    factor: Vec<f64>,
}

impl Scale {
    fn of(rows: Rows<'_>) -> Self {
        let (mut low, mut high) = (vec![f64::INFINITY; rows.width], vec![f64::NEG_INFINITY; rows.width]);
        for row in rows.values.chunks_exact(rows.width.max(1)) {
            for ((low, high), u) in low.iter_mut().zip(&mut high).zip(row) {
                *low = if *u < *low && *u != f64::NEG_INFINITY { *u } else { *low };
                *high = if *u > *high { *u } else { *high };
            }
        }
        let factor = low.iter().zip(&high).map(|(low, high)| HIGHEST_KEY / (high - low));
        let factor = factor.map(|f| if f.is_finite() && f > 0.0 { f } else { 0.0 }).collect();
        // Where all are −∞ any number will do.
        let low = low.into_iter().map(|low| if low.is_finite() { low } else { 0.0 }).collect();
        Self { low, factor }
    }

    fn keys(&self, row: &[f64], keys: &mut [i16]) {
        for (((key, u), low), factor) in keys.iter_mut().zip(row).zip(&self.low).zip(&self.factor) {
            // −∞ times 0 is no number and becomes key 0, which rules nothing out.
            *key = ((u - low) * factor) as i16;
        }
    }
}

/// Rows kept, and their keys block by block: in each block a coordinate after another.
struct Kept {
    rows: Vec<usize>,
    keys: Vec<[i16; BLOCK]>,
    width: usize,
}

impl Kept {
    fn new(width: usize) -> Self {
        Self { rows: Vec::new(), keys: Vec::new(), width }
    }

    fn push(&mut self, row: usize, keys: &[i16]) {
        self.set(self.rows.len(), row, keys);
    }

    /// Puts a row in a place, at most one behind the last.
    fn set(&mut self, place: usize, row: usize, keys: &[i16]) {
        if place == self.rows.len() {
            self.rows.push(row);
            if place.is_multiple_of(BLOCK) {
                self.keys.resize(self.keys.len() + self.width, [i16::MIN; BLOCK]);
            }
        }
        self.rows[place] = row;
        let block = &mut self.keys[place / BLOCK * self.width..];
        for (of, key) in block.iter_mut().zip(keys) {
            of[place % BLOCK] = *key;
        }
    }

    /// The first row that no key rules out as one that dominates, and that indeed does.
    fn find(&self, keys: &[i16], beats: impl Fn(usize) -> bool, watch: &mut Watch<'_>) -> Option<usize> {
        for (number, block) in self.keys.chunks_exact(self.width.max(1)).enumerate() {
            watch.count(1);
            let mut open = [-1i16; BLOCK];
            for (of, key) in block.iter().zip(keys) {
                for lane in 0..BLOCK {
                    open[lane] &= -i16::from(of[lane] >= *key);
                }
            }
            if open.iter().fold(0, |any, lane| any | lane) == 0 {
                continue;
            }
            let rows = &self.rows[number * BLOCK..];
            let open = rows.iter().zip(open).filter(|(_, open)| *open != 0);
            let mut beats = |row: usize| {
                watch.count(1);
                beats(row)
            };
            if let Some((row, _)) = open.into_iter().find(|(row, _)| beats(**row)) {
                return Some(*row);
            }
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::super::watch::unwatched;
    use super::*;
    use crate::world::stream::Key;

    fn plain(rows: Rows<'_>, better: Better<'_>) -> Vec<usize> {
        let all = 0..rows.len();
        all.clone().filter(|k| !all.clone().any(|f| better.beats(rows.row(f), rows.row(*k)))).collect()
    }

    #[test]
    fn what_is_left_is_what_comparing_all_with_all_leaves() {
        for world in 0..300 {
            let mut dice = Key::new(6, "sieve", "").stream(world);
            let (n, width) = ((dice.unit() * 400.0) as usize, 1 + (dice.unit() * 6.0) as usize);
            // Coarse values make ties and equal rows; huge ones make sums that rounding levels; some are −∞.
            let steps = [3.0, 9.0, 1e5][world as usize % 3];
            let huge = if world % 5 == 0 { 1e16 } else { 1.0 };
            let values: Vec<f64> = (0..n * width)
                .map(|at| (dice.unit() * steps).floor() / 7.0 * if at % width == 0 { huge } else { 1.0 })
                .map(|u| if world % 7 == 0 && u == 0.0 { f64::NEG_INFINITY } else { u })
                .collect();
            let rows = Rows { values: &values, width };
            let wanted = plain(rows, Better::Somewhere);
            let left = |better| unwatched(|watch| unbeaten(rows, better, watch));
            assert_eq!(left(Better::Somewhere), wanted, "in {world}");
            for better in [Better::ByMargin(&vec![0.3; width]), Better::Everywhere] {
                assert_eq!(left(better), plain(rows, better), "in {world}: {better:?}");
            }
        }
    }

    #[test]
    fn a_margin_keeps_what_is_dominated_by_less() {
        let rows = Rows { values: &[1.0, 1.0, 1.0, 0.9, 1.0, 0.5], width: 2 };
        let left = |better| unwatched(|watch| unbeaten(rows, better, watch));
        assert_eq!(left(Better::Somewhere), [0]);
        assert_eq!(left(Better::ByMargin(&[0.2, 0.2])), [0, 1]);
    }

    /// Steps of the work on `n` rows of `width` numbers.
    fn steps(n: usize, width: usize, number: impl Fn(usize, usize) -> f64) -> u64 {
        let values: Vec<f64> =
            (0..n).flat_map(|k| (0..width).map(move |d| (k, d))).map(|(k, d)| number(k, d)).collect();
        unwatched(|watch| {
            let left = unbeaten(Rows { values: &values, width }, Better::Somewhere, watch);
            assert_eq!(left.len(), n, "all are on the frontier");
            watch.steps()
        })
    }

    #[test]
    fn two_opposed_parties_and_many_ties_take_work_in_proportion() {
        let opposed = |k: usize, d: usize| if d == 0 { k as f64 } else { -(k as f64) };
        let equal = |_: usize, _: usize| 1.0;
        let few = |k: usize, d: usize| [k % 19, 19 - k % 19, 3][d % 3] as f64;
        for n in [1000, 8000] {
            for (what, steps) in [
                ("opposed", [steps(n, 2, opposed), steps(4 * n, 2, opposed)]),
                ("equal, one party", [steps(n, 1, equal), steps(4 * n, 1, equal)]),
                ("equal, two parties", [steps(n, 2, equal), steps(4 * n, 2, equal)]),
                ("equal, five parties", [steps(n, 5, equal), steps(4 * n, 5, equal)]),
                ("few vectors, three parties", [steps(n, 3, few), steps(4 * n, 3, few)]),
            ] {
                assert!(steps[0] > 0 && steps[1] <= 6 * steps[0], "{what}: {steps:?}");
            }
        }
    }

    #[test]
    fn what_is_watched_can_be_ended() {
        let values: Vec<f64> = (0..3 * 5000).map(|at| [at, 15_000 - at, 1][at % 3] as f64).collect();
        let mut told = Vec::new();
        let mut tell = |done: usize, all: usize| {
            told.push((done, all));
            done < 2000
        };
        let mut watch = Watch::new(&mut tell);
        unbeaten(Rows { values: &values, width: 3 }, Better::Somewhere, &mut watch);
        assert!(watch.stopped());
        assert_eq!((told.first(), told.last()), (Some(&(0, 5000)), Some(&(2048, 5000))));
    }
}
