//! Protocols: who may do what, when. One file each, all on the table of [`crate::negotiation::session`].

mod stacked;

use super::session::{End, Table};

/// A protocol by name.
#[derive(Debug, Clone, Copy)]
pub struct Protocol {
    /// Its name in files and on the command line.
    pub name: &'static str,
    /// What it is, in a line, and whose it is.
    pub about: &'static str,
    /// Plays it to its end.
    pub hold: fn(&mut Table<'_>) -> End,
}

/// Every protocol.
pub const PROTOCOLS: &[Protocol] = &[stacked::PROTOCOL];

/// A protocol by its name.
pub fn by_name(name: &str) -> Option<&'static Protocol> {
    PROTOCOLS.iter().find(|protocol| protocol.name == name)
}
