use super::*;
use crate::analysis::backtest::models::{MODELS, fitted};

fn plan() -> Plan {
    Plan { division: Division { folds: 5, repeats: 2, seed: 1 }, comparisons: 3 }
}

#[test]
fn every_model_has_a_row_and_the_yardstick_differs_from_itself_by_nothing() {
    let data = fixture::data(25);
    let tried = run(&data, &MODELS, plan());
    assert_eq!(tried.len(), MODELS.len());
    let zero = tried[0].row.error_difference.unwrap();
    assert_eq!((zero.mean, zero.low, zero.high), (0.0, 0.0, 0.0));
    for model in &tried {
        assert!(model.refused.is_empty(), "{}: {:?}", model.name, model.refused);
        let row = model.row;
        assert!(row.n > 20, "{}", model.name);
        let (mae, rmse) = (row.mean_absolute_error.unwrap(), row.root_mean_square.unwrap());
        assert!(mae <= rmse && rmse <= 100.0, "{}", model.name);
        // A distribution of residuals is worth something: certain forecasts have the absolute error for a score.
        assert!(row.crps.unwrap() < mae, "{}", model.name);
    }
}

#[test]
fn a_fitted_model_does_not_see_what_it_forecasts() {
    let mut decisions = fixture::decisions(25);
    let model = fitted(forecasters::CANDIDATES[8]);
    let before = run(&Data::new(decisions.clone()).unwrap(), &[MODELS[0], model], plan());
    let first = decisions[0].proposal.clone();
    for decision in decisions.iter_mut().filter(|d| d.proposal == first) {
        decision.outcome = Some(100.0 - decision.outcome.unwrap());
    }
    let after = run(&Data::new(decisions.clone()).unwrap(), &[MODELS[0], model], plan());
    for (k, decision) in decisions.iter().enumerate() {
        let same = before[1].forecasts[k] == after[1].forecasts[k];
        assert!(same || decision.proposal != first, "{}", decision.name);
    }
    assert_ne!(before[1].forecasts, after[1].forecasts);
}

#[test]
fn the_order_of_the_file_does_not_matter() {
    let mut decisions = fixture::decisions(20);
    let forward = run(&Data::new(decisions.clone()).unwrap(), &MODELS, plan());
    decisions.reverse();
    let back = run(&Data::new(decisions).unwrap(), &MODELS, plan());
    for (a, b) in forward.iter().zip(&back) {
        let (x, y) = (a.row.mean_absolute_error.unwrap(), b.row.mean_absolute_error.unwrap());
        assert!((x - y).abs() < 1e-6, "{}: {x} {y}", a.name);
        let (x, y) = (a.row.crps.unwrap(), b.row.crps.unwrap());
        assert!((x - y).abs() < 1e-6, "{}: {x} {y}", a.name);
    }
}

/// Outcomes that have nothing to do with positions: nothing may be found to beat the constant clearly in more than a few of many tries.
#[test]
fn where_there_is_nothing_to_find_the_choice_from_outside_finds_nothing() {
    let mut found = 0;
    for seed in 0..6 {
        let mut decisions = fixture::decisions(30);
        let mut dice = Key::new(seed, "noise", "").stream(0);
        for decision in &mut decisions {
            let actors = decision.actors.len();
            let at = (dice.unit() * actors as f64) as usize;
            decision.outcome =
                Some((decision.actors[at].stance.position * 0.0) + (dice.unit() * 100.0).floor());
        }
        let data = Data::new(decisions).unwrap();
        let constant = MODELS.iter().find(|m| m.name == "constant 50").unwrap();
        let yardstick = try_model(&data, constant, plan().division);
        let (scored, _) = nested::nested(&data, Division { folds: 4, repeats: 1, seed });
        let row = row(&data, &scored, &yardstick, plan());
        found += usize::from(row.error_difference.unwrap().high < 0.0);
    }
    assert!(found <= 1, "{found} of 6");
}

#[test]
fn one_proposal_or_no_outcome_gives_what_can_be_given() {
    let mut decisions = fixture::decisions(8);
    let first = decisions[0].proposal.clone();
    decisions.retain(|d| d.proposal == first);
    let model = fitted(forecasters::CANDIDATES[0]);
    let tried = run(&Data::new(decisions.clone()).unwrap(), &[MODELS[0], model], plan());
    assert_eq!(tried[0].row.n, decisions.len());
    assert_eq!((tried[0].row.crps, tried[0].row.error_difference), (None, None));
    assert_eq!(tried[1].row.n, 0);
    decisions[0].outcome = None;
    let tried = run(&Data::new(decisions.clone()).unwrap(), &[MODELS[0]], plan());
    assert_eq!(tried[0].row.n, decisions.len() - 1);
    assert!(tried[0].forecasts[0].is_some());
    assert!(run(&Data::new(Vec::new()).unwrap(), &MODELS, plan()).iter().all(|t| t.row.n == 0));
}

#[test]
fn of_near_equals_the_one_with_fewer_parameters_is_chosen() {
    let mut ratios = vec![1.0; forecasters::CANDIDATES.len()];
    ratios[11] = 0.90;
    ratios[10] = 0.904;
    assert_eq!(nested::choose(&ratios), 10);
    ratios[10] = 0.906;
    assert_eq!(nested::choose(&ratios), 11);
}
