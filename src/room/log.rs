//! The log of a room: a first line that says what is played, then a line for each thing that happened, each with a checksum over itself and all
//! lines before it ([`crate::simulation::game::log::Chain`]). It is the only state: the room is rebuilt from it.

use super::event::Event;
use crate::simulation::game::log::{Chain, LogError};
use serde::{Deserialize, Serialize};

/// Version of the layout.
pub const LOG_VERSION: u32 = 1;
/// Largest log that is read, in bytes.
pub const LARGEST_LOG: u64 = 256 << 20;

/// What the class plays.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Header {
    /// Version of the layout: 1.
    pub roundtable_class: u32,
    /// The scenario file, as it was given.
    pub file: String,
    /// SHA-256 of the scenario with what was changed in it.
    pub hash: String,
    /// The variant, if one was taken.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub variant: Option<String>,
    /// What was set.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sets: Vec<String>,
    /// The formats, one or two.
    pub formats: Vec<String>,
    /// How the engine behaves.
    pub behaviour: String,
    /// Seed of the draws.
    pub seed: u64,
    /// By group: the assumed world that it plays, under each format the same.
    pub worlds: Vec<u64>,
    /// Minutes for a game.
    pub minutes: u32,
    /// The code by which one joins.
    pub code: String,
}

/// A line after the first.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Entry {
    /// Milliseconds since the room began.
    pub at: u64,
    /// What happened.
    #[serde(flatten)]
    pub event: Event,
    /// Games that went on by it: the group, and the checksum of its transcript after it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub games: Vec<(usize, String)>,
}

/// A log that was read.
#[derive(Debug, Clone, PartialEq)]
pub struct Log {
    /// What is played.
    pub header: Header,
    /// What happened.
    pub entries: Vec<Entry>,
    /// The checksum of each line after the first.
    pub sums: Vec<String>,
    /// How many bytes of it count: a last line that was cut off does not.
    pub whole: usize,
}

/// What a line is refused for.
pub(super) fn wrong(line: usize, what: impl Into<String>) -> LogError {
    LogError { line, what: what.into() }
}

impl Log {
    /// Reads a log.
    ///
    /// # Errors
    /// If a line is not one of a log or does not fit its checksum.
    pub fn read(bytes: &[u8]) -> Result<Self, LogError> {
        // A line that was not written to its end has no line end.
        let whole = bytes.iter().rposition(|byte| *byte == b'\n').map_or(0, |end| end + 1);
        let mut chain = Chain::default();
        let (mut header, mut entries, mut sums) = (None, Vec::new(), Vec::new());
        for (place, line) in bytes[..whole].split_inclusive(|byte| *byte == b'\n').enumerate() {
            let at = place + 1;
            let changed = "the line does not fit its checksum: it, or a line before it, was changed";
            let line = std::str::from_utf8(line).map_err(|_| wrong(at, changed))?;
            let body = chain.body(line.trim_end_matches('\n')).ok_or_else(|| wrong(at, changed))?;
            let unread =
                |error: serde_json::Error| wrong(at, format!("this is no line of a class's log: {error}"));
            if header.is_none() {
                header = Some(serde_json::from_str::<Header>(&body).map_err(unread)?);
            } else {
                entries.push(serde_json::from_str::<Entry>(&body).map_err(unread)?);
                sums.push(chain.sum().to_owned());
            }
        }
        let header = header.ok_or_else(|| wrong(1, "there is no first line that says what is played"))?;
        if header.roundtable_class != LOG_VERSION {
            let what =
                format!("the log has version {}; this program reads {LOG_VERSION}", header.roundtable_class);
            return Err(wrong(1, what));
        }
        Ok(Self { header, entries, sums, whole })
    }
}
