//! The result of `compare`, as data: what tables, charts, the report and `--json` show.
//!
//! Counts are out of `n` assumed worlds. A share is never called a probability: it says in how many of the assumed
//! worlds something happens, and its interval is simulation error only.

use super::sample::Sample;
use super::until::Stopped;
use crate::language::Language;
use crate::say;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Version of the JSON layout.
pub const SCHEMA_VERSION: u32 = 2;

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
    /// By party: shares of the worlds in which signing in public raises what it needs, and in which it lowers it; empty if no
    /// format has a public table.
    #[serde(default)]
    pub publicity: Vec<[f64; 2]>,
    /// Issues in the order of the file.
    pub issues: Vec<IssueHead>,
    /// What is practised at set dates if nothing is agreed: what lapses by itself has lapsed.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub without_agreement: Vec<LevelsAt>,
    /// One summary a format, in the order of the file.
    pub formats: Vec<FormatSummary>,
    /// In which runs findings were tested.
    pub tested: Tested,
    /// Pairs of formats of which one could agree whatever the other can, were it not for demands: in how many worlds they cost it a zone.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub zones_lost: Vec<ZonesLost>,
    /// When the run stopped, where it was to stop as soon as it was exact enough (`--until`).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Stopped>,
    /// How the names of the file are called in other languages, by code (`ko`): from each name to the other one.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub names: BTreeMap<String, BTreeMap<String, String>>,
    /// The language of names and words in it, for all that shows it: see [`Comparison::speaking`]. No part of the result.
    #[serde(skip)]
    pub language: Language,
    /// Paired differences `a − b` for every pair of formats with `a` after `b` in the file, and every measure: format minus reference.
    pub differences: Vec<Difference>,
    /// The first worlds one by one; empty if they are not at hand (`summary.json` does not hold them: [`Sample::stored`] reads them).
    #[serde(skip)]
    pub sample: Sample,
}

/// Two formats that ask absent parties to join, one with fewer seats: without demands it has every zone of agreement of the other, by construction.
/// Fewer whose assent is needed make more possible, so that demands, which are shares of it, rise; in some worlds that costs the zone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema, Deserialize)]
pub struct ZonesLost {
    /// The format with fewer seats.
    pub few: String,
    /// The other.
    pub many: String,
    /// Worlds in which the other has a zone of agreement and this one has none.
    pub worlds: u64,
    /// Of so many: the first worlds of the result.
    pub of: u64,
}

/// The star: the base, and one departure from it at a time.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, JsonSchema, Deserialize)]
pub struct Tested {
    /// `none`, `default` or `full`.
    pub star: String,
    /// Worlds that each run took: the first of the base.
    pub worlds: u64,
    /// The runs beside the base, in the order in which they are shown.
    pub runs: Vec<TestedRun>,
    /// What was left out, and why.
    pub left_out: Vec<String>,
}

