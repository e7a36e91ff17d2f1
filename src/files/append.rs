//! Files that grow line by line, each line on the disk before anything is said of it. A last line that was cut off is told by its reader.

use std::fs::{File, OpenOptions, TryLockError};
use std::io::{self, Write};
use std::path::Path;

/// A file that grows.
#[derive(Debug)]
pub struct Growing(File);

impl Growing {
    /// A new file.
    ///
    /// # Errors
    /// If it exists, or cannot be made.
    pub fn begin(path: &Path) -> io::Result<Self> {
        OpenOptions::new().write(true).create_new(true).open(path).map(Self)
    }

    /// One that was begun, from its first bytes on: what comes after them is cut off.
    ///
    /// # Errors
    /// If it cannot be written.
    pub fn go_on(path: &Path, whole: u64) -> io::Result<Self> {
        let file = OpenOptions::new().append(true).open(path)?;
        file.set_len(whole)?;
        Ok(Self(file))
    }

    /// Adds lines, and waits for the disk.
    ///
    /// # Errors
    /// If the disk is full, say.
    pub fn add(&mut self, lines: &str) -> io::Result<()> {
        self.0.write_all(lines.as_bytes())?;
        self.0.sync_data()
    }

    /// Takes the file for this program alone, as long as it is open; `false`: another one has it.
    ///
    /// # Errors
    /// If the system cannot say.
    pub fn alone(&self) -> io::Result<bool> {
        match self.0.try_lock() {
            Ok(()) => Ok(true),
            Err(TryLockError::WouldBlock) => Ok(false),
            Err(TryLockError::Error(error)) => Err(error),
        }
    }
}
