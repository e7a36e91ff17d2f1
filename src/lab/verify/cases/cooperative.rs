//! Cases on what coalitions can have and decide.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::{Value, json};

use super::{inputs, message};
use crate::lab::theory::cooperative::game::{Game, MOST_PARTIES};
use crate::lab::theory::cooperative::nucleolus::{least_core, nucleolus, prenucleolus};
use crate::lab::theory::cooperative::power::{Counts, vetoes, weighted};

#[derive(Deserialize)]
struct GameInputs {
    n: usize,
    characteristic_function: BTreeMap<String, f64>,
}

pub(super) fn game(value: &Value) -> Result<Value, String> {
    let given: GameInputs = inputs(value)?;
    let n = given.n;
    if n == 0 || n > MOST_PARTIES {
        return Err(format!("inputs: n is {n}; expected 1 to {MOST_PARTIES}"));
    }
    let mut worth = vec![None; 1 << n];
    worth[0] = Some(0.0);
    for (name, value) in &given.characteristic_function {
        worth[coalition(name, n)?] = Some(*value);
    }
    if let Some(missing) = worth.iter().position(Option::is_none) {
        let members: Vec<String> = (0..n).filter(|i| missing >> i & 1 == 1).map(|i| i.to_string()).collect();
        return Err(format!("inputs: characteristic_function has no coalition \"{}\"", members.join(",")));
    }
    let game = Game::new(worth.into_iter().flatten().collect()).map_err(message)?;
    let core = least_core(&game).map_err(message)?;
    // Where the parties have more alone than together there is no imputation; all divisions are compared then.
    let nucleolus = match nucleolus(&game).map_err(message)? {
        Some(shares) => shares,
        None => prenucleolus(&game).map_err(message)?,
    };
    Ok(json!({
        "shapley": game.shapley(),
        "banzhaf_value": game.banzhaf(),
        "least_core_epsilon": core.excess,
        "core_nonempty": !core.core_empty,
        "nucleolus": nucleolus,
    }))
}

/// A coalition from its members, as "0,2".
fn coalition(name: &str, n: usize) -> Result<usize, String> {
    let wrong = || format!("inputs: coalition \"{name}\"; expected parties from 0 to {}, as \"0,2\"", n - 1);
    let mut found = 0;
    for member in name.split(',').map(str::trim).filter(|_| !name.trim().is_empty()) {
        let party: usize = member.parse().map_err(|_| wrong())?;
        if party >= n || found >> party & 1 == 1 {
            return Err(wrong());
        }
        found |= 1 << party;
    }
    Ok(found)
}

#[derive(Deserialize)]
struct VetoInputs {
    n: usize,
    veto_players_0based: Vec<usize>,
    votes_needed: usize,
}

pub(super) fn veto_players(value: &Value) -> Result<Value, String> {
    let VetoInputs { n, veto_players_0based: mut named, votes_needed } = inputs(value)?;
    named.sort_unstable();
    let repeated = named.windows(2).any(|pair| pair[0] == pair[1]);
    if repeated || named.last().is_some_and(|last| *last >= n) {
        return Err(format!(
            "inputs: veto_players_0based is {named:?}; expected parties below {n}, each once"
        ));
    }
    let found = vetoes(n, named.len(), votes_needed).map_err(message)?;
    let (power, swings) = (found.shapley_shubik(), found.swings());
    let normalised = found.banzhaf_normalised().unwrap_or_default();
    // The first party is one with a veto, the last one without, if there are any.
    let permanent = (!named.is_empty()).then_some(0);
    let elected = (named.len() < n).then(|| n - 1);
    Ok(json!({
        "shapley_shubik_permanent": permanent.map(|i| power[i]),
        "shapley_shubik_elected": elected.map(|i| power[i]),
        "banzhaf_swings_permanent": permanent.map(|i| swings[i]),
        "banzhaf_swings_elected": elected.map(|i| swings[i]),
        "banzhaf_normalised_permanent": permanent.and_then(|i| normalised.get(i)),
        "banzhaf_normalised_elected": elected.and_then(|i| normalised.get(i)),
        "winning_coalitions": found.winning,
    }))
}

#[derive(Deserialize)]
struct DoubleMajorityInputs {
    population_units: Vec<u64>,
    members_min: usize,
    population_threshold_units: u64,
    #[serde(default)]
    override_size: Option<usize>,
    n: usize,
}

