//! Files of this machine: what is read is bounded before it is taken, what is written appears whole or not at all.
//!
//! What other programs wrote is read as text in its encoding ([`text`]) and told by its content ([`seems`]).
//! Every reader of a file goes through [`read`], every writer through [`mod@write`] or, where a result grows in a folder and is
//! gone on with after an interruption, through `simulation::store`, which asks the same [`Disk`] for each step.

#[cfg(feature = "cli")]
pub mod append;
#[cfg(any(feature = "cli", feature = "lab"))]
pub(crate) mod cells;
mod disk;
pub(crate) mod read;
#[cfg(any(feature = "cli", feature = "lab"))]
pub mod seems;
#[cfg(any(feature = "cli", feature = "lab"))]
pub mod text;
pub mod write;

pub use disk::{Disk, Out, RealDisk};
