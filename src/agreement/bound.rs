//! Upper bounds on what a package can be worth, as sums over its pieces: so that enumeration can cut whole branches.
//!
//! Where nobody outside the table can spoil, a party's value is exactly one of a few linear functions, the same one for
//! all: the agreement runs its course, or a signatory withdraws on reaching state `m` (not the first: what is left at
//! once is no agreement). A branch is cut when in each of
//! these some party falls short, which loses nothing. Where spoiling is possible its chance depends on the
//! whole package; then the bound is the best flow that each piece can ever mean, for ever.

use super::{
    chain::MOST,
    pace::Way,
    rule::Rule,
    table::{Schedule, Table},
    terms::Piece,
    valuation::Valuation,
};
use crate::scenario::place::PartyIndex;

/// Linear functions by guard, and what each option adds to them.
#[derive(Default)]
pub(super) struct Bound {
    /// Number of functions.
    functions: usize,
    /// Number of guards.
    guards: usize,
    /// By function and guard: what must be reached, less the constant.
    needs: Vec<f64>,
    /// By menu: where its options begin in `adds`.
    first: Vec<usize>,
    /// By menu, option, function and guard: what the option adds.
    adds: Vec<f64>,
    /// By menu and option: whether it is allowed.
    allowed: Vec<bool>,
    /// By menu, function and guard: the most that this menu and later ones can add.
    rest: Vec<f64>,
    /// Where not all guards must be content: the rule, and each guard as a bit.
    votes: Option<Votes>,
}

/// What makes a proposal pass where members can be outvoted.
struct Votes {
    rule: Rule,
    guards: Vec<u32>,
    /// Members who never refuse, as bits.
    always: u32,
}

impl Bound {
    /// Sets the bounds for the packages of a schedule that are carried out in one way: the chances of completion are the same for all
    /// of them. `floor` is what each guard needs. What was there before is forgotten.
    pub(super) fn set(
        &mut self,
        table: &Table,
        v: &Valuation,
        schedule: usize,
        way: &Way,
        guards: &[PartyIndex],
        floor: &[f64],
    ) {
        let spoilable = PartyIndex::all(v.terms.parties).any(|i| v.terms.spoiling[i] > 0.0);
        let functions = if spoilable { 1 } else { way.stages.count_ones() as usize + 1 };
        let course = Courses::new(table, v, schedule, way, functions);
        let all = |of: &dyn Fn(usize, usize) -> f64, out: &mut Vec<f64>| {
            (0..functions).for_each(|f| guards.iter().for_each(|&i| out.push(of(i.index(), f))));
        };
        let Self { needs, first, adds, allowed, .. } = self;
        needs.clear();
        all(&|i, f| if spoilable { course.loose_constant(i) } else { course.constant(i, f) }, needs);
        for (at, need) in needs.iter_mut().enumerate() {
            let floor = floor[at % guards.len()];
            // A small slack keeps rounding from cutting what is exactly on the floor.
            *need = floor - 1e-9 * (1.0 + floor.abs()) - *need;
        }
        first.clear();
        adds.clear();
        allowed.clear();
        for (menu, options) in v.terms.pieces.iter().enumerate() {
            first.push(allowed.len());
            for (o, p) in options.iter().enumerate() {
                let may = if p.covered { way.open & (1 << menu) != 0 } else { !table.all_or_nothing };
                let may = may && (p.covered || o == 0);
                allowed.push(may);
                if may {
                    all(&|i, f| if spoilable { loose(v, p, i) } else { course.add(menu, p, i, f) }, adds);
                } else {
                    // It is never looked at.
                    adds.resize(adds.len() + functions * guards.len(), 0.0);
                }
            }
        }
        first.push(allowed.len());
        (self.functions, self.guards) = (functions, guards.len());
        self.set_rest();
        if !table.rule.unanimous() {
            let guards: Vec<u32> = guards.iter().map(|&i| 1 << i).collect();
            let always = table.member_bits & !guards.iter().fold(0, |all, bit| all | bit);
            self.votes = Some(Votes { rule: table.rule, guards, always });
        }
    }

