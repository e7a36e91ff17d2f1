//! Why something that was asked of the room is not done: nothing has changed then.

use serde::Serialize;

/// Why something is not done.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    /// It is no request that can be read.
    #[error("{0}")]
    Bad(String),
    /// It cannot be done in this phase, during a pause, or it answers a question that has passed.
    #[error("{0}")]
    NotNow(String),
    /// It is for somebody else to do.
    #[error("{0}")]
    NotYours(String),
    /// It names something that is not there.
    #[error("{0}")]
    NoSuch(String),
    /// There is no place left.
    #[error("{0}")]
    Full(String),
    /// The table does not take the move.
    #[error("{0}")]
    Table(String),
    /// The code is not that of this room, or of a seat in it.
    #[error("this code is not known here; read it again from the screen")]
    WrongCode,
}

/// What is said of it.
#[derive(Debug, Clone, Serialize)]
pub struct Said {
    /// Which it is (key).
    pub code: &'static str,
    /// In a sentence.
    pub text: String,
}

impl Refused {
    /// Its key.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Bad(_) => "bad_request",
            Self::NotNow(_) => "not_now",
            Self::NotYours(_) => "not_yours",
            Self::NoSuch(_) => "no_such",
            Self::Full(_) => "full",
            Self::Table(_) => "refused",
            Self::WrongCode => "wrong_code",
        }
    }

    /// What is said of it.
    pub fn said(&self) -> Said {
        Said { code: self.code(), text: self.to_string() }
    }
}
