//! A scenario made ready to run: its formats as programmes, its worlds, and what each table could agree in them.

use super::implementation::Implementation;
use super::program::{Classes, Program};
use super::setting::{Catalogues, Epoch, MAKING, Setting, View};
use crate::agreement::evaluation::Switches;
use crate::agreement::events::Occurrences;
use crate::agreement::no_agreement::Lapses;
use crate::agreement::table::Table;
use crate::agreement::valuation::{Ahead, Valuation};
use crate::scenario::model::{DemandOf, Effect, Moved, Scenario};
use crate::talks::behaviour::{Behaviour, TooLarge};
use crate::talks::catalogue::Catalogue;
use crate::talks::feasible::{FeasibleAgreements, Zone};
use crate::talks::learning;
use crate::world::{Draws, chance::Chance, draw::Correlation, numbers::Numbers};
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

impl<'a> Engine<'a> {
    /// Prepares a scenario that has passed its checks.
    pub fn new(scenario: &'a Scenario, seed: u64, correlation: Correlation) -> Self {
        let periods = |months: u32| months * scenario.calendar.periods_per_year / 12;
        let mut classes = Classes::new(scenario);
        let programs: Vec<Program> =
            scenario.formats.iter().map(|f| Program::new(scenario, f, &mut classes)).collect();
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

    /// Whether the packages that are looked at are the same in a world without demands: where demands are shares of a gain, an
    /// audience cost alone lets a party take less than it has without agreement.
    pub(super) fn demands_move_no_packages(&self) -> bool {
        let in_vain = self.scenario.parties.iter().all(|party| party.audience_cost.to == 0.0);
        self.scenario.world.demand_of != DemandOf::Everything && in_vain
    }

    /// The view of a table when so much has happened; `class` finds packages that were found before.
    pub(super) fn view(
        &self,
        setting: &Setting,
        table: &Table,
        class: Option<usize>,
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
        let make = |known: &Catalogue| {
            let mut catalogue = Catalogue::beyond(known, table, &valuation, self.switches);
            if let Some(ahead) = moves {
                catalogue.followed_by(table, &world, ahead);
            }
            catalogue
        };
        let catalogue = if let Some(class) = class {
            let epoch = Epoch { happened: epoch.happened & self.revalue, ..epoch };
            catalogues.find(epoch, class, moves, make)
        } else {
            let made = make(&Catalogue::default());
            catalogues.steps += MAKING * made.len() as u64;
            Arc::new(made)
        };
        catalogues.steps += catalogue.len() as u64;
        valuation.demand(self.scenario, &world, table, &catalogue.best(table, &valuation));
        let feasible = FeasibleAgreements::new(&catalogue, table, &valuation);
        View { epoch, valuation, feasible }
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
