//! Every sub-model against a second, plain program written from KTAB's text alone, which gives KTAB's own two logged courses to 14 digits.

use super::choices::{
    Commitment, ElectionModel, Interpolation, Offering, PerceivedRisk, RiskRange, Transition, VictoryModel,
    VotingRule,
};
use super::*;
use crate::lab::theory::spatial_politics::choices::Stop;

/// Power, positions, saliences.
const PARTIES: [(f64, [f64; 2], [f64; 2]); 5] = [
    (100.0, [10.0, 80.0], [60.0, 30.0]),
    (60.0, [90.0, 20.0], [35.0, 55.0]),
    (80.0, [45.0, 55.0], [20.0, 70.0]),
    (40.0, [70.0, 95.0], [50.0, 25.0]),
    (25.0, [30.0, 5.0], [15.0, 80.0]),
];

/// The draws, over and over.
const UNITS: [f64; 7] = [0.62, 0.35, 0.91, 0.08, 0.47, 0.77, 0.2];

/// Attitudes at the beginning, to 6 decimals, and positions after three turns, to 4.
fn agrees(parties: &Parties, choices: Choices, risk: [f64; 5], positions: [f64; 10]) {
    let choices = Choices { stop: Stop { least: 3, most: 3, share: 0.0 }, ..choices };
    let mut units = UNITS.iter().cycle();
    let history = run(parties, &choices, &mut || *units.next().unwrap()).unwrap();
    for (found, expected) in history.turns[0].risk.iter().zip(risk) {
        assert!((found - expected).abs() < 6e-7, "{choices:?}: {:?}", history.turns[0].risk);
    }
    let last = &history.turns[3].positions;
    for (found, expected) in last.iter().zip(positions) {
        assert!((found - expected).abs() < 6e-5, "{choices:?}: {last:?}");
    }
}

fn parties() -> Parties {
    let of = |(power, positions, saliences): &(f64, [f64; 2], [f64; 2])| Party {
        name: String::new(),
        power: *power,
        positions: positions.to_vec(),
        saliences: saliences.to_vec(),
    };
    Parties::new(&PARTIES.iter().map(of).collect::<Vec<_>>()).unwrap()
}

#[test]
fn sub_models_of_votes_elections_and_choices() {
    let default = Choices::default();
    let cases = [
        (
            default,
            [-0.020_247, -0.351_525, 1.0, -0.5, -0.369_054],
            [20.99, 46.38, 20.99, 46.38, 18.56, 49.95, 18.56, 49.95, 16.55, 51.02],
        ),
        (
            Choices { voting: VotingRule::Binary, ..default },
            [-0.150_486, -0.354_596, 1.0, -0.5, -0.395_495],
            [13.68, 63.41, 13.68, 63.41, 53.44, 54.26, 62.97, 38.05, 50.84, 54.4],
        ),
        (
            Choices { voting: VotingRule::ProportionalBinary, ..default },
            [-0.079_973, -0.347_769, 1.0, -0.5, -0.375_518],
            [18.61, 50.38, 17.61, 52.32, 35.04, 53.65, 17.61, 52.32, 17.51, 54.44],
        ),
        (
            Choices { voting: VotingRule::ProportionalCubic, ..default },
            [-0.017_379, -0.348_626, 1.0, -0.5, -0.334_61],
            [20.64, 47.9, 20.64, 47.9, 19.47, 48.74, 19.47, 48.74, 20.3, 48.95],
        ),
        (
            Choices { voting: VotingRule::Cubic, ..default },
            [-0.023_449, -0.363_948, 1.0, -0.5, -0.046_749],
            [14.51, 57.75, 80.74, 34.5, 80.74, 34.5, 89.69, 19.97, 50.75, 43.73],
        ),
        (
            Choices { voting: VotingRule::Prospect, ..default },
            [0.6003, -0.221_842, 1.0, -0.5, -0.442_515],
            [39.97, 44.31, 39.21, 34.06, 54.87, 46.06, 54.87, 46.06, 39.97, 44.31],
        ),
        (
            Choices { victory: VictoryModel::Square, ..default },
            [-0.202_413, -0.462_623, 1.0, -0.5, -0.474_999],
            [20.54, 47.01, 20.54, 47.01, 16.3, 50.06, 16.3, 50.06, 14.47, 52.09],
        ),
        (
            Choices { victory: VictoryModel::Quartic, ..default },
            [-0.354_763, -0.497_129, 1.0, -0.5, -0.499_04],
            [21.01, 46.0, 21.01, 46.0, 23.59, 50.43, 12.76, 56.0, 12.76, 56.0],
        ),
        (
            Choices { victory: VictoryModel::Octic, ..default },
            [-0.472_05, -0.499_985, 1.0, -0.5, -0.499_999],
            [18.98, 37.2, 18.98, 37.2, 35.35, 45.2, 35.35, 45.2, 11.89, 53.79],
        ),
        (
            Choices { victory: VictoryModel::Binary, ..default },
            [-0.499_998, -0.5, 1.0, -0.5, -0.5],
            [19.36, 38.05, 19.36, 38.05, 35.38, 45.84, 35.38, 45.84, 11.86, 56.65],
        ),
        (
            Choices { election: ElectionModel::MarkovUniform, ..default },
            [0.170_829, -0.185_819, 1.0, -0.5, -0.210_131],
            [21.52, 45.73, 21.52, 45.72, 20.71, 50.13, 20.71, 50.13, 18.05, 50.93],
        ),
        (
            Choices { election: ElectionModel::MarkovIncentive, ..default },
            [0.376_369, -0.068_047, 1.0, -0.5, -0.311_162],
            [26.75, 65.71, 57.77, 59.34, 49.06, 45.18, 51.4, 49.51, 57.77, 59.34],
        ),
        (
            Choices { transition: Transition::Stochastic, ..default },
            [-0.020_247, -0.351_525, 1.0, -0.5, -0.369_054],
            [13.66, 80.92, 89.46, 17.7, 50.12, 46.66, 87.81, 20.92, 89.46, 17.7],
        ),
    ];
    for (choices, risk, positions) in cases {
        agrees(&parties(), choices, risk, positions);
    }
}

