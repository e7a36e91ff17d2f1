//! One agreement evaluated: what it is worth to every party, who could be relied on to carry it out, who would leave it.

use super::chain::{Chances, MOST, Stage};
use super::guarantee::Deterrence;
use super::terms::{Arrangement, Piece, Terms};
use crate::agreement::per_party::{MOST_PARTIES, PerParty, TOLERANCE, in_lanes, product};
use crate::scenario::place::{IssueIndex, PartyIndex};

/// An agreement in closed form. States `0..stages` are the stages, state `stages` is "completed".
#[derive(Debug, Clone, PartialEq)]
pub struct Agreement {
    /// Number of stages `K`.
    pub stages: usize,
    /// Chance per period that it is spoiled.
    pub spoil: f64,
    /// Parties that spoil, as bits.
    pub spoilers: u32,
    /// Members who would be outvoted, as bits: bound, but no signatories.
    pub outvoted: u32,
    /// Chance of completion per period, by stage.
    pub success: [f64; MOST],
    /// By state: flow of each party.
    pub flow: [PerParty; MOST + 1],
    /// By state: stock of each party after a collapse in that state.
    pub collapse: [PerParty; MOST + 1],
    /// By state: value to each party if all comply (`W` of the chain).
    pub value: [PerParty; MOST + 1],
    /// By stage: value to each party of what was done staying as it is (0 where nothing is ever renegotiated).
    pub frozen: [PerParty; MOST],
    /// By stage: stake of each party's own duties.
    pub stake: [PerParty; MOST],
    /// By stage: the largest temptation (stock) that each party resists.
    pub resists: [PerParty; MOST],
    /// Who guarantees it, and what that means.
    pub deterrence: Deterrence,
    /// The first state in which some signatory would rather leave, and who (lowest in order).
    pub leaves: Option<(usize, PartyIndex)>,
    /// By state: the signatory (lowest in order) that would rather leave it than stay.
    pub leavers: [Option<PartyIndex>; MOST + 1],
    /// By stage: the signatory (lowest in order) that would rather leave than have it stay as it is.
    pub leaves_frozen: [Option<PartyIndex>; MOST],
}

/// Which mechanisms are switched on beyond the reference model.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Switches {
    /// A signatory may withdraw when leaving is worth more than staying.
    pub withdrawal: bool,
}

/// Who is bound by an agreement, and who stands behind it.
#[derive(Debug, Clone, Copy)]
pub struct Signatories<'a> {
    /// Those who are bound, in stable order.
    pub parties: &'a [PartyIndex],
    /// Of these, those who were outvoted, as bits: bound by what they did not sign, they cannot leave it, and may spoil it
    /// like those left out.
    pub outvoted: u32,
    /// Who guarantees it, as bits.
    pub guarantors: u32,
}

impl<'a> Signatories<'a> {
    /// All who are bound have signed, and nobody guarantees it.
    pub fn all(parties: &'a [PartyIndex]) -> Self {
        Self { parties, outvoted: 0, guarantors: 0 }
    }
}

/// Pieces that are carried out together: from which state on, in which stage, and their sum.
#[derive(Debug, Clone, Copy)]
pub struct Part<'a> {
    /// State from which they count as carried out.
    pub arrives: usize,
    /// Stage in which their duties are due.
    pub stage: usize,
    /// The sum.
    pub piece: &'a Piece,
}

/// Evaluates an arrangement with `success` chances by active stage.
pub fn evaluate(
    terms: &Terms,
    arrangement: &Arrangement,
    success: &[f64],
    signatories: Signatories<'_>,
    switches: Switches,
) -> Agreement {
    let mut kept = [0.0; MOST_PARTIES];
    let mut parts = Vec::new();
    for (j, &option) in arrangement.option.iter().enumerate() {
        let piece = &terms.pieces[j][option];
        if piece.covered {
            let (arrives, stage) = (arrangement.arrives(IssueIndex(j), success.len()), arrangement.stage[j]);
            parts.push(Part { arrives, stage, piece });
        } else {
            PartyIndex::all(terms.parties).for_each(|i| kept[i] += piece.before[i]);
        }
    }
    let mut agreement = Agreement::empty();
    agreement.value_parts(terms, &kept, &parts, success, signatories, switches);
    agreement.conduct(terms);
    agreement
}

