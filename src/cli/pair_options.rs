//! Two formats of a scenario file that are held against each other: what `decompose` and `flip` share.

use super::why_options::outcome;
use crate::simulation::combined::{Combined, Sums};
use crate::simulation::machine;
use crate::simulation::outcome::Outcome;
use crate::terminal::change::ChangeOptions;
use crate::terminal::failure::Failure;
use crate::terminal::loaded::{Loaded, load};
use crate::terminal::options::{DrawOptions, LanguageOption, whole};
use crate::terminal::progress::{Bar, all_worlds};
use crate::why::Measure;
use crate::why::inputs::Names;
use crate::why::stored::known;
use clap::Args;
use std::path::PathBuf;

const MEASURE: &str = "\
What the formats are held against each other by [default: signed]

signed, in_force, completed, standing (still in force at the end), gain.PARTY,
least_gain (what the party gains that gains least, against no agreement)";

/// Which two formats, and by what.
#[derive(Debug, Args)]
pub(super) struct PairOptions {
    /// Scenario file
    #[arg(value_name = "FILE")]
    pub(super) file: PathBuf,

    /// A format; an unambiguous part of its name is enough
    #[arg(value_name = "A")]
    pub(super) a: String,

    /// The format that it is held against: differences are A less B
    #[arg(value_name = "B")]
    pub(super) b: String,

    /// What the formats are held against each other by: signed, `in_force`, completed, standing, `least_gain` or gain.PARTY
    #[arg(long, value_name = "MEASURE", default_value = "signed", hide_default_value = true, long_help = MEASURE)]
    measure: String,

    /// Threads to use [default: as many as can run at once]; results do not depend on it
    #[arg(long, value_name = "N", value_parser = whole::<u16>(1, 1024), allow_negative_numbers = true)]
    threads: Option<u16>,

    #[command(flatten)]
    pub(super) draw: DrawOptions,

    #[command(flatten)]
    pub(super) language: LanguageOption,

    /// Print what was found as JSON instead of sentences and tables
    #[arg(long)]
    pub(super) json: bool,

    /// Say how much work it is; simulate and write nothing
    #[arg(long)]
    pub(super) dry_run: bool,

    /// No progress bar, and nothing about the cost
    #[arg(long, short)]
    pub(super) quiet: bool,
}

/// A measure by its word.
pub(super) type Asked = (String, Outcome);

impl PairOptions {
    /// The file, with what was set in it.
    pub(super) fn loaded(&self) -> Result<Loaded, Failure> {
        self.changed(&self.draw.change)
    }

    /// The file with other changes.
    pub(super) fn changed(&self, change: &ChangeOptions) -> Result<Loaded, Failure> {
        load(&self.file, change)
    }

    /// Places of the two formats.
    pub(super) fn pair(&self, loaded: &Loaded) -> Result<(usize, usize), Failure> {
        let (a, b) = (loaded.format(Some(&self.a))?, loaded.format(Some(&self.b))?);
        if a == b {
            let others =
                loaded.formats.iter().enumerate().filter(|(k, _)| *k != a).map(|(_, name)| name.as_str());
            let others: Vec<&str> = others.collect();
            return Err(Failure::usage(format!("`{}` is named twice", loaded.formats[a]))
                .at(self.file.display())
                .expected(format!("two formats; the others are: {}", others.join(", "))));
        }
        Ok((a, b))
    }

    /// The measure that is asked for.
    pub(super) fn asked(&self, loaded: &Loaded) -> Result<Asked, Failure> {
        let text = self.measure.trim();
        if text == "least_gain" {
            return Ok((text.to_owned(), Outcome::LeastGain));
        }
        let measure = Measure::parse(text).ok_or_else(|| {
            let words = format!("least_gain, {}", Measure::WORDS);
            Failure::usage(format!("there is no measure `{text}`")).expected(words)
        })?;
        let names = Names::of_scenario(&loaded.scenario);
        let measure = known(&measure, &names)?;
        Ok((measure.to_string(), outcome(&measure, &names)))
    }

    pub(super) fn threads(&self) -> usize {
        self.threads.map_or_else(machine::parallel, usize::from)
    }

    /// Takes all worlds through the formats of a job.
    pub(super) fn sums(&self, job: &Combined<'_>, title: &str) -> Result<Sums, Failure> {
        let mut sums = Sums::default();
        let bar = Bar::new(title, self.quiet || self.json, self.language.lang);
        all_worlds(job, self.threads(), &bar, |more| sums.merge(&more))?;
        Ok(sums)
    }
}
