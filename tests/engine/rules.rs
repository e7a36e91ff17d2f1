//! Decision rules: where everybody can block they are unanimity to the last bit; where members can be outvoted nothing that
//! could pass is lost by pruning, and nobody's order matters. No error rate: records and packages are compared.

use crate::common;

use common::play::{Trace, fixed, generated, range, scenario_of, small_seeds};
use common::reorder::Places;
use common::scenarios::Random;
use roundtable::agreement::evaluation::Switches;
use roundtable::agreement::package::{MOST_ISSUES, Package};
use roundtable::agreement::table::Table;
use roundtable::agreement::valuation::Valuation;
use roundtable::scenario::model::{Rule, Scenario};
use roundtable::scenario::place::PartyIndex;
use roundtable::simulation::engine::Engine;
use roundtable::simulation::record::{Reason, Record};
use roundtable::talks::behaviour::Behaviour;
use roundtable::talks::catalogue::Catalogue;
use roundtable::talks::feasible::FeasibleAgreements;
use roundtable::talks::negotiation::Talks;
use roundtable::talks::outcome::Outcome;
use roundtable::talks::situation::Situation;
use roundtable::world::draw::Correlation;

const WORLDS: u64 = 12;

fn play(scenario: &Scenario, seed: u64) -> Vec<Vec<Vec<Record>>> {
    let engine = Engine::new(scenario, seed, Correlation::AsAssumed);
    (0..WORLDS).map(|world| engine.run(&engine.setting(world), &Behaviour::ALL)).collect()
}

#[test]
fn where_everybody_can_block_it_is_unanimity() {
    let mut trace = Trace::default();
    for seed in small_seeds(1, 60, 500.0) {
        let mut scenario = generated(seed);
        scenario.formats.truncate(1);
        let base = scenario.formats[0].clone();
        let members = base.membership.members.clone();
        let weights: Vec<(PartyIndex, u32)> = members.iter().map(|&p| (p, 1 + p.index() as u32)).collect();
        let needed = weights.iter().map(|(_, votes)| votes).sum();
        for rule in [
            Rule::Quota(members.len() as u32),
            Rule::ConsensusMinus(0),
            Rule::Weighted { weights: weights.clone(), needed },
            Rule::Quota(1),
        ] {
            let mut format = base.clone();
            format.name = format!("{rule:?}");
            if rule == Rule::Quota(1) {
                // One vote is enough, but everybody is indispensable.
                format.membership.indispensable.clone_from(&members);
            }
            format.rule = rule;
            scenario.formats.push(format);
        }
        for (world, by_behaviour) in play(&scenario, seed).iter().enumerate() {
            for records in by_behaviour {
                trace.add(&records[0]);
                for (record, format) in records.iter().zip(&scenario.formats) {
                    assert!(*record == records[0], "{}: scenario {seed}, world {world}", format.name);
                }
            }
        }
    }
    trace.assert_taken();
}

/// Scenarios in which more than two sit at the table of the first format.
fn many(count: usize) -> Vec<u64> {
    let large = |seed: &u64| generated(*seed).formats[0].membership.members.len() >= 3;
    small_seeds(1, 4 * count, 300.0).into_iter().filter(large).take(count).collect()
}

/// Fewer votes needed: in every world in which unanimity could agree, the rule finds packages too; and over all, more is
/// signed and somebody is outvoted.
#[test]
fn fewer_votes_sign_more_and_outvote_some() {
    let (mut more, mut fewer, mut outvoted) = (0, 0, 0);
    for seed in many(40) {
        let mut scenario = generated(seed);
        scenario.formats.truncate(1);
        let base = scenario.formats[0].clone();
        let mut minus = base.clone();
        minus.name = "minus one".into();
        minus.rule = Rule::ConsensusMinus(1);
        scenario.formats.push(minus);
        let engine = Engine::new(&scenario, seed, Correlation::AsAssumed);
        for world in 0..WORLDS {
            let setting = engine.setting(world);
            for behaviour in Behaviour::ALL {
                let played = engine.play(&setting, 1, behaviour);
                let record = engine.play(&setting, 0, behaviour).record;
                assert!(played.record.zone || !record.zone, "scenario {seed}, world {world}");
                more += usize::from(played.record.signed.is_some() && record.signed.is_none());
                fewer += usize::from(played.record.signed.is_none() && record.signed.is_some());
                outvoted += usize::from(played.episodes[0].talks.outvoted != 0);
            }
        }
    }
    println!("{more} {fewer} {outvoted}");
    assert!(more > 3 * fewer && outvoted > 20, "{more} {fewer} {outvoted}");
}

