//! Every change that is made on a disk, step by step: the real one, or in tests one that fails at a given step.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::Path;

/// A file being written.
pub trait Out: Write {
    /// Waits until the bytes are on the disk.
    ///
    /// # Errors
    /// Whatever the system says.
    fn sync(&mut self) -> io::Result<()>;
}

impl Out for File {
    fn sync(&mut self) -> io::Result<()> {
        self.sync_all()
    }
}

/// The steps of which writing consists. None of them removes more than the one thing that it is given; each fails with what the system says.
#[allow(clippy::missing_errors_doc)]
pub trait Disk: Send + Sync {
    /// Creates a file that must not exist.
    fn create(&self, path: &Path) -> io::Result<Box<dyn Out>>;

    /// Creates a file that must not exist, for a lock.
    fn create_lock(&self, path: &Path) -> io::Result<File>;

    /// Creates a folder that must not exist.
    fn create_folder(&self, path: &Path) -> io::Result<()>;

    /// Creates a folder, and those that it stands in, where they are not there yet.
    fn create_folders(&self, path: &Path) -> io::Result<()>;

    /// Gives a file or folder another name in one step. A file that stands there is replaced, of folders an empty one alone.
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()>;

    /// Gives a file a name that must not be taken, in one step.
    fn rename_new(&self, from: &Path, to: &Path) -> io::Result<()>;

    /// Removes a file.
    fn remove_file(&self, path: &Path) -> io::Result<()>;

    /// Removes an empty folder.
    fn remove_folder(&self, path: &Path) -> io::Result<()>;

    /// Waits until the names in a folder are on the disk.
    fn sync_folder(&self, path: &Path) -> io::Result<()>;
}

/// The disk of this machine.
#[derive(Debug, Clone, Copy, Default)]
pub struct RealDisk;

impl Disk for RealDisk {
    fn create(&self, path: &Path) -> io::Result<Box<dyn Out>> {
        Ok(Box::new(File::create_new(path)?))
    }

    fn create_lock(&self, path: &Path) -> io::Result<File> {
        OpenOptions::new().read(true).write(true).create_new(true).open(path)
    }

    fn create_folder(&self, path: &Path) -> io::Result<()> {
        fs::create_dir(path)
    }

    fn create_folders(&self, path: &Path) -> io::Result<()> {
        fs::create_dir_all(path)
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        match fs::rename(from, to) {
            // There an empty folder is in the way.
            Err(_) if cfg!(windows) && to.is_dir() => fs::remove_dir(to).and_then(|()| fs::rename(from, to)),
            other => other,
        }
    }

    fn rename_new(&self, from: &Path, to: &Path) -> io::Result<()> {
        // The system's own call where there is one, a link where there is none. It would remove what it could not rename, though
        // only who created a name may: by then somebody else may have it.
        let from = tempfile::TempPath::try_from_path(from)?;
        from.persist_noclobber(to).map_err(|refused| {
            let _ = refused.path.keep();
            refused.error
        })
    }

    fn remove_file(&self, path: &Path) -> io::Result<()> {
        fs::remove_file(path)
    }

    fn remove_folder(&self, path: &Path) -> io::Result<()> {
        fs::remove_dir(path)
    }

    /// Some systems and file systems cannot do that for folders; nothing can be done about it then.
    fn sync_folder(&self, path: &Path) -> io::Result<()> {
        if cfg!(not(unix)) {
            return Ok(());
        }
        match File::open(path)?.sync_all() {
            Err(error)
                if matches!(error.kind(), io::ErrorKind::InvalidInput | io::ErrorKind::Unsupported) =>
            {
                Ok(())
            }
            other => other,
        }
    }
}
