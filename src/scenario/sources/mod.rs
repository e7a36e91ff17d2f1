//! Where every entry comes from, defaults that are not written included: what `roundtable sources` lists.

mod formats;

use crate::scenario::place::{IssueIndex, LevelIndex, PartyIndex};
use serde::Serialize;

use super::file::SourceFile;
use super::model::{
    Effect, Issue, Move, Moved, Party, Provenance, Quantity, Scenario, Span, Statement, Timing,
};
use super::traits::{self, Trait};
use super::words;

/// One entry with its source.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SourceRow {
    /// Path of the entry, e.g. `parties.dprk.patience`.
    pub path: String,
    /// What it says, in words.
    pub says: String,
    /// `stated`, `assumed` or `default` (which counts as assumed).
    pub kind: &'static str,
    /// Source and paragraph, if stated.
    pub at: String,
    /// Who says it, if stated.
    pub by: String,
    /// Why, if assumed.
    pub because: String,
    /// What else it could be, if assumed.
    pub range: String,
    /// The variants of the file that take what else it could be.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub variants: Vec<String>,
    /// Why no variant takes what else it could be, or some of it; empty where that is not said.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub no_variant: String,
    /// Whether it has the source, or the reason, of its whole section (`default_source`).
    pub of_section: bool,
    /// Line in the file; `None` if it is not written.
    pub line: Option<usize>,
}

/// Every entry of a scenario with its source, in the order of the format; lines are those of the file it was read from.
pub fn sources(scenario: &Scenario, file: &SourceFile) -> Vec<SourceRow> {
    rows(scenario, file, |_| true)
}

/// The same of what concerns one party: its numbers, what it wants, what it must do, consents to and guarantees, where it sits and in what
/// role, and what may happen to it.
pub fn sources_of_party(scenario: &Scenario, file: &SourceFile, party: PartyIndex) -> Vec<SourceRow> {
    rows(scenario, file, |entry| entry.concerns.contains(&party))
}

fn rows(scenario: &Scenario, file: &SourceFile, keep: impl Fn(&Entry<'_>) -> bool) -> Vec<SourceRow> {
    let row = |entry: Entry<'_>| {
        let section = entry.path.split(['.', '[']).next().unwrap_or_default();
        let default = scenario.default_source.get(section);
        let line = entry.span.map(|span| file.line(span.start));
        let mut row = SourceRow {
            path: entry.path,
            says: entry.says,
            kind: "default",
            at: String::new(),
            by: String::new(),
            because: String::new(),
            range: String::new(),
            variants: Vec::new(),
            no_variant: String::new(),
            of_section: default.is_some_and(|default| same(default, entry.source)),
            line,
        };
        match entry.source {
            Provenance::Stated { at, by } => {
                row.kind = "stated";
                (row.at, row.by) = (at.clone(), by.clone());
            }
            Provenance::Assumed { because, range, tried } => {
                row.kind = "assumed";
                row.variants.clone_from(&tried.variants);
                row.no_variant = tried.no_variant.clone().unwrap_or_default();
                (row.because, row.range) = (because.clone(), range.clone());
            }
            Provenance::Default => {
                "not written: the format's default".clone_into(&mut row.because);
                row.range = entry.default;
            }
        }
        row
    };
    Collector::of(scenario).entries.into_iter().filter(keep).map(row).collect()
}

/// Whether two say the same, whatever the range of a number is.
fn same(default: &Provenance, own: &Provenance) -> bool {
    match (default, own) {
        (Provenance::Assumed { because, .. }, Provenance::Assumed { because: own, .. }) => because == own,
        _ => default == own,
    }
}

/// Every provenance of a scenario.
pub(super) fn provenances(scenario: &Scenario) -> Vec<&Provenance> {
    let mut all: Vec<&Provenance> =
        Collector::of(scenario).entries.into_iter().map(|entry| entry.source).collect();
    all.extend(scenario.issues.iter().flat_map(|issue| issue.sources.values()));
    all.extend(scenario.default_source.values());
    all
}

