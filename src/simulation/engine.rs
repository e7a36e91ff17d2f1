//! One world through every format: what each table could agree, and how its talks go.

use super::episode::{Episode, Minutes};
use super::follow::Aftermath;
use super::program::{Classes, Program};
use super::record::Record;
use super::whole;
use crate::agreement::drift::Lapses;
use crate::agreement::evaluation::Switches;
use crate::agreement::events::Occurrences;
use crate::agreement::table::Table;
use crate::agreement::valuation::Valuation;
use crate::scenario::model::{Effect, Moved, Scenario};
use crate::talks::behaviour::{Behaviour, TooLarge};
use crate::talks::learning;
use crate::talks::learning::Conduct;
use crate::talks::prospects::{Catalogue, Prospects, Zone};
use crate::world::{Draws, World, chance::Chance, draw::Correlation};
use std::borrow::Cow;
use std::sync::Arc;

/// A scenario made ready to run.
#[derive(Debug, Clone)]
pub struct Engine<'a> {
    /// The scenario.
    pub scenario: &'a Scenario,
    /// Its formats as tables, charts and rows show them: for a plain format its table, for a composite all who take part.
    pub tables: Vec<Table>,
    /// Its formats as they are held.
    pub programs: Vec<Program>,
    /// Dates (in periods) at which levels practised are recorded.
    pub dates: Vec<u32>,
    pub(super) draws: Draws<'a>,
    pub(super) switches: Switches,
    /// Events after which packages are worth something else, as bits: all but those that move outside options alone.
    revalue: u64,
}

/// The months after the start at which levels practised are recorded.
pub const MONTHS: [u32; 2] = [12, 36];

/// A world, its luck, and what happens in it whatever is agreed.
#[derive(Debug, Clone)]
pub struct Setting {
    /// The world.
    pub world: World,
    /// Its luck.
    pub chance: Chance,
    /// What lapses when, if nothing binds it.
    pub lapses: Lapses,
    /// When events happen.
    pub events: Occurrences,
    /// How parties were seen to keep to agreements of this run so far.
    pub conduct: Vec<(usize, Conduct)>,
}

/// What has happened by itself so far, as bits.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Epoch {
    /// Issues that have lapsed.
    pub lapsed: u32,
    /// Events that have happened.
    pub happened: u64,
}

impl Setting {
    /// What has happened by a period.
    pub fn epoch(&self, period: u32) -> Epoch {
        Epoch { lapsed: self.lapses.by(period), happened: self.events.by(period) }
    }

    /// The world as events have made it.
    pub fn world_in(&self, scenario: &Scenario, epoch: Epoch) -> Cow<'_, World> {
        if epoch.happened == 0 {
            Cow::Borrowed(&self.world)
        } else {
            Cow::Owned(self.world.after(scenario, epoch.happened))
        }
    }
}

/// Valuing a package takes about as much as looking so often whether it could suit everybody.
const MAKING: u64 = 20;

/// What was found so far in one world, and serves all tables with the same packages.
#[derive(Debug, Default)]
pub struct Catalogues {
    found: Vec<(Epoch, usize, Arc<Catalogue>)>,
    steps: u64,
}

impl Catalogues {
    /// Packages gone through so far, each time that they are: the bulk of the work, whatever the machine.
    pub fn steps(&self) -> u64 {
        self.steps
    }

    /// The packages of a class of tables, found once.
    fn find(&mut self, epoch: Epoch, class: usize, make: impl FnOnce() -> Catalogue) -> Arc<Catalogue> {
        let known = self.found.iter().position(|(e, c, _)| (*e, *c) == (epoch, class));
        let place = known.unwrap_or_else(|| {
            let made = make();
            self.steps += MAKING * made.len() as u64;
            self.found.push((epoch, class, Arc::new(made)));
            self.found.len() - 1
        });
        Arc::clone(&self.found[place].2)
    }
}

/// A world as one table sees it while the same levels are practised.
#[derive(Debug, Clone)]
pub struct View {
    /// What has happened.
    pub epoch: Epoch,
    /// What everything is worth.
    pub valuation: Valuation,
    /// What could be agreed.
    pub prospects: Prospects,
}

/// Everything about one world under one format, for its story.
pub struct Played<'a> {
    /// What was held, in order.
    pub episodes: Vec<Episode<'a>>,
    /// The record.
    pub record: Record,
}

impl<'a> Engine<'a> {
    /// Prepares a scenario that has passed its checks.
    pub fn new(scenario: &'a Scenario, seed: u64, correlation: Correlation) -> Self {
        let periods = |months: u32| months * scenario.calendar.periods_per_year / 12;
        let mut classes = Classes::default();
        let programs: Vec<Program> =
            scenario.formats.iter().map(|f| Program::new(scenario, f, &mut classes)).collect();
        Self {
            scenario,
            tables: programs.iter().zip(&scenario.formats).map(|(p, f)| p.face(scenario, f)).collect(),
            programs,
            dates: MONTHS.into_iter().map(periods).filter(|&t| t <= scenario.calendar.horizon).collect(),
            draws: Draws::new(scenario, seed, correlation),
            switches: Switches { withdrawal: true },
            revalue: revalue(scenario),
        }
    }

    /// Whether all tables that its formats hold are small enough for a behaviour.
    ///
    /// # Errors
    /// If one is not: the format that holds it, and the table.
    pub fn fits(&self, behaviour: Behaviour) -> Result<(), (String, TooLarge)> {
        for (program, format) in self.programs.iter().zip(&self.scenario.formats) {
            for node in &program.nodes {
                let seats = std::iter::once(&node.seat).chain(node.tables.iter().map(|under| &under.seat));
                for seat in seats {
                    behaviour.holds(&seat.table).map_err(|error| (format.name.clone(), error))?;
                }
            }
        }
        Ok(())
    }

