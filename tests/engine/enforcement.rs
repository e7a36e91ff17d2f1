//! Failed stages, guarantees, supervision and the manipulator: what is switched off leaves no trace, what is switched on by
//! a little changes little, and each works in the direction that it claims. No error rate: comparisons are of records.

use crate::common;

use common::play::{Records, Trace, fixed, flat, generated, play, range, small_seeds};
use common::reorder::Places;
use common::scenarios::Random;
use roundtable::agreement::evaluation::{Agreement, Switches};
use roundtable::agreement::guarantee::Perspective;
use roundtable::agreement::history::Happening;
use roundtable::agreement::packages::Packages;
use roundtable::agreement::table::{Choice, Table};
use roundtable::agreement::valuation::Valuation;
use roundtable::language::Language;
use roundtable::report::story::tell;
use roundtable::scenario::model::{Format, Scenario};
use roundtable::scenario::place::PartyIndex;
use roundtable::simulation::engine::Engine;
use roundtable::simulation::record::Record;
use roundtable::talks::behaviour::Behaviour;
use roundtable::world::draw::Correlation;

const WORLDS: u64 = 10;

fn seeds(count: usize) -> Vec<u64> {
    small_seeds(1, count, 300.0)
}

/// A scenario in which all that this file is about can happen: everybody monitors, guarantees and may inspect.
fn enforced(seed: u64, force: f64) -> Scenario {
    let mut scenario = generated(seed);
    let everybody: Vec<PartyIndex> = PartyIndex::all(scenario.parties.len()).collect();
    for party in &mut scenario.parties {
        party.temptation = range(0.0, 1.5);
        party.detection = range(0.1, 0.5);
        party.guarantee_force = fixed(force);
        party.guarantee_cost = range(0.0, 0.4);
    }
    for format in &mut scenario.formats {
        format.enforcement.monitors.clone_from(&everybody);
        format.enforcement.guarantors.clone_from(&everybody);
    }
    scenario
}

fn without_guarantors(scenario: &Scenario) -> Scenario {
    let mut without = scenario.clone();
    without.formats.iter_mut().for_each(|f| f.enforcement.guarantors.clear());
    without
}

fn trace_of(records: &Records) -> Trace {
    let mut trace = Trace::default();
    flat(records).for_each(|r| trace.add(r));
    trace
}

fn add(all: &mut Trace, more: Trace) {
    all.all += more.all;
    all.signed += more.signed;
    all.in_force += more.in_force;
    all.completed += more.completed;
    all.collapsed += more.collapsed;
}

/// Numbers that come near each other: the same course of things, and gains within a bound.
fn near(a: &Record, b: &Record, bound: f64) -> bool {
    let close = |a: &[f64], b: &[f64]| a.iter().zip(b).all(|(a, b)| (a - b).abs() <= bound);
    a.signed == b.signed
        && a.content == b.content
        && a.in_force == b.in_force
        && (a.chance_completed - b.chance_completed).abs() <= bound
        && close(&a.expected_gain, &b.expected_gain)
}

#[test]
fn what_has_no_force_and_who_inspects_nothing_leave_no_trace() {
    let mut trace = Trace::default();
    for seed in seeds(60) {
        let mut scenario = enforced(seed, 0.0);
        let base = without_guarantors(&scenario);
        for format in &mut scenario.formats {
            format.enforcement.supervision = true;
        }
        for issue in &mut scenario.issues {
            issue.guarantors = vec![PartyIndex::all(scenario.parties.len()).collect(); issue.levels.len()];
        }
        let (a, b) = (play(&base, seed, WORLDS), play(&scenario, seed, WORLDS));
        assert!(a == b, "scenario {seed}");
        add(&mut trace, trace_of(&a));
    }
    trace.assert_taken();
}

#[test]
fn a_little_force_inspection_pause_and_renegotiation_change_little() {
    type Change = fn(&mut Scenario, f64);
    let changes: [(&str, Change); 4] = [
        ("force", |s, x| s.parties.iter_mut().for_each(|p| p.guarantee_force = fixed(x))),
        ("inspection", |s, x| {
            s.parties.iter_mut().for_each(|p| p.inspection = fixed(x));
            s.formats.iter_mut().for_each(|f| f.enforcement.supervision = true);
        }),
        ("pause", |s, x| s.world.pause = fixed(x)),
        ("renegotiation", |s, x| s.world.renegotiation = fixed(x)),
    ];
    for (name, change) in changes {
        let (mut differ, mut moved, mut trace) = (0, 0, Trace::default());
        for seed in seeds(40) {
            let off = enforced(seed, 0.0);
            let (mut little, mut much) = (off.clone(), off.clone());
            change(&mut little, 1e-9);
            change(&mut much, 0.5);
            let [off, little, much] = [off, little, much].map(|s| play(&s, seed, WORLDS));
            for ((a, b), c) in flat(&off).zip(flat(&little)).zip(flat(&much)) {
                differ += usize::from(!near(a, b, 1e-6));
                moved += usize::from(!near(a, c, 1e-6));
                trace.add(a);
            }
        }
        trace.assert_taken();
        assert!(differ == 0 && moved > 50, "{name}: {differ} of {} differ, {moved} with much", trace.all);
    }
}

