//! Solution points on finite sets of packages, for any number of parties.

pub mod analysis;
pub mod frontier;
pub mod lattice;
pub mod points;
