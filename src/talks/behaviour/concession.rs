//! Time-dependent concession (Faratin, Sierra & Jennings 1998, polynomial family).
//!
//! A party starts at the best that it could get and comes down to its *end*: what waiting for the last offer is worth to it when
//! the one before is made, or the least that it may sign if that is more. At time `t` in [0, 1] its target is
//! `end + (1 − t^e)(best − end)`, with its own exponent `e` (below 1 early, above 1 late). It proposes, of all feasible agreements
//! that give it the target, the one that the others are likeliest to take: the largest product of their expected surpluses and of
//! the chance that all comply, divided by 2 + k where it was refused k times before (Laplace's rule of succession: after k
//! refusals in k trials the next acceptance has chance 1/(k + 2)). It accepts what gives it the discounted target of its own next
//! offer, or more; where the last offer is all that it can wait for, what gives it its end.
//!
//! The last offer is an ultimatum (see [`super::ultimatum`]), to which the others say yes if they may sign. Where a party from outside
//! writes the text there is none: everybody comes down to the least that it may sign.

use super::appeal::{Appeal, Subject};
use super::ultimatum::Ultimatum;
use crate::agreement::per_party::TOLERANCE;
use crate::scenario::place::PartyIndex;
use crate::talks::beliefs::Beliefs;
use crate::talks::catalogue::touched_members;
use crate::talks::coalition;
use crate::talks::situation::{Moment, Situation, least_acceptable};

/// The plans of all seats that concede.
#[derive(Debug, Clone)]
pub struct Concession {
    /// Members that some level touches, in stable order.
    members: Vec<PartyIndex>,
    /// By party: what it could propose, `None` as long as nobody has asked.
    curves: Vec<Option<Curve>>,
    appeal: Appeal,
    /// By deal: how often it was refused, which everybody at the table has heard.
    refusals: Vec<u32>,
    /// How often something was learnt.
    learnt: u32,
    /// The last offer, where a member makes it.
    ultimatum: Option<Ultimatum>,
}

/// How often the best deal is looked for before all are reckoned.
const LOOKS: usize = 8;

#[derive(Debug, Clone)]
struct Curve {
    /// Own expected value, score and deal, in the order of the feasible agreements. A score that is not a number is not reckoned yet.
    open: Vec<(f64, f64, usize)>,
    /// The highest of the own values.
    best: f64,
    exponent: f64,
    /// How much had been learnt when the scores were made.
    learnt: u32,
}

impl Concession {
    /// Before the first offer.
    pub fn new(situation: Situation<'_>, beliefs: &Beliefs) -> Self {
        let Situation { table, valuation, feasible } = situation;
        Self {
            members: touched_members(table, valuation),
            curves: vec![None; valuation.touched.len()],
            appeal: Appeal::new(situation, beliefs),
            refusals: vec![0; feasible.len()],
            learnt: 0,
            ultimatum: Ultimatum::of(situation),
        }
    }

    /// Makes the concession curve of a member if it has none. What was learnt since moves its scores (when it is about to propose), but
    /// not its continuation value: no deal becomes impossible.
    pub fn prepare(
        &mut self,
        situation: Situation<'_>,
        beliefs: &Beliefs,
        party: PartyIndex,
        proposes: bool,
    ) {
        let fresh = self.curves[party].as_ref().map(|curve| !proposes || curve.learnt == self.learnt);
        if fresh == Some(true) || !self.members.contains(&party) {
            return;
        }
        if !situation.table.rule.unanimous() {
            self.prepare_vote(situation, beliefs, party);
            return;
        }
        let (known, learnt) = (self.curves[party].take(), self.learnt);
        let score = self.score(situation, beliefs, party);
        let curve = match known {
            Some(mut curve) => {
                let mut score = score;
                curve.open.iter_mut().for_each(|(_, old, x)| *old = score(*x));
                curve.learnt = learnt;
                curve
            }
            // What is not learnt does not change: most deals need no score until they are asked for.
            None if situation.valuation.learning == 0.0 => Curve::unscored(situation, party, score, learnt),
            None => Curve::new(situation, party, score, learnt),
        };
        self.curves[party] = Some(curve);
    }

