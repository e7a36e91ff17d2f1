//! What guarantees do to the conduct of those who are bound by one agreement, and of those who could spoil it.

use super::evaluation::{Agreement, chances};
use super::guarantee::{Deterrence, Guarantees, Perspective, parties_in};
use super::terms::Terms;
use crate::agreement::per_party::{MOST_PARTIES, PerParty};
use crate::scenario::place::PartyIndex;

impl Agreement {
    /// What a collapse of the completed agreement costs everybody if nobody spoils it.
    pub(super) fn stakes<const LANES: usize>(&mut self, terms: &Terms) {
        let success = self.success;
        let calm = chances(&success[..self.stages], 0.0, terms);
        let (flow, collapse) = (&self.flow[self.stages], &self.collapse[self.stages]);
        for i in 0..LANES {
            let value = calm.completed_value(terms.discount[i], flow[i], collapse[i]);
            self.deterrence.stake[i] = value - collapse[i];
        }
    }

    /// Whether living with the agreement costs a party no more than what it expects of the guarantors if it spoils.
    pub(super) fn deterred(&self, terms: &Terms, party: PartyIndex) -> bool {
        let Deterrence { guarantors, stake, .. } = &self.deterrence;
        let loss =
            (terms.disagreement[party] - self.flow[self.stages][party]) / (1.0 - terms.discount[party]);
        loss <= terms.guarantees.expected(*guarantors, party, stake, Perspective::Others)
    }

    /// What those who spoil lose by it, given that the agreement is spoiled.
    pub(super) fn punish_spoilers(&mut self, terms: &Terms) {
        let Deterrence { guarantors, stake, .. } = &self.deterrence;
        let acting = terms.guarantees.acting(*guarantors, stake);
        self.deterrence.against_spoilers = acting;
        self.deterrence.spoil_loss = [0.0; MOST_PARTIES];
        for i in parties_in(self.spoilers) {
            let share = terms.spoiling[i] / self.spoil;
            self.deterrence.spoil_loss[i] = share * terms.guarantees.force_of(acting, i);
        }
    }

    /// Adds to what each party resists in a stage the force that it has to reckon with, as conduct will show it.
    pub(super) fn deter<const LANES: usize>(&mut self, terms: &Terms, k: usize) {
        self.deterrence.undeterred[k] = self.resists[k];
        let acting = terms.guarantees.acting(self.deterrence.guarantors, &self.deterrence.losses[k]);
        self.deterrence.acting[k] = acting;
        if acting == 0 {
            return;
        }
        let force = &terms.guarantees.force;
        let forces = core::array::from_fn(|g| if acting & (1 << g) != 0 { force[g] } else { 0.0 });
        let punished = self.punished_each::<LANES>(terms, &forces);
        self.resists[k].iter_mut().zip(&punished).for_each(|(resists, punished)| *resists += punished);
    }

    /// What a defection in a stage costs a party in expectation by those who guarantee the agreement, from some perspective (stock at
    /// the beginning of the stage).
    pub fn punishment(
        &self,
        terms: &Terms,
        stage: usize,
        party: PartyIndex,
        perspective: Perspective,
    ) -> f64 {
        let Deterrence { guarantors, losses, .. } = &self.deterrence;
        self.punished(terms, party, &terms.guarantees.forces(*guarantors, &losses[stage], perspective))
    }

    /// The same where each guarantor is expected to use such a force.
    pub fn punished(&self, terms: &Terms, party: PartyIndex, forces: &PerParty) -> f64 {
        if self.deterrence.guarantors == 0 {
            return 0.0;
        }
        let force = terms.guarantees.against(self.deterrence.guarantors, party, forces);
        terms.expected_loss(party, force)
    }

    /// The same of each party.
    pub fn punished_each<const LANES: usize>(&self, terms: &Terms, forces: &PerParty) -> [f64; LANES] {
        if self.deterrence.guarantors == 0 {
            return [0.0; LANES];
        }
        terms.expected_losses(&Guarantees::against_each(self.deterrence.guarantors, forces))
    }

    /// The largest temptation (stock) that a party resists in a stage, from some perspective.
    pub fn resists_in(
        &self,
        terms: &Terms,
        stage: usize,
        party: PartyIndex,
        perspective: Perspective,
    ) -> f64 {
        if self.deterrence.guarantors == 0 || perspective == Perspective::Truth {
            return self.resists[stage][party];
        }
        let Deterrence { guarantors, losses, .. } = &self.deterrence;
        let forces = terms.guarantees.forces(*guarantors, &losses[stage], perspective);
        self.deterrence.undeterred[stage][party] + self.punished(terms, party, &forces)
    }
}
