//! Alternating offers under unanimity, at meetings on set dates (Rubinstein 1982 for two; stacked alternating offers for
//! more: Aydoğan et al. 2017, here with a fresh offer each turn and no acceptance carried over).
//!
//! At each meeting the table makes a set number of offers. A proposer proposes or passes; then everybody else whose
//! consent the package needs answers, in a fixed order, until the first refusal. When all accept, talks are over. Where
//! members can be outvoted, everybody answers and then the votes are counted: so it is known who was outvoted.

use crate::agreement::rule::Rule;
use crate::scenario::place::PartyIndex;

/// What a seat can do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Action {
    /// Propose a deal.
    Propose(usize),
    /// Propose nothing.
    Pass,
    /// Accept the offer on the table.
    Accept,
    /// Refuse it.
    Refuse,
}

/// Whose turn it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Turn {
    /// This party may propose.
    Propose(PartyIndex),
    /// This party answers the offer.
    Answer {
        /// Who answers.
        party: PartyIndex,
        /// The deal on the table.
        offer: usize,
    },
    /// All have accepted this deal.
    Agreed(usize),
    /// No offers are left.
    Over,
}

/// What an action led to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Event {
    /// An offer is on the table.
    Offered,
    /// The proposer passed.
    Passed,
    /// One more acceptance, others still to answer.
    Accepted,
    /// The last acceptance needed.
    Agreement,
    /// One refusal in a vote, others still to answer.
    Declined,
    /// The offer is off the table.
    Refused,
    /// The action was not this seat's to take; nothing changed.
    OutOfTurn,
}

/// The state of the talks.
#[derive(Debug, Clone)]
pub struct AlternatingOffers {
    order: Vec<PartyIndex>,
    offers: u32,
    made: u32,
    turn: Turn,
    waiting: Vec<PartyIndex>,
    /// Where members can be outvoted: the rule, and the members who never refuse.
    vote: Option<(Rule, u32)>,
    /// Who has accepted the offer on the table, and who has refused it, as bits.
    accepted: u32,
    refused: u32,
    /// Who must accept it.
    must: u32,
    /// One party writes the text for all: what it puts forward is everybody's next offer.
    single_text: bool,
}

impl AlternatingOffers {
    /// Talks in which the parties of `order` propose in turn, `offers` times in all.
    pub fn new(order: Vec<PartyIndex>, offers: u32) -> Self {
        let turn = if offers == 0 || order.is_empty() { Turn::Over } else { Turn::Propose(order[0]) };
        Self {
            order,
            offers,
            made: 0,
            turn,
            waiting: Vec::new(),
            single_text: false,
            vote: None,
            accepted: 0,
            refused: 0,
            must: 0,
        }
    }

    /// Talks in which one party writes the text, `offers` times in all.
    pub fn single_text(writer: PartyIndex, offers: u32) -> Self {
        Self { single_text: true, ..Self::new(vec![writer], offers) }
    }

    /// The same where members can be outvoted: everybody answers, and then the votes are counted. `always`: members who never
    /// refuse, as bits.
    #[must_use]
    pub fn by_vote(mut self, rule: Rule, always: u32) -> Self {
        self.vote = Some((rule, always));
        self
    }

    /// From now on one party alone makes offers, whoever made them or wrote the text.
    pub fn recognise(&mut self, party: PartyIndex) {
        (self.order, self.single_text) = (vec![party], false);
        if self.made < self.offers {
            self.turn = Turn::Propose(party);
        }
    }

    /// Members who refused what is on the table, as bits.
    pub fn refused(&self) -> u32 {
        self.refused
    }

    /// Who makes an offer, by its number.
    pub fn proposer_of(&self, offer: u32) -> Option<PartyIndex> {
        (!self.order.is_empty()).then(|| self.order[offer as usize % self.order.len()])
    }

    /// Whose turn it is.
    pub fn turn(&self) -> Turn {
        self.turn
    }

