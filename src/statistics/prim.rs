//! The patient rule induction method: boxes of inputs in which cases are frequent.
//!
//! Friedman and Fisher (1999), "Bump hunting in high-dimensional data", Statistics and Computing 9:123: a box is *peeled*, a share of its
//! worlds at a time from the one side of the one input where that helps most, and *pasted*, a share at a time, where a side was cut too far. As in
//! Kwakkel and Jaxa-Rozen (2016), Environmental Modelling and Software 79:311, what helps most is the gain in density for each world that
//! is peeled away, so that switches and whole numbers, of which a peel takes more, are judged alike. Coverage, density, quasi-p-values:
//! Bryant and Lempert (2010), "Thinking inside the box", Technological Forecasting and Social Change 77:34.
//!
//! Which box of a trajectory is taken is the one whose worlds have the most cases beyond what as many worlds of all have (weighted relative
//! accuracy: Lavrač, Flach and Zupan 1999, ILP, LNAI 1634:174).

use super::beta;
use std::borrow::Cow;

/// Share of the worlds of a box that one peel or paste takes.
pub const PEEL: f64 = 0.05;
/// A box has at least this share of the worlds.
pub const LEAST: f64 = 0.05;
/// Limits that a box keeps at most: more cannot be told in a sentence.
pub const MOST_LIMITS: usize = 4;
/// A limit goes if the box is no more than this share worse without it.
const IDLE: f64 = 0.03;

/// The side of an input on which a box ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Side {
    /// The input is at least the limit.
    Low,
    /// The input is at most the limit.
    High,
}

/// One end of a box.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Limit {
    /// Position of the input.
    pub input: usize,
    /// On which side.
    pub side: Side,
    /// The outermost value inside.
    pub at: f64,
}

/// What is searched: inputs by column, cases, and the worlds that count, in the order of each input.
#[derive(Debug, Clone)]
pub struct Data<'d> {
    columns: &'d [Vec<f64>],
    cases: &'d [bool],
    /// By input: the worlds that count, ascending.
    orders: Vec<Vec<u32>>,
    rows: Vec<u32>,
}

/// A box: worlds in it, cases among them, and its limits.
#[derive(Debug, Clone, PartialEq)]
pub struct Found {
    /// Worlds in the box.
    pub members: usize,
    /// Cases in the box.
    pub cases: usize,
    /// Its ends.
    pub limits: Vec<Limit>,
}

impl Limit {
    /// Whether a value is inside.
    pub fn holds(&self, value: f64) -> bool {
        match self.side {
            Side::Low => value >= self.at,
            Side::High => value <= self.at,
        }
    }
}

impl Found {
    /// Share of its worlds that are cases.
    pub fn density(&self) -> f64 {
        if self.members == 0 { 0.0 } else { self.cases as f64 / self.members as f64 }
    }

    /// Share of all cases that are in it.
    pub fn coverage(&self, of: usize) -> f64 {
        if of == 0 { 0.0 } else { self.cases as f64 / of as f64 }
    }
}

impl<'d> Data<'d> {
    /// The worlds that count, of all of them, with each input's order of all ([`super::given_data::order`]).
    pub fn new(columns: &'d [Vec<f64>], orders: &[Vec<u32>], cases: &'d [bool], counts: &[bool]) -> Self {
        let within = |at: &u32| counts.get(*at as usize).copied().unwrap_or(false);
        let orders = orders.iter().map(|order| order.iter().copied().filter(within).collect()).collect();
        let rows = (0..cases.len() as u32).filter(within).collect();
        Self { columns, cases, orders, rows }
    }

    /// Worlds that count.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Cases among them.
    pub fn all_cases(&self) -> usize {
        self.rows.iter().filter(|row| self.cases[**row as usize]).count()
    }

    /// Whether a world is inside all limits but one, given by its place.
    fn inside(&self, limits: &[Limit], but: Option<usize>, row: u32) -> bool {
        let holds = |limit: &Limit| limit.holds(self.columns[limit.input][row as usize]);
        limits.iter().enumerate().all(|(at, limit)| Some(at) == but || holds(limit))
    }

    /// The box with these limits, without the one at `but`.
    pub fn count(&self, limits: &[Limit], but: Option<usize>) -> Found {
        let rows = self.rows.iter().filter(|row| self.inside(limits, but, **row));
        let (mut members, mut cases) = (0, 0);
        for row in rows {
            members += 1;
            cases += usize::from(self.cases[*row as usize]);
        }
        Found { members, cases, limits: limits.to_vec() }
    }

