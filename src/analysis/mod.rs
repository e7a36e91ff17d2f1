//! Questions asked of results: which format does better, for whom, and how sure that is.

pub mod comparison;
