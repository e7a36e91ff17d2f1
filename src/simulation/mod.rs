//! Many worlds through many formats: blocks, threads, records, the store.

pub mod engine;
pub mod episode;
pub mod estimate;
pub mod execute;
pub mod follow;
pub mod job;
pub mod machine;
mod nested;
pub mod program;
pub mod record;
pub mod rows;
pub mod search;
mod standing;
pub mod store;
pub mod tally;
mod whole;
