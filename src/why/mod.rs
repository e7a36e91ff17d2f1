//! What a stored result tells at no further run: its two tables joined, in which worlds one format beats another, what drives the difference,
//! and which format one would regret least.
//!
//! Nothing here knows the scenario file: names, units and meanings are those that the result carries itself (`datapackage.json`).

pub mod above_all;
pub mod by_design;
pub mod discover;
pub mod inputs;
pub mod measure;
pub mod sensitivity;
pub mod stored;
pub mod sweep;
pub mod sweep_words;
pub mod words;

pub use measure::Measure;
pub use stored::{Stored, StoredError};
