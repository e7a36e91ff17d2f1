//! Packages of levels and what they are worth to each party, with everything that follows from signing them.

pub mod belief;
mod bound;
pub mod chain;
mod deterrence;
pub mod evaluation;
pub mod events;
pub mod guarantee;
pub mod history;
pub mod informant;
pub mod no_agreement;
pub mod package;
pub mod packages;
pub mod per_party;
pub mod ratification;
pub mod rule;
pub mod table;
pub mod terms;
pub mod valuation;
