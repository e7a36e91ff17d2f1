//! What several test files share.
#![allow(dead_code, unreachable_pub)]

pub mod disk;
mod extras;
pub mod play;
pub mod reorder;
pub mod scenarios;
pub mod write;
