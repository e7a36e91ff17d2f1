//! Cases on closed forms for comparing formats.

use serde::Deserialize;
use serde_json::{Value, json};

use super::{inputs, message};
use crate::lab::theory::{
    deadline as attrition, holdup as shares, linkage as joining, mediator as mediation,
    ratification as in_force, repeated_proposals as proposals, spoiler as spoiling, tied_hands as mandates,
    zone_of_agreement as zones,
};

#[derive(Deserialize)]
struct ZoneInputs {
    n: usize,
    reservation_uniform_upper: f64,
    pie: Option<f64>,
}

pub(super) fn zone_of_agreement(value: &Value) -> Result<Value, String> {
    let given: ZoneInputs = inputs(value)?;
    let found =
        zones::zone(given.n, given.reservation_uniform_upper, given.pie.unwrap_or(1.0)).map_err(message)?;
    Ok(json!({"probability_zone_of_agreement": found.probability, "expected_surplus_max0": found.surplus}))
}

#[derive(Deserialize)]
struct LinkageInputs {
    n_parties: usize,
    issue_gain_iid: Option<String>,
    no_side_payments: Option<bool>,
}

pub(super) fn linkage(value: &Value) -> Result<Value, String> {
    let given: LinkageInputs = inputs(value)?;
    if let Some(gain) = given.issue_gain_iid.filter(|gain| !gain.replace(' ', "").starts_with("U[-1,1]")) {
        return Err(format!(
            "inputs: issue_gain_iid is \"{gain}\"; only U[-1,1] per party and issue is covered"
        ));
    }
    if given.no_side_payments == Some(false) {
        return Err(
            "inputs: no_side_payments is false; only linkage without side payments is covered".to_owned()
        );
    }
    let found = joining::two_issues(given.n_parties).map_err(message)?;
    Ok(json!({
        "p_some_agreement_separate": found.separate,
        "p_some_agreement_with_package": found.with_package,
        "linkage_gain": found.gain,
        "p_single_issue": found.single,
        "p_package_acceptable": found.package,
        "p_sum_of_all_gains_positive_side_payments": found.with_side_payments,
    }))
}

#[derive(Deserialize)]
struct HoldupInputs {
    n_peripheral: usize,
    centre_bargaining_weight: f64,
    pie: Option<f64>,
    all_must_sign: Option<bool>,
}

pub(super) fn holdup(value: &Value) -> Result<Value, String> {
    let given: HoldupInputs = inputs(value)?;
    if given.all_must_sign == Some(false) {
        return Err(
            "inputs: all_must_sign is false; only the case in which everyone must sign is covered".to_owned()
        );
    }
    let found = shares::holdup(given.n_peripheral, given.centre_bargaining_weight, given.pie.unwrap_or(1.0))
        .map_err(message)?;
    let in_order =
        |shares: &shares::Shares| json!({"centre": shares.centre, "peripheral_in_order": shares.others});
    Ok(json!({
        "multilateral_unanimity_symmetric_each": found.multilateral,
        "sequential_sunk_transfers": in_order(&found.sequential_sunk),
        "sequential_contingent_transfers": in_order(&found.sequential_contingent),
        "simultaneous_bilateral_nash_in_nash_contingent": {
            "centre": found.simultaneous_contingent.centre,
            "each_peripheral": found.simultaneous_contingent.others.first(),
        },
        "simultaneous_bilateral_sunk": {
            "centre": found.simultaneous_sunk.centre,
            "each_peripheral": found.simultaneous_sunk.others.first(),
            "centre_participates": found.centre_participates,
        },
    }))
}

#[derive(Deserialize)]
struct TiedHandsInputs {
    level2_threshold_party1: f64,
    level2_threshold_party2: Value,
    pie: Option<f64>,
}

/// The ends of "U[a,b]", or a number as both.
fn uniform(value: &Value) -> Result<(f64, f64), String> {
    if let Some(number) = value.as_f64() {
        return Ok((number, number));
    }
    let text = value.as_str().unwrap_or_default().replace(' ', "");
    let ends =
        text.strip_prefix("U[").and_then(|rest| rest.strip_suffix(']')).and_then(|rest| rest.split_once(','));
    ends.and_then(|(low, high)| Some((low.parse().ok()?, high.parse().ok()?))).ok_or_else(|| {
        format!("inputs: level2_threshold_party2 is {value}; expected a number or a range such as \"U[0,1]\"")
    })
}