struct Entry<'s> {
    path: String,
    says: String,
    source: &'s Provenance,
    span: Option<&'s Span>,
    /// The default's range in words, for numbers.
    default: String,
    /// Parties that it concerns.
    concerns: Vec<PartyIndex>,
}

struct Collector<'s> {
    scenario: &'s Scenario,
    entries: Vec<Entry<'s>>,
    /// The party whose entries are being added.
    whose: Option<PartyIndex>,
}

/// Nothing is written about what does not exist.
const NOTHING: &Provenance = &Provenance::Default;

impl<'s> Collector<'s> {
    fn of(scenario: &'s Scenario) -> Self {
        let mut collector = Self { scenario, entries: Vec::new(), whose: None };
        collector.calendar();
        for (index, party) in scenario.parties.iter().enumerate() {
            collector.whose = Some(PartyIndex(index));
            collector.party(party);
        }
        collector.whose = None;
        for issue in &scenario.issues {
            collector.issue(issue);
        }
        // The pairs of one `ranks` are one entry.
        for (index, pairs) in scenario.statements.chunk_by(Statement::goes_on_with).enumerate() {
            collector.statement(index, pairs);
        }
        collector.roadmaps();
        collector.events();
        for entry in &traits::WORLD {
            if let Some(quantity) = traits::of_world(&scenario.world, entry.name) {
                collector.quantity("world", entry, quantity);
            }
        }
        collector.formats();
        collector
    }

    fn add(&mut self, path: String, says: String, source: &'s Provenance) {
        let span = self.scenario.spans.get(&path);
        let concerns = self.whose.into_iter().collect();
        self.entries.push(Entry { path, says, source, span, default: String::new(), concerns });
    }

