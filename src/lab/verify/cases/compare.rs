//! Comparing an expected value with a computed one.
//!
//! Numbers agree within the tolerance of the case, or within a relative 1e-12 where that is wider; whole numbers agree exactly. Lists agree
//! element by element, objects in every expected key (more keys may be computed), texts, truth values and null exactly.

use serde_json::Value;

/// Numbers this close, relatively, always agree: very large ones have no more digits.
const RELATIVE: f64 = 1e-12;
/// How many differences are written out.
const SHOWN: usize = 3;
/// How long a value may be in a message.
const LONGEST: usize = 60;

/// One place where expected and computed differ.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Difference {
    path: String,
    expected: String,
    found: String,
}

struct Comparison<'a> {
    tolerance: f64,
    cut_tables: &'a [&'a str],
    differences: Vec<Difference>,
}

/// Every difference, in the order of the expected value.
pub(super) fn differences(
    expected: &Value,
    found: &Value,
    tolerance: f64,
    cut_tables: &[&str],
) -> Vec<Difference> {
    let mut comparison = Comparison { tolerance, cut_tables, differences: Vec::new() };
    comparison.compare("", expected, Some(found));
    comparison.differences
}

/// The first few differences in words; empty without any.
pub(super) fn describe(differences: &[Difference]) -> String {
    let shown: Vec<String> = differences
        .iter()
        .take(SHOWN)
        .map(|difference| {
            let Difference { path, expected, found } = difference;
            let path = if path.is_empty() { "expected" } else { path };
            format!("{path}: expected {expected}, found {found}")
        })
        .collect();
    let more = differences.len().saturating_sub(SHOWN);
    let rest = if more > 0 { format!("; and {more} more") } else { String::new() };
    shown.join("; ") + &rest
}

fn brief(value: &Value) -> String {
    let text = value.to_string();
    if text.chars().count() <= LONGEST {
        return text;
    }
    text.chars().take(LONGEST).chain(std::iter::once('…')).collect()
}

impl Comparison<'_> {
    fn compare(&mut self, path: &str, expected: &Value, found: Option<&Value>) {
        let Some(found) = found else {
            return self.note(path, brief(expected), "nothing".to_owned());
        };
        match (expected, found) {
            (Value::Object(expected), Value::Object(found)) => {
                for (key, value) in expected {
                    let inner = if path.is_empty() { key.clone() } else { format!("{path}.{key}") };
                    self.compare(&inner, value, found.get(key));
                }
            }
            (Value::Array(expected), Value::Array(found)) => self.compare_lists(path, expected, found),
            (Value::Number(_), Value::Number(_)) if self.close(expected, found) => {}
            _ if !expected.is_number() && expected == found => {}
            _ => self.note(path, brief(expected), brief(found)),
        }
    }

    fn compare_lists(&mut self, path: &str, expected: &[Value], found: &[Value]) {
        let key = path.rsplit('.').next().unwrap_or(path);
        let enough = if self.cut_tables.contains(&key) {
            expected.len() <= found.len()
        } else {
            expected.len() == found.len()
        };
        if !enough {
            return self.note(path, format!("{} entries", expected.len()), found.len().to_string());
        }
        for (index, value) in expected.iter().enumerate() {
            self.compare(&format!("{path}[{index}]"), value, found.get(index));
        }
    }

    fn close(&self, expected: &Value, found: &Value) -> bool {
        if (expected.is_i64() || expected.is_u64()) && (found.is_i64() || found.is_u64()) {
            return expected == found;
        }
        match (expected.as_f64(), found.as_f64()) {
            (Some(expected), Some(found)) => {
                (expected - found).abs() <= self.tolerance.max(RELATIVE * expected.abs())
            }
            _ => false,
        }
    }

    fn note(&mut self, path: &str, expected: String, found: String) {
        self.differences.push(Difference { path: path.to_owned(), expected, found });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn said(expected: &Value, found: &Value) -> String {
        describe(&differences(expected, found, 1e-9, &["table"]))
    }

    #[test]
    fn what_agrees() {
        for (expected, found) in [
            (
                json!({"a": [1.0, null, "x", true]}),
                json!({"a": [1.000_000_000_5, null, "x", true], "more": 1}),
            ),
            (json!(1e20), json!(1.000_000_000_000_5e20)),
            (json!(0), json!(1e-10)),
            (json!({"table": [1]}), json!({"table": [1, 2]})),
        ] {
            assert_eq!(said(&expected, &found), "");
        }
    }

    #[test]
    fn what_differs_is_named() {
        for (expected, found, words) in [
            (
                json!({"a": {"b": [1.0, 2.0]}}),
                json!({"a": {"b": [1.0, 2.1]}}),
                "a.b[1]: expected 2.0, found 2.1",
            ),
            (json!({"a": 1}), json!({}), "a: expected 1, found nothing"),
            (json!({"a": null}), json!({}), "a: expected null, found nothing"),
            (json!([1, 2]), json!([1]), "expected: expected 2 entries, found 1"),
            (json!({"table": [1, 2]}), json!({"table": [1]}), "table: expected 2 entries, found 1"),
            (json!(1), json!(true), "expected: expected 1, found true"),
            (json!(null), json!(0.0), "expected: expected null, found 0.0"),
            (json!([1, 2, 3, 4, 5]), json!([0, 0, 0, 0, 0]), "; and 2 more"),
        ] {
            let text = said(&expected, &found);
            assert!(text.contains(words), "{text}");
        }
    }
}
