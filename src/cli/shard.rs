//! `--shard`: a part of the worlds is simulated and kept, to be merged with the others (`merge.rs`).

use super::pipeline::{self, Request, Task, interrupted, manifest, prepare};
use crate::files::read;
use crate::results::words::thousands;
use crate::say;
use crate::scenario;
use crate::simulation::execute::{Execution, Job, Selected, execute};
use crate::simulation::machine::{Host, Stopwatch};
use crate::simulation::shard::Shard;
use crate::simulation::store::{Destination, Manifest, Part, Partial};
use crate::terminal::failure::{DONE, Failure, INTERRUPTED};
use crate::terminal::interrupt;
use crate::terminal::json::json_file;
use crate::terminal::output::{remark, say};
use crate::terminal::progress::Bar;
use crate::terminal::text::{flowing, running};
use serde::{Deserialize, Serialize};
use std::path::Path;

/// The file that says how a part was made.
pub(super) const RECORD: &str = "part.json";
/// The scenario file as it was read.
pub(super) const SCENARIO: &str = "scenario.ron";
/// Version of the layout of `part.json`.
pub(super) const SCHEMA_VERSION: u32 = 1;

/// How a part was made: what merging needs of it.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct PartRecord {
    /// Version of this layout.
    pub(super) schema_version: u32,
    /// The scenario file, as it was given.
    pub(super) scenario_file: String,
    /// Arguments of the program.
    pub(super) flags: Vec<String>,
}

/// What `part.json` says beside it, for people.
#[derive(Serialize)]
struct Written {
    #[serde(flatten)]
    record: PartRecord,
    threads: usize,
    host: Host,
    resumed: bool,
    wall_seconds: f64,
    cpu_seconds: Option<f64>,
}

/// Carries a request out: the whole, or a part of it.
pub(super) fn carry_out(request: &Request<'_>, part: Option<Shard>) -> Result<u8, Failure> {
    match part {
        Some(part) => simulate_part(request, part),
        None => pipeline::carry_out(request),
    }
}

/// Simulates the blocks of a part. One that is whole already is left as it is, so that scripts may ask again.
fn simulate_part(request: &Request<'_>, shard: Shard) -> Result<u8, Failure> {
    let ([file], Some(folder)) = (request.files, &request.output.output) else {
        return Err(Failure::usage("--shard goes with one scenario file and with -o")
            .mend("give the command once for each file, with -o DIR for each part"));
    };
    refuse(request)?;
    let task = &prepare(request, file, &request.output.expectations()?)?;
    let Task { loaded, plan } = task;
    let scenario = plan.scenario(loaded);
    let star = plan.star(loaded, &scenario, plan.star);
    let runs = plan.job(&scenario).with(&star);
    let blocks = shard.blocks(runs.blocks());
    refuse_empty(shard, runs.blocks(), plan.runs)?;
    let worlds = blocks.iter().map(|block| runs.worlds(*block)).sum();
    let manifest = Manifest { part: Some(shard), ..manifest(task) };
    if let Some(part) = Part::of(folder).filter(|part| *part.manifest() == manifest) {
        return already(request, &part, runs.blocks());
    }
    let text = text_of(task)?;
    let store = Partial::begin(&Destination::Exactly(folder.clone()), &manifest)?;
    for note in store.notes() {
        remark(&format!("note: {note}\n"));
    }
    let (watch, stop) = (Stopwatch::start(), interrupt::listen());
    let bar =
        Bar::new(&format!("{} {shard}", loaded.name), request.output.quiet, request.output.language.lang);
    let job = Selected { job: &runs, blocks };
    let outcome = execute(&job, Some(&store), plan.threads, &bar, stop, &mut |_, _| {})?;
    if let Execution::Stopped { finished, blocks } = outcome {
        interrupted(&store, finished, blocks, request.output.language.lang);
        return Ok(INTERRUPTED);
    }
    store.write(SCENARIO, &text)?;
    store.write(RECORD, &json_file(&written(task, &store, &watch))?)?;
    let folder = store.finish_part()?;
    tell(request, shard, (worlds, plan.runs), &folder)?;
    Ok(DONE)
}

