//! Signs on the Korea file, named before any number was looked at; 400 assumed worlds, the same ones before and after a
//! change (paired). What counts as success stands with each test. Only the first rests on an
//! interval (error rate 2.5 % for one side); the others compare counts or records, without error rate.

use crate::common;

use common::play::{indifferent, shipped};
use roundtable::scenario::SourceFile;
use roundtable::scenario::model::Scenario;
use roundtable::scenario::place::{IssueIndex, LevelIndex, PartyIndex};
use roundtable::scenario::set::read_with;
use roundtable::simulation::engine::Engine;
use roundtable::simulation::record::Record;
use roundtable::talks::behaviour::Behaviour;
use roundtable::world::draw::Correlation;

const WORLDS: u64 = 400;

/// The formats for which the signs were named: each is one table that makes its own proposals.
const PLAIN: [&str; 5] = [
    "top-down summits",
    "six-party talks",
    "three-stage plan",
    "working-level bilateral",
    "six-leader summit",
];

/// The scenario with these formats alone; composites, which refer to others by their place, cannot be among them.
fn korea(formats: &[&str]) -> Scenario {
    let mut scenario = shipped("korea-2019/formats.ron");
    scenario.formats.retain(|f| f.phases.is_empty() && formats.contains(&f.name.as_str()));
    assert_eq!(scenario.formats.len(), formats.len());
    scenario
}

/// The same, with overrides.
fn with(base: &Scenario, arguments: &[String]) -> Scenario {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios/korea-2019/formats.ron");
    let file = SourceFile::new("formats.ron", std::fs::read_to_string(path).expect("readable"));
    let (_, checked) = read_with(&file, arguments).unwrap_or_else(|refused| panic!("{refused}"));
    let mut scenario = checked.scenario;
    let kept = |name: &str| base.formats.iter().any(|format| format.name == name);
    scenario.formats.retain(|format| kept(&format.name));
    scenario
}

/// By format: the records of all worlds under one behaviour.
fn run(scenario: &Scenario, behaviour: Behaviour, worlds: u64) -> Vec<Vec<Record>> {
    let engine = Engine::new(scenario, 2019, Correlation::AsAssumed);
    let mut by_format = vec![Vec::new(); scenario.formats.len()];
    for world in 0..worlds {
        let records = engine.run(&engine.setting(world), &[behaviour]).remove(0);
        by_format.iter_mut().zip(records).for_each(|(list, record)| list.push(record));
    }
    by_format
}

fn signed(records: &[Record]) -> usize {
    records.iter().filter(|r| r.signed.is_some()).count()
}

/// Worlds signed only in the first, only in the second.
fn only(a: &[Record], b: &[Record]) -> (f64, f64) {
    let count = |x: &[Record], y: &[Record]| {
        x.iter().zip(y).filter(|(x, y)| x.signed.is_some() && y.signed.is_none()).count() as f64
    };
    (count(a, b), count(b, a))
}

/// Success: in no format is more signed, and over all formats the worlds that lose their agreement outnumber those that
/// gain one by 1.96 standard errors of the discordant pairs (McNemar 1947).
#[test]
fn raising_everyones_reservation_value_lowers_signing() {
    let base = korea(&PLAIN);
    let arguments: Vec<String> = base
        .parties
        .iter()
        .map(|p| {
            let r = &p.demand;
            format!("parties.{}.demand={}..{}", p.id, r.from + 0.15, r.to + 0.15)
        })
        .collect();
    let raised = with(&base, &arguments);
    let (before, after) =
        (run(&base, Behaviour::Concession, WORLDS), run(&raised, Behaviour::Concession, WORLDS));
    let (mut lost, mut won) = (0.0, 0.0);
    for ((a, b), format) in before.iter().zip(&after).zip(&base.formats) {
        println!("{}: {} -> {}", format.name, signed(a), signed(b));
        // Beliefs rise with demands, so a few offers are chosen otherwise: one world of a hundred may turn the other way.
        let room = WORLDS as usize / 100;
        assert!(
            signed(a) > 0 && signed(b) <= signed(a) + room,
            "{}: {} -> {}",
            format.name,
            signed(a),
            signed(b)
        );
        let (l, w) = only(a, b);
        (lost, won) = (lost + l, won + w);
    }
    assert!(lost - won > 1.96 * f64::sqrt(lost + won), "{lost} {won}");
}

