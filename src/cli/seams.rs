//! Where the command line meets the rest of the program: one function for each call into it.

use super::failure::{Failure, USAGE};
use super::options::DrawOptions;
use super::positions::{self, Positions};
use super::record::json_line;
use super::{output, printable};
use crate::chart::{Theme, draw_all};
use crate::files::read::{self, ReadError};
use crate::lab::backtest;
use crate::lab::backtest::data::Data;
use crate::lab::backtest::folds::Division;
use crate::lab::backtest::models;
use crate::lab::conflict::model::Model;
use crate::lab::predict;
use crate::report::{self, account, story};
use crate::results::against::Changes;
use crate::results::compare::{Made, summarise};
use crate::results::comparison::{Comparison, Named};
use crate::results::find::Query;
use crate::results::guess::Scores;
use crate::results::names;
use crate::results::words::{count, thousands};
use crate::scenario::diagnostic::{self, codes};
use crate::scenario::{
    self, Diagnostic, Scenario, Severity, SourceFile, Style, check::check as check_meaning, set,
};
use crate::simulation::estimate;
use crate::simulation::execute::{Job, Outcome, Progress, execute};
use crate::simulation::job::{BLOCK, Runs};
use crate::simulation::machine::Stopwatch;
use crate::simulation::record::Record;
use crate::simulation::rows;
use crate::simulation::search::{Found, Search};
use crate::simulation::store::Partial;
use crate::talks::behaviour;
use clap::ValueEnum;
use serde::Serialize;
use sha2::{Digest, Sha256};
use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};

/// A scenario that passed all checks.
pub(super) struct Loaded {
    /// File as given.
    pub(super) path: PathBuf,
    /// Scenario name, for the output folder.
    pub(super) name: String,
    /// SHA-256 of the file and overrides, hexadecimal.
    pub(super) hash: String,
    /// Names of the formats, in the order of the file.
    pub(super) formats: Vec<String>,
    /// Parties, in the order of the file.
    pub(super) parties: Vec<Named>,
    /// Overrides, as given.
    pub(super) sets: Vec<String>,
    /// The scenario.
    pub(super) scenario: Scenario,
    /// Its text, for line numbers.
    source: SourceFile,
}

/// How the parties behave at the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Behaviour {
    /// They concede over time, each in its own way
    Concession,
    /// They choose the package with the highest Nash product
    Nash,
    /// They reckon exactly, from the last offer back, as if everything were known: it ignores that anything is hidden; small tables only
    Exact,
}

impl Behaviour {
    /// As written in results.
    pub(super) fn key(self) -> &'static str {
        self.of_engine().key()
    }

    fn of_engine(self) -> behaviour::Behaviour {
        match self {
            Self::Concession => behaviour::Behaviour::Concession,
            Self::Nash => behaviour::Behaviour::Nash,
            Self::Exact => behaviour::Behaviour::Exact,
        }
    }
}

/// What is to be simulated.
#[derive(Debug, Clone)]
pub(super) struct Plan {
    /// Assumed worlds.
    pub(super) runs: u64,
    /// Seed.
    pub(super) seed: u64,
    /// Threads.
    pub(super) threads: usize,
    /// Behaviour in the main run.
    pub(super) behaviour: Behaviour,
    /// The one format to simulate, by its exact name; `None`: all.
    pub(super) format: Option<String>,
}

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
    /// Blocks in the store.
    pub(super) blocks: usize,
}

/// What a simulation will take.
#[derive(Debug, Clone, Copy, Serialize)]
pub(super) struct Estimate {
    /// Processor time in seconds, over all threads.
    pub(super) cpu_seconds: f64,
    /// Size of `results.csv` in bytes.
    pub(super) bytes: u64,
}

/// What the report shows beside the result.
#[derive(Default)]
pub(super) struct Extras<'a> {
    /// The predictions of the class, scored.
    pub(super) score: Option<&'a Scores>,
    /// What changed since a stored result.
    pub(super) changes: Option<&'a Changes>,
}

