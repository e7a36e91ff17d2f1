//! `cluster`: the parts of a comparison as jobs of a cluster. Scripts are written, and nothing is started: scheduling is left to those who do it.

use super::compare;
use super::pipeline::prepare;
use super::words::{Given, pasted};
use crate::files::{RealDisk, write};
use crate::language::Language;
use crate::results::words::thousands;
use crate::say;
use crate::simulation::job::BLOCK;
use crate::terminal::failure::{DONE, Failure};
use crate::terminal::json::json_line;
use crate::terminal::options::whole;
use crate::terminal::output;
use crate::terminal::shell;
use crate::terminal::text::{flowing, running};
use clap::{Args, Subcommand};
use serde::Serialize;
use std::ffi::OsString;
use std::io;
use std::path::{Path, PathBuf};

mod scripts;

use scripts::Scripts;

const EXAMPLES: &str = "\
Examples:
  roundtable cluster slurm scenarios/teaching/4-spoiler.ron --tasks 8 -o shared/spoiler --runs 100000
  sh shared/spoiler/submit.sh          and again after a failure: only what is missing is submitted
  roundtable cluster parallel scenarios/teaching/4-spoiler.ron --tasks 8 -o jobs --runs 100000
  sh jobs/parallel.sh               with GNU parallel on one machine, or on several: --sshlogin a,b";

const CODES: &str = "\
Exit codes: 0 done, 2 usage or scenario error.

-o DIR must lie where all machines see it, and so must the scenario file and the program (or ROUNDTABLE says where that is). DIR holds the
scripts, then a folder for each part, and in the end the result: the same bytes as of one process.";

/// Write the scripts that share a comparison out among the machines of a cluster
///
/// For whoever has more worlds than one machine can do in time. For a teaching file, or for a few thousand worlds, one machine is enough.
#[derive(Debug, Args)]
#[command(before_help = EXAMPLES, after_help = CODES)]
pub(super) struct Arguments {
    #[command(subcommand)]
    kind: Kind,
}

#[derive(Debug, Subcommand)]
enum Kind {
    Slurm(Slurm),
    Parallel(Parallel),
}

/// A job array for Slurm, and the job that merges its parts when all are whole
#[derive(Debug, Args)]
#[command(after_help = CODES)]
pub(super) struct Slurm {
    /// An option of sbatch for every part, as in --sbatch=--time=2:00:00; may be repeated
    #[arg(long, value_name = "OPTION", allow_hyphen_values = true)]
    sbatch: Vec<String>,

    #[command(flatten)]
    common: Common,
}

/// A line for GNU parallel, on one machine or over ssh
#[derive(Debug, Args)]
#[command(after_help = CODES)]
pub(super) struct Parallel {
    #[command(flatten)]
    common: Common,
}

#[derive(Debug, Args)]
struct Common {
    /// In how many parts the worlds are shared out: one task each
    #[arg(long, value_name = "N", required = true, value_parser = whole::<u64>(1, 100_000))]
    tasks: u64,

    #[command(flatten)]
    compare: compare::Arguments,
}

/// What is said to programs.
#[derive(Serialize)]
struct Wrote<'a> {
    schema_version: u32,
    folder: String,
    tasks: u64,
    start: &'a str,
}

/// Options that are none of a part: what is asked of the whole result at once, or of this command.
const REFUSED: [&str; 6] = ["guess", "guess_file", "against", "dry_run", "until", "shard"];
/// Options that go into the scripts in another way.
const OWN: [&str; 8] = ["tasks", "sbatch", "output", "output_root", "threads", "quiet", "json", "color"];

pub(super) fn run(arguments: &Arguments) -> Result<u8, Failure> {
    match &arguments.kind {
        Kind::Slurm(slurm) => write_scripts(&slurm.common, |scripts| scripts.slurm(&slurm.sbatch)),
        Kind::Parallel(parallel) => write_scripts(&parallel.common, |scripts| Ok(scripts.parallel())),
    }
}

/// Name of the script that starts it, and all scripts by name.
type Written = (&'static str, Vec<(String, Vec<u8>)>);

fn write_scripts(
    common: &Common,
    of: impl FnOnce(&Scripts) -> Result<Written, Failure>,
) -> Result<u8, Failure> {
    let Common { tasks, compare } = common;
    let given = Given::now().map_err(|error| Failure::usage(error.to_string()))?;
    if let Some(id) = REFUSED.into_iter().find(|id| given.has(id)) {
        let option = id.replace('_', "-");
        return Err(Failure::usage(format!("--{option} is not shared out among tasks"))
            .mend(format!("leave --{option} out; ask it of the result: `roundtable compare --help`")));
    }
    let request = compare.request();
    let ([file], Some(folder)) = (request.files, &request.output.output) else {
        return Err(Failure::usage("scripts are of one scenario file, and have a folder of their own")
            .expected("one FILE, and -o DIR"));
    };
    let task = prepare(&request, file, &request.output.expectations()?)?;
    refuse_too_many(*tasks, task.plan.runs)?;
    let threads = request.world.threads.unwrap_or(1);
    let scripts = Scripts {
        scenario: task.loaded.name.clone(),
        command: command(&given, threads, &absolute(file)?),
        program: shell::quoted(&std::env::current_exe().unwrap_or_else(|_| "roundtable".into())),
        tasks: *tasks,
        threads,
    };
    let (start, files) = of(&scripts)?;
    let written = write::folder(&RealDisk, folder, &files);
    written.map_err(|error| match error.kind() {
        io::ErrorKind::AlreadyExists => Failure::usage("this already exists and is not an empty folder")
            .at(folder.display())
            .mend(format!("to go on with what is missing there: sh {}", shell::quoted(&folder.join(start)))),
        _ => Failure::writing(folder, error),
    })?;
    tell(request.output.json, request.output.language.lang, *tasks, (folder, start))?;
    Ok(DONE)
}

fn refuse_too_many(tasks: u64, runs: u64) -> Result<(), Failure> {
    let blocks = runs.div_ceil(BLOCK);
    if tasks <= blocks {
        return Ok(());
    }
    Err(Failure::usage(format!("{} worlds are too few for {tasks} tasks", thousands(runs)))
        .at(format!("--tasks {tasks}"))
        .expected(format!("at most {blocks}: worlds are shared out in blocks of {BLOCK}"))
        .mend("take fewer tasks, or more worlds with --runs"))
}

/// The command of a part up to where it differs from the other parts.
fn command(given: &Given, threads: u16, file: &Path) -> String {
    let mut words = vec![OsString::from("compare")];
    words.extend(given.options(|id| !OWN.contains(&id)));
    words.push(format!("--threads={threads}").into());
    words.push("--quiet".into());
    words.push(file.into());
    // Without the name of the program, which the script has.
    pasted(&words).split_once(' ').map_or(String::new(), |(_, words)| words.to_owned())
}

fn absolute(path: &Path) -> Result<PathBuf, Failure> {
    std::path::absolute(path).map_err(|error| Failure::reading(path, &error.into()))
}

fn tell(json: bool, language: Language, tasks: u64, (folder, start): (&Path, &str)) -> Result<(), Failure> {
    let shown = folder.display().to_string();
    if json {
        return output::say(&json_line(&Wrote { schema_version: 1, folder: shown, tasks, start })?);
    }
    let command = format!("sh {}", shell::quoted(&folder.join(start)));
    let wrote = say!(language, "cluster-wrote", tasks = tasks.to_string(), folder = shown);
    let next = say!(language, "cluster-start", command = command);
    output::say(&flowing(&format!("{wrote}\n{next}\n"), running()))
}
