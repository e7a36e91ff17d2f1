//! Upper bounds on what a package can be worth, as sums over its pieces: so that enumeration can cut whole branches.
//!
//! Where nobody outside the table can spoil, a party's value is exactly one of a few linear functions, the same one for
//! all: the agreement runs its course, or a signatory withdraws on reaching state `m` (not the first: what is left at
//! once is no agreement). A branch is cut when in each of
//! these some party falls short, which loses nothing. Where spoiling is possible its chance depends on the
//! whole package; then the bound is the best flow that each piece can ever mean, for ever.

use super::{
    chain::MOST,
    evaluation::Switches,
    pace::Way,
    rule::Rule,
    table::{Schedule, Table},
    terms::{Piece, Terms},
    valuation::Valuation,
};
use crate::agreement::per_party::PerParty;
use crate::scenario::place::PartyIndex;

/// Numbers of the guards, side by side; beyond the last guard there is nothing to reach and nothing to add.
type Row<const LANES: usize> = [f64; LANES];

/// Linear functions by guard, and what each option adds to them.
pub(super) struct Bound<'a, const LANES: usize> {
    table: &'a Table,
    v: &'a Valuation,
    guards: &'a [PartyIndex],
    /// By guard: what it needs.
    floor: &'a [f64],
    /// Somebody outside the table can spoil what is agreed.
    spoilable: bool,
    /// By option: what it means to the guards, whatever the way in which it is carried out.
    flows: Vec<Flows<LANES>>,
    /// By guard: what an agreement is worth over a collapse once all is carried out, but for its options (flow); `None`: it depends on more
    /// than that who would leave it then, or nobody ever does.
    standing: Option<Row<LANES>>,
    /// What tells whether somebody would leave a package at once; `None`: more than its options, or nobody ever does.
    leaving: Option<Leaving<LANES>>,
    /// Menus of which options count as carried out from the beginning in this way, as bits.
    early: u32,
    /// Number of functions.
    functions: usize,
    /// By menu: where its options begin.
    first: Vec<usize>,
    /// By menu: where the options that are allowed in this way begin among them.
    begins: Vec<usize>,
    /// The allowed options of all menus.
    allowed: Vec<u8>,
    /// By function: the constant, less what must be reached.
    start: Vec<Row<LANES>>,
    /// By allowed option and function: what the option adds.
    moves: Vec<Move<LANES>>,
    /// By function: the most that the menus from one on can add.
    rest: Vec<Row<LANES>>,
    /// By state from which an option is carried out, and function: what a unit of each kind of its flows adds.
    units: Vec<[Row<LANES>; KINDS]>,
    space: Space<LANES>,
    /// Where not all guards must be content: the rule, and each guard as a bit.
    votes: Option<Votes>,
}

/// Kinds of flow of an option: before and after it is carried out, and what is left of it after a collapse (reverted, or remaining).
const KINDS: usize = 4;

/// What an option adds to one function.
struct Move<const LANES: usize> {
    /// With the most that later menus can add.
    reach: Row<LANES>,
    add: Row<LANES>,
}

/// What an option means to the guards.
struct Flows<const LANES: usize> {
    by_kind: [Row<LANES>; KINDS],
    /// The best of them for ever (stock).
    loose: Row<LANES>,
}

/// By guard: what of the collapse of a package does not depend on its options; beyond those who sign nothing is more than it.
struct Leaving<const LANES: usize> {
    /// Flow after it.
    collapsed: Row<LANES>,
    /// Stock of a unit of flow.
    stock: Row<LANES>,
    penalty: Row<LANES>,
    /// The stock from which sums count (see [`Bound::start`]).
    base: Row<LANES>,
}

/// What makes a proposal pass where members can be outvoted.
struct Votes {
    rule: Rule,
    guards: Vec<u32>,
    /// Members who never refuse, as bits.
    always: u32,
}

