//! What a scenario file says, checked and in memory.
//!
//! Every list keeps the order of the file; parties, issues and levels are referred to by their position in it.
//! Positions in the file ([`Span`]) and where each entry comes from ([`Provenance`]) are kept beside the values,
//! so that every number can be traced to a paragraph and a speaker, or to an assumption with its reason.

use std::collections::BTreeMap;

/// Byte range of an entry in the scenario file.
pub type Span = std::ops::Range<usize>;

/// Position of a party in [`Scenario::parties`].
pub type PartyIndex = usize;
/// Position of an issue in [`Scenario::issues`].
pub type IssueIndex = usize;
/// Position of a level in [`Issue::levels`].
pub type LevelIndex = usize;

/// The format version that this program reads.
pub const FORMAT_VERSION: u32 = 1;

/// Where an entry comes from.
#[derive(Debug, Clone, PartialEq)]
pub enum Provenance {
    /// A source says it: `stated(at: "H§10", by: "Vladimir Putin")`.
    Stated {
        /// Source and paragraph, e.g. `H§10`; several are separated by a comma.
        at: String,
        /// Who says it, in that paragraph.
        by: String,
    },
    /// Nobody says it: `assumed(because: "…", range: "…")`, or `assumed(from: a, to: b, because: "…")`.
    Assumed {
        /// Why this and not something else.
        because: String,
        /// What else it could be, in words (for numbers: the two ends).
        range: String,
    },
    /// Not written in the file: the format's own default, which counts as assumed.
    Default,
}

/// How a number is spread over its range.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Spread {
    /// Every value of the range is as good as any other.
    Uniform,
    /// Every *ratio* is: uniform in the logarithm (both ends must be above 0).
    Log,
}

/// A number that is drawn anew in every assumed world.
#[derive(Debug, Clone, PartialEq)]
pub struct Quantity {
    /// Lower end.
    pub from: f64,
    /// Upper end, at least `from`.
    pub to: f64,
    /// How it is spread between them.
    pub spread: Spread,
    /// Where it comes from.
    pub source: Provenance,
}

impl Quantity {
    /// The format's default for a number that the file does not give.
    pub fn default_range(from: f64, to: f64) -> Self {
        Self { from, to, spread: Spread::Uniform, source: Provenance::Default }
    }

    /// The same on a logarithmic scale.
    pub fn default_log(from: f64, to: f64) -> Self {
        Self { from, to, spread: Spread::Log, source: Provenance::Default }
    }
}

/// A whole scenario.
#[derive(Debug, Clone, PartialEq)]
pub struct Scenario {
    /// Short name, used for output folders: letters, digits, `-`.
    pub name: String,
    /// One line for headings.
    pub title: String,
    /// A paragraph for people who open the report.
    pub about: String,
    /// Questions for a class, printed on the handout.
    pub questions: Vec<String>,
    /// Texts that entries cite.
    pub sources: Vec<Source>,
    /// Unit of time and horizon.
    pub calendar: Calendar,
    /// Who has a stake.
    pub parties: Vec<Party>,
    /// What is negotiated.
    pub issues: Vec<Issue>,
    /// What parties want: orderings and conditions.
    pub statements: Vec<Statement>,
    /// Road maps: which issue is carried out in which stage.
    pub roadmaps: Vec<Roadmap>,
    /// What may happen by itself.
    pub events: Vec<Event>,
    /// Numbers that belong to the world and to no party.
    pub world: WorldTraits,
    /// The formats to compare.
    pub formats: Vec<Format>,
    /// Where each entry stands in the file: path (`parties.dprk.patience`) to bytes.
    pub spans: BTreeMap<String, Span>,
}

/// A text that entries cite.
#[derive(Debug, Clone, PartialEq)]
pub struct Source {
    /// Short key before the `§`.
    pub key: String,
    /// Title.
    pub title: String,
    /// Author.
    pub author: String,
    /// Publisher.
    pub publisher: String,
    /// Date, as printed.
    pub date: String,
    /// Number of paragraphs: a citation beyond it is an error.
    pub paragraphs: u32,
}

/// Unit of time and horizon.
#[derive(Debug, Clone, PartialEq)]
pub struct Calendar {
    /// What one period is called (`month`).
    pub period: String,
    /// Periods in a year: rates in the file are per year.
    pub periods_per_year: u32,
    /// First day, as text, for reports.
    pub starts: String,
    /// Periods that are reported; what the parties look ahead to has no end.
    pub horizon: u32,
    /// Where it comes from.
    pub source: Provenance,
}

