//! Options that commands share.

use super::change::ChangeOptions;
use super::failure::Failure;
use super::plan::{Behaviour, DEFAULT_SEED, Plan};
use crate::language::Language;
use crate::results::expect::Expectation;
use crate::results::words::thousands;
use crate::simulation::machine;
use crate::simulation::star::Size;
use crate::simulation::store::Destination;
use clap::Args;
use clap::builder::{PossibleValuesParser, TypedValueParser};
use std::path::PathBuf;

/// Assumed worlds unless another number is given.
pub(crate) const DEFAULT_RUNS: u64 = 2000;

const EXPECT: &str = "\
End with exit code 3 unless this holds, as in 'signed(six-party talks) > 0.3'; may be repeated

measure(format) OP number, or measure(format) OP measure(format)
Measures: signed, in_force, completed, alive (shares of the assumed worlds, 0 to 1), gain.PARTY (own scale)
OP: > >= < <= ==";

/// Which worlds, and how they are worked through.
#[derive(Debug, Args)]
pub(crate) struct WorldOptions {
    /// Number of assumed worlds; every format goes through the same ones
    #[arg(long, value_name = "N", default_value_t = DEFAULT_RUNS, value_parser = whole::<u64>(1, 100_000_000), allow_negative_numbers = true)]
    pub(crate) runs: u64,

    /// Threads to use [default: as many as can run at once]; results do not depend on it
    #[arg(long, value_name = "N", value_parser = whole::<u16>(1, 1024), allow_negative_numbers = true)]
    pub(crate) threads: Option<u16>,

    #[command(flatten)]
    pub(crate) draw: DrawOptions,
}

/// What one world is drawn from, and how it is played.
#[derive(Debug, Args)]
pub(crate) struct DrawOptions {
    /// Seed of the draws: the same seed gives the same bytes
    #[arg(long, value_name = "S", default_value_t = DEFAULT_SEED, value_parser = whole::<u64>(0, u64::MAX), allow_negative_numbers = true)]
    pub(crate) seed: u64,

    /// How the parties behave at the table in the main run
    #[arg(long, value_enum, default_value_t = Behaviour::Concession)]
    pub(crate) behaviour: Behaviour,

    #[command(flatten)]
    pub(crate) change: ChangeOptions,
}

impl WorldOptions {
    /// What is to be simulated; all formats.
    pub(crate) fn plan(&self) -> Plan {
        Plan {
            runs: self.runs,
            seed: self.draw.seed,
            threads: self.threads.map_or_else(machine::parallel, usize::from),
            behaviour: self.draw.behaviour,
            star: Size::None,
            formats: None,
            worlds: true,
            until: None,
        }
    }
}

/// The language of what is shown.
#[derive(Debug, Clone, Copy, Args)]
pub(crate) struct LanguageOption {
    /// Language of the words in tables, charts and pages: en or ko; a scenario may carry names for both
    #[arg(long, value_name = "LANGUAGE", default_value_t = Language::En, hide_possible_values = true, value_parser = spoken())]
    pub(crate) lang: Language,
}

/// A reader of languages.
pub(crate) fn spoken() -> impl TypedValueParser<Value = Language> {
    PossibleValuesParser::new(Language::ALL.map(Language::code))
        .map(|code| code.parse::<Language>().unwrap_or_default())
}

/// Where results go and what is said about them.
#[derive(Debug, Args)]
#[command(next_help_heading = "Output")]
pub(crate) struct OutputOptions {
    /// Write the result to this folder, which must be new or empty [default: the next free OUTPUT_ROOT/SCENARIO-N]
    #[arg(short, long, value_name = "DIR", conflicts_with = "output_root")]
    pub(crate) output: Option<PathBuf>,

    /// Folder of all results, where -o does not say which folder
    #[arg(long, value_name = "DIR", default_value = "output")]
    pub(crate) output_root: PathBuf,

    /// Print the result as JSON (one line for each scenario) instead of tables
    #[arg(long)]
    pub(crate) json: bool,

    /// Write no worlds.csv (all that was drawn in each world): it takes most room where many worlds go through few formats
    #[arg(long)]
    pub(crate) no_worlds: bool,

    /// Write the two tables as Parquet, too, beside the CSV; of a program that was built with the feature `parquet`
    #[arg(long)]
    pub(crate) parquet: bool,

    /// Say how much work it is and how long it will take; simulate and write nothing
    #[arg(long)]
    pub(crate) dry_run: bool,

    /// No progress bar, and print only the folder of the result
    #[arg(long, short)]
    pub(crate) quiet: bool,

    #[command(flatten)]
    pub(crate) language: LanguageOption,

    /// End with exit code 3 unless this holds, as in 'signed(six-party talks) > 0.3'; may be repeated
    #[arg(long, value_name = "EXPR", long_help = EXPECT)]
    pub(crate) expect: Vec<String>,
}

impl OutputOptions {
    /// Where the result of a scenario goes; with several scenarios `-o DIR` holds one folder for each.
    pub(crate) fn place(&self, scenario: &str, several: bool) -> Destination {
        match &self.output {
            Some(folder) if several => Destination::Exactly(folder.join(scenario)),
            Some(folder) => Destination::Exactly(folder.clone()),
            None => Destination::Next { root: self.output_root.clone(), scenario: scenario.into() },
        }
    }

    pub(crate) fn expectations(&self) -> Result<Vec<Expectation>, Failure> {
        let parse = |text: &String| {
            Expectation::parse(text).map_err(|e| Failure::from(e).at(format!("--expect '{text}'")))
        };
        self.expect.iter().map(parse).collect()
    }
}

/// A reader of whole numbers within bounds, which says what is wrong with others.
pub(crate) fn whole<T: TryFrom<u64>>(
    low: u64,
    high: u64,
) -> impl Fn(&str) -> Result<T, String> + Clone + Send + Sync + 'static {
    move |text: &str| {
        let number = text.trim().parse::<u64>().ok().filter(|number| (low..=high).contains(number));
        number
            .and_then(|number| T::try_from(number).ok())
            .ok_or_else(|| format!("expected a whole number from {low} to {}", thousands(high)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_that_cannot_be_are_told_what_could() {
        let read = whole::<u16>(1, 1024);
        assert_eq!(read("1024"), Ok(1024));
        for wrong in ["-5", "0", "1025", "1e3", "2,000", "many", ""] {
            assert_eq!(read(wrong), Err("expected a whole number from 1 to 1,024".into()), "{wrong}");
        }
    }
}