    /// Peels: every box on the way from all worlds to the least, each with its limits.
    pub fn peel(&self) -> Vec<Found> {
        let mut peeling = Peeling::new(self);
        let least = ((self.len() as f64 * LEAST) as usize).max(1);
        let mut now = Found { members: self.len(), cases: self.all_cases(), limits: Vec::new() };
        let mut path = vec![now.clone()];
        while now.cases < now.members {
            let Some(cut) = peeling.best(&now) else { break };
            if now.members - cut.members < least {
                break;
            }
            peeling.take(&cut);
            now.members -= cut.members;
            now.cases -= cut.cases;
            peeling.thin(now.members);
            now.limits.retain(|limit| (limit.input, limit.side) != (cut.limit.input, cut.limit.side));
            now.limits.push(cut.limit);
            path.push(now.clone());
        }
        path
    }

    /// How good a box is: its cases beyond what as many worlds of all have, as a share of all worlds.
    pub fn quality(&self, found: &Found) -> f64 {
        let n = self.len().max(1) as f64;
        (found.cases as f64 - found.members as f64 * self.all_cases() as f64 / n) / n
    }

    /// The best box of a trajectory, without the limits that do little for it, peeled again on the inputs that stay, and pasted: in few worlds
    /// peels of inputs that do nothing come between those of the others.
    pub fn choose(&self, path: &[Found]) -> Option<Found> {
        let first = self.simplified(self.best(path)?.clone());
        let mut kept = self.clone();
        for (input, order) in kept.orders.iter_mut().enumerate() {
            if !first.limits.iter().any(|limit| limit.input == input) {
                order.clear();
            }
        }
        let path = kept.peel();
        let again = self.simplified(self.best(&path)?.clone());
        let simple = if self.quality(&again) > self.quality(&first) { again } else { first };
        (!simple.limits.is_empty()).then(|| self.pasted(simple))
    }

    fn best<'p>(&self, path: &'p [Found]) -> Option<&'p Found> {
        path.iter().reduce(|a, b| if self.quality(b) > self.quality(a) { b } else { a })
    }

    /// Without the limits that do little: the one that does least goes first.
    pub fn simplified(&self, mut found: Found) -> Found {
        while !found.limits.is_empty() {
            let without = (0..found.limits.len()).map(|at| (at, self.count(&found.limits, Some(at))));
            let worse =
                |a: &(usize, Found), b: &(usize, Found)| self.quality(&a.1).total_cmp(&self.quality(&b.1));
            let Some((at, freed)) = without.max_by(worse) else { break };
            let idle = self.quality(&freed) >= (1.0 - IDLE) * self.quality(&found);
            if !idle && found.limits.len() <= MOST_LIMITS {
                break;
            }
            let mut limits = found.limits;
            limits.remove(at);
            found = Found { limits, ..freed };
        }
        found
    }

    /// Widened where it was cut too far: while what is pasted on is at least as dense as the box.
    fn pasted(&self, mut found: Found) -> Found {
        // Each paste takes in a share of the box; a bound all the same.
        for _ in 0..200 {
            let wider = (0..found.limits.len()).filter_map(|at| self.widened(&found, at));
            let denser = |a: Found, b: Found| if b.density() > a.density() { b } else { a };
            let Some(wider) = wider.reduce(denser).filter(|wider| wider.density() >= found.density()) else {
                break;
            };
            found = wider;
        }
        found
    }

    /// The box with one limit moved out by a share of its worlds.
    fn widened(&self, found: &Found, at: usize) -> Option<Found> {
        let Limit { input, side, at: edge } = found.limits[at];
        let value = |row: u32| self.columns[input][row as usize];
        let outside =
            |row: &u32| !found.limits[at].holds(value(*row)) && self.inside(&found.limits, Some(at), *row);
        let order = &self.orders[input];
        let take = ((found.members as f64 * PEEL) as usize).max(1);
        // From the limit outward.
        let next = match side {
            Side::Low => {
                let from = order.partition_point(|row| value(*row) < edge);
                order[..from].iter().rev().copied().filter(outside).nth(take - 1)
            }
            Side::High => {
                let from = order.partition_point(|row| value(*row) <= edge);
                order[from..].iter().copied().filter(outside).nth(take - 1)
            }
        }?;
        let mut limits = found.limits.clone();
        limits[at].at = value(next);
        Some(self.count(&limits, None))
    }

    /// By limit: the chance of so many cases in the box if that limit did nothing (Bryant and Lempert 2010, one-sided binomial).
    pub fn quasi_p(&self, found: &Found) -> Vec<f64> {
        let without = (0..found.limits.len()).map(|at| self.count(&found.limits, Some(at)));
        without.map(|freed| at_least(found.cases, found.members, freed.density())).collect()
    }
}