    /// Number of the current offer, from 0.
    pub fn offer_number(&self) -> u32 {
        self.made
    }

    /// Number of the next offer after the current one that a party makes, if there is one; under a single text, of the
    /// next text, which all have a part in.
    pub fn next_offer_of(&self, party: PartyIndex) -> Option<u32> {
        if self.single_text {
            return Some(self.made + 1).filter(|&next| next < self.offers);
        }
        (self.made + 1..self.offers.min(self.made + 1 + self.order.len() as u32))
            .find(|&k| self.order[k as usize % self.order.len()] == party)
    }

    /// Takes an action of the seat whose turn it is. `answerers` gives, for an offer, who must answer, in order, and who
    /// among them must accept whatever the votes, as bits.
    pub fn step<L>(&mut self, action: Action, answerers: impl FnOnce(usize) -> (L, u32)) -> Event
    where
        L: IntoIterator<Item = PartyIndex>,
    {
        match (self.turn, action) {
            (Turn::Propose(proposer), Action::Propose(offer)) => {
                let (waiting, must) = answerers(offer);
                self.waiting.clear();
                self.waiting.extend(waiting);
                self.waiting.reverse();
                self.must = must;
                (self.accepted, self.refused) = (1 << proposer, 0);
                self.next_answer(offer);
                Event::Offered
            }
            (Turn::Propose(_), Action::Pass) => {
                self.next_offer();
                Event::Passed
            }
            (Turn::Answer { party, offer }, Action::Accept) => {
                self.accepted |= 1 << party;
                self.next_answer(offer);
                self.answered(Event::Accepted)
            }
            (Turn::Answer { party, offer }, Action::Refuse) => {
                self.refused |= 1 << party;
                if self.vote.is_some() {
                    self.next_answer(offer);
                } else {
                    self.next_offer();
                    return Event::Refused;
                }
                self.answered(Event::Declined)
            }
            _ => Event::OutOfTurn,
        }
    }

    /// Takes what was agreed off the table again: it will not be signed.
    pub fn not_signed(&mut self) {
        if matches!(self.turn, Turn::Agreed(_)) {
            self.next_offer();
        }
    }

    fn next_answer(&mut self, offer: usize) {
        self.turn = match self.waiting.pop() {
            Some(party) => Turn::Answer { party, offer },
            None if self.passes() => Turn::Agreed(offer),
            None => {
                self.next_offer();
                return;
            }
        };
    }

    /// Whether the answers are enough, once all have answered.
    fn passes(&self) -> bool {
        let vote = self.vote.is_none_or(|(rule, always)| rule.passes(self.accepted | always));
        vote && self.refused & self.must == 0
    }

    /// What an answer led to.
    fn answered(&self, open: Event) -> Event {
        match self.turn {
            Turn::Agreed(_) => Event::Agreement,
            Turn::Answer { .. } => open,
            _ => Event::Refused,
        }
    }

