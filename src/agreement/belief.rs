//! What others believe of a hidden number: its range, and how what was learnt weighs its parts.
//!
//! The prior is uniform over the range, or uniform in the logarithm above a base. What is learnt weighs 16 bins that are
//! equally likely in the prior (discretised Bayes); inside a bin the prior keeps its shape, so that distribution, mean and
//! expected excess are exact. Nothing learnt leaves the formulas of the prior as they are, to the last bit.

use crate::scenario::model::{Quantity, Spread};

/// Bins of a belief: of equal probability in the prior, and even in number, so that a half is a number of bins.
pub const BINS: usize = 16;

/// A number for each bin, lowest first.
pub type Bins = [f64; BINS];

/// Which half of its range a hidden number lies in, told by the median of the prior.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Half {
    /// The lower half.
    Low,
    /// The upper half.
    High,
}

impl Half {
    /// The other one.
    #[must_use]
    pub fn other(self) -> Self {
        match self {
            Self::Low => Self::High,
            Self::High => Self::Low,
        }
    }

    fn has(self, bin: usize) -> bool {
        (bin < BINS / 2) == (self == Self::Low)
    }
}

/// What others believe of a hidden number.
#[derive(Debug, Clone, PartialEq)]
pub struct Belief {
    /// Lower end.
    pub low: f64,
    /// Upper end.
    pub high: f64,
    /// If given, its excess over this is uniform in the logarithm; else the number itself is uniform.
    pub log_above: Option<f64>,
    /// What is believed of the number counts as at least this: an outside option that everybody knows.
    least: f64,
    /// Where it is uniform in the logarithm: how much further the logarithm goes from the lower end to the upper.
    width: f64,
    learnt: Option<Box<Learnt>>,
}

/// What weighs the parts of the range, with the sums that make look-ups short.
#[derive(Debug, Clone, PartialEq)]
struct Learnt {
    /// Chance of each bin, 1 in all, before the cut.
    weight: Bins,
    /// Ends of the bins.
    edge: [f64; BINS + 1],
    /// Chance below each end, before the cut.
    mass: [f64; BINS + 1],
    /// Integral of that chance up to each end.
    area: [f64; BINS + 1],
    /// The number is known to be at least this.
    floor: f64,
    /// Chance below the floor, before the cut, and its integral up to there.
    cut: (f64, f64),
}

impl Belief {
    /// A number that is known.
    pub fn known(value: f64) -> Self {
        Self::within(value, value, None)
    }

    /// A number of which only the range is known; see [`Belief::log_above`] for its spread.
    pub fn within(low: f64, high: f64, log_above: Option<f64>) -> Self {
        let least = f64::NEG_INFINITY;
        let mut belief = Self { low, high, log_above, least, width: 0.0, learnt: None };
        belief.begin_at(low);
        belief
    }

    /// A quantity of the scenario, times `scale`, plus `base`.
    pub fn of(q: &Quantity, base: f64, scale: f64) -> Self {
        let log_above = (q.spread == Spread::Log).then_some(base);
        Self::within(base + q.from * scale, base + q.to * scale, log_above)
    }

    fn begin_at(&mut self, low: f64) {
        self.low = low;
        self.width = self.log_above.map_or(0.0, |base| libm::log((self.high - base) / (low - base)).max(0.0));
    }

    /// The larger of the number and one that is known.
    #[must_use]
    pub fn at_least(self, least: f64) -> Self {
        Self { least, ..self }
    }

    /// The lowest that it may be.
    pub fn lowest(&self) -> f64 {
        self.low.max(self.least)
    }

    /// Chance, as others see it, that the number is at most `x`.
    pub fn at_most(&self, x: f64) -> f64 {
        if x < self.least {
            0.0
        } else if x >= self.high {
            1.0
        } else if x < self.low {
            0.0
        } else if let Some(learnt) = &self.learnt {
            let (below, _) = learnt.cut;
            if x < learnt.floor { 0.0 } else { ((self.mass(learnt, x) - below) / (1.0 - below)).max(0.0) }
        } else {
            self.quantile_of(x)
        }
    }

