//! All packages that could suit everybody: enumeration with exact pruning.
//!
//! A branch is cut when no way of completing it could give some party that must agree what it needs
//! (see the bounds in `bound.rs`); nothing that could be agreed is ever cut.

use super::bound::Bound;
use super::chain::MOST;
use super::pace::{Way, Ways};
use super::table::{Condition, Table};
use super::valuation::Valuation;
use crate::agreement::evaluation::{Agreement, Part, Signatories, Switches};
use crate::agreement::package::ActiveStages;
use crate::agreement::package::MOST_ISSUES;
use crate::agreement::package::Package;
use crate::agreement::per_party::{MOST_PARTIES, PerParty, TOLERANCE, in_lanes};
use crate::scenario::place::PartyIndex;

/// Visits packages of one table in one world, in a fixed order.
pub struct Packages<'a> {
    table: &'a Table,
    valuation: &'a Valuation,
    switches: Switches,
    /// Parties whose floors prune, in stable order.
    guards: Vec<PartyIndex>,
    /// By guard: the stock with which it could be content.
    floor: Vec<f64>,
    /// Conditions that hold in this world.
    conditions: Vec<Held<'a>>,
    /// Menus on which some of these turn last that can block, as bits.
    turning: u32,
    /// Somebody guarantees something.
    guaranteed: bool,
    /// Somebody may be asked to join what is agreed.
    asks: bool,
    /// Space for the parts of a package.
    parts: Vec<Part<'a>>,
    scratch: Box<Agreement>,
    /// Members who refused, where that is known.
    refusing: Option<u32>,
}

impl<'a> Packages<'a> {
    /// Prepares the enumeration. `floor` gives the least stock with which a member could be content.
    pub fn new(
        table: &'a Table,
        valuation: &'a Valuation,
        switches: Switches,
        floor: impl Fn(PartyIndex) -> f64,
    ) -> Self {
        let guards: Vec<PartyIndex> =
            table.members.iter().copied().filter(|&i| valuation.touched[i]).collect();
        let floor = guards.iter().map(|&i| floor(i) - TOLERANCE).collect();
        let (guaranteed, scratch) = (table.guaranteed(), Box::new(Agreement::empty()));
        let held = table.conditions.iter().zip(&valuation.condition_holds).filter(|(_, holds)| **holds);
        let conditions: Vec<Held<'_>> = held.map(|(condition, _)| Held::new(condition, table)).collect();
        let asks = table.acceding() != 0;
        Self {
            table,
            valuation,
            switches,
            guards,
            floor,
            turning: conditions.iter().filter(|held| held.blocks).fold(0, |bits, held| bits | 1 << held.last),
            conditions,
            guaranteed,
            asks,
            parts: Vec::with_capacity(table.menus.len()),
            scratch,
            refusing: None,
        }
    }

    /// Visits every package that leaves no guard below its floor, and that nobody would leave at once, evaluated: by road map, then by
    /// the set of stages that it uses, then by how slow the slowest issue of each stage is (the slowest first), then by options.
    pub fn visit(&mut self, mut visit: impl FnMut(Package, &Agreement)) {
        in_lanes!(self.guards.len(), self.search(true, &mut |_| false, &mut visit));
    }

    /// The same of those that are not `known`: of these, which must pass, it is told when their turn comes, and they are not evaluated. What
    /// depends on conduct is not worked out ([`Agreement::conduct`]).
    pub fn visit_others(
        &mut self,
        known: &mut dyn FnMut(&Package) -> bool,
        visit: &mut dyn FnMut(Package, &Agreement),
    ) {
        in_lanes!(self.guards.len(), self.search(false, known, visit));
    }

