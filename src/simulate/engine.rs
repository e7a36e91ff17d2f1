//! One world through every format: what each table could agree, and how its talks go.

use super::follow::{Aftermath, Signed};
use super::record::Record;
use crate::bargaining::{
    behaviour::{Behaviour, Situation},
    prospects::{Catalogue, Prospects, Zone},
    talks::{Ended, Minute, Talks},
};
use crate::preference::{agreement::Switches, table::Table, valuation::Valuation};
use crate::process::drift::Lapses;
use crate::scenario::model::{Format, Scenario};
use crate::world::{Draws, World, chance::Chance, draw::Correlation};
use std::sync::Arc;

/// A scenario made ready to run.
#[derive(Debug, Clone)]
pub struct Engine<'a> {
    /// The scenario.
    pub scenario: &'a Scenario,
    /// Its formats, compiled.
    pub tables: Vec<Table>,
    /// Dates (in periods) at which levels practised are recorded.
    pub dates: Vec<u32>,
    draws: Draws<'a>,
    switches: Switches,
    /// By format: the first format that has the same packages.
    shares_with: Vec<usize>,
}

/// The months after the start at which levels practised are recorded.
pub const MONTHS: [u32; 2] = [12, 36];

/// A world, its luck, and what would lapse in it.
#[derive(Debug, Clone)]
pub struct Setting {
    /// The world.
    pub world: World,
    /// Its luck.
    pub chance: Chance,
    /// What lapses when, if nothing binds it.
    pub lapses: Lapses,
}

/// The packages found so far in one world, by what has lapsed and by format.
#[derive(Debug, Default)]
pub struct Catalogues(Vec<(u32, usize, Arc<Catalogue>)>);

/// A world as one table sees it while the same levels are practised.
#[derive(Debug, Clone)]
pub struct View {
    /// What everything is worth.
    pub valuation: Valuation,
    /// What could be agreed.
    pub prospects: Prospects,
}

/// Everything about one world under one format, for its story.
pub struct Played {
    /// The world as the table saw it at the start.
    pub first: View,
    /// The world as the table saw it when talks ended.
    pub last: View,
    /// How talks ended.
    pub talks: Ended,
    /// The agreement as it stood when it was signed, if one was.
    pub signed: Option<Signed>,
    /// The record.
    pub record: Record,
    /// The minutes of each run of meetings in one view, with the prospects of that view.
    pub minutes: Vec<(Vec<Minute>, Prospects)>,
}

impl<'a> Engine<'a> {
    /// Prepares a scenario that has passed its checks.
    pub fn new(scenario: &'a Scenario, seed: u64, correlation: Correlation) -> Self {
        let periods = |months: u32| months * scenario.calendar.periods_per_year / 12;
        let tables: Vec<Table> = scenario.formats.iter().map(|f: &Format| Table::new(scenario, f)).collect();
        let first = |table: &Table| tables.iter().position(|t| t.shares_packages_with(table)).unwrap_or(0);
        Self {
            scenario,
            shares_with: tables.iter().map(first).collect(),
            tables,
            dates: MONTHS.into_iter().map(periods).filter(|&t| t <= scenario.calendar.horizon).collect(),
            draws: Draws::new(scenario, seed, correlation),
            switches: Switches { withdrawal: true },
        }
    }

    /// Draws one world.
    pub fn setting(&self, index: u64) -> Setting {
        let world = self.draws.world(index);
        let chance = self.draws.chance(index);
        let lapses = Lapses::new(&world, &chance);
        Setting { world, chance, lapses }
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
            behaviours.iter().map(|_| Vec::with_capacity(self.tables.len())).collect();
        for format in 0..self.tables.len() {
            let mut views = Vec::new();
            for (b, behaviour) in behaviours.iter().enumerate() {
                let (ended, view, zone) =
                    self.talk(setting, format, catalogues, &mut views, *behaviour, None);
                records[b].push(self.aftermath(setting, format, &views[view], zone).follow(ended).1);
            }
        }
        records
    }

