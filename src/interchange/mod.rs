//! Foreign formats in and out, one file each.

pub mod cases;
pub mod decisions;
pub mod domains;
pub mod ktab;
pub mod seems;
pub mod text;