impl Agreement {
    /// Space for evaluations.
    pub fn empty() -> Self {
        Self {
            stages: 0,
            spoil: 0.0,
            spoilers: 0,
            outvoted: 0,
            success: [0.0; MOST],
            flow: [[0.0; MOST_PARTIES]; MOST + 1],
            collapse: [[0.0; MOST_PARTIES]; MOST + 1],
            value: [[0.0; MOST_PARTIES]; MOST + 1],
            frozen: [[0.0; MOST_PARTIES]; MOST],
            stake: [[0.0; MOST_PARTIES]; MOST],
            resists: [[0.0; MOST_PARTIES]; MOST],
            deterrence: Deterrence::NONE,
            leaves: None,
            leavers: [None; MOST + 1],
            leaves_frozen: [None; MOST],
        }
    }

    /// Writes the values of an agreement over what was there; `kept` is the flow of what is left out of the package.
    /// What depends on conduct is not yet right: see [`Agreement::conduct`].
    pub fn value_parts(
        &mut self,
        terms: &Terms,
        kept: &PerParty,
        parts: &[Part<'_>],
        success: &[f64],
        signatories: Signatories<'_>,
        switches: Switches,
    ) {
        self.stages = success.len();
        self.success[..success.len()].copy_from_slice(success);
        self.leaves = None;
        self.outvoted = signatories.outvoted;
        in_lanes!(terms.parties, self.flows(terms, kept, parts));
        self.deterrence.guarantors = match signatories.guarantors {
            0 => 0,
            some => some & terms.guarantees.forceful(),
        };
        if self.deterrence.guarantors != 0 {
            in_lanes!(terms.parties, self.stakes(terms));
        } else {
            self.deterrence.spoil_loss = [0.0; MOST_PARTIES];
        }
        self.spoilers(terms, signatories);
        in_lanes!(terms.parties, self.values(terms, signatories, switches));
        if terms.renegotiation > 0.0 {
            self.freeze(terms, signatories, switches);
        }
    }

    /// Sums the parts into flows, collapse stocks and stakes by state.
    fn flows<const LANES: usize>(&mut self, terms: &Terms, kept: &PerParty, parts: &[Part<'_>]) {
        for k in 0..=self.stages {
            let mut flow: [f64; LANES] = core::array::from_fn(|i| terms.in_force[i] + kept[i]);
            let mut collapse: [f64; LANES] = core::array::from_fn(|i| terms.collapsed[i] + kept[i]);
            for part in parts {
                let (now, left) = if k >= part.arrives {
                    (&part.piece.after, &part.piece.remains)
                } else {
                    (&part.piece.before, &part.piece.reverted)
                };
                for i in 0..LANES {
                    flow[i] += now[i];
                    collapse[i] += left[i];
                }
            }
            for i in 0..LANES {
                self.flow[k][i] = flow[i];
                self.collapse[k][i] = collapse[i] / (1.0 - terms.discount[i]) - terms.penalty[i];
            }
        }
        for k in 0..self.stages {
            self.stake[k][..LANES].fill(0.0);
        }
        for part in parts {
            let stake = &mut self.stake[part.stage];
            (0..LANES).for_each(|i| stake[i] += part.piece.duty[i]);
        }
    }

    /// Those left out, or outvoted, whose flow under the whole agreement is below their disagreement flow spoil it, unless
    /// those who guarantee it deter them.
    fn spoilers(&mut self, terms: &Terms, signatories: Signatories<'_>) {
        (self.spoilers, self.spoil) = (0, 0.0);
        if terms.spoiling[..terms.parties].iter().any(|chance| *chance != 0.0) {
            self.find_spoilers(terms, signatories);
        }
        if self.deterrence.guarantors != 0 {
            self.punish_spoilers(terms);
        }
    }

    fn find_spoilers(&mut self, terms: &Terms, signatories: Signatories<'_>) {
        let mut survive = [1.0; MOST_PARTIES];
        for i in PartyIndex::all(terms.parties).filter(|&i| terms.spoiling[i] > 0.0) {
            if self.flow[self.stages][i] < terms.disagreement[i] - TOLERANCE
                && (!signatories.parties.contains(&i) || signatories.outvoted & (1 << i) != 0)
                && (self.deterrence.guarantors == 0 || !self.deterred(terms, i))
            {
                survive[self.spoilers.count_ones() as usize] = 1.0 - terms.spoiling[i];
                self.spoilers |= 1 << i;
            }
        }
        let count = self.spoilers.count_ones() as usize;
        self.spoil = if count == 0 { 0.0 } else { 1.0 - product(&mut survive[..count]) };
    }

    /// Stock of a party after the agreement is spoiled in a state.
    fn spoilt(&self, state: usize, party: PartyIndex) -> f64 {
        self.collapse[state][party] - self.deterrence.spoil_loss[party]
    }

    /// Expected stock of a party after what ends an agreement of which nothing is left to do: spoiling, or a lapse.
    fn ended(&self, chain: &Chances<'_>, state: usize, party: PartyIndex) -> f64 {
        self.collapse[state][party] - chain.spoiling_share() * self.deterrence.spoil_loss[party]
    }

    /// The chances of this agreement's chain.
    pub fn chances<'a>(&'a self, terms: &Terms) -> Chances<'a> {
        chances(&self.success[..self.stages], self.spoil, terms)
    }

