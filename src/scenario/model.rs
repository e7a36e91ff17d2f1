//! What a scenario file says, checked and in memory.
//!
//! Every list keeps the order of the file; parties, issues and levels are referred to by their position in it.
//! Positions in the file ([`Span`]) and where each entry comes from ([`Provenance`]) are kept beside the values,
//! so that every number can be traced to a paragraph and a speaker, or to an assumption with its reason.

use std::collections::BTreeMap;

pub use super::components::*;
pub use super::place::*;

/// The format version that this program reads.
pub const FORMAT_VERSION: u32 = 2;

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
    /// Names of the formats that a class compares, the first as the reference; empty: the file chooses none.
    pub class: Vec<String>,
    /// Texts that entries cite.
    pub sources: Vec<Source>,
    /// By section (`parties`, `issues`, …): where its entries come from that do not say it themselves. They have it already.
    pub default_source: BTreeMap<String, Provenance>,
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
    /// Formats that are held only as a phase of another one, and not compared by themselves.
    pub parts: Vec<Format>,
    /// Alternatives to what is assumed about structure, each to be run in full; what is in them changes nothing else.
    pub variants: Vec<Variant>,
    /// By language (`ko`): names and other texts of the file, and what they are called in it. Nothing but what is shown depends on them.
    pub names: BTreeMap<String, BTreeMap<String, String>>,
    /// Where each entry stands in the file: path (`parties.dprk.patience`) to bytes.
    pub spans: BTreeMap<String, Span>,
}

/// An alternative to what the file assumes about its structure: `--variant NAME` runs it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Variant {
    /// Name.
    pub name: String,
    /// Why it is worth a run.
    pub because: String,
    /// What it changes, in order, each as `--set` takes it: `PATH=VALUE`.
    pub edits: Vec<String>,
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
    /// Demand: the share of the possible gain over what goes on without agreement that it insists on (a commitment in the
    /// sense of Crawford 1982). The two together are its reservation value.
    pub demand: Quantity,
    /// Patience: what a year from now counts today, in (0, 1).
    pub patience: Quantity,
    /// Temptation: what one unit of stake is worth (years at its best) to a party that does not do its duty.
    pub temptation: Quantity,
    /// What the collapse of an agreement costs it (years at its best), at least 0.
    pub collapse_penalty: Quantity,
    /// Chance per year that it spoils an agreement made without it that leaves it worse off.
    pub spoiling: Quantity,
    /// As a monitor: chance of detecting a defection.
    pub detection: Quantity,
    /// Ratification: the surplus (own scale) at which refusal at home becomes impossible; 0 means none is needed.
    pub ratification: Quantity,
    /// Surplus (own scale) that its delegates need before they may sign; leaders need none.
    pub mandate: Quantity,
    /// What the public failure of talks costs it: a share of its possible gain, or years at its best under
    /// [`DemandOf::Everything`].
    pub audience_cost: Quantity,
    /// Stance: the share of the possible gain that it needs besides where it signs in public, below what it has announced.
    pub stance: Quantity,
    /// Flow lost (own scale) while no agreement is in force.
    pub conflict_cost: Quantity,
    /// Flow (own scale) that it can have by walking out; `None`: nothing better than what is practised.
    pub outside_option: Option<Quantity>,
    /// Exponent of its concession over time: below 1 early, 1 linear, above 1 late.
    pub concession: Quantity,
    /// As a mediator or messenger: how well it knows what others demand, in [0, 1]: its signal about whether a party's
    /// reservation value lies in the upper or the lower half of its range is right with chance `(1 + accuracy) / 2`.
    pub accuracy: Quantity,
    /// As a mediator: what it cares for other parties' gains, each on that party's own scale, beside its own.
    pub bias: Vec<(PartyIndex, Quantity)>,
    /// As a guarantor: what it does to one that breaks or spoils a guaranteed agreement (years at the offender's best).
    pub guarantee_force: Quantity,
    /// As a guarantor: what acting on its guarantee costs it (years at its best). It acts only where the collapse would cost it more.
    pub guarantee_cost: Quantity,
    /// As a monitor under supervision: chance of detecting what it would have missed.
    pub inspection: Quantity,
    /// As a manipulator: flow (own scale) that lending its weight to an agreement costs it while that is in force.
    pub effort: Quantity,
}

impl Party {
    /// A party all of whose numbers are 0; it has no outside option. They are set by name (`scenario/traits.rs`).
    pub fn of_zeros(id: String, name: String, source: Provenance) -> Self {
        let zero = || Quantity::default_range(0.0, 0.0);
        Self {
            id,
            name,
            source,
            demand: zero(),
            patience: zero(),
            temptation: zero(),
            collapse_penalty: zero(),
            spoiling: zero(),
            detection: zero(),
            ratification: zero(),
            mandate: zero(),
            audience_cost: zero(),
            stance: zero(),
            conflict_cost: zero(),
            concession: zero(),
            accuracy: zero(),
            guarantee_force: zero(),
            guarantee_cost: zero(),
            inspection: zero(),
            effort: zero(),
            outside_option: None,
            bias: Vec::new(),
        }
    }
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
    /// Who guarantees an agreement that contains this level, by level.
    pub guarantors: Vec<Vec<PartyIndex>>,
    /// Whose consent a level needs whatever the format, by level.
    pub consent: Vec<Vec<PartyIndex>>,
    /// Whether a collapse undoes what was done.
    pub reversible: bool,
    /// What a duty on this issue weighs when it is not done (multiplied by a party's temptation).
    pub stake: Quantity,
    /// Months that carrying it out takes on average, once its stage has begun. `None`, not written: as long as
    /// [`WorldTraits::completion`] says.
    pub takes: Option<Quantity>,
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
    /// Where it stands; of a pair of a `ranks`, where its two levels stand.
    pub span: Span,
}