    /// Expected excess `E[max(u − X, 0)]` of `u` over the number `X`: the integral of its distribution function up to `u`.
    pub fn expected_excess(&self, u: f64) -> f64 {
        if u <= self.least {
            0.0
        } else if self.least > self.low {
            self.excess(u) - self.excess(self.least)
        } else {
            self.excess(u)
        }
    }

    fn excess(&self, u: f64) -> f64 {
        if u <= self.low {
            return 0.0;
        }
        let top = u.min(self.high);
        let below = match &self.learnt {
            _ if self.high <= self.low => 0.0,
            Some(learnt) if u <= learnt.floor => return 0.0,
            Some(learnt) => {
                let (below, area) = learnt.cut;
                ((self.area(learnt, top) - area - below * (top - learnt.floor)) / (1.0 - below)).max(0.0)
            }
            None => self.prior_excess(top),
        };
        below + (u - top)
    }

    /// What the number is expected to be.
    pub fn mean(&self) -> f64 {
        self.high - self.expected_excess(self.high)
    }

    /// The number with this chance `p` of the prior below it.
    pub fn quantile(&self, p: f64) -> f64 {
        match self.log_above {
            _ if self.high <= self.low => self.low,
            Some(base) => base + (self.low - base) * libm::exp(p * self.width),
            None => self.low + p * (self.high - self.low),
        }
    }

    /// The median of a bin in the prior.
    fn middle(&self, bin: usize) -> f64 {
        self.quantile((bin as f64 + 0.5) / BINS as f64)
    }

    /// By bin, rising: a number that stands for it, its median in the prior, or the least that is possible if that is more.
    pub fn middles(&self) -> Bins {
        let floor = self.learnt.as_ref().map_or(self.low, |learnt| learnt.floor);
        core::array::from_fn(|b| self.middle(b).max(floor))
    }

    /// By bin: its chance by now, 1 in all.
    pub fn chances(&self) -> Bins {
        match &self.learnt {
            None => [1.0 / BINS as f64; BINS],
            Some(learnt) if learnt.floor <= self.low => learnt.weight,
            Some(learnt) => {
                let below = learnt.edge.map(|x| self.at_most(x));
                core::array::from_fn(|b| below[b + 1] - below[b])
            }
        }
    }

    /// The half of the prior's range in which a value lies.
    pub fn half(&self, value: f64) -> Half {
        if value <= self.quantile(0.5) { Half::Low } else { Half::High }
    }

    /// What was learnt, as the chance of each bin; `None`: nothing.
    pub fn weights(&self) -> Option<&Bins> {
        self.learnt.as_ref().map(|learnt| &learnt.weight)
    }

    /// Takes over what was learnt of the same number when its range stood elsewhere. A known number keeps no weights.
    pub fn adopt(&mut self, weights: &Bins) {
        if self.high > self.low {
            let floor = self.learnt.as_ref().map_or(self.low, |learnt| learnt.floor);
            self.set(*weights, floor);
        }
    }

    /// The number is at least `x`: everything below is ruled out (all but the upper end, if `x` lies above it).
    pub fn cut(&mut self, x: f64) {
        let x = x.min(self.high);
        match &self.learnt {
            None => self.begin_at(self.low.max(x)),
            Some(learnt) if x > learnt.floor => self.set(learnt.weight, x),
            Some(_) => {}
        }
    }

    /// Bayes' rule in bins, with each likelihood raised to a power in [0, 1]. `log_likelihood` is asked at the median of
    /// each bin. Power 0 changes nothing at all, and nothing is learnt of a known number; says whether anything was.
    pub fn update(&mut self, power: f64, log_likelihood: impl Fn(f64) -> f64) -> bool {
        if power == 0.0 || self.high <= self.low {
            return false;
        }
        let log: Bins = core::array::from_fn(|b| log_likelihood(self.middle(b)));
        let possible = |b: usize| self.weights().is_none_or(|w| w[b] > 0.0);
        // Only ratios count, and the largest is 1: nothing underflows altogether.
        let most = (0..BINS).filter(|b| possible(*b)).map(|b| log[b]).fold(f64::NEG_INFINITY, f64::max);
        if most == f64::NEG_INFINITY {
            return false;
        }
        self.weigh(|b| libm::exp(power * (log[b] - most).min(0.0)))
    }

