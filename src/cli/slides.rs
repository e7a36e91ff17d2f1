//! `slides`: a stored result as pictures to show, one message each.

use super::pictures::{Kind, PictureOptions};
use super::stored::Stored;
use crate::chart::{Chart, Theme, slides};
use crate::files::read;
use crate::language::Language;
use crate::say;
use crate::terminal::failure::{DONE, Failure};
use crate::terminal::options::spoken;
use crate::terminal::output;
use clap::Args;
use serde::Deserialize;
use std::path::{Path, PathBuf};

/// Largest `run.json` that is read, in bytes.
const LARGEST_RECORD: u64 = 1 << 20;

const EXAMPLES: &str = "\
Show a result to a class without a browser: the question, a chart a slide with its finding as title, the limits.

Examples:
  roundtable slides output/korea-2019-1 -o slides
  roundtable slides output/korea-2019-1 -o slides --lang ko --theme dark";

/// Write a stored result as pictures of 16:9 to show to a class, one message each
#[derive(Debug, Args)]
#[command(before_help = EXAMPLES)]
pub(super) struct Arguments {
    /// Folder of a result that `run` or `compare` wrote
    #[arg(value_name = "FOLDER")]
    folder: PathBuf,

    /// Write the slides to this folder, which must be new or empty
    #[arg(short, long, value_name = "DIR")]
    output: PathBuf,

    /// Language of the words: en or ko [default: that of the result]
    #[arg(long, value_name = "LANGUAGE", hide_possible_values = true, value_parser = spoken())]
    lang: Option<Language>,

    #[command(flatten)]
    pictures: PictureOptions,
}

pub(super) fn run(arguments: &Arguments) -> Result<u8, Failure> {
    output::refuse_taken(&arguments.output)?;
    let stored = Stored::read(&arguments.folder)?.comparison;
    let language = arguments.lang.unwrap_or_else(|| language_of(&arguments.folder));
    let theme = arguments.pictures.theme(Theme::projector(), language);
    let slides = slides(&stored.speaking(language), &theme);
    let name = |place: usize, slide: &Chart| format!("{:02}-{}", place + 1, slide.stem);
    let files = arguments.pictures.files(&slides, Kind::ALL, name, language)?;
    output::write_folder(&arguments.output, &files)?;
    let (number, folder) = (slides.len().to_string(), arguments.output.display().to_string());
    output::say(&format!("{}\n", say!(language, "slides-written", number = number, folder = folder)))?;
    Ok(DONE)
}

/// What is read of `run.json`.
#[derive(Deserialize)]
struct Record {
    language: Option<String>,
}

/// The language in which the result was written.
pub(super) fn language_of(folder: &Path) -> Language {
    let bytes = read::bytes(&folder.join("run.json"), LARGEST_RECORD).unwrap_or_default();
    let record = serde_json::from_slice::<Record>(&bytes).ok();
    record.and_then(|record| record.language?.parse().ok()).unwrap_or_default()
}
