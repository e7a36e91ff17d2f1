//! A plain JSON layout: `{"issues": [{"name", "values"}], "parties": [{"name", "weights": {issue: number}, "values": {issue: {value:
//! number}}, "reservation"}]}`. An issue without a weight has 1; utilities are not scaled.

use super::{DomainFileError, additive, fault, issue, stem};
use crate::scenario::domain::{Domain, DomainParty};
use serde::Deserialize;
use serde_json::Value;
use std::collections::BTreeMap;
use std::path::Path;

#[derive(Deserialize)]
struct File {
    issues: Vec<Issue>,
    parties: Vec<Party>,
}

#[derive(Deserialize)]
struct Issue {
    name: String,
    values: Vec<String>,
}

#[derive(Deserialize)]
struct Party {
    name: String,
    #[serde(default)]
    weights: BTreeMap<String, f64>,
    values: BTreeMap<String, BTreeMap<String, f64>>,
    #[serde(default)]
    reservation: Option<f64>,
    #[serde(default)]
    discount: Option<f64>,
}

pub(super) fn read(path: &Path, value: &Value) -> Result<Domain, DomainFileError> {
    let file: File = serde_json::from_value(value.clone()).map_err(|e| fault(path, e.to_string()))?;
    let parties: Result<Vec<DomainParty>, DomainFileError> =
        file.parties.iter().map(|party| read_party(path, party, &file.issues)).collect();
    let (name, parties) = (stem(path), parties?);
    let issues = file.issues.into_iter().map(|of| issue(of.name, of.values)).collect();
    Ok(Domain { title: name.clone(), name, issues, parties, ..Domain::default() })
}

fn read_party(path: &Path, party: &Party, issues: &[Issue]) -> Result<DomainParty, DomainFileError> {
    let (mut weights, mut values) = (Vec::new(), Vec::new());
    for of in issues {
        weights.push(party.weights.get(&of.name).copied().unwrap_or(1.0));
        let known = party.values.get(&of.name);
        let scores: Result<Vec<f64>, DomainFileError> = of
            .values
            .iter()
            .map(|value| {
                known.and_then(|k| k.get(value)).copied().ok_or_else(|| {
                    fault(
                        path,
                        format!(
                            "party \"{}\" has no number for \"{value}\" of issue \"{}\"",
                            party.name, of.name
                        ),
                    )
                })
            })
            .collect();
        values.push(scores?);
    }
    let mut read = additive(party.name.clone(), weights, values, party.reservation);
    read.discount = party.discount.unwrap_or(1.0);
    if !(read.discount > 0.0 && read.discount <= 1.0) {
        return Err(fault(path, format!("party \"{}\": discount lies above 0 and up to 1", party.name)));
    }
    Ok(read)
}
