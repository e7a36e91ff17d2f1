//! Gains against no agreement: what they are counted from, and where the smallest scale binds. No error rate: every assertion holds
//! in every world.

use crate::common;

use common::play::{fixed, generated, generated_with_everything, small_seeds};
use roundtable::scenario::place::PartyIndex;
use roundtable::simulation::engine::Engine;
use roundtable::simulation::record::Reason;
use roundtable::talks::behaviour::Behaviour;
use roundtable::world::draw::Correlation;

const WORLDS: u64 = 12;

/// It belongs to the world: no format, behaviour or course of things moves it.
#[test]
fn what_a_party_has_without_agreement_is_the_same_under_every_format() {
    let mut moved = 0;
    for seed in 1..40 {
        let scenario = generated_with_everything(seed);
        let engine = Engine::new(&scenario, seed, Correlation::AsAssumed);
        if engine.tables.iter().any(|table| table.packages() > 300.0) {
            continue;
        }
        for world in 0..WORLDS {
            let records = engine.run(&engine.setting(world), &Behaviour::ALL);
            let first = &records[0][0].without_agreement;
            assert_eq!(first.len(), scenario.parties.len());
            for record in records.iter().flatten() {
                assert_eq!(first, &record.without_agreement, "scenario {seed}, world {world}");
                for (i, benefit) in record.benefit().into_iter().enumerate() {
                    assert_eq!(benefit, record.gain[i] - first[i]);
                }
            }
            moved += usize::from(first.iter().any(|x| *x != 0.0));
        }
    }
    assert!(moved > 50, "{moved}");
}

/// Nobody has a benefit, or a loss, of talks that fail, unless failing costs something or somebody has a better place to go.
#[test]
fn talks_that_fail_for_nothing_have_no_benefit() {
    let mut failed = 0;
    for seed in small_seeds(1, 40, 300.0) {
        let mut scenario = generated(seed);
        scenario.formats.iter_mut().for_each(|f| f.delegation.public = false);
        scenario.parties.iter_mut().for_each(|p| p.outside_option = None);
        scenario.world.pause = fixed(0.0);
        let engine = Engine::new(&scenario, seed, Correlation::AsAssumed);
        for world in 0..WORLDS {
            let records = engine.run(&engine.setting(world), &Behaviour::ALL);
            for record in
                records.iter().flatten().filter(|r| r.signed.is_none() && r.ended != Reason::TalksGoOn)
            {
                failed += 1;
                let (lived, expected) = (record.benefit(), record.expected_benefit());
                assert!(lived.iter().chain(&expected).all(|b| b.abs() < 1e-12), "scenario {seed}: {lived:?}");
            }
        }
    }
    assert!(failed > 100, "{failed}");
}

/// All best levels together add 1 on the own scale, and less exactly where the smallest scale binds.
#[test]
fn the_smallest_scale_binds_where_the_best_adds_less_than_one() {
    let (mut binds, mut free) = (0, 0);
    for seed in 1..200 {
        let scenario = generated(seed);
        let engine = Engine::new(&scenario, seed, Correlation::AsAssumed);
        for world in 0..WORLDS {
            let world = engine.setting(world).world;
            for i in PartyIndex::all(scenario.parties.len()).filter(|&i| world.gains[i].touched) {
                let best = |levels: &Vec<f64>| levels.iter().copied().fold(0.0, f64::max);
                let all: f64 = world.gains[i].by_level.iter().map(best).sum();
                let whole = (all - 1.0).abs() < 1e-9;
                assert!(whole || all < 1.0, "{all}");
                assert_eq!(world.gains[i].smallest, !whole, "scenario {seed}: {all}");
                *(if whole { &mut free } else { &mut binds }) += 1;
            }
        }
    }
    assert!(binds > 20 && free > 1_000, "{binds} {free}");
}
