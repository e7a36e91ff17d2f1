//! The story of one run: one world under one format, in plain words, with the numbers behind each answer.
//!
//! Values are told as a steady flow on the party's own scale: 0 is what is practised now, 1 its best level on every
//! issue. A party signs what it expects to be worth at least its reservation value on that scale.

mod guarantees;
mod implementation;
mod messages;
mod short;
mod talks;
mod world;

use crate::agreement::package::Package;
use crate::agreement::packages::active_stages;
use crate::agreement::table::{Choice, Table};
use crate::language::Language;
use crate::results::{periods, spoken};
use crate::say;
use crate::scenario::Scenario;
use crate::scenario::model::Event;
use crate::scenario::place::{IssueIndex, LevelIndex, PartyIndex};
use crate::simulation::engine::Engine;
use crate::simulation::episode::{Episode, Transcript};
use crate::simulation::format_run::Played;
use crate::simulation::game::Game;
use crate::simulation::game::said::Given;
use crate::simulation::record::{Reason, Record};
use crate::simulation::setting::Setting;
use crate::talks::behaviour::Behaviour;
use crate::talks::mediation::{Message, Why};
use crate::talks::negotiation::TranscriptEntry;
use serde::Serialize;

/// A story in sections.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Story {
    /// Heading.
    pub title: String,
    /// Sections in order.
    pub sections: Vec<Section>,
}

/// A part of a story.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Section {
    /// Heading.
    pub heading: String,
    /// Sentences, one a line.
    pub lines: Vec<String>,
}

/// What is told of, for all sections of a story.
#[derive(Clone, Copy)]
pub(crate) struct StoryContext<'a> {
    pub(crate) language: Language,
    /// With names in that language.
    pub(crate) scenario: &'a Scenario,
    pub(crate) table: &'a Table,
    /// The world as it is at the start.
    pub(crate) setting: &'a Setting,
    /// What was held and is being told.
    pub(crate) episode: &'a Episode<'a>,
    pub(crate) entries: &'a [Spoken],
}

pub(crate) use talks::{letter, proposed};

/// An entry of the transcript with the package that it is about.
pub(crate) struct Spoken {
    /// The sub-table, if it is said at one.
    pub(crate) table: Option<String>,
    pub(crate) entry: TranscriptEntry,
    /// The package proposed or put to the vote; for a message, what its receiver would propose, told "low".
    pub(crate) package: Option<Content>,
    /// For a message: what its receiver would propose, told "high".
    pub(crate) other: Option<Content>,
}

/// What a package holds, at whatever table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Content {
    /// Issues and the levels agreed, in the order of the file.
    pub(crate) levels: Vec<(IssueIndex, LevelIndex)>,
    /// Its road map, if it has one.
    pub(crate) roadmap: Option<usize>,
    /// Names of the stages in which something is carried out.
    pub(crate) stages: Vec<String>,
}

impl Content {
    pub(crate) fn of(table: &Table, package: &Package) -> Self {
        let chosen = table.menus.iter().zip(&package.options);
        let mut levels: Vec<(IssueIndex, LevelIndex)> = chosen
            .filter_map(|(menu, &option)| match menu.choices[usize::from(option)] {
                Choice::LeaveOut => None,
                Choice::Agree(level) => Some((menu.issue, level)),
            })
            .collect();
        levels.sort_unstable();
        let schedule = &table.schedules[usize::from(package.schedule)];
        let active = active_stages(table, *package);
        let stages =
            active.positions[..active.count].iter().map(|&k| schedule.stages[usize::from(k)].clone());
        Self { levels, roadmap: schedule.roadmap, stages: stages.collect() }
    }
}

