//! `worlds.csv`: what was drawn in each world, from which the world is made again; and the dictionary of both tables. No error rate: all
//! that is asserted holds in every world.

use crate::common;

use common::play::{generated, generated_with_everything, scenario_of, shipped};
use roundtable::results::data_package;
use roundtable::scenario::model::Scenario;
use roundtable::scenario::set::read_with;
use roundtable::scenario::{SourceFile, template};
use roundtable::simulation::engine::Engine;
use roundtable::simulation::job::Runs;
use roundtable::simulation::store::Rows;
use roundtable::talks::behaviour::Behaviour;
use roundtable::world::columns::columns;
use roundtable::world::draw::Correlation;
use roundtable::world::numbers::Numbers;
use roundtable::world::stored::{Reader, RowError};
use serde_json::Value;
use std::collections::BTreeSet;

const EVERYTHING: &str = include_str!("../common/everything.ron");

fn everything() -> Scenario {
    scenario_of("everything", EVERYTHING)
}

fn demo() -> Scenario {
    scenario_of("demo", &template("demo"))
}

fn header(scenario: &Scenario) -> Vec<String> {
    columns(scenario).into_iter().map(|(column, _)| column.name).collect()
}

/// Cells of rows without a header.
fn cells(rows: &[u8]) -> Vec<Vec<String>> {
    let reader = csv::ReaderBuilder::new().has_headers(false).from_reader(rows);
    let row = |row: csv::Result<csv::StringRecord>| row.expect("a row").iter().map(String::from).collect();
    reader.into_records().map(row).collect()
}

fn read(reader: &Reader<'_>, cells: &[String]) -> Result<Numbers, RowError> {
    reader.read(&cells.iter().map(String::as_str).collect::<Vec<&str>>())
}

fn reader<'s>(scenario: &'s Scenario, header: &[String]) -> Reader<'s> {
    Reader::new(scenario, header.iter().map(String::as_str)).expect("all columns")
}

fn rows(scenario: &Scenario, seed: u64, worlds: u64, behaviour: Behaviour) -> Rows {
    Runs::new(scenario, seed, worlds, behaviour).some(0..worlds).0
}

/// Rows of results that the stored worlds give, with nothing known but the scenario.
fn again(scenario: &Scenario, header: &[String], worlds: &[Vec<String>], behaviour: Behaviour) -> Vec<u8> {
    let reader = reader(scenario, header);
    let numbers = worlds.iter().map(|cells| read(&reader, cells).expect("a row"));
    numbers.flat_map(|n| Runs::new(scenario, n.seed, 1, behaviour).again(&n).results).collect()
}

fn recomputed(name: &str, scenario: &Scenario, seed: u64, worlds: u64) {
    let behaviour = if seed.is_multiple_of(2) { Behaviour::Concession } else { Behaviour::Nash };
    let made = rows(scenario, seed, worlds, behaviour);
    let stored = cells(&made.worlds);
    assert_eq!(stored.len() as u64, worlds, "{name}");
    let header = header(scenario);
    let results = again(scenario, &header, &stored, behaviour);
    assert_eq!(String::from_utf8(results).unwrap(), String::from_utf8(made.results).unwrap(), "{name}");
}

#[test]
fn results_of_shipped_scenarios_come_again_from_the_stored_worlds_alone() {
    for (path, worlds) in [
        ("teaching/1-zone-of-agreement.ron", 30),
        ("teaching/3-packages.ron", 20),
        ("teaching/4-spoiler.ron", 30),
        ("teaching/5-stages.ron", 30),
        ("teaching/6-delegation.ron", 20),
        ("korea-history/1994-agreed-framework.ron", 4),
    ] {
        recomputed(path, &shipped(path), 7, worlds);
    }
    let mut korea = shipped("korea-2019/formats.ron");
    korea.formats.truncate(2);
    recomputed("korea", &korea, 2, 2);
    recomputed("everything", &everything(), 4, 20);
    recomputed("demo", &demo(), u64::MAX, 10);
}

#[test]
fn results_of_random_scenarios_come_again_from_the_stored_worlds_alone() {
    for seed in 0..25 {
        recomputed(&format!("generated {seed}"), &generated(seed), seed, 6);
        recomputed(&format!("with everything {seed}"), &generated_with_everything(seed), seed, 4);
    }
}

#[test]
fn a_row_is_read_whatever_the_order_of_columns_and_writes_itself_again() {
    let scenario = everything();
    let (header, made) = (header(&scenario), rows(&scenario, 3, 5, Behaviour::Nash));
    let stored = cells(&made.worlds);
    let turned: Vec<String> = header.iter().rev().cloned().chain(["mine".to_owned()]).collect();
    let turned_rows: Vec<Vec<String>> =
        stored.iter().map(|row| row.iter().rev().cloned().chain(["=1+1".to_owned()]).collect()).collect();
    assert_eq!(again(&scenario, &turned, &turned_rows, Behaviour::Nash), made.results);
    let reader = reader(&scenario, &header);
    let runs = Runs::new(&scenario, 3, 5, Behaviour::Nash);
    let written: Vec<u8> =
        stored.iter().flat_map(|row| runs.again(&read(&reader, row).unwrap()).worlds).collect();
    assert_eq!(String::from_utf8(written), String::from_utf8(made.worlds));
}

