//! `new`: a small scenario to start from.

use crate::scenario::{short_template, template};
use crate::terminal::failure::{DONE, Failure};
use crate::terminal::output;
use crate::terminal::shell::quoted;
use clap::Args;
use std::path::PathBuf;

/// Write a small scenario to start from; with --full, all of the format
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  roundtable new orchard                    writes orchard.ron\n  roundtable new scenarios/mine/orchard     writes scenarios/mine/orchard.ron\n  roundtable new meadow --full              with every part of the format"
)]
pub(super) struct Arguments {
    /// Name of the scenario: letters, digits, '-'; a folder may stand before it
    #[arg(value_name = "NAME")]
    name: PathBuf,
    /// Show every part of the format, in some 270 lines, instead of what a scenario needs, in 60
    #[arg(long)]
    full: bool,
}

pub(super) fn run(arguments: &Arguments) -> Result<u8, Failure> {
    let given = &arguments.name;
    let path = if given.extension().is_some_and(|e| e == "ron") { given.clone() } else { with_ron(given) };
    let name = path.file_stem().and_then(|stem| stem.to_str()).unwrap_or_default().to_owned();
    let legal = !name.is_empty() && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '-');
    if !legal {
        return Err(Failure::usage(format!("`{name}` cannot be the name of a scenario"))
            .at(given.display())
            .expected("letters a to z, digits and '-'")
            .mend("try a name such as `orchard-2`"));
    }
    let text = if arguments.full { template(&name) } else { short_template(&name) };
    output::write_file(&path, text.as_bytes(), false)?;
    output::say(&format!("wrote {}\nNext     roundtable check {}\n", path.display(), quoted(&path)))?;
    Ok(DONE)
}

fn with_ron(path: &std::path::Path) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(".ron");
    name.into()
}
