//! Each lesson shows its one mechanism. Expected signs were written down before any number was looked at. Success: the
//! 95 % interval of the paired difference over 1,500 worlds excludes 0 on the expected side, under both behaviours. Signs
//! are named for 12 differences; if none were real, one or more would pass by accident with chance 0.26, all of them
//! with practically none.

use crate::common;

use common::play::{Records, mean_error, play, shipped};
use roundtable::simulation::record::{Reason, Record};

const WORLDS: u64 = 1_500;

type Measure = fn(&Record) -> f64;

const SIGNED: Measure = |r| f64::from(u8::from(r.signed.is_some()));
const IN_FORCE: Measure = |r| f64::from(u8::from(r.in_force));
const COMPLETED: Measure = |r| f64::from(u8::from(r.completed.is_some()));
const SPOILED: Measure = |r| f64::from(u8::from(r.ended == Reason::Spoiled));
const MISTRUST: Measure = |r| f64::from(u8::from(r.ended == Reason::Mistrust));
const CEDAR: Measure = |r| r.gain[2];

/// What is expected to be higher under the first format than under the second.
struct Expected {
    file: &'static str,
    what: &'static str,
    measure: Measure,
    higher: usize,
    lower: usize,
}

const fn expected(
    file: &'static str,
    what: &'static str,
    measure: Measure,
    higher: usize,
    lower: usize,
) -> Expected {
    Expected { file, what, measure, higher, lower }
}

const EXPECTED: &[Expected] = &[
    expected("1-zone-of-agreement", "signed", SIGNED, 0, 1),
    expected("2-third-veto", "signed", SIGNED, 0, 1),
    expected("3-packages", "signed: both together against spring alone", SIGNED, 1, 0),
    expected("3-packages", "signed: both together against both or nothing", SIGNED, 1, 2),
    expected("4-spoiler", "signed", SIGNED, 0, 1),
    expected("4-spoiler", "spoiled", SPOILED, 0, 1),
    expected("4-spoiler", "gain of Cedar", CEDAR, 1, 0),
    expected("5-stages", "signed", SIGNED, 1, 0),
    expected("5-stages", "completed", COMPLETED, 1, 0),
    expected("5-stages", "compliance not believed", MISTRUST, 0, 1),
    expected("6-delegation", "signed: mayors against delegates", SIGNED, 0, 1),
    expected("6-delegation", "in force: without and with councils", IN_FORCE, 1, 2),
];

fn interval(records: &Records, behaviour: usize, e: &Expected) -> (f64, f64) {
    let difference = |world: &Vec<Vec<Record>>| {
        (e.measure)(&world[behaviour][e.higher]) - (e.measure)(&world[behaviour][e.lower])
    };
    let (mean, error) = mean_error(&records.iter().map(difference).collect::<Vec<f64>>());
    (mean - 1.96 * error, mean + 1.96 * error)
}

#[test]
fn every_lesson_shows_its_mechanism() {
    let mut failed = Vec::new();
    let mut files: Vec<&str> = EXPECTED.iter().map(|e| e.file).collect();
    files.dedup();
    for file in files {
        let records = play(&shipped(&format!("teaching/{file}.ron")), 7, WORLDS);
        for e in EXPECTED.iter().filter(|e| e.file == file) {
            for (behaviour, name) in ["concession", "nash"].into_iter().enumerate() {
                let (low, high) = interval(&records, behaviour, e);
                let line = format!("{file}, {}, {name}: {low:.3} to {high:.3}", e.what);
                println!("{line}");
                if low <= 0.0 {
                    failed.push(line);
                }
            }
        }
    }
    assert!(failed.is_empty(), "not shown:\n{}", failed.join("\n"));
}

#[test]
fn in_the_last_lesson_nothing_differs() {
    let records = play(&shipped("teaching/7-two-halls.ron"), 7, WORLDS);
    let mut signed = 0;
    for by_format in records.iter().flatten() {
        assert!(by_format.iter().all(|r| *r == by_format[0]), "{by_format:?}");
        signed += usize::from(by_format[0].signed.is_some());
    }
    assert!(signed > 0 && signed < 2 * WORLDS as usize, "{signed}");
}
