//! Who moves for which seat, and the games of the groups.

use super::Room;
use super::group::{Group, Play};
use super::people::Person;
use super::refused::Refused;
use crate::scenario::place::PartyIndex;
use crate::simulation::game::log::{Header, LOG_VERSION};
use crate::simulation::game::{Game, Hands};

/// So many people share a seat at most.
pub(super) const MOST_IN_A_SEAT: usize = 2;

impl Room<'_> {
    pub(super) fn person(&self, person: usize) -> Result<&Person, Refused> {
        let known = self.people.get(person);
        known.ok_or_else(|| Refused::NoSuch(format!("there is no person {person}")))
    }

    /// A group by its number, from 1: its place.
    pub(super) fn group(&self, group: usize) -> Result<usize, Refused> {
        let groups = self.groups.len();
        let known = (1..=groups).contains(&group).then(|| group - 1);
        known.ok_or_else(|| Refused::NoSuch(format!("there is no group {group}; there are 1 to {groups}")))
    }

    /// A party by its key: its place.
    pub(super) fn party(&self, key: &str) -> Result<usize, Refused> {
        let parties = &self.ground.scenario.parties;
        let found = parties.iter().position(|party| party.id == key);
        found.ok_or_else(|| {
            let known: Vec<&str> = parties.iter().map(|party| party.id.as_str()).collect();
            Refused::NoSuch(format!("there is no such party; expected one of: {}", known.join(", ")))
        })
    }

    /// Whether one more person may sit there.
    pub(super) fn has_room(&self, group: usize, seat: usize, but: usize) -> Result<(), Refused> {
        let there =
            self.people.iter().enumerate().filter(|(k, person)| *k != but && person.sits(group, seat));
        if there.count() < MOST_IN_A_SEAT {
            return Ok(());
        }
        Err(Refused::Full("two people sit there already; take another seat".into()))
    }

    /// For which seats of a group the engine moves, and why.
    fn hands(&self, group: usize) -> Hands {
        let why = |seat: usize| {
            if self.groups[group].filled & 1 << seat != 0 {
                return Some("the teacher has given the seat to the engine");
            }
            let mut there = self.people.iter().filter(|person| person.sits(group, seat)).peekable();
            if there.peek().is_none() {
                return Some("nobody sits there");
            }
            there.all(|person| person.away).then_some("nobody was there")
        };
        let parties = 0..self.ground.scenario.parties.len();
        parties.filter_map(|seat| why(seat).map(|why| (seat, why.to_owned()))).collect()
    }

    /// Whether the engine moves for a seat now.
    pub fn by_engine(&self, group: usize, seat: usize) -> bool {
        self.hands(group).contains_key(&seat)
    }

    /// Lets the engine move where nobody is, and people where somebody is.
    pub(super) fn settle(&mut self) {
        let Some(play) = self.phase.play().filter(|_| self.paused.is_none()) else { return };
        let now = self.now;
        for group in 0..self.groups.len() {
            let hands = self.hands(group);
            if let Some(play) = self.groups[group].plays.get_mut(play) {
                play.hand_over(hands, now);
            }
        }
    }

    /// Begins the next game of each group.
    pub(super) fn begin_play(&mut self, play: usize, now: u64) {
        for place in 0..self.groups.len() {
            let hands = self.hands(place);
            // Who skips the first game begins with the second one: the first is then not there.
            while self.groups[place].plays.len() <= play {
                let at = self.groups[place].plays.len();
                let hands = if at == play { hands.clone() } else { self.bell() };
                let begun = self.begun(&self.groups[place], at, (hands, now));
                self.groups[place].plays.push(begun);
            }
        }
    }

    /// The engine in all seats.
    fn bell(&self) -> Hands {
        let all = 0..self.ground.scenario.parties.len();
        all.map(|seat| (seat, "the bell rang".to_owned())).collect()
    }

    /// The bell: the engine plays the rest of the games that are not over.
    pub(super) fn ring(&mut self, play: usize, now: u64) {
        let bell = self.bell();
        for group in &mut self.groups {
            if let Some(play) = group.plays.get_mut(play) {
                play.cut_at = play.session.open().map(|seen| seen.turn);
                if play.cut_at.is_some() {
                    play.hand_over(bell.clone(), now);
                }
            }
        }
    }
}

impl<'a> Room<'a> {
    fn begun(&self, group: &Group<'a>, play: usize, how: (Hands, u64)) -> Play<'a> {
        let format = group.order[play];
        Play::begin(format, self.header_of(format, group.world), self.game(format, group.world), how)
    }

    /// A world under a format with all seats held: whoever moves for one is said at each move.
    pub fn game(&self, format: usize, world: u64) -> Game<'a> {
        let ground = self.ground;
        let seats: Vec<PartyIndex> = PartyIndex::all(ground.scenario.parties.len()).collect();
        Game::new(ground.engine, (format, world), ground.behaviour, &seats)
    }

    fn header_of(&self, format: usize, world: u64) -> Header {
        let class = &self.header;
        Header {
            roundtable_play: LOG_VERSION,
            file: class.file.clone(),
            hash: class.hash.clone(),
            variant: class.variant.clone(),
            sets: class.sets.clone(),
            format: class.formats[format].clone(),
            behaviour: class.behaviour.clone(),
            seed: class.seed,
            world,
            seats: self.ground.scenario.parties.iter().map(|party| party.id.clone()).collect(),
        }
    }
}