/// A party: what it wants is in the statements, what it is like is here.
///
/// Flows and gains are on the party's *own scale*: 0 is what is practised now, 1 its best level on every issue.
#[derive(Debug, Clone, PartialEq)]
pub struct Party {
    /// Key used in the file.
    pub id: String,
    /// Name used in tables and charts.
    pub name: String,
    /// Why it is listed.
    pub source: Provenance,
    /// What it insists on: the least gain (flow, own scale) over what goes on without agreement. The two together are its
    /// reservation value.
    pub reservation: Quantity,
    /// Patience: what a year from now counts today, in (0, 1).
    pub patience: Quantity,
    /// Temptation: what one unit of stake is worth (own-scale years) to a party that does not do its duty.
    pub temptation: Quantity,
    /// What the collapse of an agreement costs it (own-scale years), at least 0.
    pub collapse_penalty: Quantity,
    /// Chance per year that it spoils an agreement made without it that leaves it worse off.
    pub spoiling: Quantity,
    /// As a monitor: chance of detecting a defection.
    pub detection: Quantity,
    /// Ratification: the surplus (own scale) at which refusal at home becomes impossible; 0 means none is needed.
    pub ratification: Quantity,
    /// Surplus (own scale) that its delegates need before they may sign; leaders need none.
    pub mandate: Quantity,
    /// What the public failure of talks costs it (own-scale years).
    pub audience_cost: Quantity,
    /// Flow lost (own scale) while no agreement is in force.
    pub conflict_cost: Quantity,
    /// Flow (own scale) that it can have by walking out; `None`: nothing better than what is practised.
    pub outside_option: Option<Quantity>,
    /// Exponent of its concession over time: below 1 early, 1 linear, above 1 late.
    pub concession: Quantity,
}

/// One issue with its worded levels.
#[derive(Debug, Clone, PartialEq)]
pub struct Issue {
    /// Key used in the file.
    pub id: String,
    /// Name used in tables and charts.
    pub name: String,
    /// The levels in words.
    pub levels: Vec<String>,
    /// True if levels are a scale, so that every party's value rises or falls along it.
    pub ordered: bool,
    /// Level practised at the start.
    pub practised: LevelIndex,
    /// Level bound by agreement at the start; what is practised without being bound may lapse.
    pub bound: LevelIndex,
    /// Who must act, by level (to reach that level).
    pub duty: Vec<Vec<PartyIndex>>,
    /// Whose consent a level needs whatever the format, by level.
    pub consent: Vec<Vec<PartyIndex>>,
    /// Whether a collapse undoes what was done.
    pub reversible: bool,
    /// What a duty on this issue weighs when it is not done (multiplied by a party's temptation).
    pub stake: Quantity,
    /// Where each of the fields comes from; the key `rest` covers what is not named.
    pub sources: BTreeMap<String, Provenance>,
}

/// What a party wants, as an ordering or a condition.
#[derive(Debug, Clone, PartialEq)]
pub struct Statement {
    /// Whose.
    pub party: PartyIndex,
    /// What.
    pub says: Says,
    /// Holds in so many of 100 assumed worlds; 100 for what is stated.
    pub holds_in: u8,
    /// Where it comes from.
    pub source: Provenance,
    /// Where it stands.
    pub span: Span,
}

/// The content of a statement.
#[derive(Debug, Clone, PartialEq)]
pub enum Says {
    /// Prefers one level of an issue to another.
    Prefers {
        /// Issue.
        issue: IssueIndex,
        /// Better level.
        level: LevelIndex,
        /// Worse level.
        to: LevelIndex,
    },
    /// One issue matters more to it than another.
    CaresMore {
        /// Heavier issue.
        about: IssueIndex,
        /// Lighter issue.
        than: IssueIndex,
    },
    /// Signs the first only together with at least one of the others.
    OnlyWith {
        /// Issue and level that it holds back.
        accepts: (IssueIndex, LevelIndex),
        /// What must be agreed, or be practised already, with it: any one of these.
        with: Vec<(IssueIndex, LevelIndex)>,
    },
    /// Does not care about an issue at all.
    Indifferent {
        /// Issue.
        about: IssueIndex,
    },
}

/// A road map: stages in order.
#[derive(Debug, Clone, PartialEq)]
pub struct Roadmap {
    /// Name used by formats.
    pub name: String,
    /// The stages, first to last.
    pub stages: Vec<Stage>,
    /// Where it comes from.
    pub source: Provenance,
}

/// One stage of a road map.
#[derive(Debug, Clone, PartialEq)]
pub struct Stage {
    /// Name.
    pub name: String,
    /// Issues carried out in it.
    pub issues: Vec<IssueIndex>,
    /// Chance per year that it is completed (converted to a chance per period). `None`, not written: the stage takes its
    /// share, by number of issues, of the time that the whole package would take in one go
    /// ([`WorldTraits::completion`]), so that a road map has neither a bonus nor a penalty in expected total time.
    pub success: Option<Quantity>,
    /// Where it comes from.
    pub source: Provenance,
}

