//! A table at work: what could be agreed, who proposes what, who accepts.

pub mod behaviour;
pub mod expectation;
pub mod prospects;
pub mod protocol;
pub mod talks;
