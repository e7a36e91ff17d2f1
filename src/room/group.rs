//! A group of the class: its games, one for each format, and what was said between two seats.

use super::refused::Refused;
use crate::scenario::place::PartyIndex;
use crate::simulation::game::Hands;
use crate::simulation::game::log::{Chain, Header};
use crate::simulation::game::said::{Given, Package};
use crate::simulation::game::seen::Standing;
use crate::simulation::game::session::Session;
use crate::simulation::record::Record;
use std::collections::BTreeMap;

/// A group.
pub struct Group<'a> {
    /// Its formats in the order in which it plays them, by their places among those that are played.
    pub order: Vec<usize>,
    /// The assumed world that it plays.
    pub world: u64,
    /// Seats that the teacher has given to the engine, as bits.
    pub filled: u32,
    /// Its games, as far as they have begun.
    pub plays: Vec<Play<'a>>,
    /// What one seat said to another one.
    pub caucus: Vec<Caucus>,
}

/// What one seat said to another one; only these two read it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Caucus {
    /// When.
    pub at: u64,
    /// Who.
    pub from: usize,
    /// To whom.
    pub to: usize,
    /// What.
    pub text: String,
}

/// A game of a group.
pub struct Play<'a> {
    /// The place of its format among those that are played.
    pub format: usize,
    /// The first line of its transcript.
    pub header: Header,
    /// The game.
    pub session: Session<'a>,
    /// What was said with a proposal, by the number of the move.
    pub messages: BTreeMap<usize, String>,
    /// From which move on the engine played, because the bell rang.
    pub cut_at: Option<usize>,
    /// Since when the same move is missing.
    pub waits_since: u64,
    hands: Hands,
    standings: Vec<Option<Standing>>,
    came: Option<Came>,
    touched: bool,
}

/// What a game came to.
#[derive(Debug, Clone)]
pub struct Came {
    /// The record of its run.
    pub record: Record,
    /// What was signed, in words.
    pub package: Option<Package>,
    /// By party: what it has gained over no agreement (points). Each is for its own seat alone.
    pub gains: Vec<f64>,
}

impl<'a> Play<'a> {
    pub(super) fn begin(
        format: usize,
        header: Header,
        game: crate::simulation::game::Game<'a>,
        (hands, now): (Hands, u64),
    ) -> Self {
        let (session, _) = Session::begin_with(game, &header, hands.clone());
        Self {
            format,
            header,
            session,
            messages: BTreeMap::new(),
            cut_at: None,
            waits_since: now,
            hands,
            standings: Vec::new(),
            came: None,
            touched: true,
        }
    }

    /// Takes a move.
    pub(super) fn answer(&mut self, given: Given, now: u64) -> Result<(), Refused> {
        self.session.answer(given).map_err(|wrong| Refused::Table(wrong.to_string()))?;
        self.went_on(now);
        Ok(())
    }

    /// Lets the engine move for these seats, and for no others.
    pub(super) fn hand_over(&mut self, hands: Hands, now: u64) {
        if hands != self.hands {
            let lines = self.session.hand_over(hands.clone());
            self.hands = hands;
            if !lines.is_empty() {
                self.went_on(now);
            }
        }
    }

    fn went_on(&mut self, now: u64) {
        self.waits_since = now;
        self.standings.clear();
        self.touched = true;
    }

    /// The checksum of its transcript, if it has gone on since this was asked last.
    pub(super) fn sum(&mut self) -> Option<String> {
        std::mem::take(&mut self.touched).then(|| self.session.sum().to_owned())
    }

    /// Whether no move is missing.
    pub fn over(&self) -> bool {
        self.session.open().is_none()
    }

    /// Where the talks stand for a party; reckoned once a move.
    pub fn standing(&mut self, party: usize) -> Option<&Standing> {
        if self.standings.len() <= party {
            self.standings.resize_with(party + 1, || None);
        }
        if self.standings[party].is_none() {
            self.standings[party] = self.session.standing(PartyIndex(party));
        }
        self.standings[party].as_ref()
    }

    /// What it came to, where it is over.
    pub fn came(&mut self) -> Option<&Came> {
        if self.came.is_none() {
            self.came = self.reckoned();
        }
        self.came.as_ref()
    }

    fn reckoned(&mut self) -> Option<Came> {
        let reached = self.session.reached();
        let record = reached.record()?;
        let gain = |(with, without): (&f64, &f64)| crate::simulation::game::points(with - without);
        let gains = record.gain.iter().zip(&record.without_agreement).map(gain).collect();
        let record = record.clone();
        let package = record.signed.map(|_| self.session.game().in_words(&record.content));
        Some(Came { record, package, gains })
    }

    /// What it came to, if that was asked before.
    pub(super) fn reckoned_before(&self) -> Option<&Came> {
        self.came.as_ref()
    }

    /// Its transcript so far, as `play --replay` takes it.
    pub fn transcript(&self) -> String {
        let mut chain = Chain::default();
        let mut text = chain.line(&self.header);
        self.session.acts().iter().for_each(|act| text += &chain.line(act));
        text
    }
}
