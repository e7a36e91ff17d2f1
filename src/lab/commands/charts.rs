//! Results of `negotiate` and `analyse` in a folder: the JSON and the charts.

use super::subject::Subject;
use crate::chart::{Chart, Theme};
use crate::lab::games::chart::{Negotiated, Talks, draw_all};
use crate::lab::games::solution::analysis::Analysis;
use crate::terminal::failure::Failure;
use crate::terminal::output;
use std::path::{Path, PathBuf};

/// Where charts go.
#[derive(Debug, clap::Args)]
pub(super) struct ChartOptions {
    /// Write charts and the JSON to this folder, which must be new or empty
    #[arg(short, long, value_name = "DIR")]
    pub(super) output: Option<PathBuf>,
}

impl ChartOptions {
    /// Refuses a folder that is taken, before the work begins.
    pub(super) fn check(&self) -> Result<(), Failure> {
        self.output.as_deref().map_or(Ok(()), output::refuse_taken)
    }

    /// A text that ends with where charts are, if any were written.
    pub(super) fn told(&self, text: String) -> String {
        match &self.output {
            Some(folder) => format!("{text}\ncharts: {}\n", folder.display()),
            None => text,
        }
    }
}

/// Draws all charts and writes them with the JSON.
pub(super) fn write(
    folder: &Path,
    subject: &Subject,
    (found, held, seed): (&Analysis, Option<Negotiated<'_>>, u64),
    json: &str,
) -> Result<(), Failure> {
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
    write_all(folder, json, draw_all(&talks, &Theme::screen()))
}

/// Writes charts and the JSON into a new or empty folder.
pub(super) fn write_all(folder: &Path, json: &str, drawn: Vec<Chart>) -> Result<(), Failure> {
    let mut files = vec![("result.json".to_owned(), json.as_bytes().to_vec())];
    files.extend(drawn.into_iter().map(|chart| (format!("{}.svg", chart.stem), chart.svg.into_bytes())));
    output::write_folder(folder, &files)
}
