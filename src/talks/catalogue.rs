//! All packages of one table in one world, whatever each party demands: found once, and shared by tables with the same packages.

use super::expectation::Outlook;
use super::outlooks::{Look, Outlooks};
use crate::agreement::belief::Belief;
use crate::agreement::evaluation::{Agreement, Switches};
use crate::agreement::pace::Pace;
use crate::agreement::package::Package;
use crate::agreement::packages::Packages;
use crate::agreement::per_party::{PerParty, TOLERANCE, per_party};
use crate::agreement::table::{Choice, Table};
use crate::agreement::terms::Terms;
use crate::agreement::valuation::Ahead;
use crate::agreement::valuation::Valuation;
use crate::agreement::valued::Valued;
use crate::scenario::model::DemandOf;
use crate::scenario::place::{IssueIndex, LevelIndex, PartyIndex};
use crate::world::World;
use std::cell::RefCell;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// As many packages as most tables have at most.
const ROOM: usize = 256;

/// All packages that could suit the members of a table, whatever their demands within the scenario's ranges.
#[derive(Debug, Clone, Default)]
pub struct Catalogue {
    pub(super) parties: usize,
    pub(super) packages: Vec<Package>,
    /// By package and party: value if all comply (stock).
    pub(super) value: Vec<f64>,
    /// By package and party: what is added to what it expects, where something follows; else empty.
    pub(super) added: Vec<f64>,
    /// By package: parties from outside whose consent it needs, as bits.
    pub(super) consent: Vec<u32>,
    /// By package: absent parties that are asked to join it after the signature, as bits.
    pub(super) acceders: Vec<u32>,
    /// By package: members whose consent it needs whatever the rule, as bits. Where everybody can block, none.
    pub(super) must: Vec<u32>,
    /// By package: who would leave it at once; nobody but where packages were given, not found.
    pub(super) leaver: Vec<Option<PartyIndex>>,
    switches: Switches,
    /// By package: members who surely refuse it and can be outvoted, as bits.
    pub(super) outvoted: Vec<u32>,
    /// By package: its place among the agreements and outlooks, which catalogues of the same ground share.
    pub(super) places: Vec<u32>,
    pub(super) valued: Arc<Valued>,
    pub(super) outlooks: Arc<Mutex<Outlooks>>,
}

/// A catalogue in the making.
struct Making<'a> {
    catalogue: Catalogue,
    valued: Valued,
    outlooks: Outlooks,
    table: &'a Table,
    /// Somebody may be asked to join what is agreed.
    asks: bool,
    /// Some level needs consent.
    consents: bool,
    /// Parties that some level touches, as bits.
    touched: u32,
}

impl<'a> Making<'a> {
    fn new(table: &'a Table, valuation: &'a Valuation, switches: Switches, room: usize) -> Self {
        let parties = valuation.touched.len();
        Self {
            catalogue: Catalogue::with_room(parties, switches, room),
            valued: Valued::new(parties, valuation.terms.renegotiation > 0.0, room),
            outlooks: Outlooks::new(parties, 0),
            table,
            asks: table.acceding() != 0,
            consents: table.menus.iter().any(|m| m.consent.iter().any(|by| *by != 0)),
            touched: touched(valuation, u32::MAX),
        }
    }

    fn add(&mut self, package: Package, agreement: &Agreement) {
        let Self { ref mut catalogue, table, asks, consents, touched, .. } = *self;
        let n = catalogue.parties;
        catalogue.places.push(catalogue.packages.len() as u32);
        catalogue.packages.push(package);
        // One that no level touches does as it is asked, as at the table.
        catalogue.acceders.push(if asks { table.acceders(&package) & touched } else { 0 });
        // Who signs must agree anyway, and their floor may lie lower, where failure is public.
        let consent = if consents { table.consenters(&package) & touched } else { 0 };
        catalogue.consent.push(consent & !table.signatory_bits | table.always_asked());
        catalogue.must.push(if table.rule.unanimous() { 0 } else { consent & table.member_bits });
        catalogue.leaver.push(agreement.left_at_once());
        catalogue.outvoted.push(agreement.outvoted);
        catalogue.value.extend_from_slice(&agreement.value[0][..n]);
        self.valued.push(agreement);
        self.outlooks.push();
    }

