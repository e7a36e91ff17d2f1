//! Demands are shares of what is possible at a table: what follows from that exactly, over random scenarios. No error rate.

use crate::common;

use common::play::{fixed, flat, generated, generated_with_everything, play, range, small_seeds};
use roundtable::agreement::evaluation::{Agreement, Switches};
use roundtable::agreement::package::Package;
use roundtable::agreement::packages::Packages;
use roundtable::agreement::table::Table;
use roundtable::agreement::valuation::Valuation;
use roundtable::scenario::model::{DemandOf, Level, Phase, PhaseFormat, Provenance, Rule, Scenario, When};
use roundtable::scenario::place::PartyIndex;
use roundtable::simulation::engine::Engine;
use roundtable::simulation::record::{LEFT_OUT, Reason, Record};
use roundtable::simulation::setting::Epoch;
use roundtable::talks::behaviour::Behaviour;
use roundtable::talks::catalogue::{Catalogue, touched_members};
use roundtable::talks::feasible::{FeasibleAgreements, Zone};
use roundtable::talks::negotiation::proposers;
use roundtable::world::World;
use roundtable::world::draw::Correlation;
use std::sync::Arc;

const SWITCHES: Switches = Switches { withdrawal: true };
const NEAR: f64 = 1e-9;

/// Floors by party and the zone of a table in a world.
fn floors(scenario: &Scenario, world: &World, table: &Table) -> (Valuation, Zone) {
    let (valuation, feasible) = seen(scenario, world, table);
    (valuation, feasible.zone)
}

/// A table in a world: its floors, and what could be agreed.
fn seen(scenario: &Scenario, world: &World, table: &Table) -> (Valuation, FeasibleAgreements) {
    let mut valuation = Valuation::new(scenario, world, table, 0);
    let catalogue = Arc::new(Catalogue::new(table, &valuation, SWITCHES));
    let best = catalogue.best(table, &valuation);
    valuation.demand(scenario, world, table, &best);
    let feasible = FeasibleAgreements::new(&catalogue, table, &valuation);
    (valuation, feasible)
}

/// What a later table with the rule of unanimity, after which nothing comes, is worth to every party (stock): the first proposal
/// with the largest product of expected surpluses, by the chance that all accept it.
fn worth(scenario: &Scenario, world: &World, table: &Table, first_meeting: u32) -> Vec<f64> {
    let (v, f) = seen(scenario, world, table);
    let members = touched_members(table, &v);
    let first = proposers(table, &v).first().copied();
    let belief = |j: PartyIndex| &v.reservation_belief[j];
    let margin = |x: usize, j: PartyIndex| f.value(x, j) - v.signing_margin[j];
    let product = |x: usize, p: PartyIndex| {
        let surplus: f64 = members.iter().map(|&j| belief(j).expected_excess(margin(x, j))).product();
        surplus * f.kept(x) * f.consent_chance(x, belief) * f.foreseen(x, p)
    };
    let best = first.and_then(|p| {
        let all = (0..f.len()).map(|x| (product(x, p), x)).filter(|(product, _)| *product > 0.0);
        all.max_by(|a, b| a.0.total_cmp(&b.0).then(b.1.cmp(&a.1)))
    });
    let worth = |i: PartyIndex| {
        best.map_or(0.0, |(_, x)| {
            let all: f64 = members.iter().map(|&j| belief(j).at_most(margin(x, j))).product();
            let later = libm::pow(v.terms.discount[i], f64::from(first_meeting));
            later * all * f.consent_chance(x, belief) * (f.value(x, i) - v.no_agreement(i))
        })
    };
    PartyIndex::all(v.touched.len()).map(worth).collect()
}

/// Every package, with what it is worth.
fn all(table: &Table, valuation: &Valuation) -> Vec<(Package, Agreement)> {
    let mut all = Vec::new();
    let mut packages = Packages::new(table, valuation, SWITCHES, |_| f64::NEG_INFINITY);
    packages.visit(|package, agreement| all.push((package, agreement.clone())));
    all
}

fn seeds(count: usize) -> Vec<u64> {
    small_seeds(1, count, 400.0)
}

#[test]
fn what_is_signed_lies_in_the_zone() {
    let (mut signed, mut without) = (0, 0);
    for seed in 1..=60 {
        for demand_of in [DemandOf::Possible, DemandOf::Ideal] {
            let mut scenario = generated_with_everything(seed);
            scenario.world.demand_of = demand_of;
            for record in flat(&play(&scenario, seed, 6)) {
                signed += usize::from(record.signed.is_some());
                without += usize::from(!record.zone);
                // A party that was asked to join and refused has not agreed.
                let agreed = record.signed.is_some() && record.ended != Reason::AccessionRefused;
                assert!(record.zone || !agreed, "seed {seed}: {record:?}");
            }
        }
    }
    assert!(signed > 100 && without > 100, "{signed} signed, {without} without a zone");
}

