//! Sums of scores by value for all packages: those of leading issues once a row, those of trailing ones once in all.

use super::{View, issues};
use crate::lab::games::equal;

/// Longest row, unless the last issue has more values.
const ROW: usize = 4096;

/// The sum for package `k` is `front[k / n] + back[k % n]`, with `n` trailing sums.
#[derive(Debug, Clone, Default)]
pub(in super::super) struct Sums {
    front: Vec<f64>,
    back: Vec<f64>,
    /// How many issues are summed in the trailing part.
    trailing: usize,
}

impl Sums {
    /// Takes the memory for a seat's packages.
    pub(in super::super) fn prepare(&mut self, view: &View<'_>) {
        let (mut row, mut trailing) = (1, 0);
        for (_, size) in issues(view).rev() {
            if trailing > 0 && row * size > ROW {
                break;
            }
            (row, trailing) = (row * size, trailing + 1);
        }
        self.trailing = trailing;
        self.front.clear();
        self.front.reserve(view.utilities.len() / row.max(1));
        self.back.clear();
        self.back.reserve(row);
    }

    /// Sums up scores by value, an issue after another.
    pub(in super::super) fn fill(&mut self, view: &View<'_>, scores: &[f64]) {
        let leading = issues(view).count() - self.trailing;
        let (mut from, mut number) = (0, 0);
        self.front.clear();
        self.front.push(0.0);
        self.back.clear();
        self.back.push(0.0);
        for (_, size) in issues(view) {
            let out = if number < leading { &mut self.front } else { &mut self.back };
            spread(out, &scores[from..from + size]);
            (from, number) = (from + size, number + 1);
        }
    }

    /// Each package with its sum, in order.
    #[cfg(test)]
    pub(in super::super) fn each(&self, mut each: impl FnMut(usize, f64)) {
        for (row, front) in self.front.iter().enumerate() {
            for (place, back) in self.back.iter().enumerate() {
                each(row * self.back.len() + place, front + back);
            }
        }
    }

    /// Multiplies a number a package by its sum.
    pub(in super::super) fn multiply(&self, products: &mut [f64]) {
        for (row, front) in products.chunks_exact_mut(self.back.len().max(1)).zip(&self.front) {
            for (product, back) in row.iter_mut().zip(&self.back) {
                *product *= front + back;
            }
        }
    }

    /// Of the packages worth at least so much, the one with the highest sum; ties to the higher utility, then the lower number.
    ///
    /// Sums that differ by no more than rounding are ties: the order in which parties are counted must not matter.
    pub(in super::super) fn best_at_least(&self, view: &View<'_>, least: f64) -> Option<usize> {
        let most = self.back.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        let rows = || view.utilities.chunks_exact(self.back.len().max(1)).zip(&self.front);
        let mut high = f64::NEG_INFINITY;
        for (own, front) in rows() {
            // A row whose highest sum is no higher need not be looked at.
            if front + most > high {
                high = high.max(front + highest(own, &self.back, least));
            }
        }
        let tied = high - equal::slack(high.abs().max(1.0));
        let mut best: Option<(f64, usize)> = None;
        for (row, (own, front)) in rows().enumerate() {
            if front + most < tied {
                continue;
            }
            for (place, (u, back)) in own.iter().zip(&self.back).enumerate() {
                if *u >= least && front + back >= tied && best.is_none_or(|(own, _)| *u > own) {
                    best = Some((*u, row * self.back.len() + place));
                }
            }
        }
        best.map(|(_, package)| package)
    }
}

/// Makes every sum one for each score: `out[i]` becomes `out[i] + scores[0]`, `out[i] + scores[1]` …
fn spread(out: &mut Vec<f64>, scores: &[f64]) {
    let (before, size) = (out.len(), scores.len());
    out.resize(before * size, 0.0);
    // From the end, so that no sum is written over before it is used.
    for place in (0..before).rev() {
        let sum = out[place];
        for (to, score) in out[place * size..(place + 1) * size].iter_mut().zip(scores) {
            *to = sum + score;
        }
    }
}

