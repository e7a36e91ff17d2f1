//! `man`: manual pages.

use super::failure::{DONE, Failure};
use super::output;
use clap::Args;
use std::path::PathBuf;

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
    let written =
        std::fs::create_dir_all(folder).and_then(|()| clap_mangen::generate_to(super::command(), folder));
    written.map_err(|error| Failure::writing(folder, error))?;
    output::say(&format!("wrote the manual pages to {}\n", folder.display()))?;
    Ok(DONE)
}
