//! What the tests of a room share, and the tests.

mod absent;
mod fuzzed;
mod log;
mod rules;
mod secrecy;

use super::common::play::shipped;
use roundtable::room::event::{Act, Event, Who};
use roundtable::room::log::{Header, LOG_VERSION};
use roundtable::room::phase::Phase;
use roundtable::room::refused::Refused;
use roundtable::room::{Applied, Ground, Room, token};
use roundtable::scenario::model::Scenario;
use roundtable::simulation::job::Runs;
use roundtable::talks::behaviour::Behaviour;

/// Two formats of a shipped scenario.
pub fn two(path: &str, formats: &[&str]) -> Scenario {
    shipped(path).with_formats(formats)
}

/// The lake with two issues: two sides bargain, a third one has nothing at stake.
pub fn lake() -> Scenario {
    two("teaching/3-packages.ron", &["both together", "spring alone"])
}

/// Six parties and ten issues.
pub fn korea() -> Scenario {
    two("korea-2019/formats.ron", &["six-party talks", "South Korea writes the text"])
}

pub fn header(s: &Scenario, worlds: &[u64]) -> Header {
    Header {
        roundtable_class: LOG_VERSION,
        file: "the file.ron".into(),
        hash: "0".repeat(64),
        variant: None,
        sets: Vec::new(),
        formats: s.formats.iter().map(|format| format.name.clone()).collect(),
        behaviour: "concession".into(),
        seed: 1,
        worlds: worlds.to_vec(),
        minutes: 11,
        code: "ABCDEF".into(),
    }
}

/// Lets a room be played on.
pub fn with_ground(s: &Scenario, test: impl FnOnce(Ground<'_>)) {
    let runs = Runs::new(s, 1, 1, Behaviour::Concession);
    test(Ground { scenario: s, engine: runs.engine(), behaviour: Behaviour::Concession });
}

/// A room with its log.
pub struct Kept<'a> {
    pub room: Room<'a>,
    pub log: String,
    pub now: u64,
}

impl<'a> Kept<'a> {
    pub fn new(ground: Ground<'a>, worlds: &[u64]) -> Self {
        let (room, log) = Room::begin(ground, header(ground.scenario, worlds));
        Self { room, log, now: 0 }
    }

    pub fn does(&mut self, by: Who, act: Act) -> Result<Applied, Refused> {
        self.now += 7;
        let applied = self.room.apply(Event { by, act }, self.now)?;
        self.log += &applied.line;
        Ok(applied)
    }

    pub fn join(&mut self, name: &str) -> usize {
        let number = self.room.people.len();
        let seat_code = token::code((number as u64 + 1).to_le_bytes());
        let act = Act::Join { name: name.into(), token: token::kept(&format!("token {number}")), seat_code };
        self.does(Who::Anybody, act).expect("there is room");
        number
    }

    pub fn sit(&mut self, person: usize, group: usize, seat: &str) {
        self.does(Who::Person(person), Act::Sit { group, seat: seat.into() }).expect("the seat is free");
    }

    pub fn phase(&mut self, to: Phase) {
        self.does(Who::Teacher, Act::Phase { to }).expect("the phase is a later one");
    }

    /// The clock strikes after so many milliseconds; those who are named give signs of life.
    pub fn passes(&mut self, by: u64, signs: &[usize]) {
        let end = self.now + by;
        while self.now < end {
            self.now = (self.now + 250).min(end);
            let back: Vec<Event> =
                signs.iter().filter_map(|person| self.room.sign(*person, self.now)).collect();
            for event in back.into_iter().chain(self.room.tick(self.now)) {
                let applied = self.room.apply(event, self.now).expect("the clock may do this");
                self.log += &applied.line;
            }
        }
    }

    /// The move that is missing: turn and party.
    pub fn waits(&self, group: usize, play: usize) -> Option<(usize, String)> {
        let open = self.room.groups[group].plays.get(play)?.session.open()?;
        Some((open.turn, open.seat.clone()))
    }
}
