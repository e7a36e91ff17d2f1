//! Finding the folder to write to, alone: final name, hidden name, locks.

use super::error::StoreError;
use super::manifest::Manifest;
use std::fs::{self, File, OpenOptions, TryLockError};
use std::path::{Path, PathBuf};

pub(super) const MANIFEST: &str = "manifest.json";
pub(super) const LOCK: &str = "lock";
pub(super) const BLOCKS: &str = "blocks";
const PREDICTIONS: &str = "guess.json";

/// Where a result should stand in the end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Place {
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
}

impl Place {
    /// Folder in which the result will stand.
    pub(super) fn parent(&self) -> Result<PathBuf, StoreError> {
        match self {
            Self::Next { root, .. } => Ok(root.clone()),
            Self::Exactly(path) => {
                path.file_name().ok_or_else(|| StoreError::NoName { path: path.clone() })?;
                let parent = path.parent().unwrap_or(Path::new(""));
                Ok(if parent.as_os_str().is_empty() { PathBuf::from(".") } else { parent.to_path_buf() })
            }
        }
    }

    pub(super) fn claim(&self, manifest: &Manifest) -> Result<Claim, StoreError> {
        let parent = self.parent()?;
        if let Self::Exactly(path) = self {
            refuse_occupied(path)?;
        }
        fs::create_dir_all(&parent).map_err(|e| StoreError::making(&parent, e))?;
        let _order = lock_parent(&parent);
        match self {
            Self::Next { scenario, .. } => claim_next(&parent, scenario, manifest),
            Self::Exactly(path) => claim_exactly(&parent, path, manifest),
        }
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
    let occupied = || StoreError::Occupied { path: path.to_path_buf() };
    match fs::symlink_metadata(path) {
        Err(e) if e.kind() == std::io::ErrorKind::NotFound => Ok(()),
        Err(e) => Err(StoreError::making(path, e)),
        Ok(meta) if !meta.is_dir() => Err(occupied()),
        Ok(_) => match fs::read_dir(path).map_err(|e| StoreError::making(path, e))?.next() {
            None => Ok(()),
            Some(_) => Err(occupied()),
        },
    }
}

fn claim_next(root: &Path, scenario: &str, manifest: &Manifest) -> Result<Claim, StoreError> {
    for number in unfinished(root, scenario)? {
        let (target, folder) = names(root, &format!("{scenario}-{number}"), 1);
        if !target.exists()
            && let Found::Same(lock) = inspect(&folder, manifest)
        {
            return Ok(Claim { target, folder, lock, resumed: true });
        }
    }
    let mut number = next_number(root, scenario)?;
    loop {
        let (target, folder) = names(root, &format!("{scenario}-{number}"), 1);
        if let Some(lock) = take(&folder, manifest)? {
            return Ok(Claim { target, folder, lock, resumed: false });
        }
        number += 1;
    }
}

fn claim_exactly(parent: &Path, path: &Path, manifest: &Manifest) -> Result<Claim, StoreError> {
    let name = path.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
    let target = path.to_path_buf();
    let hidden = |attempt| names(parent, &name, attempt).1;
    let existing = (1..).map(hidden).take_while(|folder| folder.exists());
    for folder in existing {
        match inspect(&folder, manifest) {
            Found::Same(lock) => return Ok(Claim { target, folder, lock, resumed: true }),
            Found::Busy => return Err(StoreError::Busy { path: target }),
            Found::Empty(_) | Found::Other => {}
        }
    }
    for folder in (1..).map(hidden) {
        if let Some(lock) = take(&folder, manifest)? {
            return Ok(Claim { target, folder, lock, resumed: false });
        }
    }
    unreachable!("numbers do not end")
}

/// Final and hidden name; `attempt` counts hidden folders of other settings that are left alone.
fn names(parent: &Path, name: &str, attempt: u32) -> (PathBuf, PathBuf) {
    let hidden = if attempt == 1 { format!(".{name}.partial") } else { format!(".{name}.{attempt}.partial") };
    (parent.join(name), parent.join(hidden))
}

/// Creates the hidden folder, or takes over one in which nothing was finished.
fn take(folder: &Path, manifest: &Manifest) -> Result<Option<File>, StoreError> {
    let making = |e| StoreError::making(folder, e);
    match fs::create_dir(folder) {
        Ok(()) => {
            let lock = open_lock(folder).map_err(making)?;
            // A fresh folder: the lock is free unless the file system has none, which a lone process survives.
            let _ = lock.try_lock();
            write_manifest(folder, manifest)?;
            Ok(Some(lock))
        }
        Err(e) if e.kind() == std::io::ErrorKind::AlreadyExists => match inspect(folder, manifest) {
            Found::Empty(lock) => {
                write_manifest(folder, manifest)?;
                Ok(Some(lock))
            }
            Found::Same(_) | Found::Busy | Found::Other => Ok(None),
        },
        Err(e) => Err(making(e)),
    }
}

enum Found {
    /// Interrupted run of the same manifest, now held.
    Same(File),
    /// Ours, dead, and nothing in it is worth keeping; now held.
    Empty(File),
    /// A live process holds it.
    Busy,
    /// Other settings, or not ours: left alone.
    Other,
}

fn inspect(folder: &Path, manifest: &Manifest) -> Found {
    if !folder.join(LOCK).is_file() {
        return Found::Other;
    }
    let Ok(lock) = open_lock(folder) else { return Found::Other };
    match lock.try_lock() {
        Err(TryLockError::WouldBlock) => return Found::Busy,
        Err(TryLockError::Error(_)) => return Found::Other,
        Ok(()) => {}
    }
    let stored = fs::read(folder.join(MANIFEST)).ok();
    let stored: Option<Manifest> = stored.and_then(|bytes| serde_json::from_slice(&bytes).ok());
    if stored.as_ref() == Some(manifest) {
        Found::Same(lock)
    } else if holds_nothing(folder) {
        Found::Empty(lock)
    } else {
        Found::Other
    }
}

/// No finished block and no predictions.
pub(super) fn holds_nothing(folder: &Path) -> bool {
    let no_blocks = fs::read_dir(folder.join(BLOCKS)).map_or(true, |mut entries| entries.next().is_none());
    no_blocks && !folder.join(PREDICTIONS).exists()
}

fn open_lock(folder: &Path) -> std::io::Result<File> {
    OpenOptions::new().create(true).truncate(false).read(true).write(true).open(folder.join(LOCK))
}

fn write_manifest(folder: &Path, manifest: &Manifest) -> Result<(), StoreError> {
    let path = folder.join(MANIFEST);
    let text = serde_json::to_vec_pretty(manifest).map_err(|e| StoreError::making(&path, e.into()))?;
    fs::write(&path, text).map_err(|e| StoreError::making(&path, e))
}

/// One more than the highest number under a final name.
fn next_number(root: &Path, scenario: &str) -> Result<u64, StoreError> {
    let prefix = format!("{scenario}-");
    let taken = entries(root)?.into_iter().filter_map(|name| name.strip_prefix(&prefix)?.parse::<u64>().ok());
    Ok(taken.max().unwrap_or(0).saturating_add(1))
}

fn unfinished(root: &Path, scenario: &str) -> Result<Vec<u64>, StoreError> {
    let prefix = format!(".{scenario}-");
    let number = |name: String| name.strip_prefix(&prefix)?.strip_suffix(".partial")?.parse::<u64>().ok();
    let mut numbers: Vec<u64> = entries(root)?.into_iter().filter_map(number).collect();
    numbers.sort_unstable();
    Ok(numbers)
}

fn entries(root: &Path) -> Result<Vec<String>, StoreError> {
    let making = |e| StoreError::making(root, e);
    fs::read_dir(root)
        .map_err(making)?
        .map(|entry| Ok(entry.map_err(making)?.file_name().to_string_lossy().into_owned()))
        .collect()
}