/// What looks at the whole result cannot be asked of a part.
fn refuse(request: &Request<'_>) -> Result<(), Failure> {
    let asked = [(request.guess.is_some(), "--guess"), (request.against.is_some(), "--against")];
    match asked.into_iter().find(|(given, _)| *given) {
        Some((_, option)) => {
            Err(Failure::usage(format!("{option} looks at the whole result, and a part is not that"))
                .mend(format!("leave out {option}, or --shard")))
        }
        None => Ok(()),
    }
}

fn refuse_empty(shard: Shard, blocks: usize, runs: u64) -> Result<(), Failure> {
    if shard.of <= blocks as u64 {
        return Ok(());
    }
    Err(Failure::usage(format!("{} worlds are too few for {} parts", thousands(runs), thousands(shard.of)))
        .at(format!("--shard {shard}"))
        .expected(format!(
            "at most {} here: worlds are shared out in blocks of {}, of which there are as many",
            if blocks == 1 { "1 part".to_owned() } else { format!("{} parts", thousands(blocks as u64)) },
            crate::simulation::job::BLOCK
        ))
        .mend("take fewer parts, or more worlds with --runs"))
}

/// The scenario file once more, byte by byte: what was read must still stand there.
fn text_of(task: &Task) -> Result<Vec<u8>, Failure> {
    let loaded = &task.loaded;
    let bytes = read::bytes(&loaded.path, scenario::LARGEST_FILE as u64)
        .map_err(|error| Failure::reading(&loaded.path, &error))?;
    let file = scenario::SourceFile::from_bytes(loaded.path.display().to_string(), &bytes);
    if file.fingerprint(loaded.variant.as_deref(), &loaded.sets) == loaded.hash {
        return Ok(bytes);
    }
    Err(Failure::usage("the file was changed while it was read")
        .at(loaded.path.display())
        .mend("give the command again"))
}

fn written(task: &Task, store: &Partial, watch: &Stopwatch) -> Written {
    let record = PartRecord {
        schema_version: SCHEMA_VERSION,
        scenario_file: task.loaded.path.display().to_string(),
        flags: std::env::args_os().skip(1).map(|flag| flag.to_string_lossy().into_owned()).collect(),
    };
    Written {
        record,
        threads: task.plan.threads,
        host: Host::here(),
        resumed: store.resumed(),
        wall_seconds: watch.wall_seconds(),
        cpu_seconds: watch.cpu_seconds(),
    }
}

/// A part that was made before: nothing is left to do, if all its bytes are as they were.
fn already(request: &Request<'_>, part: &Part, blocks: usize) -> Result<u8, Failure> {
    let damaged = part.damaged(blocks);
    if let Some(block) = damaged.first() {
        return Err(Failure::usage(format!("the part is there, and block {block} of it is damaged"))
            .at(part.folder().display())
            .mend("delete this folder, and give the command again"));
    }
    let language = request.output.language.lang;
    if !request.output.quiet {
        let (shard, folder) = (part.shard(), part.folder().display().to_string());
        let text = say!(
            language,
            "shard-already",
            part = thousands(shard.part),
            of = thousands(shard.of),
            folder = folder
        );
        remark(&flowing(&format!("{text}\n"), running()));
    }
    say(&format!("{}\n", part.folder().display()))?;
    Ok(DONE)
}

fn tell(
    request: &Request<'_>,
    shard: Shard,
    (worlds, all): (u64, u64),
    folder: &Path,
) -> Result<(), Failure> {
    let shown = folder.display().to_string();
    if request.output.quiet {
        return say(&format!("{shown}\n"));
    }
    let language = request.output.language.lang;
    let of = thousands(shard.of);
    let done = say!(
        language,
        "shard-done",
        part = thousands(shard.part),
        of = of,
        worlds = thousands(worlds),
        all = thousands(all),
        folder = shown
    );
    let next = say!(language, "shard-next", of = of);
    say(&flowing(&format!("{done}\n{next}\n"), running()))
}
