//! What `negotiate` and `analyse` work on: a domain, foreign files, or a scenario's talks.

use super::domains::Given;
use super::{domains, memory};
use crate::lab::games::clock::Convention;
use crate::lab::games::evaluate;
use crate::lab::games::evaluate::Work;
use crate::lab::games::game::Game;
use crate::lab::games::lazy::Space;
use crate::lab::games::talks_game::{SEARCHED, first_with_zone, has_zone, talks_game};
use crate::scenario::domain::Domain;
use crate::scenario::{Opened, SourceFile};
use crate::terminal::change::ChangeOptions;
use crate::terminal::failure::Failure;
use crate::terminal::loaded::Loaded;
use crate::terminal::options::whole;
use crate::terminal::text::sensible;
use clap::ValueEnum;
use std::path::PathBuf;

/// A game with the names of what is in it.
pub(super) struct Subject {
    /// Name, for headings.
    pub(super) name: String,
    /// The game.
    pub(super) game: Game,
    /// Names of the parties.
    pub(super) parties: Vec<String>,
    /// The domain, where there is one.
    pub(super) domain: Option<Domain>,
    /// What is agreed, by package, where packages are not those of a domain.
    contents: Vec<Vec<(String, String)>>,
    /// A domain of more packages than can be listed; the game is empty then until something is offered.
    pub(super) space: Option<Space>,
    /// Number of all packages.
    pub(super) packages: usize,
    /// Numbers, among all, of the packages that are offered, where not all are listed.
    numbers: Vec<usize>,
    /// The scenario, where it is a scenario's talks.
    talks: Option<(Loaded, usize)>,
}

/// Which talks of a scenario are meant.
#[derive(Debug, clap::Args)]
pub(super) struct Which {
    /// Domain or scenario; of a scenario, the talks of one format in one assumed world
    #[arg(value_name = "SOURCE", required = true)]
    pub(super) source: Vec<PathBuf>,
    /// Format of a scenario; an unambiguous beginning is enough
    #[arg(long, value_name = "NAME")]
    pub(super) format: Option<String>,
    /// Number of the assumed world of a scenario; 0 is the first
    #[arg(long, value_name = "K", default_value_t = 0, value_parser = whole::<u64>(0, u64::MAX / 2), allow_negative_numbers = true)]
    pub(super) world: u64,
    /// Seed of all that is drawn
    #[arg(long, value_name = "S", default_value_t = 1, value_parser = whole::<u64>(0, u64::MAX), allow_negative_numbers = true)]
    pub(super) seed: u64,
    /// Whose conventions where libraries differ: of gains, discounts, time and acceptance
    #[arg(long, value_enum, default_value_t = Conventions::Plain, value_name = "WHOSE")]
    pub(super) convention: Conventions,
}

/// Whose conventions are followed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Conventions {
    /// Gains from the reservation value; a discount on it too; time from 0 to 1
    Plain,
    /// Those of NegMAS 0.16
    Negmas,
}

impl From<Conventions> for Convention {
    fn from(of: Conventions) -> Self {
        match of {
            Conventions::Plain => Self::Plain,
            Conventions::Negmas => Self::NegMas,
        }
    }
}

impl Subject {
    /// Reads what is named, if there is memory for what is to be done with it.
    pub(super) fn load(which: &Which, work: Work) -> Result<Self, Failure> {
        match domains::open(&which.source)? {
            Given::Domain(domain) => Self::of_domain(domain, work),
            Given::Other(source, opened) => Self::of_scenario(which, &source, opened),
        }
    }

