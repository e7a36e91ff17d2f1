//! A class in one room, as a state machine: who sits where, what is played, what was said. It knows no network, no clock and no threads: time and
//! random bytes are given to it, and what happens comes back as a line of its log ([`log`]), which is its only state.
//!
//! The rules of the table are those of [`crate::simulation::game`]: the room says whose move it is to give, and nothing else. A seat in which
//! nobody sits, or whose people give no sign of life, is moved by the engine, and handed back as soon as somebody is there. What a person may
//! read is put together in one place, [`shown`].

mod acts;
pub mod debrief;
pub mod event;
pub mod facts;
pub mod group;
pub mod log;
pub mod people;
pub mod phase;
pub mod predict;
pub mod refused;
pub mod rewind;
mod seats;
pub mod shown;
pub mod text;
pub mod token;

use crate::scenario::Scenario;
use crate::simulation::engine::Engine;
use crate::simulation::game::log::{Chain, LogError};
use crate::talks::behaviour::Behaviour;
use event::{Act, Event, Who};
use group::Group;
use log::{Entry, Header, LOG_VERSION, Log, wrong};
use people::{AWAY_AFTER, Person};
use phase::Phase;
use refused::Refused;

/// What the room is played on.
#[derive(Clone, Copy)]
pub struct Ground<'a> {
    /// The scenario with the formats that are played, in the order of the header.
    pub scenario: &'a Scenario,
    /// Its engine.
    pub engine: &'a Engine<'a>,
    /// How the engine behaves.
    pub behaviour: Behaviour,
}

/// A class in one room.
pub struct Room<'a> {
    ground: Ground<'a>,
    /// What is played.
    pub header: Header,
    /// The phase.
    pub phase: Phase,
    /// When it began.
    pub phase_began: u64,
    /// When its clock has run down.
    pub phase_ends: Option<u64>,
    /// Since when everything stands still.
    pub paused: Option<u64>,
    /// Everybody who came in, in order.
    pub people: Vec<Person>,
    /// The groups.
    pub groups: Vec<Group<'a>>,
    /// How many things have happened.
    pub version: u64,
    now: u64,
    chain: Chain,
}

/// Whom something concerns: who should look again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Concerns {
    /// Everybody.
    All,
    /// A group, from 0, and the teacher.
    Group(usize),
    /// A person and the teacher.
    Person(usize),
}

/// What has happened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Applied {
    /// The line to be written before anything is said of it.
    pub line: String,
    /// How many things have happened.
    pub version: u64,
    /// Whom it concerns.
    pub concerns: Concerns,
}

impl<'a> Room<'a> {
    /// A new room, and the first line of its log.
    pub fn begin(ground: Ground<'a>, header: Header) -> (Self, String) {
        let mut chain = Chain::default();
        let line = chain.line(&header);
        let formats = header.formats.len();
        let group = |(place, world): (usize, &u64)| Group {
            // Half of the groups begin with the other format: what they learn in the first game is then in both.
            order: (0..formats).map(|k| (k + place) % formats.max(1)).collect(),
            world: *world,
            filled: 0,
            plays: Vec::new(),
            caucus: Vec::new(),
        };
        let groups = header.worlds.iter().enumerate().map(group).collect();
        let room = Self {
            ground,
            header,
            phase: Phase::Lobby,
            phase_began: 0,
            phase_ends: None,
            paused: None,
            people: Vec::new(),
            groups,
            version: 0,
            now: 0,
            chain,
        };
        (room, line)
    }

    /// The room of a log.
    ///
    /// # Errors
    /// If what happened cannot have happened so.
    pub fn rebuild(ground: Ground<'a>, log: &Log) -> Result<Self, LogError> {
        let (mut room, _) = Self::begin(ground, log.header.clone());
        for (place, (entry, sum)) in log.entries.iter().zip(&log.sums).enumerate() {
            let at = place + 2;
            room.apply(entry.event.clone(), entry.at)
                .map_err(|refused| wrong(at, format!("this cannot have happened then: {refused}")))?;
            if room.chain.sum() != sum {
                let what = "played again, it went otherwise: the log is of another version of the program, or was put together by hand";
                return Err(wrong(at, what));
            }
        }
        // Everybody has time to show up again.
        let now = room.now;
        room.people.iter_mut().for_each(|person| person.sign = now);
        Ok(room)
    }

    /// Lets something happen at a time (milliseconds since the room began).
    ///
    /// # Errors
    /// If it cannot be done: nothing has changed.
    pub fn apply(&mut self, event: Event, now: u64) -> Result<Applied, Refused> {
        let now = now.max(self.now);
        if !event.act.is_for(event.by) {
            return Err(Refused::NotYours("this is for somebody else to do".into()));
        }
        if let Who::Person(person) = event.by {
            self.person(person)?.may_act()?;
        }
        let (event, concerns) = self.act(event, now)?;
        if let Who::Person(person) = event.by {
            self.people[person].acted();
        }
        self.now = now;
        self.settle();
        self.version += 1;
        let mut games = Vec::new();
        for (place, group) in self.groups.iter_mut().enumerate() {
            let sums = group.plays.iter_mut().filter_map(group::Play::sum);
            games.extend(sums.map(|sum| (place + 1, sum)));
        }
        let concerns = match games.as_slice() {
            [] => concerns,
            [(group, _)] if concerns != Concerns::All => Concerns::Group(group - 1),
            _ => Concerns::All,
        };
        let line = self.chain.line(&Entry { at: now, event, games });
        Ok(Applied { line, version: self.version, concerns })
    }

    /// A sign of life of a person: what happens by it, if they were away.
    pub fn sign(&mut self, person: usize, now: u64) -> Option<Event> {
        let known = self.people.get_mut(person)?;
        known.sign = known.sign.max(now);
        let back = known.away && !known.gone;
        back.then_some(Event { by: Who::Clock, act: Act::Back { person } })
    }

    /// What the clock does at a time: people of whom nothing was heard are away.
    pub fn tick(&self, now: u64) -> Vec<Event> {
        let silent = |person: &Person| !person.gone && !person.away && now >= person.sign + AWAY_AFTER;
        let silent = self.people.iter().enumerate().filter(|(_, person)| silent(person));
        silent.map(|(person, _)| Event { by: Who::Clock, act: Act::Away { person } }).collect()
    }

    /// The last time at which something happened.
    pub fn now(&self) -> u64 {
        self.now
    }

    /// The checksum of all that has happened: two rooms with the same one are the same.
    pub fn sum(&self) -> &str {
        self.chain.sum()
    }

    /// Whose token this is.
    pub fn whose(&self, token: &str) -> Option<usize> {
        let kept = token::kept(token);
        self.people.iter().position(|person| !person.gone && person.tokens.contains(&kept))
    }

    /// Whose code this is.
    pub fn by_code(&self, code: &str) -> Option<usize> {
        self.people.iter().position(|person| !person.gone && person.seat_code == code)
    }

    /// What it is played on.
    pub fn ground(&self) -> Ground<'a> {
        self.ground
    }

    /// A header for this version.
    pub fn version_of_log() -> u32 {
        LOG_VERSION
    }
}
