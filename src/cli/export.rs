//! `export`: a stored result for other programs; and `--parquet` of `run` and `compare`.

use super::slides::language_of;
use super::stored::Stored;
use super::why_options::{failure, refuse_file};
use crate::chart::{Theme, draw_all};
use crate::export::figures::Figure;
use crate::export::table::{ExportError, Table};
use crate::export::{json_lines, quarto};
use crate::files::read;
use crate::files::write::{Fill, Filling};
use crate::language::Language;
use crate::results::comparison::Comparison;
use crate::results::data_package::{self, Described};
use crate::say;
use crate::simulation::store::Partial;
use crate::terminal::csv::csv_file;
use crate::terminal::failure::{DONE, Failure};
use crate::terminal::json::json_file;
use crate::terminal::options::spoken;
use crate::terminal::output::{self, fill_folder, refuse_taken};
use crate::terminal::text::{flowing, running};
use crate::why::StoredError;
use crate::why::stored::{RESULTS, WORLDS, described};
use clap::{Args, ValueEnum};
use std::cell::RefCell;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// Largest table that is copied, in bytes.
const LARGEST: u64 = 4 << 30;

const EXAMPLES: &str = "\
Examples:
  roundtable compare scenarios/teaching/4-spoiler.ron -o spoiler
  roundtable export spoiler --to csv,vega                   tables and charts as numbers, and charts as Vega-Lite
  roundtable export spoiler --to jsonl -o lines             one line a world and format, with all that was drawn in the world
  roundtable export spoiler --to quarto -o page             a page with code that rebuilds the findings: quarto render page/findings.qmd";

const KINDS: &str = "\
As what: one or several, separated by commas

csv      the two tables of the result, and the numbers of each chart
jsonl    JSON lines: one a world and format, what came of it and what was drawn
parquet  the two tables with their types (of a program that was built with the feature `parquet`)
vega     a Vega-Lite specification of each chart, with its data
quarto   a Quarto page that rebuilds the findings from the tables (Python with pandas)

datapackage.json, which says what each column of the tables holds, is always beside them.";

/// Write a stored result for other programs: tables, charts as data, a page that rebuilds its findings
///
/// For whoever goes on in R, Python, a spreadsheet or a paper. Nothing is simulated, and the result is left as it is.
#[derive(Debug, Args)]
#[command(before_help = EXAMPLES)]
pub(super) struct Arguments {
    /// Folder of a stored result, as `run` and `compare` write it
    #[arg(value_name = "FOLDER")]
    folder: PathBuf,

    /// As what: csv, jsonl, parquet, vega, quarto; several separated by commas
    #[arg(long, value_name = "KINDS", value_enum, value_delimiter = ',', required = true, hide_possible_values = true, long_help = KINDS)]
    to: Vec<Kind>,

    /// Write to this folder, which must be new or empty [default: FOLDER-export]
    #[arg(short, long, value_name = "DIR")]
    output: Option<PathBuf>,

    /// Language of charts and page: en or ko [default: that of the result]
    #[arg(long, value_name = "LANGUAGE", hide_possible_values = true, value_parser = spoken())]
    lang: Option<Language>,
}

/// As what a result is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Kind {
    /// Tables, and the numbers of charts
    Csv,
    /// JSON lines
    Jsonl,
    /// Tables with their types
    Parquet,
    /// Charts as Vega-Lite
    Vega,
    /// A page that rebuilds the findings
    Quarto,
}

pub(super) fn run(arguments: &Arguments) -> Result<u8, Failure> {
    let folder = arguments.output.clone().map_or_else(|| beside_it(&arguments.folder), Ok)?;
    refuse_file(&arguments.folder, "export")?;
    if arguments.to.contains(&Kind::Parquet) {
        parquet_is_there("--to parquet")?;
    }
    refuse_taken(&folder)?;
    let language = arguments.lang.unwrap_or_else(|| language_of(&arguments.folder));
    let result = Exported::read(&arguments.folder, language)?;
    let damaged = RefCell::new(None);
    let mut files = result.files(&arguments.to, &damaged)?;
    let written = fill_folder(&folder, &mut files);
    if let Some(error) = damaged.take() {
        return Err(failure(&arguments.folder, error));
    }
    written?;
    let names: Vec<&str> = files.iter().map(|(name, _)| name.as_str()).collect();
    let (number, place) = (names.len().to_string(), folder.display().to_string());
    let said = say!(language, "export-written", number = number, folder = place);
    output::say(&flowing(&format!("{said}: {}\n", names.join(", ")), running()))?;
    Ok(DONE)
}

/// Where it goes unless that is said: beside the result, which `rerun` compares whole.
fn beside_it(folder: &Path) -> Result<PathBuf, Failure> {
    let Some(name) = folder.file_name() else {
        return Err(Failure::usage("this folder has no name of its own")
            .at(folder.display())
            .mend("say where it goes: -o DIR"));
    };
    let mut name = name.to_os_string();
    name.push("-export");
    Ok(folder.with_file_name(name))
}

/// A stored result that is written for others.
struct Exported<'f> {
    folder: &'f Path,
    comparison: Comparison,
    described: Described,
    /// Whether it has `worlds.csv`.
    worlds: bool,
    language: Language,
}

impl<'f> Exported<'f> {
    fn read(folder: &'f Path, language: Language) -> Result<Self, Failure> {
        let comparison = Stored::read(folder)?.comparison;
        let described = described(folder).map_err(|error| failure(folder, error))?;
        let worlds = !described.fields("worlds").is_empty();
        Ok(Self { folder, comparison, described, worlds, language })
    }

