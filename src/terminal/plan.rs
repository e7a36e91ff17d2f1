//! What is to be simulated, and what it will take.

use super::failure::Failure;
use super::loaded::Loaded;
use super::shell;
use crate::results::until::Until;
use crate::results::words::thousands;
use crate::scenario::Scenario;
use crate::simulation::estimate;
use crate::simulation::job::{BLOCK, Runs};
use crate::simulation::machine::Stopwatch;
use crate::simulation::star::{self, Size};
use crate::talks::behaviour;
use clap::ValueEnum;
use serde::Serialize;

/// The seed unless another is given.
pub(crate) const DEFAULT_SEED: u64 = 1;

/// How the parties behave at the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Behaviour {
    /// They concede over time, each in its own way
    Concession,
    /// They choose the package with the highest Nash product
    Nash,
    /// They reckon exactly, from the last offer back, as if everything were known: it ignores that anything is hidden; small tables only
    Exact,
    /// The benchmark without tactics or demands: one offer by a member drawn by lot, which everybody takes from what it has without
    /// agreement or for its outside option; what a result keeps under it comes from the worlds
    Benchmark,
}

impl Behaviour {
    /// As written in results.
    pub(crate) fn key(self) -> &'static str {
        self.of_engine().key()
    }

    /// As the engine knows it.
    pub(crate) fn of_engine(self) -> behaviour::Behaviour {
        match self {
            Self::Concession => behaviour::Behaviour::Concession,
            Self::Nash => behaviour::Behaviour::Nash,
            Self::Exact => behaviour::Behaviour::Exact,
            Self::Benchmark => behaviour::Behaviour::Benchmark,
        }
    }
}

/// In how many worlds each finding is tested.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Star {
    /// The base alone: no finding is tested
    None,
    /// 100 worlds a run: what they cannot tell is called not tested
    Default,
    /// 600 worlds a run
    Full,
}

impl Star {
    /// As the engine knows it.
    pub(crate) fn size(self) -> Size {
        match self {
            Self::None => Size::None,
            Self::Default => Size::Default,
            Self::Full => Size::Full,
        }
    }
}

/// What is to be simulated.
#[derive(Debug, Clone)]
pub(crate) struct Plan {
    /// Assumed worlds.
    pub(crate) runs: u64,
    /// Seed.
    pub(crate) seed: u64,
    /// Threads.
    pub(crate) threads: usize,
    /// Behaviour in the main run.
    pub(crate) behaviour: Behaviour,
    /// In how many worlds findings are tested.
    pub(crate) star: Size,
    /// The formats to simulate, by their exact names, the reference first; `None`: all.
    pub(crate) formats: Option<Vec<String>>,
    /// Whether what is drawn in each world is written down.
    pub(crate) worlds: bool,
    /// When it is exact enough to stop before all worlds are done.
    pub(crate) until: Option<Until>,
}

/// What a simulation will take.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Estimate {
    /// Processor time in seconds, over all threads.
    pub(crate) cpu_seconds: f64,
    /// Size of `results.csv` in bytes.
    pub(crate) bytes: u64,
    /// Size of `worlds.csv` in bytes.
    pub(crate) worlds_bytes: u64,
    /// What each size of the star takes in all.
    pub(crate) by_star: [StarCost; 3],
}

/// What a comparison with one size of the star takes.
#[derive(Debug, Clone, Copy, Serialize)]
pub(crate) struct StarCost {
    /// `none`, `default` or `full`.
    pub(crate) star: &'static str,
    /// Runs beside the base.
    pub(crate) runs: usize,
    /// Worlds of each.
    pub(crate) worlds: u64,
    /// Processor time in seconds, over all threads, the base included.
    pub(crate) cpu_seconds: f64,
}

impl Plan {
    /// The scenario with the formats that are to be simulated.
    pub(crate) fn scenario(&self, loaded: &Loaded) -> Scenario {
        self.reduced(&loaded.scenario)
    }

    /// Names of the formats that are to be simulated, the reference first.
    pub(crate) fn formats<'a>(&'a self, loaded: &'a Loaded) -> &'a [String] {
        self.formats.as_ref().unwrap_or(&loaded.formats)
    }

    fn reduced(&self, scenario: &Scenario) -> Scenario {
        match &self.formats {
            Some(chosen) => scenario.with_formats(chosen),
            None => scenario.clone(),
        }
    }

