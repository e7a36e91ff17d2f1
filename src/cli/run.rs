//! `run`: one format.

use super::find;
use super::pictures::PictureOptions;
use super::pipeline::{Request, Screen};
use super::shard;
use crate::simulation::star::Size;
use crate::terminal::failure::Failure;
use crate::terminal::options::{OutputOptions, WorldOptions};
use crate::terminal::shard::{ShardOption, UntilOption};
use clap::Args;
use std::path::PathBuf;

const EXAMPLES: &str = "\
Examples:
  roundtable run scenarios/korea-2019/formats.ron --format 'six-party talks'
  roundtable run scenarios/korea-2019/formats.ron --format 'six-party talks' --runs 500 --seed 7
  roundtable run scenarios/korea-2019/formats.ron --format 'six-party talks' --set parties.dprk.patience=0.95
  roundtable run scenarios/korea-2019/formats.ron --format 'six-party talks' --expect 'signed(six-party talks) > 0.3'
  roundtable run scenarios/korea-2019/formats.ron --format 'six-party talks' --find 'ended=defection by dprk and signed_at<=60'";

const FIND: &str = "\
Find runs worth telling instead: print the first that meet these conditions, and write nothing

Conditions, joined by `and`; `not` turns one round:
  signed, in_force, completed, alive, zone, zone_self_enforcing
  ended=REASON [by PARTY]     completed, under_way, talks_go_on, no_zone, mistrust, deadline, walk_out, veto, accession_refused,
                              refused_at_home, defection, withdrawal, spoiled, lapsed
  signed_at, completed_at, ended_at (periods), stage (the last one begun, from 1)   as in signed_at<=12
  benefit.PARTY, expected_benefit.PARTY (gain against no agreement)                 as in benefit.japan<0
  gain.PARTY, expected_gain.PARTY (own scale)                                       as in gain.japan<0
  level.ISSUE=WORD            the level signed, or `left out`
Comparisons: = != < <= > >=

The search stops at the fifth run found, among the first --runs worlds; it ends with exit code 1 if there is none. --json prints what was
found for programs, --quiet the numbers of the worlds alone.";

const CODES: &str = "\
Exit codes: 0 done, 1 a run failed, 2 usage or scenario error, 3 an --expect not met, 130 interrupted.";

/// Take the assumed worlds through one format
#[derive(Debug, Args)]
#[command(before_help = EXAMPLES, after_help = CODES)]
pub(super) struct Arguments {
    /// Scenario files
    #[arg(value_name = "FILE", required = true)]
    files: Vec<PathBuf>,

    /// Format; an unambiguous part of its name is enough. May be left out if there is only one
    #[arg(long, value_name = "NAME")]
    format: Option<String>,

    /// Find runs worth telling instead, as in 'ended=defection by dprk and stage>=2': print the first, and write nothing
    #[arg(long, value_name = "QUERY", long_help = FIND, conflicts_with_all = ["output", "expect", "dry_run", "shard", "until"])]
    find: Option<String>,

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
    pub(super) fn request(&self) -> Request<'_> {
        Request {
            command: "run",
            screen: Screen::Single,
            files: &self.files,
            format: self.format.as_deref(),
            formats: &[],
            world: &self.world,
            output: &self.output,
            pictures: &self.pictures,
            guess: None,
            against: None,
            star: Size::None,
            findings: false,
            until: self.until.until.as_deref(),
        }
    }
}

pub(super) fn run(arguments: &Arguments) -> Result<u8, Failure> {
    if let Some(query) = &arguments.find {
        let format = arguments.format.as_deref();
        return find::carry_out(&arguments.files, format, query, &arguments.world, &arguments.output);
    }
    shard::carry_out(&arguments.request(), arguments.shard.shard)
}
