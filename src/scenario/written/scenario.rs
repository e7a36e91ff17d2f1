//! A scenario as written.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::map::Map;
use super::{CitedText, Format, Quantity, Source, StatementSource};

/// A scenario: who has a stake in what, what parties want, and the formats to compare.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Scenario {
    /// Version of the format: 2.
    pub format_version: u32,
    /// Short name, for folders: letters, digits and `-`, at most 60.
    pub name: String,
    /// One line for headings.
    pub title: String,
    /// A paragraph for people who open the report.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub about: Option<String>,
    /// Questions for a class, printed on the handout.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub questions: Vec<String>,
    /// The formats that a class compares, by name, 2 to 5: `--formats class` takes them, the first as the reference.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub class: Vec<String>,
    /// Texts that entries cite, by the key that stands before the `§`.
    #[serde(default, skip_serializing_if = "Map::is_empty")]
    pub sources: Map<CitedText>,
    /// Where the entries of a section come from that do not say it themselves.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub default_source: Option<DefaultSource>,
    /// Unit of time and horizon.
    pub calendar: Calendar,
    /// Who has a stake: 2 to 16, by key.
    pub parties: Map<Party>,
    /// What is negotiated: 1 to 16, by key.
    pub issues: Map<Issue>,
    /// What parties want: orderings and conditions.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub statements: Vec<Statement>,
    /// Which issue is carried out in which stage, by name.
    #[serde(default, skip_serializing_if = "Map::is_empty")]
    pub roadmaps: Map<Roadmap>,
    /// What may happen by itself, by name.
    #[serde(default, skip_serializing_if = "Map::is_empty")]
    pub events: Map<Event>,
    /// Numbers that belong to no party.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub world: Option<World>,
    /// The formats to compare, by name.
    pub formats: Map<Format>,
    /// Formats that are held only as a phase of another one.
    #[serde(default, skip_serializing_if = "Map::is_empty")]
    pub parts: Map<Format>,
    /// Alternatives to what is assumed about structure, by name: at most 40. `--variant NAME` runs one; nothing else depends on them.
    #[serde(default, skip_serializing_if = "Map::is_empty")]
    pub variants: Map<Variant>,
    /// Names in other languages, by language: `"en"` or `"ko"`. What is simulated does not depend on them.
    #[serde(default, skip_serializing_if = "Map::is_empty")]
    pub names: Map<Names>,
}

/// What the file is called in another language. What is left out is shown as it is in the file.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Names {
    /// The `title`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// The `about` of the file.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub about: Option<String>,
    /// The `questions`, in their order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub questions: Vec<String>,
    /// By the name of a format: its `about`.
    #[serde(default, skip_serializing_if = "Map::is_empty")]
    pub formats: Map<String>,
    /// By each name in the file (of a party, an issue, a level, a format, a phase, a stage, a road map, an event or a variant): what it is
    /// called, at most 1,000.
    #[serde(default, skip_serializing_if = "Map::is_empty")]
    pub words: Map<String>,
}

/// An alternative to what the file assumes about its structure.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Variant {
    /// Why it is worth a run.
    pub because: String,
    /// What it changes, in order, 1 to 40 edits, each as `--set` takes it: `"PATH=VALUE"`.
    pub set: Vec<String>,
}

/// Where the entries of a section come from that do not say it themselves; a range in it without `because` has that reason, too.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DefaultSource {
    /// Of parties, and the reason for their numbers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parties: Option<Source>,
    /// Of issues, and the reason for their stakes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub issues: Option<Source>,
    /// Of statements.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub statements: Option<StatementSource>,
    /// Of road maps, and the reason for the times of their stages.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub roadmaps: Option<Source>,
    /// Of events at a date, and the reason for the numbers of events.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub events: Option<Source>,
    /// The reason for the numbers of the world.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub world: Option<Source>,
    /// Of formats and their components.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub formats: Option<Source>,
    /// Of parts and their components.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parts: Option<Source>,
}

/// Unit of time and horizon.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Calendar {
    /// What one period is called; left out, `month`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub period: Option<String>,
    /// Periods in a year; left out, 12.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub periods_per_year: Option<u32>,
    /// First day, as text, for reports.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub starts: Option<String>,
    /// Periods that are reported.
    pub horizon: u32,
    /// Where it comes from.
    pub source: Source,
}

