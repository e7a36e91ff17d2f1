//! `compare`: all formats over the same worlds.

use super::guess::From;
use super::pictures::PictureOptions;
use super::pipeline::{Request, Screen};
use super::{shard, side_by_side};
use crate::terminal::chosen::FormatsOption;
use crate::terminal::failure::Failure;
use crate::terminal::options::{DEFAULT_RUNS, OutputOptions, WorldOptions};
use crate::terminal::plan::{Behaviour, DEFAULT_SEED, Star};
use crate::terminal::shard::{ShardOption, UntilOption};
use clap::Args;
use std::path::PathBuf;

const EXAMPLES: &str = "\
Examples:
  roundtable compare scenarios/korea-2019/formats.ron
  roundtable compare scenarios/korea-2019/formats.ron --formats 'six-party talks,top-down summits'
  roundtable compare scenarios/korea-2019/formats.ron --set parties.dprk.patience=0.95 --against base
  roundtable compare scenarios/korea-2019/formats.ron --expect 'completed(three-stage plan) > completed(top-down summits)'
  roundtable compare scenarios/teaching/4-spoiler.ron --guess          ask for predictions first, and score them
  roundtable compare output/korea-2019-1 output/korea-2019-2           stored results side by side
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
    /// Scenario files; or folders of 2 to 6 results, which are shown side by side, and nothing is simulated
    #[arg(value_name = "FILE|RESULT", required = true)]
    files: Vec<PathBuf>,

    /// Ask for predictions first, store them, and score them afterwards (one FILE)
    #[arg(long)]
    guess: bool,

    /// Take the predictions from a JSON file instead of asking; may be repeated, one for each pair (one FILE)
    #[arg(long, value_name = "FILE", conflicts_with = "guess", long_help = GUESS_FILE)]
    guess_file: Vec<PathBuf>,

    /// Show what changed against the result stored in this folder; `base`: against the file without --set and --variant, which is run too and takes
    /// as long again (one FILE)
    #[arg(long, value_name = "FOLDER|base")]
    against: Option<PathBuf>,

    /// In how many worlds each finding is tested in runs that depart from the base in one thing: 0, 100 or 600
    #[arg(long, value_enum, default_value_t = Star::Default)]
    star: Star,

    /// Show which run says what of each finding
    #[arg(long)]
    findings: bool,

    #[command(flatten)]
    formats: FormatsOption,

    #[command(flatten)]
    world: WorldOptions,

    #[command(flatten)]
    until: UntilOption,

    #[command(flatten)]
    output: OutputOptions,

    #[command(flatten)]
    pictures: PictureOptions,

    #[command(flatten)]
    shard: ShardOption,
}

impl Arguments {
    /// An option that says how to simulate, where nothing is.
    fn of_simulation(&self) -> Option<&'static str> {
        let Self { world, output, formats, .. } = self;
        let usual = self.star.size() == Star::Default.size();
        let all = [
            (self.guess, "--guess"),
            (!self.guess_file.is_empty(), "--guess-file"),
            (self.against.is_some(), "--against"),
            (self.findings, "--findings"),
            (!usual, "--star"),
            (!formats.formats.is_empty(), "--formats"),
            (world.runs != DEFAULT_RUNS, "--runs"),
            (world.threads.is_some(), "--threads"),
            (world.draw.seed != DEFAULT_SEED, "--seed"),
            (world.draw.behaviour != Behaviour::Concession, "--behaviour"),
            (world.draw.change.variant.is_some(), "--variant"),
            (!world.draw.change.sets.is_empty(), "--set"),
            (self.shard.shard.is_some(), "--shard"),
            (self.until.until.is_some(), "--until"),
            (output.output.is_some(), "-o"),
            (output.parquet, "--parquet"),
            (output.dry_run, "--dry-run"),
            (!output.expect.is_empty(), "--expect"),
        ];
        all.into_iter().find(|(given, _)| *given).map(|(_, option)| option)
    }

    pub(super) fn request(&self) -> Request<'_> {
        let guess = match self.guess_file.as_slice() {
            [] => self.guess.then_some(From::Class),
            files => Some(From::Files(files)),
        };
        Request {
            command: "compare",
            screen: Screen::Comparison,
            files: &self.files,
            format: None,
            formats: &self.formats.formats,
            world: &self.world,
            output: &self.output,
            pictures: &self.pictures,
            guess,
            against: self.against.as_deref(),
            star: self.star.size(),
            findings: self.findings,
            until: self.until.until.as_deref(),
        }
    }

    fn side_by_side(&self) -> Result<u8, Failure> {
        if let Some(file) = self.files.iter().find(|file| !file.is_dir()) {
            return Err(Failure::usage("scenario files and folders of results are compared apart")
                .at(file.display())
                .expected("folders of results alone, or scenario files alone"));
        }
        if let Some(option) = self.of_simulation() {
            return Err(Failure::usage(format!(
                "{option} says how to simulate, and with folders of results nothing is"
            ))
            .mend(format!("leave {option} out, or name a scenario file")));
        }
        side_by_side::carry_out(&self.files, self.output.json, self.output.language.lang)
    }
}

pub(super) fn run(arguments: &Arguments) -> Result<u8, Failure> {
    if arguments.files.iter().any(|file| file.is_dir()) {
        return arguments.side_by_side();
    }
    shard::carry_out(&arguments.request(), arguments.shard.shard)
}
