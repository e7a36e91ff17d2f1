//! Many worlds through many formats: blocks, threads, records, the store.

mod composite;
pub mod engine;
pub(crate) mod episode;
pub mod estimate;
pub mod execute;
mod forethought;
pub(crate) mod format_run;
pub(crate) mod implementation;
pub mod job;
mod leaving;
pub(crate) mod machine;
mod nested;
pub(crate) mod program;
pub mod rays;
pub mod record;
mod reviews;
pub(crate) mod rows;
pub mod sampled;
pub(crate) mod search;
mod seating;
pub mod setting;
pub(crate) mod signed;
pub mod star;
mod status_quo;
pub mod store;
pub mod tally;