impl<'a, const LANES: usize> Bound<'a, LANES> {
    /// Prepares the bounds of a table's packages. `floor` is what each guard needs.
    pub(super) fn new(
        table: &'a Table,
        v: &'a Valuation,
        guards: &'a [PartyIndex],
        floor: &'a [f64],
        switches: Switches,
    ) -> Self {
        let bits: Vec<u32> = guards.iter().map(|&i| 1 << i).collect();
        let always = table.member_bits & !bits.iter().fold(0, |all, bit| all | bit);
        let votes = Votes { rule: table.rule, guards: bits, always };
        let ends = v.terms.pieces.iter().scan(0, |all, options| {
            *all += options.len();
            Some(*all)
        });
        let spoilable = PartyIndex::all(v.terms.parties).any(|i| v.terms.spoiling[i] > 0.0);
        Self {
            table,
            v,
            guards,
            floor,
            spoilable,
            flows: v.terms.pieces.iter().flatten().map(|piece| Flows::new(v, guards, piece)).collect(),
            standing: standing(table, v, guards).filter(|_| switches.withdrawal && !spoilable),
            leaving: (switches.withdrawal && !spoilable && table.rule.unanimous())
                .then(|| Leaving::new(table, v, guards, floor)),
            early: 0,
            functions: 0,
            first: core::iter::once(0).chain(ends).collect(),
            begins: Vec::new(),
            allowed: Vec::new(),
            start: Vec::new(),
            moves: Vec::new(),
            rest: Vec::new(),
            units: Vec::new(),
            space: Space::default(),
            votes: (!table.rule.unanimous()).then_some(votes),
        }
    }

    /// Sets the bounds for the packages of a schedule that are carried out in one way: the chances of completion are the same for all
    /// of them. What was there before is forgotten.
    pub(super) fn set(&mut self, schedule: usize, way: &Way) {
        self.functions = if self.spoilable { 1 } else { way.stages.count_ones() as usize + 1 };
        let space = std::mem::take(&mut self.space);
        let courses = Courses::new(self.table, self.v, self.guards, (schedule, way), self.functions, space);
        self.set_start(&courses);
        self.set_units(&courses);
        self.begins.clear();
        self.allowed.clear();
        self.moves.clear();
        self.early = 0;
        let mut flows = self.flows.iter();
        for (menu, options) in self.v.terms.pieces.iter().enumerate() {
            let arrives = courses.arrives(menu);
            self.early |= u32::from(arrives == 0) << menu;
            let from = arrives * self.functions;
            self.begins.push(self.allowed.len());
            for ((option, piece), flows) in options.iter().enumerate().zip(&mut flows) {
                let may =
                    if piece.covered { way.open & (1 << menu) != 0 } else { !self.table.all_or_nothing };
                if !may || !piece.covered && option != 0 {
                    continue;
                }
                self.allowed.push(option as u8);
                let only = |add: Row<LANES>| Move { reach: add, add };
                if self.spoilable {
                    self.moves.push(only(flows.loose));
                } else {
                    let units = &self.units[from..from + self.functions];
                    self.moves.extend(units.iter().map(|units| only(flows.with(units))));
                }
            }
        }
        self.begins.push(self.allowed.len());
        self.space = courses.space;
        self.set_reaches();
    }

    fn set_start(&mut self, courses: &Courses<'_, LANES>) {
        self.start.clear();
        self.start.resize(self.functions, [0.0; LANES]);
        for (f, start) in self.start.iter_mut().enumerate() {
            let constant = if self.spoilable { courses.loose_constant() } else { courses.constant(f) };
            for ((start, constant), floor) in start.iter_mut().zip(constant).zip(self.floor) {
                *start = constant - base(*floor);
            }
        }
    }

    fn set_units(&mut self, courses: &Courses<'_, LANES>) {
        self.units.clear();
        if self.spoilable {
            return;
        }
        for arrives in 0..=courses.space.stages.len() {
            self.units.extend((0..self.functions).map(|f| courses.units(f, arrives)));
        }
    }

