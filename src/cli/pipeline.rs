//! The way of `run` and `compare`: check everything first, then simulate, write, and show.

use super::against::{Against, Card, refuse_other};
use super::pictures::PictureOptions;
use super::record::RunRecord;
use super::simulate::{Ended, Extras, Simulated, only_found, simulate, write_report};
use super::stored::{Stored, set_in_words};
use super::words::Given;
use super::{above_all, export, findings, guess, table, until};
use crate::language::Language;
use crate::results::against::changes;
use crate::results::comparison::Comparison;
use crate::results::data_package;
use crate::results::expect::Expectation;
use crate::results::guess::{Guesses, Scores, scores};
use crate::results::next::{Next, Shows, next};
use crate::results::until::{Until, UntilError};
use crate::results::words::{Noun, counted, own_scale, thousands};
use crate::say;
use crate::simulation::job::BLOCK;
use crate::simulation::machine::Stopwatch;
use crate::simulation::star::Size;
use crate::simulation::store::{Manifest, Part, Partial};
use crate::terminal::change::ChangeOptions;
use crate::terminal::chosen::chosen;
use crate::terminal::failure::{DONE, FAILED, Failure, INTERRUPTED, NOT_MET};
use crate::terminal::json::{json_file, json_line};
use crate::terminal::loaded::{Loaded, load, load_kept, load_with_variants};
use crate::terminal::options::{OutputOptions, WorldOptions};
use crate::terminal::output::{self, remark};
use crate::terminal::plan::{Plan, StarCost};
use crate::terminal::progress::Bar;
use crate::terminal::shard::MOST_RUNS;
use crate::terminal::text::{flowing, running, wrapped};
use crate::terminal::{interrupt, text};
use serde::Serialize;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};

/// What the user asked for.
pub(super) struct Request<'a> {
    pub(super) command: &'static str,
    pub(super) screen: Screen,
    pub(super) files: &'a [PathBuf],
    pub(super) format: Option<&'a str>,
    /// The formats of a comparison, as given; none: all.
    pub(super) formats: &'a [String],
    pub(super) world: &'a WorldOptions,
    pub(super) output: &'a OutputOptions,
    pub(super) pictures: &'a PictureOptions,
    pub(super) guess: Option<guess::From<'a>>,
    pub(super) against: Option<&'a Path>,
    pub(super) star: Size,
    /// Show the table finding × run.
    pub(super) findings: bool,
    /// When it is exact enough to stop.
    pub(super) until: Option<&'a str>,
}

/// What is put together instead of being simulated.
pub(super) struct Merged<'a> {
    /// All parts of one work, in their order.
    pub(super) parts: &'a [Part],
    /// What identifies it.
    pub(super) manifest: &'a Manifest,
    /// The scenario file as the parts read it, and where that was.
    pub(super) scenario: &'a [u8],
    pub(super) path: &'a Path,
    /// Arguments by which one process makes the same.
    pub(super) flags: &'a [String],
}

/// Which table is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Screen {
    Single,
    Comparison,
}

/// One scenario, ready to be simulated.
pub(super) struct Task {
    pub(super) loaded: Loaded,
    pub(super) plan: Plan,
}

/// Does what was asked for, scenario by scenario. Everything that can be wrong is looked at before the first one.
pub(super) fn carry_out(request: &Request<'_>) -> Result<u8, Failure> {
    let expectations = request.output.expectations()?;
    if request.output.parquet {
        export::parquet_is_there("--parquet")?;
    }
    let earlier = match request.against.map(Against::of) {
        Some(Against::Folder(folder)) => Some(Stored::read(folder)?),
        _ => None,
    };
    if request.files.len() > 1 && (request.guess.is_some() || request.against.is_some()) {
        return Err(Failure::usage("--guess, --guess-file and --against go with one scenario file")
            .mend("give the command once for each file"));
    }
    let tasks = request.files.iter().map(|file| prepare(request, file, &expectations));
    let tasks = tasks.collect::<Result<Vec<Task>, Failure>>()?;
    refuse_same_names(request.output, &tasks)?;
    if let [task] = tasks.as_slice() {
        refuse_against(request, task, earlier.as_ref())?;
    }
    if request.output.dry_run {
        return dry_run(request, &tasks);
    }
    let guess = request.guess.filter(|from| matches!(from, guess::From::Files(_)));
    let language = request.output.language.lang;
    let read = |from| {
        let Task { loaded, plan } = &tasks[0];
        guess::obtain(from, plan.formats(loaded), &loaded.parties, &loaded.scenario, language)
    };
    let guess = guess.map(read).transpose()?;
    let mut code = DONE;
    for task in &tasks {
        let run = Run { request, task, expectations: &expectations, earlier: earlier.as_ref(), merged: None };
        match run.carry_out(guess.clone())? {
            INTERRUPTED => return Ok(INTERRUPTED),
            this if code == DONE || this == FAILED => code = this,
            _ => {}
        }
    }
    Ok(code)
}

