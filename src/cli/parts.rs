//! The parts of a result: whether they are of one work, and together the whole of it. All that is wrong is said at once.

use super::shard::{PartRecord, RECORD, SCENARIO, SCHEMA_VERSION};
use super::words::{Given, pasted};
use crate::results::words::thousands;
use crate::scenario;
use crate::simulation::job::BLOCK;
use crate::simulation::shard::Shard;
use crate::simulation::store::{Manifest, Part};
use crate::terminal::failure::Failure;
use std::collections::BTreeMap;
use std::ffi::OsString;
use std::path::{Path, PathBuf};

/// Largest `part.json` that is read, in bytes.
const LARGEST_RECORD: u64 = 1 << 20;
/// So many missing parts are named one by one.
const MOST_MISSING: usize = 10;

/// Parts that are the whole of one work.
pub(super) struct Whole {
    /// In their order.
    pub(super) parts: Vec<Part>,
    /// What identifies the result.
    pub(super) manifest: Manifest,
    /// The scenario file as it was read.
    pub(super) scenario: Vec<u8>,
    /// How the first part was made.
    pub(super) record: PartRecord,
}

/// A part with what is needed of it.
struct Read {
    part: Part,
    record: PartRecord,
    scenario: Vec<u8>,
}

/// Reads the parts in these folders, and refuses them with all that is wrong.
pub(super) fn gather(folders: &[PathBuf]) -> Result<Whole, Failure> {
    let mut problems = Vec::new();
    let mut parts: Vec<Read> = Vec::new();
    for folder in folders {
        match read(folder) {
            Ok(part) => parts.push(part),
            Err(problem) => problems.push(problem),
        }
    }
    let Some(main) = usual(parts.iter().map(|read| (read.part.of_whole(), read.part.shard().of))) else {
        return Err(Failure::all(problems));
    };
    let (mut of_work, strangers): (Vec<Read>, Vec<Read>) =
        parts.into_iter().partition(|read| (read.part.of_whole(), read.part.shard().of) == main);
    of_work.sort_by_key(|read| read.part.shard());
    let first = of_work.first();
    problems.extend(strangers.iter().map(|read| stranger(read, &main, first)));
    let (manifest, of) = main;
    problems.extend(other_build(&of_work, &manifest));
    problems.extend(other_text(&of_work));
    let blocks = usize::try_from(manifest.runs.div_ceil(BLOCK)).unwrap_or(usize::MAX);
    problems.extend(of_work.iter().filter_map(|read| damaged(read, blocks)));
    problems.extend(twice(&of_work));
    problems.extend(missing(&of_work, of));
    match of_work.first() {
        Some(first) if problems.is_empty() => Ok(Whole {
            manifest,
            scenario: first.scenario.clone(),
            record: first.record.clone(),
            parts: of_work.into_iter().map(|read| read.part).collect(),
        }),
        _ => Err(Failure::all(problems)),
    }
}

/// What most parts are of; of equally many the first.
fn usual(all: impl Iterator<Item = (Manifest, u64)>) -> Option<(Manifest, u64)> {
    let mut counts: Vec<((Manifest, u64), usize)> = Vec::new();
    for one in all {
        match counts.iter_mut().find(|(known, _)| *known == one) {
            Some((_, count)) => *count += 1,
            None => counts.push((one, 1)),
        }
    }
    let most = counts.iter().map(|(_, count)| *count).max()?;
    counts.into_iter().find(|(_, count)| *count == most).map(|(one, _)| one)
}

fn read(folder: &Path) -> Result<Read, Failure> {
    let none = |what: &str| {
        Failure::usage(what)
            .at(folder.display())
            .expected("a folder that `run` or `compare` wrote with --shard K/N")
    };
    let Some(part) = Part::of(folder) else {
        let what = "there is no part of a result";
        if unfinished(folder) {
            return Err(none("this part is not finished")
                .mend("give the command that makes it once more: it goes on from there"));
        }
        return Err(if folder.join("run.json").is_file() {
            none("this is a whole result, and no part of one")
        } else if folder.exists() {
            none(what)
        } else {
            none(what).mend("check the path; it is taken from the current folder")
        });
    };
    let record =
        part.read(RECORD, LARGEST_RECORD).and_then(|bytes| serde_json::from_slice::<PartRecord>(&bytes).ok());
    let scenario = part.read(SCENARIO, scenario::LARGEST_FILE as u64);
    match (record, scenario) {
        (Some(record), Some(scenario)) if record.schema_version == SCHEMA_VERSION => {
            Ok(Read { part, record, scenario })
        }
        _ => Err(none(&format!("{RECORD} or {SCENARIO} of this part is missing or damaged"))
            .mend("delete this folder, and make the part anew")),
    }
}

/// Whether the hidden folder of an interrupted part stands beside.
fn unfinished(folder: &Path) -> bool {
    let name = folder.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    folder.with_file_name(format!(".{name}.partial")).is_dir()
}