    fn search<const LANES: usize>(
        &mut self,
        conduct: bool,
        known: &mut dyn FnMut(&Package) -> bool,
        visit: &mut dyn FnMut(Package, &Agreement),
    ) {
        let (guards, floor) = (self.guards.clone(), self.floor.clone());
        let mut bound = Bound::<LANES>::new(self.table, self.valuation, &guards, &floor, self.switches);
        let mut sums = Vec::new();
        for schedule in 0..self.table.schedules.len() {
            let stages = self.table.schedules[schedule].stages.len();
            let ways = Ways::new(&self.valuation.pace, self.table, schedule);
            for way in (1..1u32 << stages).flat_map(|stages| ways.of(stages)) {
                bound.set(schedule, &way);
                let alive = bound.begin(&mut sums);
                if alive == 0 {
                    continue;
                }
                let mut package = Package { schedule: schedule as u8, options: [0; MOST_ISSUES] };
                let mut search = Search {
                    bound: &bound,
                    course: &Course::of_way(self.table, schedule, &way),
                    coming: coming(&way),
                    way: &way,
                    conduct,
                    sums: &mut sums,
                    known: &mut *known,
                    visit: &mut *visit,
                };
                self.descend(0, (0, 0), alive, &mut package, &mut search);
            }
        }
    }

    fn descend<const LANES: usize>(
        &mut self,
        menu: usize,
        (used, unprepared): (u32, u32),
        alive: u32,
        package: &mut Package,
        search: &mut Search<'_, LANES>,
    ) {
        if menu == self.table.menus.len() {
            if search.bound.settled(alive, &package.options, search.sums) == 0 {
                return;
            }
            // What concerns nobody but those who are asked depends on the whole package.
            if (!self.asks || self.conditions_met(package)) && !(search.known)(package) {
                self.weigh(*package, search.course);
                if self.could_pass() {
                    if search.conduct {
                        self.scratch.conduct(&self.valuation.terms);
                    }
                    (search.visit)(*package, &self.scratch);
                }
            }
            return;
        }
        let needed = search.way.stages & !search.coming[menu + 1];
        let more = unprepared + u32::from(self.table.unprepared & (1 << menu) != 0);
        // Where the issue is left out, and where it is not: without some stage that would stay empty, or be faster than it is here.
        let left_out = ((used, unprepared), needed & !used == 0);
        let used = used | search.way.decides[menu];
        let settled = ((used, more), needed & !used == 0 && more <= self.valuation.attention);
        let (bound, turns) = (search.bound, self.turning & (1 << menu) != 0);
        for (place, option) in bound.allowed(menu) {
            let (so_far, may) = if option == 0 { left_out } else { settled };
            if !may {
                continue;
            }
            package.options[menu] = option;
            if turns && !self.met_so_far(menu, package) {
                continue;
            }
            let alive = bound.reach(menu, place, alive, search.sums);
            if alive != 0 {
                self.descend(menu + 1, so_far, alive, package, search);
            }
        }
        package.options[menu] = 0;
    }

    /// The best that a party could have here if every issue were settled for it alone (stock).
    pub fn ideal(table: &Table, valuation: &Valuation, party: PartyIndex) -> f64 {
        let mut best = valuation.no_agreement(party);
        for (s, schedule) in table.schedules.iter().enumerate() {
            let ways = Ways::new(&valuation.pace, table, s);
            for way in (1..1u32 << schedule.stages.len()).flat_map(|stages| ways.of(stages)) {
                best =
                    super::bound::ideal(table, valuation, s, &way, party).map_or(best, |own| best.max(own));
            }
        }
        best
    }