    /// Adds a package as it stands in another catalogue.
    fn add_known(&mut self, known: &Catalogue, outlooks: &Outlooks, place: usize) {
        let at = known.places[place] as usize;
        self.catalogue.add_known(known, place, self.catalogue.packages.len() as u32);
        self.valued.push_known(&known.valued, at);
        self.outlooks.push_known(outlooks, at);
    }

    fn made(self) -> Catalogue {
        let (valued, outlooks) = (Arc::new(self.valued), Arc::new(Mutex::new(self.outlooks)));
        Catalogue { valued, outlooks, ..self.catalogue }
    }
}

impl Catalogue {
    /// Values if all comply, by party.
    pub(super) fn values(&self, place: usize) -> &[f64] {
        &self.value[place * self.parties..(place + 1) * self.parties]
    }

    /// What follows a package adds to what each party expects of it; empty where nothing follows.
    pub(super) fn added(&self, place: usize) -> &[f64] {
        self.added.get(place * self.parties..(place + 1) * self.parties).unwrap_or_default()
    }

    /// Where a package stands among the agreements and outlooks.
    pub(super) fn place(&self, package: usize) -> usize {
        self.places[package] as usize
    }

    /// What is expected of packages, as far as it is known.
    pub(super) fn outlooks(&self) -> MutexGuard<'_, Outlooks> {
        self.outlooks.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Number of packages.
    pub fn len(&self) -> usize {
        self.packages.len()
    }

    /// Whether nothing could suit everybody.
    pub fn is_empty(&self) -> bool {
        self.packages.is_empty()
    }

    fn with_room(parties: usize, switches: Switches, packages: usize) -> Self {
        let bits = || Vec::with_capacity(packages);
        Self {
            parties,
            switches,
            packages: Vec::with_capacity(packages),
            value: Vec::with_capacity(packages * parties),
            consent: bits(),
            acceders: bits(),
            must: bits(),
            leaver: Vec::with_capacity(packages),
            outvoted: bits(),
            places: bits(),
            ..Self::default()
        }
    }

    /// Goes through all packages of a table in one world.
    pub fn new(table: &Table, valuation: &Valuation, switches: Switches) -> Self {
        let lowest = per_party(valuation.lowest.len(), |i| valuation.lowest[i]);
        Self::beyond(&Self::default(), table, valuation, switches, &lowest)
    }

    /// The same where parties could be content with this (stocks), and some packages are known already: those of the same [`Ground`] with
    /// which they are content that take no less. Where members can be outvoted, nothing is taken over.
    pub fn beyond(
        known: &Self,
        table: &Table,
        valuation: &Valuation,
        switches: Switches,
        lowest: &PerParty,
    ) -> Self {
        let room = known.len().max(ROOM);
        let all = RefCell::new(Making::new(table, valuation, switches, room));
        let mut packages = Packages::new(table, valuation, switches, |i| lowest[i]);
        let (mut next, outlooks) = (0, known.outlooks());
        let mut take = |package: &Package| {
            // Both lists are in the order of enumeration.
            let found = table.rule.unanimous() && known.packages.get(next) == Some(package);
            if found {
                all.borrow_mut().add_known(known, &outlooks, next);
                next += 1;
            }
            found
        };
        packages.visit_others(&mut take, &mut |package, agreement| {
            all.borrow_mut().add(package, agreement);
        });
        all.into_inner().made()
    }

    /// The same packages where defections are detected better or less well, and all else is as it was: worth the same while all comply.
    #[must_use]
    pub fn again(&self) -> Self {
        let outlooks = Outlooks::new(self.parties, self.outlooks().len());
        Self { outlooks: Arc::new(Mutex::new(outlooks)), ..self.clone() }
    }

    /// Of packages that everybody can block, those with which all members could be content who take no less than `lowest` of the valuation.
    #[must_use]
    pub fn within(&self, table: &Table, valuation: &Valuation) -> Self {
        let mut some = Self::with_room(self.parties, self.switches, self.len());
        let members = touched_members(table, valuation);
        for place in 0..self.len() {
            let value = self.values(place);
            if members.iter().all(|&i| value[i.index()] >= valuation.lowest[i] - TOLERANCE) {
                some.add_known(self, place, self.places[place]);
            }
        }
        (some.valued, some.outlooks) = (Arc::clone(&self.valued), Arc::clone(&self.outlooks));
        some
    }

