use super::*;
use crate::lab::backtest::models::{MODELS, fitted};

fn plan() -> Plan {
    Plan { division: Division { folds: 5, repeats: 2, seed: 1 }, comparisons: 3 }
}

#[test]
fn every_model_has_a_row_and_the_yardstick_differs_from_itself_by_nothing() {
    let data = fixture::data(25);
    let tried = run(&data, MODELS, plan());
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
    let forward = run(&Data::new(decisions.clone()).unwrap(), MODELS, plan());
    decisions.reverse();
    let back = run(&Data::new(decisions).unwrap(), MODELS, plan());
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
    assert!(run(&Data::new(Vec::new()).unwrap(), MODELS, plan()).iter().all(|t| t.row.n == 0));
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

/// One actor, all alike, hardly anybody with a weight, three hundred actors, nothing known but positions: an outcome on the scale, or a message.
#[test]
fn odd_decisions_get_an_outcome_on_the_scale_or_a_message() {
    use crate::lab::theory::political::Position;
    use crate::lab::theory::political::decision::{Actor, Decision};
    let decision = |name: &str, stances: &[(f64, f64, f64)], reference_point| Decision {
        name: name.into(),
        proposal: "p".into(),
        procedure: "COD".into(),
        voting: "UNA".into(),
        reference_point,
        outcome: None,
        actors: stances
            .iter()
            .enumerate()
            .map(|(k, &(position, capability, salience))| Actor {
                name: ["com", "ep"].get(k).map_or_else(|| k.to_string(), |name| (*name).to_owned()),
                stance: Position { position, capability, salience },
            })
            .collect(),
    };
    let many: Vec<_> =
        (0..300u16).map(|k| (f64::from(k % 101), f64::from(k % 7), f64::from(k % 11) * 10.0)).collect();
    let odd = [
        decision("one", &[(30.0, 1.0, 50.0)], Some(30.0)),
        decision("alike", &[(100.0, 1.0, 50.0); 9], Some(0.0)),
        decision("weak", &[(0.0, 0.0, 50.0), (100.0, 5.0, 0.0), (7.0, 1e-12, 1e-12)], Some(100.0)),
        decision("strong", &[(0.0, 1e12, 100.0), (100.0, 1e-12, 100.0), (50.0, 1.0, 1.0)], None),
        decision("ends", &[(0.0, 1.0, 1.0), (100.0, 1.0, 1.0)], Some(50.0)),
        decision("many", &many, Some(20.0)),
    ];
    let data = Data::new(odd.to_vec()).unwrap();
    for tried in run(&data, MODELS, plan()) {
        for (forecast, decision) in tried.forecasts.iter().zip(&odd) {
            let refused = tried.refused.iter().any(|r| r.0 == decision.name && !r.1.is_empty());
            match forecast {
                Some(f) => assert!((0.0..=100.0).contains(&f.point), "{} {}", tried.name, decision.name),
                None => assert!(refused || tried.row.n == 0, "{} {}", tried.name, decision.name),
            }
        }
        // Only the spatial models have a limit that this goes beyond, and they say so.
        let limit = |refused: &(String, String)| refused.0 == "many" && refused.1.contains("at most 100");
        let spatial = tried.name.contains("Condorcet") || tried.name.contains("spatial");
        assert!(
            tried.refused.iter().all(limit) && tried.refused.len() == usize::from(spatial),
            "{}: {:?}",
            tried.name,
            tried.refused
        );
    }
    let nobody = decision("nobody", &[(0.0, 0.0, 50.0), (9.0, 1.0, 0.0)], None);
    let message = Data::new(vec![nobody]).unwrap_err().0;
    assert!(message.contains("nobody") && message.contains("all weights are 0"), "{message}");
    let crowd = vec![(5.0, 1.0, 50.0); 401];
    let data = Data::new(vec![decision("crowd", &crowd, None)]).unwrap();
    let tried = run(&data, MODELS, plan());
    let challenge = tried.iter().find(|t| t.name == "challenge").unwrap();
    assert!(challenge.refused[0].1.contains("at most 400"), "{:?}", challenge.refused);
}
