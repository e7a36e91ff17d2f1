//! Where bytes go: the real disk, or in tests one that fills up.

use std::fs::File;
use std::io::{self, Write};
use std::path::Path;

/// The one thing the store asks of a disk: a new file to write to.
pub trait Disk: Send + Sync {
    /// Creates (or empties) a file.
    ///
    /// # Errors
    /// Whatever the system says.
    fn create(&self, path: &Path) -> io::Result<Box<dyn Write>>;
}

/// The disk of this machine.
#[derive(Debug, Clone, Copy, Default)]
pub struct RealDisk;

impl Disk for RealDisk {
    fn create(&self, path: &Path) -> io::Result<Box<dyn Write>> {
        Ok(Box::new(File::create(path)?))
    }
}
