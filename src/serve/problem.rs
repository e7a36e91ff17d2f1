//! What is answered when something is not done: a status of HTTP, a key and a sentence.

use crate::room::refused::Refused;
use serde::Serialize;

/// Why a request is not answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// Status of HTTP.
    pub status: u16,
    code: &'static str,
    text: String,
}

#[derive(Serialize)]
struct Said<'a> {
    error: Inner<'a>,
}

#[derive(Serialize)]
struct Inner<'a> {
    code: &'static str,
    text: &'a str,
}

impl Problem {
    fn new(status: u16, code: &'static str, text: impl Into<String>) -> Self {
        Self { status, code, text: text.into() }
    }

    /// The body is no JSON of the kind that is expected.
    pub fn json(error: &serde_json::Error) -> Self {
        Self::new(400, "bad_json", format!("this is not what is expected here: {error}"))
    }

    /// An address cannot be read.
    pub fn address(what: &str) -> Self {
        Self::new(400, "bad_request", what)
    }

    /// Nobody in the room has this token.
    pub fn no_token() -> Self {
        Self::new(401, "no_token", "you are not known here; join with the code on the screen")
    }

    /// There is no such page.
    pub fn no_page() -> Self {
        Self::new(404, "no_such", "there is nothing at this address")
    }

    /// The page is asked for in another way.
    pub fn method() -> Self {
        Self::new(405, "bad_request", "this address takes another method")
    }

    /// The body is too large, or did not come.
    pub fn body(large: bool) -> Self {
        if large {
            Self::new(413, "too_large", format!("a request has at most {} bytes", super::LARGEST_BODY))
        } else {
            Self::new(408, "bad_request", "the request did not come to its end")
        }
    }

    /// The body is not said to be JSON.
    pub fn not_json() -> Self {
        Self::new(415, "bad_type", "expected content-type: application/json")
    }

    /// Too much was asked in a short time.
    pub fn too_fast() -> Self {
        Self::new(429, "too_fast", "too much was asked in a short time; wait a second")
    }

    /// The room does not answer any more.
    pub fn stopped() -> Self {
        Self::new(503, "stopped", "the class has ended, or its log cannot be written")
    }

    /// The body of the answer.
    pub fn body_of(&self) -> String {
        let said = Said { error: Inner { code: self.code, text: &self.text } };
        serde_json::to_string(&said).unwrap_or_default()
    }
}

impl From<Refused> for Problem {
    fn from(refused: Refused) -> Self {
        let status = match &refused {
            Refused::Bad(_) => 400,
            Refused::NotYours(_) | Refused::WrongCode => 403,
            Refused::NoSuch(_) => 404,
            Refused::NotNow(_) | Refused::Full(_) | Refused::Table(_) => 409,
        };
        Self::new(status, refused.code(), refused.to_string())
    }
}