/// Settings beside seed, runs and scenario that change the bytes of a result, for the manifest.
pub(super) fn settings(plan: &Plan) -> Vec<(String, String)> {
    let format = plan.format.clone().unwrap_or_else(|| "all".into());
    vec![
        ("behaviour".into(), plan.behaviour.key().into()),
        ("format".into(), format),
        ("worlds in a block".into(), BLOCK.to_string()),
    ]
}

/// Reads a file, at most as large as the largest scenario.
pub(super) fn source(path: &Path) -> Result<SourceFile, Failure> {
    let name = path.display().to_string();
    match read::bytes(path, scenario::LARGEST_FILE as u64) {
        Ok(bytes) => Ok(SourceFile::from_bytes(name, &bytes)),
        Err(ReadError::TooLarge { size, .. }) => Ok(SourceFile::too_large(name, size)),
        Err(error) => Err(Failure::reading(path, &error)),
    }
}

/// Problems laid out for people, in colours where the terminal can.
pub(super) fn rendered(problems: &[Diagnostic], source: &SourceFile) -> String {
    let style = match anstream::AutoStream::choice(&std::io::stderr()) {
        anstream::ColorChoice::Never => Style::Plain,
        _ => Style::Coloured,
    };
    let room = super::text::columns(diagnostic::USUAL);
    printable::own(&diagnostic::render_in(problems, source, style, room))
}

/// Reads and checks a scenario, with overrides.
pub(super) fn load(path: &Path, sets: &[String]) -> Result<Loaded, Failure> {
    let source = source(path)?;
    if scenario::read_domain(&source).is_some() {
        return Err(super::domains::refused(path));
    }
    if let Some(failure) = super::domains::misplaced(path, &source) {
        return Err(failure);
    }
    let refused = |problems: &[Diagnostic]| Failure::rendered(USAGE, rendered(problems, &source));
    let mut scenario = scenario::read(&source).map_err(|problems| refused(&problems))?.scenario;
    for argument in sets {
        set::apply(&mut scenario, argument)
            .map_err(|error| Failure::rendered(USAGE, rendered(&error.diagnostics, &error.file)))?;
    }
    if !sets.is_empty() {
        let problems = check_meaning(&scenario, &BTreeSet::new());
        if problems.iter().any(|p| p.severity == Severity::Error) {
            return Err(refused(&problems));
        }
    }
    let mut hash = Sha256::new();
    hash.update(source.text().as_bytes());
    for argument in sets {
        hash.update([0]);
        hash.update(argument.as_bytes());
    }
    let mut digits = String::new();
    for byte in hash.finalize() {
        let _ = write!(digits, "{byte:02x}");
    }
    Ok(Loaded {
        path: path.to_owned(),
        name: scenario.name.clone(),
        hash: digits,
        formats: scenario.formats.iter().map(|f| f.name.clone()).collect(),
        parties: scenario.parties.iter().map(|p| Named { id: p.id.clone(), name: p.name.clone() }).collect(),
        sets: sets.to_vec(),
        scenario,
        source,
    })
}

/// What `check` found: the text for people, and the same for programs.
pub(super) struct Verdict {
    /// Whether the scenario can be run.
    pub(super) passed: bool,
    /// All problems laid out, warnings included; empty if there is none.
    pub(super) text: String,
    /// A line in praise, if it passed.
    pub(super) praise: String,
    /// For `--json`.
    pub(super) problems: Vec<scenario::diagnostic::MachineDiagnostic>,
}