    /// The same of what concerns some parties.
    fn add_for<'p>(
        &mut self,
        path: String,
        says: String,
        source: &'s Provenance,
        parties: impl IntoIterator<Item = &'p PartyIndex>,
    ) {
        self.add(path, says, source);
        if let Some(last) = self.entries.last_mut() {
            last.concerns.extend(parties);
        }
    }

    fn quantity(&mut self, parent: &str, entry: &Trait, quantity: &'s Quantity) {
        let path = format!("{parent}.{}", entry.name);
        let range = words::range(quantity);
        self.add(path, format!("{}: {range} ({})", entry.meaning, entry.unit), &quantity.source);
        if let Some(last) = self.entries.last_mut() {
            last.default = range;
        }
    }

    /// A number that is not written and has no range of its own.
    fn unwritten(&mut self, parent: &str, entry: &Trait, default: String) {
        self.add(format!("{parent}.{}", entry.name), format!("{}: {default}", entry.meaning), NOTHING);
        if let Some(last) = self.entries.last_mut() {
            last.default = default;
        }
    }

    fn calendar(&mut self) {
        let calendar = &self.scenario.calendar;
        let starts =
            if calendar.starts.is_empty() { String::new() } else { format!(" from {}", calendar.starts) };
        let says = format!(
            "a period is a {}, {} a year; {} periods are reported{starts}",
            calendar.period, calendar.periods_per_year, calendar.horizon
        );
        self.add("calendar".to_owned(), says, &calendar.source);
    }

    fn party(&mut self, party: &'s Party) {
        let path = format!("parties.{}", party.id);
        self.add(path.clone(), format!("{} is a party", party.name), &party.source);
        for entry in &traits::PARTY {
            match traits::of_party(party, entry.name) {
                Some(quantity) => self.quantity(&path, entry, quantity),
                None => {
                    self.add(format!("{path}.{}", entry.name), format!("{}: none", entry.meaning), NOTHING);
                }
            }
        }
        for (towards, quantity) in &party.bias {
            let (id, name) =
                self.scenario.parties.get(towards.index()).map_or(("", ""), |p| (&*p.id, &*p.name));
            let range = words::range(quantity);
            let says = format!("{} ({name}): {range} ({})", traits::BIAS.meaning, traits::BIAS.unit);
            self.add(format!("{path}.bias.{id}"), says, &quantity.source);
        }
    }

    fn issue(&mut self, issue: &'s Issue) {
        let path = format!("issues.{}", issue.id);
        let levels: Vec<String> = issue.levels.iter().map(|level| format!("\"{level}\"")).collect();
        let level = |at: LevelIndex| issue.levels.get(at.index()).map_or("", String::as_str);
        let scale = if issue.ordered { "the levels are a scale" } else { "the levels are no scale" };
        let undone = if issue.reversible { "can be undone" } else { "cannot be undone" };
        let fields = [
            ("name", format!("the issue is called {}", issue.name)),
            ("levels", format!("the levels are {}", levels.join(", "))),
            ("ordered", scale.to_owned()),
            ("practised", format!("\"{}\" is practised at the start", level(issue.practised))),
            ("bound", format!("\"{}\" is bound at the start", level(issue.bound))),
            ("duty", self.by_level(issue, &issue.duty, "has to act", "nobody has to act")),
            ("consent", self.by_level(issue, &issue.consent, "must consent", "nobody's consent is needed")),
            ("guarantors", self.by_level(issue, &issue.guarantors, "is guaranteed", "nobody guarantees it")),
            ("reversible", format!("what was done {undone}")),
        ];
        for (field, says) in fields {
            let source = issue.sources.get(field).or_else(|| issue.sources.get("rest")).unwrap_or(NOTHING);
            let parties = match field {
                "duty" => issue.duty.as_slice(),
                "consent" => &issue.consent,
                "guarantors" => &issue.guarantors,
                _ => &[],
            };
            self.add_for(format!("{path}.{field}"), says, source, parties.iter().flatten());
        }
        self.quantity(&path, &traits::STAKE, &issue.stake);
        if let Some(quantity) = &issue.takes {
            self.quantity(&path, &traits::TAKES, quantity);
        } else {
            let words =
                format!("{} ({})", traits::TAKES.fallback.words(), words::unwritten_time(self.scenario));
            self.unwritten(&path, &traits::TAKES, words);
        }
    }

    fn names(&self, parties: &[PartyIndex]) -> String {
        let names: Vec<&str> = parties
            .iter()
            .filter_map(|&party| self.scenario.parties.get(party.index()))
            .map(|party| party.name.as_str())
            .collect();
        if names.is_empty() { "nobody".to_owned() } else { names.join(", ") }
    }

    fn by_level(&self, issue: &Issue, parties: &[Vec<PartyIndex>], what: &str, none: &str) -> String {
        if parties.iter().all(Vec::is_empty) {
            return none.to_owned();
        }
        if parties.windows(2).all(|pair| pair[0] == pair[1]) {
            return format!("{what}, at every level: {}", self.names(&parties[0]));
        }
        let levels = issue.levels.iter().zip(parties).filter(|(_, parties)| !parties.is_empty());
        let each: Vec<String> =
            levels.map(|(level, parties)| format!("for \"{level}\": {}", self.names(parties))).collect();
        format!("{what} {}", each.join("; "))
    }

    fn statement(&mut self, index: usize, pairs: &'s [Statement]) {
        let says = match pairs {
            [one] => words::statement(self.scenario, one),
            pairs => words::ranking(self.scenario, pairs),
        };
        if let Some(first) = pairs.first() {
            self.add_for(format!("statements[{index}]"), says, &first.source, [&first.party]);
        }
    }

    fn roadmaps(&mut self) {
        for roadmap in &self.scenario.roadmaps {
            let path = format!("roadmaps.{}", roadmap.name);
            let says = format!("\"{}\" has {} stages", roadmap.name, roadmap.stages.len());
            self.add(path.clone(), says, &roadmap.source);
            for (index, stage) in roadmap.stages.iter().enumerate() {
                let path = format!("{path}.stages[{index}]");
                let says =
                    format!("in \"{}\" these are carried out: {}", stage.name, self.issues(&stage.issues));
                self.add(path.clone(), says, &stage.source);
                match &stage.success {
                    Some(quantity) => self.quantity(&path, &traits::SUCCESS, quantity),
                    None => self.unwritten(&path, &traits::SUCCESS, traits::SUCCESS.fallback.words()),
                }
            }
        }
    }

    fn issues(&self, issues: &[IssueIndex]) -> String {
        let names: Vec<&str> = issues
            .iter()
            .filter_map(|&issue| self.scenario.issues.get(issue.index()))
            .map(|issue| issue.name.as_str())
            .collect();
        if names.is_empty() { "nothing".to_owned() } else { names.join(", ") }
    }

    fn events(&mut self) {
        for event in &self.scenario.events {
            let path = format!("events.{}", event.name);
            let mut says = words::effect(self.scenario, &event.effect);
            if let Timing::At(_) = event.when {
                says = format!("{says}, {}", words::timing(self.scenario, event));
            }
            let parties: Vec<PartyIndex> = match &event.effect {
                Effect::Lapse(_) => Vec::new(),
                Effect::NewGovernment(party) | Effect::Reveals(party) => vec![*party],
                Effect::Moves(moves) => moves.iter().map(|entry| entry.party).collect(),
            };
            self.add_for(path.clone(), says, &event.source, &parties);
            if let Timing::PerYear(rate) = &event.when {
                self.quantity(&path, &traits::PER_YEAR, rate);
                if let Some(last) = self.entries.last_mut() {
                    last.concerns = parties;
                }
            }
            if let Effect::Moves(moves) = &event.effect {
                for (index, entry) in moves.iter().enumerate() {
                    self.moved(format!("{path}.moves[{index}].by"), entry);
                }
            }
        }
    }

    fn moved(&mut self, path: String, entry: &'s Move) {
        let unit = if let Moved::Weight(_) = entry.what { &traits::FACTOR } else { &traits::MOVE_BY };
        let range = words::range(&entry.by);
        let says = format!("{} moves: {range} ({})", words::moved(self.scenario, entry), unit.unit);
        self.add_for(path, says, &entry.by.source, [&entry.party]);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::{read, template};

    #[test]
    fn every_new_entry_has_its_row() {
        let text = include_str!("../../../tests/common/everything.ron");
        let file = SourceFile::new("x", text);
        let scenario = read(&file).map(|checked| checked.scenario).expect("legal");
        let rows = sources(&scenario, &file);
        let find =
            |path: &str| rows.iter().find(|row| row.path == path).unwrap_or_else(|| panic!("no row {path}"));
        for (path, kind, says) in [
            ("parties.east.bias.north", "assumed", "(north): 0.1 to 0.5"),
            ("parties.east.bias.south", "stated", "(south): -0.25"),
            ("parties.west.effort", "default", "0"),
            ("issues.water.guarantors", "assumed", "for \"shared\": east; for \"handed over\": east, west"),
            ("events.a dry summer", "stated", "the weight of water for south"),
            ("events.a dry summer", "stated", "after 14 months"),
            ("events.a dry summer.moves[1].by", "assumed", "moves: 1 to 2 (times the weight)"),
            ("events.a dry summer.moves[2].by", "stated", "the patience of south moves: -0.01"),
            ("events.election in the north", "assumed", "north gets a new government"),
            ("world.noise", "assumed", "0.02 to 0.2, log"),
            ("formats.two with help.proposing", "assumed", "east writes the single text"),
            ("formats.two with help.information", "assumed", "west carries a message of north to south"),
            (
                "formats.two with help.enforcement",
                "assumed",
                "not what a power to implement would do); east lends its weight",
            ),
            ("formats.council.membership", "assumed", "nothing passes without north"),
            ("formats.council.rule", "assumed", "at least 4 votes must accept (north 2, south 2, east 1)"),
            ("formats.tables.membership", "assumed", "sub-table \"lower\": east, west on dam"),
            ("formats.tables.rule", "assumed", "at most one member may refuse"),
            ("formats.tables.proposing", "assumed", "the plenary may amend the whole"),
            ("formats.tables.contract", "assumed", "what sub-tables agree is in force at once"),
            ("formats.tables.contract", "assumed", "absent parties that would have duties are asked to join"),
            ("formats.first two, then all", "stated", "is compared"),
            (
                "formats.first two, then all.phases.all",
                "assumed",
                "held as all with the west's chair, if \"two\" failed: nothing signed, refused after the signature, or collapsed, unless \"shared\" on water or \"handed over\" on water is practised or bound",
            ),
            (
                "formats.first two, then all.phases.road",
                "stated",
                "when a stage of \"two\" is completed, or its only one is in force, if \"shared\" on water is practised",
            ),
            ("parts.two again", "assumed", "held only as a part"),
            ("parts.two again.rule", "default", "everyone"),
        ] {
            let row = find(path);
            assert!(row.kind == kind && row.says.contains(says), "{row:?}");
        }
        assert!(!rows.iter().any(|row| row.path == "formats.first two, then all.membership"));
        let lines = rows.iter().filter(|row| row.kind != "default" && row.line.is_none());
        assert_eq!(lines.map(|row| &row.path).collect::<Vec<_>>(), [""; 0], "what is written has its line");
    }

    #[test]
    fn every_entry_of_the_template_has_its_row() {
        let file = SourceFile::new("x", template("x"));
        let scenario = read(&file).map(|checked| checked.scenario).expect("the template is legal");
        let rows = sources(&scenario, &file);
        let find =
            |path: &str| rows.iter().find(|row| row.path == path).unwrap_or_else(|| panic!("no row {path}"));
        let count = |start: &str| rows.iter().filter(|row| row.path.starts_with(start)).count();
        assert_eq!(count("parties."), 3 * (1 + traits::PARTY.len()) + 1, "one bias");
        assert_eq!(count("issues."), 3 * 11);
        assert_eq!(count("statements["), scenario.statements.len());
        assert_eq!(count("roadmaps."), 1 + 2 * 2);
        assert_eq!(count("events."), 2 + (1 + 2) + 2 + 2, "with their rates and moves");
        assert_eq!(count("world."), traits::WORLD.len());
        assert_eq!(count("formats."), 7 * 8 + (1 + 2), "seven plain ones, and two phases");
        assert_eq!(count("parts."), 8);
        let counted: usize =
            ["parties.", "issues.", "statements[", "roadmaps.", "events.", "world.", "formats.", "parts."]
                .into_iter()
                .map(count)
                .sum();
        assert_eq!(rows.len(), 1 + counted, "and the calendar");
        assert_eq!(find("parties.north.patience").kind, "assumed");
        assert_eq!(find("parties.north.patience").range, "0.8 to 0.95");
        assert_eq!((find("parties.east.mandate").kind, find("parties.east.mandate").line), ("default", None));
        assert_eq!(find("parties.east.mandate").range, "0 to 0.1");
        let stage = find("roadmaps.road first.stages[1].success");
        assert_eq!((stage.kind, stage.line), ("default", None));
        assert_eq!(stage.range, "as long as the slowest of its issues takes");
        assert_eq!(find("issues.water.takes").range, "6 to 18");
        // Chances of 0.8 and 0.4 a year.
        let dam = find("issues.dam.takes");
        assert_eq!((dam.kind, dam.line), ("default", None));
        assert_eq!(dam.range, "as long as `completion` of the world says (8.0 to 24.0 months)");
        assert_eq!((find("world.completion").kind, find("world.correlation").kind), ("assumed", "assumed"));
        assert_eq!(find("world.lapse_after_completion").range, "0 to 0.05");
        assert_eq!(
            (find("issues.road.levels").kind, find("issues.road.levels").at.as_str()),
            ("stated", "V§3")
        );
        assert_eq!((find("issues.road.duty").kind, find("issues.road.ordered").kind), ("assumed", "default"));
        let prefers = find("statements[0]");
        assert_eq!(
            prefers.says,
            "North village prefers \"as now\" to \"shared\" on water from the upper river"
        );
        let line = prefers.line.unwrap_or(0);
        assert!(
            file.text().lines().nth(line - 1).is_some_and(|text| text.contains("prefers(party: \"north\""))
        );
        assert!(find("formats.three clerks.contract").says.contains("one stage"));
        assert_eq!(find("formats.three clerks.rule").because, "neither can order the other");
    }
}