/// Success: in neither bilateral format and under neither behaviour is more signed with the vetoes, and fewer are signed
/// in all.
#[test]
fn adding_a_veto_never_raises_signing() {
    let base = korea(&["top-down summits", "working-level bilateral"]);
    let mut vetoed = base.clone();
    let party = |id: &str| base.party(id).expect("a party");
    let issue = |id: &str| base.issue(id).expect("an issue");
    for format in &mut vetoed.formats {
        format.membership.vetoes.push((issue("sanctions"), LevelIndex(1), vec![party("japan")]));
        format.membership.vetoes.push((issue("weapons"), LevelIndex(1), vec![party("rok")]));
        format.membership.vetoes.push((issue("weapons"), LevelIndex(2), vec![party("rok")]));
        format.membership.vetoes.push((
            issue("relations_us"),
            LevelIndex(1),
            vec![party("china"), party("rok")],
        ));
    }
    let mut fewer = 0;
    for behaviour in Behaviour::ALL {
        let (before, after) = (run(&base, behaviour, WORLDS), run(&vetoed, behaviour, WORLDS));
        for ((a, b), format) in before.iter().zip(&after).zip(&base.formats) {
            println!("{behaviour:?} {}: {} -> {} {:?}", format.name, signed(a), signed(b), only(a, b));
            assert!(signed(b) <= signed(a), "{}: {} -> {}", format.name, signed(a), signed(b));
            fewer += signed(a) - signed(b);
        }
    }
    assert!(fewer > 0);
}

/// Success: some staged plan completes before the change, none after it.
#[test]
fn without_detection_no_staged_plan_is_completed_when_temptation_is_high() {
    let base = korea(&["three-stage plan"]);
    let arguments: Vec<String> = base
        .parties
        .iter()
        .flat_map(|p| [format!("parties.{}.detection=0", p.id), format!("parties.{}.temptation=5..50", p.id)])
        .collect();
    let blind = with(&base, &arguments);
    for behaviour in Behaviour::ALL {
        let completed = |s: &Scenario| {
            let records = run(s, behaviour, WORLDS).remove(0);
            (signed(&records), records.iter().filter(|r| r.completed.is_some()).count())
        };
        let (before, after) = (completed(&base), completed(&blind));
        println!("{behaviour:?}: signed, completed {before:?} -> {after:?}");
        assert!(before.1 > 0 && after.1 == 0, "{before:?} {after:?}");
    }
}

/// Success: every record is the same to the last bit, and some are of agreements.
#[test]
fn a_party_that_no_level_touches_changes_nothing() {
    let base = shipped("korea-2019/formats.ron");
    let mut more = base.clone();
    let mut bystander = base.parties[0].clone();
    bystander.id = "mongolia".to_owned();
    more.parties.push(bystander);
    more.statements
        .extend(IssueIndex::all(base.issues.len()).map(|j| indifferent(PartyIndex(base.parties.len()), j)));
    let (before, after) = (run(&base, Behaviour::Concession, 120), run(&more, Behaviour::Concession, 120));
    let n = base.parties.len();
    let mut agreements = 0;
    for (a, b) in before.iter().flatten().zip(after.iter().flatten()) {
        let mut b = b.clone();
        for list in [&mut b.gain, &mut b.expected_gain, &mut b.reservation, &mut b.without_agreement] {
            list.truncate(n);
        }
        b.leavings.truncate(n);
        assert_eq!(*a, b);
        agreements += usize::from(a.in_force);
    }
    assert!(agreements > 0);
}