    /// Adds a package as it stands in another catalogue; `at` is its place among the agreements and outlooks of this one.
    fn add_known(&mut self, known: &Self, place: usize, at: u32) {
        self.places.push(at);
        self.packages.push(known.packages[place]);
        self.value.extend_from_slice(known.values(place));
        self.consent.push(known.consent[place]);
        self.acceders.push(known.acceders[place]);
        self.must.push(known.must[place]);
        self.leaver.push(known.leaver[place]);
        self.outvoted.push(known.outvoted[place]);
    }

    /// Certain packages alone, as far as the conditions of those who must agree allow them.
    pub fn of(table: &Table, valuation: &Valuation, switches: Switches, list: &[Package]) -> Self {
        let mut all = Making::new(table, valuation, switches, list.len());
        let mut packages = Packages::new(table, valuation, switches, |_| f64::NEG_INFINITY);
        for &package in list {
            if packages.conditions_met(&package) {
                all.add(package, packages.evaluate(package));
            }
        }
        all.made()
    }

    /// By party: the best that it could have at this table (stock), where demands are shares of it; at least what it has
    /// without agreement. See [`DemandOf`].
    pub fn best(&self, table: &Table, valuation: &Valuation) -> Vec<f64> {
        match valuation.demand_of {
            DemandOf::Everything => Vec::new(),
            DemandOf::Possible => self.possible(table, valuation),
            DemandOf::Ideal => PartyIndex::all(valuation.touched.len())
                .map(|i| Packages::ideal(table, valuation, i))
                .collect(),
        }
    }

    /// The best for each party over the packages to which everybody else whose assent they need could say yes: nobody has less
    /// than without agreement, or than its outside option. Where members can be outvoted: to which a winning coalition could.
    fn possible(&self, table: &Table, valuation: &Valuation) -> Vec<f64> {
        let n = self.parties;
        let members = touched_members(table, valuation).iter().fold(0u32, |bits, i| bits | 1 << i);
        let always = table.member_bits & !members;
        let nothing: Vec<f64> = PartyIndex::all(n).map(|i| valuation.no_agreement(i)).collect();
        let least =
            |i: PartyIndex| valuation.outside[i].map_or(nothing[i], |o| o.max(nothing[i])) - TOLERANCE;
        let least: Vec<f64> = PartyIndex::all(n).map(least).collect();
        let mut best = nothing;
        for x in (0..self.packages.len()).filter(|&x| self.leaver[x].is_none()) {
            let value = self.values(x);
            let suits = value.iter().zip(&least).enumerate();
            let ok = suits.fold(0u32, |bits, (i, (value, least))| bits | u32::from(value >= least) << i);
            let consent = self.consent[x] | self.acceders[x];
            let mut raise = |bits: u32| {
                for (i, (best, value)) in best.iter_mut().zip(value).enumerate() {
                    if bits & (1 << i) != 0 {
                        *best = best.max(*value);
                    }
                }
            };
            if table.rule.unanimous() {
                let needed = members | consent;
                match needed & !ok {
                    0 => raise(needed),
                    one if one.is_power_of_two() => raise(one),
                    _ => {}
                }
                continue;
            }
            let (must, yes) = (self.must[x] | consent, ok & members & !self.outvoted[x] | always);
            let passes = |i: u32| {
                let yes = yes | i & members;
                (must & members & !yes) | (consent & !ok & !i) == 0 && table.rule.passes(yes)
            };
            raise((0..n).map(|i| 1u32 << i).filter(|&i| (members | consent) & i != 0 && passes(i)).sum());
        }
        best
    }

    /// Adds what tables that follow are worth to what packages are worth.
    pub fn followed_by(&mut self, table: &Table, world: &World, ahead: &Ahead) {
        self.added.clear();
        for (x, package) in self.packages.iter().enumerate() {
            let at = |issue: IssueIndex, level: LevelIndex| {
                let status_quo = world.status_quo[issue];
                let menu = table.menus.iter().position(|m| m.issue == issue);
                let chosen = menu.map(|m| table.menus[m].choices[usize::from(package.options[m])]);
                chosen == Some(Choice::Agree(level))
                    || status_quo.practised == level
                    || status_quo.bound == level
            };
            for i in PartyIndex::all(self.parties) {
                let added = ahead.added(i, at);
                self.value[x * self.parties + i.index()] += added;
                self.added.push(added);
            }
        }
    }

