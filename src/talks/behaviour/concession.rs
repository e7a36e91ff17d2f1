//! Time-dependent concession (Faratin, Sierra & Jennings 1998, polynomial family).
//!
//! A party starts at the best that it could get and comes down to the least that it may sign: at time `t` in [0, 1] its
//! target is `least + (1 − t^e)(best − least)`, with its own exponent `e` (below 1 early, above 1 late). It proposes,
//! of all prospects that give it the target, the one that the others are likeliest to take: the largest product of their
//! expected surpluses and of the chance that all comply, divided by 2 + k where it was refused k times before (Laplace's
//! rule of succession: after k refusals in k trials the next acceptance has chance 1/(k + 2)). It accepts what gives it the
//! discounted target of its own next offer, or more.

use super::appeal::{Appeal, Subject};
use crate::agreement::lane::TOLERANCE;
use crate::talks::beliefs::Beliefs;
use crate::talks::catalogue::touched_members;
use crate::talks::coalition;
use crate::talks::situation::{Moment, Situation, least_acceptable};

/// The plans of all seats that concede.
#[derive(Debug, Clone)]
pub struct Concession {
    /// Members that some level touches, in stable order.
    members: Vec<usize>,
    /// By party: what it could propose, `None` as long as nobody has asked.
    plans: Vec<Option<Plan>>,
    appeal: Appeal,
    /// By prospect: how often it was refused, which everybody at the table has heard.
    refusals: Vec<u32>,
    /// How often something was learnt.
    learnt: u32,
}

#[derive(Debug, Clone)]
struct Plan {
    /// Own expected value, score and prospect, in the order of the prospects.
    open: Vec<(f64, f64, usize)>,
    /// The highest of the own values.
    best: f64,
    least: f64,
    exponent: f64,
    /// How much had been learnt when the scores were made.
    learnt: u32,
}

impl Concession {
    /// Before the first offer.
    pub fn new(situation: Situation<'_>, beliefs: &Beliefs) -> Self {
        let Situation { table, valuation, prospects } = situation;
        Self {
            members: touched_members(table, valuation),
            plans: vec![None; valuation.touched.len()],
            appeal: Appeal::new(situation, beliefs),
            refusals: vec![0; prospects.len()],
            learnt: 0,
        }
    }

    /// Makes the plan of a member if it has none. What was learnt since moves its scores (when it is about to propose), but
    /// not what it may hope for: no prospect becomes impossible.
    pub fn prepare(&mut self, situation: Situation<'_>, beliefs: &Beliefs, party: usize, proposes: bool) {
        let fresh = self.plans[party].as_ref().map(|plan| !proposes || plan.learnt == self.learnt);
        if fresh == Some(true) || !self.members.contains(&party) {
            return;
        }
        if !situation.table.rule.unanimous() {
            self.prepare_vote(situation, beliefs, party);
            return;
        }
        let others = Subject::others(&self.members, beliefs, party);
        let (prospects, appeal) = (situation.prospects, &mut self.appeal);
        let score = |x: usize| {
            // How far it is believed that all keep to it, the proposer included, that those outside consent, and that it is
            // ratified.
            let kept = prospects.kept(x)
                * prospects.consent_chance(x, |j| beliefs.of(party, j))
                * prospects.foreseen(x, party);
            kept * others.iter().map(|&other| appeal.of(situation, beliefs, other, x)).product::<f64>()
        };
        match self.plans[party].take() {
            Some(mut plan) => {
                let mut score = score;
                plan.open.iter_mut().for_each(|(_, old, x)| *old = score(*x));
                plan.learnt = self.learnt;
                self.plans[party] = Some(plan);
            }
            None => self.plans[party] = Some(Plan::new(situation, party, score, self.learnt)),
        }
    }

    /// The same where members can be outvoted: a proposer looks for what it gains, times the chance that it passes.
    fn prepare_vote(&mut self, situation: Situation<'_>, beliefs: &Beliefs, party: usize) {
        let Situation { valuation, prospects, .. } = situation;
        let least = least_acceptable(valuation, party);
        let accepts = |x: usize, j: usize| {
            beliefs.of(party, j).at_most(prospects.value(x, j) - valuation.signing_margin[j])
        };
        let score = |x: usize| {
            let gain = (prospects.expected(x, party) - least).max(TOLERANCE);
            let passes = coalition::chance(situation, x, party, |j| accepts(x, j));
            let kept = prospects.kept(x)
                * prospects.consent_chance(x, |j| beliefs.of(party, j))
                * prospects.foreseen(x, party);
            gain * passes * kept
        };
        let learnt = self.learnt;
        match &mut self.plans[party] {
            Some(plan) => {
                plan.open.iter_mut().for_each(|(_, old, x)| *old = score(*x));
                plan.learnt = learnt;
            }
            none => *none = Some(Plan::new(situation, party, score, learnt)),
        }
    }

