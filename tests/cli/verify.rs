//! `verify`: reference cases, a line a case.

use super::desk::Desk;
use serde_json::{Value, json};

fn cases() -> String {
    format!("{}/tests/cases", env!("CARGO_MANIFEST_DIR"))
}

#[test]
fn a_file_of_cases_that_are_all_computed_ends_with_0() {
    let desk = Desk::new();
    let text = desk.said(&["verify", &format!("{}/12_reference_model.json", cases())]);
    assert!(text.lines().last().unwrap().ends_with(" passed, 0 failed, 0 unsupported"), "{text}");
    assert!(text.lines().count() > 3);
}

#[test]
fn a_number_that_is_wrong_fails_its_case_alone() {
    let desk = Desk::new();
    let text = std::fs::read_to_string(format!("{}/12_reference_model.json", cases())).unwrap();
    let mut file: Value = serde_json::from_str(&text).unwrap();
    let number = first_number(&mut file["cases"][0]["expected"]).expect("a number");
    *number = json!(number.as_f64().unwrap() + 1.0);
    desk.write("wrong.json", &file.to_string());
    let output =
        desk.command(&["verify", "wrong.json", "--json"]).assert().code(1).stderr("").get_output().clone();
    let found: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(found["failed"], 1);
    let failed = found["cases"].as_array().unwrap().iter().find(|case| case["status"] == "failed").unwrap();
    assert_eq!(failed["id"], file["cases"][0]["id"]);
    assert!(failed["detail"].as_str().unwrap().contains("expected"));
}

fn first_number(value: &mut Value) -> Option<&mut Value> {
    match value {
        Value::Number(_) => Some(value),
        Value::Array(list) => list.iter_mut().find_map(first_number),
        Value::Object(map) => map.values_mut().find_map(first_number),
        _ => None,
    }
}

#[test]
fn files_that_cannot_be_read_end_with_2() {
    let desk = Desk::new();
    desk.write("broken.json", "{");
    for arguments in
        [&["verify", "absent.json"][..], &["verify", "broken.json"], &["verify"], &["verify", "."]]
    {
        let (code, message) = desk.refused(arguments);
        assert_eq!(code, 2, "{arguments:?}");
        assert!(message.starts_with("error: "), "{message}");
    }
}

#[test]
fn facts_take_no_case_files_and_a_seed_is_for_facts_alone() {
    let desk = Desk::new();
    for arguments in
        [&["verify", "--facts", "tests/cases"][..], &["verify", "--seed", "2"], &["verify", "--threads", "2"]]
    {
        let (code, message) = desk.refused(arguments);
        assert_eq!(code, 2, "{arguments:?}");
        assert!(message.starts_with("error: "), "{message}");
    }
}
