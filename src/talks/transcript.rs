//! What was said at a table, entry by entry.

use super::mediation::Message;
use super::outcome::Ground;
use crate::scenario::place::PartyIndex;

/// One entry of the transcript.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum TranscriptEntry {
    /// A third party tells something, before the first meeting.
    Message(Message),
    /// A meeting begins.
    Meeting {
        /// Its number, from 1.
        number: u32,
        /// Its period.
        period: u32,
    },
    /// A party proposes, or passes.
    Proposal {
        /// Who.
        party: PartyIndex,
        /// What, `None` for a pass.
        deal: Option<usize>,
        /// What it expects of it.
        expected: f64,
    },
    /// A party answers.
    Answer {
        /// Who.
        party: PartyIndex,
        /// Whether it answers by a right of consent from outside the table.
        consent: bool,
        /// Value if all comply.
        value: f64,
        /// Expected value.
        expected: f64,
        /// The least that it may sign.
        least: f64,
        /// The least that it accepts now.
        asks: f64,
        /// Why.
        ground: Ground,
    },
    /// What the sub-tables agreed is put before the plenary.
    Put {
        /// The period.
        period: u32,
    },
    /// A party walks out.
    WalkOut {
        /// Who.
        party: PartyIndex,
        /// What leaving is worth.
        outside: f64,
        /// Its continuation value: the best that it could still expect of going on.
        continuation_value: f64,
    },
}
