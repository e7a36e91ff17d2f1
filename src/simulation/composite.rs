//! The course of a format that holds several tables: which is held when, and one record of it all.

use super::engine::Engine;
use super::episode::Episode;
use super::leaving::{Leaving, gain_of_leaver};
use super::program::Program;
use super::record::{LEFT_OUT, Reason, Record};
use super::setting::Setting;
use super::signed::Signed;
use super::status_quo::{inherited, overlay, without};
use crate::agreement::history::Happening;
use crate::agreement::no_agreement::without_agreement;
use crate::agreement::package::MOST_ISSUES;
use crate::agreement::valuation::disagreement_flow;
use crate::scenario::model::{DemandOf, Scenario, When};
use crate::scenario::place::{IssueIndex, LevelIndex, PartyIndex};
use crate::talks::outcome::Outcome;

/// What has come of a node.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum State {
    /// It has not been held yet.
    Waiting,
    /// There was nothing left for it to agree, at this date.
    Needless(u32),
    /// It was not held, since a party without which nothing can pass there had left, at this date.
    Deserted(u32),
    /// It was held: its place among the episodes.
    Held(usize),
}

/// What came of a node whose turn it was.
#[expect(clippy::large_enum_variant, reason = "it is handed on once")]
pub(super) enum Came<'a> {
    /// There was nothing left for it to agree, at this date.
    Needless(u32),
    /// A party without which nothing can pass there had left, at this date.
    Deserted(u32),
    /// It was held.
    Held(Episode<'a>),
}

/// What was held so far.
pub(super) struct Course<'a> {
    pub(super) states: Vec<State>,
    /// Nodes whose agreement has given something back to the table, with the date.
    again: Vec<(u32, usize)>,
    pub(super) episodes: Vec<Episode<'a>>,
}

impl<'a> Course<'a> {
    pub(super) fn new(program: &Program) -> Self {
        let states = vec![State::Waiting; program.nodes.len()];
        Self { states, again: Vec::new(), episodes: Vec::new() }
    }

    /// Notes what came of a node. What its agreement gives back to the table is taken up once (`again`).
    pub(super) fn note(&mut self, scenario: &Scenario, node: usize, again: bool, came: Came<'a>) {
        self.again.retain(|(_, n)| *n != node);
        let not_held = match came {
            Came::Needless(at) => State::Needless(at),
            Came::Deserted(at) => State::Deserted(at),
            Came::Held(episode) => return self.note_held(scenario, node, Episode { again, ..episode }),
        };
        if self.states[node] == State::Waiting {
            self.states[node] = not_held;
        }
    }

    fn note_held(&mut self, scenario: &Scenario, node: usize, episode: Episode<'a>) {
        let history = episode.signed.as_ref().and_then(|s| s.history.as_ref());
        if let Some((at, _)) = history.and_then(|h| h.renegotiated).filter(|_| !episode.again)
            && at < scenario.calendar.horizon
        {
            self.again.push((at, node));
        }
        if !episode.again || episode.in_force() {
            self.states[node] = State::Held(self.episodes.len());
        }
        self.episodes.push(episode);
    }

    /// Nodes that were not held, since somebody had left.
    pub(super) fn deserted(&self) -> Vec<usize> {
        (0..self.states.len()).filter(|&n| matches!(self.states[n], State::Deserted(_))).collect()
    }

    /// The node to be held next, and when its calendar begins: the earliest, of equals the first in the file.
    pub(super) fn next(
        &self,
        scenario: &Scenario,
        setting: &Setting,
        program: &Program,
    ) -> Option<(u32, usize)> {
        let waiting = (0..program.nodes.len()).filter(|&n| self.states[n] == State::Waiting);
        let begins = |n: usize| Some((self.begins(scenario, setting, program, n)?, n));
        waiting.filter_map(begins).chain(self.again.iter().copied()).min()
    }

