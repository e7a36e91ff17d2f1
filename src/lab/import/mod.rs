//! Foreign formats in and out, one file each.

mod cells;
pub mod decisions;
pub mod domains;
pub mod gmcr;
pub mod ktab;
pub mod seems;
pub mod text;
