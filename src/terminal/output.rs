//! Standard output and files of single commands.

use super::failure::{FAILED, Failure};
use super::printable::printable;
use crate::files::{RealDisk, write};
use crate::simulation::store::StoreError;
use std::io::{self, Write};
use std::path::Path;

/// Prints to standard output, of texts of users what can be read ([`printable`]). If the reader has gone away (`| head`), the work goes on
/// without a word: what was found, and the exit code that says it, do not depend on who reads.
///
/// # Errors
/// If standard output cannot be written.
pub(crate) fn say(text: &str) -> Result<(), Failure> {
    let mut out = anstream::stdout().lock();
    match out.write_all(printable(text).as_bytes()).and_then(|()| out.flush()) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            Err(Failure::with_code(FAILED, format!("standard output cannot be written: {error}")))
        }
        _ => Ok(()),
    }
}

/// Prints a remark to standard error, like [`say`]; data on standard output stays clean.
pub(crate) fn remark(text: &str) {
    let _ = anstream::stderr().write_all(printable(text).as_bytes());
}

/// Writes a file, which has its name when it is whole. What stands there already is not touched unless `over`.
///
/// # Errors
/// If the file exists (2), cannot be made (2) or the disk is full (1).
pub(crate) fn write_file(path: &Path, bytes: &[u8], over: bool) -> Result<(), Failure> {
    write::file(&RealDisk, path, bytes, over).map_err(|error| match error.kind() {
        io::ErrorKind::AlreadyExists => Failure::usage("the file exists already")
            .at(path.display())
            .mend("give another name, or remove the file"),
        _ => Failure::writing(path, error),
    })
}

/// Refuses a folder that holds something, or a file: asked before the work begins.
///
/// # Errors
/// If it is not new or empty (2).
pub(crate) fn refuse_taken(folder: &Path) -> Result<(), Failure> {
    if folder.file_name().is_none() {
        return Err(Failure::from(StoreError::NoName { path: folder.to_path_buf() }));
    }
    match write::is_taken(folder) {
        Ok(false) => Ok(()),
        Ok(true) => Err(taken(folder)),
        Err(error) => Err(Failure::writing(folder, error)),
    }
}

fn taken(folder: &Path) -> Failure {
    let what = Failure::usage("the folder is not empty, or is no folder");
    what.at(folder.display()).mend("give the name of a new folder")
}

/// Writes files into a new or empty folder, which appears when all are whole.
///
/// # Errors
/// If the folder holds something, also by now, or cannot be made (2), or the disk is full (1).
pub(crate) fn write_folder(folder: &Path, files: &[(String, Vec<u8>)]) -> Result<(), Failure> {
    write::folder(&RealDisk, folder, files).map_err(|error| not_written(folder, error))
}

/// The same with functions that write, for what should not be held in memory.
///
/// # Errors
/// As [`write_folder`].
pub(crate) fn fill_folder(folder: &Path, files: &mut [write::Filling<'_>]) -> Result<(), Failure> {
    write::folder_of(&RealDisk, folder, files).map_err(|error| not_written(folder, error))
}

fn not_written(folder: &Path, error: io::Error) -> Failure {
    match error.kind() {
        io::ErrorKind::AlreadyExists => taken(folder),
        _ => Failure::writing(folder, error),
    }
}
