//! What a body can change by votes on a grid of policies in the plane.
//!
//! A party whose ideal is a point prefers what is nearer to it. Under majority the core is almost always empty (Plott 1967, American Economic
//! Review 57:787), unless ideals pair off around one of them; under unanimity it is the convex hull of the ideals.

use super::rule::Rule;
use crate::lab::theory::{InvalidInput, finite};

/// Squared distances differ if by more than this.
const TOLERANCE: f64 = 1e-12;
/// Most points a side.
pub const MOST_POINTS: usize = 101;

/// A square grid of policies: point `k` has coordinates number `k / points` and `k mod points` of those from `low` to `high`, evenly spaced.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Grid {
    /// Points a side, 1 to 101.
    pub points: usize,
    /// The lowest coordinate.
    pub low: f64,
    /// The highest coordinate.
    pub high: f64,
}

/// What can pass on a grid.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plane {
    /// Points that pass against the status quo.
    pub winset: Vec<usize>,
    /// Points against which no other passes.
    pub core: Vec<usize>,
}

/// Parties with these ideals under a rule; the status quo need not lie on the grid.
///
/// # Errors
/// When there are no points or more than 101 a side, more than 50 parties, lists differ in length, or a number is not finite.
pub fn plane(
    ideals: &[[f64; 2]],
    status_quo: [f64; 2],
    grid: Grid,
    rule: &Rule,
) -> Result<Plane, InvalidInput> {
    let ends = [grid.low, grid.high];
    for number in ideals.iter().chain([&status_quo, &ends]).flatten() {
        if finite("a coordinate", *number)?.abs() > 1e100 {
            return Err(InvalidInput(format!("a coordinate is {number}; expected at most 1e100")));
        }
    }
    if !(1..=MOST_POINTS).contains(&grid.points) || ideals.len() != rule.parties() || ideals.len() > 50 {
        return Err(InvalidInput(format!(
            "{} points a side, {} ideals and {} weights; expected 1 to {MOST_POINTS} points, and as many ideals as weights, at most 50",
            grid.points,
            ideals.len(),
            rule.parties()
        )));
    }
    let side = grid.points;
    let step = if side > 1 { (grid.high - grid.low) / (side - 1) as f64 } else { 0.0 };
    let coordinate = |k: usize| grid.low + k as f64 * step;
    // By point and party: squared distance.
    let distances = |x: [f64; 2]| -> Vec<f64> {
        let square = |ideal: &[f64; 2]| {
            let (a, b) = (x[0] - ideal[0], x[1] - ideal[1]);
            a * a + b * b
        };
        ideals.iter().map(square).collect()
    };
    let points: Vec<Vec<f64>> =
        (0..side * side).map(|k| distances([coordinate(k / side), coordinate(k % side)])).collect();
    let passes = |to: &Vec<f64>, from: &Vec<f64>| rule.passes(|i| from[i] - to[i] > TOLERANCE);
    let held = distances(status_quo);
    // What beat the point before often beats this one too.
    let mut last = 0;
    let mut stays = |k: &usize| {
        let beats = |j: &usize| passes(&points[*j], &points[*k]);
        if beats(&last) {
            return false;
        }
        let beater = (0..points.len()).find(beats);
        last = beater.unwrap_or(last);
        beater.is_none()
    };
    let core = (0..points.len()).filter(|k| stays(k)).collect();
    Ok(Plane { winset: (0..points.len()).filter(|k| passes(&points[*k], &held)).collect(), core })
}

#[cfg(test)]
mod tests {
    use super::*;

    const SQUARE: [[f64; 2]; 5] = [[0.0, 0.0], [1.0, 0.0], [0.0, 1.0], [1.0, 1.0], [0.5, 0.5]];
    const GRID: Grid = Grid { points: 11, low: 0.0, high: 1.0 };

    #[test]
    fn a_core_where_ideals_pair_off() {
        let found = plane(&SQUARE, [0.5, 0.5], GRID, &Rule::heads(5, 3).unwrap()).unwrap();
        assert_eq!((found.core, found.winset), (vec![60], vec![]));
        let triangle = [[0.0, 0.0], [1.0, 0.0], [0.5, 0.9]];
        let wide = Grid { points: 21, low: -0.5, high: 1.5 };
        assert!(plane(&triangle, [0.5, 0.4], wide, &Rule::heads(3, 2).unwrap()).unwrap().core.is_empty());
    }

    #[test]
    fn under_unanimity_the_hull_stays() {
        let corners = &SQUARE[..3];
        let found = plane(corners, [0.9, 0.9], GRID, &Rule::heads(3, 3).unwrap()).unwrap();
        // On a grid a point just outside stays too: what all prefer to it lies between points.
        let inside = |sum: usize| (0..121).filter(move |k| k / 11 + k % 11 <= sum);
        assert!(inside(10).all(|k| found.core.contains(&k)));
        assert!(found.core.iter().all(|k| inside(11).any(|near| near == *k)));
        assert!(found.winset.contains(&60));
    }

    #[test]
    fn refuses_what_does_not_fit() {
        let rule = Rule::heads(5, 3).unwrap();
        for points in [0, 102, usize::MAX] {
            assert!(plane(&SQUARE, [0.0; 2], Grid { points, ..GRID }, &rule).is_err());
        }
        assert!(plane(&SQUARE[1..], [0.0; 2], GRID, &rule).is_err());
        assert!(plane(&SQUARE, [f64::INFINITY, 0.0], GRID, &rule).is_err());
    }
}
