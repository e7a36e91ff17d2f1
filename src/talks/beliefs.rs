//! Who believes what of whom: what the table shares, and what single observers know besides.
//!
//! By default all observers share what the table believes. A message gives one observer its own belief about one subject;
//! what happens at the table (offers, answers) everybody learns from, each from where it stands.

use crate::agreement::belief::{Belief, Bins, Half};
use crate::scenario::place::PartyIndex;

/// Beliefs about each party's reservation value (a stock).
#[derive(Debug, Clone, PartialEq)]
pub struct Beliefs {
    /// By party what the table shares, then what single observers believe instead.
    all: Vec<Belief>,
    /// Observer and subject of each of the latter.
    own: Vec<(PartyIndex, PartyIndex)>,
    parties: usize,
}

/// What was learnt in one set of circumstances, to be taken over into another.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Learnt(Vec<(Option<PartyIndex>, PartyIndex, Bins)>);

impl Beliefs {
    /// All observers share these beliefs, one a subject.
    pub fn shared(beliefs: &[Belief]) -> Self {
        Self { all: beliefs.to_vec(), own: Vec::new(), parties: beliefs.len() }
    }

    /// Where the belief of an observer about a subject stands among all beliefs; equal places are one belief.
    pub fn place(&self, observer: PartyIndex, subject: PartyIndex) -> usize {
        let own = self.own.iter().position(|entry| *entry == (observer, subject));
        own.map_or(subject.index(), |k| self.parties + k)
    }

    /// Number of beliefs, over all places.
    pub fn places(&self) -> usize {
        self.all.len()
    }

    /// Where the beliefs about a subject stand.
    pub fn places_about(&self, subject: PartyIndex) -> impl Iterator<Item = usize> {
        let own = self.own.iter().enumerate().filter(move |(_, entry)| entry.1 == subject);
        let parties = self.parties;
        core::iter::once(subject.index()).chain(own.map(move |(k, _)| parties + k))
    }

    /// The belief at a place.
    pub fn at(&self, place: usize) -> &Belief {
        &self.all[place]
    }

    /// What an observer believes of a subject.
    pub fn of(&self, observer: PartyIndex, subject: PartyIndex) -> &Belief {
        self.at(self.place(observer, subject))
    }

    /// Gives one observer a signal about one subject. Says whether it learns anything from it.
    pub fn tell(&mut self, observer: PartyIndex, subject: PartyIndex, half: Half, accuracy: f64) -> bool {
        let mut belief = self.of(observer, subject).clone();
        let learnt = belief.tell(half, accuracy);
        if learnt {
            self.set(observer, subject, belief);
        }
        learnt
    }

    fn set(&mut self, observer: PartyIndex, subject: PartyIndex, belief: Belief) {
        let place = self.place(observer, subject);
        if place == subject.index() {
            self.own.push((observer, subject));
            self.all.push(belief);
        } else {
            self.all[place] = belief;
        }
    }

    /// Changes what everybody believes of a subject. Says whether anything changed.
    pub fn all_learn(&mut self, subject: PartyIndex, mut learn: impl FnMut(&mut Belief) -> bool) -> bool {
        let (shared, own) = self.all.split_at_mut(self.parties);
        let theirs = self.own.iter().zip(own).filter(|((_, about), _)| *about == subject);
        let changed = learn(&mut shared[subject]);
        theirs.fold(changed, |changed, (_, belief)| learn(belief) | changed)
    }

    /// What has been learnt so far. What was ruled out is not kept.
    pub fn learnt(&self) -> Learnt {
        let shared = PartyIndex::all(self.parties).map(|subject| (None, subject));
        let own = self.own.iter().map(|&(observer, subject)| (Some(observer), subject));
        let weighed = shared.chain(own).zip(&self.all);
        Learnt(weighed.filter_map(|((o, s), belief)| Some((o, s, *belief.weights()?))).collect())
    }

    /// Takes over what was learnt when the ranges stood elsewhere.
    pub fn adopt(&mut self, learnt: &Learnt) {
        for (observer, subject, weights) in &learnt.0 {
            match observer {
                None => self.all[*subject].adopt(weights),
                Some(observer) => {
                    let mut belief = self.all[*subject].clone();
                    belief.adopt(weights);
                    self.set(*observer, *subject, belief);
                }
            }
        }
    }
}

impl Learnt {
    /// Forgets what was learnt of a subject that is no longer the same.
    pub fn forget(&mut self, party: PartyIndex) {
        self.0.retain(|(_, subject, _)| *subject != party);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table() -> Beliefs {
        Beliefs::shared(&[Belief::within(0.0, 1.0, None), Belief::within(0.0, 4.0, None), Belief::known(2.0)])
    }

    #[test]
    fn a_message_reaches_one_observer_and_events_all() {
        let mut beliefs = table();
        assert!(beliefs.tell(PartyIndex(0), PartyIndex(1), Half::Low, 1.0));
        assert_eq!(
            (
                beliefs.of(PartyIndex(0), PartyIndex(1)).at_most(2.0),
                beliefs.of(PartyIndex(2), PartyIndex(1)).at_most(2.0)
            ),
            (1.0, 0.5)
        );
        assert_eq!(beliefs.places(), 4);
        assert!(beliefs.all_learn(PartyIndex(1), |b| {
            b.cut(1.0);
            true
        }));
        assert_eq!(
            (
                beliefs.of(PartyIndex(0), PartyIndex(1)).at_most(1.5),
                beliefs.of(PartyIndex(2), PartyIndex(1)).at_most(2.5)
            ),
            (0.5, 0.5)
        );
        assert_eq!(beliefs.of(PartyIndex(0), PartyIndex(0)).at_most(0.5), 0.5);
    }

    #[test]
    fn nothing_told_is_no_belief_of_ones_own() {
        let mut beliefs = table();
        assert!(
            !beliefs.tell(PartyIndex(0), PartyIndex(1), Half::Low, 0.0)
                && !beliefs.tell(PartyIndex(0), PartyIndex(2), Half::Low, 1.0)
        );
        assert_eq!(beliefs, table());
        assert_eq!(beliefs.learnt(), Learnt::default());
    }

    #[test]
    fn what_was_learnt_moves_with_the_range() {
        let mut beliefs = table();
        beliefs.tell(PartyIndex(0), PartyIndex(1), Half::Low, 0.5);
        beliefs.all_learn(PartyIndex(0), |b| b.update(1.0, |x| -x));
        let learnt = beliefs.learnt();
        let mut moved = Beliefs::shared(&[
            Belief::within(0.0, 1.0, None),
            Belief::within(10.0, 14.0, None),
            Belief::within(1.0, 3.0, None),
        ]);
        moved.adopt(&learnt);
        assert_eq!(moved.of(PartyIndex(0), PartyIndex(1)).at_most(12.0), 0.75);
        assert_eq!(
            (
                moved.of(PartyIndex(2), PartyIndex(1)).at_most(12.0),
                moved.of(PartyIndex(0), PartyIndex(2)).at_most(2.0)
            ),
            (0.5, 0.5)
        );
        assert_eq!(moved.of(PartyIndex(1), PartyIndex(0)), beliefs.of(PartyIndex(1), PartyIndex(0)));
        let mut forgotten = learnt.clone();
        forgotten.forget(PartyIndex(1));
        assert_eq!(forgotten.0.len(), 1);
    }
}
