//! Foreign formats in and out, one file each.

pub mod decisions;
pub mod domains;
pub mod gmcr;
pub mod ktab;