/// Calls with every package of the tables of random scenarios, evaluated with a force and with twice as much.
fn for_each_pair(mut call: impl FnMut(&Table, &Valuation, &Agreement, &Agreement, &str)) {
    for seed in seeds(80) {
        let scenarios = [0.3, 0.6].map(|force| enforced(seed, force));
        let [weak, strong] = scenarios.each_ref().map(|s| Engine::new(s, seed, Correlation::AsAssumed));
        for world in 0..3 {
            let (a, b) = (weak.setting(world), strong.setting(world));
            for table in &weak.tables {
                let v = Valuation::new(&scenarios[0], &a.world, table, 0);
                let w = Valuation::new(&scenarios[1], &b.world, table, 0);
                let switches = Switches { withdrawal: true };
                let mut again = Packages::new(table, &w, switches, |_| f64::NEG_INFINITY);
                Packages::new(table, &v, switches, |_| f64::NEG_INFINITY).visit(|package, first| {
                    call(table, &w, first, again.evaluate(package), &format!("scenario {seed}, {world}"));
                });
            }
        }
    }
}

#[test]
fn more_force_never_lowers_what_is_resisted_and_never_adds_a_spoiler() {
    let (mut tried, mut raised, mut deterred) = (0, 0, 0);
    for_each_pair(|table, v, weak, strong, at| {
        assert_eq!(strong.spoilers & !weak.spoilers, 0, "{at}");
        deterred += usize::from(strong.spoilers != weak.spoilers);
        // Where force changes who spoils, it changes what there is to lose.
        if strong.spoilers != weak.spoilers || strong.spoilers != 0 {
            return;
        }
        for &i in &table.signatories {
            for k in 0..weak.stages {
                tried += 1;
                assert!(strong.resists[k][i] >= weak.resists[k][i] - 1e-12, "{at}");
                raised += usize::from(strong.resists[k][i] > weak.resists[k][i] + 1e-9);
                for perspective in [Perspective::Others, Perspective::Own(i)] {
                    let resists = |a: &Agreement| a.resists_in(&v.terms, k, i, perspective);
                    assert!(resists(strong) >= strong.deterrence.undeterred[k][i], "{at}");
                }
            }
        }
    });
    assert!(tried > 10_000 && raised > tried / 10 && deterred > 50, "{tried} {raised} {deterred}");
}

#[test]
fn guarantees_are_acted_on_and_cost_the_offender() {
    let (mut acted, mut refrained, mut spoilers) = (0, 0, 0);
    for seed in seeds(60) {
        let scenario = enforced(seed, 0.1);
        let engine = Engine::new(&scenario, seed, Correlation::AsAssumed);
        for world in 0..WORLDS {
            let setting = engine.setting(world);
            for format in 0..scenario.formats.len() {
                let played = engine.play(&setting, format, Behaviour::Nash);
                let Some(signed) = played.episodes[0].signed.clone() else { continue };
                let Some(history) = signed.history else { continue };
                let heard = |of: &dyn Fn(&Happening) -> bool| history.happenings.iter().any(|(_, h)| of(h));
                let punished = heard(&|h| matches!(h, Happening::Punished(..)));
                acted += usize::from(punished);
                spoilers += usize::from(punished && signed.agreement.spoilers != 0);
                refrained += usize::from(heard(&|h| matches!(h, Happening::Ended(_))) && !punished);
                for (_, happening) in &history.happenings {
                    if let Happening::Punished(offender, by) = happening {
                        assert_eq!(by & (1 << offender), 0, "nobody acts against itself");
                    }
                }
            }
        }
    }
    assert!(acted > 20 && refrained > 20 && spoilers > 0, "{acted} {refrained} {spoilers}");
}

