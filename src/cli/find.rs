//! `run --find`: runs worth telling.

use crate::language::Language;
use crate::results::find::{Condition, Query, happened};
use crate::results::one_run::OneRun;
use crate::results::words::{Noun, counted, own_scale, thousands};
use crate::say;
use crate::simulation::execute::Progress;
use crate::simulation::job::Runs;
use crate::simulation::record::Record;
use crate::simulation::search::{Matches, Search};
use crate::terminal::columns::{Columns, Kind};
use crate::terminal::failure::{DONE, FAILED, Failure, INTERRUPTED};
use crate::terminal::json::json_line;
use crate::terminal::loaded::{Loaded, load};
use crate::terminal::options::{OutputOptions, WorldOptions};
use crate::terminal::output::{self, remark};
use crate::terminal::plan::Plan;
use crate::terminal::progress::Bar;
use crate::terminal::{interrupt, text};
use serde::Serialize;
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};

/// Runs that are shown.
const MOST: usize = 5;

/// Looks for the runs and shows them.
pub(super) fn carry_out(
    files: &[PathBuf],
    format: Option<&str>,
    query: &str,
    world: &WorldOptions,
    output: &OutputOptions,
) -> Result<u8, Failure> {
    let [file] = files else {
        return Err(
            Failure::usage("--find goes with one scenario file").mend("give the command once for each file")
        );
    };
    let loaded = load(file, &world.draw.change)?;
    let format = loaded.formats[loaded.format(format)?].clone();
    let query = Query::parse(query, &loaded.scenario)
        .map_err(|error| Failure::from(error).at(format!("--find '{query}'")))?;
    let plan = Plan { formats: Some(vec![format.clone()]), ..world.plan() };
    plan.refuse_too_large(&loaded)?;
    let language = output.language.lang;
    let bar = Still(Bar::new(&loaded.name, output.quiet, language));
    let stop = interrupt::listen();
    let Some((found, records)) = search(&loaded, &plan, &query, MOST, &bar, stop)? else {
        remark(&format!("{}\n", say!(language, "interrupted-search")));
        return Ok(INTERRUPTED);
    };
    let shown = Shown {
        loaded: &loaded,
        plan: &plan,
        format: &format,
        query: &query,
        found: &found,
        records: &records,
        language,
    };
    if output.json {
        output::say(&json_line(&shown.data())?)?;
    } else if output.quiet {
        let numbers: Vec<String> = found.worlds.iter().map(u64::to_string).collect();
        output::say(&text::joined(&numbers))?;
    } else if !records.is_empty() {
        output::say(&shown.screen(text::columns(text::SCREEN)))?;
    }
    if records.is_empty() {
        remark(&shown.nothing());
        return Ok(FAILED);
    }
    Ok(DONE)
}

/// The first runs of the one format of a plan that meet a query, with their records; what was looked at; `None`: the user
/// asked for an end.
fn search(
    loaded: &Loaded,
    plan: &Plan,
    query: &Query,
    most: usize,
    progress: &dyn Progress,
    stop: &AtomicBool,
) -> Result<Option<(Matches, Vec<Record>)>, Failure> {
    let scenario = plan.scenario(loaded);
    let behaviour = plan.behaviour.of_engine();
    let runs = Runs::new(&scenario, plan.seed, plan.runs, behaviour);
    let met = |record: &Record| query.met(record);
    let search = Search { engine: runs.engine(), format: 0, behaviour, worlds: plan.runs, met: &met };
    let found = search.first(most, plan.threads, progress, stop)?;
    if stop.load(Ordering::Relaxed) {
        return Ok(None);
    }
    let records = found.worlds.iter().map(|&world| search.record(world)).collect();
    Ok(Some((found, records)))
}

/// A bar that says nothing when the search stops because enough is found.
struct Still(Bar);

impl Progress for Still {
    fn begin(&self, worlds: u64) {
        self.0.begin(worlds);
    }

    fn advance(&self, worlds: u64, reused: bool) {
        self.0.advance(worlds, reused);
    }

    fn stopping(&self) {}

    fn end(&self) {
        self.0.end();
    }
}

/// What was found, for people and for programs.
struct Shown<'a> {
    loaded: &'a Loaded,
    plan: &'a Plan,
    format: &'a str,
    query: &'a Query,
    found: &'a Matches,
    records: &'a [Record],
    language: Language,
}

