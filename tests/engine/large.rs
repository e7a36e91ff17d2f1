//! Ten parties, twelve issues, six tables: a scenario of that size is read, checked and run, nested and in phases.

use crate::common;

use common::play::scenario_of;
use roundtable::simulation::engine::Engine;
use roundtable::talks::behaviour::Behaviour;
use roundtable::world::draw::Correlation;
use std::fmt::Write as _;

const PARTIES: usize = 10;
const ISSUES: usize = 12;
const TABLES: usize = 6;

fn text() -> String {
    let source = "source: assumed(because: \"a test of size\", range: \"any\")";
    let zero = "assumed(from: -0.3, to: -0.1, because: \"a test of size\")";
    let list = |names: Vec<String>| names.iter().map(|n| format!("\"{n}\"")).collect::<Vec<_>>().join(", ");
    let mut text = format!(
        "Scenario(format_version: 2, name: \"large\", title: \"Ten, twelve, six\", calendar: (horizon: 60, {source}), parties: {{\n"
    );
    for p in 0..PARTIES {
        let _ = writeln!(text, "\"p{p}\": ({source}, demand: {zero}),");
    }
    text.push_str("}, issues: {\n");
    for j in 0..ISSUES {
        let duty = list(vec![format!("p{}", j % PARTIES), format!("p{}", (j + 1) % PARTIES)]);
        let _ = writeln!(text, "\"i{j}\": (levels: [\"no\", \"some\", \"all\"], duty: [{duty}], {source}),");
    }
    text.push_str("}, statements: [\n");
    for j in 0..ISSUES {
        for (p, better) in [(j % PARTIES, "no"), ((j + 3) % PARTIES, "all")] {
            let other = if better == "no" { "all" } else { "no" };
            let _ = writeln!(
                text,
                "prefers(party: \"p{p}\", on: \"i{j}\", level: \"{better}\", to: \"{other}\",
                 source: assumed(because: \"a test of size\", holds_in: 90)),"
            );
        }
    }
    text.push_str("], world: (demand_of: everything), formats: { \"nested\": (");
    let members = list((0..PARTIES).map(|p| format!("p{p}")).collect());
    let _ = writeln!(text, "{source}, membership: (members: [{members}], tables: {{");
    for t in 0..TABLES {
        let agenda = list(vec![format!("i{}", 2 * t), format!("i{}", 2 * t + 1)]);
        let _ = writeln!(text, "\"table {t}\": (members: [{members}], agenda: [{agenda}]),");
    }
    let _ = writeln!(
        text,
        "}}, {source}), rule: (kind: consensus_minus, minus: 2, {source})),
        \"by quota\": (like: \"nested\", {source}, rule: (kind: quota, needed: 6, {source})),
        \"in phases\": ({source}, phases: {{
            \"first\": (format: \"nested\", {source}),
            \"then\": (format: \"by quota\", after: \"first\", when: failed, {source}),
        }}),
    }})"
    );
    text
}

#[test]
fn ten_parties_twelve_issues_and_six_tables_run() {
    let scenario = scenario_of("large", &text());
    let engine = Engine::new(&scenario, 1, Correlation::AsAssumed);
    let (mut signed, mut episodes) = (0, 0);
    for world in 0..6 {
        let setting = engine.setting(world);
        for format in 0..scenario.formats.len() {
            for behaviour in Behaviour::ALL {
                let played = engine.play(&setting, format, behaviour);
                signed += usize::from(played.record.signed.is_some());
                episodes += played.episodes.len();
                assert!(played.record.gain.iter().all(|g| g.is_finite()));
            }
        }
    }
    println!("{signed} {episodes}");
    assert!(signed > 0 && episodes > 36, "{signed} {episodes}");
}
