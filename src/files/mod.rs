//! Files of this machine: what is read is bounded before it is taken, what is written appears whole or not at all.
//!
//! Every reader of a file goes through [`read`], every writer through [`mod@write`] or, where a result grows in a folder and is
//! gone on with after an interruption, through `simulate::store`, which asks the same [`Disk`] for each step.

mod disk;
pub mod read;
pub mod write;

pub use disk::{Disk, Out, RealDisk};
