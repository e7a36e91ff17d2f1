//! One negotiation at one table: meetings, offers, answers, until a signature, a walk-out or the last meeting.

use super::{
    behaviour::{Behaviour, Mind, Moment, Situation, least_acceptable},
    prospects::{consenters, touched_members},
    protocol::alternating::{Action, AlternatingOffers, Event, Turn},
};
use crate::preference::agreement::TOLERANCE;

/// How talks ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ended {
    /// The outcome.
    pub outcome: Outcome,
    /// Period in which it came about.
    pub period: u32,
    /// Whether on the way somebody refused what it would have taken, had it believed that all comply.
    pub mistrust: bool,
    /// Who was the last to refuse by its right of consent alone, as a veto.
    pub veto: Option<usize>,
}

/// The outcome of talks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// This prospect is signed.
    Signed(usize),
    /// This party left for its outside option.
    WalkedOut(usize),
    /// The last meeting passed.
    Deadline,
}

/// Why a party answered as it did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ground {
    /// Worth at least what it needs now.
    Enough,
    /// Below the least that it may sign, even if all comply.
    BelowReservation,
    /// Enough if all comply, but it does not believe that.
    Mistrust,
    /// Acceptable, but it still hopes for more.
    HoldsOut,
}

/// One line of the minutes.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Minute {
    /// A meeting begins.
    Meeting {
        /// Its number, from 1.
        number: u32,
        /// Its period.
        period: u32,
    },
    /// A party proposes, or passes.
    Proposal {
        /// Who.
        party: usize,
        /// What, `None` for a pass.
        prospect: Option<usize>,
        /// What it expects of it.
        expected: f64,
    },
    /// A party answers.
    Answer {
        /// Who.
        party: usize,
        /// Whether it answers by a right of consent from outside the table.
        consent: bool,
        /// Value if all comply.
        value: f64,
        /// Expected value.
        expected: f64,
        /// The least that it may sign.
        least: f64,
        /// The least that it accepts now.
        asks: f64,
        /// Why.
        ground: Ground,
    },
    /// A party walks out.
    WalkOut {
        /// Who.
        party: usize,
        /// What leaving is worth.
        outside: f64,
        /// The best that it could still hope for.
        hope: f64,
    },
}

/// Holds the talks. `minutes` records them line by line if given.
pub fn hold(
    situation: Situation<'_>,
    behaviour: Behaviour,
    horizon: u32,
    minutes: Option<&mut Vec<Minute>>,
) -> Ended {
    Talks::new(situation, behaviour, minutes).hold(horizon)
}

struct Talks<'a, 'm> {
    situation: Situation<'a>,
    mind: Mind,
    protocol: AlternatingOffers,
    members: Vec<usize>,
    offers: u32,
    mistrust: bool,
    veto: Option<usize>,
    minutes: Option<&'m mut Vec<Minute>>,
}

impl<'a, 'm> Talks<'a, 'm> {
    fn new(situation: Situation<'a>, behaviour: Behaviour, minutes: Option<&'m mut Vec<Minute>>) -> Self {
        let table = situation.table;
        let members = touched_members(table, situation.valuation);
        let order = table.order.iter().copied().filter(|i| members.contains(i)).collect();
        let offers = table.offers * table.meetings.len() as u32;
        Self {
            situation,
            mind: Mind::new(behaviour, situation),
            protocol: AlternatingOffers::new(order, offers),
            members,
            offers,
            mistrust: false,
            veto: None,
            minutes,
        }
    }

    fn hold(mut self, horizon: u32) -> Ended {
        let table = self.situation.table;
        let last = table.meetings.last().copied().unwrap_or(0);
        for (number, &period) in table.meetings.iter().enumerate() {
            self.minute(Minute::Meeting { number: number as u32 + 1, period });
            if let Some(leaver) = self.walk_out() {
                return self.ended(Outcome::WalkedOut(leaver), period);
            }
            let until = (number as u32 + 1) * table.offers;
            if let Some(signed) = self.meeting(until) {
                let period = if table.refer_back { period + table.every } else { period };
                if period < horizon {
                    return self.ended(Outcome::Signed(signed), period);
                }
                return self.ended(Outcome::Deadline, last);
            }
        }
        self.ended(Outcome::Deadline, last)
    }

