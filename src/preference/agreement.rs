//! One agreement evaluated: what it is worth to every party, who could be relied on to carry it out, who would leave it.

use super::{
    chain::{Chances, MOST},
    terms::{Arrangement, Piece, Terms},
};

/// Most parties of a scenario.
pub const MOST_PARTIES: usize = 16;

/// A number for each state of the chain: the stages, and last "completed".
pub type ByState = [f64; MOST + 1];

/// An agreement in closed form. States `0..stages` are the stages, state `stages` is "completed".
#[derive(Debug, Clone, PartialEq)]
pub struct Agreement {
    /// Number of stages `K`.
    pub stages: usize,
    /// Chance per period that it is spoiled.
    pub spoil: f64,
    /// Parties that spoil, as bits.
    pub spoilers: u32,
    /// Chance of completion per period, by stage.
    pub success: [f64; MOST],
    /// By party and state: flow.
    pub flow: Vec<ByState>,
    /// By party and state: stock after a collapse in that state.
    pub collapse: Vec<ByState>,
    /// By party and state: value if all comply (`W` of the chain).
    pub value: Vec<ByState>,
    /// By party and stage: stake of its own duties.
    pub stake: Vec<[f64; MOST]>,
    /// By party and stage: the largest temptation (stock) that it resists.
    pub resists: Vec<[f64; MOST]>,
    /// The first state in which some signatory would rather leave, and who (lowest in order).
    pub leaves: Option<(usize, usize)>,
}

/// Which mechanisms are switched on beyond the reference model.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Switches {
    /// A signatory may withdraw when leaving is worth more than staying.
    pub withdrawal: bool,
}

/// Who signs, and in which order the parties are looked at.
#[derive(Debug, Clone, Copy)]
pub struct Signatories<'a> {
    /// Signatories in stable order.
    pub parties: &'a [usize],
}

/// Evaluates an arrangement with `success` chances by active stage.
pub fn evaluate(
    terms: &Terms,
    arrangement: &Arrangement,
    success: &[f64],
    signatories: Signatories<'_>,
    switches: Switches,
) -> Agreement {
    let mut agreement = Agreement::empty(terms.parties());
    evaluate_into(&mut agreement, terms, arrangement, success, signatories, switches);
    agreement
}

/// The same, written over an earlier evaluation with the same number of parties.
pub fn evaluate_into(
    agreement: &mut Agreement,
    terms: &Terms,
    arrangement: &Arrangement,
    success: &[f64],
    signatories: Signatories<'_>,
    switches: Switches,
) {
    agreement.stages = success.len();
    agreement.success[..success.len()].copy_from_slice(success);
    agreement.leaves = None;
    agreement.flows(terms, arrangement);
    agreement.spoilers(terms, signatories);
    agreement.values(terms, signatories, switches);
}

impl Agreement {
    /// Space for the evaluation of packages of `n` parties.
    pub fn empty(n: usize) -> Self {
        Self {
            stages: 0,
            spoil: 0.0,
            spoilers: 0,
            success: [0.0; MOST],
            flow: vec![[0.0; MOST + 1]; n],
            collapse: vec![[0.0; MOST + 1]; n],
            value: vec![[0.0; MOST + 1]; n],
            stake: vec![[0.0; MOST]; n],
            resists: vec![[0.0; MOST]; n],
            leaves: None,
        }
    }

    /// Sums the pieces into flows, collapse stocks and stakes by state.
    fn flows(&mut self, terms: &Terms, arrangement: &Arrangement) {
        let states = self.stages + 1;
        for i in 0..terms.parties() {
            let (flow, collapsed) = (&mut self.flow[i][..states], &mut self.collapse[i][..states]);
            flow.fill(terms.in_force[i]);
            collapsed.fill(terms.collapsed[i]);
            self.stake[i] = [0.0; MOST];
            for (j, &option) in arrangement.option.iter().enumerate() {
                let piece: &Piece = &terms.pieces[j][option];
                let arrives = arrangement.arrives(j, self.stages);
                for k in 0..states {
                    let carried_out = piece.covered && k >= arrives;
                    flow[k] += if carried_out { piece.after[i] } else { piece.before[i] };
                    collapsed[k] += match (piece.covered, carried_out && piece.irreversible) {
                        (false, _) => piece.before[i],
                        (true, true) => piece.after[i],
                        (true, false) => piece.reverted[i],
                    };
                }
                if piece.covered {
                    self.stake[i][arrangement.stage[j]] += piece.duty[i];
                }
            }
            let horizon = 1.0 - terms.discount[i];
            collapsed.iter_mut().for_each(|flow| *flow = *flow / horizon - terms.penalty[i]);
        }
    }

