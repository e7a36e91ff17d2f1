//! The types of a domain.

use crate::scenario::model::{Provenance, Quantity, Rule, Source};

/// Issues, and parties with exact preferences.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Domain {
    /// Short name: letters, digits, `-`.
    pub name: String,
    /// One line for headings.
    pub title: String,
    /// A paragraph for people who open it.
    pub about: String,
    /// Texts that entries cite.
    pub sources: Vec<Source>,
    /// What is negotiated.
    pub issues: Vec<DomainIssue>,
    /// Who negotiates, in the order in which they act.
    pub parties: Vec<DomainParty>,
    /// What makes a package pass.
    pub rule: Rule,
    /// Positions of parties who must accept whatever the votes.
    pub indispensable: Vec<usize>,
    /// A party that gains this much more if every party accepts: position and gain.
    pub bonus_if_unanimous: Option<(usize, f64)>,
    /// A package that stands at the beginning, one value an issue.
    pub initial: Option<Vec<usize>>,
    /// How it is negotiated, where the file says so.
    pub talks: Talks,
}

/// One issue of a domain.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct DomainIssue {
    /// Name.
    pub name: String,
    /// Its values, at least one, in order of enumeration.
    pub values: Vec<String>,
    /// Whether their order means something.
    pub ordered: bool,
    /// Positions of the values on a scale, where they are numbers; else none.
    pub numbers: Option<Vec<f64>>,
}

/// A party with its preferences.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct DomainParty {
    /// Name.
    pub name: String,
    /// What it wants.
    pub preference: Preference,
    /// What it has without agreement.
    pub reservation: Reservation,
    /// What one unit of utility in the last round is worth in the first, in (0, 1]: 1 is no discounting. At time t, from 0 in the first round to 1 in the
    /// last, it is this to the power t. It is on what is agreed and on what is had without agreement, as in GENIUS.
    pub discount: f64,
    /// The tactic that it plays unless told otherwise.
    pub tactic: Option<Seat>,
    /// Where the preferences come from.
    pub source: Option<Provenance>,
}

/// What a party has without agreement.
#[derive(Debug, Clone, PartialEq, Default)]
pub enum Reservation {
    /// Nothing that could be compared: every package is better.
    #[default]
    None,
    /// A utility, on the scale of its preferences as written.
    Value(f64),
    /// What it has is worth as much as this package, one value an issue.
    Package(Vec<usize>),
}

/// The scale on which utilities are told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Scale {
    /// As written.
    #[default]
    Raw,
    /// The worst package is 0 and the best 1.
    Normalised,
}

/// Utility as a sum of parts; what is not there adds nothing.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Preference {
    /// The scale.
    pub scale: Scale,
    /// Added to every package.
    pub offset: f64,
    /// A value for each issue by itself.
    pub additive: Option<Additive>,
    /// What several values together add.
    pub interactions: Vec<Interaction>,
    /// Hyper-rectangles.
    pub rectangles: Vec<Rectangle>,
    /// Utilities of single packages, in place of all the rest.
    pub table: Vec<TableEntry>,
    /// Nothing is worth more than this (GENIUS clips at 1).
    pub cap: Option<f64>,
    /// Packages that this party can never agree to.
    pub constraints: Vec<Constraint>,
}

/// Linear additive utility: `Σ weight · value`, in the order of issues.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Additive {
    /// A weight for each issue.
    pub weights: Vec<f64>,
    /// For each issue how its values are valued.
    pub values: Vec<Shape>,
}

/// How the values of one issue are valued. The nonlinear shapes are functions of a value's number, or of its position.
#[derive(Debug, Clone, PartialEq)]
pub enum Shape {
    /// One number a value.
    Table(Vec<f64>),
    /// `slope · x + constant`.
    Linear {
        /// Slope.
        slope: f64,
        /// Constant.
        constant: f64,
    },
    /// `Σ coefficients[k] · x^k`.
    Polynomial(Vec<f64>),
    /// A triangle: 0 at `low` and at `high`, 1 at `peak`; 0 outside.
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
    Exponential(f64),
    /// Logistic threshold: `1 / (1 + exp(−steepness (x − middle)))`.
    Threshold {
        /// Where it is one half.
        middle: f64,
        /// Steepness.
        steepness: f64,
    },
}

impl Default for Shape {
    fn default() -> Self {
        Self::Table(Vec::new())
    }
}

/// A part of a region: an issue and the positions of its values that belong to it.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Term {
    /// The issue.
    pub issue: usize,
    /// Values, by position.
    pub values: Vec<usize>,
}

/// What packages that fulfil every term gain in addition.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Interaction {
    /// All must hold.
    pub terms: Vec<Term>,
    /// What is added.
    pub adds: f64,
}

/// A hyper-rectangle: packages inside gain `weight` times the sum of the values of its own issues (Ito, Hattori and Klein
/// 2007); without own values, `weight`.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Rectangle {
    /// The sides; issues that are not named are free.
    pub sides: Vec<Term>,
    /// What being inside is worth.
    pub weight: f64,
    /// Values within: an issue and how its values are valued.
    pub values: Vec<(usize, Shape)>,
}

/// The utility of one package.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct TableEntry {
    /// One value an issue.
    pub package: Vec<usize>,
    /// Its utility.
    pub utility: f64,
}

/// Packages that fulfil every term are out of the question.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Constraint {
    /// All must hold for the package to be forbidden.
    pub forbids: Vec<Term>,
}

/// How a domain is negotiated, where its file says so.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Talks {
    /// Name of a protocol.
    pub protocol: Option<String>,
    /// Rounds.
    pub rounds: Option<u32>,
    /// Chance per round that talks break down.
    pub breakdown: Option<f64>,
}

/// A tactic by name, with parameters as ranges.
#[derive(Debug, Clone, PartialEq)]
pub struct Seat {
    /// The tactic's name, as `negotiate` knows it.
    pub tactic: String,
    /// Parameters by name.
    pub parameters: Vec<(String, Quantity)>,
    /// Where it comes from.
    pub source: Provenance,
}
