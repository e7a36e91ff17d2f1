//! Conflicts by options (graph model): which states last, and why.

pub mod graph;
pub mod model;
