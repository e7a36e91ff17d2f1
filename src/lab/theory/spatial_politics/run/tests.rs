use super::super::choices::{
    Commitment, ElectionModel, Interpolation, Offering, PerceivedRisk, RiskRange, Transition, VictoryModel,
    VotingRule,
};
use super::super::party::Party;
use super::*;
use proptest::prelude::*;

fn party(name: usize, power: f64, positions: &[f64], saliences: &[f64]) -> Party {
    Party { name: name.to_string(), power, positions: positions.to_vec(), saliences: saliences.to_vec() }
}

fn held(parties: &[Party], choices: &Choices) -> History {
    run(&Parties::new(parties).unwrap(), choices, &mut || 0.5).unwrap()
}

/// Numbers from a simple generator, for cases that need not be random.
fn numbers(mut seed: u64) -> impl FnMut() -> f64 {
    move || {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (seed >> 11) as f64 / (1u64 << 53) as f64
    }
}

fn some(n: usize, d: usize, seed: u64) -> Vec<Party> {
    let mut next = numbers(seed);
    (0..n)
        .map(|k| {
            let positions: Vec<f64> = (0..d).map(|_| 100.0 * next()).collect();
            let saliences: Vec<f64> = (0..d).map(|_| 5.0 + 90.0 / d as f64 * next()).collect();
            party(k, 10.0 + 190.0 * next(), &positions, &saliences)
        })
        .collect()
}

fn sound(history: &History) {
    assert!(!history.turns.is_empty());
    for turn in &history.turns {
        assert!(turn.positions.iter().all(|x| (0.0..=100.0).contains(x)));
        assert!(turn.ideals.iter().all(|x| (-1e-9..=100.0 + 1e-9).contains(x)));
        assert!(turn.risk.iter().all(|r| (-1.0..=1.0).contains(r)));
        assert!(turn.chances.iter().all(|p| (0.0..=1.0).contains(p)));
        let sum: f64 = turn.distinct.iter().map(|(_, p)| p).sum();
        assert!((sum - 1.0).abs() < 1e-8, "{sum}");
        for offer in &turn.offers {
            assert!(offer.gain > 0.0 && offer.gain.is_finite() && (0.0..=1.0).contains(&offer.victory));
            assert!(offer.initiator != offer.receiver);
        }
        for k in 0..turn.status_quo.len() {
            let own = turn.offers.iter().filter(|o| o.initiator == k).map(|o| o.by_initiator);
            let received = turn.offers.iter().filter(|o| o.receiver == k).map(|o| o.by_receiver);
            let queue: Vec<_> = own.chain(received).chain([turn.status_quo[k]]).collect();
            assert!((queue.iter().map(|s| s.chance).sum::<f64>() - 1.0).abs() < 1e-8);
            assert_eq!(queue.iter().filter(|s| s.chosen).count(), 1);
        }
    }
}

/// Two equal parties at the ends with half their attention: each sees itself win with 1/2, gains .5·2 + .5·1 − 1 = .5, and offers the middle.
#[test]
fn two_equal_parties_by_hand() {
    let parties = [party(0, 1.0, &[0.0], &[50.0]), party(1, 1.0, &[100.0], &[50.0])];
    let history = held(&parties, &Choices::default());
    let first = &history.turns[0];
    assert_eq!(first.risk, [0.0, 0.0]);
    assert_eq!(first.chances, [0.5, 0.5]);
    assert_eq!(first.offers.len(), 2);
    for (at, offer) in first.offers.iter().enumerate() {
        assert_eq!((offer.initiator, offer.receiver), (at, 1 - at));
        assert!((offer.victory - 0.5).abs() < 1e-9 && (offer.gain - 0.5).abs() < 1e-9);
        assert_eq!((offer.initiator_position[0], offer.receiver_position[0]), (50.0, 50.0));
    }
    // To neutral parties the middle is worth what the ends are, (1 + 0)/2 = (.5 + .5)/2: the status quo, which is first, is chosen.
    assert_eq!(first.status_quo.iter().map(|s| s.chosen).collect::<Vec<_>>(), [true, true]);
    assert_eq!(history.turns.len(), 3);
    assert!(history.settled);
    assert_eq!(history.path(1, 0), [100.0, 100.0, 100.0]);
}

#[test]
fn where_all_stand_alike_nothing_happens() {
    let parties: Vec<Party> = (0..5).map(|k| party(k, k as f64, &[30.0, 60.0], &[20.0, 40.0])).collect();
    let history = held(&parties, &Choices::default());
    sound(&history);
    assert_eq!(history.turns.len(), 3);
    for turn in &history.turns {
        assert_eq!(turn.distinct, [(0, 1.0)]);
        assert_eq!(turn.chances, [1.0; 5]);
        assert!(turn.offers.is_empty());
        assert_eq!(turn.expected(1), Some(60.0));
    }
}

