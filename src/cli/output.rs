//! Standard output and files of single commands.

use super::failure::{FAILED, Failure};
use super::printable::printable;
use std::fs::{self, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// Prints to standard output, of texts of users what can be read ([`printable`]). If the reader has gone away (`| head`), the work goes on
/// without a word: what was found, and the exit code that says it, do not depend on who reads.
///
/// # Errors
/// If standard output cannot be written.
pub(super) fn say(text: &str) -> Result<(), Failure> {
    let mut out = anstream::stdout().lock();
    match out.write_all(printable(text).as_bytes()).and_then(|()| out.flush()) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            Err(Failure::with_code(FAILED, format!("standard output cannot be written: {error}")))
        }
        _ => Ok(()),
    }
}

/// Prints a remark to standard error, like [`say`]; data on standard output stays clean.
pub(super) fn remark(text: &str) {
    let _ = anstream::stderr().write_all(printable(text).as_bytes());
}

/// Writes a whole file under another name and then renames it, so that nobody sees half of it. What stands there already is not touched
/// unless `over`.
///
/// # Errors
/// If the file exists (2), cannot be made (2) or the disk is full (1).
pub(super) fn write_whole(path: &Path, bytes: &[u8], over: bool) -> Result<(), Failure> {
    let taken = || path.symlink_metadata().is_ok();
    if !over && taken() {
        return Err(Failure::usage("the file exists already")
            .at(path.display())
            .mend("give another name, or write over it with --force"));
    }
    let beside = beside(path);
    write_new(&beside, bytes)?;
    fs::rename(&beside, path).map_err(|error| {
        let _ = fs::remove_file(&beside);
        Failure::writing(path, error)
    })
}

/// Writes a new file. What stands there already is not touched.
///
/// # Errors
/// If the file exists (2), cannot be made (2) or the disk is full (1).
pub(super) fn write_new(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    let mut file = OpenOptions::new().write(true).create_new(true).open(path).map_err(|error| {
        if error.kind() == io::ErrorKind::AlreadyExists {
            Failure::usage("the file exists already")
                .at(path.display())
                .mend("give another name, or remove the file")
        } else {
            Failure::writing(path, error)
        }
    })?;
    file.write_all(bytes).map_err(|error| {
        let _ = fs::remove_file(path);
        Failure::writing(path, error)
    })
}

/// Refuses a folder that holds something, or a file: asked before the work begins.
///
/// # Errors
/// If it is not new or empty (2).
pub(super) fn refuse_taken(folder: &Path) -> Result<(), Failure> {
    let taken = match fs::read_dir(folder) {
        Ok(mut entries) => entries.next().is_some(),
        Err(_) => folder.symlink_metadata().is_ok(),
    };
    if taken {
        let what = Failure::usage("the folder is not empty, or is no folder");
        return Err(what.at(folder.display()).mend("give the name of a new folder"));
    }
    Ok(())
}

/// Writes files into a new or empty folder, which appears when all are whole.
///
/// # Errors
/// If the folder holds something or cannot be made (2), or the disk is full (1).
pub(super) fn write_folder(folder: &Path, files: &[(String, Vec<u8>)]) -> Result<(), Failure> {
    refuse_taken(folder)?;
    let hidden = beside(folder);
    let written = || {
        fs::create_dir_all(&hidden)?;
        files.iter().try_for_each(|(file, bytes)| fs::write(hidden.join(file), bytes))?;
        if folder.is_dir() {
            fs::remove_dir(folder)?;
        }
        fs::rename(&hidden, folder)
    };
    written().map_err(|error| {
        let _ = fs::remove_dir_all(&hidden);
        Failure::writing(folder, error)
    })
}

/// A hidden name beside another, this process's own.
fn beside(path: &Path) -> PathBuf {
    let mut name = std::ffi::OsString::from(".");
    name.push(path.file_name().unwrap_or_default());
    name.push(format!(".{}", std::process::id()));
    path.with_file_name(name)
}
