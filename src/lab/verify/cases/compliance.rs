//! Cases on staged implementation, enforcement and trust.

use serde::Deserialize;
use serde_json::{Value, json};

use super::{inputs, message};
use crate::lab::theory::{
    commitment, double_auction, implementation_chain, private_information, reassurance, trigger, trust,
};

/// The longest table of periods that is computed.
const LONGEST_HORIZON: usize = 100_000;

#[derive(Deserialize)]
struct ChainInputs {
    advance: Vec<f64>,
    collapse: Vec<f64>,
    fall_back: Option<Vec<f64>>,
    horizon: Option<usize>,
    discount: Option<f64>,
    flow_utility_per_stage: Option<Vec<f64>>,
    completion_bonus: Option<f64>,
    collapse_payoff: Option<f64>,
}

pub(super) fn staged_markov_chain(value: &Value) -> Result<Value, String> {
    let given: ChainInputs = inputs(value)?;
    let stages = given.advance.len();
    let fall_back = given.fall_back.unwrap_or_else(|| vec![0.0; given.collapse.len()]);
    let chain =
        implementation_chain::Chain::new(&given.advance, &given.collapse, &fall_back).map_err(message)?;
    let found = chain.absorption().map_err(message)?;
    if given.horizon.is_some_and(|horizon| horizon > LONGEST_HORIZON) {
        return Err(format!("inputs: horizon is above {LONGEST_HORIZON} periods"));
    }
    let cumulative = given.horizon.map(|horizon| {
        let rows = chain.cumulative(horizon);
        rows.iter().enumerate().map(|(t, row)| json!([t + 1, row.0, row.1])).collect::<Vec<_>>()
    });
    let discounted = match given.discount {
        None => None,
        Some(discount) => {
            let payoffs = implementation_chain::ChainPayoffs {
                discount,
                flow: given.flow_utility_per_stage.unwrap_or_else(|| vec![0.0; stages]),
                completion: given.completion_bonus.unwrap_or(0.0),
                collapse: given.collapse_payoff.unwrap_or(0.0),
            };
            Some(chain.value(&payoffs).map_err(message)?)
        }
    };
    Ok(json!({
        "p_complete_from_stage": found.complete,
        "p_collapse_from_stage": found.collapse,
        "expected_periods_to_absorption": found.periods,
        "variance_periods": found.variance,
        "expected_periods_given_completion": found.periods_given_completion,
        "expected_visits_from_stage0": found.visits,
        "cumulative_complete_collapse_by_period": cumulative,
        "discounted_value_from_stage": discounted,
    }))
}

/// Payoffs under their usual letters.
#[derive(Deserialize)]
#[serde(rename_all = "UPPERCASE")]
struct Letters {
    r: f64,
    t: f64,
    p: f64,
    s: f64,
}

impl From<Letters> for trust::Payoffs {
    fn from(letters: Letters) -> Self {
        Self { reward: letters.r, temptation: letters.t, punishment: letters.p, sucker: letters.s }
    }
}

#[derive(Deserialize)]
struct TriggerInputs {
    #[serde(rename = "T")]
    t: f64,
    #[serde(rename = "R")]
    r: f64,
    #[serde(rename = "P")]
    p: f64,
    #[serde(rename = "S")]
    s: Option<f64>,
    detection_probability: Option<f64>,
    fine_on_detection: Option<f64>,
}

pub(super) fn trigger_threshold(value: &Value) -> Result<Value, String> {
    let given: TriggerInputs = inputs(value)?;
    let detection = given.detection_probability.unwrap_or(1.0);
    let fine = given.fine_on_detection.unwrap_or(0.0);
    let grim = trigger::grim_threshold(given.t, given.r, given.p, detection, fine).map_err(message)?;
    // The threshold of tit for tat is known for perfect detection without a fine only.
    let tit_for_tat = match given.s {
        Some(s) if detection == 1.0 && fine == 0.0 => {
            trigger::tit_for_tat_threshold(given.t, given.r, given.p, s).map_err(message)?
        }
        _ => None,
    };
    Ok(json!({"grim_min_delta": grim, "tit_for_tat_nash_min_delta": tit_for_tat}))
}

#[derive(Deserialize)]
struct PublicGoodInputs {
    n: u64,
    benefit_to_each: f64,
    cost: f64,
    detection_probability: Option<f64>,
}

pub(super) fn public_good_threshold(value: &Value) -> Result<Value, String> {
    let given: PublicGoodInputs = inputs(value)?;
    let detection = given.detection_probability.unwrap_or(1.0);
    let found =
        trigger::public_good(given.n, given.benefit_to_each, given.cost, detection).map_err(message)?;
    Ok(json!({"grim_min_delta": found.threshold, "T": found.temptation, "R": found.reward}))
}

