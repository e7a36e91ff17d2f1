//! Packages of levels and what they are worth to each party, with everything that follows from signing them.

pub mod agreement;
mod bound;
pub mod chain;
pub mod guarantee;
pub mod packages;
pub mod table;
pub mod terms;
pub mod valuation;
