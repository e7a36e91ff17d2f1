//! The runs of the star, made ready: engines, and what one world adds to their counts.

use super::catalogues::Catalogues;
use super::engine::Engine;
use super::record::Record;
use super::setting::Setting;
use super::star::{Run, Star, Worlds};
use super::tally::RunTally;
use crate::scenario::model::Scenario;
use crate::scenario::place::PartyIndex;
use crate::talks::behaviour::Behaviour;
use crate::world::draw::Correlation;
use std::borrow::Cow;

/// All runs of a star, by the engine that they go through.
pub struct Rays<'a> {
    /// Runs that differ from the base in behaviour alone, with their places among the runs.
    beside: Vec<(usize, Behaviour)>,
    others: Vec<Ray<'a>>,
}

/// Runs through one engine.
struct Ray<'a> {
    engine: Engine<'a>,
    worlds: Worlds,
    runs: Vec<(usize, Behaviour)>,
    order: Order,
}

/// Where the formats and the parties of the base stand in a changed scenario; `None`: in the same places.
struct Order {
    formats: Option<Vec<usize>>,
    parties: Option<Vec<usize>>,
}

impl<'a> Rays<'a> {
    /// Makes the runs of a star around a scenario ready.
    pub fn new(base: &'a Scenario, seed: u64, star: &'a Star) -> Self {
        let mut rays = Self { beside: Vec::new(), others: Vec::new() };
        let mut known: Vec<(Option<usize>, Correlation)> = Vec::new();
        for (place, run) in star.runs.iter().enumerate() {
            if run.scenario.is_none() && run.correlation == Correlation::AsAssumed {
                rays.beside.push((place, run.behaviour));
                continue;
            }
            let key = (run.scenario, run.correlation);
            let at = known.iter().position(|other| *other == key).unwrap_or_else(|| {
                known.push(key);
                rays.others.push(Ray::new(base, seed, star, run));
                known.len() - 1
            });
            rays.others[at].runs.push((place, run.behaviour));
        }
        rays
    }

    /// Behaviours that the engine of the base is asked for beside its own.
    pub fn behaviours(&self) -> impl Iterator<Item = Behaviour> + '_ {
        self.beside.iter().map(|(_, behaviour)| *behaviour)
    }

    /// Takes a world of the base through all other runs, and counts them. `records` are those of the engine of the base, its own behaviour
    /// first.
    pub fn count(
        &self,
        setting: &Setting,
        catalogues: &mut Catalogues,
        records: &[Vec<Record>],
        tallies: &mut [RunTally],
    ) {
        let Some((base, beside)) = records.split_first() else { return };
        for ((place, _), records) in self.beside.iter().zip(beside) {
            tallies[*place].add(base, records);
        }
        for ray in &self.others {
            let behaviours: Vec<Behaviour> = ray.runs.iter().map(|(_, behaviour)| *behaviour).collect();
            // What was found of another world serves nobody after it.
            let known = catalogues.grounds();
            let setting = match ray.worlds {
                Worlds::OfBase => ray.engine.varied(setting),
                Worlds::Own => ray.engine.setting(setting.world.index),
            };
            let all = ray.engine.run_with(&setting, catalogues, &behaviours);
            for ((place, _), records) in ray.runs.iter().zip(all) {
                tallies[*place].add(base, &ray.order.of_base(&records));
            }
            if ray.worlds == Worlds::Own {
                catalogues.forget(known);
            }
        }
    }
}

impl<'a> Ray<'a> {
    fn new(base: &'a Scenario, seed: u64, star: &'a Star, run: &Run) -> Self {
        let changed = run.scenario.map(|place| &star.scenarios[place]);
        let (scenario, worlds) =
            changed.map_or((base, Worlds::OfBase), |(scenario, worlds)| (scenario, *worlds));
        let engine = Engine::new(scenario, seed, run.correlation);
        Self { engine, worlds, runs: Vec::new(), order: Order::new(base, scenario) }
    }
}

impl Order {
    fn new(base: &Scenario, changed: &Scenario) -> Self {
        let places = |all: Vec<Option<usize>>| {
            let all: Vec<usize> = all.into_iter().flatten().collect();
            (!all.iter().copied().eq(0..all.len())).then_some(all)
        };
        let party = |id: &str| changed.party(id).map(PartyIndex::index);
        Self {
            formats: places(base.formats.iter().map(|f| changed.format(&f.name)).collect()),
            parties: places(base.parties.iter().map(|p| party(&p.id)).collect()),
        }
    }

    /// The same records in the order of the base. What they say of levels stays as it is: it is not counted.
    fn of_base<'r>(&self, records: &'r [Record]) -> Cow<'r, [Record]> {
        if self.formats.is_none() && self.parties.is_none() {
            return Cow::Borrowed(records);
        }
        let formats: Vec<Record> = match &self.formats {
            Some(places) => places.iter().map(|&place| records[place].clone()).collect(),
            None => records.to_vec(),
        };
        Cow::Owned(formats.into_iter().map(|record| self.by_party(record)).collect())
    }

    fn by_party(&self, record: Record) -> Record {
        let Some(places) = &self.parties else { return record };
        let moved = |numbers: &[f64]| places.iter().map(|&place| numbers[place]).collect();
        Record { gain: moved(&record.gain), expected_gain: moved(&record.expected_gain), ..record }
    }
}