    /// Takes a world through one format and keeps everything.
    pub fn play(&self, setting: &Setting, format: usize, behaviour: Behaviour) -> Played {
        let (mut catalogues, mut views, mut minutes) = (Catalogues::default(), Vec::new(), Vec::new());
        let (talks, view, zone) =
            self.talk(setting, format, &mut catalogues, &mut views, behaviour, Some(&mut minutes));
        let (signed, record) = self.aftermath(setting, format, &views[view], zone).follow(talks);
        let minutes = minutes.into_iter().map(|(v, lines)| (lines, views[v].prospects.clone())).collect();
        Played { first: views[0].clone(), last: views.swap_remove(view), talks, signed, record, minutes }
    }

    /// Holds the talks of one format: how they ended, the view in which they did, and the zone of agreement over all views
    /// on the way. `views` keeps what was seen, by what had lapsed.
    fn talk(
        &self,
        setting: &Setting,
        format: usize,
        catalogues: &mut Catalogues,
        views: &mut Vec<View>,
        behaviour: Behaviour,
        mut minutes: Option<&mut Vec<(usize, Vec<Minute>)>>,
    ) -> (Ended, usize, Zone) {
        let table = &self.tables[format];
        let mut view = self.view(setting, format, catalogues, views, lapsed_at(setting, table, 0));
        let mut talks = Talks::new(table, &views[view].valuation);
        let mut zone = Zone::default();
        let mut from = 0;
        while from < table.meetings.len() {
            let lapsed = lapsed_at(setting, table, from);
            let same = |m: &usize| lapsed_at(setting, table, *m) == lapsed;
            let until = (from..table.meetings.len()).take_while(same).last().unwrap_or(from) + 1;
            view = self.view(setting, format, catalogues, views, lapsed);
            let View { valuation, prospects } = &views[view];
            zone = zone.or(prospects.zone);
            let situation = Situation { table, valuation, prospects };
            let mut lines = Vec::new();
            let recorder = minutes.is_some().then_some(&mut lines);
            let ended = talks.hold(situation, behaviour, from..until, recorder);
            if let Some(minutes) = minutes.as_deref_mut() {
                minutes.push((view, lines));
            }
            if let Some(ended) = ended {
                return (ended, view, zone);
            }
            from = until;
        }
        (talks.deadline(table), view, zone.or(views[view].prospects.zone))
    }

    /// Finds or makes the view of a table when the issues in `lapsed` are practised no more; gives its place in `views`.
    fn view(
        &self,
        setting: &Setting,
        format: usize,
        catalogues: &mut Catalogues,
        views: &mut Vec<View>,
        lapsed: u32,
    ) -> usize {
        if let Some(place) = views.iter().position(|v| v.valuation.lapsed == lapsed) {
            return place;
        }
        let table = &self.tables[format];
        let valuation = Valuation::new(self.scenario, &setting.world, table, lapsed);
        let owner = self.shares_with[format];
        let known = catalogues.0.iter().position(|(l, f, _)| (*l, *f) == (lapsed, owner));
        let place = known.unwrap_or_else(|| {
            let catalogue = Catalogue::new(table, &valuation, self.switches);
            catalogues.0.push((lapsed, owner, Arc::new(catalogue)));
            catalogues.0.len() - 1
        });
        let prospects = Prospects::new(&catalogues.0[place].2, table, &valuation);
        views.push(View { valuation, prospects });
        views.len() - 1
    }

    fn aftermath<'b>(
        &'b self,
        setting: &'b Setting,
        format: usize,
        view: &'b View,
        zone: Zone,
    ) -> Aftermath<'b> {
        Aftermath {
            scenario: self.scenario,
            table: &self.tables[format],
            dates: &self.dates,
            switches: self.switches,
            setting,
            view,
            zone,
        }
    }
}

/// Issues that have lapsed when a meeting is held, as bits.
fn lapsed_at(setting: &Setting, table: &Table, meeting: usize) -> u32 {
    table.meetings.get(meeting).map_or(0, |&period| setting.lapses.by(period))
}
