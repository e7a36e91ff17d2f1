//! What happens in a room: what people, the teacher and the clock do, as it stands in the log.

use super::phase::Phase;
use crate::simulation::game::said::{Given, Package, Said};
use serde::{Deserialize, Serialize};

/// Who does something.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Who {
    /// Whoever has the join code.
    Anybody,
    /// The teacher.
    Teacher,
    /// The clock.
    Clock,
    /// A person, by the number.
    Person(usize),
}

/// Something that happens. Groups and plays are numbered from 1, as people see them.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Event {
    /// Who does it.
    pub by: Who,
    /// What.
    #[serde(flatten)]
    pub act: Act,
}

/// What is done.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "act", rename_all = "snake_case")]
pub enum Act {
    /// Anybody: comes in under a name. Of the token its digest is kept.
    Join {
        /// The name.
        name: String,
        /// What is kept of the token.
        token: String,
        /// The code by which the person comes back.
        seat_code: String,
    },
    /// Anybody who has the code of a person: comes back from another device.
    Rejoin {
        /// Who.
        person: usize,
        /// What is kept of the token.
        token: String,
    },
    /// A person: takes a seat.
    Sit {
        /// The group.
        group: usize,
        /// The party (key).
        seat: String,
    },
    /// A person: looks on.
    Observe {
        /// The group.
        group: usize,
    },
    /// A person: leaves the seat.
    Stand,
    /// A person: makes a move.
    Move {
        /// Which of the games.
        play: usize,
        /// The number of the move that is asked for.
        turn: usize,
        /// The move.
        #[serde(flatten)]
        moved: Moved,
        /// Some words with a proposal.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        message: Option<String>,
    },
    /// A person: says something to one other seat of the group.
    Caucus {
        /// The party (key).
        to: String,
        /// What.
        text: String,
    },
    /// A person: predicts.
    Predict {
        /// What.
        prediction: serde_json::Value,
    },
    /// The teacher: goes on to a phase.
    Phase {
        /// Which.
        to: Phase,
    },
    /// The teacher: everything stands still.
    Pause,
    /// The teacher: it goes on.
    Resume,
    /// The teacher: so many minutes are left from now on.
    Minutes {
        /// How many.
        minutes: u32,
    },
    /// The teacher: puts somebody into a seat, among the observers of a group, or nowhere.
    MovePerson {
        /// Who.
        person: usize,
        /// The group.
        #[serde(default)]
        group: Option<usize>,
        /// The party (key).
        #[serde(default)]
        seat: Option<String>,
    },
    /// The teacher: the engine holds a seat, whoever sits there.
    Fill {
        /// The group.
        group: usize,
        /// The party (key).
        seat: String,
    },
    /// The teacher: its people move again.
    Free {
        /// The group.
        group: usize,
        /// The party (key).
        seat: String,
    },
    /// The teacher: the engine makes one move for the seat that everybody waits for.
    EngineMoves {
        /// The group.
        group: usize,
        /// The number of the move.
        turn: usize,
    },
    /// The teacher: in which order a group plays the formats.
    Order {
        /// The group.
        group: usize,
        /// The formats.
        order: Vec<String>,
    },
    /// The teacher: sends somebody out.
    Remove {
        /// Who.
        person: usize,
    },
    /// The clock: nothing was heard of somebody.
    Away {
        /// Who.
        person: usize,
    },
    /// The clock: somebody is back.
    Back {
        /// Who.
        person: usize,
    },
}

impl Act {
    /// Whether this is for such a one to do.
    pub fn is_for(&self, who: Who) -> bool {
        match self {
            Self::Join { .. } | Self::Rejoin { .. } => who == Who::Anybody,
            Self::Sit { .. }
            | Self::Observe { .. }
            | Self::Stand
            | Self::Move { .. }
            | Self::Caucus { .. }
            | Self::Predict { .. } => matches!(who, Who::Person(_)),
            Self::Away { .. } | Self::Back { .. } => who == Who::Clock,
            _ => who == Who::Teacher,
        }
    }
}

/// A move of a person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "move", rename_all = "snake_case")]
pub enum Moved {
    /// It stays at the table.
    Stay,
    /// It leaves the talks.
    WalkOut,
    /// It proposes a package.
    Propose(Package),
    /// It proposes nothing.
    Pass,
    /// It accepts.
    Accept,
    /// It refuses.
    Refuse,
    /// The engine moves for it this once.
    Engine,
}

impl Moved {
    /// The answer that the game takes.
    pub fn given(&self) -> Given {
        Given::Move(match self {
            Self::Engine => return Given::Engine("the seat asked for it".into()),
            Self::Stay => Said::Stay,
            Self::WalkOut => Said::WalkOut,
            Self::Propose(package) => Said::Propose(package.clone()),
            Self::Pass => Said::Pass,
            Self::Accept => Said::Accept,
            Self::Refuse => Said::Refuse,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn events_are_read_as_they_are_written() {
        let package = Package { package: [("season".to_owned(), "closed".to_owned())].into(), roadmap: None };
        let moved = Moved::Propose(package);
        let acts = [
            Act::Move { play: 1, turn: 3, moved, message: Some("please".into()) },
            Act::Move { play: 2, turn: 9, moved: Moved::WalkOut, message: None },
            Act::Phase { to: Phase::First },
            Act::MovePerson { person: 2, group: None, seat: None },
            Act::Stand,
            Act::Predict { prediction: serde_json::json!({"a": [1, 2.5]}) },
        ];
        for act in acts {
            let event = Event { by: Who::Person(4), act };
            let text = serde_json::to_string(&event).unwrap();
            assert_eq!(serde_json::from_str::<Event>(&text).unwrap(), event, "{text}");
        }
        let text = r#"{"act":"move","play":1,"turn":2,"move":"accept","sender":"x"}"#;
        assert!(matches!(serde_json::from_str(text), Ok(Act::Move { moved: Moved::Accept, .. })));
    }
}