    fn next_offer(&mut self) {
        self.made += 1;
        self.turn = if self.made < self.offers {
            Turn::Propose(self.order[self.made as usize % self.order.len()])
        } else {
            Turn::Over
        };
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::model::{Membership, Rule::Quota};

    #[test]
    fn a_refusal_passes_the_turn_and_unanimity_ends_it() {
        let mut talks = AlternatingOffers::new(vec![PartyIndex(4), PartyIndex(7)], 3);
        assert_eq!(talks.turn(), Turn::Propose(PartyIndex(4)));
        assert_eq!(talks.step(Action::Accept, |_| (vec![], 0)), Event::OutOfTurn);
        assert_eq!(
            talks.step(Action::Propose(9), |_| (vec![PartyIndex(7), PartyIndex(2)], 0)),
            Event::Offered
        );
        assert_eq!(talks.turn(), Turn::Answer { party: PartyIndex(7), offer: 9 });
        assert_eq!(talks.step(Action::Accept, |_| (vec![], 0)), Event::Accepted);
        assert_eq!(talks.step(Action::Refuse, |_| (vec![], 0)), Event::Refused);
        assert_eq!(talks.turn(), Turn::Propose(PartyIndex(7)));
        assert_eq!(talks.next_offer_of(PartyIndex(4)), Some(2));
        assert_eq!(talks.next_offer_of(PartyIndex(7)), None);
        talks.step(Action::Pass, |_| (vec![], 0));
        talks.step(Action::Propose(1), |_| (vec![PartyIndex(7)], 0));
        assert_eq!(talks.step(Action::Accept, |_| (vec![], 0)), Event::Agreement);
        assert_eq!(talks.turn(), Turn::Agreed(1));
    }

    #[test]
    fn under_a_single_text_everybody_waits_for_the_next_one() {
        let mut talks = AlternatingOffers::single_text(PartyIndex(3), 2);
        assert_eq!(
            (talks.turn(), talks.next_offer_of(PartyIndex(3)), talks.next_offer_of(PartyIndex(8))),
            (Turn::Propose(PartyIndex(3)), Some(1), Some(1))
        );
        talks.step(Action::Pass, |_| (vec![], 0));
        assert_eq!((talks.turn(), talks.next_offer_of(PartyIndex(8))), (Turn::Propose(PartyIndex(3)), None));
        assert_eq!(
            (talks.proposer_of(1), AlternatingOffers::new(vec![], 5).proposer_of(0)),
            (Some(PartyIndex(3)), None)
        );
    }

    #[test]
    fn where_members_can_be_outvoted_everybody_answers_before_votes_are_counted() {
        let membership = Membership {
            members: vec![PartyIndex(0), PartyIndex(1), PartyIndex(2), PartyIndex(3)],
            vetoes: vec![],
            indispensable: vec![],
            tables: vec![],
        };
        let by_two = || {
            AlternatingOffers::new(vec![PartyIndex(0), PartyIndex(1)], 2)
                .by_vote(Rule::new(&Quota(3), &membership), 0b1000)
        };
        // The proposer and one that never refuses have two votes of three.
        let mut talks = by_two();
        talks.step(Action::Propose(5), |_| (vec![PartyIndex(1), PartyIndex(2)], 0));
        assert_eq!(talks.step(Action::Refuse, |_| (vec![], 0)), Event::Declined);
        assert_eq!(talks.turn(), Turn::Answer { party: PartyIndex(2), offer: 5 });
        assert_eq!(talks.step(Action::Accept, |_| (vec![], 0)), Event::Agreement);
        assert_eq!((talks.turn(), talks.refused()), (Turn::Agreed(5), 0b10));
        // With nobody else it fails, whoever answers last.
        let mut talks = by_two();
        talks.step(Action::Propose(5), |_| (vec![PartyIndex(1), PartyIndex(2)], 0));
        talks.step(Action::Refuse, |_| (vec![], 0));
        assert_eq!(talks.step(Action::Refuse, |_| (vec![], 0)), Event::Refused);
        assert_eq!(talks.turn(), Turn::Propose(PartyIndex(1)));
        // And whoever must accept cannot be outvoted.
        talks.step(Action::Propose(5), |_| (vec![PartyIndex(0), PartyIndex(2)], 0b100));
        talks.step(Action::Accept, |_| (vec![], 0));
        assert_eq!(talks.step(Action::Refuse, |_| (vec![], 0)), Event::Refused);
        assert_eq!(talks.turn(), Turn::Over);
    }

    #[test]
    fn talks_end_when_offers_run_out() {
        let mut talks = AlternatingOffers::new(vec![PartyIndex(0)], 1);
        talks.step(Action::Pass, |_| (vec![], 0));
        assert_eq!(talks.turn(), Turn::Over);
        assert_eq!(AlternatingOffers::new(vec![], 5).turn(), Turn::Over);
    }
}