/// A party: what it is like. What it wants is in the statements.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Party {
    /// Name in tables and charts; left out, its key.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Why it is listed; left out, that of all parties (`default_source`).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<Source>,
    /// As a mediator: what it cares for other parties' gains, by party.
    #[serde(default, skip_serializing_if = "Map::is_empty")]
    pub bias: Map<Quantity>,
    /// The share of the possible gain over what goes on without agreement that it insists on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub demand: Option<Quantity>,
    /// What a year from now counts today.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub patience: Option<Quantity>,
    /// What it gains by not doing its duty (years at its best per unit of stake).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub temptation: Option<Quantity>,
    /// What the collapse of an agreement costs it (years at its best).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub collapse_penalty: Option<Quantity>,
    /// Chance per year that it spoils an agreement made without it that leaves it worse off.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub spoiling: Option<Quantity>,
    /// Chance that it detects a defection when it monitors.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub detection: Option<Quantity>,
    /// Surplus at which its home cannot refuse any more; 0: it never refuses.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ratification: Option<Quantity>,
    /// Surplus that its delegates need before they may sign; leaders need none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mandate: Option<Quantity>,
    /// What the public failure of talks costs it: a share of its possible gain.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub audience_cost: Option<Quantity>,
    /// Share of the possible gain that it needs besides where it signs in public, below what it has announced.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stance: Option<Quantity>,
    /// Flow that it loses while no agreement is in force.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub conflict_cost: Option<Quantity>,
    /// Flow that it can have by walking out; left out: none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub outside_option: Option<Quantity>,
    /// How it concedes over time: below 1 early, above 1 late.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub concession: Option<Quantity>,
    /// As a mediator or messenger: how well it knows what others demand, from 0 to 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub accuracy: Option<Quantity>,
    /// As a guarantor: what it does to one that breaks or spoils what it guarantees.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub guarantee_force: Option<Quantity>,
    /// As a guarantor: what acting on its guarantee costs it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub guarantee_cost: Option<Quantity>,
    /// Chance that supervision lets it detect what it would have missed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub inspection: Option<Quantity>,
    /// As a manipulator: what lending its weight costs it while the agreement is in force.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub effort: Option<Quantity>,
}

/// An issue with its levels in words.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Issue {
    /// Name in tables and charts; left out, its key.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// The levels in words, 2 to 8.
    pub levels: Vec<String>,
    /// Whether levels are a scale, so that every party's value rises or falls along it; left out, true.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ordered: Option<bool>,
    /// The level practised at the start; left out, the first.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub practised: Option<String>,
    /// The level bound by agreement at the start; left out, the one practised.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub bound: Option<String>,
    /// Parties that must act to change it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub duty: Vec<String>,
    /// Parties that must act to reach one level, by level, in place of `duty`.
    #[serde(default, skip_serializing_if = "Map::is_empty")]
    pub duty_at: Map<Vec<String>>,
    /// Parties whose consent a level needs in every format, by level.
    #[serde(default, skip_serializing_if = "Map::is_empty")]
    pub consent: Map<Vec<String>>,
    /// Parties that guarantee an agreement with this level, by level.
    #[serde(default, skip_serializing_if = "Map::is_empty")]
    pub guarantors: Map<Vec<String>>,
    /// Whether a collapse undoes what was done; left out, true.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reversible: Option<bool>,
    /// What a duty on this issue weighs when it is not done.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stake: Option<Quantity>,
    /// Months that carrying it out takes on average; left out, as long as `completion` of the world says.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub takes: Option<Quantity>,
    /// Where the fields come from: one source for all, or one by field, with `rest` for those not named; left out, that of all issues
    /// (`default_source`).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<FieldSources>,
}

/// Sources of the fields of an issue.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum FieldSources {
    /// One for all fields.
    All(Source),
    /// One by field; `rest` covers those that are not named.
    ByField(Map<Source>),
}

