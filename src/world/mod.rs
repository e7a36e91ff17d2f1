//! One draw of everything uncertain: named random streams, distributions, and the world made from them.

pub mod chance;
pub mod draw;
pub mod drawn;
pub mod events;
pub mod extension;
pub mod preferences;
pub mod sample;
pub mod stream;

pub use draw::Draws;
pub use drawn::World;
