//! Protocols: who may act next, and what an action leads to. A protocol never knows who sits in a seat.

pub(crate) mod alternating;
