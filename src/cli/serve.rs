//! `serve`: a class in one room, over HTTP.

use super::class_options::for_a_class;
use crate::files::append::Growing;
use crate::files::read;
use crate::language::Language;
use crate::room::log::{Header, LARGEST_LOG, LOG_VERSION, Log};
use crate::room::{Ground, Room, token};
use crate::say;
use crate::scenario::Scenario;
use crate::serve::{self, Service};
use crate::simulation::game::log::LogError;
use crate::simulation::job::Runs;
use crate::terminal::change::ChangeOptions;
use crate::terminal::failure::{DONE, Failure};
use crate::terminal::interrupt;
use crate::terminal::loaded::{Loaded, load};
use crate::terminal::options::{DrawOptions, LanguageOption, whole};
use crate::terminal::output;
use crate::terminal::plan::Behaviour;
use clap::{Args, ValueEnum};
use std::io;
use std::net::{IpAddr, Ipv4Addr, SocketAddr, TcpListener};
use std::path::{Path, PathBuf};

/// So many formats a class plays.
const MOST_FORMATS: usize = 2;

const EXAMPLES: &str = "\
Examples:
  roundtable serve scenarios/teaching/3-packages.ron --groups 3 --lan
  roundtable serve scenarios/korea-2019/formats.ron --formats 'top-down summits,six-party talks' --groups 4 --lan --log class.jsonl
  roundtable serve --log class.jsonl --lan                    go on after a break, or after the machine was off

Students join with the code on the teacher's page; nothing of theirs leaves this machine (docs/serve.md).";

/// Play a case with a class in one room: students join from their telephones, the engine takes every empty seat
///
/// The teacher's page says who sits where and which group waits for whom, and moves on from phase to phase: predict, play under the first format, play
/// under the second one in the same assumed world, compare, predict again. Each student sees the own role sheet and points, and nobody else's. Every
/// move is in the log before it is confirmed: stop at any time, and go on from it.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Arguments {
    /// Scenario file; may be left out to go on from a log
    #[arg(value_name = "FILE", required_unless_present = "log")]
    file: Option<PathBuf>,

    /// The log: a new file, or that of a class that goes on [default: SCENARIO-class-N.jsonl in the current folder]
    #[arg(long, value_name = "LOG")]
    log: Option<PathBuf>,

    /// The formats that are played, one or two: names or unambiguous parts of them, with a comma between [default: those that the file chooses for
    /// a class, else its first two]
    #[arg(long, value_name = "A,B")]
    formats: Vec<String>,

    /// Number of groups; each plays with a seat for every party
    #[arg(long, value_name = "N", default_value_t = 1, value_parser = whole::<u32>(1, 60))]
    groups: u32,

    /// Number of the assumed world that the groups play, under each format the same; may be repeated, for one group after the other
    #[arg(long = "world", value_name = "K", default_values_t = [0], value_parser = whole::<u64>(0, u64::MAX))]
    worlds: Vec<u64>,

    /// Minutes for a game
    #[arg(long, value_name = "N", default_value_t = 11, value_parser = whole::<u32>(1, 600))]
    minutes: u32,

    /// Port to listen on; 0 is any that is free
    #[arg(long, value_name = "PORT", default_value_t = 8080)]
    port: u16,

    /// Be reached from the network around, not from this machine alone
    #[arg(long)]
    lan: bool,

    #[command(flatten)]
    draw: DrawOptions,

    #[command(flatten)]
    language: LanguageOption,
}

/// What is played: the file, its played formats, the first line of the log.
struct Case {
    scenario: Scenario,
    header: Header,
    behaviour: Behaviour,
}

