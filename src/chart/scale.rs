//! Scales of plotters with round numbers of ours.
//!
//! plotters maps values to places ([`RangedCoordf64`]); its own ticks rest on `log` and `powf` of the standard library, which differ between
//! machines, and are not told how wide a label is. So the key points of a scale are found here, by division alone.

use std::ops::Range;

use plotters::coord::ranged1d::{KeyPointHint, NoDefaultFormatting, Ranged};
use plotters::coord::types::RangedCoordf64;

#[cfg(test)]
use super::svg::{STEPS as FINE, fine};

/// Values along an axis, and those that have a grid line.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Scale {
    from: f64,
    to: f64,
    ticks: Vec<f64>,
}

/// Steps between ticks, small to large.
const STEPS: [f64; 15] =
    [0.01, 0.02, 0.05, 0.1, 0.2, 0.25, 0.5, 1.0, 2.0, 5.0, 10.0, 20.0, 25.0, 50.0, 100.0];

impl Scale {
    /// Values `from..to`.
    pub(crate) fn new(from: f64, to: f64) -> Self {
        let to = if to > from { to } else { from + 1.0 };
        Self { from, to, ticks: Vec::new() }
    }

    /// Shares of 100.
    pub(crate) fn share() -> Self {
        Self::new(0.0, 1.0)
    }

    /// Values that grow down the page, `top` the least.
    pub(crate) fn down(top: f64, bottom: f64) -> Self {
        let Self { from, to, ticks } = Self::new(top, bottom);
        Self { from: to, to: from, ticks }
    }

    /// With ticks at these values.
    pub(crate) fn with_ticks(self, ticks: Vec<f64>) -> Self {
        Self { ticks, ..self }
    }

    /// With ticks at round values whose labels, `room` pixels wide each, do not touch on an axis so many pixels long.
    pub(crate) fn ticked(self, pixels: f64, room: f64) -> Self {
        let most = (pixels / room.max(1.0)).floor().max(1.0);
        let step = STEPS.iter().copied().find(|s| (self.to - self.from) / s <= most);
        let step = step.unwrap_or(self.to - self.from);
        let first = (self.from / step - 1e-9).ceil();
        let count = ((self.to + 1e-9 * step) / step - first).floor();
        let ticks = (0..=count.clamp(0.0, 200.0) as u32).map(|i| (first + f64::from(i)) * step).collect();
        self.with_ticks(ticks)
    }

    /// The values that have a grid line.
    pub(crate) fn ticks(&self) -> &[f64] {
        &self.ticks
    }

    /// Where a value lies on an axis between two places, in pixels.
    #[cfg(test)]
    pub(crate) fn at(&self, value: f64, (start, end): (f64, f64)) -> f64 {
        f64::from(self.map(&value, (fine(start), fine(end)))) / f64::from(FINE)
    }
}

impl Ranged for Scale {
    type FormatOption = NoDefaultFormatting;
    type ValueType = f64;

    /// What is outside, or not a number, lies at the edge.
    fn map(&self, value: &f64, limit: (i32, i32)) -> i32 {
        let (low, high) = (self.from.min(self.to), self.from.max(self.to));
        let inside = if value.is_nan() { self.from } else { value.clamp(low, high) };
        RangedCoordf64::from(self.from..self.to).map(&inside, limit)
    }

    fn key_points<Hint: KeyPointHint>(&self, hint: Hint) -> Vec<f64> {
        if hint.weight().allow_light_points() || hint.max_num_points() == 0 {
            return Vec::new();
        }
        self.ticks.clone()
    }

    fn range(&self) -> Range<f64> {
        self.from..self.to
    }
}

/// Decimals that tell these ticks apart: one, or two where a tick is no multiple of 0.1.
pub(crate) fn decimals(ticks: &[f64]) -> usize {
    let coarse = |v: &f64| (v * 10.0 - (v * 10.0).round()).abs() < 1e-6;
    if ticks.iter().all(coarse) { 1 } else { 2 }
}

/// Ends of a scale that covers all values, 0 included, widened to multiples of 0.1.
pub(crate) fn covering(values: impl Iterator<Item = f64>) -> (f64, f64) {
    let (low, high) =
        values.filter(|v| v.is_finite()).fold((0.0_f64, 0.0_f64), |(l, h), v| (l.min(v), h.max(v)));
    let low = (low * 10.0 + 1e-9).floor() / 10.0;
    let high = (high * 10.0 - 1e-9).ceil() / 10.0;
    (low, if high > low { high } else { low + 1.0 })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_outside_lie_at_the_edge() {
        let at = |value: f64| Scale::share().at(value, (100.0, 200.0));
        assert_eq!([at(0.5), at(-3.0), at(7.0), at(f64::NAN)], [150.0, 100.0, 200.0, 100.0]);
        let down = |value: f64| Scale::down(20.0, 60.0).at(value, (60.0, 20.0));
        assert_eq!([down(20.0), down(33.25), down(60.0), down(99.0)], [20.0, 33.25, 60.0, 60.0]);
    }

    #[test]
    fn ticks_are_round_and_inside() {
        assert_eq!(Scale::new(-0.3, 0.5).ticked(200.0, 40.0).ticks(), [-0.2, 0.0, 0.2, 0.4]);
        assert_eq!(Scale::share().ticked(500.0, 60.0).ticks().len(), 6);
    }

    #[test]
    fn a_scale_covers_all_values_and_zero() {
        assert_eq!(covering([0.23, 0.41].into_iter()), (0.0, 0.5));
        assert_eq!(covering([-0.12, f64::NAN].into_iter()), (-0.2, 0.0));
        assert_eq!(covering(std::iter::empty()), (0.0, 1.0));
    }
}
