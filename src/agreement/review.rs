//! Signatories of an agreement in force choose again, on dates on which an event that nobody foresaw has moved what one of
//! them wants, its patience, its outside option or its demand.
//!
//! On such a date every signatory compares, by the numbers of that date, going on in the state in which the agreement stands
//! (`W` of the chain, if all comply) with leaving: the collapse of that state, or its outside option where that is more. If
//! leaving is worth more to anybody, the agreement ends; all to whom it is leave, and those whose outside option is better
//! than the collapse have that. Where nobody leaves, compliance, spoiling and later withdrawals follow the numbers of that date.
//! Nobody reckons with such a date before it has come.
//!
//! In closed form, given the dates: the chain without further dates is worth `V` in each place in which the agreement may
//! stand. With `p(x)` the chance that it stands in `x` at date `t`, and `A(x)` what follows the choice there,
//!
//! ```text
//! value = V + d^(t − s) Σ p(x) [A(x) − V(x)]
//! ```
//!
//! and so on from date to date, with what is left of `p` and the conduct chosen last.

use super::chain::{Lane, MOST, Standing};
use super::conduct::{Conduct, Defectors};
use super::evaluation::Agreement;
use super::per_party::{PerParty, TOLERANCE};
use super::terms::Terms;
use crate::scenario::place::PartyIndex;
use core::ops::Range;

/// A date on which signatories choose again.
#[derive(Debug, Clone, PartialEq)]
pub struct Review {
    /// The period at whose beginning they do.
    pub at: u32,
    /// The events of that date, as bits by position in the file.
    pub events: u64,
    /// The agreement by the numbers of that date.
    pub decided: Box<Agreement>,
    /// Its terms then.
    pub terms: Terms,
    /// By party: its outside option (stock then, by its numbers then); `None`: it has none.
    pub outside: Vec<Option<f64>>,
    /// The agreement as gains are measured, with the conduct chosen on that date.
    pub measured: Box<Agreement>,
    /// By party: its outside option (stock then) as gains are measured; 0 where there is none.
    pub outside_measured: PerParty,
    /// Who defects in the stages that begin from then on.
    pub slips: Defectors,
    /// By state: who leaves it; where it goes on, and where what was done stays as it is.
    pub departures: [[Departure; MOST + 1]; 2],
}

/// Who leaves an agreement in some state.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Departure {
    /// The one to which leaving adds most (steady flow on its own scale; of equals the first in stable order); `None`: nobody.
    pub by: Option<PartyIndex>,
    /// Those who leave for their outside option, as bits.
    pub outside: u32,
}

/// What one signatory compares (stocks).
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Compared {
    /// The signatory.
    pub party: PartyIndex,
    /// What going on is worth.
    pub staying: f64,
    /// What leaving is worth.
    pub leaving: f64,
    /// Whether it would leave for its outside option.
    pub outside: bool,
}

impl Compared {
    /// Whether it leaves.
    pub fn leaves(&self) -> bool {
        self.leaving > self.staying + TOLERANCE
    }
}

impl Review {
    /// What every signatory that may leave compares in a state, in stable order.
    pub fn compared<'a>(
        &'a self,
        signatories: &'a [PartyIndex],
        state: usize,
        frozen: bool,
    ) -> impl Iterator<Item = Compared> + 'a {
        let may = |&&i: &&PartyIndex| self.decided.outvoted & (1 << i) == 0;
        signatories.iter().filter(may).map(move |&party| {
            let (agreement, terms) = (&self.decided, &self.terms);
            let staying = if frozen {
                agreement.stays_frozen(terms, state, party)
            } else {
                agreement.stays(terms, state, party)
            };
            let collapse = agreement.collapse[state][party];
            let outside = self.outside[party].filter(|&outside| outside > collapse);
            Compared { party, staying, leaving: outside.unwrap_or(collapse), outside: outside.is_some() }
        })
    }

    /// A stock of a party as a steady flow, by its patience then.
    pub fn flow(&self, party: PartyIndex, stock: f64) -> f64 {
        stock * (1.0 - self.terms.discount[party])
    }

    /// Works out who leaves in which state.
    pub fn choose(&mut self, signatories: &[PartyIndex]) {
        for frozen in [false, true] {
            for state in 0..self.decided.stages + usize::from(!frozen) {
                let mut departure = Departure::default();
                let mut most = 0.0;
                for c in self.compared(signatories, state, frozen).filter(Compared::leaves) {
                    let adds = self.flow(c.party, c.leaving - c.staying);
                    if adds > most {
                        (most, departure.by) = (adds, Some(c.party));
                    }
                    departure.outside |= u32::from(c.outside) << c.party;
                }
                self.departures[usize::from(frozen)][state] = departure;
            }
        }
    }

    /// Who leaves an agreement that stands so.
    pub fn departure(&self, lane: Lane, state: usize) -> Departure {
        self.departures[usize::from(lane.frozen())][state]
    }

    /// What a party has from its outside option above the collapse in a state, if it leaves for it (stock).
    pub(super) fn above_collapse(&self, departure: Departure, state: usize, party: PartyIndex) -> f64 {
        if departure.outside & (1 << party) == 0 {
            return 0.0;
        }
        self.outside_measured[party] - self.measured.collapse[state][party]
    }

    /// The conduct from that date on.
    fn conduct(&self, terms: &Terms) -> Conduct<'_> {
        Conduct::new(&self.measured, terms, &self.slips)
    }

    fn anybody_leaves(&self) -> bool {
        self.departures.iter().flatten().any(|d| d.by.is_some())
    }
}

