//! Build a scenario in code, write it as RON, and run it: `cargo run --example build_a_scenario`.

use roundtable::written::{
    Calendar, FieldSources, Format, Issue, Party, Scenario, Source, Statement, StatementSource,
};
use roundtable::{Scenario as Checked, Simulation};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let source = || Source::assumed("an example", "any other");
    let all = || Some(FieldSources::All(source()));
    let party = || Party { source: Some(source()), ..Party::default() };
    let prefers = |party: &str, level: &str, to: &str| Statement::Prefers {
        party: party.into(),
        on: "water".into(),
        level: level.into(),
        to: to.into(),
        source: Some(StatementSource::Assumed { because: Some("an example".into()), holds_in: 90 }),
    };
    let levels = vec!["as now".into(), "shared".into()];
    let water = Issue { levels, duty: vec!["north".into()], source: all(), ..Issue::default() };
    let two = Format { source: Some(source()), ..Format::default() };
    let text = Scenario {
        format_version: 2,
        name: "wells".into(),
        title: "Two villages and a well".into(),
        calendar: Calendar { horizon: 60, source: source(), ..Calendar::default() },
        parties: [("north", party()), ("south", party())].into_iter().collect(),
        issues: [("water", water)].into_iter().collect(),
        statements: vec![prefers("north", "as now", "shared"), prefers("south", "shared", "as now")],
        formats: [("the two", two)].into_iter().collect(),
        ..Scenario::default()
    }
    .to_ron();
    let found = Simulation::of(&Checked::parse("wells.ron", &text)?).runs(100).run()?;
    println!("{text}// signed in {:.0} of 100 worlds", 100.0 * found.formats[0].signed.estimate);
    Ok(())
}
