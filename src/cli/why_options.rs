//! A stored result that is looked into: what `discover` and `sensitivity` share.

use crate::files::read::ReadError;
use crate::scenario::letters::shell_file;
use crate::simulation::outcome::Outcome;
use crate::terminal::failure::Failure;
use crate::why::inputs::Names;
use crate::why::stored::known;
use crate::why::{Measure, Stored, StoredError};
use clap::Args;
use std::io;
use std::path::{Path, PathBuf};

const MEASURE: &str = "\
What formats are held against each other by [default: signed]

signed, in_force, completed, standing (still in force at the end), gain.PARTY";

/// Which result, and by what.
#[derive(Debug, Args)]
pub(super) struct StoredOptions {
    /// Folder of a stored result, as `compare` writes it
    #[arg(value_name = "FOLDER")]
    pub(super) folder: PathBuf,

    /// What formats are held against each other by: signed, `in_force`, completed, standing or gain.PARTY
    #[arg(long, value_name = "MEASURE", default_value = "signed", hide_default_value = true, long_help = MEASURE)]
    measure: String,

    /// Print what was found as JSON instead of sentences and tables
    #[arg(long)]
    pub(super) json: bool,
}

impl StoredOptions {
    /// Reads the result.
    pub(super) fn read(&self, command: &str) -> Result<Stored, Failure> {
        let measure = word(&self.measure)?;
        refuse_file(&self.folder, command)?;
        Stored::read(&self.folder, &measure).map_err(|error| failure(&self.folder, error))
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
            Outcome::Benefit(of.unwrap_or_default())
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

fn failure(folder: &Path, error: StoredError) -> Failure {
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
