//! What could be agreed at one table in one world, and what each party may expect of it.
//!
//! A *feasible agreement* (by its number: a *deal*) is a package that could suit everyone who must agree, as far as the table can know: it lies above the
//! lowest reservation value that others hold possible. Hidden are reservation values and temptations; a party knows its
//! own, and of the others their ranges.
//!
//! Finding the packages is the costly part, and it depends only on who sits at the table, on the contract and on who
//! monitors: a [`Catalogue`] is made once and serves all formats that share these, and all correlations of reservation
//! values.

use super::foresight::Foresight;
use super::outlooks::{Expected, Look, width};
use crate::agreement::belief::Belief;
use crate::agreement::package::Package;
use crate::agreement::per_party::{MOST_PARTIES, PerParty, TOLERANCE, per_party, product};
use crate::agreement::table::Table;
use crate::agreement::valuation::Valuation;
use crate::scenario::model::DemandOf;
use crate::scenario::place::PartyIndex;
use crate::talks::catalogue::Catalogue;
use crate::talks::catalogue::touched_members;
use std::sync::Arc;

/// Feasible agreements of a table, and whether there is a zone of agreement at true values.
#[derive(Debug, Clone, Default)]
pub struct FeasibleAgreements {
    /// The packages.
    pub packages: Vec<Package>,
    /// What is true of this table and world.
    pub zone: Zone,
    catalogue: Arc<Catalogue>,
    /// By deal: its place in the catalogue.
    places: Vec<u32>,
    /// By deal: what is expected of it, as [`Expected::row`].
    rows: Vec<f64>,
    /// What is foreseen of refusal at home.
    foresight: Option<Foresight>,
}

/// By party: what a package must at least be worth to it (stock), less what comparisons ignore.
struct Least {
    /// So that it gains anything over a failure: it must be worth more than this.
    to_gain: PerParty,
    /// In truth.
    truly: PerParty,
    /// By what is believed possible of it.
    believed: PerParty,
    /// By the same, where a failure would cost it something besides.
    perhaps: PerParty,
    /// So that it is not better off outside.
    outside: PerParty,
}

impl Least {
    fn new(v: &Valuation) -> Self {
        let by_party = |of: &dyn Fn(PartyIndex) -> f64| per_party(v.touched.len(), of);
        let believed = |i: PartyIndex| v.reservation_belief[i].lowest();
        Self {
            to_gain: by_party(&|i| v.failure_value(i) + TOLERANCE),
            truly: by_party(&|i| v.floor[i] - TOLERANCE),
            believed: by_party(&|i| believed(i) - TOLERANCE),
            perhaps: by_party(&|i| believed(i) + v.signing_margin[i].min(0.0) - TOLERANCE),
            outside: by_party(&|i| v.outside[i].map_or(f64::NEG_INFINITY, |outside| outside - TOLERANCE)),
        }
    }
}

/// What parties expect of a package, but for what follows, and what that adds (or nothing).
struct Row<'r> {
    expected: &'r [f64],
    added: &'r [f64],
}

impl Row<'_> {
    fn of(&self, party: usize) -> f64 {
        self.added.get(party).map_or(self.expected[party], |added| self.expected[party] + added)
    }
}

/// The zone of agreement at true values.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Zone {
    /// Some package is acceptable to all members, and to those who would be asked to join it.
    pub members: bool,
    /// Some such package is acceptable as well to those whose consent it needs.
    pub rational: bool,
    /// Some such package is also self-enforcing.
    pub self_enforcing: bool,
}

impl Zone {
    /// What holds in either.
    #[must_use]
    pub fn or(self, other: Self) -> Self {
        Self {
            members: self.members || other.members,
            rational: self.rational || other.rational,
            self_enforcing: self.self_enforcing || other.self_enforcing,
        }
    }
}

/// Parties to which a package is worth at least this, as bits.
fn whose(worth: &[f64], least: &PerParty) -> u32 {
    let parties = worth.iter().zip(least).enumerate();
    parties.fold(0, |bits, (i, (worth, least))| bits | u32::from(worth >= least) << i)
}