/// Every package of a table that a winning coalition could sign, by brute force.
fn could_pass(table: &Table, v: &Valuation, switches: Switches) -> Vec<Package> {
    let mut all = Vec::new();
    for schedule in 0..table.schedules.len() {
        let mut options = [0u8; MOST_ISSUES];
        'next: loop {
            let complete = !table.all_or_nothing || options[..table.menus.len()].iter().all(|o| *o > 0);
            if options.iter().any(|o| *o > 0) && complete {
                all.push(Package { schedule: schedule as u8, options });
            }
            for (menu, option) in options.iter_mut().enumerate().take(table.menus.len()) {
                *option += 1;
                if usize::from(*option) < table.menus[menu].choices.len() {
                    continue 'next;
                }
                *option = 0;
            }
            break;
        }
    }
    let catalogue = std::sync::Arc::new(Catalogue::of(table, v, switches, &all));
    FeasibleAgreements::new(&catalogue, table, v).packages
}

#[test]
fn pruning_by_winning_coalitions_loses_nothing() {
    let mut found = 0;
    for seed in many(30) {
        let mut scenario = generated(seed);
        scenario.formats.truncate(1);
        let members = scenario.formats[0].membership.members.clone();
        let weights = members.iter().enumerate().map(|(k, &p)| (p, 1 + k as u32 % 3)).collect();
        for rule in [Rule::ConsensusMinus(1), Rule::Quota(2), Rule::Weighted { weights, needed: 3 }] {
            scenario.formats[0].rule = rule;
            let engine = Engine::new(&scenario, seed, Correlation::AsAssumed);
            let table = &engine.tables[0];
            for world in 0..4 {
                let setting = engine.setting(world);
                let v = Valuation::new(&scenario, &setting.world, table, 0);
                let switches = Switches { withdrawal: true };
                let catalogue = std::sync::Arc::new(Catalogue::new(table, &v, switches));
                let pruned = FeasibleAgreements::new(&catalogue, table, &v).packages;
                let mut brute = could_pass(table, &v, switches);
                let key = |p: &Package| (p.schedule, p.options);
                let mut pruned = pruned;
                pruned.sort_by_key(key);
                brute.sort_by_key(key);
                found += brute.len();
                assert_eq!(pruned, brute, "scenario {seed}, world {world}");
            }
        }
    }
    assert!(found > 500, "{found}");
}

/// Parties, issues and formats in another order give the same record, party by party.
#[test]
fn order_of_declaration_makes_no_difference() {
    for seed in many(30) {
        let mut scenario = generated(seed);
        scenario.formats.truncate(1);
        scenario.formats[0].rule = Rule::ConsensusMinus(1);
        scenario.parties.iter_mut().for_each(|p| p.spoiling = fixed(0.3));
        let mut random = Random::new(seed);
        let (p, i) = (random.order(scenario.parties.len()), random.order(scenario.issues.len()));
        let places = Places::from_orders(&p, &i);
        let other = places.scenario(&scenario);
        for (a, b) in play(&scenario, seed).iter().flatten().zip(play(&other, seed).iter().flatten()) {
            assert_eq!(places.record(&a[0]), b[0], "scenario {seed}");
        }
    }
}