#[test]
fn a_floor_is_what_the_formula_says() {
    let mut bound = 0;
    for seed in seeds(40) {
        let mut scenario = generated(seed);
        scenario.parties.iter_mut().for_each(|p| p.stance = range(0.0, 0.3));
        let engine = Engine::new(&scenario, seed, Correlation::AsAssumed);
        for (table, index) in engine.tables.iter().zip(0u64..) {
            let world = engine.setting(index).world;
            let (v, _) = floors(&scenario, &world, table);
            let packages = all(table, &v);
            for i in touched_members(table, &v) {
                let least = |j: PartyIndex| v.outside[j].unwrap_or(f64::NEG_INFINITY).max(v.no_agreement(j));
                let others = |a: &Agreement, x: &Package| {
                    let consent = table.consenters(x);
                    let needed = table.member_bits | consent | table.always_asked();
                    PartyIndex::all(v.touched.len())
                        .filter(|&j| j != i && v.touched[j] && needed & (1 << j) != 0)
                        .all(|j| a.start(j) >= least(j) - 1e-12)
                };
                if !table.rule.unanimous() {
                    continue;
                }
                let nothing = v.no_agreement(i);
                let best = packages.iter().filter(|(x, a)| others(a, x)).map(|(_, a)| a.start(i));
                let best = best.fold(nothing, f64::max);
                let t = &world.traits[i];
                let m = if table.working_level { t.mandate } else { 0.0 };
                let (s, a) = if table.public { (t.stance, t.audience_cost) } else { (0.0, 0.0) };
                let theta = 1.0 - (1.0 - t.demand) * (1.0 - m) * (1.0 - s);
                let floor = nothing + theta * (best - nothing) - a * (best - nothing);
                let floor = floor.max(v.outside[i].unwrap_or(f64::NEG_INFINITY));
                assert!(
                    (v.floor[i] - floor).abs() < NEAR * (1.0 + floor.abs()),
                    "seed {seed}: {} {floor}",
                    v.floor[i]
                );
                bound += usize::from(best > nothing + NEAR);
            }
        }
    }
    assert!(bound > 20, "{bound} parties could gain");
}

/// Takes one option of a menu away.
fn without(table: &Table, menu: usize, option: usize) -> Table {
    let mut table = table.clone();
    let m = &mut table.menus[menu];
    m.choices.remove(option);
    m.consent.remove(option);
    m.guarantors.remove(option);
    table
}

#[test]
fn a_level_that_nobody_could_have_changes_no_floor_and_no_zone() {
    let mut seen = 0;
    for seed in seeds(80) {
        let mut scenario = generated(seed);
        scenario.formats.iter_mut().for_each(|f| f.rule = Rule::Unanimity);
        let engine = Engine::new(&scenario, seed, Correlation::AsAssumed);
        for (table, index) in engine.tables.iter().zip(0u64..) {
            let world = engine.setting(index).world;
            let (before, zone) = floors(&scenario, &world, table);
            let packages = all(table, &before);
            let least = |j: PartyIndex| {
                let outside = before.outside[j].unwrap_or(f64::NEG_INFINITY);
                outside.max(before.no_agreement(j) - before.public_cost[j]) - 1e-9
            };
            for menu in 0..table.menus.len() {
                for option in 1..table.menus[menu].choices.len() {
                    let hopeless = |(x, a): &&(Package, Agreement)| {
                        let consent = table.consenters(x);
                        let needed = table.member_bits | consent;
                        PartyIndex::all(before.touched.len())
                            .any(|j| before.touched[j] && needed & (1 << j) != 0 && a.start(j) < least(j))
                    };
                    let mut with = packages.iter().filter(|(x, _)| usize::from(x.options[menu]) == option);
                    // A condition names its option by place.
                    let named = table
                        .conditions
                        .iter()
                        .any(|c| c.held_back.0 == menu || c.with.iter().any(|w| w.0 == menu));
                    if named || table.all_or_nothing || !with.all(|p| hopeless(&p)) {
                        continue;
                    }
                    let smaller = without(table, menu, option);
                    let (after, zone_after) = floors(&scenario, &world, &smaller);
                    assert_eq!(before.floor, after.floor, "seed {seed}, {menu}/{option}");
                    let rational = |z: Zone| (z.rational, z.self_enforcing);
                    assert_eq!(rational(zone), rational(zone_after), "seed {seed}");
                    seen += 1;
                }
            }
        }
    }
    assert!(seen > 50, "{seen} levels that nobody could have");
}