    /// How likely a deal is to be taken, where everybody can block: how far it is believed that all keep to it, the proposer included, that
    /// those outside consent, and that it is ratified; and how glad the others are.
    fn score<'s>(
        &'s mut self,
        situation: Situation<'s>,
        beliefs: &'s Beliefs,
        party: PartyIndex,
    ) -> impl FnMut(usize) -> f64 + 's {
        let others = Subject::others(&self.members, beliefs, party);
        let (feasible, appeal) = (situation.feasible, &mut self.appeal);
        move |x| {
            let kept = feasible.kept(x)
                * feasible.consent_chance(x, |j| beliefs.of(party, j))
                * feasible.foreseen(x, party);
            kept * others.iter().map(|&other| appeal.of(situation, beliefs, other, x)).product::<f64>()
        }
    }

    /// The same where members can be outvoted: a proposer looks for what it gains, times the chance that it passes.
    fn prepare_vote(&mut self, situation: Situation<'_>, beliefs: &Beliefs, party: PartyIndex) {
        let Situation { valuation, feasible, .. } = situation;
        let least = least_acceptable(valuation, party);
        let accepts = |x: usize, j: PartyIndex| {
            beliefs.of(party, j).at_most(feasible.value(x, j) - valuation.signing_margin[j])
        };
        let score = |x: usize| {
            let gain = (feasible.expected(x, party) - least).max(TOLERANCE);
            let passes = coalition::chance(situation, x, party, |j| accepts(x, j));
            let kept = feasible.kept(x)
                * feasible.consent_chance(x, |j| beliefs.of(party, j))
                * feasible.foreseen(x, party);
            gain * passes * kept
        };
        let learnt = self.learnt;
        match &mut self.curves[party] {
            Some(curve) => {
                curve.open.iter_mut().for_each(|(_, old, x)| *old = score(*x));
                curve.learnt = learnt;
            }
            none => *none = Some(Curve::new(situation, party, score, learnt)),
        }
    }

    /// Something was learnt of a party: what it may think of the feasible agreements is reckoned anew when somebody asks.
    pub fn learnt(&mut self, beliefs: &Beliefs, subject: PartyIndex) {
        self.learnt += 1;
        self.appeal.forget(beliefs, subject);
    }

    /// The same seats where an observer has come to hold a belief of its own.
    pub fn heard_message(&mut self, beliefs: &Beliefs, observer: PartyIndex, subject: PartyIndex) {
        self.appeal.heard_message(beliefs, beliefs.place(observer, subject));
        self.curves[observer] = None;
        if let Some(last) = &mut self.ultimatum {
            last.heard_message(observer);
        }
    }

    /// The ultimatum; before it, the likeliest deal at or above the target, or, where nothing reaches it, the best for the party itself.
    pub fn propose(
        &mut self,
        situation: Situation<'_>,
        beliefs: &Beliefs,
        party: PartyIndex,
        moment: Moment,
    ) -> Option<usize> {
        if let Some(last) = &mut self.ultimatum {
            if last.is(party, moment.offer) {
                return last.propose(situation, beliefs);
            }
            last.refresh(self.learnt);
        }
        self.prepare(situation, beliefs, party, true);
        let end = self.end(situation, beliefs, party);
        let mut curve = self.curves[party].take()?;
        let asked = curve.reaching(moment.time, end);
        let refusals = std::mem::take(&mut self.refusals);
        let found = curve.likeliest(asked, &refusals, self.score(situation, beliefs, party));
        (self.curves[party], self.refusals) = (Some(curve), refusals);
        found
    }

    /// A deal was refused.
    pub fn heard_refusal(&mut self, deal: usize) {
        self.refusals[deal] += 1;
    }

    /// What it comes down to before the last offer: what waiting for that is worth to it, if it is more than it may sign for.
    fn end(&mut self, situation: Situation<'_>, beliefs: &Beliefs, party: PartyIndex) -> f64 {
        let least = least_acceptable(situation.valuation, party);
        let waiting = self.ultimatum.as_mut().map(|last| last.waiting(situation, beliefs, party));
        waiting.map_or(least, |waiting| waiting.max(least))
    }

    /// The discounted target of its own next offer, or its end if it makes none before the last; at the last offer what it may sign
    /// for.
    pub fn accepts_from(
        &mut self,
        situation: Situation<'_>,
        beliefs: &Beliefs,
        party: PartyIndex,
        moment: Moment,
    ) -> f64 {
        if self.ends_at(moment.offer) {
            return least_acceptable(situation.valuation, party);
        }
        let end = self.end(situation, beliefs, party);
        let Some(next) = moment.next.filter(|next| !self.ends_at(next.offer)) else { return end };
        self.prepare(situation, beliefs, party, false);
        let Some(curve) = self.curves[party].as_ref() else { return end };
        let discount = libm::pow(situation.valuation.terms.discount[party], f64::from(next.periods));
        end + discount * (curve.target(next.time, end) - end)
    }

    /// Whether an offer is an ultimatum.
    fn ends_at(&self, offer: u32) -> bool {
        self.ultimatum.as_ref().is_some_and(|last| last.at(offer))
    }

    /// The best that it expects from any deal.
    pub fn continuation_value(&self, party: PartyIndex) -> f64 {
        self.curves[party].as_ref().filter(|p| !p.open.is_empty()).map_or(f64::NEG_INFINITY, |p| p.best)
    }
}

impl Curve {
    fn new(
        situation: Situation<'_>,
        party: PartyIndex,
        mut score: impl FnMut(usize) -> f64,
        learnt: u32,
    ) -> Self {
        let feasible = situation.feasible;
        let least = least_acceptable(situation.valuation, party);
        let open: Vec<(f64, f64, usize)> = feasible
            .expectations(party)
            .zip(0..)
            .filter(|&(expected, _)| expected >= least)
            .map(|(expected, x)| (expected, score(x), x))
            .filter(|&(_, score, _)| score > 0.0)
            .collect();
        let best = open.iter().map(|o| o.0).fold(least, f64::max);
        Self { open, best, exponent: situation.valuation.concession[party], learnt }
    }