    fn ended(&self, outcome: Outcome, period: u32) -> Ended {
        Ended { outcome, period, mistrust: self.mistrust, veto: self.veto }
    }

    fn minute(&mut self, minute: Minute) {
        if let Some(minutes) = self.minutes.as_deref_mut() {
            minutes.push(minute);
        }
    }

    /// A party leaves when its outside option is worth more than the best that it can still hope for.
    fn walk_out(&mut self) -> Option<usize> {
        let valuation = self.situation.valuation;
        for &party in &self.members.clone() {
            let Some(outside) = valuation.outside[party] else { continue };
            let stay = valuation.terms.disagreement[party] / (1.0 - valuation.terms.discount[party]);
            let hope = self.mind.hope(self.situation, party).max(stay);
            if outside > hope + TOLERANCE {
                self.minute(Minute::WalkOut { party, outside, hope });
                return Some(party);
            }
        }
        None
    }

    /// One meeting: acts until the number of offers made reaches `until`, or there is agreement.
    fn meeting(&mut self, until: u32) -> Option<usize> {
        while self.protocol.offer_number() < until {
            let action = match self.protocol.turn() {
                Turn::Propose(party) => self.propose(party),
                Turn::Answer { party, offer } => self.answer(party, offer),
                Turn::Agreed(offer) => return Some(offer),
                Turn::Over => return None,
            };
            let turn = self.protocol.turn();
            let order = |offer: usize| self.answerers(turn, offer);
            let waiting = if let Action::Propose(offer) = action { order(offer) } else { Vec::new() };
            let event = self.protocol.step(action, |_| waiting);
            if let (Event::Refused, Turn::Answer { party, offer }) = (event, turn) {
                self.mind.heard_refusal(self.situation, party, offer);
            }
        }
        None
    }

    /// Members other than the proposer, then those whose consent the package needs from outside, both in stable order.
    fn answerers(&self, turn: Turn, offer: usize) -> Vec<usize> {
        let table = self.situation.table;
        let Turn::Propose(proposer) = turn else { return Vec::new() };
        let package = &self.situation.prospects.packages[offer];
        let consent = consenters(table, self.situation.valuation, package);
        let outside = table.by_id.iter().copied().filter(|i| consent & (1 << i) != 0);
        let mut answering: Vec<usize> = self.members.iter().copied().filter(|&i| i != proposer).collect();
        answering.extend(outside.filter(|&i| !table.is_member(i)));
        answering
    }

    fn moment(&self, party: usize) -> Moment {
        let table = self.situation.table;
        let time = |offer: u32| match self.offers {
            0 | 1 => 1.0,
            all => f64::from(offer) / f64::from(all - 1),
        };
        let now = self.protocol.offer_number();
        let period = |offer: u32| table.meetings[(offer / table.offers) as usize];
        let next = self.protocol.next_offer_of(party).map(|k| (time(k), period(k) - period(now)));
        Moment { time: time(now), next }
    }

    fn propose(&mut self, party: usize) -> Action {
        let prospect = self.mind.propose(self.situation, party, self.moment(party));
        let expected = prospect.map_or(0.0, |x| self.situation.prospects.expected(x, party));
        self.minute(Minute::Proposal { party, prospect, expected });
        prospect.map_or(Action::Pass, Action::Propose)
    }

    fn answer(&mut self, party: usize, offer: usize) -> Action {
        let Situation { table, valuation, prospects } = self.situation;
        let (value, expected) = (prospects.value(offer, party), prospects.expected(offer, party));
        let consent = !table.is_member(party);
        let (least, asks) = if consent {
            (valuation.reservation[party], valuation.reservation[party])
        } else {
            let asks = self.mind.accepts_from(self.situation, party, self.moment(party));
            (least_acceptable(valuation, party), asks)
        };
        let ground = if expected >= asks - TOLERANCE {
            Ground::Enough
        } else if value < least - TOLERANCE {
            Ground::BelowReservation
        } else if expected < least - TOLERANCE {
            Ground::Mistrust
        } else {
            Ground::HoldsOut
        };
        self.mistrust |= ground == Ground::Mistrust;
        if ground != Ground::Enough {
            self.veto = consent.then_some(party);
        }
        self.minute(Minute::Answer { party, consent, value, expected, least, asks, ground });
        if ground == Ground::Enough { Action::Accept } else { Action::Refuse }
    }
}
