//! One sampled history of an agreement in force: stages, defections, spoiling, withdrawal, lapse, and dates on which its
//! signatories choose again.
//!
//! The same chain as in closed form ([`crate::agreement::chain`], [`crate::agreement::review`]), drawn period by period from
//! the luck of the world. A party's conduct follows its true temptation. An undetected defection pays its temptation and the
//! stage proceeds; a detected one makes it fail: the stage pauses and begins anew, or is renegotiated, or the agreement
//! collapses.

use crate::agreement::chain::{Lane, MOST, Standing};
use crate::agreement::conduct::{Conduct, Defectors};
use crate::agreement::evaluation::Agreement;
use crate::agreement::review::{self, Expected, Review};
use crate::agreement::terms::Terms;
use crate::scenario::place::PartyIndex;
use crate::world::chance::Chance;

/// Why an agreement in force ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Collapse {
    /// This party's defection was detected.
    Defection(PartyIndex),
    /// This party, left out, spoiled it.
    Spoiled(PartyIndex),
    /// This signatory withdrew.
    Withdrawal(PartyIndex),
    /// After completion it lapsed by itself.
    Lapsed,
}

/// Something that happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Happening {
    /// A stage began.
    Begun(usize),
    /// A party did not do its duty in a stage; whether it was detected.
    Defected(PartyIndex, usize, bool),
    /// A stage was completed.
    Completed(usize),
    /// A stage that failed pauses and begins anew: all duties in it fall due again.
    Paused(usize),
    /// A stage that failed goes back to the table: what was done stays as it is.
    Renegotiated(usize),
    /// Those who guarantee it (bits) act against a party that broke or spoiled it.
    Punished(PartyIndex, u32),
    /// Its signatories choose again: at which of its reviews, by date, in which state, and whether the rest is back at the
    /// table.
    Reviewed(usize, usize, bool),
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
    /// By party: the part of its value that its outside option is worth above a collapse, where it left for it.
    pub outside: Vec<f64>,
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

impl PeriodStart {
    fn lane(self) -> Lane {
        match self {
            Self::Enters | Self::BeginsAnew => Lane::Begins,
            Self::GoesOn => Lane::GoesOn,
            Self::Stays(true) => Lane::Halts,
            Self::Stays(false) => Lane::Stays,
        }
    }
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
#[derive(Clone, Copy)]
pub struct Sampler<'a> {
    /// The agreement as it stands at its entry into force.
    pub agreement: &'a Agreement,
    /// Its terms.
    pub terms: &'a Terms,
    /// Signatories in stable order.
    pub signatories: &'a [PartyIndex],
    /// Luck.
    pub chance: &'a Chance,
    /// Period of entry into force.
    pub from: u32,
    /// First period that is not simulated any more.
    pub horizon: u32,
    /// Dates after the entry into force on which signatories choose again, in order.
    pub reviews: &'a [Review],
}

impl Sampler<'_> {
    /// True value of entering each state, by party, if nothing is chosen again.
    pub fn entry_values(&self, defectors: &Defectors) -> Vec<[f64; MOST + 1]> {
        self.first(defectors).entry
    }

    /// Chance that all stages are completed before the horizon, given the dates on which signatories choose again.
    pub fn completed(&self, defectors: &Defectors) -> f64 {
        review::completed(self.first(defectors), self.terms, self.reviews, self.from..self.horizon)
    }

    /// What the agreement is worth at its entry into force, given those dates: the closed form that the history samples.
    pub fn expected(&self, defectors: &Defectors) -> Expected {
        let begins = Standing::at(Lane::Begins, 0);
        review::expected(self.first(defectors), self.terms, self.reviews, &begins, self.from)
    }

    /// The conduct until anything is chosen again.
    fn first<'a>(&'a self, defectors: &'a Defectors) -> Conduct<'a> {
        Conduct::new(self.agreement, self.terms, defectors)
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
            outside: vec![0.0; n],
        };
        let mut discount = vec![1.0; n];
        let (mut state, mut start) = (0, PeriodStart::Enters);
        // The conduct of the day: that of the entry into force, until signatories have chosen again.
        let (mut now, mut defectors, mut reviewed) = (*self, defectors, 0);
        for period in self.from..self.horizon {
            if start == PeriodStart::Enters {
                history.entered[state] = Some(period);
            }
            if let Some(review) = self.reviews.get(reviewed).filter(|review| review.at == period) {
                let lane = start.lane();
                history.happenings.push((period, Happening::Reviewed(reviewed, state, lane.frozen())));
                reviewed += 1;
                now.agreement = &review.measured;
                defectors = &review.slips;
                let departure = review.departure(lane, state);
                if let Some(who) = departure.by {
                    now.end(&mut history, period, state, Collapse::Withdrawal(who), 0, &discount);
                    for (i, discount) in discount.iter().enumerate() {
                        let above = discount * review.above_collapse(departure, state, PartyIndex(i));
                        history.value[i] += above;
                        history.outside[i] += above;
                    }
                    return history;
                }
            }
            if let Some(who) = now.leaver(state, start) {
                now.end(&mut history, period, state, Collapse::Withdrawal(who), 0, &discount);
                return history;
            }
            let seen = now.begin(&mut history, state, start, period, &discount, defectors);
            for i in 0..n {
                history.value[i] += discount[i] * now.agreement.flow[state][i];
                discount[i] *= self.terms.discount[i];
            }
            start = match now.transition(state, start, period, seen) {
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
                    now.end(&mut history, period + 1, state, why, offenders, &discount);
                    return history;
                }
            };
        }
        let (stands, at) = (Standing::at(start.lane(), state), self.horizon.max(self.from));
        let rest = review::expected(now.first(defectors), self.terms, &self.reviews[reviewed..], &stands, at);
        for (i, discount) in discount.iter().enumerate() {
            history.value[i] += discount * rest.value[i];
            history.outside[i] += discount * rest.outside[i];
        }
        history
    }

    /// The signatory that leaves at once, when a state is entered or is to stay as it is.
    fn leaver(&self, state: usize, start: PeriodStart) -> Option<PartyIndex> {
        match start {
            PeriodStart::Enters => self.agreement.leavers[state],
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
    fn failed(&self, who: PartyIndex, period: u32, seen: u32) -> Transition {
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
        let luck = |x: PartyIndex| self.chance.spoil[x][period as usize] / self.terms.spoiling[x];
        let spoils = |&x: &PartyIndex| self.agreement.spoilers & (1 << x) != 0 && luck(x) < 1.0;
        let spoilers = PartyIndex::all(self.terms.parties).filter(spoils);
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
        for i in PartyIndex::all(self.terms.parties).filter(|i| offenders & (1 << i) != 0) {
            let against = acting & !(1 << i);
            if against != 0 {
                history.value[i] -= discount[i] * self.terms.guarantees.force_of(against, i);
                history.happenings.push((period, Happening::Punished(i, against)));
            }
        }
    }
}
