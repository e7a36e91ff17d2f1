//! A table at work: what could be agreed, who proposes what, who accepts.

pub mod behaviour;
pub mod beliefs;
pub mod catalogue;
pub mod coalition;
pub mod expectation;
pub mod feasible;
pub mod finite_horizon;
pub mod foresight;
pub mod learning;
pub mod mediation;
pub mod negotiation;
pub mod outcome;
pub mod protocol;
pub mod situation;
