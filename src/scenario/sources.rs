//! Where every entry comes from, defaults that are not written included: what `roundtable sources` lists.

use serde::Serialize;

use super::file::SourceFile;
use super::model::{
    Effect, Format, InForce, Issue, Level, Party, Provenance, Quantity, Says, Scenario, Span, Spread,
    Statement, Timing,
};
use super::traits::{self, Trait};

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
    /// Line in the file; `None` if it is not written.
    pub line: Option<usize>,
}

/// Every entry of a scenario with its source, in the order of the format; lines are those of the file it was read from.
pub fn sources(scenario: &Scenario, file: &SourceFile) -> Vec<SourceRow> {
    let row = |entry: Entry<'_>| {
        let line = entry.span.map(|span| file.line(span.start));
        let mut row = SourceRow {
            path: entry.path,
            says: entry.says,
            kind: "default",
            at: String::new(),
            by: String::new(),
            because: String::new(),
            range: String::new(),
            line,
        };
        match entry.source {
            Provenance::Stated { at, by } => {
                row.kind = "stated";
                (row.at, row.by) = (at.clone(), by.clone());
            }
            Provenance::Assumed { because, range } => {
                row.kind = "assumed";
                (row.because, row.range) = (because.clone(), range.clone());
            }
            Provenance::Default => {
                "not written: the format's default".clone_into(&mut row.because);
                row.range = entry.default;
            }
        }
        row
    };
    Collector::of(scenario).entries.into_iter().map(row).collect()
}

/// Every provenance of a scenario.
pub(super) fn provenances(scenario: &Scenario) -> Vec<&Provenance> {
    let mut all: Vec<&Provenance> =
        Collector::of(scenario).entries.into_iter().map(|entry| entry.source).collect();
    all.extend(scenario.issues.iter().flat_map(|issue| issue.sources.values()));
    all
}

struct Entry<'s> {
    path: String,
    says: String,
    source: &'s Provenance,
    span: Option<&'s Span>,
    /// The default's range in words, for numbers.
    default: String,
}

struct Collector<'s> {
    scenario: &'s Scenario,
    entries: Vec<Entry<'s>>,
}

/// Nothing is written about what does not exist.
const NOTHING: &Provenance = &Provenance::Default;

impl<'s> Collector<'s> {
    fn of(scenario: &'s Scenario) -> Self {
        let mut collector = Self { scenario, entries: Vec::new() };
        collector.calendar();
        for party in &scenario.parties {
            collector.party(party);
        }
        for issue in &scenario.issues {
            collector.issue(issue);
        }
        for (index, statement) in scenario.statements.iter().enumerate() {
            collector.statement(index, statement);
        }
        collector.roadmaps();
        collector.events();
        for entry in &traits::WORLD {
            if let Some(quantity) = traits::of_world(&scenario.world, entry.name) {
                collector.quantity("world", entry, quantity);
            }
        }
        for format in &scenario.formats {
            collector.format(format);
        }
        collector
    }

    fn add(&mut self, path: String, says: String, source: &'s Provenance) {
        let span = self.scenario.spans.get(&path);
        self.entries.push(Entry { path, says, source, span, default: String::new() });
    }

    fn quantity(&mut self, parent: &str, entry: &Trait, quantity: &'s Quantity) {
        let path = format!("{parent}.{}", entry.name);
        let range = range_words(quantity);
        self.add(path, format!("{}: {range} ({})", entry.meaning, entry.unit), &quantity.source);
        if let Some(last) = self.entries.last_mut() {
            last.default = range;
        }
    }

    /// A number that is not written and has no range of its own.
    fn unwritten(&mut self, parent: &str, entry: &Trait) {
        let default = entry.fallback.words();
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
    }