    /// Values from the last state backwards; where a signatory would rather leave, everybody gets the collapse.
    fn values<const LANES: usize>(
        &mut self,
        terms: &Terms,
        signatories: Signatories<'_>,
        switches: Switches,
    ) {
        let success = self.success;
        let chain = chances(&success[..self.stages], self.spoil, terms);
        let (loss, discount) = (&self.deterrence.spoil_loss, &terms.discount);
        for k in (0..=self.stages).rev() {
            let (flow, collapse) = (&self.flow[k], &self.collapse[k]);
            let (upto, after) = self.value.split_at_mut(k + 1);
            let value = &mut upto[k];
            if k == self.stages {
                let share = chain.spoiling_share();
                for i in 0..LANES {
                    let ended = collapse[i] - share * loss[i];
                    value[i] = chain.completed_value(discount[i], flow[i], ended);
                }
            } else {
                let next = &after[0];
                for i in 0..LANES {
                    let spoilt = collapse[i] - loss[i];
                    value[i] = chain.stage_value(k, discount[i], flow[i], spoilt, next[i]);
                }
            }
            self.leavers[k] = leaver(signatories, collapse, value).filter(|_| switches.withdrawal);
            if let Some(who) = self.leavers[k] {
                self.leaves = Some((k, who));
                value[..LANES].copy_from_slice(&collapse[..LANES]);
            }
        }
    }

    /// What each stage is worth once the rest has gone back to the table: its flow until it lapses, as after completion.
    fn freeze(&mut self, terms: &Terms, signatories: Signatories<'_>, switches: Switches) {
        for k in 0..self.stages {
            self.freeze_stage(terms, k);
            let leaves = leaver(signatories, &self.collapse[k], &self.frozen[k]);
            self.leaves_frozen[k] = leaves.filter(|_| switches.withdrawal);
            if self.leaves_frozen[k].is_some() {
                self.frozen[k] = self.collapse[k];
            }
        }
    }

    fn freeze_stage(&mut self, terms: &Terms, k: usize) {
        for i in PartyIndex::all(terms.parties) {
            self.frozen[k][i] = self.stays_frozen(terms, k, i);
        }
    }

