//! Options that commands share.

use super::failure::Failure;
use super::seams::{Behaviour, Plan};
use crate::analysis::expect::Expectation;
use crate::simulate::machine;
use crate::simulate::store::Place;
use clap::Args;
use std::path::{Path, PathBuf};

const EXPECT: &str = "\
End with exit code 3 unless this holds, as in 'signed(six-party talks) > 0.3'; may be repeated

measure(format) OP number, or measure(format) OP measure(format)
Measures: signed, in_force, completed, alive (shares of the assumed worlds, 0 to 1), gain:PARTY (own scale)
OP: > >= < <= ==";

/// The seed unless another is given.
pub(super) const DEFAULT_SEED: u64 = 1;

/// Which worlds, and how they are worked through.
#[derive(Debug, Args)]
pub(super) struct WorldOptions {
    /// Number of assumed worlds; every format goes through the same ones
    #[arg(long, value_name = "N", default_value_t = 2000, value_parser = clap::value_parser!(u64).range(1..=100_000_000))]
    pub(super) runs: u64,

    /// Threads to use [default: as many as can run at once]; results do not depend on it
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    pub(super) threads: Option<u16>,

    #[command(flatten)]
    pub(super) draw: DrawOptions,
}

/// What one world is drawn from, and how it is played.
#[derive(Debug, Args)]
pub(super) struct DrawOptions {
    /// Seed of the draws: the same seed gives the same bytes
    #[arg(long, value_name = "S", default_value_t = DEFAULT_SEED)]
    pub(super) seed: u64,

    /// How the parties behave at the table in the main run
    #[arg(long, value_enum, default_value_t = Behaviour::Concession)]
    pub(super) behaviour: Behaviour,

    /// Change an entry of the scenario, as in parties.dprk.patience=0.95; may be repeated
    #[arg(long = "set", value_name = "PATH=VALUE")]
    pub(super) sets: Vec<String>,
}

impl WorldOptions {
    /// What is to be simulated; all formats.
    pub(super) fn plan(&self) -> Plan {
        Plan {
            runs: self.runs,
            seed: self.draw.seed,
            threads: self.threads.map_or_else(machine::parallel, usize::from),
            behaviour: self.draw.behaviour,
            format: None,
        }
    }
}

/// Where results go and what is said about them.
#[derive(Debug, Args)]
#[command(next_help_heading = "Output")]
pub(super) struct OutputOptions {
    /// Write the result to this folder, which must be new or empty [default: the next free OUTPUT_ROOT/SCENARIO-N]
    #[arg(short, long, value_name = "DIR", conflicts_with = "output_root")]
    pub(super) output: Option<PathBuf>,

    /// Folder of all results, where -o does not say which folder
    #[arg(long, value_name = "DIR", default_value = "output")]
    pub(super) output_root: PathBuf,

    /// Print the result as JSON (one line for each scenario) instead of tables
    #[arg(long)]
    pub(super) json: bool,

    /// Say how much work it is and how long it will take; simulate and write nothing
    #[arg(long)]
    pub(super) dry_run: bool,

    /// No progress bar, and print only the folder of the result
    #[arg(long, short)]
    pub(super) quiet: bool,

    /// End with exit code 3 unless this holds, as in 'signed(six-party talks) > 0.3'; may be repeated
    #[arg(long, value_name = "EXPR", long_help = EXPECT)]
    pub(super) expect: Vec<String>,
}

impl OutputOptions {
    /// Where the result of a scenario goes; with several scenarios `-o DIR` holds one folder for each.
    pub(super) fn place(&self, scenario: &str, several: bool) -> Place {
        match &self.output {
            Some(folder) if several => Place::Exactly(folder.join(scenario)),
            Some(folder) => Place::Exactly(folder.clone()),
            None => Place::Next { root: self.output_root.clone(), scenario: scenario.into() },
        }
    }

    pub(super) fn expectations(&self) -> Result<Vec<Expectation>, Failure> {
        let parse = |text: &String| {
            Expectation::parse(text).map_err(|e| Failure::from(e).at(format!("--expect '{text}'")))
        };
        self.expect.iter().map(parse).collect()
    }
}

/// The file name as the user would write it in a command.
pub(super) fn quoted(path: &Path) -> String {
    word(&path.display().to_string())
}

/// A word in quotes if a shell would take it apart.
pub(super) fn word(text: &str) -> String {
    let plain = |c: char| c.is_alphanumeric() || "-_./:+=@%".contains(c);
    if !text.is_empty() && text.chars().all(plain) {
        text.into()
    } else {
        format!("'{}'", text.replace('\'', r"'\''"))
    }
}
