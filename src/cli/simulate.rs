//! A whole simulation, its blocks in the store, and the charts and the report of what it found.

use super::pictures::{Kind, PictureOptions};
use super::{against::Card, findings::zones_lost, guess, until};
use crate::chart::{Chart, Theme, draw_all};
use crate::language::Language;
use crate::report::{self, Section};
use crate::results::compare::{Made, summarise};
use crate::results::comparison::Comparison;
use crate::results::guess::Scores;
use crate::results::until::{Stopped, looks};
use crate::say;
use crate::scenario;
use crate::simulation::execute::{Execution, Job, Progress, Selected, execute};
use crate::simulation::job::BLOCK;
use crate::simulation::rows;
use crate::simulation::store::Partial;
use crate::terminal::failure::Failure;
use crate::terminal::loaded::Loaded;
use crate::terminal::plan::Plan;
use std::sync::atomic::AtomicBool;

/// How a simulation ended.
pub(super) enum Ended {
    /// All worlds are done.
    Whole(Box<Simulated>),
    /// The user asked for an end; what was finished is in the store.
    Stopped {
        /// Blocks finished.
        finished: usize,
        /// Blocks in all.
        blocks: usize,
    },
}

/// A whole simulation.
pub(super) struct Simulated {
    /// What it found.
    pub(super) comparison: Comparison,
    /// Header line of `results.csv`, with its line end.
    pub(super) header: Vec<u8>,
    /// Header line of `worlds.csv`, if it is written.
    pub(super) worlds_header: Option<Vec<u8>>,
    /// Blocks in the store.
    pub(super) blocks: usize,
}

/// What the report shows beside the result.
#[derive(Default)]
pub(super) struct Extras<'a> {
    /// The predictions of the class, scored.
    pub(super) score: Option<&'a Scores>,
    /// What changed against an earlier result.
    pub(super) changes: Option<&'a Card>,
}

/// Takes the worlds through the formats; blocks go to the store.
pub(super) fn simulate(
    loaded: &Loaded,
    plan: &Plan,
    progress: &dyn Progress,
    stop: &AtomicBool,
    store: &Partial,
) -> Result<Ended, Failure> {
    let scenario = plan.scenario(loaded);
    let star = plan.star(loaded, &scenario, plan.star);
    let runs = plan.job(&scenario).with(&star);
    let mut all = runs.empty();
    let mut stopped = plan.until.as_ref().map(|until| Stopped::begin(until, plan.runs));
    let stretches = if stopped.is_some() { looks(plan.runs) } else { vec![plan.runs] };
    progress.begin(plan.runs);
    let mut done = 0;
    for worlds in stretches {
        let blocks = done..usize::try_from(worlds.div_ceil(BLOCK)).unwrap_or(usize::MAX);
        let next = Selected { job: &runs, blocks: blocks.clone().collect() };
        let outcome =
            execute(&next, Some(store), plan.threads, &Stretch(progress), stop, &mut |_, tallies| {
                all.merge(&tallies);
            });
        let ended = outcome.inspect_err(|_| progress.end())?;
        if let Execution::Stopped { finished, .. } = ended {
            progress.end();
            return Ok(Ended::Stopped { finished: done + finished, blocks: runs.blocks() });
        }
        done = blocks.end;
        let enough = plan.until.as_ref().zip(stopped.as_mut());
        if enough.is_some_and(|(until, stopped)| stopped.look(until, &all.main, plan.formats(loaded))) {
            break;
        }
    }
    progress.end();
    let made = Made::of(&loaded.hash, plan.seed, plan.behaviour.of_engine());
    Ok(Ended::Whole(Box::new(Simulated {
        comparison: Comparison { until: stopped, ..summarise(&scenario, &runs, &all, &made) },
        header: line(rows::header(&scenario))?,
        worlds_header: plan.worlds.then(|| rows::worlds_header(&scenario)).map(line).transpose()?,
        blocks: done,
    })))
}

/// A stretch of work between two looks: it begins and ends with the whole.
struct Stretch<'a>(&'a dyn Progress);

impl Progress for Stretch<'_> {
    fn begin(&self, _worlds: u64) {}

    fn advance(&self, worlds: u64, reused: bool) {
        self.0.advance(worlds, reused);
    }

    fn stopping(&self) {
        self.0.stopping();
    }

    fn end(&self) {}
}

/// What a plan finds, with nothing stored; `None`: the user asked for an end.
pub(super) fn only_found(
    loaded: &Loaded,
    plan: &Plan,
    progress: &dyn Progress,
    stop: &AtomicBool,
) -> Result<Option<Comparison>, Failure> {
    let scenario = plan.scenario(loaded);
    let star = plan.star(loaded, &scenario, plan.star);
    let runs = plan.job(&scenario).with(&star);
    let mut all = runs.empty();
    let outcome = execute(&runs, None, plan.threads, progress, stop, &mut |_, tallies| all.merge(&tallies))?;
    let made = Made::of(&loaded.hash, plan.seed, plan.behaviour.of_engine());
    let whole = !matches!(outcome, Execution::Stopped { .. });
    Ok(whole.then(|| summarise(&scenario, &runs, &all, &made)))
}

/// A line of a table.
fn line(cells: Vec<String>) -> Result<Vec<u8>, Failure> {
    let mut csv = csv::Writer::from_writer(Vec::new());
    let written = csv.write_record(cells).map_err(|e| e.to_string());
    let line = csv.into_inner().map_err(|e| e.to_string());
    written.and(line).map_err(Failure::failed)
}

/// Writes charts and report into the hidden folder.
pub(super) fn write_report(
    loaded: &Loaded,
    plan: &Plan,
    comparison: &Comparison,
    extras: &Extras<'_>,
    (store, pictures, language): (&Partial, &PictureOptions, Language),
) -> Result<(), Failure> {
    let comparison = &comparison.speaking(language);
    let theme = pictures.theme(Theme::screen(), language);
    let charts = draw_all(comparison, &theme);
    let changed = extras.changes.and_then(|card| card.chart(comparison, &theme));
    let name = |_: usize, chart: &Chart| format!("charts/{}", chart.stem);
    let drawn: Vec<Chart> = charts.iter().chain(&changed).cloned().collect();
    for (name, bytes) in pictures.files(&drawn, &[Kind::Svg], name, language)? {
        store.write(&name, &bytes)?;
    }
    let scenario = plan.scenario(loaded).speaking(language.code());
    let entries = scenario::sources(&scenario, &loaded.source);
    let sections = sections(comparison, extras, changed, language);
    let html = report::report(comparison, &scenario, &entries, &charts, &sections, language);
    store.write("report.html", html.as_bytes())?;
    Ok(())
}

/// Parts of the report that not every run has: scored predictions, and what changed against an earlier result.
fn sections(
    comparison: &Comparison,
    extras: &Extras<'_>,
    what_if: Option<Chart>,
    language: Language,
) -> Vec<Section> {
    let scored = extras.score.map(|score| guess::section(&score.speaking(comparison, language), comparison));
    let changed = extras.changes.map(|card| card.section(comparison, what_if, language));
    let lost = zones_lost(comparison, language);
    let heading = say!(language, "zone-lost-heading");
    let lost = (!lost.is_empty()).then(|| Section { heading, paragraphs: lost, ..Section::default() });
    let stopped = comparison.until.as_ref().map(|stopped| until::section(stopped, language));
    scored.into_iter().chain(changed).chain(lost).chain(stopped).collect()
}
