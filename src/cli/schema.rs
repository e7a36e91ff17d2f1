//! `schema`: what may be written, and what is written, for editors and programs.

use super::record;
use crate::results::comparison::Comparison;
use crate::results::data_package;
use crate::results::guess::{Guesses, Scores};
use crate::scenario::{diagnostic, written};
use crate::terminal::change::ChangeOptions;
use crate::terminal::failure::{DONE, Failure};
use crate::terminal::json::json_line;
use crate::terminal::loaded::load;
use crate::terminal::output;
use clap::{Args, ValueEnum};
use schemars::schema_for;
use std::path::PathBuf;

/// Print the JSON Schema of a scenario, a domain or a conflict, of a file of a result, or of what `check --json` prints
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  roundtable schema conflict\n  roundtable schema summary\n  roundtable schema data scenarios/korea-2019/formats.ron\n\nFiles are written in RON, and the schema describes the same content in JSON: groups and maps as objects, a choice such as `assumed(…)` as an object with one key, `{\"assumed\": {…}}`, and words as texts.\n\nThe columns of results.csv and worlds.csv depend on the scenario: `data` prints them for one, as a data package (Frictionless), as every result holds it."
)]
pub(super) struct Arguments {
    /// What is described
    #[arg(value_enum, default_value_t = Kind::Scenario, value_name = "KIND")]
    kind: Kind,

    /// Scenario file, for `data`
    #[arg(value_name = "FILE")]
    file: Option<PathBuf>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Kind {
    /// A scenario
    Scenario,
    /// A domain with exact preferences
    Domain,
    /// A conflict by options
    Conflict,
    /// One line of what `check --json` prints
    Check,
    /// summary.json of a result, and what `--json` prints
    Summary,
    /// run.json of a result: how it was made
    Run,
    /// guess.json of a result: predictions
    Guess,
    /// score.json of a result: predictions beside what came out
    Score,
    /// A transcript of `play`, line by line
    Transcript,
    /// What `play --json` prints, line by line
    Play,
    /// results.csv and worlds.csv of a scenario, column by column
    Data,
}

pub(super) fn run(arguments: &Arguments) -> Result<u8, Failure> {
    if let (Kind::Data, Some(file)) = (arguments.kind, &arguments.file) {
        let loaded = load(file, &ChangeOptions::default())?;
        output::say(&json_line(&data_package::package(&loaded.scenario, true))?)?;
        return Ok(DONE);
    }
    if arguments.file.is_some() {
        return Err(Failure::usage("only `schema data` takes a file").mend("leave the file out"));
    }
    let schema = match arguments.kind {
        Kind::Scenario => written::scenario_schema(),
        Kind::Domain => written::domain_schema(),
        Kind::Conflict => written::conflict_schema(),
        Kind::Check => diagnostic::schema(),
        Kind::Summary => schema_for!(Comparison),
        Kind::Run => record::schema(),
        Kind::Guess => schema_for!(Guesses),
        Kind::Score => schema_for!(Scores),
        Kind::Transcript => super::play::schema(false),
        Kind::Play => super::play::schema(true),
        Kind::Data => {
            return Err(Failure::usage("the columns depend on the scenario")
                .expected("a scenario file: roundtable schema data FILE")
                .mend("name one"));
        }
    };
    output::say(&json_line(&schema)?)?;
    Ok(DONE)
}
