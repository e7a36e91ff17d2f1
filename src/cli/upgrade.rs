//! `upgrade`: a file of an older version of the format in the words of this one.

use crate::scenario::upgraded;
use crate::terminal::failure::{DONE, Failure, USAGE};
use crate::terminal::loaded::{misplaced, rendered, source};
use crate::terminal::output;
use crate::terminal::shell::quoted;
use clap::Args;
use std::path::PathBuf;

/// Go on using a scenario of format version 1: rewrite it as version 2
///
/// Words are replaced at their places; comments, lines and all else stay as they are. A party's `reservation` becomes its `demand`. Domains and
/// conflicts are rewritten, too. Without -o the new text is printed.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  roundtable upgrade valley.ron -o valley-2.ron\n  roundtable upgrade valley.ron -o valley.ron --force     in its place\n\nExit codes: 0 it is rewritten, 2 it is of version 2 already, or is no scenario."
)]
pub(super) struct Arguments {
    /// Scenario file of version 1
    #[arg(value_name = "OLD")]
    file: PathBuf,
    /// File to write
    #[arg(short, long, value_name = "NEW")]
    output: Option<PathBuf>,
    /// Write over a file that exists
    #[arg(long, requires = "output")]
    force: bool,
}

pub(super) fn run(arguments: &Arguments) -> Result<u8, Failure> {
    let source = source(&arguments.file)?;
    if let Some((failure, _)) = misplaced(&arguments.file, &source) {
        return Err(failure);
    }
    let text =
        upgraded(&source).map_err(|problems| Failure::rendered(USAGE, rendered(&problems, &source)))?;
    let Some(path) = &arguments.output else {
        output::say(&text)?;
        return Ok(DONE);
    };
    output::write_file(path, text.as_bytes(), arguments.force)?;
    output::say(&format!("wrote {}\nNext     roundtable check {}\n", path.display(), quoted(path)))?;
    Ok(DONE)
}
