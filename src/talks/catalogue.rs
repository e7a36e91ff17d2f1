//! All packages of one table in one world, whatever each party insists on: found once, and shared by tables with the same packages.

use super::expectation::{expected_values, resisted};
use crate::agreement::evaluation::{Agreement, Switches};
use crate::agreement::guarantee::Perspective;
use crate::agreement::package::Package;
use crate::agreement::packages::Packages;
use crate::agreement::table::Table;
use crate::agreement::valuation::Valuation;
use crate::scenario::place::PartyIndex;

/// All packages that could suit the members of a table, whatever their reservation values within the scenario's ranges.
#[derive(Debug, Clone, Default)]
pub struct Catalogue {
    pub(super) parties: usize,
    pub(super) packages: Vec<Package>,
    /// By package and party: value if all comply (stock).
    pub(super) value: Vec<f64>,
    /// By package and party: expected value as it sees it itself, given what it believes of the others and will do itself.
    pub(super) expected: Vec<f64>,
    /// By package and party: the largest temptation per stake at which it complies throughout (−1: at none).
    pub(super) resists: Vec<f64>,
    /// By package and party: chance, as others see it, that it complies throughout.
    pub(super) trust: Vec<f64>,
    /// By package: chance, as all see it, that everyone who is bound complies throughout.
    pub(super) kept: Vec<f64>,
    /// By package: parties from outside whose consent it needs, as bits.
    pub(super) consent: Vec<u32>,
    /// By package: absent parties that are asked to join it after the signature, as bits.
    pub(super) acceders: Vec<u32>,
    /// By package: whether it is self-enforcing at true temptations.
    pub(super) enforcing: Vec<bool>,
    /// By package: members whose consent it needs whatever the rule, as bits. Where everybody can block, none.
    pub(super) must: Vec<u32>,
    /// By package: members who surely refuse it and can be outvoted, as bits.
    pub(super) outvoted: Vec<u32>,
}

impl Catalogue {
    /// Values if all comply, and expected values, by party.
    pub(super) fn row(&self, place: usize) -> (&[f64], &[f64]) {
        let cells = place * self.parties..(place + 1) * self.parties;
        (&self.value[cells.clone()], &self.expected[cells])
    }

    /// Number of packages.
    pub fn len(&self) -> usize {
        self.packages.len()
    }

    /// Whether nothing could suit everybody.
    pub fn is_empty(&self) -> bool {
        self.packages.is_empty()
    }

    /// Goes through all packages of a table in one world.
    pub fn new(table: &Table, valuation: &Valuation, switches: Switches) -> Self {
        let n = valuation.touched.len();
        let mut catalogue = Self { parties: n, ..Self::default() };
        let mut packages = Packages::new(table, valuation, switches, |i| valuation.lowest[i]);
        packages.visit(|package, agreement| catalogue.add(table, valuation, package, agreement));
        catalogue
    }

    /// Certain packages alone, as far as the conditions of those who must agree allow them.
    pub fn of(table: &Table, valuation: &Valuation, switches: Switches, list: &[Package]) -> Self {
        let mut catalogue = Self { parties: valuation.touched.len(), ..Self::default() };
        let mut packages = Packages::new(table, valuation, switches, |_| f64::NEG_INFINITY);
        for &package in list {
            if packages.conditions_met(&package) {
                let agreement = packages.evaluate(package).clone();
                catalogue.add(table, valuation, package, &agreement);
            }
        }
        catalogue
    }

    /// One package as it was signed, whatever the conditions on it.
    pub fn signed(table: &Table, valuation: &Valuation, package: Package, agreement: &Agreement) -> Self {
        let mut catalogue = Self { parties: valuation.touched.len(), ..Self::default() };
        catalogue.add(table, valuation, package, agreement);
        catalogue
    }

    fn add(&mut self, table: &Table, valuation: &Valuation, package: Package, agreement: &Agreement) {
        let (catalogue, n) = (self, valuation.touched.len());
        catalogue.packages.push(package);
        let bound = table.signatories_of(&package);
        // One that no level touches does as it is asked, as at the table.
        catalogue.acceders.push(touched(valuation, table.acceders(&package)));
        // Who signs must agree anyway, and their floor may lie lower, where failure is public.
        let consent = consenters(table, valuation, &package);
        catalogue.consent.push(consent & !table.signatory_bits | table.always_asked());
        catalogue.must.push(if table.rule.unanimous() { 0 } else { consent & table.member_bits });
        catalogue.outvoted.push(agreement.outvoted);
        catalogue.enforcing.push(agreement.self_enforcing(&valuation.terms, &bound));
        for i in PartyIndex::all(n) {
            catalogue.value.push(agreement.start(i));
            let least = (0..agreement.stages)
                .map(|k| resisted(agreement, &valuation.terms, i, k, Perspective::Others));
            let least = least.fold(f64::INFINITY, f64::min);
            catalogue.resists.push(least);
            catalogue.trust.push(valuation.temptation_belief[i].at_most(least));
        }
        let trust = &catalogue.trust[catalogue.trust.len() - n..];
        catalogue.kept.push(bound.iter().map(|&j| trust[j]).product());
        catalogue.expected.extend(expected_values(&bound, valuation, agreement));
    }
}

/// Members that some level touches, in stable order.
pub fn touched_members(table: &Table, valuation: &Valuation) -> Vec<PartyIndex> {
    table.members.iter().copied().filter(|&i| valuation.touched[i]).collect()
}

/// Parties that a level touches and whose consent a package needs, as bits.
pub fn consenters(table: &Table, valuation: &Valuation, package: &Package) -> u32 {
    let needed = table
        .menus
        .iter()
        .enumerate()
        .fold(0, |bits, (menu, m)| bits | m.consent[usize::from(package.options[menu])]);
    touched(valuation, needed)
}

/// Those of these parties (bits) that some level touches.
pub fn touched(valuation: &Valuation, parties: u32) -> u32 {
    PartyIndex::all(valuation.touched.len())
        .filter(|&i| valuation.touched[i])
        .fold(0, |bits, i| bits | (parties & (1 << i)))
}