#[derive(Serialize)]
struct Data<'a> {
    schema_version: u32,
    scenario: &'a str,
    format: &'a str,
    query: &'a str,
    seed: u64,
    behaviour: &'static str,
    /// Worlds that were looked at, from 0 on.
    looked_at: u64,
    /// The search stopped at this many.
    most: usize,
    matches: Vec<Match<'a>>,
    /// By condition: in how many of the worlds looked at it is met.
    conditions: Vec<Met<'a>>,
}

#[derive(Serialize)]
struct Match<'a> {
    world: u64,
    explain: String,
    #[serde(flatten)]
    run: OneRun<'a>,
}

#[derive(Serialize)]
struct Met<'a> {
    text: &'a str,
    worlds: u64,
}

impl Shown<'_> {
    fn command(&self, world: u64) -> String {
        self.plan.explain_command(self.loaded, self.format, world)
    }

    /// The last world that was needed: how many more were looked at depends on nothing that matters.
    fn last(&self) -> u64 {
        match self.found.worlds.last() {
            Some(last) if self.found.worlds.len() == MOST => *last,
            _ => self.found.looked.saturating_sub(1),
        }
    }

    fn screen(&self, room: usize) -> String {
        let (Some(first), last) = (self.found.worlds.first(), self.last()) else { return String::new() };
        let language = self.language;
        let scenario = &self.loaded.scenario.speaking(language.code());
        let (runs, last) = (counted(self.records.len(), Noun::Run, language), thousands(last));
        let format = scenario.name_in(language.code(), self.format);
        let head = say!(language, "find-head", query = self.query.text, format = format);
        let mut lines = text::emphasised(&head, room);
        let where_from = if self.records.len() == MOST {
            say!(language, "find-where-stopped", runs = runs, last = last)
        } else {
            say!(language, "find-where", runs = runs, last = last)
        };
        lines.extend(text::wrapped("", &where_from, room));
        lines.push(String::new());
        let gains: Vec<usize> = self.query.gains().collect();
        let whose = |p: &usize| say!(language, "measure-gain", party = scenario.parties[*p].name);
        let whose: Vec<String> = gains.iter().map(whose).collect();
        let heads = [say!(language, "find-world"), say!(language, "find-what")];
        let kinds = [Kind::Number, Kind::Words];
        let own = heads.iter().map(String::as_str).zip(kinds);
        let mut table = Columns::new(own.chain(whose.iter().map(|head| (head.as_str(), Kind::Number))));
        for (world, record) in self.found.worlds.iter().zip(self.records) {
            let told = [world.to_string(), happened(scenario, record, language)];
            let gain = |party: &usize| gain_in_words(record.gain[*party], language);
            table.row(told.into_iter().chain(gains.iter().map(gain)));
        }
        lines.extend(table.lines(room));
        let mut command = self.command(*first);
        if language != Language::En {
            command.extend([" --lang ", language.code()]);
        }
        lines.extend([String::new(), say!(language, "screen-next", command = command)]);
        text::joined(&lines)
    }

    fn nothing(&self) -> String {
        let language = self.language;
        let worlds = thousands(self.found.looked);
        let mut lines = vec![say!(language, "find-none", worlds = worlds, query = self.query.text)];
        if self.query.conditions.len() > 1 {
            let alone = |(c, met): (&Condition, &u64)| {
                let worlds = counted(*met as usize, Noun::World, language);
                format!("  {}", say!(language, "find-alone", condition = c.text, worlds = worlds))
            };
            lines.extend(self.query.conditions.iter().zip(&self.found.met).map(alone));
        }
        lines.push(format!("  {}", say!(language, "find-mend")));
        text::joined(&lines)
    }

    fn data(&self) -> Data<'_> {
        let worlds = self.found.worlds.iter().zip(self.records);
        let each = self.query.conditions.iter().zip(&self.found.met);
        let matched = |(&world, record): (&u64, &Record)| Match {
            world,
            explain: self.command(world),
            run: OneRun::new(&self.loaded.scenario, record),
        };
        Data {
            schema_version: 1,
            scenario: &self.loaded.name,
            format: self.format,
            query: &self.query.text,
            seed: self.plan.seed,
            behaviour: self.plan.behaviour.key(),
            looked_at: self.found.looked,
            most: MOST,
            matches: worlds.map(matched).collect(),
            conditions: each.map(|(c, worlds)| Met { text: &c.text, worlds: *worlds }).collect(),
        }
    }
}

/// A gain that rounds to nothing still has a side.
fn gain_in_words(gain: f64, language: Language) -> String {
    match own_scale(gain) {
        zero if zero == own_scale(0.0) && gain < 0.0 => say!(language, "find-below"),
        zero if zero == own_scale(0.0) && gain > 0.0 => say!(language, "find-above"),
        other => other,
    }
}
