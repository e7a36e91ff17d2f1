//! Our reader of RON against the `ron` crate: what ours accepts, `ron` accepts with the same content.

mod common;

use proptest::prelude::*;
use roundtable::scenario::diagnostic::Problems;
use roundtable::scenario::syntax::{Node, Value, parse};
use roundtable::scenario::template;

/// A text in one form that both readers' values can be brought into. `ron::Value` knows neither names of structs nor of
/// enum variants, so those are compared by their content alone.
fn ours(node: &Node) -> String {
    let list = |items: &[Node]| items.iter().map(ours).collect::<Vec<_>>().join(",");
    match &node.value {
        Value::Bool(b) => format!("{b}"),
        Value::Int(i) => format!("n{}", *i as f64),
        Value::Float(x) => format!("n{x}"),
        Value::Char(c) => format!("c{c:?}"),
        Value::Text(text) => format!("{text:?}"),
        Value::Word(_) => "unit".to_owned(),
        Value::None => "none".to_owned(),
        Value::Some(inner) => format!("some({})", ours(inner)),
        // Without a name it is the unit; `x()` is a sequence of nothing.
        Value::Tuple(None, items) if items.is_empty() => "unit".to_owned(),
        Value::List(items) | Value::Tuple(_, items) => format!("[{}]", list(items)),
        Value::Map(entries) => {
            let mut all: Vec<String> =
                entries.list.iter().map(|(k, v)| format!("{}:{}", ours(k), ours(v))).collect();
            all.sort();
            format!("{{{}}}", all.join(","))
        }
        Value::Struct(_, entries) => {
            let mut all: Vec<String> =
                entries.list.iter().map(|(k, v)| format!("{:?}:{}", k.name, ours(v))).collect();
            all.sort();
            format!("{{{}}}", all.join(","))
        }
        Value::Unreadable => panic!("accepted, and yet unreadable"),
    }
}

fn theirs(value: &ron::Value) -> String {
    let list = |items: &[ron::Value]| items.iter().map(theirs).collect::<Vec<_>>().join(",");
    match value {
        ron::Value::Bool(b) => format!("{b}"),
        ron::Value::Char(c) => format!("c{c:?}"),
        ron::Value::Number(n) => format!("n{}", n.into_f64()),
        ron::Value::Option(None) => "none".to_owned(),
        ron::Value::Option(Some(inner)) => format!("some({})", theirs(inner)),
        ron::Value::String(text) => format!("{text:?}"),
        ron::Value::Bytes(bytes) => format!("{bytes:?}"),
        ron::Value::Seq(items) => format!("[{}]", list(items)),
        ron::Value::Unit => "unit".to_owned(),
        ron::Value::Map(map) => {
            let mut all: Vec<String> =
                map.iter().map(|(k, v)| format!("{}:{}", theirs(k), theirs(v))).collect();
            all.sort();
            format!("{{{}}}", all.join(","))
        }
    }
}

fn accepted(text: &str) -> Option<Node> {
    let mut problems = Problems::default();
    let tree = parse(text, 0, &mut problems);
    if problems.errors() > 0 { None } else { tree.root }
}

fn agree(text: &str) {
    let Some(node) = accepted(text) else { return };
    // ron's own recursion limit and its refusal of extensions within values are no matter of content.
    match ron::from_str::<ron::Value>(text) {
        Ok(value) => assert_eq!(ours(&node), theirs(&value), "{text}"),
        Err(error) => panic!("we accept what ron refuses ({error}):\n{text}"),
    }
}

#[test]
fn values_written_by_hand() {
    for text in [
        "1",
        "r()",
        "()",
        "-2",
        "+3",
        "1_000",
        "0xff",
        "0b101",
        "0o17",
        "1.5",
        "-1.5e-3",
        ".5",
        "5.",
        "1e3",
        "1_0.5",
        "007",
        "\"plain\"",
        "\"a\\n\\t\\\"\\\\\\x41\\u{AC00}\"",
        "r\"raw \\n\"",
        "r#\"a \"b\"\"#",
        "\"two\nlines\"",
        "\"goes \\\n   on\"",
        "'a'",
        "'\\n'",
        "'한'",
        "true",
        "false",
        "None",
        "Some(3)",
        "Some(Some(\"x\"))",
        "()",
        "[]",
        "{}",
        "[1, 2, 3,]",
        "(1, \"two\", 3.5)",
        "(a: 1, b: [2])",
        "Name(a: 1, b: (c: 2))",
        "Name",
        "Name(1, 2)",
        "{\"a\": 1, \"b\": 2,}",
        "{1: \"a\", 2: \"b\"}",
        "// before\n1 // after",
        "/* a /* nested */ comment */ [1, /* in */ 2]",
        "#![enable(implicit_some)]\n(a: 1)",
        "\t( a :\r\n 1 ,)\r\n",
        "(\"한글\", \"§\")",
        "(이름: 1)",
    ] {
        assert!(accepted(text).is_some(), "{text}");
        agree(text);
    }
}

#[test]
fn legal_scenarios() {
    agree(&template("x"));
    for seed in 0..300 {
        for text in [common::scenarios::legal_scenario(seed), common::scenarios::legal_scenario_m2(seed)] {
            assert!(accepted(&text).is_some());
            agree(&text);
        }
    }
}

/// Random values as RON text, in many styles of writing.
fn value() -> impl Strategy<Value = String> {
    let leaf = prop_oneof![
        any::<i64>().prop_map(|i| i.to_string()),
        any::<u32>().prop_map(|i| format!("{i:#x}")),
        any::<f64>().prop_filter("finite", |x| x.is_finite()).prop_map(|x| format!("{x:?}")),
        any::<bool>().prop_map(|b| b.to_string()),
        "[a-z가-힣§ \"\\\\\n]{0,8}".prop_map(|text| format!("{text:?}")),
        "[a-z\"]{0,6}".prop_map(|text| format!("r##\"{text}\"##")),
        any::<char>().prop_filter("plain", |c| !c.is_control()).prop_map(|c| format!("{c:?}")),
        Just("None".to_owned()),
        Just("Word".to_owned()),
    ];
    leaf.prop_recursive(5, 40, 5, |inner| {
        let names = ["alpha", "beta", "gamma", "delta"];
        prop_oneof![
            proptest::collection::vec(inner.clone(), 0..5)
                .prop_map(|items| format!("[ {} ]", items.join(" , "))),
            proptest::collection::vec(inner.clone(), 2..5)
                .prop_map(|items| format!("({},)", items.join(", /* c */ "))),
            proptest::collection::vec(inner.clone(), 1..5).prop_map(move |items| {
                let fields: Vec<String> =
                    items.iter().zip(names).map(|(item, name)| format!("{name}:\n  {item}")).collect();
                format!("Name({})", fields.join(",// c\n"))
            }),
            proptest::collection::vec(inner.clone(), 0..5).prop_map(move |items| {
                let fields: Vec<String> =
                    items.iter().zip(names).map(|(item, name)| format!("{name:?}: {item}")).collect();
                format!("{{{}}}", fields.join(","))
            }),
            inner.prop_map(|item| format!("Some({item})")),
        ]
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1500, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn random_values(text in value()) {
        prop_assert!(accepted(&text).is_some(), "{}", text);
        agree(&text);
    }

    #[test]
    fn random_characters(text in "[()\\[\\]{}\",:'rx#a-c01.eE+_ \n-]{1,12}") {
        agree(&text);
    }
}