/// A part of other work than most are.
fn stranger(read: &Read, (main, of): &(Manifest, u64), first: Option<&Read>) -> Failure {
    let (this, shard) = (read.part.of_whole(), read.part.shard());
    let mut differ = Vec::new();
    let mut differs = |what: &str, this: &str, main: &str| {
        if this != main {
            differ.push(format!("{what} {main}, and not {this}"));
        }
    };
    differs("scenario", &this.scenario, &main.scenario);
    let short = |hash: &str| hash.chars().take(12).collect::<String>();
    differs(
        "hash of the scenario file, --variant and --set",
        &short(&this.scenario_hash),
        &short(&main.scenario_hash),
    );
    differs("--seed", &this.seed.to_string(), &main.seed.to_string());
    differs("--runs", &thousands(this.runs), &thousands(main.runs));
    let keys =
        this.settings.keys().chain(main.settings.keys().filter(|key| !this.settings.contains_key(*key)));
    for key in keys {
        let of = |manifest: &Manifest| manifest.settings.get(key).cloned().unwrap_or_else(|| "none".into());
        differs(key, &of(&this), &of(main));
    }
    differs("version of the program", &this.program, &main.program);
    differs("build of the program", &this.build, &main.build);
    differs("number of parts", &thousands(shard.of), &thousands(*of));
    let made = first.map(|first| made_by(first, shard, read.part.folder())).filter(|_| shard.of == *of);
    let instead = made.map_or(String::new(), |made| format!("; or delete it, and make that part: {made}"));
    Failure::usage("this part is of other work than the others")
        .at(read.part.folder().display())
        .expected(differ.join("; "))
        .mend(format!("leave this folder out{instead}"))
}

fn other_build(parts: &[Read], manifest: &Manifest) -> Option<Failure> {
    if manifest.build == Manifest::BUILD {
        return None;
    }
    let folders: Vec<String> = parts.iter().map(|read| read.part.folder().display().to_string()).collect();
    let mend = format!(
        "merge them with the program that made them (version {}), or make them anew",
        manifest.program
    );
    let what = "the parts were made by another build of this program";
    Some(Failure::usage(what).at(folders.join(", ")).mend(mend))
}

/// Names in other languages are no part of the hash.
fn other_text(parts: &[Read]) -> Vec<Failure> {
    let Some((first, others)) = parts.split_first() else { return Vec::new() };
    let differing = others.iter().filter(|read| read.scenario != first.scenario);
    let told = |read: &Read| {
        Failure::usage("the scenario file of this part is another text")
            .at(read.part.folder().display())
            .expected(format!("the text that {} has", first.part.folder().join(SCENARIO).display()))
            .mend(format!(
                "delete this folder, and make it anew: {}",
                made_by(first, read.part.shard(), read.part.folder())
            ))
    };
    differing.map(told).collect()
}

fn damaged(read: &Read, blocks: usize) -> Option<Failure> {
    let damaged = read.part.damaged(blocks);
    let first = damaged.first()?;
    let folder = read.part.folder();
    let what = match damaged.len() {
        1 => format!("block {first} of this part is missing or damaged"),
        number => format!("block {first} and {} more of this part are missing or damaged", number - 1),
    };
    let again = made_by(read, read.part.shard(), folder);
    Some(
        Failure::usage(what)
            .at(folder.display())
            .mend(format!("delete this folder, and make it anew: {again}")),
    )
}

fn twice(parts: &[Read]) -> Vec<Failure> {
    let mut by_shard: BTreeMap<Shard, Vec<&Read>> = BTreeMap::new();
    for read in parts {
        by_shard.entry(read.part.shard()).or_default().push(read);
    }
    let told = |(shard, same): (Shard, Vec<&Read>)| {
        let folders: Vec<String> = same.iter().map(|read| read.part.folder().display().to_string()).collect();
        Failure::usage(format!("part {shard} is there {} times", same.len()))
            .at(folders.join(", "))
            .mend("name one of them")
    };
    by_shard.into_iter().filter(|(_, same)| same.len() > 1).map(told).collect()
}

fn missing(parts: &[Read], of: u64) -> Vec<Failure> {
    let Some(first) = parts.first() else { return Vec::new() };
    let there: Vec<Shard> = parts.iter().map(|read| read.part.shard()).collect();
    let missing: Vec<Shard> = Shard::all(of).filter(|shard| !there.contains(shard)).collect();
    let one = |shard: &Shard| {
        let folder = beside(first, *shard);
        Failure::usage(format!("part {shard} is missing")).mend(made_by(first, *shard, &folder))
    };
    let mut told: Vec<Failure> = missing.iter().take(MOST_MISSING).map(one).collect();
    if missing.len() > MOST_MISSING {
        let numbers: Vec<String> =
            missing[MOST_MISSING..].iter().map(|shard| shard.part.to_string()).collect();
        told.push(
            Failure::usage(format!("{} more parts of {} are missing", numbers.len(), thousands(of)))
                .expected(numbers.join(", ")),
        );
    }
    told
}

/// The folder in which another part would stand: the number of a part in the name of its folder is that of the other.
fn beside(read: &Read, shard: Shard) -> PathBuf {
    let folder = read.part.folder();
    let name = folder.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let own = read.part.shard().part.to_string();
    let other = match name.rfind(&own) {
        Some(at) => format!("{}{}{}", &name[..at], shard.part, &name[at + own.len()..]),
        None => format!("{name}-{}", shard.part),
    };
    folder.with_file_name(other)
}

/// The command that makes a part, as this one was made.
fn made_by(read: &Read, shard: Shard, folder: &Path) -> String {
    let Ok(given) = Given::of(&read.record.flags) else { return "the command that made it".into() };
    let mut words = vec![OsString::from(&given.name)];
    words.extend(given.options(|id| !["shard", "output", "quiet", "color"].contains(&id)));
    words.push(format!("--shard={shard}").into());
    words.extend(["-o".into(), folder.into()]);
    words.extend(["--".into(), read.record.scenario_file.clone().into()]);
    pasted(&words)
}
