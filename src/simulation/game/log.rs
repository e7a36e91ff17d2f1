//! The log of a game: append-only lines of JSON, each with a checksum over itself and all lines before it.
//!
//! The first line says what is played: the scenario (with its hash), the format, seed, world and behaviour, and which seats are held. Each further
//! line is a move ([`Act`]), or says that the game goes on from an earlier one (`{"rewind": n}`: moves from number n on do not count). The last
//! key of each line is `sum`: the first 16 hexadecimal digits of SHA-256 over the sum of the line before and the line without its sum. A last line
//! that is cut off (there was no time to write it) is left out; any other line that does not fit its sum is refused.

use super::said::{Act, Given};
use crate::scenario::letters;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::fmt::Write as _;

/// Version of the layout.
pub const LOG_VERSION: u32 = 1;
/// Largest log that is read, in bytes.
pub const LARGEST_LOG: u64 = 16 << 20;
/// More lines than these are not read.
const MOST_LINES: usize = 100_000;

/// What is played.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Header {
    /// Version of the layout: 1.
    pub roundtable_play: u32,
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
    /// The format.
    pub format: String,
    /// How the engine behaves.
    pub behaviour: String,
    /// Seed of the draws.
    pub seed: u64,
    /// Number of the assumed world.
    pub world: u64,
    /// Parties (keys) whose seats are held; the engine moves for all others.
    pub seats: Vec<String>,
}

/// A line after the first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum Line {
    /// The game goes on from before this move.
    Rewind {
        /// Its number.
        rewind: usize,
    },
    /// A move.
    Act(Act),
}

/// Why a log is refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{what}")]
pub struct LogError {
    /// The line, from 1.
    pub line: usize,
    /// What is wrong with it.
    pub what: String,
}

/// A log that was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Log {
    /// What is played.
    pub header: Header,
    /// Further lines.
    pub lines: Vec<Line>,
    /// Where the next line follows on.
    pub chain: Chain,
    /// How many bytes of it count: a last line that was cut off does not.
    pub whole: usize,
}

/// The checksums of a log, up to some line.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Chain(String);

impl Chain {
    fn next(&self, body: &str) -> String {
        let digest = Sha256::new().chain_update(&self.0).chain_update(body).finalize();
        digest.iter().take(8).fold(String::new(), |mut digits, byte| {
            let _ = write!(digits, "{byte:02x}");
            digits
        })
    }

    /// The next line, with its end.
    pub fn line<T: Serialize>(&mut self, entry: &T) -> String {
        // Maps of texts and numbers are always written.
        let body = letters::visible_json(serde_json::to_string(entry).unwrap_or_default());
        self.0 = self.next(&body);
        format!("{},\"sum\":\"{}\"}}\n", body.strip_suffix('}').unwrap_or(&body), self.0)
    }

    /// The sum of the last line.
    pub fn sum(&self) -> &str {
        &self.0
    }

    /// A line without its sum, if that fits.
    pub(crate) fn body(&mut self, line: &str) -> Option<String> {
        let (body, sum) = line.strip_suffix("\"}")?.rsplit_once(",\"sum\":\"")?;
        let body = format!("{body}}}");
        self.0 = self.next(&body);
        (self.0 == sum).then_some(body)
    }
}

impl Log {
    /// Reads a log.
    ///
    /// # Errors
    /// If a line is not one of a log or does not fit its checksum.
    pub fn read(bytes: &[u8]) -> Result<Self, LogError> {
        // A line that was not written to its end has no line end.
        let whole = bytes.iter().rposition(|byte| *byte == b'\n').map_or(0, |end| end + 1);
        let wrong = |line: usize, what: &str| LogError { line, what: what.to_owned() };
        let mut chain = Chain::default();
        let (mut header, mut lines) = (None, Vec::new());
        for (place, line) in bytes[..whole].split_inclusive(|byte| *byte == b'\n').enumerate() {
            let at = place + 1;
            if at > MOST_LINES {
                return Err(wrong(at, "the log is longer than any game"));
            }
            let changed = "the line does not fit its checksum: it, or a line before it, was changed";
            let line = std::str::from_utf8(line).map_err(|_| wrong(at, changed))?;
            let body = chain.body(line.trim_end_matches('\n')).ok_or_else(|| wrong(at, changed))?;
            let unread = |error: serde_json::Error| LogError {
                line: at,
                what: format!("this is no line of a log: {error}"),
            };
            if header.is_none() {
                header = Some(serde_json::from_str::<Header>(&body).map_err(unread)?);
            } else {
                lines.push(serde_json::from_str::<Line>(&body).map_err(unread)?);
            }
        }
        let header = header.ok_or_else(|| wrong(1, "there is no first line that says what is played"))?;
        if header.roundtable_play != LOG_VERSION {
            let what =
                format!("the log has version {}; this program reads {LOG_VERSION}", header.roundtable_play);
            return Err(LogError { line: 1, what });
        }
        Ok(Self { header, lines, chain, whole })
    }

    /// The moves that count, each with its line.
    pub fn acts(&self) -> Vec<(usize, &Act)> {
        let mut acts: Vec<(usize, &Act)> = Vec::new();
        for (place, line) in self.lines.iter().enumerate() {
            match line {
                // Moves are numbered upwards.
                Line::Rewind { rewind } => acts.truncate(acts.partition_point(|(_, act)| act.act < *rewind)),
                Line::Act(act) => acts.push((place + 2, act)),
            }
        }
        acts
    }

    /// What those who hold seats answered, in order, with the numbers of the moves.
    pub fn given(&self) -> Vec<(usize, Given)> {
        let held = |act: &&Act| self.header.seats.contains(&act.seat);
        let acts = self.acts().into_iter().map(|(_, act)| act).filter(held);
        acts.map(|act| (act.act, act.given())).collect()
    }

    /// Whether the moves of a run are those of the log, as far as that goes.
    ///
    /// # Errors
    /// At the first line that the run does not have.
    pub fn agrees(&self, acts: &[Act]) -> Result<(), LogError> {
        for (k, (line, act)) in self.acts().into_iter().enumerate() {
            let other = match acts.get(k) {
                Some(made) if made == act => continue,
                Some(made) => format!("{} moves otherwise here", made.seat),
                None => "nobody moves here any more".to_owned(),
            };
            let what = format!(
                "played again, {other}: the log is of another version of the program, or was put together by hand"
            );
            return Err(LogError { line, what });
        }
        Ok(())
    }
}
