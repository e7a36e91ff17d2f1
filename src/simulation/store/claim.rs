//! Finding the folder to write to, alone: final name, hidden name, locks.

use super::content::{self, Holder, LOCK, discard, holds_nothing, holds_whole, part};
use super::error::{Note, StoreError};
use super::manifest::Manifest;
use crate::files::{Disk, write};
use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};

/// Where a result should stand in the end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Destination {
    /// `<root>/<scenario>-<n>` with the next free number.
    Next {
        /// Folder of all results, made if need be.
        root: PathBuf,
        /// Scenario name.
        scenario: String,
    },
    /// Exactly this folder, which must not exist or be empty.
    Exactly(PathBuf),
}

/// A hidden folder that this process holds.
pub(super) struct Claim {
    pub(super) target: PathBuf,
    pub(super) folder: PathBuf,
    pub(super) lock: File,
    pub(super) resumed: bool,
    pub(super) notes: Vec<Note>,
}

impl Destination {
    /// Folder in which the result will stand.
    pub(super) fn parent(&self) -> Result<PathBuf, StoreError> {
        match self {
            Self::Next { root, .. } => Ok(root.clone()),
            Self::Exactly(path) => {
                path.file_name().ok_or_else(|| StoreError::NoName { path: path.clone() })?;
                Ok(write::parent(path))
            }
        }
    }

    pub(super) fn claim(&self, disk: &dyn Disk, manifest: &Manifest) -> Result<Claim, StoreError> {
        let parent = self.parent()?;
        if let Self::Exactly(path) = self {
            let tidied = content::tidy(disk, path);
            refuse_occupied(path).map_err(|error| match error {
                StoreError::Occupied { path } if tidied => StoreError::Whole { path },
                other => other,
            })?;
        }
        disk.create_folders(&parent).map_err(|e| StoreError::making(&parent, e))?;
        let _order = lock_parent(&parent);
        let mut search = Search { disk, manifest, parent: &parent, notes: Vec::new() };
        let (target, folder, lock, resumed) = match self {
            Self::Next { scenario, .. } => search.next(scenario)?,
            Self::Exactly(path) => search.exactly(path)?,
        };
        Ok(Claim { target, folder, lock, resumed, notes: search.notes })
    }

    /// The final name at the end; a number taken meanwhile is replaced by the next free one.
    pub(super) fn settle(&self, target: &Path) -> Result<PathBuf, StoreError> {
        match self {
            Self::Next { root, scenario } if refuse_occupied(target).is_err() => {
                Ok(root.join(format!("{scenario}-{}", next_number(root, scenario)?)))
            }
            _ => refuse_occupied(target).map(|()| target.to_path_buf()),
        }
    }
}

/// Makes claiming and finishing by several processes follow one another; without it (no locks on this file system)
/// a tie would end in an error for one of them.
pub(super) fn lock_parent(parent: &Path) -> Option<File> {
    let folder = File::open(parent).ok()?;
    folder.lock().ok()?;
    Some(folder)
}

fn refuse_occupied(path: &Path) -> Result<(), StoreError> {
    let taken = write::is_taken(path).map_err(|e| StoreError::making(path, e))?;
    if taken { Err(StoreError::Occupied { path: path.to_path_buf() }) } else { Ok(()) }
}

/// Final name, hidden folder, its lock, and whether it is gone on with.
type Taken = (PathBuf, PathBuf, File, bool);

struct Search<'a> {
    disk: &'a dyn Disk,
    manifest: &'a Manifest,
    parent: &'a Path,
    notes: Vec<Note>,
}

