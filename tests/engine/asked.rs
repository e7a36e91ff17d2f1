//! Absent parties that would have duties and are asked to join after the signature: who is asked, what follows from the answers,
//! and what the two conventions (`excluded`, `asked`) have in common.
//!
//! No error rate: every comparison is of single records.

use crate::common;

use common::play::{
    Trace, asked, fixed, generated, generated_with_everything, play, range, small_seeds, small_seeds_of,
};
use roundtable::agreement::table::Table;
use roundtable::report::story::tell;
use roundtable::results::construction::contains;
use roundtable::scenario::model::{
    Absent, Format, Level, Phase, PhaseFormat, Provenance, Rule, Scenario, SubAgreements, When,
};
use roundtable::scenario::place::PartyIndex;
use roundtable::simulation::engine::Engine;
use roundtable::simulation::record::{LEFT_OUT, Reason, Record};
use roundtable::talks::behaviour::Behaviour;
use roundtable::talks::outcome::Ground;
use roundtable::world::draw::Correlation;

/// All plain formats, and the parties that sit at each of their tables.
fn tables(scenario: &Scenario) -> impl Iterator<Item = &Vec<PartyIndex>> {
    let plain = scenario.formats.iter().chain(&scenario.parts).filter(|format| format.phases.is_empty());
    plain.flat_map(|f| {
        let below = f.membership.tables.iter().map(|table| &table.members);
        std::iter::once(&f.membership.members).chain(below)
    })
}

/// Leaves duties to those alone who sit at every table, so that nobody absent has one.
fn nobody_absent(mut scenario: Scenario) -> Scenario {
    let everywhere: Vec<PartyIndex> = PartyIndex::all(scenario.parties.len())
        .filter(|party| tables(&scenario).all(|members| members.contains(party)))
        .collect();
    let duties = scenario.issues.iter_mut().flat_map(|issue| &mut issue.duty);
    duties.for_each(|list| list.retain(|party| everywhere.contains(party)));
    scenario
}

fn assert_both_conventions_agree(scenario: &Scenario, seed: u64, trace: &mut Trace) {
    let mut excluded = scenario.clone();
    let formats = excluded.formats.iter_mut().chain(&mut excluded.parts);
    formats.for_each(|format| format.contract.absent = Absent::Excluded);
    let (a, b) = (play(&excluded, seed, 6), play(&asked(scenario.clone()), seed, 6));
    for (a, b) in a.iter().flatten().flatten().zip(b.iter().flatten().flatten()) {
        trace.add(a);
        assert!(a == b, "scenario {seed}\n{a:?}\n{b:?}");
    }
}

#[test]
fn where_nobody_absent_has_a_duty_both_conventions_are_one() {
    let mut trace = Trace::default();
    for seed in small_seeds(1, 80, 500.0) {
        assert_both_conventions_agree(&nobody_absent(generated(seed)), seed, &mut trace);
    }
    trace.assert_taken();
    let mut trace = Trace::default();
    let size =
        |s: &Scenario| s.formats.iter().chain(&s.parts).map(|f| Table::new(s, f).packages()).sum::<f64>();
    let everything = (1..).map(|seed| (seed, nobody_absent(generated_with_everything(seed))));
    for (seed, scenario) in everything.filter(|(_, scenario)| size(scenario) < 1000.0).take(60) {
        assert_both_conventions_agree(&scenario, seed, &mut trace);
    }
    trace.assert_taken();
}

#[test]
fn with_two_parties_at_the_table_both_conventions_are_one() {
    let mut trace = Trace::default();
    let two = |seed: &u64| generated(*seed).parties.len() == 2;
    for seed in small_seeds(1, 250, 500.0).into_iter().filter(two) {
        let mut scenario = generated(seed);
        for format in &mut scenario.formats {
            format.membership.members = PartyIndex::all(2).collect();
        }
        assert_both_conventions_agree(&scenario, seed, &mut trace);
    }
    trace.assert_taken();
}

/// A format of some members that differs from another in nothing else: no third parties, the same who monitor, nobody whose
/// level, mandate, publicity or vote makes a difference, one meeting on the same date.
fn table_of(base: &Format, name: &str, members: &[PartyIndex], all: &[PartyIndex], absent: Absent) -> Format {
    let mut format = Format { name: name.into(), ..base.clone() };
    format.membership.members = members.to_vec();
    (format.membership.vetoes, format.membership.indispensable) = (vec![], vec![]);
    format.rule = Rule::Unanimity;
    (format.proposing.order, format.proposing.text_by) = (members.to_vec(), None);
    format.enforcement.monitors = all.to_vec();
    format.contract.absent = absent;
    let d = &mut format.delegation;
    (d.level, d.meetings, d.refer_back, d.public) = (Level::Leaders, 1, false, false);
    d.ratifiers.clear();
    format
}

