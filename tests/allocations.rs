//! No memory is taken for each package or each offer: where a table has many times as many of them, what is taken is nearly the same.

use allocation_counter::measure;
use roundtable::scenario::{Scenario, SourceFile, read};
use roundtable::simulation::engine::Engine;
use roundtable::talks::behaviour::Behaviour;
use roundtable::talks::catalogue::Catalogue;
use roundtable::world::draw::Correlation;

/// A table of three with issues of so many levels, and so many offers at each of four meetings; `rule` as it is written in a format.
fn scenario(levels: usize, offers: u32, rule: &str) -> Scenario {
    let source = "source: assumed(because: \"a test\", range: \"none\", no_variant: \"a test\")";
    let names = |n: usize| (0..n).map(|k| format!("\"level {k}\"")).collect::<Vec<_>>().join(", ");
    let issues: Vec<String> =
        (0..4).map(|j| format!("\"issue {j}\": (levels: [{}], {source})", names(levels))).collect();
    let text = format!(
        "Scenario(format_version: 2, name: \"x\", title: \"x\", calendar: (horizon: 60, {source}),
         parties: {{ \"a\": ({source}), \"b\": ({source}), \"c\": ({source}) }}, issues: {{ {} }},
         formats: {{ \"f\": ({source}, rule: ({rule}, {source}), delegation: (meetings: 4, every: 2, offers: {offers}, {source})) }})",
        issues.join(", ")
    );
    read(&SourceFile::new("x", text)).map(|checked| checked.scenario).expect("legal")
}

/// Allocations of worlds through the format, and how many packages could suit its members in them.
fn allocations(scenario: &Scenario, behaviour: Behaviour) -> (u64, usize) {
    let engine = Engine::new(scenario, 1, Correlation::AsAssumed);
    let (mut taken, mut packages) = (0, 0);
    for world in 0..12 {
        let setting = engine.setting(world);
        taken += measure(|| drop(engine.run(&setting, &[behaviour]))).count_total;
        let table = &engine.tables[0];
        let valuation = roundtable::agreement::valuation::Valuation::new(scenario, &setting.world, table, 0);
        packages +=
            Catalogue::new(table, &valuation, roundtable::agreement::evaluation::Switches::default()).len();
    }
    (taken, packages)
}

const RULES: [&str; 2] = ["kind: unanimity", "kind: quota, needed: 2"];

#[test]
fn no_memory_is_taken_for_each_package() {
    for rule in RULES {
        for behaviour in Behaviour::ALL {
            let (few, packages) = allocations(&scenario(4, 3, rule), behaviour);
            let (many, more) = allocations(&scenario(8, 3, rule), behaviour);
            assert!(more > 8 * packages, "{rule}: {packages} packages, then {more}");
            println!("{rule} {behaviour:?}: {few} {many} for {packages} {more}");
            // Lists grow by doubling.
            assert!(many < few + (more - packages) as u64 / 20, "{rule}, {behaviour:?}: {few}, then {many}");
        }
    }
}

#[test]
fn no_memory_is_taken_for_each_offer() {
    for rule in RULES {
        for behaviour in Behaviour::ALL {
            let (few, _) = allocations(&scenario(4, 3, rule), behaviour);
            let (many, _) = allocations(&scenario(4, 60, rule), behaviour);
            println!("{rule} {behaviour:?}: {few} {many}");
            assert!(many <= few + few / 10, "{rule}, {behaviour:?}: {few}, then {many}");
        }
    }
}
