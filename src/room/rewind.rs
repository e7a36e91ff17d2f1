//! Back to some round: one move changed, and the engine plays on from there, in the world that was played and in many others.
//!
//! In another world the moves before it are taken as they were made, as long as the same seats are asked in the same order and the moves can be
//! made there; a world in which they cannot is left out. From the changed move on the engine moves for everybody. Both runs are
//! held in the same worlds, with the same luck.

use crate::scenario::place::PartyIndex;
use crate::simulation::engine::Engine;
use crate::simulation::game::said::{Act, Given, Said, Wrong};
use crate::simulation::game::{Game, points};
use crate::simulation::record::Record;
use crate::talks::behaviour::Behaviour;
use serde::Serialize;

/// A game that was played, and the move that is changed.
#[derive(Debug, Clone, Copy)]
pub struct Asked<'a> {
    /// Place of the format in the engine.
    pub format: usize,
    /// The world that was played.
    pub world: u64,
    /// How the engine behaves.
    pub behaviour: Behaviour,
    /// Seats that were held.
    pub seats: &'a [PartyIndex],
    /// All moves that were made.
    pub acts: &'a [Act],
    /// Number of the move that is changed: one of a seat that was held.
    pub act: usize,
    /// What is done instead.
    pub instead: &'a Said,
    /// So many assumed worlds are gone through.
    pub worlds: u64,
}

/// What a change comes to for the seat that makes it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Changed {
    /// In the world that was played, as it was and changed.
    pub here: (Came, Came),
    /// Assumed worlds in which both can be played.
    pub worlds: u64,
    /// In how many of them something is signed, as it was and changed.
    pub signed: (u64, u64),
    /// In how many the seat gains more by the change.
    pub more: u64,
    /// In how many less.
    pub less: u64,
    /// The mean change of its gain (points).
    pub mean: f64,
}

/// What a run comes to for a seat.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Came {
    /// When something is signed (period).
    pub signed: Option<u32>,
    /// The gain over no agreement (points).
    pub gain: f64,
}

/// Why a move cannot be changed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NotChanged {
    /// There is no such move of a seat that was held.
    #[error("there is no move {0} of a seat that somebody holds")]
    NoMove(usize),
    /// It cannot be made there.
    #[error(transparent)]
    Wrong(#[from] Wrong),
}

impl Asked<'_> {
    fn party(&self, engine: &Engine<'_>, key: &str) -> Option<PartyIndex> {
        self.seats.iter().copied().find(|seat| engine.scenario.parties[*seat].id == key)
    }

    /// The moves of held seats before number `act`, with the seat that made each.
    fn before(&self, engine: &Engine<'_>) -> Vec<(&str, Given)> {
        let held =
            self.acts.iter().filter(|act| act.act < self.act && self.party(engine, &act.seat).is_some());
        held.map(|act| (act.seat.as_str(), Given::Move(act.said.clone()))).collect()
    }

    /// One world: the moves before, then `last`, then the engine. `None`: they cannot be made there.
    fn held(
        &self,
        engine: &Engine<'_>,
        world: u64,
        before: &[(&str, Given)],
        last: (&str, &Said),
    ) -> Result<Option<Record>, Wrong> {
        let mut game = Game::new(engine, (self.format, world), self.behaviour, self.seats);
        let all = before.iter().cloned().chain([(last.0, Given::Move(last.1.clone()))]);
        let (seats, given): (Vec<&str>, Vec<Given>) = all.unzip();
        let reached = game.play_out(&given);
        if let Some((_, wrong)) = reached.wrong {
            return Err(wrong);
        }
        let mut held = reached.acts.iter().filter(|act| self.party(engine, &act.seat).is_some());
        let same = seats.iter().all(|seat| held.next().is_some_and(|act| act.seat == *seat));
        Ok(reached.record().filter(|_| same).cloned())
    }
}

fn came(record: &Record, party: PartyIndex) -> Came {
    let gain = record.gain[party.index()] - record.without_agreement[party.index()];
    Came { signed: record.signed, gain: points(gain) }
}