#[test]
fn sub_models_of_risk_challenges_and_bargains() {
    let default = Choices::default();
    let cases = [
        (
            Choices { risk: RiskRange::Least, ..default },
            [0.319_835, 0.098_983, 1.0, 0.0, 0.087_297],
            [20.27, 47.6, 20.27, 47.59, 18.66, 50.85, 18.65, 50.85, 16.61, 51.86],
        ),
        (
            Choices { risk: RiskRange::Most, ..default },
            [-0.360_329, -0.802_033, 1.0, -1.0, -0.825_406],
            [18.89, 48.85, 18.89, 48.85, 32.19, 48.75, 16.13, 50.66, 16.13, 50.66],
        ),
        (
            Choices { perceived: PerceivedRisk::Own, ..default },
            [-0.020_247, -0.351_525, 1.0, -0.5, -0.369_054],
            [18.52, 50.89, 21.0, 51.51, 17.54, 52.35, 17.54, 52.35, 15.22, 53.73],
        ),
        (
            Choices { perceived: PerceivedRisk::Half, ..default },
            [-0.020_247, -0.351_525, 1.0, -0.5, -0.369_054],
            [21.88, 45.18, 21.88, 45.18, 17.87, 48.37, 17.87, 48.37, 16.02, 49.71],
        ),
        (
            Choices { perceived: PerceivedRisk::TwoThirds, ..default },
            [-0.020_247, -0.351_525, 1.0, -0.5, -0.369_054],
            [19.24, 49.21, 19.24, 49.21, 30.03, 46.09, 14.94, 48.7, 14.94, 48.7],
        ),
        (
            Choices { perceived: PerceivedRisk::Full, ..default },
            [-0.020_247, -0.351_525, 1.0, -0.5, -0.369_054],
            [13.1, 78.32, 87.42, 21.11, 31.83, 42.24, 31.82, 42.24, 14.41, 50.21],
        ),
        (
            Choices { commitment: Commitment::None, ..default },
            [-0.020_247, -0.351_525, 1.0, -0.5, -0.369_054],
            [22.29, 49.52, 17.51, 49.25, 26.99, 43.53, 17.51, 49.25, 16.18, 48.52],
        ),
        (
            Choices { commitment: Commitment::Full, ..default },
            [-0.020_247, -0.351_525, 1.0, -0.5, -0.369_054],
            [22.29, 49.52, 17.51, 49.25, 26.99, 43.53, 17.51, 49.25, 16.18, 48.52],
        ),
        (
            Choices { interpolation: Interpolation::Linear, ..default },
            [-0.020_247, -0.351_525, 1.0, -0.5, -0.369_054],
            [19.28, 82.32, 65.22, 23.53, 47.46, 36.86, 65.22, 23.53, 47.46, 36.86],
        ),
        (
            Choices { interpolation: Interpolation::Advantage, ..default },
            [-0.020_247, -0.351_525, 1.0, -0.5, -0.369_054],
            [10.0, 80.0, 69.545, 22.7039, 45.0, 55.0, 68.8117, 25.0739, 39.9257, 27.8629],
        ),
        (
            Choices { offering: Offering::Both, ..default },
            [-0.020_247, -0.351_525, 1.0, -0.5, -0.369_054],
            [20.94, 46.38, 20.94, 46.38, 18.47, 49.95, 18.47, 49.95, 16.49, 51.02],
        ),
        (
            Choices { offering: Offering::Compromise, ..default },
            [-0.020_247, -0.351_525, 1.0, -0.5, -0.369_054],
            [21.1312, 46.1075, 21.1312, 46.1075, 18.0518, 50.5671, 18.0518, 50.5671, 16.0879, 51.8014],
        ),
    ];
    for (choices, risk, positions) in cases {
        agrees(&parties(), choices, risk, positions);
    }
}

#[test]
fn ideals_that_follow_in_part() {
    let a = [
        [0.5, 0.1, 0.0, 0.0, 0.0],
        [0.0, 1.0, 0.0, 0.0, 0.0],
        [0.2, 0.0, 0.7, 0.0, 0.0],
        [0.0, 0.0, 0.0, 0.25, 0.25],
        [0.0; 5],
    ];
    let parties = parties().with_adjustment(a.concat()).unwrap();
    agrees(
        &parties,
        Choices::default(),
        [-0.020_247, -0.351_525, 1.0, -0.5, -0.369_054],
        [21.08, 46.22, 38.87, 47.03, 44.24, 49.46, 38.87, 47.03, 44.24, 49.46],
    );
}
