//! How glad a member is to take a deal, as far as others can tell: its expected surplus over what they believe of its
//! reservation value. Reckoned when somebody asks, and kept until something is learnt.

use crate::agreement::table::Few;
use crate::scenario::place::PartyIndex;
use crate::talks::beliefs::Beliefs;
use crate::talks::situation::Situation;

/// Expected surpluses, by place of a belief and by deal.
#[derive(Debug, Clone, Default)]
pub struct Appeal {
    feasible: usize,
    /// Not a number: not reckoned yet.
    cells: Vec<f64>,
}

impl Appeal {
    /// Nothing is reckoned yet.
    pub fn new(situation: Situation<'_>, beliefs: &Beliefs) -> Self {
        let feasible = situation.feasible.len();
        Self { feasible, cells: vec![f64::NAN; beliefs.places() * feasible] }
    }

    /// The appeal of a deal to a member, by the belief at a place.
    pub fn of(&mut self, situation: Situation<'_>, beliefs: &Beliefs, subject: Subject, x: usize) -> f64 {
        let cell = &mut self.cells[subject.place * self.feasible + x];
        if cell.is_nan() {
            let surplus = situation.feasible.value(x, subject.party)
                - situation.valuation.signing_margin[subject.party];
            *cell = beliefs.at(subject.place).expected_excess(surplus);
        }
        *cell
    }

    /// Something was learnt of a party.
    pub fn forget(&mut self, beliefs: &Beliefs, party: PartyIndex) {
        beliefs.places_about(party).for_each(|place| self.reset(place));
    }

    /// An observer has come to hold a belief of its own, at this place.
    pub fn heard_message(&mut self, beliefs: &Beliefs, place: usize) {
        self.cells.resize(beliefs.places() * self.feasible, f64::NAN);
        self.reset(place);
    }

    fn reset(&mut self, place: usize) {
        self.cells[place * self.feasible..(place + 1) * self.feasible].fill(f64::NAN);
    }
}

/// A member, and where the belief about it stands.
#[derive(Debug, Clone, Copy, Default)]
pub struct Subject {
    /// Who.
    pub party: PartyIndex,
    /// The place of the belief.
    pub place: usize,
}

impl Subject {
    /// The members other than an observer, with the beliefs that it holds of them.
    pub fn others(members: &[PartyIndex], beliefs: &Beliefs, observer: PartyIndex) -> Few<Self> {
        let others = members.iter().filter(|&&j| j != observer);
        others.map(|&party| Self { party, place: beliefs.place(observer, party) }).collect()
    }
}
