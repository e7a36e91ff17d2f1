//! What parties expect of an agreement, given what they believe of the conduct of those who are bound.

use crate::agreement::chain::MOST;
use crate::agreement::evaluation::Agreement;
use crate::agreement::guarantee::Perspective;
use crate::agreement::per_party::{MOST_PARTIES, PerParty, TOLERANCE, per_party};
use crate::agreement::valuation::Valuation;
use crate::scenario::place::PartyIndex;

/// Space for what parties expect of one agreement after the other.
#[derive(Debug, Clone)]
pub(super) struct Outlook {
    /// By stage: the force that each guarantor is expected to use.
    forces: [PerParty; MOST],
    /// By stage: the largest temptation (stock) that each party resists.
    resists: [PerParty; MOST],
    /// By stage: the same per stake (see [`per_stake`]).
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
        let guarantors = agreement.deterrence.guarantors;
        for k in 0..agreement.stages {
            if guarantors != 0 {
                let losses = &agreement.deterrence.losses[k];
                self.forces[k] = v.terms.guarantees.forces(guarantors, losses, Perspective::Others);
                self.resists[k] = agreement.deterrence.undeterred[k];
                let punished = agreement.punished_each(&v.terms, &self.forces[k]);
                (0..v.terms.parties).for_each(|i| self.resists[k][i] += punished[i]);
            } else {
                self.resists[k] = agreement.resists[k];
            }
            for i in PartyIndex::all(v.terms.parties) {
                self.keeps_to[k][i] = per_stake(agreement, i, k, self.resists[k][i]);
            }
            self.unseen[k] = [1.0; MOST_PARTIES];
        }
        for &j in bound {
            let by_stage = unseen(agreement, v, j, |k| self.keeps_to[k][j]);
            (0..agreement.stages).for_each(|k| self.unseen[k][j] = by_stage[k]);
        }
        Seen { outlook: self, bound, v, agreement }
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
        let mut quiet = [[1.0; MOST_PARTIES]; MOST];
        for (quiet, unseen) in quiet[..agreement.stages].iter_mut().zip(&self.outlook.unseen) {
            for &j in self.bound {
                // Nobody doubts itself: times 1 leaves it as it is.
                let mut others = [unseen[j]; MOST_PARTIES];
                others[j] = 1.0;
                quiet.iter_mut().zip(&others).for_each(|(quiet, unseen)| *quiet *= unseen);
            }
        }
        per_party(n, |i| {
            let common = core::array::from_fn(|k| quiet[k][i]);
            let own = if guarantors & (1 << i) == 0 { None } else { self.quiet_by(i) };
            self.expected_by(i, own.unwrap_or(common))
        })
    }

    /// By stage: chance that no other one's defection is detected, as a guarantor sees it, who knows what it will do itself; `None`: as all do.
    fn quiet_by(&self, guarantor: PartyIndex) -> Option<[f64; MOST]> {
        let (terms, agreement, outlook) = (&self.v.terms, self.agreement, self.outlook);
        let knows = |k: usize| {
            let loss = agreement.deterrence.losses[k][guarantor];
            terms.guarantees.expected_of(guarantor, loss, Perspective::Own(guarantor))
        };
        let otherwise = |k: &usize| knows(*k) != outlook.forces[*k][guarantor];
        (0..agreement.stages).find(otherwise)?;
        let mut keeps_to = outlook.keeps_to;
        for k in (0..agreement.stages).filter(otherwise) {
            let mut forces = outlook.forces[k];
            forces[guarantor] = knows(k);
            let punished = agreement.punished_each(terms, &forces);
            for &j in self.bound {
                let resists = agreement.deterrence.undeterred[k][j] + punished[j];
                keeps_to[k][j] = per_stake(agreement, j, k, resists);
            }
        }
        let mut quiet = [1.0; MOST];
        for &j in self.bound.iter().filter(|&&j| j != guarantor) {
            let unseen = unseen(agreement, self.v, j, |k| keeps_to[k][j]);
            quiet.iter_mut().zip(&unseen).for_each(|(quiet, unseen)| *quiet *= unseen);
        }
        Some(quiet)
    }

    /// What a party expects where no other one's defection is detected with these chances, by stage.
    fn expected_by(&self, i: PartyIndex, mut quiet: [f64; MOST]) -> f64 {
        let (terms, agreement) = (&self.v.terms, self.agreement);
        let (mut caught, mut taken) = ([0.0; MOST], [0.0; MOST]);
        let bound = self.bound.contains(&i);
        for k in 0..agreement.stages {
            if bound && agreement.stake[k][i] > 0.0 && !self.would_comply(i, k) {
                quiet[k] *= 1.0 - terms.detection[i];
                taken[k] = terms.temptation[i] * agreement.stake[k][i]
                    - agreement.punished(terms, i, &self.outlook.forces[k]);
            }
            caught[k] = 1.0 - quiet[k];
        }
        agreement.entry_values(terms, i, &caught, &taken)[0]
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
    let mut unseen = [1.0; MOST];
    let mut complies = [1.0; MOST];
    for k in 0..agreement.stages {
        // Without a duty there is nothing to defect from.
        if agreement.stake[k][party] > 0.0 {
            complies[k] = belief.at_most(keeps_to(k));
        }
    }
    if complies == unseen {
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
