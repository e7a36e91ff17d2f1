//! Solution points on finite sets of packages, for any number of parties.

mod additive;
pub mod analysis;
pub mod frontier;
pub mod lattice;
pub mod points;
pub mod rows;
pub(crate) mod sieve;
mod sweep;
pub(crate) mod watch;
