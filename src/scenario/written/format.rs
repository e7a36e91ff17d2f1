//! A format as written.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Source;
use super::map::{Map, is_false};

/// A format: seven components, or the phases of a composite. It holds no number of a party or of the world.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Format {
    /// The format from which all is taken over that is not written here.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub like: Option<String>,
    /// What it is, for people.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub about: Option<String>,
    /// Where it comes from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<Source>,
    /// Who sits at the table, who may veto what.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub membership: Option<Membership>,
    /// What makes a proposal pass; left out, unanimity.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rule: Option<Rule>,
    /// Who proposes, in which order, and who writes the text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub proposing: Option<Proposing>,
    /// Who knows what of whom.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub information: Option<Information>,
    /// What is on the agenda, in which stages, and when it is in force.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub contract: Option<Contract>,
    /// Who monitors and who guarantees.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub enforcement: Option<Enforcement>,
    /// Who negotiates, when and how often, and who ratifies.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub delegation: Option<Delegation>,
    /// In place of the seven: plain formats in sequence, by name.
    #[serde(default, skip_serializing_if = "Map::is_empty")]
    pub phases: Map<Phase>,
}

/// Who sits at the table.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Membership {
    /// Parties at the table; left out, all.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub members: Option<Vec<String>>,
    /// Levels that single parties may veto.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub vetoes: Vec<Veto>,
    /// Members who must accept whatever the votes.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub indispensable: Vec<String>,
    /// Sub-tables under a plenary, by name.
    #[serde(default, skip_serializing_if = "Map::is_empty")]
    pub tables: Map<SubTable>,
    /// Where it comes from; left out, as all formats (`default_source`).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<Source>,
}

/// A level that some may veto.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Veto {
    /// The issue.
    pub issue: String,
    /// The level that may be vetoed.
    pub level: String,
    /// The parties that may veto it.
    pub by: Vec<String>,
}

/// A sub-table.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SubTable {
    /// Who sits at it, at least two.
    pub members: Vec<String>,
    /// Its issues.
    pub agenda: Vec<String>,
}

/// What makes a proposal pass.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Rule {
    /// Kind of rule; left out, `unanimity`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<RuleKind>,
    /// Under `consensus_minus`: how many members may refuse.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub minus: Option<u32>,
    /// Under `quota` and `weighted`: how many must accept, or how many votes they must have together.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub needed: Option<u32>,
    /// Under `weighted`: the votes of the members.
    #[serde(default, skip_serializing_if = "Map::is_empty")]
    pub weights: Map<u32>,
    /// Where it comes from; left out, as all formats (`default_source`).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<Source>,
}

/// Kinds of rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum RuleKind {
    /// Everyone at the table accepts.
    Unanimity,
    /// At most `minus` members refuse.
    ConsensusMinus,
    /// At least `needed` members accept.
    Quota,
    /// The accepting members have together at least `needed` votes.
    Weighted,
}

/// Who proposes.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Proposing {
    /// Members in the order in which they propose; left out, in turn as listed.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub order: Vec<String>,
    /// The party that writes the text, a member or not.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text_by: Option<String>,
    /// What the plenary above sub-tables can do; left out, `adopts`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub plenary: Option<Plenary>,
    /// Where it comes from; left out, as all formats (`default_source`).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<Source>,
}

/// What a plenary can do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Plenary {
    /// Take it or leave it, as a whole.
    Adopts,
    /// If the whole is refused, negotiate from there.
    Amends,
}

/// Who knows what of whom.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Information {
    /// Parties whose demand and temptation the table knows.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub disclosed: Vec<String>,
    /// The party that tells each member what it knows of the others.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mediator: Option<String>,
    /// Messages carried before the first meeting.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub messengers: Vec<Messenger>,
    /// Where it comes from; left out, as all formats (`default_source`).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<Source>,
}

/// A message.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Messenger {
    /// Who carries it.
    pub by: String,
    /// Whom it is about, and from.
    pub about: String,
    /// Who hears it.
    pub to: String,
}

/// What is agreed and when it is in force.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Contract {
    /// Road maps that may be proposed; left out, all in one stage.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub roadmaps: Vec<String>,
    /// Issues on the agenda; left out, all.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub agenda: Option<Vec<String>>,
    /// When the levels of a staged package take effect; left out, `each_stage`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub in_force: Option<InForce>,
    /// Issues that change on signature, before anything else is done.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub on_promise: Vec<String>,
    /// Whether every issue on the agenda must change or none.
    #[serde(default, skip_serializing_if = "is_false")]
    pub all_or_nothing: bool,
    /// What becomes of what sub-tables agree; left out, `contingent`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sub_agreements: Option<SubAgreements>,
    /// Where it comes from; left out, as all formats (`default_source`).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<Source>,
}

/// When the levels of a staged package take effect.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum InForce {
    /// Each stage when it is completed.
    EachStage,
    /// Nothing until the last stage is completed.
    AfterLast,
}

/// What becomes of what sub-tables agree.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum SubAgreements {
    /// They are put before the plenary, all together.
    Contingent,
    /// Each is signed by its table and in force at once.
    AtOnce,
}

/// Who monitors and who guarantees.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Enforcement {
    /// Parties that look for defections; left out, all members.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub monitors: Option<Vec<String>>,
    /// Parties that guarantee whatever is agreed.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub guarantors: Vec<String>,
    /// Whether monitors may inspect.
    #[serde(default, skip_serializing_if = "is_false")]
    pub supervision: bool,
    /// The party that lends its weight to an agreement from outside.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub manipulator: Option<String>,
    /// Where it comes from; left out, as all formats (`default_source`).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<Source>,
}

/// Who negotiates, when, and who ratifies.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Delegation {
    /// Who negotiates; left out, `leaders`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub level: Option<Level>,
    /// Periods to the first meeting; left out, 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub first_meeting: Option<u32>,
    /// Periods between meetings; left out, 3.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub every: Option<u32>,
    /// Number of meetings; left out, 8.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub meetings: Option<u32>,
    /// Offers at a meeting; left out, as many as members.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub offers: Option<u32>,
    /// Whether delegates ask at home before they refuse for good.
    #[serde(default, skip_serializing_if = "is_false")]
    pub refer_back: bool,
    /// Members whose home must agree; left out, all.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ratifiers: Option<Vec<String>>,
    /// Whether talks are public, so that failure costs.
    #[serde(default, skip_serializing_if = "is_false")]
    pub public: bool,
    /// Where it comes from; left out, as all formats (`default_source`).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<Source>,
}

/// Who negotiates.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Level {
    /// They may sign what they accept.
    Leaders,
    /// Delegates need the surplus of their mandate first.
    Working,
}

/// A plain format held as a phase of a composite.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Phase {
    /// The plain format in which it is held.
    pub format: String,
    /// The phase that it follows.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub after: Option<String>,
    /// What must have come of that phase; left out, `ended`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub when: Option<When>,
    /// Issues and levels that must be reached.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub reached: Vec<(String, String)>,
    /// Issues and levels that must not be reached.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub not_reached: Vec<(String, String)>,
    /// Where it comes from; left out, as the composite.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<Source>,
}

/// What must have come of the phase before.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum When {
    /// Its talks have ended, whatever came of them.
    Ended,
    /// Nothing was signed, or it was refused at home, or what was agreed has collapsed.
    Failed,
    /// Something it agreed is in force.
    InForce,
    /// A stage of it is completed.
    Progress,
    /// All its stages are completed.
    Done,
}