#[test]
fn the_order_of_parties_does_not_matter() {
    let parties = some(6, 2, 11);
    let order = [3, 0, 5, 1, 4, 2];
    let mixed: Vec<Party> = order.iter().map(|k| parties[*k].clone()).collect();
    let (plain, other) = (held(&parties, &Choices::default()), held(&mixed, &Choices::default()));
    assert_eq!(plain.turns.len(), other.turns.len());
    for (x, y) in plain.turns.iter().zip(&other.turns) {
        for (at, k) in order.iter().enumerate() {
            assert!((x.risk[*k] - y.risk[at]).abs() < 1e-9);
            // Of positions that are nearly one, the first stands for all.
            if x.distinct.len() == 6 {
                assert!((x.chances[*k] - y.chances[at]).abs() < 1e-9);
            }
            for (a, b) in x.position(*k).unwrap().iter().zip(y.position(at).unwrap()) {
                assert!((a - b).abs() < 1e-9);
            }
            assert_eq!(x.target(*k), y.target(at).map(|t| order[t]));
        }
    }
}

#[test]
fn only_ratios_of_power_matter() {
    let parties = some(6, 2, 12);
    let scaled: Vec<Party> = parties.iter().map(|p| Party { power: p.power * 64.0, ..p.clone() }).collect();
    let (plain, other) = (held(&parties, &Choices::default()), held(&scaled, &Choices::default()));
    assert_eq!(plain.turns.len(), other.turns.len());
    for (x, y) in plain.turns.iter().zip(&other.turns) {
        for (a, b) in x.positions.iter().zip(&y.positions) {
            assert!((a - b).abs() < 0.02, "{a} {b}");
        }
    }
}

#[test]
fn a_dimension_without_salience_changes_nothing() {
    let parties = some(5, 1, 13);
    let wider: Vec<Party> = parties
        .iter()
        .enumerate()
        .map(|(k, p)| party(k, p.power, &[p.positions[0], 40.0], &[p.saliences[0], 0.0]))
        .collect();
    let (plain, other) = (held(&parties, &Choices::default()), held(&wider, &Choices::default()));
    for k in 0..5 {
        for (a, b) in plain.path(k, 0).iter().zip(other.path(k, 0)) {
            assert!((a - b).abs() < 1e-9);
        }
    }
}

#[test]
fn mirrored_positions_give_the_mirrored_course() {
    let parties = some(6, 1, 14);
    let mirrored: Vec<Party> =
        parties.iter().map(|p| Party { positions: vec![100.0 - p.positions[0]], ..p.clone() }).collect();
    let (plain, other) = (held(&parties, &Choices::default()), held(&mirrored, &Choices::default()));
    let (x, y) = (&plain.turns[0], &other.turns[0]);
    for k in 0..6 {
        assert!((x.risk[k] - y.risk[k]).abs() < 1e-9 && (x.chances[k] - y.chances[k]).abs() < 1e-9);
        assert_eq!(x.target(k), y.target(k));
        // Rounding half up is not symmetric: the fourth decimal may differ.
        assert!((plain.turns[1].positions[k] - (100.0 - other.turns[1].positions[k])).abs() < 0.011);
    }
}

#[test]
fn every_combination_of_sub_models_gives_a_sound_history() {
    let parties = Parties::new(&some(5, 2, 15)).unwrap();
    let stop = Stop { least: 2, most: 4, share: 0.02 };
    let mut next = numbers(16);
    let mut courses = std::collections::BTreeSet::new();
    for voting in VotingRule::ALL {
        for victory in VictoryModel::ALL {
            for election in ElectionModel::ALL {
                for commitment in Commitment::ALL {
                    let pick = |u: f64, of: usize| ((u * of as f64) as usize).min(of - 1);
                    let choices = Choices {
                        voting: *voting,
                        victory: *victory,
                        election: *election,
                        commitment: *commitment,
                        transition: Transition::ALL[pick(next(), 2)],
                        risk: RiskRange::ALL[pick(next(), 3)],
                        perceived: PerceivedRisk::ALL[pick(next(), 5)],
                        interpolation: Interpolation::ALL[pick(next(), 3)],
                        offering: Offering::ALL[pick(next(), 3)],
                        stop,
                    };
                    let history = run(&parties, &choices, &mut next).unwrap();
                    sound(&history);
                    courses.insert(format!("{:?}", history.last().unwrap().positions));
                }
            }
        }
    }
    assert!(courses.len() > 100, "{} courses", courses.len());
}

#[test]
fn each_choice_alone_changes_the_course() {
    let parties = Parties::new(&some(7, 3, 21)).unwrap();
    let plain = run(&parties, &Choices::default(), &mut || 0.9).unwrap();
    let default = Choices::default();
    let others = [
        Choices { voting: VotingRule::Cubic, ..default },
        Choices { voting: VotingRule::Prospect, ..default },
        Choices { victory: VictoryModel::Square, ..default },
        Choices { election: ElectionModel::MarkovUniform, ..default },
        Choices { election: ElectionModel::MarkovIncentive, ..default },
        Choices { transition: Transition::Stochastic, ..default },
        Choices { risk: RiskRange::Most, ..default },
        Choices { perceived: PerceivedRisk::Full, ..default },
        Choices { commitment: Commitment::None, ..default },
        Choices { interpolation: Interpolation::Linear, ..default },
        Choices { interpolation: Interpolation::Advantage, ..default },
        Choices { offering: Offering::Both, ..default },
        Choices { offering: Offering::Compromise, ..default },
    ];
    for choices in others {
        let other = run(&parties, &choices, &mut || 0.9).unwrap();
        sound(&other);
        assert_ne!(plain.turns, other.turns, "{choices:?}");
    }
}

