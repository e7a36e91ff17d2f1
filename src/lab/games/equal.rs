//! When two utilities are one: what differs by rounding alone is equal.
//!
//! Sums of decimals are rounded, and not always to the same number: 0.1 + 0.2 is a little more than 0.3. So two utilities of a party count as equal if they
//! differ by no more than [`TOLERANCE`] of the largest of its utilities in size. That holds of dominance, of ties, of reservation values that are
//! reached, and of all counts of such packages; of talks under our own convention too. Whoever follows another library compares as that one does.

/// The share of the largest of a party's utilities, in size, by which two of them may differ and are still equal.
pub const TOLERANCE: f64 = 1e-12;

/// What two utilities may differ by and are still equal, where the largest of all has this size; 0 where there is none.
pub fn slack(largest: f64) -> f64 {
    if largest.is_finite() { TOLERANCE * largest.abs() } else { 0.0 }
}

/// The largest of some utilities in size; what is not finite is left out.
pub fn largest<'a>(utilities: impl IntoIterator<Item = &'a f64>) -> f64 {
    let sizes = utilities.into_iter().map(|u| u.abs());
    sizes.fold(0.0, |most, size| if size > most && size < f64::INFINITY { size } else { most })
}

/// The least utility that reaches a reservation value, where the largest of a party's utilities has this size.
pub fn reaching(reservation: f64, largest: f64) -> f64 {
    if reservation.is_finite() { reservation - slack(largest.max(reservation.abs())) } else { reservation }
}

/// Makes utilities that are equal the same number, column by column of rows of this width: the lowest of them. So comparisons need no tolerance, and to
/// be equal carries over from one to the next.
pub fn settle(rows: &mut [f64], width: usize) {
    let mut sorted = Vec::with_capacity(rows.len().checked_div(width).unwrap_or(0));
    for column in 0..width {
        sorted.clear();
        sorted.extend(rows.iter().skip(column).step_by(width).copied().filter(|u| u.is_finite()));
        sorted.sort_unstable_by(f64::total_cmp);
        let classes = classes(&sorted);
        if classes.is_empty() {
            continue;
        }
        for u in rows.iter_mut().skip(column).step_by(width) {
            let above = classes.partition_point(|(low, _)| low <= u);
            if let Some((low, high)) = above.checked_sub(1).map(|at| classes[at])
                && *u <= high
            {
                *u = low;
            }
        }
    }
}

/// Lowest and highest of those that are equal, where they are not the same number, in rising order. No class is wider than the slack.
fn classes(sorted: &[f64]) -> Vec<(f64, f64)> {
    let (Some(&first), Some(&last)) = (sorted.first(), sorted.last()) else { return Vec::new() };
    let slack = slack(first.abs().max(last.abs()));
    let (mut low, mut high, mut found) = (first, first, Vec::new());
    for &u in sorted {
        if u - low > slack {
            if high > low {
                found.push((low, high));
            }
            low = u;
        }
        high = u;
    }
    if high > low {
        found.push((low, high));
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_differs_by_rounding_alone_becomes_one_number() {
        let sum = 0.1 + 0.2;
        let mut rows = [sum, 7.0, 0.3, f64::NEG_INFINITY, 0.300_001, 7.0, 0.0, 8.0];
        settle(&mut rows, 2);
        assert_eq!(rows, [0.3, 7.0, 0.3, f64::NEG_INFINITY, 0.300_001, 7.0, 0.0, 8.0]);
        // Other units change nothing.
        let mut large = [1e9 * sum, 3e8];
        settle(&mut large, 1);
        assert_eq!(large, [3e8, 3e8]);
        assert!(0.3 >= reaching(sum, 1.0) && 0.299_999 < reaching(sum, 1.0));
        assert_eq!(reaching(f64::NEG_INFINITY, 1.0), f64::NEG_INFINITY);
    }

    #[test]
    fn no_chain_of_small_steps_makes_one_of_what_is_far_apart() {
        let mut rows: Vec<f64> = (0..10).map(|k| 1.0 + 0.6 * TOLERANCE * f64::from(k)).collect();
        let wide = rows[9] - rows[0];
        settle(&mut rows, 1);
        rows.dedup();
        assert_eq!(rows.len(), 5);
        assert!(rows[4] - rows[0] <= wide);
    }
}
