//! Where the command line meets the rest of the program: one function for each call into it.
#![allow(dead_code)] // Until every seam is connected.

use super::failure::Failure;
use crate::analysis::against::Changes;
use crate::analysis::comparison::{Comparison, Named};
use crate::analysis::guess::Score;
use crate::scenario::Scenario;
use crate::simulate::execute::Progress;
use crate::simulate::store::Partial;
use clap::ValueEnum;
use serde::{Deserialize, Serialize};
use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicBool;

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
}

/// How the parties behave at the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Behaviour {
    /// They concede over time, each in its own way
    Concession,
    /// They choose the package with the highest Nash product
    Nash,
}

impl Behaviour {
    /// As written in results.
    pub(super) fn key(self) -> &'static str {
        match self {
            Self::Concession => "concession",
            Self::Nash => "nash",
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
    /// Runs that failed, each named in one line; they are counted in no result.
    pub(super) failures: Vec<String>,
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
    pub(super) score: Option<&'a Score>,
    /// What changed since a stored result.
    pub(super) changes: Option<&'a Changes>,
}

/// Outcome of a verification, as printed by `--json`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Verification {
    /// Cases passed.
    pub(super) passed: usize,
    /// Cases failed.
    pub(super) failed: usize,
    /// Cases of a kind that the program does not know.
    pub(super) unsupported: usize,
    /// Every case.
    pub(super) cases: Vec<CaseResult>,
}

/// Outcome of one case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct CaseResult {
    /// File of the case.
    pub(super) file: String,
    /// Its key.
    pub(super) id: String,
    /// Its kind.
    pub(super) kind: String,
    /// `passed`, `failed` or `unsupported`.
    pub(super) status: String,
    /// What differed, or empty.
    pub(super) detail: String,
}

/// Settings beside seed, runs and scenario that change the bytes of a result, for the manifest.
pub(super) fn settings(plan: &Plan) -> Vec<(String, String)> {
    let format = plan.format.clone().unwrap_or_else(|| "all".into());
    vec![("behaviour".into(), plan.behaviour.key().into()), ("format".into(), format)]
}

fn not_connected(what: &str) -> Failure {
    Failure::failed(format!("{what} is not connected to the command line in this build"))
}

/// Reads and checks a scenario, with overrides.
pub(super) fn load(path: &Path, sets: &[String]) -> Result<Loaded, Failure> {
    let _ = sets;
    Err(not_connected("the scenario reader").at(path.display()))
}

/// Checks a scenario: a line in praise, or all problems laid out.
pub(super) fn check(path: &Path) -> Result<String, Failure> {
    Err(not_connected("the scenario reader").at(path.display()))
}

/// The text of a new scenario.
pub(super) fn new_scenario(name: &str) -> Result<String, Failure> {
    Err(not_connected("the scenario writer").at(name))
}

/// What a simulation will take, from a few worlds of it.
pub(super) fn estimate(loaded: &Loaded, plan: &Plan) -> Result<Estimate, Failure> {
    let _ = (&loaded.scenario, plan);
    Err(not_connected("the engine"))
}

/// Takes the worlds through the formats; blocks go to the store.
pub(super) fn simulate(
    loaded: &Loaded,
    plan: &Plan,
    progress: &dyn Progress,
    stop: &AtomicBool,
    store: &Partial,
) -> Result<Ended, Failure> {
    let _ = (&loaded.scenario, plan, progress, stop, store);
    Err(not_connected("the engine"))
}

/// Writes charts and report into the hidden folder.
pub(super) fn write_report(
    loaded: &Loaded,
    comparison: &Comparison,
    extras: &Extras<'_>,
    store: &Partial,
) -> Result<(), Failure> {
    let _ = (&loaded.scenario, comparison, extras.score, extras.changes, store);
    Err(not_connected("the report"))
}

/// The story of one run.
pub(super) fn explain(loaded: &Loaded, plan: &Plan, run: u64) -> Result<String, Failure> {
    let _ = (&loaded.scenario, plan, run);
    Err(not_connected("the story"))
}

/// Every entry with where it comes from: a table, or JSON.
pub(super) fn sources(loaded: &Loaded, json: bool) -> Result<String, Failure> {
    let _ = (&loaded.scenario, json);
    Err(not_connected("the list of sources"))
}

/// The handout, as HTML.
pub(super) fn handout(loaded: &Loaded) -> Result<String, Failure> {
    let _ = &loaded.scenario;
    Err(not_connected("the handout"))
}

/// Runs reference cases.
pub(super) fn verify(paths: &[PathBuf]) -> Result<Verification, Failure> {
    let _ = paths;
    Err(not_connected("the verification"))
}

/// The long form of an error code, or the codes there are.
pub(super) fn explain_error(code: &str) -> Result<String, Failure> {
    Err(not_connected("the list of errors").at(code))
}