pub(super) fn run(arguments: &Arguments) -> Result<u8, Failure> {
    let old = match &arguments.log {
        Some(path) if path.exists() => Some((path, read_log(path)?)),
        _ => None,
    };
    let case = match (&old, &arguments.file) {
        (Some((path, log)), file) => again(path, log, file.as_deref())?,
        (None, Some(file)) => Case::asked(arguments, file)?,
        (None, None) => return Err(no_file(arguments)),
    };
    let behaviour = case.behaviour.of_engine();
    let runs = Runs::new(&case.scenario, case.header.seed, 1, behaviour);
    runs.engine()
        .fits(behaviour)
        .map_err(|(format, error)| Failure::usage(error).at(format!("format {format}")))?;
    let ground = Ground { scenario: &case.scenario, engine: runs.engine(), behaviour };
    let listener = listen(arguments)?;
    let (room, path, file) = if let Some((path, log)) = old {
        let room = Room::rebuild(ground, &log).map_err(|error| refused(path, &error))?;
        let file = Growing::go_on(path, log.whole as u64).map_err(|error| Failure::writing(path, error))?;
        (room, path.clone(), file)
    } else {
        let (room, first) = Room::begin(ground, case.header.clone());
        let (path, mut file) = new_log(arguments, &case.scenario.name)?;
        file.add(&first).map_err(|error| Failure::writing(&path, error))?;
        (room, path, file)
    };
    if !file.alone().map_err(|error| Failure::writing(&path, error))? {
        return Err(Failure::usage("another program goes on with this class")
            .at(path.display())
            .mend("stop it first"));
    }
    open(arguments, room, (listener, file), &path)
}

/// Opens the room, and keeps it open until Ctrl-C.
fn open(
    arguments: &Arguments,
    room: Room<'_>,
    (listener, file): (TcpListener, Growing),
    path: &Path,
) -> Result<u8, Failure> {
    let language = arguments.language.lang;
    let port = listener.local_addr().map_err(network)?.port();
    let code = room.header.code.clone();
    let around = if arguments.lan { serve::around() } else { Vec::new() };
    let hosts = around.into_iter().chain([IpAddr::V4(Ipv4Addr::LOCALHOST)]);
    let addresses: Vec<String> =
        hosts.map(|host| format!("http://{}/#{code}", SocketAddr::new(host, port))).collect();
    let teacher = secret()?;
    let teachers = format!("http://127.0.0.1:{port}/teach#{teacher}");
    let file_name = crate::scenario::letters::shell_file(&path.display().to_string());
    let mut lines =
        vec![say!(language, "serve-teacher", address = teachers), say!(language, "serve-code", code = code)];
    lines.extend(addresses.iter().map(|address| say!(language, "serve-students", address = address)));
    if !arguments.lan {
        lines.push(say!(language, "serve-loopback"));
    }
    lines.push(say!(language, "serve-stop", log = file_name));
    output::say(&(lines.join("\n") + "\n"))?;
    let service = Service { listener, addresses, teacher, file, words: words() };
    serve::serve(room, service, interrupt::listen()).map_err(|error| {
        Failure::failed(format!("the class had to stop: {error}")).mend(say!(
            language,
            "serve-go-on",
            log = file_name
        ))
    })?;
    output::say(&(say!(language, "serve-stopped", log = file_name) + "\n"))?;
    Ok(DONE)
}

/// The words of the pages.
fn words() -> Vec<(&'static str, String)> {
    let of = |language: Language| {
        (language.code(), serde_json::to_string(&language.words("room")).unwrap_or_default())
    };
    Language::ALL.map(of).into()
}

fn network(error: io::Error) -> Failure {
    Failure::failed(format!("the network cannot be used: {error}"))
}

fn listen(arguments: &Arguments) -> Result<TcpListener, Failure> {
    let host = if arguments.lan { Ipv4Addr::UNSPECIFIED } else { Ipv4Addr::LOCALHOST };
    TcpListener::bind((host, arguments.port)).map_err(|error| match error.kind() {
        io::ErrorKind::AddrInUse => Failure::usage("another program listens there already")
            .at(format!("--port {}", arguments.port))
            .mend("give another number, or --port 0 for any that is free"),
        _ => {
            Failure::usage(error).at(format!("--port {}", arguments.port)).expected("a port that may be used")
        }
    })
}

/// Bytes of chance.
fn random<const N: usize>() -> Result<[u8; N], Failure> {
    let mut bytes = [0; N];
    let fine = serve::random(&mut bytes);
    fine.then_some(bytes).ok_or_else(|| Failure::failed("the system gives no random bytes"))
}

fn secret() -> Result<String, Failure> {
    random().map(token::token)
}

fn no_file(arguments: &Arguments) -> Failure {
    let log = arguments.log.as_ref().map(|log| log.display().to_string()).unwrap_or_default();
    Failure::usage("there is no such log, and no scenario is named")
        .at(log)
        .mend("to begin: roundtable serve FILE --log LOG")
}