/// The transcript of all meetings of one episode in one list.
pub(crate) fn spoken(episode: &Episode<'_>) -> Vec<Spoken> {
    let lines = episode
        .transcripts
        .iter()
        .flat_map(|transcript| transcript.lines.iter().map(move |line| (line, transcript)));
    let of = |line: &TranscriptEntry, transcript: &Transcript| {
        let content = |package: &Package| Content::of(&transcript.seat, package);
        let package = |deal: Option<usize>| deal.map(|x| content(&transcript.feasible.packages[x]));
        match line {
            TranscriptEntry::Proposal { deal, .. } => (package(*deal), None),
            TranscriptEntry::Put { .. } => (transcript.feasible.packages.first().map(content), None),
            TranscriptEntry::Message(Message { why: Why::Weighed(w), .. }) => {
                (package(w.if_low), package(w.if_high))
            }
            _ => (None, None),
        }
    };
    lines
        .map(|(&entry, transcript)| {
            let (package, other) = of(&entry, transcript);
            Spoken { table: transcript.table.clone(), entry, package, other }
        })
        .collect()
}

/// Tells one run in a language.
pub fn tell(
    engine: &Engine<'_>,
    format: usize,
    world: u64,
    behaviour: Behaviour,
    language: Language,
) -> Story {
    let drawn = engine.setting(world);
    let setting = engine.under(&drawn, behaviour);
    let played = engine.play(&setting, format, behaviour);
    let scenario = engine.scenario.speaking(language.code());
    of(engine, (&scenario, language), (format, behaviour), &setting, &played)
}

