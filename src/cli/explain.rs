//! `explain`: the story of one run.

use super::failure::{DONE, Failure};
use super::flow::pick_format;
use super::options::{DrawOptions, whole};
use super::text::{flowing, running};
use super::{output, seams};
use clap::Args;
use std::path::PathBuf;

/// Tell the story of one run, round by round, with the numbers behind each acceptance and refusal
#[derive(Debug, Args)]
#[command(
    after_help = "Example:\n  roundtable explain scenarios/korea-2019/formats.ron --format 'six-party talks' --run 17"
)]
pub(super) struct Arguments {
    /// Scenario file
    #[arg(value_name = "FILE")]
    file: PathBuf,

    /// Format; an unambiguous beginning is enough. May be left out if there is only one
    #[arg(long, value_name = "NAME")]
    format: Option<String>,

    /// Number of the assumed world, as in results.csv; 0 is the first
    #[arg(long, value_name = "K", default_value_t = 0, value_parser = whole::<u64>(0, u64::MAX), allow_negative_numbers = true)]
    run: u64,

    /// Print as JSON: the story, and every number behind it (packages, offers, answers, ratification, duties, happenings, gains)
    #[arg(long)]
    json: bool,

    #[command(flatten)]
    draw: DrawOptions,
}

pub(super) fn run(arguments: &Arguments) -> Result<u8, Failure> {
    let loaded = seams::load(&arguments.file, &arguments.draw.sets)?;
    let format = pick_format(&loaded, arguments.format.as_deref())?;
    let told = seams::explain(&loaded, format, &arguments.draw, arguments.run, arguments.json)?;
    output::say(&if arguments.json { told } else { flowing(&told, running()) })?;
    Ok(DONE)
}
