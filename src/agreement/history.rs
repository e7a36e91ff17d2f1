//! One sampled history of an agreement in force: stages, defections, spoiling, withdrawal, lapse.
//!
//! The same chain as in closed form ([`crate::agreement::chain`]), drawn period by period from the luck of the world.
//! A party's conduct follows its true temptation. An undetected defection pays its temptation and the stage proceeds; a
//! detected one makes it fail: the stage pauses and begins anew, or is renegotiated, or the agreement collapses.

use crate::agreement::chain::{Chances, MOST, Stage};
use crate::agreement::evaluation::Agreement;
use crate::agreement::guarantee::Perspective;
use crate::agreement::per_party::product;
use crate::agreement::terms::Terms;
use crate::world::chance::Chance;

/// Why an agreement in force ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Collapse {
    /// This party's defection was detected.
    Defection(usize),
    /// This party, left out, spoiled it.
    Spoiled(usize),
    /// This signatory withdrew.
    Withdrawal(usize),
    /// After completion it lapsed by itself.
    Lapsed,
}

/// Something that happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Happening {
    /// A stage began.
    Begun(usize),
    /// A party did not do its duty in a stage; whether it was detected.
    Defected(usize, usize, bool),
    /// A stage was completed.
    Completed(usize),
    /// A stage that failed pauses and begins anew: all duties in it fall due again.
    Paused(usize),
    /// A stage that failed goes back to the table: what was done stays as it is.
    Renegotiated(usize),
    /// Those who guarantee it (bits) act against a party that broke or spoiled it.
    Punished(usize, u32),
    /// It ended.
    Ended(Collapse),
}

/// A history in periods from the start of the scenario.
#[derive(Debug, Clone, PartialEq)]
pub struct History {
    /// Period in which each state was entered (`None`: never), state `stages` being "completed".
    pub entered: [Option<u32>; MOST + 1],
    /// Period from which the collapse counts, the state it came in, and why.
    pub collapse: Option<(u32, usize, Collapse)>,
    /// By party: value of the history from the signature on, in stock at the signature.
    pub value: Vec<f64>,
    /// What happened, with its period.
    pub happenings: Vec<(u32, Happening)>,
    /// Period from which the rest is back at the table, and the stage in which it stays until something else is agreed.
    pub renegotiated: Option<(u32, usize)>,
    /// By party: the part of its value that it had before that period; empty if there is none.
    pub value_before: Vec<f64>,
}

/// Where an agreement stands at the beginning of a period.
#[derive(Clone, Copy, PartialEq, Eq)]
enum PeriodStart {
    /// It enters a state.
    Enters,
    /// A stage begins anew after a pause.
    BeginsAnew,
    /// It goes on in its state.
    GoesOn,
    /// What was done stays as it is, from this period on (true) or for longer.
    Stays(bool),
}

/// What a period brings.
enum Transition {
    GoesOn,
    Completed,
    Paused,
    Renegotiated,
    /// With those who broke or spoiled it, as bits.
    Ended(Collapse, u32),
}

/// What chance and conduct make of an agreement.
pub struct Sampler<'a> {
    /// The agreement as it stands at its entry into force.
    pub agreement: &'a Agreement,
    /// Its terms.
    pub terms: &'a Terms,
    /// Signatories in stable order.
    pub signatories: &'a [usize],
    /// Luck.
    pub chance: &'a Chance,
    /// Period of entry into force.
    pub from: u32,
    /// First period that is not simulated any more.
    pub horizon: u32,
}

/// By stage: who defects, as bits.
pub type Defectors = [u32; MOST];

/// Who defects in each stage, at true temptations.
pub fn defectors(agreement: &Agreement, terms: &Terms, signatories: &[usize]) -> Defectors {
    core::array::from_fn(|k| {
        let duty = |i: usize| k < agreement.stages && agreement.stake[k][i] > 0.0;
        let slips = |&&i: &&usize| duty(i) && !agreement.complies(i, k, terms.temptation[i]);
        signatories.iter().filter(slips).fold(0, |bits, i| bits | 1 << i)
    })
}

/// By stage: chance that some defection is detected.
pub fn caught(terms: &Terms, defectors: &Defectors) -> [f64; MOST] {
    defectors.map(|who| {
        let slips = (0..terms.parties).filter(|i| who & (1 << i) != 0);
        let mut unseen: Vec<f64> = slips.map(|i| 1.0 - terms.detection[i]).collect();
        if who == 0 { 0.0 } else { 1.0 - product(&mut unseen) }
    })
}

