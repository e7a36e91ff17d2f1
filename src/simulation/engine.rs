//! A scenario made ready to run: its formats as programmes, its worlds, and what each table could agree in them.

use super::catalogues::Catalogues;
use super::implementation::Implementation;
use super::program::{self, Program};
use super::setting::{Epoch, Setting, View};
use crate::agreement::evaluation::Switches;
use crate::agreement::events::Occurrences;
use crate::agreement::no_agreement::Lapses;
use crate::agreement::table::Table;
use crate::agreement::valuation::{Ahead, Valuation};
use crate::scenario::model::Scenario;
use crate::talks::behaviour::{Behaviour, TooLarge};
use crate::talks::feasible::{FeasibleAgreements, Zone};
use crate::talks::learning;
use crate::world::{Draws, chance::Chance, draw::Correlation, numbers::Numbers};
use std::borrow::Cow;

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
}

/// The months after the start at which levels practised are recorded.
pub const MONTHS: [u32; 2] = [12, 36];

impl<'a> Engine<'a> {
    /// Prepares a scenario that has passed its checks.
    pub fn new(scenario: &'a Scenario, seed: u64, correlation: Correlation) -> Self {
        let periods = |months: u32| months * scenario.calendar.periods_per_year / 12;
        let mut programs: Vec<Program> = scenario.formats.iter().map(|f| Program::new(scenario, f)).collect();
        program::number(&mut programs);
        Self {
            scenario,
            tables: programs
                .iter()
                .zip(&scenario.formats)
                .map(|(p, f)| p.summary_table(scenario, f))
                .collect(),
            programs,
            dates: MONTHS.into_iter().map(periods).filter(|&t| t <= scenario.calendar.horizon).collect(),
            draws: Draws::new(scenario, seed, correlation),
            switches: Switches { withdrawal: true },
        }
    }

    /// Whether all tables that its formats hold are small enough for a behaviour.
    ///
    /// # Errors
    /// If one is not: the format that holds it, and the table.
    pub fn fits(&self, behaviour: Behaviour) -> Result<(), (String, TooLarge)> {
        for (program, format) in self.programs.iter().zip(&self.scenario.formats) {
            for node in &program.nodes {
                let tables = std::iter::once(&node.table).chain(node.tables.iter().map(|under| &under.table));
                for table in tables {
                    behaviour.holds(table).map_err(|error| (format.name.clone(), error))?;
                }
            }
        }
        Ok(())
    }

    /// Draws one world.
    pub fn setting(&self, index: u64) -> Setting {
        self.setting_of(&self.draws.numbers(index))
    }

    /// What is drawn in one world.
    pub fn numbers(&self, index: u64) -> Numbers {
        self.draws.numbers(index)
    }

    /// The world that these numbers make. Luck by period and stage is drawn from the engine's seed, which must be theirs.
    pub fn setting_of(&self, numbers: &Numbers) -> Setting {
        let luck = &numbers.luck;
        let chance = Chance { ratify: luck.ratification.clone(), ..self.draws.chance(numbers.world) };
        Setting {
            world: numbers.world(self.scenario),
            chance,
            lapses: Lapses::new(luck),
            events: Occurrences::new(self.scenario, luck),
            conduct: Vec::new(),
        }
    }

    /// The same world with demands that move together as in this engine: nothing else is drawn anew.
    pub fn varied(&self, setting: &Setting) -> Setting {
        let mut varied = setting.clone();
        let redrawn = self.draws.world(setting.world.index);
        for (traits, new) in varied.world.traits.iter_mut().zip(redrawn.traits) {
            traits.demand = new.demand;
        }
        varied
    }

    /// A world as it is for a behaviour: without demands for the benchmark ([`crate::world::World::demands`]).
    pub fn under<'s>(&self, setting: &'s Setting, behaviour: Behaviour) -> Cow<'s, Setting> {
        if behaviour.demands() || !setting.world.demands() {
            return Cow::Borrowed(setting);
        }
        let mut plain = setting.clone();
        plain.world = self.draws.without_demands(plain.world);
        Cow::Owned(plain)
    }

    /// The view of a table when so much has happened.
    pub(super) fn view(
        &self,
        setting: &Setting,
        table: &Table,
        catalogues: &mut Catalogues,
        epoch: Epoch,
        ahead: Option<&Ahead>,
    ) -> View {
        let world = setting.world_in(self.scenario, epoch);
        let mut valuation = Valuation::new(self.scenario, &world, table, epoch.lapsed);
        for &(party, conduct) in &setting.conduct {
            let (noise, power) = (valuation.noise[party], valuation.learning);
            learning::after_conduct(&mut valuation.temptation_belief[party], conduct, noise, power);
        }
        if let Some(ahead) = ahead {
            valuation.expect(ahead);
        }
        let moves = ahead.filter(|ahead| ahead.moves_packages());
        let catalogue = catalogues.find(table, &valuation, &world, moves, self.switches);
        valuation.demand(self.scenario, &world, table, &catalogue.best(table, &valuation));
        let feasible = FeasibleAgreements::new(&catalogue, table, &valuation);
        View { epoch, valuation, feasible }
    }
}

impl Engine<'_> {
    /// What decides what becomes of the talks of one table.
    pub(super) fn implementation<'b>(
        &'b self,
        table: &'b Table,
        setting: &'b Setting,
        view: &'b View,
        zone: Zone,
    ) -> Implementation<'b> {
        let (scenario, dates, switches) = (self.scenario, &self.dates, self.switches);
        Implementation { scenario, table, dates, switches, setting, view, zone }
    }
}
