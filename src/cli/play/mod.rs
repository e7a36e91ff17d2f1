//! `play`: somebody takes a seat, and the engine plays the others.

mod ending;
mod input;
mod json;
mod package;
mod screen;
mod talk;
mod transcript;

pub(super) use json::schema;
pub(super) use transcript::{Transcript, is_transcript};

use crate::files::append::Growing;
use crate::results::names;
use crate::scenario::Scenario;
use crate::scenario::place::PartyIndex;
use crate::simulation::game::Game;
use crate::simulation::game::log::{Header, LOG_VERSION};
use crate::simulation::game::said::Given;
use crate::simulation::game::session::Session;
use crate::simulation::job::Runs;
use crate::terminal::failure::{DONE, Failure};
use crate::terminal::loaded::{Loaded, load};
use crate::terminal::options::{DrawOptions, LanguageOption, whole};
use crate::terminal::output;
use crate::terminal::plan::Behaviour;
use clap::Args;
use std::io;
use std::path::{Path, PathBuf};

const EXAMPLES: &str = "\
Examples:
  roundtable play scenarios/teaching/3-packages.ron --format 'both together' --as ash
  roundtable play scenarios/korea-2019/formats.ron --format 'six-party talks' --as dprk --world 17 --transcript game.jsonl
  roundtable play --resume game.jsonl
  roundtable play --replay game.jsonl
  roundtable explain game.jsonl

Type help at any prompt. With --json a program plays instead: a message a line out, a move a line in (docs/play.md).";

/// Take a seat at the table: you propose, accept and refuse, and the engine plays the others
///
/// You see your own interests, your own points and the least that you should sign for, and nothing of anybody else's; the rules are those of
/// the simulation. At the end you see how your result compares with the same seat in many assumed worlds, and what all would have signed.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Arguments {
    /// Scenario file
    #[arg(value_name = "FILE", required_unless_present_any = ["resume", "replay"])]
    file: Option<PathBuf>,

    /// Format; an unambiguous part of its name is enough. May be left out if there is only one
    #[arg(long, value_name = "NAME", conflicts_with_all = ["resume", "replay"])]
    format: Option<String>,

    /// The party whose seat you take, by its key or its name; with --json may be repeated
    #[arg(long = "as", value_name = "PARTY", required_unless_present_any = ["resume", "replay"], conflicts_with_all = ["resume", "replay"])]
    seats: Vec<String>,

    /// Number of the assumed world, as in results.csv; 0 is the first
    #[arg(long, value_name = "K", default_value_t = 0, value_parser = whole::<u64>(0, u64::MAX), conflicts_with_all = ["resume", "replay"])]
    world: u64,

    /// Write every move to this file as it is made (JSON lines); it must not exist yet
    #[arg(long, short = 'o', value_name = "LOG", conflicts_with_all = ["resume", "replay"])]
    transcript: Option<PathBuf>,

    /// Go on with the game of this transcript, which grows
    #[arg(long, value_name = "LOG", conflicts_with = "replay")]
    resume: Option<PathBuf>,

    /// Play the moves of this transcript again, and say whether the same transcript comes of it
    #[arg(long, value_name = "LOG")]
    replay: Option<PathBuf>,

    /// Speak JSON, a message a line, so that a program can take the seat
    #[arg(long)]
    json: bool,

    /// With --json: seconds for a move; after that the engine makes it
    #[arg(long, value_name = "S", requires = "json", value_parser = whole::<u64>(1, 86_400))]
    seconds: Option<u64>,

    /// With --json: how many of the packages that can be agreed are listed in each message, the best for the seat first
    #[arg(long, value_name = "N", requires = "json", default_value_t = 20, value_parser = whole::<u32>(0, 100_000))]
    packages: u32,

    /// Assumed worlds that your result is compared with at the end
    #[arg(long, value_name = "N", default_value_t = 100, value_parser = whole::<u64>(1, 100_000))]
    runs: u64,

    #[command(flatten)]
    draw: DrawOptions,

    #[command(flatten)]
    language: LanguageOption,
}

