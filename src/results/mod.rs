//! Questions asked of results: which format does better, for whom, and how sure that is.

pub mod against;
pub mod class;
pub mod compare;
pub mod comparison;
pub mod construction;
pub mod data_package;
pub mod decompose;
pub mod expect;
pub mod find;
pub mod findings;
#[cfg(test)]
pub(crate) mod fixture;
pub mod flip;
pub mod guess;
pub(crate) mod names;
pub mod next;
pub(crate) mod one_run;
pub(crate) mod periods;
pub mod played;
pub mod sample;
mod sample_read;
pub(crate) mod spoken;
pub mod until;
pub mod verdict;
pub mod words;