    /// From the last menu back: with the most that the later ones can add.
    fn set_reaches(&mut self) {
        let functions = self.functions;
        let Self { begins, moves, rest, .. } = self;
        rest.clear();
        rest.resize(functions, [0.0; LANES]);
        for menu in begins.windows(2).rev() {
            for (f, rest) in rest.iter_mut().enumerate() {
                let mut most = [f64::NEG_INFINITY; LANES];
                for option in menu[0]..menu[1] {
                    let Move { reach, .. } = &mut moves[option * functions + f];
                    (0..LANES).for_each(|g| reach[g] += rest[g]);
                    (0..LANES).for_each(|g| most[g] = if reach[g] > most[g] { reach[g] } else { most[g] });
                }
                *rest = most;
            }
        }
    }

    /// Writes the sums before any option, with space for all depths; gives the functions in which every guard can reach what it needs, as
    /// bits.
    pub(super) fn begin(&self, sums: &mut Vec<Row<LANES>>) -> u32 {
        sums.clear();
        sums.extend_from_slice(&self.start);
        sums.resize(self.first.len() * self.functions, [0.0; LANES]);
        let possible = |f: &usize| self.reachable(&self.start[*f], &self.rest[*f]);
        (0..self.functions).filter(possible).fold(0, |bits, f| bits | 1 << f)
    }

    /// Adds one of the allowed options to the sums of a depth, for the functions in `alive`; gives those in which every guard can still
    /// reach what it needs.
    #[inline]
    pub(super) fn reach(&self, menu: usize, place: usize, alive: u32, sums: &mut [Row<LANES>]) -> u32 {
        let (depth, rows) = (menu * self.functions, place * self.functions);
        let (done, next) = sums.split_at_mut(depth + self.functions);
        let sums = done[depth..].iter().zip(next);
        let mut left = 0;
        for (f, ((so_far, next), Move { reach, add })) in sums.zip(&self.moves[rows..]).enumerate() {
            if alive & (1 << f) != 0 && self.reachable(so_far, reach) {
                left |= 1 << f;
                (0..LANES).for_each(|g| next[g] = so_far[g] + add[g]);
            }
        }
        left
    }

    /// Of some functions (bits), whose sums are these, those that a whole package can have: whether somebody leaves it at once, or once all
    /// is carried out, is known by then.
    pub(super) fn settled(&self, alive: u32, options: &[u8], sums: &[Row<LANES>]) -> u32 {
        if self.standing.is_none() && self.leaving.is_none() {
            return alive;
        }
        let mut over = self.standing.unwrap_or([0.0; LANES]);
        let mut flow = self.leaving.as_ref().map_or([0.0; LANES], |leaving| leaving.collapsed);
        let menus = self.first.len() - 1;
        for (menu, (first, &option)) in self.first[..menus].iter().zip(options).enumerate() {
            let [_, after, reverted, remains] = &self.flows[first + usize::from(option)].by_kind;
            let left = if self.early & (1 << menu) == 0 { reverted } else { remains };
            (0..LANES).for_each(|g| over[g] += after[g] - remains[g]);
            (0..LANES).for_each(|g| flow[g] += left[g]);
        }
        let alive = if self.standing.is_some() { self.stands(alive, &over) } else { alive };
        match &self.leaving {
            Some(leaving) if alive != 0 => self.begun(leaving, alive, &flow, &sums[menus * self.functions..]),
            _ => alive,
        }
    }

    /// Those that fit what everybody has over a collapse once all is carried out (flow).
    fn stands(&self, alive: u32, over: &Row<LANES>) -> u32 {
        // More than rounding could bring.
        if over.iter().all(|over| *over > 1e-9) {
            alive & !(1 << (self.functions - 1))
        } else if over.iter().any(|over| *over < -1e-9) {
            alive & !1
        } else {
            alive
        }
    }

