//! Cooperative games: what coalitions can have, what each party is due, and who has the power to decide.

pub(crate) mod game;
pub(crate) mod nucleolus;
pub(crate) mod power;