    fn of_domain(domain: Domain, work: Work) -> Result<Self, Failure> {
        let sizes = evaluate::sizes(&domain);
        let packages = evaluate::packages(&sizes).unwrap_or(usize::MAX);
        let listed = evaluate::can_be_listed(packages, domain.parties.len());
        let space = if listed { None } else { Space::of(&domain) };
        let game = if let Some(space) = &space {
            let (reservation, rule) = (space.reservation.clone(), space.rule.clone());
            Game::new(1, vec![0.0; reservation.len()], reservation, rule)
        } else {
            memory::refuse_too_much(packages, domain.parties.len(), work)?;
            Game::of(&domain)
        };
        let game = game.map_err(Failure::usage)?;
        let parties = domain.parties.iter().map(|party| party.name.clone()).collect();
        let name = if domain.title.is_empty() { domain.name.clone() } else { domain.title.clone() };
        Ok(Self {
            name,
            game,
            parties,
            domain: Some(domain),
            contents: Vec::new(),
            space,
            packages,
            numbers: Vec::new(),
            talks: None,
        })
    }

    fn of_scenario(which: &Which, source: &SourceFile, opened: Opened) -> Result<Self, Failure> {
        let loaded = Loaded::of(&which.source[0], source, opened, &ChangeOptions::default())?;
        let format = loaded.format(which.format.as_deref())?;
        let name = format!("{}: {}, world {}", loaded.name, loaded.formats[format], which.world);
        let talks = talks_game(&loaded.scenario, &loaded.formats[format], which.seed, which.world)
            .map_err(Failure::usage)?;
        Ok(Self {
            name,
            packages: talks.game.packages(),
            space: None,
            numbers: Vec::new(),
            game: talks.game,
            parties: talks.parties,
            domain: None,
            contents: talks.packages,
            talks: Some((loaded, format)),
        })
    }

    /// The same talks in another assumed world; `None` where this is no scenario.
    pub(super) fn in_world(&self, seed: u64, world: u64) -> Option<Result<Game, Failure>> {
        let (loaded, format) = self.talks.as_ref()?;
        let talks = talks_game(&loaded.scenario, &loaded.formats[*format], seed, world);
        Some(talks.map(|talks| talks.game).map_err(Failure::usage))
    }

    /// That nothing can pass in this world, and a world in which something can; `None` where something can, or this is no scenario.
    pub(super) fn without_zone(&self, which: &Which) -> Option<String> {
        let (loaded, format) = self.talks.as_ref().filter(|_| !has_zone(&self.game))?;
        let found = first_with_zone(&loaded.scenario, &loaded.formats[*format], which.seed);
        let other = found.map_or_else(
            || format!("nor in any of the first {SEARCHED} worlds of seed {}", which.seed),
            |world| format!("there is one in world {world}: add --world {world}"),
        );
        Some(format!("there is no zone of agreement in world {}: no package can pass;\n{other}", which.world))
    }

    /// The package that stands at the beginning.
    pub(super) fn initial(&self) -> Option<usize> {
        let initial = self.domain.as_ref()?.initial.as_ref()?;
        evaluate::index_of(&self.game.sizes, initial)
    }

    /// Takes the game of what is offered in place of all packages, with their numbers among all.
    pub(super) fn offer(&mut self, game: Game, packages: Vec<usize>) {
        (self.game, self.numbers) = (game, packages);
    }

    /// The number of a package of the game among all packages.
    pub(super) fn number(&self, package: usize) -> usize {
        self.numbers.get(package).copied().unwrap_or(package)
    }

    /// What is agreed in a package, by issue.
    pub(super) fn content(&self, package: usize) -> Vec<(String, String)> {
        if let Some(content) = self.contents.get(package) {
            return content.clone();
        }
        let sizes = self.space.as_ref().map_or(&self.game.sizes, |space| &space.sizes);
        self.named(&evaluate::package_of(sizes, self.number(package)))
    }

    fn named(&self, values: &[usize]) -> Vec<(String, String)> {
        let issues = self.domain.iter().flat_map(|domain| &domain.issues);
        issues.zip(values).map(|(issue, value)| (issue.name.clone(), issue.values[*value].clone())).collect()
    }

    /// A package in words.
    pub(super) fn words(&self, package: usize) -> String {
        let content = self.content(package);
        let parts: Vec<String> =
            content.iter().map(|(issue, value)| sensible(&format!("{issue}: {value}"))).collect();
        parts.join("; ")
    }
}
