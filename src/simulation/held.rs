//! One format held in one world: the tables that its programme asks for, one after the other.

use super::composite::{Course, State, record};
use super::engine::Engine;
use super::episode::{Episode, Minutes, Sheet};
use super::program::{Program, Seat};
use super::record::Record;
use super::setting::{Catalogues, Epoch, Setting, View, Views};
use super::status_quo::{Found, found, setting_at};
use crate::agreement::table::{Place, Table};
use crate::scenario::model::Format;
use crate::talks::behaviour::Behaviour;
use crate::talks::negotiation::Talks;
use crate::talks::outcome::Ended;
use crate::talks::prospects::Zone;
use crate::talks::situation::Situation;
use std::borrow::Cow;
use std::sync::Arc;

/// Everything about one world under one format, for its story.
pub struct Played<'a> {
    /// What was held, in order.
    pub episodes: Vec<Episode<'a>>,
    /// The record.
    pub record: Record,
}

/// One format in one world, about to be held.
pub(super) struct Held<'a, 'c> {
    pub(super) engine: &'a Engine<'a>,
    pub(super) setting: &'a Setting,
    pub(super) format: usize,
    pub(super) catalogues: &'c mut Catalogues,
    pub(super) views: &'c mut Views,
}

/// Where talks are held.
pub(super) struct Scene<'a> {
    pub(super) table: Cow<'a, Table>,
    pub(super) setting: Cow<'a, Setting>,
    /// The class of its packages, where the world stands as at the start.
    pub(super) class: Option<usize>,
    /// Node, and sub-table (0: the node's own table).
    pub(super) key: (usize, usize),
    /// Name of the sub-table.
    pub(super) name: Option<String>,
    /// Period from which its calendar counts.
    pub(super) start: u32,
}

/// How the talks at one table went.
pub(super) struct Talked {
    pub(super) ended: Ended,
    pub(super) first: Arc<View>,
    pub(super) last: Arc<View>,
    pub(super) zone: Zone,
    pub(super) minutes: Vec<Sheet>,
}

impl Engine<'_> {
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
}

