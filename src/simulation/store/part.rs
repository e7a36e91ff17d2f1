//! A part of a result: some of its blocks, under a name of their own, to be merged with the others.

use super::blocks::tally_of;
use super::manifest::Manifest;
use super::partial::Partial;
use crate::files::read;
use crate::simulation::shard::Shard;
use serde::de::IgnoredAny;
use std::path::{Path, PathBuf};

/// A part that stands whole under its name.
#[derive(Debug, Clone)]
pub struct Part {
    folder: PathBuf,
    manifest: Manifest,
    shard: Shard,
}

impl Part {
    /// The part in a folder; `None`: there is no whole part.
    pub fn of(folder: &Path) -> Option<Self> {
        let manifest = Manifest::of(folder)?;
        let shard = manifest.part?;
        Some(Self { folder: folder.to_path_buf(), manifest, shard })
    }

    /// Its folder.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Which of how many it is.
    pub fn shard(&self) -> Shard {
        self.shard
    }

    /// What identifies it.
    pub fn manifest(&self) -> &Manifest {
        &self.manifest
    }

    /// What identifies the result that it is a part of.
    pub fn of_whole(&self) -> Manifest {
        self.manifest.of_whole()
    }

    /// Reads a file of the part of at most `most` bytes, if it is there.
    pub fn read(&self, name: &str, most: u64) -> Option<Vec<u8>> {
        read::bytes(&self.folder.join(name), most).ok()
    }

    /// Which of its blocks are not as they were written, where the result has so many in all. Every byte is read.
    pub fn damaged(&self, all: usize) -> Vec<usize> {
        let seal = self.manifest.seal();
        let whole = |block: &usize| tally_of::<IgnoredAny>(&self.folder, &seal, *block).is_some();
        self.shard.blocks(all).into_iter().filter(|block| !whole(block)).collect()
    }
}

impl Partial {
    /// Takes the blocks of these parts as its own, where they stand: nothing is copied. The result has so many blocks in all.
    #[must_use]
    pub fn with_parts(mut self, parts: &[Part], all: usize) -> Self {
        for part in parts {
            self.parts.extend(part.shard.blocks(all).into_iter().map(|block| (block, part.folder.clone())));
        }
        self
    }
}
