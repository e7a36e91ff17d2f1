//! Results that are stored in folders: what `run` and `compare` wrote, read again with a bound.

use crate::files::read::{self, ReadError};
use crate::results::comparison::{Comparison, SCHEMA_VERSION};
use crate::results::sample::Sample;
use crate::terminal::failure::Failure;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

/// Largest `summary.json` that is read, in bytes.
const LARGEST_SUMMARY: u64 = 16 << 20;
/// Largest `run.json` that is read, in bytes.
const LARGEST_RECORD: u64 = 1 << 20;
/// So much of a table is read, in bytes: the first 2,000 worlds are far smaller.
const TABLE: u64 = 64 << 20;

/// A result that is stored in a folder.
pub(super) struct Stored {
    /// The folder, as given.
    pub(super) folder: PathBuf,
    /// What was found, with its first worlds if its tables are there.
    pub(super) comparison: Comparison,
    /// What was set, as on the command line; `None` if `run.json` does not say.
    pub(super) set: Option<String>,
}

/// What is looked at first; all else is passed over.
#[derive(serde::Deserialize)]
struct Layout {
    schema_version: Option<u32>,
}

/// What `run.json` says of the scenario; all else is passed over.
#[derive(serde::Deserialize)]
struct Record {
    #[serde(default)]
    variant: Option<String>,
    #[serde(default)]
    set: Vec<String>,
}

impl Stored {
    /// Reads the result of a folder.
    pub(super) fn read(folder: &Path) -> Result<Self, Failure> {
        let mut comparison = summary(folder)?;
        comparison.sample = sample(folder, &comparison)?;
        Ok(Self { folder: folder.to_owned(), comparison, set: record(folder) })
    }
}

fn not_a_result(folder: &Path, what: impl std::fmt::Display) -> Failure {
    Failure::usage(what)
        .at(folder.display())
        .expected("a folder that `run` or `compare` wrote, such as output/korea-2019-1")
}

fn summary(folder: &Path) -> Result<Comparison, Failure> {
    let bytes = read::bytes(&folder.join("summary.json"), LARGEST_SUMMARY).map_err(|error| {
        not_a_result(folder, format!("there is no stored result: {error}"))
            .mend("check the path of the folder")
    })?;
    let unread = |error| not_a_result(folder, format!("summary.json cannot be read: {error}"));
    let found: Layout = serde_json::from_slice(&bytes).map_err(unread)?;
    if found.schema_version != Some(SCHEMA_VERSION) {
        let what =
            format!("summary.json has another layout than this program writes (version {SCHEMA_VERSION})");
        return Err(not_a_result(folder, what).mend("make the result anew with this program"));
    }
    serde_json::from_slice(&bytes).map_err(unread)
}

/// The beginning of a table; `None` if there is none.
fn table(folder: &Path, name: &str) -> Result<Option<Vec<u8>>, Failure> {
    match read::beginning(&folder.join(name), TABLE) {
        Ok(bytes) => Ok(Some(bytes)),
        Err(ReadError::Io(error)) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(error) => Err(not_a_result(folder, format!("{name} cannot be read: {error}"))),
    }
}

fn sample(folder: &Path, comparison: &Comparison) -> Result<Sample, Failure> {
    let Some(results) = table(folder, "results.csv")? else { return Ok(Sample::default()) };
    let worlds = table(folder, "worlds.csv")?;
    Sample::stored(comparison, &results, worlds.as_deref())
        .map_err(|what| not_a_result(folder, what).mend("make the result anew: its tables are damaged"))
}

fn record(folder: &Path) -> Option<String> {
    let bytes = read::bytes(&folder.join("run.json"), LARGEST_RECORD).ok()?;
    let record: Record = serde_json::from_slice(&bytes).ok()?;
    Some(set_in_words(record.variant.as_deref(), &record.set))
}

/// What a scenario was changed by, as on the command line; empty: by nothing.
pub(super) fn set_in_words(variant: Option<&str>, sets: &[String]) -> String {
    let variant = variant.map(|name| crate::terminal::shell::option("--variant", name));
    let sets = sets.iter().map(|set| crate::terminal::shell::option("--set", set));
    variant.into_iter().chain(sets).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::results::fixture::comparison;

    #[test]
    fn a_folder_without_a_result_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        let message = |folder: &Path| Stored::read(folder).err().unwrap().text();
        assert!(message(folder.path()).contains("there is no stored result"));
        std::fs::write(folder.path().join("summary.json"), "{\"schema_version\": 99}").unwrap();
        assert!(message(folder.path()).contains("another layout"));
        std::fs::write(folder.path().join("summary.json"), serde_json::to_vec(&comparison()).unwrap())
            .unwrap();
        let stored = Stored::read(folder.path()).unwrap_or_else(|error| panic!("{}", error.text()));
        assert_eq!((stored.comparison, stored.set), (comparison(), None));
        std::fs::write(folder.path().join("results.csv"), "world,format\n0,x\n").unwrap();
        assert!(message(folder.path()).contains("its tables are damaged"));
    }
}