    /// When a node begins; `None`: not as things are.
    fn begins(&self, scenario: &Scenario, setting: &Setting, program: &Program, n: usize) -> Option<u32> {
        let node = &program.nodes[n];
        let mut start = 0;
        for &(before, when) in &node.after {
            let date = match self.states[before] {
                State::Waiting => return None,
                State::Needless(at) => (when != When::Failed).then_some(at),
                State::Deserted(at) => matches!(when, When::Ended | When::Failed).then_some(at),
                State::Held(e) => date(&self.episodes[e], when),
            };
            start = start.max(date?);
        }
        if start > 0 && start >= scenario.calendar.horizon {
            return None;
        }
        if node.reached.is_empty() && node.not_reached.is_empty() {
            return Some(start);
        }
        let now = inherited(scenario, setting, &self.episodes, start);
        let reached = |&(j, level): &(IssueIndex, LevelIndex)| {
            [now.practised[j], now.agreed[j]].map(usize::from).contains(&level.index())
        };
        let allowed = node.reached.is_empty() || node.reached.iter().any(reached);
        (allowed && !node.not_reached.iter().any(reached)).then_some(start)
    }
}

/// When it can be said of an episode; `None`: never within the horizon.
fn date(episode: &Episode<'_>, when: When) -> Option<u32> {
    let history = episode.signed.as_ref().and_then(|s| s.history.as_ref());
    let agreed = episode.signed.as_ref().filter(|_| history.is_some());
    match when {
        When::Ended => Some(episode.talks.period),
        When::Failed => match history {
            None => Some(episode.talks.period),
            Some(history) => history.collapse.map(|(at, ..)| at),
        },
        When::InForce => agreed.map(|s| s.at),
        When::Progress => match agreed {
            Some(signed) if signed.agreement.stages > 1 => completed(signed, 0),
            other => other.map(|s| s.at),
        },
        When::Done => agreed.and_then(|signed| completed(signed, signed.agreement.stages - 1)),
    }
}

/// When a stage was completed.
fn completed(signed: &Signed, stage: usize) -> Option<u32> {
    let history = signed.history.as_ref()?;
    let done = |(_, h): &&(u32, Happening)| *h == Happening::Completed(stage);
    history.happenings.iter().find(done).map(|(at, _)| *at)
}