/// By stage: the temptation (stock) that a party takes, less what it must expect of those who guarantee the agreement.
pub fn taken(agreement: &Agreement, terms: &Terms, defectors: &Defectors, party: usize) -> [f64; MOST] {
    core::array::from_fn(|k| {
        let defects = defectors[k] & (1 << party) != 0;
        if !defects {
            return 0.0;
        }
        let punishment = agreement.punishment(terms, k, party, Perspective::Truth);
        terms.temptation[party] * agreement.stake[k][party] - punishment
    })
}

impl Sampler<'_> {
    /// True value of entering each state, by party: the closed form that the history samples.
    pub fn entry_values(&self, defectors: &Defectors) -> Vec<[f64; MOST + 1]> {
        let caught = caught(self.terms, defectors);
        let of = |i: usize| {
            let taken = taken(self.agreement, self.terms, defectors, i);
            self.agreement.entry_values(self.terms, i, &caught, &taken)
        };
        (0..self.terms.parties).map(of).collect()
    }

    /// Chance that all stages are completed before the horizon.
    pub fn completed(&self, defectors: &Defectors) -> f64 {
        if self.agreement.leaves.is_some_and(|(state, _)| state < self.agreement.stages) {
            return 0.0;
        }
        let caught = caught(self.terms, defectors);
        self.agreement.chances(self.terms).completed_within(self.horizon.saturating_sub(self.from), &caught)
    }

    /// Samples the history.
    pub fn sample(&self, defectors: &Defectors) -> History {
        let n = self.terms.parties;
        let mut history = History {
            entered: [None; MOST + 1],
            collapse: None,
            value: vec![0.0; n],
            happenings: Vec::new(),
            renegotiated: None,
            value_before: Vec::new(),
        };
        let mut discount = vec![1.0; n];
        let (mut state, mut start) = (0, PeriodStart::Enters);
        for period in self.from..self.horizon {
            if start == PeriodStart::Enters {
                history.entered[state] = Some(period);
            }
            if let Some(who) = self.leaver(state, start) {
                self.end(&mut history, period, state, Collapse::Withdrawal(who), 0, &discount);
                return history;
            }
            let seen = self.begin(&mut history, state, start, period, &discount, defectors);
            for i in 0..n {
                history.value[i] += discount[i] * self.agreement.flow[state][i];
                discount[i] *= self.terms.discount[i];
            }
            start = match self.transition(state, start, period, seen) {
                Transition::GoesOn if matches!(start, PeriodStart::Stays(_)) => PeriodStart::Stays(false),
                Transition::GoesOn => PeriodStart::GoesOn,
                Transition::Completed => {
                    history.happenings.push((period + 1, Happening::Completed(state)));
                    state += 1;
                    history.entered[state] = Some(period + 1);
                    PeriodStart::Enters
                }
                Transition::Paused => {
                    history.happenings.push((period + 1, Happening::Paused(state)));
                    PeriodStart::BeginsAnew
                }
                Transition::Renegotiated => {
                    history.happenings.push((period + 1, Happening::Renegotiated(state)));
                    history.renegotiated = Some((period + 1, state));
                    history.value_before.clone_from(&history.value);
                    PeriodStart::Stays(true)
                }
                Transition::Ended(why, offenders) => {
                    self.end(&mut history, period + 1, state, why, offenders, &discount);
                    return history;
                }
            };
        }
        self.go_on(&mut history, state, start, &discount, defectors);
        history
    }

    /// The signatory that leaves at once, when a state is entered or is to stay as it is.
    fn leaver(&self, state: usize, start: PeriodStart) -> Option<usize> {
        match start {
            PeriodStart::Enters => self.agreement.leaves.filter(|(at, _)| *at == state).map(|(_, who)| who),
            PeriodStart::Stays(true) => self.agreement.leaves_frozen[state],
            _ => None,
        }
    }

    /// A stage begins, or begins anew: who defects takes its temptation. Gives those who are seen, as bits.
    fn begin(
        &self,
        history: &mut History,
        state: usize,
        start: PeriodStart,
        period: u32,
        discount: &[f64],
        defectors: &Defectors,
    ) -> u32 {
        let begins =
            matches!(start, PeriodStart::Enters | PeriodStart::BeginsAnew) && state < self.agreement.stages;
        if !begins {
            return 0;
        }
        if start == PeriodStart::Enters {
            history.happenings.push((period, Happening::Begun(state)));
        }
        let mut all = 0;
        for &i in self.signatories.iter().filter(|&&i| defectors[state] & (1 << i) != 0) {
            history.value[i] += discount[i] * self.terms.temptation[i] * self.agreement.stake[state][i];
            let luck = match start {
                PeriodStart::BeginsAnew => self.chance.detect_again[i].at(period),
                _ => self.chance.detect[i][state],
            };
            let seen = luck < self.terms.detection[i];
            all |= u32::from(seen) << i;
            history.happenings.push((period, Happening::Defected(i, state, seen)));
        }
        all
    }

    /// What a period brings, in which the defections of `seen` (bits) are detected.
    fn transition(&self, state: usize, start: PeriodStart, period: u32, seen: u32) -> Transition {
        if let Some(&who) = self.signatories.iter().find(|&&i| seen & (1 << i) != 0) {
            return self.failed(who, period, seen);
        }
        let last = state == self.agreement.stages || matches!(start, PeriodStart::Stays(_));
        if let Some((why, offenders)) = self.collapses(last, period) {
            return Transition::Ended(why, offenders);
        }
        let succeeds = !last && self.chance.success[period as usize] < self.agreement.success[state];
        if succeeds { Transition::Completed } else { Transition::GoesOn }
    }

    /// What becomes of a stage in which this party's defection was detected, the first of those who were seen.
    fn failed(&self, who: usize, period: u32, seen: u32) -> Transition {
        let (pause, renegotiation) = (self.terms.pause, self.terms.renegotiation);
        if pause + renegotiation == 0.0 {
            return Transition::Ended(Collapse::Defection(who), seen);
        }
        let luck = self.chance.failed.at(period);
        if luck < pause {
            Transition::Paused
        } else if luck < pause + renegotiation {
            Transition::Renegotiated
        } else {
            Transition::Ended(Collapse::Defection(who), seen)
        }
    }

    /// Whether, why and by whose hands (bits) the agreement collapses at the end of a period without a defection; `last`:
    /// nothing is left to do.
    fn collapses(&self, last: bool, period: u32) -> Option<(Collapse, u32)> {
        // Of several in one period, the one whose draw was the lowest for its chance: no order of parties decides.
        let luck = |x: usize| self.chance.spoil[x][period as usize] / self.terms.spoiling[x];
        let spoils = |&x: &usize| self.agreement.spoilers & (1 << x) != 0 && luck(x) < 1.0;
        let spoilers = (0..self.terms.parties).filter(spoils);
        let all = spoilers.clone().fold(0, |bits, x| bits | 1 << x);
        if let Some(spoiler) = spoilers.min_by(|&a, &b| luck(a).total_cmp(&luck(b))) {
            return Some((Collapse::Spoiled(spoiler), all));
        }
        let lapses = self.chance.lapse_after[period as usize] < self.terms.lapse;
        (last && lapses).then_some((Collapse::Lapsed, 0))
    }

    /// The agreement ends, by the hands of `offenders` (bits).
    fn end(
        &self,
        history: &mut History,
        period: u32,
        state: usize,
        why: Collapse,
        offenders: u32,
        discount: &[f64],
    ) {
        for (i, discount) in discount.iter().enumerate() {
            history.value[i] += discount * self.agreement.collapse[state][i];
        }
        if self.agreement.deterrence.guarantors != 0 {
            self.punish(history, period, state, why, offenders, discount);
        }
        history.collapse = Some((period, state, why));
        history.happenings.push((period, Happening::Ended(why)));
    }

    /// Those who guarantee the agreement act against those who broke or spoiled it.
    fn punish(
        &self,
        history: &mut History,
        period: u32,
        state: usize,
        why: Collapse,
        offenders: u32,
        discount: &[f64],
    ) {
        let deterrence = &self.agreement.deterrence;
        let acting = match why {
            Collapse::Defection(_) => deterrence.acting[state],
            _ => deterrence.against_spoilers,
        };
        for i in (0..self.terms.parties).filter(|i| offenders & (1 << i) != 0) {
            let against = acting & !(1 << i);
            if against != 0 {
                history.value[i] -= discount[i] * self.terms.guarantees.force_of(against, i);
                history.happenings.push((period, Happening::Punished(i, against)));
            }
        }
    }

    /// Beyond the horizon: the closed-form value of going on from where the history stands.
    fn go_on(
        &self,
        history: &mut History,
        state: usize,
        start: PeriodStart,
        discount: &[f64],
        defectors: &Defectors,
    ) {
        let agreement = self.agreement;
        let values = self.entry_values(defectors);
        let chain: Chances<'_> = agreement.chances(self.terms);
        for (i, discount) in discount.iter().enumerate() {
            let rest = match start {
                PeriodStart::Stays(_) => agreement.frozen[state][i],
                PeriodStart::GoesOn if state < agreement.stages => {
                    let Stage { discount, flow, spoilt, next, .. } =
                        agreement.stage(self.terms, i, state, values[i][state + 1]);
                    chain.stage_value(state, discount, flow, spoilt, next)
                }
                _ => values[i][state],
            };
            history.value[i] += discount * rest;
        }
    }
}
