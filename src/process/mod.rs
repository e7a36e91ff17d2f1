//! What happens around a table once something is signed: ratification, stages, conduct, spoilers, lapses.

pub mod drift;
pub mod events;
pub mod history;
pub mod ratification;