impl FeasibleAgreements {
    /// What of a catalogue could suit everybody under one format, and the zone of agreement at true values.
    pub fn new(catalogue: &Arc<Catalogue>, table: &Table, valuation: &Valuation) -> Self {
        let mut all = Self::nothing(catalogue, catalogue.len());
        let members = touched_members(table, valuation).iter().fold(0, |bits, i| bits | 1 << i);
        let always = table.member_bits & !members;
        let demanding = valuation.demand_of != DemandOf::Everything;
        let least = Least::new(valuation);
        let (mut look, mut outlooks) = (Look::new(table, valuation), catalogue.outlooks());
        for x in (0..catalogue.packages.len()).filter(|&x| catalogue.leaver[x].is_none()) {
            let value = catalogue.values(x);
            let among = |content: u32| {
                if table.rule.unanimous() {
                    return members & !content == 0;
                }
                let yes = content & members & !catalogue.outvoted[x] | always;
                catalogue.must[x] & !yes == 0 && table.rule.passes(yes)
            };
            let (consent, acceders) = (catalogue.consent[x], catalogue.acceders[x]);
            // Others know what an acceder could have elsewhere.
            let join =
                |content: u32| acceders == 0 || acceders & !(content & whose(value, &least.outside)) == 0;
            let deal = among(whose(value, &least.perhaps)) && {
                let believed = if consent | acceders == 0 { 0 } else { whose(value, &least.believed) };
                join(believed) && consent & !believed == 0
            };
            // What is self-enforcing is all else as well: no more is to be found out then.
            if !deal && all.zone.self_enforcing {
                continue;
            }
            let seen =
                outlooks.find(catalogue.place(x), &catalogue.packages[x], &catalogue.valued, &mut look);
            let expected = Row { expected: &seen.row[..catalogue.parties], added: catalogue.added(x) };
            // What a party would sign counts, also where it means not to keep to it.
            let worth = |i: usize| if demanding { value[i].max(expected.of(i)) } else { value[i] };
            // What leaves everybody where a failure would is nothing to agree on.
            if demanding && !(0..value.len()).any(|i| worth(i) > least.to_gain[i]) {
                continue;
            }
            if !all.zone.self_enforcing {
                let truly =
                    (0..value.len()).fold(0, |bits, i| bits | u32::from(worth(i) >= least.truly[i]) << i);
                if among(truly) && join(truly) {
                    all.zone.members = true;
                    if consent & !truly == 0 {
                        all.zone.rational = true;
                        all.zone.self_enforcing |= seen.enforcing;
                    }
                }
            }
            if deal {
                all.add(x, &seen);
            }
        }
        drop(outlooks);
        all.foreseeing(table, valuation)
    }

    /// All packages of a catalogue, whatever is believed: they are put to the vote.
    pub fn put(catalogue: &Arc<Catalogue>, table: &Table, valuation: &Valuation) -> Self {
        let mut all = Self::nothing(catalogue, catalogue.len());
        all.zone = Self::new(catalogue, table, valuation).zone;
        let (mut look, mut outlooks) = (Look::new(table, valuation), catalogue.outlooks());
        for (x, package) in catalogue.packages.iter().enumerate() {
            all.add(x, &outlooks.find(catalogue.place(x), package, &catalogue.valued, &mut look));
        }
        drop(outlooks);
        all.foreseeing(table, valuation)
    }

    /// No deal yet, with space for some.
    fn nothing(catalogue: &Arc<Catalogue>, room: usize) -> Self {
        Self {
            packages: Vec::with_capacity(room),
            places: Vec::with_capacity(room),
            rows: Vec::with_capacity(room * width(catalogue.parties)),
            catalogue: Arc::clone(catalogue),
            ..Self::default()
        }
    }

    /// Adds a package as a deal.
    fn add(&mut self, place: usize, seen: &Expected<'_>) {
        self.packages.push(self.catalogue.packages[place]);
        self.places.push(place as u32);
        let row = self.rows.len();
        self.rows.extend_from_slice(seen.row);
        let expected = &mut self.rows[row..];
        expected.iter_mut().zip(self.catalogue.added(place)).for_each(|(expected, added)| *expected += added);
    }

    /// The same with what is foreseen of refusal at home.
    fn foreseeing(mut self, table: &Table, valuation: &Valuation) -> Self {
        let expected = |deal: usize, party: PartyIndex| self.row(deal)[party.index()];
        self.foresight = Foresight::new(&self.catalogue, &self.places, expected, table, valuation);
        self
    }

    /// Number of feasible agreements.
    pub fn len(&self) -> usize {
        self.packages.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.packages.is_empty()
    }

    fn place(&self, deal: usize) -> usize {
        self.places[deal] as usize
    }