#[test]
fn what_stands_in_a_cell_is_what_the_world_has() {
    let scenario = everything();
    let header = header(&scenario);
    let reader = reader(&scenario, &header);
    let stored = cells(&rows(&scenario, 3, 1, Behaviour::Nash).worlds).remove(0);
    let engine = Engine::new(&scenario, 3, Correlation::AsAssumed);
    let with = |column: &str, text: &str| {
        let at = header.iter().position(|name| name == column).unwrap_or_else(|| panic!("no {column}"));
        let mut row = stored.clone();
        assert_ne!(row[at], text);
        text.clone_into(&mut row[at]);
        engine.setting_of(&read(&reader, &row).unwrap())
    };
    let d = with("parties.north.patience", "0.5").world.traits[0].discount;
    assert!((libm::pow(d, 12.0) - 0.5).abs() < 1e-12);
    assert_eq!(with("world.pause", "0.25").world.pause, 0.25);
    assert_eq!(with("parties.east.bias.north", "-3").world.traits[2].bias[0], -3.0);
    assert_eq!(with("issues.road.takes", "24").world.takes[1], Some(24.0));
    assert_eq!(with("luck.event.election in the north", "9").events.at(2), Some(9));
    assert_eq!(with("luck.lapse.dam", "3").lapses.at(2.into()), Some(3));
    assert_eq!(with("luck.ratification.west", "0.125").chance.ratify[3], 0.125);
    assert_eq!(with("luck.hearing.west.south", "0.125").world.hearing[3][1], 0.125);
    assert_eq!(with("events.a dry summer.moves[1].by", "1.75").world.events[1].moves[1], 1.75);
    let successor = with("events.election in the north.new_government.concession", "3").world;
    assert_eq!(successor.events[2].successor.map(|new| new.concession), Some(3.0));
}

#[test]
fn columns_that_are_numbers_of_the_file_are_paths_of_set() {
    for (name, text) in [("demo", template("demo")), ("everything", EVERYTHING.to_owned())] {
        let file = SourceFile::new(name, text.as_str());
        let scenario = scenario_of(name, &text);
        let header = header(&scenario);
        let row = cells(&rows(&scenario, 1, 1, Behaviour::Nash).worlds).remove(0);
        let mut tried = 0;
        for (column, value) in header.iter().zip(&row) {
            let ours = [".weight.", ".value.", ".holds", ".new_government.", "world.correlation."];
            let begins = ["world", "seed", "luck."];
            let drawn = begins
                .iter()
                .any(|begin| column == begin || begin.ends_with('.') && column.starts_with(begin));
            if drawn || ours.iter().any(|part| column.contains(part)) {
                continue;
            }
            let set = read_with(&file, &[format!("{column}={value}")]);
            let (_, checked) = set.unwrap_or_else(|refused| panic!("{column}={value}\n{refused}"));
            // What is set is not drawn any more.
            assert!(!self::header(&checked.scenario).contains(column), "{column}");
            tried += 1;
        }
        assert!(tried > 20, "{name}: {tried}");
    }
}

#[test]
fn names_of_columns_are_all_different_and_no_formulas() {
    let all = (0..60).map(generated_with_everything).chain([everything(), demo()]);
    for scenario in all {
        let header = header(&scenario);
        let different: BTreeSet<&String> = header.iter().collect();
        assert_eq!(different.len(), header.len());
        assert!(header.iter().all(|name| name.starts_with(|c: char| c.is_ascii_lowercase())));
    }
}

#[test]
fn rows_that_cannot_be_are_refused_and_those_that_can_be_run() {
    let hostile = [
        "",
        "NaN",
        "inf",
        "-inf",
        "1e999",
        "-1",
        "0",
        "1",
        "2",
        "1e-320",
        "18446744073709551616",
        "0,5",
        "=1",
        "\u{0}",
        "é",
    ];
    for scenario in [everything(), generated_with_everything(3)] {
        let header = header(&scenario);
        let reader = reader(&scenario, &header);
        let row = cells(&rows(&scenario, 5, 1, Behaviour::Nash).worlds).remove(0);
        let runs = Runs::new(&scenario, 5, 1, Behaviour::Concession);
        let (mut refused, mut run) = (0, 0);
        for at in 0..row.len() {
            for (k, text) in hostile.iter().enumerate() {
                let mut row = row.clone();
                (*text).clone_into(&mut row[at]);
                match read(&reader, &row) {
                    // Each of them once with every text in turn.
                    Ok(numbers) if (at + k) % 5 == 0 => {
                        runs.again(&numbers);
                        run += 1;
                    }
                    Ok(_) => {}
                    Err(error) => {
                        assert!(error.to_string().contains(&header[at]), "{error}");
                        refused += 1;
                    }
                }
            }
            assert!(matches!(read(&reader, &row[..at]), Err(RowError::NoCell(_))));
        }
        assert!(refused > 5 * row.len() && run > row.len() / 10, "{refused} {run}");
        let short = header[1..].iter().map(String::as_str);
        assert_eq!(Reader::new(&scenario, short).err(), Some(RowError::NoColumn("world".into())));
    }
}

