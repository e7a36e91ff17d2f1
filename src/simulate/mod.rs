//! Many worlds through many formats: blocks, threads, records, the store.

pub mod execute;
pub mod machine;
pub mod store;