    /// The work on a scenario of [`Plan::scenario`].
    pub(crate) fn job<'s>(&self, scenario: &'s Scenario) -> Runs<'s> {
        let runs = Runs::new(scenario, self.seed, self.runs, self.behaviour.of_engine());
        if self.worlds { runs } else { runs.without_worlds() }
    }

    /// Settings beside seed, runs and scenario that change the bytes of a result, for the manifest.
    pub(crate) fn settings(&self) -> Vec<(String, String)> {
        let format = self.formats.as_ref().map_or_else(|| "all".into(), |chosen| chosen.join("; "));
        let until = self.until.iter().map(|until| ("until".into(), until.text.clone()));
        let mut settings: Vec<(String, String)> = vec![
            ("behaviour".into(), self.behaviour.key().into()),
            ("format".into(), format),
            ("star".into(), self.star.key().into()),
            ("worlds in a block".into(), BLOCK.to_string()),
            ("worlds.csv".into(), if self.worlds { "yes" } else { "no" }.into()),
        ];
        settings.extend(until);
        settings
    }

    /// Refuses tables that are too large for the behaviour, before anything is run.
    pub(crate) fn refuse_too_large(&self, loaded: &Loaded) -> Result<(), Failure> {
        let scenario = self.scenario(loaded);
        let behaviour = self.behaviour.of_engine();
        Runs::new(&scenario, self.seed, 1, behaviour).engine().fits(behaviour).map_err(|(format, error)| {
            Failure::usage(format!("{error} under --behaviour {}", behaviour.key()))
                .at(format!("{}: formats.{format}", loaded.path.display()))
                .expected(format!("at most {} packages × offers at each table", thousands(error.most as u64)))
                .mend(
                    "use --behaviour concession or nash, or give this format a shorter agenda, fewer road maps, meetings or offers",
                )
        })
    }

    /// The star of a scenario that [`Plan::scenario`] gave, with so many worlds a run.
    pub(crate) fn star(&self, loaded: &Loaded, scenario: &Scenario, size: Size) -> star::Star {
        let variants: Vec<_> =
            loaded.variants.iter().map(|(name, scenario)| (name.clone(), self.reduced(scenario))).collect();
        star::Star::of(scenario, self.behaviour.of_engine(), size, &variants)
    }

    /// What it will take, from a few worlds of it.
    pub(crate) fn estimate(&self, loaded: &Loaded) -> Estimate {
        let scenario = self.scenario(loaded);
        let star = self.star(loaded, &scenario, Size::Full);
        let base = self.job(&scenario);
        // The first world of all pays for what is done once.
        base.some(0..1);
        let (mut bytes, mut worlds_bytes, mut worlds) = (0, 0, 0);
        let mut seconds = |runs: &Runs<'_>, some: &[u64]| {
            let watch = Stopwatch::start();
            let rows = runs.some(some.iter().copied()).0;
            bytes += rows.results.len() as u64;
            worlds_bytes += rows.worlds.len() as u64;
            worlds += some.len() as u64;
            watch.wall_seconds()
        };
        let alone = estimate::of_one(0..self.runs, |some| seconds(&base, some));
        let with_runs = if star.runs.is_empty() {
            alone
        } else {
            let tested = self.job(&scenario).with(&star);
            estimate::of_one(tested.stretches()[0].clone(), |some| seconds(&tested, some))
        };
        let by_star = Size::ALL.map(|size| {
            let tested = size.worlds().min(self.runs);
            StarCost {
                star: size.key(),
                runs: if size == Size::None { 0 } else { star.runs.len() },
                worlds: if star.runs.is_empty() { 0 } else { tested },
                cpu_seconds: alone * (self.runs - tested) as f64 + with_runs * tested as f64,
            }
        });
        let chosen = by_star.iter().find(|cost| cost.star == self.star.key());
        let of_all = |bytes: u64| (bytes as f64 / worlds as f64 * self.runs as f64) as u64;
        Estimate {
            cpu_seconds: chosen.map_or(0.0, |cost| cost.cpu_seconds),
            bytes: of_all(bytes),
            worlds_bytes: of_all(worlds_bytes),
            by_star,
        }
    }

    /// The command that tells the story of a run, with all that its world and behaviour depend on.
    pub(crate) fn explain_command(&self, loaded: &Loaded, format: &str, world: u64) -> String {
        let (file, format) = (shell::quoted(&loaded.path), shell::option("--format", format));
        let words = vec![format!("roundtable explain {file} {format} --run {world}")];
        words.into_iter().chain(self.drawn(loaded)).collect::<Vec<_>>().join(" ")
    }

    /// A command on two formats of the scenario, with all that its worlds depend on, and more options.
    pub(crate) fn pair_command(
        &self,
        command: &str,
        loaded: &Loaded,
        pair: (&str, &str),
        options: Vec<String>,
    ) -> String {
        let options: Vec<String> = options.into_iter().chain(self.drawn(loaded)).collect();
        shell::of_pair(command, &shell::quoted(&loaded.path), pair, &options)
    }

    /// Options on which worlds and behaviour depend, where they are not the usual ones.
    fn drawn(&self, loaded: &Loaded) -> Vec<String> {
        let mut words = Vec::new();
        if self.seed != DEFAULT_SEED {
            words.push(format!("--seed {}", self.seed));
        }
        if self.behaviour != Behaviour::Concession {
            words.push(format!("--behaviour {}", self.behaviour.key()));
        }
        words.extend(loaded.variant.iter().map(|name| shell::option("--variant", name)));
        words.extend(loaded.sets.iter().map(|set| shell::option("--set", set)));
        words
    }
}
