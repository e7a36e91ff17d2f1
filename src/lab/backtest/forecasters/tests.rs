use super::*;
use crate::lab::backtest::fixture;
use crate::lab::theory::political::Position;
use crate::lab::theory::political::decision::{Actor, Decision};

#[test]
fn every_candidate_gives_a_number_and_a_distribution_inside_the_scale() {
    let data = fixture::data(30);
    let training: Vec<&Case> = data.cases.iter().collect();
    for candidate in CANDIDATES {
        assert!(candidate.priors.len() <= 6);
        let fit = candidate.fit(&training);
        assert_eq!(fit.parameters.len(), candidate.priors.len(), "{}", candidate.name);
        for case in &data.cases {
            let forecast = candidate.forecast(&fit, case);
            let points = forecast.distribution.as_ref().unwrap().points();
            let mass: f64 = points.iter().map(|p| p.1).sum();
            assert!((mass - 1.0).abs() < 1e-9, "{}", candidate.name);
            assert!(points.iter().all(|p| (0.0..=100.0).contains(&p.0)), "{}", candidate.name);
            assert!((0.0..=100.0).contains(&forecast.point), "{}", candidate.name);
        }
    }
}

/// Without reference point, without anybody of the European Union, with one actor, or with extreme parameters.
#[test]
fn odd_decisions_get_a_forecast_too() {
    let stance = |position: f64| Position { position, capability: 1.0, salience: 50.0 };
    let decision = |positions: &[f64]| Decision {
        name: "x".into(),
        proposal: "x".into(),
        procedure: String::new(),
        voting: String::new(),
        reference_point: None,
        outcome: None,
        actors: positions
            .iter()
            .enumerate()
            .map(|(k, x)| Actor { name: k.to_string(), stance: stance(*x) })
            .collect(),
    };
    let many: Vec<f64> = (0..300).map(|k| f64::from(k % 101)).collect();
    for positions in [&[40.0][..], &[0.0, 0.0, 0.0], &[0.0, 100.0], &many] {
        let case = Case::new(decision(positions)).unwrap();
        for candidate in CANDIDATES {
            for stretch in [0.0, 1.0, -1.0, 100.0] {
                let parameters = candidate.priors.iter().map(|p| p.centre + stretch * p.spread).collect();
                let fit = Fit { parameters, residuals: vec![-10.0, 0.0, 30.0] };
                let forecast = candidate.forecast(&fit, &case);
                assert!((0.0..=100.0).contains(&forecast.point), "{} {stretch}", candidate.name);
                assert!(forecast.distribution.is_some(), "{} {stretch}", candidate.name);
            }
        }
    }
}

#[test]
fn without_data_a_candidate_stays_at_its_prior_and_with_data_it_moves() {
    let data = fixture::data(30);
    let training: Vec<&Case> = data.cases.iter().collect();
    for candidate in CANDIDATES.iter().filter(|c| matches!(c.form, Form::Point(_) | Form::Spread(_))) {
        let centres: Vec<f64> = candidate.priors.iter().map(|p| p.centre).collect();
        let bare = candidate.fit(&[]);
        for (found, centre) in bare.parameters.iter().zip(&centres) {
            assert!((found - centre).abs() < 0.02, "{} {found}", candidate.name);
        }
        let fitted = candidate.fit(&training);
        let cost = |parameters: &[f64]| -> f64 {
            data.cases.iter().map(|c| candidate.score(parameters, c, c.decision.outcome.unwrap())).sum()
        };
        assert!(cost(&fitted.parameters) <= cost(&centres) + 1e-9, "{}", candidate.name);
    }
}

/// Data made by a forecaster's own rule give its parameters back.
#[test]
fn parameters_that_made_the_data_are_found_again() {
    let mut decisions = fixture::decisions(120);
    for decision in &mut decisions {
        let case = Case::new(decision.clone()).unwrap();
        decision.outcome = Some(super::shifted::SHRUNK.number(&[0.6], &case));
    }
    let cases: Vec<Case> = decisions.into_iter().map(|d| Case::new(d).unwrap()).collect();
    let training: Vec<&Case> = cases.iter().collect();
    let shrunk = super::shifted::SHRUNK.fit(&training);
    assert!((shrunk.parameters[0] - 0.6).abs() < 0.01, "{:?}", shrunk.parameters);
    let stacked = super::stacked::STACKED.fit(&training);
    let missed: f64 = cases
        .iter()
        .map(|c| (c.decision.outcome.unwrap() - super::stacked::STACKED.number(&stacked.parameters, c)).abs())
        .sum();
    let before: f64 = cases.iter().map(|c| (c.decision.outcome.unwrap() - c.compromise).abs()).sum();
    assert!(missed < 0.15 * before, "{missed} {before}");
}