impl Statement {
    /// Whether two statements, one after the other, are pairs of one `ranks`: they share a level, at its place in the file.
    pub fn goes_on_with(&self, next: &Self) -> bool {
        self.span.start <= next.span.start && next.span.start < self.span.end
    }
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
    /// Chance per year that it is completed (converted to a chance per period). `None`, not written: the stage takes as long as
    /// the slowest of the issues that are agreed in it ([`Issue::takes`]).
    pub success: Option<Quantity>,
    /// Where it comes from.
    pub source: Provenance,
}

/// What may happen by itself, whatever the format.
#[derive(Debug, Clone, PartialEq)]
pub struct Event {
    /// Name.
    pub name: String,
    /// When it happens.
    pub when: Timing,
    /// What it does.
    pub effect: Effect,
    /// Where it comes from.
    pub source: Provenance,
}

/// When an event happens.
#[derive(Debug, Clone, PartialEq)]
pub enum Timing {
    /// At this period, in every world.
    At(u32),
    /// With this chance per year, once.
    PerYear(Quantity),
}

/// What an event does. Except for a lapse, talks see it from the next meeting on; gains are measured by what parties
/// wanted at the start.
#[derive(Debug, Clone, PartialEq)]
pub enum Effect {
    /// A level practised without being bound lapses to the level that is bound (only with [`Timing::PerYear`]).
    Lapse(IssueIndex),
    /// Numbers of parties move.
    Moves(Vec<Move>),
    /// A new government: the party's demand, its patience and its concession are drawn anew from their ranges.
    NewGovernment(PartyIndex),
    /// The party's demand and its temptation become known to all.
    Reveals(PartyIndex),
}

/// One number that an event moves.
#[derive(Debug, Clone, PartialEq)]
pub struct Move {
    /// Whose.
    pub party: PartyIndex,
    /// Which.
    pub what: Moved,
    /// By how much: added to a trait (kept within its domain); for a weight, the factor.
    pub by: Quantity,
}

/// What an event can move.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Moved {
    /// The flow that it can have by walking out; without one, it has one from then on, counted from 0.
    OutsideOption,
    /// What a year from now counts today.
    Patience,
    /// The share of the possible gain that it insists on.
    Demand,
    /// How much an issue matters to it: its gains on the issue are multiplied.
    Weight(IssueIndex),
}

/// What a demand is a share of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum DemandOf {
    /// What the party could have at this table at best without leaving anybody else whose assent is needed below what it has
    /// without agreement (the ideal point over the feasible, individually rational set: Kalai & Smorodinsky 1975).
    #[default]
    Possible,
    /// What it could have at this table if every issue were settled for it alone.
    Ideal,
    /// What its best level on every issue of the scenario would bring, whatever is on the agenda.
    Everything,
}

impl DemandOf {
    /// All, with the word that stands in a file, the default first.
    pub const WORDS: [(&'static str, Self); 3] =
        [("possible", Self::Possible), ("ideal", Self::Ideal), ("everything", Self::Everything)];
}

/// Numbers that belong to the world and to no party.
#[derive(Debug, Clone, PartialEq)]
pub struct WorldTraits {
    /// What demands, mandates, stances, audience costs and ratification are shares of.
    pub demand_of: DemandOf,
    /// Tables reckon with the tables that come after them.
    pub forethought: bool,
    /// Loading of each party's reservation value on a common factor, in [-1, 1].
    pub correlation: Quantity,
    /// Chance per year that a completed agreement collapses by itself.
    pub lapse_after_completion: Quantity,
    /// Chance per year that an issue that does not say what it takes ([`Issue::takes`]) is carried out.
    pub completion: Quantity,
    /// Chance that a stage that failed (a defection was detected) pauses and begins anew.
    pub pause: Quantity,
    /// Chance that it is renegotiated: what was done stays, the rest goes back to the table. Otherwise the agreement collapses.
    pub renegotiation: Quantity,
    /// How far parties learn from offers, refusals and conduct, in [0, 1]: the power to which the likelihood is raised
    /// (0: not at all, 1: by Bayes' rule).
    pub learning: Quantity,
    /// Scale of the logit likelihood (flow, own scale): how far from its interest a party may be thought to act.
    pub noise: Quantity,
    /// How far the table foresees refusal at home, in [0, 1]: 0 reckons with what is signed, 1 with what would be ratified.
    pub foresight: Quantity,
    /// How many issues leaders can settle in one package that nobody has prepared, 1 to 16 (16: all).
    pub attention: Quantity,
}

impl Scenario {
    /// Position of the party with this key.
    pub fn party(&self, id: &str) -> Option<PartyIndex> {
        self.parties.iter().position(|p| p.id == id).map(PartyIndex)
    }

    /// Position of the issue with this key.
    pub fn issue(&self, id: &str) -> Option<IssueIndex> {
        self.issues.iter().position(|i| i.id == id).map(IssueIndex)
    }

    /// Position of the format with this name.
    pub fn format(&self, name: &str) -> Option<usize> {
        self.formats.iter().position(|f| f.name == name)
    }
}
