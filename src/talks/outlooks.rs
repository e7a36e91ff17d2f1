//! What parties expect of the packages of a table, reckoned for those of which somebody asks.

use super::expectation::Outlook;
use crate::agreement::evaluation::Agreement;
use crate::agreement::package::Package;
use crate::agreement::table::{Parties, Table};
use crate::agreement::valuation::Valuation;
use crate::agreement::valued::Valued;
use crate::scenario::place::PartyIndex;

/// What was reckoned so far of some packages.
#[derive(Debug, Clone, Default)]
pub(super) struct Outlooks {
    parties: usize,
    /// By package: where its row stands; [`UNKNOWN`]: nobody has asked.
    places: Vec<u32>,
    /// Rows, each as [`Expected::row`].
    rows: Vec<f64>,
    /// By row: whether it is self-enforcing at true temptations.
    enforcing: Vec<bool>,
}

const UNKNOWN: u32 = u32::MAX;

/// What is expected of one package.
#[derive(Debug, Clone, Copy)]
pub(super) struct Expected<'r> {
    /// By party what it expects (stock), the largest temptation per stake at which it complies throughout (−1: at none), and the chance, as
    /// others see it, that it does; then the chance, as all see it, that everyone who is bound complies throughout.
    pub(super) row: &'r [f64],
    /// Whether it is self-enforcing at true temptations.
    pub(super) enforcing: bool,
}

/// Numbers in the row of a package ([`Expected::row`]).
pub(super) fn width(parties: usize) -> usize {
    3 * parties + 1
}

impl Outlooks {
    /// Nothing is known yet of so many packages.
    pub(super) fn new(parties: usize, packages: usize) -> Self {
        Self { parties, places: vec![UNKNOWN; packages], rows: Vec::new(), enforcing: Vec::new() }
    }

    /// Of how many packages something may be known.
    pub(super) fn len(&self) -> usize {
        self.places.len()
    }

    /// Adds a package of which nothing is known.
    pub(super) fn push(&mut self) {
        self.places.push(UNKNOWN);
    }

    /// Adds a package as far as it is known elsewhere.
    pub(super) fn push_known(&mut self, known: &Self, place: usize) {
        let row = known.places[place];
        self.places.push(if row == UNKNOWN { UNKNOWN } else { self.enforcing.len() as u32 });
        if row != UNKNOWN {
            let Expected { row, enforcing } = known.at(row as usize);
            self.rows.extend_from_slice(row);
            self.enforcing.push(enforcing);
        }
    }

    /// What is expected of a package, reckoned now if nobody has asked before.
    pub(super) fn find(
        &mut self,
        place: usize,
        package: &Package,
        valued: &Valued,
        look: &mut Look<'_>,
    ) -> Expected<'_> {
        if self.places[place] == UNKNOWN {
            let mut space = look.space.take().unwrap_or_else(new_space);
            let (agreement, outlook) = &mut *space;
            valued.restore(place, agreement);
            agreement.conduct(&look.valuation.terms);
            self.set(place, package, agreement, look, outlook);
            look.space = Some(space);
        }
        self.at(self.places[place] as usize)
    }

    /// Writes what is expected of a package, given the agreement that it is, with conduct.
    pub(super) fn set(
        &mut self,
        place: usize,
        package: &Package,
        agreement: &Agreement,
        look: &Look<'_>,
        outlook: &mut Outlook,
    ) {
        let Look { table, valuation, asks, ref all, .. } = *look;
        let n = self.parties;
        let with_acceders;
        let bound: &[PartyIndex] = if !asks || table.acceders(package) == 0 {
            all
        } else {
            with_acceders = table.signatories_of(package);
            &with_acceders
        };
        self.places[place] = self.enforcing.len() as u32;
        self.enforcing.push(agreement.self_enforcing(&valuation.terms, bound));
        let seen = outlook.of(bound, valuation, agreement);
        if self.rows.capacity() == 0 {
            // Space that nobody writes to takes no memory.
            self.rows.reserve(width(n) * self.places.len());
        }
        self.rows.extend_from_slice(&seen.expected()[..n]);
        let resists = self.rows.len();
        self.rows.extend(PartyIndex::all(n).map(|i| seen.complies_upto(i)));
        let trust = self.rows.len();
        for i in PartyIndex::all(n) {
            let most = self.rows[resists + i.index()];
            self.rows.push(valuation.temptation_belief[i].at_most(most));
        }
        let kept = bound.iter().map(|&j| self.rows[trust + j.index()]).product();
        self.rows.push(kept);
    }

    fn at(&self, row: usize) -> Expected<'_> {
        let width = width(self.parties);
        Expected { row: &self.rows[row * width..(row + 1) * width], enforcing: self.enforcing[row] }
    }
}

/// What packages are looked at with.
pub(super) struct Look<'a> {
    table: &'a Table,
    valuation: &'a Valuation,
    /// Somebody may be asked to join what is agreed.
    asks: bool,
    /// Who is bound where nobody is asked to join.
    all: Parties,
    /// Space for one agreement after the other, and for how it looks.
    space: Option<Box<(Agreement, Outlook)>>,
}

impl<'a> Look<'a> {
    /// How packages of a table look.
    pub(super) fn new(table: &'a Table, valuation: &'a Valuation) -> Self {
        let all = table.signatories.iter().copied().collect();
        let asks = table.acceding() != 0;
        Self { table, valuation, asks, all, space: None }
    }
}

fn new_space() -> Box<(Agreement, Outlook)> {
    Box::new((Agreement::empty(), Outlook::default()))
}