/// Three tables on one random scenario of at least three parties: all of them; two that ask; the same two that do not.
fn seats(seed: u64) -> Option<Scenario> {
    let mut scenario = generated(seed);
    let all: Vec<PartyIndex> = PartyIndex::all(scenario.parties.len()).collect();
    let first = seed as usize % all.len();
    let two = [all[first], all[(first + 1) % all.len()]];
    let base = scenario.formats.swap_remove(0);
    scenario.formats = vec![
        table_of(&base, "all", &all, &all, Absent::Excluded),
        table_of(&base, "two ask", &two, &all, Absent::Asked),
        table_of(&base, "two", &two, &all, Absent::Excluded),
    ];
    // Of those left out, nobody has more to say about a level than at the table of all, where it could leave.
    let consent = scenario.issues.iter_mut().flat_map(|issue| &mut issue.consent);
    consent.for_each(|list| list.retain(|party| two.contains(party)));
    for party in &mut scenario.parties {
        party.spoiling = fixed(0.0);
    }
    (all.len() > 2).then_some(scenario)
}

/// By construction, world by world: whatever all can agree the two can, who need no more who agree.
#[test]
fn without_demands_two_that_ask_have_every_zone_that_all_have() {
    let (mut both, mut two_alone) = (0, 0);
    for mut scenario in (1..90).filter_map(seats) {
        for party in &mut scenario.parties {
            (party.demand, party.mandate, party.audience_cost) = (fixed(0.0), fixed(0.0), fixed(0.0));
            party.outside_option = None;
        }
        if Table::new(&scenario, &scenario.formats[0]).packages() > 2000.0 {
            continue;
        }
        let seed = scenario.parties.len() as u64;
        for records in play(&scenario, seed, 8).iter().flatten() {
            let [all, two, _] = records.as_slice() else { panic!("three formats") };
            assert!(two.zone || !all.zone, "{}\n{all:?}\n{two:?}", scenario.name);
            both += usize::from(all.zone);
            two_alone += usize::from(two.zone && !all.zone);
        }
    }
    assert!(both > 100 && two_alone > 20, "{both} {two_alone}");
}

/// Two tables on one random scenario of at least three parties that differ in their seats alone: two of the parties, and all.
fn two_and_all(seed: u64) -> Option<Scenario> {
    let mut scenario = asked(generated(seed));
    let all: Vec<PartyIndex> = PartyIndex::all(scenario.parties.len()).collect();
    let first = seed as usize % all.len();
    let two = vec![all[first], all[(first + 1) % all.len()]];
    let base = scenario.formats.swap_remove(0);
    let seated = |name: &str, members: &[PartyIndex]| {
        let mut format = Format { name: name.into(), rule: Rule::Unanimity, ..base.clone() };
        format.membership.members = members.to_vec();
        (format.membership.vetoes, format.membership.indispensable) = (vec![], vec![]);
        (format.proposing.order, format.proposing.text_by) = (members.to_vec(), None);
        format.delegation.ratifiers.clear();
        format
    };
    scenario.formats = vec![seated("two", &two), seated("all", &all)];
    scenario.events.clear();
    // What `contains` asks of those left out, in two of three scenarios; the others try whether it asks.
    let mend = !seed.is_multiple_of(3);
    for party in scenario.parties.iter_mut().filter(|_| mend) {
        (party.spoiling, party.audience_cost, party.outside_option) = (fixed(0.0), fixed(0.0), None);
    }
    (all.len() > 2).then_some(scenario)
}

/// What is said by construction beside a finding is so: whenever it is said of two tables of a random legal scenario, the zone of the one lies in
/// that of the other, world by world.
#[test]
fn what_is_said_by_construction_holds_zone_by_zone() {
    let (mut said, mut not_said, mut both) = (0, 0, 0);
    for mut scenario in (1..150).filter_map(two_and_all) {
        if !contains(&scenario, &scenario.formats[0], &scenario.formats[1]) {
            not_said += 1;
            continue;
        }
        for party in &mut scenario.parties {
            (party.demand, party.mandate, party.stance) = (fixed(0.0), fixed(0.0), fixed(0.0));
        }
        if Table::new(&scenario, &scenario.formats[1]).packages() > 1000.0 {
            continue;
        }
        said += 1;
        for records in play(&scenario, 5, 6).iter().flatten() {
            assert!(records[0].zone || !records[1].zone, "{}: {:?}", scenario.name, records[1]);
            both += usize::from(records[1].zone);
        }
    }
    assert!(said > 20 && not_said > 20 && both > 50, "{said} {not_said} {both}");
}

