//! `man`: manual pages.

use crate::files::{RealDisk, read, write};
use crate::terminal::failure::{DONE, Failure};
use crate::terminal::output;
use clap::Args;
use std::path::{Path, PathBuf};

/// More bytes than any page has.
const LARGEST_PAGE: u64 = 1 << 20;

/// Print the manual page, or write the pages of all commands to a folder
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  roundtable man | man -l -\n  roundtable man ~/.local/share/man/man1")]
pub(super) struct Arguments {
    /// Folder for the pages of all commands
    #[arg(value_name = "DIR")]
    folder: Option<PathBuf>,
}

pub(super) fn run(arguments: &Arguments) -> Result<u8, Failure> {
    let Some(folder) = &arguments.folder else {
        let mut page = Vec::new();
        let rendered = clap_mangen::Man::new(super::command()).render(&mut page);
        rendered.map_err(|error| Failure::failed(format!("the manual page cannot be made: {error}")))?;
        output::say(&String::from_utf8_lossy(&page))?;
        return Ok(DONE);
    };
    write_all(folder).map_err(|error| Failure::writing(folder, error))?;
    output::say(&format!("wrote the manual pages to {}\n", folder.display()))?;
    Ok(DONE)
}

/// Makes the pages in a folder of their own, then puts each whole under its name; older pages are replaced.
fn write_all(folder: &Path) -> std::io::Result<()> {
    std::fs::create_dir_all(folder)?;
    let made = tempfile::tempdir()?;
    clap_mangen::generate_to(super::command(), made.path())?;
    for page in std::fs::read_dir(made.path())? {
        let page = page?;
        let bytes = read::bytes(&page.path(), LARGEST_PAGE).map_err(std::io::Error::other)?;
        write::file(&RealDisk, &folder.join(page.file_name()), &bytes, true)?;
    }
    Ok(())
}
