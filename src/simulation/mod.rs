//! Many worlds through many formats: blocks, threads, records, the store.

mod composite;
pub mod engine;
pub mod episode;
pub mod estimate;
pub mod execute;
pub mod format_run;
pub mod implementation;
pub mod job;
pub mod machine;
mod nested;
pub mod program;
pub mod record;
pub mod rows;
pub mod search;
pub mod setting;
pub mod signed;
mod status_quo;
pub mod store;
pub mod tally;