/// Checks a scenario.
pub(super) fn check(path: &Path) -> Result<Verdict, Failure> {
    let source = source(path)?;
    if let Some(read) = scenario::read_conflict(&source) {
        return Ok(conflict_verdict(path, &source, read.and_then(|written| Model::new(&written))));
    }
    if let Some(read) = scenario::read_domain(&source) {
        return Ok(super::domains::verdict(path, &source, read));
    }
    let checked = scenario::read(&source);
    let (passed, problems, praise) = match &checked {
        Ok(checked) => {
            let s = &checked.scenario;
            let verdict = match checked.warnings.len() {
                0 => "nothing is wrong".to_owned(),
                n => format!("it can be run, with {}", count(n, "warning")),
            };
            let praise = format!(
                "{}: {verdict} ({} parties, {}, {})",
                path.display(),
                s.parties.len(),
                count(s.issues.len(), "issue"),
                count(s.formats.len(), "format")
            );
            (true, &checked.warnings, praise)
        }
        Err(problems) => (false, problems, String::new()),
    };
    if let Some(verdict) = super::domains::foreign_verdict(path, &source).filter(|_| !passed) {
        return Ok(verdict);
    }
    let text = if problems.is_empty() { String::new() } else { rendered(problems, &source) };
    Ok(Verdict { passed, text, praise, problems: scenario::machine(problems, &source) })
}

fn conflict_verdict(path: &Path, source: &SourceFile, made: Result<Model, Vec<Diagnostic>>) -> Verdict {
    match made {
        Ok(model) => Verdict {
            passed: true,
            text: String::new(),
            praise: format!(
                "{}: nothing is wrong (a conflict: {} parties, {})",
                path.display(),
                model.parties.len(),
                count(model.states.len(), "state")
            ),
            problems: Vec::new(),
        },
        Err(problems) => Verdict {
            passed: false,
            text: rendered(&problems, source),
            praise: String::new(),
            problems: scenario::machine(&problems, source),
        },
    }
}

/// The text of a new scenario.
pub(super) fn new_scenario(name: &str, full: bool) -> String {
    if full { scenario::template(name) } else { scenario::short_template(name) }
}

/// The scenario with the one format of a plan, or all.
fn planned(loaded: &Loaded, plan: &Plan) -> Scenario {
    match &plan.format {
        Some(only) => loaded.scenario.only(only),
        None => loaded.scenario.clone(),
    }
}

/// Refuses tables that are too large for the behaviour of a plan, before anything is run.
pub(super) fn refuse_too_large(loaded: &Loaded, plan: &Plan) -> Result<(), Failure> {
    let scenario = planned(loaded, plan);
    let behaviour = plan.behaviour.of_engine();
    Runs::new(&scenario, plan.seed, 1, behaviour).engine().fits(behaviour).map_err(|(format, error)| {
        Failure::usage(format!("{error} under --behaviour {}", behaviour.key()))
            .at(format!("{}: formats.{format}", loaded.path.display()))
            .expected(format!("at most {} packages × offers at each table", thousands(error.most as u64)))
            .mend(
                "use --behaviour concession or nash, or give this format a shorter agenda, fewer road maps, meetings or offers",
            )
    })
}

/// What a simulation will take, from a few worlds of it.
pub(super) fn estimate(loaded: &Loaded, plan: &Plan) -> Estimate {
    let scenario = planned(loaded, plan);
    let runs = Runs::new(&scenario, plan.seed, plan.runs, plan.behaviour.of_engine());
    // The first world of all pays for what is done once.
    runs.some(0..1);
    let (mut bytes, mut worlds) = (0, 0);
    let cpu_seconds = estimate::of_all(&runs, |some| {
        let watch = Stopwatch::start();
        bytes += runs.some(some.iter().copied()).0.len() as u64;
        worlds += some.len() as u64;
        watch.wall_seconds()
    });
    Estimate { cpu_seconds, bytes: (bytes as f64 / worlds as f64 * plan.runs as f64) as u64 }
}

