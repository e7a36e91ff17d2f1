//! One draw of everything uncertain: named random streams, distributions, and the world made from them.

pub mod chance;
pub mod draw;
pub(crate) mod drawn;
pub(crate) mod events;
pub(crate) mod extension;
pub mod preferences;
pub(crate) mod sample;
pub mod stream;
pub(crate) mod without_demands;

pub use draw::Draws;
pub use drawn::World;