/// One record of all that a format held, who left and which nodes were not held for that. With a single episode it is that
/// episode's own.
pub(super) fn record(
    engine: &Engine<'_>,
    setting: &Setting,
    program: &Program,
    episodes: &[Episode<'_>],
    (left, deserted): (&[Leaving], &[usize]),
) -> Record {
    let [first, later @ ..] = episodes else { return nothing(engine, setting) };
    let mut record = first.record.clone();
    if !later.is_empty() {
        (record.gain, record.expected_gain) = gains(engine, setting, episodes);
    }
    for leaving in left {
        let party = leaving.party;
        record.leavings[party.index()] += 1;
        // Where it left the only table that was held, that table's record says what it has.
        if !later.is_empty() || first.talks.outcome != Outcome::WalkedOut(party) {
            (record.gain[party.index()], record.expected_gain[party.index()]) =
                gain_of_leaver(engine, setting, episodes, leaving);
        }
    }
    if later.is_empty() && !program.composite() {
        return record;
    }
    let success = Success { program, episodes, deserted };
    let done = success.of_all();
    let (ended, by, ended_at) = success.ending(engine.scenario.calendar.horizon);
    record.signed = episodes.iter().filter_map(|e| e.record.signed).min();
    record.in_force = episodes.iter().any(|e| e.record.in_force);
    record.alive = episodes.iter().any(|e| e.record.alive);
    record.completed = if done { episodes.iter().filter_map(|e| e.record.completed).max() } else { None };
    (record.ended, record.by, record.ended_at) = (ended, by, ended_at);
    record.zone = episodes.iter().any(|e| e.record.zone);
    record.zone_self_enforcing = episodes.iter().any(|e| e.record.zone_self_enforcing);
    let none_in_force: f64 = episodes.iter().map(|e| 1.0 - e.record.chance_in_force).product();
    record.chance_in_force = if later.is_empty() { record.chance_in_force } else { 1.0 - none_in_force };
    record.chance_completed = success.chance_of_all();
    if program.composite() {
        let nodes = 0..program.nodes.len();
        record.phases = nodes.map(|n| success.episode(n).map(|e| e.record.ended)).collect();
        record.schedule = 0;
        record.stages = [0; 8];
        for e in episodes.iter().filter(|e| e.node < 8) {
            record.stages[e.node] = stage(e);
        }
    } else {
        // What was renegotiated goes on in the stages of the same road map.
        for e in later {
            for (own, &new) in record.stages.iter_mut().zip(&e.record.stages) {
                *own = if new == 0 { *own } else { new };
            }
        }
    }
    record.content = [LEFT_OUT; MOST_ISSUES];
    for e in episodes {
        e.covers().for_each(|j| record.content[j] = e.record.content[j]);
    }
    let practised = |&date: &u32| {
        let mut levels = without(setting, date);
        for e in episodes {
            if let Some(signed) = &e.signed {
                overlay(&mut levels, engine.scenario, &e.setting, &e.table, signed, date);
            }
        }
        levels
    };
    record.practised = engine.dates.iter().map(practised).collect();
    record
}

/// The record of a format whose conditions never let it begin.
fn nothing(engine: &Engine<'_>, setting: &Setting) -> Record {
    let world = &setting.world;
    let own = |i: PartyIndex, stock: f64| (1.0 - world.traits[i].discount) * stock;
    let parties = PartyIndex::all(world.traits.len());
    let gain: Vec<f64> =
        parties.clone().map(|i| own(i, without_agreement(world, &setting.lapses, i, None))).collect();
    let steady = |i: PartyIndex| {
        let goes_on: f64 = world.issues_by_id.iter().map(|&j| disagreement_flow(world, i, j, 0)).sum();
        let insists = match engine.scenario.world.demand_of {
            DemandOf::Everything => world.traits[i].demand,
            // Nothing can be had where nothing is held.
            DemandOf::Possible | DemandOf::Ideal => 0.0,
        };
        goes_on - world.traits[i].conflict_cost + insists
    };
    Record {
        expected_gain: gain.clone(),
        gain,
        practised: engine.dates.iter().map(|&date| without(setting, date)).collect(),
        ..Record::blank(0, parties.map(steady).collect())
    }
}

/// State of a node as a stage: 0 nothing in force, 1 begun, 2 completed, 3 broken off.
fn stage(e: &Episode<'_>) -> u8 {
    match e.signed.as_ref().and_then(|s| s.history.as_ref()) {
        None => 0,
        Some(_) if e.record.completed.is_some() => 2,
        Some(history) if history.collapse.is_some() => 3,
        Some(_) => 1,
    }
}

/// Gains of all that was held: what would go on without agreement, and what each episode adds.
fn gains(engine: &Engine<'_>, setting: &Setting, episodes: &[Episode<'_>]) -> (Vec<f64>, Vec<f64>) {
    let world = &setting.world;
    let base =
        |i: PartyIndex| (1.0 - world.traits[i].discount) * without_agreement(world, &setting.lapses, i, None);
    let mut gain: Vec<f64> = PartyIndex::all(world.traits.len()).map(base).collect();
    let mut expected = gain.clone();
    for (k, e) in episodes.iter().enumerate() {
        let last = k + 1 == episodes.len();
        if let Some(signed) = &e.signed {
            add(&mut gain, &signed.adds.gain);
            add(&mut expected, &signed.adds.expected);
            if !last {
                // Whoever left for its outside option is asked to a table again.
                subtract(&mut gain, &signed.adds.outside);
                subtract(&mut expected, &signed.adds.expected_outside);
            }
        } else {
            let implementation = engine.implementation(&e.table, &e.setting, &e.last, e.zone);
            let adds = implementation.adds_of_failure(e.talks, last);
            add(&mut gain, &adds);
            add(&mut expected, &adds);
        }
    }
    (gain, expected)
}

fn add(to: &mut [f64], what: &[f64]) {
    to.iter_mut().zip(what).for_each(|(a, b)| *a += b);
}

fn subtract(from: &mut [f64], what: &[f64]) {
    from.iter_mut().zip(what).for_each(|(a, b)| *a -= b);
}

/// Whether a composite has done what it set out to do.
struct Success<'a> {
    program: &'a Program,
    episodes: &'a [Episode<'a>],
    /// Nodes that were not held, since somebody had left.
    deserted: &'a [usize],
}

