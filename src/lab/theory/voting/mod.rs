//! Voting: what a body prefers, chooses, and cannot change.

pub mod decision;
pub mod plane;
pub mod profile;
pub mod rule;
pub mod single_dimension;