/// Without demands, mandates, stances and publicity; one plain format on the whole agenda.
fn calm(seed: u64) -> Scenario {
    let mut scenario = generated(seed);
    for p in &mut scenario.parties {
        for number in [&mut p.demand, &mut p.mandate, &mut p.stance, &mut p.audience_cost] {
            *number = fixed(0.0);
        }
    }
    scenario.formats.truncate(1);
    let f = &mut scenario.formats[0];
    f.rule = Rule::Unanimity;
    f.contract.agenda.fill(true);
    f.contract.all_or_nothing = false;
    f.membership.vetoes.clear();
    scenario
}

/// The format of a scenario and the two halves of its agenda.
fn halves(scenario: &Scenario) -> [Scenario; 2] {
    [0, 1].map(|half| {
        let mut part = scenario.clone();
        let agenda = &mut part.formats[0].contract.agenda;
        agenda.iter_mut().enumerate().for_each(|(j, on)| *on = j % 2 == half);
        part
    })
}

#[test]
fn an_agenda_cut_into_tables_has_no_zone_that_the_one_table_lacks() {
    let (mut cut_has, mut whole_alone) = (0, 0);
    for seed in seeds(120) {
        let scenario = calm(seed);
        for index in 0..3 {
            let zone = |s: &Scenario| {
                let engine = Engine::new(s, seed, Correlation::AsAssumed);
                let world = engine.setting(index).world;
                floors(s, &world, &engine.tables[0]).1.rational
            };
            let parts = halves(&scenario).iter().any(zone);
            let whole = zone(&scenario);
            assert!(whole || !parts, "seed {seed}, world {index}");
            cut_has += usize::from(parts);
            whole_alone += usize::from(whole && !parts);
        }
    }
    assert!(cut_has > 50 && whole_alone > 0, "{cut_has} {whole_alone}");
}

#[test]
fn under_the_ideal_what_is_asked_adds_up_over_a_cut_agenda() {
    let mut seen = 0;
    for seed in seeds(60) {
        let mut scenario = calm(seed);
        scenario.world.demand_of = DemandOf::Ideal;
        scenario.world.pause = fixed(0.0);
        scenario.world.renegotiation = fixed(0.0);
        scenario.formats[0].contract.roadmaps.clear();
        scenario.formats[0].contract.on_promise.clear();
        // What is slow makes all of its stage slow: each table has its own completion.
        scenario.issues.iter_mut().for_each(|issue| issue.takes = None);
        for p in &mut scenario.parties {
            p.demand = range(0.1, 0.7);
            for number in [&mut p.collapse_penalty, &mut p.spoiling, &mut p.conflict_cost, &mut p.effort] {
                *number = fixed(0.0);
            }
            p.outside_option = None;
        }
        let asks = |s: &Scenario| {
            let engine = Engine::new(s, seed, Correlation::AsAssumed);
            let world = engine.setting(0).world;
            let v = floors(s, &world, &engine.tables[0]).0;
            PartyIndex::all(v.touched.len()).map(|i| v.floor[i] - v.no_agreement(i)).collect::<Vec<f64>>()
        };
        let whole = asks(&scenario);
        let [one, two] = halves(&scenario).map(|half| asks(&half));
        for i in 0..whole.len() {
            assert!(
                (whole[i] - one[i] - two[i]).abs() < NEAR,
                "seed {seed}: {} {} {}",
                whole[i],
                one[i],
                two[i]
            );
            seen += usize::from(one[i] > NEAR && two[i] > NEAR);
        }
    }
    assert!(seen > 30, "{seen}");
}

#[test]
fn leaders_who_meet_unprepared_settle_no_more_than_they_can_attend_to() {
    let mut full = 0;
    for seed in 1..=40 {
        let mut scenario = generated(seed);
        scenario.world.attention = fixed(1.0);
        for records in play(&scenario, seed, 6).iter().flatten() {
            for (format, record) in scenario.formats.iter().zip(records) {
                let issues =
                    record.content[..scenario.issues.len()].iter().filter(|l| **l != LEFT_OUT).count();
                if format.delegation.level == Level::Leaders && format.phases.is_empty() {
                    assert!(issues <= 1, "seed {seed}: {issues} issues");
                    full += usize::from(issues == 1);
                }
            }
        }
        // As much attention as there are issues is as good as any.
        scenario.world.attention = fixed(scenario.issues.len() as f64);
        let enough = play(&scenario, seed, 4);
        scenario.world.attention = fixed(16.0);
        assert_eq!(play(&scenario, seed, 4), enough, "seed {seed}");
    }
    assert!(full > 5, "{full} agreements on one issue");
}

