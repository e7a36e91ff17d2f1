//! From the spanned tree to a [`Scenario`], collecting every problem of meaning on the way.

pub(super) mod conflict;
pub(super) mod domain;
mod draft;
mod event;
mod fields;
mod format;
mod format_parts;
mod issue;
mod names;
mod party;
mod phase;
mod preference;
mod provenance;
mod resolve;
mod roadmap;
mod rule;
mod spoken;
mod statement;
mod tables;
mod variant;

pub(super) use draft::COMPONENTS;

use std::collections::{BTreeMap, BTreeSet};

use super::diagnostic::{Diagnostic, Problems, codes};
use super::model::{
    Calendar, DemandOf, FORMAT_VERSION, Provenance, Quantity, Scenario, Source, Span, WorldTraits,
};
use super::syntax::Node;
use super::traits::{self, Trait};
use super::written;
use fields::Fields;
use names::Names;

/// Most parties.
pub const MOST_PARTIES: usize = 16;
/// Most issues.
pub const MOST_ISSUES: usize = 16;
/// Most levels of an issue.
pub const MOST_LEVELS: usize = 8;
/// Most stages of a road map.
pub const MOST_STAGES: usize = 8;
/// Most packages that can be proposed in a format, over all its road maps.
pub const MOST_PACKAGES: u64 = 65_536;
/// Most offers that can be made in a format: meetings times offers at a meeting.
pub const MOST_OFFERS_IN_ALL: u64 = 2000;
/// Most statements.
pub const MOST_STATEMENTS: usize = 2000;
/// Most formats, parts, road maps, events and sources, each.
pub const MOST_OTHERS: usize = 64;
/// Most variants.
pub const MOST_VARIANTS: usize = 40;
/// Most names in another language.
pub const MOST_NAMES: usize = 1000;
/// Most edits of a variant.
pub const MOST_EDITS: usize = 40;
/// Fewest and most formats that a class compares: one cannot be compared, and more than five nobody predicts in a lesson.
pub const CLASS_FORMATS: [usize; 2] = [2, 5];
/// Most phases of a composite.
pub const MOST_PHASES: usize = 16;
/// Most messengers of a format.
pub const MOST_MESSENGERS: usize = 64;
/// Most numbers that an event moves.
pub const MOST_MOVES: usize = 64;
/// Most periods in a calendar.
pub const MOST_PERIODS: u32 = 20_000;

/// What decoding gives.
pub(super) struct Decoded {
    pub(super) scenario: Scenario,
    /// Paths of parties, issues, road maps and formats in which something was wrong, so that later checks leave them alone.
    pub(super) tainted: BTreeSet<String>,
    /// Where an assumption about structure says nothing of its alternatives: worth a word once nothing else is wrong.
    pub(super) untried: Vec<Span>,
}

/// Reads a scenario out of the tree.
pub(super) fn decode(root: &Node, problems: &mut Problems) -> Decoded {
    let mut decoder = Decoder::new(problems);
    let scenario = decoder.scenario(root);
    Decoded { scenario, tainted: decoder.tainted, untried: decoder.untried }
}

struct Decoder<'p> {
    problems: &'p mut Problems,
    pub(super) spans: BTreeMap<String, Span>,
    names: Names,
    tainted: BTreeSet<String>,
    untried: Vec<Span>,
    /// How often something was met that the syntax had reported as unreadable.
    unreadable: usize,
    /// The section that is being read (`parties`, `issues`, …).
    section: &'static str,
    /// By section: where its entries come from that do not say it, and in how many of 100 worlds its statements hold.
    defaults: BTreeMap<&'static str, (Provenance, u8)>,
}

impl<'p> Decoder<'p> {
    fn new(problems: &'p mut Problems) -> Self {
        Self {
            problems,
            spans: BTreeMap::new(),
            names: Names::default(),
            tainted: BTreeSet::new(),
            untried: Vec::new(),
            unreadable: 0,
            section: "",
            defaults: BTreeMap::new(),
        }
    }
}