/// A game that can be played: what it is played on.
pub(super) struct Ground {
    /// The file.
    loaded: Loaded,
    /// It with the one format alone.
    scenario: Scenario,
    /// What stands in the first line of the transcript.
    header: Header,
    behaviour: Behaviour,
    seats: Vec<PartyIndex>,
}

impl Ground {
    /// What the arguments ask for.
    fn asked(arguments: &Arguments, file: &Path) -> Result<Self, Failure> {
        let draw = &arguments.draw;
        let loaded = load(file, &draw.change)?;
        let format = loaded.format(arguments.format.as_deref())?;
        let seats =
            arguments.seats.iter().map(|given| party(&loaded, given)).collect::<Result<Vec<_>, _>>()?;
        if seats.len() > 1 && !arguments.json {
            return Err(Failure::usage("at a terminal one person takes one seat")
                .expected("--as once, or --json")
                .mend("leave the other --as out: the engine plays those seats"));
        }
        let header = Header {
            roundtable_play: LOG_VERSION,
            file: file.to_string_lossy().into_owned(),
            hash: loaded.hash.clone(),
            variant: loaded.variant.clone(),
            sets: loaded.sets.clone(),
            format: loaded.formats[format].clone(),
            behaviour: draw.behaviour.key().to_owned(),
            seed: draw.seed,
            world: arguments.world,
            seats: seats.iter().map(|seat| loaded.scenario.parties[*seat].id.clone()).collect(),
        };
        Self::of(loaded, header, draw.behaviour, seats)
    }

    fn of(
        loaded: Loaded,
        header: Header,
        behaviour: Behaviour,
        seats: Vec<PartyIndex>,
    ) -> Result<Self, Failure> {
        if behaviour == Behaviour::Benchmark {
            return Err(Failure::usage(
                "under the benchmark no talks are held: one offer, and nobody answers",
            )
            .expected("--behaviour concession, nash or exact"));
        }
        let scenario = loaded.scenario.with_formats(&[&header.format]);
        Ok(Self { loaded, scenario, header, behaviour, seats })
    }

    fn game<'a>(&self, runs: &'a Runs<'a>) -> Game<'a> {
        Game::new(runs.engine(), (0, self.header.world), self.behaviour.of_engine(), &self.seats)
    }
}

/// The party that is meant, by its key or its name.
fn party(loaded: &Loaded, given: &str) -> Result<PartyIndex, Failure> {
    let keys: Vec<String> = loaded.parties.iter().map(|party| party.id.clone()).collect();
    if let Some(place) = keys.iter().position(|key| key == given) {
        return Ok(PartyIndex(place));
    }
    let all: Vec<String> = loaded.parties.iter().map(|party| party.name.clone()).collect();
    match names::find_part("party", &all, given) {
        Ok(place) => Ok(PartyIndex(place)),
        Err(error) => Err(Failure::from(error).expected(format!("--as with one of: {}", keys.join(", ")))),
    }
}

pub(super) fn run(arguments: &Arguments) -> Result<u8, Failure> {
    if let Some(log) = &arguments.replay {
        return replay(arguments, log);
    }
    let transcript = arguments.resume.as_ref().map(|log| Transcript::read(log)).transpose()?;
    let ground = match (&transcript, &arguments.file) {
        (Some(transcript), file) => transcript.ground(file.as_deref())?,
        (None, Some(file)) => Ground::asked(arguments, file)?,
        (None, None) => return Err(Failure::usage("no scenario is named")),
    };
    let behaviour = ground.behaviour.of_engine();
    let runs = Runs::new(&ground.scenario, ground.header.seed, 1, behaviour);
    runs.engine()
        .fits(behaviour)
        .map_err(|(format, error)| Failure::usage(error).at(format!("format {format}")))?;
    let game = ground.game(&runs);
    let (session, lines) = match &transcript {
        None => Session::begin(game, &ground.header),
        Some(transcript) => {
            Session::resume(game, &transcript.log).map_err(|error| transcript.refused(&error))?
        }
    };
    let mut keeper = Keeper::of(arguments, transcript.as_ref())?;
    keeper.keep(&lines)?;
    let mut table = At { ground: &ground, runs: &runs, session, keeper, arguments };
    if arguments.json { json::play(&mut table) } else { talk::play(&mut table) }
}

