//! `export`: a stored result for other programs, and `--parquet`.

use super::desk::{Desk, names};
use serde_json::Value;
use std::path::Path;
use std::process::Command;

fn stored(more: &[&str]) -> Desk {
    let desk = Desk::new();
    desk.compare(&[&["--runs", "40", "--star", "none", "-q", "-o", "r"], more].concat()).assert().success();
    desk
}

#[test]
fn tables_are_copied_and_charts_have_their_numbers() {
    let desk = stored(&[]);
    let said = desk.said(&["export", "r", "--to", "csv"]);
    assert!(
        said.contains("files in r-export: datapackage.json, results.csv, worlds.csv, chart-overview.csv"),
        "{said}"
    );
    for file in ["results.csv", "worlds.csv", "datapackage.json"] {
        assert_eq!(desk.read(&format!("r/{file}")), desk.read(&format!("r-export/{file}")), "{file}");
    }
    let charts = names(&desk.path("r/charts")).len();
    let tables = names(&desk.path("r-export")).into_iter().filter(|name| name.starts_with("chart-")).count();
    assert_eq!(charts, tables);
    let summary = desk.json("r/summary.json");
    let overview = desk.read("r-export/chart-overview.csv");
    let mut rows = csv::Reader::from_reader(overview.as_bytes());
    for format in summary["formats"].as_array().unwrap() {
        let found =
            rows.records().map(Result::unwrap).find(|row| row[0] == *format["name"].as_str().unwrap());
        let share: f64 = found.unwrap()[2].parse().unwrap();
        assert!((share - 100.0 * format["signed"]["estimate"].as_f64().unwrap()).abs() < 1e-9);
        rows = csv::Reader::from_reader(overview.as_bytes());
    }
}

#[test]
fn a_line_has_what_came_and_what_was_drawn() {
    let desk = stored(&[]);
    desk.said(&["export", "r", "--to", "jsonl", "-o", "x"]);
    assert_eq!(names(&desk.path("x")), ["datapackage.json", "results.jsonl"]);
    let lines: Vec<Value> =
        desk.read("x/results.jsonl").lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(lines.len(), 120);
    let drawn = desk.read("r/worlds.csv");
    let mut worlds = csv::Reader::from_reader(drawn.as_bytes());
    let header = worlds.headers().unwrap().clone();
    for (world, row) in worlds.records().enumerate() {
        let row = row.unwrap();
        for line in &lines[3 * world..3 * world + 3] {
            assert_eq!(line["world"], world);
            assert!(line["signed"].is_boolean() && line["gain_ash"].is_number());
            for (name, cell) in header.iter().zip(&row) {
                let found = match &line[name] {
                    Value::Null => String::new(),
                    Value::Bool(yes) => u8::from(*yes).to_string(),
                    other => other.to_string(),
                };
                let same = found == cell || found.parse::<f64>().ok() == cell.parse().ok();
                assert!(same, "{name}: {found} {cell}");
            }
        }
    }
}

#[test]
fn charts_are_specifications_with_their_data_in_both_languages() {
    let desk = stored(&[]);
    for (language, signed) in [("en", "signed"), ("ko", "서명")] {
        desk.said(&["export", "r", "--to", "vega", "-o", language, "--lang", language]);
        for chart in names(&desk.path("r/charts")) {
            let spec = desk.json(&format!("{language}/chart-{}", chart.replace(".svg", ".vl.json")));
            assert!(spec["$schema"].as_str().unwrap().ends_with("/vega-lite/v5.json"), "{chart}");
            assert!(!spec["data"]["values"].as_array().unwrap().is_empty(), "{chart}");
        }
        let overview = desk.json(&format!("{language}/chart-overview.vl.json"));
        assert_eq!(overview["data"]["values"][0]["outcome"], signed);
    }
}

/// The code of a page, cell after cell.
fn cells(page: &str) -> String {
    let begun = page.split("```{python}\n").skip(1);
    begun.map(|rest| rest.split("\n```").next().unwrap()).collect::<Vec<_>>().join("\n")
}

/// Python with pandas (`PANDAS_PYTHON`, or `python3`), if it is there.
fn python() -> Option<String> {
    let python = std::env::var("PANDAS_PYTHON").unwrap_or_else(|_| "python3".into());
    let there = Command::new(&python).args(["-c", "import pandas"]).output();
    there.is_ok_and(|said| said.status.success()).then_some(python)
}

fn run(python: &str, folder: &Path, code: &str) -> (bool, String) {
    let output = Command::new(python).args(["-c", code]).current_dir(folder).output().unwrap();
    let said =
        String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr);
    (output.status.success(), said)
}

