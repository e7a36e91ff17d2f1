//! The front door for Rust: a scenario file, a simulation, and what it found.

#[cfg(feature = "chart")]
use crate::chart::{self, Chart, Theme};
use crate::files::read::{self, ReadError};
use crate::results::compare::{Made, summarise};
use crate::results::comparison::Comparison;
use crate::scenario::{self, Checked, LARGEST_FILE, SourceFile, Style, model, set};
use crate::simulation::execute::{Silent, execute};
use crate::simulation::job::Runs;
use crate::simulation::machine;
use crate::simulation::star::{Size, Star};
use crate::talks::behaviour::{Behaviour, Negotiator, TooLarge};
use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicBool;

/// A scenario that was read and has passed all checks.
#[derive(Debug, Clone)]
pub struct Scenario {
    content: model::Scenario,
    /// As it was given.
    file: SourceFile,
    /// With all changes: the places of entries are in it.
    source: SourceFile,
    sets: Vec<String>,
    warnings: Vec<String>,
}

/// Why there is no scenario.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// The file cannot be read, is no file, or is too large.
    #[error("{}: {error}", path.display())]
    Unread {
        /// The file.
        path: PathBuf,
        /// Why.
        #[source]
        error: ReadError,
    },
    /// It is no scenario, or something is wrong in it: every problem with its place and how to mend it, laid out for people.
    #[error("{0}")]
    Wrong(String),
}

impl Scenario {
    /// Reads a scenario file (docs/scenario-format.md) and checks it.
    ///
    /// # Errors
    /// If it cannot be read, or something is wrong in it.
    pub fn open(path: impl AsRef<Path>) -> Result<Self, OpenError> {
        let path = path.as_ref();
        let name = path.display().to_string();
        match read::bytes(path, LARGEST_FILE as u64) {
            Ok(bytes) => Self::read(SourceFile::from_bytes(name, &bytes)),
            Err(error) => Err(OpenError::Unread { path: path.to_owned(), error }),
        }
    }

    /// Reads a scenario from a text; messages show it under `name`.
    ///
    /// # Errors
    /// If something is wrong in it.
    pub fn parse(name: &str, text: &str) -> Result<Self, OpenError> {
        Self::read(SourceFile::new(name, text))
    }

    fn read(source: SourceFile) -> Result<Self, OpenError> {
        match scenario::read(&source) {
            Ok(checked) => Ok(Self::of(source.clone(), source, Vec::new(), checked)),
            Err(problems) => Err(OpenError::Wrong(scenario::render(&problems, &source, Style::Plain))),
        }
    }

    fn of(file: SourceFile, source: SourceFile, sets: Vec<String>, checked: Checked) -> Self {
        let shown = |warning| scenario::render(&[warning], &source, Style::Plain);
        let warnings = checked.warnings.into_iter().map(shown).collect();
        Self { content: checked.scenario, file, source, sets, warnings }
    }

    /// The same with one entry changed, as `--set` does: `parties.ash.patience=0.95`.
    ///
    /// # Errors
    /// If there is no such entry, or the scenario would not pass its checks.
    pub fn with(mut self, change: &str) -> Result<Self, OpenError> {
        let change = change.to_owned();
        let (source, checked) = set::changed(&self.source, &self.content, std::slice::from_ref(&change))
            .map_err(|error| OpenError::Wrong(error.to_string()))?;
        self.sets.push(change);
        Ok(Self::of(self.file, source, self.sets, checked))
    }

    /// Its short name.
    pub fn name(&self) -> &str {
        &self.content.name
    }

    /// Its title.
    pub fn title(&self) -> &str {
        &self.content.title
    }

    /// Names of its formats, in the order of the file.
    pub fn formats(&self) -> impl Iterator<Item = &str> {
        self.content.formats.iter().map(|format| format.name.as_str())
    }

    /// Names of its parties, in the order of the file.
    pub fn parties(&self) -> impl Iterator<Item = &str> {
        self.content.parties.iter().map(|party| party.name.as_str())
    }

    /// What is probably not meant in it, each laid out for people.
    pub fn warnings(&self) -> &[String] {
        &self.warnings
    }
}

