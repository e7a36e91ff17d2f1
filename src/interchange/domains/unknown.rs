//! Keys of a JSON domain that are not read, so that they can be told.

use serde_json::Value;
use std::collections::BTreeSet;

const WEB: [&str; 5] = ["name", "issueUtilities", "issueWeights", "domain", "reservationBid"];

/// Keys that no reader of domains looks at, by path, each once; nothing for what cannot be read.
pub(super) fn keys(text: &str) -> Vec<String> {
    let Ok(Value::Object(root)) = serde_json::from_str(text) else { return Vec::new() };
    let mut out = Vec::new();
    if let Some(space) = root.get("LinearAdditiveUtilitySpace") {
        others(&Value::Object(root.clone()), &["LinearAdditiveUtilitySpace"], "", &mut out);
        others(space, &WEB, "", &mut out);
        others(&space["domain"], &["name", "issuesValues"], "domain.", &mut out);
    } else {
        others(&Value::Object(root.clone()), &["issues", "parties"], "", &mut out);
        let each = |key: &str| root.get(key).and_then(Value::as_array).into_iter().flatten();
        each("issues").for_each(|of| others(of, &["name", "values"], "issues.", &mut out));
        each("parties")
            .for_each(|of| others(of, &["name", "weights", "values", "reservation"], "parties.", &mut out));
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
