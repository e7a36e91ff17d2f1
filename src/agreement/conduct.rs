//! How parties keep to an agreement in force, at their true temptations, and what that makes of it in closed form.

use super::chain::{Lane, MOST, Stage, Standing};
use super::evaluation::Agreement;
use super::guarantee::Perspective;
use super::per_party::product;
use super::terms::Terms;
use crate::scenario::place::PartyIndex;

/// By stage: who defects, as bits.
pub type Defectors = [u32; MOST];

/// Who defects in each stage, at true temptations.
pub fn defectors(agreement: &Agreement, terms: &Terms, signatories: &[PartyIndex]) -> Defectors {
    core::array::from_fn(|k| {
        let duty = |i: PartyIndex| k < agreement.stages && agreement.stake[k][i] > 0.0;
        let slips = |&&i: &&PartyIndex| duty(i) && !agreement.complies(i, k, terms.temptation[i]);
        signatories.iter().filter(slips).fold(0, |bits, i| bits | 1 << i)
    })
}

/// By stage: chance that some defection is detected.
pub fn caught(terms: &Terms, defectors: &Defectors) -> [f64; MOST] {
    defectors.map(|who| {
        let slips = PartyIndex::all(terms.parties).filter(|i| who & (1 << i) != 0);
        let mut unseen: Vec<f64> = slips.map(|i| 1.0 - terms.detection[i]).collect();
        if who == 0 { 0.0 } else { 1.0 - product(&mut unseen) }
    })
}

/// By stage: the temptation (stock) that a party takes, less what it must expect of those who guarantee the agreement.
pub fn taken(agreement: &Agreement, terms: &Terms, defectors: &Defectors, party: PartyIndex) -> [f64; MOST] {
    core::array::from_fn(|k| {
        let defects = defectors[k] & (1 << party) != 0;
        if !defects {
            return 0.0;
        }
        let punishment = agreement.punishment(terms, k, party, Perspective::Truth);
        terms.temptation[party] * agreement.stake[k][party] - punishment
    })
}

/// The conduct of all while nothing is chosen again, with what it makes of the agreement.
pub struct Conduct<'a> {
    /// The agreement with its values.
    pub agreement: &'a Agreement,
    /// Who defects.
    pub slips: &'a Defectors,
    caught: [f64; MOST],
    left: u32,
    left_frozen: u32,
    /// By party: value of entering each state.
    pub entry: Vec<[f64; MOST + 1]>,
}

impl<'a> Conduct<'a> {
    /// What conduct makes of an agreement.
    pub fn new(agreement: &'a Agreement, terms: &Terms, slips: &'a Defectors) -> Self {
        let caught = caught(terms, slips);
        let bits = |who: &[Option<PartyIndex>]| {
            who.iter().enumerate().fold(0, |bits, (k, who)| bits | u32::from(who.is_some()) << k)
        };
        let of = |i: PartyIndex| {
            let taken = taken(agreement, terms, slips, i);
            agreement.entry_values(terms, i, &caught, &taken)
        };
        Self {
            agreement,
            slips,
            caught,
            left: bits(&agreement.leavers[..=agreement.stages]),
            left_frozen: bits(&agreement.leaves_frozen[..agreement.stages]),
            entry: PartyIndex::all(terms.parties).map(of).collect(),
        }
    }

    /// Value to a party of going on from where the agreement stands, if nothing is chosen again.
    pub fn value(&self, terms: &Terms, lane: Lane, state: usize, i: PartyIndex) -> f64 {
        match lane {
            Lane::Halts | Lane::Stays => self.agreement.frozen[state][i],
            Lane::GoesOn if state < self.agreement.stages => {
                let Stage { discount, flow, spoilt, next, .. } =
                    self.agreement.stage(terms, i, state, self.entry[i][state + 1]);
                self.agreement.chances(terms).stage_value(state, discount, flow, spoilt, next)
            }
            _ => self.entry[i][state],
        }
    }

    /// One period on, and the chance that the last stage is completed in it.
    pub fn step(&self, terms: &Terms, at: &Standing) -> (Standing, f64) {
        self.agreement.chances(terms).step(at, &self.caught, self.left, self.left_frozen)
    }
}