/// Tells a game in which these seats were held and moved so; `None`: a move cannot be made. From the last move on the engine plays.
pub(crate) fn tell_game(
    (engine, language): (&Engine<'_>, Language),
    (format, world): (usize, u64),
    behaviour: Behaviour,
    (seats, given): (&[PartyIndex], &[Given]),
) -> Option<Story> {
    let mut game = Game::new(engine, (format, world), behaviour, seats);
    let setting = game.setting().clone();
    let over = game.play(given).open.is_none();
    let reached = game.play_out(given);
    let scenario = engine.scenario.speaking(language.code());
    let mut story =
        of(engine, (&scenario, language), (format, behaviour), &setting, reached.played.as_ref()?);
    let name = |seat: &PartyIndex| scenario.parties[*seat].name.clone();
    let names: Vec<String> = seats.iter().map(name).collect();
    let lines = &mut story.sections.first_mut()?.lines;
    lines.push(say!(language, "story-played", seats = language.list(&names)));
    if !over {
        lines.push(say!(language, "story-not-over"));
    }
    Some(story)
}

/// Tells a run that was played, in a language, with the names of the scenario in it.
pub(crate) fn of(
    engine: &Engine<'_>,
    (scenario, language): (&Scenario, Language),
    (format, behaviour): (usize, Behaviour),
    setting: &Setting,
    played: &Played<'_>,
) -> Story {
    let program = &engine.programs[format];
    let face = &engine.tables[format];
    let called = |name: &str| scenario.name_in(language.code(), name).to_owned();
    let all: Vec<Vec<Spoken>> = played.episodes.iter().map(spoken).collect();
    let told = played.episodes.iter().zip(&all);
    let contexts: Vec<StoryContext<'_>> = told
        .map(|(episode, entries)| StoryContext {
            language,
            scenario,
            table: &episode.table,
            setting,
            episode,
            entries,
        })
        .collect();
    let mut sections = vec![short::section(&contexts, &played.record)];
    for (k, context) in contexts.iter().enumerate() {
        let episode = context.episode;
        if k == 0 {
            sections.push(world::section(&StoryContext { table: face, ..*context }));
        }
        let mut own = vec![talks::section(context, behaviour)];
        own.extend(implementation::sections(context));
        if program.composite() || episode.again {
            let (name, when) = (called(&program.nodes[episode.node].name), context.when(episode.began));
            for section in &mut own {
                let heading = &section.heading;
                section.heading = if episode.again {
                    say!(language, "story-held-again", name = name, when = when, heading = heading)
                } else {
                    say!(language, "story-held", name = name, when = when, heading = heading)
                };
            }
        }
        sections.extend(own);
    }
    let held = |n: usize| played.episodes.iter().any(|e| e.node == n);
    let not_held: Vec<(String, bool)> = program
        .nodes
        .iter()
        .enumerate()
        .filter(|(n, _)| !held(*n))
        .map(|(n, node)| (called(&node.name), played.deserted.contains(&n)))
        .collect();
    sections.push(implementation::result(scenario, &played.record, &not_held, language));
    let title = say!(
        language,
        "story-title",
        world = setting.world.index.to_string(),
        format = called(&face.name),
        title = scenario.title,
    );
    Story { title, sections }
}

impl Story {
    /// Its title and its first section alone.
    #[must_use]
    pub fn short(mut self) -> Self {
        self.sections.truncate(1);
        self
    }

    /// The story as text, indented under its headings.
    pub fn text(&self) -> String {
        let mut text = format!("{}\n", self.title);
        for section in &self.sections {
            text.extend(["\n", &section.heading, "\n"]);
            for line in &section.lines {
                text.extend(["  ", line, "\n"]);
            }
        }
        text
    }
}

impl<'a> StoryContext<'a> {
    /// What is called otherwise in the language, of tables and phases that are known by the name of the file.
    pub(crate) fn called(&self, name: &'a str) -> &'a str {
        self.scenario.name_in(self.language.code(), name)
    }
}

impl StoryContext<'_> {
    pub(crate) fn name(&self, party: PartyIndex) -> &str {
        &self.scenario.parties[party].name
    }

    /// A stock of a party as a steady flow on its own scale.
    pub(crate) fn flow(&self, party: PartyIndex, stock: f64) -> String {
        own(stock * (1.0 - self.episode.first.valuation.terms.discount[party]))
    }

    /// `June of year 2`-like dates are not known to the file; periods are counted from the start.
    pub(crate) fn when(&self, period: u32) -> String {
        when(self.scenario, period, self.language)
    }

    /// Names of the parties in a set of bits.
    pub(crate) fn names(&self, bits: u32) -> Vec<String> {
        let all = PartyIndex::all(self.scenario.parties.len()).filter(|i| bits & (1 << i) != 0);
        all.map(|i| self.name(i).to_owned()).collect()
    }

    /// A package in words: `tests: halted; sanctions: reduced`.
    pub(crate) fn package(&self, package: &Content) -> String {
        let words = |&(issue, level): &(IssueIndex, LevelIndex)| {
            let issue = &self.scenario.issues[issue];
            format!("{}: {}", issue.name, issue.levels[level])
        };
        let parts: Vec<String> = package.levels.iter().map(words).collect();
        let levels = parts.join("; ");
        let Some(r) = package.roadmap else { return levels };
        say!(
            self.language,
            "story-staged",
            levels = levels,
            stages = package.stages.len().to_string(),
            roadmap = self.scenario.roadmaps[r].name,
        )
    }
}

/// A date, so many periods from the start.
fn when(scenario: &Scenario, period: u32, language: Language) -> String {
    periods::at(&scenario.calendar.period, f64::from(period), language)
}

/// Why a run ended, and by whom.
fn ended(scenario: &Scenario, record: &Record, language: Language) -> String {
    let why = reason(record.ended, language);
    match record.by {
        Some(by) => format!("{why} ({})", scenario.parties[PartyIndex(usize::from(by))].name),
        None => why,
    }
}

/// A reason of an ending in words.
fn reason(ended: Reason, language: Language) -> String {
    spoken::reason(language, ended.key()).unwrap_or_else(|| ended.label().to_owned())
}

/// A flow on the own scale.
pub(crate) fn own(flow: f64) -> String {
    crate::results::words::own_scale(flow)
}

/// The events in a set of bits, by name.
pub(crate) fn events(scenario: &Scenario, bits: u64) -> Vec<&Event> {
    let all = scenario.events.iter().enumerate().filter(|(e, _)| bits & (1 << e) != 0);
    let mut events: Vec<&Event> = all.map(|(_, event)| event).collect();
    events.sort_by(|a, b| a.name.cmp(&b.name));
    events
}