/// What may happen by itself: a level practised without being bound lapses to the level that is bound.
#[derive(Debug, Clone, PartialEq)]
pub struct Event {
    /// Name.
    pub name: String,
    /// Issue that may lapse.
    pub lapse_of: IssueIndex,
    /// Chance per year.
    pub per_year: Quantity,
    /// Where it comes from.
    pub source: Provenance,
}

/// Numbers that belong to the world and to no party.
#[derive(Debug, Clone, PartialEq)]
pub struct WorldTraits {
    /// Loading of each party's reservation value on a common factor, in [-1, 1].
    pub correlation: Quantity,
    /// Chance per year that a completed agreement collapses by itself.
    pub lapse_after_completion: Quantity,
    /// Chance per year that a package carried out in one go is completed.
    pub completion: Quantity,
}

/// A format: seven components and nothing else.
#[derive(Debug, Clone, PartialEq)]
pub struct Format {
    /// Name.
    pub name: String,
    /// What it is, for the report.
    pub about: String,
    /// Whether a proposal to hold it was seen in the sources, or it is a crossed format.
    pub source: Provenance,
    /// M: who sits at the table, who may veto which level.
    pub membership: Membership,
    /// R: what makes a proposal pass.
    pub rule: Rule,
    /// P: who proposes, in what order.
    pub proposing: Proposing,
    /// I: who knows what of whom.
    pub information: Information,
    /// C: which packages can be proposed.
    pub contract: Contract,
    /// E: who monitors.
    pub enforcement: Enforcement,
    /// D: level, calendar, mandate, publicity.
    pub delegation: Delegation,
    /// Provenance of each component (`membership`, `rule`, …), [`Provenance::Default`] where not written.
    pub sources: BTreeMap<String, Provenance>,
}

/// M: who sits at the table, who may veto which level.
#[derive(Debug, Clone, PartialEq)]
pub struct Membership {
    /// Parties at the table.
    pub members: Vec<PartyIndex>,
    /// Levels that parties may veto in this format, besides the issue's own consenters.
    pub vetoes: Vec<(IssueIndex, LevelIndex, Vec<PartyIndex>)>,
}

/// R: what makes a proposal pass.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Rule {
    /// Everyone at the table accepts.
    #[default]
    Unanimity,
}

/// P: who proposes, in what order.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Proposing {
    /// Members in the order in which they propose, over and over; empty: the order of membership.
    pub order: Vec<PartyIndex>,
}

/// I: who knows what of whom.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Information {
    /// Parties whose reservation value and temptation the table knows.
    pub disclosed: Vec<PartyIndex>,
}

/// C: which packages can be proposed.
#[derive(Debug, Clone, PartialEq)]
pub struct Contract {
    /// Road maps that may be used (indices into [`Scenario::roadmaps`]); empty: everything in one stage.
    pub roadmaps: Vec<usize>,
    /// Issues on the agenda, as a flag by issue.
    pub agenda: Vec<bool>,
    /// When levels take effect.
    pub in_force: InForce,
    /// Issues that are carried out on promise, when their stage begins, instead of on its completion.
    pub on_promise: Vec<IssueIndex>,
    /// Whether issues on the agenda may be left out of a package.
    pub all_or_nothing: bool,
}

/// When the levels of a staged package take effect.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum InForce {
    /// Each stage when it is completed.
    #[default]
    EachStage,
    /// Nothing until the last stage is completed.
    AfterLast,
}

/// E: who monitors.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Enforcement {
    /// Parties that look for defections (each with its own detection trait; none looks at itself).
    pub monitors: Vec<PartyIndex>,
}

/// D: level, calendar, mandate, publicity.
#[derive(Debug, Clone, PartialEq)]
pub struct Delegation {
    /// Leaders or delegates.
    pub level: Level,
    /// Periods from the start to the first meeting.
    pub first_meeting: u32,
    /// Periods between meetings.
    pub every: u32,
    /// Number of meetings.
    pub meetings: u32,
    /// Offers made at one meeting.
    pub offers: u32,
    /// Whether what was agreed goes home first and is signed at the next meeting.
    pub refer_back: bool,
    /// Who ratifies at home.
    pub ratifiers: Vec<PartyIndex>,
    /// Whether failure is public.
    pub public: bool,
}

/// Who sits at the table for a party.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Level {
    /// Leaders: may sign what they accept.
    #[default]
    Leaders,
    /// Delegates at working level: need their mandate's surplus first.
    Working,
}

impl Scenario {
    /// Position of the party with this key.
    pub fn party(&self, id: &str) -> Option<PartyIndex> {
        self.parties.iter().position(|p| p.id == id)
    }

    /// Position of the issue with this key.
    pub fn issue(&self, id: &str) -> Option<IssueIndex> {
        self.issues.iter().position(|i| i.id == id)
    }

    /// Position of the format with this name.
    pub fn format(&self, name: &str) -> Option<usize> {
        self.formats.iter().position(|f| f.name == name)
    }
}
