//! The result of `compare`, as data: what tables, charts, the report and `--json` show.
//!
//! Counts are out of `n` assumed worlds. A share is never called a probability: it says in how many of the assumed
//! worlds something happens, and its interval is simulation error only.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Version of the JSON layout.
pub const SCHEMA_VERSION: u32 = 1;

/// Everything that a comparison found.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema, Deserialize)]
pub struct Comparison {
    /// Version of this layout.
    pub schema_version: u32,
    /// Program version.
    pub program: String,
    /// Scenario name (short).
    pub scenario: String,
    /// Scenario title.
    pub title: String,
    /// Scenario paragraph.
    pub about: String,
    /// First 12 hexadecimal digits of the SHA-256 of the scenario file and overrides.
    pub scenario_hash: String,
    /// Seed.
    pub seed: u64,
    /// Assumed worlds.
    pub runs: u64,
    /// Behaviour at the table in the main run (`concession` or `nash`).
    pub behaviour: String,
    /// What one period is called, and how many make a year.
    pub period: String,
    /// Periods per year.
    pub periods_per_year: u32,
    /// Periods reported.
    pub horizon: u32,
    /// Parties in the order of the file.
    pub parties: Vec<Named>,
    /// By party: share of the worlds in which the party is so near its best that the smallest scale binds: 1 on its own scale is
    /// then a tenth of the way from its worst to its best level on every issue.
    #[serde(default)]
    pub smallest_scale: Vec<f64>,
    /// Issues in the order of the file.
    pub issues: Vec<IssueHead>,
    /// One summary a format, in the order of the file.
    pub formats: Vec<FormatSummary>,
    /// Paired differences for every pair of formats `a`, `b` with `a` before `b` in the file, and every measure.
    pub differences: Vec<Difference>,
}

/// Key and display name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema, Deserialize)]
pub struct Named {
    /// Key in the file.
    pub id: String,
    /// Name shown.
    pub name: String,
}

/// An issue and its levels.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema, Deserialize)]
pub struct IssueHead {
    /// Key in the file.
    pub id: String,
    /// Name shown.
    pub name: String,
    /// Levels in the order of the file.
    pub levels: Vec<String>,
    /// Level practised at the start.
    pub practised: usize,
}

/// A share of the assumed worlds with its 95 % Wilson interval (simulation error only).
#[derive(Debug, Clone, Copy, PartialEq, Serialize, JsonSchema, Deserialize)]
pub struct Share {
    /// Share, 0 to 1.
    pub estimate: f64,
    /// Lower end.
    pub low: f64,
    /// Upper end.
    pub high: f64,
    /// Worlds counted.
    pub n: u64,
}

/// What one format gave.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema, Deserialize)]
pub struct FormatSummary {
    /// Name in the file.
    pub name: String,
    /// What it is.
    pub about: String,
    /// An agreement was signed.
    pub signed: Share,
    /// It entered into force.
    pub in_force: Share,
    /// All its stages were completed within the horizon.
    pub completed: Share,
    /// In force (completed or under way) at the horizon.
    pub alive: Share,
    /// Some package was acceptable to all who must sign, at their true values.
    pub zone: Share,
    /// Some such package was also self-enforcing, at true values.
    pub zone_self_enforcing: Share,
    /// Zone and self-enforcing, and yet nothing signed.
    pub missed: Share,
    /// Periods from the start to signature, quartiles over signed worlds; `None` if none.
    pub periods_to_signature: Option<Quartiles>,
    /// Why it ended, by reason in fixed order; shares sum to 1.
    pub ended: Vec<Ending>,
    /// Of a composite: what came of each table of its programme, in the order of the file.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub by_phase: Vec<PhaseEndings>,
    /// Gain by party, in the order of the parties.
    pub gain: Vec<Gain>,
    /// By stage position (0 first): stages of the road maps that were signed.
    pub stages: Vec<StageShare>,
    /// Levels practised at set dates, by issue.
    pub practised: Vec<LevelsAt>,
    /// Share of each level among the packages signed, by issue; empty if nothing was signed. Last entry: left out.
    pub content: Vec<Vec<f64>>,
    /// What came of what third parties told; `None` where none of them tells anything.
    #[serde(default)]
    pub messages: Option<Messages>,
}

/// What came of what mediators and messengers told.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema, Deserialize)]
pub struct Messages {
    /// Some message was believed.
    pub believed: Share,
    /// One that was believed changed an offer of its receiver: it proposes something else than without it.
    pub changed: Share,
    /// Why none did elsewhere, in fixed order: by the message that got furthest. With `changed` the shares sum to 1.
    pub elsewhere: Vec<Unchanged>,
}

/// Why no message changed an offer.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema, Deserialize)]
pub struct Unchanged {
    /// Machine key: `nothing_to_tell`, `knew_nothing`, `nothing_turned_on_it`, `not_credible`, `believed_without_effect`.
    pub reason: String,
    /// In words.
    pub label: String,
    /// Share of worlds.
    pub share: f64,
}

/// Quartiles.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, JsonSchema, Deserialize)]
pub struct Quartiles {
    /// A quarter is below.
    pub q25: f64,
    /// Half is below.
    pub median: f64,
    /// Three quarters are below.
    pub q75: f64,
}

