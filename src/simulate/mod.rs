//! Many worlds through many formats: blocks, threads, records, the store.

pub mod engine;
pub mod execute;
pub mod follow;
pub mod job;
pub mod machine;
pub mod record;
pub mod rows;
pub mod store;
pub mod tally;
