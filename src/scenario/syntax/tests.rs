use super::*;
use crate::scenario::diagnostic::codes;

/// The codes reported for a text, and the text under each caret.
fn errors(text: &str) -> Vec<(&'static str, String)> {
    let mut problems = Problems::default();
    parse(text, 0, &mut problems);
    let found = problems.into_sorted();
    found.into_iter().map(|problem| (problem.code, text[problem.span].to_owned())).collect()
}

fn one(code: &'static str, at: &str) -> Vec<(&'static str, String)> {
    vec![(code, at.to_owned())]
}

#[test]
fn values_know_where_they_stand() {
    let text = "// 한글\n(name: \"북한\", list: [1, Some(2)])";
    let mut problems = Problems::default();
    let root = parse(text, 0, &mut problems).expect("legal");
    assert_eq!(problems.errors(), 0);
    assert_eq!(&text[root.span.clone()], "(name: \"북한\", list: [1, Some(2)])");
    let Value::Struct(None, entries) = &root.value else { panic!("{root:?}") };
    let (key, name) = &entries.list[0];
    assert_eq!((&text[key.span.clone()], &text[name.span.clone()]), ("name", "\"북한\""));
    let Value::List(items) = &entries.list[1].1.value else { panic!("{root:?}") };
    assert_eq!(&text[items[1].span.clone()], "Some(2)");
}

#[test]
fn one_mistake_gives_one_message() {
    for (text, code, at) in [
        ("(a: 1 b: 2)", codes::COMMA_MISSING, "1"),
        ("[1 2]", codes::COMMA_MISSING, "1"),
        ("[(1, 2) (3, 4)]", codes::COMMA_MISSING, ")"),
        ("(a 1)", codes::COLON_MISSING, "a"),
        ("(a = 1)", codes::COLON_MISSING, "="),
        ("{\"a\" \"b\"}", codes::COLON_MISSING, "\"a\""),
        ("(a: , b: 1)", codes::VALUE_MISSING, "a:"),
        ("(a:)", codes::VALUE_MISSING, "a:"),
        ("{\"a\"}", codes::VALUE_MISSING, "\"a\""),
        ("[1,,2]", codes::COMMA_EXTRA, ","),
        ("(, a: 1)", codes::COMMA_EXTRA, ","),
        ("(a: 1; b: 2)", codes::STRAY, ";"),
        ("(a: 1, ? b: 2)", codes::STRAY, "?"),
        ("(a: #, b: 2)", codes::VALUE_MISSING, "a:"),
        ("(a: 1, 5)", codes::FIELD_NAME, "5"),
        ("(a: 1, a: 2)", codes::DUPLICATE_KEY, "a"),
        ("{\"a\": 1, \"b\": 2, \"a\": 3}", codes::DUPLICATE_KEY, "\"a\""),
        ("(a: 1))", codes::BRACKET_CLOSE, ")"),
        ("(a: 1), b: 2)", codes::AFTER_END, ","),
        ("(a: [1, 2)", codes::BRACKET_OPEN, "["),
        ("(a: [1, 2}, b: 3)", codes::BRACKET_CLOSE, "}"),
        ("(a: 1", codes::BRACKET_OPEN, "("),
        ("(a: \"x, b: 1)", codes::STRING_OPEN, "\""),
        ("(a: \"\\q\")", codes::ESCAPE, "\\q"),
        ("(a: -NaN)", codes::NOT_FINITE, "-NaN"),
        ("(a: inf)", codes::NOT_FINITE, "inf"),
        ("(a: 1e400)", codes::NOT_FINITE, "1e400"),
        ("(a: 1.2.3)", codes::NUMBER, "1.2.3"),
        ("(a: “x”)", codes::QUOTES, "“x”"),
        ("(a: 'xy')", codes::QUOTES, "'xy'"),
        ("/* /* */ (a: 1)", codes::COMMENT_OPEN, "/*"),
        ("(a: r#\"x\")", codes::STRING_OPEN, "r#\""),
        ("", codes::EMPTY, ""),
    ] {
        assert_eq!(errors(text), one(code, at), "{text}");
    }
}

#[test]
fn an_open_text_does_not_swallow_the_lines_after_it() {
    let text = "(a: \"open,\n b: \"fine\",\n c 3,\n)";
    assert_eq!(
        errors(text),
        vec![(codes::STRING_OPEN, "\"".to_owned()), (codes::COLON_MISSING, "c".to_owned())]
    );
}

#[test]
fn a_bracket_missing_among_equals_is_found_by_indentation() {
    let text = "(\n    north: (\n        a: 1,\n    south: (\n        a: 2,\n    ),\n)\n";
    let mut problems = Problems::default();
    parse(text, 0, &mut problems);
    let found = problems.into_sorted();
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!(
        (found[0].code, found[0].span.start),
        (codes::BRACKET_OPEN, text.find("north: (").unwrap_or(0) + 7)
    );
}

#[test]
fn values_after_an_error_are_still_read() {
    let mut problems = Problems::default();
    let root = parse("(a: 1 b: ?, c: [1,, 2])", 0, &mut problems).expect("sound brackets");
    let Value::Struct(_, entries) = root.value else { panic!("no fields") };
    let names: Vec<&str> = entries.list.iter().map(|(key, _)| key.name.as_str()).collect();
    assert_eq!(names, ["a", "c"]);
    assert!(entries.broken);
}

#[test]
fn nesting_ends_at_the_limit_and_not_before() {
    let nested = |depth: usize| format!("{}{}", "[".repeat(depth), "]".repeat(depth));
    assert_eq!(errors(&nested(DEEPEST)), vec![]);
    assert_eq!(errors(&nested(DEEPEST + 1)), one(codes::TOO_DEEP, "["));
}
