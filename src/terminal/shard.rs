//! `--shard`: a part of the worlds alone; `--until`: no more of them than it takes. For commands that simulate.

use crate::simulation::shard::Shard;
use clap::Args;

/// Which part of the worlds is simulated. A command that takes it has `-o`, too: every part has a folder of its own.
#[derive(Debug, Clone, Copy, Default, Args)]
#[command(next_help_heading = "More than one machine")]
pub(crate) struct ShardOption {
    /// Simulate the K-th of N parts of the worlds alone and keep it in the folder of -o; `roundtable merge` makes the result of all parts
    #[arg(long, value_name = "K/N", requires = "output", conflicts_with = "dry_run")]
    pub(crate) shard: Option<Shard>,
}

const UNTIL: &str = "\
Stop as soon as an interval is narrow enough, as in 'width(signed) < 0.02'

width(MEASURE) < NUMBER                                every format
width(MEASURE, FORMAT) < NUMBER                        one format
width(MEASURE, difference(FORMAT, FORMAT)) < NUMBER    the difference of two (not of standing)
Measures: signed, in_force, completed, standing (shares of the assumed worlds: 2 of 100 are 0.02)

It is looked at after 500, 1,000, 2,000, 4,000 ... worlds, and after --runs at the latest [100,000 unless --runs is given]. The result says when, and at
which confidence: looking several times has its price.";

/// When a run is exact enough.
#[derive(Debug, Clone, Default, Args)]
pub(crate) struct UntilOption {
    /// Stop as soon as an interval is narrow enough, as in 'width(signed) < 0.02'; after --runs at the latest [100,000 unless --runs is given]
    #[arg(long, value_name = "CONDITION", long_help = UNTIL, conflicts_with = "shard")]
    pub(crate) until: Option<String>,
}

/// Worlds at most where a run stops when it is exact enough, unless another number is given.
pub(crate) const MOST_RUNS: u64 = 100_000;