    /// Bayes' rule for a signal of the half in which the number lies, right with chance `(1 + accuracy) / 2`. An accuracy
    /// of 0 changes nothing at all; says whether anything was learnt.
    pub fn tell(&mut self, half: Half, accuracy: f64) -> bool {
        if accuracy == 0.0 || self.high <= self.low {
            return false;
        }
        let sign = |b: usize| if half.has(b) { accuracy } else { -accuracy };
        self.weigh(|b| f64::midpoint(1.0, sign(b)))
    }

    /// Multiplies the bins. Where that would leave nothing, what was learnt before stands.
    fn weigh(&mut self, factor: impl Fn(usize) -> f64) -> bool {
        let (old, floor) = match &self.learnt {
            Some(learnt) => (learnt.weight, learnt.floor),
            None => ([1.0 / BINS as f64; BINS], self.low),
        };
        let new: Bins = core::array::from_fn(|b| old[b] * factor(b));
        let total: f64 = new.iter().sum();
        if total.is_nan() || total <= 0.0 {
            return false;
        }
        self.set(new.map(|w| w / total), floor);
        true
    }

    /// Writes weights and floor, with their sums.
    fn set(&mut self, weight: Bins, floor: f64) {
        let edge: [f64; BINS + 1] = match &self.learnt {
            Some(learnt) => learnt.edge,
            None => core::array::from_fn(|b| self.quantile(b as f64 / BINS as f64)),
        };
        let mut learnt =
            Learnt { weight, edge, mass: [0.0; BINS + 1], area: [0.0; BINS + 1], floor, cut: (0.0, 0.0) };
        for b in 0..BINS {
            learnt.mass[b + 1] = learnt.mass[b] + weight[b];
            learnt.area[b + 1] = learnt.area[b] + self.area_in(&learnt, b, edge[b + 1]);
        }
        if floor > self.low {
            learnt.cut = (self.mass(&learnt, floor), self.area(&learnt, floor));
            if learnt.cut.0 > 1.0 - 1e-12 {
                // Everything that was thought possible is ruled out: the prior above the floor is all that is left.
                if floor >= self.high {
                    *self = Self::known(self.high);
                } else {
                    self.begin_at(floor);
                    self.learnt = None;
                }
                return;
            }
        }
        match &mut self.learnt {
            Some(known) => **known = learnt,
            none => *none = Some(Box::new(learnt)),
        }
    }

    /// Chance of the prior below `x`, which lies in the range.
    fn quantile_of(&self, x: f64) -> f64 {
        if let Some(base) = self.log_above {
            libm::log((x - base) / (self.low - base)) / self.width
        } else {
            (x - self.low) / (self.high - self.low)
        }
    }

    /// Integral of that chance up to `top`.
    fn prior_excess(&self, top: f64) -> f64 {
        if let Some(base) = self.log_above {
            let (low, top) = (self.low - base, top - base);
            (top * libm::log(top / low) - (top - low)) / self.width
        } else {
            (top - self.low) * (top - self.low) / (2.0 * (self.high - self.low))
        }
    }

    /// The bin of `x` and the chance of the prior below `x`, in bins.
    fn bin(&self, x: f64) -> (usize, f64) {
        let bins = (self.quantile_of(x) * BINS as f64).clamp(0.0, BINS as f64);
        ((bins as usize).min(BINS - 1), bins)
    }

    /// Weighted chance below `x`, before the cut.
    fn mass(&self, learnt: &Learnt, x: f64) -> f64 {
        let (b, bins) = self.bin(x);
        learnt.mass[b] + learnt.weight[b] * (bins - b as f64)
    }

    /// Its integral up to `x`.
    fn area(&self, learnt: &Learnt, x: f64) -> f64 {
        let (b, _) = self.bin(x);
        learnt.area[b] + self.area_in(learnt, b, x)
    }