/// Under two offers by each the receiver's estimate is a chance: it lies between the two positions, as the initiator's does.
#[test]
fn the_compromise_lies_between_both_offers() {
    let parties = Parties::new(&some(7, 1, 22)).unwrap();
    let of = |offering| {
        let choices = Choices { offering, ..Choices::default() };
        run(&parties, &choices, &mut || 0.5).unwrap().turns.swap_remove(0)
    };
    let (both, mean) = (of(Offering::Both), of(Offering::Compromise));
    assert_eq!(both.offers.len(), 2 * mean.offers.len());
    for (pair, offer) in both.offers.chunks(2).zip(&mean.offers) {
        let (a, b) = (pair[0].initiator_position[0], pair[1].initiator_position[0]);
        let x = offer.initiator_position[0];
        assert!(x >= a.min(b) - 1e-9 && x <= a.max(b) + 1e-9);
        let (from, to) = (both.positions[offer.initiator], both.positions[offer.receiver]);
        assert!(b >= from.min(to) - 0.01 && b <= from.max(to) + 0.01);
    }
}

#[test]
fn ideals_that_do_not_follow_stay() {
    let parties = some(5, 2, 17);
    let fixed = Parties::new(&parties).unwrap().with_adjustment(vec![0.0; 25]).unwrap();
    let history = run(&fixed, &Choices::default(), &mut || 0.5).unwrap();
    sound(&history);
    for turn in &history.turns {
        assert_eq!(turn.ideals, history.turns[0].ideals);
    }
    let half: Vec<f64> = (0..25).map(|at| if at % 6 == 0 { 0.5 } else { 0.0 }).collect();
    let half = Parties::new(&parties).unwrap().with_adjustment(half).unwrap();
    let history = run(&half, &Choices::default(), &mut || 0.5).unwrap();
    let (before, after) = (&history.turns[0], &history.turns[1]);
    assert_ne!(before.positions, after.positions);
    for at in 0..10 {
        let expected = f64::midpoint(before.ideals[at], after.positions[at]);
        assert!((after.ideals[at] - expected).abs() < 1e-9);
    }
}

#[test]
fn draws_decide_and_the_same_draws_decide_alike() {
    let parties = Parties::new(&some(6, 2, 18)).unwrap();
    let choices = Choices { transition: Transition::Stochastic, ..Choices::default() };
    let with = |seed| run(&parties, &choices, &mut numbers(seed)).unwrap();
    assert_eq!(with(1), with(1));
    assert_ne!(with(1).turns, with(2).turns);
    sound(&with(3));
    // A source that is broken is not a panic.
    sound(&run(&parties, &choices, &mut || f64::NAN).unwrap());
}

#[test]
fn many_parties_and_great_differences_of_power() {
    let mut parties = some(60, 1, 19);
    parties[0].power = 9.9e7;
    parties[1].power = 0.0;
    parties[2].power = 1e-300;
    let stop = Stop { least: 1, most: 3, share: 0.02 };
    for victory in [VictoryModel::Linear, VictoryModel::Octic] {
        sound(&held(&parties, &Choices { victory, stop, ..Choices::default() }));
    }
}

#[test]
fn stopping_rules_are_checked_and_kept() {
    let parties = Parties::new(&some(6, 2, 20)).unwrap();
    let with = |stop| run(&parties, &Choices { stop, ..Choices::default() }, &mut || 0.5);
    for (least, most, share) in [(0, 5, 0.1), (3, 2, 0.1), (1, 1001, 0.1), (1, 5, f64::NAN), (1, 5, 1.5)] {
        assert!(with(Stop { least, most, share }).is_err());
    }
    let history = with(Stop { least: 1, most: 5, share: 0.0 }).unwrap();
    assert_eq!((history.turns.len(), history.settled), (6, false));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_checked_input_gives_a_sound_history(
        rows in prop::collection::vec(
            (prop_oneof![Just(0.0), 0.0..1e-3, 1.0..200.0, Just(9e7)],
             prop::collection::vec(prop_oneof![Just(0.0), Just(100.0), 0.0..100.0], 2),
             prop::collection::vec(prop_oneof![Just(0.0), Just(1e-6), 0.0..50.0], 2)), 2..8),
        model in 0usize..3, rule in 0usize..6,
    ) {
        let parties: Vec<Party> =
            rows.iter().enumerate().map(|(k, (w, x, s))| party(k, *w, x, s)).collect();
        if let Ok(parties) = Parties::new(&parties) {
            let choices = Choices {
                election: ElectionModel::ALL[model],
                voting: VotingRule::ALL[rule],
                stop: Stop { least: 1, most: 6, share: 0.02 },
                ..Choices::default()
            };
            if let Ok(history) = run(&parties, &choices, &mut || 0.5) {
                sound(&history);
            }
        }
    }
}
