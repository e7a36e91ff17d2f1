//! Cases on bargaining over a finite set of outcomes.

use serde::Deserialize;
use serde_json::{Value, json};

use super::{inputs, message};
use crate::talks::finite_horizon::{Game, Proposers, solve};

#[derive(Deserialize)]
struct FiniteHorizonInputs {
    utilities_party_by_outcome: Vec<Vec<f64>>,
    delta: Vec<f64>,
    disagreement: Vec<f64>,
    rounds: usize,
    proposers: ProposersInput,
    weights: Vec<f64>,
    quota: f64,
    #[serde(default)]
    veto: Option<Vec<usize>>,
    #[serde(default)]
    reservation_floor: Option<Vec<Option<f64>>>,
}

/// `"rotating"`, or the chance of each party.
#[derive(Deserialize)]
#[serde(untagged)]
enum ProposersInput {
    Word(String),
    Chances(Vec<f64>),
}

pub(super) fn finite_horizon(value: &Value) -> Result<Value, String> {
    let given: FiniteHorizonInputs = inputs(value)?;
    let proposers = match given.proposers {
        ProposersInput::Word(word) if word == "rotating" => Proposers::Rotating,
        ProposersInput::Word(word) => {
            return Err(format!(
                "inputs: proposers is \"{word}\"; expected \"rotating\" or a list of chances"
            ));
        }
        ProposersInput::Chances(chances) => Proposers::Drawn(chances),
    };
    let parties = given.utilities_party_by_outcome.len();
    let game = Game {
        utility: given.utilities_party_by_outcome,
        discount: given.delta,
        disagreement: given.disagreement,
        floor: given.reservation_floor.unwrap_or_else(|| vec![None; parties]),
        weights: given.weights,
        quota: given.quota,
        veto: given.veto.unwrap_or_default(),
        rounds: given.rounds,
        proposers,
    };
    let found = solve(&game).map_err(message)?;
    Ok(json!({
        "values_round0": found.values,
        "proposal_by_round_and_proposer": found.proposals,
        "agreement_distribution": found.agreements,
        "no_agreement_probability": found.no_agreement,
        "expected_agreement_round_given_agreement": found.expected_round,
    }))
}
