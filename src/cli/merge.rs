//! `merge`: the parts that `--shard` made become one result. It carries out the command of the parts, without `--shard`, and takes their blocks
//! in place of simulating.

use super::parts::{Whole, gather};
use super::pictures::PictureOptions;
use super::pipeline::{self, Merged};
use super::words::Given;
use super::{Cli, Command};
use crate::language::Language;
use crate::terminal::failure::Failure;
use crate::terminal::options::spoken;
use clap::{Args, Parser};
use std::ffi::OsString;
use std::path::{Path, PathBuf};

const EXAMPLES: &str = "\
Examples:
  roundtable compare scenarios/teaching/4-spoiler.ron --shard 1/2 -o parts/1        on one machine
  roundtable compare scenarios/teaching/4-spoiler.ron --shard 2/2 -o parts/2        on another
  roundtable merge parts/1 parts/2 -o whole";

const CODES: &str = "\
Exit codes: 0 done, 1 a run failed, 2 parts that do not fit or other wrong usage, 3 an --expect not met, 130 interrupted.

The result has the bytes that one process would have written, however many parts there are. run.json alone differs in times and machine, and says of
how many parts it was made. The parts stay as they are.";

/// Put the parts of a result together that `--shard` made: the same bytes as of one process
///
/// For whoever shares a simulation out among several machines. The parts must be of one work and whole; if not, all that is wrong is said, with the
/// command that makes what is missing. How the result is shown and judged is as the command of the parts says, unless an option here says otherwise.
#[derive(Debug, Args)]
#[command(before_help = EXAMPLES, after_help = CODES)]
pub(super) struct Arguments {
    /// Folders of all parts, in any order
    #[arg(value_name = "DIR", required = true)]
    parts: Vec<PathBuf>,

    /// Write the result to this folder, which must be new or empty [default: the next free OUTPUT_ROOT/SCENARIO-N]
    #[arg(short, long, value_name = "DIR", conflicts_with = "output_root", help_heading = "Output")]
    output: Option<PathBuf>,

    /// Folder of all results, where -o does not say which folder
    #[arg(long, value_name = "DIR", default_value = "output", help_heading = "Output")]
    output_root: PathBuf,

    /// Print the result as JSON instead of tables
    #[arg(long, help_heading = "Output")]
    json: bool,

    /// No progress bar, and print only the folder of the result
    #[arg(long, short, help_heading = "Output")]
    quiet: bool,

    /// Language of the words in tables, charts and pages: en or ko
    #[arg(long, value_name = "LANGUAGE", default_value_t = Language::En, hide_possible_values = true, value_parser = spoken(), help_heading = "Output")]
    lang: Language,

    /// End with exit code 3 unless this holds, as in 'signed(six-party talks) > 0.3'; may be repeated
    #[arg(long, value_name = "EXPR", help_heading = "Output")]
    expect: Vec<String>,

    /// Show which run says what of each finding (parts of `compare`)
    #[arg(long)]
    findings: bool,

    #[command(flatten)]
    pictures: PictureOptions,
}

/// Options of a part that say where it goes and how it is made, and change nothing of the result.
const OF_A_PART: [&str; 6] = ["shard", "output", "output_root", "quiet", "threads", "color"];

pub(super) fn run(arguments: &Arguments) -> Result<u8, Failure> {
    let whole = gather(&arguments.parts)?;
    let words = words(&whole)?;
    let strange = |error: clap::Error| unfit(&whole, &error.to_string());
    let parsed =
        Cli::try_parse_from(std::iter::once(&OsString::from("roundtable")).chain(&words)).map_err(strange)?;
    let Whole { parts, manifest, scenario, record } = &whole;
    let path = Path::new(&record.scenario_file);
    let flags: Vec<String> = words.iter().map(|word| word.to_string_lossy().into_owned()).collect();
    let merged = Merged { parts, manifest, scenario, path, flags: &flags };
    match &parsed.command {
        Some(Command::Compare(arguments)) => pipeline::merge(&arguments.request(), &merged),
        Some(Command::Run(arguments)) => pipeline::merge(&arguments.request(), &merged),
        _ => Err(unfit(&whole, "its command is neither `run` nor `compare`")),
    }
}

/// The command of the parts, as one process would be given it: what is said here goes before what was said there.
fn words(whole: &Whole) -> Result<Vec<OsString>, Failure> {
    let strange = |error: clap::Error| unfit(whole, &error.to_string());
    let (then, now) = (Given::of(&whole.record.flags).map_err(strange)?, Given::now().map_err(strange)?);
    if let Some(option) = ["findings"].into_iter().find(|id| now.has(id) && !then.knows(id)) {
        return Err(Failure::usage(format!(
            "--{option} goes with parts of `compare`, and these are of `{}`",
            then.name
        ))
        .mend(format!("leave --{option} out")));
    }
    let mut words = vec![OsString::from(&then.name)];
    words.extend(then.options(|id| !OF_A_PART.contains(&id) && !now.has(id)));
    words.extend(now.options(|id| id != "color"));
    words.extend(["--".into(), whole.record.scenario_file.clone().into()]);
    Ok(words)
}

fn unfit(whole: &Whole, what: &str) -> Failure {
    let folder = whole.parts.first().map_or(Path::new(""), |part| part.folder());
    Failure::usage(format!(
        "part.json does not fit the blocks beside it: {}",
        what.lines().next().unwrap_or_default()
    ))
    .at(folder.display())
    .mend("delete this folder, and make the part anew")
}
