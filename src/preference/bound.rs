//! Upper bounds on what a package can be worth, as sums over its pieces: so that enumeration can cut whole branches.
//!
//! Where nobody outside the table can spoil, a party's value is exactly the largest of a few linear functions, one for
//! each way in which the agreement can go: it runs its course, or a signatory withdraws on reaching state `m`. Cutting a
//! branch when every one of these is out of reach loses nothing. Where spoiling is possible its chance depends on the
//! whole package; then the bound is the best flow that each piece can ever mean, for ever.

use super::{
    table::{Plan, Table},
    terms::Piece,
    valuation::Valuation,
};

/// Linear functions by guard, and what each option adds to them.
pub(super) struct Bound {
    /// Number of functions.
    functions: usize,
    /// Number of guards.
    guards: usize,
    /// Before any piece.
    constant: Vec<f64>,
    /// By menu and option: what it adds; `None`: not allowed here.
    adds: Vec<Vec<Option<Vec<f64>>>>,
    /// By menu: the most that this menu and later ones can add.
    rest: Vec<Vec<f64>>,
}

impl Bound {
    /// The bounds for the packages of a plan that use exactly the stages of `mask`.
    pub(super) fn new(table: &Table, v: &Valuation, plan: usize, mask: u32, guards: &[usize]) -> Self {
        let spoilable = (0..v.terms.parties).any(|i| v.terms.spoiling[i] > 0.0);
        let stages: Vec<usize> = (0..32).filter(|k| mask & (1 << k) != 0).collect();
        let course = Course { table, v, plan: &table.plans[plan], plan_index: plan, stages };
        let functions = if spoilable { 1 } else { course.stages.len() + 2 };
        let all = |of: &dyn Fn(usize, usize) -> f64| -> Vec<f64> {
            guards.iter().flat_map(|&i| (0..functions).map(move |f| (i, f))).map(|(i, f)| of(i, f)).collect()
        };
        let constant = all(&|i, f| if spoilable { course.loose_constant(i) } else { course.constant(i, f) });
        let first = usize::from(table.all_or_nothing);
        let adds: Vec<Vec<Option<Vec<f64>>>> = v
            .terms
            .pieces
            .iter()
            .enumerate()
            .map(|(menu, options)| {
                let allowed = |o: usize, p: &Piece| {
                    o >= first && (!p.covered || mask & (1 << course.plan.stage_of[menu]) != 0)
                };
                let add = |p: &Piece| {
                    all(&|i, f| if spoilable { loose(v, p, i) } else { course.add(menu, p, i, f) })
                };
                options.iter().enumerate().map(|(o, p)| allowed(o, p).then(|| add(p))).collect()
            })
            .collect();
        let mut rest = vec![vec![0.0; constant.len()]; adds.len() + 1];
        for menu in (0..adds.len()).rev() {
            for at in 0..constant.len() {
                let most = adds[menu].iter().flatten().map(|a| a[at]).fold(f64::NEG_INFINITY, f64::max);
                rest[menu][at] = rest[menu + 1][at] + most;
            }
        }
        Self { functions, guards: guards.len(), constant, adds, rest }
    }

    /// The sums before any piece.
    pub(super) fn start(&self) -> Vec<f64> {
        self.constant.clone()
    }

    /// Writes the sums with one more piece; whether every guard can still reach its floor. A small slack keeps rounding
    /// from cutting what is exactly on the floor.
    pub(super) fn reach(
        &self,
        menu: usize,
        option: usize,
        so_far: &[f64],
        next: &mut [f64],
        floor: &[f64],
    ) -> bool {
        let Some(adds) = &self.adds[menu][option] else { return false };
        let rest = &self.rest[menu + 1];
        for (at, next) in next.iter_mut().enumerate() {
            *next = so_far[at] + adds[at];
        }
        (0..self.guards).all(|g| {
            let slack = 1e-9 * (1.0 + floor[g].abs());
            (g * self.functions..(g + 1) * self.functions).any(|at| next[at] + rest[at] >= floor[g] - slack)
        })
    }
}

/// The ways in which an agreement with these stages can go.
struct Course<'a> {
    table: &'a Table,
    v: &'a Valuation,
    plan: &'a Plan,
    plan_index: usize,
    stages: Vec<usize>,
}

impl Course<'_> {
    /// Value of a unit of flow in each state up to (not including) `end`, and the discounted chance weight of `end`.
    fn weights(&self, i: usize, end: usize) -> (Vec<f64>, f64) {
        let d = self.v.terms.discount[i];
        let mut reach = 1.0;
        let mut flow = Vec::with_capacity(end + 1);
        for &stage in self.stages.iter().take(end) {
            let s = self.v.success[self.plan_index][stage];
            let stay = 1.0 / (1.0 - d * (1.0 - s));
            flow.push(reach * stay);
            reach *= d * s * stay;
        }
        (flow, reach)
    }

    /// Function 0: the agreement runs its course. Function `m + 1`: it ends on reaching state `m`.
    fn value(&self, i: usize, f: usize, flow: impl Fn(usize) -> f64, collapse: impl Fn(usize) -> f64) -> f64 {
        let terms = &self.v.terms;
        let (d, last) = (terms.discount[i], self.stages.len());
        let (end, completed) = if f == 0 { (last, true) } else { (f - 1, false) };
        let (weights, reach) = self.weights(i, end);
        let before: f64 = weights.iter().enumerate().map(|(k, w)| w * flow(k)).sum();
        before
            + reach
                * if completed {
                    (flow(last) + d * terms.lapse * collapse(last)) / (1.0 - d * (1.0 - terms.lapse))
                } else {
                    collapse(end)
                }
    }

    fn constant(&self, i: usize, f: usize) -> f64 {
        let terms = &self.v.terms;
        let after = terms.collapsed[i] / (1.0 - terms.discount[i]) - terms.penalty[i];
        self.value(i, f, |_| terms.in_force[i], |_| after)
    }

    fn add(&self, menu: usize, piece: &Piece, i: usize, f: usize) -> f64 {
        let horizon = 1.0 - self.v.terms.discount[i];
        if !piece.covered {
            return self.value(i, f, |_| piece.before[i], |_| piece.before[i] / horizon);
        }
        let stage = self.stages.iter().position(|&s| s == self.plan.stage_of[menu]).unwrap_or(0);
        let arrives = self.table.arrives(menu, stage, self.stages.len());
        let flow = |k: usize| if k >= arrives { piece.after[i] } else { piece.before[i] };
        let left = |k: usize| if k >= arrives { piece.remains[i] } else { piece.reverted[i] };
        self.value(i, f, flow, |k| left(k) / horizon)
    }

    fn loose_constant(&self, i: usize) -> f64 {
        let terms = &self.v.terms;
        terms.in_force[i].max(terms.collapsed[i]) / (1.0 - terms.discount[i])
    }
}

/// The best flow that an option can mean for a party, in whatever state, for ever.
fn loose(v: &Valuation, piece: &Piece, i: usize) -> f64 {
    let best = if piece.covered {
        piece.before[i].max(piece.after[i]).max(piece.reverted[i])
    } else {
        piece.before[i]
    };
    best / (1.0 - v.terms.discount[i])
}
