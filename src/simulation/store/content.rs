//! What stands in a folder of the store: its parts by name, and how they are removed. Nothing else is ever removed.

use super::manifest::Manifest;
use crate::files::Disk;
use std::fs::{self, File, OpenOptions, TryLockError};
use std::io;
use std::path::{Path, PathBuf};

pub(super) const LOCK: &str = "lock";
pub(super) const BLOCKS: &str = "blocks";
/// What the name of a file that is being written ends with.
pub(super) const PART: &str = ".part";
/// Files without which no result is whole; the last is written last.
const WHOLE: [&str; 3] = ["results.csv", "summary.json", "run.json"];

/// Who holds a folder.
pub(super) enum Holder {
    /// This process, from now on.
    Us(File),
    /// Another process.
    Other,
    /// There is no lock.
    NoLock,
    /// This file system has no locks, or the file may not be opened.
    Unknown,
}

pub(super) fn hold(folder: &Path) -> Holder {
    let path = folder.join(LOCK);
    match path.symlink_metadata() {
        Ok(meta) if meta.is_file() => {}
        Ok(_) => return Holder::Unknown,
        Err(_) => return Holder::NoLock,
    }
    let Ok(lock) = OpenOptions::new().read(true).write(true).open(path) else { return Holder::Unknown };
    match lock.try_lock() {
        Ok(()) => Holder::Us(lock),
        Err(TryLockError::WouldBlock) => Holder::Other,
        Err(TryLockError::Error(_)) => Holder::Unknown,
    }
}

/// Whether all that is in the folder belongs to a claim in which nothing was finished.
pub(super) fn holds_nothing(folder: &Path) -> bool {
    let claim = [LOCK, Manifest::FILE, BLOCKS, "manifest.json.part", "guess.json.part"];
    let Ok(all) = names(folder) else { return false };
    let blocks = folder.join(BLOCKS);
    let no_block = match blocks.symlink_metadata() {
        Ok(meta) if meta.is_dir() => {
            names(&blocks).is_ok_and(|names| names.iter().all(|n| is_block(n) && n.ends_with(PART)))
        }
        Ok(_) => false,
        Err(_) => true,
    };
    no_block && all.iter().all(|name| claim.contains(&name.as_str()))
}

/// Whether all files of a result are there.
pub(super) fn holds_whole(folder: &Path) -> bool {
    WHOLE.iter().all(|name| folder.join(name).is_file())
}

/// Removes what only a resumption needs: blocks, lock, manifest, in this order, so that a folder in which this was cut short is known by
/// its manifest.
pub(super) fn clear(disk: &dyn Disk, folder: &Path) -> io::Result<()> {
    let blocks = folder.join(BLOCKS);
    if blocks.is_dir() {
        for name in names(&blocks)?.iter().filter(|name| is_block(name)) {
            disk.remove_file(&blocks.join(name))?;
        }
        disk.remove_folder(&blocks)?;
    }
    unlock(disk, folder)?;
    gone(disk.remove_file(&folder.join(Manifest::FILE)))
}

/// Removes the lock alone.
pub(super) fn unlock(disk: &dyn Disk, folder: &Path) -> io::Result<()> {
    gone(disk.remove_file(&folder.join(LOCK)))
}

/// Removes a hidden folder in which nothing was finished.
pub(super) fn discard(disk: &dyn Disk, folder: &Path) -> io::Result<()> {
    for name in names(folder)?.iter().filter(|name| name.ends_with(PART)) {
        disk.remove_file(&folder.join(name))?;
    }
    clear(disk, folder)?;
    disk.remove_folder(folder)
}

/// Removes files that were not written to their end, and waits until all names are on the disk.
pub(super) fn settle(disk: &dyn Disk, folder: &Path) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let name = entry.file_name();
        if entry.file_type()?.is_dir() {
            if name != BLOCKS {
                settle(disk, &entry.path())?;
            }
        } else if name.to_string_lossy().ends_with(PART) {
            disk.remove_file(&entry.path())?;
        }
    }
    disk.sync_folder(folder)
}

/// Puts a result in order whose process ended after it had its name and before [`clear`] was done. `false` if there is nothing to do.
pub(super) fn tidy(disk: &dyn Disk, folder: &Path) -> bool {
    if Manifest::of(folder).is_none() || !holds_whole(folder) {
        return false;
    }
    match hold(folder) {
        Holder::Us(_) | Holder::NoLock => clear(disk, folder).is_ok(),
        Holder::Other | Holder::Unknown => false,
    }
}

/// The name of a block's file, whole or not.
fn is_block(name: &str) -> bool {
    let name = name.strip_suffix(PART).unwrap_or(name);
    let number = name.strip_prefix("block-").and_then(|rest| rest.rsplit_once('.'));
    number.is_some_and(|(number, kind)| {
        number.bytes().all(|b| b.is_ascii_digit()) && matches!(kind, "csv" | "worlds" | "json")
    })
}

/// Names in a folder, by name.
pub(super) fn names(folder: &Path) -> io::Result<Vec<String>> {
    let name = |entry: io::Result<fs::DirEntry>| Ok(entry?.file_name().to_string_lossy().into_owned());
    let mut names = fs::read_dir(folder)?.map(name).collect::<io::Result<Vec<String>>>()?;
    names.sort();
    Ok(names)
}

fn gone(removed: io::Result<()>) -> io::Result<()> {
    removed.or_else(|error| if error.kind() == io::ErrorKind::NotFound { Ok(()) } else { Err(error) })
}

/// Where a file of a block stands.
pub(super) fn block(number: usize, kind: &str) -> String {
    format!("{BLOCKS}/block-{number:05}.{kind}")
}

/// The name under which a file is written.
pub(super) fn part(path: &Path) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(PART);
    name.into()
}
