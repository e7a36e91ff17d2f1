//! Ratification where demands are shares of a gain: what home makes of a package.

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
    /// Share of the demand by which its delegates, or its public words, are bound as well: `(1 − m)(1 − s)`.
    pub(super) free: f64,
    /// Its outside option (stock).
    pub(super) outside: f64,
}

impl Home {
    /// Chance that its home passes what is worth `value` (stock), as the party itself reckons.
    pub fn own(&self, value: f64) -> f64 {
        if value < self.outside { 0.0 } else { self.passes(value, self.demand) }
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
        if value < self.outside {
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
