//! What can go wrong with an output folder, and how to mend it.

use std::io;
use std::path::{Path, PathBuf};

/// What earlier runs had left, and what became of it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Note {
    /// Blocks of the same work by a program of other code.
    #[error(
        "`{}` holds unfinished work of another build of this program, which is not gone on with: delete that folder if you do not need it",
        .folder.display()
    )]
    OtherBuild {
        /// The hidden folder.
        folder: PathBuf,
    },
    /// A whole result under a hidden name, without a lock.
    #[error(
        "`{}` holds a whole result that never got its name: give it another name to keep it, or delete that folder",
        .folder.display()
    )]
    Whole {
        /// The hidden folder.
        folder: PathBuf,
    },
    /// A whole result whose run was ended while it removed what it no longer needed.
    #[error(
        "`{}` is whole: its run was ended while it removed what it no longer needed, which is done now",
        .folder.display()
    )]
    Tidied {
        /// The folder.
        folder: PathBuf,
    },
}

/// What can go wrong with an output folder.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// Something stands under the final name.
    #[error("`{}` already exists and is not an empty folder", .path.display())]
    Occupied {
        /// The final name.
        path: PathBuf,
    },
    /// A whole result stands under the final name, whose process ended before it had said so.
    #[error("`{}` already holds a whole result: its run was ended while it removed what it no longer needed, which is done now", .path.display())]
    Whole {
        /// The final name.
        path: PathBuf,
    },
    /// Another process writes to this folder now.
    #[error("another run is writing to `{}` at this moment", .path.display())]
    Busy {
        /// The final name.
        path: PathBuf,
    },
    /// The path ends in no name (`.`, `..`, `/`).
    #[error("`{}` cannot be the name of a new output folder", .path.display())]
    NoName {
        /// The path as given.
        path: PathBuf,
    },
    /// The folder cannot be created or written to.
    #[error("the output folder cannot be written: {source}")]
    Unsuitable {
        /// The folder or file.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// The disk is full, or a limit on file size or quota is reached.
    #[error("the disk is full, or a limit on file size is reached: {source}")]
    Full {
        /// The file that could not be written.
        path: PathBuf,
        /// The hidden folder with what is whole.
        kept: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// Writing or reading a file of the result failed for another reason.
    #[error("a file of the result cannot be written: {source}")]
    Write {
        /// The file.
        path: PathBuf,
        /// The hidden folder with what is whole.
        kept: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// A block of worlds could not be computed.
    #[error("block {block} of the simulation broke off: {message}")]
    Block {
        /// Its number, from 0.
        block: usize,
        /// What the program says.
        message: String,
    },
}

impl StoreError {
    /// Sorts an error of the system while writing `path` inside the hidden folder `kept`.
    pub(crate) fn writing(path: &Path, kept: &Path, source: io::Error) -> Self {
        let (path, kept) = (path.to_path_buf(), kept.to_path_buf());
        if is_full(&source) { Self::Full { path, kept, source } } else { Self::Write { path, kept, source } }
    }

    /// Sorts an error of the system while making the folder.
    pub(crate) fn making(path: &Path, source: io::Error) -> Self {
        let path = path.to_path_buf();
        if is_full(&source) {
            Self::Full { kept: path.clone(), path, source }
        } else {
            Self::Unsuitable { path, source }
        }
    }

    /// Exit code of the command: 2 for an unsuitable folder, 1 for what breaks on the way.
    pub fn exit_code(&self) -> u8 {
        match self {
            Self::Occupied { .. }
            | Self::Whole { .. }
            | Self::Busy { .. }
            | Self::NoName { .. }
            | Self::Unsuitable { .. } => 2,
            Self::Full { .. } | Self::Write { .. } | Self::Block { .. } => 1,
        }
    }

    /// The path concerned, if there is one.
    pub fn path(&self) -> Option<&Path> {
        match self {
            Self::Occupied { path }
            | Self::Whole { path }
            | Self::Busy { path }
            | Self::NoName { path }
            | Self::Unsuitable { path, .. }
            | Self::Full { path, .. }
            | Self::Write { path, .. } => Some(path),
            Self::Block { .. } => None,
        }
    }

    /// What the user can do.
    pub fn mend(&self) -> String {
        match self {
            Self::Occupied { .. } => {
                "give another folder with -o, or leave -o out to get the next free number; nothing was changed".into()
            }
            Self::Whole { .. } => "look at it; to compute it again, give another folder with -o".into(),
            Self::Busy { .. } => "wait until it is done, or give another folder with -o".into(),
            Self::NoName { .. } => "give the name of a folder that does not exist yet, such as -o output/first-try".into(),
            Self::Unsuitable { .. } => "give a folder that you may write to with -o DIR or --output-root DIR".into(),
            Self::Full { kept, .. } => format!(
                "make room and run the same command again: it goes on from `{}`, or delete that folder",
                kept.display()
            ),
            Self::Write { kept, .. } => {
                format!("run the same command again: it goes on from `{}`, or delete that folder", kept.display())
            }
            Self::Block { .. } => "this is a defect of the program: please report it with the command you gave".into(),
        }
    }
}

fn is_full(error: &io::Error) -> bool {
    use io::ErrorKind as Kind;
    matches!(error.kind(), Kind::StorageFull | Kind::FileTooLarge | Kind::QuotaExceeded | Kind::WriteZero)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_full_disk_is_1_and_an_unsuitable_folder_2() {
        let full = || io::Error::from(io::ErrorKind::FileTooLarge);
        let denied = || io::Error::from(io::ErrorKind::PermissionDenied);
        let path = Path::new("x");
        assert_eq!(StoreError::writing(path, path, full()).exit_code(), 1);
        assert_eq!(StoreError::making(path, full()).exit_code(), 1);
        assert_eq!(StoreError::making(path, denied()).exit_code(), 2);
        assert!(matches!(StoreError::writing(path, path, denied()), StoreError::Write { .. }));
    }
}