/// One run of the star.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema, Deserialize)]
pub struct TestedRun {
    /// Name: `behaviour nash`, `variant NAME`.
    pub name: String,
    /// What it departs in, in words.
    pub words: String,
    /// Whether it can take "clear" from a finding; otherwise it is told beside it.
    pub counted: bool,
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
    /// When things happened; `None` in results of earlier versions.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub times: Option<Times>,
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

/// When things happened under a format: numbers of worlds by period from the start, `[period, worlds]`, early to late. Every run is
/// observed from its start to the horizon; what is not over then (carried out and standing, under way, talks going on) is cut short
/// there and is no ending.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, JsonSchema, Deserialize)]
pub struct Times {
    /// Something was signed for the first time.
    pub signed: Vec<(u32, u64)>,
    /// Everything had been carried out.
    pub completed: Vec<(u32, u64)>,
    /// It ended with nothing signed.
    pub unsigned: Vec<EndedAt>,
    /// It ended after the signature, before or after everything had been carried out.
    pub after_signature: Vec<EndedAt>,
    /// Of the agreements signed, by periods from the signature.
    pub since_signature: SinceSignature,
}

/// Worlds that ended for one reason, by period.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema, Deserialize)]
pub struct EndedAt {
    /// Machine key, as in `ended`.
    pub reason: String,
    /// Period from the start, and worlds.
    pub at: Vec<(u32, u64)>,
}

/// What became of agreements, by periods from their signature, `[periods, worlds]`: two ends that exclude each other, and those cut
/// short. An agreement signed late is observed for a shorter time, so shares by then are estimated as Aalen and Johansen (1978) do.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, JsonSchema, Deserialize)]
pub struct SinceSignature {
    /// Everything was carried out.
    pub completed: Vec<(u32, u64)>,
    /// It ended before that: refused, broken, left or lapsed.
    pub ended: Vec<(u32, u64)>,
    /// Neither by the horizon.
    pub cut_short: Vec<(u32, u64)>,
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
    /// The part of it in which everything had been carried out before it ended; `None` in results of earlier versions.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub after_completion: Option<f64>,
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
    pub fn by_share(&self, language: Language) -> Vec<(String, f64)> {
        let held = self.ended.iter().map(|e| (e.label.clone(), e.share));
        let mut all: Vec<(String, f64)> = held
            .chain([(say!(language, "ending-not-held"), self.not_held)])
            .filter(|(_, share)| *share > 0.0)
            .collect();
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
    /// In force, and nothing in this stage was agreed: it is passed over.
    #[serde(default)]
    pub empty: f64,
}

/// Levels practised at one date.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema, Deserialize)]
pub struct LevelsAt {
    /// Months after the start (12, 36; fewer if the horizon is shorter).
    pub months: u32,
    /// By issue, then by level: share of worlds in which that level is practised at that date.
    pub shares: Vec<Vec<f64>>,
    /// By issue: share of worlds in which the level is another one than without agreement in the same world; empty in results of
    /// earlier versions, and where nothing is agreed.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub changed: Vec<f64>,
}

/// A paired difference `a − b` over the same worlds.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema, Deserialize)]
pub struct Difference {
    /// The format: the later of the two in the file.
    pub a: String,
    /// What it is held against: the earlier one.
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
    /// What holds between the two formats by construction, in words, beside what was found.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by_construction: Option<String>,
    /// What each run of the star says, in its order; empty for a difference below 5 points.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub runs: Vec<InRun>,
}

/// A difference in one run of the star.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema, Deserialize)]
pub struct InRun {
    /// Name of the run.
    pub run: String,
    /// Mean of the difference `a − b` in it.
    pub estimate: f64,
    /// 95 % interval, lower end.
    pub low: f64,
    /// Upper end.
    pub high: f64,
    /// Worlds.
    pub n: u64,
    /// The difference in it less that in the base, over the same worlds.
    pub change: f64,
    /// 95 % interval, lower end.
    pub change_low: f64,
    /// Upper end.
    pub change_high: f64,
    /// What it says of the difference of the base.
    pub says: RunSays,
}

/// What a run says of a difference.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RunSays {
    /// It goes the same way there.
    Keeps,
    /// It is below 5 points or goes the other way, and that is a change from the base.
    Turns,
    /// It is below 5 points or goes the other way; whether that is a change from the base may be chance.
    Contradicts,
    /// More worlds are needed to tell.
    CannotTell,
}

/// What may be said of a difference.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Finding {
    /// At least 5 points, of the worlds in which the formats differ at least 90 in 100 go the same way, and every run of the star that counts
    /// goes that way too.
    Clear,
    /// Clear in the base, and turned by these runs of the star.
    DependsOn {
        /// Each run's name, and what it departs in.
        on: Vec<Named>,
    },
    /// At least 5 points, and not certain: in the base itself, or because these runs speak against it and may do so by chance.
    Open {
        /// Why, in words.
        why: String,
        /// The runs, if it is not the base.
        runs: Vec<Named>,
    },
    /// Clear in the base; no run of the star speaks against it, and these cannot tell.
    NotTested {
        /// The runs; none if no run was made.
        runs: Vec<Named>,
        /// Worlds of each run that would do, if estimates stay what they are.
        worlds: u64,
    },
    /// The two formats cannot differ in anything.
    ByConstruction {
        /// Why, in words.
        why: String,
    },
    /// Less than 5 points.
    NoClearDifference,
}

