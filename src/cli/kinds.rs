//! What a file seems to be, where it is not what a command takes.

use super::failure::Failure;
use crate::interchange::kind::{Kind, LOOKED_AT};
use std::io::Read;
use std::path::Path;

/// What a file seems to be; `None` where it cannot be read or is nothing that is known.
pub(super) fn of(path: &Path) -> Option<Kind> {
    let mut bytes = Vec::new();
    std::fs::File::open(path).ok()?.take(LOOKED_AT).read_to_end(&mut bytes).ok()?;
    Kind::of(&String::from_utf8_lossy(&bytes))
}

/// "This is no scenario: it seems to be …", with the commands that read it.
pub(super) fn refused(wanted: &str, kind: Option<Kind>) -> Failure {
    match kind {
        Some(kind) => {
            Failure::usage(format!("this is {wanted}: it seems to be {}", kind.name())).mend(kind.readers())
        }
        None => Failure::usage(format!("this is {wanted}")),
    }
}

/// Refuses files of other programs where a scenario is taken.
pub(super) fn no_foreign(path: &Path, text: &str) -> Result<(), Failure> {
    match Kind::of(text) {
        None | Some(Kind::Scenario | Kind::Conflict) => Ok(()),
        kind => Err(refused("no scenario", kind).at(path.display())),
    }
}