/// A scenario with a third party that lends its weight to the first format, which it does not sit at; with the plain one.
fn manipulated(seed: u64) -> Option<(Scenario, PartyIndex)> {
    let mut scenario = generated(seed);
    scenario.formats.truncate(1);
    let members = &scenario.formats[0].membership.members;
    let outsider = PartyIndex::all(scenario.parties.len()).find(|i| !members.contains(i))?;
    let mut format: Format = scenario.formats[0].clone();
    "with a manipulator".clone_into(&mut format.name);
    format.enforcement.manipulator = Some(outsider);
    scenario.formats.push(format);
    Some((scenario, outsider))
}

#[test]
fn nothing_is_signed_against_the_manipulator_and_its_effort_is_its_own() {
    let (mut signed, mut refused, mut more) = (0, 0, 0);
    for seed in (1..).filter(|&seed| manipulated(seed).is_some()).take(100) {
        let Some((mut scenario, outsider)) = manipulated(seed) else { continue };
        scenario.parties[outsider].demand = range(-0.1, 0.1);
        let mut dear = scenario.clone();
        dear.parties[outsider].effort = fixed(0.05);
        let [engine, dear] = [&scenario, &dear].map(|s| Engine::new(s, seed, Correlation::AsAssumed));
        let [plain, table] = [0, 1].map(|f| &engine.tables[f]);
        assert!(table.is_signatory(outsider) && table.monitors.contains(&outsider));
        let levels = |t: &Table| t.menus.iter().map(|m| m.choices.len()).sum::<usize>();
        more += usize::from(levels(table) > levels(plain));
        for menu in &table.menus {
            for choice in &menu.choices {
                let Choice::Agree(level) = choice else { continue };
                let duty = &scenario.issues[menu.issue].duty[*level];
                assert!(duty.iter().all(|&i| table.is_member(i) || i == outsider));
            }
        }
        for world in 0..20 {
            let setting = engine.setting(world);
            let played = engine.play(&setting, 1, Behaviour::Nash);
            let valuation = &played.episodes[0].last.valuation;
            if let Some(agreed) = &played.episodes[0].signed {
                signed += 1;
                assert!(agreed.agreement.start(outsider) >= valuation.reservation[outsider] - 1e-9);
            } else {
                refused += usize::from(played.record.zone_self_enforcing);
            }
            let costly = Valuation::new(dear.scenario, &dear.setting(world).world, table, 0).terms.in_force;
            let free = Valuation::new(&scenario, &setting.world, table, 0).terms.in_force;
            for i in 0..scenario.parties.len() {
                let effort = if i == outsider { 0.05 } else { 0.0 };
                assert!((free[i] - costly[i] - effort).abs() < 1e-12);
            }
        }
    }
    assert!(signed > 50 && refused > 5 && more > 3, "{signed} {refused} {more}");
}

#[test]
fn stories_tell_who_guarantees_what_and_whether_it_acted() {
    let mut told = [0; 4];
    for seed in seeds(20) {
        let mut scenario = enforced(seed, 0.1);
        (scenario.world.pause, scenario.world.renegotiation) = (fixed(0.3), fixed(0.3));
        let engine = Engine::new(&scenario, seed, Correlation::AsAssumed);
        for world in 0..WORLDS {
            let text = tell(&engine, 0, world, Behaviour::Nash, Language::En).text();
            let said = [
                "the others believe that it would in",
                "acts on the guarantee against",
                "is put on hold and begins anew",
                "goes back to the table; what was done stays as it is",
            ];
            for (count, words) in told.iter_mut().zip(said) {
                *count += usize::from(text.replace("\n  ", " ").contains(words));
            }
        }
    }
    assert!(told.iter().all(|count| *count > 0), "{told:?}");
}

#[test]
fn the_order_of_declaration_makes_no_difference_to_guarantees() {
    let mut trace = Trace::default();
    for seed in seeds(40) {
        let mut scenario = enforced(seed, 0.2);
        scenario.world.pause = fixed(0.3);
        scenario.world.renegotiation = fixed(0.2);
        if let Some((with, outsider)) = manipulated(seed) {
            scenario.formats.push(with.formats[1].clone());
            scenario.parties[outsider].effort = fixed(0.01);
        }
        let mut random = Random::new(seed);
        let (p, i) = (random.order(scenario.parties.len()), random.order(scenario.issues.len()));
        let places = Places::from_orders(&p, &i);
        let (old, new) = (play(&scenario, seed, WORLDS), play(&places.scenario(&scenario), seed, WORLDS));
        for (a, b) in flat(&old).zip(flat(&new)) {
            trace.add(a);
            assert_eq!(&places.record(a), b, "scenario {seed}");
        }
    }
    trace.assert_taken();
}