/// All numbers at an end of what they can be, at once.
#[test]
fn worlds_at_the_ends_of_all_domains_run() {
    for seed in 0..12 {
        let scenario = generated_with_everything(seed);
        let header = header(&scenario);
        let reader = reader(&scenario, &header);
        let row = cells(&rows(&scenario, seed, 1, Behaviour::Nash).worlds).remove(0);
        for end in 0..2 {
            let mut row = row.clone();
            for (cell, (column, _)) in row.iter_mut().zip(columns(&scenario)) {
                if let Some(domain) = column.bounds {
                    let at = if end == 0 { domain.low } else { domain.high };
                    if domain.contains(at) {
                        *cell = at.to_string();
                    }
                }
            }
            let numbers = read(&reader, &row).expect("all in their domains");
            for behaviour in Behaviour::ALL {
                Runs::new(&scenario, seed, 1, behaviour).again(&numbers);
            }
        }
    }
}

/// Whether a cell is what its field says (Table Schema).
fn suits(field: &Value, cell: &str) -> bool {
    let constraints = &field["constraints"];
    if cell.is_empty() {
        return constraints["required"] != true;
    }
    let number = cell.parse::<f64>();
    let within = |number: f64| {
        constraints["minimum"].as_f64().is_none_or(|low| number >= low)
            && constraints["maximum"].as_f64().is_none_or(|high| number <= high)
    };
    match field["type"].as_str() {
        Some("integer") => cell.parse::<u64>().is_ok(),
        Some("number") => number.is_ok_and(|number| number.is_finite() && within(number)),
        Some("boolean") => ["0", "1"].contains(&cell),
        Some("string") => constraints["enum"].as_array().is_none_or(|words| words.contains(&cell.into())),
        other => panic!("{other:?}"),
    }
}

#[test]
fn the_data_package_describes_every_cell_of_both_tables() {
    let all = (0..30).map(generated_with_everything).chain([everything(), demo()]);
    for (k, scenario) in all.enumerate() {
        let made = rows(&scenario, 1, 5, Behaviour::Nash);
        let package = data_package::package(&scenario, true);
        let fields =
            |k: usize| package["resources"][k]["schema"]["fields"].as_array().expect("fields").clone();
        let names: Vec<Value> = fields(1).iter().map(|field| field["name"].clone()).collect();
        assert_eq!(names, header(&scenario));
        for (resource, rows) in [made.results, made.worlds].into_iter().enumerate() {
            let fields = fields(resource);
            for row in cells(&rows) {
                assert_eq!(row.len(), fields.len());
                for (field, cell) in fields.iter().zip(&row) {
                    assert!(suits(field, cell), "{k}: `{cell}` {field}");
                }
            }
        }
        let without = data_package::package(&scenario, false);
        assert_eq!(without["resources"].as_array().map(Vec::len), Some(1));
        assert!(without["resources"][0]["schema"].get("foreignKeys").is_none());
        assert_eq!(package["resources"][0]["schema"]["foreignKeys"][0]["reference"]["resource"], "worlds");
    }
}

/// The tables between the marks of docs/results.md are those of the code; `ROUNDTABLE_BLESS=1` writes them.
#[test]
fn the_documentation_has_the_dictionary() {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/results.md");
    let text = std::fs::read_to_string(&path).expect("docs/results.md");
    let mut new = text.clone();
    for (name, table) in data_package::dictionary() {
        let (begin, end) = (format!("<!-- columns of {name} -->\n"), format!("<!-- end of {name} -->\n"));
        let from = new.find(&begin).expect("a mark") + begin.len();
        let to = new.find(&end).expect("a mark");
        new.replace_range(from..to, &format!("\n{table}\n"));
    }
    if std::env::var_os("ROUNDTABLE_BLESS").is_some() {
        std::fs::write(&path, &new).expect("written");
    } else {
        assert_eq!(
            text, new,
            "ROUNDTABLE_BLESS=1 cargo test --test engine worlds_csv renews docs/results.md"
        );
    }
}

/// Every column of a scenario is one of the dictionary's.
#[test]
fn every_column_stands_in_the_dictionary() {
    let [(_, _), (_, worlds)] = data_package::dictionary();
    for scenario in (0..40).map(generated_with_everything).chain([everything(), demo()]) {
        for (column, _) in columns(&scenario) {
            assert!(worlds.contains(&*column.meaning), "{}", column.name);
        }
    }
}