    /// Draws one world.
    pub fn setting(&self, index: u64) -> Setting {
        let world = self.draws.world(index);
        let chance = self.draws.chance(index);
        let lapses = Lapses::new(&world, &chance);
        let events = Occurrences::new(self.scenario, &world, &chance);
        Setting { world, chance, lapses, events, conduct: Vec::new() }
    }

    /// The same world with reservation values that move together as in this engine: nothing else is drawn anew.
    pub fn varied(&self, setting: &Setting) -> Setting {
        let mut varied = setting.clone();
        let redrawn = self.draws.world(setting.world.index);
        for (traits, new) in varied.world.traits.iter_mut().zip(redrawn.traits) {
            traits.reservation = new.reservation;
        }
        varied
    }

    /// Takes a world through every format, for each of the behaviours: `[behaviour][format]`.
    pub fn run(&self, setting: &Setting, behaviours: &[Behaviour]) -> Vec<Vec<Record>> {
        self.run_with(setting, &mut Catalogues::default(), behaviours)
    }

    /// The same with packages that may have been found before, in a setting that differs in reservation values only.
    pub fn run_with(
        &self,
        setting: &Setting,
        catalogues: &mut Catalogues,
        behaviours: &[Behaviour],
    ) -> Vec<Vec<Record>> {
        let mut records: Vec<Vec<Record>> =
            behaviours.iter().map(|_| Vec::with_capacity(self.programs.len())).collect();
        for format in 0..self.programs.len() {
            let mut views = Views::default();
            for (b, behaviour) in behaviours.iter().enumerate() {
                let mut held = Held { engine: self, setting, format, catalogues, views: &mut views };
                records[b].push(held.through(*behaviour, Minutes::Off).1);
            }
        }
        records
    }

    /// Takes a world through one format and keeps everything.
    pub fn play<'b>(&'b self, setting: &'b Setting, format: usize, behaviour: Behaviour) -> Played<'b> {
        let (mut catalogues, mut views) = (Catalogues::default(), Views::default());
        let mut held = Held { engine: self, setting, format, catalogues: &mut catalogues, views: &mut views };
        let (episodes, record) = held.through(behaviour, Minutes::On);
        Played { episodes, record }
    }

    /// The view of a table when so much has happened; `class` finds packages that were found before.
    pub(super) fn view(
        &self,
        setting: &Setting,
        table: &Table,
        class: Option<usize>,
        catalogues: &mut Catalogues,
        epoch: Epoch,
    ) -> View {
        let world = setting.world_in(self.scenario, epoch);
        let mut valuation = Valuation::new(self.scenario, &world, table, epoch.lapsed);
        for &(party, conduct) in &setting.conduct {
            let (noise, power) = (valuation.noise[party], valuation.learning);
            learning::after_conduct(&mut valuation.temptation_belief[party], conduct, noise, power);
        }
        let make = || Catalogue::new(table, &valuation, self.switches);
        let catalogue = if let Some(class) = class {
            catalogues.find(Epoch { happened: epoch.happened & self.revalue, ..epoch }, class, make)
        } else {
            let made = make();
            catalogues.steps += MAKING * made.len() as u64;
            Arc::new(made)
        };
        catalogues.steps += catalogue.len() as u64;
        let prospects = Prospects::new(&catalogue, table, &valuation);
        View { epoch, valuation, prospects }
    }
}

/// Events after which packages are worth something else, as bits.
fn revalue(scenario: &Scenario) -> u64 {
    let outside = |effect: &Effect| match effect {
        Effect::Moves(moves) => moves.iter().all(|m| m.what == Moved::OutsideOption),
        _ => false,
    };
    let matters = scenario.events.iter().enumerate().filter(|(_, event)| !outside(&event.effect));
    matters.fold(0, |bits, (e, _)| bits | 1 << e)
}

/// Views of the tables of one format that were found so far in one world, for all behaviours: by node and sub-table.
#[derive(Debug, Default)]
pub(super) struct Views(pub(super) Vec<((usize, usize), Arc<View>)>);

/// One format in one world, about to be held.
pub(super) struct Held<'a, 'c> {
    pub(super) engine: &'a Engine<'a>,
    pub(super) setting: &'a Setting,
    pub(super) format: usize,
    pub(super) catalogues: &'c mut Catalogues,
    pub(super) views: &'c mut Views,
}

impl<'a> Held<'a, '_> {
    /// Holds what the format holds, and gives the record of the whole.
    fn through(&mut self, behaviour: Behaviour, minutes: Minutes) -> (Vec<Episode<'a>>, Record) {
        let episodes = self.episodes(behaviour, minutes);
        let program = &self.engine.programs[self.format];
        let record = whole::record(self.engine, self.setting, program, &episodes);
        (episodes, record)
    }
}

impl Engine<'_> {
    /// What decides what becomes of the talks of one table.
    pub(super) fn aftermath<'b>(
        &'b self,
        table: &'b Table,
        setting: &'b Setting,
        view: &'b View,
        zone: Zone,
    ) -> Aftermath<'b> {
        let (scenario, dates, switches) = (self.scenario, &self.dates, self.switches);
        Aftermath { scenario, table, dates, switches, setting, view, zone }
    }
}
