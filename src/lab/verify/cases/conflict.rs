//! Cases on the graph model for conflict resolution.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::{Map, Value, json};

use super::{inputs, message};
use crate::lab::conflict::graph::{Conflict, MOST_STATES, Stability};

#[derive(Deserialize)]
struct ConflictInputs {
    dms: Vec<Value>,
    states: Vec<Value>,
    unilateral_moves_1based: Vec<BTreeMap<String, Vec<usize>>>,
    preference_best_first: Vec<Vec<Rank>>,
}

/// A state, or several that are liked equally.
#[derive(Deserialize)]
#[serde(untagged)]
enum Rank {
    One(usize),
    Equals(Vec<usize>),
}

pub(super) fn graph_model(value: &Value) -> Result<Value, String> {
    let given: ConflictInputs = inputs(value)?;
    let (parties, states) = (given.dms.len(), given.states.len());
    if given.unilateral_moves_1based.len() != parties || states > MOST_STATES {
        return Err(format!(
            "inputs: there are {parties} decision makers with {} lists of moves and {states} states; expected as many lists, and at most {MOST_STATES} \
             states",
            given.unilateral_moves_1based.len()
        ));
    }
    let moves = given
        .unilateral_moves_1based
        .iter()
        .map(|by_state| moves(by_state, states))
        .collect::<Result<_, _>>()?;
    let rank = |rank: &Rank| match rank {
        Rank::One(state) => from_zero(*state, states).map(|state| vec![state]),
        Rank::Equals(equals) => equals.iter().map(|state| from_zero(*state, states)).collect(),
    };
    let rankings: Vec<Vec<Vec<usize>>> = given
        .preference_best_first
        .iter()
        .map(|ranking| ranking.iter().map(rank).collect::<Result<_, _>>())
        .collect::<Result<_, _>>()?;
    let conflict = Conflict::new(states, moves, &rankings).map_err(message)?;
    Ok(found(&conflict))
}

fn found(conflict: &Conflict) -> Value {
    let mut stability = Map::new();
    for (name, notion) in ["Nash", "GMR", "SMR", "SEQ"].into_iter().zip(Stability::ALL) {
        let stable = conflict.stable(notion);
        let equilibria = from_one(&conflict.equilibria(&stable));
        let stable: Vec<Vec<usize>> = stable.iter().map(|list| from_one(list)).collect();
        stability.insert(name.to_owned(), json!({"stable_states_by_dm": stable, "equilibria": equilibria}));
    }
    let improvements = conflict.coalition_improvements();
    let nash = conflict.equilibria(&conflict.stable(Stability::Nash));
    let lasting: Vec<usize> = nash.into_iter().filter(|state| improvements[*state].is_empty()).collect();
    let listed: Map<String, Value> = improvements
        .iter()
        .enumerate()
        .map(|(state, list)| {
            let pairs = list.iter().map(|found| json!([from_one(&found.coalition), found.to + 1]));
            ((state + 1).to_string(), pairs.collect())
        })
        .collect();
    json!({
        "stability": stability,
        "coalition_improvements_from_each_state": listed,
        "coalitionally_stable_nash_equilibria": from_one(&lasting),
    })
}

/// By state: where a party can move; a state that is not named has no moves.
fn moves(by_state: &BTreeMap<String, Vec<usize>>, states: usize) -> Result<Vec<Vec<usize>>, String> {
    let mut found = vec![Vec::new(); states];
    for (name, list) in by_state {
        let from = name.parse().ok().and_then(|state| from_zero(state, states).ok());
        let from = from
            .ok_or_else(|| format!("inputs: moves from state \"{name}\"; expected \"1\" to \"{states}\""))?;
        found[from] = list.iter().map(|to| from_zero(*to, states)).collect::<Result<_, _>>()?;
    }
    Ok(found)
}

fn from_zero(state: usize, states: usize) -> Result<usize, String> {
    if (1..=states).contains(&state) {
        return Ok(state - 1);
    }
    Err(format!("inputs: state {state}; expected 1 to {states}"))
}

fn from_one(list: &[usize]) -> Vec<usize> {
    list.iter().map(|index| index + 1).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn states_without_moves_need_not_be_named() {
        let found = graph_model(&json!({
            "dms": ["a"], "states": ["x", "y"],
            "unilateral_moves_1based": [{"1": [2]}], "preference_best_first": [[[1, 2]]],
        }));
        assert_eq!(found.unwrap()["stability"]["Nash"]["equilibria"], json!([1, 2]));
    }

    #[test]
    fn refuses_states_that_there_are_not() {
        for (moves, ranking) in [
            (json!({"3": [1]}), json!([1, 2])),
            (json!({"1": [0]}), json!([1, 2])),
            (json!({}), json!([1, 3])),
        ] {
            let found = graph_model(&json!({
                "dms": ["a"], "states": ["x", "y"],
                "unilateral_moves_1based": [moves], "preference_best_first": [ranking],
            }));
            assert!(found.unwrap_err().starts_with("inputs: "));
        }
    }
}
