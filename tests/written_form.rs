//! The written form: what is read is written and read again, JSON Schema knows it, and the reference in the documents is what the types say.

mod common;

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use common::scenarios::{legal_scenario, legal_scenario_m2};
use roundtable::scenario::diagnostic::Problems;
use roundtable::scenario::syntax::{self, Node, Value};
use roundtable::scenario::written::{self, Conflict, Domain, Scenario};
use roundtable::scenario::{Kind, SourceFile, Style, open, read, read_conflict, render};
use roundtable::scenario::{short_template, template};
use serde_json::{Value as Json, json, to_value};

/// Every file of ours that is shipped, and the small ones of these tests.
fn shipped() -> Vec<(PathBuf, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut folders = vec![root.join("scenarios"), root.join("fuzz/seeds/domain")];
    let mut all = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).expect("there") {
            let path = entry.expect("readable").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "ron") {
                let text = std::fs::read_to_string(&path).expect("readable");
                all.push((path, text));
            }
        }
    }
    all.sort();
    assert!(all.len() >= 13, "{}", all.len());
    all
}

fn checked(text: &str) -> roundtable::scenario::Scenario {
    let file = SourceFile::new("x.ron", text);
    let mut scenario = match read(&file) {
        Ok(checked) => checked.scenario,
        Err(problems) => panic!("{}\n{text}", render(&problems, &file, Style::Plain)),
    };
    scenario.spans.clear();
    scenario.statements.iter_mut().for_each(|statement| statement.span = 0..0);
    scenario
}

fn scenario_again(text: &str) {
    let once: Scenario = written::parse(text).unwrap_or_else(|error| panic!("{error}\n{text}"));
    let out = once.to_ron();
    let again: Scenario = written::parse(&out).unwrap_or_else(|error| panic!("{error}\n{out}"));
    assert_eq!(again, once, "{out}");
    assert_eq!(again.to_ron(), out);
    assert_eq!(checked(&out), checked(text), "{out}");
}

#[test]
fn shipped_files_are_read_as_they_are_written() {
    for (path, text) in shipped() {
        match open(&SourceFile::new("x.ron", text.as_str())).kind {
            Kind::Scenario => scenario_again(&text),
            Kind::Domain => {
                let once: Domain = written::parse(&text).expect("a domain");
                let out = once.to_ron();
                assert_eq!(written::parse::<Domain>(&out).expect(&out), once, "{}", path.display());
                let domain =
                    |text: &str| open(&SourceFile::new("x.ron", text)).domain().expect("sound").domain;
                assert_eq!(domain(&out), domain(&text), "{out}");
            }
            Kind::Conflict => {
                let once: Conflict = written::parse(&text).expect("a conflict");
                let out = once.to_ron();
                assert_eq!(written::parse::<Conflict>(&out).expect(&out), once, "{}", path.display());
                let conflict = |text: &str| {
                    let mut read =
                        read_conflict(&SourceFile::new("x.ron", text)).expect("one").expect("sound");
                    read.spans.clear();
                    read
                };
                assert_eq!(conflict(&out), conflict(&text), "{out}");
            }
        }
    }
}

#[test]
fn random_scenarios_and_templates_are_read_as_they_are_written() {
    scenario_again(&template("x"));
    scenario_again(&short_template("x"));
    for seed in 0..500 {
        scenario_again(&legal_scenario(seed));
        scenario_again(&legal_scenario_m2(seed));
    }
}

/// A file as JSON, whether its content is sound or not.
fn as_json(text: &str) -> Json {
    fn one(node: &Node) -> Json {
        let list = |items: &[Node]| Json::Array(items.iter().map(one).collect());
        let (name, value) = match &node.value {
            Value::Bool(flag) => return json!(flag),
            Value::Int(number) => return json!(*number as i64),
            Value::Float(number) => return json!(number),
            Value::Char(c) => return json!(c),
            Value::Text(text) | Value::Word(text) => return json!(text),
            Value::None | Value::Unreadable => return Json::Null,
            Value::Some(inner) => return one(inner),
            Value::List(items) => return list(items),
            Value::Map(entries) => {
                let key = |node: &Node| one(node).as_str().unwrap_or_default().to_owned();
                return entries.list.iter().map(|(name, value)| (key(name), one(value))).collect();
            }
            Value::Tuple(name, items) => (name, list(items)),
            Value::Struct(name, entries) => {
                (name, entries.list.iter().map(|(key, value)| (key.name.clone(), one(value))).collect())
            }
        };
        match name {
            Some(name) => json!({ name.as_str(): value }),
            None => value,
        }
    }
    let mut problems = Problems::default();
    let root = syntax::parse(text, 0, &mut problems).expect("readable");
    match one(&root) {
        Json::Object(map) if map.len() == 1 => map.into_iter().next().expect("one").1,
        other => other,
    }
}