/// What an agreement is worth in closed form, by party.
#[derive(Debug, Clone, PartialEq)]
pub struct Expected {
    /// Stock.
    pub value: Vec<f64>,
    /// The part of it that outside options are worth above a collapse, of those who leave for them.
    pub outside: Vec<f64>,
}

/// Chance that all stages are completed in the periods given, from the entry into force on.
pub(super) fn completed<'a>(
    mut conduct: Conduct<'a>,
    terms: &Terms,
    reviews: &'a [Review],
    periods: Range<u32>,
) -> f64 {
    let (mut at, mut done) = (Standing::at(Lane::Begins, 0), 0.0);
    let mut reviews = reviews.iter().peekable();
    for period in periods {
        if let Some(review) = reviews.next_if(|review| review.at == period) {
            conduct = review.conduct(terms);
            for (lane, state, _) in
                at.places().filter(|(lane, k, _)| review.departure(*lane, *k).by.is_some())
            {
                at.0[lane as usize][state] = 0.0;
            }
        }
        let (next, completed) = conduct.step(terms, &at);
        (at, done) = (next, done + completed);
    }
    done
}

/// What an agreement is worth to every party at a period (stock then) in which it may stand so, given the dates to come on
/// which signatories choose again.
pub(super) fn expected<'a>(
    mut conduct: Conduct<'a>,
    terms: &Terms,
    reviews: &'a [Review],
    stands: &Standing,
    period: u32,
) -> Expected {
    let n = terms.parties;
    let mut expected = Expected { value: vec![0.0; n], outside: vec![0.0; n] };
    for (lane, state, chance) in stands.places() {
        for i in PartyIndex::all(n) {
            expected.value[i] += chance * conduct.value(terms, lane, state, i);
        }
    }
    let (mut at, mut now) = (*stands, period);
    // After the last date on which anything changes there is nothing to add.
    for review in &reviews[..changing(&conduct, reviews)] {
        while now < review.at {
            (at, now) = (conduct.step(terms, &at).0, now + 1);
        }
        let before = conduct;
        conduct = review.conduct(terms);
        for (lane, state, chance) in at.places() {
            let departure = review.departure(lane, state);
            for i in PartyIndex::all(n) {
                let weight = chance * libm::pow(terms.discount[i], f64::from(review.at - period));
                let above = review.above_collapse(departure, state, i);
                let after = if departure.by.is_some() {
                    review.measured.collapse[state][i] + above
                } else {
                    conduct.value(terms, lane, state, i)
                };
                expected.value[i] += weight * (after - before.value(terms, lane, state, i));
                expected.outside[i] += weight * above;
            }
            if departure.by.is_some() {
                at.0[lane as usize][state] = 0.0;
            }
        }
    }
    expected
}

/// How many of the dates there are up to the last on which somebody may leave, or conduct changes.
fn changing(first: &Conduct<'_>, reviews: &[Review]) -> usize {
    let before = |k: usize| match k {
        0 => (first.agreement, first.slips),
        k => (&*reviews[k - 1].measured, &reviews[k - 1].slips),
    };
    let changes =
        |&k: &usize| reviews[k].anybody_leaves() || before(k) != (&*reviews[k].measured, &reviews[k].slips);
    (0..reviews.len()).rev().find(changes).map_or(0, |last| last + 1)
}
