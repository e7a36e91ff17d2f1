//! Build a scenario in code, write it as RON, read it as any other, and run it: `cargo run --example build_a_scenario`.

use roundtable::scenario::written::{
    Calendar, FieldSources, Format, Issue, Party, Scenario, Source, Statement, StatementSource,
};
use roundtable::scenario::{SourceFile, Style, read, render};
use roundtable::simulation::engine::Engine;
use roundtable::talks::behaviour::Behaviour;
use roundtable::world::draw::Correlation;

fn main() {
    let source = || Source::assumed("an example", "any other");
    let party = || Party { source: source(), ..Party::default() };
    let prefers = |party: &str, level: &str, to: &str| Statement::Prefers {
        party: party.into(),
        on: "water".into(),
        level: level.into(),
        to: to.into(),
        source: StatementSource::Assumed { because: "an example".into(), holds_in: 90 },
    };
    let scenario = Scenario {
        format_version: 1,
        name: "wells".into(),
        title: "Two villages and a well".into(),
        calendar: Calendar { horizon: 60, source: source(), ..Calendar::default() },
        parties: [("north", party()), ("south", party())].into_iter().collect(),
        issues: [(
            "water",
            Issue {
                levels: vec!["as now".into(), "shared".into()],
                duty: vec!["north".into()],
                source: FieldSources::All(source()),
                ..Issue::default()
            },
        )]
        .into_iter()
        .collect(),
        statements: vec![prefers("north", "as now", "shared"), prefers("south", "shared", "as now")],
        formats: [("the two", Format { source: Some(source()), ..Format::default() })].into_iter().collect(),
        ..Scenario::default()
    };
    let file = SourceFile::new("wells.ron", scenario.to_ron());
    match read(&file) {
        Ok(checked) => {
            let engine = Engine::new(&checked.scenario, 1, Correlation::AsAssumed);
            let signed = |k: &u64| engine.run(&engine.setting(*k), &[Behaviour::Nash])[0][0].signed.is_some();
            println!("{}// signed in {} of 100 worlds", file.text(), (0..100).filter(signed).count());
        }
        Err(problems) => eprint!("{}", render(&problems, &file, Style::Plain)),
    }
}