/// Whatever anybody insists on: to ask opens packages and closes none.
#[test]
fn a_table_that_asks_has_every_zone_that_it_has_without_asking() {
    let (mut both, mut asking_alone) = (0, 0);
    for mut scenario in (1..90).filter_map(seats) {
        for format in &mut scenario.formats {
            // A road map shares out its time by issue, and all or nothing counts what can be agreed: both know of more here.
            (format.contract.all_or_nothing, format.contract.roadmaps) = (false, vec![]);
        }
        if Table::new(&scenario, &scenario.formats[1]).packages() > 2000.0 {
            continue;
        }
        for records in play(&scenario, 3, 8).iter().flatten() {
            assert!(records[1].zone || !records[2].zone, "{}", scenario.name);
            both += usize::from(records[2].zone);
            asking_alone += usize::from(records[1].zone && !records[2].zone);
        }
    }
    assert!(both > 50 && asking_alone > 50, "{both} {asking_alone}");
}

/// A random scenario whose formats seat two parties each, and ask the others, of whom they know little.
fn two_seats(seed: u64) -> Scenario {
    let mut scenario = asked(generated(seed));
    scenario.parties.iter_mut().for_each(|party| party.demand = range(-0.3, 0.3));
    for format in &mut scenario.formats {
        format.membership.members.truncate(2);
        let members = &format.membership.members;
        for list in [&mut format.proposing.order, &mut format.delegation.ratifiers] {
            list.retain(|party| members.contains(party));
        }
    }
    scenario
}

/// Absent parties with a duty in what a record says is signed.
fn bearers(scenario: &Scenario, record: &Record, members: &[PartyIndex]) -> Vec<PartyIndex> {
    let agreed = scenario.issues.iter().zip(&record.content).filter(|(_, level)| **level != LEFT_OUT);
    let mut all: Vec<PartyIndex> =
        agreed.flat_map(|(issue, level)| &issue.duty[usize::from(*level)]).copied().collect();
    all.retain(|party| !members.contains(party));
    all.sort_by(|a, b| scenario.parties[*a].id.cmp(&scenario.parties[*b].id));
    all.dedup();
    all
}

#[test]
fn whoever_refuses_to_join_voids_the_package_at_its_date() {
    let (mut joined, mut refused, mut at_home, mut told) = (0, 0, 0, 0);
    for seed in small_seeds_of(two_seats, 1, 80, 400.0) {
        let scenario = two_seats(seed);
        let engine = Engine::new(&scenario, seed, Correlation::AsAssumed);
        for world in 0..6 {
            let setting = engine.setting(world);
            let played = (0..scenario.formats.len()).flat_map(|format| {
                Behaviour::ALL.map(|behaviour| (format, behaviour, engine.play(&setting, format, behaviour)))
            });
            for (format, behaviour, played) in played {
                let (record, episode) = (&played.record, &played.episodes[0]);
                let Some(signed) = episode.signed.as_ref().filter(|_| record.signed.is_some()) else {
                    continue;
                };
                let members = &scenario.formats[format].membership.members;
                let mut bearers = bearers(&scenario, record, members);
                bearers.retain(|party| setting.world.gains[*party].touched);
                let who: Vec<PartyIndex> = signed.accessions.iter().map(|a| a.party).collect();
                assert_eq!(who, bearers, "scenario {seed}, world {world}");
                for a in &signed.accessions {
                    let enough = a.expected >= a.least - 1e-12;
                    assert!(a.joins() == (enough && a.ground != Ground::Condition), "{a:?}");
                }
                let refuses = signed.accessions.iter().find(|a| !a.joins());
                let certain: f64 = signed.ratification.iter().map(|r| r.chance).product();
                if let Some(refuses) = refuses {
                    refused += 1;
                    let by = refuses.party.index() as u8;
                    assert_eq!((record.ended, record.by), (Reason::AccessionRefused, Some(by)));
                    assert_eq!((record.signed, record.in_force), (Some(record.ended_at), false));
                    assert_eq!((record.chance_in_force, record.chance_completed), (0.0, 0.0));
                    assert_eq!(record.gain, record.expected_gain);
                    assert!(signed.ratification.is_empty() && signed.history.is_none());
                    if told < 20 {
                        told += 1;
                        let story =
                            tell(&engine, format, world, behaviour, roundtable::language::Language::En);
                        let section = story.sections.iter().find(|s| s.heading == "Asked to join");
                        let lines = &section.expect("it is told").lines;
                        assert_eq!(lines.len(), signed.accessions.len() + 2, "{lines:?}");
                        assert!(lines.iter().any(|line| line.contains(" refuses")), "{lines:?}");
                    }
                } else {
                    joined += usize::from(!signed.accessions.is_empty());
                    at_home += usize::from(record.ended == Reason::RefusedAtHome);
                    assert_ne!(record.ended, Reason::AccessionRefused);
                    assert_eq!(record.chance_in_force, certain);
                    assert_eq!(record.in_force, signed.ratification.iter().all(|r| r.passed));
                }
            }
        }
    }
    assert!(joined > 100 && refused > 5 && at_home > 5, "{joined} {refused} {at_home}");
}