/// The chance of at least `cases` among `members` if each is one with chance `share`.
pub fn at_least(cases: usize, members: usize, share: f64) -> f64 {
    let (cases, members) = (cases.min(members) as u64, members as u64);
    if cases == 0 || share >= 1.0 {
        return 1.0;
    }
    // The upper tail of the cases is the lower tail of the others.
    beta::binomial_cdf(members - cases, members, 1.0 - share)
}

/// What a peel would take away.
struct Cut {
    limit: Limit,
    members: usize,
    cases: usize,
}

/// Bits of [`Peeling::states`]: the world is still inside; it is a case.
const INSIDE: u8 = 1;
const CASE: u8 = 2;

/// The state of peeling: who is still inside, and how far each end of each order is gone.
struct Peeling<'p, 'd> {
    data: &'p Data<'d>,
    states: Vec<u8>,
    /// By input: the worlds that count, ascending; those who are gone are left out from time to time.
    orders: Vec<Cow<'p, [u32]>>,
    ends: Vec<(usize, usize)>,
}

impl<'p, 'd> Peeling<'p, 'd> {
    fn new(data: &'p Data<'d>) -> Self {
        let mut states: Vec<u8> = data.cases.iter().map(|case| if *case { CASE } else { 0 }).collect();
        for row in &data.rows {
            states[*row as usize] |= INSIDE;
        }
        let orders: Vec<Cow<'p, [u32]>> =
            data.orders.iter().map(|order| Cow::Borrowed(order.as_slice())).collect();
        let ends = orders.iter().map(|order| (0, order.len())).collect();
        Self { data, states, orders, ends }
    }

    fn is_inside(&self, row: u32) -> bool {
        self.states[row as usize] & INSIDE != 0
    }

    /// The peel that gains most density for each world taken; of equals the first.
    fn best(&mut self, now: &Found) -> Option<Cut> {
        let mut best: Option<(f64, Cut)> = None;
        for input in 0..self.ends.len() {
            self.shrink(input);
            for side in [Side::Low, Side::High] {
                let Some(cut) = self.cut(input, side, now.members) else { continue };
                let left = (now.members - cut.members) as f64;
                let gain = ((now.cases - cut.cases) as f64 / left - now.density()) / cut.members as f64;
                if best.as_ref().is_none_or(|(most, _)| gain > *most) {
                    best = Some((gain, cut));
                }
            }
        }
        best.map(|(_, cut)| cut)
    }

    /// Moves the ends of an order past those who are gone.
    fn shrink(&mut self, input: usize) {
        let (mut low, mut high) = self.ends[input];
        let order = &self.orders[input];
        while low < high && !self.is_inside(order[low]) {
            low += 1;
        }
        while low < high && !self.is_inside(order[high - 1]) {
            high -= 1;
        }
        self.ends[input] = (low, high);
    }

    /// Leaves out of each order who is gone, where that is half of it.
    fn thin(&mut self, members: usize) {
        for input in 0..self.orders.len() {
            let (low, high) = self.ends[input];
            if high - low > 2 * members {
                let left = self.orders[input][low..high].iter().copied().filter(|row| self.is_inside(*row));
                let left: Vec<u32> = left.collect();
                self.ends[input] = (0, left.len());
                self.orders[input] = Cow::Owned(left);
            }
        }
    }

    fn cut(&self, input: usize, side: Side, members: usize) -> Option<Cut> {
        let (low, high) = self.ends[input];
        let order = &self.orders[input][low..high];
        match side {
            Side::Low => self.walk(input, side, members, order.iter()),
            Side::High => self.walk(input, side, members, order.iter().rev()),
        }
    }