    /// Something was learnt of a party: what it may think of the prospects is reckoned anew when somebody asks.
    pub fn learnt(&mut self, beliefs: &Beliefs, subject: usize) {
        self.learnt += 1;
        self.appeal.forget(beliefs, subject);
    }

    /// The same mind where an observer has come to hold a belief of its own.
    pub fn told(&mut self, beliefs: &Beliefs, observer: usize, subject: usize) {
        self.appeal.told(beliefs, beliefs.place(observer, subject));
        self.plans[observer] = None;
    }

    /// The likeliest prospect at or above the target, or, where nothing reaches it, the best for the party itself.
    pub fn propose(&self, party: usize, moment: Moment) -> Option<usize> {
        let plan = self.plans[party].as_ref()?;
        // What reaches the target; the best for the party itself always does.
        let target = plan.target(moment.time).min(plan.best) - TOLERANCE;
        let mut best: Option<(f64, usize)> = None;
        for &(_, score, x) in plan.open.iter().filter(|(expected, ..)| *expected >= target) {
            let chance = score / f64::from(2 + self.refusals[x]);
            // Among equals the first in the order of enumeration.
            if best.is_none_or(|(most, _)| chance > most) {
                best = Some((chance, x));
            }
        }
        best.map(|(_, x)| x)
    }

    /// A prospect was refused.
    pub fn heard_refusal(&mut self, prospect: usize) {
        self.refusals[prospect] += 1;
    }

    /// The discounted target of its own next offer, at least the least acceptable; without a next offer, that.
    pub fn accepts_from(&self, situation: Situation<'_>, party: usize, moment: Moment) -> f64 {
        let least = least_acceptable(situation.valuation, party);
        let (Some(plan), Some((next, periods))) = (self.plans[party].as_ref(), moment.next) else {
            return least;
        };
        let discount = libm::pow(situation.valuation.terms.discount[party], f64::from(periods));
        plan.least + discount * (plan.target(next) - plan.least)
    }

    /// The best that it expects from any prospect.
    pub fn hope(&self, party: usize) -> f64 {
        self.plans[party].as_ref().filter(|p| !p.open.is_empty()).map_or(f64::NEG_INFINITY, |p| p.best)
    }
}

impl Plan {
    fn new(situation: Situation<'_>, party: usize, mut score: impl FnMut(usize) -> f64, learnt: u32) -> Self {
        let prospects = situation.prospects;
        let least = least_acceptable(situation.valuation, party);
        let open: Vec<(f64, f64, usize)> = (0..prospects.len())
            .map(|x| (prospects.expected(x, party), score(x), x))
            .filter(|&(expected, score, _)| score > 0.0 && expected >= least)
            .collect();
        let best = open.iter().map(|o| o.0).fold(least, f64::max);
        Self { open, best, least, exponent: situation.valuation.concession[party], learnt }
    }

    /// The least that it asks for at a time between 0 and 1.
    fn target(&self, time: f64) -> f64 {
        self.least + (1.0 - libm::pow(time.clamp(0.0, 1.0), self.exponent)) * (self.best - self.least)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn targets_come_down_from_the_best_to_the_least() {
        let plan = |exponent: f64| Plan { open: Vec::new(), best: 10.0, least: 2.0, exponent, learnt: 0 };
        for exponent in [0.2, 1.0, 5.0] {
            let target = |t: f64| plan(exponent).target(t);
            assert_eq!((target(0.0), target(1.0)), (10.0, 2.0));
            assert!((1..=20).all(|k| target(f64::from(k) / 20.0) <= target(f64::from(k - 1) / 20.0)));
        }
        // At half time: early concession is nearly done, linear is half way, late has hardly begun.
        assert!((plan(1.0).target(0.5) - 6.0).abs() < 1e-12);
        assert!(plan(0.2).target(0.5) < 3.1 && plan(5.0).target(0.5) > 9.7);
    }

    #[test]
    fn refusals_turn_a_proposer_to_the_next_likeliest() {
        let plan = Plan {
            open: vec![(5.0, 1.0, 0), (5.0, 0.6, 1), (1.0, 9.0, 2)],
            best: 5.0,
            least: 0.0,
            exponent: 1.0,
            learnt: 0,
        };
        let mut mind = Concession {
            members: vec![0],
            plans: vec![Some(plan)],
            appeal: Appeal::default(),
            refusals: vec![0; 3],
            learnt: 0,
        };
        let start = Moment { offer: 0, time: 0.0, next: None };
        assert_eq!(mind.propose(0, start), Some(0));
        mind.heard_refusal(0);
        // 1/3 of 1.0 against 1/2 of 0.6: still the first; after a second refusal 1/4 against 0.3.
        assert_eq!(mind.propose(0, start), Some(0));
        mind.heard_refusal(0);
        assert_eq!(mind.propose(0, start), Some(1));
        // At the end everything is open to it.
        assert_eq!(mind.propose(0, Moment { offer: 9, time: 1.0, next: None }), Some(2));
    }
}
