//! What several test files share.
#![allow(dead_code, unreachable_pub)]

mod extras;
pub mod play;
pub mod reorder;
pub mod scenarios;
pub mod write;
