//! The negotiation library: exact preferences over finite packages, protocols, tactics, and solution points.
//!
//! A [`game::Game`] is the dense form of a domain: one utility a party and package. [`session::Session::hold`] takes a
//! protocol and a tactic a seat, and plays. Tactics see their own utilities and what is said at the table, nothing else.

pub(crate) mod additive;
#[cfg(feature = "chart")]
pub(crate) mod chart;
pub mod clock;
pub(crate) mod equal;
pub mod evaluate;
pub mod game;
pub mod inverse;
pub(crate) mod lazy;
pub(crate) mod lotteries;
pub mod protocol;
pub mod redraw;
pub mod rule;
pub mod seat;
pub mod session;
pub mod solution;
pub mod tactic;
pub(crate) mod talks_game;