    /// Who would leave a package at once, if these members (bits) have refused it and are outvoted.
    pub(super) fn left_at_once(
        &self,
        table: &Table,
        valuation: &Valuation,
        place: usize,
        refused: u32,
    ) -> Option<PartyIndex> {
        if refused == self.outvoted[place] {
            return self.leaver[place];
        }
        let mut packages = Packages::new(table, valuation, self.switches, |_| f64::NEG_INFINITY);
        packages.evaluate_refused(self.packages[place], refused).left_at_once()
    }

    /// One package as it was signed, whatever the conditions on it.
    pub fn signed(table: &Table, valuation: &Valuation, package: Package, agreement: &Agreement) -> Self {
        let mut all = Making::new(table, valuation, Switches::default(), 1);
        all.add(package, agreement);
        all.outlooks.set(0, &package, agreement, &Look::new(table, valuation), &mut Outlook::default());
        all.made()
    }
}

/// What the packages of a table and what they are worth depend on, beside the least with which parties could be content.
#[derive(Debug, Clone)]
pub struct Ground {
    fingerprint: u64,
    table: Table,
    terms: Terms,
    pace: Pace,
    touched: Vec<bool>,
    temptation_belief: Vec<Belief>,
    condition_holds: Vec<bool>,
    lapsed: u32,
    attention: u32,
}

impl Ground {
    /// That of a table in a world; see [`Ground::fingerprint`].
    pub fn new(fingerprint: u64, table: &Table, valuation: &Valuation) -> Self {
        Self {
            fingerprint,
            table: table.clone(),
            terms: valuation.terms.clone(),
            pace: valuation.pace.clone(),
            touched: valuation.touched.clone(),
            temptation_belief: valuation.temptation_belief.clone(),
            condition_holds: valuation.condition_holds.clone(),
            lapsed: valuation.lapsed,
            attention: valuation.attention,
        }
    }

    /// Whether it is that of another table, whose fingerprint this is, but for how well defections are detected there ([`Ground::detects_as`]).
    pub fn is(&self, fingerprint: u64, table: &Table, v: &Valuation) -> bool {
        let attention = (v.attention as usize) < table.menus.len();
        self.fingerprint == fingerprint
            && self.table.shares_packages_with(table, attention)
            && self.terms.worth_as(&v.terms)
            && self.pace == v.pace
            && self.touched == v.touched
            && self.temptation_belief == v.temptation_belief
            && self.condition_holds == v.condition_holds
            && self.lapsed == v.lapsed
            && (self.attention == v.attention || !attention && self.attention as usize >= table.menus.len())
    }

    /// Whether defections are detected as well as at another table.
    pub fn detects_as(&self, v: &Valuation) -> bool {
        self.terms.detection == v.terms.detection
    }

    /// A number that is the same for the same ground, and hardly ever for two: what its parties are like, and what levels do for them.
    pub fn fingerprint(table: &Table, v: &Valuation) -> u64 {
        let Terms { parties: n, discount, in_force, disagreement, temptation, pieces, .. } = &v.terms;
        let of_parties = [discount, in_force, disagreement, temptation];
        let of_levels = pieces.iter().flatten().flat_map(|piece| [&piece.before, &piece.after]);
        let numbers = of_parties.into_iter().chain(of_levels).flat_map(|row| &row[..*n]);
        let start = u64::from(table.member_bits) << 32 | u64::from(table.signatory_bits);
        numbers.fold(start, |hash, x| (hash.rotate_left(5) ^ x.to_bits()).wrapping_mul(0x9E37_79B9_7F4A_7C15))
    }
}

/// Members that some level touches, in stable order.
pub fn touched_members(table: &Table, valuation: &Valuation) -> Vec<PartyIndex> {
    table.members.iter().copied().filter(|&i| valuation.touched[i]).collect()
}

/// Those of these parties (bits) that some level touches.
pub fn touched(valuation: &Valuation, parties: u32) -> u32 {
    PartyIndex::all(valuation.touched.len())
        .filter(|&i| valuation.touched[i])
        .fold(0, |bits, i| bits | (parties & (1 << i)))
}