    /// What is expected of a deal, as [`Expected::row`].
    fn row(&self, deal: usize) -> &[f64] {
        let width = width(self.catalogue.parties);
        &self.rows[deal * width..(deal + 1) * width]
    }

    /// Value of a deal to a party if all comply.
    pub fn value(&self, deal: usize, party: PartyIndex) -> f64 {
        self.catalogue.values(self.place(deal))[party.index()]
    }

    /// What a party expects of a deal, given what it believes of the others and will do itself, and what it foresees
    /// at home.
    pub fn expected(&self, deal: usize, party: PartyIndex) -> f64 {
        match &self.foresight {
            Some(foresight) => foresight.expected(deal, party),
            None => self.row(deal)[party.index()],
        }
    }

    /// The same of all deals, in order.
    pub fn expectations(&self, party: PartyIndex) -> impl Iterator<Item = f64> + '_ {
        let (rows, width) = match &self.foresight {
            Some(foresight) => foresight.rows(),
            None => (&self.rows[..], width(self.catalogue.parties)),
        };
        rows.chunks_exact(width.max(1)).map(move |row| row[party.index()])
    }

    /// The most that a party expects of any.
    pub fn best(&self, party: PartyIndex) -> f64 {
        self.expectations(party).fold(f64::NEG_INFINITY, f64::max)
    }

    /// How far a party reckons with ratification of a deal (1 where nothing is foreseen).
    pub fn foreseen(&self, deal: usize, party: PartyIndex) -> f64 {
        self.foresight.as_ref().map_or(1.0, |foresight| foresight.chance(deal, party))
    }

    /// Chance, as others see it, that a party complies with a deal throughout.
    pub fn trust(&self, deal: usize, party: PartyIndex) -> f64 {
        self.row(deal)[2 * self.catalogue.parties + party.index()]
    }

    /// Chance, as all see it, that every member complies with a deal throughout.
    pub fn kept(&self, deal: usize) -> f64 {
        self.row(deal)[3 * self.catalogue.parties]
    }

    /// Parties from outside the table whose consent a deal needs, as bits.
    pub fn consent(&self, deal: usize) -> u32 {
        self.catalogue.consent[self.place(deal)]
    }

    /// Absent parties that are asked to join a deal after its signature, as bits.
    pub fn acceders(&self, deal: usize) -> u32 {
        self.catalogue.acceders[self.place(deal)]
    }

    /// Members whose consent a deal needs whatever the rule, as bits; none where everybody can block.
    pub fn must(&self, deal: usize) -> u32 {
        self.catalogue.must[self.place(deal)]
    }

    /// Whether a member that can be outvoted surely refuses a deal: for its value, or for a condition of its own.
    pub fn surely_refuses(&self, deal: usize, party: PartyIndex) -> bool {
        self.catalogue.outvoted[self.place(deal)] & (1 << party) != 0
    }

    /// Who would leave a deal at once, if these members (bits) have refused it and are outvoted: they may spoil it then, so
    /// that it can be worth less than what is known before the vote.
    pub fn left_at_once(
        &self,
        table: &Table,
        valuation: &Valuation,
        deal: usize,
        refused: u32,
    ) -> Option<PartyIndex> {
        self.catalogue.left_at_once(table, valuation, self.place(deal), refused)
    }

    /// Chance that all those outside whose consent a deal needs give it, and that all who are asked to join do, by what is
    /// believed of them. What they could have elsewhere everybody knows: no deal is feasible that is worth less to them.
    pub fn consent_chance<'b>(&self, deal: usize, belief: impl Fn(PartyIndex) -> &'b Belief) -> f64 {
        let asked = self.consent(deal) | self.acceders(deal);
        if asked == 0 {
            return 1.0;
        }
        let mut chances = [1.0; MOST_PARTIES];
        let needed = PartyIndex::all(self.catalogue.parties).filter(|i| asked & (1 << i) != 0);
        for (chance, i) in chances.iter_mut().zip(needed) {
            *chance = belief(i).at_most(self.value(deal, i));
        }
        product(&mut chances[..asked.count_ones() as usize])
    }

    /// Whether a party would truly comply with a deal throughout.
    pub fn complies(&self, v: &Valuation, deal: usize, party: PartyIndex) -> bool {
        v.terms.temptation[party] <= self.row(deal)[self.catalogue.parties + party.index()]
    }
}
