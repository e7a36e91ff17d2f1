//! What third parties tell before the first meeting, and whether it is believed.
//!
//! A mediator (communicator) tells each member what it has heard of the others, a messenger what it has heard of one party
//! to one other: that a reservation value lies in the lower or the upper half of its range (see
//! [`crate::agreement::informant`]). A message counts only when it is incentive compatible (Kydd 2003, "Which side are you
//! on?", American Journal of Political Science 47:597; closed form in `theory/mediator.rs`): told "low" or "high", the
//! receiver would at some offer of its own propose differently, `x_L` or `x_H`, the first time in the course of talks in
//! which the subject refuses what comes before. The teller cares for its own flow and, by its bias, for those of others:
//!
//! ```text
//! U(x) = f_m(x) + Σ_k bias_k f_k(x),     E[x | s] = p_s(x) U(x) + (1 − p_s(x)) U(no deal)
//! honest:  E[x_L | low] ≥ E[x_H | low]   and   E[x_H | high] ≥ E[x_L | high]
//! ```
//!
//! where `p_s(x)` is the chance that all others accept `x` as the teller sees it after its own signal `s`. If both hold
//! the receiver updates its belief by Bayes' rule; else the message is noise and changes nothing. One who knows nothing of
//! its own (accuracy 0) adds nothing (Fey & Ramsay 2010), nor does a message on which no offer turns.

use super::behaviour::{Behaviour, Strategies};
use super::beliefs::Beliefs;
use super::coalition;
use crate::agreement::belief::{Belief, Half};
use crate::agreement::informant::Informant;
use crate::agreement::per_party::TOLERANCE;
use crate::scenario::place::PartyIndex;
use crate::talks::catalogue::touched_members;
use crate::talks::situation::{Moment, Situation};

/// A message, and what became of it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Message {
    /// Who tells.
    pub by: PartyIndex,
    /// Whom.
    pub to: PartyIndex,
    /// Of whom.
    pub about: PartyIndex,
    /// That the subject demands little, or much, within its range.
    pub says: Half,
    /// How well the teller hears: its signal is right with chance `(1 + accuracy) / 2`.
    pub accuracy: f64,
    /// Whether the receiver takes it for true.
    pub believed: bool,
    /// Whether it is believed, and at some offer of its own the receiver proposes something else than it would without it.
    pub changes: bool,
    /// Why, or why not.
    pub why: Why,
}

/// Why a message is believed or not.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Why {
    /// The teller knows no more than everybody.
    KnowsNothing,
    /// The receiver would propose the same whatever it is told.
    NothingTurnsOnIt,
    /// What the teller gains by either message was weighed.
    Weighed(Weighed),
}

/// What came of what third parties told, by how far it got: of one message, or the furthest of several.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Told {
    /// There was nothing to tell.
    #[default]
    Nothing,
    /// The teller knew no more than everybody.
    KnewNothing,
    /// The receiver would propose the same whatever it was told.
    Idle,
    /// It was not in the teller's interest to tell the truth.
    NotCredible,
    /// It was believed, and the receiver proposes what it would have proposed without it.
    Believed,
    /// It was believed, and changed an offer of the receiver.
    Changed,
}

impl Told {
    /// All, in order.
    pub const ALL: [Self; 6] =
        [Self::Nothing, Self::KnewNothing, Self::Idle, Self::NotCredible, Self::Believed, Self::Changed];

    /// Key in files.
    pub fn key(self) -> &'static str {
        match self {
            Self::Nothing => "nothing_to_tell",
            Self::KnewNothing => "knew_nothing",
            Self::Idle => "nothing_turned_on_it",
            Self::NotCredible => "not_credible",
            Self::Believed => "believed_without_effect",
            Self::Changed => "changed_an_offer",
        }
    }

    /// In words.
    pub fn label(self) -> &'static str {
        match self {
            Self::Nothing => "nothing to tell",
            Self::KnewNothing => "the teller knew nothing",
            Self::Idle => "no offer turned on it",
            Self::NotCredible => "not credible",
            Self::Believed => "believed without effect",
            Self::Changed => "an offer changed",
        }
    }
}

impl Message {
    /// What came of it.
    pub fn told(&self) -> Told {
        match self.why {
            Why::KnowsNothing => Told::KnewNothing,
            Why::NothingTurnsOnIt => Told::Idle,
            Why::Weighed(_) if self.changes => Told::Changed,
            Why::Weighed(_) if self.believed => Told::Believed,
            Why::Weighed(_) => Told::NotCredible,
        }
    }
}

