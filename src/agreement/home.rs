//! Ratification where demands are shares of a gain: what home makes of a package.

use super::per_party::TOLERANCE;

/// What home makes of a package, where demands are shares of the gain.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Home {
    /// What it has when talks have failed, a public failure counted (stock).
    pub(super) base: f64,
    /// The gain of which demands are shares (stock).
    pub(super) gain: f64,
    /// Share of what is left beyond the demand at which refusal becomes impossible.
    pub(super) ratification: f64,
    /// Its demand.
    pub(super) demand: f64,
    /// What others know of it: lowest and highest demand, and whether it is spread by its logarithm.
    pub(super) range: (f64, f64, bool),
    /// What mandate and stance leave of the gain: `(1 − m)(1 − s)`.
    pub(super) free: f64,
    /// Its outside option (stock).
    pub(super) outside: f64,
}

impl Home {
    /// Chance that its home passes what is worth `value` (stock), as the party itself reckons.
    pub fn own(&self, value: f64) -> f64 {
        if value < self.outside - TOLERANCE { 0.0 } else { self.passes(value, self.demand) }
    }

    fn passes(&self, value: f64, demand: f64) -> f64 {
        let above = value - self.base - demand * self.gain;
        let width = (1.0 - demand) * self.ratification * self.gain;
        super::ratification::chance(above, width)
    }

    /// The same as others reckon, who know of its demand that it signs: that its reservation value is at most `value`, where
    /// `signs`. With `y = (value − base)/G` and the demand uniform between its ends `E = ∫ (y − q)/((1 − q) ρ) dq / ∫ dq`, which is `1`
    /// below `q₁ = (y − ρ)/(1 − ρ)`; uniform in the logarithm: `dq/q` in place of `dq`.
    pub fn seen(&self, value: f64, signs: bool) -> f64 {
        let (low, mut high, log) = self.range;
        if value < self.outside - TOLERANCE {
            return 0.0;
        }
        if self.gain <= 0.0 || high <= low {
            return self.passes(value, low);
        }
        let y = (value - self.base) / self.gain;
        if signs {
            // What it signs for leaves at most this demand.
            high = high.min(if self.free > 0.0 { 1.0 - (1.0 - y) / self.free } else { high });
        }
        if high <= low {
            return self.passes(value, low);
        }
        let (r, sure) =
            (self.ratification, low.max(high.min((y - self.ratification) / (1.0 - self.ratification))));
        let end = high.min(y).max(sure);
        let mass = |a: f64, b: f64| if log { libm::log(b / a) } else { b - a };
        let ln_left = |q: f64| libm::log(1.0 - q);
        let part = if r <= 0.0 || end <= sure {
            0.0
        } else if log {
            (y * libm::log(end / sure) + (1.0 - y) * (ln_left(end) - ln_left(sure))) / r
        } else {
            (end - sure + (1.0 - y) * (ln_left(end) - ln_left(sure))) / r
        };
        let sure_mass = if r <= 0.0 { mass(low, end.max(low)) } else { mass(low, sure) };
        ((sure_mass + part) / mass(low, high)).clamp(0.0, 1.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const HOME: Home = Home {
        base: 3.0,
        gain: 10.0,
        ratification: 0.3,
        demand: 0.2,
        range: (0.1, 0.6, false),
        free: 0.9,
        outside: f64::NEG_INFINITY,
    };

    #[test]
    fn a_party_knows_its_demand_and_not_the_threshold() {
        // Passes for certain from 0.2 + 0.8 × 0.3 of the gain on, and never below 0.2 of it.
        let own = |share: f64| HOME.own(3.0 + 10.0 * share);
        assert_eq!((own(0.19), own(0.45)), (0.0, 1.0));
        assert!((own(0.32) - 0.5).abs() < 1e-12);
        assert_eq!(Home { outside: 8.0, ..HOME }.own(7.5), 0.0);
    }

    /// Over the demands that are possible, in many small steps.
    fn by_steps(home: &Home, value: f64, signs: bool) -> f64 {
        const STEPS: usize = 40_000;
        let (low, high, log) = home.range;
        let (mut passes, mut all) = (0.0, 0.0);
        for step in 0..STEPS {
            let part = (step as f64 + 0.5) / STEPS as f64;
            let q = if log { low * libm::pow(high / low, part) } else { low + part * (high - low) };
            let floor = home.base + (1.0 - (1.0 - q) * home.free) * home.gain;
            if !signs || floor <= value {
                passes += home.passes(value, q);
                all += 1.0;
            }
        }
        passes / all
    }

    #[test]
    fn others_average_over_the_demands_with_which_it_signs() {
        for range in [(0.1, 0.6, false), (0.1, 0.6, true), (0.0, 0.3, false)] {
            for (ratification, free) in [(0.3, 0.9), (0.3, 1.0), (1.0, 0.7), (0.0, 1.0)] {
                for share in [0.3, 0.45, 0.7, 0.95] {
                    let home = Home { ratification, range, free, ..HOME };
                    let value = home.base + share * home.gain;
                    for signs in [false, true] {
                        let steps = by_steps(&home, value, signs);
                        if steps.is_nan() {
                            continue;
                        }
                        let seen = home.seen(value, signs);
                        assert!((seen - steps).abs() < 1e-4, "{home:?} {share} {signs}: {seen} {steps}");
                    }
                }
            }
        }
    }
}
