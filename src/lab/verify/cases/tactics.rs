//! Cases on tactics: concession functions, a price between two, traces of stacked offers.

use serde::Deserialize;
use serde_json::{Value, json};

use super::{inputs, message};
use crate::lab::games::clock::{Clock, Convention};
use crate::lab::games::game::Game;
use crate::lab::games::protocol;
use crate::lab::games::rule::Rule;
use crate::lab::games::session::{Act, End, Players, Session};
use crate::lab::games::tactic::price::{Alone, Imitation, Offering, Role, Step, Trader};
use crate::lab::games::tactic::{Fall, Micro, Tactic, TimeDependent, price};

#[derive(Deserialize)]
struct FunctionInputs {
    #[serde(rename = "fn")]
    function: String,
    k: f64,
    beta: f64,
}

impl FunctionInputs {
    fn fall(&self) -> Result<Fall, String> {
        let (k, beta) = (share("k", self.k)?, self.beta);
        if !(beta > 0.0 && beta.is_finite()) {
            return Err(format!("inputs: beta is {beta}; expected a number above 0"));
        }
        match self.function.as_str() {
            "poly" => Ok(Fall::Polynomial { k, beta }),
            "exp" if k > 0.0 => Ok(Fall::Exponential { k, beta }),
            "exp" => Err("inputs: k is 0; an exponential concession begins above 0".to_owned()),
            other => Err(format!("inputs: fn is \"{other}\"; expected poly or exp")),
        }
    }
}

fn share(name: &str, number: f64) -> Result<f64, String> {
    let fine = (0.0..=1.0).contains(&number);
    fine.then_some(number).ok_or_else(|| format!("inputs: {name} is {number}; expected 0 to 1"))
}

#[derive(Deserialize)]
struct ResourceInputs {
    k: f64,
    /// What is left, by own turn; or one number for all of them.
    resource: OneOrMany,
}

/// A number, or a list of numbers.
#[derive(Deserialize)]
#[serde(untagged)]
enum OneOrMany {
    One(f64),
    Many(Vec<f64>),
}

impl OneOrMany {
    fn list(self) -> Vec<f64> {
        match self {
            Self::One(number) => vec![number],
            Self::Many(list) => list,
        }
    }
}

impl ResourceInputs {
    fn read(value: &Value) -> Result<(f64, Vec<f64>), String> {
        let given: Self = inputs(value)?;
        let left = given.resource.list();
        if left.is_empty() {
            return Err("inputs: resource is an empty list; expected what is left, by own turn".to_owned());
        }
        if let Some(wrong) = left.iter().find(|r| !(**r >= 0.0 && r.is_finite())) {
            return Err(format!("inputs: resource has {wrong}; expected 0 or more"));
        }
        Ok((share("k", given.k)?, left))
    }
}

/// A tactic of its own: by the clock, or by a resource; one without a kind, as the `start` of another, by what it holds.
fn alone(value: &Value) -> Result<Alone, String> {
    let resource = || ResourceInputs::read(value).map(|(k, left)| Alone::Resource { k, left });
    match value.get("kind").and_then(Value::as_str) {
        Some("resource") => resource(),
        None if value.get("resource").is_some() => resource(),
        None | Some("time") => Ok(Alone::Time(inputs::<FunctionInputs>(value)?.fall()?)),
        Some(other) => Err(format!("inputs: no price tactic is called \"{other}\"; {PRICE_TACTICS}")),
    }
}

const PRICE_TACTICS: &str = "expected time, resource, relative_tft, random_absolute_tft or averaged_tft";

#[derive(Deserialize)]
struct TauInputs {
    #[serde(default)]
    tau: Vec<f64>,
}

pub(super) fn alpha_function(value: &Value) -> Result<Value, String> {
    if value.get("fn").and_then(Value::as_str) == Some("resource") {
        let (k, left) = ResourceInputs::read(value)?;
        let alpha = left.iter().map(|left| price::conceded_by_resource(k, *left));
        return Ok(json!({ "alpha": alpha.collect::<Vec<f64>>() }));
    }
    let fall = inputs::<FunctionInputs>(value)?.fall()?;
    let TauInputs { tau } = inputs(value)?;
    if tau.iter().any(|t| t.is_nan() || *t < 0.0) {
        return Err("inputs: a tau lies below 0".to_owned());
    }
    Ok(json!({ "alpha": tau.iter().map(|t| fall.conceded(*t)).collect::<Vec<f64>>() }))
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
    t_max: f64,
    tactic: Value,
}

#[derive(Deserialize)]
struct ImitationInputs {
    #[serde(default = "last_offer")]
    window: usize,
    /// What is added, by own turn; nothing where there is no list.
    draws: Option<Vec<f64>>,
    start: Value,
}

/// The window where none is given: the last change alone.
fn last_offer() -> usize {
    1
}

