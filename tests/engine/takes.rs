//! What it takes to carry out what is agreed: parallel within a stage, one stage after the other, over random scenarios and in
//! sampled histories. The first tests compare to 1e-9 without an error rate; the last says its own.

use crate::common;

use common::play::{fixed, generated, mean_error, play, range, scenario_of, small_seeds};
use roundtable::agreement::evaluation::Switches;
use roundtable::agreement::packages::Packages;
use roundtable::agreement::table::Table;
use roundtable::agreement::valuation::Valuation;
use roundtable::scenario::model::Scenario;
use roundtable::simulation::engine::Engine;
use roundtable::world::World;
use roundtable::world::draw::{Correlation, Draws};

/// Mean periods of an issue, written out again.
fn periods(world: &World, table: &Table, menu: usize) -> f64 {
    world.takes[table.menus[menu].issue].map_or(1.0 / world.plain_success, |periods| periods.max(1.0))
}

#[test]
fn a_stage_takes_as_long_as_its_slowest_issue_and_stages_add_up() {
    let (mut staged, mut slower, mut given, mut left_out) = (0, 0, 0, 0);
    for seed in small_seeds(1, 40, 200.0) {
        let scenario = generated(seed);
        let engine = Engine::new(&scenario, seed, Correlation::AsAssumed);
        let world = engine.setting(0).world;
        for table in &engine.tables {
            let v = Valuation::new(&scenario, &world, table, 0);
            Packages::new(table, &v, Switches { withdrawal: true }, |_| f64::NEG_INFINITY).visit(
                |package, agreement| {
                    let schedule = &table.schedules[usize::from(package.schedule)];
                    let agreed = |menu: &usize| package.options[*menu] != 0;
                    let slowest = |menus: &mut dyn Iterator<Item = usize>| {
                        menus.map(|menu| periods(&world, table, menu)).fold(0.0, f64::max)
                    };
                    let (mut total, mut written) = (0.0, false);
                    for stage in 0..schedule.stages.len() {
                        let mut menus = (0..table.menus.len()).filter(|&m| schedule.stage_of[m] == stage);
                        if !menus.clone().any(|m| agreed(&m)) {
                            continue;
                        }
                        let all = slowest(&mut menus.clone());
                        let own = slowest(&mut menus.by_ref().filter(agreed));
                        left_out += usize::from(all > own + 1e-9);
                        let chance = schedule.roadmap.and_then(|r| world.success[r][stage]);
                        written |= chance.is_some();
                        total += chance.map_or(own, |chance| 1.0 / chance);
                    }
                    let found: f64 = agreement.success[..agreement.stages].iter().map(|s| 1.0 / s).sum();
                    assert!(
                        (found - total).abs() <= 1e-9 * total,
                        "{seed}: {found}, not {total}: {package:?}"
                    );
                    let in_one_go = slowest(&mut (0..table.menus.len()).filter(agreed));
                    assert!(written || found >= in_one_go - 1e-9 * in_one_go, "{seed}: {package:?}");
                    given += usize::from(written);
                    staged += usize::from(agreement.stages > 1);
                    slower += usize::from(found > in_one_go + 1e-9);
                },
            );
        }
    }
    assert!(
        staged > 100 && slower > 100 && given > 100 && left_out > 100,
        "{staged} {slower} {given} {left_out}"
    );
}

#[test]
fn what_one_issue_takes_moves_no_other_draw() {
    for seed in 1..30 {
        let plain = generated(seed);
        let mut written = plain.clone();
        written.issues[0].takes = Some(range(2.0, 50.0));
        let [a, b] = [&plain, &written].map(|s| {
            let mut world = Draws::new(s, seed, Correlation::AsAssumed).world(4);
            assert!(s.issues[0].takes.is_none() || world.takes[0].is_some());
            world.takes[0] = None;
            format!("{world:?}")
        });
        assert_eq!(a, b, "{seed}");
    }
}

#[test]
fn an_issue_on_no_menu_takes_nothing() {
    let mut compared = 0;
    for seed in small_seeds(1, 60, 300.0) {
        let scenario = generated(seed);
        let engine = Engine::new(&scenario, seed, Correlation::AsAssumed);
        for table in &engine.tables {
            let mut world = engine.setting(1).world;
            let before = Valuation::new(&scenario, &world, table, 0);
            for (j, takes) in world.takes.iter_mut().enumerate() {
                if table.menus.iter().all(|m| m.issue != j) {
                    *takes = Some(500.0);
                    compared += 1;
                }
            }
            assert_eq!(Valuation::new(&scenario, &world, table, 0), before, "{seed}: {}", table.name);
        }
    }
    assert!(compared > 20, "{compared}");
}

/// Two parties that gain from three issues, each of which takes `months`; all is signed at once and kept.
fn willing(months: f64, periods_per_year: u32) -> Scenario {
    let source = "source: assumed(because: \"a\", range: \"b\")";
    let zero = "assumed(from: 0.0, to: 0.0, because: \"off\")";
    let party = format!(
        "({source}, demand: {zero}, temptation: {zero}, ratification: {zero}, audience_cost: {zero}, collapse_penalty: {zero})"
    );
    let takes = format!("assumed(from: {months:?}, to: {months:?}, because: \"so long\")");
    let issue = format!("(levels: [\"no\", \"yes\"], takes: {takes}, {source})");
    let likes = ["p", "q"].map(|party| {
        ["a", "b", "c"].map(|on| {
            format!(
                "prefers(party: \"{party}\", on: \"{on}\", level: \"yes\", to: \"no\", {})",
                source.replace("range: \"b\"", "holds_in: 100")
            )
        })
    });
    let text = format!(
        "Scenario(format_version: 2, name: \"x\", title: \"x\", calendar: (horizon: 2000, periods_per_year: {periods_per_year}, {source}),
         parties: {{ \"p\": {party}, \"q\": {party} }}, issues: {{ \"a\": {issue}, \"b\": {issue}, \"c\": {issue} }},
         statements: [{}],
         roadmaps: {{ \"three\": ({source}, stages: [(issues: [\"a\"]), (issues: [\"b\"]), (issues: [\"c\"])]) }},
         world: (lapse_after_completion: {zero}),
         formats: {{ \"at once\": (contract: (all_or_nothing: true, {source}), {source}),
                     \"in stages\": (contract: (roadmaps: [\"three\"], all_or_nothing: true, {source}), {source}) }})",
        likes.concat().join(", ")
    );
    scenario_of("x", &text)
}

/// Mean times of 500 histories within 4.5 standard errors of what the issues take: four comparisons, each wrong with chance
/// 7e-6.
#[test]
fn sampled_histories_take_what_issues_take() {
    for (months, periods_per_year) in [(8.0, 12), (30.0, 4)] {
        let mut scenario = willing(months, periods_per_year);
        scenario.parties.iter_mut().for_each(|p| p.detection = fixed(0.0));
        let records = play(&scenario, 3, 500);
        let one = months * f64::from(periods_per_year) / 12.0;
        for (format, right) in [(0, one), (1, 3.0 * one)] {
            let took = |world: &Vec<Vec<roundtable::simulation::record::Record>>| {
                let record = &world[0][format];
                Some(f64::from(record.completed?) - f64::from(record.signed?))
            };
            let times: Vec<f64> = records.iter().filter_map(took).collect();
            assert!(times.len() > 480, "{}", times.len());
            let (mean, error) = mean_error(&times);
            assert!((mean - right).abs() < 4.5 * error, "format {format}: {mean} ± {error}, not {right}");
        }
    }
}
