//! What a scenario file says: types, reading RON, provenance, all the checks with positions.

pub mod model;

pub use model::Scenario;