    /// Those left out whose flow under the whole agreement is below their disagreement flow spoil it.
    fn spoilers(&mut self, terms: &Terms, signatories: Signatories<'_>) {
        let mut survive = 1.0;
        self.spoilers = 0;
        for i in 0..terms.parties() {
            let out = !signatories.parties.contains(&i);
            if out && terms.spoiling[i] > 0.0 && self.flow[i][self.stages] < terms.disagreement[i] - TOLERANCE
            {
                survive *= 1.0 - terms.spoiling[i];
                self.spoilers |= 1 << i;
            }
        }
        self.spoil = if self.spoilers == 0 { 0.0 } else { 1.0 - survive };
    }

    /// The chances of this agreement's chain.
    pub fn chances<'a>(&'a self, terms: &Terms) -> Chances<'a> {
        Chances { success: &self.success[..self.stages], spoil: self.spoil, lapse: terms.lapse }
    }

    /// Values from the last state backwards; where a signatory would rather leave, everybody gets the collapse.
    fn values(&mut self, terms: &Terms, signatories: Signatories<'_>, switches: Switches) {
        let n = terms.parties();
        let success = self.success;
        let chain = Chances { success: &success[..self.stages], spoil: self.spoil, lapse: terms.lapse };
        for k in (0..=self.stages).rev() {
            for i in 0..n {
                let (d, flow, collapse) = (terms.discount[i], self.flow[i][k], self.collapse[i][k]);
                self.value[i][k] = if k == self.stages {
                    chain.completed_value(d, flow, collapse)
                } else {
                    let next = self.value[i][k + 1];
                    let stay = chain.stage_value(k, d, flow, collapse, next);
                    self.resists[i][k] = chain.resisted(k, d, terms.detection[i], collapse, next, stay);
                    stay
                };
            }
            let leaver =
                signatories.parties.iter().find(|&&i| self.collapse[i][k] > self.value[i][k] + TOLERANCE);
            if let (true, Some(&who)) = (switches.withdrawal, leaver) {
                self.leaves = Some((k, who));
                (0..n).for_each(|i| self.value[i][k] = self.collapse[i][k]);
            }
        }
    }

    /// Value at the start if all comply.
    pub fn start(&self, party: usize) -> f64 {
        self.value[party][0]
    }

    /// Whether `party` complies in `stage` at a temptation per stake of `temptation`.
    pub fn complies(&self, party: usize, stage: usize, temptation: f64) -> bool {
        temptation * self.stake[party][stage] <= self.resists[party][stage] + TOLERANCE
    }

    /// The smallest slack `resisted − temptation × stake` over the given parties and all stages.
    pub fn least_slack(&self, terms: &Terms, parties: &[usize]) -> f64 {
        let slack = |i: usize, k: usize| self.resists[i][k] - terms.temptation[i] * self.stake[i][k];
        parties.iter().flat_map(|&i| (0..self.stages).map(move |k| slack(i, k))).fold(f64::INFINITY, f64::min)
    }

    /// Whether all the given parties comply in every stage, at their true temptations, and nobody would leave.
    pub fn self_enforcing(&self, terms: &Terms, parties: &[usize]) -> bool {
        self.leaves.is_none()
            && parties.iter().all(|&i| (0..self.stages).all(|k| self.complies(i, k, terms.temptation[i])))
    }

    /// Value to `party` when a defection is detected in stage `k` with chance `caught[k]`, and it itself takes the
    /// temptation (stock) `taken[k]` there.
    pub fn value_with(&self, terms: &Terms, party: usize, caught: &[f64], taken: &[f64]) -> f64 {
        let chain = self.chances(terms);
        let d = terms.discount[party];
        let mut value = self.value[party][self.stages];
        for k in (0..self.stages).rev() {
            if self.leaves.is_some_and(|(state, _)| state == k) {
                value = self.collapse[party][k];
                continue;
            }
            let (flow, collapse) = (self.flow[party][k], self.collapse[party][k]);
            value = chain.entry_value(k, d, flow, collapse, value, caught[k]) + taken[k];
        }
        value
    }
}

/// Comparisons of stocks and flows ignore differences below this.
pub const TOLERANCE: f64 = 1e-12;

impl Arrangement {
    /// State from which issue `j` is carried out.
    fn arrives(&self, j: usize, stages: usize) -> usize {
        match (self.on_promise[j], self.after_last) {
            (true, _) => self.stage[j],
            (false, true) => stages,
            (false, false) => self.stage[j] + 1,
        }
    }
}