/// A reason for the end of a run.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema, Deserialize)]
pub struct Ending {
    /// Machine key: `completed`, `under_way`, `talks_go_on`, `no_zone`, `mistrust`, `deadline`, `walk_out`, `veto`,
    /// `accession_refused`, `refused_at_home`, `defection`, `withdrawal`, `spoiled`, `lapsed`.
    pub reason: String,
    /// In words, for tables and charts.
    pub label: String,
    /// Share of worlds.
    pub share: f64,
    /// By whom, where the reason has a doer: party key and share of worlds, in the order of the parties.
    pub by: Vec<(String, f64)>,
}

/// What came of one table of a composite.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema, Deserialize)]
pub struct PhaseEndings {
    /// Name of the phase (`phase: sub-table`, where what sub-tables agree is in force at once).
    pub phase: String,
    /// Share of worlds in which it was not held.
    pub not_held: f64,
    /// Why it ended where it was held: the reasons that occur, in fixed order. With `not_held` the shares sum to 1.
    pub ended: Vec<Ending>,
}

impl PhaseEndings {
    /// In words with the share of each, what is most frequent first; equal ones in their fixed order.
    pub fn by_share(&self) -> Vec<(&str, f64)> {
        let held = self.ended.iter().map(|e| (e.label.as_str(), e.share));
        let mut all: Vec<(&str, f64)> =
            held.chain([("not held", self.not_held)]).filter(|(_, share)| *share > 0.0).collect();
        all.sort_by(|a, b| b.1.total_cmp(&a.1));
        all
    }
}

/// What a party gained under a format. On its own scale 1 is the way from what is practised now to its best level on every issue;
/// its *benefit* is counted from what it has without any agreement in the same world, its *gain* from what is practised now.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema, Deserialize)]
pub struct Gain {
    /// Party key.
    pub party: String,
    /// Mean benefit over all worlds, no-deal worlds included.
    #[serde(default)]
    pub benefit: f64,
    /// 95 % confidence interval of the mean benefit, lower end.
    #[serde(default)]
    pub benefit_low: f64,
    /// Upper end.
    #[serde(default)]
    pub benefit_high: f64,
    /// Mean gain over the same worlds.
    pub mean: f64,
    /// 95 % confidence interval of the mean, lower end.
    pub low: f64,
    /// Upper end.
    pub high: f64,
    /// Mean reservation value over all worlds, own scale.
    pub reservation: f64,
    /// Share of worlds without an agreement in force.
    pub no_deal: f64,
    /// Twenty quantiles of the benefit (2.5 %, 7.5 %, … 97.5 %) over the worlds with an agreement in force; empty if there is none.
    pub dots: Vec<f64>,
    /// Quartiles over the same worlds.
    pub quartiles: Option<Quartiles>,
    /// Whether the party sits at the table.
    pub at_table: bool,
}

impl Gain {
    /// Mean of what the party has without any agreement.
    pub fn without_agreement(&self) -> f64 {
        self.mean - self.benefit
    }
}

/// How far the stages went, as shares of all worlds.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema, Deserialize)]
pub struct StageShare {
    /// Position, 0 first.
    pub stage: usize,
    /// Name; where signed road maps differ at this position, joined by ` / `.
    pub name: String,
    /// Begun.
    pub begun: f64,
    /// Completed.
    pub done: f64,
    /// Broken off in it.
    pub broken: f64,
}

/// Levels practised at one date.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema, Deserialize)]
pub struct LevelsAt {
    /// Months after the start (12, 36; fewer if the horizon is shorter).
    pub months: u32,
    /// By issue, then by level: share of worlds in which that level is practised at that date.
    pub shares: Vec<Vec<f64>>,
}

/// A paired difference `a − b` over the same worlds.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema, Deserialize)]
pub struct Difference {
    /// First format.
    pub a: String,
    /// Second format.
    pub b: String,
    /// `signed`, `in_force`, `completed`, or `gain:<party key>`.
    pub measure: String,
    /// Mean of the difference (shares: −1 to 1; gains: own scale).
    pub estimate: f64,
    /// 95 % interval from the paired worlds, lower end.
    pub low: f64,
    /// Upper end.
    pub high: f64,
    /// Worlds.
    pub n: u64,
    /// Share of worlds in which `a` is higher.
    pub a_higher: f64,
    /// Share of worlds in which `b` is higher.
    pub b_higher: f64,
    /// What may be said of it.
    pub finding: Finding,
}

/// What may be said of a difference.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Finding {
    /// At least 5 points, and of the worlds in which the formats differ at least 90 in 100 go the same way, under both
    /// behaviours and all correlations tried.
    Clear,
    /// At least 5 points in the main run, but not clear: what it depends on, in words.
    DependsOn {
        /// In words, e.g. `which assumed world it is (71 of 100 differing worlds go this way)`, `behaviour at the table`.
        on: Vec<String>,
    },
    /// Less than 5 points.
    NoClearDifference,
}

impl Comparison {
    /// The difference `a − b` on a measure, also if it is stored the other way round.
    pub fn difference(&self, a: &str, b: &str, measure: &str) -> Option<Difference> {
        let stored =
            |x: &str, y: &str| self.differences.iter().find(|d| d.a == x && d.b == y && d.measure == measure);
        stored(a, b).cloned().or_else(|| stored(b, a).map(Difference::reversed))
    }
}

impl Difference {
    /// The same seen from the other side: `b − a`.
    #[must_use]
    pub fn reversed(&self) -> Self {
        Self {
            a: self.b.clone(),
            b: self.a.clone(),
            estimate: -self.estimate,
            low: -self.high,
            high: -self.low,
            a_higher: self.b_higher,
            b_higher: self.a_higher,
            ..self.clone()
        }
    }
}
