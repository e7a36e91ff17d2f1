//! One table held, as it is kept: what it found, how its talks ended, and what became of them.

use super::record::{LEFT_OUT, Record};
use super::setting::{Setting, View};
use super::signed::Signed;
use crate::agreement::table::Table;
use crate::talks::feasible::{FeasibleAgreements, Zone};
use crate::talks::negotiation::TranscriptEntry;
use crate::talks::outcome::Ended;
use std::borrow::Cow;
use std::sync::Arc;

/// Whether a transcript is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Recording {
    /// For a story.
    On,
    /// For counting.
    Off,
}

/// The transcript of one run of meetings in one view.
#[derive(Debug, Clone)]
pub struct Transcript {
    /// The sub-table, if it is one.
    pub table: Option<String>,
    /// The table at which it is said.
    pub seat: Arc<Table>,
    /// Line by line.
    pub lines: Vec<TranscriptEntry>,
    /// What could be agreed, as the table saw it.
    pub feasible: FeasibleAgreements,
}

/// One table held.
#[derive(Debug, Clone)]
pub struct Episode<'a> {
    /// Its place in the programme.
    pub node: usize,
    /// Period from which its calendar counts.
    pub began: u32,
    /// It takes up what an earlier agreement of the same node gave back to the table.
    pub again: bool,
    /// The table.
    pub table: Cow<'a, Table>,
    /// The world, its luck and what happens in it, as this table finds it.
    pub setting: Cow<'a, Setting>,
    /// The world as the table saw it at the start.
    pub first: Arc<View>,
    /// The world as the table saw it when talks ended.
    pub last: Arc<View>,
    /// The zone of agreement over all that it saw.
    pub zone: Zone,
    /// How talks ended.
    pub talks: Ended,
    /// The agreement as it stood when it was signed, if one was.
    pub signed: Option<Signed>,
    /// Its record, as if nothing else were held.
    pub record: Record,
    /// Its transcripts.
    pub transcripts: Vec<Transcript>,
}

impl Episode<'_> {
    /// Whether something that it agreed has entered into force.
    pub fn in_force(&self) -> bool {
        self.signed.as_ref().is_some_and(|s| s.history.is_some())
    }

    /// Issues that its agreement covers.
    pub fn covers(&self) -> impl Iterator<Item = usize> + '_ {
        self.record.content.iter().enumerate().filter(|(_, l)| **l != LEFT_OUT).map(|(j, _)| j)
    }
}