    fn issue(&mut self, issue: &'s Issue) {
        let path = format!("issues.{}", issue.id);
        let levels: Vec<String> = issue.levels.iter().map(|level| format!("\"{level}\"")).collect();
        let level = |index: usize| issue.levels.get(index).map_or("", String::as_str);
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
            ("reversible", format!("what was done {undone}")),
        ];
        for (field, says) in fields {
            let source = issue.sources.get(field).or_else(|| issue.sources.get("rest")).unwrap_or(NOTHING);
            self.add(format!("{path}.{field}"), says, source);
        }
        self.quantity(&path, &traits::STAKE, &issue.stake);
    }

    fn names(&self, parties: &[usize]) -> String {
        let names: Vec<&str> = parties
            .iter()
            .filter_map(|&party| self.scenario.parties.get(party))
            .map(|party| party.name.as_str())
            .collect();
        if names.is_empty() { "nobody".to_owned() } else { names.join(", ") }
    }

    fn by_level(&self, issue: &Issue, parties: &[Vec<usize>], what: &str, none: &str) -> String {
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

    fn statement(&mut self, index: usize, statement: &'s Statement) {
        let says = statement_words(self.scenario, statement);
        self.add(format!("statements[{index}]"), says, &statement.source);
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
                    None => self.unwritten(&path, &traits::SUCCESS),
                }
            }
        }
    }

    fn issues(&self, issues: &[usize]) -> String {
        let names: Vec<&str> = issues
            .iter()
            .filter_map(|&issue| self.scenario.issues.get(issue))
            .map(|issue| issue.name.as_str())
            .collect();
        if names.is_empty() { "nothing".to_owned() } else { names.join(", ") }
    }

    fn events(&mut self) {
        for event in &self.scenario.events {
            let (Effect::Lapse(issue), Timing::PerYear(rate)) = (&event.effect, &event.when) else {
                continue;
            };
            let path = format!("events.{}", event.name);
            self.add(path.clone(), format!("{} may lapse by itself", self.issues(&[*issue])), &event.source);
            self.quantity(&path, &traits::PER_YEAR, rate);
        }
    }

    fn format(&mut self, format: &'s Format) {
        let path = format!("formats.{}", format.name);
        self.add(path.clone(), format!("\"{}\" is compared", format.name), &format.source);
        if let Some(span) = self.scenario.spans.get(&format!("{path}.source"))
            && let Some(last) = self.entries.last_mut()
        {
            last.span = Some(span);
        }
        let components = [
            ("membership", self.membership(format)),
            ("rule", "everyone at the table must accept".to_owned()),
            ("proposing", self.proposing(format)),
            (
                "information",
                format!(
                    "the table knows reservation value and temptation of {}",
                    self.names(&format.information.disclosed)
                ),
            ),
            ("contract", self.contract(format)),
            ("enforcement", format!("monitors: {}", self.names(&format.enforcement.monitors))),
            ("delegation", self.delegation(format)),
        ];
        for (component, says) in components {
            let source = format.sources.get(component).unwrap_or(NOTHING);
            self.add(format!("{path}.{component}"), says, source);
        }
    }

    fn membership(&self, format: &Format) -> String {
        let mut says = format!("members: {}", self.names(&format.membership.members));
        for (issue, level, by) in &format.membership.vetoes {
            let level = self
                .scenario
                .issues
                .get(*issue)
                .and_then(|issue| issue.levels.get(*level))
                .map_or("", String::as_str);
            let veto =
                format!("; \"{level}\" of {} may be vetoed by {}", self.issues(&[*issue]), self.names(by));
            says.push_str(&veto);
        }
        says
    }

    fn proposing(&self, format: &Format) -> String {
        if format.proposing.order.is_empty() {
            return "proposals go round in the order of members".to_owned();
        }
        format!("proposals go round: {}", self.names(&format.proposing.order))
    }

    fn contract(&self, format: &Format) -> String {
        let contract = &format.contract;
        let agenda: Vec<usize> = (0..contract.agenda.len()).filter(|&issue| contract.agenda[issue]).collect();
        let maps: Vec<String> = contract
            .roadmaps
            .iter()
            .filter_map(|&index| self.scenario.roadmaps.get(index))
            .map(|map| format!("\"{}\"", map.name))
            .collect();
        let says = format!("agenda: {}", self.issues(&agenda));
        let stages = match (maps.is_empty(), contract.in_force) {
            (true, _) => "one stage".to_owned(),
            (false, InForce::EachStage) => {
                format!("stages of {}, each in force when completed", maps.join(", "))
            }
            (false, InForce::AfterLast) => format!("stages of {}, in force after the last", maps.join(", ")),
        };
        let mut says = format!("{says}; {stages}");
        if !contract.on_promise.is_empty() {
            says = format!("{says}; on promise: {}", self.issues(&contract.on_promise));
        }
        if contract.all_or_nothing {
            says.push_str("; all or nothing");
        }
        says
    }

    fn delegation(&self, format: &Format) -> String {
        let d = &format.delegation;
        let level = if d.level == Level::Leaders { "leaders" } else { "delegates at working level" };
        let referred = if d.refer_back { "; agreements go home before they are signed" } else { "" };
        let public = if d.public { "; failure is public" } else { "" };
        format!(
            "{level}; first meeting after {} periods, then every {}, {} meetings with {} offers each; ratified by {}{referred}{public}",
            d.first_meeting,
            d.every,
            d.meetings,
            d.offers,
            self.names(&d.ratifiers)
        )
    }
}