/// A game that is being played.
struct At<'a> {
    ground: &'a Ground,
    runs: &'a Runs<'a>,
    session: Session<'a>,
    keeper: Keeper,
    arguments: &'a Arguments,
}

impl At<'_> {
    /// Takes an answer, and has it on the disk before anything is shown; what is wrong with it otherwise.
    fn answer(&mut self, given: Given) -> Result<Result<(), String>, Failure> {
        match self.session.answer(given) {
            Ok(lines) => self.keeper.keep(&lines).map(Ok),
            Err(wrong) => Ok(Err(wrong.to_string())),
        }
    }

    fn rewind(&mut self, act: usize) -> Result<(), Failure> {
        let lines = self.session.rewind(act);
        self.keeper.keep(&lines)
    }
}

/// The transcript on the disk, if one is kept.
struct Keeper(Option<(PathBuf, Growing)>);

impl Keeper {
    fn of(arguments: &Arguments, resumed: Option<&Transcript>) -> Result<Self, Failure> {
        let taken = |path: &Path, error: io::Error| match error.kind() {
            io::ErrorKind::AlreadyExists => Failure::usage("the file exists already")
                .at(path.display())
                .mend("give another name, or go on with that game: --resume LOG"),
            _ => Failure::writing(path, error),
        };
        let opened = match (&arguments.transcript, resumed) {
            (_, Some(old)) => Some((&old.path, Growing::go_on(&old.path, old.log.whole as u64))),
            (Some(path), None) => Some((path, Growing::begin(path))),
            (None, None) => None,
        };
        let kept = opened.map(|(path, file)| Ok((path.clone(), file.map_err(|e| taken(path, e))?)));
        kept.transpose().map(Self)
    }

    fn keep(&mut self, lines: &str) -> Result<(), Failure> {
        let Some((path, file)) = &mut self.0 else { return Ok(()) };
        file.add(lines).map_err(|error| Failure::writing(path, error))
    }

    fn path(&self) -> Option<&Path> {
        self.0.as_ref().map(|(path, _)| path.as_path())
    }
}

/// Plays a transcript again.
fn replay(arguments: &Arguments, path: &Path) -> Result<u8, Failure> {
    let transcript = Transcript::read(path)?;
    let ground = transcript.ground(arguments.file.as_deref())?;
    let runs = Runs::new(&ground.scenario, ground.header.seed, 1, ground.behaviour.of_engine());
    let (session, more) =
        Session::resume(ground.game(&runs), &transcript.log).map_err(|error| transcript.refused(&error))?;
    transcript.same_bytes()?;
    let mut table = At { ground: &ground, runs: &runs, session, keeper: Keeper(None), arguments };
    if arguments.json {
        return json::end(&mut table).map(|()| DONE);
    }
    let language = arguments.language.lang;
    let moves = table.session.acts().len().to_string();
    let mut text = crate::say!(language, "play-replayed", moves = moves) + "\n";
    if transcript.torn() || !more.is_empty() {
        text += &(crate::say!(language, "play-torn") + "\n");
    }
    output::say(&text)?;
    if table.session.open().is_some() {
        output::say(&(crate::say!(language, "play-not-over") + "\n"))?;
        return Ok(DONE);
    }
    talk::end(&mut table).map(|()| DONE)
}
