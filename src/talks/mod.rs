//! A table at work: what could be agreed, who proposes what, who accepts.

pub mod behaviour;
pub mod beliefs;
pub mod catalogue;
pub(crate) mod coalition;
pub mod desk;
pub(crate) mod expectation;
pub mod feasible;
pub mod finite_horizon;
pub(crate) mod foresight;
pub(crate) mod learning;
pub mod mediation;
pub mod negotiation;
pub mod outcome;
mod outlooks;
pub(crate) mod prospect;
pub(crate) mod protocol;
pub mod situation;
pub mod transcript;