impl<'a> Held<'a, '_> {
    /// Holds what the format holds, and gives the record of the whole.
    fn through(&mut self, behaviour: Behaviour, minutes: Minutes) -> (Vec<Episode<'a>>, Record) {
        let episodes = self.episodes(behaviour, minutes);
        let program = &self.engine.programs[self.format];
        let record = record(self.engine, self.setting, program, &episodes);
        (episodes, record)
    }

    pub(super) fn program(&self) -> &'a Program {
        &self.engine.programs[self.format]
    }

    /// Holds everything that is to be held, the earliest first.
    pub(super) fn episodes(&mut self, behaviour: Behaviour, minutes: Minutes) -> Vec<Episode<'a>> {
        let program = self.program();
        let mut course = Course::new(program);
        while let Some((start, node)) = course.next(self.engine.scenario, self.setting, program) {
            let again = matches!(course.states[node], State::Held(_));
            let held = self.hold(program, node, start, &course.episodes, behaviour, minutes);
            course.note(self.engine.scenario, node, start, held.map(|episode| Episode { again, ..episode }));
        }
        course.episodes
    }

    /// Holds one node; `None`: there is nothing left for it to agree.
    fn hold(
        &mut self,
        program: &'a Program,
        place: usize,
        start: u32,
        earlier: &[Episode<'a>],
        behaviour: Behaviour,
        minutes: Minutes,
    ) -> Option<Episode<'a>> {
        let node = &program.nodes[place];
        let (scenario, first) = (self.engine.scenario, earlier.is_empty());
        let found = (!first).then(|| found(scenario, self.setting, earlier, start));
        let setting = match &found {
            None => Cow::Borrowed(self.setting),
            Some(found) => setting_at(scenario, &self.engine.draws, self.setting, earlier, found, start),
        };
        let scene = self.scene(&node.format, &node.seat, None, start, &setting, found.as_ref(), (place, 0));
        if !first && scene.table.menus.is_empty() {
            return None;
        }
        if node.tables.is_empty() {
            let talked = self.talk(&scene, behaviour, minutes);
            return Some(self.follow(scene, place, start, talked));
        }
        Some(self.nested(node, place, start, scene, found.as_ref(), behaviour, minutes))
    }

    /// A table placed where the world stands at a date.
    #[expect(
        clippy::too_many_arguments,
        reason = "what places a table is all needed, and used at two places"
    )]
    pub(super) fn scene(
        &self,
        format: &Format,
        seat: &'a Seat,
        plenary: Option<&[usize]>,
        start: u32,
        setting: &Cow<'a, Setting>,
        found: Option<&Found>,
        key: (usize, usize),
    ) -> Scene<'a> {
        let settled = found.map_or(0, |f| f.settled);
        let as_at_start = settled == 0
            && !found.is_some_and(|f| f.in_force)
            && setting.world.standing == self.setting.world.standing
            && setting.lapses == self.setting.lapses
            && setting.conduct.is_empty();
        let table = if as_at_start && start == 0 {
            Cow::Borrowed(&seat.table)
        } else if as_at_start {
            Cow::Owned(seat.table.begun_at(start))
        } else {
            let standing = &setting.world.standing;
            let place = Place { start, standing, settled, plenary };
            Cow::Owned(Table::placed(self.engine.scenario, format, place))
        };
        let class = as_at_start.then_some(seat.class);
        Scene { table, setting: setting.clone(), class, key, name: None, start }
    }

    /// The view of a scene when so much has happened, found once where the world stands as at the start.
    pub(super) fn view(&mut self, scene: &Scene<'_>, own: &mut Vec<Arc<View>>, epoch: Epoch) -> Arc<View> {
        let known = self
            .views
            .0
            .iter()
            .find(|(key, v)| scene.class.is_some() && *key == scene.key && v.epoch == epoch);
        let known = known.map(|(_, v)| v).or_else(|| own.iter().find(|v| v.epoch == epoch));
        if let Some(view) = known {
            return Arc::clone(view);
        }
        let view = self.engine.view(&scene.setting, &scene.table, scene.class, self.catalogues, epoch);
        let view = Arc::new(view);
        if scene.class.is_some() {
            self.views.0.push((scene.key, Arc::clone(&view)));
        } else {
            own.push(Arc::clone(&view));
        }
        view
    }

    /// Holds the talks of one table: how they ended, the view in which they did, and the zone of agreement over all views
    /// on the way.
    pub(super) fn talk(&mut self, scene: &Scene<'_>, behaviour: Behaviour, minutes: Minutes) -> Talked {
        let table = &*scene.table;
        let at = |meeting: usize| {
            table.meetings.get(meeting).map_or(Epoch::default(), |&period| scene.setting.epoch(period))
        };
        let mut own = Vec::new();
        let first = self.view(scene, &mut own, at(0));
        let mut last = Arc::clone(&first);
        let mut talks = Talks::new(table, &first.valuation);
        let (mut zone, mut sheets, mut from) = (Zone::default(), Vec::new(), 0);
        while from < table.meetings.len() {
            let epoch = at(from);
            let until =
                (from..table.meetings.len()).take_while(|&m| at(m) == epoch).last().unwrap_or(from) + 1;
            last = self.view(scene, &mut own, epoch);
            let View { valuation, prospects, .. } = &*last;
            zone = zone.or(prospects.zone);
            let situation = Situation { table, valuation, prospects };
            let mut lines = Vec::new();
            let recorder = (minutes == Minutes::On).then_some(&mut lines);
            let ended = talks.hold(situation, behaviour, from..until, recorder);
            if minutes == Minutes::On {
                let seat = Arc::new(table.clone());
                sheets.push(Sheet { table: scene.name.clone(), seat, lines, prospects: prospects.clone() });
            }
            if let Some(ended) = ended {
                return Talked { ended, first, last, zone, minutes: sheets };
            }
            from = until;
        }
        let zone = zone.or(last.prospects.zone);
        Talked { ended: talks.deadline(table), first, last, zone, minutes: sheets }
    }

    /// What becomes of the outcome of talks.
    pub(super) fn follow(&self, scene: Scene<'a>, node: usize, began: u32, talked: Talked) -> Episode<'a> {
        let Talked { ended, first, last, zone, minutes } = talked;
        let (signed, record) = self.engine.aftermath(&scene.table, &scene.setting, &last, zone).follow(ended);
        let Scene { table, setting, .. } = scene;
        Episode {
            node,
            began,
            again: false,
            table,
            setting,
            first,
            last,
            zone,
            talks: ended,
            signed,
            record,
            minutes,
        }
    }
}