    fn width(&self) -> usize {
        self.functions * self.guards
    }

    fn set_rest(&mut self) {
        let (width, menus) = (self.width(), self.first.len() - 1);
        self.rest.clear();
        self.rest.resize((menus + 1) * width, 0.0);
        for menu in (0..menus).rev() {
            for at in 0..width {
                let options = (self.first[menu]..self.first[menu + 1]).filter(|&o| self.allowed[o]);
                let most = options.map(|o| self.adds[o * width + at]).fold(f64::NEG_INFINITY, f64::max);
                self.rest[menu * width + at] = self.rest[(menu + 1) * width + at] + most;
            }
        }
    }

    /// Sums before any piece, for all depths.
    pub(super) fn start(&self) -> Vec<f64> {
        vec![0.0; self.first.len() * self.width()]
    }

    /// All functions, as bits.
    pub(super) fn all(&self) -> u32 {
        (1 << self.functions) - 1
    }

    /// Adds an option to the sums of a depth, for the functions in `alive`; gives those in which every guard can still
    /// reach what it needs.
    pub(super) fn reach(&self, menu: usize, option: usize, alive: u32, sums: &mut [f64]) -> u32 {
        let place = self.first[menu] + option;
        if !self.allowed[place] {
            return 0;
        }
        let (width, guards) = (self.width(), self.guards);
        let (done, next) = sums.split_at_mut((menu + 1) * width);
        let mut left = 0;
        for f in (0..self.functions).filter(|f| alive & (1 << f) != 0) {
            let at = f * guards..(f + 1) * guards;
            let so_far = &done[menu * width..][at.clone()];
            let adds = &self.adds[place * width..][at.clone()];
            let rest = &self.rest[(menu + 1) * width..][at.clone()];
            let needs = &self.needs[at.clone()];
            let next = &mut next[at];
            let mut reachable = true;
            let bounds = adds.iter().zip(rest).zip(needs);
            for ((next, so_far), ((add, rest), need)) in next.iter_mut().zip(so_far).zip(bounds) {
                *next = so_far + add;
                reachable &= *next + rest >= *need;
            }
            if let (false, Some(votes)) = (reachable, &self.votes) {
                let content = (0..guards).filter(|&g| next[g] + rest[g] >= needs[g]);
                reachable = votes.rule.passes(content.fold(votes.always, |bits, g| bits | votes.guards[g]));
            }
            left |= u32::from(reachable) << f;
        }
        left
    }
}

/// The courses that an agreement carried out in one way can take.
struct Courses<'a> {
    table: &'a Table,
    v: &'a Valuation,
    schedule: &'a Schedule,
    /// By stage of the road map: chance of completion per period.
    success: &'a [f64; MOST],
    stages: Vec<usize>,
    /// Number of ends that a party's courses have.
    functions: usize,
    /// By party and end: the weights, made once for all pieces.
    by_end: Vec<Course>,
}

/// One course that an agreement can take, for one party.
struct Course {
    /// Value of a unit of flow in each state before the end.
    flow: [f64; MOST],
    /// States before the end.
    end: usize,
    /// Weight of the end.
    reach: f64,
}

impl<'a> Courses<'a> {
    /// The courses of all parties, so many a party.
    fn new(table: &'a Table, v: &'a Valuation, schedule: usize, way: &'a Way, functions: usize) -> Self {
        let stages: Vec<usize> = (0..32).filter(|k| way.stages & (1 << k) != 0).collect();
        let mut courses = Courses {
            table,
            v,
            schedule: &table.schedules[schedule],
            success: &way.success,
            stages,
            functions,
            by_end: Vec::new(),
        };
        courses.by_end = (0..v.terms.parties * functions)
            .map(|at| courses.course(at / functions, at % functions))
            .collect();
        courses
    }

