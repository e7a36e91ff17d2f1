//! One format held in one world: the tables that its programme asks for, one after the other.

use super::catalogues::Catalogues;
use super::composite::{Came, Course, State, record};
use super::engine::Engine;
use super::episode::{Episode, Recording, Transcript};
use super::game::holder::Holder;
use super::leaving::{Leaving, Place, first_unknown};
use super::program::Program;
use super::record::Record;
use super::setting::{Epoch, Setting, View, Views};
use super::status_quo::{Inherited, Standpoint, inherited, setting_at};
use crate::agreement::no_agreement::without_agreement;
use crate::agreement::table::{Circumstances, Table};
use crate::agreement::valuation::Ahead;
use crate::scenario::model::Format;
use crate::scenario::place::{IssueIndex, PartyIndex};
use crate::talks::behaviour::Behaviour;
use crate::talks::desk::Desk;
use crate::talks::feasible::Zone;
use crate::talks::mediation::Told;
use crate::talks::negotiation::Talks;
use crate::talks::outcome::{Ended, Outcome};
use crate::talks::situation::Situation;
use std::borrow::Cow;
use std::sync::Arc;

/// Everything about one world under one format, for its story.
pub struct Played<'a> {
    /// What was held, in order.
    pub episodes: Vec<Episode<'a>>,
    /// Nodes that were not held, since a party without which nothing can pass there had left.
    pub deserted: Vec<usize>,
    /// The record.
    pub record: Record,
}

/// One format in one world, about to be held.
pub(super) struct FormatRun<'a, 'c> {
    pub(super) engine: &'a Engine<'a>,
    pub(super) setting: Cow<'a, Setting>,
    pub(super) format: usize,
    pub(super) catalogues: &'c mut Catalogues,
    pub(super) views: &'c mut Views,
    /// What came of what third parties told so far, at any of its tables.
    pub(super) told: Told,
    /// Who is known to leave, the first to leave first.
    pub(super) left: Vec<Leaving>,
    /// Who was seen to leave when everything was held last.
    pub(super) seen: Vec<Leaving>,
    /// Nodes that were not held then, since somebody had left.
    deserted: Vec<usize>,
    /// Talks held then.
    pub(super) held: usize,
    /// Who moves for seats that are held from outside.
    pub(super) desk: Option<&'c mut Holder>,
}

/// A table in the world in which its talks are held.
pub(super) struct PlacedTable<'a> {
    pub(super) table: Cow<'a, Table>,
    pub(super) setting: Cow<'a, Setting>,
    /// It is as it was compiled for the start, and so is all that has been settled and carried out.
    pub(super) as_at_start: bool,
    /// Node, and sub-table (0: the node's own table).
    pub(super) key: (usize, usize),
    /// Name of the sub-table.
    pub(super) name: Option<String>,
    /// Period from which its calendar counts.
    pub(super) start: u32,
    /// What may be expected of the tables that come after it.
    pub(super) ahead: Option<Arc<Ahead>>,
    /// Its format, and what it needs to be compiled anew when a member has left.
    pub(super) format: &'a Format,
    /// Members of the plenary that signs, if it is a sub-table.
    pub(super) plenary: Option<&'a [PartyIndex]>,
    /// Issues settled by agreements in force, as bits.
    pub(super) settled: u32,
}

impl PlacedTable<'_> {
    /// Its place in the order in which tables are held.
    pub(super) fn place(&self) -> Place {
        (self.start, self.key)
    }
}

/// How the talks at one table went: the outcome, what was seen at the beginning and at the end, the transcripts.
pub(super) struct TalksResult {
    pub(super) ended: Ended,
    pub(super) first: Arc<View>,
    pub(super) last: Arc<View>,
    pub(super) zone: Zone,
    pub(super) transcripts: Vec<Transcript>,
}

