//! A result being built in its hidden folder.

use super::claim::{Destination, lock_parent, replace};
use super::content;
use super::error::{Note, StoreError};
use super::manifest::Manifest;
use crate::files::{Disk, RealDisk, read, write};
use sha2::Sha256;
use std::collections::BTreeMap;
use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};

/// A result being built in its hidden folder, held by this process alone.
pub struct Partial {
    destination: Destination,
    target: PathBuf,
    folder: PathBuf,
    resumed: bool,
    notes: Vec<Note>,
    disk: Box<dyn Disk>,
    /// Goes into the checksum of every block: a block belongs to this work by this program.
    pub(super) seal: Sha256,
    /// Blocks that stand in other folders.
    pub(super) parts: BTreeMap<usize, PathBuf>,
    /// Set once nothing may be cleaned away any more.
    closed: bool,
    /// Held until the folder has its final name or the process ends, however it ends.
    lock: Option<File>,
}

impl Partial {
    /// Finds a hidden folder with an equal manifest that no process holds, or begins a new one.
    ///
    /// # Errors
    /// If the final name is taken, another run writes there, or the folder cannot be written.
    pub fn begin(destination: &Destination, manifest: &Manifest) -> Result<Self, StoreError> {
        Self::begin_on(destination, manifest, Box::new(RealDisk))
    }

    /// The same on a given disk.
    ///
    /// # Errors
    /// As [`Partial::begin`].
    pub fn begin_on(
        destination: &Destination,
        manifest: &Manifest,
        disk: Box<dyn Disk>,
    ) -> Result<Self, StoreError> {
        let claim = destination.claim(disk.as_ref(), manifest)?;
        let blocks = claim.folder.join(content::BLOCKS);
        disk.create_folders(&blocks).map_err(|e| StoreError::making(&blocks, e))?;
        Ok(Self {
            destination: destination.clone(),
            target: claim.target,
            folder: claim.folder,
            resumed: claim.resumed,
            notes: claim.notes,
            disk,
            seal: manifest.seal(),
            parts: BTreeMap::new(),
            closed: false,
            lock: Some(claim.lock),
        })
    }

    /// The hidden folder.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// The final name, as planned.
    pub fn target(&self) -> &Path {
        &self.target
    }

    /// Whether an interrupted run is being resumed.
    pub fn resumed(&self) -> bool {
        self.resumed
    }

    /// What earlier runs had left, and what became of it.
    pub fn notes(&self) -> &[Note] {
        &self.notes
    }

    /// Reads a file of the hidden folder of at most `most` bytes, if it is there.
    pub fn read(&self, name: &str, most: u64) -> Option<Vec<u8>> {
        read::bytes(&self.folder.join(name), most).ok()
    }

    /// Writes a whole file (`charts/signed.svg`): under a temporary name, to the disk, then renamed.
    ///
    /// # Errors
    /// If the disk refuses; nothing stands under the name then.
    pub fn write(&self, name: &str, bytes: &[u8]) -> Result<(), StoreError> {
        self.write_with(name, &mut |out| out.write_all(bytes))
    }

    /// The same with a function that writes, for what should not be held in memory.
    ///
    /// # Errors
    /// As [`Partial::write`].
    pub fn write_with(&self, name: &str, fill: &mut write::Fill<'_>) -> Result<(), StoreError> {
        self.put(name, true, fill)
    }

    /// Writes a file. What is not `durable` may be lost with the power, and must be known by a checksum.
    pub(super) fn put(
        &self,
        name: &str,
        durable: bool,
        fill: &mut write::Fill<'_>,
    ) -> Result<(), StoreError> {
        let path = self.folder.join(name);
        let parent = path
            .parent()
            .map_or(Ok(()), |parent| if parent.is_dir() { Ok(()) } else { self.disk.create_folders(parent) });
        let written = parent.and_then(|()| replace(self.disk.as_ref(), &path, durable, fill));
        written.map_err(|e| StoreError::writing(&path, &self.folder, e))
    }

    /// Gives the folder its final name, and only then removes what a resumption alone needs. Gives the final name.
    ///
    /// Ended before it has its name, the same command goes on from its blocks; ended after, the result is whole, and the next run that
    /// looks at it puts it in order.
    ///
    /// # Errors
    /// If the final name was taken meanwhile or the folder cannot be renamed; the hidden folder then stays.
    pub fn finish(self) -> Result<PathBuf, StoreError> {
        self.put_in_place(content::clear)
    }

    /// The same for a [`super::Part`], which keeps its blocks and its manifest.
    ///
    /// # Errors
    /// As [`Partial::finish`].
    pub fn finish_part(self) -> Result<PathBuf, StoreError> {
        self.put_in_place(content::unlock)
    }

    fn put_in_place(
        mut self,
        clear: impl FnOnce(&dyn Disk, &Path) -> io::Result<()>,
    ) -> Result<PathBuf, StoreError> {
        self.closed = true;
        if cfg!(windows) {
            // There a folder with an open file keeps its name.
            self.lock = None;
        }
        let disk = self.disk.as_ref();
        let parent = self.destination.parent()?;
        let _order = lock_parent(&parent);
        content::settle(disk, &self.folder)
            .map_err(|e| StoreError::writing(&self.folder, &self.folder, e))?;
        let target = loop {
            let target = self.destination.settle(&self.target)?;
            match write::put(disk, &self.folder, &target) {
                Ok(()) => break target,
                // Somebody was faster, on a file system without locks: the next number, or an error from `settle`.
                Err(e) if e.kind() == io::ErrorKind::AlreadyExists => {}
                Err(e) => return Err(StoreError::writing(&target, &self.folder, e)),
            }
        };
        // The result is whole and stands where it belongs; what cannot be removed now is removed by the next run.
        let _ = disk.sync_folder(&parent);
        let _ = clear(disk, &target);
        Ok(target)
    }
}

/// A hidden folder in which nothing was finished is not left behind.
impl Drop for Partial {
    fn drop(&mut self) {
        if !self.closed && content::holds_nothing(&self.folder) {
            let _ = content::discard(self.disk.as_ref(), &self.folder);
        }
    }
}