/// What either message is worth to the teller.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Weighed {
    /// What the receiver would propose if it believed "low" (`None`: it would pass).
    pub if_low: Option<usize>,
    /// The same for "high".
    pub if_high: Option<usize>,
    /// Having heard "low": what saying "low" is worth to the teller, and what saying "high" (flow, its own scale).
    pub heard_low: (f64, f64),
    /// Having heard "high": the same.
    pub heard_high: (f64, f64),
}

impl Weighed {
    /// Whether the teller would tell what it has heard, whichever it is.
    pub fn honest(&self, heard: Half) -> bool {
        let (truth, lie) = match heard {
            Half::Low => self.heard_low,
            Half::High => (self.heard_high.1, self.heard_high.0),
        };
        truth >= lie - TOLERANCE
    }

    /// Whether it is honest after both signals.
    pub fn credible(&self) -> bool {
        self.honest(Half::Low) && self.honest(Half::High)
    }
}

/// All messages of a table, in stable order, each weighed by what is believed before any of them. `moments` gives, for a
/// party, when it makes its own offers. Where the behaviour hides nothing there is nothing to tell.
pub fn messages(
    situation: Situation<'_>,
    behaviour: Behaviour,
    beliefs: &Beliefs,
    moments: impl Fn(PartyIndex) -> Vec<Moment>,
) -> Vec<Message> {
    let mut all: Vec<Message> = Vec::new();
    let mut minds = None;
    if behaviour.hides_nothing() {
        return all;
    }
    for (by, about, to) in channels(situation) {
        let Some(informant) = situation.valuation.informants.iter().find(|i| i.party == by) else { continue };
        let known = beliefs.of(to, about);
        let again = all.iter().any(|m| (m.by, m.about, m.to) == (by, about, to));
        if known.high > known.low && !again {
            let strategies = minds.get_or_insert_with(|| warm(situation, behaviour, beliefs));
            let weighing = Weighing { situation, strategies, beliefs, informant, about, to };
            all.push(weighing.message(&moments(to)));
        }
    }
    all
}

/// The strategies of the table before anything is told. What all messages have in common is reckoned once.
fn warm(situation: Situation<'_>, behaviour: Behaviour, beliefs: &Beliefs) -> Strategies {
    let mut strategies = Strategies::new(behaviour, situation, beliefs.clone(), 0);
    let start = Moment { offer: 0, time: 0.0, next: None };
    for party in touched_members(situation.table, situation.valuation) {
        strategies.propose(situation, party, start);
    }
    strategies
}

/// Who writes a single text from outside knows what it has heard of the members: it need not be told.
pub fn inform_writer(situation: Situation<'_>, beliefs: &mut Beliefs) {
    let Situation { table, valuation, .. } = situation;
    let members = touched_members(table, valuation);
    let Some(writer) = table.text_by.filter(|writer| !members.contains(writer)) else { return };
    let Some(own) = valuation.informants.iter().find(|i| i.party == writer) else { return };
    for about in members {
        beliefs.tell(writer, about, own.heard[about], own.accuracy);
    }
}

/// Who may tell something of whom to whom: the mediator to every member of every other, then the messengers.
fn channels(situation: Situation<'_>) -> Vec<(PartyIndex, PartyIndex, PartyIndex)> {
    let Situation { table, valuation, .. } = situation;
    let members = touched_members(table, valuation);
    let mut all = Vec::new();
    if let Some(by) = table.mediator {
        let pairs = members.iter().flat_map(|&to| members.iter().map(move |&about| (by, about, to)));
        all.extend(pairs);
    }
    let carried = table.messengers.iter().map(|m| (m.by, m.about, m.to));
    all.extend(carried.filter(|(_, about, to)| members.contains(to) && valuation.touched[*about]));
    all.retain(|(by, about, to)| by != about && by != to && about != to);
    all
}

/// Everything that one message is weighed by.
struct Weighing<'a> {
    situation: Situation<'a>,
    /// The strategies of the table before anything is told.
    strategies: &'a Strategies,
    beliefs: &'a Beliefs,
    informant: &'a Informant,
    about: PartyIndex,
    to: PartyIndex,
}

