//! Cases on tactics: concession functions, a price between two, traces of stacked offers.

use serde::Deserialize;
use serde_json::{Value, json};

use super::{inputs, message};
use crate::negotiation::{
    clock::{Clock, Convention},
    game::Game,
    protocol,
    rule::Rule,
    session::{Act, End, Players, Session},
    tactic::{
        Fall, Micro, Tactic, TimeDependent,
        price::{self, Imitation, Offering, Role, Step, Trader},
    },
};

#[derive(Deserialize)]
struct FunctionInputs {
    #[serde(rename = "fn")]
    function: String,
    k: f64,
    beta: f64,
    #[serde(default)]
    tau: Vec<f64>,
}

impl FunctionInputs {
    fn fall(&self) -> Result<Fall, String> {
        let (k, beta) = (self.k, self.beta);
        if !(beta > 0.0 && beta.is_finite() && (0.0..=1.0).contains(&k)) {
            return Err(format!("inputs: k is {k} and beta {beta}; expected k from 0 to 1 and beta above 0"));
        }
        match self.function.as_str() {
            "poly" => Ok(Fall::Polynomial { k, beta }),
            "exp" if k > 0.0 => Ok(Fall::Exponential { k, beta }),
            "exp" => Err("inputs: k is 0; an exponential concession begins above 0".to_owned()),
            other => Err(format!("inputs: fn is \"{other}\"; expected poly or exp")),
        }
    }
}

pub(super) fn alpha_function(value: &Value) -> Result<Value, String> {
    let given: FunctionInputs = inputs(value)?;
    let fall = given.fall()?;
    if given.tau.iter().any(|t| t.is_nan() || *t < 0.0) {
        return Err("inputs: a tau lies below 0".to_owned());
    }
    Ok(json!({ "alpha": given.tau.iter().map(|t| fall.conceded(*t)).collect::<Vec<f64>>() }))
}

#[derive(Deserialize)]
struct HaggleInputs {
    agents_in_turn_order: Vec<TraderInputs>,
    max_turns: u32,
}

#[derive(Deserialize)]
struct TraderInputs {
    role: String,
    min: f64,
    max: f64,
    t_max: u32,
    tactic: Value,
}

#[derive(Deserialize)]
struct ImitationInputs {
    kind: String,
    window: usize,
    #[serde(default)]
    draws: Vec<f64>,
    start: FunctionInputs,
}

impl TraderInputs {
    fn trader(&self) -> Result<Trader, String> {
        let role = match self.role.as_str() {
            "buyer" => Role::Buyer,
            "seller" => Role::Seller,
            other => return Err(format!("inputs: role is \"{other}\"; expected buyer or seller")),
        };
        if !(self.min <= self.max && self.min.is_finite() && self.max.is_finite()) {
            return Err(format!("inputs: min is {} and max {}", self.min, self.max));
        }
        let offering = if self.tactic.get("kind").and_then(Value::as_str) == Some("time") {
            Offering::Time(inputs::<FunctionInputs>(&self.tactic)?.fall()?)
        } else {
            let given: ImitationInputs = inputs(&self.tactic)?;
            let imitation = match given.kind.as_str() {
                "relative_tft" => Imitation::Relative,
                "random_absolute_tft" => Imitation::Absolute(given.draws),
                "averaged_tft" => Imitation::Averaged,
                other => return Err(format!("inputs: no price tactic is called \"{other}\"")),
            };
            Offering::Imitate { imitation, window: given.window, start: given.start.fall()? }
        };
        Ok(Trader { role, low: self.min, high: self.max, deadline: self.t_max, offering })
    }
}

