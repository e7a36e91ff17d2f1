//! Results of `negotiate` and `analyse` in a folder: the JSON and the charts.

use super::failure::Failure;
use super::subject::Subject;
use crate::chart::Theme;
use crate::chart::talks::{Held, Talks, draw_all};
use crate::negotiation::solution::analysis::Analysis;
use std::fs;
use std::path::{Path, PathBuf};

/// Where charts go.
#[derive(Debug, clap::Args)]
pub(super) struct ChartOptions {
    /// Write charts and the JSON to this folder, which must be new or empty
    #[arg(short, long, value_name = "DIR")]
    pub(super) output: Option<PathBuf>,
}

impl ChartOptions {
    /// A text that ends with where charts are, if any were written.
    pub(super) fn told(&self, text: String) -> String {
        match &self.output {
            Some(folder) => format!("{text}\ncharts: {}\n", folder.display()),
            None => text,
        }
    }
}

/// Draws all charts and writes them with the JSON; the folder appears when everything is written.
pub(super) fn write(
    folder: &Path,
    subject: &Subject,
    (found, held, seed): (&Analysis, Option<Held<'_>>, u64),
    json: &str,
) -> Result<(), Failure> {
    refuse_taken(folder)?;
    let footer = format!("Seed {seed} · roundtable {}", env!("CARGO_PKG_VERSION"));
    let words = |package: usize| subject.words(package);
    let talks = Talks {
        name: &subject.name,
        game: &subject.game,
        parties: &subject.parties,
        words: &words,
        footer: &footer,
        found,
        held,
    };
    let mut files = vec![("result.json".to_owned(), json.as_bytes().to_vec())];
    let drawn = draw_all(&talks, &Theme::page()).into_iter();
    files.extend(drawn.map(|chart| (format!("{}.svg", chart.stem), chart.svg.into_bytes())));
    write_all(folder, &files)
}

/// Writes files into a new or empty folder, which appears when all are whole.
pub(super) fn write_all(folder: &Path, files: &[(String, Vec<u8>)]) -> Result<(), Failure> {
    let name = folder.file_name().map_or_else(|| "charts".into(), |name| name.to_string_lossy().into_owned());
    let hidden = folder.with_file_name(format!(".{name}.{}.part", std::process::id()));
    let failed = |error| {
        let _ = fs::remove_dir_all(&hidden);
        Failure::writing(folder, error)
    };
    fs::create_dir_all(&hidden).map_err(failed)?;
    for (file, bytes) in files {
        fs::write(hidden.join(file), bytes).map_err(failed)?;
    }
    if folder.is_dir() {
        fs::remove_dir(folder).map_err(failed)?;
    }
    fs::rename(&hidden, folder).map_err(failed)?;
    Ok(())
}

/// Refuses a folder that holds something, or a file.
pub(super) fn refuse_taken(folder: &Path) -> Result<(), Failure> {
    let taken = match fs::read_dir(folder) {
        Ok(mut entries) => entries.next().is_some(),
        Err(_) => folder.exists(),
    };
    if taken {
        let what = Failure::usage("the folder is not empty, or is no folder");
        return Err(what.at(folder.display()).mend("give the name of a new folder"));
    }
    Ok(())
}
