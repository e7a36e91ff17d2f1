//! One draw of everything uncertain: named random streams, distributions, and the world made from them.

pub(crate) mod central;
pub mod chance;
pub mod column;
pub mod columns;
pub mod design;
pub mod draw;
pub(crate) mod drawn;
pub(crate) mod events;
pub(crate) mod extension;
pub mod numbers;
pub mod preferences;
pub(crate) mod sample;
pub mod stored;
pub mod stream;
pub(crate) mod without_demands;

pub use draw::Draws;
pub use drawn::World;