pub(super) fn bilateral_single_issue(value: &Value) -> Result<Value, String> {
    let given: HaggleInputs = inputs(value)?;
    let [first, second] = given.agents_in_turn_order.as_slice() else {
        return Err(format!("inputs: {} agents; expected 2", given.agents_in_turn_order.len()));
    };
    let steps = price::haggle(&[first.trader()?, second.trader()?], given.max_turns);
    let line = |(turn, step): (usize, &Step)| match step {
        Step::Offer(price) => json!([turn, turn % 2, "offer", price]),
        Step::Accept(price) => json!([turn, turn % 2, "accept", price]),
        Step::Withdraw => json!([turn, turn % 2, "withdraw", null]),
    };
    let agreement = steps.last().and_then(|step| match step {
        Step::Accept(price) => Some(*price),
        _ => None,
    });
    Ok(json!({
        "agreement": agreement,
        "turns_used": steps.len(),
        "trace_turn_agent_action_value": steps.iter().enumerate().map(line).collect::<Vec<Value>>(),
    }))
}

#[derive(Deserialize)]
struct TraceInputs {
    utilities_party_by_outcome: Vec<Vec<f64>>,
    reservation_values: Vec<f64>,
    agents: Vec<Value>,
    rounds: u32,
}

fn seat(agent: &Value, clock: Clock) -> Result<Box<dyn Tactic>, String> {
    match agent.get("kind").and_then(Value::as_str) {
        Some("micro") => Ok(Box::new(Micro::default())),
        Some("time") => {
            let fall = inputs::<FunctionInputs>(agent)?.fall()?;
            let leaves = agent.get("walk_tau").and_then(Value::as_f64).unwrap_or(f64::INFINITY);
            Ok(Box::new(TimeDependent::new(fall, clock).leaving_at(leaves)))
        }
        other => Err(format!("inputs: the kind of an agent is {other:?}; expected time or micro")),
    }
}

pub(super) fn saop_trace(value: &Value) -> Result<Value, String> {
    let given: TraceInputs = inputs(value)?;
    let parties = given.reservation_values.len();
    let packages = given.utilities_party_by_outcome.first().map_or(0, Vec::len);
    let even = given.utilities_party_by_outcome.iter().all(|own| own.len() == packages);
    if !even || given.utilities_party_by_outcome.len() != parties || given.agents.len() != parties {
        return Err("inputs: utilities, reservation values and agents are not of equal number".to_owned());
    }
    if given.rounds == 0 || given.rounds > 1_000_000 {
        return Err(format!("inputs: rounds is {}; expected 1 to 1,000,000", given.rounds));
    }
    let clock = Clock { rounds: given.rounds, convention: Convention::Plain };
    let seats: Result<Vec<_>, String> = given.agents.iter().map(|agent| seat(agent, clock)).collect();
    let utilities = given.utilities_party_by_outcome.concat();
    let game =
        Game::new(packages, utilities, given.reservation_values, Rule::unanimity(parties.clamp(1, 31)))
            .map_err(message)?;
    let saop = protocol::by_name("saop").ok_or("the protocol is not there")?;
    let (mut players, mut trace) = (Players::new(seats?), Vec::new());
    let result = Session::new(&game, clock).hold(saop, &mut players, Some(&mut trace));
    let lines: Vec<Value> = trace
        .iter()
        .enumerate()
        .map(|(turn, line)| {
            let (act, package) = match line.act {
                Act::Offer(package) => ("offer", Some(package)),
                Act::Accept(package) => ("accept", Some(package)),
                Act::Refuse(package) => ("refuse", Some(package)),
                Act::Pass => ("pass", None),
                Act::Leave => ("end", None),
            };
            json!([turn, line.round, line.party, act, package])
        })
        .collect();
    let (agreement, ended_by) = match result.end {
        End::Agreement { package, .. } => (Some(package), None),
        End::WalkOut(party) => (None, Some(party)),
        _ => (None, None),
    };
    let reached: Vec<f64> = (0..parties).map(|party| result.utility(&game, clock, party)).collect();
    Ok(json!({
        "agreement": agreement,
        "ended_by": ended_by,
        "turns": lines.len(),
        "rounds": result.rounds,
        "utilities": reached,
        "trace_turn_round_agent_action_outcome": lines,
    }))
}
