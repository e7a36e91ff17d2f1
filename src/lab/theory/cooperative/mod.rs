//! Cooperative games: what coalitions can have, what each party is due, and who has the power to decide.

pub mod game;
pub mod nucleolus;
pub mod power;
