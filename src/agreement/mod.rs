//! Packages of levels and what they are worth to each party, with everything that follows from signing them.

pub mod belief;
mod bound;
pub mod chain;
pub mod conduct;
pub(crate) mod demand;
mod deterrence;
pub mod evaluation;
pub(crate) mod events;
pub mod guarantee;
pub mod history;
pub(crate) mod home;
pub(crate) mod informant;
pub(crate) mod no_agreement;
pub mod pace;
pub mod package;
pub mod packages;
pub mod per_party;
pub(crate) mod ratification;
pub mod review;
pub(crate) mod rule;
pub mod table;
pub mod terms;
pub mod valuation;
pub mod valued;
