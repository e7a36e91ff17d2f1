//! A result being built in its hidden folder.

use super::claim::{BLOCKS, LOCK, MANIFEST, Place, holds_nothing, lock_parent};
use super::disk::{Disk, RealDisk};
use super::error::StoreError;
use super::manifest::Manifest;
use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

/// A result being built in its hidden folder, held by this process alone.
pub struct Partial {
    place: Place,
    target: PathBuf,
    folder: PathBuf,
    resumed: bool,
    disk: Box<dyn Disk>,
    /// Set once nothing may be cleaned away any more.
    closed: bool,
    /// Held until the folder is renamed or the process ends, however it ends.
    _lock: File,
}

impl Partial {
    /// Finds a hidden folder with an equal manifest that no process holds, or begins a new one.
    ///
    /// # Errors
    /// If the final name is taken, another run writes there, or the folder cannot be written.
    pub fn begin(place: &Place, manifest: &Manifest) -> Result<Self, StoreError> {
        Self::begin_on(place, manifest, Box::new(RealDisk))
    }

    /// The same on a given disk.
    ///
    /// # Errors
    /// As [`Partial::begin`].
    pub fn begin_on(place: &Place, manifest: &Manifest, disk: Box<dyn Disk>) -> Result<Self, StoreError> {
        let claim = place.claim(manifest)?;
        let blocks = claim.folder.join(BLOCKS);
        fs::create_dir_all(&blocks).map_err(|e| StoreError::making(&blocks, e))?;
        Ok(Self {
            place: place.clone(),
            target: claim.target,
            folder: claim.folder,
            resumed: claim.resumed,
            disk,
            closed: false,
            _lock: claim.lock,
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

    /// Reads a file of the hidden folder, if it is there.
    pub fn read(&self, name: &str) -> Option<Vec<u8>> {
        fs::read(self.folder.join(name)).ok()
    }

    /// Writes a whole file (`charts/signed.svg`): under a temporary name, then renamed.
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
    pub fn write_with(
        &self,
        name: &str,
        fill: &mut dyn FnMut(&mut dyn Write) -> io::Result<()>,
    ) -> Result<(), StoreError> {
        let path = self.folder.join(name);
        let temporary = self.folder.join(format!("{name}.part"));
        let written = self.write_renamed(&temporary, &path, fill);
        written.map_err(|e| {
            let _ = fs::remove_file(&temporary);
            StoreError::writing(&path, &self.folder, e)
        })
    }

    fn write_renamed(
        &self,
        temporary: &Path,
        path: &Path,
        fill: &mut dyn FnMut(&mut dyn Write) -> io::Result<()>,
    ) -> io::Result<()> {
        if let Some(parent) = path.parent() {
            fs::create_dir_all(parent)?;
        }
        let mut out = BufWriter::new(self.disk.create(temporary)?);
        fill(&mut out)?;
        out.into_inner().map_err(io::IntoInnerError::into_error)?.flush()?;
        fs::rename(temporary, path)
    }

    /// Removes what only a resumption needs and renames the folder into place. Gives the final name.
    ///
    /// # Errors
    /// If the final name was taken meanwhile or the folder cannot be renamed; the hidden folder then stays.
    pub fn finish(mut self) -> Result<PathBuf, StoreError> {
        self.closed = true;
        let failed = |path: &Path, e| StoreError::writing(path, &self.folder, e);
        let _order = lock_parent(&self.place.parent()?);
        let target = self.place.settle(&self.target)?;
        let blocks = self.folder.join(BLOCKS);
        fs::remove_dir_all(&blocks).map_err(|e| failed(&blocks, e))?;
        for name in [MANIFEST, LOCK] {
            let path = self.folder.join(name);
            fs::remove_file(&path).map_err(|e| failed(&path, e))?;
        }
        if target.is_dir() {
            // Empty, or this fails.
            fs::remove_dir(&target).map_err(|e| failed(&target, e))?;
        }
        fs::rename(&self.folder, &target).map_err(|e| failed(&target, e))?;
        Ok(target)
    }
}

/// A hidden folder in which nothing was finished is not left behind.
impl Drop for Partial {
    fn drop(&mut self) {
        if !self.closed && holds_nothing(&self.folder) {
            let _ = fs::remove_dir_all(&self.folder);
        }
    }
}