    /// Its integral from the lower end of bin `b` up to `x` in that bin.
    fn area_in(&self, learnt: &Learnt, b: usize, x: f64) -> f64 {
        let from = learnt.edge[b];
        let inside = (self.prior_excess(x) - self.prior_excess(from)) * BINS as f64 - b as f64 * (x - from);
        learnt.mass[b] * (x - from) + learnt.weight[b] * inside
    }
}

/// Logarithm of the logit likelihood `1 / (1 + exp(−z))` that somebody takes what is worth `z` noise scales more than what
/// it demands (McFadden 1974); with `−z`, that it refuses.
pub fn log_logit(z: f64) -> f64 {
    if z > 0.0 { -libm::log1p(libm::exp(-z)) } else { z - libm::log1p(libm::exp(z)) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn priors() -> [Belief; 2] {
        [
            Belief::of(&Quantity::default_log(0.1, 2.0), -1.0, 3.0),
            Belief::of(&Quantity::default_range(0.1, 2.0), -1.0, 3.0),
        ]
    }

    /// Beliefs with all that can happen to them: nothing, weights, a cut, both.
    fn beliefs() -> Vec<Belief> {
        let mut all = Vec::new();
        for prior in priors() {
            let mut told = prior.clone();
            told.tell(Half::Low, 0.6);
            let mut learnt = told.clone();
            learnt.update(0.7, |x| log_logit((2.0 - x) / 0.8));
            let mut cut = prior.clone();
            cut.cut(0.9);
            let mut both = learnt.clone();
            both.cut(0.9);
            let mut sure = prior.clone();
            sure.tell(Half::High, 1.0);
            all.extend([prior, told, learnt, cut, both, sure]);
        }
        all
    }

    #[test]
    fn expected_excess_is_the_integral_of_the_distribution() {
        for belief in beliefs() {
            for u in [-2.0, -0.6, 0.3, 1.0, 4.9, 7.0] {
                let n = 200_000;
                let step = (u - belief.low).max(0.0) / f64::from(n);
                let sum: f64 =
                    (0..n).map(|k| belief.at_most(belief.low + (f64::from(k) + 0.5) * step) * step).sum();
                assert!((belief.expected_excess(u) - sum).abs() < 1e-4, "{belief:?} {u}");
            }
            let n = 100_000;
            let at = |k: i32| belief.low + (belief.high - belief.low) * f64::from(k) / f64::from(n);
            let mean: f64 = (0..n)
                .map(|k| {
                    f64::midpoint(at(k), at(k + 1)) * (belief.at_most(at(k + 1)) - belief.at_most(at(k)))
                })
                .sum();
            assert!((belief.mean() - mean).abs() < 1e-4, "{belief:?}: {} {mean}", belief.mean());
        }
        assert_eq!(Belief::known(1.0).expected_excess(1.5), 0.5);
        assert_eq!((Belief::known(1.0).at_most(1.0), Belief::known(1.0).at_most(0.9)), (1.0, 0.0));
        assert_eq!(Belief::known(1.0).mean(), 1.0);
    }

    #[test]
    fn equal_weights_give_the_numbers_of_the_prior() {
        for prior in priors() {
            let mut weighed = prior.clone();
            assert!(weighed.update(1.0, |_| -700.0));
            for k in -2..=40 {
                let x = prior.low + f64::from(k) * (prior.high - prior.low) / 37.0;
                assert!((prior.at_most(x) - weighed.at_most(x)).abs() < 1e-12);
                assert!((prior.expected_excess(x) - weighed.expected_excess(x)).abs() < 1e-12);
            }
            // Cut, too, they agree.
            let mut cut = prior.clone();
            cut.cut(1.3);
            weighed.cut(1.3);
            for x in [1.2, 1.31, 2.0, 4.5, 5.5] {
                assert!((cut.at_most(x) - weighed.at_most(x)).abs() < 1e-12, "{x}");
                assert!((cut.expected_excess(x) - weighed.expected_excess(x)).abs() < 1e-12, "{x}");
            }
        }
    }

    #[test]
    fn posteriors_by_hand() {
        // A signal that is right in 80 of 100 cases: 0.8 on the lower half, so 1/4 of it on the lowest quarter.
        let mut belief = Belief::within(0.0, 4.0, None);
        assert!(belief.tell(Half::Low, 0.6));
        assert!((belief.at_most(2.0) - 0.8).abs() < 1e-15 && (belief.at_most(1.0) - 0.4).abs() < 1e-15);
        assert!((belief.at_most(3.0) - 0.9).abs() < 1e-15);
        assert!((belief.mean() - (0.8 * 1.0 + 0.2 * 3.0)).abs() < 1e-14);
        assert!(
            (belief.expected_excess(2.0) - 0.8).abs() < 1e-14,
            "0.8 times the mean excess of the lower half, 1"
        );
        // The opposite signal of the same accuracy takes it back.
        belief.tell(Half::High, 0.6);
        assert!((belief.at_most(1.0) - 0.25).abs() < 1e-15);
        // Likelihood 1 in the lower half, 1/4 in the upper: to the power 1/2 it is 1 to 1/2, so 2/3 and 1/3.
        let quarter = |x: f64| if x < 2.0 { 0.0 } else { libm::log(0.25) };
        let mut belief = Belief::within(0.0, 4.0, None);
        belief.update(0.5, quarter);
        assert!((belief.at_most(2.0) - 2.0 / 3.0).abs() < 1e-14);
        // Cut at 1: (2/3 − 1/3) / (1 − 1/3) = 1/2 of what is left lies below 2.
        belief.cut(1.0);
        assert!((belief.at_most(2.0) - 0.5).abs() < 1e-14);
        assert_eq!(belief.at_most(0.99), 0.0);
        // On a logarithmic range the halves meet at the geometric mean.
        let mut belief = Belief::of(&Quantity::default_log(1.0, 16.0), 0.0, 1.0);
        assert_eq!((belief.half(3.9), belief.half(4.1)), (Half::Low, Half::High));
        belief.tell(Half::High, 0.5);
        assert!((belief.at_most(4.0) - 0.25).abs() < 1e-14);
    }

    #[test]
    fn the_logit_is_right_where_it_can_be_computed_and_finite_elsewhere() {
        for z in [-30.0f64, -2.0, 0.0, 0.5, 30.0] {
            let plain = libm::log(1.0 / (1.0 + libm::exp(-z)));
            assert!((log_logit(z) - plain).abs() < 1e-12, "{z}");
        }
        assert!((log_logit(-1e6) + 1e6).abs() < 1e-9 && log_logit(1e6) == 0.0);
        let mut belief = Belief::within(0.0, 1.0, None);
        assert!(belief.update(1.0, |x| log_logit(-(1e3 - x) / 1e-6)));
        assert!(belief.at_most(15.0 / 16.0) < 1e-12, "a refusal of so much leaves the highest bin");
    }

    #[test]
    fn what_says_nothing_changes_nothing() {
        for prior in priors() {
            let mut belief = prior.clone();
            assert!(!belief.update(0.0, |x| x) && !belief.tell(Half::High, 0.0));
            assert_eq!(belief, prior);
        }
        let mut known = Belief::known(3.0);
        assert!(!known.update(1.0, |x| x) && !known.tell(Half::Low, 1.0));
        known.cut(2.0);
        assert_eq!(known, Belief::known(3.0));
    }

    #[test]
    fn what_contradicts_everything_leaves_a_belief() {
        for floor in [3.0, 4.0, 9.0] {
            let mut belief = Belief::within(0.0, 4.0, None);
            belief.tell(Half::Low, 1.0);
            belief.cut(floor);
            assert_eq!((belief.at_most(4.0), belief.at_most(2.9)), (1.0, 0.0));
            let mean = f64::midpoint(floor.min(4.0), 4.0);
            assert!((belief.mean() - mean).abs() < 1e-14, "{floor}");
        }
        let mut belief = Belief::within(0.0, 4.0, None);
        belief.tell(Half::Low, 1.0);
        assert!(!belief.tell(Half::High, 1.0), "what was certain stays");
        assert_eq!(belief.at_most(2.0), 1.0);
    }
}
