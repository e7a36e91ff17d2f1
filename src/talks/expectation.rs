//! What parties expect of an agreement, given what they believe of the conduct of those who are bound.

use crate::agreement::chain::MOST;
use crate::agreement::evaluation::Agreement;
use crate::agreement::guarantee::Perspective;
use crate::agreement::per_party::{MOST_PARTIES, PerParty, TOLERANCE, per_party};
use crate::agreement::valuation::Valuation;
use crate::scenario::place::PartyIndex;

/// By party and stage: chance that no defection is detected, given that none was before.
type Unseen = [[f64; MOST]; MOST_PARTIES];

/// One agreement as it looks to all who know no guarantor's cost and nobody's temptation but their own.
pub(super) struct Outlook<'a> {
    /// Those who are bound, in stable order.
    bound: &'a [PartyIndex],
    v: &'a Valuation,
    agreement: &'a Agreement,
    /// By stage: the force that each guarantor is expected to use.
    forces: [PerParty; MOST],
    /// By stage: the largest temptation (stock) that each party resists.
    resists: [PerParty; MOST],
    /// By stage: the same per stake (see [`per_stake`]).
    keeps_to: [PerParty; MOST],
}

impl<'a> Outlook<'a> {
    /// Of an agreement that binds these parties (in stable order).
    pub(super) fn new(bound: &'a [PartyIndex], v: &'a Valuation, agreement: &'a Agreement) -> Self {
        let nothing = [[0.0; MOST_PARTIES]; MOST];
        let mut outlook = Self { bound, v, agreement, forces: nothing, resists: nothing, keeps_to: nothing };
        let guarantors = agreement.deterrence.guarantors;
        for k in 0..agreement.stages {
            if guarantors != 0 {
                let losses = &agreement.deterrence.losses[k];
                outlook.forces[k] = v.terms.guarantees.forces(guarantors, losses, Perspective::Others);
            }
            for i in PartyIndex::all(v.terms.parties) {
                let resists = agreement.resists_against(&v.terms, k, i, &outlook.forces[k]);
                outlook.resists[k][i] = resists;
                outlook.keeps_to[k][i] = per_stake(agreement, i, k, resists);
            }
        }
        outlook
    }

    /// The largest temptation per stake at which a party complies throughout (−1: at none, infinite: at any).
    pub(super) fn complies_upto(&self, party: PartyIndex) -> f64 {
        (0..self.agreement.stages).map(|k| self.keeps_to[k][party]).fold(f64::INFINITY, f64::min)
    }

    /// What every party expects: of each other one it believes that it complies where its temptation,
    /// which lies somewhere in its range, is low enough; its own conduct it knows. Of guarantors it believes that they act where
    /// what acting costs them, which lies somewhere in its range, is low enough; a guarantor knows what acting costs it. When a stage
    /// begins anew after a pause, it is reckoned with as before.
    pub(super) fn expected(&self) -> PerParty {
        let (agreement, n) = (self.agreement, self.v.terms.parties);
        let guarantors = agreement.deterrence.guarantors;
        let mut common = [[1.0; MOST]; MOST_PARTIES];
        for &j in self.bound {
            common[j] = self.unseen(j, |k| self.keeps_to[k][j]);
        }
        if guarantors == 0 && !self.doubtful(&common) && self.all_comply() {
            return per_party(n, |i| agreement.start(i));
        }
        per_party(n, |i| {
            let own = if guarantors & (1 << i) == 0 { None } else { self.unseen_by(i) };
            self.expected_by(i, own.as_ref().unwrap_or(&common))
        })
    }

    /// As a guarantor sees the others, who knows what it will do itself; `None`: as all do.
    fn unseen_by(&self, guarantor: PartyIndex) -> Option<Unseen> {
        let (terms, agreement) = (&self.v.terms, self.agreement);
        let mut forces = self.forces;
        let mut otherwise = false;
        for k in 0..agreement.stages {
            let loss = agreement.deterrence.losses[k][guarantor];
            let knows = terms.guarantees.expected_of(guarantor, loss, Perspective::Own(guarantor));
            otherwise |= knows != forces[k][guarantor];
            forces[k][guarantor] = knows;
        }
        otherwise.then(|| {
            let mut unseen = [[1.0; MOST]; MOST_PARTIES];
            for &j in self.bound.iter().filter(|&&j| j != guarantor) {
                let keeps_to =
                    |k: usize| per_stake(agreement, j, k, agreement.resists_against(terms, k, j, &forces[k]));
                unseen[j] = self.unseen(j, keeps_to);
            }
            unseen
        })
    }