    /// The same with no more scores than it takes to know the best.
    fn unscored(
        situation: Situation<'_>,
        party: PartyIndex,
        mut score: impl FnMut(usize) -> f64,
        learnt: u32,
    ) -> Self {
        let feasible = situation.feasible;
        let least = least_acceptable(situation.valuation, party);
        let mut open: Vec<(f64, f64, usize)> = Vec::with_capacity(feasible.len());
        for (x, expected) in feasible.expectations(party).enumerate() {
            if expected >= least {
                open.push((expected, f64::NAN, x));
            }
        }
        // The best deal whose score is above 0 is nearly always the first that is looked at.
        for _ in 0..LOOKS {
            let unknown = open.iter_mut().filter(|(_, score, _)| score.is_nan());
            let Some((expected, known, x)) = unknown.max_by(|a, b| a.0.total_cmp(&b.0)) else { break };
            *known = score(*x);
            if *known > 0.0 {
                let best = expected.max(least);
                return Self { open, best, exponent: situation.valuation.concession[party], learnt };
            }
        }
        Self::new(situation, party, score, learnt)
    }

    /// What a deal must be worth to reach the target: the best for the party itself always does.
    fn reaching(&self, time: f64, end: f64) -> f64 {
        self.target(time, end).min(self.best) - TOLERANCE
    }

    /// Of the deals that are worth at least so much the likeliest, given how often each was refused. Scores that are not known are reckoned.
    fn likeliest(
        &mut self,
        asked: f64,
        refusals: &[u32],
        mut score: impl FnMut(usize) -> f64,
    ) -> Option<usize> {
        let mut best: Option<(f64, usize)> = None;
        for (_, known, x) in self.open.iter_mut().filter(|(expected, ..)| *expected >= asked) {
            if known.is_nan() {
                *known = score(*x);
            }
            if *known > 0.0 {
                let chance = *known / f64::from(2 + refusals[*x]);
                // Among equals the first in the order of enumeration.
                if best.is_none_or(|(most, _)| chance > most) {
                    best = Some((chance, *x));
                }
            }
        }
        best.map(|(_, x)| x)
    }

    /// The least that it asks for at a time between 0 and 1, if it comes down to `end`.
    fn target(&self, time: f64, end: f64) -> f64 {
        end + (1.0 - libm::pow(time.clamp(0.0, 1.0), self.exponent)) * (self.best.max(end) - end)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn targets_come_down_from_the_best_to_the_end() {
        let curve = |exponent: f64| Curve { open: Vec::new(), best: 10.0, exponent, learnt: 0 };
        for exponent in [0.2, 1.0, 5.0] {
            let target = |t: f64| curve(exponent).target(t, 2.0);
            assert_eq!((target(0.0), target(1.0)), (10.0, 2.0));
            assert!((1..=20).all(|k| target(f64::from(k) / 20.0) <= target(f64::from(k - 1) / 20.0)));
        }
        // At half time: early concession is nearly done, linear is half way, late has hardly begun.
        assert!((curve(1.0).target(0.5, 2.0) - 6.0).abs() < 1e-12);
        assert!(curve(0.2).target(0.5, 2.0) < 3.1 && curve(5.0).target(0.5, 2.0) > 9.7);
    }

    #[test]
    fn refusals_turn_a_proposer_to_the_next_likeliest() {
        let open = vec![(5.0, 1.0, 0), (5.0, 0.6, 1), (1.0, 9.0, 2)];
        let mut curve = Curve { open, best: 5.0, exponent: 1.0, learnt: 0 };
        let mut refusals = vec![0; 3];
        let mut likeliest =
            |refusals: &[u32], time: f64| curve.likeliest(curve.reaching(time, 0.0), refusals, |_| f64::NAN);
        assert_eq!(likeliest(&refusals, 0.0), Some(0));
        refusals[0] += 1;
        // 1/3 of 1.0 against 1/2 of 0.6: still the first; after a second refusal 1/4 against 0.3.
        assert_eq!(likeliest(&refusals, 0.0), Some(0));
        refusals[0] += 1;
        assert_eq!(likeliest(&refusals, 0.0), Some(1));
        // At the end everything is open to it.
        assert_eq!(likeliest(&refusals, 1.0), Some(2));
    }

    #[test]
    fn only_what_reaches_the_target_is_reckoned() {
        let open = vec![(5.0, f64::NAN, 0), (2.0, f64::NAN, 1), (5.0, 0.5, 2)];
        let mut curve = Curve { open, best: 5.0, exponent: 1.0, learnt: 0 };
        let mut asked = Vec::new();
        let found = curve.likeliest(5.0, &[0; 3], |x| {
            asked.push(x);
            0.0
        });
        assert_eq!(asked, [0]);
        // Nothing comes of a deal without a chance.
        assert_eq!(found, Some(2));
    }
}
