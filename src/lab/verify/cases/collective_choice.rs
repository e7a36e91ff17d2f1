//! Cases on what bodies prefer, choose, and cannot change.

use serde::Deserialize;
use serde_json::{Map, Value, json};

use super::{inputs, message};
use crate::lab::theory::voting::decision::decide;
use crate::lab::theory::voting::plane::{Grid, plane};
use crate::lab::theory::voting::profile;
use crate::lab::theory::voting::profile::{Profile, winners};
use crate::lab::theory::voting::rule::Rule;
use crate::lab::theory::voting::single_dimension;

/// Cores are listed for quotas of up to so many voters.
const MOST_QUOTAS: u64 = 1000;

#[derive(Deserialize)]
struct ProfileInputs {
    alternatives: usize,
    ballots: Vec<BallotInput>,
    #[serde(default)]
    approve_top_k: Option<Approved>,
}

#[derive(Deserialize)]
struct BallotInput {
    count: u64,
    ranking_best_first: Vec<usize>,
}

/// How many each ballot approves of, or all of them.
#[derive(Deserialize)]
#[serde(untagged)]
enum Approved {
    Each(Vec<usize>),
    All(usize),
}

pub(super) fn preference_profile(value: &Value) -> Result<Value, String> {
    let given: ProfileInputs = inputs(value)?;
    let approved = match &given.approve_top_k {
        None => vec![0; given.ballots.len()],
        Some(Approved::All(k)) => vec![*k; given.ballots.len()],
        Some(Approved::Each(list)) if list.len() == given.ballots.len() => list.clone(),
        Some(Approved::Each(list)) => {
            return Err(format!(
                "inputs: approve_top_k has {} entries; expected {}, one per ballot",
                list.len(),
                given.ballots.len()
            ));
        }
    };
    let ballots = given.ballots.into_iter().zip(approved).map(|(ballot, approved)| profile::Ballot {
        count: ballot.count,
        ranking: ballot.ranking_best_first,
        approved,
    });
    let found = Profile::new(given.alternatives, ballots.collect()).map_err(message)?;
    let cores: Map<String, Value> =
        (1..=found.voters().min(MOST_QUOTAS)).map(|q| (q.to_string(), json!(found.core(q)))).collect();
    let (runoff, out) = found.instant_runoff();
    let approval = given.approve_top_k.is_some().then(|| found.approval());
    Ok(json!({
        "pairwise_wins_row_over_column": found.pairwise(),
        "borda_scores": found.borda(),
        "borda_winners": winners(&found.borda()),
        "plurality_scores": found.plurality(),
        "plurality_winners": winners(&found.plurality()),
        "condorcet_winner": found.condorcet_winner(),
        "condorcet_loser": found.condorcet_loser(),
        "copeland_scores_win_minus_loss": found.copeland(),
        "maximin_scores": found.maximin(),
        "smith_set": found.smith_set(),
        "strict_majority_core": found.majority_core(),
        "quota_core": cores,
        "irv_winner_tie_eliminate_highest_index": runoff,
        "irv_elimination_order": out,
        "approval_winners": approval.as_deref().map(winners),
        "approval_scores": approval,
    }))
}

#[derive(Deserialize)]
struct RuleInput {
    weights: Vec<f64>,
    quota: f64,
    #[serde(default)]
    veto: Option<Vec<usize>>,
}

impl RuleInput {
    fn rule(self) -> Result<Rule, String> {
        Rule::new(self.weights, self.quota, self.veto.unwrap_or_default()).map_err(message)
    }
}

#[derive(Deserialize)]
struct DecisionInputs {
    utilities_party_by_outcome: Vec<Vec<f64>>,
    status_quo: usize,
    rule: RuleInput,
}

pub(super) fn decision_rule(value: &Value) -> Result<Value, String> {
    let given: DecisionInputs = inputs(value)?;
    let rule = given.rule.rule()?;
    let found = decide(&given.utilities_party_by_outcome, given.status_quo, &rule).map_err(message)?;
    Ok(json!({
        "winset_of_status_quo": found.winset,
        "core_undominated_outcomes": found.core,
        "reachable_from_status_quo_by_successive_wins": found.reachable,
        "closed_rule_setter_outcomes_by_party": found.set,
    }))
}

#[derive(Deserialize)]
struct LineInputs {
    ideal_points: Vec<f64>,
    #[serde(flatten)]
    rule: RuleInput,
    status_quo: f64,
}

pub(super) fn line(value: &Value) -> Result<Value, String> {
    let given: LineInputs = inputs(value)?;
    let rule = given.rule.rule()?;
    let found = single_dimension::line(&given.ideal_points, given.status_quo, &rule).map_err(message)?;
    let pair = |(from, to): (f64, f64)| json!([from, to]);
    let winset = match (found.lower, found.higher) {
        // Only a rule by which opposed parties can both win moves a policy both ways; it is left out itself.
        (Some(lower), Some(higher)) => json!([pair(lower), pair(higher)]),
        (one, other) => json!(one.or(other).map(pair)),
    };
    Ok(json!({"core_interval": found.core.map(pair), "winset_open_interval": winset}))
}

#[derive(Deserialize)]
struct PlaneInputs {
    ideal_points: Vec<[f64; 2]>,
    status_quo: [f64; 2],
    grid_points_per_axis: usize,
    grid_lo: f64,
    grid_hi: f64,
    quota: f64,
    #[serde(default)]
    weights: Option<Vec<f64>>,
    #[serde(default)]
    veto: Option<Vec<usize>>,
}

pub(super) fn grid(value: &Value) -> Result<Value, String> {
    let given: PlaneInputs = inputs(value)?;
    let weights = given.weights.unwrap_or_else(|| vec![1.0; given.ideal_points.len()]);
    let rule = RuleInput { weights, quota: given.quota, veto: given.veto }.rule()?;
    let grid = Grid { points: given.grid_points_per_axis, low: given.grid_lo, high: given.grid_hi };
    let found = plane(&given.ideal_points, given.status_quo, grid, &rule).map_err(message)?;
    Ok(json!({
        "winset_size": found.winset.len(),
        "winset_indices": found.winset,
        "undominated_grid_points": found.core,
    }))
}