/// What a party wants, as an ordering or a condition.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Statement {
    /// It prefers one level of an issue to another.
    Prefers {
        /// Whose statement this is.
        party: String,
        /// The issue.
        on: String,
        /// The better level.
        level: String,
        /// The worse level.
        to: String,
        /// Where it comes from; left out, as all statements (`default_source`).
        #[serde(default, skip_serializing_if = "Option::is_none")]
        source: Option<StatementSource>,
    },
    /// It prefers each of these levels of an issue to the next: `prefers` for a whole chain.
    Ranks {
        /// Whose statement this is.
        party: String,
        /// The issue.
        on: String,
        /// The levels, the best first: two or more, not necessarily all.
        levels: Vec<String>,
        /// Where it comes from; each pair of neighbours holds in as many worlds as this says. Left out, as all statements (`default_source`).
        #[serde(default, skip_serializing_if = "Option::is_none")]
        source: Option<StatementSource>,
    },
    /// One issue matters more to it than another.
    CaresMore {
        /// Whose statement this is.
        party: String,
        /// The issue that matters more.
        about: String,
        /// The issue that matters less.
        than: String,
        /// Where it comes from; left out, as all statements (`default_source`).
        #[serde(default, skip_serializing_if = "Option::is_none")]
        source: Option<StatementSource>,
    },
    /// It signs the first only together with at least one of the others.
    OnlyWith {
        /// Whose statement this is.
        party: String,
        /// Issue and level that it holds back.
        accepts: (String, String),
        /// What must come with it: any one of these issues and levels.
        with: Vec<(String, String)>,
        /// Where it comes from; left out, as all statements (`default_source`).
        #[serde(default, skip_serializing_if = "Option::is_none")]
        source: Option<StatementSource>,
    },
    /// It does not care about an issue at all.
    Indifferent {
        /// Whose statement this is.
        party: String,
        /// The issue.
        about: String,
        /// Where it comes from; left out, as all statements (`default_source`).
        #[serde(default, skip_serializing_if = "Option::is_none")]
        source: Option<StatementSource>,
    },
}

/// A road map: stages in order.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Roadmap {
    /// Where it comes from; left out, as all road maps (`default_source`).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<Source>,
    /// The stages, first to last, 1 to 8.
    pub stages: Vec<Stage>,
}

/// One stage of a road map.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Stage {
    /// Its name; left out, `stage 1` and so on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Issues carried out in it.
    pub issues: Vec<String>,
    /// Chance that it is completed within a year; left out, it takes as long as the slowest of its issues.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub success: Option<Quantity>,
    /// Where it comes from; left out, as the road map.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<Source>,
}

/// What may happen by itself: one effect, and one time.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Event {
    /// Effect: this issue lapses from the level practised to the level bound (only with `per_year`).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lapse_of: Option<String>,
    /// Effect: numbers of parties move.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub moves: Vec<Move>,
    /// Effect: this party's numbers are drawn anew.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub new_government: Option<String>,
    /// Effect: what this party demands and is tempted by becomes known to all.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reveals: Option<String>,
    /// Time: in this period, in every world.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at: Option<u32>,
    /// Time: with this chance per year, once.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub per_year: Option<Quantity>,
    /// Where it comes from; an event with a rate has that of its rate.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<Source>,
}

/// One number that an event moves: a trait, or the weight of an issue.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Move {
    /// Whose number it is.
    pub party: String,
    /// The trait that moves.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub r#trait: Option<MovedTrait>,
    /// The issue whose weight moves.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub weight_of: Option<String>,
    /// By how much: added to a trait; for a weight, the factor.
    pub by: Quantity,
}

/// A trait that events can move.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum MovedTrait {
    /// Flow that it can have by walking out.
    OutsideOption,
    /// What a year from now counts today.
    Patience,
    /// The share of the possible gain that it insists on.
    Demand,
}

/// Numbers that belong to no party.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct World {
    /// What demands, mandates, stances, audience costs and ratification are shares of; left out, `possible`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub demand_of: Option<DemandOf>,
    /// Whether tables reckon with the tables that come after them: 1, or 0; left out, 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub forethought: Option<u8>,
    /// How far the parties' demands move together, from -1 to 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub correlation: Option<Quantity>,
    /// Chance that a completed agreement collapses by itself within a year.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lapse_after_completion: Option<Quantity>,
    /// Chance that an issue that does not say what it `takes` is carried out within a year.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub completion: Option<Quantity>,
    /// Chance that a stage that failed pauses and begins anew.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pause: Option<Quantity>,
    /// Chance that a stage that failed is renegotiated.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub renegotiation: Option<Quantity>,
    /// How far parties learn from offers, refusals and conduct, from 0 to 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub learning: Option<Quantity>,
    /// How far from its interest a party may be thought to act.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub noise: Option<Quantity>,
    /// How far the table foresees refusal at home, from 0 to 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub foresight: Option<Quantity>,
    /// How many issues leaders can settle in one package that no working level has prepared, 1 to 16 (16: all).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub attention: Option<Quantity>,
}

/// What a demand is a share of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum DemandOf {
    /// The best that the party could have at its table without leaving anybody whose assent is needed worse off.
    Possible,
    /// The best that it could have there if everything were settled for it alone.
    Ideal,
    /// Its best level on every issue of the scenario, whatever is on the agenda.
    Everything,
}
