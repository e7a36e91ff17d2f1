//! Cases on dividing a pie when everybody must agree.

use serde::Deserialize;
use serde_json::{Value, json};

use super::{inputs, message};
use crate::lab::theory::unanimity::alternating;
use crate::lab::theory::unanimity::alternating::Offers;
use crate::lab::theory::unanimity::curved;
use crate::lab::theory::unanimity::curved::Shares;
use crate::lab::theory::unanimity::rotating;
use crate::lab::theory::unanimity::rotating::Round;

/// Models know a pie of 1; where utility is linear a larger one scales everything.
fn pie(given: Option<f64>) -> Result<f64, String> {
    let pie = given.unwrap_or(1.0);
    if pie.is_finite() && pie > 0.0 {
        Ok(pie)
    } else {
        Err(format!("inputs: pie is {pie}; expected more than 0"))
    }
}

fn pie_of_one(given: Option<f64>) -> Result<(), String> {
    match given {
        None | Some(1.0) => Ok(()),
        Some(pie) => Err(format!("inputs: pie is {pie}; expected 1")),
    }
}

/// Party 1 or 2; shares by proposer do not depend on who is first.
fn first(given: Option<usize>, parties: usize) -> Result<usize, String> {
    let first = given.unwrap_or(1);
    if (1..=parties).contains(&first) {
        return Ok(first - 1);
    }
    Err(format!("inputs: first_proposer is {first}; expected 1 to {parties}"))
}

fn both_proposals(offers: Offers, pie: f64) -> (Value, Value) {
    let Offers { first, second } = offers;
    (json!([first * pie, (1.0 - first) * pie]), json!([(1.0 - second) * pie, second * pie]))
}

#[derive(Deserialize)]
struct InfiniteInputs {
    delta: [f64; 2],
    #[serde(default)]
    outside_option: Option<[f64; 2]>,
    #[serde(default)]
    first_proposer: Option<usize>,
    #[serde(default)]
    pie: Option<f64>,
}

pub(super) fn infinite(value: &Value) -> Result<Value, String> {
    let given: InfiniteInputs = inputs(value)?;
    first(given.first_proposer, 2)?;
    let (one, two) = both_proposals(alternating::forever(given.delta).map_err(message)?, pie(given.pie)?);
    Ok(json!({"p1_proposes": one, "p2_proposes": two, "agreement_round": 0}))
}

pub(super) fn outside_option(value: &Value) -> Result<Value, String> {
    let given: InfiniteInputs = inputs(value)?;
    first(given.first_proposer, 2)?;
    let pie = pie(given.pie)?;
    let options = given.outside_option.ok_or("inputs: there is no outside_option")?;
    let found = alternating::with_options(given.delta, options.map(|s| s / pie)).map_err(message)?;
    let (one, two) = both_proposals(found.offers, pie);
    Ok(
        json!({"p1_proposes": one, "p2_proposes": two, "binding_when_responding": found.binding, "agreement_round": 0}),
    )
}

#[derive(Deserialize)]
struct FiniteInputs {
    delta: Vec<f64>,
    rounds: usize,
    disagreement: Vec<f64>,
    #[serde(default)]
    first_proposer: Option<usize>,
    #[serde(default)]
    pie: Option<f64>,
}

/// The rounds, with payoffs as shares of the pie times the pie.
fn rounds(given: &FiniteInputs) -> Result<Vec<Round>, String> {
    let pie = pie(given.pie)?;
    let disagreement: Vec<f64> = given.disagreement.iter().map(|b| b / pie).collect();
    let first = first(given.first_proposer, given.delta.len())?;
    let mut found =
        rotating::until_last(&given.delta, &disagreement, given.rounds, first).map_err(message)?;
    found.iter_mut().flat_map(|round| &mut round.payoffs).for_each(|share| *share *= pie);
    Ok(found)
}

pub(super) fn finite(value: &Value) -> Result<Value, String> {
    let given: FiniteInputs = inputs(value)?;
    if given.delta.len() != 2 {
        return Err(format!("inputs: there are {} discount factors; expected 2", given.delta.len()));
    }
    let found = rounds(&given)?;
    Ok(json!({
        "spe_payoffs_at_round0": found[0].payoffs,
        "proposer_at_round": found.iter().map(|round| round.proposer + 1).collect::<Vec<_>>(),
        "agree_at_round": found.iter().map(|round| round.agrees).collect::<Vec<_>>(),
        "current_value_payoffs_by_round": found.iter().map(|round| &round.payoffs).collect::<Vec<_>>(),
        "agreement_round": found.iter().position(|round| round.agrees),
    }))
}

pub(super) fn rotating_finite(value: &Value) -> Result<Value, String> {
    let found = rounds(&inputs(value)?)?;
    Ok(json!({
        "shares_round0": found[0].payoffs,
        "shares_by_round": found.iter().map(|round| &round.payoffs).collect::<Vec<_>>(),
    }))
}

