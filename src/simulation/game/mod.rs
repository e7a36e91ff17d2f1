//! One world under one format as a game: a state machine that does not know who sits where. Its state is the list of moves so far; given that,
//! everything follows from the scenario, the seed and the number of the world.
//!
//! The run is held anew from its first move each time, up to the first question that has no answer: so to pause, to go back to some round and
//! to change one move are the same thing, and the rules are the engine's own, since it is the engine that plays.

pub(in crate::simulation) mod holder;
pub mod log;
mod names;
pub mod said;
pub mod seen;
pub mod session;

pub use holder::{Entry, Hands};
pub use names::Listed;
pub(crate) use names::{content as levels_of, points};

pub use crate::talks::desk::Task;

use super::catalogues::Catalogues;
use super::engine::Engine;
use super::format_run::Played;
use super::record::Record;
use super::setting::{Setting, Views};
use crate::scenario::place::PartyIndex;
use crate::talks::behaviour::Behaviour;
use holder::Holder;
use names::Names;
use said::{Act, Given, Wrong};
use seen::{Seen, Standing};
use std::sync::Arc;

/// A game.
pub struct Game<'a> {
    engine: &'a Engine<'a>,
    setting: Setting,
    format: usize,
    behaviour: Behaviour,
    seats: u32,
    names: Arc<Names>,
    catalogues: Catalogues,
    views: Views,
}

/// How far a game has come.
pub struct Reached<'g> {
    /// All moves, those of the engine too, in the order in which they were made.
    pub acts: Vec<Act>,
    /// What is asked now, where a move is missing.
    pub open: Option<Seen>,
    /// What could be heard so far.
    pub heard: Vec<Entry>,
    /// A given move that cannot be made: its place among those given, and why. It is still asked for.
    pub wrong: Option<(usize, Wrong)>,
    /// The whole run, where no move is missing.
    pub(crate) played: Option<Played<'g>>,
}

impl Reached<'_> {
    /// The record of the whole run, where no move is missing.
    pub fn record(&self) -> Option<&Record> {
        self.played.as_ref().map(|played| &played.record)
    }
}

impl<'a> Game<'a> {
    /// World `world` under a format (its place), with these seats held from outside; the engine moves for the others by a behaviour.
    pub fn new(
        engine: &'a Engine<'a>,
        (format, world): (usize, u64),
        behaviour: Behaviour,
        seats: &[PartyIndex],
    ) -> Self {
        Self::in_setting(engine, &engine.setting(world), format, behaviour, seats)
    }

    /// The same in a world as it is given.
    pub fn in_setting(
        engine: &'a Engine<'a>,
        setting: &Setting,
        format: usize,
        behaviour: Behaviour,
        seats: &[PartyIndex],
    ) -> Self {
        let setting = engine.under(setting, behaviour).into_owned();
        let names = Arc::new(Names::of(engine.scenario, &engine.programs[format], &setting.world));
        let seats = seats.iter().fold(0, |bits, seat| bits | 1 << seat.index());
        let (catalogues, views) = (Catalogues::default(), Views::default());
        Self { engine, setting, format, behaviour, seats, names, catalogues, views }
    }

    /// Plays it with these moves of the seats that are held, in the order in which they are asked.
    pub fn play(&mut self, given: &[Given]) -> Reached<'_> {
        self.hold(self.holder(given, false)).0
    }

    /// The same, and the engine makes all further moves.
    pub fn play_out(&mut self, given: &[Given]) -> Reached<'_> {
        self.hold(self.holder(given, true)).0
    }

    /// The same, and the engine makes further moves for some of the seats.
    pub fn play_with(&mut self, given: &[Given], hands: &Hands) -> Reached<'_> {
        self.hold(self.holder(given, false).with_hands(hands)).0
    }

    /// Where the talks stand for a party after these moves; `None`: no move is missing.
    pub fn standing(&mut self, given: &[Given], party: PartyIndex) -> Option<Standing> {
        self.hold(self.holder(given, false).with_onlooker(party)).1
    }

    /// What each level of each issue is worth to a party in this world, and last what it has if the issue is left out (points).
    pub fn worth(&self, party: PartyIndex) -> &[(Vec<f64>, f64)] {
        &self.names.worth[party.index()]
    }

    /// What was agreed, in words.
    pub(crate) fn in_words(&self, content: &super::record::Levels) -> said::Package {
        self.names.package(content, None)
    }

    fn holder(&self, given: &[Given], plays_on: bool) -> Holder {
        Holder::new(Arc::clone(&self.names), self.seats, given.to_vec(), plays_on)
    }

    fn hold(&mut self, mut holder: Holder) -> (Reached<'_>, Option<Standing>) {
        let played = self.engine.play_held(
            &self.setting,
            (self.format, self.behaviour),
            &mut self.catalogues,
            &mut self.views,
            Some(&mut holder),
        );
        let Holder { acts, open, heard, standing, wrong, .. } = holder;
        let played = open.is_none().then_some(played);
        (Reached { acts, open, heard, wrong, played }, standing)
    }

    /// The same world with the engine in all seats.
    pub(crate) fn by_engine(&mut self) -> Played<'_> {
        let how = (self.format, self.behaviour);
        self.engine.play_held(&self.setting, how, &mut self.catalogues, &mut self.views, None)
    }

    /// The world that is played.
    pub(crate) fn setting(&self) -> &Setting {
        &self.setting
    }
}
