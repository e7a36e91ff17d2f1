//! Keys of a JSON domain that are not read, so that they can be told.

use crate::files::text::plain_numbers;
use serde_json::Value;
use std::collections::BTreeSet;

const WEB: [&str; 5] = ["name", "issueUtilities", "issueWeights", "domain", "reservationBid"];

/// Keys by which a party's utilities would lose worth with time.
const DISCOUNT: [&str; 2] = ["discount", "discount_factor"];

/// Sentences about discounts, which are dropped: none where it is 1, which discounts nothing.
pub(super) fn discounts(text: &str) -> Vec<String> {
    let Ok(root) = serde_json::from_str::<Value>(&plain_numbers(text)) else { return Vec::new() };
    let mut out = Vec::new();
    for party in root.get("parties").and_then(Value::as_array).into_iter().flatten() {
        let name = party.get("name").and_then(Value::as_str).unwrap_or_default();
        for (key, value) in DISCOUNT.iter().filter_map(|key| Some((key, party.get(key)?))) {
            if value.as_f64() != Some(1.0) && !value.is_null() {
                out.push(format!(
                    "the {key} {value} of party \"{name}\" is dropped; a scenario file has `discount`, the worth of an agreement in the end"
                ));
            }
        }
    }
    out
}

/// Keys that no reader of domains looks at, by path, each once; nothing for what cannot be read.
pub(super) fn keys(text: &str) -> Vec<String> {
    let Ok(Value::Object(root)) = serde_json::from_str(&plain_numbers(text)) else { return Vec::new() };
    let mut out = Vec::new();
    if let Some(space) = root.get("LinearAdditiveUtilitySpace") {
        others(&Value::Object(root.clone()), &["LinearAdditiveUtilitySpace"], "", &mut out);
        others(space, &WEB, "", &mut out);
        others(&space["domain"], &["name", "issuesValues"], "domain.", &mut out);
    } else {
        others(&Value::Object(root.clone()), &["issues", "parties"], "", &mut out);
        let each = |key: &str| root.get(key).and_then(Value::as_array).into_iter().flatten();
        each("issues").for_each(|of| others(of, &["name", "values"], "issues.", &mut out));
        each("parties").for_each(|of| {
            others(
                of,
                &["name", "weights", "values", "reservation", DISCOUNT[0], DISCOUNT[1]],
                "parties.",
                &mut out,
            );
        });
    }
    let mut told = BTreeSet::new();
    out.retain(|key: &String| told.insert(key.clone()));
    out
}

fn others(of: &Value, known: &[&str], path: &str, out: &mut Vec<String>) {
    for key in of.as_object().into_iter().flat_map(serde_json::Map::keys) {
        if !known.contains(&key.as_str()) {
            out.push(format!("{path}{key}"));
        }
    }
}
