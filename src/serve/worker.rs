//! Who does what takes long, beside the keeper of the room: the worlds that games are held against, and moves that are changed.

use super::ask::Answer;
use super::problem::Problem;
use crate::room::facts::Change;
use crate::room::refused::Refused;
use crate::simulation::engine::Engine;
use std::sync::mpsc::Receiver;
use tokio::sync::oneshot;

/// A move that is changed, and where the answer goes.
pub struct Work {
    /// The move.
    pub change: Change,
    /// Where the answer goes.
    pub reply: oneshot::Sender<Answer>,
}

/// An answer, or work that has to be done for it.
pub(super) enum Answered {
    /// The answer.
    Now(Answer),
    /// The work.
    Later(Change),
}

/// Works until nobody gives any more.
pub fn work(engine: &Engine<'_>, given: &Receiver<Work>) {
    for Work { change, reply } in given {
        // Whoever has gone away needs no answer.
        if reply.is_closed() {
            continue;
        }
        let changed = change.play(engine).map_err(|wrong| Refused::Table(wrong.to_string()).into());
        let written = changed
            .and_then(|changed| serde_json::to_string(&changed).map_err(|error| Problem::json(&error)));
        let _ = reply.send(written);
    }
}