/// Many assumed worlds, each taken through every format of a scenario. The same settings give the same result on every machine.
#[derive(Debug, Clone)]
#[must_use = "nothing is simulated before `run`"]
pub struct Simulation<'a> {
    scenario: &'a Scenario,
    runs: u64,
    seed: u64,
    threads: usize,
    behaviour: Behaviour,
    star: Size,
}

/// Why a simulation gave nothing.
#[derive(Debug, thiserror::Error)]
pub enum RunError {
    /// A variant of the file gives no scenario: every problem with its place, laid out for people.
    #[error("{0}")]
    Variants(String),
    /// A table is too large for the behaviour.
    #[error("format \"{format}\": {error}")]
    TooLarge {
        /// The format that holds it.
        format: String,
        /// The table.
        #[source]
        error: TooLarge,
    },
    /// A thread failed: a fault of this crate, or of a [`Negotiator`] that panicked.
    #[error("a part of the work failed: {0}")]
    Failed(String),
}

impl<'a> Simulation<'a> {
    /// 2,000 worlds from seed 1, in which parties concede over time, on as many threads as can run at once.
    pub fn of(scenario: &'a Scenario) -> Self {
        let behaviour = Behaviour::Concession;
        Self { scenario, runs: 2000, seed: 1, threads: machine::parallel(), behaviour, star: Size::Default }
    }

    /// Number of assumed worlds; more leave the first ones as they were.
    pub fn runs(self, runs: u64) -> Self {
        Self { runs, ..self }
    }

    /// Seed of all draws.
    pub fn seed(self, seed: u64) -> Self {
        Self { seed, ..self }
    }

    /// Number of threads; the result does not depend on it.
    pub fn threads(self, threads: usize) -> Self {
        Self { threads, ..self }
    }

    /// How the parties behave at the table in the main run. Whether a finding is clear is asked under the others too.
    pub fn behaviour(self, behaviour: Behaviour) -> Self {
        Self { behaviour, ..self }
    }

    /// In how many worlds findings are tested in runs that depart from the base.
    pub fn star(self, star: Size) -> Self {
        Self { star, ..self }
    }

    /// A behaviour of one's own in the main run.
    pub fn negotiator(self, negotiator: &'static dyn Negotiator) -> Self {
        self.behaviour(Behaviour::Own(negotiator))
    }

    /// Simulates, and compares the formats.
    ///
    /// # Errors
    /// If a table is too large for [`Behaviour::Exact`], a variant of the file gives no scenario, or a thread fails.
    pub fn run(&self) -> Result<Comparison, RunError> {
        let scenario = &self.scenario.content;
        let source = &self.scenario.source;
        let variants = scenario::variants(source, scenario)
            .map_err(|problems| RunError::Variants(scenario::render(&problems, source, Style::Plain)))?;
        let star = Star::of(scenario, self.behaviour, self.star, &variants);
        let runs = Runs::new(scenario, self.seed, self.runs, self.behaviour).without_worlds().with(&star);
        let fits = runs.engine().fits(self.behaviour);
        fits.map_err(|(format, error)| RunError::TooLarge { format, error })?;
        let mut all = runs.empty();
        let never = AtomicBool::new(false);
        execute(&runs, None, self.threads, &Silent, &never, &mut |_, tallies| all.merge(&tallies))
            .map_err(|error| RunError::Failed(error.to_string()))?;
        let made =
            Made::of(&self.scenario.file.fingerprint(None, &self.scenario.sets), self.seed, self.behaviour);
        Ok(summarise(scenario, &runs, &all, &made))
    }
}

/// Every chart that there is data for, as SVG: for a page ([`Theme::screen`]), or larger, to be shown to a room ([`Theme::projector`]).
#[cfg(feature = "chart")]
pub fn charts(comparison: &Comparison, theme: &Theme) -> Vec<Chart> {
    chart::draw_all(comparison, theme)
}

/// The report as one HTML file, which needs nothing else: findings, charts with their numbers, assumptions with their sources.
#[cfg(feature = "chart")]
pub fn report(comparison: &Comparison, scenario: &Scenario) -> String {
    let entries = scenario::sources(&scenario.content, &scenario.source);
    crate::report::report(comparison, &scenario.content, &entries, &charts(comparison, &Theme::screen()), &[])
}
