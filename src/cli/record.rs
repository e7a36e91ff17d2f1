//! `run.json`: how a result was made.

use crate::simulation::machine::{Host, Stopwatch};
use crate::terminal::loaded::Loaded;
use crate::terminal::plan::Plan;
use serde::Serialize;

/// Version of the layout of `run.json`.
const SCHEMA_VERSION: u32 = 1;

/// What `run.json` says. Times and machine stand here and nowhere else.
#[derive(Debug, Serialize)]
pub(super) struct RunRecord<'a> {
    schema_version: u32,
    program: &'static str,
    command: &'a str,
    scenario: &'a str,
    scenario_file: String,
    scenario_hash: &'a str,
    seed: u64,
    runs: u64,
    behaviour: &'static str,
    formats: Vec<String>,
    /// The variant of the file that was run, if one was.
    #[serde(skip_serializing_if = "Option::is_none")]
    variant: Option<&'a str>,
    set: &'a [String],
    threads: usize,
    flags: Vec<String>,
    host: Host,
    /// Whether blocks of an interrupted run were used: times are then those of the last part alone.
    resumed: bool,
    wall_seconds: f64,
    cpu_seconds: Option<f64>,
}

impl<'a> RunRecord<'a> {
    pub(super) fn new(
        command: &'a str,
        loaded: &'a Loaded,
        plan: &Plan,
        resumed: bool,
        watch: &Stopwatch,
    ) -> Self {
        let file = loaded.path.file_name().map(|name| name.to_string_lossy().into_owned());
        Self {
            schema_version: SCHEMA_VERSION,
            program: env!("CARGO_PKG_VERSION"),
            command,
            scenario: &loaded.name,
            scenario_file: file.unwrap_or_default(),
            scenario_hash: &loaded.hash,
            seed: plan.seed,
            runs: plan.runs,
            behaviour: plan.behaviour.key(),
            formats: plan.format.clone().map_or_else(|| loaded.formats.clone(), |format| vec![format]),
            variant: loaded.variant.as_deref(),
            set: &loaded.sets,
            threads: plan.threads,
            flags: std::env::args_os().skip(1).map(|flag| flag.to_string_lossy().into_owned()).collect(),
            host: Host::here(),
            resumed,
            wall_seconds: watch.wall_seconds(),
            cpu_seconds: watch.cpu_seconds(),
        }
    }
}