impl Decoder<'_> {
    fn report(&mut self, problem: Diagnostic) {
        self.problems.push(problem);
    }

    fn mark(&mut self, path: impl Into<String>, span: &Span) {
        self.spans.insert(path.into(), span.clone());
    }

    /// Runs a step and marks the path as tainted if it met an error.
    fn guarded<T>(&mut self, path: &str, step: impl FnOnce(&mut Self) -> T) -> T {
        let before = self.problems.errors() + self.unreadable;
        let result = step(self);
        if self.problems.errors() + self.unreadable > before {
            self.tainted.insert(path.to_owned());
        }
        result
    }

    /// Reads a section: entries without a source have that of the section.
    fn section<T>(&mut self, name: &'static str, step: impl FnOnce(&mut Self) -> T) -> T {
        self.section = name;
        let result = step(self);
        self.section = "";
        result
    }

    fn scenario(&mut self, root: &Node) -> Scenario {
        let fields = self.fields(root, "scenario", &["Scenario"], written::fields::<written::Scenario>());
        self.version(&fields);
        self.names.sources.known = true;
        let sources = self.sources(&fields);
        self.party_names(&fields);
        self.issue_names(&fields);
        self.variant_names(&fields);
        let name = self.required_text(&fields, "name", "a short name for folders, e.g. \"orchard\"");
        self.folder_name(&fields, &name);
        let title = self.required_text(&fields, "title", "one line for headings");
        let about = self.optional_text(&fields, "about");
        let questions = self.guarded("questions", |d| d.text_list(&fields, "questions"));
        let calendar = self.guarded("calendar", |d| d.calendar(&fields));
        self.guarded("default_source", |d| d.default_sources(&fields));
        let parties = self.section("parties", |d| d.parties(&fields));
        let issues = self.section("issues", |d| d.issues(&fields));
        let statements = self.section("statements", |d| d.guarded("statements", |d| d.statements(&fields)));
        let roadmaps = self.section("roadmaps", |d| d.roadmaps(&fields));
        let events = self.section("events", |d| d.guarded("events", |d| d.events(&fields)));
        let world = self.section("world", |d| d.guarded("world", |d| d.world(&fields)));
        let (formats, parts) = self.formats(&fields, parties.len());
        let class = self.guarded("class", |d| d.class(&fields));
        let variants = self.guarded("variants", |d| d.variants(&fields));
        let described = [formats.as_slice(), parts.as_slice()].concat();
        let names = self.guarded("names", |d| d.spoken(&fields, (&title, &about, &questions), &described));
        let defaults = std::mem::take(&mut self.defaults);
        let default_source =
            defaults.into_iter().map(|(name, (source, _))| (name.to_owned(), source)).collect();
        let spans = std::mem::take(&mut self.spans);
        Scenario {
            name,
            title,
            about,
            questions,
            class,
            sources,
            default_source,
            calendar,
            parties,
            issues,
            statements,
            roadmaps,
            events,
            world,
            formats,
            parts,
            variants,
            names,
            spans,
        }
    }

    fn version(&mut self, fields: &Fields<'_>) {
        let Some(node) = self.need(fields, "format_version", "which version of the format this is: 2") else {
            return;
        };
        let version = self.whole(node, 0, u32::MAX, "`format_version`");
        if version.is_some_and(|version| version != FORMAT_VERSION) {
            let problem =
                Diagnostic::error(codes::VERSION, node.span.clone(), "this format version is not known")
                    .label(format!("this program reads version {FORMAT_VERSION}"))
                    .help(format!("write `format_version: {FORMAT_VERSION}`, or use a newer program"));
            self.report(problem);
        }
    }

    fn folder_name(&mut self, fields: &Fields<'_>, name: &str) {
        let Some(node) = fields.get("name") else { return };
        self.mark("name", &node.span);
        let plain = name.chars().all(|c| c.is_ascii_alphanumeric() || c == '-');
        if !plain || name.starts_with('-') || name.len() > 60 {
            let proposal: String = name
                .chars()
                .take(60)
                .map(|c| if c.is_ascii_alphanumeric() { c.to_ascii_lowercase() } else { '-' })
                .collect();
            let proposal = proposal.trim_matches('-');
            let proposal = if proposal.is_empty() { "orchard" } else { proposal };
            let problem = Diagnostic::error(codes::NAME, node.span.clone(), "`name` becomes a folder")
                .label("letters a to z, digits and `-` only, at most 60")
                .help(format!("for example \"{proposal}\"; what people shall read belongs into `title`"));
            self.report(problem);
        }
    }

    fn sources(&mut self, fields: &Fields<'_>) -> Vec<Source> {
        let before = self.problems.errors();
        let mut sources = Vec::new();
        for (key, span, node) in self.keyed(fields, "sources", "source", 0, MOST_OTHERS) {
            let path = format!("sources.{key}");
            self.mark(path, &span);
            if key.contains(['§', ',']) {
                let problem =
                    Diagnostic::error(codes::NAME, span, "a source key cannot contain § or a comma");
                self.report(
                    problem
                        .label("the key that stands before the § of a citation")
                        .help("a short word, such as \"H\""),
                );
            }
            let fields = self.fields(node, "source", &[], written::fields::<written::CitedText>());
            let title = self.required_text(&fields, "title", "the title of the text");
            let [author, publisher, date] =
                ["author", "publisher", "date"].map(|name| self.optional_text(&fields, name));
            let counted = self.need(
                &fields,
                "paragraphs",
                "how many paragraphs the text has, so that citations can be checked",
            );
            let paragraphs = counted.and_then(|node| self.whole(node, 1, 1_000_000, "`paragraphs`"));
            self.names.sources.list.push((key.clone(), paragraphs));
            sources.push(Source { key, title, author, publisher, date, paragraphs: paragraphs.unwrap_or(1) });
        }
        self.names.sources.known = self.problems.errors() == before && !fields.broken;
        sources
    }

    fn calendar(&mut self, fields: &Fields<'_>) -> Calendar {
        let mut calendar = Calendar {
            period: "month".to_owned(),
            periods_per_year: 12,
            starts: String::new(),
            horizon: 60,
            source: Provenance::Default,
        };
        let Some(node) = self.need(fields, "calendar", "the unit of time and the horizon") else {
            return calendar;
        };
        self.mark("calendar", &node.span);
        let fields = self.fields(node, "calendar", &[], written::fields::<written::Calendar>());
        if fields.get("period").is_some() {
            calendar.period = self.required_text(&fields, "period", "what a period is called");
        }
        calendar.starts = self.optional_text(&fields, "starts");
        if let Some(node) = fields.get("periods_per_year") {
            calendar.periods_per_year = self.count(node, 1000, "`periods_per_year`").unwrap_or(12);
        }
        if let Some(node) = self.need(&fields, "horizon", "how many periods are reported, e.g. 60") {
            self.mark("calendar.horizon", &node.span);
            calendar.horizon = self.count(node, MOST_PERIODS, "`horizon`").unwrap_or(60);
        }
        calendar.source = self.needed_source(&fields, "the calendar");
        calendar
    }

    fn world(&mut self, fields: &Fields<'_>) -> WorldTraits {
        let fields = match fields.get("world") {
            Some(node) => {
                self.mark("world", &node.span);
                self.fields(node, "world", &[], written::fields::<written::World>())
            }
            None => Fields::absent(),
        };
        if let Some(node) = fields.get("demand_of") {
            self.mark("world.demand_of", &node.span);
        }
        let demand_of = self.word(&fields, "demand_of", &DemandOf::WORDS).unwrap_or_default();
        let forethought = fields.get("forethought").and_then(|node| {
            self.mark("world.forethought", &node.span);
            self.whole(node, 0, 1, "`forethought`")
        });
        let forethought = forethought != Some(0);
        let [
            correlation,
            lapse_after_completion,
            completion,
            pause,
            renegotiation,
            learning,
            noise,
            foresight,
            attention,
        ] = traits::WORLD
            .each_ref()
            .map(|entry| self.number(&fields, entry, &format!("world.{}", entry.name)));
        WorldTraits {
            demand_of,
            forethought,
            correlation,
            lapse_after_completion,
            completion,
            pause,
            renegotiation,
            learning,
            noise,
            foresight,
            attention,
        }
    }

    /// A number by its trait, or its default.
    fn number(&mut self, fields: &Fields<'_>, entry: &Trait, path: &str) -> Quantity {
        let default = entry.default_quantity().unwrap_or_else(|| Quantity::default_range(0.0, 0.0));
        match fields.get(entry.name) {
            Some(node) => {
                self.mark(path, &node.span);
                self.quantity(node, entry).unwrap_or(default)
            }
            None => default,
        }
    }
}