    /// Value to a party of staying in a state as long as it lasts, if all comply, whoever would rather leave it.
    pub fn stays(&self, terms: &Terms, state: usize, party: PartyIndex) -> f64 {
        if state == self.stages {
            return self.stays_frozen(terms, state, party);
        }
        let (d, flow) = (terms.discount[party], self.flow[state][party]);
        let next = self.value[state + 1][party];
        self.chances(terms).stage_value(state, d, flow, self.spoilt(state, party), next)
    }

    /// The same of a state that stays as it is until it is spoiled or lapses.
    pub fn stays_frozen(&self, terms: &Terms, state: usize, party: PartyIndex) -> f64 {
        let chain = self.chances(terms);
        let ended = self.ended(&chain, state, party);
        chain.completed_value(terms.discount[party], self.flow[state][party], ended)
    }

    /// What a stage means to a party, given the value of the next state.
    pub fn stage(&self, terms: &Terms, party: PartyIndex, k: usize, next: f64) -> Stage {
        Stage {
            number: k,
            discount: terms.discount[party],
            flow: self.flow[k][party],
            collapse: self.collapse[k][party],
            spoilt: self.spoilt(k, party),
            next,
            frozen: self.frozen[k][party],
        }
    }

    /// Values with the conduct of another evaluation of the same package: who spoils, and who leaves when.
    pub fn conduct_as(&mut self, terms: &Terms, decided: &Self) {
        (self.spoil, self.spoilers, self.leaves) = (decided.spoil, decided.spoilers, decided.leaves);
        (self.leavers, self.leaves_frozen) = (decided.leavers, decided.leaves_frozen);
        self.deterrence.clone_from(&decided.deterrence);
        for k in (0..=self.stages).rev() {
            for i in PartyIndex::all(terms.parties) {
                self.value[k][i] =
                    if self.leavers[k].is_some() { self.collapse[k][i] } else { self.stays(terms, k, i) };
            }
            if k < self.stages && terms.renegotiation > 0.0 {
                self.freeze_stage(terms, k);
                if self.leaves_frozen[k].is_some() {
                    self.frozen[k] = self.collapse[k];
                }
            }
        }
    }

    /// Works out what each party resists in each stage, once the values stand.
    pub fn conduct(&mut self, terms: &Terms) {
        in_lanes!(terms.parties, self.resist(terms));
    }

    fn resist<const LANES: usize>(&mut self, terms: &Terms) {
        let success = self.success;
        let chain = chances(&success[..self.stages], self.spoil, terms);
        let guaranteed = self.deterrence.guarantors != 0;
        for k in 0..self.stages {
            // Where somebody leaves, the value of the state is the collapse; conduct there is without meaning, but
            // the reference model's condition is about staying, so that is what is compared.
            let left = self.leaves.is_some_and(|(state, _)| state == k);
            for i in PartyIndex::all(LANES) {
                let stage = self.stage(terms, i, k, self.value[k + 1][i]);
                let stay = if left {
                    chain.stage_value(k, stage.discount, stage.flow, stage.spoilt, stage.next)
                } else {
                    self.value[k][i]
                };
                self.resists[k][i] = chain.resisted(&stage, terms.detection[i], stay);
                if guaranteed {
                    self.deterrence.losses[k][i] = chain.loss(&stage, stay);
                }
            }
            if guaranteed {
                self.deter::<LANES>(terms, k);
            }
        }
    }

    /// The signatory that would rather leave as soon as it is signed. What would be left at once is no agreement: it lies in
    /// no zone, and is neither proposed nor signed.
    pub fn left_at_once(&self) -> Option<PartyIndex> {
        self.leaves.filter(|(state, _)| *state == 0).map(|(_, who)| who)
    }

    /// Value at the start if all comply.
    pub fn start(&self, party: PartyIndex) -> f64 {
        self.value[0][party]
    }

