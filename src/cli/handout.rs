//! `handout`: one page to print for a class.

use super::class_options::Spoken;
use crate::report::class::{MOST_FORMATS, handout};
use crate::terminal::change::ChangeOptions;
use crate::terminal::chosen::{FormatsOption, chosen};
use crate::terminal::failure::{DONE, Failure};
use crate::terminal::loaded::{Loaded, load};
use crate::terminal::output;
use clap::Args;
use std::path::PathBuf;

const EXAMPLES: &str = "\
Examples:
  roundtable handout scenarios/korea-2019/formats.ron -o handout.html
  roundtable handout scenarios/korea-2019/formats.ron --formats 'top-down summits,six-party talks' -o two-formats.html";

/// Write one page to print: who wants what, the formats in plain words, room for predictions
///
/// Give it to a class before it sees a result. It has one line a party, up to five formats, and for each of them boxes for a prediction, its
/// reason, and who gains most. No number of any party is on it.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Arguments {
    /// Scenario file
    #[arg(value_name = "FILE")]
    file: PathBuf,

    /// File to write, which must not exist [default: SCENARIO-handout.html in the current folder]
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,

    #[command(flatten)]
    formats: FormatsOption,

    #[command(flatten)]
    spoken: Spoken,

    #[command(flatten)]
    change: ChangeOptions,
}

pub(super) fn run(arguments: &Arguments) -> Result<u8, Failure> {
    let loaded = load(&arguments.file, &arguments.change)?;
    let formats = on_the_page(&loaded, &arguments.formats.formats)?;
    let default = || PathBuf::from(format!("{}-handout.html", loaded.name));
    let path = arguments.output.clone().unwrap_or_else(default);
    let language = arguments.spoken.lang;
    output::write_file(
        &path,
        handout(&loaded.scenario.speaking(language.code()), &formats, language).as_bytes(),
        false,
    )?;
    let path = path.display().to_string();
    output::say(&format!("{}\n", crate::say!(language, "class-wrote-page", path = path)))?;
    Ok(DONE)
}

/// Places of the formats that are named; else of those that the file chooses for a class, else of the first ones.
fn on_the_page(loaded: &Loaded, named: &[String]) -> Result<Vec<usize>, Failure> {
    let scenario = &loaded.scenario;
    let mut names = match named {
        [] if scenario.class.is_empty() => loaded.formats.clone(),
        [] => scenario.class.clone(),
        named => chosen(scenario, named)?,
    };
    if !named.is_empty() && names.len() > MOST_FORMATS {
        return Err(Failure::usage(format!("{} formats are named", names.len()))
            .expected(format!("at most {MOST_FORMATS}, so that all stand on one page"))
            .mend("name fewer"));
    }
    names.truncate(MOST_FORMATS);
    Ok(names.iter().filter_map(|name| scenario.format(name)).collect())
}