/// Makes the result of parts that were simulated before.
pub(super) fn merge(request: &Request<'_>, merged: &Merged<'_>) -> Result<u8, Failure> {
    let expectations = request.output.expectations()?;
    let loaded = load_kept(merged.path, merged.scenario, &request.world.draw.change, tested(request))?;
    let task = task(request, loaded, &expectations)?;
    if manifest(&task) != *merged.manifest {
        let folder = merged.parts.first().map_or(Path::new(""), |part| part.folder());
        return Err(Failure::usage("part.json does not fit the blocks beside it")
            .at(folder.display())
            .mend("delete this folder, and make the part anew"));
    }
    let run = Run { request, task: &task, expectations: &expectations, earlier: None, merged: Some(merged) };
    run.carry_out(None)
}

/// Refuses to hold a result against what cannot be compared with it.
fn refuse_against(request: &Request<'_>, task: &Task, earlier: Option<&Stored>) -> Result<(), Failure> {
    let Task { loaded, plan } = task;
    if let Some(earlier) = earlier {
        return refuse_other(earlier, &plan.scenario(loaded));
    }
    let asked = matches!(request.against.map(Against::of), Some(Against::Base));
    if asked && loaded.sets.is_empty() && loaded.variant.is_none() {
        return Err(Failure::usage(
            "nothing is changed, so there is nothing to hold against the file as it is",
        )
        .at("--against base")
        .mend("add --set PATH=VALUE or --variant NAME, or name a folder: --against output/NAME-1"));
    }
    Ok(())
}

/// Two scenarios of one name would end in one folder.
fn refuse_same_names(output: &OutputOptions, tasks: &[Task]) -> Result<(), Failure> {
    let Some(folder) = &output.output else { return Ok(()) };
    for (place, task) in tasks.iter().enumerate() {
        let name = &task.loaded.name;
        if tasks[..place].iter().any(|earlier| earlier.loaded.name == *name) {
            return Err(Failure::usage(format!("two scenarios are called `{name}`"))
                .at(folder.join(name).display())
                .expected("with -o DIR, scenarios of different names: each gets the folder DIR/NAME")
                .mend("leave -o out, or give the command once for each file"));
        }
    }
    Ok(())
}

pub(super) fn prepare(
    request: &Request<'_>,
    file: &Path,
    expectations: &[Expectation],
) -> Result<Task, Failure> {
    let read = if tested(request) { load_with_variants } else { load };
    task(request, read(file, &request.world.draw.change)?, expectations)
}

/// Whether the variants of a file are wanted: each reads the whole file once more.
fn tested(request: &Request<'_>) -> bool {
    request.star != Size::None || request.output.dry_run
}

fn task(request: &Request<'_>, loaded: Loaded, expectations: &[Expectation]) -> Result<Task, Failure> {
    let worlds = !request.output.no_worlds;
    let mut plan = Plan { star: request.star, worlds, ..request.world.plan() };
    if request.screen == Screen::Single {
        plan.formats = Some(vec![loaded.formats[loaded.format(request.format)?].clone()]);
    } else if !request.formats.is_empty() {
        plan.formats = Some(chosen(&loaded.scenario, request.formats)?);
    }
    let formats = plan.formats(&loaded);
    for expectation in expectations {
        let checked = expectation.check(formats, &loaded.parties);
        checked.map_err(|error| Failure::from(error).at(format!("--expect '{}'", expectation.text)))?;
    }
    if let Some(text) = request.until {
        let condition = Until::parse(text, formats);
        let at = |error: UntilError| {
            let place = format!("--until '{text}', letter {}", error.at);
            Failure::from(error).at(place)
        };
        plan.until = Some(condition.map_err(at)?);
        if !Given::now().is_ok_and(|given| given.has("runs")) {
            plan.runs = MOST_RUNS;
        }
    }
    plan.refuse_too_large(&loaded)?;
    Ok(Task { loaded, plan })
}

#[derive(Serialize)]
struct DryRun<'a> {
    schema_version: u32,
    scenario: &'a str,
    formats: usize,
    runs: u64,
    cpu_seconds: f64,
    wall_seconds: f64,
    bytes: u64,
    worlds_bytes: u64,
    by_star: &'a [StarCost],
}

