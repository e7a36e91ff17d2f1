//! `rerun`: a stored result made again.

use super::desk::{Desk, files};

#[test]
fn a_result_is_made_again_with_the_same_bytes_and_left_as_it_is() {
    let desk = Desk::new();
    desk.said(&[
        "compare",
        "demo.ron",
        "--runs",
        "20",
        "--seed",
        "5",
        "--set",
        "parties.ash.demand=0.4",
        "-q",
        "-o",
        "out",
    ]);
    let before = files(&desk.path("out"));
    let said = desk.said(&["rerun", "out"]);
    assert!(said.starts_with("The same bytes: ") && said.contains("--seed=5"), "{said}");
    assert_eq!(files(&desk.path("out")), before);
    let found: serde_json::Value = serde_json::from_str(&desk.said(&["rerun", "out", "--json"])).unwrap();
    assert!(found["same"] == true && found["files"].as_u64() > Some(5), "{found}");
}

#[test]
fn what_differs_is_told_file_by_file() {
    let desk = Desk::new();
    desk.said(&["compare", "demo.ron", "--runs", "20", "-q", "-o", "out"]);
    let results = desk.read("out/results.csv");
    desk.write("out/results.csv", &results.replacen("\n1,", "\n1 ,", 1));
    desk.write("out/extra.txt", "mine");
    let record = desk.read("out/run.json").replace(env!("CARGO_PKG_VERSION"), "0.0.9");
    desk.write("out/run.json", &record);
    let output = desk.command(&["rerun", "out"]).assert().code(1).get_output().clone();
    let said = String::from_utf8(output.stdout).unwrap();
    for part in [
        "2 of ",
        "results.csv: differs from line ",
        "extra.txt: only then",
        "version of the program: 0.0.9 then",
    ] {
        assert!(said.contains(part), "{part} is not in {said}");
    }
}

#[test]
fn a_scenario_that_changed_is_told() {
    let desk = Desk::new();
    desk.said(&["compare", "demo.ron", "--runs", "20", "-q", "-o", "out"]);
    desk.write("demo.ron", &(desk.read("demo.ron") + "\n// Looked at again.\n"));
    let output = desk.command(&["rerun", "out"]).assert().code(1).get_output().clone();
    let said = String::from_utf8(output.stdout).unwrap();
    assert!(said.contains("the scenario file, or what was set, is not what it was"), "{said}");
    std::fs::rename(desk.path("demo.ron"), desk.path("elsewhere.ron")).unwrap();
    let output = desk.command(&["rerun", "out"]).assert().code(1).get_output().clone();
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(said.contains("--file FILE"), "{said}");
    let output =
        desk.command(&["rerun", "out", "--file", "elsewhere.ron"]).assert().code(1).get_output().clone();
    assert!(String::from_utf8(output.stdout).unwrap().contains("files differ"));
}

#[test]
fn what_is_no_result_is_refused() {
    let desk = Desk::new();
    assert!(desk.refused(&["rerun", "demo.ron"]).1.contains("this is a file"));
    assert!(desk.refused(&["rerun", "nowhere"]).1.contains("there is no stored result"));
    std::fs::create_dir(desk.path("out")).unwrap();
    for flags in [r#"["new", "x"]"#, r#"["compare", "b.ron"]"#, r#"["compare", "--what"]"#, "[]"] {
        let record = format!(
            r#"{{"program": "0", "scenario_file": "a.ron", "scenario_hash": "", "seed": 1, "runs": 1, "flags": {flags}}}"#
        );
        desk.write("out/run.json", &record);
        let (code, message) = desk.refused(&["rerun", "out"]);
        assert!(code == 2 && message.contains("run.json"), "{message}");
    }
    assert!(!desk.path("x").exists());
}
