//! A domain as written.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::map::{Map, is_false};
use super::{CitedText, Quantity, RuleKind, Source};

/// A domain: issues with values, and what each package is worth to each party.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename = "Scenario", deny_unknown_fields)]
#[schemars(rename = "Domain")]
pub struct Domain {
    /// Version of the format: 2.
    pub format_version: u32,
    /// Short name, for folders: letters, digits and `-`, at most 60.
    pub name: String,
    /// One line for headings.
    pub title: String,
    /// A paragraph for people who open it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub about: Option<String>,
    /// Texts that entries cite, by the key that stands before the `§`.
    #[serde(default, skip_serializing_if = "Map::is_empty")]
    pub sources: Map<CitedText>,
    /// What is negotiated: 1 to 64, by name.
    pub issues: Map<DomainIssue>,
    /// What packages are worth, by party, in the order in which they act.
    pub preferences: Map<Preferences>,
    /// What makes a package pass; left out, unanimity.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rule: Option<Votes>,
    /// Parties who must accept whatever the votes.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub indispensable: Vec<String>,
    /// What a party has in addition if every party accepts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub bonus_if_unanimous: Option<Bonus>,
    /// What stands at the beginning.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub initial: Option<Package>,
    /// How it is negotiated, unless told otherwise.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub talks: Option<Talks>,
}

/// An issue of a domain.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DomainIssue {
    /// What can be agreed, in words.
    pub values: Vec<String>,
    /// Whether the order of the values means something.
    #[serde(default, skip_serializing_if = "is_false")]
    pub ordered: bool,
    /// The values as numbers, one for each, for shapes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub numbers: Option<Vec<f64>>,
}

/// What packages are worth to a party: the sum of what is written.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Preferences {
    /// The scale on which utilities are told; left out, `raw`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub scale: Option<Scale>,
    /// Added to every package.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub offset: Option<f64>,
    /// How much each issue weighs, every issue once.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub weights: Option<Map<f64>>,
    /// How the values of each issue are valued, every issue once.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub values: Option<Map<Shape>>,
    /// What several values together add.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub interactions: Vec<Interaction>,
    /// Regions of packages.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub rectangles: Vec<Rectangle>,
    /// Utilities of single packages, in place of all the rest.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub table: Vec<TableEntry>,
    /// Nothing is worth more than this.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cap: Option<f64>,
    /// Packages that it never agrees to.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub constraints: Vec<Constraint>,
    /// What it has without agreement, on the scale as written.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reservation: Option<f64>,
    /// What it has without agreement is worth as much as this package.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reservation_package: Option<Package>,
    /// What one unit in the last round is worth in the first, above 0 and at most 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub discount: Option<f64>,
    /// The tactic that it plays, unless told otherwise.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tactic: Option<Tactic>,
    /// Where the preferences come from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<Source>,
}

/// The scale on which utilities are told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Scale {
    /// As written.
    Raw,
    /// The worst package is 0 and the best 1.
    Normalised,
}

/// How the values of an issue are valued.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum Shape {
    /// A number for each value.
    Scores(Map<f64>),
    /// A function of the values' numbers, or of their positions from 0.
    Function(Function),
}

/// Functions of a value's number `x`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Function {
    /// `slope · x + constant`.
    Linear {
        /// Slope.
        slope: f64,
        /// Constant.
        constant: f64,
    },
    /// The sum of `coefficients[k] · x^k`.
    Polynomial {
        /// Of 1, x, x², …
        coefficients: Vec<f64>,
    },
    /// 0 at `low` and at `high`, 1 at `peak`; 0 outside.
    Triangular {
        /// Left foot.
        low: f64,
        /// Top.
        peak: f64,
        /// Right foot.
        high: f64,
    },
    /// `exp(−(x − centre)² / (2 width²))`.
    Gaussian {
        /// Where it is 1.
        centre: f64,
        /// Standard deviation, above 0.
        width: f64,
    },
    /// `exp(rate · x)`.
    Exponential {
        /// Rate.
        rate: f64,
    },
    /// `1 / (1 + exp(−steepness (x − middle)))`.
    Threshold {
        /// Where it is one half.
        middle: f64,
        /// Steepness.
        steepness: f64,
    },
}

/// What packages add that have all of these values.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Interaction {
    /// Values that must come together, by issue.
    pub r#where: Map<Vec<String>>,
    /// What they are worth together.
    pub adds: f64,
}

/// A region: packages inside are worth `weight` times the sum of `values`, or `weight` alone without them.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Rectangle {
    /// Values that are inside, by issue.
    pub sides: Map<Vec<String>>,
    /// What being inside is worth.
    pub weight: f64,
    /// Values within, by issue.
    #[serde(default, skip_serializing_if = "Map::is_empty")]
    pub values: Map<Shape>,
}

/// The utility of one package.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct TableEntry {
    /// The package.
    pub package: Package,
    /// What it is worth.
    pub utility: f64,
}

/// Packages that are out of the question.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Constraint {
    /// Values that must not come together, by issue.
    pub forbids: Map<Vec<String>>,
}

/// A package: a value for each issue.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum Package {
    /// By issue, each once.
    ByIssue(Map<String>),
    /// In the order of the issues.
    Listed(Vec<String>),
}

/// What makes a package pass.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Votes {
    /// Kind of rule; left out, `unanimity`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<RuleKind>,
    /// Under `consensus_minus`: how many parties may refuse.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub minus: Option<u32>,
    /// Under `quota` and `weighted`: how many must accept, or how many votes they must have together.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub needed: Option<u32>,
    /// Under `weighted`: the votes of the parties.
    #[serde(default, skip_serializing_if = "Map::is_empty")]
    pub weights: Map<u32>,
}

/// What a party has in addition if every party accepts.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Bonus {
    /// Who gains.
    pub party: String,
    /// How much more it has.
    pub gain: f64,
}

/// How a domain is negotiated.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Talks {
    /// Name of a protocol.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub protocol: Option<String>,
    /// Rounds, at least 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rounds: Option<u32>,
    /// Chance per round that talks break down.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub breakdown: Option<f64>,
}

/// A tactic with parameters.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Tactic {
    /// As `negotiate --tactics` knows it.
    pub name: String,
    /// Numbers with a source, or ranges from which each run draws.
    #[serde(default, skip_serializing_if = "Map::is_empty")]
    pub parameters: Map<Quantity>,
    /// Where it comes from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<Source>,
}
