//! What is asked of the room over HTTP, and how it is answered.

use super::problem::Problem;
use crate::language::Language;
use crate::room::event::{Act, Moved};
use crate::simulation::game::said::{Package, Said};
use serde::Deserialize;
use tokio::sync::{oneshot, watch};

/// A body of JSON, or lines of text.
pub type Answer = Result<String, Problem>;

/// Somebody's question, by the token.
pub struct Ask {
    /// The token; none where everybody may ask.
    pub token: String,
    /// What.
    pub what: What,
    /// Where the answer goes.
    pub reply: Reply,
}

/// Where an answer goes.
pub enum Reply {
    /// Once.
    Once(oneshot::Sender<Answer>),
    /// The numbers of states, as they come: the first is there already. `u64::MAX`: the room is closed.
    Stream(oneshot::Sender<Result<Watch, Problem>>),
}

/// A stream of the numbers of states.
pub struct Watch {
    /// The newest number.
    pub versions: watch::Receiver<u64>,
    /// Whether it is the teacher's.
    pub teacher: bool,
}

/// What is asked.
pub enum What {
    /// To come in.
    Join(Join),
    /// To come back.
    Rejoin(Rejoin),
    /// The case, in a language.
    Case(Language),
    /// The own state; what was heard from an entry on.
    State(usize),
    /// The stream.
    Events,
    /// A sign of life.
    Alive,
    /// The own role sheet.
    Sheet(Language),
    /// What a package is worth.
    Worth(Package),
    /// Something is done.
    Act(Act),
    /// A move is changed.
    Rewind(Rewind),
    /// The teacher's state.
    Teacher,
    /// The teacher does something.
    Teach(Act),
    /// The codes by which people come back.
    Codes,
    /// Pictures of the deals, in a language.
    Deals(Language),
    /// The transcript of a game: group and play, from 1.
    Transcript(usize, usize),
}

/// Body of `POST /api/join`.
#[derive(Debug, Deserialize)]
pub struct Join {
    /// The join code.
    pub code: String,
    /// The name.
    pub name: String,
}

/// Body of `POST /api/rejoin`.
#[derive(Debug, Deserialize)]
pub struct Rejoin {
    /// The join code.
    pub code: String,
    /// The code of the person.
    pub seat_code: String,
}

/// Body of `POST /api/rewind`.
#[derive(Debug, Deserialize)]
pub struct Rewind {
    /// Which of the games, from 1.
    pub play: usize,
    /// The move that is changed.
    pub act: usize,
    /// What is done instead.
    #[serde(flatten)]
    pub instead: Said,
}

/// Reads a body.
///
/// # Errors
/// If it is not of this kind.
pub fn read<'b, T: Deserialize<'b>>(body: &'b [u8]) -> Result<T, Problem> {
    serde_json::from_slice(body).map_err(|error| Problem::json(&error))
}

/// Reads something that is done: packages have nothing in them but words, so no move can say more than it should.
///
/// # Errors
/// If it is nothing of that kind.
pub fn act(body: &[u8]) -> Result<Act, Problem> {
    let act: Act = read(body)?;
    if let Act::Move { moved: Moved::Propose(package), .. } = &act {
        bounded(package)?;
    }
    Ok(act)
}

/// More issues than these has no scenario.
fn bounded(package: &Package) -> Result<(), Problem> {
    if package.package.len() > 64 {
        return Err(Problem::address("a package has at most 64 issues"));
    }
    Ok(())
}
