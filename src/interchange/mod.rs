//! Foreign formats in and out, one file each.

pub mod cases;
mod cells;
pub mod decisions;
pub mod domains;
pub mod gmcr;
pub mod kind;
pub mod ktab;
