//! Cases on solution points of finite sets of outcomes, and of lotteries over them.

use serde::Deserialize;
use serde_json::{Value, json};

use super::{inputs, message};
use crate::lab::games::solution::frontier::{frontier, weak_frontier};
use crate::lab::games::solution::points::Field;
use crate::lab::theory::lotteries;

#[derive(Deserialize)]
struct FiniteInputs {
    utilities: Vec<Vec<f64>>,
    disagreement: Vec<f64>,
    #[serde(default)]
    nash_weights: Option<Vec<f64>>,
}

pub(super) fn bargaining_finite_set(value: &Value) -> Result<Value, String> {
    let given: FiniteInputs = inputs(value)?;
    let parties = given.disagreement.len();
    if parties == 0 || given.utilities.is_empty() || given.utilities.iter().any(|row| row.len() != parties) {
        return Err("inputs: utilities and disagreement are not of equal length, or empty".to_owned());
    }
    let weights = given.nash_weights.as_deref();
    if weights.is_some_and(|w| w.len() != parties || w.iter().any(|w| w.is_nan() || *w < 0.0)) {
        return Err(format!("inputs: nash_weights must be {parties} numbers of at least 0"));
    }
    let rows = given.utilities.concat();
    let all: Vec<usize> = (0..given.utilities.len()).collect();
    let columns: Vec<f64> =
        (0..parties).flat_map(|p| given.utilities.iter().map(move |row| row[p])).collect();
    let field = Field::new(&columns, given.utilities.len(), &given.disagreement);
    let pareto = frontier(&rows, parties, &all);
    let mut found = json!({
        "pareto_all": pareto,
        "weak_pareto_all": weak_frontier(&rows, parties, &all),
        "individually_rational": field.rational,
    });
    if field.rational.is_empty() {
        return Ok(found);
    }
    let both: Vec<usize> = pareto.iter().copied().filter(|k| field.rational.contains(k)).collect();
    let points = json!({
        "ideal_point_over_IR": field.ideal(),
        "nash": field.nash(None),
        "nash_weighted": field.nash(weights),
        "kalai_smorodinsky_leximin": field.kalai_smorodinsky(),
        "egalitarian_leximin_gain": field.egalitarian(),
        "maximin_gain": field.maximin(),
        "utilitarian_over_IR": field.utilitarian(),
        "utilitarian_all": field.utilitarian_of_all(),
        "equal_gain_min_spread_over_pareto_IR": field.equal_gain(&both),
        "pareto_and_IR": both,
    });
    if let (Some(found), Value::Object(points)) = (found.as_object_mut(), points) {
        found.extend(points);
    }
    Ok(found)
}

pub(super) fn bargaining_convex_hull(value: &Value) -> Result<Value, String> {
    let given: FiniteInputs = inputs(value)?;
    let found = lotteries::points(&given.utilities, &given.disagreement, given.nash_weights.as_deref())
        .map_err(message)?;
    Ok(json!({
        "nash": found.nash,
        "nash_weighted": found.nash_weighted,
        "ideal_point_over_IR_hull": found.ideal,
        "ks_fraction_t": found.share,
        "ks_point_comprehensive": found.kalai_smorodinsky,
        "egalitarian_common_gain": found.common_gain,
        "egalitarian_point_comprehensive": found.egalitarian,
        "utilitarian_max_sum": found.greatest_sum,
    }))
}

#[derive(Deserialize)]
struct BarterInputs {
    items: Vec<String>,
    value_bill: Vec<f64>,
    value_jack: Vec<f64>,
    disagreement: [f64; 2],
}

/// Most things that are bartered: every division is looked at.
const MOST_ITEMS: usize = 20;

pub(super) fn barter_nash(value: &Value) -> Result<Value, String> {
    let given: BarterInputs = inputs(value)?;
    let items = given.items.len();
    if items > MOST_ITEMS || given.value_bill.len() != items || given.value_jack.len() != items {
        return Err(format!(
            "inputs: {items} items; expected at most {MOST_ITEMS}, and a value each for both"
        ));
    }
    let worth = |values: &[f64], of: usize| -> f64 {
        (0..items).filter(|k| of >> k & 1 == 1).map(|k| values[k]).sum()
    };
    let every = (1usize << items) - 1;
    let bill = (0..=every).map(|bill| worth(&given.value_bill, bill));
    let jack = (0..=every).map(|bill| worth(&given.value_jack, every & !bill));
    let utilities: Vec<f64> = bill.chain(jack).collect();
    let field = Field::new(&utilities, every + 1, &given.disagreement);
    let nash = field.nash(None);
    let product = nash.first().map(|k| {
        let gains = field.row(*k).zip(&given.disagreement).map(|(u, d)| u - d);
        gains.product::<f64>()
    });
    let named = |bill: &usize| {
        let mut names: Vec<&str> =
            (0..items).filter(|k| bill >> k & 1 == 1).map(|k| given.items[k].as_str()).collect();
        names.sort_unstable();
        names
    };
    Ok(json!({
        "nash_argmax_bitmasks": nash,
        "max_nash_product": product,
        "bill_gets": nash.iter().map(named).collect::<Vec<_>>(),
    }))
}