pub(super) fn tied_hands(value: &Value) -> Result<Value, String> {
    let given: TiedHandsInputs = inputs(value)?;
    let (low, high) = uniform(&given.level2_threshold_party2)?;
    let found = mandates::tied_hands(given.level2_threshold_party1, low, high, given.pie.unwrap_or(1.0))
        .map_err(message)?;
    Ok(json!({
        "p_agreement": found.agreement,
        "expected_share_1_unconditional": found.share,
        "expected_share_1_given_agreement": found.share_given_agreement,
    }))
}

#[derive(Deserialize)]
struct RatificationInputs {
    independent_ratification_probabilities: Vec<f64>,
    quota: usize,
    veto: Option<Vec<usize>>,
}

pub(super) fn ratification(value: &Value) -> Result<Value, String> {
    let given: RatificationInputs = inputs(value)?;
    let veto = given.veto.unwrap_or_default();
    let found = in_force::entry_into_force(&given.independent_ratification_probabilities, given.quota, &veto)
        .map_err(message)?;
    Ok(json!({"p_in_force": found}))
}

#[derive(Deserialize)]
struct SpoilerInputs {
    agreement_flow_value: f64,
    per_period_concession_to_include: f64,
    spoil_hazard_if_excluded: f64,
    delta: f64,
}

pub(super) fn spoiler(value: &Value) -> Result<Value, String> {
    let given: SpoilerInputs = inputs(value)?;
    let found = spoiling::inclusion(
        given.agreement_flow_value,
        given.per_period_concession_to_include,
        given.spoil_hazard_if_excluded,
        given.delta,
    )
    .map_err(message)?;
    Ok(json!({
        "value_exclude": found.exclude,
        "value_include": found.include,
        "max_concession_worth_paying": found.most_worth_paying,
        "include_is_better": found.include_is_better,
        "expected_life_if_excluded": found.life,
        "survival_probability_10_periods_if_excluded": found.survives_ten,
    }))
}

/// The biases tried when a case lists none.
const BIASES: [f64; 7] = [0.0, 0.1, 0.25, 0.5, 1.0, 3.0, 10.0];

#[derive(Deserialize)]
struct MediatorInputs {
    small_demand: f64,
    big_demand: f64,
    #[serde(rename = "A_war_share")]
    war_share: f64,
    war_cost_mediator: f64,
    pr_high_after_low_signal: f64,
    pr_low_after_high_signal: f64,
    gammas: Option<Vec<f64>>,
}

pub(super) fn mediator(value: &Value) -> Result<Value, String> {
    let given: MediatorInputs = inputs(value)?;
    let found = mediation::Mediation {
        small: given.small_demand,
        big: given.big_demand,
        war_share: given.war_share,
        war_cost: given.war_cost_mediator,
        high_after_low: given.pr_high_after_low_signal,
        low_after_high: given.pr_low_after_high_signal,
    };
    found.check().map_err(message)?;
    let row = |bias: &f64| {
        let honesty = found.honesty(*bias);
        json!({
            "gamma": bias,
            "honest_after_low": honesty.after_low,
            "honest_after_high": honesty.after_high,
            "credible": honesty.credible(),
        })
    };
    let biases = given.gammas.unwrap_or_else(|| BIASES.to_vec());
    Ok(json!({
        "gamma_min_for_honest_low_report": found.smallest_bias(),
        "gamma_max_for_honest_high_report": found.largest_bias(),
        "A_would_follow_honest_reports": found.followed(),
        "rows": biases.iter().map(row).collect::<Vec<_>>(),
    }))
}

#[derive(Deserialize)]
struct DeadlineInputs {
    prize: f64,
    cost_per_unit_time: f64,
    deadline: f64,
}

pub(super) fn deadline(value: &Value) -> Result<Value, String> {
    let given: DeadlineInputs = inputs(value)?;
    let found =
        attrition::attrition(given.prize, given.cost_per_unit_time, given.deadline).map_err(message)?;
    Ok(json!({
        "hazard_each_before_gap": found.hazard,
        "quiet_gap_length": found.quiet,
        "p_agreement_at_deadline": found.at_deadline,
        "p_agreement_before_gap": found.before,
        "mean_time_before_gap_unconditional_min": found.mean_time_before,
    }))
}

#[derive(Deserialize)]
struct ProposalInputs {
    n: usize,
    quota: usize,
    p_each_yes: f64,
}

pub(super) fn repeated_proposals(value: &Value) -> Result<Value, String> {
    let given: ProposalInputs = inputs(value)?;
    let found = proposals::until_passing(given.n, given.quota, given.p_each_yes).map_err(message)?;
    Ok(json!({
        "p_pass": found.pass,
        "expected_proposals_to_pass": found.expected,
        "p_pass_within_10": found.within_ten,
    }))
}
