//! A class in one room as a state machine: who sits where, what is asked of whom, and what came of it.

pub mod debrief;
pub mod predict;
pub mod rewind;
