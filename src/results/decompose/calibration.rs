//! How often the 95 % interval of a share holds the truth: 400 reference models whose shares are known, through the estimator of `decompose`.
//!
//! A model has twelve kinds of worlds; how likely each is, and whether something is signed in it under each hybrid, is drawn once. So the true share
//! of a component is a finite sum, which is made here by going through all orders one by one.

use super::found::Decomposition;
use super::tests::{exact, four_that_all_can_be, made};
use super::*;
use crate::simulation::combined::{Measured, Sums};
use crate::simulation::outcome::Outcome;
use crate::statistics::splitmix::SplitMix;

const MODELS: u64 = 400;
const WORLDS: u64 = 300;
const KINDS: usize = 12;

/// A reference model: how likely each kind of world is, and what comes about in it by format.
struct Model {
    likely: Vec<f64>,
    came: Vec<Vec<i128>>,
}

impl Model {
    fn new(random: &mut SplitMix, formats: usize) -> Self {
        let weights: Vec<f64> = (0..KINDS).map(|_| 0.2 + random.unit()).collect();
        let all: f64 = weights.iter().sum();
        let often = 0.2 + 0.6 * random.unit();
        let mut row = || (0..formats).map(|_| i128::from(random.unit() < often)).collect();
        let came = (0..KINDS).map(|_| row()).collect();
        Self { likely: weights.iter().map(|weight| weight / all).collect(), came }
    }

    /// The kind of one world.
    fn kind(&self, random: &mut SplitMix) -> usize {
        let mut left = random.unit();
        let chosen = self.likely.iter().position(|likely| {
            left -= likely;
            left < 0.0
        });
        chosen.unwrap_or(KINDS - 1)
    }

    /// How often something is signed under a format, in truth.
    fn truth(&self, format: usize) -> f64 {
        self.likely.iter().zip(&self.came).map(|(likely, came)| likely * came[format] as f64).sum()
    }
}

/// By choice of components (bits, in the order of the rows that differ): the place of the hybrid, found by going from the second format along the steps.
fn places(game: &Game, rows: &[&Row]) -> Vec<usize> {
    let mut places = vec![usize::MAX; 1 << rows.len()];
    places[0] = game.ends.1;
    for mask in 1..places.len() {
        let last = (0..rows.len()).rfind(|k| mask & (1 << k) != 0).expect("a component");
        let from = places[mask & !(1 << last)];
        let step = rows[last].steps.iter().find(|(before, _)| *before == from);
        places[mask] = step.expect("a step").1;
    }
    assert_eq!(places[places.len() - 1], game.ends.0);
    places
}

/// What each component changes, on average over all orders, which are gone through one by one.
fn shares(players: usize, value: &dyn Fn(usize) -> f64) -> Vec<f64> {
    fn walk(order: &mut Vec<usize>, players: usize, value: &dyn Fn(usize) -> f64, sums: &mut [f64]) -> f64 {
        if order.len() == players {
            let mut mask = 0;
            for &player in order.iter() {
                sums[player] += value(mask | 1 << player) - value(mask);
                mask |= 1 << player;
            }
            return 1.0;
        }
        let mut orders = 0.0;
        for player in 0..players {
            if !order.contains(&player) {
                order.push(player);
                orders += walk(order, players, value, sums);
                order.pop();
            }
        }
        orders
    }
    let mut sums = vec![0.0; players];
    let orders = walk(&mut Vec::new(), players, value, &mut sums);
    sums.iter().map(|sum| sum / orders).collect()
}

#[test]
fn intervals_of_shares_hold_the_truth_in_93_to_97_of_100() {
    let game = four_that_all_can_be();
    let rows: Vec<&Row> = game.rows.iter().filter(|row| !row.steps.is_empty()).collect();
    let places = places(&game, &rows);
    assert_eq!((rows.len(), game.orders), (4, 24));
    let measures = [("signed".to_owned(), Measured::whole(Outcome::Signed))];
    let coefficients = game.coefficients();
    let (mut held, mut all) = ([0_u32; 2], [0_u32; 2]);
    for seed in 0..MODELS {
        let mut random = SplitMix::new(seed);
        let model = Model::new(&mut random, game.scenario.formats.len());
        let mut sums = Sums::default();
        for _ in 0..WORLDS {
            sums.add(&[model.came[model.kind(&mut random)].clone()], &coefficients);
        }
        let found = Decomposition::new(&game, made(WORLDS), &measures, &sums);
        let of = &found.measures[0];
        let truth = shares(rows.len(), &|mask| model.truth(places[mask]));
        let differing = game.rows.iter().zip(&of.shares).filter(|(row, _)| !row.steps.is_empty());
        for ((_, share), truth) in differing.zip(&truth) {
            let (low, high) = share.share.interval.expect("many worlds");
            all[0] += 1;
            held[0] += u32::from(low <= *truth && *truth <= high);
        }
        let (low, high) = of.difference.interval.expect("many worlds");
        let difference = model.truth(game.ends.0) - model.truth(game.ends.1);
        all[1] += 1;
        held[1] += u32::from(low <= difference && difference <= high);
        let sum: i128 = of.shares.iter().map(|share| exact(&share.share)).sum();
        assert_eq!(sum, exact(&of.difference), "model {seed}");
        assert!((truth.iter().sum::<f64>() - difference).abs() < 1e-12, "model {seed}");
    }
    for (held, all) in held.into_iter().zip(all) {
        let of_100 = 100.0 * f64::from(held) / f64::from(all);
        assert!((93.0..=97.0).contains(&of_100), "{held} of {all} intervals hold the truth");
    }
}