    fn value(&mut self, package: Package, success: &[f64], kept: &PerParty, parts: &[Part<'_>]) {
        let (terms, switches) = (&self.valuation.terms, self.switches);
        let guarantors = if self.guaranteed { self.table.guarantors_of(&package) } else { 0 };
        let with_others;
        let parties = if !self.asks || self.table.acceders(&package) == 0 {
            self.table.signatories.as_slice()
        } else {
            with_others = self.table.signatories_of(&package);
            &with_others
        };
        let signatories = Signatories { parties, outvoted: 0, guarantors };
        self.scratch.value_parts(terms, kept, parts, success, signatories, switches);
        let outvoted = self.refusing.unwrap_or_else(|| self.outvoted(package));
        if outvoted != 0 {
            let signatories = Signatories { outvoted, ..signatories };
            self.scratch.value_parts(terms, kept, parts, success, signatories, switches);
        }
    }

    /// Members who would surely refuse a package: it is worth less to them than the least for which they could ever sign, or
    /// a condition of theirs is not met. Where everybody can block there are none.
    fn outvoted(&self, package: Package) -> u32 {
        if self.table.rule.unanimous() {
            return 0;
        }
        let v = self.valuation;
        let low = |&&i: &&PartyIndex| self.scratch.start(i) < v.lowest[i] - TOLERANCE;
        let by_value = self.guards.iter().filter(low).fold(0, |bits, i| bits | 1 << i);
        by_value | self.unmet(&package) & self.table.member_bits
    }

    /// Whether a winning coalition could be content with the package evaluated last, and nobody would leave it at once.
    fn could_pass(&self) -> bool {
        if self.scratch.left_at_once().is_some() {
            return false;
        }
        let content = |&(&i, floor): &(&PartyIndex, &f64)| self.scratch.start(i) >= *floor;
        let mut guards = self.guards.iter().zip(&self.floor);
        if self.table.rule.unanimous() {
            return guards.all(|g| content(&g));
        }
        let always = self.table.member_bits & !self.guards.iter().fold(0, |bits, i| bits | 1 << i);
        let yes = guards.filter(content).fold(always, |bits, (i, _)| bits | 1 << i);
        self.table.rule.passes(yes & !self.scratch.outvoted)
    }

    /// Parties whose conditions a package does not meet in this world, as bits.
    pub fn unmet(&self, package: &Package) -> u32 {
        let asked = |party: PartyIndex| self.asks && self.table.acceders(package) & (1 << party) != 0;
        let unmet = self.conditions.iter().map(|held| held.condition).filter(|c| {
            !c.met_by(&self.table.menus, &package.options, self.valuation.lapsed)
                && (c.always || asked(c.party))
        });
        unmet.fold(0, |bits, c| bits | 1 << c.party)
    }

    /// Whether the options up to a menu meet the conditions that turn on it last, of all who can block whatever is agreed.
    fn met_so_far(&self, menu: usize, package: &Package) -> bool {
        let ripe = self.conditions.iter().filter(|held| held.blocks && held.last == menu);
        ripe.map(|held| held.condition)
            .all(|c| c.met_by(&self.table.menus, &package.options, self.valuation.lapsed))
    }

    /// Whether a package meets the conditions of all who can block it.
    pub fn conditions_met(&self, package: &Package) -> bool {
        let unmet = self.unmet(package);
        unmet & !may_be_outvoted(self.table) == 0
    }

    /// Evaluates one package when it is known which members refused it.
    pub fn evaluate_refused(&mut self, package: Package, refusing: u32) -> &Agreement {
        self.refusing = Some(refusing);
        self.evaluate(package);
        self.refusing = None;
        &self.scratch
    }

    /// One package evaluated, which these members (bits) have refused.
    pub fn evaluated(
        table: &Table,
        valuation: &Valuation,
        switches: Switches,
        package: Package,
        refusing: u32,
    ) -> Box<Agreement> {
        let mut packages = Packages::new(table, valuation, switches, |_| 0.0);
        packages.evaluate_refused(package, refusing);
        packages.scratch
    }

    /// Evaluates one package.
    pub fn evaluate(&mut self, package: Package) -> &Agreement {
        let active = active_stages(self.table, package);
        let success = self.valuation.pace.success(self.table, &package, &active);
        self.weigh(package, &Course::new(self.table, usize::from(package.schedule), &active, success));
        self.scratch.conduct(&self.valuation.terms);
        &self.scratch
    }

    /// Writes what one package is worth that takes this course; what depends on conduct is not yet right.
    fn weigh(&mut self, package: Package, course: &Course) {
        let mut parts = std::mem::take(&mut self.parts);
        parts.clear();
        let valuation = self.valuation;
        let kept = in_lanes!(valuation.terms.parties, valuation.take_apart(&package, course, &mut parts));
        self.value(package, &course.success[..course.stages], &kept, &parts);
        self.parts = parts;
    }
}

impl Valuation {
    /// Gives the flow of what a package leaves out, and writes the parts of what it covers.
    fn take_apart<'v, const LANES: usize>(
        &'v self,
        package: &Package,
        course: &Course,
        parts: &mut Vec<Part<'v>>,
    ) -> PerParty {
        let mut kept = [0.0; MOST_PARTIES];
        let menus = self.terms.pieces.iter().zip(&package.options).zip(&course.places);
        for ((options, &option), &(arrives, stage)) in menus {
            let piece = &options[usize::from(option)];
            if piece.covered {
                parts.push(Part { arrives, stage, piece });
            } else {
                (0..LANES).for_each(|i| kept[i] += piece.before[i]);
            }
        }
        kept
    }
}