impl Finding {
    /// In a word or two, for tables.
    pub fn word(&self) -> &'static str {
        match self {
            Self::Clear => "clear",
            Self::DependsOn { .. } => "depends",
            Self::Open { .. } => "open",
            Self::NotTested { .. } => "not tested",
            Self::ByConstruction { .. } => "the same",
            Self::NoClearDifference => "under 5",
        }
    }

    /// Whether there is a difference of 5 points or more that is not clear.
    pub fn unclear(&self) -> bool {
        matches!(self, Self::DependsOn { .. } | Self::Open { .. } | Self::NotTested { .. })
    }

    /// The same word in a language.
    pub fn said(&self, language: Language) -> String {
        match self {
            Self::Clear => say!(language, "finding-clear"),
            Self::DependsOn { .. } => say!(language, "finding-depends"),
            Self::Open { .. } => say!(language, "finding-open"),
            Self::NotTested { .. } => say!(language, "finding-not-tested"),
            Self::ByConstruction { .. } => say!(language, "finding-same"),
            Self::NoClearDifference => say!(language, "finding-under-5"),
        }
    }

    /// What is to be said of an unclear difference, to go on after it: `depends on …`, `is open: …`, `is not tested: …`.
    pub fn reason(&self, language: Language) -> Option<String> {
        let names = |runs: &[Named]| {
            let mut words: Vec<&str> = runs.iter().map(|run| run.name.as_str()).collect();
            words.dedup();
            words.join("; ")
        };
        match self {
            Self::DependsOn { on } => Some(say!(language, "reason-depends", runs = names(on))),
            Self::Open { why, runs } if runs.is_empty() => Some(say!(language, "reason-open", why = why)),
            Self::Open { why, runs } => {
                Some(say!(language, "reason-open-runs", why = why, runs = names(runs)))
            }
            Self::NotTested { runs, worlds } if runs.is_empty() => {
                Some(say!(language, "reason-no-run", worlds = worlds.to_string()))
            }
            Self::NotTested { runs, worlds } => {
                Some(say!(language, "reason-not-tested", worlds = worlds.to_string(), runs = names(runs)))
            }
            Self::Clear | Self::ByConstruction { .. } | Self::NoClearDifference => None,
        }
    }
}

impl Comparison {
    /// The difference `a − b` on a measure, also if it is stored the other way round.
    pub fn difference(&self, a: &str, b: &str, measure: &str) -> Option<Difference> {
        let stored =
            |x: &str, y: &str| self.differences.iter().find(|d| d.measure == measure && d.a == x && d.b == y);
        stored(a, b).cloned().or_else(|| stored(b, a).map(Difference::reversed))
    }
}

impl InRun {
    fn reversed(&self) -> Self {
        Self {
            estimate: 0.0 - self.estimate,
            low: 0.0 - self.high,
            high: 0.0 - self.low,
            change: 0.0 - self.change,
            change_low: 0.0 - self.change_high,
            change_high: 0.0 - self.change_low,
            ..self.clone()
        }
    }
}

impl Difference {
    /// The same seen from the other side: `b − a`. No zero gets a sign.
    #[must_use]
    pub fn reversed(&self) -> Self {
        Self {
            a: self.b.clone(),
            b: self.a.clone(),
            estimate: 0.0 - self.estimate,
            low: 0.0 - self.high,
            high: 0.0 - self.low,
            a_higher: self.b_higher,
            b_higher: self.a_higher,
            runs: self.runs.iter().map(InRun::reversed).collect(),
            ..self.clone()
        }
    }
}
