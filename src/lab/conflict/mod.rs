//! Conflicts by options (graph model): which states last, and why.

pub(crate) mod graph;
pub mod model;
