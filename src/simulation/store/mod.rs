//! The output folder of a run: begun hidden, resumed if interrupted, renamed when whole.
//!
//! `output/<scenario>-<n>/` is built as `output/.<scenario>-<n>.partial/`. Nothing stands under the final name until
//! everything is written and on the disk, and nothing that stood there before is touched. A later start with an equal [`Manifest`]
//! finds the hidden folder and uses its finished blocks again.
//!
//! Ended at any moment, a run leaves one of these, and the next start knows which: a hidden folder with nothing finished (taken over), one with
//! blocks (gone on with by the same command and the same build of the program, else told and left alone), or a whole result under its final
//! name that still has blocks, lock and manifest (these are removed, which is told). Removed is only what the store made, by name.
//!
//! A [`Part`] of a result ([`Partial::finish_part`]) keeps manifest and blocks under its final name; [`Partial::with_parts`] takes them from there.

mod blocks;
mod claim;
mod content;
mod error;
mod manifest;
mod part;
mod partial;

pub use blocks::Rows;
pub use claim::Destination;
pub use error::{Note, StoreError};
pub use manifest::Manifest;
pub use part::Part;
pub use partial::Partial;