fn dry_run(request: &Request<'_>, tasks: &[Task]) -> Result<u8, Failure> {
    for Task { loaded, plan } in tasks {
        let mut estimate = plan.estimate(loaded);
        if matches!(request.against.map(Against::of), Some(Against::Base)) {
            // The file as it is takes about as long as the changed one.
            estimate.cpu_seconds *= 2.0;
        }
        let formats = plan.formats(loaded).len();
        let wall_seconds = estimate.cpu_seconds / plan.threads as f64;
        let data = DryRun {
            schema_version: 1,
            scenario: &loaded.name,
            formats,
            runs: plan.runs,
            cpu_seconds: estimate.cpu_seconds,
            wall_seconds,
            bytes: estimate.bytes,
            worlds_bytes: estimate.worlds_bytes,
            by_star: if formats < 2 { &[] } else { &estimate.by_star },
        };
        output::say(&if request.output.json {
            json_line(&data)?
        } else {
            dry_run_text(&data, plan.threads, request.output.language.lang)
        })?;
    }
    Ok(DONE)
}

fn dry_run_text(data: &DryRun<'_>, threads: usize, language: Language) -> String {
    let seconds = |seconds: f64| format!("{seconds:.1}");
    let megabytes =
        |bytes: u64| say!(language, "dry-megabytes", number = format!("{:.1}", bytes as f64 / 1e6));
    let star = |cost: &StarCost| match cost.runs {
        0 => say!(language, "dry-star-none", star = cost.star, seconds = seconds(cost.cpu_seconds)),
        runs => say!(
            language,
            "dry-star",
            star = cost.star,
            runs = counted(runs, Noun::Run, language),
            worlds = thousands(cost.worlds),
            seconds = seconds(cost.cpu_seconds),
        ),
    };
    let drawn = match data.worlds_bytes {
        0 => say!(language, "dry-not-written"),
        bytes => megabytes(bytes),
    };
    let work = say!(
        language,
        "dry-work",
        scenario = data.scenario,
        formats = counted(data.formats, Noun::Format, language),
        worlds = thousands(data.runs),
        runs = thousands(data.runs.saturating_mul(data.formats as u64)),
    );
    let takes = say!(
        language,
        "dry-takes",
        cpu = seconds(data.cpu_seconds),
        wall = seconds(data.wall_seconds),
        threads = counted(threads, Noun::Thread, language),
        results = megabytes(data.bytes),
        drawn = drawn,
    );
    let stars = data.by_star.iter().map(star);
    let lines = [work, takes].into_iter().chain(stars).chain([say!(language, "dry-nothing")]);
    let said: String = lines.flat_map(|line| [line, "\n".to_owned()]).collect();
    flowing(&said, running())
}

/// What identifies the whole result of a task.
pub(super) fn manifest(task: &Task) -> Manifest {
    let Task { loaded, plan } = task;
    Manifest {
        program: env!("CARGO_PKG_VERSION").into(),
        build: Manifest::BUILD.into(),
        scenario: loaded.name.clone(),
        scenario_hash: loaded.hash.clone(),
        seed: plan.seed,
        runs: plan.runs,
        settings: plan.settings().into_iter().collect(),
        part: None,
    }
}

struct Run<'a> {
    request: &'a Request<'a>,
    task: &'a Task,
    expectations: &'a [Expectation],
    earlier: Option<&'a Stored>,
    merged: Option<&'a Merged<'a>>,
}

