//! What parties expect of an agreement, given what they believe of the conduct of those who are bound.

use crate::agreement::chain::MOST;
use crate::agreement::evaluation::Agreement;
use crate::agreement::guarantee::Perspective;
use crate::agreement::per_party::{MOST_PARTIES, PerParty, TOLERANCE, in_lanes};
use crate::agreement::valuation::Valuation;
use crate::scenario::place::PartyIndex;

/// Space for what parties expect of one agreement after the other.
#[derive(Debug, Clone)]
pub(super) struct Outlook {
    /// By stage: the force that each guarantor is expected to use.
    forces: [PerParty; MOST],
    /// By stage: the largest temptation (stock) that each party resists.
    resists: [PerParty; MOST],
    /// By stage: the same per stake (see [`per_stakes`]).
    keeps_to: [PerParty; MOST],
    /// By stage: chance that no defection of each party is detected, given that none was before.
    unseen: [PerParty; MOST],
}

impl Default for Outlook {
    fn default() -> Self {
        let nothing = [[0.0; MOST_PARTIES]; MOST];
        Self { forces: nothing, resists: nothing, keeps_to: nothing, unseen: nothing }
    }
}

impl Outlook {
    /// How an agreement that binds some parties (in stable order) looks to all who know no guarantor's cost and nobody's temptation but their
    /// own.
    pub(super) fn of<'o>(
        &'o mut self,
        bound: &'o [PartyIndex],
        v: &'o Valuation,
        agreement: &'o Agreement,
    ) -> Seen<'o> {
        in_lanes!(v.terms.parties, self.look(bound, v, agreement));
        Seen { outlook: self, bound, v, agreement }
    }

    fn look<const LANES: usize>(&mut self, bound: &[PartyIndex], v: &Valuation, agreement: &Agreement) {
        let guarantors = agreement.deterrence.guarantors;
        for k in 0..agreement.stages {
            if guarantors == 0 {
                self.resists[k] = agreement.resists[k];
            } else {
                let losses = &agreement.deterrence.losses[k];
                self.forces[k] = v.terms.guarantees.forces(guarantors, losses, Perspective::Others);
                let punished = agreement.punished_each::<LANES>(&v.terms, &self.forces[k]);
                let undeterred = &agreement.deterrence.undeterred[k];
                (0..LANES).for_each(|i| self.resists[k][i] = undeterred[i] + punished[i]);
            }
            per_stakes::<LANES>(agreement, k, &self.resists[k], &mut self.keeps_to[k]);
            self.unseen[k] = [1.0; MOST_PARTIES];
        }
        for &j in bound.iter().filter(|&&j| duty(agreement, j)) {
            let by_stage = unseen(agreement, v, j, |k| self.keeps_to[k][j]);
            (0..agreement.stages).for_each(|k| self.unseen[k][j] = by_stage[k]);
        }
    }
}

/// One agreement as it looks to all.
pub(super) struct Seen<'o> {
    outlook: &'o Outlook,
    bound: &'o [PartyIndex],
    v: &'o Valuation,
    agreement: &'o Agreement,
}

