//! `handout`: one page to print for a class.

use crate::report;
use crate::scenario::sources;
use crate::terminal::change::ChangeOptions;
use crate::terminal::failure::{DONE, Failure};
use crate::terminal::loaded::load;
use crate::terminal::output;
use clap::Args;
use std::path::PathBuf;

/// Write one page to print: parties, formats, room for predictions, what is assumed, questions
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  roundtable handout scenarios/korea-2019/formats.ron -o handout.html")]
pub(super) struct Arguments {
    /// Scenario file
    #[arg(value_name = "FILE")]
    file: PathBuf,

    /// File to write, which must not exist [default: SCENARIO-handout.html in the current folder]
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,

    #[command(flatten)]
    change: ChangeOptions,
}

pub(super) fn run(arguments: &Arguments) -> Result<u8, Failure> {
    let loaded = load(&arguments.file, &arguments.change)?;
    let default = || PathBuf::from(format!("{}-handout.html", loaded.name));
    let path = arguments.output.clone().unwrap_or_else(default);
    let entries = sources(&loaded.scenario, &loaded.source);
    output::write_file(&path, report::handout(&loaded.scenario, &entries).as_bytes(), false)?;
    output::say(&format!("wrote {}: open it in a browser and print it\n", path.display()))?;
    Ok(DONE)
}