impl Run<'_> {
    fn carry_out(&self, guess: Option<Guesses>) -> Result<u8, Failure> {
        let Task { loaded, plan } = self.task;
        let several = self.request.files.len() > 1;
        let place = self.request.output.place(&loaded.name, several);
        let mut store = Partial::begin(&place, &manifest(self.task))?;
        if let Some(merged) = self.merged {
            let blocks = usize::try_from(plan.runs.div_ceil(BLOCK)).unwrap_or(usize::MAX);
            store = store.with_parts(merged.parts, blocks);
        }
        for note in store.notes() {
            remark(&format!("note: {note}\n"));
        }
        let guess = self.predictions(guess, &store)?;
        let watch = Stopwatch::start();
        let stop = interrupt::listen();
        let bar = Bar::new(&loaded.name, self.request.output.quiet, self.language());
        let simulated = match simulate(loaded, plan, &bar, stop, &store)? {
            Ended::Whole(simulated) => simulated,
            Ended::Stopped { finished, blocks } => {
                interrupted(&store, finished, blocks, self.language());
                return Ok(INTERRUPTED);
            }
        };
        let Some(changes) = self.changes(&simulated.comparison, stop)? else {
            remark(&format!("{}\n", say!(self.language(), "interrupted-base")));
            return Ok(INTERRUPTED);
        };
        let found =
            Findings { score: guess.as_ref().map(|guess| scores(guess, &simulated.comparison)), changes };
        let folder = self.write(store, &simulated, &found, &watch)?;
        let code = self.show(&simulated, &found, &folder)?;
        // Everything is whole already; a request that came too late to matter still shows in the exit code.
        Ok(if late(stop) { INTERRUPTED } else { code })
    }

    fn language(&self) -> Language {
        self.request.output.language.lang
    }

    /// What changed against what was asked for, if anything was; `None`: the user asked for an end.
    #[allow(clippy::option_option)]
    fn changes(&self, now: &Comparison, stop: &AtomicBool) -> Result<Option<Option<Card>>, Failure> {
        let Task { loaded, plan } = self.task;
        let Some(against) = self.request.against.map(Against::of) else { return Ok(Some(None)) };
        let (then, base) = if let (Against::Folder(_), Some(earlier)) = (against, self.earlier) {
            let set = earlier.set.as_deref().unwrap_or_default();
            let base = format!("{} {set}", earlier.folder.display());
            (earlier.comparison.clone(), Some(base.trim_end().to_owned()))
        } else {
            let file = load_with_variants(&loaded.path, &ChangeOptions::default())?;
            // As many worlds as the changed file took.
            let plan = &Plan { runs: now.runs, until: None, ..plan.clone() };
            plan.refuse_too_large(&file)?;
            let language = self.language();
            let bar = Bar::new(&say!(language, "what-if-base"), self.request.output.quiet, language);
            let Some(then) = only_found(&file, plan, &bar, stop)? else { return Ok(None) };
            (then, None)
        };
        // Both in the names that the file has now.
        let then = Comparison { names: now.names.clone(), ..then }.speaking(self.language());
        let changes = changes(&then, &now.speaking(self.language())).map_err(Failure::usage)?;
        let what = set_in_words(loaded.variant.as_deref(), &loaded.sets);
        Ok(Some(Some(Card { what, base, changes })))
    }

    /// Predictions made before an interruption are kept: the class has seen nothing since, but they are its first ones.
    fn predictions(&self, given: Option<Guesses>, store: &Partial) -> Result<Option<Guesses>, Failure> {
        let Some(from) = self.request.guess else { return Ok(None) };
        let (formats, parties) = (self.task.plan.formats(&self.task.loaded), &self.task.loaded.parties);
        let earlier =
            store.read("guess.json", guess::LARGEST_FILE).and_then(|bytes| Guesses::from_json(&bytes).ok());
        if let Some(kept) = earlier.and_then(|guess| guess.checked(formats, parties).ok()) {
            guess::kept(self.language());
            return Ok(Some(kept));
        }
        let guess = if let Some(guess) = given {
            guess
        } else {
            let scenario = &self.task.loaded.scenario;
            guess::obtain(from, formats, parties, scenario, self.language())?
        };
        store.write("guess.json", &json_file(&guess)?)?;
        Ok(Some(guess))
    }

    fn write(
        &self,
        store: Partial,
        simulated: &Simulated,
        found: &Findings,
        watch: &Stopwatch,
    ) -> Result<PathBuf, Failure> {
        let Task { loaded, plan } = self.task;
        store.assemble(&simulated.header, simulated.blocks)?;
        if let Some(header) = &simulated.worlds_header {
            store.assemble_worlds(header, simulated.blocks)?;
        }
        let data = data_package::package(&plan.scenario(loaded), plan.worlds);
        store.write(data_package::FILE, &json_file(&data)?)?;
        if self.request.output.parquet {
            export::beside(&store, plan.worlds)?;
        }
        store.write("summary.json", &json_file(&simulated.comparison)?)?;
        if let Some(score) = &found.score {
            store.write("score.json", &json_file(score)?)?;
        }
        let language = self.language();
        let extras = Extras { score: found.score.as_ref(), changes: found.changes.as_ref() };
        write_report(
            loaded,
            plan,
            &simulated.comparison,
            &extras,
            (&store, self.request.pictures, language),
        )?;
        let plan = &Plan { runs: simulated.comparison.runs, ..plan.clone() };
        let mut record = RunRecord::new(
            self.request.command,
            loaded,
            plan,
            self.request.output.language,
            store.resumed(),
            watch,
        );
        if let Some(merged) = self.merged {
            record = record.of_parts(merged.parts.len(), merged.flags);
        }
        store.write("run.json", &json_file(&record)?)?;
        Ok(store.finish()?)
    }

    fn show(&self, simulated: &Simulated, found: &Findings, folder: &Path) -> Result<u8, Failure> {
        let options = self.request.output;
        if options.json {
            output::say(&json_line(&simulated.comparison)?)?;
        } else if options.quiet {
            output::say(&format!("{}\n", folder.display()))?;
        } else {
            output::say(&self.screen(&simulated.comparison, found, folder))?;
        }
        let met = self.judge(&simulated.comparison)?;
        Ok(if met { DONE } else { NOT_MET })
    }

    /// Every expectation is said, met or not.
    fn judge(&self, comparison: &Comparison) -> Result<bool, Failure> {
        let mut all = true;
        for expectation in self.expectations {
            let verdict = expectation.judge(comparison)?;
            let (left, right) = (format!("{:.3}", verdict.left), format!("{:.3}", verdict.right));
            let (language, text) = (self.language(), &verdict.text);
            let said = if verdict.met {
                say!(language, "expectation-met", text = text, left = left, right = right)
            } else {
                say!(language, "expectation-not-met", text = text, left = left, right = right)
            };
            if !(verdict.met && self.request.output.quiet) {
                remark(&format!("{said}\n"));
            }
            all &= verdict.met;
        }
        Ok(all)
    }

    fn screen(&self, comparison: &Comparison, found: &Findings, folder: &Path) -> String {
        let language = self.language();
        let stored = comparison;
        let comparison = &stored.speaking(language);
        let room = text::columns(text::SCREEN);
        let mut before = String::new();
        if let Some(card) = &found.changes {
            before += &(card.screen(comparison, language, room) + "\n");
        }
        if let Some(stopped) = &comparison.until {
            before += &until::screen(stopped, language, room);
        }
        if let Some(score) = &found.score {
            let score = score.speaking(stored, language);
            before += &(guess::table(&score, comparison, room) + "\n");
        }
        let mut footer =
            vec![say!(language, "screen-report", path = folder.join("report.html").display().to_string())];
        footer.extend(self.next(stored, language, room));
        let mut commands = Vec::new();
        if self.request.screen == Screen::Comparison {
            let (told, more) = above_all::lines(stored, self.task, folder, (language, room));
            footer.extend(told);
            commands = more;
        }
        if self.request.findings {
            before += &findings::table(comparison, room);
        }
        // The answer comes last: it stays on the screen.
        before
            + &match (self.request.screen, comparison.formats.as_slice()) {
                (Screen::Single, [format]) => table::single(comparison, format, &footer, room),
                _ => table::comparison(comparison, &footer, &commands, room),
            }
    }

    /// One run to look at, and what it shows.
    fn next(&self, comparison: &Comparison, language: Language, room: usize) -> Vec<String> {
        let Some(next) = next(comparison) else { return Vec::new() };
        let Task { loaded, plan } = self.task;
        let mut command = plan.explain_command(loaded, next.format, next.world);
        if language != Language::En {
            command.extend([" --lang ", language.code()]);
        }
        let mut lines = vec![say!(language, "screen-next", command = command)];
        let shows = shown(&next, comparison, language);
        lines.extend(shows.iter().flat_map(|shows| wrapped("         ", shows, room)));
        lines
    }
}

