//! Transcripts that are read: for `play --resume`, `play --replay` and `explain`.

use super::Ground;
use crate::files::read;
use crate::scenario::place::PartyIndex;
use crate::simulation::game::log::{Chain, LARGEST_LOG, Log, LogError};
use crate::simulation::game::said::Given;
use crate::terminal::change::ChangeOptions;
use crate::terminal::failure::Failure;
use crate::terminal::loaded::{Loaded, load};
use crate::terminal::plan::Behaviour;
use clap::ValueEnum;
use std::path::{Path, PathBuf};

/// How a transcript begins.
const MARK: &str = "{\"roundtable_play\":";

/// A transcript with the file that it was read from.
pub(in crate::cli) struct Transcript {
    pub(super) path: PathBuf,
    pub(super) log: Log,
    bytes: Vec<u8>,
}

/// Whether a file begins as a transcript does.
pub(in crate::cli) fn is_transcript(path: &Path) -> bool {
    read::beginning(path, MARK.len() as u64).is_ok_and(|bytes| bytes == MARK.as_bytes())
}

impl Transcript {
    /// Reads one.
    pub(in crate::cli) fn read(path: &Path) -> Result<Self, Failure> {
        let bytes = read::bytes(path, LARGEST_LOG).map_err(|error| Failure::reading(path, &error))?;
        let log = Log::read(&bytes).map_err(|error| refused(path, &error))?;
        Ok(Self { path: path.to_owned(), log, bytes })
    }

    /// What it is played on: the file that it names, or this one, which must be the same scenario.
    pub(super) fn ground(&self, file: Option<&Path>) -> Result<Ground, Failure> {
        let header = &self.log.header;
        let given = PathBuf::from(&header.file);
        let change = ChangeOptions { variant: header.variant.clone(), sets: header.sets.clone() };
        let loaded = load(file.unwrap_or(&given), &change)?;
        let wrong = |what: String| self.refused(&LogError { line: 1, what });
        if loaded.hash != header.hash {
            return Err(wrong(format!(
                "{} is another scenario than the one that was played, or was changed since",
                loaded.path.display()
            ))
            .mend("give the file as it was: roundtable play FILE --replay LOG"));
        }
        if !loaded.formats.contains(&header.format) {
            return Err(wrong(format!("the scenario has no format `{}`", header.format)));
        }
        let behaviour = Behaviour::from_str(&header.behaviour, false)
            .map_err(|_| wrong(format!("there is no behaviour `{}`", header.behaviour)))?;
        let seat = |key: &String| {
            let place = loaded.parties.iter().position(|party| party.id == *key);
            place.map(PartyIndex).ok_or_else(|| wrong(format!("the scenario has no party `{key}`")))
        };
        let seats = header.seats.iter().map(seat).collect::<Result<_, _>>()?;
        Ground::of(loaded, header.clone(), behaviour, seats)
    }

    /// What is refused, with its place.
    pub(super) fn refused(&self, error: &LogError) -> Failure {
        refused(&self.path, error)
    }

    /// Whether a last line was cut off.
    pub(super) fn torn(&self) -> bool {
        self.log.whole < self.bytes.len()
    }

    /// Whether its lines, written again, are the same bytes.
    pub(super) fn same_bytes(&self) -> Result<(), Failure> {
        let mut chain = Chain::default();
        let mut text = chain.line(&self.log.header);
        self.log.lines.iter().for_each(|line| text += &chain.line(line));
        if text.as_bytes() == &self.bytes[..self.log.whole] {
            return Ok(());
        }
        let same = text.as_bytes().iter().zip(&self.bytes).take_while(|(a, b)| a == b).count();
        let line = self.bytes[..same].split(|byte| *byte == b'\n').count();
        let what = "written again, the line is another one: it was not written by this program".to_owned();
        Err(self.refused(&LogError { line, what }))
    }

    /// The scenario, and what `explain` needs to hold the run again: its format, seed, world, behaviour, seats and their moves.
    pub(in crate::cli) fn told(&self) -> Result<(Loaded, Told), Failure> {
        let ground = self.ground(None)?;
        let format = ground.loaded.formats.iter().position(|name| *name == ground.header.format);
        let given = self.log.given().into_iter().map(|(_, given)| given).collect();
        let told = Told {
            format: format.unwrap_or(0),
            seed: ground.header.seed,
            world: ground.header.world,
            behaviour: ground.behaviour,
            seats: ground.seats,
            given,
        };
        Ok((ground.loaded, told))
    }
}

/// A game to be told.
pub(in crate::cli) struct Told {
    pub(in crate::cli) format: usize,
    pub(in crate::cli) seed: u64,
    pub(in crate::cli) world: u64,
    pub(in crate::cli) behaviour: Behaviour,
    pub(in crate::cli) seats: Vec<PartyIndex>,
    pub(in crate::cli) given: Vec<Given>,
}

fn refused(path: &Path, error: &LogError) -> Failure {
    Failure::usage(&error.what)
        .at(format!("{}:{}", path.display(), error.line))
        .expected("a transcript as `play --transcript` writes it")
}
