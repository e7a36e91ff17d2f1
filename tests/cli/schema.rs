//! `schema`: what is written is what its schema says.

use super::desk::Desk;
use predicates::prelude::*;
use serde_json::{Value, json};

fn schema(desk: &Desk, kind: &[&str]) -> Value {
    serde_json::from_str(&desk.said(&[&["schema"], kind].concat())).expect("JSON")
}

/// Keys of an object that its schema does not describe.
fn unknown(schema: &Value, object: &Value) -> Vec<String> {
    let described = schema["properties"].as_object().expect("an object");
    let keys = object.as_object().expect("an object").keys();
    keys.filter(|key| !described.contains_key(*key)).cloned().collect()
}

#[test]
fn files_of_a_result_are_what_their_schemas_say() {
    let desk = Desk::new();
    let guess = json!({"formats": {"both together": {"signed": 40}}, "gains_most": {"ash": "both together"}});
    desk.write("g.json", &guess.to_string());
    desk.compare(&["--runs", "40", "-q", "--guess-file", "g.json", "-o", "one"]).assert().success();
    let pairs = ["--guess-file", "g.json", "--guess-file", "h.json", "-o", "pairs"];
    desk.write("h.json", &guess.to_string());
    desk.compare(&["--runs", "40", "-q"]).args(pairs).assert().success();
    desk.command(&["run", "demo.ron", "--format", "both together", "--runs", "5", "-q", "-o", "run"])
        .assert()
        .success();
    for kind in ["summary", "run", "guess", "score"] {
        let schema = schema(&desk, &[kind]);
        let validator = jsonschema::validator_for(&schema).expect("a schema");
        for folder in ["one", "pairs", "run"] {
            if folder == "run" && ["guess", "score"].contains(&kind) {
                continue;
            }
            let written = desk.json(&format!("{folder}/{kind}.json"));
            let told: Vec<String> = validator.iter_errors(&written).map(|error| error.to_string()).collect();
            assert!(told.is_empty(), "{folder}/{kind}.json: {told:#?}");
            if ["summary", "run"].contains(&kind) {
                assert_eq!(unknown(&schema, &written), [""; 0], "{kind}");
            }
        }
        assert!(!validator.is_valid(&json!({"runs": "many"})), "{kind}");
    }
    let formats = &schema(&desk, &["summary"])["$defs"]["FormatSummary"];
    assert_eq!(unknown(formats, &desk.json("one/summary.json")["formats"][0]), [""; 0]);
}

#[test]
fn columns_are_printed_for_a_scenario_as_its_results_have_them() {
    let desk = Desk::new();
    desk.compare(&["--runs", "5", "-q", "-o", "x"]).assert().success();
    assert_eq!(schema(&desk, &["data", "demo.ron"]), desk.json("x/datapackage.json"));
    let package = desk.json("x/datapackage.json");
    for resource in package["resources"].as_array().expect("two") {
        let table = desk.read(&format!("x/{}", resource["path"].as_str().expect("a path")));
        let names: Vec<Value> = table.lines().next().expect("a header").split(',').map(Value::from).collect();
        let fields = resource["schema"]["fields"].as_array().expect("fields");
        assert_eq!(fields.iter().map(|field| field["name"].clone()).collect::<Vec<Value>>(), names);
    }
    desk.command(&["schema", "data"]).assert().code(2).stderr(predicate::str::contains("schema data FILE"));
    desk.command(&["schema", "run", "demo.ron"]).assert().code(2);
    desk.command(&["schema", "data", "none.ron"]).assert().code(2);
}