/// What the run shows that is proposed; nothing where any run would do.
fn shown(next: &Next<'_>, comparison: &Comparison, language: Language) -> Option<String> {
    match next.shows {
        Shows::Difference { measure, other } => {
            let other = language.quoted(comparison.name_in(language, other));
            Some(match measure {
                "signed" => say!(language, "next-signed", other = other),
                "in_force" => say!(language, "next-in-force", other = other),
                _ => say!(language, "next-completed", other = other),
            })
        }
        Shows::Ending => Some(say!(language, "next-ending")),
        Shows::Nothing => None,
    }
}

/// What is found beside the comparison.
struct Findings {
    score: Option<Scores>,
    changes: Option<Card>,
}

fn late(stop: &AtomicBool) -> bool {
    stop.load(Ordering::Relaxed)
}

pub(super) fn interrupted(store: &Partial, finished: usize, blocks: usize, language: Language) {
    if finished == 0 {
        return remark(&format!("{}\n", say!(language, "interrupted-nothing")));
    }
    let share = own_scale(100.0 * finished as f64 / blocks.max(1) as f64);
    let kept = say!(
        language,
        "interrupted-kept",
        finished = finished.to_string(),
        blocks = blocks.to_string(),
        share = share.split('.').next().unwrap_or_default(),
        folder = store.folder().display().to_string(),
    );
    remark(&format!("{kept}\n{}\n", say!(language, "interrupted-again")));
}