impl Weighing<'_> {
    fn message(&self, moments: &[Moment]) -> Message {
        let Informant { party: by, accuracy, ref heard, .. } = *self.informant;
        let heard = heard[self.about];
        let mut message = Message {
            by,
            to: self.to,
            about: self.about,
            says: heard,
            accuracy,
            believed: false,
            changes: false,
            why: Why::KnowsNothing,
        };
        if accuracy == 0.0 {
            return message;
        }
        message.why = Why::NothingTurnsOnIt;
        if let Some((if_low, if_high)) = self.first_difference(moments) {
            let weighed = self.weigh(if_low, if_high);
            message.believed = weighed.credible();
            // One that would lie about this says what serves it.
            message.says = if weighed.honest(heard) { heard } else { heard.other() };
            message.why = Why::Weighed(weighed);
            message.changes = message.believed && {
                let without = self.strategies.clone();
                self.differ(moments, self.after(message.says), without).is_some()
            };
        }
        message
    }

    /// The strategies of the table if the receiver believes this.
    fn after(&self, half: Half) -> Strategies {
        self.strategies.after_message(self.to, self.about, half, self.informant.accuracy)
    }

    /// What the receiver would propose at the first of its offers at which it matters what it was told.
    fn first_difference(&self, moments: &[Moment]) -> Option<(Option<usize>, Option<usize>)> {
        self.differ(moments, self.after(Half::Low), self.after(Half::High))
    }

    /// What the receiver would propose in either frame of mind at the first of its offers at which they differ.
    fn differ(
        &self,
        moments: &[Moment],
        mut one: Strategies,
        mut other: Strategies,
    ) -> Option<(Option<usize>, Option<usize>)> {
        for &moment in moments {
            let proposes = one.propose(self.situation, self.to, moment);
            let instead = other.propose(self.situation, self.to, moment);
            if proposes != instead {
                return Some((proposes, instead));
            }
            // One that has nothing to propose will not have anything later.
            let x = proposes?;
            one.heard_refusal(self.situation, self.about, x);
            other.heard_refusal(self.situation, self.about, x);
        }
        None
    }

    fn weigh(&self, if_low: Option<usize>, if_high: Option<usize>) -> Weighed {
        let after = |heard: Half| {
            let mut belief = self.beliefs.at(self.about.index()).clone();
            belief.tell(heard, self.informant.accuracy);
            (self.expects(if_low, &belief), self.expects(if_high, &belief))
        };
        Weighed { if_low, if_high, heard_low: after(Half::Low), heard_high: after(Half::High) }
    }

    /// What a proposal of the receiver is worth to the teller, who believes this of the subject.
    fn expects(&self, proposal: Option<usize>, subject: &Belief) -> f64 {
        let terms = &self.situation.valuation.terms;
        let no_deal = self.informant.cares(|k| terms.disagreement[k]);
        let Some(x) = proposal else { return no_deal };
        let flow = |k: PartyIndex| self.situation.feasible.value(x, k) * (1.0 - terms.discount[k]);
        let accepted = self.accepted(x, subject);
        accepted * self.informant.cares(flow) + (1.0 - accepted) * no_deal
    }

    /// Chance that a proposal of the receiver is accepted by all others whose acceptance it needs.
    fn accepted(&self, x: usize, subject: &Belief) -> f64 {
        let Situation { valuation, feasible, .. } = self.situation;
        let belief = |k: PartyIndex| if k == self.about { subject } else { self.beliefs.at(k.index()) };
        let signs = |k: PartyIndex| belief(k).at_most(feasible.value(x, k) - valuation.signing_margin[k]);
        coalition::chance(self.situation, x, self.to, signs) * feasible.consent_chance(x, belief)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_reports_must_be_honest() {
        let weighed =
            |heard_low, heard_high| Weighed { if_low: Some(0), if_high: Some(1), heard_low, heard_high };
        assert!(weighed((2.0, 1.0), (0.0, 1.0)).credible());
        assert!(weighed((1.0, 1.0), (1.0, 1.0)).credible());
        let always_high = weighed((1.0, 2.0), (0.0, 1.0));
        assert!(!always_high.credible() && !always_high.honest(Half::Low) && always_high.honest(Half::High));
        let always_low = weighed((2.0, 1.0), (2.0, 1.0));
        assert!(!always_low.credible() && always_low.honest(Half::Low) && !always_low.honest(Half::High));
    }
}
