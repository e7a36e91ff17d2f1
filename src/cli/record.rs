//! `run.json`: how a result was made.

use crate::simulation::machine::{Host, Stopwatch};
use crate::terminal::loaded::Loaded;
use crate::terminal::options::LanguageOption;
use crate::terminal::plan::Plan;
use schemars::{JsonSchema, Schema, schema_for};
use serde::Serialize;

/// Name of its file.
pub(super) const RECORD: &str = "run.json";
/// Version of the layout of `run.json`.
const SCHEMA_VERSION: u32 = 1;

/// What `run.json` says. Times and machine stand here and nowhere else.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Run")]
pub(super) struct RunRecord<'a> {
    /// Version of this layout.
    schema_version: u32,
    /// Version of the program.
    program: &'static str,
    /// The command.
    command: &'a str,
    /// Name of the scenario.
    scenario: &'a str,
    /// Name of its file.
    scenario_file: String,
    /// SHA-256 of the scenario file with what was set, hexadecimal.
    scenario_hash: &'a str,
    /// Seed.
    seed: u64,
    /// Assumed worlds.
    runs: u64,
    /// Behaviour at the table in the main run.
    behaviour: &'static str,
    /// Formats, in the order of the result: the reference first.
    formats: Vec<String>,
    /// The variant of the file that was run, if one was.
    #[serde(skip_serializing_if = "Option::is_none")]
    variant: Option<&'a str>,
    /// What was set on the command line.
    set: &'a [String],
    /// The language of charts and report: `en` or `ko`.
    language: &'static str,
    /// Whether `worlds.csv` was written.
    worlds: bool,
    /// Threads; results do not depend on them.
    threads: usize,
    /// Arguments of the program.
    flags: Vec<String>,
    /// The machine.
    host: Host,
    /// Of how many parts the result was put together, if it was: times are then those of `merge` alone.
    #[serde(skip_serializing_if = "Option::is_none")]
    parts: Option<usize>,
    /// Whether blocks of an interrupted run were used: times are then those of the last part alone.
    resumed: bool,
    /// Time that passed.
    wall_seconds: f64,
    /// Time of the processor, if known.
    cpu_seconds: Option<f64>,
}

/// The JSON Schema of `run.json`.
pub(super) fn schema() -> Schema {
    schema_for!(RunRecord)
}

impl<'a> RunRecord<'a> {
    pub(super) fn new(
        command: &'a str,
        loaded: &'a Loaded,
        plan: &Plan,
        language: LanguageOption,
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
            formats: plan.formats(loaded).to_vec(),
            variant: loaded.variant.as_deref(),
            set: &loaded.sets,
            language: language.lang.code(),
            worlds: plan.worlds,
            threads: plan.threads,
            flags: std::env::args_os().skip(1).map(|flag| flag.to_string_lossy().into_owned()).collect(),
            host: Host::here(),
            parts: None,
            resumed,
            wall_seconds: watch.wall_seconds(),
            cpu_seconds: watch.cpu_seconds(),
        }
    }

    /// The same of a result that was put together of so many parts, with the arguments by which one process makes it.
    pub(super) fn of_parts(self, parts: usize, flags: &[String]) -> Self {
        Self { parts: Some(parts), flags: flags.to_vec(), ..self }
    }
}