#[derive(Deserialize)]
struct BreakdownInputs {
    p_breakdown: f64,
    breakdown_payoffs_utils: [f64; 2],
    utility_exponents: [f64; 2],
    #[serde(default)]
    first_proposer: Option<usize>,
    #[serde(default)]
    pie: Option<f64>,
}

pub(super) fn breakdown(value: &Value) -> Result<Value, String> {
    let given: BreakdownInputs = inputs(value)?;
    first(given.first_proposer, 2)?;
    pie_of_one(given.pie)?;
    let Shares { first_proposes, second_proposes, limit } =
        curved::breakdown(given.p_breakdown, given.breakdown_payoffs_utils, given.utility_exponents)
            .map_err(message)?;
    Ok(json!({
        "x_p1_share_if_1_proposes": first_proposes,
        "y_p1_share_if_2_proposes": second_proposes,
        "limit_p_to_0_nash_share_p1": limit,
    }))
}

#[derive(Deserialize)]
struct LotInputs {
    recognition: [f64; 2],
    deltas: Vec<f64>,
    utility_exponents: [f64; 2],
    #[serde(default)]
    pie: Option<f64>,
}

pub(super) fn two_by_lot(value: &Value) -> Result<Value, String> {
    let given: LotInputs = inputs(value)?;
    pie_of_one(given.pie)?;
    let [one, two] = given.recognition;
    let mut rows = Vec::with_capacity(given.deltas.len());
    // The limit does not depend on the discount factor.
    let mut limit = curved::by_lot(given.recognition, 0.5, given.utility_exponents).map_err(message)?.limit;
    for delta in given.deltas {
        let found = curved::by_lot(given.recognition, delta, given.utility_exponents).map_err(message)?;
        limit = found.limit;
        rows.push(json!({
            "delta": delta,
            "x_if_1_proposes": found.first_proposes,
            "y_if_2_proposes": found.second_proposes,
            "expected_share_1": one * found.first_proposes + two * found.second_proposes,
        }));
    }
    Ok(json!({"rows": rows, "limit_delta_to_1_asymmetric_nash_share_1": limit}))
}

#[derive(Deserialize)]
struct TurnInputs {
    delta: Vec<f64>,
    #[serde(default)]
    recognition: Option<Vec<f64>>,
    #[serde(default)]
    pie: Option<f64>,
}

pub(super) fn rotating(value: &Value) -> Result<Value, String> {
    let given: TurnInputs = inputs(value)?;
    let pie = pie(given.pie)?;
    let shares = rotating::in_turn(&given.delta).map_err(message)?;
    let scaled: Vec<Vec<f64>> = shares.iter().map(|row| row.iter().map(|x| x * pie).collect()).collect();
    Ok(json!({"shares_when_i_proposes": scaled}))
}

pub(super) fn by_lot(value: &Value) -> Result<Value, String> {
    let given: TurnInputs = inputs(value)?;
    let pie = pie(given.pie)?;
    let chances = given.recognition.ok_or("inputs: there is no recognition")?;
    let found = rotating::by_lot(&chances, &given.delta).map_err(message)?;
    let scaled = |list: &[f64]| -> Vec<f64> { list.iter().map(|x| x * pie).collect() };
    Ok(json!({
        "values": scaled(&found.values),
        "proposer_share_if_recognised": scaled(&found.keeps),
        "responder_share": scaled(&found.responder),
    }))
}

#[derive(Deserialize)]
struct ExitInputs {
    n: usize,
    delta: f64,
    #[serde(default)]
    pie: Option<f64>,
}

pub(super) fn exit(value: &Value) -> Result<Value, String> {
    let given: ExitInputs = inputs(value)?;
    let pie = pie(given.pie)?;
    let (proposer, other) = rotating::with_exit(given.n, given.delta).map_err(message)?;
    Ok(json!({"proposer": proposer * pie, "each_other": other * pie}))
}

#[derive(Deserialize)]
struct ContinuousInputs {
    rates: [f64; 2],
    dt: f64,
    #[serde(default)]
    first_proposer: Option<usize>,
    #[serde(default)]
    pie: Option<f64>,
}

pub(super) fn continuous(value: &Value) -> Result<Value, String> {
    let given: ContinuousInputs = inputs(value)?;
    first(given.first_proposer, 2)?;
    let pie = pie(given.pie)?;
    let (offers, limit) = alternating::continuous(given.rates, given.dt).map_err(message)?;
    Ok(json!({
        "share_1_if_1_proposes": offers.first * pie,
        "share_1_if_2_proposes": (1.0 - offers.second) * pie,
        "limit_dt_to_0_share_1": limit * pie,
    }))
}
