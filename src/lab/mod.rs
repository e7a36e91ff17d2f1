//! The laboratory, behind one door: games with exact preferences, published theory, political models, conflicts by options, and the cases and
//! facts that the engine is held against. The heart of the program does not use it.

pub mod backtest;
#[cfg(feature = "cli")]
pub(crate) mod commands;
pub mod conflict;
pub mod games;
pub mod import;
pub mod predict;
pub mod theory;
pub mod verify;
