//! Small scenarios with the answers that theory gives, as they were written in version 1 of the format.

use crate::common;

use common::play::scenario_of;
use roundtable::scenario::model::Scenario;
use roundtable::scenario::{SourceFile, upgraded};
use roundtable::simulation::engine::Engine;
use roundtable::simulation::record::{Reason, Record};
use roundtable::talks::behaviour::Behaviour;
use roundtable::world::draw::Correlation;

const WORLDS: u64 = 100;

fn toy(name: &str) -> Scenario {
    let path = format!("{}/tests/version1/{name}.ron", env!("CARGO_MANIFEST_DIR"));
    let file = SourceFile::new(name, std::fs::read_to_string(path).expect("the toy can be read"));
    let text = upgraded(&file).expect("a file of version 1");
    scenario_of(name, &text)
}

/// By format: the records of all worlds.
fn run(name: &str, behaviour: Behaviour) -> Vec<Vec<Record>> {
    let scenario = toy(name);
    let engine = Engine::new(&scenario, 1, Correlation::AsAssumed);
    let mut by_format = vec![Vec::new(); scenario.formats.len()];
    for world in 0..WORLDS {
        let records = engine.run(&engine.setting(world), &[behaviour]).remove(0);
        by_format.iter_mut().zip(records).for_each(|(list, record)| list.push(record));
    }
    by_format
}

/// Of 100 worlds: signed.
fn signed(records: &[Record]) -> usize {
    records.iter().filter(|r| r.signed.is_some()).count()
}

#[test]
fn a_logroll_needs_both_issues() {
    for behaviour in Behaviour::ALL {
        let all = run("t1-logroll", behaviour);
        assert_eq!([0, 1, 2].map(|f| signed(&all[f])), [0, 0, 100], "{behaviour:?}");
        assert!(all[0].iter().chain(&all[1]).all(|r| r.ended == Reason::NoZone), "{behaviour:?}");
        assert_eq!(all[2], all[3], "another name");
    }
}

#[test]
fn who_makes_the_only_offer_keeps_most() {
    let all = run("t3-ultimatum", Behaviour::Concession);
    let mean =
        |f: usize, party: usize| all[f].iter().map(|r| r.expected_gain[party]).sum::<f64>() / WORLDS as f64;
    for (format, first, other) in [(0, 0, 1), (1, 1, 0), (2, 0, 1)] {
        let (keeps, leaves) = (mean(format, first), mean(format, other));
        assert!(keeps > 0.7 && leaves < 0.25, "{format}: {keeps} {leaves}");
    }
}

#[test]
fn what_is_tempting_to_break_is_signed_in_stages_alone() {
    for behaviour in Behaviour::ALL {
        let all = run("t4-stages-2", behaviour);
        let mistrust = all[0].iter().filter(|r| r.ended == Reason::Mistrust).count();
        assert!(
            signed(&all[0]) < 15 && mistrust > 85 && signed(&all[1]) > 90,
            "{behaviour:?}: {} {mistrust}",
            signed(&all[0])
        );
    }
}

#[test]
fn a_spoiler_left_out_spoils_and_at_the_table_signs_nothing() {
    for behaviour in Behaviour::ALL {
        let all = run("t5-spoiler-0-5", behaviour);
        let spoiled = all[0].iter().filter(|r| r.ended == Reason::Spoiled).count();
        assert_eq!((signed(&all[0]), signed(&all[1])), (100, 0), "{behaviour:?}");
        assert!(spoiled > 95 && all[1].iter().all(|r| r.ended == Reason::NoZone), "{spoiled}");
    }
}

#[test]
fn a_plenary_that_amends_trades_across_its_tables() {
    for behaviour in Behaviour::ALL {
        let all = run("t6-nested", behaviour);
        assert_eq!(signed(&all[0]), signed(&all[1]), "{behaviour:?}");
        assert!(signed(&all[0]) > 95);
    }
}