/// Takes the worlds through the formats; blocks go to the store.
pub(super) fn simulate(
    loaded: &Loaded,
    plan: &Plan,
    progress: &dyn Progress,
    stop: &AtomicBool,
    store: &Partial,
) -> Result<Ended, Failure> {
    let scenario = planned(loaded, plan);
    let runs = Runs::new(&scenario, plan.seed, plan.runs, plan.behaviour.of_engine());
    let mut all = runs.empty();
    let outcome =
        execute(&runs, Some(store), plan.threads, progress, stop, &mut |_, tallies| all.merge(&tallies))?;
    if let Outcome::Stopped { finished, blocks } = outcome {
        return Ok(Ended::Stopped { finished, blocks });
    }
    let made = Made {
        scenario_hash: loaded.hash.chars().take(12).collect(),
        seed: plan.seed,
        behaviour: plan.behaviour.key().into(),
    };
    let mut header = csv::Writer::from_writer(Vec::new());
    let written = header.write_record(rows::header(&scenario)).map_err(|e| e.to_string());
    let header = header.into_inner().map_err(|e| e.to_string());
    let header = written.and(header).map_err(Failure::failed)?;
    Ok(Ended::Whole(Box::new(Simulated {
        comparison: summarise(&scenario, &runs, &all, &made),
        header,
        blocks: runs.blocks(),
    })))
}

/// Writes charts and report into the hidden folder.
pub(super) fn write_report(
    loaded: &Loaded,
    plan: &Plan,
    comparison: &Comparison,
    extras: &Extras<'_>,
    store: &Partial,
) -> Result<(), Failure> {
    let charts = draw_all(comparison, &Theme::page());
    for chart in &charts {
        store.write(&format!("charts/{}.svg", chart.stem), chart.svg.as_bytes())?;
    }
    let scenario = planned(loaded, plan);
    let entries = scenario::sources(&scenario, &loaded.source);
    let sections = super::sections::sections(comparison, extras);
    let html = report::report(comparison, &scenario, &entries, &charts, &sections);
    store.write("report.html", html.as_bytes())?;
    Ok(())
}

/// The first runs of the one format of a plan that meet a query, with their records; what was looked at; `None`: the user
/// asked for an end.
pub(super) fn find(
    loaded: &Loaded,
    plan: &Plan,
    query: &Query,
    most: usize,
    progress: &dyn Progress,
    stop: &AtomicBool,
) -> Result<Option<(Found, Vec<Record>)>, Failure> {
    let scenario = planned(loaded, plan);
    let behaviour = plan.behaviour.of_engine();
    let runs = Runs::new(&scenario, plan.seed, plan.runs, behaviour).main_only();
    let met = |record: &Record| query.met(record);
    let search = Search { engine: runs.engine(), format: 0, behaviour, worlds: plan.runs, met: &met };
    let found = search.first(most, plan.threads, progress, stop)?;
    if stop.load(Ordering::Relaxed) {
        return Ok(None);
    }
    let records = found.worlds.iter().map(|&world| search.record(world)).collect();
    Ok(Some((found, records)))
}

/// The story of one run: as text, or as JSON with every number behind it.
pub(super) fn explain(
    loaded: &Loaded,
    format: usize,
    draw: &DrawOptions,
    run: u64,
    json: bool,
) -> Result<String, Failure> {
    let plan = Plan {
        runs: run.saturating_add(1),
        seed: draw.seed,
        threads: 1,
        behaviour: draw.behaviour,
        format: Some(loaded.formats[format].clone()),
    };
    refuse_too_large(loaded, &plan)?;
    let behaviour = draw.behaviour.of_engine();
    let runs = Runs::new(&loaded.scenario, draw.seed, plan.runs, behaviour);
    if json {
        json_line(&account::account(runs.engine(), draw.seed, format, run, behaviour))
    } else {
        Ok(story::tell(runs.engine(), format, run, behaviour).text())
    }
}

/// Every entry with where it comes from.
pub(super) fn sources(loaded: &Loaded) -> Vec<scenario::SourceRow> {
    scenario::sources(&loaded.scenario, &loaded.source)
}

/// The handout, as HTML.
pub(super) fn handout(loaded: &Loaded) -> String {
    report::handout(&loaded.scenario, &sources(loaded))
}