/// A quantity in words: `0.02 to 0.5, log`, or one number.
pub fn range_words(quantity: &Quantity) -> String {
    if quantity.from == quantity.to {
        return quantity.from.to_string();
    }
    let log = if quantity.spread == Spread::Log { ", log" } else { "" };
    format!("{} to {}{log}", quantity.from, quantity.to)
}

/// A statement as a sentence with the parties' and issues' names.
pub fn statement_words(scenario: &Scenario, statement: &Statement) -> String {
    let party = scenario.parties.get(statement.party).map_or("", |party| &party.name);
    let issue = |index: usize| scenario.issues.get(index).map_or("", |issue| issue.name.as_str());
    let level = |index: usize, level: usize| {
        scenario.issues.get(index).and_then(|issue| issue.levels.get(level)).map_or("", String::as_str)
    };
    match &statement.says {
        Says::Prefers { issue: about, level: better, to } => {
            format!(
                "{party} prefers \"{}\" to \"{}\" on {}",
                level(*about, *better),
                level(*about, *to),
                issue(*about)
            )
        }
        Says::CaresMore { about, than } => {
            format!("{party} cares more about {} than about {}", issue(*about), issue(*than))
        }
        Says::OnlyWith { accepts, with } => {
            let with: Vec<String> =
                with.iter().map(|&(i, l)| format!("\"{}\" on {}", level(i, l), issue(i))).collect();
            format!(
                "{party} accepts \"{}\" on {} only with {}",
                level(accepts.0, accepts.1),
                issue(accepts.0),
                with.join(" or ")
            )
        }
        Says::Indifferent { about } => format!("{party} does not care about {}", issue(*about)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::{read, template};

    #[test]
    fn every_entry_of_the_template_has_its_row() {
        let file = SourceFile::new("x", template("x"));
        let scenario = read(&file).map(|checked| checked.scenario).expect("the template is legal");
        let rows = sources(&scenario, &file);
        let find =
            |path: &str| rows.iter().find(|row| row.path == path).unwrap_or_else(|| panic!("no row {path}"));
        let party_rows = 3 * (1 + traits::PARTY.len());
        let expected = 1
            + party_rows
            + 3 * 9
            + scenario.statements.len()
            + (1 + 2 * 2)
            + 2
            + traits::WORLD.len()
            + 3 * 8;
        assert_eq!(rows.len(), expected);
        assert_eq!(find("parties.north.patience").kind, "assumed");
        assert_eq!(find("parties.north.patience").range, "0.8 to 0.95");
        assert_eq!((find("parties.east.mandate").kind, find("parties.east.mandate").line), ("default", None));
        assert_eq!(find("parties.east.mandate").range, "0 to 0.1");
        let stage = find("roadmaps.road first.stages[1].success");
        assert_eq!((stage.kind, stage.line), ("default", None));
        assert_eq!(
            stage.range,
            "its share, by number of issues, of the time that the whole package would take in one go"
        );
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