/// Members whose conditions a package need not meet, as bits.
fn may_be_outvoted(table: &Table) -> u32 {
    if table.rule.unanimous() { 0 } else { table.member_bits & !table.rule.indispensable() }
}

/// A condition that holds in this world.
struct Held<'a> {
    condition: &'a Condition,
    /// The last menu on which it turns.
    last: usize,
    /// Nothing can be agreed that does not meet it, whoever else is asked.
    blocks: bool,
}

impl<'a> Held<'a> {
    fn new(condition: &'a Condition, table: &Table) -> Self {
        let blocks = condition.always && may_be_outvoted(table) & (1 << condition.party) == 0;
        Self { condition, last: condition.last_menu(&table.menus), blocks }
    }
}

/// What a search carries down.
struct Search<'s, const LANES: usize> {
    bound: &'s Bound<'s, LANES>,
    way: &'s Way,
    course: &'s Course,
    /// Whether conduct is worked out too.
    conduct: bool,
    /// By menu: stages that it or a later one can still make as slow as they are, as bits.
    coming: [u32; MOST_ISSUES + 1],
    sums: &'s mut [[f64; LANES]],
    known: &'s mut dyn FnMut(&Package) -> bool,
    visit: &'s mut dyn FnMut(Package, &Agreement),
}

/// The stages through which packages go, and where the issues come in.
struct Course {
    /// Number of stages.
    stages: usize,
    /// By stage: chance of completion per period.
    success: [f64; MOST],
    /// By menu: the state from which it counts as carried out, and the stage in which its duties are due.
    places: [(usize, usize); MOST_ISSUES],
}

impl Course {
    fn new(table: &Table, schedule: usize, active: &ActiveStages, success: [f64; MOST]) -> Self {
        let mut places = [(0, 0); MOST_ISSUES];
        for (menu, &position) in table.schedules[schedule].stage_of.iter().enumerate() {
            let used = active.positions[..active.count].iter();
            let stage = used.copied().position(|p| usize::from(p) == position).unwrap_or(0);
            places[menu] = (table.arrives(menu, stage, active.count), stage);
        }
        Self { stages: active.count, success, places }
    }

    /// That of the packages which are carried out in one way.
    fn of_way(table: &Table, schedule: usize, way: &Way) -> Self {
        let (mut active, mut success) = (ActiveStages { positions: [0; MOST_ISSUES], count: 0 }, [0.0; MOST]);
        for position in (0..MOST).filter(|k| way.stages & (1 << k) != 0) {
            active.positions[active.count] = position as u8;
            success[active.count] = way.success[position];
            active.count += 1;
        }
        Self::new(table, schedule, &active, success)
    }
}

fn coming(way: &Way) -> [u32; MOST_ISSUES + 1] {
    let mut coming = [0; MOST_ISSUES + 1];
    for menu in (0..MOST_ISSUES).rev() {
        coming[menu] = coming[menu + 1] | way.decides[menu];
    }
    coming
}

/// The stages of a package in which something is carried out, in order.
pub fn active_stages(table: &Table, package: Package) -> ActiveStages {
    let schedule = &table.schedules[usize::from(package.schedule)];
    let mut stages = ActiveStages { positions: [0; MOST_ISSUES], count: 0 };
    for position in 0..schedule.stages.len() {
        let used =
            (0..table.menus.len()).any(|m| package.options[m] != 0 && schedule.stage_of[m] == position);
        if used {
            stages.positions[stages.count] = position as u8;
            stages.count += 1;
        }
    }
    stages
}
