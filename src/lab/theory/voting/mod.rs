//! Voting: what a body prefers, chooses, and cannot change.

pub(crate) mod decision;
pub(crate) mod plane;
pub(crate) mod profile;
pub(crate) mod rule;
pub(crate) mod single_dimension;
