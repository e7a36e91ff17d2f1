//! Models on decisions of the European Union, where the reference data lie beside the repository. They are not part of the product: without them
//! these tests say so and pass.

use roundtable::lab::backtest::bootstrap::Difference;
use roundtable::lab::backtest::data::Data;
use roundtable::lab::backtest::folds::Division;
use roundtable::lab::backtest::models::{MODELS, refitted};
use roundtable::lab::backtest::{Plan, Tried, run};
use roundtable::lab::import::decisions;
use std::path::Path;

fn half() -> Option<Data> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/data/deu3/deu3-train.csv");
    let Ok(bytes) = std::fs::read(&path) else {
        println!("skipped: there is no {}", path.display());
        return None;
    };
    Some(Data::new(decisions::read(&bytes).unwrap()).unwrap())
}

/// Model, n, mean absolute error, root mean square, median error, within 10: computed by others from the same file, whose notes list them.
const BASELINES: [(&str, usize, [f64; 4]); 7] = [
    ("compromise", 203, [20.76, 27.40, 15.83, 0.340]),
    ("capability mean", 203, [20.80, 27.99, 16.47, 0.369]),
    ("salience mean", 203, [21.47, 27.92, 15.98, 0.360]),
    ("plain mean", 203, [21.54, 28.37, 16.00, 0.355]),
    ("median", 203, [26.33, 39.21, 20.00, 0.443]),
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

/// A row as docs/backtest.md prints it.
fn printed(model: &Tried) -> String {
    let row = model.row;
    let number = |value: Option<f64>, places: usize| format!("{:.places$}", value.unwrap());
    let told = |difference: Option<Difference>| {
        let d = difference.unwrap();
        let clear = if d.low > 0.0 || d.high < 0.0 { " *" } else { "" };
        format!("{:+.2} ({:+.2} to {:+.2}){clear}", d.mean, d.low, d.high).replace('-', "−")
    };
    let cells = [
        model.name.clone(),
        row.n.to_string(),
        number(row.mean_absolute_error, 2),
        number(row.root_mean_square, 2),
        number(row.median_error, 2),
        number(row.within_10, 3),
        number(row.crps, 2),
        told(row.error_difference),
        told(row.crps_difference),
    ];
    format!("| {} |", cells.join(" | "))
}

/// Every row of every model of docs/backtest.md on these decisions, and what it says of the parameter.
#[test]
fn the_document_says_what_the_program_finds() {
    let Some(data) = half() else { return };
    let page =
        std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/backtest.md")).unwrap();
    let models: Vec<_> = MODELS.iter().copied().chain([refitted()]).collect();
    let tried = run(&data, &models, Plan::default());
    for model in &tried {
        let row = printed(model);
        assert!(page.contains(&row), "docs/backtest.md does not have this row:\n{row}");
    }
    let refitted = tried.last().unwrap();
    assert_eq!(format!("{:.2}", refitted.parameters[0].1), "-2.74");
    assert!(page.contains("Fitted on the whole corrected file β is −2.74"));
    assert!(refitted.row.crps_difference.unwrap().high < 0.0);
}