    /// Those in which nobody leaves at once for what a collapse leaves (flow).
    fn begun(&self, leaving: &Leaving<LANES>, alive: u32, flow: &Row<LANES>, sums: &[Row<LANES>]) -> u32 {
        let Leaving { stock, penalty, base, .. } = leaving;
        let collapse: Row<LANES> = core::array::from_fn(|g| flow[g] * stock[g] - penalty[g] - base[g]);
        let stays = |f: usize| {
            // More than rounding could bring.
            let over = |g: usize| collapse[g] - sums[f][g] > 1e-9 * (1.0 + sums[f][g].abs() + base[g].abs());
            !(0..LANES).any(over)
        };
        (0..self.functions).filter(|f| alive & (1 << f) != 0 && stays(*f)).fold(0, |bits, f| bits | 1 << f)
    }

    /// The options of a menu that may be chosen at all in this way, each with its place among all that may.
    #[inline]
    pub(super) fn allowed(&self, menu: usize) -> impl Iterator<Item = (usize, u8)> + use<'_, 'a, LANES> {
        let places = self.begins[menu]..self.begins[menu + 1];
        places.clone().zip(self.allowed[places].iter().copied())
    }

    /// Whether enough guards reach what they need with so much more.
    #[inline]
    fn reachable(&self, so_far: &Row<LANES>, more: &Row<LANES>) -> bool {
        // The sign of a number is its first bit.
        let short = (0..LANES).fold(0, |signs, g| signs | (so_far[g] + more[g]).to_bits());
        short >> 63 == 0 || self.outvoting(so_far, more)
    }

    /// Whether those who reach what they need can outvote the others.
    fn outvoting(&self, so_far: &Row<LANES>, more: &Row<LANES>) -> bool {
        let Some(votes) = &self.votes else { return false };
        let content = (0..self.guards.len()).filter(|&g| so_far[g] + more[g] >= 0.0);
        votes.rule.passes(content.fold(votes.always, |bits, g| bits | votes.guards[g]))
    }
}

/// What a guard needs as sums count it: a small slack keeps rounding from cutting what is exactly on the floor.
fn base(floor: f64) -> f64 {
    floor - 1e-9 * (1.0 + floor.abs())
}

impl<const LANES: usize> Leaving<LANES> {
    fn new(table: &Table, v: &Valuation, guards: &[PartyIndex], floor: &[f64]) -> Self {
        let Terms { discount, collapsed, penalty, .. } = &v.terms;
        let signs = |i: &&PartyIndex| table.is_signatory(**i);
        Self {
            collapsed: row(|g| guards.get(g).filter(signs).map_or(f64::NEG_INFINITY, |&i| collapsed[i])),
            stock: row(|g| guards.get(g).map_or(1.0, |&i| 1.0 / (1.0 - discount[i]))),
            penalty: row(|g| guards.get(g).map_or(0.0, |&i| penalty[i])),
            base: row(|g| floor.get(g).map_or(0.0, |floor| base(*floor))),
        }
    }
}

/// See [`Bound::standing`]: an agreement that is carried out is worth more than its collapse as long as its flow is.
fn standing<const LANES: usize>(table: &Table, v: &Valuation, guards: &[PartyIndex]) -> Option<Row<LANES>> {
    let Terms { discount, in_force, collapsed, penalty, .. } = &v.terms;
    let over = |i: PartyIndex| in_force[i] - collapsed[i] + (1.0 - discount[i]) * penalty[i];
    let all = table.signatories.iter().all(|i| guards.contains(i));
    let all = all && table.rule.unanimous() && table.acceding() == 0;
    all.then(|| core::array::from_fn(|g| guards.get(g).map_or(f64::INFINITY, |&i| over(i))))
}

impl<const LANES: usize> Flows<LANES> {
    fn new(v: &Valuation, guards: &[PartyIndex], piece: &Piece) -> Self {
        // Of what is left out one flow goes on throughout.
        let kinds = if piece.covered {
            [&piece.before, &piece.after, &piece.reverted, &piece.remains]
        } else {
            [&piece.before; KINDS]
        };
        let row =
            |of: &dyn Fn(PartyIndex) -> f64| core::array::from_fn(|g| guards.get(g).map_or(0.0, |&i| of(i)));
        Self { by_kind: kinds.map(|flow| row(&|i| flow[i])), loose: row(&|i| loose(v, piece, i.index())) }
    }