/// One that was outvoted is bound, and may spoil what leaves it worse off; and only whoever holds things up ends the talks by
/// leaving.
#[test]
fn the_outvoted_may_spoil_and_who_can_be_outvoted_cannot_end_the_talks() {
    let (mut spoiled, mut left, mut stayed) = (0, 0, 0);
    for seed in many(60) {
        let mut scenario = generated(seed);
        scenario.formats.truncate(1);
        let members = scenario.formats[0].membership.members.clone();
        for party in &mut scenario.parties {
            party.spoiling = fixed(0.3);
            party.outside_option = (seed % 2 == 0).then(|| range(-0.1, 0.3));
        }
        scenario.formats[0].rule = Rule::ConsensusMinus(1);
        // Without this one nothing passes.
        scenario.formats[0].membership.indispensable = vec![members[0]];
        let engine = Engine::new(&scenario, seed, Correlation::AsAssumed);
        for world in 0..WORLDS {
            let setting = engine.setting(world);
            for behaviour in Behaviour::ALL {
                let played = engine.play(&setting, 0, behaviour);
                let episode = &played.episodes[0];
                let by = played.record.by.map(|by| PartyIndex(usize::from(by)));
                match (played.record.ended, by) {
                    (Reason::Spoiled, Some(by)) if members.contains(&by) => {
                        assert_ne!(episode.talks.outvoted & (1 << by), 0, "scenario {seed}, world {world}");
                        spoiled += 1;
                    }
                    (Reason::WalkOut, Some(by)) => {
                        assert_eq!(by, members[0], "scenario {seed}, world {world}");
                        left += 1;
                    }
                    _ => {}
                }
                let worth = &episode.last.valuation;
                let would = |&&i: &&PartyIndex| {
                    worth.outside[i].is_some_and(|o| o > worth.reservation[i]) && worth.touched[i]
                };
                stayed += usize::from(members[1..].iter().any(|i| would(&i)));
            }
        }
    }
    assert!(spoiled > 10 && left > 5 && stayed > 50, "{spoiled} {left} {stayed}");
}

/// A pie of six pieces among three parties, which may be shared equally or five to one (Baron and Ferejohn 1989: who proposes
/// shares with no more than it needs): under majority one other gains and the third is outvoted, under unanimity all gain.
#[test]
fn a_majority_is_no_larger_than_it_must_be() {
    let shares = [[5, 1, 0], [5, 0, 1], [1, 5, 0], [0, 5, 1], [1, 0, 5], [0, 1, 5], [2, 2, 2]];
    let levels: Vec<String> =
        shares.iter().map(|[a, b, c]| format!("\"{a}-{b}-{c}\"")).chain(["\"nothing\"".to_owned()]).collect();
    let text = format!(
        "Scenario(format_version: 2, name: \"pie\", title: \"pie\", calendar: (horizon: 48, source: {SOURCE}), \
         parties: {{ \"a\": (source: {SOURCE}), \"b\": (source: {SOURCE}), \"c\": (source: {SOURCE}) }}, \
         issues: {{ \"pie\": (levels: [{}], practised: \"nothing\", bound: \"nothing\", duty: [], source: {SOURCE}) }}, \
         formats: {{ \"table\": (membership: (members: [\"a\", \"b\", \"c\"], source: {SOURCE}), source: {SOURCE}) }})",
        levels.join(", ")
    );
    let mut scenario = scenario_of("pie.ron", &text);
    scenario.formats[0].information.disclosed = vec![PartyIndex(0), PartyIndex(1), PartyIndex(2)];
    for party in &mut scenario.parties {
        (party.demand, party.spoiling) = (fixed(0.05), fixed(0.0));
    }
    let sizes = [Rule::Quota(2), Rule::Unanimity].map(|rule| {
        let mut scenario = scenario.clone();
        scenario.formats[0].rule = rule;
        let engine = Engine::new(&scenario, 1, Correlation::AsAssumed);
        let table = &engine.tables[0];
        let mut world = engine.setting(0).world;
        for (party, gains) in world.gains.iter_mut().enumerate() {
            gains.touched = true;
            gains.by_level[0] = shares.iter().map(|s| f64::from(s[party]) / 6.0).chain([0.0]).collect();
        }
        let v = Valuation::new(&scenario, &world, table, 0);
        let switches = Switches { withdrawal: false };
        let feasible = FeasibleAgreements::new(&Catalogue::new(table, &v, switches).into(), table, &v);
        let situation = Situation { table, valuation: &v, feasible: &feasible };
        Behaviour::CHOOSABLE.map(|behaviour| {
            let ended = Talks::new(table, &v, None)
                .hold(situation, behaviour, 0..table.meetings.len(), None)
                .expect("something is signed");
            let Outcome::Signed(x) = ended.outcome else { panic!("{ended:?}") };
            let gaining = (0..3).filter(|&i| feasible.value(x, PartyIndex(i)) > v.reservation[i]).count();
            assert_eq!(ended.outvoted.count_ones() as usize, 3 - gaining, "{ended:?}");
            gaining
        })
    });
    assert_eq!(sizes, [[2; Behaviour::CHOOSABLE.len()], [3; Behaviour::CHOOSABLE.len()]]);
}

const SOURCE: &str = "assumed(because: \"a\", range: \"b\")";