/// The highest sum of a row among packages worth at least so much; −∞ where there is none.
fn highest(own: &[f64], back: &[f64], least: f64) -> f64 {
    // Lanes of their own let the processor compare several at once.
    let mut high = [f64::NEG_INFINITY; 4];
    let (blocks, rest) = own.as_chunks::<4>();
    let (sums, rest_of_sums) = back.as_chunks::<4>();
    for (block, sum) in blocks.iter().zip(sums) {
        for lane in 0..4 {
            let candidate = if block[lane] >= least { sum[lane] } else { f64::NEG_INFINITY };
            high[lane] = if candidate > high[lane] { candidate } else { high[lane] };
        }
    }
    let rest = rest.iter().zip(rest_of_sums).filter(|(u, _)| **u >= least).map(|(_, sum)| *sum);
    high.into_iter().chain(rest).fold(f64::NEG_INFINITY, f64::max)
}

#[cfg(test)]
mod tests {
    use super::super::super::fixture::{self, Seat, seat};
    use super::*;
    use crate::world::stream::Key;

    #[test]
    fn sums_run_through_packages_in_their_order() {
        let Seat { inverse, utilities } = seat(&[0.0; 12]);
        let mut view = fixture::view(&utilities, &inverse, 0.0);
        view.sizes = &[2, 1, 3, 2, 1];
        let mut sums = Sums::default();
        let all = |sums: &Sums| {
            let mut found = Vec::new();
            sums.each(|package, sum| {
                assert_eq!(package, found.len());
                found.push(sum);
            });
            found
        };
        sums.prepare(&view);
        sums.fill(&view, &[0.0, 100.0, 0.0, 10.0, 20.0, 0.0, 1.0]);
        let wanted = [0.0, 1.0, 10.0, 11.0, 20.0, 21.0, 100.0, 101.0, 110.0, 111.0, 120.0, 121.0];
        assert_eq!(all(&sums), wanted);
        view.sizes = &[];
        let scores: Vec<f64> = (0..12).map(f64::from).collect();
        sums.prepare(&view);
        sums.fill(&view, &scores);
        assert_eq!(all(&sums), scores);
    }

    #[test]
    fn the_best_is_what_a_search_through_all_finds() {
        for world in 0..30 {
            let mut dice = Key::new(4, "sums", "").stream(world);
            // Rows of 15 · 17 · 16 = 4,080 packages, and a few of them; coarse numbers make ties.
            let sizes = [[1, 3, 2, 15, 17, 16], [3, 2, 1, 15, 17, 16]][world as usize % 2];
            let count = sizes.iter().product::<usize>();
            let own: Vec<f64> = (0..count).map(|_| (dice.unit() * 20.0).floor()).collect();
            let Seat { inverse, utilities } = seat(&own);
            let mut view = fixture::view(&utilities, &inverse, 0.0);
            view.sizes = &sizes;
            let scores: Vec<f64> = issues(&view)
                .flat_map(|(_, size)| vec![0.0; size])
                .map(|_: f64| (dice.unit() * 4.0).floor())
                .collect();
            let mut sums = Sums::default();
            sums.prepare(&view);
            sums.fill(&view, &scores);
            assert!(sums.front.len() > 1);
            let mut worth = vec![0.0; count];
            sums.each(|package, sum| worth[package] = sum);
            let mut products = vec![2.0; count];
            sums.multiply(&mut products);
            assert!(products.iter().zip(&worth).all(|(product, sum)| *product == 2.0 * sum));
            for least in [-1.0, 7.0, 19.0, 20.0] {
                let order = |a: &usize, b: &usize| {
                    worth[*a].total_cmp(&worth[*b]).then(own[*a].total_cmp(&own[*b])).then(b.cmp(a))
                };
                let wanted = (0..count).filter(|k| own[*k] >= least).max_by(order);
                assert_eq!(sums.best_at_least(&view, least), wanted);
            }
        }
    }
}
