//! From values to pixels, and round numbers for axes.

/// A straight scale from values to pixels.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Scale {
    from: f64,
    to: f64,
    left: f64,
    right: f64,
}

/// Steps between ticks, small to large.
const STEPS: [f64; 15] =
    [0.01, 0.02, 0.05, 0.1, 0.2, 0.25, 0.5, 1.0, 2.0, 5.0, 10.0, 20.0, 25.0, 50.0, 100.0];

impl Scale {
    /// Values `from..to` on pixels `left..right`.
    pub(crate) fn new(from: f64, to: f64, left: f64, right: f64) -> Self {
        let to = if to > from { to } else { from + 1.0 };
        Self { from, to, left, right }
    }

    /// Shares of 100 on pixels `left..right`.
    pub(crate) fn share(left: f64, right: f64) -> Self {
        Self::new(0.0, 1.0, left, right)
    }

    /// Where a value lies; what is outside, or not a number, lies at the edge.
    pub(crate) fn at(&self, value: f64) -> f64 {
        let share = (value - self.from) / (self.to - self.from);
        let share = if share.is_nan() { 0.0 } else { share.clamp(0.0, 1.0) };
        self.left + share * (self.right - self.left)
    }

    /// Left edge in pixels.
    pub(crate) fn left(&self) -> f64 {
        self.left
    }

    /// Right edge in pixels.
    pub(crate) fn right(&self) -> f64 {
        self.right
    }

    /// Round values on the scale whose labels, `room` pixels wide each, do not touch.
    pub(crate) fn ticks(&self, room: f64) -> Vec<f64> {
        let most = ((self.right - self.left) / room.max(1.0)).floor().max(1.0);
        let step = STEPS.iter().copied().find(|s| (self.to - self.from) / s <= most);
        let step = step.unwrap_or(self.to - self.from);
        let first = (self.from / step - 1e-9).ceil();
        let count = ((self.to + 1e-9 * step) / step - first).floor();
        (0..=count.clamp(0.0, 200.0) as u32).map(|i| (first + f64::from(i)) * step).collect()
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
        let s = Scale::share(100.0, 200.0);
        assert_eq!([s.at(0.5), s.at(-3.0), s.at(7.0), s.at(f64::NAN)], [150.0, 100.0, 200.0, 100.0]);
    }

    #[test]
    fn ticks_are_round_and_inside() {
        let ticks = Scale::new(-0.3, 0.5, 0.0, 200.0).ticks(40.0);
        assert_eq!(ticks, [-0.2, 0.0, 0.2, 0.4]);
        assert_eq!(Scale::share(0.0, 500.0).ticks(60.0).len(), 6);
    }

    #[test]
    fn a_scale_covers_all_values_and_zero() {
        assert_eq!(covering([0.23, 0.41].into_iter()), (0.0, 0.5));
        assert_eq!(covering([-0.12, f64::NAN].into_iter()), (-0.2, 0.0));
        assert_eq!(covering(std::iter::empty()), (0.0, 1.0));
    }
}