/// Where everything is known and nothing changes on the way, nobody signs what somebody asked would refuse.
#[test]
fn what_is_known_to_be_refused_is_not_signed() {
    let (mut joined, mut without) = (0, 0);
    for seed in small_seeds_of(two_seats, 1, 60, 400.0) {
        let mut scenario = two_seats(seed);
        let all: Vec<PartyIndex> = PartyIndex::all(scenario.parties.len()).collect();
        scenario.events.clear();
        for format in &mut scenario.formats {
            format.information.disclosed.clone_from(&all);
            format.delegation.refer_back = false;
        }
        let engine = Engine::new(&scenario, seed, Correlation::AsAssumed);
        for world in 0..5 {
            let setting = engine.setting(world);
            for format in 0..scenario.formats.len() {
                let played = engine.play(&setting, format, Behaviour::Exact);
                let signed = played.episodes[0].signed.as_ref();
                assert_ne!(played.record.ended, Reason::AccessionRefused, "scenario {seed}, world {world}");
                joined += usize::from(signed.is_some_and(|s| !s.accessions.is_empty()));
                without += usize::from(signed.is_some_and(|s| s.accessions.is_empty()));
            }
        }
    }
    assert!(joined > 50 && without > 20, "{joined} {without}");
}

/// A plenary signs for all its members: whoever is asked sits at none of its tables.
#[test]
fn at_nested_tables_those_outside_the_plenary_are_asked() {
    let mut count = 0;
    let size = |s: &Scenario| s.formats.iter().map(|f| Table::new(s, f).packages()).fold(0.0, f64::max);
    let nested = |s: &Scenario| s.formats.iter().any(|f| !f.membership.tables.is_empty());
    let scenarios = (1..).map(|seed| asked(generated_with_everything(seed)));
    for mut scenario in scenarios.filter(|s| nested(s) && size(s) < 300.0).take(40) {
        // Hardly anything that is agreed is an obstacle to anybody, and every issue is somebody's task.
        let (parties, issues) = (scenario.parties.len(), scenario.issues.iter_mut().enumerate());
        issues.for_each(|(k, issue)| issue.duty.fill(vec![PartyIndex(k % parties)]));
        scenario.parties.iter_mut().for_each(|party| party.demand = fixed(-5.0));
        let engine = Engine::new(&scenario, 1, Correlation::AsAssumed);
        for world in 0..4 {
            let setting = engine.setting(world);
            for (place, format) in scenario.formats.iter().enumerate() {
                let contingent = format.contract.sub_agreements == SubAgreements::Contingent;
                if format.membership.tables.is_empty() || !contingent {
                    continue;
                }
                for episode in &engine.play(&setting, place, Behaviour::Nash).episodes {
                    for a in episode.signed.iter().flat_map(|signed| &signed.accessions) {
                        assert!(!format.membership.members.contains(&a.party), "{}", scenario.name);
                        count += 1;
                    }
                }
            }
        }
    }
    assert!(count > 8, "{count}");
}

/// A refusal to join ends the talks of its table as a refusal at home does: what waits for their failure begins then.
#[test]
fn what_waits_for_failure_begins_when_somebody_refuses_to_join() {
    let mut count = 0;
    for seed in small_seeds_of(two_seats, 1, 200, 400.0) {
        let mut scenario = two_seats(seed);
        scenario.formats.truncate(1);
        let phase = |name: &str, after| Phase {
            name: name.into(),
            held: PhaseFormat::Format(0),
            after,
            when: if after.is_some() { When::Failed } else { When::Ended },
            reached: vec![],
            not_reached: vec![],
            source: Provenance::Default,
        };
        // A table that knows of a second chance asks for more.
        scenario.world.forethought = false;
        let phases = vec![phase("first", None), phase("again", Some(0))];
        scenario.formats.push(Format { name: "twice".into(), phases, ..scenario.formats[0].clone() });
        let engine = Engine::new(&scenario, seed, Correlation::AsAssumed);
        for (world, behaviour) in (0..6).flat_map(|w| Behaviour::ALL.map(|b| (w, b))) {
            let setting = engine.setting(world);
            let once = engine.play(&setting, 0, behaviour).record;
            let Some(at) = once.signed.filter(|_| once.ended == Reason::AccessionRefused) else { continue };
            let twice = engine.play(&setting, 1, behaviour);
            // What belongs to the whole of a run is no part of one table's record.
            let first = twice.episodes[0].record.clone();
            let first =
                Record { without_agreement: once.without_agreement.clone(), told: once.told, ..first };
            assert_eq!(first, once);
            assert_eq!(twice.episodes[1].began, at);
            count += 1;
        }
    }
    assert!(count > 0, "{count}");
}