#[test]
fn what_was_prepared_at_working_level_needs_no_attention() {
    let mut more = 0;
    for seed in 1..=60 {
        let mut scenario = generated(seed);
        scenario.formats.truncate(1);
        scenario.world.attention = fixed(1.0);
        scenario.formats[0].delegation.level = Level::Leaders;
        scenario.formats[0].contract.all_or_nothing = false;
        let mut before = scenario.formats[0].clone();
        before.name = "before".into();
        before.delegation.level = Level::Working;
        scenario.parts.push(before);
        // Delegates who may not sign anything prepare all the same.
        scenario.parties.iter_mut().for_each(|p| p.mandate = fixed(0.999));
        scenario.formats.push(in_sequence(
            &scenario,
            PhaseFormat::Part(0),
            PhaseFormat::Format(0),
            When::Ended,
        ));
        for records in play(&scenario, seed, 4).iter().flatten() {
            let issues =
                |r: &Record| r.content[..scenario.issues.len()].iter().filter(|l| **l != LEFT_OUT).count();
            more += usize::from(issues(&records[1]) > 1);
        }
    }
    assert!(more > 3, "{more} agreements on more than one issue");
}

fn in_sequence(
    scenario: &Scenario,
    first: PhaseFormat,
    second: PhaseFormat,
    when: When,
) -> roundtable::scenario::model::Format {
    let phase = |name: &str, held, after| Phase {
        name: name.into(),
        held,
        after,
        when,
        reached: vec![],
        not_reached: vec![],
        source: Provenance::Default,
    };
    let mut format = scenario.formats[0].clone();
    format.name = "in sequence".into();
    format.phases = vec![phase("first", first, None), phase("second", second, Some(0))];
    format
}

#[test]
fn without_a_second_table_forethought_changes_nothing() {
    for seed in 1..=40 {
        let mut scenario = generated(seed);
        scenario.formats.retain(|f| f.phases.is_empty());
        let with = play(&scenario, seed, 5);
        scenario.world.forethought = false;
        assert_eq!(play(&scenario, seed, 5), with, "seed {seed}");
    }
}

#[test]
fn a_second_chance_after_failure_narrows_the_first_zone() {
    let (mut narrower, mut compared, mut hopeful, mut reckoned) = (0, 0, 0, 0);
    for seed in seeds(80) {
        let mut scenario = generated(seed);
        scenario.formats.truncate(1);
        scenario.formats[0].rule = Rule::Unanimity;
        let mut again = scenario.formats[0].clone();
        again.name = "again".into();
        again.contract.agenda.fill(true);
        scenario.parts.push(again);
        let sequence = in_sequence(&scenario, PhaseFormat::Format(0), PhaseFormat::Part(0), When::Failed);
        scenario.formats.push(sequence);
        let mut blind = scenario.clone();
        blind.world.forethought = false;
        let engines = [&scenario, &blind].map(|s| Engine::new(s, seed, Correlation::AsAssumed));
        for index in 0..4 {
            let settings = [0, 1].map(|k: usize| engines[k].setting(index));
            let plays = [0, 1].map(|k| engines[k].play(&settings[k], 1, Behaviour::Concession));
            let [with, without] = [0, 1].map(|k| plays[k].episodes[0].zone);
            let first = &plays[0].episodes[0].first;
            let after = &first.valuation.after;
            if first.epoch == Epoch::default() {
                let node = &engines[0].programs[1].nodes[1];
                let meets = node.format.delegation.first_meeting;
                let by_hand = worth(&scenario, &settings[0].world, &node.table, meets);
                for (w, hand) in after.iter().zip(&by_hand) {
                    assert!(
                        (w - hand).abs() < NEAR * (1.0 + hand.abs()),
                        "seed {seed}: {after:?} {by_hand:?}"
                    );
                }
                reckoned += usize::from(by_hand.iter().any(|w| *w > NEAR));
            }
            hopeful += usize::from(after.iter().any(|w| *w > 0.0));
            if after.iter().all(|w| *w >= 0.0) {
                assert!(without.rational || !with.rational, "seed {seed}, world {index}");
                compared += 1;
                narrower += usize::from(without.rational && !with.rational);
            }
        }
    }
    assert!(
        compared > 50 && hopeful > 20 && reckoned > 20 && narrower > 0,
        "{compared} compared, {hopeful} hopeful, {reckoned} by hand, {narrower} narrower"
    );
}

#[test]
fn a_stance_matters_in_public_alone() {
    let mut differs = 0;
    for seed in 1..=30 {
        let mut scenario = generated(seed);
        let base = play(&scenario, seed, 4);
        scenario.parties.iter_mut().for_each(|p| p.stance = range(0.1, 0.6));
        let firm = play(&scenario, seed, 4);
        for (a, b) in base.iter().flatten().zip(firm.iter().flatten()) {
            for ((format, a), b) in scenario.formats.iter().zip(a).zip(b) {
                if format.delegation.public {
                    differs += usize::from(a != b);
                } else if format.phases.is_empty() {
                    assert_eq!(a, b, "seed {seed}");
                }
            }
        }
    }
    assert!(differs > 10, "{differs}");
}