/// A new log: the one that is named, or the first name that is free.
fn new_log(arguments: &Arguments, name: &str) -> Result<(PathBuf, Growing), Failure> {
    let taken = |error: &io::Error| error.kind() == io::ErrorKind::AlreadyExists;
    if let Some(path) = &arguments.log {
        let file = Growing::begin(path).map_err(|error| Failure::writing(path, error))?;
        return Ok((path.clone(), file));
    }
    for number in 1_u32.. {
        let path = PathBuf::from(format!("{name}-class-{number}.jsonl"));
        match Growing::begin(&path) {
            Ok(file) => return Ok((path, file)),
            Err(error) if taken(&error) => {}
            Err(error) => return Err(Failure::writing(&path, error)),
        }
    }
    Err(Failure::usage("no name is free for the log").mend("give one: --log LOG"))
}

fn refused(path: &Path, error: &LogError) -> Failure {
    Failure::usage(&error.what)
        .at(format!("{}:{}", path.display(), error.line))
        .expected("a log as `serve` writes it")
}

fn read_log(path: &Path) -> Result<Log, Failure> {
    let bytes = read::bytes(path, LARGEST_LOG).map_err(|error| Failure::reading(path, &error))?;
    Log::read(&bytes).map_err(|error| refused(path, &error))
}

/// What a log is played on: the file that it names, or this one, which must be the same scenario.
fn again(path: &Path, log: &Log, file: Option<&Path>) -> Result<Case, Failure> {
    let header = log.header.clone();
    let wrong = |what: String| refused(path, &LogError { line: 1, what });
    let change = ChangeOptions { variant: header.variant.clone(), sets: header.sets.clone() };
    let loaded = load(file.unwrap_or(Path::new(&header.file)), &change)?;
    if loaded.hash != header.hash {
        let what = format!(
            "{} is another scenario than the one that was played, or was changed since",
            loaded.path.display()
        );
        return Err(wrong(what).mend("give the file as it was: roundtable serve FILE --log LOG"));
    }
    let formats = &header.formats;
    if formats.is_empty()
        || formats.len() > MOST_FORMATS
        || formats.iter().any(|name| !loaded.formats.contains(name))
    {
        return Err(wrong(format!("the scenario has no such formats: {}", formats.join(", "))));
    }
    let behaviour = Behaviour::from_str(&header.behaviour, false)
        .map_err(|_| wrong(format!("there is no behaviour `{}`", header.behaviour)))?;
    Case::of(&loaded, header, behaviour)
}

impl Case {
    fn asked(arguments: &Arguments, file: &Path) -> Result<Self, Failure> {
        let draw = &arguments.draw;
        let loaded = load(file, &draw.change)?;
        let mut formats: Vec<String> = for_a_class(&loaded, &arguments.formats)?
            .into_iter()
            .map(|place| loaded.formats[place].clone())
            .collect();
        if !arguments.formats.is_empty() && formats.len() > MOST_FORMATS {
            return Err(Failure::usage(format!("{} formats are named", formats.len()))
                .at("--formats")
                .expected("one or two: a class plays for about an hour"));
        }
        formats.truncate(MOST_FORMATS);
        let worlds = arguments.worlds.iter().copied().cycle().take(arguments.groups as usize).collect();
        let header = Header {
            roundtable_class: LOG_VERSION,
            file: file.to_string_lossy().into_owned(),
            hash: loaded.hash.clone(),
            variant: loaded.variant.clone(),
            sets: loaded.sets.clone(),
            formats,
            behaviour: draw.behaviour.key().to_owned(),
            seed: draw.seed,
            worlds,
            minutes: arguments.minutes,
            code: token::code(random()?),
        };
        Self::of(&loaded, header, draw.behaviour)
    }

    fn of(loaded: &Loaded, header: Header, behaviour: Behaviour) -> Result<Self, Failure> {
        if behaviour == Behaviour::Benchmark {
            return Err(Failure::usage(
                "under the benchmark no talks are held: one offer, and nobody answers",
            )
            .expected("--behaviour concession, nash or exact"));
        }
        let scenario = loaded.scenario.with_formats(&header.formats);
        Ok(Self { scenario, header, behaviour })
    }
}
