//! What came of an hour, put together for the debrief ([`super::debrief`]).

use super::Room;
use super::debrief::{self, Facts, Game, Ground, Person};
use super::refused::Refused;
use super::rewind::{Asked, Changed, NotChanged};
use crate::scenario::place::PartyIndex;
use crate::simulation::engine::Engine;
use crate::simulation::game::said::{Act, By, Given, Said};
use crate::talks::behaviour::Behaviour;
use serde_json::Value;

/// So many assumed worlds are gone through with a move changed.
const WORLDS: u64 = 1000;

/// A move that is to be changed, with all that it takes to do so elsewhere.
#[derive(Debug, Clone)]
pub struct Change {
    format: usize,
    world: u64,
    behaviour: Behaviour,
    acts: Vec<Act>,
    act: usize,
    instead: Said,
}

impl Change {
    /// Plays on from the changed move.
    ///
    /// # Errors
    /// If it cannot be made there.
    pub fn play(&self, engine: &Engine<'_>) -> Result<Changed, NotChanged> {
        let seats: Vec<PartyIndex> = PartyIndex::all(engine.scenario.parties.len()).collect();
        let asked = Asked {
            format: self.format,
            world: self.world,
            behaviour: self.behaviour,
            seats: &seats,
            acts: &self.acts,
            act: self.act,
            instead: &self.instead,
            worlds: WORLDS,
        };
        super::rewind::changed(engine, &asked)
    }
}

impl Room<'_> {
    /// The page of the class.
    pub fn class(&mut self, ground: &Ground) -> Value {
        self.with_facts(ground, |facts| serde_json::to_value(debrief::class(facts)).unwrap_or_default())
    }

    /// The page of one person: the own numbers alone.
    pub fn own(&mut self, ground: &Ground, person: usize) -> Value {
        let told = |facts: &Facts<'_>| {
            let person = facts.people.get(person)?;
            serde_json::to_value(debrief::own(facts, person)).ok()
        };
        self.with_facts(ground, told).unwrap_or_default()
    }

    fn with_facts<T>(&mut self, ground: &Ground, tell: impl FnOnce(&Facts<'_>) -> T) -> T {
        self.groups.iter_mut().flat_map(|group| &mut group.plays).for_each(|play| {
            play.came();
        });
        let Self { ground: on, groups, people, .. } = self;
        let seats: Vec<PartyIndex> = PartyIndex::all(on.scenario.parties.len()).collect();
        let played = groups.iter().enumerate().flat_map(|(group, of)| {
            of.plays.iter().enumerate().map(move |(play, game)| (group, play, of.world, game))
        });
        let played: Vec<_> = played.collect();
        let given: Vec<Vec<Given>> = played.iter().map(|(.., game)| game.session.given()).collect();
        let game = |((group, play, world, game), given)| {
            let game: &super::group::Play<'_> = game;
            let given: &Vec<Given> = given;
            Game {
                group: group as u32 + 1,
                play: play as u32 + 1,
                format: game.format,
                world,
                seats: &seats,
                given,
                acts: game.session.acts(),
                record: game.reckoned_before().map(|came| &came.record),
            }
        };
        let games = played.iter().copied().zip(&given).map(game).collect();
        let person = |person: &super::people::Person| Person {
            group: person.group.map(|group| group as u32 + 1),
            seat: person.seat.map(PartyIndex),
            first: person.predictions[0].clone(),
            again: person.predictions[1].clone(),
        };
        tell(&Facts {
            scenario: on.scenario,
            engine: on.engine,
            behaviour: on.behaviour,
            ground,
            games,
            people: people.iter().map(person).collect(),
        })
    }

    /// What it takes to change a move of the seat in which a person sits, after play.
    ///
    /// # Errors
    /// If the person has no seat, the games are still played, or there is no such move of this seat.
    pub fn change(
        &self,
        person: usize,
        (play, act): (usize, usize),
        instead: Said,
    ) -> Result<Change, Refused> {
        let (group, seat) = self.seat_of(person)?;
        if self.phase <= super::phase::Phase::Second {
            return Err(Refused::NotNow("moves are changed after play".into()));
        }
        let game = play.checked_sub(1).and_then(|play| self.groups[group].plays.get(play));
        let game = game.ok_or_else(|| Refused::NoSuch(format!("there is no game {play}")))?;
        let key = &self.ground.scenario.parties[seat].id;
        let own = |made: &&Act| made.act == act && made.seat == *key;
        if !game.session.acts().iter().any(|made| own(&made)) {
            return Err(Refused::NoSuch(format!("your seat has no move {act} in this game")));
        }
        // Whoever moved for a seat, its move is taken as it was made.
        let as_made = |made: &Act| Act { by: By::Seat, why: None, ..made.clone() };
        Ok(Change {
            format: game.format,
            world: self.groups[group].world,
            behaviour: self.ground.behaviour,
            acts: game.session.acts().iter().map(as_made).collect(),
            act,
            instead,
        })
    }
}
