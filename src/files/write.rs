//! Writing whole: under a hidden name of its own, to the disk, and only then under its name.
//!
//! Nothing here removes what it did not create, and of two that write to one name at once one has its way and the other an error.

use super::disk::{Disk, Out};
use std::fs;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

/// Fills a file with what is to be written.
pub type Fill<'a> = dyn FnMut(&mut dyn Write) -> io::Result<()> + 'a;

/// Creates a file, fills it, and waits for the disk if it is `durable`. What is not whole is removed.
///
/// # Errors
/// If there is a file already, or the disk refuses.
pub fn fill(disk: &dyn Disk, path: &Path, durable: bool, fill: &mut Fill<'_>) -> io::Result<()> {
    let filled = fill_created(disk.create(path)?, durable, fill);
    filled.inspect_err(|_| {
        let _ = disk.remove_file(path);
    })
}

fn fill_created(file: Box<dyn Out>, durable: bool, fill: &mut Fill<'_>) -> io::Result<()> {
    let mut out = BufWriter::new(file);
    fill(&mut out)?;
    let mut file = out.into_inner().map_err(io::IntoInnerError::into_error)?;
    file.flush()?;
    if durable { file.sync() } else { Ok(()) }
}

/// Writes a file, whole and on the disk before it has its name. What stands there is replaced if `over`, else left alone.
///
/// # Errors
/// [`io::ErrorKind::AlreadyExists`] if the name is taken, also while this writes; whatever the disk says.
pub fn file(disk: &dyn Disk, path: &Path, bytes: &[u8], over: bool) -> io::Result<()> {
    if !over && path.symlink_metadata().is_ok() {
        return Err(io::ErrorKind::AlreadyExists.into());
    }
    let mut write = |out: &mut dyn Write| out.write_all(bytes);
    let (hidden, ()) = unused(path, |hidden| fill(disk, hidden, true, &mut write))?;
    let renamed = if over { disk.rename(&hidden, path) } else { disk.rename_new(&hidden, path) };
    renamed.inspect_err(|_| {
        let _ = disk.remove_file(&hidden);
    })?;
    disk.sync_folder(&parent(path))
}

/// Writes files into a new or empty folder, which has its name when all are whole and on the disk.
///
/// # Errors
/// [`io::ErrorKind::AlreadyExists`] if something stands there, also while this writes; whatever the disk says.
pub fn folder(disk: &dyn Disk, path: &Path, files: &[(String, Vec<u8>)]) -> io::Result<()> {
    let mut fillings: Vec<Filling<'_>> = Vec::with_capacity(files.len());
    for (name, bytes) in files {
        fillings.push((name.clone(), Box::new(move |out: &mut dyn Write| out.write_all(bytes))));
    }
    folder_of(disk, path, &mut fillings)
}

/// A file of a folder: its name, and what fills it.
pub type Filling<'f> = (String, Box<Fill<'f>>);

/// The same with functions that write, for what should not be held in memory.
///
/// # Errors
/// As [`folder`].
pub fn folder_of(disk: &dyn Disk, path: &Path, files: &mut [Filling<'_>]) -> io::Result<()> {
    if is_taken(path)? {
        return Err(io::ErrorKind::AlreadyExists.into());
    }
    disk.create_folders(&parent(path))?;
    let (hidden, ()) = unused(path, |hidden| disk.create_folder(hidden))?;
    let write = |(name, filling): &mut Filling<'_>| fill(disk, &hidden.join(name), true, filling.as_mut());
    let written = files.iter_mut().try_for_each(write).and_then(|()| disk.sync_folder(&hidden));
    written.and_then(|()| put(disk, &hidden, path)).inspect_err(|_| {
        for (name, _) in files.iter() {
            let _ = disk.remove_file(&hidden.join(name));
        }
        let _ = disk.remove_folder(&hidden);
    })?;
    disk.sync_folder(&parent(path))
}

/// Puts a hidden folder that is whole under its name, where nothing or an empty folder stands.
///
/// # Errors
/// [`io::ErrorKind::AlreadyExists`] if something stands there; whatever the disk says.
pub fn put(disk: &dyn Disk, hidden: &Path, path: &Path) -> io::Result<()> {
    disk.rename(hidden, path).map_err(|error| match is_taken(path) {
        Ok(true) => io::ErrorKind::AlreadyExists.into(),
        _ => error,
    })
}

/// Whether something other than an empty folder stands under a name.
///
/// # Errors
/// If the system does not say.
pub fn is_taken(path: &Path) -> io::Result<bool> {
    match fs::symlink_metadata(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(false),
        Err(error) => Err(error),
        Ok(meta) if !meta.is_dir() => Ok(true),
        Ok(_) => Ok(fs::read_dir(path)?.next().is_some()),
    }
}

/// The folder in which something stands.
pub fn parent(path: &Path) -> PathBuf {
    match path.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent.to_path_buf(),
        _ => PathBuf::from("."),
    }
}

/// Creates something under a hidden name beside another that nothing has yet.
fn unused<T>(path: &Path, mut create: impl FnMut(&Path) -> io::Result<T>) -> io::Result<(PathBuf, T)> {
    let name = path.file_name().ok_or(io::ErrorKind::InvalidFilename)?;
    let mut number = 0_u64;
    loop {
        let mut hidden = std::ffi::OsString::from(".");
        hidden.push(name);
        hidden.push(format!(".{}-{number}.new", std::process::id()));
        let hidden = path.with_file_name(hidden);
        match create(&hidden) {
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => number += 1,
            created => return Ok((hidden, created?)),
        }
    }
}
