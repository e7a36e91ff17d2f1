//! `compare`: all formats over the same worlds.

use super::guess::From;
use super::pictures::PictureOptions;
use super::pipeline::{self, Request, Screen};
use crate::terminal::failure::Failure;
use crate::terminal::options::{OutputOptions, WorldOptions};
use crate::terminal::plan::Star;
use clap::Args;
use std::path::PathBuf;

const EXAMPLES: &str = "\
Examples:
  roundtable compare scenarios/korea-2019/formats.ron
  roundtable compare scenarios/korea-2019/formats.ron --set parties.dprk.patience=0.95 --against output/korea-2019-1
  roundtable compare scenarios/korea-2019/formats.ron --expect 'completed(three-stage plan) > completed(top-down summits)'
  roundtable compare scenarios/teaching/4-spoiler.ron --guess          ask for predictions first, and score them
  roundtable compare scenarios/teaching/4-spoiler.ron --json --quiet > result.json";

const GUESS_FILE: &str = "\
Take the predictions from a JSON file instead of asking; may be repeated, one for each pair (one FILE)

{\"formats\": {\"six-party talks\": {\"signed\": 40, \"in_force\": 30, \"completed\": 10}, ...},
 \"gains_most\": {\"dprk\": \"six-party talks\", ...}}
Numbers are of 100 assumed worlds; whatever is not predicted may be left out. Several pairs in one file:
{\"pairs\": {\"Kim and Park\": {\"formats\": {...}}, \"Lee and Choi\": {...}}}";

const CODES: &str = "\
Exit codes: 0 done, 1 a run failed, 2 usage or scenario error, 3 an --expect not met, 130 interrupted.

An interrupted comparison goes on where it stopped when the same command is given again.";

/// Take the assumed worlds through every format and compare: table, charts, report
#[derive(Debug, Args)]
#[command(before_help = EXAMPLES, after_help = CODES)]
pub(super) struct Arguments {
    /// Scenario files
    #[arg(value_name = "FILE", required = true)]
    files: Vec<PathBuf>,

    /// Ask for predictions first, store them, and score them afterwards (one FILE)
    #[arg(long)]
    guess: bool,

    /// Take the predictions from a JSON file instead of asking; may be repeated, one for each pair (one FILE)
    #[arg(long, value_name = "FILE", conflicts_with = "guess", long_help = GUESS_FILE)]
    guess_file: Vec<PathBuf>,

    /// Show what changed since the result stored in this folder (one FILE)
    #[arg(long, value_name = "FOLDER")]
    against: Option<PathBuf>,

    /// In how many worlds each finding is tested in runs that depart from the base in one thing: 0, 100 or 600
    #[arg(long, value_enum, default_value_t = Star::Default)]
    star: Star,

    /// Show which run says what of each finding
    #[arg(long)]
    findings: bool,

    #[command(flatten)]
    world: WorldOptions,

    #[command(flatten)]
    output: OutputOptions,

    #[command(flatten)]
    pictures: PictureOptions,
}

pub(super) fn run(arguments: &Arguments) -> Result<u8, Failure> {
    let guess = match arguments.guess_file.as_slice() {
        [] => arguments.guess.then_some(From::Class),
        files => Some(From::Files(files)),
    };
    pipeline::carry_out(&Request {
        command: "compare",
        screen: Screen::Comparison,
        files: &arguments.files,
        format: None,
        world: &arguments.world,
        output: &arguments.output,
        pictures: &arguments.pictures,
        guess,
        against: arguments.against.as_deref(),
        star: arguments.star.size(),
        findings: arguments.findings,
    })
}