    fn with(&self, units: &[Row<LANES>; KINDS]) -> Row<LANES> {
        let [before, after, reverted, remains] = &self.by_kind;
        let [a, b, c, d] = units;
        core::array::from_fn(|g| before[g] * a[g] + after[g] * b[g] + reverted[g] * c[g] + remains[g] * d[g])
    }
}

/// The courses that an agreement carried out in one way can take, for some parties side by side.
struct Courses<'a, const LANES: usize> {
    table: &'a Table,
    terms: &'a Terms,
    schedule: &'a Schedule,
    parties: &'a [PartyIndex],
    discount: Row<LANES>,
    space: Space<LANES>,
}

/// What is made anew for each way.
#[derive(Default)]
struct Space<const LANES: usize> {
    stages: Vec<usize>,
    /// By end: the weights, made once for all pieces; there may be more than are needed.
    by_end: Vec<Course<LANES>>,
}

/// One course that an agreement can take.
struct Course<const LANES: usize> {
    /// Value of a unit of flow in each state before the end.
    flow: [Row<LANES>; MOST],
    /// The sum of these up to each state.
    upto: [Row<LANES>; MOST + 1],
    /// States before the end.
    end: usize,
    /// Weight of the end.
    reach: Row<LANES>,
}

/// By lane.
fn row<const LANES: usize>(of: impl Fn(usize) -> f64) -> Row<LANES> {
    core::array::from_fn(of)
}

impl<'a, const LANES: usize> Courses<'a, LANES> {
    /// So many courses a party.
    fn new(
        table: &'a Table,
        v: &'a Valuation,
        parties: &'a [PartyIndex],
        (schedule, way): (usize, &Way),
        courses: usize,
        mut space: Space<LANES>,
    ) -> Self {
        space.stages.clear();
        space.stages.extend((0..MOST).filter(|k| way.stages & (1 << k) != 0));
        let discount = row(|g| parties.get(g).map_or(0.0, |&i| v.terms.discount[i]));
        let schedule = &table.schedules[schedule];
        space.by_end.resize_with(space.by_end.len().max(courses), Course::default);
        let Space { stages, by_end } = &mut space;
        by_end.iter_mut().enumerate().take(courses).for_each(|(f, course)| {
            course.set(&discount, stages, &way.success, f);
        });
        Courses { table, terms: &v.terms, schedule, parties, discount, space }
    }

    /// A number of each party.
    fn of(&self, numbers: &PerParty) -> Row<LANES> {
        row(|g| self.parties.get(g).map_or(0.0, |&i| numbers[i]))
    }

    /// Value of a course, given the flow in each state and the stock after a collapse in the last one.
    fn value(&self, f: usize, flow: impl Fn(usize) -> Row<LANES>, collapse: &Row<LANES>) -> Row<LANES> {
        let (course, d, lapse) = (&self.space.by_end[f], &self.discount, self.terms.lapse);
        let mut value = [0.0; LANES];
        for k in 0..course.end {
            let flow = flow(k);
            (0..LANES).for_each(|g| value[g] += course.flow[k][g] * flow[g]);
        }
        let completed = flow(course.end);
        let last = |g: usize| {
            if f == 0 {
                (completed[g] + d[g] * lapse * collapse[g]) / (1.0 - d[g] * (1.0 - lapse))
            } else {
                collapse[g]
            }
        };
        row(|g| value[g] + course.reach[g] * last(g))
    }

    /// What a unit of each kind of flow adds of an option that is carried out from state `arrives` on: the sums of [`Courses::value`], taken
    /// beforehand.
    fn units(&self, f: usize, arrives: usize) -> [Row<LANES>; KINDS] {
        let (course, d, lapse) = (&self.space.by_end[f], &self.discount, self.terms.lapse);
        let nothing = [0.0; LANES];
        let before = course.upto[arrives.min(course.end)];
        let after = row(|g| course.upto[course.end][g] - before[g]);
        if f == 0 {
            let completed = row::<LANES>(|g| course.reach[g] / (1.0 - d[g] * (1.0 - lapse)));
            let remains = row(|g| completed[g] * d[g] * lapse / (1.0 - d[g]));
            return [before, row(|g| after[g] + completed[g]), nothing, remains];
        }
        let left = row(|g| course.reach[g] / (1.0 - d[g]));
        if course.end >= arrives { [before, after, nothing, left] } else { [before, after, left, nothing] }
    }

