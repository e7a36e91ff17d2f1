//! What could be agreed at one table in one world, and what each party may expect of it.
//!
//! A *prospect* is a package that could suit everyone who must agree, as far as the table can know: it lies above the
//! lowest reservation value that others hold possible. Hidden are reservation values and temptations; a party knows its
//! own, and of the others their ranges.
//!
//! Finding the packages is the costly part, and it depends only on who sits at the table, on the contract and on who
//! monitors: a [`Catalogue`] is made once and serves all formats that share these, and all correlations of reservation
//! values.

use crate::preference::{
    agreement::{Agreement, Switches, TOLERANCE},
    chain::MOST,
    packages::{Package, Packages},
    table::Table,
    valuation::Valuation,
};

/// All packages that could suit the members of a table, whatever their reservation values within the scenario's ranges.
#[derive(Debug, Clone, Default)]
pub struct Catalogue {
    parties: usize,
    packages: Vec<Package>,
    /// By package and party: value if all comply (stock).
    value: Vec<f64>,
    /// By package and party: expected value in its own eyes, given what it believes of the others and will do itself.
    expected: Vec<f64>,
    /// By package and party: the largest temptation per stake at which it complies throughout (−1: at none).
    resists: Vec<f64>,
    /// By package: parties whose consent it needs, as bits.
    consent: Vec<u32>,
    /// By package: whether it is self-enforcing at true temptations.
    enforcing: Vec<bool>,
}

/// Prospects of a table, and whether there is a zone of agreement at true values.
#[derive(Debug, Clone, Default)]
pub struct Prospects {
    /// Number of parties.
    pub parties: usize,
    /// The packages.
    pub packages: Vec<Package>,
    value: Vec<f64>,
    expected: Vec<f64>,
    resists: Vec<f64>,
    /// What is true of this table and world.
    pub zone: Zone,
}

/// The zone of agreement at true values.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Zone {
    /// Some package is acceptable to all members.
    pub members: bool,
    /// Some package is acceptable to all members and to those whose consent it needs.
    pub rational: bool,
    /// Some such package is also self-enforcing.
    pub self_enforcing: bool,
}

impl Catalogue {
    /// Goes through all packages of a table in one world.
    pub fn new(table: &Table, valuation: &Valuation, switches: Switches) -> Self {
        let n = valuation.touched.len();
        let mut catalogue = Self { parties: n, ..Self::default() };
        let mut packages = Packages::new(table, valuation, switches, |i| valuation.lowest[i]);
        packages.visit(|package, agreement| {
            catalogue.packages.push(package);
            // Members must agree anyway, and their floor may lie lower, where failure is public.
            catalogue.consent.push(consenters(table, valuation, &package) & !table.member_bits);
            catalogue.enforcing.push(agreement.self_enforcing(&valuation.terms, &table.members));
            for i in 0..n {
                catalogue.value.push(agreement.start(i));
                let least = (0..agreement.stages).map(|k| resisted(agreement, i, k));
                catalogue.resists.push(least.fold(f64::INFINITY, f64::min));
            }
            catalogue.expected.extend(expected_values(table, valuation, agreement));
        });
        catalogue
    }
}

impl Prospects {
    /// What of a catalogue could suit everybody under one format, and the zone of agreement at true values.
    pub fn new(catalogue: &Catalogue, table: &Table, valuation: &Valuation) -> Self {
        let n = catalogue.parties;
        let mut prospects = Self { parties: n, ..Self::default() };
        let members = touched_members(table, valuation);
        for x in 0..catalogue.packages.len() {
            let row = x * n..(x + 1) * n;
            let value = &catalogue.value[row.clone()];
            let consent = catalogue.consent[x];
            let among =
                |least: &dyn Fn(usize) -> f64| members.iter().all(|&i| value[i] >= least(i) - TOLERANCE);
            let consents = |least: &dyn Fn(usize) -> f64| {
                consent == 0 || (0..n).all(|i| consent & (1 << i) == 0 || value[i] >= least(i) - TOLERANCE)
            };
            let truth = |i: usize| valuation.reservation[i];
            let believed = |i: usize| valuation.reservation_belief[i].low;
            let truly = among(&truth);
            prospects.zone.members |= truly;
            if truly && consents(&truth) {
                prospects.zone.rational = true;
                prospects.zone.self_enforcing |= catalogue.enforcing[x];
            }
            if among(&|i| believed(i) + valuation.signing_margin[i].min(0.0)) && consents(&believed) {
                prospects.packages.push(catalogue.packages[x]);
                prospects.value.extend_from_slice(value);
                prospects.expected.extend_from_slice(&catalogue.expected[row.clone()]);
                prospects.resists.extend_from_slice(&catalogue.resists[row]);
            }
        }
        prospects
    }