impl Engine<'_> {
    /// Takes a world through every format, for each of the behaviours: `[behaviour][format]`.
    pub fn run(&self, setting: &Setting, behaviours: &[Behaviour]) -> Vec<Vec<Record>> {
        self.run_with(setting, &mut Catalogues::default(), behaviours)
    }

    /// The same with packages that may have been found before, in the same world or a similar one.
    pub fn run_with(
        &self,
        setting: &Setting,
        catalogues: &mut Catalogues,
        behaviours: &[Behaviour],
    ) -> Vec<Vec<Record>> {
        let mut records: Vec<Vec<Record>> =
            behaviours.iter().map(|_| Vec::with_capacity(self.programs.len())).collect();
        let settings: Vec<Cow<'_, Setting>> = behaviours.iter().map(|b| self.under(setting, *b)).collect();
        // What a table sees depends on whether anybody demands anything.
        let [mut with, mut without] = [Views::default(), Views::default()];
        for format in 0..self.programs.len() {
            for (b, behaviour) in behaviours.iter().enumerate() {
                let views = if settings[b].world.demands() { &mut with } else { &mut without };
                let setting = Cow::Borrowed(&*settings[b]);
                let mut run = FormatRun::new(self, setting, format, catalogues, views);
                records[b].push(run.through(*behaviour, Recording::Off).1);
            }
        }
        records
    }

    /// Takes a world through one format and keeps everything.
    pub fn play<'b>(&'b self, setting: &'b Setting, format: usize, behaviour: Behaviour) -> Played<'b> {
        let (mut catalogues, mut views) = (Catalogues::default(), Views::default());
        self.play_held(setting, (format, behaviour), &mut catalogues, &mut views, None)
    }

    /// The same where some seats are held from outside, with what may have been found before in the same world.
    pub(super) fn play_held<'b>(
        &'b self,
        setting: &'b Setting,
        (format, behaviour): (usize, Behaviour),
        catalogues: &mut Catalogues,
        views: &mut Views,
        desk: Option<&mut Holder>,
    ) -> Played<'b> {
        let setting = self.under(setting, behaviour);
        let mut run = FormatRun { desk, ..FormatRun::new(self, setting, format, catalogues, views) };
        let (episodes, record) = run.through(behaviour, Recording::On);
        Played { episodes, deserted: run.deserted, record }
    }
}

/// What an earlier table of delegates had on its agenda needs no attention of leaders any more.
fn prepare(placed: &mut PlacedTable<'_>, program: &Program, earlier: &[Episode<'_>], start: u32) {
    let worked = earlier.iter().filter(|e| e.table.working_level && e.talks.period <= start);
    let agendas: Vec<&Vec<bool>> = worked.map(|e| &program.nodes[e.node].format.contract.agenda).collect();
    let known = |issue: IssueIndex| agendas.iter().any(|agenda| agenda[issue.index()]);
    let menus = placed.table.menus.iter().enumerate().filter(|(_, m)| known(m.issue));
    let prepared = menus.fold(0, |bits, (menu, _)| bits | 1 << menu);
    if placed.table.unprepared & prepared != 0 {
        placed.table.to_mut().unprepared &= !prepared;
        let scenario_wide = placed.setting.world.attention as usize >= placed.table.menus.len();
        placed.as_at_start &= scenario_wide;
    }
}

impl<'a, 'c> FormatRun<'a, 'c> {
    fn new(
        engine: &'a Engine<'a>,
        setting: Cow<'a, Setting>,
        format: usize,
        catalogues: &'c mut Catalogues,
        views: &'c mut Views,
    ) -> Self {
        Self {
            engine,
            setting,
            format,
            catalogues,
            views,
            told: Told::default(),
            left: Vec::new(),
            seen: Vec::new(),
            deserted: Vec::new(),
            held: 0,
            desk: None,
        }
    }

    /// Holds what the format holds, and gives the record of the whole.
    fn through(&mut self, behaviour: Behaviour, recording: Recording) -> (Vec<Episode<'a>>, Record) {
        let episodes = self.episodes(behaviour, recording);
        let program = &self.engine.programs[self.format];
        let record = record(self.engine, &self.setting, program, &episodes, (&self.seen, &self.deserted));
        let without_agreement = without_any(&self.setting);
        (episodes, Record { told: self.told, without_agreement, ..record })
    }