#[test]
fn the_page_finds_the_numbers_of_the_result_and_no_others() {
    let desk = stored(&[]);
    for language in ["en", "ko"] {
        desk.said(&["export", "r", "--to", "quarto", "-o", language, "--lang", language]);
        let expected = ["datapackage.json", "findings.qmd", "results.csv", "summary.json", "worlds.csv"];
        assert_eq!(names(&desk.path(language)), expected);
    }
    let code = cells(&desk.read("en/findings.qmd"));
    assert!(code.contains("def wilson") && code.contains("assert not wrong"));
    let Some(python) = python() else {
        println!("passed over: there is no Python with pandas (PANDAS_PYTHON, or python3)");
        return;
    };
    for language in ["en", "ko"] {
        let code = cells(&desk.read(&format!("{language}/findings.qmd")));
        let (fine, said) = run(&python, &desk.path(language), &code);
        assert!(fine && said.contains("86"), "{said}");
    }
    // A row of the tables is changed: the page says that it is not the same.
    let results = desk.read("en/results.csv");
    let at = results.find("\n7,").unwrap() + 1;
    let row = results[at..].lines().next().unwrap();
    let mut fields: Vec<&str> = row.split(',').collect();
    fields[2] = if fields[2] == "1" { "0" } else { "1" };
    desk.write("en/results.csv", &results.replace(row, &fields.join(",")));
    let (fine, said) = run(&python, &desk.path("en"), &code);
    assert!(!fine && said.contains("AssertionError"), "{said}");
}

#[test]
fn one_format_and_no_worlds_are_enough() {
    let desk = Desk::new();
    let few = ["--runs", "20", "--no-worlds", "-q", "-o", "one"];
    desk.command(&[&["run", "demo.ron", "--format", "both t"], &few[..]].concat()).assert().success();
    desk.said(&["export", "one", "--to", "csv,jsonl,vega,quarto", "-o", "x"]);
    assert!(!names(&desk.path("x")).contains(&"worlds.csv".to_owned()));
    assert_eq!(desk.read("x/results.jsonl").lines().count(), 20);
    if let Some(python) = python() {
        let (fine, said) = run(&python, &desk.path("x"), &cells(&desk.read("x/findings.qmd")));
        assert!(fine && said.contains("There is one format"), "{said}");
    }
}

#[test]
fn what_cannot_be_exported_is_refused_with_a_remedy() {
    let desk = stored(&[]);
    let (code, said) = desk.refused(&["export", "demo.ron", "--to", "csv"]);
    assert!(code == 2 && said.contains("looks into a stored result"), "{said}");
    let (code, said) = desk.refused(&["export", "absent", "--to", "csv"]);
    assert!(code == 2 && said.contains("there is no stored result"), "{said}");
    assert_eq!(desk.refused(&["export", "r"]).0, 2);
    let (code, said) = desk.refused(&["export", "r", "--to", "csv", "-o", "r"]);
    assert!(code == 2 && said.contains("not empty"), "{said}");
    desk.write("r/worlds.csv", &desk.read("r/worlds.csv").replacen("\n3,", "\n4,", 1));
    let (code, said) = desk.refused(&["export", "r", "--to", "jsonl", "-o", "x"]);
    assert!(code == 2 && said.contains("world 3 is not in worlds.csv"), "{said}");
    assert!(!desk.path("x").exists());
}

#[cfg(not(feature = "parquet"))]
#[test]
fn without_parquet_it_is_said_how_to_have_it() {
    let desk = stored(&[]);
    for arguments in
        [&["export", "r", "--to", "csv,parquet"][..], &["compare", "demo.ron", "--runs", "5", "--parquet"]]
    {
        let (code, said) = desk.refused(arguments);
        assert!(code == 2 && said.contains("--features parquet"), "{said}");
    }
    assert!(!desk.path("r-export").exists() && !desk.path("output").exists());
}

#[cfg(feature = "parquet")]
#[test]
fn tables_as_parquet_are_those_of_the_csv() {
    let desk = stored(&["--parquet"]);
    desk.said(&["export", "r", "--to", "parquet", "-o", "x"]);
    for file in ["results.parquet", "worlds.parquet"] {
        let (beside, exported) = (desk.path(&format!("r/{file}")), desk.path(&format!("x/{file}")));
        let bytes = std::fs::read(&beside).unwrap();
        assert!(bytes.starts_with(b"PAR1") && bytes.ends_with(b"PAR1"));
        assert_eq!(bytes, std::fs::read(exported).unwrap());
    }
    desk.command(&["rerun", "r"]).assert().success();
}
