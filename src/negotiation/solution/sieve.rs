//! Which of many vectors no other dominates, exactly, with most comparisons done on small keys, many at once.
//!
//! Each coordinate is rounded down to a key of 15 bits. A vector whose key is smaller somewhere cannot dominate; the few that no key rules
//! out are compared as they are. So the answer is that of comparing all with all.

use super::frontier::dominates;

/// Vectors whose keys are compared at once.
const BLOCK: usize = 32;
/// Rows that are asked first.
const CHAMPIONS: usize = 32;
/// Coordinates by whose middle rows are split into groups.
const SPLIT: usize = 6;
/// Rows from which the middles are taken.
const MOST_SAMPLED: usize = 1000;
const HIGHEST_KEY: f64 = 32_766.0;

/// Rows of `width` numbers each.
#[derive(Debug, Clone, Copy)]
pub struct Rows<'a> {
    /// The numbers, a row after another; −∞ is allowed.
    pub values: &'a [f64],
    /// Numbers a row.
    pub width: usize,
}

impl<'a> Rows<'a> {
    /// Number of rows.
    pub fn len(self) -> usize {
        self.values.len().checked_div(self.width).unwrap_or(0)
    }

    /// Whether there is no row.
    pub fn is_empty(self) -> bool {
        self.len() == 0
    }

    /// One row.
    pub fn row(self, k: usize) -> &'a [f64] {
        &self.values[k * self.width..(k + 1) * self.width]
    }
}

/// Rows that no other row dominates, in rising order. Of equal rows all stay.
pub fn undominated(rows: Rows<'_>) -> Vec<usize> {
    sieve(rows, None)
}

/// The same, but a row goes only if another is at least as good everywhere and better by more than a margin somewhere. What stays holds
/// everything undominated, and perhaps more.
pub fn undominated_by_a_margin(rows: Rows<'_>, margins: &[f64]) -> Vec<usize> {
    sieve(rows, Some(margins))
}

fn sieve(rows: Rows<'_>, margins: Option<&[f64]>) -> Vec<usize> {
    let beats = |a: usize, b: usize| match margins {
        None => dominates(rows.row(a), rows.row(b)),
        Some(margins) => dominates_by(rows.row(a), rows.row(b), margins),
    };
    let mut order: Vec<(f64, u32)> = (0..rows.len()).map(|k| (rows.row(k).iter().sum(), k as u32)).collect();
    order.sort_unstable_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    let scale = Scale::of(rows);
    let mut keys = vec![0i16; rows.width];
    let middle = middles(rows, &scale);
    let dimensions = rows.width.min(SPLIT);
    let side =
        |keys: &[i16]| (0..dimensions).fold(0, |bits, d| bits | usize::from(keys[d] >= middle[d]) << d);
    // What dominates stands at least as high everywhere: only groups that are above the middle wherever the row is can hold it.
    let mut groups: Vec<Kept> = (0..1 << dimensions).map(|_| Kept::new(rows.width)).collect();
    // What dominated of late: most rows fall to few others.
    let mut champions = Kept::new(rows.width);
    let mut next_champion = 0;
    let mut kept: Vec<(f64, usize)> = Vec::new();
    for &(sum, k) in &order {
        let k = k as usize;
        scale.keys(rows.row(k), &mut keys);
        if champions.find(&keys, |other| beats(other, k)).is_some() {
            continue;
        }
        let own = side(&keys);
        let mut above = (0..groups.len()).filter(|group| group & own == own);
        if let Some(other) = above.find_map(|group| groups[group].find(&keys, |other| beats(other, k))) {
            scale.keys(rows.row(other), &mut keys);
            champions.set(next_champion % CHAMPIONS, other, &keys);
            next_champion += 1;
            continue;
        }
        // No sum is smaller than that of a row which is dominated, but rounding can make it the same: such a row came before.
        let same = kept.iter().rev().take_while(|(other, _)| *other <= sum).count();
        if same > 0 && margins.is_none() {
            let from = kept.len() - same;
            let mut place = 0;
            kept.retain(|(_, other)| {
                place += 1;
                place <= from || !beats(k, *other)
            });
        }
        groups[own].push(k, &keys);
        kept.push((sum, k));
    }
    let mut found: Vec<usize> = kept.into_iter().map(|(_, k)| k).collect();
    found.sort_unstable();
    found
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

fn dominates_by(a: &[f64], b: &[f64], margins: &[f64]) -> bool {
    let mut more = false;
    for ((x, y), margin) in a.iter().zip(b).zip(margins) {
        if x < y {
            return false;
        }
        more |= *x > y + margin;
    }
    more
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
    fn find(&self, keys: &[i16], beats: impl Fn(usize) -> bool) -> Option<usize> {
        for (number, block) in self.keys.chunks_exact(self.width.max(1)).enumerate() {
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
            if let Some((row, _)) = open.into_iter().find(|(row, _)| beats(**row)) {
                return Some(*row);
            }
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::world::stream::Key;

    fn plain(rows: Rows<'_>) -> Vec<usize> {
        let all = 0..rows.len();
        all.clone().filter(|k| !all.clone().any(|f| dominates(rows.row(f), rows.row(*k)))).collect()
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
            let wanted = plain(rows);
            assert_eq!(undominated(rows), wanted, "in {world}");
            let kept = undominated_by_a_margin(rows, &vec![0.3; width]);
            assert!(wanted.iter().all(|k| kept.binary_search(k).is_ok()), "in {world}");
        }
    }

    #[test]
    fn a_margin_keeps_what_is_dominated_by_less() {
        let rows = Rows { values: &[1.0, 1.0, 1.0, 0.9, 1.0, 0.5], width: 2 };
        assert_eq!(undominated(rows), [0]);
        assert_eq!(undominated_by_a_margin(rows, &[0.2, 0.2]), [0, 1]);
    }
}