    fn constant(&self, f: usize) -> Row<LANES> {
        let Terms { in_force, collapsed, penalty, .. } = self.terms;
        let (in_force, collapsed, penalty) = (self.of(in_force), self.of(collapsed), self.of(penalty));
        self.value(f, |_| in_force, &row(|g| collapsed[g] / (1.0 - self.discount[g]) - penalty[g]))
    }

    /// State from which an option of a menu is carried out.
    fn arrives(&self, menu: usize) -> usize {
        let stage = self.space.stages.iter().position(|&s| s == self.schedule.stage_of[menu]).unwrap_or(0);
        self.table.arrives(menu, stage, self.space.stages.len())
    }

    fn add(&self, menu: usize, piece: &Piece, f: usize) -> Row<LANES> {
        let stock = |flow: &Row<LANES>| row(|g| flow[g] / (1.0 - self.discount[g]));
        let before = self.of(&piece.before);
        if !piece.covered {
            return self.value(f, |_| before, &stock(&before));
        }
        let (arrives, after) = (self.arrives(menu), self.of(&piece.after));
        let left = if self.space.by_end[f].end >= arrives { &piece.remains } else { &piece.reverted };
        self.value(f, |k| if k >= arrives { after } else { before }, &stock(&self.of(left)))
    }

    fn loose_constant(&self) -> Row<LANES> {
        let (in_force, collapsed) = (self.of(&self.terms.in_force), self.of(&self.terms.collapsed));
        row(|g| in_force[g].max(collapsed[g]) / (1.0 - self.discount[g]))
    }
}

impl<const LANES: usize> Default for Course<LANES> {
    fn default() -> Self {
        let nothing = [0.0; LANES];
        Self { flow: [nothing; MOST], upto: [nothing; MOST + 1], end: 0, reach: [1.0; LANES] }
    }
}

impl<const LANES: usize> Course<LANES> {
    /// Course 0: the agreement runs it to the end. Course `m`: it ends on reaching state `m`. What stands beyond the end has no meaning.
    fn set(&mut self, d: &Row<LANES>, stages: &[usize], success: &[f64; MOST], f: usize) {
        (self.end, self.reach) = (if f == 0 { stages.len() } else { f }, [1.0; LANES]);
        for (k, &stage) in stages.iter().take(self.end).enumerate() {
            let s = success[stage];
            for g in 0..LANES {
                let stay = 1.0 / (1.0 - d[g] * (1.0 - s));
                self.flow[k][g] = self.reach[g] * stay;
                self.upto[k + 1][g] = self.upto[k][g] + self.flow[k][g];
                self.reach[g] *= d[g] * s * stay;
            }
        }
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
    let parties = [party];
    let course = Courses::<1>::new(table, v, &parties, (schedule, way), 1, Space::default());
    // By menu: what leaving it out adds, and the most that a level adds.
    let menus: Vec<(Option<f64>, f64)> = (v.terms.pieces.iter().enumerate())
        .map(|(menu, options)| {
            let add = |p: &Piece| course.add(menu, p, 0)[0];
            let out = options.iter().find(|p| !p.covered).filter(|_| !table.all_or_nothing).map(add);
            let covered = options.iter().filter(|p| p.covered && way.open & (1 << menu) != 0).map(add);
            (out, covered.fold(f64::NEG_INFINITY, f64::max))
        })
        .collect();
    let gain = |m: usize| menus[m].0.map_or(f64::INFINITY, |out| menus[m].1 - out);
    let mut chosen: Vec<bool> = (0..menus.len()).map(|m| gain(m) > 0.0).collect();
    for stage in course.space.stages.iter().copied() {
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
    let mut total = course.constant(0)[0];
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