/// The long form of an error code, or the codes there are.
pub(super) fn explain_error(code: &str) -> Result<String, Failure> {
    let known = || codes::CODES.iter().map(|entry| entry.code).collect::<Vec<_>>().join(", ");
    codes::explain(code)
        .map(|entry| format!("{}: {}\n\n{}\n", entry.code, entry.title, entry.explanation))
        .ok_or_else(|| {
            Failure::usage(format!("there is no error code `{code}`")).expected(format!("one of {}", known()))
        })
}

/// Models tried on decisions.
pub(super) struct Backtest {
    /// The decisions.
    pub(super) data: Data,
    /// The models, the yardstick first.
    pub(super) models: Vec<backtest::Tried>,
    /// How often each candidate was chosen in the nested validation; empty without it.
    pub(super) chosen: Vec<(String, usize)>,
}

/// Reads decisions and tries all models on them.
pub(super) fn backtest(
    path: &Path,
    folds: usize,
    repeats: usize,
    seed: u64,
    candidates: bool,
    sub_models: &[(String, String)],
) -> Result<Backtest, Failure> {
    let Positions { decisions, spatial, .. } = positions::read(path)?;
    let choices = positions::settled(spatial.choices, sub_models)?;
    if spatial.adjustment.is_some() {
        output::remark("The file's ideal adjustment is not used: ideals follow positions wholly.\n");
    }
    let data = Data::new(decisions).map_err(|error| Failure::usage(error).at(path.display()))?;
    let data = data.with_choices(choices);
    let division = Division { folds, repeats, seed };
    let (models, chosen) = if candidates {
        backtest::with_candidates(&data, division)
    } else {
        let all = [models::MODELS, &[models::refitted()]].concat();
        (backtest::run(&data, &all, backtest::Plan { division, comparisons: 1 }), Vec::new())
    };
    Ok(Backtest { data, models, chosen })
}

/// What established models say of a scenario, under one of its formats.
pub(super) fn predict(
    loaded: &Loaded,
    plan: &Plan,
    format: usize,
    capability: &[(String, f64)],
    sub_models: &[(String, String)],
) -> Result<predict::Prediction, Failure> {
    let behaviour = plan.behaviour.of_engine();
    let choices = positions::settled(predict::Choices::default(), sub_models)?;
    let plan = predict::Plan { format, worlds: plan.runs, seed: plan.seed, behaviour, capability, choices };
    predict::of_scenario(&loaded.scenario, plan).map_err(|e| Failure::usage(e).at(loaded.path.display()))
}

/// The format that seats most parties.
pub(super) fn widest_format(loaded: &Loaded) -> usize {
    predict::widest_format(&loaded.scenario)
}

/// What established models say of the decisions of one proposal of a file.
pub(super) fn predict_decisions(
    path: &Path,
    proposal: Option<&str>,
    capability: &[(String, f64)],
    sub_models: &[(String, String)],
) -> Result<(String, predict::Prediction), Failure> {
    let Positions { decisions: all, mut spatial, .. } = positions::read(path)?;
    spatial.choices = positions::settled(spatial.choices, sub_models)?;
    let mut seen = BTreeSet::new();
    let mut proposals: Vec<String> = all.iter().map(|decision| decision.proposal.clone()).collect();
    proposals.retain(|name| seen.insert(name.clone()));
    let picked = match (proposal, proposals.as_slice()) {
        (Some(name), _) => names::find("proposal", &proposals, name)?,
        (None, [_]) => 0,
        (None, several) => {
            let some: Vec<&str> = several.iter().take(5).map(String::as_str).collect();
            let what = format!("the file has {}, and none is named", count(several.len(), "proposal"));
            return Err(Failure::usage(what)
                .at(path.display())
                .expected(format!("--proposal with one of: {}", some.join(", "))));
        }
    };
    let name = proposals.swap_remove(picked);
    let together: Vec<_> = all.into_iter().filter(|decision| decision.proposal == name).collect();
    let made = predict::of_decisions_with(&together, capability, spatial);
    made.map(|made| (name, made)).map_err(|e| Failure::usage(e).at(path.display()))
}

/// A watch, begun now.
pub(super) fn stopwatch() -> Stopwatch {
    Stopwatch::start()
}