#[derive(Deserialize)]
struct TrustInputs {
    trustworthy_payoffs: Letters,
}

pub(super) fn trust_threshold(value: &Value) -> Result<Value, String> {
    let given: TrustInputs = inputs(value)?;
    let found = trust::minimum_trust(given.trustworthy_payoffs.into()).map_err(message)?;
    Ok(json!({"minimum_trust": found}))
}

#[derive(Deserialize)]
struct ReassuranceInputs {
    p_trustworthy: f64,
    #[serde(rename = "trustworthy_R_T_P_S")]
    trustworthy: [f64; 4],
    #[serde(rename = "untrustworthy_R_T_P_S")]
    untrustworthy: [f64; 4],
    #[serde(default)]
    alphas: Vec<f64>,
}

fn payoffs([reward, temptation, punishment, sucker]: [f64; 4]) -> trust::Payoffs {
    trust::Payoffs { reward, temptation, punishment, sucker }
}

pub(super) fn reassurance_two_stage(value: &Value) -> Result<Value, String> {
    let given: ReassuranceInputs = inputs(value)?;
    let (trustworthy, untrustworthy) = (payoffs(given.trustworthy), payoffs(given.untrustworthy));
    let found = reassurance::analyse(given.p_trustworthy, trustworthy, untrustworthy).map_err(message)?;
    let row = |alpha: &f64| {
        let step = found.step(*alpha);
        json!({
            "alpha": alpha,
            "trustworthy_slack": step.trustworthy_slack,
            "untrustworthy_slack": step.untrustworthy_slack,
            "separating_equilibrium": step.separating,
        })
    };
    Ok(json!({
        "alpha_min_for_untrustworthy_to_self_reveal": found.smallest_step,
        "alpha_max_for_trustworthy_to_risk": found.largest_step,
        "separating_interval_nonempty": found.some_step_separates(),
        "single_shot_minimum_trust": found.single_shot_trust,
        "grand_bargain_cooperation_rational": found.grand_bargain_rational,
        "rows": given.alphas.iter().map(row).collect::<Vec<_>>(),
    }))
}

#[derive(Deserialize)]
struct CommitmentInputs {
    p1: f64,
    p2: f64,
    #[serde(rename = "cost_A")]
    cost_a: f64,
    #[serde(rename = "cost_B")]
    cost_b: f64,
    delta: f64,
}

pub(super) fn fearon_commitment(value: &Value) -> Result<Value, String> {
    let given: CommitmentInputs = inputs(value)?;
    let found = commitment::preventive_war(given.p1, given.p2, given.cost_a, given.cost_b, given.delta)
        .map_err(message)?;
    Ok(json!({
        "war_in_period_1": found.war,
        "lhs_delta_p2_minus_p1": found.shift,
        "rhs": found.limit,
        "static_bargaining_range_period1": found.static_range,
    }))
}

#[derive(Deserialize)]
struct PrivateInformationInputs {
    #[serde(rename = "p_A_wins")]
    p: f64,
    #[serde(rename = "cost_A")]
    cost_a: f64,
    #[serde(rename = "cost_B_uniform_on")]
    cost_b: [f64; 2],
}

pub(super) fn fearon_private_information(value: &Value) -> Result<Value, String> {
    let given: PrivateInformationInputs = inputs(value)?;
    let [low, high] = given.cost_b;
    let found = private_information::best_demand(given.p, given.cost_a, low, high).map_err(message)?;
    Ok(json!({
        "optimal_demand": found.demand,
        "probability_of_war": found.war,
        "A_expected_payoff": found.payoff,
    }))
}

#[derive(Deserialize)]
struct DoubleAuctionInputs {
    types: Option<String>,
    k: f64,
}

pub(super) fn chatterjee_samuelson(value: &Value) -> Result<Value, String> {
    let given: DoubleAuctionInputs = inputs(value)?;
    if let Some(types) = given.types.filter(|types| !types.replace(' ', "").contains("U[0,1]")) {
        return Err(format!(
            "inputs: types is \"{types}\"; only values and costs uniform on U[0,1] are covered"
        ));
    }
    let found = double_auction::linear_equilibrium(given.k).map_err(message)?;
    Ok(json!({
        "seller_bid_slope_intercept": found.seller,
        "buyer_bid_slope_intercept": found.buyer,
        "trade_iff_v_minus_c_at_least": found.margin,
        "probability_of_trade": found.trade,
        "expected_gains_from_trade": found.gains,
        "first_best_probability": double_auction::FIRST_BEST_TRADE,
        "first_best_gains": double_auction::FIRST_BEST_GAINS,
    }))
}
