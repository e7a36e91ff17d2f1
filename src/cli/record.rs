//! `run.json`: how a result was made. And JSON on standard output.

use super::failure::Failure;
use super::loaded::Loaded;
use super::plan::Plan;
use crate::scenario::letters;
use crate::simulation::machine::{Host, Stopwatch};
use serde::Serialize;
use std::fmt::Write as _;

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

/// Readable JSON with a line end, for files.
pub(super) fn json_file<T: Serialize>(value: &T) -> Result<Vec<u8>, Failure> {
    Ok((visible(serde_json::to_string_pretty(value))? + "\n").into_bytes())
}

/// JSON on one line, for standard output.
pub(super) fn json_line<T: Serialize>(value: &T) -> Result<String, Failure> {
    Ok(visible(serde_json::to_string(value))? + "\n")
}

/// JSON in which nothing acts on a terminal: what JSON itself leaves as it is (DEL, C1, marks of direction) is escaped; the values are the
/// same.
fn visible(json: serde_json::Result<String>) -> Result<String, Failure> {
    let json =
        json.map_err(|error| Failure::failed(format!("a result cannot be written as JSON: {error}")))?;
    let acts = |c: char| c != '\n' && letters::acts(c);
    if !json.contains(acts) {
        return Ok(json);
    }
    let mut text = String::with_capacity(json.len() + 16);
    for c in json.chars() {
        // All of them are below U+10000, and stand within texts.
        if acts(c) {
            let _ = write!(text, "\\u{:04x}", u32::from(c));
        } else {
            text.push(c);
        }
    }
    Ok(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn json_does_not_act_and_means_the_same() {
        let name = "a\u{1b}[2J\u{7f}\u{9b}1m\u{202e}\u{2028}\u{200f}\n\t한";
        for text in [json_line(&[name]).unwrap(), String::from_utf8(json_file(&[name]).unwrap()).unwrap()] {
            assert!(!text.contains(|c| c != '\n' && letters::acts(c)), "{text:?}");
            assert!(text.contains("\\u009b1m\\u202e\\u2028"), "{text}");
            assert_eq!(serde_json::from_str::<[String; 1]>(&text).unwrap(), [name]);
        }
    }
}