fn imitate(value: &Value, kind: &str) -> Result<Offering, String> {
    let given: ImitationInputs = inputs(value)?;
    let imitation = match kind {
        "relative_tft" => Imitation::Relative,
        "random_absolute_tft" => Imitation::Absolute(given.draws.unwrap_or_default()),
        _ => Imitation::Averaged,
    };
    Ok(Offering::Imitate { imitation, window: given.window, start: alone(&given.start)? })
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
        if self.t_max.is_nan() {
            return Err("inputs: t_max is not a number".to_owned());
        }
        let offering = match self.tactic.get("kind").and_then(Value::as_str) {
            Some(kind @ ("relative_tft" | "random_absolute_tft" | "averaged_tft")) => {
                imitate(&self.tactic, kind)?
            }
            _ => Offering::Alone(alone(&self.tactic)?),
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

#[cfg(test)]
mod tests {
    use super::*;

    fn linear() -> Value {
        json!({"kind": "time", "fn": "poly", "k": 0.1, "beta": 1.0})
    }

    fn seller(tactic: &Value, t_max: u32) -> Value {
        json!({"role": "seller", "min": 12, "max": 24, "t_max": t_max, "tactic": tactic})
    }

    fn buyer(tactic: &Value, t_max: u32) -> Value {
        json!({"role": "buyer", "min": 10, "max": 20, "t_max": t_max, "tactic": tactic})
    }

    fn prices(agents: &[Value; 2], max_turns: u32) -> (Option<f64>, Vec<f64>) {
        let found = bilateral_single_issue(&json!({"agents_in_turn_order": agents, "max_turns": max_turns}));
        let found = found.unwrap();
        let lines = found["trace_turn_agent_action_value"].as_array().unwrap().clone();
        (found["agreement"].as_f64(), lines.iter().filter_map(|line| line[3].as_f64()).collect())
    }

    fn near(found: &[f64], expected: &[f64]) {
        assert_eq!(found.len(), expected.len(), "{found:?}");
        assert!(found.iter().zip(expected).all(|(a, b)| (a - b).abs() < 1e-9), "{found:?}");
    }

    /// Expected numbers computed apart from the program, from the formulas.
    #[test]
    fn a_resource_as_an_explicit_list_by_own_turn() {
        let resource = json!({"kind": "resource", "k": 0.1, "resource": [9, 6, 4, 2, 1, 0]});
        let (agreement, found) = prices(&[buyer(&resource, 19), seller(&linear(), 19)], 20);
        let expected = [
            11.001_110_688_236_78,
            22.231_578_947_368_42,
            11.022_308_769_589_998,
            21.094_736_842_105_263,
            11.164_840_749_998_607,
            19.957_894_736_842_107,
            12.218_017_549_129_515,
            18.821_052_631_578_947,
            14.310_914_970_542_981,
            17.684_210_526_315_788,
            17.684_210_526_315_788,
        ];
        near(&found, &expected);
        assert_eq!(agreement, found.last().copied());
        // The last number holds for all turns after it.
        let short = json!({"kind": "resource", "k": 0.1, "resource": [9, 6]});
        let (_, found) = prices(&[buyer(&short, 19), seller(&linear(), 19)], 8);
        near(&[found[4], found[6]], &[expected[2]; 2]);
        let one = json!({"kind": "resource", "k": 0.1, "resource": 6});
        near(&[prices(&[buyer(&one, 19), seller(&linear(), 19)], 1).1[0]], &[expected[2]]);
    }

    #[test]
    fn tit_for_tat_without_a_random_part() {
        let expected = [
            11.0,
            22.427_586_206_896_55,
            11.620_689_655_172_413,
            21.682_758_620_689_654,
            12.365_517_241_379_308,
            20.937_931_034_482_76,
        ];
        let none = json!({"kind": "random_absolute_tft", "window": 1, "draws": null, "start": linear()});
        let unsaid = json!({"kind": "random_absolute_tft", "start": linear()});
        let empty = json!({"kind": "random_absolute_tft", "window": 1, "draws": [], "start": linear()});
        for tactic in [none, unsaid, empty] {
            let (agreement, found) = prices(&[buyer(&tactic, 29), seller(&linear(), 29)], 30);
            near(&found[..6], &expected);
            assert!((agreement.unwrap() - 16.834_482_758_620_688).abs() < 1e-9 && found.len() == 18);
        }
    }

    #[test]
    fn a_resource_before_there_is_something_to_imitate() {
        let start = json!({"kind": "resource", "k": 0.1, "resource": [9, 6, 4, 2, 1, 0]});
        let buys = json!({"kind": "random_absolute_tft", "window": 2, "draws": null, "start": start});
        let sells = json!({"kind": "resource", "k": 0.0, "resource": [5, 4, 3, 2.5, 2, 1.5, 1]});
        let (agreement, found) = prices(&[buyer(&buys, 29), seller(&sells, 29)], 30);
        assert_eq!((agreement, found.len()), (None, 30));
        near(
            &found[4..8],
            &[11.164_840_749_998_607, 23.402_555_179_585_633, 11.303_773_052_674_398, 23.014_980_016_513_213],
        );
        near(&found[28..], &[15.498_538_680_066_893, 19.585_446_705_942_694]);
    }

    #[test]
    fn the_share_conceded_by_what_is_left() {
        let found = alpha_function(&json!({"fn": "resource", "k": 0.25, "resource": [2, 0]})).unwrap();
        let alpha: Vec<f64> = found["alpha"].as_array().unwrap().iter().filter_map(Value::as_f64).collect();
        near(&alpha, &[0.351_501_462_427_459_5, 1.0]);
    }

    #[test]
    fn what_is_wrong_with_a_tactic_is_said() {
        for (tactic, part) in [
            (json!({"kind": "resource", "k": 0.1, "resource": []}), "empty"),
            (json!({"kind": "resource", "k": 0.1, "resource": [1, -2]}), "has -2"),
            (json!({"kind": "resource", "k": 1.5, "resource": [1]}), "k is 1.5"),
            (json!({"kind": "resource", "k": 0.1}), "resource"),
            (json!({"kind": "hope"}), "no price tactic is called \"hope\""),
            (json!({"kind": "averaged_tft", "window": 1, "start": {"kind": "averaged_tft"}}), "averaged_tft"),
        ] {
            let agents = [buyer(&tactic, 9), seller(&linear(), 9)];
            let said =
                bilateral_single_issue(&json!({"agents_in_turn_order": agents, "max_turns": 9})).unwrap_err();
            assert!(said.contains(part), "{said}");
        }
    }
}
