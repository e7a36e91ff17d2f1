//! The Pareto frontier: packages than which no other is better for one party and worse for none.

/// Utilities package by package: a row of `parties` numbers each, which keeps a comparison of two packages in two cache lines.
pub fn rows(utilities: &[f64], packages: usize) -> Vec<f64> {
    let parties = utilities.len().checked_div(packages).unwrap_or(0);
    let mut rows = vec![0.0; utilities.len()];
    for (party, own) in utilities.chunks_exact(packages.max(1)).enumerate() {
        for (package, u) in own.iter().enumerate() {
            rows[package * parties + party] = *u;
        }
    }
    rows
}

/// Packages among `among` that none of them dominates, in rising order. Of equal vectors all stay.
///
/// Sorted by the sum of utilities, no package is dominated by a later one (rounding is monotone, so equal sums are told apart
/// by comparing both ways); each is held against the frontier so far, the one that dominated last first.
pub fn frontier(rows: &[f64], parties: usize, among: &[usize]) -> Vec<usize> {
    let row = |k: usize| &rows[k * parties..(k + 1) * parties];
    let mut order: Vec<(f64, usize)> = among.iter().map(|k| (row(*k).iter().sum(), *k)).collect();
    order.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    let mut kept: Vec<usize> = Vec::new();
    for &(sum, k) in &order {
        let own = row(k);
        if let Some(place) = kept.iter().position(|f| dominates(row(*f), own)) {
            // What dominates much is asked first.
            if place > 0 {
                kept.swap(place, place / 2);
            }
            continue;
        }
        // Rounding can give a dominating package the same sum.
        kept.retain(|f| !(row(*f).iter().sum::<f64>() <= sum && dominates(own, row(*f))));
        kept.push(k);
    }
    kept.sort_unstable();
    kept
}

/// Whether one vector is at least the other everywhere and more somewhere.
pub fn dominates(a: &[f64], b: &[f64]) -> bool {
    let mut more = false;
    for (x, y) in a.iter().zip(b) {
        if x < y {
            return false;
        }
        more |= x > y;
    }
    more
}

/// Packages than which no other is better for every party, in rising order.
pub fn weak_frontier(rows: &[f64], parties: usize, among: &[usize]) -> Vec<usize> {
    let row = |k: usize| &rows[k * parties..(k + 1) * parties];
    // Whoever beats a package everywhere is itself beaten, if at all, by one on the frontier, which then beats it too.
    let front = frontier(rows, parties, among);
    let beaten = |k: usize| front.iter().any(|f| row(*f).iter().zip(row(k)).all(|(x, y)| x > y));
    let mut kept: Vec<usize> = among.iter().copied().filter(|k| !beaten(*k)).collect();
    kept.sort_unstable();
    kept
}

/// The same packages with equal vectors once, by the lowest index.
pub fn distinct(rows: &[f64], parties: usize, packages: &[usize]) -> Vec<usize> {
    let row = |k: usize| &rows[k * parties..(k + 1) * parties];
    let compare = |a: &usize, b: &usize| {
        let by_value = row(*a).iter().zip(row(*b)).map(|(x, y)| x.total_cmp(y)).find(|o| o.is_ne());
        by_value.unwrap_or_else(|| a.cmp(b))
    };
    let mut sorted = packages.to_vec();
    sorted.sort_by(compare);
    sorted.dedup_by(|next, kept| row(*next) == row(*kept));
    sorted.sort_unstable();
    sorted
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::world::stream::Key;

    #[test]
    fn the_frontier_is_that_of_comparing_all_with_all() {
        for world in 0..60 {
            let mut dice = Key::new(5, "frontier", "").stream(world);
            let (n, parties) = (1 + (dice.unit() * 120.0) as usize, 1 + (dice.unit() * 4.0) as usize);
            let rows: Vec<f64> = (0..n * parties).map(|_| (dice.unit() * 9.0).floor() / 7.0).collect();
            let row = |k: usize| &rows[k * parties..(k + 1) * parties];
            let all: Vec<usize> = (0..n).collect();
            let plain: Vec<usize> =
                all.iter().copied().filter(|k| !all.iter().any(|f| dominates(row(*f), row(*k)))).collect();
            assert_eq!(frontier(&rows, parties, &all), plain);
            let strictly = |f: usize, k: usize| row(f).iter().zip(row(k)).all(|(x, y)| x > y);
            let weak: Vec<usize> =
                all.iter().copied().filter(|k| !all.iter().any(|f| strictly(*f, *k))).collect();
            assert_eq!(weak_frontier(&rows, parties, &all), weak);
            let once = distinct(&rows, parties, &plain);
            assert!(once.windows(2).all(|w| row(w[0]) != row(w[1])) && once.len() <= plain.len());
        }
    }

    #[test]
    fn a_dominating_package_of_the_same_rounded_sum_is_found() {
        let rows = [1e16, 0.0, 1e16, 0.5];
        assert_eq!(frontier(&rows, 2, &[0, 1]), [1]);
    }
}
