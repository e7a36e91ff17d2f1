//! The output folder of a run: begun hidden, resumed if interrupted, renamed when whole.
//!
//! `output/<scenario>-<n>/` is built as `output/.<scenario>-<n>.partial/`. Nothing stands under the final name until
//! everything is written, and nothing that stood there before is touched. A later start with an equal [`Manifest`]
//! finds the hidden folder and uses its finished blocks again.

mod blocks;
mod claim;
mod disk;
mod error;
mod manifest;
mod partial;

pub use claim::Place;
pub use disk::{Disk, RealDisk};
pub use error::StoreError;
pub use manifest::Manifest;
pub use partial::Partial;
