//! Cases on bargaining by votes: dividing a pie, choosing a policy.

use serde::Deserialize;
use serde_json::{Value, json};

use super::{inputs, message};
use crate::lab::theory::{closed_rule, open_rule, spatial, weighted_rule};

/// A pie of 1 is the only one that the models know.
fn whole_pie(pie: f64) -> Result<(), String> {
    if pie == 1.0 { Ok(()) } else { Err(format!("inputs: pie is {pie}; expected 1")) }
}

#[derive(Deserialize)]
struct ClosedRuleInputs {
    recognition: Vec<f64>,
    delta: Vec<f64>,
    quota_votes_including_proposer: usize,
    pie: f64,
}

pub(super) fn closed_rule(value: &Value) -> Result<Value, String> {
    let given: ClosedRuleInputs = inputs(value)?;
    whole_pie(given.pie)?;
    let quota = given.quota_votes_including_proposer;
    let found = closed_rule::divide(&given.recognition, &given.delta, quota).map_err(message)?;
    Ok(json!({
        "values": found.values,
        "proposer_keeps": found.keeps,
        "price_of_member": found.prices,
        "prob_included_when_not_proposer_unconditional": found.included,
        "winning_coalition_size": quota,
        "agreement_round": 0,
    }))
}

#[derive(Deserialize)]
struct WeightedRuleInputs {
    recognition: Vec<f64>,
    delta: Vec<f64>,
    weights: Vec<f64>,
    quota: f64,
    #[serde(default)]
    veto_players_0based: Option<Vec<usize>>,
    pie: f64,
}

pub(super) fn weighted_rule(value: &Value) -> Result<Value, String> {
    let given: WeightedRuleInputs = inputs(value)?;
    whole_pie(given.pie)?;
    let vetoes = given.veto_players_0based.unwrap_or_default();
    let found = weighted_rule::divide(&given.recognition, &given.delta, &given.weights, given.quota, &vetoes)
        .map_err(message)?;
    Ok(json!({
        "values": found.values,
        "proposer_keeps": found.keeps,
        "price_of_member": found.prices,
        "agreement_round": 0,
    }))
}

#[derive(Deserialize)]
struct OpenRuleInputs {
    n: u32,
    delta: f64,
    pie: f64,
}

pub(super) fn open_rule(value: &Value) -> Result<Value, String> {
    let given: OpenRuleInputs = inputs(value)?;
    whole_pie(given.pie)?;
    if given.n != 3 {
        return Err(format!("inputs: n is {}; expected 3: for more there are several equilibria", given.n));
    }
    let found = open_rule::three(given.delta).map_err(message)?;
    Ok(json!({
        "members_bought": found.bought,
        "offer_to_each_bought_member": found.offer,
        "proposer_keeps": found.keeps,
        "proposer_expected_value": found.value,
        "prob_accepted_first_session": found.accepted_first,
        "expected_sessions_to_accept": found.sessions,
        "closed_rule_proposer_keeps": found.closed_keeps,
    }))
}

#[derive(Deserialize)]
struct LineInputs {
    ideal_points: Vec<f64>,
    recognition: Vec<f64>,
    delta: f64,
    status_quo: f64,
    quota: usize,
}

pub(super) fn line(value: &Value) -> Result<Value, String> {
    let given: LineInputs = inputs(value)?;
    let LineInputs { ideal_points, recognition, delta, status_quo, quota } = given;
    let found = spatial::line(&ideal_points, &recognition, delta, status_quo, quota).map_err(message)?;
    Ok(json!({
        "acceptance_set": [found.passes.0, found.passes.1],
        "core": [found.core.0, found.core.1],
        "proposals": found.proposals,
        "expected_policy": found.mean,
        "policy_variance": found.variance,
        "continuation_values": found.values,
        "delay": false,
    }))
}

#[derive(Deserialize)]
struct TriangleInputs {
    ideal_points: Vec<[f64; 2]>,
    recognition: Vec<f64>,
    delta: f64,
    status_quo_utility_each: f64,
    quota: usize,
}

pub(super) fn triangle(value: &Value) -> Result<Value, String> {
    let given: TriangleInputs = inputs(value)?;
    let [a, b, c] = given.ideal_points[..] else {
        return Err(format!("inputs: there are {} ideals; expected 3", given.ideal_points.len()));
    };
    let square = |p: [f64; 2], q: [f64; 2]| (p[0] - q[0]) * (p[0] - q[0]) + (p[1] - q[1]) * (p[1] - q[1]);
    // Distances scale with the side, utilities with its square.
    let scale = square(a, b);
    let sides = [square(b, c), square(c, a)];
    let even = given.recognition.len() == 3 && given.recognition.iter().all(|p| (p - 1.0 / 3.0).abs() < 1e-9);
    let alike = scale > 0.0 && scale.is_finite() && sides.iter().all(|s| (s / scale - 1.0).abs() < 1e-9);
    if !(alike && even && given.quota == 2) {
        return Err(
            "inputs: expected three ideals as far from one another, even chances and a quota of 2".into()
        );
    }
    let side = scale.sqrt();
    let found = spatial::triangle(given.delta, given.status_quo_utility_each / scale).map_err(message)?;
    Ok(json!({
        "proposal_distance_from_own_ideal": found.own * side,
        "partner_distance": found.partner * side,
        "value_each": found.value * scale,
        "partner_choice": "1/2 each",
        "delay": false,
    }))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at_scale(scale: f64) -> Value {
        let height = scale * libm::sqrt(0.75);
        let third = 1.0 / 3.0;
        triangle(&json!({
            "ideal_points": [[2.0, 1.0], [2.0 + scale, 1.0], [2.0 + scale / 2.0, 1.0 + height]],
            "recognition": [third, third, third], "delta": 0.9, "quota": 2,
            "status_quo_utility_each": -2.0 * scale * scale,
        }))
        .unwrap()
    }

    #[test]
    fn a_larger_triangle_is_the_same_game() {
        let number = |value: &Value, key: &str| value[key].as_f64().unwrap();
        let (one, ten) = (at_scale(1.0), at_scale(10.0));
        for (key, power) in
            [("proposal_distance_from_own_ideal", 10.0), ("partner_distance", 10.0), ("value_each", 100.0)]
        {
            assert!((number(&one, key) * power - number(&ten, key)).abs() < 1e-9, "{key}");
        }
        assert!((number(&one, "proposal_distance_from_own_ideal") - 0.184_927_093_632_675_2).abs() < 1e-9);
    }

    #[test]
    fn a_pie_of_one_only() {
        let inputs = json!({
            "recognition": [0.5, 0.5], "delta": [0.9, 0.9], "weights": [1, 1], "quota": 2, "pie": 2,
        });
        assert!(weighted_rule(&inputs).unwrap_err().contains("pie"));
    }
}
