//! Reading with a bound that holds before anything is taken.

use std::fs::{self, File, FileType};
use std::io::{self, Read};
use std::path::Path;

/// Why a file was not read.
#[derive(Debug, thiserror::Error)]
pub enum ReadError {
    /// The system refuses.
    #[error("the file cannot be read: {0}")]
    Io(#[from] io::Error),
    /// Something that does not end, or that waits for a writer: a pipe, a device, a socket.
    #[error("this is {0} and not a file: it may never end")]
    NoFile(&'static str),
    /// There is more than the largest file of this kind.
    #[error("the file is too large: {}, and at most {} are read", megabytes(*.size), megabytes(*.most))]
    TooLarge {
        /// Bytes that are there, as far as known.
        size: u64,
        /// Bytes that are read at most.
        most: u64,
    },
}

impl ReadError {
    /// What the user can do.
    pub fn mend(&self) -> &'static str {
        match self {
            Self::Io(error) => match error.kind() {
                io::ErrorKind::NotFound => "check the path; it is taken from the current folder",
                io::ErrorKind::IsADirectory => "give a file, not a folder",
                _ => "check that you may read the file",
            },
            Self::NoFile(_) => "write what it gives to a file, and give that file",
            Self::TooLarge { .. } => "check that it is the right file; if it is, split it",
        }
    }
}

/// A size in words, in MB where that says enough.
fn megabytes(bytes: u64) -> String {
    let size = bytes as f64 / f64::from(1 << 20);
    if bytes.is_multiple_of(1 << 20) { format!("{} MB", bytes >> 20) } else { format!("{size:.1} MB") }
}

/// The bytes of a file of at most `most` bytes. Pipes, devices, sockets and folders end at once with an error, before they are opened.
///
/// # Errors
/// If it is no file, has more bytes, or cannot be read.
pub fn bytes(path: &Path, most: u64) -> Result<Vec<u8>, ReadError> {
    let (file, size) = open(path)?;
    if size > most {
        return Err(ReadError::TooLarge { size, most });
    }
    let mut bytes = Vec::with_capacity(usize::try_from(size).unwrap_or(0));
    // It may grow meanwhile, and some files of the system do not say their size.
    file.take(most.saturating_add(1)).read_to_end(&mut bytes)?;
    let size = bytes.len() as u64;
    if size > most { Err(ReadError::TooLarge { size, most }) } else { Ok(bytes) }
}

/// The first bytes of a file, at most `most`.
///
/// # Errors
/// If it is no file or cannot be read.
pub fn beginning(path: &Path, most: u64) -> Result<Vec<u8>, ReadError> {
    let mut bytes = Vec::new();
    open(path)?.0.take(most).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// A file of at most `most` bytes as a stream: for tables that are larger than what is kept of them.
///
/// # Errors
/// If it is no file, has more bytes, or cannot be read.
pub fn stream(path: &Path, most: u64) -> Result<impl Read + use<>, ReadError> {
    let (file, size) = open(path)?;
    if size > most { Err(ReadError::TooLarge { size, most }) } else { Ok(file.take(most)) }
}

/// An open file and its size.
fn open(path: &Path) -> Result<(File, u64), ReadError> {
    // Opening a pipe would wait for its writer, so its kind is asked first.
    refuse_kind(fs::metadata(path)?.file_type())?;
    let file = File::open(path)?;
    let meta = file.metadata()?;
    refuse_kind(meta.file_type())?;
    Ok((file, meta.len()))
}

fn refuse_kind(kind: FileType) -> Result<(), ReadError> {
    if kind.is_file() {
        return Ok(());
    }
    if kind.is_dir() {
        return Err(io::Error::from(io::ErrorKind::IsADirectory).into());
    }
    Err(ReadError::NoFile(name(kind)))
}

#[cfg(unix)]
fn name(kind: FileType) -> &'static str {
    use std::os::unix::fs::FileTypeExt;
    if kind.is_fifo() {
        "a pipe"
    } else if kind.is_socket() {
        "a socket"
    } else {
        "a device"
    }
}

#[cfg(not(unix))]
fn name(_: FileType) -> &'static str {
    "something else"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_largest_file_is_read_and_one_byte_more_is_not() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a");
        fs::write(&path, [b'x'; 10]).unwrap();
        assert_eq!(bytes(&path, 10).unwrap().len(), 10);
        assert!(matches!(bytes(&path, 9), Err(ReadError::TooLarge { size: 10, most: 9 })));
        assert_eq!(beginning(&path, 9).unwrap().len(), 9);
        let mut read = Vec::new();
        stream(&path, 10).unwrap().read_to_end(&mut read).unwrap();
        assert_eq!(read.len(), 10);
        assert!(matches!(stream(&path, 9), Err(ReadError::TooLarge { size: 10, most: 9 })));
    }

    #[test]
    fn sizes_are_said_in_megabytes() {
        let error = ReadError::TooLarge { size: 88 << 20, most: 4 << 20 };
        assert_eq!(error.to_string(), "the file is too large: 88 MB, and at most 4 MB are read");
        let error = ReadError::TooLarge { size: (3 << 19) + 1, most: 1 << 20 };
        assert_eq!(error.to_string(), "the file is too large: 1.5 MB, and at most 1 MB are read");
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn what_never_ends_is_refused_at_once() {
        let folder = tempfile::tempdir().unwrap();
        let pipe = folder.path().join("pipe");
        assert!(std::process::Command::new("mkfifo").arg(&pipe).status().unwrap().success());
        assert!(matches!(bytes(&pipe, 9), Err(ReadError::NoFile("a pipe"))));
        assert!(matches!(bytes(Path::new("/dev/zero"), 9), Err(ReadError::NoFile("a device"))));
        let error = bytes(folder.path(), 9).unwrap_err();
        assert_eq!(error.mend(), "give a file, not a folder");
        // A file of the system that says it has no byte.
        assert!(matches!(bytes(Path::new("/proc/self/status"), 9), Err(ReadError::TooLarge { .. })));
    }
}