    pub(super) fn program(&self) -> &'a Program {
        &self.engine.programs[self.format]
    }

    /// Holds everything that is to be held, again and again until nobody leaves of whom it was not known.
    fn episodes(&mut self, behaviour: Behaviour, recording: Recording) -> Vec<Episode<'a>> {
        loop {
            self.seen.clear();
            if let Some(desk) = &mut self.desk {
                desk.begins();
            }
            (self.held, self.told) = (0, Told::default());
            let episodes = self.course(behaviour, recording);
            // A table that is alone meets nobody who left elsewhere.
            let new = first_unknown(&self.seen, &self.left).filter(|_| self.held > 1 && !self.stopped());
            let Some(new) = new else { return episodes };
            self.left.push(new);
        }
    }

    /// Holds everything that is to be held, the earliest first, as far as it is known who leaves.
    fn course(&mut self, behaviour: Behaviour, recording: Recording) -> Vec<Episode<'a>> {
        let program = self.program();
        let mut course = Course::new(program);
        while let Some((start, node)) = course.next(self.engine.scenario, &self.setting, program) {
            if self.stopped() {
                break;
            }
            let again = matches!(course.states[node], State::Held(_));
            let held = self.hold(program, node, start, &course.episodes, behaviour, recording);
            if let (Some(desk), Came::Held(episode)) = (&mut self.desk, &held) {
                desk.held(episode);
            }
            course.note(self.engine.scenario, node, again, held);
        }
        self.deserted = course.deserted();
        course.episodes
    }

    /// Whether somebody from outside has not moved yet.
    fn stopped(&self) -> bool {
        self.desk.as_ref().is_some_and(|desk| desk.stopped())
    }

    /// Holds one node.
    fn hold(
        &mut self,
        program: &'a Program,
        place: usize,
        start: u32,
        earlier: &[Episode<'a>],
        behaviour: Behaviour,
        recording: Recording,
    ) -> Came<'a> {
        let node = &program.nodes[place];
        let (scenario, first) = (self.engine.scenario, earlier.is_empty());
        let inherited = (!first).then(|| inherited(scenario, &self.setting, earlier, start));
        let setting = match &inherited {
            None => self.setting.clone(),
            Some(inherited) => {
                setting_at(scenario, &self.engine.draws, &self.setting, earlier, inherited, start)
            }
        };
        let mut placed = self.place_table(
            &node.format,
            &node.table,
            None,
            start,
            &setting,
            inherited.as_ref(),
            (place, 0),
        );
        let meets = placed.table.meetings.first().copied().unwrap_or(start);
        let at = Standpoint::new(&setting, inherited.as_ref(), meets, placed.as_at_start);
        placed.ahead = self.ahead(place, at);
        if let Some((_, at)) = self.seat_without_leavers(&mut placed, meets) {
            return Came::Deserted(at);
        }
        prepare(&mut placed, program, earlier, start);
        if !first && placed.table.menus.is_empty() {
            return Came::Needless(start);
        }
        Came::Held(if node.tables.is_empty() {
            let result = self.hold_talks(&mut placed, behaviour, recording);
            self.conclude(placed, place, start, result)
        } else {
            self.nested(node, place, start, placed, inherited.as_ref(), behaviour, recording)
        })
    }

    /// A table placed where the world stands at a date.
    #[expect(
        clippy::too_many_arguments,
        reason = "what places a table is all needed, and used at two places"
    )]
    pub(super) fn place_table(
        &self,
        format: &'a Format,
        at_start: &'a Table,
        plenary: Option<&'a [PartyIndex]>,
        start: u32,
        setting: &Cow<'a, Setting>,
        inherited: Option<&Inherited>,
        key: (usize, usize),
    ) -> PlacedTable<'a> {
        let settled = inherited.map_or(0, |f| f.settled);
        let as_at_start = settled == 0
            && !inherited.is_some_and(|f| f.in_force)
            && setting.world.status_quo == self.setting.world.status_quo
            && setting.lapses == self.setting.lapses
            && setting.conduct.is_empty();
        let table = if as_at_start && start == 0 {
            Cow::Borrowed(at_start)
        } else if as_at_start {
            Cow::Owned(at_start.begun_at(start))
        } else {
            let status_quo = &setting.world.status_quo;
            let circumstances = Circumstances { start, status_quo, settled, plenary };
            Cow::Owned(Table::held_in(self.engine.scenario, format, circumstances))
        };
        PlacedTable {
            table,
            setting: setting.clone(),
            as_at_start,
            key,
            name: None,
            start,
            ahead: None,
            format,
            plenary,
            settled,
        }
    }

    /// What the table of a node, or one under it, is seen as.
    fn seen_as(&self, (node, under): (usize, usize)) -> usize {
        let node = &self.program().nodes[node];
        under.checked_sub(1).and_then(|k| node.tables.get(k)).map_or(node.seen_as, |under| under.seen_as)
    }

    /// The view of a placed table when so much has happened, found once where the world stands as at the start.
    pub(super) fn view(
        &mut self,
        placed: &PlacedTable<'_>,
        own: &mut Vec<Arc<View>>,
        epoch: Epoch,
    ) -> Arc<View> {
        let seen_as = self.seen_as(placed.key);
        let known = if placed.as_at_start {
            self.views.find(seen_as, placed.ahead.as_ref(), epoch)
        } else {
            own.iter().find(|v| v.epoch == epoch)
        };
        if let Some(view) = known {
            return Arc::clone(view);
        }
        let ahead = placed.ahead.as_deref();
        let view = self.engine.view(&placed.setting, &placed.table, self.catalogues, epoch, ahead);
        let view = Arc::new(view);
        if placed.as_at_start {
            self.views.found.push((seen_as, placed.ahead.clone(), Arc::clone(&view)));
        } else {
            own.push(Arc::clone(&view));
        }
        view
    }

    /// Holds the talks of one table: how they ended, the view in which they did, and the zone of agreement over all views
    /// on the way. When a member has left elsewhere in the meantime, those who stay begin anew at the next meeting, if
    /// something can pass without it; if not, talks end on that day. What was referred home is not signed by it either.
    pub(super) fn hold_talks(
        &mut self,
        placed: &mut PlacedTable<'a>,
        behaviour: Behaviour,
        recording: Recording,
    ) -> TalksResult {
        self.held += 1;
        let all = placed.table.meetings.len();
        let met_by_all = |p: &u32| self.absent(placed, *p).is_none();
        let upto = placed.table.meetings.iter().take_while(|p| met_by_all(p)).count();
        let mut result = self.hold_meetings(placed, upto, behaviour, recording);
        if let Outcome::WalkedOut(party) = result.ended.outcome {
            let TalksResult { ended, last, zone, .. } = &result;
            let left = self.engine.implementation(&placed.table, &placed.setting, last, *zone);
            let adds = left.adds_of_failure(*ended, true)[party.index()];
            self.seen.push(Leaving { party, at: ended.period, place: placed.place(), adds });
        }
        let Ended { outcome, period, .. } = result.ended;
        let missing = self.absent(placed, period).map(|l| (l.party, l.at.max(placed.start)));
        let (next, missing) = match (outcome, missing) {
            (Outcome::Signed(_), Some(missing)) => {
                (placed.table.meetings.iter().filter(|p| **p < period).count(), Some(missing))
            }
            (Outcome::Deadline, _) if upto < all => (upto, None),
            _ => return result,
        };
        let resumes = placed.table.meetings.get(next).copied();
        let over = self.seat_without_leavers(placed, resumes.unwrap_or(period));
        if let Some((party, period)) = over.or(missing.filter(|_| resumes.is_none())) {
            result.ended = Ended { outcome: Outcome::Deserted(party), period, refusal: None, outvoted: 0 };
            return result;
        }
        // Whoever still misses the first meeting that is left cannot be done without: to begin anew would never end.
        let stuck = resumes.filter(|_| next == 0).and_then(|first| self.absent(placed, first));
        if let Some(leaver) = stuck {
            let outcome = Outcome::Deserted(leaver.party);
            result.ended = Ended { outcome, period: leaver.at.max(placed.start), refusal: None, outvoted: 0 };
            return result;
        }
        placed.table.to_mut().meetings.drain(..next);
        let later = self.hold_talks(placed, behaviour, recording);
        result.transcripts.extend(later.transcripts);
        TalksResult {
            first: result.first,
            zone: result.zone.or(later.zone),
            transcripts: result.transcripts,
            ..later
        }
    }

    /// Holds the first meetings of one table, up to `upto`, at which the same parties sit.
    fn hold_meetings(
        &mut self,
        placed: &PlacedTable<'a>,
        upto: usize,
        behaviour: Behaviour,
        recording: Recording,
    ) -> TalksResult {
        let mut desk = self.desk.take();
        if let Some(desk) = &mut desk {
            desk.sits(placed.place(), placed.name.as_deref());
        }
        let moves = desk.as_mut().map(|desk| &mut **desk as &mut dyn Desk);
        let result = self.meet(placed, upto, behaviour, recording, moves);
        self.desk = desk;
        result
    }

    /// The same, with whoever moves for seats that are held from outside.
    fn meet(
        &mut self,
        placed: &PlacedTable<'a>,
        upto: usize,
        behaviour: Behaviour,
        recording: Recording,
        desk: Option<&mut dyn Desk>,
    ) -> TalksResult {
        let table = &*placed.table;
        let at = |meeting: usize| {
            table.meetings.get(meeting).map_or(Epoch::default(), |&period| placed.setting.epoch(period))
        };
        let mut own = Vec::new();
        let first = self.view(placed, &mut own, at(0));
        let mut last = Arc::clone(&first);
        let mut talks = Talks::new(table, &first.valuation, desk);
        let (mut zone, mut transcripts, mut from) = (Zone::default(), Vec::new(), 0);
        while from < upto {
            let epoch = at(from);
            let until = (from..upto).take_while(|&m| at(m) == epoch).last().unwrap_or(from) + 1;
            last = self.view(placed, &mut own, epoch);
            let View { valuation, feasible, .. } = &*last;
            zone = zone.or(feasible.zone);
            let situation = Situation { table, valuation, feasible };
            let mut lines = Vec::new();
            let recorder = (recording == Recording::On).then_some(&mut lines);
            let ended = talks.hold(situation, behaviour, from..until, recorder);
            self.told = self.told.max(talks.told());
            if recording == Recording::On {
                let seat = Arc::new(table.clone());
                transcripts.push(Transcript {
                    table: placed.name.clone(),
                    seat,
                    lines,
                    feasible: feasible.clone(),
                });
            }
            if let Some(ended) = ended {
                return TalksResult { ended, first, last, zone, transcripts };
            }
            from = until;
        }
        let zone = zone.or(last.feasible.zone);
        TalksResult { ended: talks.deadline(table), first, last, zone, transcripts }
    }

    /// What becomes of the outcome of talks.
    pub(super) fn conclude(
        &self,
        placed: PlacedTable<'a>,
        node: usize,
        began: u32,
        result: TalksResult,
    ) -> Episode<'a> {
        let TalksResult { ended, first, last, zone, transcripts } = result;
        let (signed, record) =
            self.engine.implementation(&placed.table, &placed.setting, &last, zone).record_of(ended);
        let PlacedTable { table, setting, .. } = placed;
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
            transcripts,
        }
    }
}

/// What every party has if nothing is ever agreed (flow on its own scale, counted as gains are).
fn without_any(setting: &Setting) -> Vec<f64> {
    let (world, lapses) = (&setting.world, &setting.lapses);
    let flow = |i: PartyIndex| (1.0 - world.traits[i].discount) * without_agreement(world, lapses, i, None);
    PartyIndex::all(world.traits.len()).map(flow).collect()
}