#[test]
fn the_schema_takes_every_shipped_file_and_sees_what_a_schema_can() {
    let schemas = [written::scenario_schema(), written::domain_schema(), written::conflict_schema()];
    let [scenario, domain, conflict] =
        schemas.map(|schema| jsonschema::validator_for(&to_value(schema).expect("JSON")).expect("a schema"));
    for (path, text) in shipped() {
        let (validator, typed) = match open(&SourceFile::new("x.ron", text.as_str())).kind {
            Kind::Scenario => (&scenario, to_value(written::parse::<Scenario>(&text).expect("typed"))),
            Kind::Domain => (&domain, to_value(written::parse::<Domain>(&text).expect("typed"))),
            Kind::Conflict => (&conflict, to_value(written::parse::<Conflict>(&text).expect("typed"))),
        };
        for json in [typed.expect("JSON"), as_json(&text)] {
            let told: Vec<String> = validator.iter_errors(&json).map(|error| error.to_string()).collect();
            assert!(told.is_empty(), "{}: {told:#?}", path.display());
        }
    }
    let broken = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/broken");
    let valid = |name: &str| {
        let text = std::fs::read_to_string(broken.join(name)).expect("readable");
        scenario.is_valid(&as_json(text.trim_start_matches('\u{feff}')))
    };
    assert!(valid("00-sound.ron"));
    for name in [
        "11-unknown-fields.ron",
        "12-missing-fields.ron",
        "13-wrong-types.ron",
        "18-unsourced.ron",
        "19-eighth-component.ron",
        "34-words.ron",
        "37-something-else.ron",
        "45-rules-as-written.ron",
    ] {
        assert!(!valid(name), "{name}");
    }
}

#[test]
fn what_check_prints_is_what_its_schema_says() {
    let schema = to_value(roundtable::scenario::diagnostic::schema()).expect("JSON");
    let validator = jsonschema::validator_for(&schema).expect("a schema");
    let out = std::process::Command::new(env!("CARGO_BIN_EXE_roundtable"))
        .args(["check", "--json", "tests/broken/11-unknown-fields.ron", "tests/broken/00-sound.ron"])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .expect("runs");
    let text = String::from_utf8(out.stdout).expect("text");
    assert_eq!(text.lines().count(), 2);
    for line in text.lines() {
        let json: Json = serde_json::from_str(line).expect("JSON");
        assert!(validator.is_valid(&json), "{line}");
    }
    assert!(!validator.is_valid(&json!({ "passed": true })));
}

/// What a field holds, in words.
fn holds(schema: &Json) -> String {
    if let Some(name) = schema["$ref"].as_str() {
        let name = name.rsplit('/').next().unwrap_or_default();
        return format!("[{name}](#{})", name.to_lowercase());
    }
    if let Some(all) = schema["anyOf"].as_array() {
        let all: Vec<String> = all.iter().filter(|one| one["type"] != "null").map(holds).collect();
        return all.join(" or ");
    }
    let kind = match &schema["type"] {
        Json::Array(kinds) => kinds[0].as_str().unwrap_or_default(),
        kind => kind.as_str().unwrap_or_default(),
    };
    match kind {
        "string" => "text".to_owned(),
        "boolean" => "`true` or `false`".to_owned(),
        "integer" => "whole number".to_owned(),
        "array" => match schema["prefixItems"].as_array() {
            Some(items) => format!("({})", items.iter().map(holds).collect::<Vec<_>>().join(", ")),
            None => format!("list of {}", holds(&schema["items"])),
        },
        "object" => format!("map to {}", holds(&schema["additionalProperties"])),
        other => other.to_owned(),
    }
}

fn fields(out: &mut String, schema: &Json) {
    let Some(properties) = schema["properties"].as_object() else { return };
    let _ = writeln!(out, "| field | holds | |\n| --- | --- | --- |");
    let required = |name: &String| {
        schema["required"].as_array().is_some_and(|all| all.iter().any(|one| one.as_str() == Some(name)))
    };
    for (name, of) in properties {
        let needed = if required(name) { " (needed)" } else { "" };
        let about = of["description"].as_str().unwrap_or_default().replace('|', "\\|");
        let _ = writeln!(out, "| `{name}`{needed} | {} | {about} |", holds(of));
    }
    out.push('\n');
}

fn section(out: &mut String, level: &str, name: &str, schema: &Json) {
    let _ = writeln!(out, "{level} {name}\n\n{}\n", schema["description"].as_str().unwrap_or_default());
    fields(out, schema);
    for one in schema["oneOf"].as_array().into_iter().flatten() {
        let about = one["description"].as_str().unwrap_or_default();
        if let Some(word) = one["const"].as_str() {
            let _ = writeln!(out, "* `{word}`: {about}");
        } else if let Some((variant, of)) = one["properties"].as_object().and_then(|all| all.iter().next()) {
            let _ = writeln!(out, "`{variant}(…)`: {about}\n");
            fields(out, of);
        }
    }
    for one in schema["anyOf"].as_array().into_iter().flatten() {
        let about = one["description"].as_str().unwrap_or_default();
        let _ = writeln!(out, "* {}: {about}", holds(one));
    }
    if !out.ends_with("\n\n") {
        out.push('\n');
    }
}

#[test]
fn the_reference_is_what_the_types_say() {
    let mut out = "# Every field of the format\n\nMade from the types that read and write files; [scenario-format.md](scenario-format.md) and \
                   [conflict-format.md](conflict-format.md) explain\nthem. `roundtable schema` prints the same as JSON Schema.\n\n"
        .to_owned();
    let mut told: Vec<String> = Vec::new();
    for schema in [written::scenario_schema(), written::domain_schema(), written::conflict_schema()] {
        let schema = to_value(schema).expect("JSON");
        section(&mut out, "##", schema["title"].as_str().expect("a title"), &schema);
        for (name, of) in schema["$defs"].as_object().expect("definitions") {
            if !told.contains(name) {
                section(&mut out, "###", name, of);
                told.push(name.clone());
            }
        }
    }
    let out = out.trim_end().to_owned() + "\n";
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/format-reference.md");
    if std::env::var_os("ROUNDTABLE_BLESS").is_some() {
        std::fs::write(&path, &out).expect("writable");
    }
    assert_eq!(std::fs::read_to_string(&path).unwrap_or_default(), out, "ROUNDTABLE_BLESS=1 writes it anew");
}
