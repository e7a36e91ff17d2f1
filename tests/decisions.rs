//! Models on decisions of the European Union, where the reference data lie beside the repository. They are not part of the product: without them
//! these tests say so and pass.

use roundtable::analysis::backtest::{
    Plan,
    data::Data,
    folds::Division,
    models::{MODELS, refitted},
    run,
};
use roundtable::interchange::decisions;
use std::path::Path;

fn half() -> Option<Data> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/data/deu3/deu3-train.csv");
    let Ok(bytes) = std::fs::read(&path) else {
        println!("skipped: there is no {}", path.display());
        return None;
    };
    Some(Data::new(decisions::read(&bytes).unwrap()).unwrap())
}

/// Model, n, mean absolute error, root mean square, median error, within 10: computed by others from the same file.
const BASELINES: [(&str, usize, [f64; 4]); 7] = [
    ("compromise", 203, [20.59, 27.36, 15.92, 0.330]),
    ("capability mean", 203, [20.84, 28.12, 16.00, 0.365]),
    ("salience mean", 203, [21.47, 27.92, 15.98, 0.360]),
    ("plain mean", 203, [21.54, 28.37, 16.00, 0.355]),
    ("median", 203, [25.52, 38.46, 20.00, 0.463]),
    ("constant 50", 203, [27.50, 33.24, 26.00, 0.286]),
    ("status quo", 147, [52.65, 63.12, 60.00, 0.204]),
];

#[test]
fn baselines_are_those_that_others_computed() {
    let Some(data) = half() else { return };
    let plan = Plan { division: Division { folds: 10, repeats: 1, seed: 1 }, ..Plan::default() };
    let tried = run(&data, &MODELS[..7], plan);
    assert_eq!((data.cases.len(), data.proposals.len()), (203, 81));
    for (model, (name, n, expected)) in tried.iter().zip(BASELINES) {
        let row = model.row;
        assert_eq!((model.name.as_str(), row.n), (name, n));
        let found = [row.mean_absolute_error, row.root_mean_square, row.median_error, row.within_10];
        for (k, (found, expected)) in found.into_iter().zip(expected).enumerate() {
            // To the last digit that is given, and no further.
            let half_a_digit = if k == 3 { 0.000_501 } else { 0.005_01 };
            let found = found.unwrap();
            assert!((found - expected).abs() <= half_a_digit, "{name}, figure {k}: {found}, {expected}");
        }
    }
}

/// What docs/backtest.md says of the forecaster.
#[test]
fn the_forecaster_does_what_the_document_says() {
    let Some(data) = half() else { return };
    let tried = run(&data, &[MODELS[0], refitted()], Plan::default());
    let (compromise, forecaster) = (tried[0].row, tried[1].row);
    assert!(compromise.crps.unwrap() - forecaster.crps.unwrap() > 0.8);
    assert!(forecaster.crps_difference.unwrap().high < 0.0);
    assert!(compromise.mean_absolute_error.unwrap() - forecaster.mean_absolute_error.unwrap() > 1.0);
    let beta = tried[1].parameters[0].1;
    assert!((beta + 2.76).abs() < 0.05, "{beta}");
}