impl Seen<'_> {
    /// The largest temptation per stake at which a party complies throughout (−1: at none, infinite: at any).
    pub(super) fn complies_upto(&self, party: PartyIndex) -> f64 {
        (0..self.agreement.stages).map(|k| self.outlook.keeps_to[k][party]).fold(f64::INFINITY, f64::min)
    }

    /// What every party expects: of each other one it believes that it complies where its temptation,
    /// which lies somewhere in its range, is low enough; its own conduct it knows. Of guarantors it believes that they act where
    /// what acting costs them, which lies somewhere in its range, is low enough; a guarantor knows what acting costs it. When a stage
    /// begins anew after a pause, it is reckoned with as before.
    pub(super) fn expected(&self) -> PerParty {
        let (agreement, n) = (self.agreement, self.v.terms.parties);
        let guarantors = agreement.deterrence.guarantors;
        if guarantors == 0 && !self.doubtful() && self.all_comply() {
            return agreement.value[0];
        }
        in_lanes!(n, self.expected_each())
    }

    fn expected_each<const LANES: usize>(&self) -> PerParty {
        let (terms, agreement, outlook) = (&self.v.terms, self.agreement, self.outlook);
        let stages = agreement.stages;
        let (mut quiet, mut taken) = ([[1.0; LANES]; MOST], [[0.0; LANES]; MOST]);
        for (quiet, unseen) in quiet[..stages].iter_mut().zip(&outlook.unseen) {
            // Times 1 leaves it as it is; and nobody doubts itself.
            for &j in self.bound.iter().filter(|&&j| unseen[j] != 1.0) {
                let mut others = [unseen[j]; LANES];
                others[j.index()] = 1.0;
                quiet.iter_mut().zip(&others).for_each(|(quiet, unseen)| *quiet *= unseen);
            }
        }
        let guarantors = agreement.deterrence.guarantors;
        for i in PartyIndex::all(terms.parties).filter(|i| guarantors & (1 << *i) != 0) {
            if let Some(own) = self.quiet_by::<LANES>(i) {
                quiet.iter_mut().zip(own).for_each(|(quiet, own)| quiet[i.index()] = own);
            }
        }
        for k in 0..stages {
            for &i in self.bound {
                if agreement.stake[k][i] > 0.0 && !self.would_comply(i, k) {
                    quiet[k][i.index()] *= 1.0 - terms.detection[i];
                    taken[k][i.index()] = terms.temptation[i] * agreement.stake[k][i]
                        - agreement.punished(terms, i, &outlook.forces[k]);
                }
            }
        }
        agreement.entered(terms, &quiet, &taken)
    }

    /// By stage: chance that no other one's defection is detected, as a guarantor sees it, who knows what it will do itself; `None`: as all do.
    fn quiet_by<const LANES: usize>(&self, guarantor: PartyIndex) -> Option<[f64; MOST]> {
        let (terms, agreement, outlook) = (&self.v.terms, self.agreement, self.outlook);
        // By stage, where it knows more: what a defection costs each party.
        let (mut differs, mut punished) = (0u32, [[0.0; LANES]; MOST]);
        for (k, punished) in punished.iter_mut().enumerate().take(agreement.stages) {
            let loss = agreement.deterrence.losses[k][guarantor];
            let knows = terms.guarantees.expected_of(guarantor, loss, Perspective::Own(guarantor));
            if knows != outlook.forces[k][guarantor] {
                differs |= 1 << k;
                let mut forces = outlook.forces[k];
                forces[guarantor] = knows;
                *punished = agreement.punished_each(terms, &forces);
            }
        }
        if differs == 0 {
            return None;
        }
        let mut quiet = [1.0; MOST];
        for &j in self.bound.iter().filter(|&&j| j != guarantor && duty(agreement, j)) {
            let keeps_to = |k: usize| {
                if differs & (1 << k) == 0 {
                    return outlook.keeps_to[k][j];
                }
                let resists = agreement.deterrence.undeterred[k][j] + punished[k][j.index()];
                per_stake(resists, agreement.stake[k][j])
            };
            let unseen = unseen(agreement, self.v, j, keeps_to);
            quiet.iter_mut().zip(&unseen).for_each(|(quiet, unseen)| *quiet *= unseen);
        }
        Some(quiet)
    }

    fn doubtful(&self) -> bool {
        let stages = &self.outlook.unseen[..self.agreement.stages];
        stages.iter().any(|unseen| self.bound.iter().any(|&j| unseen[j] < 1.0))
    }

    /// Whether a party expects to comply in a stage. No guarantor acts against itself, so that each knows no more here than others.
    fn would_comply(&self, party: PartyIndex, stage: usize) -> bool {
        let taken = self.v.terms.temptation[party] * self.agreement.stake[stage][party];
        taken <= self.outlook.resists[stage][party] + TOLERANCE
    }

    fn all_comply(&self) -> bool {
        let keeps = |i: PartyIndex, k: usize| self.agreement.stake[k][i] == 0.0 || self.would_comply(i, k);
        self.bound.iter().all(|&i| (0..self.agreement.stages).all(|k| keeps(i, k)))
    }
}

/// Whether there is anything that a party could break.
fn duty(agreement: &Agreement, party: PartyIndex) -> bool {
    agreement.stake[..agreement.stages].iter().any(|stake| stake[party] > 0.0)
}

/// By stage: chance that no defection of a party is detected there, given that none was before. Its temptation is one
/// number, so what it did in earlier stages tells about later ones: with `S_k` the expectation over its range of
/// `(1 − q)` to the number of stages up to `k` that it would not comply with, the chance in stage `k` is `S_k / S_(k−1)`.
fn unseen(
    agreement: &Agreement,
    v: &Valuation,
    party: PartyIndex,
    keeps_to: impl Fn(usize) -> f64,
) -> [f64; MOST] {
    let (belief, q) = (&v.temptation_belief[party], v.terms.detection[party]);
    let (mut unseen, mut complies, mut sure) = ([1.0; MOST], [1.0; MOST], true);
    for k in 0..agreement.stages {
        // Without a duty there is nothing to defect from.
        if agreement.stake[k][party] > 0.0 {
            complies[k] = belief.at_most(keeps_to(k));
            sure &= complies[k] == 1.0;
        }
    }
    if sure {
        return unseen;
    }
    // The stages so far, by how likely it complies with them, the least likely first; beyond them 1.
    let mut trust = [1.0; MOST + 1];
    let mut before = 1.0;
    for k in 0..agreement.stages {
        let place = trust[..k].partition_point(|t| *t < complies[k]);
        trust.copy_within(place..k, place + 1);
        trust[place] = complies[k];
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

/// The largest temptation per stake at which each party keeps to a stage, if it resists so much (stock) there (−1: at none, infinite:
/// at any). One without a duty keeps to it unless it would rather see the agreement collapse, as in the reference model.
fn per_stakes<const LANES: usize>(
    agreement: &Agreement,
    stage: usize,
    resists: &PerParty,
    keeps_to: &mut PerParty,
) {
    let stake = &agreement.stake[stage];
    (0..LANES).for_each(|i| keeps_to[i] = per_stake(resists[i], stake[i]));
    if agreement.outvoted != 0 {
        // One that was outvoted never promised anything: without a duty there is nothing that it could break.
        let idle = |i: &usize| agreement.outvoted & (1 << i) != 0 && stake[*i] == 0.0;
        (0..LANES).filter(idle).for_each(|i| keeps_to[i] = f64::INFINITY);
    }
}

/// The same of one that promised anything, or was not asked.
fn per_stake(resists: f64, stake: f64) -> f64 {
    let resists = resists + TOLERANCE;
    let keeps = if stake > 0.0 { resists / stake } else { f64::INFINITY };
    if resists < 0.0 { -1.0 } else { keeps }
}
