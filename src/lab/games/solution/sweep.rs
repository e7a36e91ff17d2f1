//! Which of many pairs no other dominates, by sorting (Kung, Luccio and Preparata 1975, Journal of the ACM 22:469).
//!
//! Pairs are gone through from the highest first coordinate down. A pair is beaten exactly if, of those that are far enough above it in the
//! first coordinate, one is not below it in the second, or, of those that are not below it in the first, one is far enough above it in the
//! second.

use super::rows::{Better, Rows};
use super::watch::Watch;

/// The highest second coordinate among the first rows of an order.
struct Front {
    taken: usize,
    highest: Option<f64>,
}

impl Front {
    fn new() -> Self {
        Self { taken: 0, highest: None }
    }

    /// Takes more rows as long as their first coordinate is high enough.
    fn advance(&mut self, order: &[(f64, f64, u32)], enough: impl Fn(f64) -> bool) {
        while let Some((_, y, _)) = order.get(self.taken).filter(|(x, ..)| enough(*x)) {
            self.highest = Some(self.highest.map_or(*y, |highest| if *y > highest { *y } else { highest }));
            self.taken += 1;
        }
    }

    fn any(&self, beats: impl Fn(f64) -> bool) -> bool {
        self.highest.is_some_and(beats)
    }
}

/// Rows of one or two numbers than which no other is better, in no order.
pub(super) fn sweep(rows: Rows<'_>, better: Better<'_>, watch: &mut Watch<'_>) -> Vec<usize> {
    let pair = |k: usize| (rows.row(k)[0], rows.row(k)[rows.width - 1], k as u32);
    let mut order: Vec<(f64, f64, u32)> = (0..rows.len()).map(pair).collect();
    let mut steps = 0;
    order.sort_unstable_by(|a, b| {
        steps += 1;
        b.0.total_cmp(&a.0)
    });
    let margin = match better {
        Better::ByMargin(margins) => (margins[0], margins[rows.width - 1]),
        Better::Somewhere | Better::Everywhere => (0.0, 0.0),
    };
    let (mut above, mut level) = (Front::new(), Front::new());
    let mut found = Vec::new();
    for &(x, y, k) in &order {
        above.advance(&order, |other| other > x + margin.0);
        level.advance(&order, |other| other >= x);
        let beaten = match better {
            Better::Everywhere => above.any(|highest| highest > y),
            _ => above.any(|highest| highest >= y) || level.any(|highest| highest > y + margin.1),
        };
        if !beaten {
            found.push(k as usize);
        }
    }
    watch.count(steps + order.len() as u64);
    found
}