    /// Number of prospects.
    pub fn len(&self) -> usize {
        self.packages.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.packages.is_empty()
    }

    /// Value of a prospect to a party if all comply.
    pub fn value(&self, prospect: usize, party: usize) -> f64 {
        self.value[prospect * self.parties + party]
    }

    /// What a party expects of a prospect, given what it believes of the others and will do itself.
    pub fn expected(&self, prospect: usize, party: usize) -> f64 {
        self.expected[prospect * self.parties + party]
    }

    /// Chance, in the eyes of others, that a party complies with a prospect throughout.
    pub fn trust(&self, v: &Valuation, prospect: usize, party: usize) -> f64 {
        v.temptation_belief[party].at_most(self.resists[prospect * self.parties + party])
    }

    /// Whether a party would truly comply with a prospect throughout.
    pub fn complies(&self, v: &Valuation, prospect: usize, party: usize) -> bool {
        v.terms.temptation[party] <= self.resists[prospect * self.parties + party]
    }
}

/// Members that some level touches, in stable order.
pub fn touched_members(table: &Table, valuation: &Valuation) -> Vec<usize> {
    table.members.iter().copied().filter(|&i| valuation.touched[i]).collect()
}

/// Parties that a level touches and whose consent a package needs, as bits.
pub fn consenters(table: &Table, valuation: &Valuation, package: &Package) -> u32 {
    let needed = table
        .menus
        .iter()
        .enumerate()
        .fold(0, |bits, (menu, m)| bits | m.consent[usize::from(package.options[menu])]);
    (0..valuation.touched.len())
        .filter(|&i| valuation.touched[i])
        .fold(0, |bits, i| bits | (needed & (1 << i)))
}

/// The largest temptation per stake at which a party complies in a stage (−1: at none, infinite: at any).
fn resisted(agreement: &Agreement, party: usize, stage: usize) -> f64 {
    let (resists, stake) = (agreement.resists[stage][party] + TOLERANCE, agreement.stake[stage][party]);
    match (resists < 0.0, stake > 0.0) {
        (true, _) => -1.0,
        (false, false) => f64::INFINITY,
        (false, true) => resists / stake,
    }
}

/// What every party expects of an agreement: it believes of each other signatory that it complies in a stage with the
/// chance that its temptation is low enough, and knows its own conduct.
pub fn expected_values(table: &Table, v: &Valuation, agreement: &Agreement) -> Vec<f64> {
    let n = v.touched.len();
    let terms = &v.terms;
    let mut slips = [[0.0; MOST]; 16];
    let mut doubt = false;
    for &j in &table.members {
        for (k, slip) in slips[j].iter_mut().enumerate().take(agreement.stages) {
            let trust = v.temptation_belief[j].at_most(resisted(agreement, j, k));
            *slip = (1.0 - trust) * terms.detection[j];
            doubt |= trust < 1.0;
        }
    }
    if !doubt && table.members.iter().all(|&i| agreement.stages == 0 || truly_complies(terms, agreement, i)) {
        return (0..n).map(|i| agreement.start(i)).collect();
    }
    let expected = |i: usize| {
        let (mut caught, mut taken) = ([0.0; MOST], [0.0; MOST]);
        for k in 0..agreement.stages {
            let mut unseen = 1.0;
            for &j in table.members.iter().filter(|&&j| j != i) {
                unseen *= 1.0 - slips[j][k];
            }
            if table.is_member(i) && !agreement.complies(i, k, terms.temptation[i]) {
                unseen *= 1.0 - terms.detection[i];
                taken[k] = terms.temptation[i] * agreement.stake[k][i];
            }
            caught[k] = 1.0 - unseen;
        }
        agreement.entry_values(terms, i, &caught, &taken)[0]
    };
    (0..n).map(expected).collect()
}

fn truly_complies(terms: &crate::preference::terms::Terms, agreement: &Agreement, party: usize) -> bool {
    (0..agreement.stages).all(|k| agreement.complies(party, k, terms.temptation[party]))
}