impl Success<'_> {
    /// What counts of a node: the last that is in force, or the last.
    fn episode(&self, node: usize) -> Option<&Episode<'_>> {
        let mut own = self.episodes.iter().rev().filter(|e| e.node == node);
        own.clone().find(|e| e.in_force()).or_else(|| own.next())
    }

    fn followers(&self, node: usize) -> impl Iterator<Item = (usize, When)> + '_ {
        self.program.nodes.iter().enumerate().flat_map(move |(n, next)| {
            next.after.iter().filter(move |(before, _)| *before == node).map(move |(_, when)| (n, *when))
        })
    }

    /// Every table that begins by itself, and all that was to follow.
    fn of_all(&self) -> bool {
        self.chance(|e| f64::from(u8::from(e.record.completed.is_some()))) > 0.0
    }

    /// The same as a chance, given the course that things took.
    fn chance_of_all(&self) -> f64 {
        self.chance(|e| e.record.chance_completed)
    }

    fn chance(&self, of: impl Fn(&Episode<'_>) -> f64 + Copy) -> f64 {
        let first = (0..self.program.nodes.len()).filter(|&n| self.program.nodes[n].after.is_empty());
        first.map(|n| self.chance_of(n, of, 0)).product()
    }

    /// A node succeeds if its own agreement does and all that was to follow on it, or, where it failed, if what is held in
    /// its stead does. What is chosen by a level, or follows in any case, counts where it was held.
    fn chance_of(&self, node: usize, of: impl Fn(&Episode<'_>) -> f64 + Copy, depth: usize) -> f64 {
        if depth > self.program.nodes.len() {
            return 0.0;
        }
        let next = |n: usize| self.chance_of(n, of, depth + 1);
        let own = match self.episode(node) {
            Some(episode) => of(episode),
            None if self.deserted.contains(&node) => 0.0,
            None => return 1.0,
        };
        let (mut follow, mut instead) = (1.0, None);
        for (n, when) in self.followers(node) {
            let held = self.episode(n).is_some();
            let chosen =
                !self.program.nodes[n].reached.is_empty() || !self.program.nodes[n].not_reached.is_empty();
            match when {
                When::Failed if held => instead = Some(instead.unwrap_or(1.0) * next(n)),
                // Held whatever came before: if that failed, this is what counts; if not, what is agreed here counts too.
                When::Ended if held && own == 0.0 => instead = Some(instead.unwrap_or(1.0) * next(n)),
                When::Ended if held && self.episode(n).is_some_and(|e| e.record.signed.is_some()) => {
                    follow *= next(n);
                }
                // An alternative that was not needed, or not allowed by its levels.
                When::Failed | When::Ended => {}
                _ if held => follow *= next(n),
                _ if chosen => {}
                _ => follow = 0.0,
            }
        }
        match instead {
            Some(instead) if own == 0.0 => instead,
            _ => own * follow,
        }
    }

    /// Why it ended, by whom and when: as it did at the table that decided.
    ///
    /// If all was done, that is the table whose agreement was completed last. If not, the last table held that kept the
    /// programme from its end, and of these one that got further before one that did not: the last agreement that was not
    /// carried out (it came nearest), or else the last table that had a zone of agreement and missed it (it could have done
    /// it), or else the last at which nothing was agreed. So a table with nothing to agree on does not hide that another had
    /// something: "no zone of agreement" is said only if no table that was held had one. What came of each is told beside it
    /// ([`Record::phases`]). Where all that was agreed was carried out, and only something beside it had no zone, or has not
    /// begun within the horizon, the programme is under way.
    fn ending(&self, horizon: u32) -> (Reason, Option<u8>, u32) {
        let told = |e: &Episode<'_>| (e.record.ended, e.record.by, e.record.ended_at);
        if self.of_all() {
            return told(&self.episodes[last_completed(self.episodes)]);
        }
        let open = |e: &&Episode<'_>| e.record.ended != Reason::Completed;
        let missed = |e: &&Episode<'_>| e.record.ended != Reason::NoZone;
        let held = || self.episodes.iter().rev().filter(open);
        let decided = held().find(|e| e.record.signed.is_some());
        let decided = decided.or_else(|| held().filter(missed).find(|e| e.record.zone));
        let decided = decided.or_else(|| held().find(missed)).or_else(|| held().next());
        let had_a_zone = self.episodes.iter().any(|e| e.record.zone);
        match decided {
            Some(e) if missed(&e) || !had_a_zone => told(e),
            _ => (Reason::UnderWay, None, horizon),
        }
    }
}

/// The episode that was completed last.
fn last_completed(episodes: &[Episode<'_>]) -> usize {
    let done = episodes.iter().enumerate().filter(|(_, e)| e.record.completed.is_some());
    done.max_by_key(|(_, e)| e.record.completed).map_or(0, |(k, _)| k)
}