/// Plays it again with one move changed.
///
/// # Errors
/// If there is no such move, or the change cannot be made in the world that was played.
pub fn changed(engine: &Engine<'_>, asked: &Asked<'_>) -> Result<Changed, NotChanged> {
    let missing = || NotChanged::NoMove(asked.act);
    let act = asked.acts.iter().find(|act| act.act == asked.act).ok_or_else(missing)?;
    let party = asked.party(engine, &act.seat).ok_or_else(missing)?;
    let before = asked.before(engine);
    let run = |world: u64, said: &Said| asked.held(engine, world, &before, (&act.seat, said));
    let here = |said: &Said| run(asked.world, said)?.map(|record| came(&record, party)).ok_or_else(missing);
    let mut changed = Changed {
        here: (here(&act.said)?, here(asked.instead)?),
        worlds: 0,
        signed: (0, 0),
        more: 0,
        less: 0,
        mean: 0.0,
    };
    for world in 0..asked.worlds {
        let (Ok(Some(then)), Ok(Some(now))) = (run(world, &act.said), run(world, asked.instead)) else {
            continue;
        };
        changed.add(came(&then, party), came(&now, party));
    }
    changed.mean /= changed.worlds.max(1) as f64;
    Ok(changed)
}

impl Changed {
    fn add(&mut self, then: Came, now: Came) {
        self.worlds += 1;
        self.signed.0 += u64::from(then.signed.is_some());
        self.signed.1 += u64::from(now.signed.is_some());
        self.more += u64::from(now.gain > then.gain);
        self.less += u64::from(now.gain < then.gain);
        self.mean += now.gain - then.gain;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::{SourceFile, read};
    use crate::simulation::game::said::Package;
    use crate::world::draw::Correlation;

    #[test]
    fn a_changed_move_is_played_on_from_in_this_world_and_in_others() {
        let text = include_str!("../../scenarios/teaching/3-packages.ron");
        let s = read(&SourceFile::new("a.ron", text)).unwrap().scenario;
        let engine = Engine::new(&s, 1, Correlation::AsAssumed);
        let (format, seats) = (s.format("both together").unwrap(), [PartyIndex(0)]);
        let mut game = Game::new(&engine, (format, 3), Behaviour::Concession, &seats);
        let acts = game.play_out(&[]).acts;
        let act = acts
            .iter()
            .find(|act| act.seat == "ash" && act.said == Said::Accept)
            .expect("Ash accepts something");
        let asked = Asked {
            format,
            world: 3,
            behaviour: Behaviour::Concession,
            seats: &seats,
            acts: &acts,
            act: act.act,
            instead: &Said::Refuse,
            worlds: 60,
        };
        let changed = changed(&engine, &asked).unwrap();
        // What was done is what the engine does: nothing but the one move differs.
        let record = engine.run(&engine.setting(3), &[Behaviour::Concession])[0][format].clone();
        assert_eq!(changed.here.0, came(&record, PartyIndex(0)));
        assert_ne!(changed.here.0, changed.here.1);
        assert!((1..=60).contains(&changed.worlds) && changed.more + changed.less <= changed.worlds);
        assert!(changed.signed.1 <= changed.worlds && changed.mean.abs() <= 200.0);
        // The same move again changes nothing in any world.
        let same = super::changed(&engine, &Asked { instead: &Said::Accept, ..asked }).unwrap();
        assert_eq!((same.more, same.less, same.signed.0), (0, 0, same.signed.1));
        assert_eq!(same.here.0, same.here.1);
        let no = |asked: &Asked<'_>| super::changed(&engine, asked).unwrap_err();
        assert_eq!(no(&Asked { act: 999, ..asked }), NotChanged::NoMove(999));
        let nothing = Said::Propose(Package::default());
        assert!(matches!(no(&Asked { instead: &nothing, ..asked }), NotChanged::Wrong(_)));
    }
}