    /// Names of files and what fills each; a damaged table is told in the cell.
    fn files<'r>(
        &'r self,
        kinds: &[Kind],
        damaged: &'r RefCell<Option<StoredError>>,
    ) -> Result<Vec<Filling<'r>>, Failure> {
        let mut files = Vec::new();
        let wanted = |kind: Kind| kinds.contains(&kind);
        files.push(self.copy(data_package::FILE));
        if wanted(Kind::Csv) || wanted(Kind::Quarto) {
            files.extend(self.tables().map(|table| self.copy(table)));
        }
        if wanted(Kind::Jsonl) {
            files.push(("results.jsonl".into(), kept(damaged, |out| self.json_lines(out))));
        }
        #[cfg(feature = "parquet")]
        if wanted(Kind::Parquet) {
            for file in self.tables() {
                let write = move |out: &mut dyn Write| parquet(self.folder, file, &self.described, out);
                files.push((parquet_name(file), kept(damaged, write)));
            }
        }
        if wanted(Kind::Csv) || wanted(Kind::Vega) {
            for figure in self.figures() {
                if wanted(Kind::Csv) {
                    files.push(whole(format!("chart-{}.csv", figure.stem), csv_file(&figure.table())?));
                }
                if wanted(Kind::Vega) {
                    let spec = json_file(&figure.vega_lite())?;
                    files.push(whole(format!("chart-{}.vl.json", figure.stem), spec));
                }
            }
        }
        if wanted(Kind::Quarto) {
            files.push(self.copy("summary.json"));
            let page = quarto::page(&self.comparison.speaking(self.language), self.language);
            files.push(whole(quarto::FILE.into(), page.into_bytes()));
        }
        Ok(files)
    }

    fn tables(&self) -> impl Iterator<Item = &'static str> {
        [RESULTS].into_iter().chain(self.worlds.then_some(WORLDS))
    }

    fn copy(&self, file: &'static str) -> Filling<'_> {
        let copy = move |out: &mut dyn Write| {
            let mut stream = read::stream(&self.folder.join(file), LARGEST).map_err(io::Error::other)?;
            io::copy(&mut stream, out).map(drop)
        };
        (file.into(), Box::new(copy))
    }

    fn json_lines(&self, out: &mut dyn Write) -> Result<(), ExportError> {
        let open = |file, table| Table::open(self.folder, file, self.described.fields(table));
        let mut worlds = self.worlds.then(|| open(WORLDS, "worlds")).transpose()?;
        json_lines::write(&mut open(RESULTS, "results")?, worlds.as_mut(), out)
    }

    fn figures(&self) -> Vec<Figure> {
        let (spoken, theme) =
            (self.comparison.speaking(self.language), Theme::screen().speaking(self.language));
        let charts = draw_all(&spoken, &theme);
        charts.iter().filter_map(|chart| Figure::of(&spoken, chart, &theme)).collect()
    }
}

fn whole<'w>(name: String, bytes: Vec<u8>) -> Filling<'w> {
    (name, Box::new(move |out: &mut dyn Write| out.write_all(&bytes)))
}

/// What fills a file; damage of a table is kept for the message.
fn kept<'k>(
    damaged: &'k RefCell<Option<StoredError>>,
    write: impl Fn(&mut dyn Write) -> Result<(), ExportError> + 'k,
) -> Box<Fill<'k>> {
    Box::new(move |out: &mut dyn Write| {
        write(out).map_err(|error| match error {
            ExportError::Io(error) => error,
            ExportError::Stored(error) => {
                let told = io::Error::other(error.to_string());
                damaged.replace(Some(error));
                told
            }
        })
    })
}

/// Refuses what asks for Parquet of a program that cannot write it.
pub(super) fn parquet_is_there(option: &str) -> Result<(), Failure> {
    if cfg!(feature = "parquet") {
        return Ok(());
    }
    Err(Failure::usage("this program was built without Parquet")
        .at(option)
        .expected("a program that was built with it: cargo install --path . --features parquet")
        .mend("build it so, or take CSV: DuckDB, pandas and R read it with the types of datapackage.json"))
}

#[cfg(feature = "parquet")]
fn parquet_name(file: &str) -> String {
    file.replace(".csv", ".parquet")
}

#[cfg(feature = "parquet")]
fn parquet(
    folder: &Path,
    file: &'static str,
    described: &Described,
    out: &mut dyn Write,
) -> Result<(), ExportError> {
    let table = file.trim_end_matches(".csv");
    crate::export::parquet::write(&mut Table::open(folder, file, described.fields(table))?, out)
}

/// Writes the tables of a result that is being made as Parquet, too.
#[cfg(feature = "parquet")]
pub(super) fn beside(store: &Partial, worlds: bool) -> Result<(), Failure> {
    let described = described(store.folder()).map_err(|error| failure(store.folder(), error))?;
    for file in [RESULTS].into_iter().chain(worlds.then_some(WORLDS)) {
        let damaged = RefCell::new(None);
        let mut fill = kept(&damaged, |out| parquet(store.folder(), file, &described, out));
        store.write_with(&parquet_name(file), fill.as_mut())?;
    }
    Ok(())
}

/// There is nothing to write without the feature: it was refused before.
#[cfg(not(feature = "parquet"))]
pub(super) fn beside(_store: &Partial, _worlds: bool) -> Result<(), Failure> {
    Ok(())
}