    /// Course 0: the agreement runs it to the end. Course `m`: it ends on reaching state `m`.
    fn course(&self, i: usize, f: usize) -> Course {
        let end = if f == 0 { self.stages.len() } else { f };
        let d = self.v.terms.discount[i];
        let mut course = Course { flow: [0.0; MOST], end, reach: 1.0 };
        for (k, &stage) in self.stages.iter().take(end).enumerate() {
            let s = self.success[stage];
            let stay = 1.0 / (1.0 - d * (1.0 - s));
            course.flow[k] = course.reach * stay;
            course.reach *= d * s * stay;
        }
        course
    }

    fn value(&self, i: usize, f: usize, flow: impl Fn(usize) -> f64, collapse: impl Fn(usize) -> f64) -> f64 {
        let terms = &self.v.terms;
        let course = &self.by_end[i * self.functions + f];
        let before: f64 = (0..course.end).map(|k| course.flow[k] * flow(k)).sum();
        let last = if f == 0 {
            let d = terms.discount[i];
            (flow(course.end) + d * terms.lapse * collapse(course.end)) / (1.0 - d * (1.0 - terms.lapse))
        } else {
            collapse(course.end)
        };
        before + course.reach * last
    }

    fn constant(&self, i: usize, f: usize) -> f64 {
        let terms = &self.v.terms;
        let after = terms.collapsed[i] / (1.0 - terms.discount[i]) - terms.penalty[i];
        self.value(i, f, |_| terms.in_force[i], |_| after)
    }

    #[inline]
    fn add(&self, menu: usize, piece: &Piece, i: usize, f: usize) -> f64 {
        let horizon = 1.0 - self.v.terms.discount[i];
        if !piece.covered {
            return self.value(i, f, |_| piece.before[i], |_| piece.before[i] / horizon);
        }
        let stage = self.stages.iter().position(|&s| s == self.schedule.stage_of[menu]).unwrap_or(0);
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

/// The best that a party could have of the packages that are carried out in one way, if each option were chosen for it
/// alone and all comply (stock); `None` if there is no such package. The sum over issues is exact: nobody spoils or leaves.
pub(super) fn ideal(
    table: &Table,
    v: &Valuation,
    schedule: usize,
    way: &Way,
    party: PartyIndex,
) -> Option<f64> {
    let course = Courses::new(table, v, schedule, way, 1);
    // By menu: what leaving it out adds, and the most that a level adds.
    let menus: Vec<(Option<f64>, f64)> = (v.terms.pieces.iter().enumerate())
        .map(|(menu, options)| {
            let add = |p: &Piece| course.add(menu, p, party.index(), 0);
            let out = options.iter().find(|p| !p.covered).filter(|_| !table.all_or_nothing).map(add);
            let covered = options.iter().filter(|p| p.covered && way.open & (1 << menu) != 0).map(add);
            (out, covered.fold(f64::NEG_INFINITY, f64::max))
        })
        .collect();
    let gain = |m: usize| menus[m].0.map_or(f64::INFINITY, |out| menus[m].1 - out);
    let mut chosen: Vec<bool> = (0..menus.len()).map(|m| gain(m) > 0.0).collect();
    for stage in course.stages.iter().copied() {
        let own = (0..menus.len()).filter(|&m| way.decides[m] == 1 << stage);
        if !own.clone().any(|m| chosen[m]) {
            chosen[own.max_by(|&a, &b| gain(a).total_cmp(&gain(b)))?] = true;
        }
    }
    // Of the issues that need attention, those that bring most.
    let mut extra: Vec<usize> =
        (0..menus.len()).filter(|&m| chosen[m] && table.unprepared & (1 << m) != 0).collect();
    extra.sort_by(|&a, &b| gain(b).total_cmp(&gain(a)));
    extra.iter().skip(v.attention as usize).for_each(|&m| chosen[m] = false);
    let mut total = course.constant(party.index(), 0);
    for (m, (out, most)) in menus.iter().enumerate() {
        total += if chosen[m] { *most } else { (*out)? };
    }
    total.is_finite().then_some(total)
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