    /// Takes a share of the members from one end, and all that have the value of the last; none if nothing would be left.
    fn walk<'o>(
        &self,
        input: usize,
        side: Side,
        members: usize,
        order: impl Iterator<Item = &'o u32>,
    ) -> Option<Cut> {
        let share = ((members as f64 * PEEL) as usize).max(1);
        let column = &self.data.columns[input];
        let (mut taken, mut cases, mut last) = (0, 0, f64::NAN);
        for row in order {
            let state = self.states[*row as usize];
            if state & INSIDE == 0 {
                continue;
            }
            // Values are read where the share is reached: they lie far from each other.
            if taken + 1 >= share {
                let value = column[*row as usize];
                if taken >= share && value.total_cmp(&last).is_ne() {
                    return Some(Cut { limit: Limit { input, side, at: value }, members: taken, cases });
                }
                last = value;
            }
            taken += 1;
            cases += usize::from(state & CASE != 0);
        }
        None
    }

    fn take(&mut self, cut: &Cut) {
        let column = &self.data.columns[cut.limit.input];
        for row in &self.data.rows {
            let row = *row as usize;
            if !cut.limit.holds(column[row]) {
                self.states[row] &= !INSIDE;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::statistics::given_data::order;
    use crate::statistics::splitmix::SplitMix;

    type Table = (Vec<Vec<f64>>, Vec<Vec<u32>>);

    fn table(n: usize, inputs: usize, random: &mut SplitMix) -> Table {
        let columns: Vec<Vec<f64>> = (0..inputs).map(|_| (0..n).map(|_| random.unit()).collect()).collect();
        let orders = columns.iter().map(|column| order(column)).collect();
        (columns, orders)
    }

    /// A planted box: x0 below 0.4 and x1 above 0.5, a fifth of all worlds; 9 of 10 worlds in it are cases, and 1 of 20 of the others.
    #[test]
    fn a_planted_box_is_found() {
        let mut random = SplitMix::new(1);
        let (columns, orders) = table(2000, 10, &mut random);
        let planted = |k: usize| columns[0][k] < 0.4 && columns[1][k] > 0.5;
        let cases: Vec<bool> =
            (0..2000).map(|k| random.unit() < if planted(k) { 0.9 } else { 0.05 }).collect();
        let data = Data::new(&columns, &orders, &cases, &[true; 2000]);
        let found = data.choose(&data.peel()).unwrap();
        assert_eq!(found.limits.len(), 2, "{found:?}");
        assert!(found.density() > 0.8 && found.coverage(data.all_cases()) > 0.7, "{found:?}");
        for limit in &found.limits {
            let (truth, side) = if limit.input == 0 { (0.4, Side::High) } else { (0.5, Side::Low) };
            assert!((limit.at - truth).abs() < 0.05 && limit.side == side && limit.input < 2, "{found:?}");
        }
        assert!(data.quasi_p(&found).iter().all(|p| *p < 1e-6));
    }

    /// By hand: ten worlds, of which the three largest are cases.
    #[test]
    fn peeling_goes_one_side_at_a_time() {
        let columns = vec![(0..10).map(f64::from).collect::<Vec<f64>>()];
        let cases: Vec<bool> = (0..10).map(|k| k >= 7).collect();
        let orders = vec![order(&columns[0])];
        let data = Data::new(&columns, &orders, &cases, &[true; 10]);
        let path = data.peel();
        assert_eq!(path.len(), 8);
        assert_eq!((path[7].members, path[7].cases), (3, 3));
        assert_eq!(path[7].limits, [Limit { input: 0, side: Side::Low, at: 7.0 }]);
        assert_eq!((path[7].density(), path[7].coverage(3)), (1.0, 1.0));
        // Three cases of three where 3 of 10 are: 0.3³.
        assert!((data.quasi_p(&path[7])[0] - 0.027).abs() < 1e-12);
    }

    /// A switch is taken off whole, and worlds that do not count change nothing.
    #[test]
    fn switches_and_worlds_that_do_not_count() {
        let columns = vec![(0..40).map(|k| f64::from(k % 2)).collect::<Vec<f64>>()];
        let cases: Vec<bool> = (0..40).map(|k| k % 2 == 0).collect();
        let orders = vec![order(&columns[0])];
        let counts: Vec<bool> = (0..40).map(|k| k < 20).collect();
        let data = Data::new(&columns, &orders, &cases, &counts);
        let found = data.choose(&data.peel()).unwrap();
        assert_eq!(
            found,
            Found { members: 10, cases: 10, limits: vec![Limit { input: 0, side: Side::High, at: 0.0 }] }
        );
    }

    #[test]
    fn pasting_takes_back_what_was_cut_too_far() {
        let columns = vec![(0..100).map(f64::from).collect::<Vec<f64>>()];
        let cases: Vec<bool> = (0..100).map(|k| k >= 60).collect();
        let orders = vec![order(&columns[0])];
        let data = Data::new(&columns, &orders, &cases, &[true; 100]);
        let narrow = data.count(&[Limit { input: 0, side: Side::Low, at: 80.0 }], None);
        assert_eq!(data.pasted(narrow).limits[0].at, 60.0);
    }

    #[test]
    fn nothing_is_made_of_nothing() {
        let data = Data::new(&[], &[], &[], &[]);
        assert_eq!((data.len(), data.peel().len()), (0, 1));
        assert!(data.choose(&data.peel()).is_none());
        let columns = vec![vec![1.0; 30]];
        let orders = vec![order(&columns[0])];
        let data = Data::new(&columns, &orders, &[true; 30], &[true; 30]);
        assert!(data.choose(&data.peel()).is_none());
        assert_eq!((at_least(0, 0, 0.5), at_least(3, 3, 1.0)), (1.0, 1.0));
    }
}
