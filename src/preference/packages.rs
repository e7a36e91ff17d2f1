//! All packages that could suit everybody: enumeration with exact pruning.
//!
//! What a party gets from a package, as a steady flow, is a mixture of flows that it has in one state or another, and
//! penalties only lower it. So the sum over issues of the best flow that each option can ever mean for the party bounds
//! it from above. A branch is cut when this bound is below what a party that must agree needs; nothing that could be
//! agreed is ever cut.

use super::{
    agreement::{Agreement, Signatories, Switches, TOLERANCE, evaluate_into},
    table::Table,
    terms::{Arrangement, Piece},
    valuation::Valuation,
};

/// Most issues of a scenario.
pub const MOST_ISSUES: usize = 16;

/// A package: a road map and an option for each menu of the table (0 leaves the issue out).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Package {
    /// Index into the table's plans.
    pub plan: u8,
    /// Option by menu; entries beyond the table's menus are 0.
    pub options: [u8; MOST_ISSUES],
}

/// The stages of a package that do anything.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ActiveStages {
    /// Their positions in the road map.
    pub positions: [u8; MOST_ISSUES],
    /// Their number.
    pub count: usize,
}

/// Visits packages of one table in one world, in a fixed order.
pub struct Packages<'a> {
    table: &'a Table,
    valuation: &'a Valuation,
    switches: Switches,
    /// Parties whose floors prune, in stable order.
    guards: Vec<usize>,
    /// By guard: the flow that it needs.
    floor: Vec<f64>,
    /// By menu, option and guard: the best flow that the option can mean.
    best: Vec<Vec<Vec<f64>>>,
    /// By menu and guard: the best over this menu and all later ones.
    rest: Vec<Vec<f64>>,
    scratch: Agreement,
    arrangement: Arrangement,
}

impl<'a> Packages<'a> {
    /// Prepares the enumeration. `floor` gives the least stock with which a member could be content.
    pub fn new(
        table: &'a Table,
        valuation: &'a Valuation,
        switches: Switches,
        floor: impl Fn(usize) -> f64,
    ) -> Self {
        let terms = &valuation.terms;
        let guards: Vec<usize> = table.members.iter().copied().filter(|&i| valuation.touched[i]).collect();
        let best: Vec<Vec<Vec<f64>>> = terms
            .pieces
            .iter()
            .map(|menu| menu.iter().map(|p| guards.iter().map(|&i| ceiling(p, i)).collect()).collect())
            .collect();
        let mut rest = vec![vec![0.0; guards.len()]; best.len() + 1];
        for j in (0..best.len()).rev() {
            for g in 0..guards.len() {
                let options = best[j].iter().map(|o| o[g]);
                rest[j][g] = rest[j + 1][g] + options.fold(f64::NEG_INFINITY, f64::max);
            }
        }
        let needs = |&i: &usize| {
            let base = terms.in_force[i].max(terms.collapsed[i]);
            floor(i) * (1.0 - terms.discount[i]) - base - TOLERANCE
        };
        let menus = table.menus.len();
        Self {
            floor: guards.iter().map(needs).collect(),
            arrangement: Arrangement {
                option: vec![0; menus],
                stage: vec![0; menus],
                on_promise: table.on_promise.clone(),
                after_last: table.after_last,
            },
            scratch: Agreement::empty(terms.parties()),
            table,
            valuation,
            switches,
            guards,
            best,
            rest,
        }
    }

    /// Visits every package that is not ruled out, with its evaluation.
    pub fn visit(&mut self, mut visit: impl FnMut(Package, &Agreement)) {
        for plan in 0..self.table.plans.len() {
            let mut package = Package { plan: plan as u8, options: [0; MOST_ISSUES] };
            let mut reached = vec![vec![0.0; self.guards.len()]; self.table.menus.len() + 1];
            self.descend(0, &mut package, &mut reached, &mut visit);
        }
    }

    fn descend(
        &mut self,
        menu: usize,
        package: &mut Package,
        reached: &mut [Vec<f64>],
        visit: &mut impl FnMut(Package, &Agreement),
    ) {
        if menu == self.table.menus.len() {
            if package.options.iter().any(|&o| o != 0) && self.conditions_met(package) {
                self.evaluate(*package);
                visit(*package, &self.scratch);
            }
            return;
        }
        let first = usize::from(self.table.all_or_nothing);
        for option in first..self.best[menu].len() {
            let (done, next) = reached.split_at_mut(menu + 1);
            let best = &self.best[menu][option];
            let mut possible = true;
            for g in 0..self.guards.len() {
                next[0][g] = done[menu][g] + best[g];
                possible &= next[0][g] + self.rest[menu + 1][g] >= self.floor[g];
            }
            if possible {
                package.options[menu] = option as u8;
                self.descend(menu + 1, package, reached, visit);
            }
        }
        package.options[menu] = 0;
    }

    fn conditions_met(&self, package: &Package) -> bool {
        let conditions = self.table.conditions.iter().zip(&self.valuation.condition_holds);
        conditions.filter(|(_, holds)| **holds).all(|(c, _)| c.met_by(&package.options))
    }

    /// Evaluates one package into the scratch space and gives it.
    pub fn evaluate(&mut self, package: Package) -> &Agreement {
        let plan = &self.table.plans[usize::from(package.plan)];
        let active = active_stages(self.table, package);
        let mut success = [0.0; MOST_ISSUES];
        for (k, position) in active.positions[..active.count].iter().enumerate() {
            success[k] = self.valuation.success[usize::from(package.plan)][usize::from(*position)];
        }
        for menu in 0..self.table.menus.len() {
            self.arrangement.option[menu] = usize::from(package.options[menu]);
            let position = plan.stage_of[menu] as u8;
            let place = active.positions[..active.count].iter().position(|&p| p == position);
            self.arrangement.stage[menu] = place.unwrap_or(0);
        }
        evaluate_into(
            &mut self.scratch,
            &self.valuation.terms,
            &self.arrangement,
            &success[..active.count],
            Signatories { parties: &self.table.members },
            self.switches,
        );
        &self.scratch
    }
}

/// The stages of a package in which something is carried out, in order.
pub fn active_stages(table: &Table, package: Package) -> ActiveStages {
    let plan = &table.plans[usize::from(package.plan)];
    let mut stages = ActiveStages { positions: [0; MOST_ISSUES], count: 0 };
    for position in 0..plan.stages.len() {
        let used = (0..table.menus.len()).any(|m| package.options[m] != 0 && plan.stage_of[m] == position);
        if used {
            stages.positions[stages.count] = position as u8;
            stages.count += 1;
        }
    }
    stages
}

/// The best flow that an option can mean for a party, in whatever state.
fn ceiling(piece: &Piece, party: usize) -> f64 {
    if piece.covered {
        piece.before[party].max(piece.after[party]).max(piece.reverted[party])
    } else {
        piece.before[party]
    }
}