    /// Whether `party` complies in `stage` at a temptation per stake of `temptation`.
    pub fn complies(&self, party: PartyIndex, stage: usize, temptation: f64) -> bool {
        temptation * self.stake[stage][party] <= self.resists[stage][party] + TOLERANCE
    }

    /// The smallest slack `resisted − temptation × stake` over the given parties and all stages.
    pub fn least_slack(&self, terms: &Terms, parties: &[PartyIndex]) -> f64 {
        let slack = |i: PartyIndex, k: usize| self.resists[k][i] - terms.temptation[i] * self.stake[k][i];
        parties.iter().flat_map(|&i| (0..self.stages).map(move |k| slack(i, k))).fold(f64::INFINITY, f64::min)
    }

    /// Whether all the given parties comply in every stage, at their true temptations, and nobody would leave. One that was
    /// outvoted counts only where it has a duty.
    pub fn self_enforcing(&self, terms: &Terms, parties: &[PartyIndex]) -> bool {
        let keeps = |i: PartyIndex, k: usize| {
            let idle = self.outvoted & (1 << i) != 0 && self.stake[k][i] == 0.0;
            idle || self.complies(i, k, terms.temptation[i])
        };
        self.leaves.is_none() && parties.iter().all(|&i| (0..self.stages).all(|k| keeps(i, k)))
    }

    /// Value to every party of entering the agreement where no defection is detected in stage `k`, whenever it begins, with chance
    /// `quiet[k]` as it sees it, and it itself takes the temptation (stock) `taken[k]` then.
    pub fn entered<const LANES: usize>(
        &self,
        terms: &Terms,
        quiet: &[[f64; LANES]; MOST],
        taken: &[[f64; LANES]; MOST],
    ) -> PerParty {
        let chain = self.chances(terms);
        let mut value = self.value[self.stages];
        for k in (0..self.stages).rev() {
            if self.leavers[k].is_some() {
                value = self.collapse[k];
                continue;
            }
            for i in PartyIndex::all(LANES) {
                let (caught, taken) = (1.0 - quiet[k][i.index()], taken[k][i.index()]);
                value[i] = chain.entry_value(&self.stage(terms, i, k, value[i]), caught, taken);
            }
        }
        value
    }

    /// Value to `party` when a defection is detected in stage `k`, whenever it begins, with chance `caught[k]`, and it itself
    /// takes the temptation (stock) `taken[k]` then: the values of entering each state.
    pub fn entry_values(
        &self,
        terms: &Terms,
        party: PartyIndex,
        caught: &[f64],
        taken: &[f64],
    ) -> [f64; MOST + 1] {
        let chain = self.chances(terms);
        let mut value = [0.0; MOST + 1];
        value[self.stages] = self.value[self.stages][party];
        for k in (0..self.stages).rev() {
            value[k] = if self.leavers[k].is_some() {
                self.collapse[k][party]
            } else {
                chain.entry_value(&self.stage(terms, party, k, value[k + 1]), caught[k], taken[k])
            };
        }
        value
    }
}

/// The chances of a chain with these stages, spoiled with chance `spoil` per period.
pub(super) fn chances<'a>(success: &'a [f64], spoil: f64, terms: &Terms) -> Chances<'a> {
    let Terms { lapse, pause, renegotiation, .. } = *terms;
    Chances { success, spoil, lapse, pause, renegotiation }
}

/// The first signatory to which a collapse is worth more than what it has.
fn leaver(signatories: Signatories<'_>, collapse: &PerParty, value: &PerParty) -> Option<PartyIndex> {
    let leaves = |&i: &PartyIndex| collapse[i] > value[i] + TOLERANCE && signatories.outvoted & (1 << i) == 0;
    signatories.parties.iter().copied().find(leaves)
}

impl Arrangement {
    /// State from which issue `j` is carried out.
    pub fn arrives(&self, j: IssueIndex, stages: usize) -> usize {
        match (self.on_promise[j], self.after_last) {
            (true, _) => self.stage[j],
            (false, true) => stages,
            (false, false) => self.stage[j] + 1,
        }
    }
}