impl Search<'_> {
    fn next(&mut self, scenario: &str) -> Result<Taken, StoreError> {
        for number in numbers(self.parent, &format!("{scenario}-"), "")? {
            let folder = self.parent.join(format!("{scenario}-{number}"));
            if content::tidy(self.disk, &folder) {
                self.notes.push(Note::Tidied { folder });
            }
        }
        for number in numbers(self.parent, &format!(".{scenario}-"), ".partial")? {
            let (target, folder) = names(self.parent, &format!("{scenario}-{number}"), 1);
            match self.inspect(&folder) {
                Existing::Same(lock) => return Ok((target, folder, lock, true)),
                // Ended before anything was finished, under a number that may never come again.
                Existing::Empty(Some(_lock)) => {
                    let _ = discard(self.disk, &folder);
                }
                // Empty and without a lock: perhaps somebody else's.
                Existing::Empty(None) | Existing::Busy | Existing::Other => {}
            }
        }
        let mut number = next_number(self.parent, scenario)?;
        loop {
            let (target, folder) = names(self.parent, &format!("{scenario}-{number}"), 1);
            if let Some(lock) = self.take(&folder)? {
                return Ok((target, folder, lock, false));
            }
            number += 1;
        }
    }

    fn exactly(&mut self, path: &Path) -> Result<Taken, StoreError> {
        let name = path.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
        let parent = self.parent;
        let hidden = |attempt| names(parent, &name, attempt).1;
        for folder in (1..).map(hidden).take_while(|folder| folder.symlink_metadata().is_ok()) {
            match self.inspect(&folder) {
                Existing::Same(lock) => return Ok((path.to_path_buf(), folder, lock, true)),
                Existing::Busy => return Err(StoreError::Busy { path: path.to_path_buf() }),
                Existing::Empty(_) | Existing::Other => {}
            }
        }
        let mut attempt = 1;
        loop {
            let folder = hidden(attempt);
            if let Some(lock) = self.take(&folder)? {
                return Ok((path.to_path_buf(), folder, lock, false));
            }
            attempt += 1;
        }
    }

    /// Creates the hidden folder, or takes over one in which nothing was finished.
    fn take(&mut self, folder: &Path) -> Result<Option<File>, StoreError> {
        let making = |e| StoreError::making(folder, e);
        let lock = match self.disk.create_folder(folder) {
            Ok(()) => None,
            Err(e) if e.kind() == io::ErrorKind::AlreadyExists => match self.inspect(folder) {
                Existing::Empty(lock) => lock,
                Existing::Same(_) | Existing::Busy | Existing::Other => return Ok(None),
            },
            Err(e) => return Err(making(e)),
        };
        match self.prepare(folder, lock) {
            // Without locks of the parent another process may have been faster.
            Err(e) if e.kind() == io::ErrorKind::AlreadyExists => Ok(None),
            Err(e) => {
                let _ = discard(self.disk, folder);
                Err(making(e))
            }
            Ok(lock) => Ok(Some(lock)),
        }
    }

    /// Lock, manifest and room for blocks.
    fn prepare(&self, folder: &Path, lock: Option<File>) -> io::Result<File> {
        let lock = if let Some(lock) = lock {
            lock
        } else {
            let lock = self.disk.create_lock(&folder.join(LOCK))?;
            // A fresh file: the lock is free unless the file system has none, which a lone process survives.
            let _ = lock.try_lock();
            lock
        };
        let text = serde_json::to_vec_pretty(self.manifest)?;
        let path = folder.join(Manifest::FILE);
        replace(self.disk, &path, false, &mut |out| out.write_all(&text))?;
        self.disk.create_folders(&folder.join(content::BLOCKS))?;
        Ok(lock)
    }

    fn inspect(&mut self, folder: &Path) -> Existing {
        if !folder.symlink_metadata().is_ok_and(|meta| meta.is_dir()) {
            return Existing::Other;
        }
        let lock = match content::hold(folder) {
            Holder::Us(lock) => lock,
            Holder::Other => return Existing::Busy,
            Holder::Unknown => return Existing::Other,
            Holder::NoLock if holds_nothing(folder) => return Existing::Empty(None),
            Holder::NoLock => {
                if holds_whole(folder) {
                    self.note(Note::Whole { folder: folder.to_path_buf() });
                }
                return Existing::Other;
            }
        };
        let stored = Manifest::of(folder);
        if stored.as_ref() == Some(self.manifest) {
            return Existing::Same(lock);
        }
        if holds_nothing(folder) {
            return Existing::Empty(Some(lock));
        }
        if stored.is_some_and(|stored| stored.is_of_other_build(self.manifest)) {
            self.note(Note::OtherBuild { folder: folder.to_path_buf() });
        }
        Existing::Other
    }

    /// Folders are looked at more than once.
    fn note(&mut self, note: Note) {
        if !self.notes.contains(&note) {
            self.notes.push(note);
        }
    }
}

/// Final and hidden name; `attempt` counts hidden folders of other settings that are left alone.
fn names(parent: &Path, name: &str, attempt: u32) -> (PathBuf, PathBuf) {
    let hidden = if attempt == 1 { format!(".{name}.partial") } else { format!(".{name}.{attempt}.partial") };
    (parent.join(name), parent.join(hidden))
}

enum Existing {
    /// Interrupted run of the same manifest, now held.
    Same(File),
    /// Ours, dead, and nothing in it is worth keeping; now held, if it has a lock.
    Empty(Option<File>),
    /// A live process holds it.
    Busy,
    /// Other settings, or not ours: left alone.
    Other,
}

/// Writes a file of a hidden folder that this process holds: under a temporary name, then renamed.
pub(super) fn replace(
    disk: &dyn Disk,
    path: &Path,
    durable: bool,
    fill: &mut write::Fill<'_>,
) -> io::Result<()> {
    let temporary = part(path);
    if temporary.symlink_metadata().is_ok() {
        disk.remove_file(&temporary)?;
    }
    write::fill(disk, &temporary, durable, fill)?;
    disk.rename(&temporary, path).inspect_err(|_| {
        let _ = disk.remove_file(&temporary);
    })
}

/// One more than the highest number under a final name.
fn next_number(root: &Path, scenario: &str) -> Result<u64, StoreError> {
    let taken = numbers(root, &format!("{scenario}-"), "")?;
    Ok(taken.last().copied().unwrap_or(0).saturating_add(1))
}

/// Numbers between a prefix and a suffix of names, in order.
fn numbers(root: &Path, prefix: &str, suffix: &str) -> Result<Vec<u64>, StoreError> {
    let number = |name: &String| name.strip_prefix(prefix)?.strip_suffix(suffix)?.parse::<u64>().ok();
    let names = content::names(root).map_err(|e| StoreError::making(root, e))?;
    let mut numbers: Vec<u64> = names.iter().filter_map(number).collect();
    numbers.sort_unstable();
    Ok(numbers)
}
