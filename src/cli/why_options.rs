//! What `discover` and `sensitivity` share, and `sweep` in part: a stored result that is looked into, measures, how what was found is shown.

use super::pictures::{Kind, PictureOptions};
use crate::chart::words::Made;
use crate::chart::{Chart, Theme};
use crate::files::read::{self, ReadError};
use crate::language::Language;
use crate::scenario::letters::shell_file;
use crate::scenario::place::PartyIndex;
use crate::simulation::outcome::Outcome;
use crate::terminal::failure::Failure;
use crate::terminal::options::LanguageOption;
use crate::terminal::output::{refuse_taken, write_folder};
use crate::why::inputs::Names;
use crate::why::stored::known;
use crate::why::{Measure, Stored, StoredError};
use clap::Args;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};

/// Largest `summary.json` that is read, in bytes.
const LARGEST_SUMMARY: u64 = 16 << 20;

const MEASURE: &str = "\
What formats are held against each other by [default: signed]

signed, in_force, completed, standing (still in force at the end), gain.PARTY";

/// By what formats are held against each other, and how what was found is shown.
#[derive(Debug, Args)]
pub(super) struct ShownOptions {
    /// What formats are held against each other by: signed, `in_force`, completed, standing or gain.PARTY
    #[arg(long, value_name = "MEASURE", default_value = "signed", hide_default_value = true, long_help = MEASURE)]
    measure: String,

    /// Print what was found as JSON instead of sentences and tables
    #[arg(long, help_heading = "Output")]
    pub(super) json: bool,

    /// Write the chart and all numbers (JSON) to this folder, which must be new or empty
    #[arg(short, long, value_name = "DIR", help_heading = "Output")]
    pub(super) output: Option<PathBuf>,

    #[command(flatten)]
    pub(super) language: LanguageOption,

    #[command(flatten)]
    pictures: PictureOptions,
}

impl ShownOptions {
    /// The measure as it is given.
    pub(super) fn measure(&self) -> &str {
        &self.measure
    }

    /// Reads a stored result.
    pub(super) fn read(&self, folder: &Path, command: &str) -> Result<Stored, Failure> {
        if let Some(output) = &self.output {
            refuse_taken(output)?;
        }
        let measure = word(&self.measure)?;
        refuse_file(folder, command)?;
        Stored::read(folder, &measure).map_err(|error| failure(folder, error))
    }

    /// Look of the chart.
    pub(super) fn theme(&self) -> Theme {
        self.pictures.theme(Theme::screen(), self.language.lang)
    }

    /// Writes the chart, if there is one, and files beside it.
    pub(super) fn write(
        &self,
        folder: &Path,
        chart: Option<Chart>,
        others: &[(&str, Vec<u8>)],
    ) -> Result<(), Failure> {
        let charts: Vec<Chart> = chart.into_iter().collect();
        let name = |_: usize, chart: &Chart| chart.stem.to_owned();
        let mut files = self.pictures.files(&charts, &[Kind::Svg], name, self.language.lang)?;
        files.extend(others.iter().map(|(name, bytes)| ((*name).to_owned(), bytes.clone())));
        write_folder(folder, &files)
    }
}

/// What is read of `summary.json`: where a result comes from, and its names in other languages.
#[derive(Debug, Default, Deserialize)]
pub(super) struct Source {
    #[serde(default)]
    scenario: String,
    #[serde(default)]
    scenario_hash: String,
    #[serde(default)]
    seed: u64,
    #[serde(default)]
    names: BTreeMap<String, BTreeMap<String, String>>,
}

impl Source {
    /// Of a folder; nothing is known of a result without a summary.
    pub(super) fn of(folder: &Path) -> Self {
        let bytes = read::bytes(&folder.join("summary.json"), LARGEST_SUMMARY).unwrap_or_default();
        serde_json::from_slice(&bytes).unwrap_or_default()
    }

    /// The result with the names that it has in a language.
    pub(super) fn spoken(&self, stored: Stored, language: Language) -> Stored {
        match self.names.get(language.code()) {
            Some(names) => stored.named(names),
            None => stored,
        }
    }

    /// Where a chart of the result comes from.
    pub(super) fn footer(&self, worlds: usize, theme: &Theme) -> String {
        let made = Made {
            scenario: &self.scenario,
            hash: &self.scenario_hash,
            seed: self.seed,
            worlds: worlds as u64,
        };
        made.footer(theme)
    }
}

/// A measure as it is given.
fn word(given: &str) -> Result<Measure, Failure> {
    Measure::parse(given)
        .ok_or_else(|| Failure::usage(format!("there is no measure `{given}`")).expected(Measure::WORDS))
}

/// A measure of a scenario; a gain by the key of its party.
pub(super) fn measure(given: &str, names: &Names) -> Result<Measure, Failure> {
    Ok(known(&word(given)?, names)?)
}

/// What is kept of a run for a measure that [`measure`] gave.
pub(super) fn outcome(measure: &Measure, names: &Names) -> Outcome {
    match measure {
        Measure::Signed => Outcome::Signed,
        Measure::InForce => Outcome::InForce,
        Measure::Completed => Outcome::Completed,
        Measure::Standing => Outcome::Standing,
        Measure::Gain(key) => {
            let of = names.parties.iter().position(|(own, _)| own == key);
            Outcome::Gain(PartyIndex(of.unwrap_or_default()))
        }
    }
}

/// A scenario is no result of it.
pub(super) fn refuse_file(folder: &Path, command: &str) -> Result<(), Failure> {
    if !folder.is_file() {
        return Ok(());
    }
    let file = shell_file(&folder.display().to_string());
    Err(Failure::usage(format!("`{command}` looks into a stored result, and this is a file"))
        .at(folder.display())
        .expected("the folder of a result")
        .mend(format!("roundtable compare {file} -o RESULT, then roundtable {command} RESULT")))
}

/// What is wrong with a stored result, and what mends it.
pub(super) fn failure(folder: &Path, error: StoredError) -> Failure {
    let made = "make the result anew: roundtable compare FILE -o RESULT";
    let failure = match error {
        StoredError::Name(error) => return error.into(),
        StoredError::NoWorlds => Failure::usage(error).mend(format!("{made}, without --no-worlds")),
        StoredError::Unread { source: ReadError::Io(ref source), .. }
            if source.kind() == io::ErrorKind::NotFound =>
        {
            Failure::usage(&error)
                .expected("a folder that `compare` wrote, with its tables, such as output/korea-2019-1")
                .mend("check the path; it is taken from the current folder")
        }
        StoredError::Unread { ref source, .. } => Failure::usage(&error).mend(source.mend()),
        StoredError::Damaged { .. } => Failure::usage(&error).mend(made),
    };
    failure.at(folder.display())
}