pub(super) fn double_majority(value: &Value) -> Result<Value, String> {
    let given: DoubleMajorityInputs = inputs(value)?;
    if given.n != given.population_units.len() {
        return Err(format!(
            "inputs: n is {}, but there are {} populations",
            given.n,
            given.population_units.len()
        ));
    }
    let (members, units) = (given.members_min, given.population_threshold_units);
    let wins = |size: usize, sum: u64| {
        size >= members && sum >= units || given.override_size.is_some_and(|least| size >= least)
    };
    let found = weighted(&given.population_units, wins).map_err(message)?;
    Ok(all_indices(&found))
}

#[derive(Deserialize)]
struct WeightedInputs {
    weights: Vec<f64>,
    quota: f64,
}

pub(super) fn weighted_votes(value: &Value) -> Result<Value, String> {
    let given: WeightedInputs = inputs(value)?;
    let mut numbers = given.weights;
    numbers.push(given.quota);
    let mut whole = whole_numbers(&numbers)?;
    let quota = whole.pop().unwrap_or(0);
    Ok(all_indices(&weighted(&whole, |_, sum| sum >= quota).map_err(message)?))
}

/// Numbers with up to nine decimals, in the largest unit in which they are whole, so that sums are exact.
fn whole_numbers(numbers: &[f64]) -> Result<Vec<u64>, String> {
    const LARGEST: f64 = 9e15;
    let mut unit = 1.0;
    for _ in 0..10 {
        let scaled: Vec<f64> = numbers.iter().map(|x| x * unit).collect();
        if let Some(wrong) = scaled.iter().position(|x| !(0.0..=LARGEST).contains(x)) {
            return Err(format!(
                "inputs: {} among the weights and the quota; expected 0 or more, not too large",
                numbers[wrong]
            ));
        }
        if scaled.iter().all(|x| (x - x.round()).abs() <= 1e-15 * x) {
            let whole: Vec<u64> = scaled.iter().map(|x| x.round() as u64).collect();
            let divisor = whole.iter().fold(0, |a, b| common_divisor(a, *b)).max(1);
            return Ok(whole.iter().map(|x| x / divisor).collect());
        }
        unit *= 10.0;
    }
    Err("inputs: weights and quota need more than nine decimals".to_owned())
}

fn common_divisor(a: u64, b: u64) -> u64 {
    if b == 0 { a } else { common_divisor(b, a % b) }
}

fn all_indices(found: &Counts) -> Value {
    json!({
        "shapley_shubik": found.shapley_shubik(),
        "banzhaf_swings": found.swings(),
        "banzhaf_normalised": found.banzhaf_normalised(),
        "banzhaf_absolute": found.banzhaf_absolute(),
        "winning_coalitions": found.winning,
        "coleman_power_to_act": found.power_to_act(),
        "coleman_power_to_prevent": found.power_to_prevent(),
        "coleman_power_to_initiate": found.power_to_initiate(),
        "veto_players": found.vetoes,
        "core_nonempty": found.core_not_empty(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weights_with_decimals_sum_exactly() {
        // In binary 0.1 + 0.2 + 0.3 is more than 0.6, and 0.7 + 0.1 less than 0.8.
        let found = weighted_votes(&json!({"weights": [0.7, 0.1, 0.1], "quota": 0.8})).unwrap();
        assert_eq!(found["banzhaf_swings"], json!([3, 1, 1]));
        let thirds = weighted_votes(&json!({"weights": [0.333_333_333_333, 0.5], "quota": 0.8}));
        assert!(thirds.unwrap_err().contains("decimals"));
        assert_eq!(whole_numbers(&[120_000.0, 0.0, 90_000.0]).unwrap(), [4, 0, 3]);
    }

    #[test]
    fn coalitions_by_name() {
        assert_eq!(coalition("0, 2", 3), Ok(5));
        assert_eq!(coalition("", 3), Ok(0));
        for wrong in ["3", "0,0", "x", "0,,1", "-1"] {
            assert!(coalition(wrong, 3).is_err(), "{wrong}");
        }
        let missing = json!({"n": 2, "characteristic_function": {"0": 1, "0,1": 3}});
        assert!(game(&missing).unwrap_err().contains("no coalition \"1\""));
    }

    #[test]
    fn without_vetoes_or_without_others() {
        let found = veto_players(&json!({"n": 3, "veto_players_0based": [], "votes_needed": 2})).unwrap();
        assert_eq!(
            (&found["shapley_shubik_permanent"], &found["banzhaf_swings_elected"]),
            (&json!(null), &json!(2))
        );
        let found = veto_players(&json!({"n": 2, "veto_players_0based": [1, 0], "votes_needed": 1})).unwrap();
        assert_eq!(
            (&found["banzhaf_swings_permanent"], &found["shapley_shubik_elected"]),
            (&json!(1), &json!(null))
        );
        assert!(veto_players(&json!({"n": 2, "veto_players_0based": [1, 1], "votes_needed": 1})).is_err());
    }
}