    fn expected_by(&self, i: PartyIndex, unseen: &Unseen) -> f64 {
        let (terms, agreement) = (&self.v.terms, self.agreement);
        let (mut caught, mut taken) = ([0.0; MOST], [0.0; MOST]);
        let bound = self.bound.contains(&i);
        for k in 0..agreement.stages {
            let others = self.bound.iter().filter(|&&j| j != i);
            let mut quiet: f64 = others.map(|&j| unseen[j][k]).product();
            if bound && agreement.stake[k][i] > 0.0 && !self.would_comply(i, k) {
                quiet *= 1.0 - terms.detection[i];
                taken[k] = terms.temptation[i] * agreement.stake[k][i]
                    - agreement.punished(terms, i, &self.forces[k]);
            }
            caught[k] = 1.0 - quiet;
        }
        agreement.entry_values(terms, i, &caught, &taken)[0]
    }

    /// By stage: chance that no defection of a party is detected there, given that none was before. Its temptation is one
    /// number, so what it did in earlier stages tells about later ones: with `S_k` the expectation over its range of
    /// `(1 − q)` to the number of stages up to `k` that it would not comply with, the chance in stage `k` is `S_k / S_(k−1)`.
    fn unseen(&self, party: PartyIndex, keeps_to: impl Fn(usize) -> f64) -> [f64; MOST] {
        let (belief, q) = (&self.v.temptation_belief[party], self.v.terms.detection[party]);
        let mut unseen = [1.0; MOST];
        // The stages so far, by how likely it complies with them, the least likely first; beyond them 1.
        let mut trust = [1.0; MOST + 1];
        let mut before = 1.0;
        for k in 0..self.agreement.stages {
            // Without a duty there is nothing to defect from.
            let duty = self.agreement.stake[k][party] > 0.0;
            let complies = if duty { belief.at_most(keeps_to(k)) } else { 1.0 };
            let place = trust[..k].partition_point(|t| *t < complies);
            trust[place..=k].rotate_right(1);
            trust[place] = complies;
            // Sorted, the m-th lowest is the chance of fewer than m stages not complied with.
            let mut survival = trust[0];
            let mut factor = 1.0;
            for m in 0..=k {
                factor *= 1.0 - q;
                survival += (trust[m + 1] - trust[m]) * factor;
            }
            unseen[k] = if before > 0.0 { survival / before } else { 1.0 };
            before = survival;
        }
        unseen
    }

    fn doubtful(&self, unseen: &Unseen) -> bool {
        self.bound.iter().any(|&j| unseen[j][..self.agreement.stages].iter().any(|u| *u < 1.0))
    }

    /// Whether a party expects to comply in a stage. No guarantor acts against itself, so that each knows no more here than others.
    fn would_comply(&self, party: PartyIndex, stage: usize) -> bool {
        let taken = self.v.terms.temptation[party] * self.agreement.stake[stage][party];
        taken <= self.resists[stage][party] + TOLERANCE
    }

    fn all_comply(&self) -> bool {
        let keeps = |i: PartyIndex, k: usize| self.agreement.stake[k][i] == 0.0 || self.would_comply(i, k);
        self.bound.iter().all(|&i| (0..self.agreement.stages).all(|k| keeps(i, k)))
    }
}

/// The largest temptation per stake at which a party keeps to a stage, if it resists so much (stock) there (−1: at none, infinite:
/// at any). One without a duty keeps to it unless it would rather see the agreement collapse, as in the reference model.
fn per_stake(agreement: &Agreement, party: PartyIndex, stage: usize, resists: f64) -> f64 {
    let resists = resists + TOLERANCE;
    let stake = agreement.stake[stage][party];
    // One that was outvoted never promised anything: without a duty there is nothing that it could break.
    if agreement.outvoted & (1 << party) != 0 && stake == 0.0 {
        return f64::INFINITY;
    }
    match (resists < 0.0, stake > 0.0) {
        (true, _) => -1.0,
        (false, false) => f64::INFINITY,
        (false, true) => resists / stake,
    }
}
